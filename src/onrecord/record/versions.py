"""What an entry said before: as it was extracted, and after each correction by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.core.correction import CorrectionKind
from onrecord.core.line import Standing
from onrecord.record.correction_rows import corrections_where
from onrecord.record.errors import InvalidCorrection
from onrecord.record.loading import EXTRACTED, load_entries, load_report
from onrecord.record.reading import lines_of
from onrecord.record.settling import edited, standing_after

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.core.line import Line
    from onrecord.record.port import Connection


def versions(connection: Connection, key: str) -> Iterator[Line]:
    """Yield an entry as it was extracted, then as it was after each correction that holds, oldest first.

    Actors stand for whom they stand for now; an entry that was added by hand begins as it was added.
    """
    line = next(lines_of(connection, [key]))
    first = load_entries(connection, [key + EXTRACTED]) or [line.entry]
    added = line.standing is Standing.ADDED
    entry, standing = first[0], Standing.ADDED if added else Standing.EXTRACTED
    yield replace(line, entry=entry, standing=standing)
    text = load_report(connection, line.report.id).text
    for correction in corrections_where(connection, "applies_to = ? AND undone IS NULL", key):
        if correction.kind is CorrectionKind.EDIT:
            try:
                entry = edited(connection, entry, correction, text, line.report.id)
            except InvalidCorrection:
                continue
        standing = Standing(standing_after(standing, correction.kind))
        yield replace(line, entry=entry, standing=standing)
