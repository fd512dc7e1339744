"""The way from the words that name a matter up to the head of what was said, and how often it turns.

Each word on the way may turn the side round: a negation, a verb or noun that undoes what hangs on it ("stop", "an
end to", "refusal"), a judgement ("would be a mistake", "off the table"). Two turns are none: "refuses to rule out
membership" leaves it open to come.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.matters import spoken
from onrecord.resolvers.propositions.grammar import (
    VERBAL,
    has_modal,
    is_imperative,
    is_nobody,
    is_turned,
    lemma,
    marks,
    subject,
    will_be,
)
from onrecord.resolvers.propositions.lists import phrases, words

if TYPE_CHECKING:
    from collections.abc import Callable

    from onrecord.core.document import Document, Token

_OBJECTS = ("dobj", "nsubjpass", "ccomp", "xcomp", "pcomp", "prep", "pobj", "oprd", "acl", "compound", "poss", "attr", "dative", "nmod", "amod", "csubjpass")
_PLACES = frozenset(("in", "at", "by", "on", "near"))  # "fails in the talks" does not undo the talks
_COPULAR = frozenset(("be", "become", "remain", "seem", "constitute", "represent", "mean", "appear", "amount", "look", "stay", "'s"))
_PARTICLES = frozenset(("away", "out", "off", "back"))  # "walk away from the treaty": the parser hangs "from" on them
_NAMING = ("compound", "amod", "nmod", "poss")
_STEPS = 40  # a sentence of a list may hang a hundred words deep


@dataclass(slots=True)
class Walk:
    """What was met on the way.

    Attributes:
        turns: How often the side is turned.
        top: The last word on the way.
        will: A word says that it shall be, or judges it.
        others: It is another's will or refusal that is told, not the speaker's.
        demanded: It is what another demands or proposes ("rejected the demand for a withdrawal").
        presupposed: It is taken for granted by what is said of it.
        handled: It is what one fights, watches or talks about, and taken for granted.
        debated: It is to be talked about.
        opaque: Another's words or view are told of, and not which.
        condition: "if" or "unless", where the matter stands in a condition.
        background: The matter stands in a clause that says something else.
        depth: How many words the way has.
        own: A verb on the way is the speaker's own doing that is still to come.
        conditional: What is said of it is tied to a condition.
    """

    turns: int = 0
    top: int = -1
    will: bool = False
    others: bool = False
    demanded: bool = False
    opaque: bool = False
    presupposed: bool = False
    handled: bool = False
    debated: bool = False
    denied: bool = False
    condition: str = ""
    background: bool = False
    depth: int = 0
    own: bool = False
    conditional: bool = False

    @property
    def positive(self) -> bool:
        return self.turns % 2 == 0


class Walker:
    """Walks up from a word within what was said.

    Args:
        document: The report with its parse.
        inside: The tokens of what was said.
        is_self: Says of a subject whether it is the speaker.
        direct: The words are the speaker's own: "would" in them is no future told of.
    """

    def __init__(
        self, document: Document, inside: frozenset[int], is_self: Callable[[Token], bool], *, direct: bool
    ) -> None:
        self._direct = direct
        self._document = document
        self._inside = inside
        self._is_self = is_self

    def walk(self, anchor: int) -> Walk:
        """Return what is met from a word up to the head of what was said."""
        way = Walk(top=anchor)
        token = self._document.tokens[anchor]
        self._at(way, token, -1)
        for _ in range(_STEPS):
            above = self._document.tokens[token.head]
            if above.i == token.i or above.i not in self._inside:
                break
            if self._leaves(way, token):
                break
            way.depth += 1
            way.top = above.i
            if token.dep == "conj":
                # What is joined shares a negation before both ("will not build or lease"), and nothing else.
                if above.pos in VERBAL and not self._own_helper(token):
                    self._negation(way, above, token.i)
            else:
                self._step(way, token, above)
                self._at(way, above, token.i)
            token = above
        self._conditions(way)
        self._people(way, anchor)
        return way

    def _people(self, way: Walk, anchor: int) -> None:
        """Take in what people are to do who are themselves the matter: "asked the soldiers to lay down their arms"."""
        token = self._document.tokens[anchor]
        if way.top != anchor or token.lemma.lower() not in words("people"):
            return
        for child in self._document.dependents(anchor, "acl", "relcl", "xcomp", "ccomp"):
            way.presupposed |= "to" in marks(self._document, child)

    def _own_helper(self, token: Token) -> bool:
        return any(True for _ in self._document.dependents(token.i, "aux", "nsubj", "neg", "auxpass"))

    def _leaves(self, way: Walk, token: Token) -> bool:
        """Say whether the clause of a word only sets the scene for the one above it; a condition is kept in mind."""
        if token.dep == "relcl" or self._is_aside(token):
            way.background = True
            return True
        if token.dep == "advcl":
            found = marks(self._document, token)
            if found & words("conditions"):
                way.condition = "unless" if found & {"unless", "until"} else "if"
                return True
            if found & words("circumstances"):
                way.background = True
                return True
        if token.dep == "prep" and token.text.lower() in words("circumstances") and token.head != token.i:
            way.background = True
            return True
        above = self._document.tokens[token.head]
        if token.dep in ("parataxis",) or (token.dep in _NAMING and above.lemma.lower() in words("carriers")):
            way.background = True
            return True
        return False

    def _is_aside(self, token: Token) -> bool:
        """Say whether a participle only describes a noun: "bases housing troops", and not "a call demanding talks"."""
        if token.dep != "acl" or token.tag != "VBG":
            return False
        return lemma(self._document, token) not in words("wills") | words("attitudes") | words("turns") | {"call"}

    def _at(self, way: Walk, token: Token, path: int) -> None:
        """Take in what hangs on a word itself: its negation, its modal, its mood."""
        self._negation(way, token, path)
        if path < 0 and self._is_prefixed(token):
            way.turns += 1
        if any(child.text.lower() in words("fewer") for child in self._document.dependents(token.i, "amod")):
            way.turns += 1
        if token.pos in VERBAL:
            if has_modal(self._document, token) or is_imperative(self._document, token):
                way.will = True
            who = subject(self._document, token)
            coming = will_be(self._document, token, told_of=not self._direct)
            if who is not None and who.i != path and coming and self._is_self(who):
                way.own = True

    def _negation(self, way: Walk, token: Token, path: int) -> None:
        """Take in a negation; of a noun phrase's several ("no date, neither for this nor for that") one counts."""
        turned = is_turned(self._document, token, path) or (path < 0 and is_nobody(self._document, token))
        if turned and not (way.denied and token.pos not in VERBAL):
            way.turns += 1
        way.denied = turned or (way.denied and token.pos not in VERBAL)
        way.opaque |= turned and token.pos in VERBAL and self._is_restricted(token)

    def _is_restricted(self, verb: Token) -> bool:
        """Say whether it is only how something is done that is negated: "nobody must negotiate under pressure"."""
        return any(child.text.lower() in words("restricts") for child in self._document.dependents(verb.i, "prep"))

    def _is_prefixed(self, token: Token) -> bool:
        """Say whether "non-" stands before a word: "non-membership"."""
        text = self._document.report.text
        return text[max(0, token.start - 4) : token.start].lower() in ("non-", "non‑", "non ")

    def _step(self, way: Walk, token: Token, above: Token) -> None:
        """Take in what the word above does to what hangs on it."""
        name = lemma(self._document, above)
        if above.dep == "prep" or above.pos in ("ADP", "SCONJ"):
            if above.text.lower() in words("against"):
                way.turns += 1
                if above.text.lower() == "against":
                    way.will = True
            return
        if token.dep in ("nsubj", "csubj", "nsubjpass") and self._judged(way, above, name):
            return
        if token.dep in ("ccomp", "xcomp", "advcl", "csubj", "acl", "relcl") and above.pos in ("ADJ", "NOUN"):
            self._judge(way, above)
        if token.dep == "nsubj":
            way.turns += self._ends(above, name)
            # "Soldiers shall lay down their arms": that they are there is taken for granted.
            way.presupposed |= above.pos in VERBAL and name.split("_")[0] not in words("ends") | words("begins")
            return
        if above.pos in VERBAL and token.dep in ("dobj", "nsubjpass"):
            way.handled |= name in words("handles")
            way.debated |= name in words("debates")
        if token.dep == "dobj" and self._is_kept_from(above):
            way.presupposed = True
            return
        self._anothers(way, token, above, name)
        if token.dep == "dobj" and self._is_shut(token, above):
            way.turns += 1
        if token.dep not in _OBJECTS and token.text.lower() not in _PARTICLES:
            return
        if token.dep == "prep" and token.text.lower() in (_PLACES if above.pos in VERBAL else _PLACES - {"on"}):
            return
        turning = name in words("turns") if above.pos in VERBAL else name in words("turn_nouns")
        if turning or (above.pos not in VERBAL and name in words("turns") and above.tag in ("VBG", "VBN")):
            way.turns += 1
        if above.pos in VERBAL and (turning or name in words("wills")):
            self._whose(way, token, above, name)

    def _ends(self, verb: Token, name: str) -> int:
        return int(name in words("ends") and next(self._document.dependents(verb.i, "dobj"), None) is None)

    def _is_kept_from(self, verb: Token) -> bool:
        """Say whether a verb keeps someone from doing something: what is not to be is that."""
        return any(
            next(self._document.dependents(child.i, "pcomp"), None)
            for child in self._document.dependents(verb.i, "prep")
            if child.text.lower() == "from"
        )

    def _whose(self, way: Walk, token: Token, above: Token, name: str) -> None:
        """Take in whose will a verb tells: the speaker's, or another's."""
        who = subject(self._document, above)
        if name not in words("attitudes") | words("wills"):
            return  # what is lifted or withdrawn is a deed
        if who is None or self._is_self(who) or above.tag == "VBN":
            way.will = True
        elif who.i != token.i and name in words("attitudes"):
            way.others = True

    def _anothers(self, way: Walk, token: Token, above: Token, name: str) -> None:
        """Take in whether another's words are told: "its demand for talks", "their view of it", "he said: '...'"."""
        if above.pos in VERBAL:
            who = subject(self._document, above)
            told = token.dep in ("ccomp", "parataxis") and who is not None
            way.opaque |= told and (name in words("says") or who.pos == "PROPN") and not self._is_self(who)
            return
        whose = next(self._document.dependents(above.i, "poss", "amod"), None)
        if whose is None or self._is_self(whose) or whose.dep == "amod" and not whose.text[:1].isupper():
            return
        way.opaque |= name in words("views")
        way.demanded |= name in words("demands")

    def _is_shut(self, token: Token, verb: Token) -> bool:
        """Say whether what is done to something shuts it out: "takes it off the table", "puts it on hold"."""
        _, last = self._document.subtree(token.i)
        said = spoken(" ".join(one.text for one in self._document.tokens[min(verb.i, token.i) + 1 : max(last, token.i + 1) + 4]))
        return any(f" {phrase} " in said for phrase in phrases("shut"))

    def _judged(self, way: Walk, above: Token, name: str) -> bool:
        """Say whether the subject is judged by its verb: "is a mistake", "is off the table", "harms us"."""
        if name.split("_")[0] in words("ill_verbs"):
            way.turns += 1
            way.will = True
            return True
        if above.lemma.lower() not in _COPULAR:
            return False
        said = spoken(" ".join(self._document.tokens[i].text for i in range(above.i, min(above.i + 8, len(self._document.tokens)))))
        if any(f" {phrase} " in said for phrase in phrases("shut")):
            way.turns += 1 if not is_turned(self._document, above, -1) else 2
            way.will = True
            return True
        for child in self._document.dependents(above.i, "attr", "acomp", "oprd"):
            self._judge(way, child)
        return True

    def _judge(self, way: Walk, word: Token) -> None:
        name = word.lemma.lower()
        if name in words("unwilling"):
            way.turns += 1
        if name in words("ill"):
            way.turns += 1
            way.will = True
        elif name in words("good"):
            way.will = True
            if is_turned(self._document, word, -1):
                way.turns += 1

    def _conditions(self, way: Walk) -> None:
        """Take in whether what is said is tied to a condition: a clause or phrase that hangs on the way."""
        top = self._document.tokens[way.top]
        for child in self._document.dependents(top.i, "advcl"):
            if child.i in self._inside and marks(self._document, child) & words("conditions"):
                way.conditional = True
