"""A web page's visible text, line by line, and what each line stands in. Knows nothing of articles."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.parser import HTMLParser as TagReader
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree, html

from onrecord.readers.page_line import Beside, Line, settle

if TYPE_CHECKING:
    from collections.abc import Callable

# The library that reads pages stops at 2,048 tags within tags, and drops what lies deeper.
_DEEPEST = 2040
_UNSEEN = frozenset({"script", "style", "noscript", "template", "svg", "head", "iframe", "object", "textarea"})
_BESIDE = frozenset({"nav", "footer", "aside", "form", "button", "select", "dialog", "menu"})
_BESIDE_NAMES = frozenset(
    {
        "ad", "ads", "advert", "breadcrumb", "breadcrumbs", "comment", "comments", "cookie", "cookies", "footer",
        "lightbox", "menu", "modal", "nav", "navbar", "navigation", "newsletter", "overlay", "paywall", "popup",
        "promo", "related", "share", "sharing", "sidebar", "social",
    }
)  # fmt: skip
_WHOLE_PAGE = frozenset({"html", "body", "main", "article"})
_INLINE = frozenset(
    {
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i",
        "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time",
        "tt", "u", "var", "wbr",
    }
)  # fmt: skip
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_ALMOST_NONE = 300  # characters of prose
_MENU_LINKS = 3  # of a list of links within a line, at least
_MENU_LETTERS = 80
_DIGITS = re.compile(r"\d+")
_SPACE = re.compile(r"[ \t\r\n\f\v\u00a0]+")
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def tree_of(page: str) -> html.HtmlElement | None:
    """Return the tree of a page; None for one that has no element, or is nested too deep to be read as a tree."""
    parser = html.HTMLParser(huge_tree=True, encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree = html.document_fromstring(page.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    return None if _deeper_than(tree, _DEEPEST) else tree


def lines_of(tree: html.HtmlElement) -> list[Line]:
    """Return the visible lines of a page in order, without recursion.

    A page that shows almost no prose but holds some, to be shown by a script, is read with what it hides.
    """
    shown = _lines_of(tree, _is_hidden)
    letters = _sentence_letters(shown)
    if letters >= _ALMOST_NONE:
        return shown
    whole = _lines_of(tree, lambda _: False)
    return whole if _sentence_letters(whole) > letters + _ALMOST_NONE else shown


def _sentence_letters(lines: list[Line]) -> int:
    return sum(len(line.text) for line in lines if line.is_sentence)


def _lines_of(tree: html.HtmlElement, is_hidden: Callable[[etree._Element], bool]) -> list[Line]:
    walk = _Walk(is_hidden)
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        (walk.into if event == "start" else walk.out_of)(element)
    return walk.gathered.lines()


class _Walk:
    """The way through a tree: gathers what is seen, and passes over what is hidden with all in it."""

    def __init__(self, is_hidden: Callable[[etree._Element], bool]) -> None:
        self.gathered = _Gathering()
        self._is_hidden = is_hidden
        self._hidden: etree._Element | None = None

    def into(self, element: etree._Element) -> None:
        """Take in where an element begins."""
        tag = _tag(element)
        if self._hidden is None and (not tag or tag in _UNSEEN or self._is_hidden(element)):
            self._hidden = element
        if self._hidden is None:
            self.gathered.open(tag, element.get("class") or "", element.get("id") or "")
            self.gathered.words(element.text)

    def out_of(self, element: etree._Element) -> None:
        """Take in where an element ends."""
        if self._hidden is None:
            self.gathered.close(_tag(element))
        elif self._hidden is element:
            self._hidden = None
        if self._hidden is None:
            self.gathered.words(element.tail)


def _tag(element: etree._Element) -> str:
    return element.tag if isinstance(element.tag, str) else ""


def lines_without_tree(page: str) -> list[Line]:
    """Return the visible lines of a page that is nested too deep for a tree, from its tags alone."""
    reader = _Tags()
    reader.feed(page)
    reader.close()
    return reader.gathered.lines()


def _deeper_than(tree: html.HtmlElement, limit: int) -> bool:
    depth = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > limit:
            return True
    return False


def _is_hidden(element: etree._Element) -> bool:
    return element.get("hidden") is not None or bool(_HIDDEN_STYLE.search(element.get("style") or ""))


def _is_beside(tag: str, names: str) -> bool:
    named = tag not in _WHOLE_PAGE and not _BESIDE_NAMES.isdisjoint(names.lower().split())
    return named or tag in _BESIDE


@dataclass(frozen=True, slots=True)
class _Block:
    tag: str
    number: int
    build: int
    beside: Beside | None = None
    quoted: bool = False


class _Inline(NamedTuple):
    """An element within a line, and what stands in the line before it: parts, letters, those of links, links."""

    tag: str
    parts: int
    letters: int
    linked: int
    links: int


class _Gathering:
    """Gathers words into lines while the tags of a page open and close."""

    def __init__(self) -> None:
        self._lines: list[Line] = []
        self._blocks = [_Block("body", 0, 0)]
        self._block_count = 0
        self._builds: dict[tuple[int, str, str], int] = {}
        self._links = self._links_so_far = self._letters = 0
        self._inline: list[_Inline] = []
        self._menus: list[Line] = []
        self._besides: list[Beside] = []
        self._line = Line("", "body", 0)

    def open(self, tag: str, classes: str, key: str) -> None:
        """Note that a tag opens; its class and id may say that it stands beside the article."""
        if tag in _INLINE:
            before = len(self._line.parts), self._letters, self._line.linked, self._links_so_far
            self._inline.append(_Inline(tag, *before))
            self._links += tag == "a"
            self._links_so_far += tag == "a"
            return
        if tag == "br":
            self._break()
            return
        if tag == "img":
            self._line.parts.append(" ")
            return
        above = self._blocks[-1]
        make = (above.build, tag, _DIGITS.sub("", classes))
        build = self._builds.setdefault(make, len(self._builds) + 1)
        self._block_count += 1
        beside = self._opened_beside(above.beside) if _is_beside(tag, f"{classes} {key}") else above.beside
        quoted = above.quoted or tag == "blockquote"
        self._blocks.append(_Block(tag, self._block_count, build, beside, quoted))
        self._break()

    def close(self, tag: str) -> None:
        """Note that a tag closes; one that was never opened is passed over."""
        if tag == "a":
            self._links = max(0, self._links - 1)
        if tag in _INLINE:
            self._close_inline(tag)
            return
        if tag in {"br", "img"} or len(self._blocks) == 1 or self._blocks[-1].tag != tag:
            return
        self._blocks.pop()
        self._break()

    def _close_inline(self, tag: str) -> None:
        """Take a list of links out of the line it stands in: a box that opens over a name, say."""
        if not self._inline or self._inline[-1].tag != tag:
            return
        opened = self._inline.pop()
        linked = self._line.linked - opened.linked
        if self._links_so_far - opened.links < _MENU_LINKS or linked < _MENU_LETTERS:
            return
        if linked > 0.9 * (self._letters - opened.letters):
            parts = self._line.parts[opened.parts :]
            del self._line.parts[opened.parts :]
            self._line.linked, self._letters = opened.linked, opened.letters
            text = _SPACE.sub(" ", " ".join(parts)).strip()
            self._menus.append(Line(text, "menu", self._blocks[-1].number, linked))

    def words(self, text: str | None) -> None:
        """Add words to the line."""
        if text:
            self._line.parts.append(text)
            letters = len(text.strip())
            self._letters += letters
            self._line.linked += letters if self._links else 0

    def lines(self) -> list[Line]:
        """Return the lines gathered."""
        self._break()
        settle(self._lines, self._besides)
        return self._lines

    def _opened_beside(self, within: Beside | None) -> Beside:
        self._besides.append(Beside(within))
        return self._besides[-1]

    def _break(self) -> None:
        text = _SPACE.sub(" ", "".join(self._line.parts)).strip()
        if text:
            self._line.text = text
            self._lines.append(self._line)
        self._lines.extend(self._menus)
        self._menus, self._inline, self._letters = [], [], 0
        block = self._blocks[-1]
        parent = self._blocks[-2].number if len(self._blocks) > 1 else 0
        heading = next((above.tag for above in self._blocks[-4:] if above.tag in _HEADINGS), None)
        self._line = Line(
            "", heading or block.tag, parent, build=block.build, quoted=block.quoted, within=block.beside
        )


class _Tags(TagReader):
    """Feeds a page's tags to a gathering, one after another."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.gathered = _Gathering()
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self._unseen += 1
        elif not self._unseen:
            names = dict(attrs)
            self.gathered.open(tag, names.get("class") or "", names.get("id") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        elif not self._unseen:
            self.gathered.close(tag)

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.gathered.words(data)
