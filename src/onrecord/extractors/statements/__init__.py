"""Statements and stances: who said what to whom, and what they are said to think.

Spans first (`attributions` and what it calls), then what was done by saying it (`acts`), then the entries
(`extractor`).
"""

from onrecord.extractors.statements.extractor import Statements

__all__ = ["Statements"]
