"""Page furniture out; title, date, outlet and language in; every offset stays that of the report's text."""

from onrecord.clean.cleaning import clean

__all__ = ["clean"]
