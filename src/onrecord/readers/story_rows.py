"""Lists of stories without their text: Media Cloud's and GDELT's, and the libraries of Zotero (RIS, CSL-JSON).

As Media Cloud (github.com/mediacloud/web-search, github.com/medialab/minet) and GDELT write them
(blog.gdeltproject.org/gdelt-doc-2-0-api-debuts, github.com/alex9smith/gdelt-doc-api); RIS as Zotero exports it
(github.com/zotero/translators, RIS.js); CSL-JSON as its schema has it
(github.com/citation-style-language/schema).
"""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import dataclass
from datetime import date
from html import unescape
from typing import TYPE_CHECKING

from onrecord.core.when import Basis, Precision, When
from onrecord.readers.encoding import decode
from onrecord.readers.press_date import press_when
from onrecord.readers.press_words import language_code
from onrecord.readers.source import Details
from onrecord.readers.table_columns import columns_of, has_body

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

_OPENING = 65_536
_TAG = re.compile(r"</?(?:i|b|em|strong|sub|sup|span|sc)\b[^<>]{0,100}>", re.IGNORECASE)
_LINE = re.compile(r"[\r\n]")
_TABLES = frozenset({".csv", ".tsv"})
_RIS = re.compile(r"^([A-Z][A-Z0-9])  ?-(?: (.*))?$")
_FILES = ("L1", "L2", "L3", "L4")
_CSL_TYPES = re.compile(rb'"type"\s*:\s*"(?:article|post|webpage|broadcast|report|document|interview|speech|book)')
_STORIES = re.compile(rb'^\s*\{\s*"articles"\s*:\s*\[')
_YEAR = re.compile(r"^\s*((?:19|20)\d\d)(?:[/-](\d{1,2}))?[/-]*\s*$")
# Columns of GDELT that no other list has: the day is when it saw a story, not when that appeared.
_OF_GDELT = frozenset({"seendate", "mobileurl", "url_mobile"})


@dataclass(frozen=True, slots=True)
class Story:
    """A story that a list names.

    Attributes:
        number: Where it stands in the list: the row, or which entry it is; both count from 1.
        details: What the list says of it.
        files: The files that the list names as its text.
        seen: When it was seen, which dates it if nothing else does.
    """

    number: int
    details: Details
    files: tuple[str, ...] = ()
    seen: When | None = None


def is_story_list(file: Path) -> bool:
    """Say whether a file lists stories by their address, without their text."""
    suffix = file.suffix.lower()
    if suffix == ".ris":
        return True
    if suffix not in _TABLES and suffix != ".json":
        return False
    try:
        with file.open("rb") as handle:
            opening = handle.read(_OPENING)
    except OSError:
        return False
    if suffix == ".json":
        return bool(_STORIES.match(opening) or (opening.lstrip()[:1] == b"[" and _CSL_TYPES.search(opening)))
    return _is_list(_header(decode(opening).text))


def stories_in(file: Path) -> list[Story]:
    """Return the stories that a list names, in its order.

    Raises:
        OSError: The file cannot be read.
        ValueError: It is not what its name says.
    """
    text = decode(file.read_bytes()).text.lstrip("\ufeff")
    match file.suffix.lower():
        case ".ris":
            return list(_of_ris(text))
        case ".json":
            return list(_of_json(text))
    return list(_of_table(text))


def _is_list(names: list[str]) -> bool:
    columns = columns_of(names)
    return "url" in columns and not has_body(columns) and not {"path", "file", "filename"} & _lowered(names)


def _lowered(names: list[str]) -> set[str]:
    return {name.strip("\ufeff \"'").lower() for name in names}


def _header(text: str) -> list[str]:
    first = _LINE.split(text.lstrip("\ufeff"), maxsplit=1)[0].strip()
    try:
        return next(csv.reader([first], delimiter=_delimiter(first)), [])
    except csv.Error:
        return []


def _delimiter(header: str) -> str:
    return max((",", ";", "\t"), key=header.count)


def _place_of(wanted: str, names: Sequence[str]) -> int | None:
    """Return which column has a name, however it is written."""
    return next((place for place, name in enumerate(names) if name.strip().lower() == wanted), None)


def _of_table(text: str) -> Iterator[Story]:
    names = _header(text)
    columns = columns_of(names)
    is_seen = bool(_OF_GDELT & _lowered(names))
    day = _place_of("seendate", names) if is_seen else None
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(_LINE.split(text, maxsplit=1)[0]))
    for number, cells in enumerate(rows, 1):
        if number == 1 or not any(cell.strip() for cell in cells):
            continue
        said = {field: cells[place].strip() for field, place in columns.items() if place < len(cells)}
        if day is not None and day < len(cells):
            said["published"] = cells[day]
        yield _story(number, said, is_seen=is_seen)


def _story(number: int, said: dict[str, str], *, is_seen: bool) -> Story:
    when = press_when(said.get("published", ""))
    when = When(when.earliest, when.latest, when.precision, Basis.SIDECAR) if when else None
    details = Details(
        url=said.get("url") or None,
        title=_without_markup(said.get("title", "")),
        outlet=said.get("outlet") or None,
        published=None if is_seen else when,
        language=language_code(said.get("language", "")),
    )
    return Story(number, details, seen=when if is_seen else None)


