"""The way from the words that name a matter up to the head of what was said, and how often it turns.

Each word on the way may turn the side round: a negation, a verb or noun that undoes what hangs on it ("stop", "an
end to", "refusal"), a judgement ("would be a mistake", "off the table"). Two turns are none: "refuses to rule out
membership" leaves it open to come.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.resolvers.propositions.grammar import (
    VERBAL,
    has_modal,
    has_none_for,
    has_own_helper,
    has_to,
    is_done,
    is_imperative,
    is_kept_from,
    is_no_chance,
    is_nobody,
    is_prefixed,
    is_purpose,
    is_restricted,
    is_said_of_clause,
    is_sent_home,
    is_turned,
    is_whoever,
    is_wished,
    judged_apart,
    lemma,
    marks,
    subject,
    will_be,
)
from onrecord.resolvers.propositions.judging import Judging, is_shut
from onrecord.resolvers.propositions.lists import words
from onrecord.resolvers.propositions.way import Walk

if TYPE_CHECKING:
    from collections.abc import Callable

    from onrecord.core.document import Document, Token

_OBJECTS = (
    "dobj",
    "nsubjpass",
    "ccomp",
    "xcomp",
    "pcomp",
    "prep",
    "pobj",
    "oprd",
    "acl",
    "compound",
    "poss",
    "attr",
    "dative",
    "nmod",
    "amod",
    "csubjpass",
)
_CLAUSES = ("ccomp", "xcomp", "advcl", "acl")
_JUDGED = ("nsubj", "csubj", "nsubjpass")
_NAMING = ("compound", "amod", "nmod", "poss")
_STEPS = 40  # a sentence of a list may hang a hundred words deep
_INSIDE_LEADS = words("inside_leads")
_TURNED_CONDITIONS = words("turned_conditions")


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
        self._judging = Judging(document)
        self.subject_of: dict[int, int] = {}  # heads whose verb the parser has not seen

    def walk(self, anchor: int) -> Walk:
        """Return what is met from a word up to the head of what was said."""
        way = Walk(top=anchor)
        token = self._document.tokens[anchor]
        self._at(way, token, -1)
        for _ in range(_STEPS):
            if token.i in self.subject_of:
                token = token._replace(dep="nsubj", head=self.subject_of[token.i])
            above = self._document.tokens[token.head]
            if above.i == token.i:
                break
            if self._ends(way, token, above):
                break
            way.depth += 1
            way.top = above.i
            if token.dep == "conj":
                self._joined(way, token, above)
            else:
                self._step(way, token, above)
                self._at(way, above, token.i)
            token = above
        self._judging.by_name(way, token)
        for word in judged_apart(self._document, token, self._inside):
            self._judging.by(way, word)
        if self._direct:
            self._judging.in_passing(way, anchor)
        self._conditions(way)
        self._people(way, anchor)
        return way

    def _ends(self, way: Walk, token: Token, above: Token) -> bool:
        """Say whether the way ends below a word, which has no part in what is said of the matter."""
        if token.dep in ("relcl", "acl") and is_no_chance(self._document, above):
            way.turns += 1
            return True
        if above.i not in self._inside:
            self._sets_scene(way, token)  # "refused to comment while the talks went on": it hangs on the cue
            return True
        return self._leaves(way, token)

    def _joined(self, way: Walk, token: Token, above: Token) -> None:
        """Take in what joined words share, a negation before both: "will not build or lease"."""
        if above.pos in VERBAL and not has_own_helper(self._document, token):
            self._negation(way, above, token.i)

    def _people(self, way: Walk, anchor: int) -> None:
        """Take in what people are to do who are themselves the matter: "asked the soldiers to lay down arms"."""
        token = self._document.tokens[anchor]
        if token.lemma.lower() not in words("people"):
            return
        if way.top != anchor:
            way.presupposed |= not self._is_disposed_of(token)
            return
        way.presupposed |= lemma(self._document, self._document.tokens[token.head]) in words("requites")
        known = (self._document.tokens[i] for i in self._inside)
        beside = (child for child in known if child.head not in self._inside)
        for child in (*self._document.dependents(anchor), *beside):
            way.presupposed |= child.dep in (*_CLAUSES, "relcl") and has_to(self._document, child)

    def _is_disposed_of(self, token: Token) -> bool:
        """Say whether the word over people moves, keeps or frees them, and does not only thank them."""
        for _ in range(_STEPS):
            above = self._document.tokens[token.head]
            if above.i == token.i or above.i not in self._inside:
                return True
            if token.dep != "conj" and above.pos not in ("ADP", "SCONJ", "PART"):
                known = words("disposes") | words("wills") | words("turns") | words("turn_nouns") | words("begins")
                name = lemma(self._document, above)
                return bool({name, name.split("_", maxsplit=1)[0]} & (known | words("bare_verbs")))
            token = above
        return True

    def _leaves(self, way: Walk, token: Token) -> bool:
        """Say whether the clause of a word only sets the scene for the one above; a condition is kept in mind."""
        above = self._document.tokens[token.head]
        if token.dep == "relcl" and is_whoever(self._document, token, above):
            way.condition = "if"
            return True
        carried = token.dep in _NAMING and above.lemma.lower() in words("carriers")
        if carried or token.dep in ("relcl", "parataxis") or self._is_aside(token):
            way.background = True
            return True
        return self._sets_scene(way, token)

    def _sets_scene(self, way: Walk, token: Token) -> bool:
        """Say whether a clause or phrase says when, why or on what condition something else is so."""
        if token.dep == "advcl":
            found = marks(self._document, token)
            if found & words("conditions"):
                way.will |= is_wished(self._document, token)
                way.condition = "" if way.will else "unless" if found & _TURNED_CONDITIONS else "if"
                return True
            if found & words("circumstances"):
                way.background = True
                return True
        if token.dep == "prep" and token.text.lower() in words("circumstances") and token.head != token.i:
            way.background = True
            return True
        ends = is_purpose(self._document, token)
        way.will |= ends
        return ends

    def _is_aside(self, token: Token) -> bool:
        """Say whether a participle only describes a noun: "bases housing troops", not "a call demanding talks"."""
        if token.dep != "acl" or token.tag != "VBG":
            return False
        return lemma(self._document, token) not in words("wills") | words("attitudes") | words("turns") | {"call"}

    def _at(self, way: Walk, token: Token, path: int) -> None:
        """Take in what hangs on a word itself: its negation, its modal, its mood."""
        way.planned |= path >= 0 and token.lemma.lower() in words("plans")
        self._negation(way, token, path)
        if path < 0 and is_prefixed(self._document, token):
            way.turns += 1
        if self._document.carries(token.i, words("fewer"), "amod"):
            way.turns += 1
        if token.pos in VERBAL:
            way.opaque |= path >= 0 and self._is_asked(token)
            way.will |= has_modal(self._document, token) or is_imperative(self._document, token)
            self._as_own(way, token, path)

    def _as_own(self, way: Walk, verb: Token, path: int) -> None:
        """Take in what the speaker will do, may do or does, where it is the speaker who does it."""
        who = subject(self._document, verb)
        if who is None or who.i == path or not (self._is_self(who) or who.lemma.lower() in words("ours")):
            return
        coming = will_be(self._document, verb, told_of=not self._direct)
        helpers = self._document.dependents(verb.i, "aux")
        way.own |= coming
        way.may |= any(child.lemma.lower() in words("may") for child in helpers)
        way.done |= not coming and path >= 0 and is_done(self._document, verb)

    def _is_asked(self, verb: Token) -> bool:
        """Say whether a clause is a question told of, which takes no side: "what the answer should be"."""
        beside = self._document.dependents(verb.i, "mark", "attr", "advmod", "nsubj", "nsubjpass")
        return verb.dep in ("ccomp", "pcomp") and any(one.text.lower() in words("questions") for one in beside)

    def _negation(self, way: Walk, token: Token, path: int) -> None:
        """Take in a negation; of a noun phrase's several ("no date, neither for this nor that") one counts."""
        verbal = token.pos in VERBAL
        turned = is_turned(self._document, token, path) or (path < 0 and is_nobody(self._document, token))
        turned |= not way.denied and has_none_for(self._document, token, path)
        counted = way.denied and not verbal
        way.turns += turned and not counted
        way.denied = turned or counted
        way.opaque |= turned and verbal and is_restricted(self._document, token)

    def _step(self, way: Walk, token: Token, above: Token) -> None:
        """Take in what the word above does to what hangs on it."""
        name = lemma(self._document, above)
        if above.dep == "prep" or above.pos in ("ADP", "SCONJ"):
            self._behind(way, above)
            return
        if token.dep in _JUDGED and self._judging.of_subject(way, token, above, name):
            return
        if token.dep == "nsubj":
            self._as_subject(way, above, name)
            return
        self._as_clause(way, token, above)
        if above.pos in VERBAL and token.dep in ("dobj", "nsubjpass") and not self._as_object(way, token, above):
            return
        self._anothers(way, token, above, name)
        self._turning(way, token, above, name)

    def _behind(self, way: Walk, preposition: Token) -> None:
        """Take in what stands behind a preposition: against it, or not ready for it."""
        if preposition.text.lower() in words("against"):
            self._against(way, preposition)
        if preposition.text.lower() in words("for"):
            self._judging.as_ripe(way, self._document.tokens[preposition.head])
        if preposition.text.lower() in words("reason_behind"):
            way.presupposed |= lemma(self._document, self._document.tokens[preposition.head]) in words("requites")

    def _as_clause(self, way: Walk, clause: Token, above: Token) -> None:
        """Take in what is said of a clause by the word it hangs on, or by "it is ..."."""
        if clause.dep in _CLAUSES and above.pos in ("ADJ", "NOUN"):
            self._judging.by(way, above)
        for word in is_said_of_clause(self._document, clause, above):
            self._judging.by(way, word)

    def _against(self, way: Walk, preposition: Token) -> None:
        """Take in that somebody is against it: the speaker, unless another is named who is so."""
        way.turns += 1
        verb = self._document.tokens[preposition.head]
        who = subject(self._document, verb) if verb.lemma.lower() in words("copulas") else None
        another = who is not None and not self._is_self(who)
        way.others |= another
        way.will |= not another

    def _as_subject(self, way: Walk, verb: Token, name: str) -> None:
        """Take in what its verb does to its subject: it ends, or is taken for granted.

        "Soldiers shall lay down their arms" takes for granted that they are there.
        """
        if name in words("ends") and next(self._document.dependents(verb.i, "dobj"), None) is None:
            way.turns += 1
        known = words("ends") | words("begins")
        way.presupposed |= verb.pos in VERBAL and name.split("_", maxsplit=1)[0] not in known

    def _as_object(self, way: Walk, token: Token, verb: Token) -> bool:
        """Take in what a verb does to its object; say whether there is more to the way."""
        name = lemma(self._document, verb)
        way.handled |= name in words("handles")
        way.debated |= name in words("debates")
        way.turns += name in words("spoils")
        way.will |= name in words("spoils")
        if token.dep != "dobj":
            return True
        if is_kept_from(self._document, verb):
            way.presupposed = True
            return False
        if self._is_shut(token, verb) or is_sent_home(self._document, token, verb):
            way.turns += 1
        return True

    def _turning(self, way: Walk, token: Token, above: Token, name: str) -> None:
        """Take in whether the word above undoes what hangs on it, and whose will that is."""
        verbal = above.pos in VERBAL
        if not self._is_affected(token, plain=verbal and "_" not in name):
            return
        turning = name in words("turns") if verbal or above.tag in ("VBG", "VBN") else self._undoes(name, token)
        way.turns += turning
        if verbal and (turning or name in words("wills")):
            self._whose(way, token, above, name)

    def _is_affected(self, token: Token, *, plain: bool) -> bool:
        """Say whether something is done to what a word names, and not only beside it.

        Args:
            token: The word.
            plain: The word above is a verb without a particle: "crack down on it" does something to it.
        """
        if token.dep not in _OBJECTS and token.text.lower() not in words("particles"):
            return False
        places = words("places") if plain else words("places") - {"on"}
        return token.dep != "prep" or token.text.lower() not in places

    def _undoes(self, name: str, token: Token) -> bool:
        """Say whether a noun undoes what hangs on it; "limits on arms" do, "the limits of a deal" are its own."""
        harmed = name in words("harms") and token.text.lower() in words("to")
        limited = name in words("limits") and token.text.lower() not in _INSIDE_LEADS
        return harmed or limited or name in words("turn_nouns")

    def _whose(self, way: Walk, token: Token, above: Token, name: str) -> None:
        """Take in whose will a verb tells: the speaker's, or another's."""
        who = subject(self._document, above)
        if name not in words("attitudes") | words("wills"):
            return  # what is lifted or withdrawn is a deed
        passive = next(self._document.dependents(above.i, "auxpass", "nsubjpass"), None) is not None
        if who is None or self._is_self(who) or passive:
            way.will = True
        elif who.i != token.i and name in words("attitudes"):
            way.others = True

    def _anothers(self, way: Walk, token: Token, above: Token, name: str) -> None:
        """Take in whether another's words are told: "its demand for talks", "their view of it", "he said"."""
        if above.pos in VERBAL:
            way.spoken |= name in words("says") | words("confirms")
            self._told_by_another(way, token, above, name)
            return
        way.presupposed |= name in words("answers") and token.dep in ("prep", "amod", "compound")
        if self._is_anothers(above):
            way.opaque |= name in words("views") and token.dep == "prep"
            way.demanded |= name in words("demands") and token.dep not in _NAMING
            way.others |= name in words("powers") and token.dep in ("prep", "acl")

    def _told_by_another(self, way: Walk, clause: Token, verb: Token, name: str) -> None:
        """Take in whether a clause is what another says."""
        who = subject(self._document, verb)
        told_of = clause.dep in ("ccomp", "parataxis") and name not in words("helps")
        if told_of and who is not None and not self._is_self(who):
            way.opaque |= name in words("says") or who.pos == "PROPN"

    def _is_anothers(self, noun: Token) -> bool:
        """Say whether a noun has an owner, and another than the speaker."""
        owners = self._document.dependents(noun.i, *_NAMING)
        whose = next((one for one in owners if one.dep == "poss" or one.text[:1].isupper()), None)
        return whose is not None and not self._is_self(whose)

    def _is_shut(self, token: Token, verb: Token) -> bool:
        """Say whether what is done to something shuts it out: "takes it off the table", "puts it on hold"."""
        _, last = self._document.subtree(token.i)
        return is_shut(self._judging.said(min(verb.i, token.i) + 1, max(last, token.i + 1) + 4))

    def _conditions(self, way: Walk) -> None:
        """Take in whether what is said is tied to a condition: a clause or phrase that hangs on the way."""
        top = self._document.tokens[way.top]
        for child in self._document.dependents(top.i, "advcl"):
            if child.i in self._inside and marks(self._document, child) & words("conditions"):
                way.conditional = True
