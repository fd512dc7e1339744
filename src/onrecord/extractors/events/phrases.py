"""Phrases for roles: who acts, who undergoes, whom a clause is about; what verbs and nouns have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.core.entry import Root
from onrecord.extractors.events.lexicon import word_set
from onrecord.extractors.events.roles import OWNING, led_by, parties_in

if TYPE_CHECKING:
    from collections.abc import Iterable

    from onrecord.core.document import Token
    from onrecord.extractors.events.roles import Phrase
    from onrecord.extractors.events.syntax import Reading
    from onrecord.extractors.events.triggers import Trigger

LEADS = word_set.in_order("leads")
# Deeds that things and places undergo as well as parties.
FORCEFUL = frozenset((Root.RETREAT, Root.SANCTION, Root.MOBILIZE, Root.COERCE, Root.ASSAULT, Root.PROTEST))
_MAKING = word_set("making")


def acting(reading: Reading, heads: Iterable[int]) -> list[Phrase]:
    """Return those who act, of phrases with these heads: each itself, or who owns it."""
    return [phrase for head in heads for phrase in parties_in(reading, head, 1, OWNING)]


def undergoing(reading: Reading, heads: Iterable[int], *, whole: bool) -> list[Phrase]:
    """Return whom it is done to; with `whole`, a thing that cannot act is kept as the thing it is."""
    found: list[Phrase] = []
    for head in heads:
        if whole and reading.can_undergo(head):
            found.append(reading.phrase(head))
        elif not whole:
            found.extend(parties_in(reading, head, 1))
    return found


def dative(reading: Reading, trigger: Trigger) -> list[Phrase]:
    """Return to whom something is given: Kenya, in "gave Kenya arms"."""
    return acting(
        reading, [child.i for child in reading.below(trigger.token, "dative", "iobj") if child.pos != "ADP"]
    )


def in_clause(reading: Reading, head: int, trigger: Trigger) -> list[Phrase]:
    """Return the party that a clause is about: Iran, in "demanded that Iran stop" or "refused to meet Iran"."""
    for child in reading.below(head, "ccomp", "xcomp", "acl"):
        phrases = _about(reading, child, trigger)
        if phrases:
            return [phrase for phrase in phrases if reading.names_in(phrase)][:1] or phrases[:1]
    return []


def _about(reading: Reading, verb: Token, trigger: Trigger) -> list[Phrase]:
    """Return the parties that a clause tells of: its subject and objects, and those its prepositions lead to."""
    subjects = reading.below(verb.i, "nsubj", "nsubjpass") if verb.dep == "ccomp" else ()
    found = [inner.i for inner in (*subjects, *reading.below(verb.i, "dobj", "attr"))]
    led = led_by(reading, [verb.i, *found], LEADS)
    if trigger.sense.root is Root.AGREE:
        found = _promised(reading, verb, found)
    # Whose the object is matters less than whom it is for: "declined to give a promise of Sudan's neutrality".
    reaches = (*((reading.antecedent(inner), 0) for inner in found), *((inner, 2) for inner in led))
    phrases = (phrase for inner, reach in reaches for phrase in parties_in(reading, inner, reach))
    return [phrase for phrase in phrases if reading.tokens[phrase[0]].tag != "PRP$"]  # not one's own


def _promised(reading: Reading, verb: Token, found: list[int]) -> list[int]:
    """Return to whom something is promised: not to what will be made, nor to whose rules will change."""
    heads = [] if verb.lemma in _MAKING else found
    return [inner for inner in heads if reading.can_act(reading.antecedent(inner))]


def overlaps(phrase: Phrase, others: Iterable[Phrase]) -> bool:
    """Say whether a phrase shares words with another."""
    return any(phrase[0] < last and first < phrase[1] for first, last in others)


def is_pronoun(reading: Reading, phrase: Phrase) -> bool:
    """Say whether a phrase is a mere pronoun."""
    return phrase[1] - phrase[0] == 1 and reading.tokens[phrase[0]].tag in ("PRP", "PRP$", "WP", "WDT", "WP$")
