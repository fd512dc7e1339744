"""Findings in and out: what comparing found, what it rests on, and whether that is still as it was.

The state of each entry is kept as a digest beside the finding that rests on it, and compared when findings are
read: so nothing that changes an entry (a rebuild, a correction, a merge of actors) has to know of findings, and a
correction that is taken back makes them as good as they were.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

from onrecord.core.finding import SAYS, Finding, FindingKind, Telling
from onrecord.core.report import Citation
from onrecord.record.arriving import note_finding, note_gone
from onrecord.record.correction_rows import corrections_where
from onrecord.record.errors import AmbiguousId, NoSuchFinding
from onrecord.record.filter import Filter
from onrecord.record.former import dismissed, hand_on, heirs, stored
from onrecord.record.known import check_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from onrecord.record.port import Connection

TWO_SIDED = (FindingKind.CONTRADICTION, FindingKind.SHIFT)

# All of an entry that a reader sees, as one value. The order of named rows is that of their keys.
_STATE = """
    json_array(entry.kind, entry.start, entry."end", entry.words, entry.told_in, entry.dated, entry.earliest,
        entry.latest, entry.basis, entry.retired, entry.standing = 'rejected',
        (SELECT json_array(act, negated, also) FROM statement WHERE statement.entry = entry.id),
        (SELECT json_array(attitude, negated) FROM stance WHERE stance.entry = entry.id),
        (SELECT json_array(plover, mode, status) FROM event WHERE event.entry = entry.id),
        (SELECT json_group_array(json_array(role, number, words, actor, party, candidates))
            FROM mention WHERE mention.entry = entry.id),
        (SELECT json_group_array(json_array(number, matter, body, object, doer, sign, sense, conditional, open))
            FROM proposition WHERE proposition.entry = entry.id),
        (SELECT json_group_array(json_array(number, unit, lower, upper))
            FROM quantity WHERE quantity.entry = entry.id),
        (SELECT retired FROM report WHERE report.id = entry.report))
"""


def put_findings(connection: Connection, kind: FindingKind, found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Write all findings of a kind in place of those before. The caller holds the transaction.

    One that a person took out stays out. One that a person confirmed stays so, also under another id; where it is
    no longer found it stays, and says that. Ids that are gone are answered by what took their place.

    Returns:
        Those that are there now.
    """
    every = tuple(found)
    out = dismissed(corrections_where(connection, "kind = 'dismiss' AND undone IS NULL"), every)
    kept = tuple(one for one in every if one.id not in out)
    rows = connection.execute("SELECT id FROM finding WHERE kind = ?", (kind,)).fetchall()
    gone = sorted({key for (key,) in rows}.difference(one.id for one in every))
    inherited = heirs(stored(connection, kind, gone), kept)
    confirmed = {
        inherited.get(key, key): rest
        for key, *rest in connection.execute(
            "SELECT id, confirmed_by, confirmed, confirmed_why FROM finding"
            " WHERE kind = ? AND confirmed_by IS NOT NULL",
            (kind,),
        )
    }
    connection.executemany("DELETE FROM finding WHERE id = ?", [(former,) for former in inherited])
    connection.execute("DELETE FROM finding WHERE kind = ? AND confirmed_by IS NULL", (kind,))
    connection.execute("UPDATE finding SET found = FALSE WHERE kind = ?", (kind,))
    for finding in kept:
        connection.execute("DELETE FROM finding WHERE id = ?", (finding.id,))
        _write(connection, finding, confirmed.get(finding.id, (None, None, None)))
        note_finding(connection, finding)
    hand_on(connection, inherited)
    note_gone(connection)
    left = connection.execute("SELECT id FROM finding WHERE kind = ? AND NOT found ORDER BY id", (kind,))
    return (*kept, *(load_finding(connection, key) for (key,) in left.fetchall()))


def _write(connection: Connection, finding: Finding, confirmed: Iterable[str | None]) -> None:
    connection.execute(
        "INSERT INTO finding VALUES (?,?,?,?,?,?,?,?,?,TRUE)",
        (
            *(finding.id, finding.kind.value, finding.method, json.dumps(asdict(finding.says))),
            *(finding.sureness, json.dumps(finding.why, ensure_ascii=False)),
            *confirmed,
        ),
    )
    connection.executemany(
        "INSERT INTO finding_report VALUES (?,?,?)",
        [(finding.id, number, report) for number, report in enumerate(finding.reports)],
    )
    states = _states(connection, finding.entries())
    connection.executemany(
        "INSERT INTO telling VALUES (?,?,?,?,?,?,?,?,?)",
        [
            (finding.id, number, one.role, *_cited(one.citation), one.entry, states.get(one.entry or ""))
            for number, one in enumerate(finding.tellings)
        ],
    )


def _states(connection: Connection, entries: Iterable[str]) -> dict[str, str]:
    """Return a digest of each entry as it is now; of those that are gone none."""
    rows = connection.execute(
        f"SELECT entry.id, {_STATE} FROM entry WHERE entry.id IN (SELECT value FROM json_each(?))",
        (json.dumps(tuple(entries)),),
    )
    return {
        entry: hashlib.sha256(state.encode("utf-8", "surrogatepass")).hexdigest()[:16] for entry, state in rows
    }


