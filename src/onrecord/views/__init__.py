"""The record as rows: what page, report file and server show, as plain values that JSON can hold."""

from onrecord.views.book import beginning, correction_rows, entry_rows, no_views, report_text, report_texts, views

__all__ = ["beginning", "correction_rows", "entry_rows", "no_views", "report_text", "report_texts", "views"]
