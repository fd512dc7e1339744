"""`clean`: every stretch of a report is told to be title, heading, paragraph, furniture, or prose not read."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.clean.endings import closing, is_caption
from onrecord.clean.furniture import furniture_kind
from onrecord.clean.language import NAMES, is_foreign, language_of
from onrecord.clean.lines import paragraphs, trimmed
from onrecord.clean.openings import Peeled, opening
from onrecord.clean.published import published
from onrecord.clean.shapes import is_date_line
from onrecord.clean.titles import titled
from onrecord.clean.transcripts import as_turns, days_told
from onrecord.clean.writers import without_note
from onrecord.core.problem import Outcome, Problem, ProblemKind
from onrecord.core.report import OUTSIDE, Passage, PassageKind
from onrecord.core.written_date import WrittenDate, written_date

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from onrecord.core.report import Report
    from onrecord.core.when import When

MOST_CHARACTERS = 300_000  # of a report that are read; what follows is kept
LONGEST_PASSAGE = 20_000  # characters; longer ones are cut at the end of a sentence, for the parser's memory
_HEAD = 8  # lines that count as a report's first
_TAIL = 12  # lines that count as its last
_ABOVE = 5  # lines of a page that count as right above its article
_SIGNED = re.compile(r"^-- \r?$", re.MULTILINE)
_LONGEST_SIGNATURE = 600  # characters
_CLOSING = 400  # characters of a paragraph's end that a notice may take
_OPENING_PROSE = 4  # pieces of prose that may carry a dateline


def clean(report: Report, *, if_undated: When | None = None) -> Outcome[Report]:
    """Return the report with its passages, title, outlet, language and date of its own.

    Args:
        report: The report as read. Passages that its reader told (a page's furniture) stay as told.
        if_undated: The date of a report that carries none.
    """
    found = _Found(report)
    found.divide(list(report.passages) or paragraphs(report.text, MOST_CHARACTERS))
    passages, title = titled(report.text, found.passages, report.title)
    passages = without_note(report.text, as_turns(report.text, passages))
    dates = found.dates or list(days_told(report.text, passages, title))
    day, problems = published(report, dates, if_undated)
    passages = list(_bounded(report.text, passages))
    language, foreign = _language(report, passages)
    if foreign:
        passages = [_unread(passage, f"in {NAMES.get(foreign, foreign)}") for passage in passages]
    else:
        passages = [_in_english(report.text, passage) for passage in passages]
    cleaned = replace(
        report,
        title=title,
        outlet=report.outlet or found.outlet,
        language=language,
        published=day,
        passages=tuple(passages),
    )
    problems.extend(_not_read(cleaned, foreign))
    return Outcome((cleaned,), tuple(problems))


class _Found:
    """What is found in a report line by line: its passages, its date lines, the outlet that signs it."""

    def __init__(self, report: Report) -> None:
        self._text = report.text
        self._is_mail = report.format == "mail"
        self._signed = _signature(report.text) if self._is_mail else len(report.text)
        self.passages: list[Passage] = []
        self.dates: list[WrittenDate] = []
        self.outlet: str | None = None

    def divide(self, lines: list[Passage]) -> None:
        """Tell the furniture in the lines from the rest. Lines that the reader told already stay as told."""
        above: list[Passage] = []
        order = prose = 0
        last = sum(line.kind is not PassageKind.FURNITURE for line in lines) - _TAIL
        for line in lines:
            if line.start >= MOST_CHARACTERS:
                break
            if line.kind is not PassageKind.PARAGRAPH:
                self.passages.append(line)
                above = [] if line.kind is PassageKind.TITLE else [*above[1 - _ABOVE :], line]
                order += line.kind is not PassageKind.FURNITURE
                continue
            if not prose:
                self._note_date_above(above)
            opens = prose < _OPENING_PROSE
            self.passages.extend(self._pieces(line, head=order < _HEAD, tail=order >= last, opens=opens))
            order += 1
            prose += self.passages[-1].is_read
        self._close_with_links()

    def _pieces(self, line: Passage, *, head: bool, tail: bool, opens: bool) -> Iterator[Passage]:
        """Yield a line as what it is, or the pieces it is made of."""
        whole = self._judged(line, head=head, tail=tail)
        # "Watch: The envoy arrives" leads elsewhere, unless it is what the report opens with.
        if whole is not line and (self.passages or whole.why != "link to another article"):
            yield whole
            return
        for piece in self._peeled(line, head=opens, tail=tail):
            yield piece if piece is line else self._judged(piece, head=head, tail=tail)

    def _peeled(self, line: Passage, *, head: bool, tail: bool) -> Iterator[Passage]:
        """Yield the pieces of furniture glued to a line, and between them the line itself."""
        start, end = line.start, line.end
        if is_caption(self._text[start:end]):
            yield replace(line, kind=PassageKind.FURNITURE, why="caption")
            return
        while start < end and (peeled := opening(self._text[start : min(end, start + 200)], head=head)):
            yield self._furniture(start, peeled)
            start, end = trimmed(self._text, start + peeled.place, end)
        first = max(start, end - _CLOSING)
        ending = closing(self._text[first:end], tail=tail) if start < end else None
        cut = first + ending.place if ending else end
        if (start, cut) == (line.start, line.end):
            yield line
        elif start < cut:
            yield replace(line, start=start, end=trimmed(self._text, start, cut)[1])
        if ending:
            yield Passage(*trimmed(self._text, cut, end), PassageKind.FURNITURE, ending.why)

    def _furniture(self, start: int, peeled: Peeled) -> Passage:
        if peeled.dated:
            self.dates.append(WrittenDate(start + peeled.dated.start, start + peeled.dated.end, peeled.dated.days))
        self.outlet = self.outlet or peeled.outlet
        first, last = trimmed(self._text, start, start + peeled.place)
        return Passage(first, last, PassageKind.FURNITURE, peeled.why)

    def _judged(self, piece: Passage, *, head: bool, tail: bool) -> Passage:
        if piece.kind is not PassageKind.PARAGRAPH:
            return piece
        line = self._text[piece.start : min(piece.end, piece.start + 2_001)]
        if self._is_mail and line.startswith(">"):
            return replace(piece, kind=PassageKind.FURNITURE, why="quoted from another message")
        if piece.start >= self._signed:
            return replace(piece, kind=PassageKind.FURNITURE, why="signature")
        why = furniture_kind(line, edge=head or tail, tail=tail, head=head)
        if why is None:
            return piece
        if why in {"date line", "byline"}:
            self._note_date(piece)
        if why == "source line" and self.outlet is None:
            self.outlet = _site(line)
        return replace(piece, kind=PassageKind.FURNITURE, why=why)

    def _note_date(self, passage: Passage) -> None:
        if dated := written_date(self._text[passage.start : min(passage.end, passage.start + 200)]):
            place = passage.start + dated.start
            self.dates.append(WrittenDate(place, passage.start + dated.end, dated.days))

    def _note_date_above(self, lines: list[Passage]) -> None:
        """Take the date of a page's line right above the article; one further up may be the day of the visit."""
        for line in lines:
            words = self._text[line.start : min(line.end, line.start + 200)]
            if line.kind is PassageKind.FURNITURE and is_date_line(words):
                self._note_date(line)

    def _close_with_links(self) -> None:
        """Take what follows the last heading of other articles as their titles, if it looks like nothing else."""
        for number in range(max(0, len(self.passages) - 3 * _TAIL), len(self.passages)):
            if self.passages[number].why != "heading of other articles":
                continue
            after = self.passages[number + 1 :]
            if all(not passage.is_read or self._is_link(passage) for passage in after):
                self.passages[number + 1 :] = [
                    replace(passage, kind=PassageKind.FURNITURE, why="link to another article")
                    if passage.is_read
                    else passage
                    for passage in after
                ]
                return

    def _is_link(self, passage: Passage) -> bool:
        line = self._text[passage.start : passage.end]
        return len(line) < 160 and not line.endswith((".", "!", '"', "”", ":"))


def _signature(text: str) -> int:
    """Return where the signature of a message begins, behind the line that mail programs set before it (RFC 3676).

    One that is long is none: some letters part their pieces by that line.
    """
    begins = max((found.start() for found in _SIGNED.finditer(text)), default=len(text))
    return begins if len(text) - begins < _LONGEST_SIGNATURE else len(text)


def _bounded(text: str, passages: list[Passage]) -> Iterator[Passage]:
    """Yield the passages up to the bound, none too long for the parser; then, as one, all that is past it."""
    last = 0
    for passage in passages:
        start, end = passage.start, min(passage.end, MOST_CHARACTERS)
        while start < end:
            last = _cut(text, start, end)
            whole = (start, last) == (passage.start, passage.end)
            yield passage if whole else replace(passage, start=start, end=last)
            start = last
    start, end = trimmed(text, max(last, MOST_CHARACTERS), len(text))
    if start < end:
        yield Passage(start, end, PassageKind.UNREAD, f"beyond the first {MOST_CHARACTERS:,} characters")


def _cut(text: str, start: int, end: int) -> int:
    """Return where to cut a passage that is too long: behind a sentence, else behind a word, else anywhere."""
    if end - start <= LONGEST_PASSAGE:
        return end
    for mark in (". ", " "):
        place = text.rfind(mark, start + LONGEST_PASSAGE // 2, start + LONGEST_PASSAGE)
        if place != -1:
            return place + len(mark)
    return start + LONGEST_PASSAGE


def _language(report: Report, passages: list[Passage]) -> tuple[str | None, str | None]:
    """Return the report's language, and again if it is one that is not read.

    The words themselves go before what a list or page says: pages are often marked with their template's language.
    """
    prose: list[str] = []
    size = 0
    for passage in passages:
        if passage.kind is PassageKind.PARAGRAPH:
            prose.append(report.text[passage.start : min(passage.end, passage.start + 2_000)])
            size += len(prose[-1])
        if size > 2_000:
            break
    language = language_of("\n".join(prose)) or report.language
    return language, language if language not in {None, "en"} else None


def _in_english(text: str, passage: Passage) -> Passage:
    """Return a passage of an English report, marked as not read if it is in another language."""
    if passage.kind is not PassageKind.PARAGRAPH:
        return passage
    foreign = is_foreign(text[passage.start : min(passage.end, passage.start + 2_000)])
    return _unread(passage, f"in {NAMES.get(foreign, foreign)}") if foreign else passage


def _not_read(report: Report, foreign: str | None) -> Iterator[Problem]:
    """Yield the problems with what is kept of a report and not read."""
    if foreign:
        words = f"it is in {NAMES.get(foreign, foreign)}; the report is kept, not read."
        yield Problem(ProblemKind.LANGUAGE, words, report.path, report.id)
    else:
        if _is_all_notices(report.passages):
            words = "it is nothing but notices of a page; it is kept, none of it is read."
            yield Problem(ProblemKind.NO_TEXT, words, report.path, report.id)
        for passage in report.passages:
            if passage.kind is PassageKind.UNREAD and passage.why.startswith("in "):
                words = f"a paragraph is {passage.why}; it is kept, not read."
                yield Problem(ProblemKind.LANGUAGE, words, report.path, report.id, passage.start, passage.end)
    if len(report.text) > MOST_CHARACTERS:
        words = (
            f"it has {len(report.text):,} characters; the first {MOST_CHARACTERS:,} are read, the rest is kept."
        )
        yield Problem(ProblemKind.TOO_LONG, words, report.path, report.id, MOST_CHARACTERS, len(report.text))


def _is_all_notices(passages: Sequence[Passage]) -> bool:
    """Say whether nothing of a report is prose; a page on which no article was found is told of by its reader."""
    prose = any(passage.kind in {PassageKind.PARAGRAPH, PassageKind.UNREAD} for passage in passages)
    return not prose and any(passage.why not in {"", OUTSIDE} for passage in passages)


def _unread(passage: Passage, why: str) -> Passage:
    return replace(passage, kind=PassageKind.UNREAD, why=why) if passage.is_read else passage


def _site(line: str) -> str | None:
    """Return the site that a source line names, if it names one."""
    name = line.partition(":")[2].strip().rstrip(".")
    return name if "." in name and " " not in name and name.replace(".", "").isalnum() else None
