"""Whether an event took place, by syntax: tense and mood of its own verb, then every word that it hangs on.

The climb from the event's word to the root of its sentence meets words of `status.toml`: what hangs on a fear is
possible, on a plan planned, on a demand demanded, on a refusal denied; what hangs on "began to" happened if that
did. A word that is in no list and has a clause without tense below it leaves the event possible: between happened
and not, the unsure is not coded as happened.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.core.entry import Status
from onrecord.extract.events_lexicon import status_words
from onrecord.extract.events_mood import ACTUAL, has_tense, is_negated, is_supposed, mood

if TYPE_CHECKING:
    from onrecord.core.document import Token
    from onrecord.extract.events_syntax import Reading
    from onrecord.extract.events_triggers import Trigger

_NAMED = {
    "possible": Status.POSSIBLE, "planned": Status.PLANNED, "demanded": Status.DEMANDED, "denied": Status.DENIED,
    "ongoing": Status.ONGOING,
}  # fmt: skip
_DEFINITE = frozenset(("the", "this", "that", "these", "those", "both", "its", "their", "his", "her", "our", "my"))
_HIGHEST = 14
_COMING = frozenset(("before", "ahead", "prior", "until", "pending"))
# What ends has been: the end of a war that is demanded does not make the war a demand.
_ENDINGS = frozenset(
    (
        "cessation",
        "end",
        "halt",
        "suspension",
        "termination",
        "ending",
        "conclusion",
        "aftermath",
        "result",
        "outcome",
        "anniversary",
    )
)


def status(reading: Reading, trigger: Trigger) -> Status:
    """Return whether what a trigger names took place."""
    token = reading.tokens[trigger.token]
    if token.pos == "ADJ":
        head = reading.tokens[token.head]
        state = mood(reading, head.i) if head.pos in ("AUX", "VERB") else Status.HAPPENED
        state = _negate(state) if is_negated(reading, token.i) else state
        return _climb(reading, head, state or Status.POSSIBLE)
    if token.pos != "VERB":
        return _of_noun(reading, trigger)
    return _climb(reading, token, mood(reading, token.i))


def _of_noun(reading: Reading, trigger: Trigger) -> Status:
    noun = reading.tokens[trigger.token]
    said = _said_before(reading, noun)
    if said is not None and said is not Status.ONGOING:
        return _climb_noun(reading, noun, said, trigger.carrier)
    return _climb_noun(reading, noun, said or Status.HAPPENED, trigger.carrier)


def _said_before(reading: Reading, noun: Token) -> Status | None:
    """Return what the words before a noun say: "no talks", "a possible attack", "the ongoing war"."""
    words = status_words()
    for child in reading.below(noun.i):
        lemma = child.lemma.lower()
        if child.dep in ("det", "neg") and child.text.lower() in ("no", "neither", "any"):
            return Status.POSSIBLE if child.text.lower() == "any" else Status.DENIED
        if child.dep in ("amod", "compound", "nmod") and child.i < noun.i:
            name = words.adjectives.get(child.text.lower()) or words.adjectives.get(lemma)
            if name is not None:
                return _NAMED[name]
    return None


def _definite(reading: Reading, noun: Token) -> bool:
    return any(
        (child.dep == "det" and child.text.lower() in _DEFINITE) or child.dep == "poss"
        for child in reading.below(noun.i)
    )


def _climb_noun(reading: Reading, noun: Token, state: Status, carrier: int | None) -> Status:
    """Follow an event noun to the verb of its clause, and from there on as for a verb."""
    tokens = reading.tokens
    definite = _definite(reading, noun)
    current = noun
    if carrier is not None:
        verb = tokens[carrier]
        if verb.dep == "acl":
            return _climb_noun(reading, noun, state, None) if verb.head != noun.i or verb.tag == "VBN" else state
        return _climb(reading, verb, _combine(state, mood(reading, verb.i)))
    for _ in range(_HIGHEST):
        head = tokens[current.head]
        if head.i == current.i or current.dep == "relcl" or (head.pos == "NOUN" and head.lemma in _ENDINGS):
            return state
        if current.dep in (
            "nsubj",
            "nsubjpass",
            "dobj",
            "attr",
            "dative",
            "oprd",
            "acomp",
            "xcomp",
            "ccomp",
        ) and head.pos in ("VERB", "AUX"):
            return _at_verb(reading, current, head, state, definite=definite)
        if current.dep in ("prep", "pobj"):
            if current.dep == "prep" and head.pos in ("VERB", "AUX"):
                return _behind_preposition(reading, current, head, state, definite=definite)
            if current.lemma.lower() in _COMING and current.dep == "prep":
                return state
        if head.pos in ("NOUN", "PROPN", "ADJ"):
            name = status_words().nouns.get(head.lemma.lower()) or (
                status_words().adjectives.get(head.text.lower()) if head.pos == "ADJ" else None
            )
            if name is not None and not (name == "planned" and definite and head.lemma == "agreement"):
                state = _weaken(state, name) or state
                said = _said_before(reading, head)
                state = _negate(state) if said is Status.DENIED else state
        current = head
    return state


def _behind_preposition(reading: Reading, prep: Token, verb: Token, state: Status, *, definite: bool) -> Status:
    """Say what a verb with a preposition does to an event noun: "warned of", "called for", "before the talks"."""
    word = prep.text.lower()
    if word in _COMING or (word == "of" and "ahead" in (child.lemma for child in reading.below(verb.i, "advmod"))):
        return Status.PLANNED if verb.tag in ("VBZ", "VBP", "VBG", "VB") else _combine(state, Status.POSSIBLE)
    if word in ("without", "instead"):
        return Status.DENIED
    if word in ("after", "since", "during", "following", "amid", "despite", "because"):
        return state
    name = status_words().of_verb(verb)
    if name == "planned" and word not in ("for", "on", "to", "in"):
        name = None
    if name == "denied" and word not in ("out", "from", "off", "against", "to"):
        name = None
    if name == "possible" and definite and word not in ("of", "against"):
        name = None
    if name == "demanded" and word not in ("for", "on", "upon", "to"):
        name = None
    return _under(reading, verb, state, name, definite=definite)


def _at_verb(reading: Reading, noun: Token, verb: Token, state: Status, *, definite: bool) -> Status:
    """Say what the verb of its clause does to an event noun."""
    words = status_words()
    name = words.of_verb(verb)
    if noun.dep == "nsubj":
        return _as_subject(reading, noun, verb, state, definite=definite)
    if noun.dep == "nsubjpass" and name in (None, "carried") and verb.lemma in words.occurring:
        return _climb(reading, verb, _combine(state, mood(reading, verb.i)))
    if noun.dep == "attr" and any(child.dep == "expl" for child in reading.below(verb.i)):
        return _climb(reading, verb, _combine(state, mood(reading, verb.i)))
    if verb.lemma in ("face", "oppose", "condemn", "justify", "survive") and definite:
        name = None
    return _under(reading, verb, state, name, definite=definite)


def _as_subject(reading: Reading, noun: Token, verb: Token, state: Status, *, definite: bool) -> Status:
    """Say what a verb says of an event that is its subject: "talks will begin", "an attack is possible"."""
    words = status_words()
    said = [
        words.adjectives[child.text.lower()]
        for child in reading.below(verb.i, "acomp", "attr", "oprd")
        if child.text.lower() in words.adjectives
    ]
    own = mood(reading, verb.i)
    if said and (verb.pos == "AUX" or verb.lemma in ("seem", "appear", "look", "remain", "become")):
        state = _weaken(state, said[0]) or state
        return _climb(reading, verb, _negate(state) if own is Status.DENIED else _combine(state, own))
    if verb.lemma in words.occurring and not (verb.lemma == "be" and definite):
        state = _combine(state, own)
        if is_negated(reading, noun.i):
            state = Status.DENIED
        return _climb(reading, verb, state)
    if definite:
        return state
    return _climb(
        reading, verb, state if own in ACTUAL or own is Status.DENIED else _combine(state, Status.POSSIBLE)
    )


def _under(reading: Reading, verb: Token, state: Status, name: str | None, *, definite: bool) -> Status:
    """Say what a governing verb of one of the lists does to an event noun, and climb on."""
    own = mood(reading, verb.i)
    if name is None:
        # The verb takes the event for granted, if it is a known one.
        if definite or own in ACTUAL or own is Status.DENIED:
            return state
        return _climb(reading, verb, _combine(state, Status.POSSIBLE))
    if name == "carried":
        if verb.lemma in ("end", "stop", "cease", "halt", "condemn", "finish", "regret") and (
            definite or own in ACTUAL
        ):
            return state
        return _climb(reading, verb, _combine(state, own))
    state = _weaken(state, name) or state
    if name == "denied" and (own is None or own not in ACTUAL):
        state = Status.POSSIBLE
    if is_negated(reading, verb.i):
        state = _negate(state)
    return _climb(reading, verb, state)


def _climb(reading: Reading, token: Token, state: Status | None) -> Status:
    """Follow a verb to the root of its sentence; None: without tense, so what it hangs on decides."""
    tokens = reading.tokens
    for _ in range(_HIGHEST):
        if is_supposed(reading, token):
            state = Status.POSSIBLE
        head = tokens[token.head]
        if head.i == token.i:
            break
        if token.dep == "conj" and head.pos in ("VERB", "AUX"):
            if state is None or (state in ACTUAL and not has_tense(reading, token.i)):
                state = mood(reading, head.i) if state is None else _combine(state, mood(reading, head.i))
        elif (
            token.dep == "relcl"
            or (token.dep == "pcomp" and state in ACTUAL and has_tense(reading, token.i))
            or (token.dep == "acl" and reading.tokens[token.i - 1].text == ",")
        ):
            break
        else:
            state, stop = _step(reading, token, head, state)
            if stop:
                break
        token = head
    if state is None:
        state = Status.DEMANDED if token.head == token.i and token.tag == "VB" else Status.POSSIBLE
    return state


def _step(reading: Reading, token: Token, head: Token, state: Status | None) -> tuple[Status | None, bool]:
    """Say what the next word above does to the state, and whether the climb ends there."""
    words = status_words()
    lemma = head.lemma.lower()
    if head.pos in ("VERB", "AUX"):
        if token.dep in ("ccomp", "advcl") and token.i < head.i and _is_apart(reading, token.i, head.i):
            return state, True
        if token.dep == "advcl" and (
            state is not None or token.tag != "VB" or words.of_verb(head) in (None, "carried")
        ):
            return _adverbial(reading, token, head, state), state is not None and state in ACTUAL and has_tense(
                reading, token.i
            )
        name = words.of_verb(head)
        if lemma == "go" and head.tag == "VBG" and token.tag == "VB":
            name = "planned"
        if token.dep not in (
            "xcomp",
            "ccomp",
            "advcl",
            "pcomp",
            "prep",
            "acomp",
            "attr",
            "oprd",
            "dobj",
            "csubj",
            "nsubj",
            "dep",
            "agent",
            "parataxis",
        ):
            return state, True
        return _governed(reading, token, head, state, name)
    if head.pos in ("NOUN", "PROPN"):
        return _in_noun(reading, token, head, state), False
    if head.pos == "ADJ":
        name = words.adjectives.get(lemma) or words.adjectives.get(head.text.lower())
        return (_weaken(state, name) if name else state), False
    if head.pos in ("ADP", "SCONJ", "PART", "ADV"):
        return _behind(head, state), False
    return state, False


def _governed(
    reading: Reading, token: Token, head: Token, state: Status | None, name: str | None
) -> tuple[Status | None, bool]:
    own = mood(reading, head.i)
    if name == "carried":
        if token.dep == "ccomp" and has_tense(reading, token.i):
            return state, False
        return (_combine(state, own) if state is not None else own), False
    if name is not None:
        past = state in ACTUAL and has_tense(reading, token.i)
        if name in ("planned", "demanded") and past and token.tag in ("VBD", "VBN"):
            return state, False
        state = _weaken(state, name)
        if name == "denied" and own not in ACTUAL and not past:
            state = Status.POSSIBLE
        return (_negate(state) if is_negated(reading, head.i) else state), False
    if state is None:
        if head.pos == "AUX":
            return _aimed_at(reading, head), False
        return (Status.POSSIBLE if own is not Status.DENIED else Status.DENIED), False
    return state, False


def _aimed_at(reading: Reading, be: Token) -> Status:
    """Return the state of "its aim is to attack": that of the noun which is said to be it."""
    names = (status_words().nouns.get(child.lemma.lower()) for child in reading.below(be.i, "nsubj"))
    return _weaken(None, next((name for name in names if name), "possible")) or Status.POSSIBLE


def _is_apart(reading: Reading, first: int, last: int) -> bool:
    """Say whether a colon, semicolon or dash parts two clauses: then neither says anything of the other."""
    return any(reading.tokens[k].text in (":", ";", "–", "—", "-") for k in range(max(first, last - 60), last))


def _adverbial(reading: Reading, token: Token, head: Token, state: Status | None) -> Status | None:
    """Say what an adverbial clause takes from its main clause: purposes are plans, participles go with it."""
    own = mood(reading, head.i)
    if state is None and token.tag == "VB":
        if status_words().of_verb(head) == "carried" and head.lemma in ("use", "go", "join", "employ"):
            return own
        return Status.PLANNED if own in ACTUAL else Status.POSSIBLE
    if not has_tense(reading, token.i) and own not in ACTUAL and own is not None:
        return _combine(state, own) if own is not Status.DENIED else Status.POSSIBLE
    return state


def _in_noun(reading: Reading, token: Token, head: Token, state: Status | None) -> Status | None:
    """Say what a noun makes of a clause or phrase that hangs on it: "a plan to attack", "the risk of invading"."""
    name = status_words().nouns.get(head.lemma.lower())
    if name is None:
        if state is None and token.dep == "acl":
            return Status.POSSIBLE
        return state
    state = _weaken(state, name)
    denied = _said_before(reading, head) is Status.DENIED
    return _negate(state) if denied or is_negated(reading, head.head) else state


def _behind(prep: Token, state: Status | None) -> Status | None:
    word = prep.text.lower()
    if word in ("without", "instead"):
        return Status.DENIED
    if word in ("from", "against", "about", "on", "for", "to", "of", "towards", "in", "at", "with", "into", "out"):
        return state
    return Status.HAPPENED if state is None else state


def _weaken(state: Status | None, name: str | None) -> Status | None:
    """Return the state under a word of a list; nothing is ever raised by it."""
    if name is None or name == "carried":
        return state
    if name == "ongoing":
        return Status.ONGOING if state in ACTUAL else state
    new = _NAMED[name]
    if state is None or state in ACTUAL or new is Status.DENIED:
        return new
    if state is Status.DENIED:
        return Status.POSSIBLE if new is Status.DEMANDED else state
    return Status.POSSIBLE if new is Status.POSSIBLE else state


def _negate(state: Status | None) -> Status:
    """Return the state of what is denied: what was told as such did not happen; what was ruled out may."""
    if state is Status.DENIED or state is Status.POSSIBLE or state is Status.DEMANDED:
        return Status.POSSIBLE
    return Status.DENIED


def _combine(state: Status | None, other: Status | None) -> Status:
    """Return the less certain of two states of the same happening."""
    if state is None or other is None:
        return other or state or Status.POSSIBLE
    if state in ACTUAL and other in ACTUAL:
        return Status.ONGOING if Status.ONGOING in (state, other) else Status.HAPPENED
    if state in ACTUAL:
        return other
    return state
