"""Quotations that are signed: "..." - a name behind a dash, at the end of its paragraph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.extractors.statements.attributions import trimmed
from onrecord.extractors.statements.spoken import unattributed

if TYPE_CHECKING:
    from onrecord.core.document import Document
    from onrecord.extractors.statements.attributions import Attribution
    from onrecord.extractors.statements.spoken import Utterance

_DASHES = frozenset({"-", "--", "–", "—", "―"})
_LONGEST = 14  # words of a signature
_PARTS = frozenset({"(", "[", ","})


def signed(document: Document, utterance: Utterance) -> Attribution | None:
    """Return a quotation as the words of the one who is named behind it, after a dash; None where no one is."""
    tokens = document.tokens
    quotation = utterance.quotation
    if not quotation.closed:
        return None
    behind = document.tokens_in(quotation.end, document.passages[quotation.passage].end)
    low, high = behind.start, behind.stop
    while low < high and (tokens[low].start < quotation.end or tokens[low].text.isspace()):
        low += 1
    if low >= high or tokens[low].text.strip() not in _DASHES:
        return None
    dash = low
    low += 1
    while low < high and tokens[low].text.isspace():
        low += 1
    if not 0 < high - low <= _LONGEST or not tokens[low].text[0].isupper():
        return None
    if any(token.tag in ("VBD", "VBZ", "VBP", "MD") for token in tokens[low:high]):
        return None
    end = next((n for n in range(low + 1, high) if tokens[n].text in _PARTS), high)
    return unattributed(utterance)._replace(source=trimmed(document, low, end), cue=(dash, dash + 1))
