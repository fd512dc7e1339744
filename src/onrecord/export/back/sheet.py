"""A spreadsheet that comes back: what changed cells mean for an entry.

Words are given as words: where they stand is found in the report, near to where they stood. Whom they stand for is
given by ids or names, one for each name in the report, apart by semicolons.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.core.entry import Event
from onrecord.core.report import Span
from onrecord.export.back.brought import Brought, Changed, Unread
from onrecord.export.back.words import NotThere, place_of
from onrecord.export.cells import beside, correctable, plain
from onrecord.export.state import state_of
from onrecord.export.table import COLUMNS, Rows
from onrecord.record.rows import extent
from onrecord.record.values import values_of
from onrecord.views.stretches import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from onrecord.core.entry import Entry
    from onrecord.core.line import Line
    from onrecord.core.report import Report
    from onrecord.record import Record

_AS_THEY_ARE = ("plover", "mode", "status", "manner", "negated", "stated", "reads", "when")
_SPANS = re.compile(r"(?<!\d)(\d+):(\d+)")
_UNSURE = re.compile(r"\S+\?(?: \S+\?)*")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: where it stands, its cells by column, and who changed the file where that is told."""

    place: str
    cells: Mapping[str, object]
    who: str = ""


class Sheet:
    """The rows of a table that came back."""

    def __init__(self, rows: Callable[[], Iterable[Row]]) -> None:
        self._rows = rows
        self._table: Rows | None = None

    def items(self, rec: Record) -> Iterator[Brought | Unread]:
        """Yield each row that holds anything."""
        del rec
        for row in self._rows():
            cells = {name: plain(name, cell) for name, cell in row.cells.items() if name in COLUMNS}
            state, _, beside_state = cells.pop("state", "").partition("-")
            if any(cells.values()):
                yield Brought(
                    row.place,
                    cells.get("id", ""),
                    state,
                    correctable(cells),
                    row.who,
                    kind="" if cells.get("id") else cells.get("kind", ""),
                    report=cells.get("report", "") or cells.get("path", ""),
                    beside=beside(cells),
                    beside_state=beside_state,
                )

    def shown(self, rec: Record, line: Line) -> dict[str, str]:
        """Return the cells that an entry would have now and that can be corrected."""
        return correctable(self._row(rec, line))

    def state(self, values: Mapping[str, str]) -> str:
        """Return the digest of the cells that can be corrected, the first half of a row's `state`."""
        return state_of(values)

    def changed(self, values: Mapping[str, str], line: Line | None, report: Report) -> Changed:
        """Return what some cells mean for an entry, or for a new one of which they are all."""
        return _Meaning(values, line.entry if line else None, report).changed()

    def aside(self, one: Brought, rec: Record, line: Line) -> tuple[str, ...]:
        """Return which other cells were changed."""
        if state_of(one.beside) == one.beside_state:
            return ()
        row = self._row(rec, line)
        names = [name for name, value in one.beside.items() if value != row.get(name, "")]
        return (f"{', '.join(names)}: no correction can change that here",) if names else ()

    def _row(self, rec: Record, line: Line) -> dict[str, str]:
        self._table = self._table or Rows(rec)
        return {name: plain(name, cell) for name, cell in self._table.of(line).items()}


