"""The climb from a verb to the root of its sentence: what each word on the way makes of the event below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.core.document import printed
from onrecord.core.entry import Status
from onrecord.extractors.events.certainty import combine, negate, said_before, weaken
from onrecord.extractors.events.lexicon import Bearing, status_words, word_set
from onrecord.extractors.events.mood import ACTUAL, has_tense, is_negated, is_supposed, mood
from onrecord.extractors.events.roles import is_pressed

if TYPE_CHECKING:
    from onrecord.core.document import Token
    from onrecord.extractors.events.syntax import Reading

_HIGHEST = 14
_VERBS = ("VERB", "AUX")
# How a clause or phrase hangs on a verb that can say something of it.
_GOVERNED_PARTS = frozenset(
    {"xcomp", "ccomp", "advcl", "pcomp", "prep", "acomp", "attr", "oprd", "dobj", "csubj", "nsubj", "dep", "agent"}
    | {"parataxis"}
)
_TERMS = frozenset({"nsubj", "nsubjpass", "dobj"})
_THAT = word_set("that")
_BRINGING = word_set("bringing")
_GOING = word_set("going")
_TRUE = word_set("true")
_WILLED = word_set("willed")
_ASSERTING = word_set("asserting")
_WHEN = word_set("when")
_GOVERNED = word_set("governed")
_UNDOING = word_set("undoing")
_TOPIC_LEADS = word_set("topic_leads")

Step = tuple[Status | None, bool]  # the state behind a word, and whether the climb ends there


def climb(reading: Reading, token: Token, state: Status | None) -> Status:
    """Follow a verb to the root of its sentence; None: without tense, so what it hangs on decides."""
    for _ in range(_HIGHEST):
        if is_supposed(reading, token):
            state = Status.POSSIBLE
        head = reading.tokens[token.head]
        if head.i == token.i or _stands_for_itself(reading, token, head, state):
            break
        step = _joined if token.dep == "conj" and head.pos in _VERBS else _STEPS.get(head.pos, _passed)
        state, stop = step(reading, token, head, state)
        if stop:
            break
        token = head
    return _bare(token) if state is None else state


def _bare(token: Token) -> Status:
    """Return the state of a form without tense that hangs on nothing: an imperative demands."""
    return Status.DEMANDED if token.head == token.i and token.tag == "VB" else Status.POSSIBLE


def _is_finite(reading: Reading, token: Token, state: Status | None) -> bool:
    """Say whether a clause tells by its own tense that something is or was so."""
    return state in ACTUAL and has_tense(reading, token.i)


def _stands_for_itself(reading: Reading, token: Token, head: Token, state: Status | None) -> bool:
    """Say whether nothing above a clause says anything of it: which only tells more of a noun."""
    if token.dep == "relcl":
        return not _is_content(reading, token, head)
    if token.dep == "pcomp":
        return _is_finite(reading, token, state)
    return token.dep == "acl" and reading.tokens[token.i - 1].text == ","


def _joined(reading: Reading, token: Token, head: Token, state: Status | None) -> Step:
    """A verb joined to another one shares what that one's form says, unless it has a tense of its own."""
    if state is None:
        return mood(reading, head.i), False
    shares = state in ACTUAL and not has_tense(reading, token.i)
    return (combine(state, mood(reading, head.i)) if shares else state), False


def _below_verb(reading: Reading, token: Token, head: Token, state: Status | None) -> Step:
    """Say what a verb above makes of a clause, and whether the climb ends there."""
    if token.dep in ("ccomp", "advcl") and token.i < head.i and _is_apart(reading, token.i, head.i):
        return state, True
    if token.dep == "advcl" and _is_adverbial(token, head, state):
        return _adverbial(reading, token, head, state), _is_finite(reading, token, state)
    if token.dep not in _GOVERNED_PARTS:
        return state, True
    going_to = head.lemma.lower() == "go" and head.tag == "VBG" and token.tag == "VB"
    name = Bearing.PLANNED if going_to else status_words().of_verb(head)
    return _governed(reading, token, head, state, name), False


def _is_adverbial(token: Token, head: Token, state: Status | None) -> bool:
    """Say whether an adverbial clause is one, not what a verb of a list plans, wants or fears to do."""
    return state is not None or token.tag != "VB" or status_words().of_verb(head) in (None, Bearing.CARRIED)


