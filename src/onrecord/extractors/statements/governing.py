"""One verb and what hangs on it: where its clauses begin and end, and who is told in them.

For `frames`, which asks which of them is the content.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from onrecord.core.document import printed
from onrecord.extractors.statements.attributions import trimmed, whole_phrase
from onrecord.extractors.statements.lexicon import word_set

if TYPE_CHECKING:
    from collections.abc import Iterable

    from onrecord.core.document import Document, Token
    from onrecord.extractors.statements.attributions import TokenSpan

_TO, _AS = word_set("to"), word_set("as")
_ASKING = word_set("asking_words")
_TAKES_A_REASON = word_set("reasoned_verbs")
_TELLING = word_set("telling_verbs")
_REASONS = word_set("reasons")
_EXAMPLES = word_set("examples")


class Governing:
    """A verb with what hangs on it."""

    def __init__(self, document: Document, i: int) -> None:
        self.document = document
        self.i = i
        self.token = document.tokens[i]
        self.parts: dict[str, list[Token]] = {}
        for child in document.children[i]:
            token = document.tokens[child]
            self.parts.setdefault(token.dep, []).append(token)
        self.passive = "auxpass" in self.parts or "nsubjpass" in self.parts

    def _parted(self, clause: Token) -> bool:
        """Say whether a semicolon or a colon parts a clause from the verb behind it."""
        return any(self.document.tokens[n].text in (";", ":") for n in range(clause.i, self.i))

    def _asks(self, clause: Token) -> bool:
        low = self.document.subtree(clause.i)[0]
        return self.document.tokens[low].text.lower() in _ASKING and low > self.i

    def _clause_span(self, clause: Token) -> TokenSpan:
        """Return the tokens of a clause, without what the parse hung on it beyond the verb that governs it."""
        low, high = whole_phrase(self.document, clause.i)
        orphan = not any(self.document.dependents(clause.i, "nsubj", "nsubjpass", "expl", "csubj"))
        if clause.i > self.i and (self._swallows(low) or (orphan and self.token.lemma not in _TELLING)):
            low = self.i + 1
        if low < self.i < high:  # the verb stands inside what it governs: keep the side of the clause
            low, high = (self.i + 1, high) if clause.i > self.i else (low, self.i)
        return trimmed(self.document, low, high)

    def _swallows(self, low: int) -> bool:
        """Say whether the parse took the beginning of the clause for an object of the verb."""
        if self.token.lemma in _TELLING:
            return False
        objects = (*self.parts.get("dobj", ()), *self.parts.get("nsubj", ()), *self.parts.get("attr", ()))
        return any(self.i < t.i < low for t in objects)

    def _told(self, clause: Token) -> int:
        """Return the head word of those who were told, or -1."""
        for label in ("dative", "dobj", "iobj", "nsubjpass"):
            for token in self.parts.get(label, ()):
                if token.i != clause.i and token.pos in ("NOUN", "PROPN", "PRON"):
                    return token.i
        for token in printed(self.parts.get("prep", ()), _TO):
            if token.i < max(clause.i, self.i + 3):
                return next((t.i for t in self.document.dependents(token.i, "pobj")), -1)
        return -1

    def _is_infinitive(self, clause: Token) -> bool:
        return self._to(clause) >= 0

    def _to(self, clause: Token) -> int:
        """Return the token of an infinitive's "to", or -1."""
        helpers = printed(self.document.dependents(clause.i, "aux"), _TO)
        # Promise to one day join: the parse takes "to one day" for a phrase.
        lost = clause.dep == "xcomp" and clause.tag == "VB"
        between = self.document.tokens[self.i + 1 : min(clause.i, self.i + 6)] if lost else ()
        return next((token.i for token in chain(helpers, printed(between, _TO))), -1)

    def _infinitive_span(self, clause: Token) -> TokenSpan:
        low, high = whole_phrase(self.document, clause.i)
        return min(low, self._to(clause)), high

    def _infinitives(self) -> list[Token]:
        clauses = (*self.parts.get("xcomp", ()), *self.parts.get("ccomp", ()))
        return [clause for clause in clauses if self._is_infinitive(clause)]

    def _put_to(self, clause: Token) -> int:
        """Return the head word of those who are to do what an infinitive says, or -1."""
        candidates = (*self.document.dependents(clause.i, "nsubj"), *self.parts.get("dobj", ()))
        return next((t.i for t in candidates if t.i < clause.i), -1)

    def _predicate(self) -> Token | None:
        """Return what the object is called: "a success", "as helpful"."""
        led = (t for t in printed(self.parts.get("prep", ()), _AS) if t.i > self.i)
        return next(iter((*self.parts.get("oprd", ()), *led)), None)

    def _with_reason(self, high: int) -> int:
        """Stretch an object over the reason that belongs to it (accused Iran of stalling)."""
        if self.token.lemma in _TAKES_A_REASON:
            behind = high + any(token.i == high for token in self.parts.get("prt", ()))  # called him out for it
            for token in self.parts.get("prep", ()):
                if 0 <= token.i - behind < 2 and token.text.lower() in _REASONS:
                    high = whole_phrase(self.document, token.i)[1]
        return high

    def _with_examples(self, high: int) -> int:
        """Stretch an object over what it is said to include (guarantees, including a treaty)."""
        for token in self.parts.get("prep", ()):
            if 0 <= token.i - high < 2 and token.text.lower() in _EXAMPLES:
                high = whole_phrase(self.document, token.i)[1]
        return high

    def _named_behind(self, leads: Iterable[Token]) -> int:
        """Return who is named behind one of some prepositions, or -1."""
        named = (next(self.document.dependents(t.i, "pobj"), None) for t in leads)
        return next((found.i for found in named if found and found.pos == "PROPN"), -1)
