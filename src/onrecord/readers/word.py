"""Word documents (DOCX): paragraphs in order, notes behind them; what was deleted or only drawn is not read.

WordprocessingML as ECMA-376 (part 1, section 17) and ISO/IEC 29500 have it, transitional and strict.
"""

from __future__ import annotations

import posixpath
import re
from io import BytesIO
from typing import TYPE_CHECKING

from lxml import etree

from onrecord.core.problem import Outcome, ProblemKind
from onrecord.readers.fault import Fault, outcome_of, sound
from onrecord.readers.packed import unpacked
from onrecord.readers.written import Paragraph, report_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from onrecord.core.report import Report
    from onrecord.readers.packed import Packed
    from onrecord.readers.source import Source

_MARKS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}
# Fallback repeats what its Choice shows; moveFrom and del hold what was taken away.
_NOT_SHOWN = frozenset({"Fallback", "moveFrom", "del"})
_HEADING = re.compile(r"heading ([1-9])", re.IGNORECASE)
_NOTES = ("footnotes.xml", "endnotes.xml")


class WordDocuments:
    """Word documents, told by their ending or by what opens the archive."""

    name = "docx"
    endings = (".docx", ".docm", ".dotx")

    def accepts(self, name: str, opening: bytes) -> bool:
        """Take what is named so, or is an archive that opens with a document of Word."""
        return name.lower().endswith(self.endings) or (opening.startswith(b"PK\x03\x04") and b"word/" in opening)

    def sources(self, source: Source) -> Iterator[Source]:
        """Yield the one report that it is."""
        yield source

    def read(self, source: Source, data: bytes) -> Outcome[Report]:
        """Return the report of a document."""
        return outcome_of(source, lambda: Outcome((report_of(source, paragraphs(data)),)))


def paragraphs(data: bytes) -> list[Paragraph]:
    """Return the paragraphs of a Word document, those of tables and boxes too, notes last; a line break is `\\n`.

    Raises:
        Fault: It is no Word document, is damaged or locked, or unpacks to more than it may.
    """
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        words = (
            "this is a document of an old Word, or one locked by a password; save it as DOCX without one first."
        )
        raise Fault(ProblemKind.BINARY, words)
    with unpacked(data, "Word document") as archive, sound("a Word document"):
        main = _main_part(archive)
        body = archive.read(main)
        if body is None:
            raise Fault(ProblemKind.MALFORMED, "this is an archive with no Word document in it; it was not read.")
        folder = posixpath.dirname(main)
        found = list(_paragraphs(body, _levels(archive.read(posixpath.join(folder, "styles.xml")))))
        for name in _NOTES:
            notes = archive.read(posixpath.join(folder, name))
            found.extend(note for note in _paragraphs(notes, {}) if note.text.strip()) if notes else None
        return found


def _main_part(archive: Packed) -> str:
    """Return the name of the member that holds the text, as the archive says."""
    for relation in _elements(archive.read("_rels/.rels") or b"", "Relationship"):
        if str(relation.get("Type")).endswith("/officeDocument"):
            return str(relation.get("Target")).lstrip("/")
    return "word/document.xml"


def _levels(styles: bytes | None) -> dict[str, int]:
    """Return the level of each style that is a heading; titles are of the first. Names are English in any Word."""
    found = {}
    for style in _elements(styles or b"", "style"):
        name = next((_value(child) for child in style if _tag(child) == "name"), "")
        level = _HEADING.fullmatch(name)
        if level or name.lower() == "title":
            found[_value(style, "styleId")] = int(level[1]) if level else 1
    return found


def _paragraphs(part: bytes, levels: dict[str, int]) -> Iterator[Paragraph]:
    """Yield the paragraphs of a part; one in a box comes before that in which the box hangs."""
    for paragraph in _elements(part, "p"):
        if any(_tag(above) in _NOT_SHOWN for above in paragraph.iterancestors()):
            continue
        style = next((_value(child) for child in paragraph.iter("{*}pStyle")), "")
        yield Paragraph("".join(_shown(paragraph)), levels.get(style, 0))
        paragraph.clear()


def _shown(paragraph: _Element) -> Iterator[str]:
    for piece in paragraph.iter("{*}t", *(f"{{*}}{mark}" for mark in _MARKS)):
        inside = {_tag(above) for above in piece.iterancestors()}
        if _tag(piece) == "t" and not inside & _NOT_SHOWN:
            yield piece.text or ""
        elif "r" in inside and not inside & _NOT_SHOWN:  # a tab in a paragraph's settings is a stop, not a mark
            yield _MARKS[_tag(piece)]


def _elements(part: bytes, name: str) -> Iterator[_Element]:
    """Yield the elements of a name as each ends; entities are not expanded, and nothing else is opened."""
    if part:
        options = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}
        for _, element in etree.iterparse(BytesIO(part), events=("end",), tag=f"{{*}}{name}", **options):
            yield element


def _value(element: _Element, name: str = "val") -> str:
    """Return an attribute of an element, whatever its namespace."""
    return next((str(value) for key, value in element.attrib.items() if str(key).endswith(f"}}{name}")), "")


def _tag(element: _Element) -> str:
    return str(element.tag).rpartition("}")[2]