def _below_noun(reading: Reading, _: Token, head: Token, state: Status | None) -> Step:
    return _in_noun(reading, head, state), False


def _below_adjective(_: Reading, __: Token, head: Token, state: Status | None) -> Step:
    adjectives = status_words().adjectives
    name = adjectives.get(head.lemma.lower()) or adjectives.get(head.text.lower())
    return (weaken(state, name) if name else state), False


def _below_adverb(reading: Reading, token: Token, head: Token, state: Status | None) -> Step:
    listed = head.text.lower() in status_words().adjectives
    return (_below_adjective if listed else _below_preposition)(reading, token, head, state)


def _below_preposition(reading: Reading, _: Token, head: Token, state: Status | None) -> Step:
    return _behind(reading, head, state), False


def _passed(_: Reading, __: Token, ___: Token, state: Status | None) -> Step:
    return state, False


# What the next word above does to the state, by its part of speech, and whether the climb ends there.
_STEPS = {
    "VERB": _below_verb,
    "AUX": _below_verb,
    "NOUN": _below_noun,
    "PROPN": _below_noun,
    "ADJ": _below_adjective,
    "ADV": _below_adverb,
    "ADP": _below_preposition,
    "SCONJ": _below_preposition,
    "PART": _below_preposition,
}


def _governed(
    reading: Reading, token: Token, head: Token, state: Status | None, name: Bearing | None
) -> Status | None:
    """Say what a governing verb makes of the clause below it; `name` is the list that the verb stands in."""
    own = mood(reading, head.i)
    if _has_yet(reading, head):
        return Status.DENIED
    said = _said_of_it(reading, token, head)
    if said is not None:
        state = weaken(state, said)
        return negate(state) if own is Status.DENIED else state
    if own is Status.DENIED and any(child.lemma in _TRUE for child in reading.below(head.i, "acomp", "attr")):
        return negate(state)  # "it is not true that X attacked"
    if name is not None:
        return _of_list(reading, token, head, state, name, own)
    return _untensed(reading, token, head, own) if state is None else state


def _has_yet(reading: Reading, verb: Token) -> bool:
    """It has yet to be done."""
    return verb.lemma == "have" and any(child.lemma == "yet" for child in reading.below(verb.i, "advmod"))


def _of_list(
    reading: Reading, token: Token, head: Token, state: Status | None, name: Bearing, own: Status | None
) -> Status | None:
    """Return what a verb of a list makes of a clause."""
    finite = state is not None and has_tense(reading, token.i)
    if name is Bearing.CARRIED:
        finite = finite and token.dep == "ccomp"
        return state if finite else own if state is None else combine(state, own)
    return state if finite and _asserts(head, token, state, name) else _listed(reading, head, state, name, own)


def _untensed(reading: Reading, token: Token, head: Token, own: Status | None) -> Status | None:
    """Return the state of a clause without tense below a verb of no list."""
    if head.pos == "AUX":
        return _aimed_at(reading, head)
    # "They marched shouting": a participle goes with a verb that says nothing of it.
    going = token.tag == "VBG" and own in ACTUAL and head.lemma in _GOING
    return combine(own if going else Status.POSSIBLE, own)


def _asserts(head: Token, token: Token, state: Status | None, name: str) -> bool:
    """Say whether a verb of a list tells, with this finite clause, that something is so."""
    if head.lemma in _ASSERTING:
        return state in ACTUAL or state is Status.DENIED
    return state in ACTUAL and name in _WILLED and token.tag in ("VBD", "VBN")


def _listed(
    reading: Reading, head: Token, state: Status | None, name: Bearing, own: Status | None
) -> Status | None:
    """Return what a verb of a list makes of what hangs on it, itself done, only meant, or negated."""
    granted = state in ACTUAL
    state = weaken(state, name)
    if name is Bearing.DENIED and own not in ACTUAL and not granted:
        state = Status.POSSIBLE
    return negate(state) if is_negated(reading, head.i) else state


