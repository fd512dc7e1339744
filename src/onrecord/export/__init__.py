"""The record in the formats that other programs read: a format a file, each in the tuple `EXPORTS`."""

from onrecord.export.format import Export
from onrecord.export.formats import EXPORTS, UnknownFormat, export, format_for, format_named

__all__ = ["EXPORTS", "Export", "UnknownFormat", "export", "format_for", "format_named"]
