"""EPUB: the chapters of a book or magazine in the order of its spine, as one report.

As EPUB 2 and 3 (W3C) have it: `container.xml` names the package, the package its parts and their order.
"""

from __future__ import annotations

import posixpath
from io import BytesIO
from typing import TYPE_CHECKING
from urllib.parse import unquote

from lxml import etree

from onrecord.core.problem import Outcome, ProblemKind
from onrecord.core.report import Passage, PassageKind
from onrecord.core.when import Basis
from onrecord.core.written_date import written_date
from onrecord.readers.encoding import decode
from onrecord.readers.fault import Fault, outcome_of, sound
from onrecord.readers.packed import unpacked
from onrecord.readers.page_text import lines_of, lines_without_tree, tree_of
from onrecord.readers.source import MOST_BYTES, Details

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from onrecord.core.report import Report
    from onrecord.readers.packed import Packed
    from onrecord.readers.page_line import Line
    from onrecord.readers.source import Source

_SAID = ("title", "publisher", "creator", "date", "language", "source")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_FONTS = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")  # ways to hide fonts, not text


class Books:
    """Books in EPUB, told by their ending, or by how the archive opens."""

    name = "epub"

    def accepts(self, name: str, opening: bytes) -> bool:
        """Take what is named so, or opens as the format asks."""
        return name.lower().endswith(".epub") or b"mimetypeapplication/epub+zip" in opening[:100]

    def sources(self, source: Source) -> Iterator[Source]:
        """Yield the one report that it is."""
        yield source

    def read(self, source: Source, data: bytes) -> Outcome[Report]:
        """Return the report of a book."""
        return outcome_of(source, lambda: _book(source, data))


def _book(source: Source, data: bytes) -> Outcome[Report]:
    with unpacked(data, "EPUB") as archive, sound("an EPUB"):
        if _is_locked(archive):
            raise Fault(ProblemKind.UNREADABLE, "its text is locked by its seller (DRM); it was not read.")
        name = _package_name(archive)
        package = _tree(archive.read(name) or b"")
        lines: list[Line] = []
        missing: list[str] = []
        size = 0
        for chapter in _spine(package, posixpath.dirname(name)):
            page = archive.read(chapter)
            if page is None:
                missing.append(chapter)
                continue
            size += len(page)
            if size > MOST_BYTES:
                words = f"it is larger than {MOST_BYTES // 1_000_000} MB; it was not read."
                raise Fault(ProblemKind.TOO_BIG, words)
            lines.extend(_lines(page))
    if not lines:
        raise Fault(ProblemKind.NO_TEXT, "there is no text in it; it was left out.")
    words = f"{len(missing)} of its chapters, the first is '{missing[0][:80]}', are not in it." if missing else ""
    problems = (source.problem(ProblemKind.INCOMPLETE, words),) if missing else ()
    text, passages = _laid_out(lines)
    return Outcome((source.report(text, _details(package), passages),), problems)


def _tree(part: bytes) -> _Element:
    """Return the root of a part; entities are not expanded, and nothing else is opened."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    return etree.parse(BytesIO(part), parser).getroot()


def _package_name(archive: Packed) -> str:
    container = archive.read("META-INF/container.xml")
    if container is None:
        raise Fault(ProblemKind.MALFORMED, "this is an archive with no EPUB in it; it was not read.")
    root = _tree(container).find(".//{*}rootfile")
    return "" if root is None else str(root.get("full-path", ""))


def _is_locked(archive: Packed) -> bool:
    """Say whether anything but fonts is encrypted."""
    encryption = archive.read("META-INF/encryption.xml")
    ways = _tree(encryption).iter("{*}EncryptionMethod") if encryption else ()
    return any(way.get("Algorithm") not in _FONTS for way in ways)


def _spine(package: _Element, folder: str) -> Iterator[str]:
    """Yield the names of the chapters in order; the table of contents is none."""
    items = {item.get("id"): item for item in package.iterfind(".//{*}manifest/{*}item")}
    for reference in package.iterfind(".//{*}spine/{*}itemref"):
        item = items.get(reference.get("idref"))
        if item is None or "nav" in (item.get("properties") or "").split():
            continue
        if "html" in (item.get("media-type") or "html"):
            yield posixpath.normpath(posixpath.join(folder, unquote(item.get("href") or "").partition("#")[0]))


def _lines(page: bytes) -> list[Line]:
    text = decode(page).text
    tree = tree_of(text)
    return lines_without_tree(text) if tree is None else lines_of(tree)


def _details(package: _Element) -> Details:
    """Return what the package says of itself; the day is the first that it gives."""
    said = {name: _first(package, name) for name in _SAID}
    dated = written_date(said["date"][:10])
    return Details(
        url=said["source"] if said["source"].startswith("http") else None,
        title=said["title"] or None,
        outlet=said["publisher"] or said["creator"] or None,
        published=dated.when(Basis.METADATA) if dated else None,
        language=said["language"][:2].lower() or None,
    )


def _first(package: _Element, name: str) -> str:
    """Return the words of the first Dublin Core element of a name."""
    element = package.find(f".//{{http://purl.org/dc/elements/1.1/}}{name}")
    return " ".join("".join(map(str, element.itertext())).split()) if element is not None else ""


def _laid_out(lines: list[Line]) -> tuple[str, tuple[Passage, ...]]:
    """Return the text, a line of it a line, and which of them are headings."""
    passages = []
    start = 0
    for line in lines:
        kind = PassageKind.HEADING if line.tag in _HEADINGS else PassageKind.PARAGRAPH
        passages.append(Passage(start, start + len(line.text), kind))
        start += len(line.text) + 1
    return "\n".join(line.text for line in lines), tuple(passages)
