"""Report by report: JSON Lines as `onrecord extract` writes them, and plain text to read and compare."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, BinaryIO

from onrecord.export.format import as_text
from onrecord.jsonform import by_hand_json, extraction_json
from onrecord.record.filter import EVERYTHING
from onrecord.record.plaintext import render_extraction

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.core.extraction import Extraction
    from onrecord.core.line import Line
    from onrecord.record import Filter, Record


class JsonLines:
    """An object for each report with its entries."""

    name = "jsonl"
    endings = (".jsonl", ".json")
    is_text = True

    def write(self, rec: Record, target: BinaryIO, wanted: Filter) -> int:
        """Write each report that has an entry which meets a filter, with those entries."""
        count = 0
        with as_text(target) as text:
            for extraction, lines in by_report(rec, wanted):
                said = {line.entry.id: by_hand_json(line) for line in lines}
                text.write(json.dumps(extraction_json(extraction, said), ensure_ascii=False) + "\n")
                count += len(lines)
        return count


class PlainText:
    """Each report with its entries as text, line by line."""

    name = "text"
    endings = (".txt",)
    is_text = True

    def write(self, rec: Record, target: BinaryIO, wanted: Filter) -> int:
        """Write each report that has an entry which meets a filter, with those entries."""
        count = 0
        with as_text(target) as text:
            for number, (extraction, lines) in enumerate(by_report(rec, wanted)):
                text.write("\n\n" * bool(number) + render_extraction(extraction))
                count += len(lines)
        return count


def by_report(rec: Record, wanted: Filter) -> Iterator[tuple[Extraction, tuple[Line, ...]]]:
    """Yield each report with the entries that meet a filter; without a filter, those without entries as well."""
    if wanted == EVERYTHING:
        for header in rec.reports():
            lines = tuple(rec.lines(replace(wanted, report=header.id)))
            yield rec.extraction(header.id), lines
        return
    for report, several in groupby(rec.lines(wanted), lambda line: line.report.id):
        lines = tuple(several)
        yield replace(rec.extraction(report), entries=tuple(line.entry for line in lines)), lines
