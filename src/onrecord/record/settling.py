"""Corrections find their entries, and the entries show them: run whenever either changes.

An entry's id outlives rebuilds. Where it is gone all the same (its report changed, or other extractors cut
its words otherwise), the correction looks for the one entry with the same words in what now lies at its report's
place. One that finds none, or more than one, is told as a problem; it waits, and is tried again at each build.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from onrecord.core.correction import OF_ACTORS, OF_FINDINGS, Anchor, Correction, CorrectionKind
from onrecord.core.line import Standing
from onrecord.record.actors import ensure
from onrecord.record.changes import changed, made, moved
from onrecord.record.correction_rows import corrections_where
from onrecord.record.errors import InvalidCorrection
from onrecord.record.loading import EXTRACTED, load_entries
from onrecord.record.renames import rename_mentions
from onrecord.record.rows import ENTRY_TABLES, entry_rows, mentions, write_entries

if TYPE_CHECKING:
    from collections.abc import Iterable

    from onrecord.core.entry import Entry
    from onrecord.record.port import Connection

ADDED_LAST = 1_000_000  # entries added by hand come after those of the extractors
EXTRACTED_FORM = "extracted form"

_OTHERS = ", ".join(f"'{kind}'" for kind in sorted((*OF_ACTORS, *OF_FINDINGS, CorrectionKind.PRESET)))
_OF_ENTRIES = f"kind NOT IN ({_OTHERS})"
_CURRENT = (
    "FROM entry JOIN report ON report.id = entry.report"
    f" WHERE NOT entry.retired AND NOT report.retired AND entry.standing <> '{EXTRACTED_FORM}'"
)


def settle(connection: Connection, reports: Iterable[str], path: str) -> None:
    """Apply anew all corrections made in some reports or in what lay at a path."""
    found = corrections_where(
        connection,
        f"{_OF_ENTRIES} AND (anchor_path = ?2 OR anchor_report IN (SELECT value FROM json_each(?1))"
        " OR applies_to IN (SELECT id FROM entry WHERE report IN (SELECT value FROM json_each(?1))))",
        json.dumps(sorted(reports)),
        path,
    )
    apply_all(connection, list(found))


def apply_all(connection: Connection, corrections: list[Correction]) -> None:
    """Let corrections of entries find their entries, and write these as they are to be shown."""
    if not corrections:
        return
    touched = {entry for one in corrections for entry in (one.entry, *_applied_to(connection, one)) if entry}
    together = corrections_where(
        connection,
        f"{_OF_ENTRIES} AND (id IN (SELECT value FROM json_each(?1)) OR entry IN (SELECT value FROM json_each(?2))"
        " OR applies_to IN (SELECT value FROM json_each(?2)))",
        json.dumps([one.id for one in corrections]),
        json.dumps(sorted(touched)),
    )
    for entry in sorted(touched):
        _restore(connection, entry)
    for correction in sorted(together, key=lambda one: one.kind is not CorrectionKind.ADD):
        _note(connection, correction, *_found(connection, correction))
        touched.update(_applied_to(connection, correction))
    for entry in sorted(touched):
        _show(connection, entry)


def release(connection: Connection, report: str) -> None:
    """Give the entries of a report back the form in which they were extracted, before it is read again."""
    rows = connection.execute(
        "SELECT id FROM entry WHERE report = ? AND standing NOT IN ('extracted', ?)", (report, EXTRACTED_FORM)
    ).fetchall()
    for (entry,) in rows:
        _restore(connection, entry)


def _applied_to(connection: Connection, correction: Correction) -> list[str]:
    rows = connection.execute(
        "SELECT applies_to FROM correction WHERE id = ? AND applies_to IS NOT NULL", (correction.id,)
    )
    return [entry for (entry,) in rows]


def _found(connection: Connection, correction: Correction) -> tuple[str | None, str | None]:
    """Return the entry that a correction applies to, or why it applies to none."""
    if correction.undone:
        return None, None
    try:
        if correction.kind is CorrectionKind.ADD:
            return _add(connection, correction), None
        return _locate(connection, correction), None
    except InvalidCorrection as error:
        return None, error.why


def _note(connection: Connection, correction: Correction, entry: str | None, problem: str | None) -> None:
    connection.execute(
        "UPDATE correction SET applies_to = ?, problem = ? WHERE id = ?", (entry, problem, correction.id)
    )


def _restore(connection: Connection, entry: str) -> None:
    """Give an entry back the form in which it was extracted; one added by hand goes."""
    row = connection.execute("SELECT standing, report, number FROM entry WHERE id = ?", (entry,)).fetchone()
    if row is None:
        return
    standing, report, number = row
    if number >= ADDED_LAST:
        _delete(connection, entry)
        return
    kept = load_entries(connection, [entry + EXTRACTED], as_extracted=True)
    if kept:
        retired = connection.execute("SELECT retired FROM entry WHERE id = ?", (entry,)).fetchone()[0]
        write_entries(connection, [entry_rows(kept[0], report, number)])
        connection.execute("UPDATE entry SET retired = ? WHERE id = ?", (retired, entry))
        _delete(connection, entry + EXTRACTED)
    elif standing != Standing.EXTRACTED:
        connection.execute("UPDATE entry SET standing = ? WHERE id = ?", (Standing.EXTRACTED.value, entry))


def _delete(connection: Connection, entry: str) -> None:
    for table in ENTRY_TABLES:
        connection.execute(f"DELETE FROM {table} WHERE entry = ?", (entry,))
    connection.execute("UPDATE entry SET told_in = NULL WHERE told_in = ?", (entry,))
    connection.execute("DELETE FROM entry WHERE id = ?", (entry,))


def _locate(connection: Connection, correction: Correction) -> str:
    """Return the id of the entry that a correction is about now."""
    same = connection.execute(f"SELECT entry.id {_CURRENT} AND entry.id = ?", (correction.entry,)).fetchone()
    if same:
        return str(same[0])
    anchor = correction.anchor
    found = _with_words(connection, anchor) if anchor else []
    if len(found) == 1:
        return found[0]
    words = f"'{anchor.words}'" if anchor else correction.entry
    gone = "its entry is gone from the record" if not found else "several entries could be meant"
    raise InvalidCorrection(f"{gone} ({words})")


def _with_words(connection: Connection, anchor: Anchor) -> list[str]:
    """Return the ids of the entries with the words of an anchor: at its place, or else anywhere in its report."""
    rows = connection.execute(
        f"SELECT entry.id, entry.start {_CURRENT} AND entry.kind = ? AND entry.words = ? AND (report.id = ?"
        " OR report.id IN (SELECT report FROM report_path WHERE path = ? AND replaced_by IS NULL))",
        (anchor.kind, anchor.words, anchor.report, anchor.path),
    ).fetchall()
    at_place = [row for row in rows if row[1] == anchor.start]
    return [str(row[0]) for row in at_place or rows]


def _in_force(connection: Connection, key: str) -> list[Correction]:
    """Return the corrections that apply to an entry, without marks."""
    all_of_it = corrections_where(connection, "applies_to = ? AND undone IS NULL", key)
    return [one for one in all_of_it if not one.is_mark]


def _show(connection: Connection, key: str) -> None:
    """Write an entry as the corrections that apply to it have it; its extracted form is kept beside it."""
    corrections = _in_force(connection, key)
    if not corrections:
        return
    if all(one.kind is not CorrectionKind.ADD for one in corrections):
        _restore(connection, key)
    extracted = load_entries(connection, [key], as_extracted=True)[0]
    report, number, standing, text = connection.execute(
        "SELECT report, number, standing, text FROM entry JOIN report ON report.id = entry.report"
        " WHERE entry.id = ?",
        (key,),
    ).fetchone()
    entry = extracted
    for correction in corrections:
        if correction.kind is CorrectionKind.EDIT:
            try:
                entry = edited(connection, entry, correction, text, report)
            except InvalidCorrection as error:
                _note(connection, correction, key, error.why)
                continue
        standing = standing_after(standing, correction.kind)
    if entry != extracted and number < ADDED_LAST:
        kept = entry_rows(extracted, report, number, EXTRACTED_FORM)
        write_entries(connection, [kept.under(key + EXTRACTED)])
    _write(connection, entry, report, number, standing)


def standing_after(before: str, kind: CorrectionKind) -> str:
    """Return the standing of an entry after a correction of a kind."""
    if kind is CorrectionKind.REJECT:
        return Standing.REJECTED
    if kind is CorrectionKind.EDIT and before != Standing.REJECTED:
        return Standing.ADDED if before == Standing.ADDED else Standing.EDITED
    if kind is CorrectionKind.ACCEPT and before in {Standing.EXTRACTED, Standing.REJECTED}:
        return Standing.ACCEPTED
    return before


def edited(connection: Connection, entry: Entry, correction: Correction, text: str, report: str) -> Entry:
    """Return an entry as an edit has it.

    Raises:
        InvalidCorrection: It cannot be applied to the report as it is.
    """
    anchor = correction.anchor
    stood = next(entry.citations(), None)
    shift = stood.start - anchor.start if anchor and stood and anchor.report != report else 0
    changes = [moved(change, text, shift) for change in correction.changes]
    result = changed(entry, changes, text, report, lambda actor: party_of(connection, actor))
    _check_teller(connection, result, report)
    return result


def _check_teller(connection: Connection, entry: Entry, report: str) -> None:
    teller = entry.told_in
    stands = "SELECT 1 FROM entry WHERE id = ? AND report = ?"
    if teller and not connection.execute(stands, (teller, report)).fetchone():
        raise InvalidCorrection(f"its report has no entry '{teller}' that could tell it")


def _add(connection: Connection, correction: Correction) -> str:
    """Write the entry that a correction adds, in its report or in what took the report's place."""
    anchor, key = correction.anchor, correction.entry
    if anchor is None or key is None:
        raise InvalidCorrection("it does not say which report the entry is to stand in")
    row = connection.execute(
        "SELECT id, text FROM report WHERE NOT retired AND (id = ?1 OR id IN"
        " (SELECT report FROM report_path WHERE path = ?2 AND replaced_by IS NULL)) ORDER BY id <> ?1, id",
        (anchor.report, anchor.path),
    ).fetchone()
    if row is None:
        raise InvalidCorrection(f"its report is not in the record ({anchor.path})")
    report, text = row
    changes = [moved(change, text, 0) for change in correction.changes]
    entry = made(anchor.kind, key, changes, text, report, lambda actor: party_of(connection, actor))
    _check_teller(connection, entry, report)
    _write(connection, entry, report, ADDED_LAST, Standing.ADDED)
    return key


