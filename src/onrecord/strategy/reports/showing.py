"""Pages of this stage as values, and as Markdown, plain text for a terminal, an HTML fragment, or JSON.

A page is sections, a section blocks: a note, a line, an item of a list at some depth, or a row of a table, whose
first is its head. What is between two pairs of asterisks is set off.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_SET_OFF = re.compile(r"\*\*(.+?)\*\*")


class Kind(StrEnum):
    """What a block is."""

    NOTE = "note"  # what a reader must know before anything else
    LINE = "line"
    ITEM = "item"
    ROW = "row"


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a section: its words, for a row one for each column; `depth` is how deep an item stands."""

    kind: Kind
    words: tuple[str, ...]
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a page under its title."""

    title: str
    blocks: tuple[Block, ...]


def section(title: str, told: Iterable[str | Block]) -> Section:
    """Return a section of blocks and of lines, of which those that begin with "- " or "> " are items and notes."""
    return Section(title, tuple(one if isinstance(one, Block) else block(one) for one in told if one))


def block(line: str) -> Block:
    """Return a line as a block.

    >>> block("  - deeper")
    Block(kind=<Kind.ITEM: 'item'>, words=('deeper',), depth=1)
    """
    bare = line.lstrip(" ")
    depth = (len(line) - len(bare)) // 2
    if bare.startswith("- "):
        return Block(Kind.ITEM, (bare[2:],), depth)
    if bare.startswith("> "):
        return Block(Kind.NOTE, (bare[2:],))
    return Block(Kind.ITEM, (bare,), depth) if depth else Block(Kind.LINE, (bare,))


def row(*words: str) -> Block:
    """Return a row of a table."""
    return Block(Kind.ROW, words)


def to_markdown(page: Sequence[Section]) -> str:
    """Return a page as Markdown; the first section's title is that of the page."""
    lines: list[str] = []
    for number, part in enumerate(page):
        lines.extend((f"{'#' if number == 0 else '##'} {part.title}", ""))
        for kind, blocks in groupby(part.blocks, key=lambda one: one.kind):
            lines.extend((*_markdown(kind, list(blocks)), ""))
    return "\n".join(lines)


def _markdown(kind: Kind, blocks: list[Block]) -> Iterator[str]:
    if kind is Kind.ROW:
        head, *rows = (one.words for one in blocks)
        for words in (head, ("---",) * len(head), *rows):
            yield "| " + " | ".join(word.replace("|", "\\|") for word in words) + " |"
        return
    before = {Kind.NOTE: "> ", Kind.ITEM: "- ", Kind.LINE: ""}[kind]
    yield from ("  " * one.depth + before + one.words[0] for one in blocks)


def to_text(page: Sequence[Section]) -> str:
    """Return a page as plain text: titles underlined, tables in columns."""
    lines: list[str] = []
    for number, part in enumerate(page):
        lines.extend((part.title, ("=" if number == 0 else "-") * len(part.title), ""))
        for kind, group in groupby(part.blocks, key=lambda one: one.kind):
            blocks = list(group)
            told = _columns(blocks) if kind is Kind.ROW else _markdown(kind, blocks)
            lines.extend((*(_plain(line).removeprefix("> ") for line in told), ""))
    return "\n".join(lines)


def _columns(blocks: list[Block]) -> Iterator[str]:
    widths = [max(len(word) for word in column) for column in zip(*(one.words for one in blocks), strict=True)]
    for one in blocks:
        yield "  ".join(word.ljust(width) for word, width in zip(one.words, widths, strict=True)).rstrip()


def _plain(words: str) -> str:
    return _SET_OFF.sub(r"\1", words)


def to_html(page: Sequence[Section]) -> str:
    """Return a page as an HTML fragment: a section for each part, no script, no style, all text escaped."""
    return "\n".join(_section_html(part, "h1" if number == 0 else "h2") for number, part in enumerate(page)) + "\n"


def _section_html(part: Section, head: str) -> str:
    told = [f"<{head}>{escape(part.title)}</{head}>"]
    for kind, blocks in groupby(part.blocks, key=lambda one: one.kind):
        told.append(_html(kind, list(blocks)))
    return "\n".join(("<section>", *told, "</section>"))


def _html(kind: Kind, blocks: list[Block]) -> str:
    if kind is Kind.ROW:
        head, *rows = blocks
        body = "\n".join(_row_html(one, "td") for one in rows)
        return f"<table>\n<thead>{_row_html(head, 'th')}</thead>\n<tbody>\n{body}\n</tbody>\n</table>"
    if kind is Kind.ITEM:
        return _list_html(blocks, 0)
    lines = "\n".join(f"<p>{_words_html(one.words[0])}</p>" for one in blocks)
    return f"<blockquote>\n{lines}\n</blockquote>" if kind is Kind.NOTE else lines


def _row_html(one: Block, cell: str) -> str:
    return "<tr>" + "".join(f"<{cell}>{_words_html(word)}</{cell}>" for word in one.words) + "</tr>"


def _list_html(blocks: list[Block], depth: int) -> str:
    """Return items as a list, those that stand deeper as lists inside the item before them."""
    items: list[list[Block]] = []
    for one in blocks:
        if one.depth <= depth or not items:
            items.append([one])
        else:
            items[-1].append(one)
    told = []
    for first, *deeper in items:
        inside = f"\n{_list_html(deeper, depth + 1)}\n" if deeper else ""
        told.append(f"<li>{_words_html(first.words[0])}{inside}</li>")
    return "<ul>\n" + "\n".join(told) + "\n</ul>"


def _words_html(words: str) -> str:
    return _SET_OFF.sub(r"<strong>\1</strong>", escape(words))


def to_data(page: Sequence[Section]) -> list[dict[str, object]]:
    """Return a page as plain data, for what shows text as text: sections with their blocks."""
    return [
        {
            "title": part.title,
            "blocks": [
                {"kind": one.kind.value, "depth": one.depth, "words": [_plain(word) for word in one.words]}
                for one in part.blocks
            ],
        }
        for part in page
    ]
