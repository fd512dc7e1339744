"""Archives of documents (ZIP): a report a document, each unpacked when it is its turn."""

from __future__ import annotations

import zipfile
import zlib
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from onrecord.core.problem import Outcome, ProblemKind
from onrecord.readers.documents import document_of
from onrecord.readers.fault import Fault, listed, outcome_of
from onrecord.readers.packed import data_start, unpacked
from onrecord.readers.press import press_within
from onrecord.readers.source import MOST_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.core.problem import Problem
    from onrecord.core.report import Report
    from onrecord.readers.packed import Packed
    from onrecord.readers.source import Source

_OPENING = 4096  # bytes by which a document is known
# What holds several reports is read where it lies, not within an archive.
_CONTAINERS = (
    ".zip",
    ".csv",
    ".tsv",
    ".xlsx",
    ".jsonl",
    ".ndjson",
    ".json",
    ".mbox",
    ".eml",
    ".warc",
    ".gz",
    ".wacz",
)
_TEXTS = frozenset({".txt", ".text", ".md", ""})


class Archives:
    """Archives in ZIP that no format of documents claims."""

    name = "zip"

    def accepts(self, name: str, opening: bytes) -> bool:
        """Take what is named so, or opens as an archive."""
        return name.lower().endswith(".zip") or opening.startswith(b"PK\x03\x04")

    def sources(self, source: Source) -> Iterator[Source | Problem]:
        """Yield a source for each document, named by its path in the archive."""
        return listed(source, _members)

    def read(self, source: Source, data: bytes) -> Outcome[Report]:
        """Return the report of a document; `data` is what it is packed to, `part` the way."""
        return outcome_of(source, lambda: _document(source, data))


def _members(source: Source) -> Iterator[Source | Problem]:
    with unpacked(Path(source.file), "archive") as archive, Path(source.file).open("rb") as handle:
        if archive.hidden:
            words = f"{archive.hidden} of its parts have the name of another; of each name the last was read."
            yield source.problem(ProblemKind.INCOMPLETE, words)
        for name in sorted(archive.members):
            if not _is_aside(name):
                yield _member(source, archive, name, data_start(handle, archive.members[name]))


def _is_aside(name: str) -> bool:
    """Say whether a member is a folder, or stands beside documents as hidden files do."""
    return name.endswith("/") or any(
        part.startswith((".", "__MACOSX")) and part != ".." for part in PurePosixPath(name).parts
    )


def _member(source: Source, archive: Packed, name: str, start: int) -> Source | Problem:
    member = archive.members[name]
    here = replace(
        source,
        path=f"{source.path}#{name}",
        place=f"{source.place}#{name}",
        offset=start,
        length=member.compress_size,
        part=member.compress_type,
    )
    if name.lower().endswith(_CONTAINERS):
        words = "it may hold several reports, and is not read within an archive; unpack the archive."
        return here.problem(ProblemKind.MALFORMED, words)
    try:
        archive.check(name)
    except Fault as fault:
        return here.problem(fault.kind, fault.words)
    return here


def _document(source: Source, data: bytes) -> Outcome[Report]:
    name = source.path.partition("#")[2]
    content = _unpacked(data, source.part)
    export = press_within(source, name, content)
    if export:
        return export
    is_text = PurePosixPath(name).suffix.lower() in _TEXTS
    reader = document_of(name, content[:_OPENING], is_text=is_text)
    if reader is None:
        return source.nothing(ProblemKind.BINARY, "this is no document that can be read; it was left out.")
    return reader.read(replace(source, format=source.format if is_text else reader.name, part=0), content)


def _unpacked(data: bytes, way: int) -> bytes:
    if way == zipfile.ZIP_STORED:
        return data
    if way != zipfile.ZIP_DEFLATED:
        raise Fault(
            ProblemKind.UNREADABLE, "it is packed in a rare way; unpack the archive and read what is in it."
        )
    try:
        return zlib.decompressobj(-zlib.MAX_WBITS).decompress(data, MOST_BYTES)
    except zlib.error:
        raise Fault(ProblemKind.MALFORMED, "it is damaged in the archive; it was not read.") from None
