"""A discourse network: who takes which side of what, and when, a row for each telling that a position rests on.

The columns are those of the Discourse Network Analyzer (Leifeld 2017): actor, concept, agreement, time, document.
Beside it the network itself: each two parties with how many concepts they agree on, and how many they do not.
"""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, BinaryIO

from onrecord.export.cells import guarded
from onrecord.export.format import as_text
from onrecord.views.discourse import stands, ties

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.record import Filter, Record

_AGREES = {True: "1", False: "0", None: ""}
_HEADER = ("actor", "concept", "agreement", "stance", "time", "document", "text", "entry", "position", "sureness")
_TIES = ("actor", "other", "congruence", "conflict", "agree_on", "differ_on")


class Discourse:
    """A row for each entry that takes a side, as the positions of a record read it."""

    name = "discourse"
    endings: tuple[str, ...] = ()
    is_text = True

    def write(self, rec: Record, target: BinaryIO, wanted: Filter) -> int:
        """Write the entries that meet a filter and take a side; return how many rows."""
        rows = sorted(_rows(rec, wanted))
        _write(target, _HEADER, rows)
        return len(rows)


class DiscourseTies:
    """A row for each two parties that take sides of one concept: congruence and conflict."""

    name = "discourse-ties"
    endings: tuple[str, ...] = ()
    is_text = True

    def write(self, rec: Record, target: BinaryIO, wanted: Filter) -> int:
        """Write the network of the entries that meet a filter; return how many of them have a place in it."""
        names, taken = rec.names(), tuple(stands(rec, wanted))
        found = ties(taken)
        rows = [
            (
                *(names.get(actor, actor) for actor in (tie.one, tie.other)),
                *(str(len(concepts)) for concepts in (tie.congruent, tie.conflicting)),
                *("; ".join(concepts) for concepts in (tie.congruent, tie.conflicting)),
            )
            for tie in found
        ]
        _write(target, _TIES, rows)
        tied = {actor for tie in found for actor in (tie.one, tie.other)}
        return len({one.line.entry.id for one in taken if one.actor in tied and one.agreement is not None})


def _write(target: BinaryIO, header: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    with as_text(target) as text:
        table = csv.writer(text, lineterminator="\r\n")
        table.writerow(header)
        table.writerows([guarded(cell) for cell in row] for row in rows)


def _rows(rec: Record, wanted: Filter) -> Iterator[tuple[str, ...]]:
    names = rec.names()
    for one in stands(rec, wanted):
        entry = one.line.entry
        yield (
            names.get(one.actor, one.actor),
            one.concept,
            _AGREES[one.agreement],
            one.stance,
            entry.when.edtf() if entry.when else "",
            one.line.report.path,
            one.words,
            entry.id,
            one.position.id,
            "" if one.position.sureness is None else f"{one.position.sureness:.2f}",
        )
