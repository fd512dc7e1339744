"""The record as rows: what page, report file and server show, as plain values that JSON can hold."""

from onrecord.views.book import correction_rows, entry_rows, no_views, report_text, report_texts, views
from onrecord.views.outlined import outlined

__all__ = ["correction_rows", "entry_rows", "no_views", "outlined", "report_text", "report_texts", "views"]
