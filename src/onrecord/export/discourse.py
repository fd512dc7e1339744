"""A discourse network: who takes which side of what, and when, a row for each telling that a position rests on.

The columns are those of the Discourse Network Analyzer (Leifeld 2017): actor, concept, agreement, time, document.
Who agrees on a concept is congruent, who does not is in conflict: the programs of the field make both networks of
these rows. A position that is open or tied to a condition neither agrees nor disagrees; its agreement stays empty.
"""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, BinaryIO

from onrecord.core.finding import FindingKind, Position
from onrecord.export.cells import guarded
from onrecord.export.format import as_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.record import Filter, Record

_AGREES = {"for": "1", "against": "0"}
_HEADER = ("actor", "concept", "agreement", "stance", "time", "document", "text", "entry", "position")


class Discourse:
    """A row for each entry that takes a side, as the positions of a record read it."""

    name = "discourse"
    endings: tuple[str, ...] = ()
    is_text = True

    def write(self, rec: Record, target: BinaryIO, wanted: Filter) -> int:
        """Write the entries that meet a filter and take a side; return how many rows."""
        rows = sorted(_rows(rec, wanted))
        with as_text(target) as text:
            table = csv.writer(text, lineterminator="\r\n")
            table.writerow(_HEADER)
            table.writerows([guarded(cell) for cell in row] for row in rows)
        return len(rows)


def _rows(rec: Record, wanted: Filter) -> Iterator[tuple[str, ...]]:
    names = rec.names()
    lines = {line.entry.id: line for line in rec.lines(wanted)}
    for finding in rec.findings(FindingKind.POSITION):
        says = finding.says
        for told in finding.tellings if isinstance(says, Position) else ():
            line = lines.get(told.entry or "")
            if line is None or not isinstance(says, Position):
                continue
            when = line.entry.when.edtf() if line.entry.when else ""
            yield (
                names.get(says.party, says.party),
                says.issue,
                _AGREES.get(says.stance, ""),
                says.stance,
                when,
                line.report.path,
                told.citation.words,
                line.entry.id,
                finding.id,
            )
