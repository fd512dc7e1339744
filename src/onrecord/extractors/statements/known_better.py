"""Where the rules know better than the trained model what was said, though both find that it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.extractors.statements.lexicon import Frame, lexicon

if TYPE_CHECKING:
    from onrecord.core.document import Document
    from onrecord.extractors.statements.attributions import Attribution

_EMPTY = 10  # characters: a shorter content ("said it: ...") tells nothing
_CLOSING = frozenset("”\"»’'")


def is_better_known(document: Document, spans: Attribution, known: Attribution) -> bool:
    """Say whether the rules know better what was said.

    They do of nouns and of what stands between quotation marks, of those told ("promised Georgia that ..."), and
    of contents that the words which tell of them part in two.
    """
    if known.nominal or (known.quoted and length(known) <= length(spans)):
        return True
    if length(spans) < _EMPTY < length(known):
        return True
    if known.addressee and spans.content[0][0] <= document.tokens[known.addressee[0]].start < known.content[0][0]:
        return True
    return any(better(document, spans, known) for better in _BETTER)


def is_feeling_voiced(document: Document, spans: Attribution, known: Attribution) -> bool:
    """Say whether the model takes the feeling that is voiced for the cue: "voiced concern over it"."""
    cue = spans.cue
    if known.frame is not Frame.OBJECT or cue is None or not cue[0] <= known.trigger < known.head < cue[1]:
        return False
    felt = lexicon().nouns.get(document.tokens[known.head].lemma.lower())
    return felt is not None and felt.attitude is not None and document.tokens[cue[1] - 1].pos == "ADP"


def _is_reason_left_out(document: Document, spans: Attribution, known: Attribution) -> bool:
    """Say whether all that the rules leave out is why: cannot promise that it ends, because ..."""
    start, end = known.content[-1][1], spans.content[-1][1]
    return known.negated and document.report.text[start:end].lstrip(" ,").lower().startswith("because ")


def _is_one_quotation(document: Document, spans: Attribution, known: Attribution) -> bool:
    """Say whether the model stops where a cue stands that a translation left between the marks of a quotation."""
    if not known.quoted or known.trigger < 0 or spans.content[0][0] < known.content[0][0]:
        return False
    ends = known.content[0][1]
    amid = ends <= document.tokens[known.trigger].start < known.content[-1][0]
    return amid and document.report.text[ends - 1] not in _CLOSING


def _is_second_piece(_: Document, spans: Attribution, known: Attribution) -> bool:
    """Say whether the model sees only one of the pieces behind the first."""
    first, last = spans.content[0][0], spans.content[-1][1]
    return any(low <= first and last <= high for low, high in known.content[1:])


# How else the rules know better.
_BETTER = (_is_second_piece, is_feeling_voiced, _is_reason_left_out, _is_one_quotation)


def length(one: Attribution) -> int:
    """Return how many characters of content an attribution has."""
    return sum(end - start for start, end in one.content)
