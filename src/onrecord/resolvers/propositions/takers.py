"""Who takes a side of a matter by the verb above it: "Chile backed the sanctions", "Peru, which resists talks".

The deed that a sentence tells ("sanctions") has a doer of its own; whoever backs or opposes it is another, and
it is the verb of backing that says on which side he stands. Only what the sentence tells as so counts: no wish,
no negation, no "may", no "if".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.resolvers.propositions.grammar import VERBAL, has_modal, is_turned, lemma, marks
from onrecord.resolvers.propositions.lists import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from onrecord.core.document import Document, Token

_UP = 6  # words from a matter up to the verb ("resisted the expansion of sanctions")
_NOMINAL = ("NOUN", "PROPN", "ADP", "ADJ", "NUM")
_OBJECTS = ("dobj", "prep", "dative")
_NAMING = ("poss", "amod", "compound", "nmod", "appos")


class Takers:
    """Finds who takes a side of what a word names.

    Args:
        document: The report with its parse.
        party_at: The party that the word at a place names; None where it names none.
    """

    def __init__(self, document: Document, party_at: Callable[[int], str | None]) -> None:
        self._document = document
        self._party_at = party_at

    def of(self, anchor: int, inside: frozenset[int]) -> str | None:
        """Return who takes a side of what a word names; None where no verb says so of anybody known."""
        verb = self._verb(anchor, inside)
        if verb is None:
            return None
        return next((who for who in map(self._named, self._subjects(verb)) if who), None)

    def _verb(self, anchor: int, inside: frozenset[int]) -> Token | None:
        """Return the verb of taking sides of which a word is the object, by nouns and prepositions alone."""
        token = self._document.tokens[anchor]
        for _ in range(_UP):
            above = self._document.tokens[token.head]
            if above.i == token.i or above.i not in inside:
                return None
            if above.pos in VERBAL:
                return above if self._takes(above, token) else None
            if above.pos not in _NOMINAL:
                return None
            token = above
        return None

    def _takes(self, verb: Token, below: Token) -> bool:
        """Say whether a verb takes a side of what is its object, and is told as so."""
        if lemma(self._document, verb) not in words("takes_sides") or below.dep not in _OBJECTS:
            return False
        if below.dep == "prep" and below.text.lower() not in words("side_behind"):
            return False
        return self._is_told_as_so(verb)

    def _is_told_as_so(self, verb: Token) -> bool:
        """Say whether a verb tells what its subject does: no wish, no "may", no "if", and no denial."""
        if verb.tag == "VB" or marks(self._document, verb) & (words("conditions") | {"to"}):
            return False
        helpers = self._document.dependents(verb.i, "aux")
        if any(child.lemma.lower() in words("unreal") for child in helpers) or has_modal(self._document, verb):
            return False
        passive = next(self._document.dependents(verb.i, "auxpass", "nsubjpass"), None) is not None
        return not passive and not is_turned(self._document, verb, -1)

    def _subjects(self, verb: Token) -> Iterator[Token]:
        """Yield the subject of a verb; of a relative clause the noun that it describes."""
        for _ in range(3):
            found = next(self._document.dependents(verb.i, "nsubj"), None)
            if found is not None:
                if found.text.lower() in words("relatives") and verb.dep == "relcl":
                    found = self._document.tokens[verb.head]
                yield found
                return
            if verb.dep not in ("conj", "advcl", "xcomp"):
                return
            verb = self._document.tokens[verb.head]
            if verb.pos not in VERBAL:
                return

    def _named(self, head: Token) -> str | None:
        """Return the party that a noun phrase names: by its head, by what stands beside it, or as its owner."""
        beside = self._document.tokens[head.head] if head.dep == "appos" else None
        own = (self._party_at(beside.i) if beside else None) or self._party_at(head.i)
        if own or head.pos == "PRON" or head.lemma.lower() in words("others_of"):
            return own
        naming = (self._party_at(child.i) for child in self._document.dependents(head.i, *_NAMING))
        return next((one for one in naming if one), None)