# What is said of an issue, by its name or the id under which `issues` lists it, and as to each whom it concerns.
_ON_ISSUE = """
    EXISTS (SELECT 1 FROM (
        SELECT fold(?2) AS name UNION ALL
        SELECT fold(json_extract(issue.says, '$.name')) FROM finding AS issue
            WHERE issue.kind = 'issue' AND issue.id = ?2
    ) AS asked
    WHERE substr(fold(json_extract(finding.says, '$.issue')) || ': ', 1, length(asked.name) + 2)
        = asked.name || ': ')
"""


def findings(
    connection: Connection, kind: FindingKind | None = None, issue: str | None = None
) -> Iterator[Finding]:
    """Yield the findings, of one kind or of all, by kind and id, without what rests on entries that were rejected.

    A finding goes with its last telling, one of two sides with either of them; one that a person confirmed stays.
    Of an issue are the positions and shifts on it.

    Raises:
        UnknownName: The record has no such issue.
    """
    if issue is not None:
        check_names(connection, Filter(issue=issue))
    asked = "kind = ?1" if kind else "?1 IS NULL"
    on = _ON_ISSUE if issue is not None else "?2 IS NULL"
    query = f"SELECT id FROM finding WHERE {asked} AND {on} ORDER BY kind, id"
    rows = connection.execute(query, (kind, issue)).fetchall()
    for (key,) in rows:
        finding = load_finding(connection, key)
        if not finding.stale or finding.confirmed:
            yield finding
        elif left := _without_rejected(connection, finding):
            yield left


def _without_rejected(connection: Connection, finding: Finding) -> Finding | None:
    rows = connection.execute(
        "SELECT id FROM entry WHERE standing = 'rejected' AND id IN (SELECT value FROM json_each(?))",
        (json.dumps(finding.entries()),),
    )
    rejected = {entry for (entry,) in rows}
    left = tuple(one for one in finding.tellings if one.entry not in rejected)
    if not left or (left != finding.tellings and finding.kind in TWO_SIDED):
        return None
    return replace(finding, tellings=left)


def load_finding(connection: Connection, key: str) -> Finding:
    """Return a finding by its id or the beginning of it, or by an id that it had before.

    Raises:
        NoSuchFinding: There is none.
        AmbiguousId: There are several.
    """
    rows = _named(connection, "substr(id, 1, length(?1)) = ?1", key) or _named(
        connection,
        "id IN (SELECT finding FROM former_finding WHERE substr(former, 1, length(?1)) = ?1)",
        key,
    )
    if not rows or not key:
        raise NoSuchFinding(key)
    if len(rows) > 1:
        raise AmbiguousId("findings", key, len(rows))
    ident, kind, method, says, sureness, why, confirmed, found = rows[0]
    tellings, states = [], {}
    for role, report, start, end, words, entry, state in connection.execute(
        'SELECT role, report, start, "end", words, entry, state FROM telling WHERE finding = ? ORDER BY number',
        (ident,),
    ):
        tellings.append(Telling(Citation(report, start, end, words), entry, role))
        if entry:
            states[entry] = state
    reports = connection.execute("SELECT report FROM finding_report WHERE finding = ? ORDER BY number", (ident,))
    rests_on = tuple(report for (report,) in reports)
    replaced = _is_replaced(connection, ident, {*rests_on, *(telling.citation.report for telling in tellings)})
    return Finding(
        ident,
        FindingKind(kind),
        method,
        SAYS[FindingKind(kind)](**_tupled(json.loads(says))),
        rests_on,
        tuple(tellings),
        sureness,
        tuple(json.loads(why)),
        confirmed,
        stale=replaced or _states(connection, states) != states,
        found=bool(found),
    )


def _named(connection: Connection, condition: str, key: str) -> list[tuple[Any, ...]]:
    return connection.execute(
        f"SELECT id, kind, method, says, sureness, why, confirmed_by, found FROM finding WHERE {condition}",
        (key,),
    ).fetchall()


def _is_replaced(connection: Connection, finding: str, named: set[str]) -> bool:
    """Say whether a report that a finding rests on has been replaced by another one since.

    Raises:
        ValueError: A report is not there at all: the record was tampered with.
    """
    rows = connection.execute(
        "SELECT value, retired FROM json_each(?) LEFT JOIN report ON report.id = value",
        (json.dumps(sorted(named)),),
    ).fetchall()
    for report, retired in rows:
        if retired is None:
            raise ValueError(f"finding '{finding}' rests on report '{report}', which is not there")
    return any(retired for _, retired in rows)


def confirm_finding(connection: Connection, key: str, *, who: str, why: str, when: str) -> None:
    """Note that a person stands by a finding. The caller holds the transaction."""
    ident = load_finding(connection, key).id
    connection.execute(
        "UPDATE finding SET confirmed_by = ?, confirmed = ?, confirmed_why = ? WHERE id = ?",
        (who, when, why, ident),
    )


def _tupled(says: dict[str, Any]) -> dict[str, Any]:
    """Return what a finding says with its lists as the tuples they were."""
    return {key: tuple(value) if isinstance(value, list) else value for key, value in says.items()}


def _cited(citation: Citation) -> tuple[str, int, int, str]:
    return citation.report, citation.start, citation.end, citation.words
