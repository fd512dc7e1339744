"""How a sentence tells an act: as done, as done before, as to come, as done again and again.

Part of `dates`: it asks the parse alone, no time and no day.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.grammar import is_pluperfect, makes_perfect
from onrecord.resolvers.dates.words import words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from onrecord.core.document import Document, Token
    from onrecord.core.report import Citation

CHAIN = 3  # acts of one sentence that go on from each other
_UP_TO_VERB = 6  # steps up the tree
_PARTICIPLES = ("advcl", "xcomp", "pcomp")


class Telling:
    """Says of the acts of a document how its sentences tell them."""

    def __init__(self, document: Document) -> None:
        self._document = document

    def act_of(self, told: Citation) -> Token | None:
        """Return the verb of some words, or else the word on which the others hang."""
        covered = self._document.tokens_in(told.start, told.end)
        tokens = [self._document.tokens[i] for i in covered]
        tops = [token for token in tokens if token.head not in covered or token.head == token.i]
        return next((token for token in tokens if token.pos == "VERB"), tops[0] if tops else None)

    def verb_of(self, act: Token) -> Token:
        """Return the verb that tells an act: itself, or the one above it."""
        token = act
        for _ in range(_UP_TO_VERB):
            if token.pos in ("VERB", "AUX") or token.head == token.i:
                break
            token = self._document.tokens[token.head]
        return token

    def is_past(self, act: Token) -> bool | None:
        """Say whether an act is told as past; None where it is in the perfect, of which the day is open."""
        helpers = self._document.dependents(self.verb_of(act).i, "aux")
        if makes_perfect(helper for helper in helpers if helper.tag in ("VBZ", "VBP")):
            return None
        return self.is_before(act) or self.is_done(act)

    def is_done(self, act: Token) -> bool:
        """Say whether the sentence tells the act as done, or as a headline does: in the present."""
        verb = self._finite(act)
        helpers = list(self._document.dependents(verb.i, "aux", "auxpass"))
        if makes_perfect(helpers) or _has_modal(helpers):
            return False
        if verb.sentence == 0 and verb.tag in ("VBZ", "VBP") and not helpers:
            return True
        return any(token.tag == "VBD" for token in (verb, *helpers))

    def is_behind(self, act: Token) -> bool:
        """Say whether an act is told as done, or as done up to now or then: "has shelled", "had shelled"."""
        helpers = list(self._document.dependents(self._finite(act).i, "aux", "auxpass"))
        return (makes_perfect(helpers) and not _has_modal(helpers)) or self.is_done(act)

    def _finite(self, act: Token) -> Token:
        """Return the verb from which an act has its tense: of participles, the one that they go with."""
        verb = self.verb_of(act)
        for _ in range(CHAIN):
            if verb.tag not in ("VBG", "VBN") or verb.dep not in _PARTICIPLES:
                break
            verb = self.verb_of(self._document.tokens[verb.head])
        return verb

    def is_before(self, act: Token) -> bool:
        """Say whether the act lies before what the report tells of: "had signed"."""
        return is_pluperfect(self._document, self.verb_of(act).i)

    def is_ahead(self, act: Token) -> bool:
        """Say whether an act is told as to come, by its own helper or that of the verb it completes."""
        verb, will = self.verb_of(act), words("will")
        for _ in range(CHAIN):
            helpers = list(self._document.dependents(verb.i, "aux", "auxpass"))
            if any(token.text.lower() in will for token in helpers):
                return True
            will = words("will") - {"would"}  # "would like to thank" thanks
            if verb.dep not in ("xcomp", "advcl") or not any(token.tag == "TO" for token in helpers):
                return False
            verb = self._document.tokens[verb.head]
        return False

    def can_be_ahead(self, act: Token) -> bool:
        """Say whether an act may lie after its report: told with "will", as one planned, or not as past."""
        helpers = list(self._document.dependents(act.i, "aux", "auxpass"))
        if act.tag == "VB" or any(token.text.lower() in words("will") for token in helpers):
            return True
        over = act.tag == "VBD" or (act.tag == "VBN" and makes_perfect(helpers))
        return not over and act.lemma not in words("planning")

    def is_present(self, act: Token) -> bool:
        """Say whether an act is told in the present."""
        return self.verb_of(act).tag in ("VBZ", "VBP")

    def is_repeated(self, act: Token) -> bool:
        """Say whether an act is told as done more than once, or before: "has long argued"."""
        beside = self._document.dependents(self.verb_of(act).i, "advmod", "npadvmod", "dobj")
        often = words("often")
        return any(word.lemma.lower() in often or (word.lemma == "time" and word.tag == "NNS") for word in beside)

    def is_definite(self, act: Token) -> bool:
        """Say whether a noun names an act that is known: "the attack", and not "an attack"."""
        if act.sentence == 0:  # a headline has no articles
            return True
        below = {token.text.lower() for token in self._document.dependents(act.i, "det", "poss")}
        return bool(below) and not below & words("indefinite")

    def is_of_pronoun(self, act: Token) -> bool:
        """Say whether who does it is only called he, she, it or they: the one told of just before."""
        doers = list(self._document.dependents(self.verb_of(act).i, "nsubj", "nsubjpass"))
        return bool(doers) and doers[0].tag == "PRP"

    def joined_with(self, act: Token) -> Token | None:
        """Return the act told next in the same breath, as past: "met the envoy and signed"."""
        after = [word for word in self._document.dependents(act.i, "conj") if word.tag in ("VBD", "VBN")]
        return after[-1] if after else None


def _has_modal(helpers: Iterable[Token]) -> bool:
    """Say whether one of the auxiliaries of a verb is a modal: "will have signed" is not over."""
    return any(helper.tag == "MD" for helper in helpers)
