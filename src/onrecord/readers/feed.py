"""Feeds (RSS, Atom, RDF) as saved: a report an entry, from the bytes alone; nothing that they name is opened."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import replace
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree

from onrecord.core.problem import Outcome, ProblemKind
from onrecord.readers.fault import Fault, listed, outcome_of
from onrecord.readers.jsonl import read_record
from onrecord.readers.markup import text_of
from onrecord.readers.source import MOST_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from onrecord.core.problem import Problem
    from onrecord.core.report import Report
    from onrecord.readers.source import Source

_OPENS = re.compile(
    rb"^(?:\xef\xbb\xbf)?\s*(?:<\?[^>]*>\s*|<!--.{0,2000}?-->\s*|<!DOCTYPE[^>\[]*(?:\[.{0,20000}?\]\s*)?>\s*)*"
    rb"<(?:rss|feed|rdf:RDF)\b",
    re.DOTALL | re.IGNORECASE,
)
# The fullest first. A summary is the text where a feed gives no more.
_TEXTS = ("encoded", "content", "fulltext", "description", "summary")
_DAYS = ("pubdate", "published", "date", "issued", "updated", "modified")
_ISO = re.compile(r"\d{4}-\d\d-\d\d(?!\d)")
_SUMMARY = 500  # characters, of an entry that is likely no whole article
_ENTRIES = ("item", "entry")


class Feeds:
    """Feeds, told by how they open, or by their ending."""

    name = "feed"
    endings = (".rss", ".atom")

    def accepts(self, name: str, opening: bytes) -> bool:
        """Take what opens as a feed, or is named so."""
        return bool(_OPENS.match(opening)) or name.lower().endswith(self.endings)

    def sources(self, source: Source) -> Iterator[Source | Problem]:
        """Yield a source for each entry, in the order of the feed."""
        return listed(source, _entries, "a feed")

    def read(self, source: Source, data: bytes) -> Outcome[Report]:
        """Return the report of an entry."""
        return outcome_of(source, lambda: read_record(source, json.loads(data)))


def _entries(source: Source) -> Iterator[Source | Problem]:
    root = _root(Path(source.file))
    outlet, language = _of_feed(root)
    times: Counter[str] = Counter()
    short = 0
    for number, entry in enumerate(root.iter(*(f"{{*}}{name}" for name in _ENTRIES)), 1):
        record = {**_record(entry, outlet), "language": language}
        here = replace(source, path=f"{source.path}#{number}")
        if not record["text"].strip():
            yield here.problem(ProblemKind.EMPTY, "this entry has no text; it was left out.")
            continue
        place = record["url"] or record["text"]
        times[place] += 1
        short += len(record["text"]) < _SUMMARY
        yield replace(here, place=f"{source.place}#{place}#{times[place]}", content=json.dumps(record).encode())
    if not times:
        raise Fault(ProblemKind.EMPTY, "there is no entry with text in it.")
    if short:
        words = f"{short} of its {number} entries seem to be summaries; save their pages to read the whole."
        yield source.problem(ProblemKind.INCOMPLETE, words)


def _root(file: Path) -> _Element:
    """Return the root of a feed; entities are not expanded, and nothing else is opened."""
    if file.stat().st_size > MOST_BYTES:
        raise Fault(ProblemKind.TOO_BIG, f"it is larger than {MOST_BYTES // 1_000_000} MB; it was not read.")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    root = etree.fromstring(file.read_bytes(), parser)
    if root is None:
        raise Fault(ProblemKind.MALFORMED, "this is named as a feed and is none; it was not read.")
    return root


def _of_feed(root: _Element) -> tuple[str, str]:
    """Return the name of a feed and its language."""
    channel = next(root.iter("{*}channel"), root)
    said = _children(channel)
    language = _words(said.get("language")) or channel.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
    return _words(said.get("title")), language


def _record(entry: _Element, outlet: str) -> dict[str, str]:
    """Return what an entry says, by the names that reports in JSON have."""
    said = _children(entry)
    text = next((words for name in _TEXTS if (words := _markup(said.get(name)))), "")
    return {
        "title": " ".join(text_of(_markup(said.get("title"))).split()),
        "text": text_of(text),
        "url": _address(entry),
        "outlet": _outlet(said.get("source")) or outlet,
        "published": _day(next((words for name in _DAYS if (words := _words(said.get(name)))), "")),
    }


def _children(element: _Element) -> dict[str, _Element]:
    """Return the elements right within one, by name in small letters, the first of each; media aside."""
    found: dict[str, _Element] = {}
    for child in element.iterchildren("{*}*"):
        space, _, name = str(child.tag).rpartition("}")
        if "mrss" not in space:
            found.setdefault(name.lower(), child)
    return found


def _words(element: _Element | None) -> str:
    return " ".join("".join(map(str, element.itertext())).split()) if element is not None else ""


def _markup(element: _Element | None) -> str:
    """Return what an element holds as markup: escaped in its text, or as elements of its own."""
    if element is None:
        return ""
    if len(element):
        return "".join([element.text or "", *(etree.tostring(child, encoding="unicode") for child in element)])
    return element.text or ""


def _address(entry: _Element) -> str:
    """Return the address of an entry: its link, of several the one that is the page itself."""
    for link in entry.iterchildren("{*}link"):
        if link.get("rel", "alternate") == "alternate" and (address := link.get("href") or _words(link)):
            return str(address)
    identity = next(entry.iterchildren("{*}guid", "{*}id"), None)
    named = _words(identity)
    return named if named.startswith(("http://", "https://")) else ""


def _outlet(source: _Element | None) -> str:
    """Return the outlet that a feed of many names as an entry's own."""
    if source is None:
        return ""
    title = next(source.iterchildren("{*}title"), source)
    return _words(title)


def _day(words: str) -> str:
    """Return the day of a date as feeds write it (RFC 822, ISO 8601), by its own zone; other words stay."""
    try:
        return parsedate_to_datetime(words).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return words[:10] if _ISO.match(words) else words
