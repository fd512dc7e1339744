"""Reading the record: lines that meet a filter, in a stable order; actors with counts; words in context."""

from __future__ import annotations

import json
from itertools import islice
from typing import TYPE_CHECKING

from onrecord.core.correction import MARKS
from onrecord.core.entry import Event
from onrecord.core.line import ActorCount, Context, Line, Reading, ReportHeader, Standing
from onrecord.core.problem import Problem, ProblemKind
from onrecord.record.actors import load_actor
from onrecord.record.correction_rows import corrections_where
from onrecord.record.errors import AmbiguousId, InvalidFilter, NoSuchEntry, NoSuchReport
from onrecord.record.loading import EXTRACTED, HEADER, header_of, load_entries, load_report, problems_of
from onrecord.record.query import clauses
from onrecord.record.rows import mentions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from onrecord.core.correction import Correction
    from onrecord.core.entry import Entry
    from onrecord.core.report import Citation
    from onrecord.record.filter import Filter
    from onrecord.record.port import Connection

CHUNK = 500

_IN_TEXT = "report.path, report.id, entry.start, entry.number, entry.id"
SORTS = {
    "time": "coalesce(entry.earliest, entry.latest, '9999-12-31'), coalesce(entry.latest, '9999-12-31'), "
    + _IN_TEXT,
    "report": _IN_TEXT,
}

_JOINED = "FROM entry JOIN report ON report.id = entry.report"


def lines(connection: Connection, wanted: Filter, kinds: Sequence[str], sort: str) -> Iterator[Line]:
    """Yield the lines of some kinds that meet a filter, in the order of one of `SORTS`."""
    if sort not in SORTS:
        raise InvalidFilter("sort", sort, f"it is one of {', '.join(SORTS)}")
    asked = clauses(connection, wanted)
    asked.add("entry.kind IN (SELECT value FROM json_each(:kinds))", kinds=json.dumps(kinds))
    query = f"SELECT entry.id {_JOINED}{asked.where()} ORDER BY {SORTS[sort]}"
    yield from lines_of(connection, (key for (key,) in connection.execute(query, asked.values)))


def count(connection: Connection, wanted: Filter, kinds: Sequence[str]) -> int:
    """Return how many entries of some kinds meet a filter."""
    asked = clauses(connection, wanted)
    asked.add("entry.kind IN (SELECT value FROM json_each(:kinds))", kinds=json.dumps(kinds))
    query = f"SELECT count(*) {_JOINED}{asked.where()}"
    return int(connection.execute(query, asked.values).fetchone()[0])


def lines_of(connection: Connection, ids: Iterable[str]) -> Iterator[Line]:
    """Yield the lines of entries, in the order of their ids, a few hundred at a time in memory."""
    source = iter(ids)
    headers = Headers(connection)
    while chunk := list(islice(source, CHUNK)):
        with connection.at_rest():  # an entry is many rows: none of them is another's who corrects it meanwhile
            found = list(_lines(connection, chunk, headers))
        yield from found


def _lines(connection: Connection, ids: list[str], headers: Headers) -> Iterator[Line]:
    rows = _beside(connection, ids)
    corrected = _corrections(connection, ids)
    for entry in load_entries(connection, ids):
        report, standing, merged = rows[entry.id]
        found = (*corrected.get(entry.id, ()), *(_of_actors(connection, entry) if merged else ()))
        found = tuple(sorted(found, key=lambda one: (one.when, one.id)))
        marks = tuple(one for one in found if one.is_mark)
        held = tuple(one for one in found if not one.is_mark)
        yield Line(entry, headers.of(report), Standing(standing), held, marks)


def extracted(connection: Connection, key: str) -> Line:
    """Return the line of an entry as it was extracted, without any correction."""
    stored = key + EXTRACTED
    kept = load_entries(connection, [stored], as_extracted=True) or load_entries(
        connection, [key], as_extracted=True
    )
    report = connection.execute("SELECT report FROM entry WHERE id = ?", (key,)).fetchone()[0]
    return Line(kept[0], Headers(connection).of(report))


