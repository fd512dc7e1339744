"""Documents for tests, from bare text: each line a paragraph, parsed as the project parses."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from onrecord.core.identity import report_id
from onrecord.core.report import Passage, PassageKind, Report
from onrecord.core.when import Basis, When
from onrecord.encoder import Encoded
from onrecord.parse import parse

if TYPE_CHECKING:
    from onrecord.core.document import Document
    from onrecord.core.entry import Entry
    from onrecord.core.problem import Outcome
    from onrecord.extractors.extractor import Extractor


def report_of(
    text: str, *, published: str | None = None, path: str = "test.txt", outlet: str | None = None
) -> Report:
    """Return the text as a cleaned report: every line with words in it is a paragraph."""
    passages = []
    start = 0
    for line in text.split("\n"):
        if line.strip():
            passages.append(Passage(start, start + len(line), PassageKind.PARAGRAPH))
        start += len(line) + 1
    when = When.on(date.fromisoformat(published), Basis.SIDECAR) if published else None
    return Report(
        report_id(path, text),
        path,
        text,
        language="en",
        published=when,
        outlet=outlet,
        passages=tuple(passages),
    )


def document_of(text: str, *, published: str | None = None) -> Document:
    """Return the parse of bare text."""
    return next(parse([report_of(text, published=published)]))


def span(text: str, words: str) -> tuple[int, int]:
    """Return the offsets of the first place where some words stand."""
    start = text.index(words)
    return start, start + len(words)


def taken(extractor: Extractor, document: Document) -> Outcome[Entry]:
    """Return what an extractor takes from a document."""
    return extractor.extract(document, Encoded.of(document))
