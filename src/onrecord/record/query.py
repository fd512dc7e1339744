"""The SQL that a filter on the record stands for."""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import date
from typing import TYPE_CHECKING

from onrecord.core.entry import Act, Attitude, Root, Status
from onrecord.record.actors import ids_called, ids_named
from onrecord.record.clauses import Clauses, Row
from onrecord.record.errors import InvalidFilter
from onrecord.record.filter import KINDS, Filter
from onrecord.record.issues import FOUND
from onrecord.record.known import check_names
from onrecord.record.pattern import entries_that_match

if TYPE_CHECKING:
    from collections.abc import Iterator
    from enum import StrEnum

    from onrecord.record.port import Connection


def clauses(connection: Connection, wanted: Filter, *, narrow: bool = False) -> Clauses:
    """Return the conditions that a filter stands for; `narrow` where the caller asks of few entries.

    Raises:
        UnknownName: Nothing in the record bears a name that it asks for.
        InvalidFilter: It asks for an act, status or kind that there is not, or its pattern is none.
    """
    _check_forms(wanted)
    check_names(connection, wanted)
    bound = None not in (wanted.since, wanted.until) or wanted.report is not None
    found = Clauses(narrow=narrow or bound)
    if not wanted.retired:
        found.add("NOT entry.retired AND NOT report.retired")
    found.add("entry.standing <> 'extracted form'")
    if not wanted.rejected:
        found.add("entry.standing <> 'rejected'")
    _about_whom(connection, wanted, found)
    _about_what(connection, wanted, found)
    _how_sure(wanted, found)
    _about_when(wanted, found)
    _about_where(wanted, found)
    _about_marks(wanted, found)
    return found


# What a condition of a filter is, where it is not a text.
_FORMS: dict[str, tuple[type | tuple[type, ...], str]] = {
    **dict.fromkeys(("since", "until"), (date, "a date")),
    **dict.fromkeys(("confidence", "act_confidence"), ((int, float), "a number from 0 to 1")),
    **dict.fromkeys(("bounded", "starred", "rejected", "retired"), (object, "yes or no")),
}


def _check_forms(wanted: Filter) -> None:
    """See that each condition is of the form that it must have, and that there is a day between the two days.

    Raises:
        InvalidFilter: One is not, or there is none.
    """
    for one in fields(wanted):
        value = getattr(wanted, one.name)
        form, told = _FORMS.get(one.name, (str, "a text"))
        if value is not None and not isinstance(value, form):
            raise InvalidFilter(one.name, value, f"it must be {told}")
    for name in ("confidence", "act_confidence"):
        least = getattr(wanted, name)
        if least is not None and not 0 <= least <= 1:
            raise InvalidFilter(name, least, "it must be a number from 0 to 1")
    if wanted.since and wanted.until and wanted.since > wanted.until:
        raise InvalidFilter("since", wanted.since, f"it is after until, {wanted.until}; name an earlier day")


def _about_whom(connection: Connection, wanted: Filter, found: Clauses) -> None:
    for name, given, roles in (
        ("speaker", wanted.speaker, "'speaker', 'source'"),
        ("to", wanted.to, "'addressee', 'target'"),
        ("party", wanted.party, "'speaker', 'source'"),
    ):
        if given is None:
            continue
        ids = ids_named(connection, given) or ids_called(connection, given)
        if ids:
            columns = ("actor", "party") if name == "party" else ("actor",)
            found.add_row(*_of_actors(name, roles, columns), **{name: json.dumps(ids)})
        else:
            test = f"role IN ({roles}) AND (fold(words) = :{name} OR fold(name) = :{name})"
            found.add_row(Row("mention", test, "mention.entry"), **{name: given.casefold()})


def _of_actors(name: str, roles: str, columns: tuple[str, ...]) -> Iterator[Row]:
    """Yield the rows that name some actors, or those of some parties, alone or together with others."""
    role, among = f"mention.role IN ({roles})", f"IN (SELECT value FROM json_each(:{name}))"
    for column in columns:
        yield Row("mention", f"{role} AND mention.{column} {among}", "mention.entry")
    tables = "mention, json_each(mention.candidates) AS one JOIN actor AS meant ON meant.id = one.value"
    for column in ("id", *columns[1:]):
        yield Row(tables, f"mention.together AND {role} AND meant.{column} {among}", "mention.entry")


def _about_what(connection: Connection, wanted: Filter, found: Clauses) -> None:
    if wanted.kind not in (None, *KINDS):
        raise InvalidFilter("kind", str(wanted.kind), f"it is one of {', '.join(KINDS)}")
    if wanted.kind is not None:
        found.add("entry.kind = :kind", kind=wanted.kind)
    if wanted.act is not None:
        act = _member("act", wanted.act.lower(), (Act, Attitude))
        found.add_row(_of("statement", "act = :act"), _of("stance", "attitude = :act"), act=act)
    if wanted.status is not None:
        status = _member("status", wanted.status.lower(), (Status,))
        found.add_row(_of("event", "status = :status"), status=status)
    if wanted.plover is not None:
        plover = _member("plover", wanted.plover.upper(), (Root,))
        found.add_row(*(_of(table, "plover = :plover") for table in ("event", "statement")), plover=plover)
    if wanted.issue is not None:
        found.add_row(*_OF_ISSUE, issue=wanted.issue.casefold())
    if wanted.grep is not None:
        among = json.dumps(entries_that_match(connection, wanted.grep))
        found.add("entry.id IN (SELECT value FROM json_each(:grep))", grep=among)


