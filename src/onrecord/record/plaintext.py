"""The record as text: an entry a block, in the order of the report, made to be read and compared line by line.

    statement 72-94  warn, direct  the minister (aida-lemma / ethiopia) -> Egypt (egypt): "no one may stop us"
        if "a deal is signed"
        when 2021-03-30, relative, "on Tuesday"

An actor stands in brackets after the words that name it, with its party where that is another; `?` stands for
nobody known, `egypt? sudan?` for one of these.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.core.entry import Event, Statement
from onrecord.core.report import PassageKind
from onrecord.record.rows import extent

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from onrecord.core.entry import Entry, Stance
    from onrecord.core.extraction import Extraction
    from onrecord.core.quantity import Quantity
    from onrecord.core.report import Citation, Report
    from onrecord.core.when import When
    from onrecord.core.who import Mention

    Tellers = Mapping[str, Entry]


def render_extraction(extraction: Extraction) -> str:
    """Return a report with all that was taken from it as text."""
    tellers = {entry.id: entry for entry in extraction.entries}
    blocks = [
        "\n".join(_head(extraction.report)),
        "\n".join(_furniture(extraction.report)),
        "\n".join(render_entry(entry, tellers) for entry in extraction.entries),
        "\n".join(
            f"time {_span(time.citation)}  {time.kind} {time.value or '?'}  {_quoted(time.citation)}"
            for time in extraction.times
        ),
        "\n".join(f"problem  {problem.kind}: {problem.words}" for problem in extraction.problems),
    ]
    return "\n\n".join(block for block in blocks if block) + "\n"


def render_entry(entry: Entry, tellers: Tellers | None = None) -> str:
    """Return an entry as text: one line, and one below for each thing more that is known of it.

    Args:
        entry: The entry.
        tellers: The entries of its report by id, so that the one that tells it can be named by its words.
    """
    start, end, _ = extent(entry)
    head = f"{entry.kind} {start}-{end}  {_what(entry)}  {_whom(entry)}: {_words(entry)}"
    return "\n".join([head, *(f"    {detail}" for detail in _details(entry, tellers or {}))])


def render_when(when: When) -> str:
    """Return a When as text: its EDTF and how it is known."""
    return f"{when.edtf()}, {when.basis}"


def render_mention(mention: Mention) -> str:
    """Return the words of a mention and whom they stand for."""
    words = _plain(mention.citation.words)
    if mention.name and mention.name != words:
        words = f"{words} = {_plain(mention.name)}"
    if mention.actor and mention.party and mention.party != mention.actor:
        return f"{words} ({mention.actor} / {mention.party})"
    if mention.actor:
        return f"{words} ({mention.actor})"
    doubt = _doubt(mention)
    return f"{words} ({doubt} / {mention.party})" if mention.party else f"{words} ({doubt})"


def _doubt(mention: Mention) -> str:
    """Return whom a mention may mean, or all whom it means together."""
    if mention.together:
        return " + ".join(mention.candidates)
    return " ".join(f"{candidate}?" for candidate in mention.candidates) or "?"


def render_quantity(quantity: Quantity) -> str:
    """Return a quantity as text: its bounds, what is counted, the words."""
    low = "?" if quantity.lower is None else f"{quantity.lower:g}"
    high = "?" if quantity.upper is None else f"{quantity.upper:g}"
    bounds = low if low == high else f"{low} to {high}"
    about = "about " if quantity.approximate else ""
    return f"{about}{bounds} {_plain(quantity.unit)}, {_quoted(quantity.citation)}"


def _head(report: Report) -> Iterator[str]:
    yield f"report     {_plain(report.path)}"
    for name, value in (
        ("title", report.title),
        ("outlet", report.outlet),
        ("url", report.url),
        ("language", report.language),
    ):
        if value:
            yield f"{name:<10} {_plain(value)}"
    yield f"published  {render_when(report.published) if report.published else '?'}"


def _furniture(report: Report) -> Iterator[str]:
    for passage in report.passages:
        if passage.kind is PassageKind.FURNITURE:
            cited = report.cite(passage.start, passage.end)
            yield f"furniture {_span(cited)}  {passage.why or 'furniture'}: {_quoted(cited)}"


def _what(entry: Entry) -> str:
    if isinstance(entry, Event):
        mode = f" {entry.mode}" if entry.mode else ""
        return f"{entry.plover}{mode}, {entry.status}"
    denied = "not " if entry.negated else ""
    if isinstance(entry, Statement):
        plover = f" {entry.plover}" if entry.plover else ""
        also = f" and {entry.also}" if entry.also else ""
        return f"{denied}{entry.act}{also}{plover}, {entry.manner}"
    return f"{denied}{entry.attitude}, {entry.manner}"


def _whom(entry: Entry) -> str:
    doers = " + ".join(map(render_mention, entry.doers)) or "?"
    whom = " + ".join(map(render_mention, entry.whom))
    return f"{doers} -> {whom}" if whom else doers


def _words(entry: Entry) -> str:
    return " … ".join(map(_quoted, entry.pieces))


def _details(entry: Entry, tellers: Tellers) -> Iterator[str]:
    if isinstance(entry, Event):
        if entry.trigger != entry.words:
            yield f"by the word {_quoted(entry.trigger)}"
        if entry.place:
            yield f"in {render_mention(entry.place)}"
    else:
        yield from _told(entry)
    for quantity in entry.quantities:
        yield f"counts {render_quantity(quantity)}"
    if entry.when:
        words = f", {_quoted(entry.when_words)}" if entry.when_words else ""
        yield f"when {render_when(entry.when)}{words}"
    elif entry.when_words:
        yield f"when ?, {_quoted(entry.when_words)}"
    if entry.told_in:
        yield f"told in {_teller(entry.told_in, tellers)}"
    if entry.issues:
        yield f"about {', '.join(map(_plain, entry.issues))}"


def _told(entry: Statement | Stance) -> Iterator[str]:
    if isinstance(entry, Statement) and entry.stated:
        yield f"stated {entry.stated}, {_plain(entry.reads or '?')}"
    if entry.cue:
        yield f"by the words {_quoted(entry.cue)}"
    if entry.condition:
        yield f"if {_quoted(entry.condition)}"


def _teller(teller: str, tellers: Tellers) -> str:
    entry = tellers.get(teller)
    if entry is None:
        return teller
    start, end, _ = extent(entry)
    return f"{entry.kind} {start}-{end}"


def _span(cited: Citation) -> str:
    return f"{cited.start}-{cited.end}"


def _quoted(cited: Citation) -> str:
    return f'"{_plain(cited.words)}"'


def _plain(text: str) -> str:
    """Return text on one line, its line ends and tabs shown."""
    return text.replace("\\", "\\\\").replace("\r", "\\r").replace("\n", "\\n").replace("\t", "\\t")
