"""Core objects as rows of the tables: the writing side. `loading` is the way back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from onrecord.core.entry import Event, Stance, Statement
from onrecord.core.line import Standing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from onrecord.core.entry import Entry, TimeExpression
    from onrecord.core.problem import Problem
    from onrecord.core.proposition import Proposition
    from onrecord.core.quantity import Quantity
    from onrecord.core.report import Citation, Report
    from onrecord.core.when import When
    from onrecord.core.who import Mention
    from onrecord.record.port import Connection

Value = str | int | float | None
Row = tuple[Value, ...]

ENTRY_TABLES = ("statement", "stance", "event", "citation", "mention", "quantity", "entry_issue", "proposition")


class EntryRows(NamedTuple):
    """The rows of one entry, by table."""

    entry: Row
    kind: Row
    citations: tuple[Row, ...]
    mentions: tuple[Row, ...]
    quantities: tuple[Row, ...]
    issues: tuple[Row, ...]
    propositions: tuple[Row, ...]

    def under(self, key: str) -> EntryRows:
        """Return the rows under another id."""
        return EntryRows(
            (key, *self.entry[1:]),
            (key, *self.kind[1:]),
            tuple((key, *row[1:]) for row in self.citations),
            tuple((key, *row[1:]) for row in self.mentions),
            tuple((key, *row[1:]) for row in self.quantities),
            tuple((key, *row[1:]) for row in self.issues),
            tuple((key, *row[1:]) for row in self.propositions),
        )


def extent(entry: Entry) -> tuple[int, int, str]:
    """Return where the words of an entry begin and end, and the words, pieces joined by an ellipsis."""
    return (
        min((piece.start for piece in entry.pieces), default=0),
        max((piece.end for piece in entry.pieces), default=0),
        " … ".join(piece.words for piece in entry.pieces),
    )


def when_row(when: When | None) -> Row:
    """Return a When as EDTF, earliest, latest, precision, basis, approximate."""
    if when is None:
        return (None,) * 6
    return (
        when.edtf(),
        when.earliest.isoformat() if when.earliest else None,
        when.latest.isoformat() if when.latest else None,
        when.precision.value,
        when.basis.value,
        int(when.approximate),
    )


def report_row(report: Report, maker: str) -> Row:
    """Return the row of a report."""
    return (
        report.id, report.path, report.title, report.outlet, *when_row(report.published), report.language,
        report.url, report.format, report.text, maker,
    )  # fmt: skip


def entry_rows(entry: Entry, report: str, number: int, standing: str = Standing.EXTRACTED) -> EntryRows:
    """Return the rows of an entry, in its place among those of its report."""
    start, end, words = extent(entry)
    head: Row = (
        entry.id, report, number, entry.kind, start, end, words, entry.told_in, *when_row(entry.when),
        entry.by, str(standing),
    )  # fmt: skip
    return EntryRows(
        head,
        _kind_row(entry),
        tuple((entry.id, role, place, *_cited(citation)) for role, place, citation in _citations(entry)),
        tuple((entry.id, role, place, *_mentioned(mention)) for role, place, mention in mentions(entry)),
        tuple((entry.id, place, *_counted(quantity)) for place, quantity in enumerate(entry.quantities)),
        tuple((entry.id, place, issue) for place, issue in enumerate(entry.issues)),
        tuple((entry.id, place, *_proposed(one)) for place, one in enumerate(_sides(entry))),
    )


def _sides(entry: Entry) -> tuple[Proposition, ...]:
    """Return the propositions of an entry as they are kept: the deed behind the matters."""
    return (*entry.propositions, *((entry.deed,) if entry.deed else ()))


def write_entries(connection: Connection, rows: list[EntryRows], *, over: bool = True) -> None:
    """Write entries, over rows of the same ids where there may be any."""
    ids = [(row.entry[0],) for row in rows]
    for table in ENTRY_TABLES if over else ():
        connection.executemany(f"DELETE FROM {table} WHERE entry = ?", ids)
    connection.executemany(
        'INSERT INTO entry (id, report, number, kind, start, "end", words, told_in, dated, earliest, latest,'
        ' "precision", basis, approximate, extractor, standing) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)'
        " ON CONFLICT (id) DO UPDATE SET number = excluded.number, kind = excluded.kind, start = excluded.start,"
        ' "end" = excluded."end", words = excluded.words, told_in = excluded.told_in, dated = excluded.dated,'
        ' earliest = excluded.earliest, latest = excluded.latest, "precision" = excluded."precision",'
        " basis = excluded.basis, approximate = excluded.approximate, extractor = excluded.extractor,"
        " standing = excluded.standing, retired = FALSE",
        [row.entry for row in rows],
    )
    _insert_parts(connection, rows)


def _insert_parts(connection: Connection, rows: list[EntryRows]) -> None:
    """Write what entries have besides their own row."""
    for kind, width in (("statement", 10), ("stance", 5), ("event", 7)):
        chosen = [row.kind for row in rows if row.entry[3] == kind]
        connection.executemany(f"INSERT INTO {kind} VALUES ({_slots(width)})", chosen)
    for table, slots, part in _PARTS:
        connection.executemany(f"INSERT INTO {table} VALUES ({slots})", [one for row in rows for one in part(row)])


def _slots(width: int) -> str:
    return ",".join("?" * width)


# The tables of what an entry has several of, the slots of a row, and which part of an entry's rows goes there.
_PARTS: tuple[tuple[str, str, Callable[[EntryRows], Iterable[Row]]], ...] = (
    ("citation", _slots(6), lambda row: row.citations),
    ("mention", f"{_slots(12)},NULL", lambda row: row.mentions),
    ("quantity", _slots(9), lambda row: row.quantities),
    ("entry_issue", _slots(3), lambda row: row.issues),
    ("proposition", _slots(14), lambda row: row.propositions),
)


def time_row(time: TimeExpression, report: str, number: int) -> Row:
    """Return the row of a time expression."""
    return (report, number, *_cited(time.citation), time.kind.value, time.value, *when_row(time.when))


def problem_row(problem: Problem, of_report: str, number: int) -> Row:
    """Return the row of a problem; `of_report` is the report on whose reading it arose, or empty."""
    return (
        problem.path, of_report, number, problem.kind.value, problem.words, problem.report, problem.start,
        problem.end,
    )  # fmt: skip


def mentions(entry: Entry) -> Iterator[tuple[str, int, Mention]]:
    """Yield role, place among those of the role, and mention of all who are named in an entry."""
    if isinstance(entry, Event):
        for role, several in (("source", entry.sources), ("target", entry.targets)):
            for place, mention in enumerate(several):
                yield role, place, mention
        if entry.place:
            yield "place", 0, entry.place
        return
    if entry.speaker:
        yield "speaker", 0, entry.speaker
    if entry.addressee:
        yield "addressee", 0, entry.addressee


def json_list(items: tuple[str, ...]) -> str | None:
    """Return names as a JSON list, or None where there are none."""
    return json.dumps(items, ensure_ascii=False) if items else None


def _kind_row(entry: Entry) -> Row:
    if isinstance(entry, Statement):
        plover = entry.plover.value if entry.plover else None
        also = entry.also.value if entry.also else None
        stated = entry.stated.value if entry.stated else None
        return (
            entry.id, entry.act.value, plover, entry.manner.value, int(entry.negated), also, entry.confidence,
            entry.act_confidence, stated, entry.reads,
        )  # fmt: skip
    if isinstance(entry, Stance):
        return (entry.id, entry.attitude.value, entry.manner.value, int(entry.negated), entry.confidence)
    return (
        entry.id, entry.plover.value, entry.mode, entry.status.value, entry.confidence, entry.source_confidence,
        entry.target_confidence,
    )  # fmt: skip


def _citations(entry: Entry) -> Iterator[tuple[str, int, Citation]]:
    if isinstance(entry, Event):
        yield "words", 0, entry.words
        yield "trigger", 0, entry.trigger
    else:
        for place, piece in enumerate(entry.content):
            yield "content", place, piece
        if entry.cue:
            yield "cue", 0, entry.cue
        if entry.condition:
            yield "condition", 0, entry.condition
    if entry.when_words:
        yield "dating", 0, entry.when_words


def _cited(citation: Citation) -> tuple[int, int, str]:
    return citation.start, citation.end, citation.words


def _counted(quantity: Quantity) -> Row:
    return (
        *_cited(quantity.citation), quantity.unit, quantity.lower, quantity.upper, int(quantity.approximate)
    )  # fmt: skip


def _proposed(one: Proposition) -> Row:
    return (
        one.matter, one.body, json_list(one.object), one.doer, one.sign.value if one.sign else None,
        one.sense.value, int(one.conditional), int(one.open), int(one.background), *_cited(one.words),
    )  # fmt: skip


def _mentioned(mention: Mention) -> Row:
    return (
        *_cited(mention.citation), mention.actor, mention.party, mention.name, json_list(mention.candidates),
        mention.sector.value if mention.sector else None, int(mention.together),
    )  # fmt: skip
