"""Reading the record in outline: all current entries in order of time, in a few passes over the tables.

To read entries whole takes eight look-ups each. What is the same in many of them (a time, who is meant) is made
once here and shared.
"""

from __future__ import annotations

import json
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, Any

from onrecord.core.entry import is_unlikely
from onrecord.core.line import Standing
from onrecord.core.outline import Outline
from onrecord.core.report import Citation
from onrecord.core.who import Mention
from onrecord.record.correction_rows import corrections_where
from onrecord.record.loading import when_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.core.correction import Correction
    from onrecord.core.when import When
    from onrecord.record.port import Connection

_ENTRIES = """
    SELECT entry.id, entry.report, entry.start, entry.kind, entry.standing,
        entry.earliest, entry.latest, entry."precision", entry.basis, entry.approximate,
        coalesce(statement.act, stance.attitude, event.plover), coalesce(statement.also, event.mode),
        coalesce(event.status, ''), coalesce(statement.negated, stance.negated, FALSE),
        coalesce(statement.confidence, stance.confidence, event.confidence), statement.act_confidence,
        event.source_confidence, event.target_confidence
    FROM entry JOIN report ON report.id = entry.report
    LEFT JOIN statement ON statement.entry = entry.id
    LEFT JOIN stance ON stance.entry = entry.id
    LEFT JOIN event ON event.entry = entry.id
    WHERE NOT entry.retired AND NOT report.retired AND entry.standing NOT IN ('rejected', 'extracted form')
    ORDER BY coalesce(entry.earliest, entry.latest, '9999-12-31'), coalesce(entry.latest, '9999-12-31'),
        report.path, report.id, entry.start, entry.number, entry.id
"""
_MENTIONS = """
    SELECT entry, role IN ('addressee', 'target'), actor, party, candidates, name,
        CASE WHEN actor IS NULL AND name IS NULL AND NOT together THEN words ELSE '' END, together
    FROM mention WHERE role IN ('speaker', 'source', 'addressee', 'target') ORDER BY entry, role, number
"""
_MARKS = "undone IS NULL AND applies_to IS NOT NULL AND kind IN ('tag', 'note', 'star')"


def outlines(connection: Connection) -> Iterator[Outline]:
    """Yield the current entries in outline, by their earliest, then their latest day; the undated last."""
    named = _named(connection)
    marks = _marks(connection)
    issues: dict[str, list[str]] = defaultdict(list)
    for entry, issue in connection.execute("SELECT entry, issue FROM entry_issue ORDER BY entry, number"):
        issues[entry].append(issue)
    for row in connection.execute(_ENTRIES):
        who, whom = named.get(row[0], ((), ()))
        yield _outline(row, who, whom, tuple(issues.get(row[0], ())), tuple(marks.get(row[0], ())))


def _outline(
    row: tuple[Any, ...],
    who: tuple[Mention, ...],
    whom: tuple[Mention, ...],
    issues: tuple[str, ...],
    marks: tuple[Correction, ...],
) -> Outline:
    entry, report, start, kind, standing, *when = row[:10]
    what, more, status, negated, sure, act_sure, sure_of_sources, sure_of_targets = row[10:]
    return Outline(
        entry, report, start, kind, what, more, status, bool(negated),
        sure * act_sure if sure is not None and act_sure is not None else sure,
        bool(who) and is_unlikely(sure_of_sources), bool(whom) and is_unlikely(sure_of_targets),
        who, whom, _when(*when), issues, Standing(standing), marks,
    )  # fmt: skip


@cache
def _when(*row: Any) -> When | None:
    return when_of(row)


def _named(connection: Connection) -> dict[str, tuple[tuple[Mention, ...], tuple[Mention, ...]]]:
    """Return who says or does each entry, and to whom."""

    @cache
    def mention(actor: str, party: str, candidates: str, name: str, words: str, together: int) -> Mention:
        several = tuple(json.loads(candidates)) if candidates else ()
        return Mention(Citation("", 0, len(words), words), actor, party, several, name, together=bool(together))

    @cache
    def sides(*each: tuple[int, Mention]) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
        return tuple(one for side, one in each if not side), tuple(one for side, one in each if side)

    found = {}
    told: list[tuple[int, Mention]] = []
    last = ""
    for entry, side, *row in connection.execute(_MENTIONS):
        if entry != last and told:
            found[last] = sides(*told)
            told = []
        last = entry
        told.append((side, mention(*row)))
    if told:
        found[last] = sides(*told)
    return found


def _marks(connection: Connection) -> dict[str, list[Correction]]:
    """Return the marks that lie on each entry, oldest first."""
    where = dict(connection.execute(f"SELECT id, applies_to FROM correction WHERE {_MARKS}"))
    found: dict[str, list[Correction]] = defaultdict(list)
    for one in sorted(corrections_where(connection, _MARKS), key=lambda mark: (mark.when, mark.id)):
        found[where[one.id]].append(one)
    return found
