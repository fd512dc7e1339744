"""Exports of Europresse (HTML): many articles a page, in the layout of 2018 and later, and in the one before.

Described in public by tm.plugin.europresse (github.com/nalimilan/R.TeMiS), EuropresseToLexico
(github.com/PirehP1), Europresse_to_iramuteq (github.com/mtriclot), EuroParser (github.com/CERES-Sorbonne) and
Europresse_streamlit_app (github.com/stephane1109).
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.core.problem import Problem, ProblemKind
from onrecord.core.report import OUTSIDE, PassageKind
from onrecord.readers.encoding import decode
from onrecord.readers.laid_out import Article, Piece, as_report, beginning, furniture, laid_out, many
from onrecord.readers.page_text import tree_of
from onrecord.readers.press_date import press_when
from onrecord.readers.press_words import europresse_words, is_byline, is_copyright
from onrecord.readers.regions import regions
from onrecord.readers.slices import Edge, cuts, head_of
from onrecord.readers.source import Details

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml import html

    from onrecord.core.problem import Outcome
    from onrecord.core.report import Report
    from onrecord.core.when import When
    from onrecord.readers.reader import Reader
    from onrecord.readers.regions import Region
    from onrecord.readers.source import Source

_HEAD = 65_536
_HINTS = re.compile(rb"DocPublicationName|titreArticleVisu|cedrom-sni\.com|europresse", re.IGNORECASE)
_SURE = re.compile(rb"DocPublicationName|titreArticleVisu|cedrom-sni\.com/schema", re.IGNORECASE)
_NEW = re.compile(rb"<article\b[^>]{0,500}>", re.IGNORECASE)
_OLD = re.compile(rb"<span\b[^>]{0,100}\bclass\s*=\s*[\"']DocPublicationName[\"'][^>]{0,100}>", re.IGNORECASE)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]+)", re.IGNORECASE)
_ISSUE = re.compile(r"(?:,\s*|(?<!\s)\s+)?\bn(?:o\.?|[°º])\s*\d.*$", re.IGNORECASE)
_ARCHIVED = re.compile(r"\bnews\s*[·.]\s*(\d{8})\b")
_NAME_WORDS = 10  # that a line with authors has at most
# Parts of an article by their classes, inner ones first.
_PARTS = (
    ("title", ".//*[contains(@class, 'itreArticleVisu')]"),
    ("above the article", ".//span[contains(@class, 'DocPublicationName')]//span[@class]"),
    ("outlet", ".//span[contains(@class, 'DocPublicationName')]"),
    ("heading", ".//*[contains(@class, 'rdp__subtitle')]"),
    ("author", ".//*[contains(@class, 'docAuthors')]"),
    ("above the title", ".//*[contains(@class, 'titreArticle')]//p[contains(@class, 'sm-margin-bottomNews')]"),
    ("author", ".//p[contains(@class, 'sm-margin-bottomNews')]"),
    ("author", ".//header/*[@class='titreArticle']/following-sibling::div"),
    ("caption", ".//aside"),
    ("below the article", ".//footer"),
    ("number", ".//*[contains(@class, 'publiC-lblNodoc')]"),
)
_KINDS = {"title": PassageKind.TITLE, "body": PassageKind.PARAGRAPH, "heading": PassageKind.HEADING}
_BODIES = (
    ".//*[contains(@class, 'docOcurrContainer')]",
    ".//*[contains(@class, 'DocText')]",
    ".//section",
)


class Europresse:
    """Exports of Europresse. Pages that only speak of it are handed on.

    Args:
        others: Readers of pages, asked in order.
    """

    name = "europresse"

    def __init__(self, others: Sequence[Reader]) -> None:
        self._others = others

    def accepts(self, name: str, opening: bytes) -> bool:
        """Take pages that hold the marks of an export, or name the database."""
        is_page = name.lower().endswith((".html", ".htm", ".xhtml")) or b"<html" in opening[:2048].lower()
        return is_page and bool(_HINTS.search(opening))

    def sources(self, source: Source) -> Iterator[Source | Problem]:
        """Yield the articles of an export."""
        for pattern in (_NEW, _OLD):
            found = False
            for cut in cuts(source, pattern, Edge.OPENS):
                if isinstance(cut.source, Problem) or _SURE.search(cut.head):
                    found = True
                    yield cut.source
            if found:
                return
        head = head_of(source, _HEAD)
        if _SURE.search(head):
            shown = tree_of(decode(head).text)
            words = beginning(str(shown.text_content()) if shown is not None else decode(head).text)
            unknown = f"this looks like an export of Europresse, in a layout that is not known; it begins: {words}"
            yield source.problem(ProblemKind.MALFORMED, unknown)
            return
        other = self._other(source, head)
        yield from other.sources(replace(source, format=other.name))

    def read(self, source: Source, data: bytes) -> Outcome[Report]:
        """Return the report of one article; of a page that was not taken apart, what the others make of it."""
        if source.length is None:
            number = len(_OLD.findall(data))
            if number:
                return many(source, number)
            other = self._other(source, data)
            return other.read(replace(source, format=other.name), data)
        declared = _CHARSET.search(head_of(source, _HEAD))
        text, assumed = decode(data, declared[1].decode("ascii") if declared else None)
        tree = tree_of(text)
        if tree is None:
            return source.nothing(ProblemKind.NO_TEXT, f"no article was found in it; it begins: {beginning(text)}")
        return as_report(source, _article(tree), assumed)

    def _other(self, source: Source, opening: bytes) -> Reader:
        return next(reader for reader in self._others if reader.accepts(Path(source.file).name, opening))


def _article(tree: html.HtmlElement) -> Article:
    articles = tree.xpath("//article")
    element = articles[0] if articles else tree
    bodies = _bodies(element) if articles else []
    lines = regions(element, [*((part, "body") for part in bodies), *_marked(element)])
    roles = [line.role for line in lines]
    if not articles:
        _work_out_text(lines, roles)
    published = _work_out_date(lines, roles)
    return _told(lines, roles, published)


def _marked(element: html.HtmlElement) -> list[tuple[html.HtmlElement, str]]:
    """Return the parts of an article that its page marks, each with its role."""
    marked = [(part, role) for role, path in _PARTS for part in element.xpath(path)]
    if all(role != "title" for _, role in marked):
        marked.extend((part, "title") for part in element.xpath(".//*[contains(@class, 'titreArticle')]"))
    return marked


def _bodies(element: html.HtmlElement) -> list[html.HtmlElement]:
    return next((found for path in _BODIES if (found := _with_words(element, path))), [])


def _with_words(element: html.HtmlElement, path: str) -> list[html.HtmlElement]:
    return [part for part in element.xpath(path) if str(part.text_content()).strip()][:1]


def _work_out_text(lines: Sequence[Region], roles: list[str | None]) -> None:
    """Tell the text where no part is marked as such: from the title to whose it is, or to its number."""
    begin = _behind_title(roles)
    labels, certificate = europresse_words()
    words = [line.words.strip() for line in lines]
    rest = range(begin, len(words))
    end = next((number for number in rest if words[number].casefold().startswith(labels)), len(words))
    _tell_end(words, roles, begin, end)
    free = [number for number in range(begin, end) if roles[number] is None]
    text = [number for number in free if not words[number].casefold().startswith(certificate)]
    for number in text:
        roles[number] = "body"
    _tell_author(words, roles, begin, end)


def _tell_author(words: Sequence[str], roles: list[str | None], begin: int, end: int) -> None:
    """Tell the author from the first line of a text, where more follows."""
    text = [number for number in range(begin, end) if roles[number] == "body"]
    if len(text) > 1 and _is_author(words[text[0]]):
        roles[text[0]] = "author"


def _behind_title(roles: Sequence[str | None]) -> int:
    return max((number for number, role in enumerate(roles) if role == "title"), default=-1) + 1


def _tell_end(words: Sequence[str], roles: list[str | None], begin: int, end: int) -> None:
    """Tell what stands below a text: whose it is, its number, and what certifies it."""
    for number in range(end, len(words)):
        roles[number] = roles[number] or "number" if number == end else "certificate"
    rights = max((number for number in range(begin, end) if is_copyright(words[number])), default=end)
    roles[rights:end] = ["copyright"] * (end - rights)


def _is_author(line: str) -> bool:
    """Say whether the first line below a title names its author: a few words, and no sentence."""
    words = line.split()
    names = [word for word in words if word[:1].isupper()]
    short = len(words) <= _NAME_WORDS and not line.endswith((".", "!", "?", "»", ":"))
    return short and (is_byline(line) or len(names) * 2 >= len(words))


def _work_out_date(lines: Sequence[Region], roles: list[str | None]) -> When | None:
    """Tell the line above the text with the day, and return it; else the day in the number of the document."""
    text = roles.index("body") if "body" in roles else len(roles)
    for number in range(text):
        when = press_when(lines[number].words) if roles[number] is None else None
        if when:
            roles[number] = "date"
            return when
    archived = next((found for line in lines if (found := _ARCHIVED.search(line.words))), None)
    return press_when(archived[1]) if archived else None


def _told(lines: Sequence[Region], roles: Sequence[str | None], published: When | None) -> Article:
    pieces: list[Piece] = []
    title = None
    for line, role in zip(lines, roles, strict=True):
        if role == "title" and pieces and pieces[-1].kind is PassageKind.TITLE:
            pieces[-1] = Piece(f"{pieces[-1].words} {line.words}", PassageKind.TITLE)
            title = pieces[-1].words
            continue
        title = title or (line.words if role == "title" else None)
        kind = _KINDS.get(role or "")
        pieces.append(Piece(line.words, kind) if kind else furniture(line.words, role or OUTSIDE))
    text, passages = laid_out(pieces)
    return Article(text, passages, Details(title=title, outlet=_outlet(lines, roles), published=published))


def _outlet(lines: Sequence[Region], roles: Sequence[str | None]) -> str | None:
    """Return the first name of an outlet, without the number of its issue."""
    names = (line.words for line, role in zip(lines, roles, strict=True) if role == "outlet")
    return next((name for words in names if (name := _ISSUE.sub("", words).strip(" ,"))), None)
