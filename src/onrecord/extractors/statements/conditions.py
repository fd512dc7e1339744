"""The words that an act is made to depend on: "if its demands are not accepted", "unless they withdraw"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.core.entry import Act
from onrecord.extractors.statements.attributions import trimmed
from onrecord.extractors.statements.lexicon import word_set
from onrecord.grammar import makes_condition

if TYPE_CHECKING:
    from onrecord.core.document import Document, Token
    from onrecord.core.report import Citation
    from onrecord.extractors.statements.attributions import Attribution, TextSpan, TokenSpan

_IF = word_set("conditions")
_NOES = word_set("noes")
_BESIDE = ("det", "neg", "attr", "nsubj", "dobj")
_CLIMB = 3  # steps from "without" up to what is denied
_NO_CONDITIONS = word_set("no_conditions")


def condition_in(document: Document, attribution: Attribution) -> Citation | None:
    """Return the first condition on the content of an attribution, or on its cue; None where there is none."""
    refused = _is_refused(attribution)
    ways = [found for piece in attribution.content if (found := _in_piece(document, piece, refused=refused))]
    found = next(iter(ways), None) or _on_cue(document, attribution.trigger)
    return document.cite(*found) if found else None


def _in_piece(document: Document, piece: TextSpan, *, refused: bool) -> TokenSpan | None:
    """Return the condition that a piece of what is said names."""
    span = document.tokens_in(*piece)
    opened = (_clause_at(document, n) for n in span if document.tokens[n].text.lower() in _IF)
    return next((clause for clause in opened if clause), None) or _lacking(document, span, refused=refused)


def _on_cue(document: Document, trigger: int) -> TokenSpan | None:
    """Return the condition on the saying itself."""
    clauses = document.dependents(trigger, "advcl") if trigger >= 0 else ()
    marks = (mark for clause in clauses for mark in document.dependents(clause.i, "mark"))
    opened = (_clause_at(document, mark.i) for mark in marks if mark.text.lower() in _IF)
    return next((clause for clause in opened if clause), None)


def _is_refused(attribution: Attribution) -> bool:
    """Say whether the cue holds the no: "ruled out talks without a truce"."""
    return attribution.entry is not None and attribution.entry.act is Act.REFUSE and not attribution.quoted


def _lacking(document: Document, span: range, *, refused: bool) -> TokenSpan | None:
    """Return what must be there, where it is said that there is none without it: "no talks without a truce"."""
    tokens = document.tokens
    for n in span:
        if not makes_condition(tokens[n]) or not (refused or _is_denied(document, tokens[n], span)):
            continue
        low, high = document.subtree(n)
        return trimmed(document, max(n, low), min(high, span.stop))
    return None


def _is_denied(document: Document, without: Token, span: range) -> bool:
    """Say whether what a "without" hangs on is said not to be: by its own "no", or by "not" at the verb above.

    "Would not have come without it" says why, not on what condition.
    """
    above = document.tokens[without.head]
    for _ in range(_CLIMB):
        if any(token.lemma == "have" for token in document.dependents(above.i, "aux")):
            return False
        if _has_no(document, above, span):
            return True
        if above.head == above.i or above.i not in span:
            return False
        above = document.tokens[above.head]
    return False


def _has_no(document: Document, word: Token, span: range) -> bool:
    """Say whether a word is denied by a "no" or "not" beside it, or before its subject or object."""
    words = [each for each in document.dependents(word.i, *_BESIDE) if each.i in span]
    below = [each for one in words for each in document.dependents(one.i, "det")]
    return any(each.text.lower() in _NOES for each in (*words, *below))


def _clause_at(document: Document, n: int) -> TokenSpan | None:
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
