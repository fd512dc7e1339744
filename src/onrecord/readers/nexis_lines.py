"""The lines of an article of Nexis with their offsets, and how they become passages."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from onrecord.core.report import Passage, PassageKind
from onrecord.readers.laid_out import Article
from onrecord.readers.press_date import press_when
from onrecord.readers.press_words import is_copyright, label_of, language_code, nexis_words
from onrecord.readers.source import Details

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+")
_BLANK = " \t\u00a0\ufeff\u200b\u3000"
_WIDEST = 110  # characters a line, of a text broken at a fixed width
_LONGEST_DATE = 90
_SHORT = 60  # characters of what follows a label, which is no sentence
_NAMED_BY_LABEL = frozenset({"other", "closing", "dated", "indexed"})
_INITIALS = re.compile(r"^\w{1,6}(?:/\w{1,6}){1,3}$")  # of an agency's desk, below the text: "fil/hk"
_ENDS_A_SENTENCE = re.compile(r"[.!?:…][\"'”’»)\]]*$")


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank: its words and where they stand; lines that no blank line parts are one block."""

    words: str
    start: int
    end: int
    block: int

    @property
    def key(self) -> str:
        """The words as they are compared."""
        return " ".join(self.words.split()).casefold()

    @property
    def is_date(self) -> bool:
        """Say whether it can be the line that says when the article appeared."""
        return len(self.words) <= _LONGEST_DATE and label_of(self.words) is None and bool(press_when(self.words))

    @property
    def ends_sentence(self) -> bool:
        """Say whether it ends as a sentence does."""
        return bool(_ENDS_A_SENTENCE.search(self.words))


def lines_of(text: str) -> list[Line]:
    """Return the lines of a text that are not blank."""
    lines: list[Line] = []
    block = 0
    for found in _LINE.finditer(text):
        words = found[0].strip(_BLANK)
        if not words:
            continue
        start = found.start() + found[0].index(words)
        gap = text[lines[-1].end : start] if lines else ""
        block += gap.replace("\r\n", "\n").count("\n") > 1 or "\x0c" in gap
        lines.append(Line(words, start, start + len(words), block))
    return lines


def is_wrapped(lines: Sequence[Line]) -> bool:
    """Say whether a fixed width broke the lines: none is longer, and those that go on mostly end no sentence."""
    followed = [line for line, after in pairwise(lines) if line.block == after.block]
    broken = [line for line in followed if not line.ends_sentence]
    return all(len(line.words) <= _WIDEST for line in lines) and len(broken) * 2 > len(followed)


def closes(line: Line) -> bool:
    """Say whether a line opens a field that stands below the body.

    >>> [closes(line) for line in lines_of("UPDATE: 2. September 2011\\n\\nUPDATE: The envoy has left.")]
    [True, False]
    """
    role = nexis_words().field(line.words)
    label, _, value = line.words.partition(":")
    value = value.strip()
    match role:
        case "dated":
            return len(value) <= _LONGEST_DATE and bool(press_when(value))
        case "closing":
            return label == label.upper() or _is_no_sentence(value)
        case "indexed" | "language":
            return "%)" in value or _is_no_sentence(value)
    return False


def _is_no_sentence(value: str) -> bool:
    return len(value) < _SHORT or not _ENDS_A_SENTENCE.search(value)


@dataclass(slots=True)
class Told:
    """An article as it is told line by line: its passages, and what is known of it."""

    text: str
    passages: list[Passage] = field(default_factory=list)
    title: str | None = None
    outlet: str | None = None
    date: str | None = None
    language: str | None = None
    url: str | None = None

    def furniture(self, lines: Sequence[Line], why: str) -> None:
        """Note that lines are no prose, and what they are."""
        for line in lines:
            self.passages.append(Passage(line.start, line.end, PassageKind.FURNITURE, why))

    def labelled(self, lines: Sequence[Line], role: str) -> None:
        """Note a field: its label and what follows it, on the same line and the next ones."""
        label = label_of(lines[0].words) or role
        value = self.value(lines)
        if role == "title" and value:
            start = self.text.index(":", lines[0].start) + 1
            start += len(self.text[start:]) - len(self.text[start:].lstrip())
            self.passages.append(Passage(lines[0].start, min(start, lines[0].end), PassageKind.FURNITURE, "label"))
            self.heads(value, start, lines[-1].end)
            return
        if role == "language":
            self.language = language_code(value)
        if label == "url":
            self.url = value or None
        self.furniture(lines, label if role in _NAMED_BY_LABEL else role)

    def heads(self, words: str, start: int, end: int) -> None:
        """Note the title, unless the words say that there is none."""
        if " ".join(words.split()).casefold() in nexis_words().no_title:
            self.passages.append(Passage(start, end, PassageKind.FURNITURE, "no title"))
            return
        kind = PassageKind.HEADING if self.title else PassageKind.TITLE
        self.title = self.title or " ".join(words.split())
        self.passages.append(Passage(start, end, kind))

    def prose(self, lines: Sequence[Line], *, wrapped: bool) -> None:
        """Note the paragraphs of the body: blocks of lines that a fixed width broke, or lines."""
        start = None
        for number, line in enumerate(lines):
            start = line.start if start is None else start
            ends = number + 1 == len(lines) or lines[number + 1].block != line.block
            if ends or not wrapped:
                signs = number + 1 == len(lines) > 1 and _INITIALS.match(self.text[start : line.end])
                kind = PassageKind.FURNITURE if signs else PassageKind.PARAGRAPH
                self.passages.append(Passage(start, line.end, kind, "initials" if signs else ""))
                start = None

    def whole(self, body: Sequence[Line], below: Sequence[Line]) -> Article:
        """Note the body and what stands below it, and return the article."""
        self.prose(body, wrapped=is_wrapped(body))
        self.below(below)
        return self.article()

    def below(self, lines: Sequence[Line]) -> None:
        """Note what stands below the body: fields, whose it is, captions."""
        for run in fields_of(lines):
            role = nexis_words().field(run[0].words)
            if role:
                self.labelled(run, "other" if role in {"title", "body"} else role)
            else:
                self.furniture(run, "copyright" if is_copyright(run[0].words) else "below the article")

    def article(self) -> Article:
        """Return the article."""
        details = Details(
            url=self.url,
            title=self.title,
            outlet=self.outlet,
            published=press_when(self.date) if self.date else None,
            language=self.language,
        )
        passages = sorted(self.passages, key=lambda passage: passage.start)
        return Article(self.text, tuple(passage for passage in passages if passage.start < passage.end), details)

    @staticmethod
    def value(lines: Sequence[Line]) -> str:
        """Return what a field says, without its label."""
        first = lines[0].words.partition(":")[2]
        return " ".join(" ".join((first, *(line.words for line in lines[1:]))).split())


def fields_of(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Yield lines in runs: a field with the lines that go on in its block, any other block as it is."""
    run: list[Line] = []
    for line in lines:
        if run and (line.block != run[-1].block or nexis_words().field(line.words)):
            yield run
            run = []
        run.append(line)
    if run:
        yield run
