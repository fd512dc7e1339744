"""The brief: what a reader should know of a dispute, from its casebook, as blocks that two renderers print.

`markdown` gives a text for any editor; `terminal` prints the same blocks with colour where there is any.
"""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.core.entry import Event
from onrecord.core.visible import one_line, visible
from onrecord.show import line as one

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from rich.console import Console

    from onrecord.casebook import Casebook, PartyPage
    from onrecord.core.line import Line

# Longest stretch of words that the brief prints of one entry; `show` prints all of it.
MOST_WORDS = 280
# What Markdown would take for its own: emphasis, code, tags, tables, links, a heading or list at the beginning.
_MARKUP = re.compile(r"[\\`*_<>|]|\](?=[(\[:])|^(?:#|[-+] |\d+(?=[.)]))")


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
    """One entry: when, what is told of it, its words, by whose account, its id."""

    when: str
    told: str
    words: str
    note: str
    id: str


Block = Heading | Paragraph | Item


def brief(book: Casebook) -> Iterator[Block]:
    """Yield the blocks of the brief."""
    yield Heading(1, book.title)
    yield Paragraph(_rests_on(book))
    yield Paragraph(
        "A date in [brackets] is that of the reporting: the words themselves give none. “?” stands where the "
        "report does not say. The mark at the end of a line names its entry: onrecord show RECORD ENTRY."
    )
    yield Heading(2, "The parties and who speaks for them")
    for party in book.parties:
        yield Paragraph(_introduction(party))
    yield Heading(2, "Chronology")
    yield from _items(book.chronology, book.names)
    yield from _said(book)
    yield from _done(book)
    yield from _doubts(book)
    yield from _problems(book)


def markdown(blocks: Iterable[Block]) -> str:
    """Return the blocks as Markdown."""
    parts = []
    for block in blocks:
        if isinstance(block, Heading):
            parts.append(f"\n{'#' * block.level} {_literal(block.text)}\n")
        elif isinstance(block, Paragraph):
            parts.append(f"{_literal(block.text)}\n")
        else:
            words = f" “{_literal(block.words)}”" if block.words else ""
            told, note = _literal(block.told), _literal(block.note)
            parts.append(f"- **{block.when}** {told}{words} {note} `{block.id}`".replace("  ", " "))
    return "\n".join(parts).strip() + "\n"


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
            words = (f" “{visible(block.words)}”", "italic") if block.words else ""
            told = Text.assemble(
                (block.when, "cyan"),
                " ",
                visible(block.told),
                words,
                (f" {visible(block.note)}", "dim"),
                (f" {{{block.id}}}", "dim"),
            )
            console.print(Padding(told, (0, 0, 0, 2)))


def item(line: Line, names: Mapping[str, str]) -> Item:
    """Return one line of the record as a block."""
    entry = line.entry
    whom = one.addressees(entry, names)
    condition = one.condition(entry)
    told = " ".join(
        part
        for part in (
            one.doers(entry, names),
            "—",
            one.doing(entry),
            f"→ {whom}" if whom else "",
            f"if “{condition}”" if condition and condition not in one.words(entry) else "",
            one.mark(line),
        )
        if part
    )
    told_in = "as told by a speaker; " if isinstance(entry, Event) and entry.claim else ""
    words = textwrap.shorten(one.words(entry), MOST_WORDS, placeholder=" …")
    return Item(one.date(line), f"{told}:", words, f"({told_in}{one.account(line)})", one.short_id(entry))


def _items(lines: Iterable[Line], names: Mapping[str, str]) -> Iterator[Item]:
    for line in lines:
        yield item(line, names)


def _rests_on(book: Casebook) -> str:
    dated = [report.published for report in book.reports if report.published]
    outlets = {report.outlet for report in book.reports if report.outlet}
    span = f", from {dated[0].edtf()} to {dated[-1].edtf()}" if dated else ""
    by = f", {len(outlets)} outlets named" if outlets else ""
    return f"{len(book.reports)} reports{by}{span}."


def _introduction(party: PartyPage) -> str:
    voices = ", ".join(f"{voice.name} ({voice.entries})" for voice in party.voices)
    counts = f"{party.statements} statements, {len(party.did)} events, {len(party.thought)} stances"
    return f"{party.name}: {counts}." + (f" Voices: {voices}." if voices else "")


def _said(book: Casebook) -> Iterator[Block]:
    yield Heading(2, "What each party said")
    for party in book.parties:
        if not party.said and not party.thought:
            continue
        yield Heading(3, party.name)
        for act, lines in party.said:
            yield Paragraph(f"{act} ({len(lines)})")
            yield from _items(lines, book.names)
        if party.thought:
            yield Paragraph(f"is said to think, feel or want ({len(party.thought)})")
            yield from _items(party.thought, book.names)
    if book.others:
        yield Heading(3, "Others, and voices that the reports do not name")
        yield from _items((line for line in book.others if not isinstance(line.entry, Event)), book.names)


def _done(book: Casebook) -> Iterator[Block]:
    yield Heading(2, "What was done")
    took_place = {line.entry.id for line in book.chronology}
    for party in book.parties:
        done = [line for line in party.did if line.entry.id in took_place]
        if done:
            yield Heading(3, party.name)
            yield from _items(done, book.names)
    loose = [line for line in book.others if isinstance(line.entry, Event) and line.entry.id in took_place]
    if loose:
        yield Heading(3, "Others, and deeds whose doer the reports do not name")
        yield from _items(loose, book.names)
    if book.not_happened:
        yield Heading(2, "What was planned, feared, demanded or denied (not: done)")
        yield from _items(book.not_happened, book.names)


def _doubts(book: Casebook) -> Iterator[Block]:
    yield Heading(2, "What is in doubt")
    if not book.doubts:
        yield Paragraph("Nothing is marked as doubtful.")
    for line, reasons in book.doubts:
        found = item(line, book.names)
        yield Item(found.when, found.told, found.words, f"({'; '.join(reasons)})", found.id)


def _problems(book: Casebook) -> Iterator[Block]:
    yield Heading(2, "Problems with the material")
    if not book.problems:
        yield Paragraph("None.")
    for problem in book.problems:
        yield Paragraph(str(problem))
