"""Exports of Factiva (HTML, RTF, XML): many articles a file, laid out with the codes of the fields or without.

Described in public by tm.plugin.factiva (github.com/nalimilan/R.TeMiS), newspapers (github.com/koheiw/newspapers),
factiva-parsing (github.com/BernhardClemm/factiva-parsing), Factiva-RTF-output-to-XML (github.com/fraba) and
factiva-rtf-db (github.com/vkelk/factiva-rtf-db).
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.core.problem import ProblemKind
from onrecord.readers.counted import missing_numbers, wrong_total
from onrecord.readers.encoding import decode
from onrecord.readers.factiva_lines import AUTHOR, BODY, CODES, MORE_CODES, TITLE, factiva_article
from onrecord.readers.factiva_xml import xml_article
from onrecord.readers.fault import Fault
from onrecord.readers.laid_out import as_report, beginning, many
from onrecord.readers.page_text import tree_of
from onrecord.readers.press_words import factiva_words
from onrecord.readers.regions import Region, regions
from onrecord.readers.rtf import paragraphs
from onrecord.readers.slices import Edge, Slices, cuts, head_of, opened

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml import html

    from onrecord.core.problem import Outcome, Problem
    from onrecord.core.report import Report
    from onrecord.readers.laid_out import Article
    from onrecord.readers.reader import Reader
    from onrecord.readers.source import Source

_HEAD = 65_536
_PAGE = re.compile(
    rb"<title>\s*(?:Dow Jones )?Factiva\s*</title>|<div\b[^>]{0,300}\bclass\s*=\s*[\"']article [a-z]{2}Article\b",
    re.IGNORECASE,
)
_XML = re.compile(rb"<(?:\w+:)?(?:PPSResponse|ppsArticle|ppsarticleResultSet)\b", re.IGNORECASE)
_ON_PAGE = re.compile(rb"<div\b[^>]{0,300}\bclass\s*=\s*[\"']article [a-z]{2}Article\b[^>]{0,300}>", re.IGNORECASE)
_IN_XML = re.compile(rb"<(?:\w+:)?article(?=[\s>])[^>]{0,500}>")
_COUNTED = re.compile(rb"Headline counted[\"'][^>]{0,100}>\s*(?:<[^>]{0,100}>\s*)*(\d{1,5})\)")
_TOTAL = re.compile(rb"<(?:\w+:)?ppsarticleResultSet\b[^>]{0,300}\bcount\s*=\s*[\"'](\d{1,7})[\"']", re.IGNORECASE)
_CHARSET = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]+)", re.IGNORECASE)
_CLASS = re.compile(r"\barticle ([a-z]{2})Article\b")
# Parts of an article without codes, by their classes.
_BY_CLASS = (
    (TITLE, ".//*[contains(@class, 'Headline')]"),
    (AUTHOR, ".//*[@class='author']"),
    (BODY, ".//*[contains(@class, 'articleParagraph')]"),
)
_UNKNOWN = "this looks like an export of Factiva, in a layout that is not known; it begins: "


class Factiva:
    """Exports of Factiva. Rich text that is none is handed on.

    Args:
        others: Readers of rich text, asked in order.
    """

    name = "factiva"

    def __init__(self, others: Sequence[Reader]) -> None:
        self._others = others

    def accepts(self, name: str, opening: bytes) -> bool:
        """Take rich text, and pages and XML that open as an export."""
        return name.lower().endswith(".rtf") or bool(_PAGE.search(opening) or _XML.search(opening[:4096]))

    def sources(self, source: Source) -> Iterator[Source | Problem]:
        """Yield the articles of an export."""
        if source.file.lower().endswith(".rtf"):
            yield from self._of_rich_text(source)
        else:
            yield from _of_markup(source)

    def read(self, source: Source, data: bytes) -> Outcome[Report]:
        """Return the report of one article; of rich text that was not taken apart, what the others make of it."""
        if source.length is None and source.file.lower().endswith(".rtf"):
            other = self._other(source, data)
            return other.read(replace(source, format=other.name), data)
        number = len(_ON_PAGE.findall(data)) + len(_IN_XML.findall(data))
        if source.length is None and number != 1:
            return many(source, number)
        declared = _CHARSET.search(head_of(source, _HEAD) or data)
        text, assumed = decode(data, declared[1].decode("ascii") if declared else None)
        article = _article(text)
        if article is None:
            return source.nothing(ProblemKind.MALFORMED, f"{_UNKNOWN}{beginning(text)}")
        return as_report(source, article, assumed)

    def _of_rich_text(self, source: Source) -> Iterator[Source | Problem]:
        try:
            with opened(source) as handle:
                found = paragraphs(handle.read())
        except (Fault, OSError):
            found = []  # the reader that it is handed on to says what is wrong
        # A break of line within a paragraph does not part it.
        lines = [" ".join(paragraph.text.split("\n")).strip("\r\n ") for paragraph in found]
        articles = list(_parted(lines))
        if not articles:
            other = self._other(source, head_of(source, _HEAD))
            yield from other.sources(replace(source, format=other.name))
            return
        slices = Slices(source)
        for article in articles:
            yield slices.of_text("\n".join(article))

    def _other(self, source: Source, opening: bytes) -> Reader:
        return next(reader for reader in self._others if reader.accepts(Path(source.file).name, opening))


def _of_markup(source: Source) -> Iterator[Source | Problem]:
    """Yield the articles of a page or of XML, as stretches of its bytes."""
    head = head_of(source, _HEAD)
    is_xml = not _PAGE.search(head)
    numbers, found = [], 0
    for cut in cuts(source, _IN_XML if is_xml else _ON_PAGE, Edge.OPENS):
        found += 1
        if number := _COUNTED.search(cut.head):
            numbers.append(int(number[1]))
        yield cut.source
    if not found:
        words = f"{_UNKNOWN}{beginning(_shown(decode(head).text))}"
        yield source.problem(ProblemKind.MALFORMED, words)
        return
    total = _TOTAL.search(head) if is_xml else None
    yield from wrong_total(source, found, int(total[1]) if total else None)
    yield from missing_numbers(source, numbers, None)


def _article(text: str) -> Article | None:
    """Return the article of a stretch of a page, of XML, or of the lines of rich text."""
    if not text.lstrip().startswith("<"):
        return factiva_article(_of_lines(text.split("\n")))
    if re.match(r"\s*<(?:\w+:)?article\b", text):
        return xml_article(text[: text.rfind(">") + 1])
    tree = tree_of(text)
    divisions = tree.xpath("//div[contains(@class, 'Article')]") if tree is not None else []
    return _on_page(divisions[0]) if divisions else None


def _is_nested(row: html.HtmlElement) -> bool:
    return next(row.iterancestors("td"), None) is not None


def _on_page(division: html.HtmlElement) -> Article:
    """Return the article of its part of a page."""
    language = _CLASS.search(division.get("class") or "")
    marked = _by_codes(division) or [(part, role) for role, path in _BY_CLASS for part in division.xpath(path)]
    return factiva_article(regions(division, marked), language[1] if language else None)


def _by_codes(division: html.HtmlElement) -> list[tuple[html.HtmlElement, str]]:
    """Return the fields of an article that is laid out with their codes, and the codes."""
    rows = [row for row in division.iter("tr") if len(row) > 1 and _code(row) and not _is_nested(row)]
    return [pair for row in rows for pair in ((row[1], _role(_code(row))), (row[0], "code"))]


def _code(row: html.HtmlElement) -> str:
    code = " ".join(str(row[0].text_content()).split())
    return code if code in CODES or code in MORE_CODES else ""


def _role(code: str) -> str:
    return CODES.get(code, code)


def _of_lines(lines: list[str]) -> list[Region]:
    """Return lines of rich text with the roles that codes give them; a code stands before its field's lines."""
    found: list[Region] = []
    role: str | None = None
    for line in lines:
        first, _, rest = line.strip().partition("\t")
        code = first.strip()
        is_code = code in CODES or code in MORE_CODES
        if is_code:
            role = _role(code)
            found.append(Region("code", code))
        words = rest if is_code else line
        if words.strip():
            found.append(Region(role, words))
    return found


def _parted(lines: list[str]) -> Iterator[list[str]]:
    """Yield the lines of each article, up to the one with its number in the archive; the last may lack it."""
    counts, archived = factiva_words()
    article: list[str] = []
    counted = ended = False
    for line in lines:
        words = line.strip().rpartition("\t")[2].strip()
        article.append(line)
        counted = counted or bool(counts.match(words))
        if archived.match(words):
            if counted:
                yield article
            article, counted, ended = [], False, True
    if counted and ended:
        yield article


def _shown(page: str) -> str:
    """Return what a page shows, for a problem to quote."""
    tree = tree_of(page)
    return str(tree.text_content()) if tree is not None else page
