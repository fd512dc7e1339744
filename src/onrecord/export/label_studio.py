"""Label Studio: a task for each report with its entries as predictions, and the labelling interface for them.

Positions count code points, as Label Studio does; texts go out with line feeds alone and without a byte-order
mark, which its page would drop. Each region says in its notes which entry it is, since Label Studio gives new ids.
"""

from __future__ import annotations

import json
from itertools import groupby
from typing import TYPE_CHECKING, BinaryIO
from xml.etree import ElementTree as Xml

from onrecord.core.visible import one_line
from onrecord.export.format import as_text, whole_text
from onrecord.export.markup import CHOSEN, LABELS, PARTS, WRITTEN, marked_state, marks_of
from onrecord.export.offsets import Offsets, Unit
from onrecord.show.line import addressees, date, doers, doing

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from onrecord.core.line import Line
    from onrecord.export.markup import Mark
    from onrecord.record import Filter, Record

UNIT = Unit(one_line_feed=True, no_mark=True)
# Names in the labelling interface.
TEXT, LABELLING = "text", "entry"


class LabelStudio:
    """Tasks with predictions."""

    name = "label-studio"
    endings: tuple[str, ...] = ()
    is_text = True

    def write(self, rec: Record, target: BinaryIO, wanted: Filter) -> int:
        """Write a task for each report that has an entry which meets a filter."""
        names = rec.names()
        count = 0
        with as_text(target) as text:
            text.write("[")
            for number, (_, several) in enumerate(groupby(rec.lines(wanted), lambda line: line.report.id)):
                lines = list(several)
                text.write(",\n" if number else "\n")
                text.write(json.dumps(_task(rec, lines, names), ensure_ascii=False))
                count += len(lines)
            text.write("\n]\n")
        return count


def _task(rec: Record, lines: list[Line], names: Mapping[str, str]) -> dict[str, object]:
    report = lines[0].report
    text = whole_text(rec, report.id, LabelStudio.name)
    offsets, held = Offsets(text, UNIT), UNIT.text(text)
    return {
        "data": {
            TEXT: held,
            "title": one_line(report.title or report.path),
            "report": report.id,
            "positions": UNIT.in_words(),
            "entries": {line.entry.id: marked_state(line.entry) for line in lines},
        },
        "predictions": [
            {
                "model_version": f"onrecord {rec.made_by.version}",
                "result": [part for line in lines for part in _results(line, offsets, held, names)],
            }
        ],
    }


def _results(line: Line, offsets: Offsets, text: str, names: Mapping[str, str]) -> Iterator[dict[str, object]]:
    """Yield the regions of an entry, the values that stand on them, and the relations that tie them."""
    marks = marks_of(line.entry)
    whom = addressees(line.entry, names)
    told = f"{doers(line.entry, names)}: {doing(line.entry)}{f' → {whom}' if whom else ''}, {date(line)}"
    for mark in marks:
        start, end = offsets.theirs(mark.cited.start), offsets.theirs(mark.cited.end)
        about = [f"entry {mark.key}", told] if mark is marks[0] else [f"entry {mark.key}"]
        yield {
            **_on(mark, LABELLING, "labels"),
            "value": {"start": start, "end": end, "text": text[start:end], "labels": [mark.label]},
            "meta": {"text": about},
        }
        for name, value in mark.values.items():
            kind = "choices" if name in CHOSEN else "textarea"
            held = {"choices": [value]} if name in CHOSEN else {"text": [value]}
            yield {**_on(mark, name, kind), "value": {"start": start, "end": end, **held}}
    for mark in marks[1:]:
        ends = {"from_id": marks[0].key, "to_id": mark.key}
        yield {"type": "relation", **ends, "direction": "right", "labels": [mark.label]}


def _on(mark: Mark, name: str, kind: str) -> dict[str, object]:
    return {"id": mark.key, "from_name": name, "to_name": TEXT, "type": kind}


class LabelStudioInterface:
    """The labelling interface for these tasks, to be pasted into the settings of a project."""

    name = "label-studio-interface"
    endings: tuple[str, ...] = ()
    is_text = True

    def write(self, rec: Record, target: BinaryIO, wanted: Filter) -> int:
        """Write the interface; it has a label for every entry that meets a filter."""
        root = Xml.Element("View")
        Xml.SubElement(root, "Style").text = ".htx-text { white-space: pre-wrap; }"
        Xml.SubElement(root, "Header", {"value": "$title"})
        labels = Xml.SubElement(root, "Labels", {"name": LABELLING, "toName": TEXT, "choice": "single"})
        for label in (*LABELS, *PARTS):
            Xml.SubElement(labels, "Label", {"value": label})
        relations = Xml.SubElement(root, "Relations")
        for part in PARTS:
            Xml.SubElement(relations, "Relation", {"value": part})
        Xml.SubElement(root, "Text", {"name": TEXT, "value": f"${TEXT}", "granularity": "symbol"})
        for name, values in CHOSEN.items():
            about = {"name": name, "toName": TEXT, "perRegion": "true", "choice": "single", "showInline": "true"}
            chosen = Xml.SubElement(root, "Choices", about)
            for value in values:
                Xml.SubElement(chosen, "Choice", {"value": value})
        for name in WRITTEN:
            about = {"name": name, "toName": TEXT, "perRegion": "true", "maxSubmissions": "1", "editable": "true"}
            Xml.SubElement(root, "TextArea", {**about, "placeholder": name})
        Xml.indent(root)
        Xml.ElementTree(root).write(target, encoding="utf-8")
        return rec.count(wanted)
