"""Actors: mentions come out as the actors they stand for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onrecord.core.entry import Act, Manner, Statement
from onrecord.core.extraction import Extraction
from onrecord.core.identity import entry_id
from onrecord.core.who import Mention
from onrecord.resolve.actors import ActorResolver
from tests.cases import Case, cases_of, check
from tests.documents import document_of

if TYPE_CHECKING:
    import pytest

    from onrecord.core.document import Document
    from onrecord.core.report import Citation
    from onrecord.resolve.directory import Directory

_MARKS = re.compile(r"[\[\]{}]")


def marked(text: str) -> tuple[str, list[tuple[int, int]], list[tuple[int, int]]]:
    """Return a text without its marks, the stretches in [brackets] (mentions) and in {braces} (direct speech)."""
    plain: list[str] = []
    length = 0
    opened: dict[str, list[int]] = {"[": [], "{": []}
    found: dict[str, list[tuple[int, int]]] = {"[": [], "{": []}
    for piece in re.split(r"([\[\]{}])", text):
        if piece in ("[", "{"):
            opened[piece].append(length)
        elif piece in ("]", "}"):
            mark = "[" if piece == "]" else "{"
            found[mark].append((opened[mark].pop(), length))
        else:
            plain.append(piece)
            length += len(piece)
    return "".join(plain), found["["], found["{"]


def statements(
    document: Document, mentions: list[tuple[int, int]], speeches: list[tuple[int, int]]
) -> tuple[Statement, ...]:
    """Return a statement for each mention as speaker; its content is the nearest speech, or else its own words."""
    report = document.report
    free = sorted(speeches)
    made = []
    for start, end in sorted(mentions):
        outside = not any(first <= start < last for first, last in speeches)
        near = min(free, key=lambda speech: abs(speech[0] - start)) if free and outside else None
        if near:
            free.remove(near)
        content: Citation = report.cite(*(near or (start, end)))
        made.append(
            Statement(
                entry_id(report.id, "statement", start),
                Act.ASSERT,
                Manner.DIRECT if near else Manner.INDIRECT,
                (content,),
                "test 1",
                speaker=Mention(report.cite(start, end)),
            )
        )
    return tuple(made)


def lines_of(text: str, published: str | None, directory: Directory | None = None) -> list[str]:
    """Return one line for each mention marked in a text: its words, its actor and party, or its candidates."""
    plain, mentions, speeches = marked(text)
    document = document_of(plain, published=published)
    extraction = Extraction(document.report, statements(document, mentions, speeches))
    resolved = ActorResolver(directory).resolve(document, extraction)
    return [_line(entry.speaker) for entry in resolved.entries if isinstance(entry, Statement) and entry.speaker]


def _line(mention: Mention) -> str:
    line = f"{mention.citation.words} = {mention.actor or '?'} ({mention.party or '-'})"
    return f"{line} or {' '.join(mention.candidates)}" if mention.candidates else line


@cases_of("actors")
def test_mentions_resolve(case: Case, request: pytest.FixtureRequest) -> None:
    lines = lines_of(case.text, case.settings.get("published"))
    check(case, lines, update=request.config.getoption("--update"))