# Of an issue of the dispute file, of one that comparing found, or of one that positions alone are on.
_OF_ISSUE = (
    Row(
        "entry_issue JOIN issue ON issue.id = entry_issue.issue",
        "fold(issue.id) = :issue OR fold(issue.name) = :issue",
        "entry_issue.entry",
    ),
    Row(
        "telling JOIN finding ON finding.id = telling.finding",
        "finding.kind = 'issue' AND telling.entry IS NOT NULL"
        " AND (finding.id = :issue OR fold(json_extract(finding.says, '$.name')) = :issue)",
        "telling.entry",
    ),
    Row(
        "telling JOIN finding ON finding.id = telling.finding",
        "finding.kind IN ('position', 'shift') AND telling.entry IS NOT NULL"
        " AND fold(json_extract(finding.says, '$.issue')) = :issue"
        f" AND NOT EXISTS (SELECT 1 FROM ({FOUND}) AS found WHERE fold(found.name) = :issue)",
        "telling.entry",
    ),
)


def _how_sure(wanted: Filter, found: Clauses) -> None:
    """What nothing reckons a probability of is as sure as is asked."""
    if wanted.confidence is not None:
        unsure = (_of(table, "confidence < :confidence") for table in KINDS)
        found.add_no_row(*unsure, confidence=wanted.confidence)
    if wanted.act_confidence is not None:
        unsure_act = _of("statement", "act_confidence < :act_confidence")
        found.add_no_row(unsure_act, act_confidence=wanted.act_confidence)


def _of(table: str, test: str) -> Row:
    return Row(table, test, f"{table}.entry")


def _about_when(wanted: Filter, found: Clauses) -> None:
    """An entry is taken on its own dates, where it has any, else on its report's; an open side reaches on."""
    for name, given, side, sign in (
        ("since", wanted.since, "latest", ">="),
        ("until", wanted.until, "earliest", "<="),
    ):
        if given is None:
            continue
        other = "earliest" if side == "latest" else "latest"
        found.add(
            f"CASE WHEN entry.{side} IS NOT NULL THEN entry.{side} {sign} :{name}"
            f" WHEN entry.{other} IS NOT NULL THEN {_open_end(wanted, f'entry.{other} {sign} :{name}')}"
            f" WHEN report.published_{side} IS NOT NULL THEN report.published_{side} {sign} :{name}"
            f" ELSE {_open_end(wanted, f'report.published_{other} {sign} :{name}')} END",
            **{name: given.isoformat()},
        )
    if wanted.since and wanted.until:
        found.add(_WITHIN)


# All entries that may fall between two days, found by indexes: those of one day, of several or open at an end, and
# the undated of reports of these days. Which of them do, the conditions beside it say.
_WITHIN = """entry.rowid IN (
    SELECT rowid FROM entry WHERE earliest BETWEEN :since AND :until
    UNION ALL SELECT rowid FROM entry WHERE earliest IS NOT latest AND earliest < :since
        AND (latest >= :since OR latest IS NULL)
    UNION ALL SELECT rowid FROM entry WHERE earliest IS NOT latest AND earliest IS NULL AND latest >= :since
    UNION ALL SELECT undated.rowid FROM report AS paper CROSS JOIN entry AS undated ON undated.report = paper.id
        WHERE undated.earliest IS NULL AND undated.latest IS NULL
        AND (paper.published_earliest <= :until OR paper.published_earliest IS NULL)
        AND (paper.published_latest >= :since OR paper.published_latest IS NULL))"""


def _open_end(wanted: Filter, known_end: str) -> str:
    """Return the condition for what is open at the end that is asked for: the end that is known, or none."""
    return known_end if wanted.bounded else known_end.partition(" ")[0] + " IS NOT NULL"


def _about_where(wanted: Filter, found: Clauses) -> None:
    if wanted.outlet is not None:
        found.add("instr(fold(report.outlet), :outlet) > 0", outlet=wanted.outlet.casefold())
    if wanted.report is not None:
        found.add(
            "report.id IN (SELECT id FROM report"
            " WHERE path = :report OR substr(path, length(path) - length(:report)) = '/' || :report"
            " OR (length(:report) >= 4 AND substr(id, 1, length(:report)) = :report))",
            report=wanted.report,
        )


def _about_marks(wanted: Filter, found: Clauses) -> None:
    marked = "SELECT applies_to FROM correction WHERE applies_to IS NOT NULL AND undone IS NULL AND kind ="
    text = "fold(json_extract(changes, '$[0][1]'))"
    if wanted.tag is not None:
        found.add(f"entry.id IN ({marked} 'tag' AND {text} = :tag)", tag=" ".join(wanted.tag.casefold().split()))
    if wanted.note is not None:
        found.add(f"entry.id IN ({marked} 'note' AND instr({text}, :note) > 0)", note=wanted.note.casefold())
    if wanted.starred:
        found.add(f"entry.id IN ({marked} 'star')")


def _member(name: str, given: str, enums: tuple[type[StrEnum], ...]) -> str:
    known = [member.value for enum in enums for member in enum]
    if given not in known:
        raise InvalidFilter(name, given, f"it is one of {', '.join(known)}")
    return given
