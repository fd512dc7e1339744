"""Events: what was done, by whom, to whom, where, and whether it took place at all.

By syntax and lexicon: the words of `data/events/` name an event (`triggers`), the parse gives its parties
(`parties`) and its status (`status`), PLOVER's rules its root and mode (`plover`). A trained head adds parties
that the rules do not see (`trigger_model`); it makes no event.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.core.entry import Event, Root, Status
from onrecord.core.identity import entry_id
from onrecord.core.problem import Outcome
from onrecord.core.who import Mention
from onrecord.extractors.events.figures import FORCEFUL, is_figure
from onrecord.extractors.events.lexicon import ANY, VERBAL, lexicon
from onrecord.extractors.events.mood import ACTUAL, is_habit
from onrecord.extractors.events.parties import Parties, parties
from onrecord.extractors.events.phrases import is_pronoun
from onrecord.extractors.events.plover import coded, concedes, is_of_nobody
from onrecord.extractors.events.quantities import quantities
from onrecord.extractors.events.status import status
from onrecord.extractors.events.syntax import Reading
from onrecord.extractors.events.trigger_model import improved, opinions
from onrecord.extractors.events.triggers import triggers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from onrecord.core.document import Document
    from onrecord.core.entry import Entry
    from onrecord.encoder import Encoded
    from onrecord.extractors.events.roles import Phrase
    from onrecord.extractors.events.triggers import Trigger

    Told = list[tuple[Trigger, Parties]]
    Teller = Callable[[Reading, list[Trigger], Encoded], Told]

_LONGEST = 45
_WORTH = 5  # words that name a sum
# What two do to one another is done to somebody.
_MUTUAL = frozenset(("agree", "agreement", "accept"))
_NOBODY = frozenset(("it", "i", "you", "my", "your", "one"))
# Verbs that with their object are a formal step by themselves, whoever it is addressed to.
_FORMAL = frozenset(
    ("make", "file", "lodge", "issue", "sign", "ratify", "submit", "send", "deliver", "summon", "open", "launch")
)


def by_rules(reading: Reading, met: list[Trigger], encoded: Encoded) -> Told:
    """Return what is worth recording with its parties, as the rules find them."""
    del encoded
    told = ((trigger, parties(reading, trigger)) for trigger in met)
    return [(trigger, who) for trigger, who in told if is_worth_recording(reading, trigger, who)]


def with_head(reading: Reading, met: list[Trigger], encoded: Encoded) -> Told:
    """Return what is worth recording with its parties, by the rules and what the trained head adds to them."""
    told = by_rules(reading, met, encoded)
    if not told:
        return told
    states = encoded.states
    asked = [trigger for trigger, _ in told if reading.tokens[trigger.token].start < states.reach]
    said = dict(zip(asked, opinions(reading, states, met, asked), strict=True))
    return [
        (trigger, improved(reading, trigger, who, said[trigger]) if trigger in said else who)
        for trigger, who in told
    ]


class Events:
    """The extractor of events.

    Args:
        told: Finds what is worth recording and its parties; by rules and the trained head unless another is given.
        name: Name and version, as every entry states it.
    """

    def __init__(self, told: Teller = with_head, name: str = "events 2") -> None:
        self._told = told
        self._name = name

    @property
    def name(self) -> str:
        """Name and version."""
        return self._name

    def extract(self, document: Document, encoded: Encoded) -> Outcome[Entry]:
        """Return the events of a document, in the order of the text."""
        reading = Reading(document)
        found: list[Event] = []
        met = triggers(reading)
        agreed = {trigger.token for trigger in met if trigger.sense.root is Root.AGREE}
        for trigger, who in self._told(reading, met, encoded):
            event = _event(reading, trigger, who, agreed, self.name)
            if _is_mere_hope(reading, trigger, event):
                continue
            if event.plover not in VERBAL or (
                event.sources and (event.status in ACTUAL or trigger.sense.root not in VERBAL)
            ):
                found.append(event)
        return Outcome(tuple(_without_repeats(found)))


def _is_mere_hope(reading: Reading, trigger: Trigger, event: Event) -> bool:
    """Say whether an end of fighting is only a purpose that somebody has: "talks on ending the war"."""
    return (
        event.mode == "ceasefire"
        and event.status is Status.POSSIBLE
        and reading.tokens[trigger.token].pos == "VERB"
        and not any(True for _ in reading.below(trigger.token, "nsubj", "nsubjpass"))
    )


def is_worth_recording(reading: Reading, trigger: Trigger, who: Parties) -> bool:
    """Say whether an event is one for the record: somebody does something to somebody, and not as a habit.

    What is done with words alone needs a named source and a target, since the statement says the rest.
    """
    verb = trigger.token if trigger.carrier is None else trigger.carrier
    if is_habit(reading, verb) or is_figure(reading, trigger) or is_of_nobody(reading, trigger, who):
        return False
    alone = who.place is None and trigger.sense.mode != "resign"  # "she resigned" is all that one says
    if alone and all(is_pronoun(reading, phrase) for phrase in (*who.sources, *who.targets)):
        return False
    named = Parties(
        tuple(phrase for phrase in who.sources if _is_named(reading, phrase)),
        tuple(phrase for phrase in who.targets if _is_named(reading, phrase)),
        who.place,
    )
    if trigger.sense.root in VERBAL:
        return _is_clear_act(reading, trigger, named)
    if trigger.sense.together:
        if _is_one_person(reading, trigger, who):
            return False
        needed = 1 if reading.tokens[trigger.token].pos == "NOUN" else 2
        present = max(len(who.sources), sum(map(reading.parties_named, who.sources)))
        if trigger.sense.root is Root.CONSULT and any(map(reading.is_gathering, who.sources)):
            present += 1
        return present >= needed and bool(named.sources)
    return _is_clear_deed(reading, trigger, who, named)


def _is_one_person(reading: Reading, trigger: Trigger, who: Parties) -> bool:
    """Say whether a noun of meeting has but one person before it: "Biden talks" are no talks."""
    if trigger.carrier is not None or len(who.sources) != 1:
        return False
    (first, last) = who.sources[0]
    return last == trigger.token and reading.labels.get(first) == "PERSON"


def _is_clear_act(reading: Reading, trigger: Trigger, named: Parties) -> bool:
    """Say whether it is clear who does a thing with words, and to whom."""
    if ANY in trigger.pattern.objects and not any(map(reading.names_in, named.targets)):
        return False
    verb = trigger.token if trigger.carrier is None else trigger.carrier
    if reading.tokens[trigger.token].lemma in _MUTUAL and sum(map(reading.parties_named, named.sources)) > 1:
        return True
    formal = trigger.object is not None and reading.tokens[verb].lemma in _FORMAL
    told = trigger.pattern.clause and reading.tokens[trigger.token].pos == "NOUN"
    return bool(named.sources) and bool(named.targets or formal or told)


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


def _event(reading: Reading, trigger: Trigger, who: Parties, agreed: set[int], name: str) -> Event:
    document = reading.document
    state = status(reading, trigger)
    root, mode = coded(reading, trigger, who, state, promised=_is_promised(reading, trigger, agreed))
    if root is Root.AGREE and concedes(reading, trigger):
        root = Root.CONCEDE
    first, last = extent(reading, trigger, who)
    token = reading.tokens[trigger.token]
    # One noun may be told of twice ("we will have the talks that they had"): its verb tells which it is.
    carrier = -1 if trigger.carrier is None else reading.tokens[trigger.carrier].start
    return Event(
        id=entry_id(document.report.id, "event", token.start, token.end, carrier),
        plover=root,
        mode=mode,
        status=state,
        words=document.cite(first, last),
        trigger=document.cite(trigger.token, trigger.token + 1),
        by=name,
        sources=_mentions(document, who.sources),
        targets=_mentions(document, who.targets),
        place=Mention(document.cite(*who.place)) if who.place else None,
        quantities=quantities(reading, first, _told_to(reading, trigger, last), _heads(trigger)),
    )


def _told_to(reading: Reading, trigger: Trigger, last: int) -> int:
    """Return where the words about the object end: "weapons worth 5 million dollars"."""
    sentence = reading.document.sentences[reading.tokens[trigger.token].sentence]
    given = [child.i for head in _heads(trigger) for child in reading.below(head, "dobj", "nsubjpass")]
    ends = [inner.i for i in (*_heads(trigger), *given) for inner in reading.below(i) if inner.lemma == "worth"]
    return min(max([last, *(end + _WORTH for end in ends)]), sentence.last)


def _heads(trigger: Trigger) -> frozenset[int]:
    return frozenset(head for head in (trigger.token, trigger.carrier, trigger.object) if head is not None)


def _is_promised(reading: Reading, trigger: Trigger, agreed: set[int]) -> bool:
    """Say whether a verb, not a mere noun, tells of the event, and no AGREE of its own does above it."""
    current = trigger.token
    if reading.tokens[current].dep == "advcl" and reading.tokens[current].tag == "VB":
        return False
    for _ in range(5):
        current = reading.tokens[current].head
        if current in agreed:
            return False
    token = reading.tokens[trigger.token]
    head = reading.tokens[token.head]
    return (
        token.pos == "VERB"
        or trigger.carrier is not None
        or (token.dep in ("nsubj", "nsubjpass", "dobj") and head.pos == "VERB")
    )


def _mentions(document: Document, phrases: Iterable[Phrase]) -> tuple[Mention, ...]:
    return tuple(Mention(document.cite(*phrase)) for phrase in phrases)


def extent(reading: Reading, trigger: Trigger, who: Parties) -> tuple[int, int]:
    """Return the words that name an event: from its subject to its target or object, not the whole sentence."""
    tokens = reading.tokens
    sentence = reading.document.sentences[tokens[trigger.token].sentence]
    heads = [head for head in (trigger.token, trigger.carrier, trigger.object) if head is not None]
    low, high = min(heads), max(heads) + 1
    for head in heads:
        first, last = reading.phrase(head) if tokens[head].pos in ("NOUN", "PROPN") else (head, head + 1)
        low, high = min(low, first), max(high, last)
        for child in reading.below(head, "aux", "auxpass", "neg", "prt", "dobj", "agent"):
            first, last = reading.phrase(child.i) if child.dep == "dobj" else (child.i, child.i + 1)
            low, high = min(low, first), max(high, last)
    for first, last in (*who.sources, *who.targets, *((who.place,) if who.place else ())):
        if sentence.first <= first and last <= sentence.last and max(high, last) - min(low, first) <= _LONGEST:
            low, high = min(low, first), max(high, last)
    low, high = max(low, sentence.first), min(high, sentence.last)
    return (low, high) if high - low <= _LONGEST else (trigger.token, trigger.token + 1)


def _without_repeats(events: list[Event]) -> list[Event]:
    """Drop an event told again in the same words: the same root and parties within the words of a longer one."""
    kept: list[Event] = []
    for event in events:
        if any(_repeats(event, other) for other in kept[-4:]):
            continue
        kept.append(event)
    return kept


def _repeats(event: Event, other: Event) -> bool:
    return (
        event.plover is other.plover
        and event.status is other.status
        and event.sources == other.sources
        and event.targets == other.targets
        and other.words.start <= event.trigger.start
        and event.trigger.end <= other.words.end
    )
