"""The report file: a record as one HTML file that opens from disk, can be mailed, printed and archived."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.record.query import EVERYTHING
from onrecord.show.page import page
from onrecord.views import report_texts, views

if TYPE_CHECKING:
    from onrecord.record import Filter, Record


def report(record: Record, chosen: Filter = EVERYTHING, *, texts: bool = True) -> str:
    """Return a record as one HTML file.

    Args:
        record: The record.
        chosen: Lets only some entries through; the file says so, and how many of how many it holds.
        texts: With the texts of the reports; else only the words cited, in their sentences.
    """
    rows = views(record, chosen)
    held = report_texts(record, chosen) if texts else {}
    return page(rows["overview"]["title"], {**rows, "texts": held, "with_texts": texts})
