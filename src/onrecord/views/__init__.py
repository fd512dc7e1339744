"""The record as rows: what page, report file and server show, as plain values that JSON can hold."""

from onrecord.views.book import report_text, report_texts, views

__all__ = ["report_text", "report_texts", "views"]
