"""One statement an act: "said that there are no plans, and that it only holds a drill" denies, then asserts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.core.document import printed
from onrecord.extractors.statements.acts import coded
from onrecord.extractors.statements.attributions import offsets, trimmed
from onrecord.extractors.statements.lexicon import Frame, word_set

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from onrecord.core.document import Document, Token
    from onrecord.extractors.statements.attributions import Attribution

_THAT = word_set("that")
_JOINING = word_set("joining")


def one_an_act(document: Document, found: Iterable[Attribution]) -> Iterator[Attribution]:
    """Yield attributions; clauses joined in one content, each with its "that", come apart if their acts differ."""
    for attribution in found:
        parts = _parts(document, attribution)
        done = [coded(document, part) for part in parts]
        if len({(one.act, one.also) for one in done}) > 1:
            yield from parts
        else:
            yield attribution


def _parts(document: Document, attribution: Attribution) -> list[Attribution]:
    """Return an attribution once for each clause of its content that has a "that" of its own."""
    if attribution.frame is not Frame.CLAUSE or len(attribution.content) != 1 or attribution.head < 0:
        return []
    span = document.tokens_in(*attribution.content[0])
    heads = [attribution.head]
    marks = [span.start]
    for clause in document.dependents(attribution.head, "conj"):
        mark = _that(document, clause)
        if mark and span.start < mark.i < span.stop:
            heads.append(clause.i)
            marks.append(mark.i)
    ends = [*marks[1:], span.stop]
    parts = [trimmed(document, *_without_and(document, low, high)) for low, high in zip(marks, ends, strict=True)]
    return [
        attribution._replace(content=(offsets(document, part),), head=head)
        for part, head in zip(parts, heads, strict=True)
    ]


def _that(document: Document, clause: Token) -> Token | None:
    """Return the "that" of a clause, or None."""
    return next(printed(document.dependents(clause.i, "mark"), _THAT), None)


def _without_and(document: Document, low: int, high: int) -> tuple[int, int]:
    while high - low > 1 and document.tokens[high - 1].text.lower() in _JOINING:
        high -= 1
    return low, high
