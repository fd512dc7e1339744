"""Bytes to text: which encoding it is, said aloud wherever that had to be assumed.

The text is kept exactly as it stands: line ends are not touched, and the byte-order mark of a UTF-8 file stays as
the one character that it is (that of UTF-16 and UTF-32 belongs to the encoding and goes).
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
    (b"SQLite format 3\x00", "a database"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"\x7fELF", "a program"),
    (b"RIFF", "a sound, film or picture"),
)
# Names that Python has for something else: a fault to try, escapes, names of hosts (in time that grows faster).
_NO_ENCODINGS = frozenset({"undefined", "unicode_escape", "raw_unicode_escape", "idna", "punycode"})
# What a reader of such a file can do, so that its words can be read.
_WAYS_OUT = {
    "a PDF": "Save its text (with pdftotext, say) and name that file.",
    "a ZIP archive or office document": "Unpack it, or save the document as text, and name what comes out.",
    "a picture": "Have its words recognised (OCR), and name the text.",
    "a compressed file": "Unpack it, and name what comes out.",
    "a database": "Export its texts as JSON Lines or CSV, and name that file.",
    "an office document": "Save it as text, and name that file.",
}
_SAMPLE = 65_536
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_UTF8_SEQUENCE = re.compile(rb"[\xc3-\xf4][\x80-\xbf]{1,3}|\xc2[\x80-\xbf]")
_HIGH_BYTES = bytes(range(0x80, 0x100))
_HIGH_LETTERS = bytes(range(0xC0, 0x100))


class Decoded(NamedTuple):
    """Text from bytes, and what had to be assumed for it, in words; empty where nothing had to be."""

    text: str
    assumed: str = ""


def binary_kind(data: bytes) -> str | None:
    """Return what a file is that is no text ("a PDF"), or None for one that may be text."""
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            return kind
    if data.startswith(tuple(mark for mark, _ in _MARKS)) or _looks_utf16(data):
        return None
    sample = data[:_SAMPLE]
    return "a binary file" if len(_CONTROL.findall(sample)) > len(sample) / 50 or b"\0" in sample else None


def way_out(kind: str) -> str:
    """Return a sentence on what can be done with what is no text, after a space; nothing where nothing can."""
    return f" {_WAYS_OUT[kind]}" if kind in _WAYS_OUT else ""


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """Return the text of bytes: by byte-order mark, as UTF-8, as declared, else by the likeliest guess."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _marked(data, name)
    guess = _looks_utf16(data)
    if guess:
        return Decoded(data.decode(guess, "replace"), f"its encoding is not stated; read as {guess.upper()}")
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError:
        return _declared(data, declared) or _guessed(data)


def encoding_of(opening: bytes) -> str:
    """Return the encoding of a file too long to be decoded at once, by its first lines; UTF-8 if all are."""
    sample = opening[: opening.rfind(b"\n") + 1] or opening
    try:
        sample.decode("utf-8")
    except UnicodeDecodeError:
        letters = len(sample) - len(sample.translate(None, _HIGH_LETTERS))
        return "cp1252" if letters < len(sample) / 10 else _likeliest(sample)
    return "utf-8"


def _marked(data: bytes, name: str) -> Decoded:
    try:
        return Decoded(data.decode(name))
    except UnicodeDecodeError:
        return Decoded(
            data.decode(name, "replace"), f"it begins as {name.upper()} but is not sound; faults are marked �"
        )


def _looks_utf16(data: bytes) -> str | None:
    """Return the UTF-16 that data without a mark is in: western text has a NUL in every other byte."""
    sample = data[: _SAMPLE & ~1]
    half = len(sample) // 2
    if half < 2 or len(data) % 2:
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd > 0.4 * half and even < 0.02 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.4 * half and odd < 0.02 * half else None


def _declared(data: bytes, declared: str | None) -> Decoded | None:
    if not declared or declared.lower() in _NO_ENCODINGS:
        return None
    # What pages call Latin-1 is Windows-1252, as browsers know.
    name = "cp1252" if declared.lower() in {"iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii"} else declared
    try:
        return Decoded(data.decode(name))
    except (UnicodeError, LookupError):
        return None


def _guessed(data: bytes) -> Decoded:
    high = len(data) - len(data.translate(None, _HIGH_BYTES))
    sequences = [len(found) for found in _UTF8_SEQUENCE.findall(data)]
    if sum(sequences) > high / 2:
        return Decoded(
            data.decode("utf-8", "western-byte"),
            "it mixes encodings; read as UTF-8, and the bytes that are not UTF-8 as Windows-1252",
        )
    letters = len(data) - len(data.translate(None, _HIGH_LETTERS))
    name = "cp1252" if letters < len(data) / 10 else _likeliest(data)
    text = _western(data) if name == "cp1252" else data.decode(name, "replace")
    shown = "Windows-1252" if name == "cp1252" else name
    return Decoded(text, f"it is not UTF-8 and its encoding is not stated; read as {shown}")


def _likeliest(data: bytes) -> str:
    """Return the encoding that the bytes most look like; only text with many letters outside ASCII can tell."""
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE]).best()
    return best.encoding if best else "cp1252"


def _western(data: bytes) -> str:
    return data.decode("cp1252", "western-byte")


def _western_byte(error: UnicodeError) -> tuple[str, int]:
    """Read each byte that the decoder cannot as Windows-1252; its five empty places as Latin-1."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    wrong = error.object[error.start : error.end]
    return "".join(_WESTERN_TABLE[byte] for byte in wrong), error.end


_WESTERN_TABLE = tuple(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(256))
codecs.register_error("western-byte", _western_byte)
