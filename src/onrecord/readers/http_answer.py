"""What a web server answered, as archives keep it: status, headers, and the body unpacked."""

from __future__ import annotations

import zlib
from typing import NamedTuple

from onrecord.core.problem import ProblemKind
from onrecord.readers.fault import Fault, missing_extra, sound
from onrecord.readers.warc_records import headers_of

_CLOSES = b"\r\n\r\n"
_OPENS = b"HTTP/"


class Answer(NamedTuple):
    """An answer: its status (200 where none is told), its headers in small letters, its body as sent."""

    status: int
    headers: dict[str, str]
    body: bytes


def answer_of(block: bytes) -> Answer:
    """Return the answer that a block holds; a block without HTTP is all body."""
    if not block.startswith(_OPENS):
        return Answer(200, {}, block)
    head, _, body = block.partition(_CLOSES)
    status = head.split(b" ", 2)[1:2]
    number = int(status[0]) if status and status[0][:3].isdigit() and len(status[0]) < 5 else 0
    return Answer(number, headers_of(head), body)


def unpacked_body(answer: Answer, most: int) -> bytes:
    """Return the body of an answer as a browser would see it, no more than `most` bytes.

    Raises:
        Fault: It is packed in a way that cannot be undone here.
    """
    body = answer.body
    if "chunked" in answer.headers.get("transfer-encoding", "").lower():
        body = _joined(body)
    with sound("a page that its server packed"):
        for way in reversed(answer.headers.get("content-encoding", "").lower().split(",")):
            body = _undone(body, way.strip(), most)
    return body


def _undone(body: bytes, way: str, most: int) -> bytes:
    if way in {"gzip", "x-gzip"} and body.startswith(b"\x1f\x8b"):
        return zlib.decompressobj(31).decompress(body, most)
    if way == "deflate":
        bare = (body[:1] or b"x")[0] & 0x0F != 8
        return zlib.decompressobj(-15 if bare else 15).decompress(body, most)
    if way == "br" and body.lstrip()[:1] != b"<":
        return _from_brotli(body, most)
    if way == "zstd" and body.startswith(b"\x28\xb5\x2f\xfd"):
        raise Fault(ProblemKind.UNREADABLE, "its server packed this page as Zstandard; it was left out.")
    return body  # archives often keep a body unpacked and its header as it was


def _from_brotli(body: bytes, most: int) -> bytes:
    try:
        import brotli
    except ImportError:
        raise missing_extra("warc", "a page that its server packed as Brotli") from None
    unpacking = brotli.Decompressor()
    found: bytes = unpacking.process(body, output_buffer_limit=most)
    return found


def _joined(body: bytes) -> bytes:
    """Return the chunks of a body put together; a body that is not in chunks as it is."""
    chunks: list[bytes] = []
    at = 0
    while at < len(body):
        line_end = body.find(b"\r\n", at, at + 64)
        size = body[at:line_end].split(b";")[0].strip() if line_end >= 0 else b""
        try:
            length = int(size, 16)
        except ValueError:
            return b"".join(chunks) or body
        if not length:
            break
        chunks.append(body[line_end + 2 : line_end + 2 + length])
        at = line_end + 2 + length + 2
    return b"".join(chunks)
