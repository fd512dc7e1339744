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

_SIGNED_LEADS = word_set.in_order("signed_leads")
_OF_PERSONS = word_set("modes_of_persons")
_NO_PARTY_INSIDE = word_set("modes_without_parties")
_VERBAL_LEADS = word_set.in_order("verbal_leads")
_SCENES = word_set("scene_leads")
_STRIKING = word_set("striking")


class Parties(NamedTuple):
    """Who did it, to whom, where; phrases in the order of the text."""

    sources: tuple[Phrase, ...]
    targets: tuple[Phrase, ...]
    place: Phrase | None

    @property
    def phrases(self) -> tuple[Phrase, ...]:
        """All of them, the place last."""
        return (*self.sources, *self.targets, *((self.place,) if self.place else ()))


def parties(reading: Reading, trigger: Trigger) -> Parties:
    """Return the parties of an event."""
    sources, targets = _sides(reading, trigger)
    heads = [head for head in (trigger.token, trigger.carrier, trigger.object) if head is not None]
    heads += counting(reading, trigger)
    told = _Told(sources, targets, place(reading, heads))
    for change in _BY_ROOT.get(trigger.sense.root, ()):
        told = change(reading, trigger, heads, told)
    kept = _distinct(sorted(told.sources, key=lambda phrase: not _is_name(reading, phrase)))
    done_to = _distinct(phrase for phrase in told.targets if not overlaps(phrase, kept))
    return Parties(kept, done_to, None if told.place is None or overlaps(told.place, done_to) else told.place)


def _sides(reading: Reading, trigger: Trigger) -> tuple[list[Phrase], list[Phrase]]:
    """Return who does it and to whom: who is hosted comes, and those who do it together all do it."""
    sources, targets = (of_noun if reading.is_noun(trigger.token) else _of_verb)(reading, trigger)
    if trigger.sense.hosts and targets:
        sources, targets = targets, sources
    return ([*sources, *targets], []) if trigger.sense.together else (sources, targets)


class _Told(NamedTuple):
    """Who and where, as found so far."""

    sources: list[Phrase]
    targets: list[Phrase]
    place: Phrase | None

    def set_in(self, places: list[Phrase]) -> _Told:
        """Return the same with some targets taken for where it was."""
        targets = [phrase for phrase in self.targets if phrase not in places]
        return self._replace(targets=targets, place=self.place or next(iter(places), None))


def _moved(reading: Reading, trigger: Trigger, heads: list[int], told: _Told) -> _Told:
    """Forces are moved against whose border it is; one's own land is where they are moved."""
    targets = bordered(reading, heads) or _whose_border(reading, heads) or told.targets
    sources = told.sources or _own_forces(reading, trigger)
    owned = [phrase for phrase in targets if reading.tokens[phrase[0]].tag == "PRP$"]
    own = [phrase for phrase in owned if not reading.can_act(phrase[1] - 1)]
    told = _Told(sources, targets, told.place).set_in(own)
    return _staged(reading, trigger, heads, told) if is_exercise(reading, trigger) else told


def _conceded(reading: Reading, _: Trigger, __: list[int], told: _Told) -> _Told:
    """What is one's own is given to nobody."""
    return told._replace(targets=[phrase for phrase in told.targets if reading.tokens[phrase[0]].tag != "PRP$"])


def _staged(reading: Reading, _: Trigger, __: list[int], told: _Told) -> _Told:
    """What is staged is staged somewhere, not against the place."""
    return told.set_in(
        [phrase for phrase in told.targets if reading.tokens[phrase[0] - 1].text.lower() in _SCENES]
    )


# What the parties of some roots are besides.
_BY_ROOT = {
    Root.MOBILIZE: (_moved,),
    Root.CONCEDE: (_conceded,),
    Root.PROTEST: (_staged,),
    Root.COERCE: (_staged,),
}


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


