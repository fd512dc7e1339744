"""Bare texts as parsed reports, for the tests."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from onrecord.core.identity import report_id
from onrecord.core.report import Passage, PassageKind, Report
from onrecord.parse import parse

if TYPE_CHECKING:
    from onrecord.core.document import Document


@lru_cache(maxsize=16)
def document_of(text: str, title: str | None = None) -> Document:
    """Return the parse of a text, a paragraph a line."""
    passages, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            passages.append(Passage(start, start + len(line), PassageKind.PARAGRAPH))
        start += len(line) + 1
    report = Report(
        report_id("test.txt", text), "test.txt", text, title=title, language="en", passages=tuple(passages)
    )
    return next(parse([report]))