def _without_markup(title: str) -> str | None:
    """Return a title without the marks of italics and the like that it may carry, and with its signs resolved.

    >>> _without_markup("The <i>Hulda</i> &amp; her captain")
    'The Hulda & her captain'
    """
    return " ".join(unescape(_TAG.sub("", title)).split()) or None


def _of_json(text: str) -> Iterator[Story]:
    """Yield the stories of GDELT's list of articles, or the items of CSL-JSON.

    Raises:
        ValueError: It is no JSON, or nests too deep.
    """
    try:
        content: object = json.loads(text)
    except RecursionError:
        raise ValueError("it nests too deep") from None
    items = content.get("articles") if isinstance(content, dict) else content
    for number, item in enumerate(items if isinstance(items, list) else (), 1):
        if isinstance(item, dict):
            record = {str(key): value for key, value in item.items()}
            yield _of_gdelt(number, record) if isinstance(content, dict) else _of_csl(number, record)


def _of_gdelt(number: int, record: dict[str, object]) -> Story:
    names = {"url": "url", "title": "title", "outlet": "domain", "language": "language", "published": "seendate"}
    said = {field: words for field, name in names.items() if isinstance(words := record.get(name), str)}
    return _story(number, said, is_seen=True)


def _of_csl(number: int, record: dict[str, object]) -> Story:
    names = {"url": "URL", "title": "title", "outlet": "container-title", "language": "language"}
    said = {field: _first(record.get(name)) for field, name in names.items()}
    story = _story(number, {field: words for field, words in said.items() if words}, is_seen=False)
    details = Details(published=_issued(record.get("issued"))).over(story.details)
    outlet = _first(record.get("publisher")) or _first(record.get("source"))
    return Story(number, details.over(Details(outlet=outlet or None)), _attachments(record))


def _first(value: object) -> str:
    first = value[0] if isinstance(value, list) and value else value
    return first.strip() if isinstance(first, str) else ""


def _attachments(record: dict[str, object]) -> tuple[str, ...]:
    """Return the files of an item, which some exports add to it (`attachments`, each with a `path`)."""
    added = record.get("attachments")
    found = [entry.get("path") for entry in added if isinstance(entry, dict)] if isinstance(added, list) else []
    return tuple(path for path in found if isinstance(path, str))


def _issued(value: object) -> When | None:
    """Return the day, month or year that CSL-JSON gives: its parts, or words."""
    if isinstance(value, dict):
        parts = value.get("date-parts")
        first = parts[0] if isinstance(parts, list) and parts else None
        if isinstance(first, list) and first:
            return _day("-".join(f"{part:0>2}" if len(str(part)) < 2 else str(part) for part in first))
        value = value.get("raw") or value.get("literal")
    return _day(value) if isinstance(value, str) else None


def _day(words: str) -> When | None:
    """Return the day, month or year that words name.

    >>> _day("2024/03/02/").edtf(), _day("2024/03//").edtf(), _day("2024").edtf()
    ('2024-03-02', '2024-03', '2024')
    """
    when = press_when(words)
    if when:
        return When(when.earliest, when.latest, when.precision, Basis.SIDECAR)
    found = _YEAR.match(words.replace("//", "/"))
    if not found:
        return None
    year, month = int(found[1]), int(found[2] or 0)
    if not 1 <= month <= 12:
        return When(date(year, 1, 1), date(year, 12, 31), Precision.YEAR, Basis.SIDECAR)
    last = date(year + month // 12, month % 12 + 1, 1).toordinal() - 1
    return When(date(year, month, 1), date.fromordinal(last), Precision.MONTH, Basis.SIDECAR)


def _of_ris(text: str) -> Iterator[Story]:
    """Yield the entries of a RIS file, each from its type to its end."""
    number = 0
    entry: list[tuple[str, str]] = []
    for line in (*text.splitlines(), "ER  - "):
        found = _RIS.match(line.rstrip())
        if found and found[1] == "ER":
            if any(tag != "TY" for tag, _ in entry):
                number += 1
                yield _entry(number, entry)
            entry = []
        elif found:
            entry.append((found[1], (found[2] or "").strip()))
        elif entry and line.strip():
            tag, words = entry.pop()
            entry.append((tag, f"{words} {line.strip()}"))


def _entry(number: int, entry: list[tuple[str, str]]) -> Story:
    def first(*tags: str) -> str | None:
        return next((words for tag in tags for name, words in entry if name == tag and words), None)

    details = Details(
        url=first("UR"),
        title=_without_markup(first("TI", "T1", "CT") or ""),
        outlet=first("T2", "JO", "JF", "BT", "PB"),
        published=_day(first("DA", "Y1", "PY") or ""),
        language=language_code(first("LA") or ""),
    )
    return Story(number, details, tuple(words for tag, words in entry if tag in _FILES and words))
