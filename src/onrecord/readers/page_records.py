"""What a page tells machines of its articles, as JSON-LD: their facts, and sometimes their whole text."""

from __future__ import annotations

import html as characters
import json
import re
from typing import TYPE_CHECKING

from onrecord.readers.page_chain import share_found
from onrecord.readers.page_line import Line
from onrecord.readers.page_text import lines_of, tree_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml import html

_ARTICLE_TYPES = re.compile(r"Article|BlogPosting|Report|WebPage$")
_MOST_RECORDS = 2_000
_OPENS = re.compile(r"\{|\[(?=\s*[\[{\]])")
_TAG = re.compile(r"</?[a-z][a-z\d]*\b[^<>]*>", re.IGNORECASE)
_FEWEST_LETTERS = 60  # of an article; less is a label or a notice
# Of the text told to machines, that the page shows. Pages that show their article show more than this: what they
# tell machines has other words besides (captions, a summary).
_SHOWN = 2 / 3


def article_records(tree: html.HtmlElement) -> Iterator[dict[str, object]]:
    """Yield the articles among the page's JSON-LD records; what stands around the JSON is passed over."""
    decoder = json.JSONDecoder(strict=False)  # line ends within words are no fault
    for script in tree.xpath("//script[@type='application/ld+json']"):
        written = script.text or ""
        opens = _OPENS.search(written)
        try:
            written_in = decoder.raw_decode(written, opens.start())[0] if opens else None
        except (ValueError, RecursionError):
            continue
        yield from (record for record in _records(written_in) if _ARTICLE_TYPES.search(str(record.get("@type"))))


def _records(written: object) -> Iterator[dict[str, object]]:
    """Yield a record and those that it holds, as many as are looked at."""
    pending, seen = [written], 0
    while pending and seen < _MOST_RECORDS:
        record = pending.pop(0)
        seen += 1
        if isinstance(record, list):
            pending.extend(record)
        elif isinstance(record, dict):
            yield record
            pending.extend(value for key, value in record.items() if key in {"@graph", "mainEntity"})


def lines_told(tree: html.HtmlElement, shown: Sequence[Line]) -> list[Line]:
    """Return the lines of an article that the page tells machines and does not show, or only the beginning of.

    Of several articles none is meant: that is a page that lists them.
    """
    bodies = {body for record in article_records(tree) if isinstance(body := record.get("articleBody"), str)}
    bodies = {body for body in bodies if len(body) >= _FEWEST_LETTERS}
    if len(bodies) != 1:
        return []
    lines = _lines(bodies.pop())
    _, share = share_found([line.text for line in lines], [line.text for line in shown])
    return lines if share < _SHOWN else []


def _lines(body: str) -> list[Line]:
    """Return the lines of an article's text, which some write as a page, and some as plain text."""
    tree = tree_of(body) if _TAG.search(body) else None
    if tree is not None:
        return lines_of(tree)
    told = (" ".join(characters.unescape(line).split()) for line in body.splitlines())
    return [Line(line, "p", 0) for line in told if line]