class Headers:
    """The headers of reports, each read once, the last few hundred kept."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._known: dict[str, ReportHeader] = {}

    def of(self, report: str) -> ReportHeader:
        """Return the header of a report."""
        if report not in self._known:
            if len(self._known) >= CHUNK:
                self._known.clear()
            row = self._connection.execute(f"SELECT {HEADER} FROM report WHERE id = ?", (report,)).fetchone()
            self._known[report] = header_of(row)
        return self._known[report]


def entry_named(connection: Connection, given: str) -> str:
    """Return the id of the entry whose id begins so.

    Raises:
        NoSuchEntry: There is none.
        AmbiguousId: There are several.
    """
    rows = connection.execute(
        "SELECT id FROM entry WHERE id >= ?1 AND id < ?1 || char(1114111)"
        " AND standing <> 'extracted form' LIMIT 20",
        (given,),
    ).fetchall()
    exact = [key for (key,) in rows if key == given]
    if not rows or not given:
        raise NoSuchEntry(given)
    if len(rows) > 1 and not exact:
        raise AmbiguousId("entries", given, len(rows))
    return str((exact or rows[0])[0])


def report_named(connection: Connection, given: str) -> str:
    """Return the id of the report whose id begins so or whose path this is; a current one before a retired one.

    Raises:
        NoSuchReport: There is none.
        AmbiguousId: There are several.
    """
    rows = connection.execute(
        "SELECT id, retired FROM report WHERE id = ?1 OR path = ?1"
        " OR substr(path, length(path) - length(?1)) = '/' || ?1"
        " OR (length(?1) >= 4 AND substr(id, 1, length(?1)) = ?1)",
        (given,),
    ).fetchall()
    current = [key for key, retired in rows if not retired] or [key for key, _ in rows]
    if given in current or any(key == given for key, _ in rows):
        return given
    if not current:
        raise NoSuchReport(given)
    if len(current) > 1:
        raise AmbiguousId("reports", given, len(current))
    return str(current[0])


def headers(connection: Connection, *, retired: bool) -> Iterator[ReportHeader]:
    """Yield the headers of the current reports, or of all, by path."""
    where = "" if retired else " WHERE NOT retired"
    for row in connection.execute(f"SELECT {HEADER} FROM report{where} ORDER BY path, id"):
        yield header_of(row)


def readings(connection: Connection) -> Iterator[Reading]:
    """Yield by path how much of each current report is read, and how many entries stand in it."""
    rows = connection.execute(
        f"SELECT {HEADER},"
        " (SELECT coalesce(sum(CASE WHEN kind IN ('title', 'heading', 'paragraph') THEN \"end\" - start END), 0)"
        "  FROM passage WHERE passage.report = report.id),"
        ' (SELECT coalesce(sum("end" - start), 0) FROM passage WHERE passage.report = report.id),'
        " (SELECT count(*) FROM entry WHERE entry.report = report.id AND NOT entry.retired"
        "  AND standing NOT IN ('rejected', 'extracted form'))"
        " FROM report WHERE NOT retired ORDER BY path, id"
    )
    for *header, read, whole, entries in rows:
        yield Reading(header_of(header), read / whole if whole else 0.0, entries)


def actor_counts(connection: Connection, wanted: Filter) -> Iterator[ActorCount]:
    """Yield the actors named in entries that meet a filter, those that say and do most first."""
    asked = clauses(connection, wanted)
    query = (
        "SELECT actor, count(CASE WHEN kind = 'statement' AND role = 'speaker' THEN 1 END),"
        " count(CASE WHEN kind = 'stance' AND role = 'speaker' THEN 1 END),"
        " count(CASE WHEN role = 'addressee' THEN 1 END), count(CASE WHEN role = 'source' THEN 1 END),"
        " count(CASE WHEN role = 'target' THEN 1 END)"
        " FROM (SELECT DISTINCT named_actor.entry, named_actor.actor, role, entry.kind"
        f" {_JOINED} JOIN named_actor ON named_actor.entry = entry.id{asked.where()}) AS named"
        " GROUP BY actor"
    )
    rows = connection.execute(query, asked.values).fetchall()
    for actor, *counts in sorted(rows, key=lambda row: (-(row[1] + row[2] + row[4]), -sum(row[1:]), row[0])):
        yield ActorCount(load_actor(connection, actor), *counts)


def problems(connection: Connection, path: str) -> Iterator[Problem]:
    """Yield what is wrong: what is missing, corrections without an entry, faults in the material by report."""
    if incomplete := _incomplete(connection):
        yield Problem(ProblemKind.INCOMPLETE, incomplete, path)
    for who, kind, why, anchor_path, report in connection.execute(
        "SELECT who, kind, problem, anchor_path, anchor_report FROM correction"
        " WHERE problem IS NOT NULL AND undone IS NULL ORDER BY made, id"
    ):
        held = connection.execute("SELECT 1 FROM report WHERE id = ?", (report,)).fetchone()
        what = "mark" if kind in MARKS else "correction"
        words = f"A {what} by {who} ({kind}) does not apply: {why}. It is kept and waits."
        yield Problem(ProblemKind.CORRECTION, words, anchor_path or path, report if held else None)
    yield from problems_of(
        connection.execute(
            'SELECT problem.kind, words, problem.path, report, start, "end" FROM problem'
            " LEFT JOIN report ON report.id = problem.of_report WHERE of_report = '' OR NOT report.retired"
            " ORDER BY problem.path, of_report, number"
        )
    )


def missing_paths(connection: Connection) -> tuple[str, ...]:
    """Return the paths of reports that a build expects and that are not in as its extractors read them."""
    rows = connection.execute(
        "SELECT path FROM pending JOIN build ON build.number = pending.build WHERE NOT EXISTS"
        " (SELECT 1 FROM report_path JOIN report ON report.id = report_path.report"
        " WHERE report_path.path = pending.path AND report_path.replaced_by IS NULL"
        " AND report.made_by = build.made_by) ORDER BY path"
    )
    return tuple(path for (path,) in rows)


def _incomplete(connection: Connection) -> str:
    """Return one sentence on what a build still owes, or nothing."""
    missing = missing_paths(connection)
    if missing:
        how_many = "One report" if len(missing) == 1 else f"{len(missing)} reports"
        return f"{how_many} that a build expects did not come in (first: {missing[0]}). Build again to go on."
    left = connection.execute("SELECT count(*) FROM pending").fetchone()[0]
    if left:
        return f"The latest build has not looked again at {left} of the reports that are in. Build again to go on."
    return ""


def context(connection: Connection, key: str, around: int) -> Context:
    """Return an entry's words in the paragraphs they stand in, and `around` more on either side."""
    line = next(lines_of(connection, [key]))
    report = load_report(connection, line.report.id)
    marks = tuple(sorted(marks_of(line.entry), key=lambda mark: (mark[1].start, mark[1].end)))
    first, last = marks[0][1].start, max(citation.end for _, citation in marks)
    touched = [number for number, one in enumerate(report.passages) if one.start < last and one.end > first]
    passages = report.passages[max(touched[0] - around, 0) : touched[-1] + around + 1] if touched else ()
    start = min(first, passages[0].start) if passages else first
    end = max(last, passages[-1].end) if passages else last
    return Context(line, passages, report.text[start:end], start, marks)


