"""JSON: an object with a report's text or page and what is known of it; one a file, or one a line (JSON Lines)."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.core.problem import Outcome, ProblemKind
from onrecord.core.when import Basis
from onrecord.core.written_date import written_date
from onrecord.readers.encoding import decode
from onrecord.readers.html import read_page
from onrecord.readers.source import MOST_BYTES, Details

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from onrecord.core.problem import Problem
    from onrecord.core.report import Report
    from onrecord.core.written_date import WrittenDate
    from onrecord.readers.source import Source

TEXT_KEYS = ("text", "body", "content", "article")
PAGE_KEYS = ("html",)
KEYS = {
    "url": ("url", "link", "address"),
    "title": ("title", "headline"),
    "outlet": ("outlet", "source", "publisher"),
    "published": ("published", "date", "dct", "pubdate", "date_published"),
    "language": ("language", "lang"),
}
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


class JsonReports:
    """JSON files that hold one report, JSON Lines that hold one a line."""

    name = "jsonl"
    lines = (".jsonl", ".ndjson")
    endings = (*lines, ".json")

    def accepts(self, name: str, opening: bytes) -> bool:
        """Take what is named so."""
        del opening
        return name.lower().endswith(self.endings)

    def sources(self, source: Source) -> Iterator[Source | Problem]:
        """Yield the report of a JSON file, or those of the lines of JSON Lines."""
        if source.file.lower().endswith(self.lines):
            yield from _lines(source)
        else:
            yield source

    def read(self, source: Source, data: bytes) -> Outcome[Report]:
        """Return the report of one object."""
        return _read_object(source, data)


def _lines(source: Source) -> Iterator[Source | Problem]:
    """Yield a source for each line that is not blank; lines count from 1.

    Its place is which time its text stands in the file, not its number: a line put in before it changes no id.
    """
    offset = 0
    times: Counter[int] = Counter()
    try:
        with Path(source.file).open("rb") as handle:
            for number in count(1):
                line = handle.readline(MOST_BYTES + 1)
                if not line:
                    break
                if len(line) > MOST_BYTES:
                    offset += len(line) + _rest_of_line(handle)
                    times[0] += 1
                    words = f"the line is larger than {MOST_BYTES // 1_000_000} MB; it was not read."
                    yield replace(source, path=f"{source.path}#{number}").problem(ProblemKind.TOO_BIG, words)
                    continue
                if line.strip():
                    text = hash(text_of(line))
                    times[text] += 1
                    yield replace(
                        source,
                        path=f"{source.path}#{number}",
                        place=f"{source.place}#{times[text]}",
                        offset=offset,
                        length=len(line),
                    )
                offset += len(line)
    except OSError as error:
        words = f"it was left out: {(error.strerror or 'it cannot be opened').lower()}."
        yield source.problem(ProblemKind.UNREADABLE, words)
        return
    if not times:
        yield source.problem(ProblemKind.EMPTY, "the file has no line in it.")


def _rest_of_line(handle: BinaryIO) -> int:
    """Pass over what is left of a line; return how many bytes that was."""
    passed = 0
    while piece := handle.readline(1 << 20):
        passed += len(piece)
        if piece.endswith(b"\n"):
            break
    return passed


def _read_object(source: Source, data: bytes) -> Outcome[Report]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return source.nothing(
            ProblemKind.ENCODING, "JSON must be in UTF-8, and this is in UTF-16; it was left out."
        )
    text, assumed = decode(data)
    problems = (source.problem(ProblemKind.ENCODING, f"{assumed}."),) if assumed else ()
    try:
        record: object = json.loads(text.lstrip("\ufeff"))
    except (ValueError, RecursionError) as error:
        fault = error.msg if isinstance(error, json.JSONDecodeError) else "it nests too deep"
        return source.nothing(ProblemKind.MALFORMED, f"this is not JSON ({fault}); it was left out.")
    if not isinstance(record, dict):
        words = "this is JSON but not one object; write each report as an object on a line of its own."
        return source.nothing(ProblemKind.MALFORMED, words)
    outcome = read_record(source, record)
    return Outcome(outcome.items, problems + outcome.problems)


def text_of(line: bytes) -> str | bytes:
    """Return the text or page that a line of JSON Lines holds; the line itself where it cannot be told."""
    try:
        record: object = json.loads(line)
    except (ValueError, RecursionError):
        return line
    return (isinstance(record, dict) and _text(record, (*TEXT_KEYS, *PAGE_KEYS))) or line


def _faults(written: str, dated: WrittenDate | None) -> tuple[str, ...]:
    """Return, in words, what is wrong with a date as it is written."""
    if dated is None:
        return (f"'{written[:40]}' is no date that can be read; the report goes without it.",)
    if dated.doubtful:
        return (f"'{written}' may be {dated.days[0]} or {dated.days[-1]}; both are kept.",)
    return ()


def details_of(
    record: dict[str, object], basis: Basis, *, day_first: bool | None = None
) -> tuple[Details, tuple[str, ...]]:
    """Return what a record says of its report, and what is wrong with it in words; keys in any case."""
    lowered = {str(key).strip().lower(): value for key, value in record.items()}
    values = {name: _text(lowered, keys) for name, keys in KEYS.items()}
    dated = written_date(values["published"], day_first=day_first) if values["published"] else None
    faults = _faults(values["published"], dated) if values["published"] else ()
    return (
        Details(
            url=values["url"],
            title=values["title"],
            outlet=values["outlet"],
            published=dated.when(basis) if dated else None,
            language=(values["language"] or "")[:2].lower() or None,
        ),
        faults,
    )


def read_record(source: Source, record: dict[str, object]) -> Outcome[Report]:
    """Return the report that a record is: its text or page, and what it says of it."""
    details, faults = details_of(record, Basis.METADATA)
    problems: list[Problem] = []
    if not source.details.published:
        problems.extend(source.problem(ProblemKind.DOUBTFUL_DATE, fault) for fault in faults)
    page = _text(record, PAGE_KEYS)
    text = _text(record, TEXT_KEYS)
    if text is None and page is None:
        keys = ", ".join((*TEXT_KEYS, *PAGE_KEYS))
        return source.nothing(ProblemKind.EMPTY, f"this record has no text under any of {keys}.")
    if text is None and page is not None:
        outcome = read_page(source, page, details)
        return Outcome(outcome.items, (*problems, *outcome.problems))
    text, lost = _LONE_SURROGATE.subn("\ufffd", text or "")
    if lost:
        problems.append(source.problem(ProblemKind.ENCODING, f"{lost} broken characters were replaced by �."))
    return Outcome((source.report(text, details),), tuple(problems))


def _text(record: dict[str, object], keys: tuple[str, ...]) -> str | None:
    """Return the first of the keys that holds words."""
    for key in keys:
        value = record.get(key)
        if isinstance(value, str) and value.strip():
            return value
    return None
