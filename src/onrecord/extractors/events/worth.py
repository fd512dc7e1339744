"""Which events are for the record: somebody does something to somebody, and not as a habit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.core.entry import Root, Status
from onrecord.extractors.events.figures import FORCEFUL, is_figure
from onrecord.extractors.events.lexicon import ANY, VERBAL, lexicon, word_set
from onrecord.extractors.events.mood import ACTUAL, is_habit
from onrecord.extractors.events.phrases import is_pronoun
from onrecord.extractors.events.plover import is_of_nobody

if TYPE_CHECKING:
    from onrecord.extractors.events.deed import Deed
    from onrecord.extractors.events.parties import Parties
    from onrecord.extractors.events.roles import Phrase
    from onrecord.extractors.events.syntax import Reading
    from onrecord.extractors.events.triggers import Trigger

_MUTUAL = word_set("mutual")
_NOBODY = word_set("unnamed")
_FORMAL = word_set("formal")


def is_no_deed(reading: Reading, trigger: Trigger, who: Parties) -> bool:
    """Say whether the words tell of no deed at all: a figure of speech, a habit, what nature or nobody does."""
    verb = trigger.token if trigger.carrier is None else trigger.carrier
    return is_habit(reading, verb) or is_figure(reading, trigger) or is_of_nobody(reading, trigger, who)


def is_clear(reading: Reading, trigger: Trigger, who: Parties) -> bool:
    """Say whether it is clear enough who does a deed, and to whom, to record it.

    What is done with words alone needs a named source and a target, since the statement says the rest.
    """
    if _is_of_pronouns(reading, trigger, who):
        return False
    named = who._replace(
        sources=tuple(phrase for phrase in who.sources if _is_named(reading, phrase)),
        targets=tuple(phrase for phrase in who.targets if _is_named(reading, phrase)),
    )
    if trigger.sense.root in VERBAL:
        return _is_clear_act(reading, trigger, named)
    return (_is_clear_meeting if trigger.sense.together else _is_clear_deed)(reading, trigger, who, named)


def _is_of_pronouns(reading: Reading, trigger: Trigger, who: Parties) -> bool:
    """Say whether a deed is told with pronouns alone; "she resigned" is all that one says."""
    alone = who.place is None and trigger.sense.mode != "resign"
    return alone and all(is_pronoun(reading, phrase) for phrase in (*who.sources, *who.targets))


def _is_clear_meeting(reading: Reading, trigger: Trigger, who: Parties, named: Parties) -> bool:
    """Say whether it is clear who does a thing together: two, or one with a noun of meeting."""
    if _is_one_person(reading, trigger, who) or not named.sources:
        return False
    needed = 1 if reading.tokens[trigger.token].pos == "NOUN" else 2
    present = max(len(who.sources), sum(map(reading.parties_named, who.sources)))
    consults = trigger.sense.root is Root.CONSULT
    return present + (consults and any(map(reading.is_gathering, who.sources))) >= needed


def _is_one_person(reading: Reading, trigger: Trigger, who: Parties) -> bool:
    """Say whether a noun of meeting has but one person before it: "Biden talks" are no talks."""
    if trigger.carrier is not None or len(who.sources) != 1:
        return False
    (first, last) = who.sources[0]
    return last == trigger.token and reading.labels.get(first) == "PERSON"


def _is_clear_act(reading: Reading, trigger: Trigger, named: Parties) -> bool:
    """Say whether it is clear who does a thing with words, and to whom."""
    anything = ANY in trigger.pattern.objects
    if anything and not any(map(reading.names_in, named.targets)):
        return False
    verb = trigger.token if trigger.carrier is None else trigger.carrier
    if reading.tokens[trigger.token].lemma in _MUTUAL and sum(map(reading.parties_named, named.sources)) > 1:
        return True
    formal = trigger.object is not None and reading.tokens[verb].lemma in _FORMAL
    told = trigger.pattern.clause and reading.tokens[trigger.token].pos == "NOUN"
    return bool(named.sources) and any((*named.targets, formal or told))


def _is_clear_deed(reading: Reading, trigger: Trigger, who: Parties, named: Parties) -> bool:
    """Say whether it is clear enough who does a thing, or to whom it is done."""
    if trigger.sense.root is Root.CONSULT:
        return bool(who.targets) and any(not _is_private(reading, phrase) for phrase in named.sources)
    if who.sources:
        return bool(named.sources or named.targets or who.place)
    bodily = trigger.sense.root in FORCEFUL
    return any(bodily or reading.names_in(phrase) for phrase in named.targets)


def _is_private(reading: Reading, phrase: Phrase) -> bool:
    """Say whether those who travel are no envoys: "4,000 people arrived"."""
    head = reading.tokens[reading.content(phrase[1] - 1)]
    return head.lemma.lower() in lexicon().private and phrase[0] not in reading.names


def _is_named(reading: Reading, phrase: Phrase) -> bool:
    """Say whether words name a party; "it" and "I" alone name none."""
    if phrase[1] - phrase[0] == 1 and reading.tokens[phrase[0]].text.lower() in _NOBODY:
        return False
    return any(reading.is_named(i) or reading.can_act(i) for i in (phrase[1] - 1, phrase[0]))


def is_told_for_itself(trigger: Trigger, deed: Deed) -> bool:
    """Say whether a deed is told for itself: one of words only as done by somebody, and done."""
    if deed.root not in VERBAL:
        return True
    return bool(deed.who.sources) and (deed.status in ACTUAL or trigger.sense.root not in VERBAL)


def is_mere_hope(reading: Reading, trigger: Trigger, deed: Deed) -> bool:
    """Say whether an end of fighting is only a purpose that somebody has: "talks on ending the war"."""
    return (
        deed.mode == "ceasefire"
        and deed.status is Status.POSSIBLE
        and reading.tokens[trigger.token].pos == "VERB"
        and not reading.has(trigger.token, "nsubj", "nsubjpass")
    )
