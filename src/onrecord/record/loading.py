"""Rows back to core objects: the reading side of `rows`. What was added comes back equal."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from onrecord.core.entry import (
    Act,
    Attitude,
    Event,
    Manner,
    Root,
    Stance,
    Stated,
    Statement,
    Status,
    TimeExpression,
    TimeKind,
)
from onrecord.core.line import ReportHeader
from onrecord.core.problem import Problem, ProblemKind
from onrecord.core.proposition import DEED, Proposition, Sense, Sign
from onrecord.core.quantity import Quantity
from onrecord.core.report import Citation, Passage, PassageKind, Report
from onrecord.core.when import Basis, Precision, When
from onrecord.core.who import Mention, Sector
from onrecord.record.renames import Renames

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from onrecord.core.entry import Entry
    from onrecord.record.port import Connection

T = TypeVar("T")
Row = tuple[Any, ...]
EXTRACTED = ".extracted"  # ends the id under which the extracted form of a corrected entry is kept

_PUBLISHED = "published_earliest, published_latest, published_precision, published_basis, published_approximate"
HEADER = f"id, path, title, outlet, language, url, CASE WHEN retired THEN replaced_by END, {_PUBLISHED}"
_WHEN = 'earliest, latest, "precision", basis, approximate'


def when_of(row: Sequence[Any]) -> When | None:
    """Return the When of earliest, latest, precision, basis, approximate."""
    earliest, latest, precision, basis, approximate = row
    if precision is None:
        return None
    return When(
        date.fromisoformat(earliest) if earliest else None,
        date.fromisoformat(latest) if latest else None,
        Precision(precision),
        Basis(basis),
        bool(approximate),
    )


def header_of(row: Sequence[Any]) -> ReportHeader:
    """Return the header of a report from the columns `HEADER`."""
    report, path, title, outlet, language, url, replaced_by, *published = row
    return ReportHeader(report, path, title, outlet, when_of(published), language, url, replaced_by)


def load_report(connection: Connection, report: str) -> Report:
    """Return a report with its text and passages."""
    row = connection.execute(f"SELECT {HEADER}, format, text FROM report WHERE id = ?", (report,)).fetchone()
    head = header_of(row[:-2])
    passages = connection.execute(
        'SELECT start, "end", kind, why FROM passage WHERE report = ? ORDER BY number', (report,)
    )
    return Report(
        head.id,
        head.path,
        row[-1],
        row[-2],
        head.title,
        head.outlet,
        head.url,
        head.language,
        head.published,
        tuple(Passage(start, end, PassageKind(kind), why) for start, end, kind, why in passages),
    )


def load_times(connection: Connection, report: str) -> tuple[TimeExpression, ...]:
    """Return the time expressions of a report."""
    rows = connection.execute(
        f'SELECT start, "end", words, kind, value, {_WHEN} FROM time_expression WHERE report = ? ORDER BY number',
        (report,),
    )
    return tuple(
        TimeExpression(Citation(report, *row[:3]), TimeKind(row[3]), row[4], when_of(row[5:])) for row in rows
    )


def problems_of(rows: Iterable[Sequence[Any]]) -> tuple[Problem, ...]:
    """Return problems from kind, words, path, report, start, end."""
    return tuple(Problem(ProblemKind(row[0]), *row[1:6]) for row in rows)


def load_entries(connection: Connection, ids: Sequence[str], *, as_extracted: bool = False) -> list[Entry]:
    """Return entries, in the order of their ids; ids of no entry are left out.

    With `as_extracted`, mentions stand for whom they stood for before actors were merged or split by hand.
    """
    wanted = json.dumps(ids)
    parts = _parts(connection, wanted, as_extracted=as_extracted)
    rows = connection.execute(
        f"SELECT id, report, kind, told_in, extractor, {_WHEN} FROM entry"
        " WHERE id IN (SELECT value FROM json_each(?))",
        (wanted,),
    ).fetchall()
    by_id = {row[0]: _entry(row, parts) for row in rows}
    return [by_id[entry] for entry in ids if entry in by_id]


class _Parts:
    """What the tables beside `entry` hold of some entries, by id."""

    def __init__(self, renames: Renames) -> None:
        self.renames = renames
        self.kind: dict[str, tuple[Any, ...]] = {}
        self.citations: dict[str, dict[str, list[tuple[Any, ...]]]] = {}
        self.mentions: dict[str, dict[str, list[tuple[Any, ...]]]] = {}
        self.quantities: dict[str, list[tuple[Any, ...]]] = {}
        self.issues: dict[str, list[str]] = {}
        self.propositions: dict[str, list[tuple[Any, ...]]] = {}


def _renames(connection: Connection, *, as_extracted: bool) -> Renames:
    """Return what corrections make of the actors; nothing, of entries as they were extracted."""
    return Renames({}, (), {}) if as_extracted else Renames.load(connection)


def _parts(connection: Connection, wanted: str, *, as_extracted: bool) -> _Parts:
    parts = _Parts(_renames(connection, as_extracted=as_extracted))
    among = "WHERE entry IN (SELECT value FROM json_each(?))"
    for table in ("statement", "stance", "event"):
        for row in connection.execute(f"SELECT * FROM {table} {among}", (wanted,)):
            parts.kind[row[0]] = row[1:]
    for entry, role, *cited in connection.execute(
        f'SELECT entry, role, start, "end", words FROM citation {among} ORDER BY entry, role, number', (wanted,)
    ):
        parts.citations.setdefault(entry, {}).setdefault(role, []).append(tuple(cited))
    for entry, role, extracted, *mentioned in connection.execute(
        'SELECT entry, role, extracted, start, "end", words, actor, party, candidates, name, sector, together'
        f" FROM mention {among} ORDER BY entry, role, number",
        (wanted,),
    ):
        if extracted and as_extracted:
            mentioned[3:6] = json.loads(extracted)
        parts.mentions.setdefault(entry, {}).setdefault(role, []).append(tuple(mentioned))
    for entry, *counted in connection.execute(
        f'SELECT entry, start, "end", words, unit, lower, upper, approximate FROM quantity {among}'
        " ORDER BY entry, number",
        (wanted,),
    ):
        parts.quantities.setdefault(entry, []).append(tuple(counted))
    for entry, issue in connection.execute(
        f"SELECT entry, issue FROM entry_issue {among} ORDER BY entry, number", (wanted,)
    ):
        parts.issues.setdefault(entry, []).append(issue)
    for entry, *proposed in connection.execute(
        'SELECT entry, matter, body, object, doer, sign, sense, conditional, open, background, start, "end", words'
        f" FROM proposition {among} ORDER BY entry, number",
        (wanted,),
    ):
        parts.propositions.setdefault(entry, []).append(tuple(proposed))
    return parts


def _entry(row: Sequence[Any], parts: _Parts) -> Entry:
    stored, report, kind, told_in, by, *when = row
    cited = _by_role(parts.citations.get(stored, {}), lambda words: Citation(report, *words))
    named = _by_role(parts.mentions.get(stored, {}), lambda mention: _mention(report, mention))
    shared = (stored.removesuffix(EXTRACTED), by, when_of(when), told_in, tuple(parts.issues.get(stored, ())))
    proposed = tuple(_proposition(report, one, parts.renames) for one in parts.propositions.get(stored, ()))
    counted = tuple(_quantity(report, counts) for counts in parts.quantities.get(stored, ()))
    if kind == "event":
        event = _event(shared, parts.kind[stored], cited, named, counted)
        return replace(event, propositions=proposed) if proposed else event
    spoken = _spoken(kind, shared, parts.kind[stored], cited, named)
    if not proposed and not counted:
        return spoken
    return replace(spoken, quantities=counted, **_of_matters_and_deed(proposed))


def _by_role(rows: Mapping[str, list[Row]], made: Callable[[Row], T]) -> dict[str, tuple[T, ...]]:
    """Return what is made of the rows of each role."""
    return {role: tuple(map(made, several)) for role, several in rows.items()}


def _of_matters_and_deed(proposed: tuple[Proposition, ...]) -> dict[str, Any]:
    """Return what an entry is about, the deed that was said told from the matters."""
    matters = tuple(one for one in proposed if one.matter != DEED)
    return {"propositions": matters, "deed": next((one for one in proposed if one.matter == DEED), None)}


_Shared = tuple[str, str, When | None, str | None, tuple[str, ...]]


def _spoken(
    kind: str,
    shared: _Shared,
    row: tuple[Any, ...],
    cited: dict[str, tuple[Citation, ...]],
    named: dict[str, tuple[Mention, ...]],
) -> Statement | Stance:
    entry, by, when, via, issues = shared
    manner, negated = row[1:3] if kind == "stance" else row[2:4]
    content = cited.get("content", ())
    if not content:
        raise ValueError(f"entry '{entry}' has no words")
    rest = (
        bool(negated), _one(named.get("speaker")), _one(named.get("addressee")), _one(cited.get("cue")),
        _one(cited.get("condition")), via, when, _one(cited.get("dating")), issues,
    )  # fmt: skip
    if kind == "stance":
        return Stance(entry, Attitude(row[0]), Manner(manner), content, by, *rest, confidence=row[3])
    plover, also = Root(row[1]) if row[1] else None, Act(row[4]) if row[4] else None
    stated = Stated(row[7]) if row[7] else None
    return Statement(
        entry, Act(row[0]), Manner(manner), content, by, plover, *rest, also,
        confidence=row[5], act_confidence=row[6], stated=stated, reads=row[8],
    )  # fmt: skip


def _event(
    shared: _Shared,
    row: tuple[Any, ...],
    cited: dict[str, tuple[Citation, ...]],
    named: dict[str, tuple[Mention, ...]],
    counted: tuple[Quantity, ...],
) -> Event:
    entry, by, when, claim, issues = shared
    return Event(
        entry, Root(row[0]), Status(row[2]), cited["words"][0], cited["trigger"][0], by, row[1],
        named.get("source", ()), named.get("target", ()), _one(named.get("place")), when,
        _one(cited.get("dating")), claim, issues, counted, *row[3:6],
    )  # fmt: skip


def _quantity(report: str, row: tuple[Any, ...]) -> Quantity:
    start, end, words, unit, lower, upper, approximate = row
    return Quantity(Citation(report, start, end, words), unit, lower, upper, bool(approximate))


def _proposition(report: str, row: tuple[Any, ...], renames: Renames) -> Proposition:
    matter, body, whom, doer, sign, sense, conditional, is_open, background, *cited = row
    named = tuple(dict.fromkeys(map(renames.final, json.loads(whom)))) if whom else ()
    return Proposition(
        matter, Citation(report, *cited), Sense(sense), Sign(sign) if sign else None,
        renames.final(body) if body else None, named, renames.final(doer) if doer else None,
        bool(conditional), bool(is_open), bool(background),
    )  # fmt: skip


def _mention(report: str, row: tuple[Any, ...]) -> Mention:
    start, end, words, actor, party, candidates, name, sector, together = row
    return Mention(
        Citation(report, start, end, words),
        actor,
        party,
        tuple(json.loads(candidates)) if candidates else (),
        name,
        Sector(sector) if sector else None,
        bool(together),
    )


def _one(several: tuple[Any, ...] | None) -> Any:
    return several[0] if several else None
