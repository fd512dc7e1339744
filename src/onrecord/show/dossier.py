"""The dossier: all that a record holds of a dispute, party by party and act by act."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from onrecord.core.counted import counted
from onrecord.core.entry import Event
from onrecord.show import line as one
from onrecord.show.blocks import Heading, Item, Paragraph

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from onrecord.casebook import Casebook, PartyPage
    from onrecord.core.line import Line
    from onrecord.show.blocks import Block

# Longest stretch of words that is printed of one entry; `show` prints all of it.
MOST_WORDS = 280


def dossier(book: Casebook) -> Iterator[Block]:
    """Yield the blocks of the dossier."""
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
    by = f", {counted(len(outlets), 'outlet')} named" if outlets else ""
    return f"{counted(len(book.reports), 'report')}{by}{span}."


def _introduction(party: PartyPage) -> str:
    voices = ", ".join(f"{voice.name} ({voice.entries})" for voice in party.voices)
    counts = (
        counted(party.statements, "statement"),
        counted(len(party.did), "event"),
        counted(len(party.thought), "stance"),
    )
    return f"{party.name}: {', '.join(counts)}." + (f" Voices: {voices}." if voices else "")


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
    loose = tuple(line for line in book.others if isinstance(line.entry, Event))
    whose = [(party.name, party.did) for party in book.parties]
    for who, deeds in (*whose, ("Others, and deeds whose doer the reports do not name", loose)):
        done = [line for line in deeds if line.entry.id in took_place]
        if done:
            yield Heading(3, who)
            yield from _items(done, book.names)
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