def _said_of_it(reading: Reading, token: Token, head: Token) -> Bearing | None:
    """Return the list of the adjective that is said of a clause: "it is possible that ..."."""
    if token.dep not in ("ccomp", "xcomp", "csubj", "advcl"):
        return None
    adjectives = status_words().adjectives
    named = (adjectives.get(child.text.lower()) for child in reading.below(head.i, "acomp", "oprd"))
    return next((name for name in named if name), None)


def _is_content(reading: Reading, token: Token, noun: Token) -> bool:
    """Say whether a clause taken for a relative one is what the noun says: "the danger that X will attack"."""
    thats = printed(reading.below(token.i), _THAT)
    return noun.lemma.lower() in status_words().nouns and any(that.dep not in _TERMS for that in thats)


def _aimed_at(reading: Reading, be: Token) -> Status:
    """Return the state of "its aim is to attack" (the aim's) and "it is to attack" (a plan)."""
    if any(reading.can_act(child.i) for child in reading.below(be.i, "nsubj")):
        return Status.PLANNED
    names = (status_words().nouns.get(child.lemma.lower()) for child in reading.below(be.i, "nsubj"))
    return weaken(None, next((name for name in names if name), Bearing.POSSIBLE)) or Status.POSSIBLE


def _is_apart(reading: Reading, first: int, last: int) -> bool:
    """Say whether a colon, semicolon or dash parts two clauses: then neither says anything of the other."""
    return any(reading.tokens[k].text in (":", ";", "–", "—", "-") for k in range(max(first, last - 60), last))


def _adverbial(reading: Reading, token: Token, head: Token, state: Status | None) -> Status | None:
    """Say what an adverbial clause takes from its main clause: purposes are plans, participles go with it."""
    own = mood(reading, head.i)
    if state is None and token.tag == "VB":
        return _purpose(reading, head, own)
    leans = _is_of_time_to_come(reading, token) or not has_tense(reading, token.i)
    if leans and own is Status.DENIED:
        return Status.POSSIBLE
    if leans and own is not None and own not in ACTUAL:
        return combine(state, own)
    return own if _is_result(token, state, own) else state


def _is_result(token: Token, state: Status | None, own: Status | None) -> bool:
    """Bombed the town, killing twelve."""
    return token.tag == "VBG" and (state, own) == (Status.ONGOING, Status.HAPPENED)


def _purpose(reading: Reading, head: Token, own: Status | None) -> Status | None:
    """Return the state of what a main clause is done for: done with it, demanded, or planned."""
    if status_words().of_verb(head) is Bearing.CARRIED and head.lemma in _BRINGING:
        return own
    if is_pressed(reading, head.i):
        return Status.DEMANDED
    return Status.PLANNED if own in ACTUAL else Status.POSSIBLE


def _is_of_time_to_come(reading: Reading, token: Token) -> bool:
    """Say whether a present tense is the main clause's future: "when it imposes"."""
    marks = reading.below(token.i, "advmod", "mark") if token.tag in ("VBZ", "VBP") else ()
    return any(child.text.lower() in _WHEN for child in marks)


def _in_noun(reading: Reading, head: Token, state: Status | None) -> Status | None:
    """Say what a noun makes of a clause or phrase that hangs on it: "a plan to attack", "the risk of invading"."""
    name = status_words().nouns.get(head.lemma.lower())
    if name is None:
        return Status.POSSIBLE if state is None else state
    state = weaken(state, name)
    denied = said_before(reading, head) is Status.DENIED
    return negate(state) if denied or is_negated(reading, head.head) else state


def _is_a_topic(reading: Reading, prep: Token) -> bool:
    """Say whether a preposition opens the topic of a noun: "holding talks on ending the war"."""
    head = reading.tokens[prep.head]
    spoken = head.lemma in status_words().light and reading.has(head.i, "dobj")
    return head.pos == "NOUN" or spoken


def _behind(reading: Reading, prep: Token, state: Status | None) -> Status | None:
    """Say what a preposition makes of a clause behind it: "without attacking", "after attacking"."""
    word = prep.text.lower()
    if word in _UNDOING:
        return Status.DENIED
    if state is None and word in _TOPIC_LEADS and _is_a_topic(reading, prep):
        return Status.POSSIBLE
    if state is not None or word in _GOVERNED:
        return state
    own = mood(reading, prep.head)
    return Status.HAPPENED if own is None or own in ACTUAL or own is Status.DENIED else own