def _write(connection: Connection, entry: Entry, report: str, number: int, standing: str) -> None:
    named = [mention for _, _, mention in mentions(entry)]
    ensure(
        connection,
        [name for mention in named for name in (mention.actor, mention.party, *mention.candidates) if name],
    )
    connection.executemany(
        "INSERT OR IGNORE INTO issue VALUES (?1, ?1, '[]')", [(issue,) for issue in entry.issues]
    )
    write_entries(connection, [entry_rows(entry, report, number, standing)])
    rename_mentions(connection, report)


def party_of(connection: Connection, actor: str) -> str | None:
    """Return the state or body that an actor speaks or acts for: itself, if it is one."""
    row = connection.execute("SELECT party, kind FROM actor WHERE id = ?", (actor,)).fetchone()
    if row is None:
        return None
    return str(row[0]) if row[0] else (actor if row[1] in {"state", "body"} else None)


def anchored(connection: Connection, key: str) -> tuple[str, str, str, int, int, str]:
    """Return report, path, kind, start, end and words of an entry as extracted, for an anchor."""
    row = connection.execute(
        'SELECT report, path, kind, start, "end", words FROM entry JOIN report ON report.id = entry.report'
        " WHERE entry.id IN (?1, ?1 || ?2) ORDER BY length(entry.id) DESC",
        (key, EXTRACTED),
    ).fetchone()
    return tuple(row)
