"""A quotation that goes on in the next paragraph is one statement with the one before it, though that is closed.

"It was an attack," she said. The next paragraph: "They fired without warning." It has no cue of its own, and
readers list one utterance. What follows words that are only partly quoted begins a statement of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from onrecord.core.document import Document
    from onrecord.extractors.statements.attributions import Attribution


def run_on(document: Document, found: Iterable[Attribution]) -> list[Attribution]:
    """Return attributions in the order of the text, each quotation with what goes on in the next paragraphs."""
    result: list[Attribution] = []
    last = -1  # the number of the quotation that may go on
    for one in found:
        if last >= 0 and _goes_on(document, result[last], one):
            result[last] = result[last]._replace(content=(*result[last].content, *one.content))
            continue
        result.append(one)
        if one.quoted or not _stands_in_last(result, last, one):
            last = len(result) - 1 if one.quoted and one.cue else -1
    return result


def _stands_in_last(found: list[Attribution], last: int, one: Attribution) -> bool:
    """Say whether something is told within the quotation that may go on."""
    return last >= 0 and one.content[-1][1] <= found[last].content[-1][1]


def _goes_on(document: Document, before: Attribution, one: Attribution) -> bool:
    """Say whether a quotation without a cue fills the paragraph after another one of the same speaker."""
    if not one.quoted or one.cue is not None or one.source not in (None, before.source):
        return False
    start = one.content[0][0]
    passage = _passage(document, start)
    follows = passage == _passage(document, before.content[-1][0]) + 1
    return follows and document.passages[passage].start == start


def _passage(document: Document, offset: int) -> int:
    """Return the number of the paragraph in which an offset lies."""
    return document.sentences[document.tokens[document.tokens_in(offset, offset + 1).start].sentence].passage
