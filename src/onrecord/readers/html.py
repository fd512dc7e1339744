"""A saved web page: its visible text line by line, the article's lines told from the page's furniture."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onrecord.core.problem import Outcome, ProblemKind
from onrecord.core.report import Passage, PassageKind
from onrecord.readers.damage import put_right
from onrecord.readers.encoding import binary_kind, decode, way_out
from onrecord.readers.page_article import article_lines
from onrecord.readers.page_facts import page_facts
from onrecord.readers.page_text import lines_of, lines_without_tree, tree_of
from onrecord.readers.source import Details

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.core.report import Report
    from onrecord.readers.page_text import Line
    from onrecord.readers.source import Source

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]+)", re.IGNORECASE)
_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
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
        return _saved_page(source, data)


def _saved_page(source: Source, data: bytes) -> Outcome[Report]:
    kind = binary_kind(data)
    if kind:
        return source.nothing(
            ProblemKind.BINARY, f"this is {kind}, not a web page; it was not read.{way_out(kind)}"
        )
    if not data.strip():
        return source.nothing(ProblemKind.EMPTY, "the file has nothing in it.")
    declared = _CHARSET.search(data[:8192])
    page, assumed = decode(data, declared[1].decode("ascii") if declared else None)
    outcome = read_page(source, page, Details())
    problems = (source.problem(ProblemKind.ENCODING, f"{assumed}."),) if assumed else ()
    return Outcome(outcome.items, problems + outcome.problems)


def read_page(source: Source, page: str, known: Details) -> Outcome[Report]:
    """Return the report of a page's source text; `known` goes before what the page says of itself."""
    page = put_right(page)
    tree = tree_of(page)
    lines = lines_without_tree(page) if tree is None else lines_of(tree)
    if not lines:
        return source.nothing(ProblemKind.NO_TEXT, "the page shows no text; it was left out.")
    details, doubts = page_facts(tree) if tree is not None else (Details(), ())
    details = known.over(details)
    article = article_lines(tree, len(page), lines)
    text, passages = _laid_out(lines, article, details.title)
    problems = (
        [] if source.details.published else [source.problem(ProblemKind.DOUBTFUL_DATE, word) for word in doubts]
    )
    if not article:
        words = "no article was found on the page; its text is kept, but none of it is read."
        problems.append(source.problem(ProblemKind.NO_TEXT, words))
    return Outcome((source.report(text, details, passages),), tuple(problems))


def _laid_out(lines: list[Line], article: set[int], title: str | None) -> tuple[str, tuple[Passage, ...]]:
    """Return the page's text, a line of it a line, and what each line is."""
    title_line = _title_line(lines, article, title)
    passages = []
    start = 0
    for number, line in enumerate(lines):
        end = start + len(line.text)
        if number == title_line:
            passages.append(Passage(start, end, PassageKind.TITLE))
        elif number not in article:
            passages.append(Passage(start, end, PassageKind.FURNITURE, "outside the article"))
        elif line.tag in _HEADINGS:
            passages.append(Passage(start, end, PassageKind.HEADING))
        else:
            passages.append(Passage(start, end, PassageKind.PARAGRAPH))
        start = end + 1
    return "\n".join(line.text for line in lines), tuple(passages)


def _title_line(lines: list[Line], article: set[int], title: str | None) -> int | None:
    """Return the line that is the article's title: the heading that says it, not above which the article ends."""
    last = max(article, default=-1)
    for number, line in enumerate(lines[:last]):
        if line.tag == "h1" and not (line.beside and line.text != title):
            return number
    for number, line in enumerate(lines[:last]):
        if title and line.text == title and not line.beside:
            return number
    return None