class _Meaning:
    """What changed cells mean, entry by entry."""

    def __init__(self, values: Mapping[str, str], entry: Entry | None, report: Report) -> None:
        self._values = values
        self._entry = entry
        self._report = report
        self._text = report.text
        self._around: Span | None = None
        self._is_event = isinstance(entry, Event) if entry else values.get("status", "") != ""
        self._known = values_of(entry) if entry else {}
        self._fields: dict[str, str] = {}
        self._untaken: list[str] = []

    def changed(self) -> Changed:
        self._fields |= {name: self._values[name] for name in _AS_THEY_ARE if name in self._values}
        self._named_otherwise()
        self._words()
        self._around = self._sentence()
        trigger = "trigger" if self._is_event else "cue"
        for column, field in (("cue", trigger), ("condition", "condition"), ("when_words", "dating")):
            if column in self._values:
                self._found(column, field)
        for column, spoken, done in (("who", "speaker", "source"), ("to", "addressee", "target")):
            self._named(column, done if self._is_event else spoken)
        self._named("place", "place")
        return Changed(self._fields, tuple(self._untaken))

    def _named_otherwise(self) -> None:
        """Take in the columns whose field has another name, or is written otherwise."""
        if "act" in self._values:
            self._fields[self._act()] = self._values["act"]
        if "issues" in self._values:
            self._fields["issues"] = self._values["issues"].replace(";", ",")
        if "told_in" in self._values:
            self._fields["claim" if self._is_event else "via"] = self._values["told_in"]

    def _act(self) -> str:
        return "act" if self._entry is None or "act" in self._known else "attitude"

    def _words(self) -> None:
        """Tell where the words of an entry stand: by their offsets where these changed, else by themselves."""
        if not {"words", "start", "end"} & set(self._values):
            return
        name = "words" if self._is_event else "content"
        if not {"start", "end"} & set(self._values):
            self._found("words", name)
            return
        ends = [self._values.get(column, "") or self._was(column) for column in ("start", "end")]
        if not all(end.isdecimal() for end in ends):
            self._untaken.append(f"start, end: '{':'.join(ends)}' are no offsets")
            return
        first, last = map(int, ends)
        told = " ".join(self._text[first:last].split())
        if self._values.get("words", told) != told:
            self._untaken.append(f"words: at {first}:{last} stands “{told}”; change the words or the offsets")
            return
        self._fields[name] = f"{first}:{last}"

    def _sentence(self) -> Span | None:
        """Return where the sentence of the entry stands: names and the like are looked for there first."""
        told = (fields.get("content") or fields.get("words", "") for fields in (self._fields, self._known))
        known = next(filter(None, map(_spans, told)), [])
        if not known or known[-1].end > len(self._text):
            return None
        return Span(*Text(self._report).around(known[0].start, known[-1].end))

    def _was(self, column: str) -> str:
        """Return one of the offsets that the entry has."""
        if self._entry is None:
            return ""
        start, end, _ = extent(self._entry)
        return str(start if column == "start" else end)

    def _found(self, column: str, field: str) -> None:
        """Tell where the words of a cell stand; pieces that an ellipsis joins one by one."""
        value = self._values[column]
        pieces = value.split(" … ") if column == "words" else [value] if value else []
        near = _spans(self._known.get(field, ""))
        try:
            self._fields[field] = " ".join(place_of(piece, self._text, near, self._around) for piece in pieces)
        except NotThere as error:
            self._untaken.append(f"{column}: {error}")

    def _named(self, column: str, field: str) -> None:
        """Tell whom names stand for, and which words name them."""
        actors = f"{column}_actor"
        if column not in self._values and actors not in self._values:
            return
        known = [part.strip() for part in self._known.get(field, "").split(",") if part.strip()]
        places = self._places(column, known)
        if places is None:
            return
        whom = self._whom(actors, known, len(places))
        if len(whom) != len(places):
            self._untaken.append(f"{actors}: {len(whom)} given for {len(places)} in {column}; give one for each")
            return
        self._fields[field] = ", ".join(f"{one}@{place}" for one, place in zip(whom, places, strict=True))

    def _places(self, column: str, known: list[str]) -> list[str] | None:
        """Return where the words of each name stand; None where that cannot be told."""
        if column not in self._values:
            return [one.rpartition("@")[2] for one in known]
        near = _spans(" ".join(known))
        try:
            pieces = [piece for piece in self._values[column].split("; ") if piece]
            return [place_of(piece, self._text, near, self._around) for piece in pieces]
        except NotThere as error:
            self._untaken.append(f"{column}: {error}")
            return None

    def _whom(self, column: str, known: list[str], count: int) -> list[str]:
        """Return whom each name stands for, as corrections write it."""
        if column not in self._values and known:
            return [one.rpartition("@")[0] for one in known]
        if not self._values.get(column):
            return ["?"] * count
        return [_as_written(one.strip()) for one in self._values[column].split(";")]


def _as_written(cell: str) -> str:
    """Return whom a cell names as corrections write it.

    >>> _as_written("egypt? sudan?"), _as_written("egypt+sudan"), _as_written("")
    ('egypt|sudan', 'egypt+sudan', '?')
    """
    if not cell or cell == "?":
        return "?"
    if _UNSURE.fullmatch(cell):
        several = [one.rstrip("?") for one in cell.split()]
        return "|".join(several) + ("|" if len(several) == 1 else "")
    return cell


def _spans(value: str) -> list[Span]:
    return [Span(int(start), int(end)) for start, end in _SPANS.findall(value)]
