"""Dates votes by the session in which they were taken, where nothing else does: the day of the report."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.core.entry import Event

if TYPE_CHECKING:
    from onrecord.core.document import Document
    from onrecord.core.entry import Entry
    from onrecord.core.extraction import Extraction


class Sessions:
    """Gives votes without a date that of the session."""

    name = "sessions 1"

    def resolve(self, document: Document, extraction: Extraction) -> Extraction:
        """Return the extraction with its votes dated."""

        def dated(entry: Entry) -> Entry:
            vote = isinstance(entry, Event) and entry.by.startswith("votes") and entry.when is None
            return replace(entry, when=document.report.published) if vote else entry

        return replace(extraction, entries=tuple(map(dated, extraction.entries)))
