"""Rich text (RTF): paragraphs in order, notes behind them; settings, pictures, what is hidden are not read.

As the Rich Text Format specification 1.9.1 has it: groups, control words, destinations, `\\'xx` in the code page
of the font at hand, `\\uN` in UTF-16 with what to skip behind it.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from onrecord.core.problem import Outcome, ProblemKind
from onrecord.readers.fault import Fault, outcome_of
from onrecord.readers.rtf_words import BREAKS, CHARSETS, CODE_PAGES, MARKS, NOT_SHOWN, SIGNS
from onrecord.readers.source import Details
from onrecord.readers.written import Paragraph, report_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.core.report import Report
    from onrecord.readers.source import Source

_TOKEN = re.compile(
    rb"\\([A-Za-z]{1,32})(-?\d{1,10})?[ ]?|\\'([0-9A-Fa-f]{2})|\\([^A-Za-z])|([{}])|([^\\{}\r\n]+)", re.DOTALL
)
_OPENS = re.compile(rb"(?:\xef\xbb\xbf)?\s*\{\\rtf")
_BODY_LEVEL = 9  # of an outline: no heading
_INTO = {"footnote": "note", "title": "title", "fonttbl": "fonts", "shptxt": ""}
_AS_PARAGRAPH = 1  # headings count from 1, outline levels from 0


class RichTexts:
    """Documents in RTF, told by how they open, whatever their name says."""

    name = "rtf"

    def accepts(self, name: str, opening: bytes) -> bool:
        """Take what opens as RTF, or is named so and is no text of another kind."""
        return bool(_OPENS.match(opening)) or name.lower().endswith(".rtf")

    def sources(self, source: Source) -> Iterator[Source]:
        """Yield the one report that it is."""
        yield source

    def read(self, source: Source, data: bytes) -> Outcome[Report]:
        """Return the report of a document."""
        return outcome_of(source, lambda: Outcome((_report(source, data),)))


def paragraphs(data: bytes) -> list[Paragraph]:
    """Return the paragraphs of an RTF document, those of tables cell by cell, notes last; a line break is `\\n`.

    Raises:
        Fault: It does not open as RTF.
    """
    return _written(data).paragraphs


def _report(source: Source, data: bytes) -> Report:
    written = _written(data)
    title = " ".join("".join(written.title).split())
    shown = any(" ".join(paragraph.text.split()) == title for paragraph in written.paragraphs)
    return report_of(source, written.paragraphs, Details(title=title) if shown else None)


def _written(data: bytes) -> _Writing:
    if not _OPENS.match(data):
        raise Fault(ProblemKind.MALFORMED, "it is named as RTF and does not open as such; it was not read.")
    writing = _Writing()
    for token in _TOKEN.finditer(data, data.index(b"{")):
        if token.start() >= writing.past:
            writing.take(token)
        if writing.is_closed:
            break
    writing.close()
    return writing


@dataclass(frozen=True, slots=True)
class _Group:
    """What holds within a group: where its text goes ("", note, title, fonts, none), font, what to skip."""

    into: str = ""
    font: int = -1
    skips: int = 1
    level: int = 0
    hidden: bool = False


@dataclass(slots=True)
class _Writing:
    """A document as it is read, token by token."""

    paragraphs: list[Paragraph] = field(default_factory=list)
    title: list[str] = field(default_factory=list)
    past: int = 0
    is_closed: bool = False
    _notes: list[str] = field(default_factory=list)
    _open: list[str] = field(default_factory=list)
    _bytes: bytearray = field(default_factory=bytearray)
    _groups: list[_Group] = field(default_factory=list)
    _at: _Group = _Group()
    _page: str = "cp1252"
    _fonts: dict[int, str] = field(default_factory=dict)
    _to_skip: int = 0

    def take(self, token: re.Match[bytes]) -> None:
        """Take a token: a control word, a byte in hexadecimal figures, a sign, a brace, or plain text."""
        word, number, code, sign, brace, text = token.groups()
        if code or text:
            self._add_bytes(bytes.fromhex(code.decode()) if code else text)
            return
        self._flush()
        if brace:
            self._brace(brace)
        elif self._to_skip and (sign or word.decode() in MARKS):
            self._to_skip -= 1  # it repeats what stood before it, for programs without Unicode
        elif sign:
            self._sign(sign)
        else:
            self._to_skip = 0
            self._word(word.decode(), None if number is None else int(number), token.end())

    def close(self) -> None:
        """Put what is left at the end of the file where it belongs, the notes behind the text."""
        self._flush()
        self._end_paragraph()
        self.paragraphs.extend(Paragraph(note) for note in _characters(self._notes).split("\n") if note.strip())

    def _add_bytes(self, data: bytes) -> None:
        skipped = min(self._to_skip, len(data))
        self._to_skip -= skipped
        self._bytes += data[skipped:]

    def _flush(self) -> None:
        """Decode the bytes that have come together, in the code page of the font."""
        if self._bytes:
            page = self._fonts.get(self._at.font, self._page)
            self._add(self._bytes.decode(page, "replace"))
            self._bytes.clear()

    def _add(self, text: str) -> None:
        if self._at.hidden or self._at.into in {"none", "fonts"}:
            return
        {"note": self._notes, "title": self.title}.get(self._at.into, self._open).append(text)

    def _brace(self, brace: bytes) -> None:
        self._to_skip = 0
        if brace == b"{":
            self._groups.append(self._at)
        elif self._groups:
            ended, self._at = self._at.into, self._groups.pop()
            if ended == "note" != self._at.into:
                self._notes.append("\n")
            self.is_closed = not self._groups

    def _sign(self, sign: bytes) -> None:
        if sign == b"*":
            self._at = replace(self._at, into="none")
        elif sign in b"\r\n":
            self._break()
        else:
            self._add(SIGNS.get(sign, ""))

    def _word(self, word: str, number: int | None, end: int) -> None:
        if word == "bin":
            self.past = end + max(0, number or 0)
        elif word in NOT_SHOWN:
            self._at = replace(self._at, into="none")
        elif word in MARKS:
            self._add(MARKS[word])
        elif word in BREAKS:
            self._break()
        elif word == "u" and number is not None:
            self._add(chr(number & 0xFFFF))
            self._to_skip = self._at.skips
        else:
            self._setting(word, number)

    def _setting(self, word: str, number: int | None) -> None:
        """Take a word that changes what holds from here on in its group."""
        on = number != 0
        match word:
            case "footnote" | "title" | "fonttbl" | "shptxt":
                self._at = replace(self._at, into=_INTO[word])
            case "f" if number is not None:
                self._at = replace(self._at, font=number)
            case "plain":
                self._at = replace(self._at, font=-1, hidden=False)
            case "pard":
                self._at = replace(self._at, level=0)
            case "outlinelevel" if number is not None and 0 <= number < _BODY_LEVEL:
                self._at = replace(self._at, level=number + _AS_PARAGRAPH)
            case "uc" if number is not None:
                self._at = replace(self._at, skips=max(0, number))
            case "v" | "deleted":
                self._at = replace(self._at, hidden=on)
            case _:
                self._encoding(word, number)

    def _encoding(self, word: str, number: int | None) -> None:
        if word in CODE_PAGES:
            self._page = CODE_PAGES[word]
        elif word == "ansicpg":
            self._page = _known(f"cp{number}") or self._page
        elif self._at.into == "fonts" and word in {"fcharset", "cpg"}:
            page = CHARSETS.get(number or 0) if word == "fcharset" else _known(f"cp{number}")
            if page:
                self._fonts[self._at.font] = page

    def _break(self) -> None:
        """End a paragraph, in the text or in a note; elsewhere there are none."""
        if self._at.into == "note":
            self._notes.append("\n")
        elif not self._at.into:
            self._end_paragraph()

    def _end_paragraph(self) -> None:
        self.paragraphs.append(Paragraph(_characters(self._open), self._at.level))
        self._open.clear()


def _characters(pieces: list[str]) -> str:
    """Return pieces as one text: two UTF-16 units that make one character are put together, single ones marked."""
    return "".join(pieces).encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _known(page: str) -> str | None:
    """Return the name of a code page if it can be decoded."""
    try:
        return codecs.lookup({"cp65001": "utf-8", "cp0": "cp1252"}.get(page, page)).name
    except LookupError:
        return None
