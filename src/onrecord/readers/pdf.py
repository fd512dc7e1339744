"""PDF: the words as printed, columns in order, lines put together; heads and feet of pages are furniture."""

from __future__ import annotations

import logging
import re
from io import BytesIO
from statistics import median
from typing import TYPE_CHECKING

from onrecord.core.problem import Outcome, Problem, ProblemKind
from onrecord.core.report import Passage, PassageKind
from onrecord.core.when import Basis, When
from onrecord.core.written_date import written_date
from onrecord.readers.fault import Fault, missing_extra, outcome_of, sound
from onrecord.readers.pdf_lines import Line
from onrecord.readers.pdf_paragraphs import blocks, text_of, words_within_lines
from onrecord.readers.source import Details

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from onrecord.core.report import Report
    from onrecord.readers.pdf_paragraphs import Block
    from onrecord.readers.source import Source

_TITLE_SIZE = 1.25  # of the text's
_SMALL_SIZE = 0.9
_HEADING_SIZE = 1.12
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_TITLE_WORDS = 30
_UNTOLD = "(cid:"  # how the library writes a letter whose font does not tell it
# What a font draws as one letter; and marks that no text has.
_AS_LETTERS = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "\n": " ", "\0": " "}
)
_CLOCK = re.compile(r"\d[:.]\d\d\b(?![.]\d)|\b[ap]\.?m\b", re.IGNORECASE)
_SCANNED = "no text in it: recognise it first (OCR), then read what comes of that."


class PrintedPages:
    """Documents in PDF, told by how they open, whatever their name says."""

    name = "pdf"

    def accepts(self, name: str, opening: bytes) -> bool:
        """Take what opens as PDF, or is named so."""
        return b"%PDF-" in opening[:1024] or name.lower().endswith(".pdf")

    def sources(self, source: Source) -> Iterator[Source]:
        """Yield the one report that it is."""
        yield source

    def read(self, source: Source, data: bytes) -> Outcome[Report]:
        """Return the report of a document."""
        return outcome_of(source, lambda: _document(source, data))


def _is_untold(pages: list[list[Line]]) -> bool:
    """Say whether the fonts of most letters do not tell which they show."""
    written = [line.text for page in pages for line in page]
    letters, untold = sum(map(len, written)), sum(text.count(_UNTOLD) for text in written)
    return letters > 0 and untold * len("(cid:99)") > letters / 2


def _document(source: Source, data: bytes) -> Outcome[Report]:
    pages = list(_pages(data))
    if _is_untold(pages):
        words = "its fonts do not tell which letters they show: recognise it (OCR), then read what comes of that."
        raise Fault(ProblemKind.NO_TEXT, words)
    if not any(page for page in pages):
        raise Fault(ProblemKind.NO_TEXT, _SCANNED)
    report = _report(source, pages)
    bare = [number for number, page in enumerate(pages, 1) if not page]
    return Outcome((report,), tuple(_bare(source, bare)) if bare else ())


def _bare(source: Source, pages: list[int]) -> Iterator[Problem]:
    which = f"page {pages[0]} has" if len(pages) == 1 else f"{len(pages)} pages, the first is {pages[0]}, have"
    yield source.problem(ProblemKind.INCOMPLETE, f"{which} {_SCANNED}")


def _report(source: Source, pages: list[list[Line]]) -> Report:
    found = blocks(pages)
    whole = words_within_lines(pages)
    usual = median(line.size for page in pages for line in page for _ in line.text)
    title = _title(found, usual)
    texts: list[str] = []
    passages: list[Passage] = []
    start = 0
    for block in found:
        texts.append(text_of(block, whole))
        kind = _kind(block, usual, is_title=block is title, words=len(texts[-1].split()))
        passages.append(Passage(start, start + len(texts[-1]), kind, block.furniture))
        start += len(texts[-1]) + 1
    named = texts[next(place for place, block in enumerate(found) if block is title)] if title else None
    known = Details(title=named, published=_day(texts, found, usual))
    return source.report("\n".join(texts), known, tuple(passages))


def _is_small_line(block: Block, usual: float) -> bool:
    """Say whether a paragraph of the first page may be its head: one line, in letters smaller than the text's."""
    return len(block.lines) == 1 and block.lines[0].page == 1 and block.size < _SMALL_SIZE * usual


def _day(texts: list[str], found: list[Block], usual: float) -> When | None:
    """Return the day that the heads of the pages bear, if it is one; beside a time it is that of printing."""
    heads = [
        text
        for text, block in zip(texts, found, strict=True)
        if (block.furniture or _is_small_line(block, usual)) and not _CLOCK.search(text)
    ]
    days = {dated.days[0] for text in heads if (dated := written_date(text)) and not dated.doubtful}
    return When.on(days.pop(), Basis.DATELINE) if len(days) == 1 else None


def _title(found: Iterable[Block], usual: float) -> Block | None:
    """Return the paragraph of the first page in the largest letters, if they are larger than the text's."""
    first = [block for block in found if block.lines[0].page == 1 and not block.furniture]
    largest = max(first, key=lambda block: block.size, default=None)
    if largest is None or largest.size < _TITLE_SIZE * usual:
        return None
    words = sum(len(_LETTERS.findall(line.text)) for line in largest.lines)
    return largest if 2 <= words <= _TITLE_WORDS else None


def _kind(block: Block, usual: float, *, is_title: bool, words: int) -> PassageKind:
    if block.furniture:
        return PassageKind.FURNITURE
    if is_title:
        return PassageKind.TITLE
    large = block.size >= _HEADING_SIZE * usual and words <= _TITLE_WORDS
    return PassageKind.HEADING if large else PassageKind.PARAGRAPH


def _pages(data: bytes) -> Iterator[list[Line]]:
    """Yield the lines of each page.

    Raises:
        Fault: It is locked, damaged or no PDF, or the library that reads it is not there.
    """
    try:
        from pdfminer.high_level import extract_pages
        from pdfminer.layout import LAParams
        from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
    except ImportError:
        raise missing_extra("pdf", "a PDF") from None
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # what is odd in a file is no message of ours
    with sound("a PDF"):
        try:
            laid_out = extract_pages(BytesIO(data), laparams=LAParams(boxes_flow=None, all_texts=True))
            for number, page in enumerate(laid_out, 1):
                yield list(_lines(page, number))
        except (PDFPasswordIncorrect, PDFEncryptionError):
            raise Fault(ProblemKind.UNREADABLE, "it is locked by a password; save it without one first.") from None


def _lines(page: object, number: int) -> Iterator[Line]:
    """Yield the lines of a page with words in them, those in figures too."""
    from pdfminer.layout import LTContainer, LTTextLineHorizontal

    pending: list[object] = [page]
    while pending:
        element = pending.pop()
        if isinstance(element, LTTextLineHorizontal):
            text = element.get_text().translate(_AS_LETTERS)
            if text.strip():
                yield Line(text.strip(), element.x0, element.x1, element.y0, element.y1, number)
        elif isinstance(element, LTContainer):
            pending.extend(element)