class _Verb(NamedTuple):
    """A verb of a deed, as the looks for whom it is done to need it; `sources` are those who do it."""

    reading: Reading
    trigger: Trigger
    sources: list[Phrase]

    @property
    def heads(self) -> list[int]:
        """The words on which prepositions hang: the verb and its object."""
        return [head for head in (self.trigger.token, self.trigger.object) if head is not None]

    @property
    def whole(self) -> bool:
        """Whether things undergo the deed as well as parties."""
        return self.trigger.sense.root in FORCEFUL and self.trigger.sense.mode not in _OF_PERSONS

    @property
    def thing(self) -> int | None:
        """The object that the pattern asks for: none where that is anything ("discussed Libya" is not with it)."""
        anything = self.trigger.sense.together and ANY in self.trigger.pattern.objects
        return None if anything else self.trigger.object

    def undergoing(self, heads: Iterable[int]) -> list[Phrase]:
        """Return whom it is done to, among phrases with these heads."""
        return undergoing(self.reading, heads, whole=self.whole)


def _of_verb(reading: Reading, trigger: Trigger) -> tuple[list[Phrase], list[Phrase]]:
    """Return who does what a verb tells, and to whom."""
    who = subject(reading, trigger.token)
    actors = agents(reading, trigger.token) if who.passive else who.heads
    sources = acting(reading, actors)
    if trigger.sense.root is Root.ASSAULT:
        whole = [reading.phrase(head) for head in actors]
        sources = [phrase for phrase in sources if phrase in whole or not reading.may_be_place(phrase)]
    verb = _Verb(reading, trigger, sources)
    return sources, next((found for look in _DONE_TO if (found := look(verb))), [])


def _direct(verb: _Verb) -> list[Phrase]:
    """Invaded Kenya; gave Kenya arms; condemned the attack of Kenya."""
    reading, trigger = verb.reading, verb.trigger
    if trigger.pattern.objects:
        return dative(reading, trigger)
    given = [] if trigger.pattern.needs_lead else objects(reading, trigger.token)
    if trigger.sense.root is Root.ACCUSE:
        return [phrase for head in given for phrase in _blamed(reading, head)]
    return verb.undergoing(given)


def _led_to(verb: _Verb) -> list[Phrase]:
    """Imposed sanctions on Kenya."""
    return verb.undergoing(led_by(verb.reading, verb.heads, verb.trigger.pattern.leads))


def _through(verb: _Verb) -> list[Phrase]:
    """Put Kenya under an embargo."""
    return verb.undergoing(objects(verb.reading, verb.trigger.token)) if verb.trigger.pattern.through else []


def _struck(verb: _Verb) -> list[Phrase]:
    """Hit a building in Dnipro: the town is the place."""
    striking = verb.reading.tokens[verb.trigger.token].lemma in _STRIKING
    return [] if verb.thing is None or not striking else [verb.reading.phrase(verb.thing)]


def _within(verb: _Verb) -> list[Phrase]:
    """Rejected the demands of Egypt: the party inside the object."""
    thing, sense = verb.thing, verb.trigger.sense
    if thing is None or _holds_nobody(verb, thing):
        return []
    # An agreement signed "in Khartoum" is not Khartoum's.
    inside = parties_in(verb.reading, thing, 1, _SIGNED_LEADS if sense.together else INSIDE)
    found = [phrase for phrase in inside if not overlaps(phrase, verb.sources)]
    # The treaty is no party to itself, even where it has a name.
    signed = sense.together and PARTY not in verb.trigger.pattern.objects
    return [phrase for phrase in found if not signed or not phrase[0] <= thing < phrase[1]]


def _holds_nobody(verb: _Verb, thing: int) -> bool:
    """Say whether an object is no state ("of emergency"), or soldiers who are no more than the means."""
    if verb.trigger.sense.mode in _NO_PARTY_INSIDE:
        return True
    return verb.reading.tokens[thing].lemma in lexicon().forces and not _is_upon(verb.trigger)


def _addressed(verb: _Verb) -> list[Phrase]:
    """Complained to Kenya, where the pattern names no preposition."""
    if verb.trigger.pattern.leads or verb.trigger.sense.root is Root.MOBILIZE:
        return []
    leads = _VERBAL_LEADS if verb.trigger.sense.root in VERBAL else LEADS
    return acting(verb.reading, led_by(verb.reading, verb.heads, leads))


def _in_its_clause(verb: _Verb) -> list[Phrase]:
    """Demanded that Iran stop."""
    return [] if verb.trigger.sense.together else in_clause(verb.reading, verb.trigger.token, verb.trigger)


# The looks for whom it is done to, in order: the first that finds somebody is right.
_DONE_TO = (_direct, _led_to, _through, _struck, _within, _addressed, _in_its_clause)


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
