"""The parties of a trigger by the trained head, and what the rules' own gain by them.

The head is asked about each event that the rules find, and told nothing of the parties that they give it. Where
they give none it may name one; where they give a word that only describes somebody, it says whether those are
meant. Where both name somebody the rules stand: the head is not right more often.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from onrecord.extractors.events.evidence import in_tree, without_roles
from onrecord.extractors.events.heads import LONGEST, OfTrigger, distances, heads
from onrecord.extractors.events.lexicon import lexicon
from onrecord.extractors.events.parties import Parties, parties
from onrecord.extractors.events.phrases import overlaps
from onrecord.extractors.events.roles import BORDERS
from onrecord.extractors.events.ruled import ruled
from onrecord.extractors.events.triggers import triggers
from onrecord.extractors.events.worth import is_worth_recording

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from onrecord.encoder import Encoded
    from onrecord.encoder.states import States
    from onrecord.extractors.events.deed import Deed
    from onrecord.extractors.events.evidence import Evidence
    from onrecord.extractors.events.roles import Phrase
    from onrecord.extractors.events.syntax import Reading
    from onrecord.extractors.events.triggers import Trigger

    Chances = NDArray[np.float32]

SOURCE, TARGET = 0, 1
_LIKELY = 0.5
_DESCRIBING = ("amod", "compound", "nmod")
_SCENES = frozenset(("in", "at", "through", "outside", "across", "around"))


def with_head(reading: Reading, encoded: Encoded) -> list[Deed]:
    """Return what is worth recording, with the parties that the rules find and what the head adds to them."""
    met = triggers(reading)
    who = [parties(reading, trigger) for trigger in met]
    worth = [
        trigger for trigger, those in zip(met, who, strict=True) if is_worth_recording(reading, trigger, those)
    ]
    if worth:
        states = encoded.states
        asked = [trigger for trigger in worth if reading.tokens[trigger.token].start < states.reach]
        said = dict(zip(asked, opinions(reading, states, met, asked), strict=True))
        who = [
            improved(reading, trigger, those, said[trigger]) if trigger in said else those
            for trigger, those in zip(met, who, strict=True)
        ]
    return ruled(reading, met, who)


def span_of(reading: Reading, trigger: Trigger) -> range:
    """Return the tokens that the head looks at: those of the trigger's sentence, of a long one those around it."""
    sentence = reading.document.sentences[reading.tokens[trigger.token].sentence]
    first = max(sentence.first, min(trigger.token - LONGEST // 2, sentence.last - LONGEST))
    return range(first, min(sentence.last, first + LONGEST))


def of_trigger(reading: Reading, seen: Evidence, span: range, trigger: Trigger) -> OfTrigger:
    """Return the question about a trigger, as the head understands it.

    Args:
        seen: What is known of its span, without what the rules make of it.
    """
    mark = np.zeros(len(span), dtype=np.int64)
    mark[trigger.token - span.start] = 1
    tree = in_tree(reading.document, trigger.token, span)
    return OfTrigger(seen._replace(roles=mark), distances(mark, 1), tree)


class Opinion(NamedTuple):
    """What the head says of the tokens of a span: how likely each stands in a source, in a target."""

    span: range
    chances: Chances

    def of(self, token: int, role: int) -> float:
        """Return how likely a token stands in a role."""
        return float(self.chances[token - self.span.start, role]) if token in self.span else 0.0

    def runs(self, role: int) -> Iterator[tuple[float, range]]:
        """Yield the words that are more likely than not in a role, with how likely the likeliest of them is."""
        likely = np.flatnonzero(np.diff(self.chances[:, role] > _LIKELY, prepend=False, append=False))
        for low, high in likely.reshape(-1, 2).tolist():
            yield (
                float(self.chances[low:high, role].max()),
                range(self.span.start + low, self.span.start + high),
            )


def opinions(reading: Reading, states: States, met: Sequence[Trigger], asked: Sequence[Trigger]) -> list[Opinion]:
    """Return what the head says of some triggers.

    Args:
        met: All triggers of the document, in the order of the text.
        asked: Those it is asked about.
    """
    starts = [trigger.token for trigger in met]
    known: dict[range, Evidence] = {}
    spans = [span_of(reading, trigger) for trigger in asked]
    questions = []
    for trigger, span in zip(asked, spans, strict=True):
        if span not in known:
            here = met[bisect_left(starts, span.start) : bisect_left(starts, span.stop)]
            known[span] = without_roles(reading, states, here, span)
        questions.append(of_trigger(reading, known[span], span, trigger))
    return list(map(Opinion, spans, heads().trigger_chances(questions)))


def improved(reading: Reading, trigger: Trigger, who: Parties, says: Opinion) -> Parties:
    """Return the parties of an event with those that the head is sure of and the rules lack."""
    sources = _whole(reading, trigger, who.sources, says, SOURCE)
    targets = _whole(reading, trigger, who.targets, says, TARGET)
    if not trigger.sense.together and not (sources and targets):
        taken = (*sources, *targets, *((who.place,) if who.place else ()))
        if not sources:
            sources = _named(reading, trigger, taken, says, SOURCE)
        elif not targets:
            targets = _named(reading, trigger, taken, says, TARGET)
    return Parties(sources, targets, who.place)


def _whole(
    reading: Reading, trigger: Trigger, phrases: tuple[Phrase, ...], says: Opinion, role: int
) -> tuple[Phrase, ...]:
    """Return phrases; for one that only describes a party, all of that party: Chadian newspapers, not Chadian."""
    own = (trigger.token, trigger.carrier, trigger.object)
    found: list[Phrase] = []
    for phrase in phrases:
        noun = _described(reading, phrase[1] - 1)
        larger = noun >= phrase[1] and noun not in own and says.of(noun, role) > _LIKELY
        larger = larger and _may_be_somebody(reading, noun, role)
        whole = reading.phrase(noun) if larger else phrase
        found = [one for one in found if not (whole[0] <= one[0] and one[1] <= whole[1])]
        if not overlaps(whole, found):
            found.append(whole)
    return tuple(found)


def _may_be_somebody(reading: Reading, i: int, role: int) -> bool:
    """Say whether a noun may name somebody: no deed; nor a thing, which is done something to for whose it is."""
    token, words = reading.tokens[i], lexicon()
    lemma = token.lemma.lower()
    if token.pos == "PROPN" or lemma in words.agents:
        return True
    thing = lemma in words.abstract or lemma in words.concrete or lemma in BORDERS or lemma.endswith(words.endings)
    return lemma not in words.nouns and (role == SOURCE or not thing)


def _described(reading: Reading, i: int) -> int:
    """Return the noun that a word describes, or the word itself."""
    for _ in range(3):
        token = reading.tokens[i]
        if token.dep not in _DESCRIBING or token.head <= i:
            break
        i = token.head
    return i


def _named(
    reading: Reading, trigger: Trigger, taken: tuple[Phrase, ...], says: Opinion, role: int
) -> tuple[Phrase, ...]:
    """Return the party that the head is sure of, with those joined to it."""
    for chance, words in sorted(says.runs(role), key=lambda run: -run[0]):
        if chance < heads().sure:
            break
        head = next((i for i in words if reading.tokens[i].head not in words), words.start)
        joined = [reading.antecedent(i) for i in reading.coordinated(head) if i in words]
        phrases = tuple(reading.phrase(i) for i in joined)
        if (
            all(reading.tokens[i].pos != "PRON" and reading.can_act(i) for i in joined)
            and not any(overlaps(phrase, (*taken, (trigger.token, trigger.token + 1))) for phrase in phrases)
            and not _is_scene(reading, head)
        ):
            return phrases
    return ()


def _is_scene(reading: Reading, i: int) -> bool:
    """Say whether a party stands where the place of an event does: in Nairobi."""
    token = reading.tokens[i]
    return token.dep == "pobj" and reading.tokens[token.head].text.lower() in _SCENES and i in reading.labels
