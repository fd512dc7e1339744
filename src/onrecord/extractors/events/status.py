"""Whether an event took place, by syntax: tense and mood of its own verb, then every word that it hangs on.

The climb from the event's word to the root of its sentence meets words of `status.toml`: what hangs on a fear is
possible, on a plan planned, on a demand demanded, on a refusal denied; what hangs on "began to" happened if that
did. A word that is in no list and has a clause without tense below it leaves the event possible: between happened
and not, the unsure is not coded as happened.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.core.entry import Status
from onrecord.extractors.events.certainty import combine, is_definite, negate, said_before, weaken
from onrecord.extractors.events.climb import climb
from onrecord.extractors.events.lexicon import lexicon, status_words, word_set
from onrecord.extractors.events.mood import ACTUAL, is_negated, mood

if TYPE_CHECKING:
    from onrecord.core.document import Token
    from onrecord.extractors.events.syntax import Reading
    from onrecord.extractors.events.triggers import Trigger

_HIGHEST = 14
_ENDINGS = word_set("endings")
_CORE = ("nsubj", "nsubjpass", "dobj", "attr", "dative", "oprd", "acomp", "xcomp", "ccomp")
_RUMOURS = word_set("rumours")
_TELLING_OF_THE_PAST = word_set("past_telling")
_COMING = word_set("coming")
_GIVEN = word_set("given")
_AMID = _GIVEN | word_set("in_during")
_DURING = word_set("during")
# With which prepositions a verb of a list says of its object what the list says.
_TAKES = {
    "planned": word_set.in_order("planned_leads"), "denied": word_set.in_order("denied_leads"),
    "demanded": word_set.in_order("demanded_leads"),
}  # fmt: skip
_UNDOING = word_set("undoing")
_FEARING_LEADS = word_set("fearing_leads")
_WOULD_HAVE = word_set("would_have")
_ENDURING = word_set("enduring")
_LINKING = word_set("linking")
_GRANTING = word_set("granting")
_POINTING = word_set("pointing")


def status(reading: Reading, trigger: Trigger) -> Status:
    """Return whether what a trigger names took place."""
    token = reading.tokens[trigger.token]
    if token.pos == "ADJ":
        head = reading.tokens[token.head]
        state = mood(reading, head.i) if head.pos in ("AUX", "VERB") else Status.HAPPENED
        state = negate(state) if is_negated(reading, token.i) else state
        return climb(reading, head, state or Status.POSSIBLE)
    if reading.is_noun(token.i):
        return _of_noun(reading, trigger)
    return climb(reading, token, mood(reading, token.i))


def _of_noun(reading: Reading, trigger: Trigger) -> Status:
    noun = reading.tokens[trigger.token]
    said = said_before(reading, noun)
    if said in (None, Status.HAPPENED) and trigger.carrier is None and _is_known(reading, noun):
        return Status.HAPPENED
    return _climb_noun(reading, noun, said or Status.HAPPENED, trigger.carrier)


def _is_known(reading: Reading, noun: Token) -> bool:
    """Say whether a report takes an event for known: "the fatal 2012 attack", whatever is said of it."""
    if not any(child.text.lower() in _POINTING for child in reading.below(noun.i, "det")):
        return False
    before = list(reading.below(noun.i, "amod", "compound", "nummod", "nmod"))
    return any(
        child.i < noun.i and (child.lemma.lower() in _TELLING_OF_THE_PAST or _is_past_year(reading, child))
        for child in before
    )


def _is_past_year(reading: Reading, token: Token) -> bool:
    published = reading.document.report.published
    latest = published.latest.year if published and published.latest else None
    return token.text.isdigit() and len(token.text) == 4 and latest is not None and int(token.text) <= latest


def _climb_noun(reading: Reading, noun: Token, state: Status, carrier: int | None) -> Status:
    """Follow an event noun to the verb of its clause, and from there on as for a verb."""
    tokens = reading.tokens
    definite = is_definite(reading, noun)
    current = noun
    if carrier is not None:
        verb = tokens[carrier]
        if verb.dep == "acl" and verb.head == noun.i:
            return _climb_noun(reading, noun, state, None)
        return climb(reading, verb, combine(state, mood(reading, verb.i)))
    for _ in range(_HIGHEST):
        head = tokens[current.head]
        if head.i == current.i or current.dep == "relcl" or (head.pos == "NOUN" and head.lemma in _ENDINGS):
            return state
        if current.dep in _CORE and head.pos in ("VERB", "AUX"):
            return _at_verb(reading, current, head, state, definite=definite)
        if current.dep == "prep" and head.pos in ("VERB", "AUX"):
            return _behind_preposition(reading, current, head, state, definite=definite)
        if current.dep == "prep" and _stands_apart(current, head, definite=definite):
            return state
        if head.lemma in lexicon().nouns and head.lemma not in status_words().nouns and is_definite(reading, head):
            return state
        state = _below_noun(reading, current, head, state, definite=definite)
        current = head
    return state


def _stands_apart(prep: Token, head: Token, *, definite: bool) -> bool:
    """Say whether an event behind a preposition is only told along: "before the talks", "support in its war"."""
    if prep.lemma.lower() in _COMING:
        return True
    return definite and prep.lemma in _AMID and head.pos in ("NOUN", "PROPN")


def _below_noun(reading: Reading, below: Token, head: Token, state: Status, *, definite: bool) -> Status:
    """Say what a noun or adjective makes of an event that hangs on it: "the threat of", "talk of", "ready for"."""
    words = status_words()
    name = words.nouns.get(head.lemma.lower()) if head.pos in ("NOUN", "PROPN") else None
    if head.pos == "ADJ":
        name = words.nouns.get(head.lemma.lower()) or words.adjectives.get(head.text.lower())
    if head.lemma in _RUMOURS and below.lemma == "of":
        name = "possible"
    if name is None or (definite and head.lemma == "agreement"):
        return state
    state = weaken(state, name) or state
    return negate(state) if said_before(reading, head) is Status.DENIED else state


def _behind_preposition(reading: Reading, prep: Token, verb: Token, state: Status, *, definite: bool) -> Status:
    """Say what a verb with a preposition does to an event noun: "warned of", "called for", "before the talks"."""
    word = prep.text.lower()
    if word in _COMING or (
        word == "of" and any(child.lemma == "ahead" for child in reading.below(verb.i, "advmod"))
    ):
        return Status.PLANNED if verb.tag in ("VBZ", "VBP", "VBG", "VB") else combine(state, Status.POSSIBLE)
    if word in _UNDOING:
        return Status.DENIED
    if word in _GIVEN or any(child.lemma in _ENDINGS for child in reading.below(verb.i, "dobj")):
        return state
    if word in _DURING:
        when = climb(reading, verb, mood(reading, verb.i))
        if when in ACTUAL or when is Status.DENIED or (word == "during" and when is Status.POSSIBLE):
            return state  # "tries to help during the clashes"
        return combine(state, when)
    name = status_words().of_verb(verb)
    if name in _TAKES and word not in _TAKES[name]:
        name = None
    if name == "possible" and definite and word not in _FEARING_LEADS:
        name = None
    return _under(reading, verb, state, name, definite=definite)


def _at_verb(reading: Reading, noun: Token, verb: Token, state: Status, *, definite: bool) -> Status:
    """Say what the verb of its clause does to an event noun."""
    words = status_words()
    name = None if verb.lemma == "tell" else words.of_verb(verb)  # "told a meeting of the leaders"
    if noun.dep == "nsubj":
        return _as_subject(reading, noun, verb, state, definite=definite)
    if noun.dep == "nsubjpass" and name in (None, "carried") and verb.lemma in words.occurring:
        return climb(reading, verb, combine(state, mood(reading, verb.i)))
    if noun.dep == "attr" and any(child.dep == "expl" for child in reading.below(verb.i)):
        return climb(reading, verb, combine(state, mood(reading, verb.i)))
    if verb.lemma == "resolve" or (verb.lemma in _ENDURING and definite):
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
    if said and (verb.pos == "AUX" or verb.lemma in _LINKING):
        state = weaken(state, said[0]) or state
        return climb(reading, verb, negate(state) if own is Status.DENIED else combine(state, own))
    if definite and {child.lemma for child in reading.below(verb.i, "aux")} >= _WOULD_HAVE:
        return state
    if verb.lemma in words.occurring and not (verb.lemma == "be" and definite):
        state = combine(state, own)
        if is_negated(reading, noun.i):
            state = Status.DENIED
        return climb(reading, verb, state)
    if definite:
        return state
    return climb(
        reading, verb, state if own in ACTUAL or own is Status.DENIED else combine(state, Status.POSSIBLE)
    )


def _under(reading: Reading, verb: Token, state: Status, name: str | None, *, definite: bool) -> Status:
    """Say what a governing verb of one of the lists does to an event noun, and climb on."""
    own = mood(reading, verb.i)
    if name is None:
        # The verb takes the event for granted, if it is a known one.
        if definite or own in ACTUAL or own is Status.DENIED:
            return state
        return climb(reading, verb, combine(state, Status.POSSIBLE))
    if name == "carried":
        if verb.lemma in _GRANTING and (definite or own in ACTUAL):
            return state
        return climb(reading, verb, combine(state, own))
    state = weaken(state, name) or state
    if name == "denied" and (own is None or own not in ACTUAL):
        state = Status.POSSIBLE
    if is_negated(reading, verb.i):
        state = negate(state)
    return climb(reading, verb, state)
