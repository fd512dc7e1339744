"""The words that an act is made to depend on: "if its demands are not accepted", "unless they withdraw"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.extractors.statements.attributions import trimmed
from onrecord.extractors.statements.lexicon import word_set

if TYPE_CHECKING:
    from onrecord.core.document import Document
    from onrecord.core.report import Citation
    from onrecord.extractors.statements.attributions import Attribution

_IF = word_set("conditions")
_NO_CONDITIONS = word_set("no_conditions")


def condition_in(document: Document, attribution: Attribution) -> Citation | None:
    """Return the first condition on the content of an attribution, or on its cue; None where there is none."""
    for start, end in attribution.content:
        span = document.tokens_in(start, end)
        for n in range(span.start, span.stop):
            if document.tokens[n].text.lower() in _IF and (found := _clause_at(document, n)):
                return document.cite(*found)
    if attribution.trigger >= 0:
        for clause in document.dependents(attribution.trigger, "advcl"):
            for mark in document.dependents(clause.i, "mark"):
                if mark.text.lower() in _IF and (found := _clause_at(document, mark.i)):
                    return document.cite(*found)
    return None


def _clause_at(document: Document, n: int) -> tuple[int, int] | None:
    """Return the clause that a word of condition opens; None where it opens a question or a concession."""
    tokens = document.tokens
    mark = tokens[n]
    clause = tokens[mark.head]
    if (
        mark.dep not in ("mark", "advmod")
        or clause.dep not in ("advcl", "acl")
        or clause.pos not in ("VERB", "AUX", "ADJ", "NOUN")
    ):
        return None
    if n and tokens[n - 1].text.lower() in _NO_CONDITIONS:
        return None
    sentence = document.sentences[mark.sentence]
    low, high = document.subtree(clause.i)
    return trimmed(document, max(n, low, sentence.first), min(max(high, n + 1), sentence.last))
