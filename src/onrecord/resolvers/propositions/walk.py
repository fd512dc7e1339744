"""The way from the words that name a matter up to the head of what was said, and how often it turns.

Each word on the way may turn the side round: a negation, a verb or noun that undoes what hangs on it ("stop", "an
end to", "refusal"), a judgement ("would be a mistake", "off the table"). Two turns are none: "refuses to rule out
membership" leaves it open to come.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.matters import spoken, stands
from onrecord.resolvers.propositions.grammar import (
    COPULAR,
    VERBAL,
    called,
    has_modal,
    has_none_for,
    has_own_helper,
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
from onrecord.resolvers.propositions.lists import phrases, words
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
_PLACES = frozenset(("in", "at", "by", "on", "near"))  # "fails in the talks" does not undo the talks
_CLAUSES = ("ccomp", "xcomp", "advcl", "acl")
_PARTICLES = frozenset(
    ("away", "out", "off", "back")
)  # "walk away from the treaty": the parser hangs "from" on them
_NAMING = ("compound", "amod", "nmod", "poss")
_MAY = frozenset(("may", "might", "could", "can"))
_STEPS = 40  # a sentence of a list may hang a hundred words deep


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
            if token.dep in ("relcl", "acl") and is_no_chance(self._document, above):
                way.turns += 1
                break
            if above.i not in self._inside:
                self._sets_scene(way, token)  # "refused to comment while the talks went on": it hangs on the cue
                break
            if self._leaves(way, token):
                break
            way.depth += 1
            way.top = above.i
            if token.dep == "conj":
                # What is joined shares a negation before both ("will not build or lease"), and nothing else.
                if above.pos in VERBAL and not has_own_helper(self._document, token):
                    self._negation(way, above, token.i)
            else:
                self._step(way, token, above)
                self._at(way, above, token.i)
            token = above
        self._called(way, token)
        for word in judged_apart(self._document, token, self._inside):
            self._judge(way, word)
        self._judge_in_passing(way, anchor)
        self._conditions(way)
        self._people(way, anchor)
        return way

    def _judge_in_passing(self, way: Walk, anchor: int) -> None:
        """Take in what a speaker calls the matter where nothing else tells a side: "we answer the sham vote"."""
        if way.turns or way.will or way.own or way.done or way.condition or not self._direct:
            return
        for word in self._document.dependents(anchor, "amod", "compound"):
            if word.lemma.lower() in words("ill"):
                way.turns, way.will = 1, True
                way.opaque = way.others = way.background = False
                return

    def _called(self, way: Walk, token: Token) -> None:
        """Take in what the matter is called by the verb above it: "described the vote as fair"."""
        if not way.background:
            for word in called(self._document, token):
                self._judge_all(way, word)

    def _judge_all(self, way: Walk, word: Token) -> None:
        """Take in a judgement and what is joined with it or stands before it: "free and fair", "a sham vote"."""
        before = way.turns, way.will
        for one in (word, *self._document.dependents(word.i, "conj", "amod")):
            self._judge(way, one)
            if (way.turns, way.will) != before:
                return

    def _people(self, way: Walk, anchor: int) -> None:
        """Take in what people are to do who are themselves the matter: "asked the soldiers to lay down arms"."""
        token = self._document.tokens[anchor]
        if way.top != anchor or token.lemma.lower() not in words("people"):
            return
        known = (self._document.tokens[i] for i in self._inside)
        beside = (child for child in known if child.head not in self._inside)
        for child in (*self._document.dependents(anchor), *beside):
            way.presupposed |= child.dep in (*_CLAUSES, "relcl") and "to" in marks(self._document, child)

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
                way.condition = "" if way.will else "unless" if found & {"unless", "until"} else "if"
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
        if any(child.text.lower() in words("fewer") for child in self._document.dependents(token.i, "amod")):
            way.turns += 1
        if token.pos in VERBAL:
            way.opaque |= path >= 0 and self._is_asked(token)
            if has_modal(self._document, token) or is_imperative(self._document, token):
                way.will = True
            who = subject(self._document, token)
            coming = will_be(self._document, token, told_of=not self._direct)
            if who is not None and who.i != path and (self._is_self(who) or who.lemma.lower() in words("ours")):
                way.own |= coming
                way.may |= any(child.lemma.lower() in _MAY for child in self._document.dependents(token.i, "aux"))
                way.done |= not coming and path >= 0 and is_done(self._document, token)

    def _is_asked(self, verb: Token) -> bool:
        """Say whether a clause is a question told of, which takes no side: "what the answer should be"."""
        beside = self._document.dependents(verb.i, "mark", "attr", "advmod", "nsubj", "nsubjpass")
        return verb.dep in ("ccomp", "pcomp") and any(one.text.lower() in words("questions") for one in beside)

    def _negation(self, way: Walk, token: Token, path: int) -> None:
        """Take in a negation; of a noun phrase's several ("no date, neither for this nor that") one counts."""
        turned = is_turned(self._document, token, path) or (path < 0 and is_nobody(self._document, token))
        turned |= not way.denied and has_none_for(self._document, token, path)
        if turned and not (way.denied and token.pos not in VERBAL):
            way.turns += 1
        way.denied = turned or (way.denied and token.pos not in VERBAL)
        way.opaque |= turned and token.pos in VERBAL and is_restricted(self._document, token)

    def _step(self, way: Walk, token: Token, above: Token) -> None:
        """Take in what the word above does to what hangs on it."""
        name = lemma(self._document, above)
        if above.dep == "prep" or above.pos in ("ADP", "SCONJ"):
            if above.text.lower() in words("against"):
                self._against(way, above)
            if above.text.lower() == "for":
                self._ripe(way, self._document.tokens[above.head])
            return
        if token.dep in ("nsubj", "csubj", "nsubjpass") and self._judged(way, token, above, name):
            return
        if token.dep == "nsubj":
            self._as_subject(way, above, name)
            return
        if token.dep in _CLAUSES and above.pos in ("ADJ", "NOUN"):
            self._judge(way, above)
        for word in is_said_of_clause(self._document, token, above):
            self._judge(way, word)
        if above.pos in VERBAL and token.dep in ("dobj", "nsubjpass") and not self._as_object(way, token, above):
            return
        self._anothers(way, token, above, name)
        self._turning(way, token, above, name)

    def _against(self, way: Walk, preposition: Token) -> None:
        """Take in that somebody is against it: the speaker, unless another is named who is so."""
        way.turns += 1
        verb = self._document.tokens[preposition.head]
        who = subject(self._document, verb) if verb.lemma.lower() in COPULAR else None
        another = who is not None and not self._is_self(who)
        way.others |= another
        way.will |= not another

    def _ripe(self, way: Walk, quality: Token) -> None:
        """Take in that the time for it has not come: "not ready for membership", "too early for talks"."""
        verb = self._document.tokens[quality.head]
        unripe = quality.lemma.lower() in words("ripe") and is_turned(self._document, verb, quality.i)
        if unripe or quality.lemma.lower() in words("unripe"):
            way.will = way.conditional = True
            way.turns += not unripe

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
        if token.dep not in _OBJECTS and token.text.lower() not in _PARTICLES:
            return
        places = _PLACES if above.pos in VERBAL and "_" not in name else _PLACES - {"on"}  # "crack down on it"
        if token.dep == "prep" and token.text.lower() in places:
            return
        verbal = above.pos in VERBAL
        turning = name in words("turns") if verbal or above.tag in ("VBG", "VBN") else self._undoes(name, token)
        way.turns += turning
        if verbal and (turning or name in words("wills")):
            self._whose(way, token, above, name)

    def _undoes(self, name: str, token: Token) -> bool:
        """Say whether a noun undoes what hangs on it; "limits on arms" do, "the limits of a deal" are its own."""
        return name in words("turn_nouns") or (name in words("limits") and token.text.lower() not in ("of", "in"))

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
            who = subject(self._document, above)
            told_of = token.dep in ("ccomp", "parataxis") and name not in words("helps")
            if told_of and who is not None and not self._is_self(who):
                way.opaque |= name in words("says") or who.pos == "PROPN"
            return
        way.presupposed |= name in words("answers") and token.dep in ("prep", "amod", "compound")
        owners = self._document.dependents(above.i, *_NAMING)
        named = (one for one in owners if one.dep == "poss" or one.text[:1].isupper())
        whose = next(named, None)
        if whose is not None and not self._is_self(whose):
            way.opaque |= name in words("views") and token.dep == "prep"
            way.demanded |= name in words("demands") and token.dep not in _NAMING
            way.others |= name in words("powers") and token.dep in ("prep", "acl")

    def _is_shut(self, token: Token, verb: Token) -> bool:
        """Say whether what is done to something shuts it out: "takes it off the table", "puts it on hold"."""
        _, last = self._document.subtree(token.i)
        said = spoken(
            " ".join(
                one.text for one in self._document.tokens[min(verb.i, token.i) + 1 : max(last, token.i + 1) + 4]
            )
        )
        return any(f" {phrase} " in said for phrase in phrases("shut"))

    def _judged(self, way: Walk, token: Token, above: Token, name: str) -> bool:
        """Say whether the subject is judged by its verb: "is a mistake", "is off the table", "harms us"."""
        if name.split("_", maxsplit=1)[0] in words("ill_verbs"):
            way.turns += 1
            way.will = True
            return True
        if above.pos == "ADJ":  # "called the vote flawed"
            self._judge_all(way, above)
            return way.will
        if token.dep == "nsubjpass" and name in words("names"):
            self._called(way, token)
            return way.will
        if above.lemma.lower() not in COPULAR:
            return False
        said = spoken(
            " ".join(
                self._document.tokens[i].text for i in range(above.i, min(above.i + 8, len(self._document.tokens)))
            )
        )
        if any(f" {phrase} " in said for phrase in phrases("shut")):
            way.turns += 1 if not is_turned(self._document, above, -1) else 2
            way.will = True
            return True
        way.will |= any(stands(phrase, said) for phrase in phrases("openings"))
        for child in self._document.dependents(above.i, "attr", "acomp", "oprd"):
            self._judge_all(way, child)
        return True

    def _judge(self, way: Walk, word: Token) -> None:
        name = word.lemma.lower()
        way.conditional |= name in words("unripe")
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
