"""Web archives (WARC, WACZ): a report for each page in them, found in one pass and read where it lies.

WARC as ISO 28500:2017 has it, WACZ as specs.webrecorder.net/wacz/1.1.1: a ZIP whose `archive/` holds WARCs as they
are. A page is an answer with status 200, or a resource, in HTML. Pictures, scripts, redirects and what was only
seen again are no pages.
"""

from __future__ import annotations

import os
import re
import zipfile
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.core.problem import Outcome, ProblemKind
from onrecord.readers.fault import Fault, listed, outcome_of
from onrecord.readers.html import saved_page
from onrecord.readers.http_answer import answer_of, unpacked_body
from onrecord.readers.packed import data_start, unpacked
from onrecord.readers.source import Details, Source
from onrecord.readers.warc_records import Record, records, whole

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from onrecord.core.problem import Problem
    from onrecord.core.report import Report

BIGGEST_PAGE = 20_000_000  # bytes; what is larger is no page that anyone wrote
_PAGE = re.compile(r"text/html|application/xhtml\+xml", re.IGNORECASE)
_CHARSET = re.compile(r"charset=[\"']?([\w.:-]+)", re.IGNORECASE)


class WebArchives:
    """Web archives, told by their ending, or by how they open whatever their name says."""

    name = "warc"
    endings = (".warc", ".warc.gz", ".wacz")

    def accepts(self, name: str, opening: bytes) -> bool:
        """Take what is named so, or opens as a WARC."""
        return name.lower().endswith(self.endings) or opening.startswith(b"WARC/1.")

    def sources(self, source: Source) -> Iterator[Source | Problem]:
        """Yield a source for each page, numbered in the order of the archive; what lies beyond a fault is said."""
        return listed(source, _pages)

    def read(self, source: Source, data: bytes) -> Outcome[Report]:
        """Return the report of a page; `data` is its record in the archive."""
        return outcome_of(source, lambda: _page(source, data))


def _pages(source: Source) -> Iterator[Source | Problem]:
    number = 0
    times: Counter[str] = Counter()
    with Path(source.file).open("rb") as handle:
        for start, end in _archives(source, handle):
            for found in records(handle, start, end):
                if not isinstance(found, Record):
                    size = f"{found.end - found.start:,} bytes from {found.start:,} on"
                    yield source.problem(ProblemKind.INCOMPLETE, f"{size} were passed over: {found.why} there.")
                elif _is_page(found):
                    number += 1
                    address = found.headers.get("warc-target-uri", "").strip("<>")
                    times[address] += 1
                    yield _source(source, found, number, address, times[address])
    if not number:
        yield source.problem(ProblemKind.EMPTY, "there is no page in it.")


def _archives(source: Source, handle: BinaryIO) -> Iterator[tuple[int, int]]:
    """Yield where the archives lie in a file: it is one, or holds some."""
    if handle.read(4) != b"PK\x03\x04":
        yield 0, os.fstat(handle.fileno()).st_size
        return
    with unpacked(Path(source.file), "web archive") as archive:
        members = [member for name, member in archive.members.items() if _is_warc(name)]
    for member in sorted(members, key=lambda member: member.filename):
        if member.compress_type != zipfile.ZIP_STORED:
            words = (
                f"its part '{member.filename[:80]}' is packed twice; unpack the archive and read the .warc in it."
            )
            raise Fault(ProblemKind.MALFORMED, words)
        start = data_start(handle, member)
        yield start, start + member.file_size


def _is_warc(name: str) -> bool:
    return name.startswith("archive/") and name.lower().endswith((".warc", ".warc.gz"))


def _is_page(record: Record) -> bool:
    """Say whether a record is a page that a server gave, or that was kept as one."""
    kind = record.headers.get("warc-type")
    if kind == "resource":
        return bool(_PAGE.match(record.headers.get("content-type", "")))
    answer = answer_of(record.block)
    return (
        kind == "response" and answer.status == 200 and bool(_PAGE.match(answer.headers.get("content-type", "")))
    )


def _source(source: Source, record: Record, number: int, address: str, time: int) -> Source | Problem:
    """Return the source of a page; its place is its address, and which time that stands in the archive."""
    here = replace(
        source,
        path=f"{source.path}#{number}",
        place=f"{source.place}#{address}#{time}",
        offset=record.start,
        length=record.end - record.start,
        details=Details(url=address or None),
    )
    if record.length > BIGGEST_PAGE:
        words = f"the page is larger than {BIGGEST_PAGE // 1_000_000} MB; it was not read."
        return here.problem(ProblemKind.TOO_BIG, words)
    return here


def _page(source: Source, data: bytes) -> Outcome[Report]:
    record = whole(data, BIGGEST_PAGE)
    answer = answer_of(record.block)
    body = unpacked_body(answer, BIGGEST_PAGE)
    said = _CHARSET.search(answer.headers.get("content-type", "") or record.headers.get("content-type", ""))
    outcome = saved_page(source, body, said[1] if said else None)
    if "warc-truncated" not in record.headers:
        return outcome
    problem = source.problem(ProblemKind.INCOMPLETE, "the archive kept the beginning of this page only.")
    return Outcome(outcome.items, (problem, *outcome.problems))
