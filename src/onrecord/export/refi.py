"""REFI-QDA projects (.qdpx), which NVivo, MAXQDA and ATLAS.ti read: reports as sources, entries as coded passages.

Texts go out with line feeds alone and without a byte-order mark, so that no program can count these otherwise.
What is left is the character beyond the first 65,536: one code point, as the standard counts, or two UTF-16 units,
as NVivo does.
"""

from __future__ import annotations

import zipfile
from itertools import groupby
from typing import TYPE_CHECKING, BinaryIO
from xml.etree import ElementTree as Xml

from onrecord.core.entry import Event
from onrecord.core.visible import one_line
from onrecord.export.data_package import file_in
from onrecord.export.format import whole_text
from onrecord.export.markup import LABELLED, marked_values
from onrecord.export.offsets import Offsets, Unit
from onrecord.export.refi_codes import called, code_of, codes_beside, guid, write_codes
from onrecord.export.refi_variables import write_values, write_variables
from onrecord.export.state import state_of
from onrecord.export.xml_text import in_xml
from onrecord.show.line import addressees, date, doers, doing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from onrecord.core.entry import Entry
    from onrecord.core.line import Line
    from onrecord.record import Filter, Record

NAMESPACE = "urn:QDA-XML:project:1.0"
# Stands before the digests of what a source went out with.
WENT_OUT = "Entries as they went out (leave this as it is):"
STANDARD = Unit(one_line_feed=True, no_mark=True)
NVIVO = Unit(utf16=True, one_line_feed=True, no_mark=True)
USER = "onrecord"
# The fields of which a project tells.
CODED = (*LABELLED.values(), "content", "words")


class RefiProject:
    """A project whose positions count code points, as the standard has it."""

    name = "qdpx"
    endings: tuple[str, ...] = (".qdpx",)
    is_text = False
    _unit = STANDARD

    def write(self, rec: Record, target: BinaryIO, wanted: Filter) -> int:
        """Write each report that has an entry which meets a filter, with its text; return how many entries."""
        names = rec.names()
        root = Xml.Element("Project", {"xmlns": NAMESPACE, "name": in_xml(rec.path.stem), "origin": "onrecord"})
        users = Xml.SubElement(root, "Users")
        Xml.SubElement(users, "User", {"guid": guid(USER), "name": f"onrecord {rec.made_by.version}"})
        coded = called(names)
        lines = rec.lines(wanted)
        write_codes(
            root, {code for line in lines for code in (code_of(line.entry), *codes_beside(line.entry, coded))}
        )
        write_variables(root)
        sources = Xml.SubElement(root, "Sources")
        count = 0
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            for report, lines in groupby(rec.lines(wanted), lambda line: line.report.id):
                several = list(lines)
                text = whole_text(rec, report, self.name)
                held = STANDARD.text(text)
                archive.writestr(file_in(f"Sources/{guid(report)}.txt"), held.encode("utf-8"))
                self._source(sources, several, text, names, coded)
                count += len(several)
            if not count:
                root.remove(sources)
            told = f"{count} of the {rec.count()} entries of the record. Positions are {self._unit.in_words()}."
            Xml.SubElement(root, "Description").text = told
            archive.writestr(file_in("project.qde"), Xml.tostring(root, encoding="utf-8", xml_declaration=True))
        return count

    def _source(
        self,
        sources: Xml.Element,
        lines: list[Line],
        text: str,
        names: Mapping[str, str],
        coded: Mapping[str, str],
    ) -> None:
        report = lines[0].report
        offsets = Offsets(text, self._unit)
        about = {"guid": guid(report.id), "name": in_xml(one_line(report.title or report.path))}
        path = {"plainTextPath": f"internal://{guid(report.id)}.txt"}
        source = Xml.SubElement(sources, "TextSource", {**about, **path, "creatingUser": guid(USER)})
        states = " ".join(f"{line.entry.id}:{state_of(coded_values(line.entry))}" for line in lines)
        Xml.SubElement(source, "Description").text = f"{WENT_OUT} {states}"
        for line in lines:
            whom = addressees(line.entry, names)
            arrow = f" → {whom}" if whom else ""
            told = f"{doers(line.entry, names)}: {doing(line.entry)}{arrow}, {date(line)}, entry {line.entry.id}"
            for number, cited in enumerate(line.entry.pieces):
                selection = Xml.SubElement(
                    source,
                    "PlainTextSelection",
                    {
                        "guid": guid(f"{line.entry.id} {number}"),
                        "name": in_xml(one_line(cited.words))[:80],
                        "startPosition": str(offsets.theirs(cited.start)),
                        "endPosition": str(offsets.theirs(cited.end)),
                        "creatingUser": guid(USER),
                    },
                )
                Xml.SubElement(selection, "Description").text = in_xml(told)
                codes = (code_of(line.entry), *codes_beside(line.entry, coded))
                for place, code in enumerate(codes):
                    key = guid(f"{line.entry.id} {number} coding{f' {place}' if place else ''}")
                    coding = Xml.SubElement(selection, "Coding", {"guid": key})
                    Xml.SubElement(coding, "CodeRef", {"targetGUID": code.guid})
        write_values(source, report)


class RefiProjectForNvivo(RefiProject):
    """The same project, whose positions count UTF-16 units, as NVivo does."""

    name = "qdpx-utf16"
    endings = ()
    _unit = NVIVO


def coded_values(entry: Entry) -> dict[str, str]:
    """Return what a project says of an entry, by field, as corrections write it: its code and its words."""
    known = marked_values(entry)
    label = LABELLED[entry.kind]
    return {name: known[name] for name in (label, "words" if isinstance(entry, Event) else "content")}
