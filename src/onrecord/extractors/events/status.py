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
from onrecord.extractors.events.lexicon import Bearing, lexicon, status_words, word_set
from onrecord.extractors.events.mood import ACTUAL, is_negated, mood

if TYPE_CHECKING:
    from collections.abc import Callable

    from onrecord.core.document import Token
    from onrecord.extractors.events.syntax import Reading
    from onrecord.extractors.events.triggers import Trigger

_HIGHEST = 14
_VERBS = ("VERB", "AUX")
_UNPAST = ("VBZ", "VBP", "VBG", "VB")
_DECIDED = ACTUAL | {Status.DENIED}
_RESOLVING = word_set("resolving")
_ENDINGS = word_set("endings")
_CORE = ("nsubj", "nsubjpass", "dobj", "attr", "dative", "oprd", "acomp", "xcomp", "ccomp")
_OF = word_set("of")
_RUMOURS = word_set("rumours")
_TELLING_OF_THE_PAST = word_set("past_telling")
_COMING = word_set("coming")
_GIVEN = word_set("given")
_AMID = _GIVEN | word_set("in_during")
_DURING = word_set("during")
# With which prepositions a verb of a list says of its object what the list says.
_TAKES = {
    Bearing.PLANNED: word_set.in_order("planned_leads"), Bearing.DENIED: word_set.in_order("denied_leads"),
    Bearing.DEMANDED: word_set.in_order("demanded_leads"),
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
    if not reading.carries(noun.i, _POINTING, "det"):
        return False
    before = reading.below(noun.i, "amod", "compound", "nummod", "nmod")
    return any(child.i < noun.i and _is_of_the_past(reading, child) for child in before)


def _is_of_the_past(reading: Reading, token: Token) -> bool:
    """Say whether a word before a noun sets it in the past: "fatal", or a year that has come."""
    if token.lemma.lower() in _TELLING_OF_THE_PAST:
        return True
    published = reading.document.report.published
    if published is None or published.latest is None:
        return False
    return len(token.text) == 4 and token.text.isdigit() and int(token.text) <= published.latest.year


def _climb_noun(reading: Reading, noun: Token, state: Status, carrier: int | None) -> Status:
    """Follow an event noun to the verb of its clause, and from there on as for a verb."""
    definite = is_definite(reading, noun)
    current = noun
    verb = None if carrier is None else reading.tokens[carrier]
    if verb and not (verb.dep == "acl" and verb.head == noun.i):
        return climb(reading, verb, combine(state, mood(reading, verb.i)))
    for _ in range(_HIGHEST):
        head = reading.tokens[current.head]
        if _is_known_by(current, head, definite=definite):
            return state
        below = _below_verb(current) if head.pos in _VERBS else None
        if below:
            return below(reading, current, head, state, definite=definite)
        if _is_known_deed(reading, head):
            return state
        state = _below_noun(reading, current, head, state, definite=definite)
        current = head
    return state


def _is_known_deed(reading: Reading, noun: Token) -> bool:
    """Say whether a noun above an event is itself a known event, which says nothing of this one."""
    deed = noun.lemma in lexicon().nouns and noun.lemma not in status_words().nouns
    return deed and is_definite(reading, noun)


def _below_verb(token: Token) -> Callable[..., Status] | None:
    """Return what says how a verb bears on an event noun that hangs on it, or None where nothing does."""
    return _at_verb if token.dep in _CORE else _behind_preposition if token.dep == "prep" else None


def _is_known_by(current: Token, head: Token, *, definite: bool) -> bool:
    """Say whether an event is only told along, or ends: "support in its war", "the end of the war"."""
    if head.i == current.i or current.dep == "relcl":
        return True
    along = definite and current.dep == "prep" and current.lemma in _AMID and head.pos in ("NOUN", "PROPN")
    return along or (head.pos == "NOUN" and head.lemma in _ENDINGS)


def _below_noun(reading: Reading, below: Token, head: Token, state: Status, *, definite: bool) -> Status:
    """Say what a noun or adjective makes of an event that hangs on it: "the threat of", "talk of", "ready for"."""
    name = Bearing.POSSIBLE if head.lemma in _RUMOURS and below.lemma in _OF else _list_above(head)
    if name is None or (definite and head.lemma == "agreement"):
        return state
    state = weaken(state, name) or state
    return negate(state) if said_before(reading, head) is Status.DENIED else state


def _list_above(word: Token) -> Bearing | None:
    """Return the list in which a noun or adjective stands on which an event hangs."""
    words = status_words()
    if word.pos == "ADJ":
        return words.nouns.get(word.lemma.lower()) or words.adjectives.get(word.text.lower())
    return words.nouns.get(word.lemma.lower()) if word.pos in ("NOUN", "PROPN") else None


def _behind_preposition(reading: Reading, prep: Token, verb: Token, state: Status, *, definite: bool) -> Status:
    """Say what a verb with a preposition does to an event noun: "warned of", "called for", "before the talks"."""
    word = prep.text.lower()
    if _is_still_to_come(reading, word, verb):
        return Status.PLANNED if verb.tag in _UNPAST else combine(state, Status.POSSIBLE)
    if word in _UNDOING:
        return Status.DENIED
    if word in _GIVEN or any(child.lemma in _ENDINGS for child in reading.below(verb.i, "dobj")):
        return state
    if word in _DURING:
        return _while(reading, word, verb, state)
    return _under(reading, verb, state, _list_with(word, verb, definite=definite), definite=definite)


def _is_still_to_come(reading: Reading, word: str, verb: Token) -> bool:
    """Say whether a preposition sets an event after what is told: "before", "ahead of"."""
    ahead = word in _OF and any(child.lemma == "ahead" for child in reading.below(verb.i, "advmod"))
    return ahead or word in _COMING


def _while(reading: Reading, word: str, verb: Token, state: Status) -> Status:
    """Return the state of an event at which, or during which, something is done."""
    when = climb(reading, verb, mood(reading, verb.i))
    tries = word == "during" and when is Status.POSSIBLE  # "tries to help during the clashes"
    return state if tries or when in _DECIDED else combine(state, when)


def _list_with(word: str, verb: Token, *, definite: bool) -> Bearing | None:
    """Return the list of a verb, where what the list says holds of what stands behind this preposition."""
    name = status_words().of_verb(verb)
    if name in _TAKES and word not in _TAKES[name]:
        return None
    return None if name is Bearing.POSSIBLE and definite and word not in _FEARING_LEADS else name


def _at_verb(reading: Reading, noun: Token, verb: Token, state: Status, *, definite: bool) -> Status:
    """Say what the verb of its clause does to an event noun."""
    name = None if verb.lemma == "tell" else status_words().of_verb(verb)  # "told a meeting of the leaders"
    if noun.dep == "nsubj":
        return _as_subject(reading, noun, verb, state, definite=definite)
    if _takes_place(reading, noun, verb, name):
        return climb(reading, verb, combine(state, mood(reading, verb.i)))
    if verb.lemma in (_ENDURING if definite else _RESOLVING):
        name = None
    return _under(reading, verb, state, name, definite=definite)


def _takes_place(reading: Reading, noun: Token, verb: Token, name: Bearing | None) -> bool:
    """Talks were held; there were talks."""
    if noun.dep == "nsubjpass":
        return name in (None, Bearing.CARRIED) and verb.lemma in status_words().occurring
    return noun.dep == "attr" and reading.has(verb.i, "expl")


def _as_subject(reading: Reading, noun: Token, verb: Token, state: Status, *, definite: bool) -> Status:
    """Say what a verb says of an event that is its subject: "talks will begin", "an attack is possible"."""
    own = mood(reading, verb.i)
    said = _said_of(reading, verb)
    if said:
        state = weaken(state, said) or state
        return climb(reading, verb, negate(state) if own is Status.DENIED else combine(state, own))
    if definite and _is_untrue(reading, verb):
        return state
    if _occurs(verb, definite=definite):
        none = is_negated(reading, noun.i)
        return climb(reading, verb, Status.DENIED if none else combine(state, own))
    if definite:
        return state
    return climb(reading, verb, state if own in _DECIDED else combine(state, Status.POSSIBLE))


def _is_untrue(reading: Reading, verb: Token) -> bool:
    """Say whether a verb tells what would have been."""
    return _WOULD_HAVE.issubset(child.lemma for child in reading.below(verb.i, "aux"))


def _occurs(verb: Token, *, definite: bool) -> bool:
    """Say whether a verb says that its subject takes place; "is" says so only of what is not known."""
    return verb.lemma in status_words().occurring and not (definite and verb.lemma == "be")


def _said_of(reading: Reading, verb: Token) -> Bearing | None:
    """Return the list of the adjective that a verb of being or seeming says of its subject."""
    if verb.pos != "AUX" and verb.lemma not in _LINKING:
        return None
    adjectives = status_words().adjectives
    names = (adjectives.get(child.text.lower()) for child in reading.below(verb.i, "acomp", "attr", "oprd"))
    return next((name for name in names if name), None)


def _under(reading: Reading, verb: Token, state: Status, name: Bearing | None, *, definite: bool) -> Status:
    """Say what a governing verb of one of the lists does to an event noun, and climb on."""
    own = mood(reading, verb.i)
    if name is None:
        # The verb takes the event for granted, if it is a known one.
        granted = definite or own in _DECIDED
        return state if granted else climb(reading, verb, combine(state, Status.POSSIBLE))
    if name is Bearing.CARRIED:
        return _carried(reading, verb, state, own, definite=definite)
    state = weaken(state, name) or state
    if name is Bearing.DENIED and own not in ACTUAL:
        state = Status.POSSIBLE
    return climb(reading, verb, negate(state) if is_negated(reading, verb.i) else state)


def _carried(reading: Reading, verb: Token, state: Status, own: Status | None, *, definite: bool) -> Status:
    """Say what a verb does that only carries an event, or ends it: what ends is granted."""
    granted = verb.lemma in _GRANTING and (definite or own in ACTUAL)
    return state if granted else climb(reading, verb, combine(state, own))
