"""One entry in full: its fields, and its words where they stand in the report."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, NamedTuple

from onrecord.core.entry import Event, Statement
from onrecord.core.visible import one_line
from onrecord.record import values_of
from onrecord.record.rows import extent
from onrecord.show import line as one

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from onrecord.core.entry import Entry
    from onrecord.core.line import Context, Line
    from onrecord.core.quantity import Quantity

# How the words of an entry are marked in their paragraph, where there is more than plain text.
_STYLES = {"content": "bold", "words": "bold"}
_OTHER = "underline"
# These roles are what the entry rests on; the rest is named in the list of fields.
_MARKED = frozenset({"content", "words", "speaker", "cue", "source", "target", "trigger"})


class Piece(NamedTuple):
    """A piece of text as it is to be printed: plain, bold or underlined."""

    text: str
    style: str = ""


def entry_page(context: Context, names: Mapping[str, str], *, brackets: bool) -> tuple[Piece, ...]:
    """Return the entry, its report, what was corrected by hand, and its words in context.

    Args:
        context: The entry with its surroundings.
        names: The shown name of each actor by id.
        brackets: Mark the words by [brackets], for where styles are not shown.
    """
    line = context.line
    fields = [*_fields(line, names), *_report(line), *_corrections(line), *_marks(line)]
    width = max(len(name) for name, _ in fields)
    listed = "\n".join(f"{name:<{width}}  {value}" for name, value in fields)
    marked = "".join(f"[{text}]" if style else text for text, style in _marked(context))
    return (Piece(f"{listed}\n\n"), *([Piece(marked.strip())] if brackets else _marked(context)))


def citation(line: Line, names: Mapping[str, str]) -> str:
    """Return an entry as it is cited in a text, in the words of the page's *cite*."""
    entry, report = line.entry, line.report
    start, end, _ = extent(entry)
    by = one.doers(entry, names)
    told = f"{'speaker not named' if by == '?' else by}: {one.doing(entry)}"
    when = f", {entry.when.in_words()}" if entry.when else ""
    title = f", “{report.title}”" if report.title else ""
    published = report.published.in_words() if report.published else "undated"
    where = f"Characters {start}–{end}, entry {entry.id}.{f' {report.url}' if report.url else ''}"
    return one_line(f"{one.account(line)}{title}, {published}: “{one.words(entry)}” ({told}{when}). {where}")


def to_correct(line: Line) -> str:
    """Return the fields of an entry as `onrecord correct edit` takes them; those without a value last."""
    values = values_of(line.entry)
    full = [f"  {field}={shlex.quote(value)}" for field, value in values.items() if value]
    empty = ", ".join(field for field, value in values.items() if not value)
    call = f"To correct it: onrecord correct edit RECORD {one.short_id(line.entry)} FIELD=VALUE --why REASON"
    return "\n".join([call, *full, *([f"  without a value: {empty}"] if empty else [])])


def _fields(line: Line, names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    entry = line.entry
    yield "entry", f"{entry.id} {one.mark(line)}".strip()
    yield "what", _what(entry)
    yield "who", one.doers(entry, names)
    place = entry.place if isinstance(entry, Event) else None
    yield from _told(("to", one.addressees(entry, names)), ("where", one.who(place, names) if place else ""))
    for quantity in entry.quantities:
        yield "quantity", f"{_bounds(quantity)} {quantity.unit} (“{quantity.citation.words}”)"
    yield "when", _when(entry)
    yield from _told(
        ("told in", (entry.told_in or "")[: one.SHORT_ID]),
        ("reads", entry.reads if isinstance(entry, Statement) else None),
        ("if", one.condition(entry)),
        ("manner", "" if isinstance(entry, Event) else str(entry.manner)),
    )
    yield from _sureness(entry)
    yield from _told(("issues", ", ".join(entry.issues)))
    yield "made by", entry.by


def _told(*fields: tuple[str, str | None]) -> Iterator[tuple[str, str]]:
    """Yield the fields that have a value."""
    yield from ((name, value) for name, value in fields if value)


def _sureness(entry: Entry) -> Iterator[tuple[str, str]]:
    sure = {"": entry.confidence}
    if isinstance(entry, Statement):
        sure |= {" of the act": entry.act_confidence}
    if isinstance(entry, Event):
        sure |= {" of who did it": entry.source_confidence, " of to whom": entry.target_confidence}
    yield from ((f"confidence{what}", f"{chance:.2f}") for what, chance in sure.items() if chance is not None)


def _bounds(quantity: Quantity) -> str:
    low, high = quantity.lower, quantity.upper
    if low is not None and low == high:
        bounds = f"{low:,g}"
    elif high is None:
        bounds = f"{low:,g} or more"
    else:
        bounds = f"up to {high:,g}" if low is None else f"{low:,g} to {high:,g}"
    return f"about {bounds}" if quantity.approximate else bounds


def _what(entry: Entry) -> str:
    plover = entry.plover if isinstance(entry, Statement) else None
    return f"{entry.kind}: {one.doing(entry)}" + (f" ({plover})" if plover else "")


def _when(entry: Entry) -> str:
    if entry.when is None:
        return "? (nothing tells)"
    words = f", “{entry.when_words.words}”" if entry.when_words else ""
    return f"{entry.when.edtf()} (from: {entry.when.basis}{words})"


def _report(line: Line) -> Iterator[tuple[str, str]]:
    report = line.report
    yield "report", report.path
    if report.title:
        yield "title", report.title
    if report.outlet:
        yield "outlet", report.outlet
    published = report.published
    yield "published", f"{published.edtf()} (from: {published.basis})" if published else "undated"
    if report.url:
        yield "address", report.url
    if report.replaced_by:
        yield "replaced", f"a newer version of the report is in the record: {report.replaced_by[: one.SHORT_ID]}"


def _corrections(line: Line) -> Iterator[tuple[str, str]]:
    for correction in line.corrections:
        changes = ", ".join(f"{change.field} = {change.value}" for change in correction.changes)
        what = f"{correction.kind} {changes}".strip()
        yield "corrected", f"{what}; by {correction.who}, {correction.when}: {correction.why}"


def _marks(line: Line) -> Iterator[tuple[str, str]]:
    for mark in line.marks:
        by = f"({mark.who}, {mark.when}; mark {mark.id[: one.SHORT_ID]})"
        yield mark.kind.value, f"{one_line(mark.text)} {by}".strip()


def _marked(context: Context) -> Iterator[Piece]:
    """Yield the text around the entry with its words marked; a mark inside another is left out."""
    text = context.text
    place = 0
    for role, citation in sorted(context.marks, key=lambda mark: (mark[1].start, -mark[1].end)):
        start, end = citation.start - context.start, citation.end - context.start
        if role not in _MARKED or start < place or end > len(text):
            continue
        yield Piece(text[place:start])
        yield Piece(text[start:end], _STYLES.get(role, _OTHER))
        place = end
    yield Piece(text[place:])
