"""W3C Web Annotations (2017) as JSON-LD: the words of each entry by quotation, with what is around, and by place.

Positions count code points of the report's text without a byte-order mark, which whatever decodes the text drops.
They hold for that text. Of a page on the web only the quotation is given: its own text has menus and more in it.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, BinaryIO

from onrecord.core.withheld import first_held, last_held
from onrecord.export.format import as_text
from onrecord.export.offsets import Offsets, Unit
from onrecord.show.line import addressees, date, doers, doing

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from onrecord.core.line import Line, ReportHeader
    from onrecord.core.report import Citation
    from onrecord.record import Filter, Record

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
UNIT = Unit(no_mark=True)
# How many characters of what stands around are given, as in other programs that anchor by quotation.
AROUND = 32


class WebAnnotations:
    """A collection with an annotation for each entry."""

    name = "annotations"
    endings: tuple[str, ...] = (".jsonld",)
    is_text = True

    def write(self, rec: Record, target: BinaryIO, wanted: Filter) -> int:
        """Write the entries that meet a filter, one after the other; the collection says how offsets count."""
        names = rec.names()
        total = rec.count(wanted)
        head = {
            "@context": CONTEXT,
            "id": "urn:onrecord:record",
            "type": "AnnotationCollection",
            "label": f"{rec.path.stem}: {total} entries. Positions are {UNIT.in_words()}, of the report's text.",
            "generator": {"type": "Software", "name": f"onrecord {rec.made_by.version}"},
            "total": total,
        }
        with as_text(target) as text:
            text.write(json.dumps(head, ensure_ascii=False)[:-1])
            text.write(', "first": {"id": "urn:onrecord:record:1", "type": "AnnotationPage", "items": [')
            for number, found in enumerate(_annotations(rec, wanted, names)):
                text.write((",\n" if number else "\n") + json.dumps(found, ensure_ascii=False))
            text.write("\n]}}\n")
        return total


class _Text:
    """A report's text as other programs have it."""

    def __init__(self, report: str, text: str) -> None:
        self.report = report
        self._held = UNIT.text(text)
        self._offsets = Offsets(text, UNIT)

    def selectors(self, cited: Citation) -> tuple[dict[str, object], dict[str, object]]:
        """Return the quotation with what stands around it, and the position."""
        start, end = self._offsets.theirs(cited.start), self._offsets.theirs(cited.end)
        quote: dict[str, object] = {
            "type": "TextQuoteSelector",
            "exact": self._held[start:end],
            "prefix": last_held(self._held[max(start - AROUND, 0) : start]),
            "suffix": first_held(self._held[end : end + AROUND]),
        }
        return quote, {"type": "TextPositionSelector", "start": start, "end": end}


def _annotations(rec: Record, wanted: Filter, names: Mapping[str, str]) -> Iterator[dict[str, object]]:
    text: _Text | None = None
    for line in rec.lines(wanted):
        if text is None or text.report != line.report.id:
            text = _Text(line.report.id, rec.report(line.report.id).text)
        yield {
            "id": f"urn:onrecord:entry:{line.entry.id}",
            "type": "Annotation",
            "motivation": "classifying",
            "body": _body(line, names),
            "target": [one for cited in line.entry.pieces for one in _targets(line.report, text, cited)],
        }


def _body(line: Line, names: Mapping[str, str]) -> list[dict[str, object]]:
    """Return the act or root, and the whole entry in words."""
    entry = line.entry
    whom = addressees(entry, names)
    told = f"{doers(entry, names)}: {doing(entry)}{f' → {whom}' if whom else ''}, {date(line)}"
    values = (("classifying", f"{entry.kind}: {doing(entry)}"), ("describing", told))
    return [
        {"type": "TextualBody", "purpose": purpose, "format": "text/plain", "value": value}
        for purpose, value in values
    ]


def _targets(report: ReportHeader, text: _Text, cited: Citation) -> Iterator[dict[str, object]]:
    """Yield the words in the report's text, and on its page where it has one."""
    quote, position = text.selectors(cited)
    about = {"type": "Text", "language": report.language} if report.language else {"type": "Text"}
    held = {"id": f"urn:onrecord:report:{report.id}", "format": "text/plain", **about}
    yield {"type": "SpecificResource", "source": held, "selector": [quote, position]}
    if (report.url or "").lower().startswith(("http://", "https://")):
        page = {"id": report.url, "format": "text/html", **about}
        yield {"type": "SpecificResource", "source": page, "selector": quote}
