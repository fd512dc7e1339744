"""Exports entries as a table in Markdown: when, what, words."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from onrecord.core.entry import Event, Statement
from onrecord.core.visible import one_line

if TYPE_CHECKING:
    from onrecord.core.entry import Entry
    from onrecord.record import Filter, Record


class MarkdownTable:
    """A row for each entry."""

    name = "markdown"
    endings = (".md",)
    is_text = True

    def write(self, rec: Record, target: BinaryIO, wanted: Filter) -> int:
        """Write the table; return how many rows it has."""
        target.write(b"| when | what | words |\n|---|---|---|\n")
        count = 0
        for line in rec.lines(wanted):
            when = line.entry.when.edtf() if line.entry.when else "?"
            words = next(line.entry.citations()).words
            cells = (when, _what(line.entry), words)
            row = " | ".join(one_line(cell).replace("|", "\\|") for cell in cells)
            target.write(f"| {row} |\n".encode())
            count += 1
        return count


def _what(entry: Entry) -> str:
    if isinstance(entry, Event):
        return entry.plover.value
    return entry.act.value if isinstance(entry, Statement) else entry.attitude.value
