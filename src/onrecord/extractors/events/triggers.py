"""Where a report names an event: the words of the lexicon that stand as their patterns ask.

A noun that a verb carries ("launched an attack", "talks were held") is one trigger, the noun's, with the verb as
its carrier. A verb that does something else to an event noun ("cancelled the talks") is the trigger, and the noun
then names none of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from onrecord.core.entry import Root
from onrecord.extractors.events.lexicon import ANY, PARTY, lexicon, status_words, stem, word_set
from onrecord.extractors.events.roles import counting_head, led_by, objects, subject

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from onrecord.core.document import Token
    from onrecord.extractors.events.lexicon import Entry, Pattern, Sense
    from onrecord.extractors.events.syntax import Reading


_NOMINAL = ("nsubj", "nsubjpass", "dobj", "pobj")
_OF = word_set.in_order("of")
_FIGHTS = word_set("fights")
_PART_LEADS = word_set("part_leads")
_TAKING_PART = word_set("taking_part")
_FOUGHT_WORDS = word_set("fought_words")


class Trigger(NamedTuple):
    """A word that names an event.

    Attributes:
        token: The word.
        sense: What it codes.
        pattern: How it was asked to stand.
        carrier: The verb that carries an event noun, or None.
        object: The head of the object that the pattern asks for, or None.
    """

    token: int
    sense: Sense
    pattern: Pattern
    carrier: int | None = None
    object: int | None = None


def triggers(reading: Reading) -> list[Trigger]:
    """Return the triggers of a document, in the order of the text."""
    told = [found for token in reading.tokens if (found := _told(reading, token))]
    named = [found for token in reading.tokens if (found := _named(reading, token))]
    consumed = {place for trigger in told for place in (trigger.token, trigger.object)}
    kept = (trigger for trigger in named if trigger.token not in consumed)
    return sorted((*told, *kept), key=lambda trigger: trigger.token)


def _is_gerund(token: Token) -> bool:
    """Say whether a gerund stands for an event noun: "the shelling was heavy"."""
    return token.tag == "VBG" and token.dep in _NOMINAL and token.text.lower() in lexicon().nouns


def _told(reading: Reading, token: Token) -> Trigger | None:
    """Return the trigger that a verb or an adjective is, or None."""
    if _is_gerund(token):
        return None
    if token.pos == "VERB":
        return verb_trigger(reading, token)
    entries = lexicon().adjectives.get(token.lemma.lower(), ()) if token.pos == "ADJ" else ()
    return _best(reading, token, entries, _stands_as_noun)


def _named(reading: Reading, token: Token) -> Trigger | None:
    """Return the trigger that a noun is, with the verb that carries it, or None."""
    if _is_gerund(token):
        word = token.text.lower()
    elif token.pos in ("NOUN", "PROPN"):
        word = token.lemma.lower()
    else:
        return None
    found = _best(reading, token, lexicon().nouns.get(word, ()), _stands_as_noun)
    return found and found._replace(carrier=carrier(reading, token.i))


def verb_trigger(reading: Reading, token: Token) -> Trigger | None:
    """Return the trigger that a verb is, alone or with its object, or None."""
    verbs = lexicon().verbs
    entries = verbs.get(token.lemma.lower()) or verbs.get(stem(token), ())
    if token.lemma == "protest" and _is_a_crowd(reading, token.i):  # a state protests with words
        entries = tuple(entry for entry in entries if entry.sense.root is Root.PROTEST)
    found = _best(reading, token, entries, _stands_as_verb)
    return found and _of_its_object(reading, found)


def _is_a_crowd(reading: Reading, verb: int) -> bool:
    heads = subject(reading, verb).heads
    return any(reading.tokens[reading.content(i)].lemma in lexicon().crowds for i in heads)


def carrier(reading: Reading, noun: int) -> int | None:
    """Return the verb that carries an event noun: hold, in "talks that were held" and "held a round of talks"."""
    light = status_words().light
    verb = _holder(reading, reading.tokens[counting_head(reading, noun)])
    if verb and light.intersection((verb.lemma, stem(verb))):
        return verb.i
    clause = next((child for child in reading.below(noun, "acl") if child.tag == "VBN"), None)
    return clause.i if clause and clause.lemma in light else None


def _holder(reading: Reading, noun: Token) -> Token | None:
    """Return the verb whose object or subject a noun is, or behind whose "in" it stands: "engaged in talks"."""
    head = reading.tokens[noun.head]
    if noun.dep == "pobj" and head.lemma in _PART_LEADS:
        verb = reading.tokens[head.head]
        return verb if verb.lemma in _TAKING_PART else None
    return head if noun.dep in ("dobj", "nsubjpass", "attr") and head.pos in ("VERB", "AUX") else None


def _best(
    reading: Reading,
    token: Token,
    entries: Iterable[Entry],
    stands: Callable[[Reading, Token, Pattern], tuple[bool, int | None]],
) -> Trigger | None:
    for pattern, sense in entries:
        fit, found = stands(reading, token, pattern)
        if fit:
            return Trigger(token.i, sense, pattern, None, found)
    return None


def _of_its_object(reading: Reading, trigger: Trigger) -> Trigger:
    """Return the trigger of the event noun that a verb carries, where both code the same root."""
    if trigger.object is None:
        return trigger
    noun = reading.tokens[trigger.object]
    found = _best(reading, noun, lexicon().nouns.get(noun.lemma.lower(), ()), _stands_as_noun)
    tells_more = found is not None and bool(found.pattern.objects) and ANY not in found.pattern.objects
    if found is None or (found.sense.root is not trigger.sense.root and not tells_more):
        return trigger
    sense = found.sense if found.sense.mode else trigger.sense
    leads = (*trigger.pattern.leads, *(lead for lead in found.pattern.leads if lead not in trigger.pattern.leads))
    return Trigger(noun.i, sense, found.pattern._replace(leads=leads), trigger.token, noun.i)


def _stands_as_verb(reading: Reading, token: Token, pattern: Pattern) -> tuple[bool, int | None]:
    found = _fitting_object(reading, token.i, pattern) if pattern.objects else None
    if any(misfit(reading, token, pattern) for misfit in _VERB_MISFITS) or (pattern.objects and found is None):
        return False, None
    heads = (token.i,) if found is None else (token.i, found)
    return not pattern.needs_lead or bool(led_by(reading, heads, pattern.leads)), found


def _has_another_particle(reading: Reading, token: Token, pattern: Pattern) -> bool:
    """Gave up, where "give" is asked for; gave, where "give up" is."""
    if pattern.particle:
        return not _has_particle(reading, token.i, pattern.particle)
    led = pattern.leads + pattern.through
    return any(child.text.lower() not in led for child in reading.below(token.i, "prt"))


def _does_nothing(reading: Reading, token: Token, pattern: Pattern) -> bool:
    """Say whether a verb lacks the object that it needs where its pattern asks for nothing else."""
    needed = not pattern.objects and not pattern.leads and not pattern.clause
    return needed and not objects(reading, token.i)


def _lacks_content(reading: Reading, token: Token, pattern: Pattern) -> bool:
    return pattern.clause and not reading.has(token.i, "xcomp", "ccomp")


# Why a verb does not stand as its pattern asks.
_VERB_MISFITS = (_has_another_particle, _does_nothing, _lacks_content)


def _has_particle(reading: Reading, verb: int, particle: str) -> bool:
    return any(
        child.text.lower() == particle for child in reading.below(verb, "prt", "advmod", "prep", "acomp", "oprd")
    )


def _fitting_object(reading: Reading, verb: int, pattern: Pattern) -> int | None:
    """Return the head of the object of a kind that the pattern asks for."""
    for head in _objects_of(reading, verb, pattern):
        inner = reading.content(head)
        token = reading.tokens[inner]
        if _has_modifier(reading, token, lexicon().figurative):
            continue
        if (
            ANY in pattern.objects
            or token.lemma.lower() in pattern.objects
            or token.text.lower() in pattern.objects
        ):
            return inner
        if PARTY in pattern.objects and reading.can_act(inner) and not _is_called_something(reading, verb):
            return inner
    return None


def _is_called_something(reading: Reading, verb: int) -> bool:
    return reading.has(verb, "oprd", "ccomp")


def _objects_of(reading: Reading, verb: int, pattern: Pattern) -> Iterator[int]:
    if pattern.through:
        yield from led_by(reading, [verb], pattern.through)
        return
    yield from objects(reading, verb)
    for child in reading.below(verb, "oprd", "acomp", "attr", "advmod", "xcomp"):
        yield child.i


def _stands_as_noun(reading: Reading, token: Token, pattern: Pattern) -> tuple[bool, int | None]:
    return not any(misfit(reading, token, pattern) for misfit in _NOUN_MISFITS), None


def _lacks_modifier(reading: Reading, token: Token, pattern: Pattern) -> bool:
    asked = bool(pattern.objects) and ANY not in pattern.objects
    return asked and not _has_modifier(reading, token, pattern.objects)


def _is_part_of_another(reading: Reading, token: Token, _: Pattern) -> bool:
    """Peace envoy."""
    return token.dep == "compound" and reading.tokens[token.head].lemma not in status_words().nouns


def _lacks_clause(reading: Reading, token: Token, pattern: Pattern) -> bool:
    return pattern.clause and not _has_clause(reading, token)


def _lacks_lead(reading: Reading, token: Token, pattern: Pattern) -> bool:
    return pattern.needs_lead and not led_by(reading, [token.i], pattern.leads)


def _is_figurative(reading: Reading, token: Token, _: Pattern) -> bool:
    """A price war, a war of words."""
    return _has_modifier(reading, token, lexicon().figurative) or _is_of_words(reading, token)


def _is_mere_talk(_: Reading, token: Token, __: Pattern) -> bool:
    """Talk of something is no meeting."""
    return token.lemma == "talk" and token.tag == "NN"


def _has_clause(reading: Reading, token: Token) -> bool:
    return any(
        child.tag == "VB" if child.dep in ("acl", "xcomp") else reading.has(child.i, "mark")
        for child in reading.below(token.i, "acl", "xcomp", "ccomp")
        if child.i - token.i < 8
    )


def _has_modifier(reading: Reading, token: Token, wanted: frozenset[str]) -> bool:
    return any(
        child.lemma.lower() in wanted or child.text.lower() in wanted
        for child in reading.below(token.i, "amod", "compound", "nmod", "poss", "npadvmod")
    )


def _is_of_words(reading: Reading, token: Token) -> bool:
    """Say whether it is a "war of words" or a "battle to win"."""
    if token.lemma in _FIGHTS:
        aims = list(reading.below(token.i, "acl", "relcl"))
        if token.dep == "dobj":  # "waged a battle to win"
            aims += reading.below(token.head, "xcomp", "advcl")
        if any(aim.tag == "VB" for aim in aims):
            return True
    behind = led_by(reading, [token.i], _OF)
    return any(reading.tokens[i].lemma in _FOUGHT_WORDS for i in behind)


def _is_a_title(reading: Reading, token: Token, _: Pattern) -> bool:
    """Say whether a word is part of a name: "Cold War", "Defence Cooperation Council"."""
    return token.pos == "PROPN" and (
        token.dep in ("compound", "nmod")
        or (
            any(child.pos == "PROPN" for child in reading.below(token.i, "compound", "amod"))
            and reading.labels.get(token.i) in ("EVENT", "ORG", "LAW", "WORK_OF_ART", "PRODUCT")
        )
    )


# Why a noun does not stand as its pattern asks.
_NOUN_MISFITS = (
    *(_lacks_modifier, _is_part_of_another, _lacks_clause, _lacks_lead),
    *(_is_figurative, _is_mere_talk, _is_a_title),
)
