"""The parties of an event: the phrases that `roles` finds, put into the roles that its sense gives them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from onrecord.core.entry import Root
from onrecord.extractors.events.lexicon import ANY, PARTY, VERBAL, lexicon, modes, word_set
from onrecord.extractors.events.nouns import of_noun
from onrecord.extractors.events.phrases import FORCEFUL, LEADS, acting, dative, in_clause, overlaps, undergoing
from onrecord.extractors.events.roles import (
    BORDERS,
    INSIDE,
    OWNING,
    agents,
    bordered,
    led_by,
    objects,
    parties_in,
    place,
    subject,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from onrecord.extractors.events.roles import Phrase
    from onrecord.extractors.events.syntax import Reading
    from onrecord.extractors.events.triggers import Trigger

_VERBAL_LEADS = word_set.in_order("verbal_leads")
_SCENES = word_set("scene_leads")
_STRIKING = word_set("striking")


class Parties(NamedTuple):
    """Who did it, to whom, where; phrases in the order of the text."""

    sources: tuple[Phrase, ...]
    targets: tuple[Phrase, ...]
    place: Phrase | None


def parties(reading: Reading, trigger: Trigger) -> Parties:
    """Return the parties of an event."""
    noun = reading.is_noun(trigger.token)
    sources, targets = (of_noun if noun else _of_verb)(reading, trigger)
    if trigger.sense.hosts and targets:
        sources, targets = targets, sources
    if trigger.sense.together:
        sources, targets = [*sources, *targets], []
    heads = [head for head in (trigger.token, trigger.carrier, trigger.object) if head is not None]
    heads += counting(reading, trigger)
    where = place(reading, heads)
    if trigger.sense.root is Root.MOBILIZE:
        targets = bordered(reading, heads) or _whose_border(reading, heads) or targets
        sources = sources or _own_forces(reading, trigger)
        own = [
            phrase
            for phrase in targets
            if reading.tokens[phrase[0]].tag == "PRP$" and not reading.can_act(phrase[1] - 1)
        ]
        targets = [phrase for phrase in targets if phrase not in own]
        where = where or (own[0] if own else None)
    if trigger.sense.root is Root.CONCEDE:
        targets = [phrase for phrase in targets if reading.tokens[phrase[0]].tag != "PRP$"]
    if trigger.sense.root in (Root.PROTEST, Root.COERCE) or (
        trigger.sense.root is Root.MOBILIZE and is_exercise(reading, trigger)
    ):
        scenes = [phrase for phrase in targets if reading.tokens[phrase[0] - 1].text.lower() in _SCENES]
        targets = [phrase for phrase in targets if phrase not in scenes]
        where = where or (scenes[0] if scenes else None)
    kept = _distinct(sorted(sources, key=lambda phrase: not _is_name(reading, phrase)))
    done_to = _distinct(phrase for phrase in targets if not overlaps(phrase, kept))
    return Parties(kept, done_to, None if where is None or overlaps(where, done_to) else where)


def is_exercise(reading: Reading, trigger: Trigger) -> bool:
    """Say whether forces are not moved but exercised."""
    heads = (trigger.token, trigger.object)
    return any(head is not None and reading.tokens[head].lemma.lower() in modes()["exercise"] for head in heads)


def _own_forces(reading: Reading, trigger: Trigger) -> list[Phrase]:
    """Return the forces that are moved, where their name says whose they are: "Sudanese troops were massed"."""
    moved = trigger.object
    if moved is None or reading.tokens[moved].lemma not in lexicon().forces:
        return []
    phrase = reading.phrase(moved)
    return [phrase] if any(reading.labels.get(i) in ("GPE", "NORP") for i in range(*phrase)) else []


def _is_name(reading: Reading, phrase: Phrase) -> bool:
    """Say whether a phrase is headed by the name of a party: such stand before mere descriptions."""
    label = reading.labels.get(phrase[1] - 1)
    if label == "PERSON":
        return True
    return label in ("GPE", "ORG", "NORP") and all(reading.tokens[i].text != "of" for i in range(*phrase))


def counting(reading: Reading, trigger: Trigger) -> list[int]:
    """Return the heads of the phrase that counts the object: what stands behind it may hang on any of them."""
    found: list[int] = []
    current = trigger.object
    while current is not None and len(found) < 4 and reading.tokens[current].dep == "pobj":
        current = reading.tokens[reading.tokens[current].head].head
        if current == trigger.token:
            break
        found.append(current)
    return found


def _of_verb(reading: Reading, trigger: Trigger) -> tuple[list[Phrase], list[Phrase]]:
    who = subject(reading, trigger.token)
    actors = agents(reading, trigger.token) if who.passive else who.heads
    sources = acting(reading, actors)
    if trigger.sense.root is Root.ASSAULT:
        whole = [reading.phrase(head) for head in actors]
        sources = [phrase for phrase in sources if phrase in whole or not reading.may_be_place(phrase)]
    material = trigger.sense.root in FORCEFUL and trigger.sense.mode != "resign"
    heads = [trigger.token] if trigger.object is None else [trigger.token, trigger.object]
    leads = trigger.pattern.leads
    targets: list[Phrase] = []
    if not trigger.pattern.objects and not trigger.pattern.needs_lead:
        given = objects(reading, trigger.token)
        if trigger.sense.root is Root.ACCUSE:
            targets = [phrase for head in given for phrase in _blamed(reading, head)]
        else:
            targets = undergoing(reading, given, whole=material)
    if trigger.pattern.objects:
        targets = dative(reading, trigger)
    if not targets and leads:
        targets = undergoing(reading, led_by(reading, heads, leads), whole=material)
    if not targets and trigger.pattern.through:
        targets = undergoing(reading, objects(reading, trigger.token), whole=material)
    anything = trigger.sense.together and ANY in trigger.pattern.objects  # "discussed Libya" is not with Libya
    if (
        not targets
        and not anything
        and trigger.object is not None
        and reading.tokens[trigger.token].lemma in _STRIKING
    ):
        targets = [reading.phrase(trigger.object)]  # "hit a building in Dnipro": the town is the place
    if (
        not targets
        and not anything
        and trigger.object is not None
        and (_is_upon(trigger) or reading.tokens[trigger.object].lemma not in lexicon().forces)
    ):
        signing = trigger.sense.together  # an agreement signed "in Khartoum" is not Khartoum's
        inside = parties_in(reading, trigger.object, 1, (*OWNING, "with", "to") if signing else INSIDE)
        declared = trigger.sense.mode == "martial-law"  # "a state of emergency" is no state
        targets = [phrase for phrase in inside if not declared and not overlaps(phrase, sources)]
        if signing and ANY not in trigger.pattern.objects and PARTY not in trigger.pattern.objects:
            # The treaty is no party to itself, even where it has a name.
            targets = [phrase for phrase in targets if not phrase[0] <= trigger.object < phrase[1]]
    if not targets and not leads and trigger.sense.root is not Root.MOBILIZE:
        targets = acting(reading, led_by(reading, heads, _VERBAL_LEADS if trigger.sense.root in VERBAL else LEADS))
    return sources, targets or ([] if trigger.sense.together else in_clause(reading, trigger.token, trigger))


def _blamed(reading: Reading, head: int) -> list[Phrase]:
    """Return who is blamed: of a deed, who did it, not who suffered it ("condemned the attack on Kenya")."""
    inner = reading.content(head)
    senses = [entry.sense.root for entry in lexicon().nouns.get(reading.tokens[inner].lemma.lower(), ())]
    if reading.can_act(inner) or not any(root in FORCEFUL for root in senses):
        return parties_in(reading, head, 1)
    return reading.preposed(inner) or parties_in(reading, head, 1, ("by",))


def _is_upon(trigger: Trigger) -> bool:
    """Say whether soldiers are those to whom it is done, not the means."""
    return trigger.sense.root in (Root.ASSAULT, Root.COERCE) or trigger.sense.mode == "release"


def _whose_border(reading: Reading, heads: Iterable[int]) -> list[Phrase]:
    """Return the country of "Sudan, on whose border ..."."""
    for head in heads:
        borders = [*reading.below(head, "nsubj", "dobj")]
        borders += [inner for prep in reading.below(head, "prep") for inner in reading.below(prep.i, "pobj")]
        for border in borders:
            for whose in reading.below(border.i, "poss"):
                if whose.tag == "WP$" and border.lemma in BORDERS:
                    return [reading.phrase(reading.antecedent(whose.i))]
    return []


def _distinct(phrases: Iterable[Phrase]) -> tuple[Phrase, ...]:
    kept: list[Phrase] = []
    for phrase in phrases:
        if phrase[0] < phrase[1] and not overlaps(phrase, kept):
            kept.append(phrase)
    return tuple(kept)
