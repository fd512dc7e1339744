"""A saved web page: its visible text line by line, the article's lines told from the page's furniture."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onrecord.core.problem import Outcome, ProblemKind
from onrecord.core.report import OUTSIDE, Passage, PassageKind
from onrecord.readers.damage import put_right
from onrecord.readers.encoding import binary_kind, decode, way_out
from onrecord.readers.page_article import article_lines
from onrecord.readers.page_copy import copy_noted, take_off_frame, without_data
from onrecord.readers.page_details import details_of
from onrecord.readers.page_records import lines_told
from onrecord.readers.page_text import lines_of, lines_without_tree, tree_of
from onrecord.readers.source import Details

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import html

    from onrecord.core.report import Report
    from onrecord.readers.page_line import Line
    from onrecord.readers.source import Source

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]+)", re.IGNORECASE)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_SMALL_SHARE = 1 / 3  # of the page's prose; a page that shows other articles mostly shows less of them
_NOT_SHOWN = (
    "the page does not show the article, or only its beginning; the text that it tells machines (JSON-LD) was "
    "read instead, and stands last."
)
_OPENS_AS_PAGE = re.compile(
    rb"^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html)\b",
    re.IGNORECASE | re.DOTALL,
)


class Pages:
    """Saved web pages, told by their ending, or by how they open whatever their name says."""

    name = "html"
    endings = (".html", ".htm", ".xhtml")

    def accepts(self, name: str, opening: bytes) -> bool:
        """Take what is named or opens as a page."""
        return name.lower().endswith(self.endings) or bool(_OPENS_AS_PAGE.match(opening))

    def sources(self, source: Source) -> Iterator[Source]:
        """Yield the one report that it is."""
        yield source

    def read(self, source: Source, data: bytes) -> Outcome[Report]:
        """Return the report of a saved page."""
        return saved_page(source, data)


def saved_page(source: Source, data: bytes, charset: str | None = None) -> Outcome[Report]:
    """Return the report of a page's bytes; `charset` is what its server said of them."""
    kind = binary_kind(data)
    if kind:
        return source.nothing(
            ProblemKind.BINARY, f"this is {kind}, not a web page; it was not read.{way_out(kind)}"
        )
    if not data.strip():
        return source.nothing(ProblemKind.EMPTY, "the file has nothing in it.")
    declared = _CHARSET.search(data[:8192])
    page, assumed = decode(data, charset or (declared[1].decode("ascii") if declared else None))
    outcome = read_page(source, page, Details())
    problems = (source.problem(ProblemKind.ENCODING, f"{assumed}."),) if assumed else ()
    return Outcome(outcome.items, problems + outcome.problems)


def _lines(page: str, tree: html.HtmlElement | None) -> tuple[list[Line], list[Line]]:
    """Return the lines that a page shows, and those of the article that it tells machines alone."""
    if tree is None:
        return lines_without_tree(page), []
    take_off_frame(tree)
    lines = lines_of(tree)
    return lines, lines_told(tree, lines)


def read_page(source: Source, page: str, known: Details) -> Outcome[Report]:
    """Return the report of a page's source text; `known` goes before what the page says of itself."""
    page = without_data(put_right(page))
    tree = tree_of(page)
    lines, told = _lines(page, tree)
    if not lines and not told:
        return source.nothing(ProblemKind.NO_TEXT, "the page shows no text; it was left out.")
    article = set(range(len(lines), len(lines) + len(told))) or article_lines(tree, len(page), lines)
    lines.extend(told)
    found = details_of(tree, lines, article, copy_noted(page))
    details = known.over(found.details)
    title = _title_line(lines, article, details.title, found.title_line)
    text, passages = _laid_out(lines, article - _laid_over(lines, title), title)
    unread = (_NOT_SHOWN,) if told else _unread(lines, article)
    problems = [source.problem(ProblemKind.NO_TEXT, words) for words in unread]
    if not source.details.published:
        problems.extend(source.problem(ProblemKind.DOUBTFUL_DATE, words) for words in found.doubts)
    return Outcome((source.report(text, details, passages),), tuple(problems))


def _unread(lines: list[Line], article: set[int]) -> Iterator[str]:
    """Yield in words that the article was not found, or may be more than what was found."""
    if not article:
        yield "no article was found on the page; its text is kept, but none of it is read."
        return
    found = sum(len(lines[number].text) for number in article)
    beside = sum(len(line.text) for number, line in enumerate(lines) if line.is_prose and number not in article)
    if found < (found + beside) * _SMALL_SHARE:
        yield (
            f"the article that was found is {found / (found + beside):.0%} of the page's prose; "
            "the rest is kept, but not read. Look at the page if it has more of the article."
        )


def _laid_out(lines: list[Line], article: set[int], title_line: int | None) -> tuple[str, tuple[Passage, ...]]:
    """Return the page's text, a line of it a line, and what each line is."""
    passages = []
    start = 0
    for number, line in enumerate(lines):
        end = start + len(line.text)
        if number == title_line:
            passages.append(Passage(start, end, PassageKind.TITLE))
        elif number not in article:
            passages.append(Passage(start, end, PassageKind.FURNITURE, OUTSIDE))
        elif line.tag in _HEADINGS:
            passages.append(Passage(start, end, PassageKind.HEADING))
        else:
            passages.append(Passage(start, end, PassageKind.PARAGRAPH))
        start = end + 1
    return "\n".join(line.text for line in lines), tuple(passages)


def _laid_over(lines: list[Line], title: int | None) -> set[int]:
    """Return the lines above the title in boxes that the page lays over itself, or sets beside the article."""
    return {number for number, line in enumerate(lines[: title or 0]) if line.beside}


def _title_line(lines: list[Line], article: set[int], title: str | None, own: int | None) -> int | None:
    """Return the line that is the article's title: that which prints it, else the page's own."""
    last = max(article, default=-1)
    told = [number for number, line in enumerate(lines[:last]) if line.text == title and not line.beside]
    return own if own is not None and own < last else next(iter(told), None)
