"""The report file: a record as one HTML file that opens from disk, can be mailed, printed and archived."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.record.filter import EVERYTHING
from onrecord.show.models import model_rows, with_models
from onrecord.show.page import page
from onrecord.views import report_texts, views

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from onrecord.record import Filter, Record


def report(record: Record, chosen: Filter = EVERYTHING, *, texts: bool = True, models: Sequence[Path] = ()) -> str:
    """Return a record as one HTML file.

    Args:
        record: The record.
        chosen: Lets only some entries through; the file says so, and how many of how many it holds.
        texts: With the texts of the reports; else only the words cited, in their sentences.
        models: Files of strategic models, to be shown as well.
    """
    rows = views(record, chosen)
    told = with_models(rows, model_rows(models, record))
    held = report_texts(record, chosen) if texts else {}
    return page(rows["overview"]["title"], {**told, "with_texts": texts}, held)
