"""The record in the formats that other programs read: a format a file, each in the tuple `EXPORTS`."""

from onrecord.export.format import Export
from onrecord.export.formats import EXPORT_SHELF, EXPORTS, UnknownFormat, export, format_for

__all__ = ["EXPORTS", "EXPORT_SHELF", "Export", "UnknownFormat", "export", "format_for"]
