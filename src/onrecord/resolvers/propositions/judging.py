"""What words on the way judge a matter to be: a mistake, off the table, necessary, premature.

Part of the walk: a judgement tells what the speaker wants of the matter, and turns the side where it is ill.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.matters import spoken, stands
from onrecord.resolvers.propositions.grammar import called, is_turned
from onrecord.resolvers.propositions.lists import phrases, words

if TYPE_CHECKING:
    from onrecord.core.document import Document, Token
    from onrecord.resolvers.propositions.way import Walk

_PREDICATE = 8  # words from a form of "be" on, in which it says what its subject is


class Judging:
    """Takes in the judgements that are met on the way."""

    def __init__(self, document: Document) -> None:
        self._document = document

    def in_passing(self, way: Walk, anchor: int) -> None:
        """Take in what a speaker calls the matter where nothing else tells a side: "we answer the sham vote"."""
        if way.tells_a_side:
            return
        for word in self._document.dependents(anchor, "amod", "compound"):
            if word.lemma.lower() in words("ill"):
                way.turns, way.will = 1, True
                way.opaque = way.others = way.background = False
                return

    def by_name(self, way: Walk, token: Token) -> None:
        """Take in what the matter is called by the verb above it: "described the vote as fair"."""
        if not way.background:
            for word in called(self._document, token):
                self.all_of(way, word)

    def all_of(self, way: Walk, word: Token) -> None:
        """Take in a judgement and what is joined with it or stands before it: "free and fair", "a sham vote"."""
        before = way.turns, way.will
        for one in (word, *self._document.dependents(word.i, "conj", "amod")):
            self.by(way, one)
            if (way.turns, way.will) != before:
                return

    def of_subject(self, way: Walk, token: Token, above: Token, name: str) -> bool:
        """Say whether the subject is judged by its verb: "is a mistake", "is off the table", "harms us"."""
        if name.split("_", maxsplit=1)[0] in words("ill_verbs"):
            way.turns += 1
            way.will = True
            return True
        if above.pos == "ADJ":  # "called the vote flawed"
            self.all_of(way, above)
            return way.will
        if token.dep == "nsubjpass" and name in words("names"):
            self.by_name(way, token)
            return way.will
        if above.lemma.lower() not in words("copulas"):
            return False
        self._by_predicate(way, above)
        return True

    def _by_predicate(self, way: Walk, verb: Token) -> None:
        """Take in what a form of "be" says of its subject."""
        said = self.said(verb.i, verb.i + _PREDICATE)
        if is_shut(said):
            way.turns += 2 if is_turned(self._document, verb, -1) else 1
            way.will = True
            return
        way.will |= any(stands(phrase, said) for phrase in phrases("openings"))
        for child in self._document.dependents(verb.i, "attr", "acomp", "oprd"):
            self.all_of(way, child)

    def by(self, way: Walk, word: Token) -> None:
        """Take in one word that may judge."""
        name = word.lemma.lower()
        way.conditional |= name in words("unripe")
        if name in words("unwilling"):
            way.turns += 1
        if name in words("ill"):
            way.turns += 1
            way.will = True
        elif name in words("good"):
            way.will = True
            way.turns += is_turned(self._document, word, -1)

    def as_ripe(self, way: Walk, quality: Token) -> None:
        """Take in that the time for it has not come: "not ready for membership", "too early for talks"."""
        verb = self._document.tokens[quality.head]
        unripe = quality.lemma.lower() in words("ripe") and is_turned(self._document, verb, quality.i)
        if unripe or quality.lemma.lower() in words("unripe"):
            way.will = way.conditional = True
            way.turns += not unripe

    def said(self, first: int, last: int) -> str:
        """Return the words of some tokens as phrases are looked for in them."""
        return spoken(" ".join(token.text for token in self._document.tokens[first:last]))


def is_shut(said: str) -> bool:
    """Say whether words shut a matter out: "off the table", "on hold"."""
    return any(f" {phrase} " in said for phrase in phrases("shut"))
