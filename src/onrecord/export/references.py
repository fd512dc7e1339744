"""Reports as references: CSL-JSON for Zotero and pandoc, RIS for EndNote, Citavi and the rest.

A reference is a report; the entries chosen stand in its notes, in the words of the page's *cite*: the quotation,
who, what was done by it, and where it stands.
"""

from __future__ import annotations

import json
from itertools import groupby
from typing import TYPE_CHECKING, BinaryIO

from onrecord.core.visible import one_line
from onrecord.export.format import as_text
from onrecord.export.offsets import OURS
from onrecord.record.rows import extent
from onrecord.show.line import doers, doing, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from onrecord.core.line import Line, ReportHeader
    from onrecord.core.when import When
    from onrecord.record import Filter, Record


class CslJson:
    """A list of items of CSL-JSON (the schema of CSL 1.0.2)."""

    name = "csl"
    endings: tuple[str, ...] = ()
    is_text = True

    def write(self, rec: Record, target: BinaryIO, wanted: Filter) -> int:
        """Write each report that has an entry which meets a filter; return how many entries."""
        count = 0
        with as_text(target) as text:
            text.write("[")
            for number, (report, notes) in enumerate(_cited(rec, wanted)):
                item = {name: value for name, value in _item(report, notes).items() if value}
                text.write((",\n" if number else "\n") + json.dumps(item, ensure_ascii=False))
                count += len(notes)
            text.write("\n]\n")
        return count


class Ris:
    """References in RIS, in UTF-8, lines ending in CR LF as the format has it."""

    name = "ris"
    endings: tuple[str, ...] = (".ris",)
    is_text = True

    def write(self, rec: Record, target: BinaryIO, wanted: Filter) -> int:
        """Write each report that has an entry which meets a filter; return how many entries."""
        count = 0
        with as_text(target) as text:
            for report, notes in _cited(rec, wanted):
                text.write("".join(f"{tag}  - {value}\r\n" for tag, value in _fields(report, notes) if value))
                text.write("ER  - \r\n\r\n")
                count += len(notes)
        return count


def _cited(rec: Record, wanted: Filter) -> Iterator[tuple[ReportHeader, list[str]]]:
    """Yield each report with a note for each of its entries."""
    names = rec.names()
    for _, lines in groupby(rec.lines(wanted), lambda line: line.report.id):
        several = list(lines)
        yield several[0].report, [note(line, names) for line in several]


def note(line: Line, names: Mapping[str, str]) -> str:
    """Return the note by which an entry is cited."""
    start, end, _ = extent(line.entry)
    by = doers(line.entry, names)
    told = f"{'speaker not named' if by == '?' else by}: {doing(line.entry)}"
    return one_line(f"“{words(line.entry)}” ({told}; characters {start}–{end}; entry {line.entry.id})")


def _item(report: ReportHeader, notes: list[str]) -> dict[str, object]:
    parts = _parts(report.published)
    return {
        "id": report.id,
        "type": "article-newspaper",
        "title": one_line(report.title or ""),
        "container-title": _outlet(report),
        "issued": {"date-parts": [parts]} if parts else None,
        "language": report.language,
        "URL": report.url,
        "note": "\n".join((*notes, f"Characters: {OURS.in_words()}.")),
    }


def _fields(report: ReportHeader, notes: list[str]) -> Iterator[tuple[str, str]]:
    parts = [f"{part:02d}" for part in _parts(report.published)]
    yield "TY", "NEWS"
    yield "TI", one_line(report.title or "")
    yield "JO", _outlet(report)
    yield "PY", parts[0] if parts else ""
    yield "DA", "/".join(([*parts, "", "", ""])[:3]) + "/" if parts else ""
    yield "LA", report.language or ""
    yield "UR", one_line(report.url or "")
    for one in (*notes, f"Characters: {OURS.in_words()}."):
        yield "N1", one
    yield "ID", report.id


def _parts(when: When | None) -> list[int]:
    """Return year, month and day as far as the date is known; a fuzzy one is its year at most."""
    if when is None or when.span is None or when.span[0].year != when.span[1].year:
        return []
    known = {len("2031-05-04"): 3, len("2031-05"): 2}.get(len(when.edtf()), 1)  # "2031-05~" is fuzzy
    first, _ = when.span
    return [first.year, first.month, first.day][:known]


def _outlet(report: ReportHeader) -> str:
    return one_line(report.outlet or report.path.rsplit("/", 1)[-1])
