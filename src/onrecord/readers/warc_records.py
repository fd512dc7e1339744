"""The records of a WARC, one after the other, each where it lies: a member each if packed, else end to end.

As ISO 28500:2017 has them. Of a record no more than its head is held. Where a record is damaged the next sound one
is looked for, and what lies between is told.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.core.problem import ProblemKind
from onrecord.readers.fault import Fault
from onrecord.readers.packed import is_bomb

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

HEAD = 65_536  # bytes of a record that hold its headers and those of the answer in it
_PIECE = 16_384  # bytes that are read at once; packed, they may become a thousand times as many
_SEARCHED = 1 << 20
_PACKED = b"\x1f\x8b\x08"
_OPENS = b"WARC/"
_OPENS_LATER = b"\r\nWARC/1."
_CLOSES = b"\r\n\r\n"
_ANY_GZIP = 31  # of zlib: with the header and the sum of gzip


@dataclass(frozen=True, slots=True)
class Record:
    """A record: where it lies in the file, its headers (names in small letters), how its block begins."""

    start: int
    end: int
    headers: dict[str, str]
    block: bytes

    @property
    def length(self) -> int:
        """How many bytes its block has."""
        return _number(self.headers.get("content-length"))


@dataclass(frozen=True, slots=True)
class Skipped:
    """A stretch of the file that holds no sound record, and why."""

    start: int
    end: int
    why: str


class _Damaged(Exception):
    """What stands at a place is no sound record."""


def records(handle: BinaryIO, start: int, end: int) -> Iterator[Record | Skipped]:
    """Yield the records between two offsets of a file, and what had to be passed over.

    Raises:
        Fault: The file is packed as one piece, or made to fill memory.
    """
    at = start
    lost: Skipped | None = None
    while at < end:
        try:
            record = _record(handle, at, end)
        except _Damaged as damage:
            after = _next(handle, at + 1, end)
            lost = Skipped(lost.start if lost else at, after, lost.why if lost else str(damage))
            at = after
            continue
        if lost:
            yield lost
            lost = None
        yield record
        at = record.end
    if lost:
        yield lost


def whole(data: bytes, most: int) -> Record:
    """Return the record that some bytes are, its block as it stands, no more than `most` bytes of it.

    Raises:
        Fault: They are none.
    """
    try:
        if data.startswith(_PACKED):
            data = zlib.decompressobj(_ANY_GZIP).decompress(data, most + HEAD)
        headers, block = _parted(data)
    except (_Damaged, zlib.error):
        raise Fault(ProblemKind.MALFORMED, "the record of this page is damaged; it was not read.") from None
    return Record(0, len(data), headers, block[: min(most, _number(headers.get("content-length")))])


def _record(handle: BinaryIO, at: int, end: int) -> Record:
    handle.seek(at)
    opening = handle.read(min(HEAD, end - at))
    if opening.startswith(_PACKED):
        return _packed(handle, at, end)
    headers, block = _parted(opening)
    length = _number(headers.get("content-length"))
    after = at + len(opening) - len(block) + length
    if after > end:
        raise _Damaged("it is cut off")
    handle.seek(after)
    closing = handle.read(min(len(_CLOSES), end - after))
    return Record(at, after + len(closing) - len(closing.lstrip(b"\r\n")), headers, block[:length])


def _packed(handle: BinaryIO, at: int, end: int) -> Record:
    """Return a record that is packed by itself."""
    unpacking = zlib.decompressobj(_ANY_GZIP)
    handle.seek(at)
    head = bytearray()
    size, place = 0, at
    while not unpacking.eof:
        piece = handle.read(min(_PIECE, end - place))
        if not piece:
            raise _Damaged("it is cut off")
        place += len(piece)
        try:
            unpacked = unpacking.decompress(piece)
        except zlib.error:
            raise _Damaged("it is damaged") from None
        size += len(unpacked)
        head += unpacked[: max(0, HEAD - len(head))]
        if is_bomb(size, place - at):
            raise Fault(
                ProblemKind.TOO_BIG, "a part of it unpacks to a thousand times its size; it was not read on."
            )
    headers, block = _parted(bytes(head))
    length = _number(headers.get("content-length"))
    if size - (len(head) - len(block)) > length + len(_CLOSES):
        words = "it was packed as one piece, not record by record; unpack it (gunzip) and read the .warc."
        raise Fault(ProblemKind.MALFORMED, words)
    return Record(at, place - len(unpacking.unused_data), headers, block[:length])


def _parted(opening: bytes) -> tuple[dict[str, str], bytes]:
    """Return the headers that a record opens with, and what follows them."""
    head, mark, rest = opening.partition(_CLOSES)
    if not (opening.startswith(_OPENS) and mark):
        raise _Damaged("it is damaged")
    return headers_of(head), rest


def headers_of(head: bytes) -> dict[str, str]:
    """Return the headers below a first line, names in small letters; of a name that stands twice, the first."""
    found: dict[str, str] = {}
    for line in head.decode("utf-8", "replace").split("\r\n")[1:]:
        name, mark, value = line.partition(":")
        if mark:
            found.setdefault(name.strip().lower(), value.strip())
    return found


def _next(handle: BinaryIO, at: int, end: int) -> int:
    """Return where the next record may begin; the end where none does."""
    while at < end:
        handle.seek(at)
        piece = handle.read(min(_SEARCHED, end - at))
        plain = piece.find(_OPENS_LATER)
        places = [piece.find(_PACKED), plain + 2 if plain >= 0 else -1]
        found = [place for place in places if place >= 0]
        if found:
            return at + min(found)
        if len(piece) < _SEARCHED:
            return end
        at += len(piece) - len(_OPENS_LATER)
    return end


def _number(words: str | None) -> int:
    return int(words) if words and words.isascii() and words.isdigit() and len(words) < 16 else 0
