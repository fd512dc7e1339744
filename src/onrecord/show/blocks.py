"""What a text about a record is made of: headings, paragraphs, items; as Markdown or on a terminal.

Nothing in a report's words makes a heading, a list, a link or a tag of its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.core.visible import one_line, visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rich.console import Console

# What Markdown would take for its own: emphasis, code, tags, tables, links, a heading or list at the beginning.
_MARKUP = re.compile(r"[\\`*_<>|]|\](?=[(\[:])|^(?:#|[-+] |\d+(?=[.)]))")


_SEVERAL_EMPTY = re.compile(r"\n{3,}")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the title."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    text: str


@dataclass(frozen=True, slots=True)
class Item:
    """One line: when, what is told, in which words, by whose account, the ids of the entries that show it."""

    when: str
    told: str
    words: str
    note: str
    id: str


Block = Heading | Paragraph | Item
SIDES = "” / “"  # between the words of two sides
_OPEN, _SHUT = '“"„«', '”"»'


def words_in(item: Item) -> int:
    """Return how many words an item has, its mark left out."""
    return len(f"{item.when} {item.told} {item.words} {item.note}".split())


def section(title: str, command: str, items: Sequence[Item], room: int, besides: int = 0) -> Iterator[Block]:
    """Yield a section with as many of its lines as there is room for, and how many are left out with `besides`."""
    if not items:
        return
    yield Heading(2, title)
    shown = list(fitting(items, room)) or items[:1]
    yield from shown
    if left := len(items) - len(shown) + besides:
        yield Paragraph(f"{left:,} more: onrecord {command} RECORD")


def fitting(items: Iterable[Item], room: int) -> Iterator[Item]:
    """Yield items as long as there is room for their words."""
    for item in items:
        room -= words_in(item)
        if room < 0:
            return
        yield item


def quoted(words: str) -> str:
    """Return words in quotation marks, both sides of them; what begins or ends with its own has enough of them.

    >>> quoted("Arvonia left."), quoted("“We left,” it said.")
    ('“Arvonia left.”', '“We left,” it said.')
    """
    return " / ".join(map(_quoted, words.split(SIDES))) if words else ""


def _quoted(words: str) -> str:
    inside = words.startswith(tuple(_OPEN)) and any(mark in words[1:] for mark in _SHUT)
    return words if inside else f"“{words}”"


def markdown(blocks: Iterable[Block]) -> str:
    """Return the blocks as Markdown."""
    parts = []
    for block in blocks:
        if isinstance(block, Heading):
            parts.append(f"\n{'#' * block.level} {_literal(block.text)}\n")
        elif isinstance(block, Paragraph):
            parts.append(f"\n{_literal(block.text)}\n")
        else:
            parts.append(_as_bullet(block))
    return _SEVERAL_EMPTY.sub("\n\n", "\n".join(parts)).strip() + "\n"


def _as_bullet(item: Item) -> str:
    when = f"**{item.when}**" if item.when else ""
    words = _literal(quoted(item.words))
    given = (when, _literal(item.told), words, _literal(item.note), f"`{item.id}`")
    return f"- {' '.join(part for part in given if part)}"


def _literal(text: str) -> str:
    """Return a text as one line of Markdown that shows it as it is: nothing in it makes a heading, link or tag."""
    return _MARKUP.sub(r"\\\g<0>", one_line(text))


def terminal(blocks: Iterable[Block], console: Console) -> None:
    """Print the blocks, wrapped to the width of the console."""
    from rich.padding import Padding
    from rich.text import Text

    for block in blocks:
        if isinstance(block, Heading):
            console.print()
            console.print(Text(visible(block.text), style="bold underline" if block.level < 3 else "bold"))
        elif isinstance(block, Paragraph):
            console.print(Text(visible(block.text)))
        else:
            words = (f" {visible(quoted(block.words))}", "italic") if block.words else ""
            told = Text.assemble(
                (block.when, "cyan"),
                " ",
                visible(block.told),
                words,
                (f" {visible(block.note)}", "dim"),
                (f" {{{block.id}}}", "dim"),
            )
            console.print(Padding(told, (0, 0, 0, 2)))