def marks_of(entry: Entry) -> Iterator[tuple[str, Citation]]:
    """Yield the role and the citation of all words that an entry rests on."""
    if isinstance(entry, Event):
        yield "words", entry.words
        yield "trigger", entry.trigger
    else:
        for piece in entry.content:
            yield "content", piece
        if entry.cue:
            yield "cue", entry.cue
        if entry.condition:
            yield "condition", entry.condition
    for quantity in entry.quantities:
        yield "quantity", quantity.citation
    for role, _, mention in mentions(entry):
        yield role, mention.citation
    if entry.when_words:
        yield "when", entry.when_words


def _beside(connection: Connection, ids: list[str]) -> dict[str, tuple[str, str, bool]]:
    """Return report, standing, and whether a merge or split touches it, of each entry."""
    holes = ",".join("?" * len(ids))
    rows = connection.execute(
        "SELECT id, report, standing, EXISTS (SELECT 1 FROM mention WHERE entry = id AND extracted IS NOT NULL)"
        f" FROM entry WHERE id IN ({holes})",
        ids,
    )
    return {key: (report, standing, bool(merged)) for key, report, standing, merged in rows}


def _corrections(connection: Connection, ids: list[str]) -> dict[str, list[Correction]]:
    holes = ",".join("?" * len(ids))
    applied = connection.execute(
        f"SELECT applies_to, id FROM correction WHERE undone IS NULL AND applies_to IN ({holes})", ids
    ).fetchall()
    found: dict[str, list[Correction]] = {}
    for entry, key in applied:
        found.setdefault(entry, []).extend(corrections_where(connection, "id = ?", key))
    return found


def _of_actors(connection: Connection, entry: Entry) -> tuple[Correction, ...]:
    """Return the merges and splits that say whom an entry's mentions stand for."""
    whom = {
        name for _, _, mention in mentions(entry) for name in (mention.actor, mention.party, *mention.candidates)
    }
    all_of_actors = corrections_where(connection, "kind IN ('merge', 'split') AND undone IS NULL")
    return tuple(one for one in all_of_actors if one.into in whom)
