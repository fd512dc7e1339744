"""Who does a deed that a report tells again: the parties of "the attack", "this violence" stand elsewhere.

A sentence often tells a deed without those who do it, since the report has told that before or tells it after. For
each event, the parties found at its own place are held against those of the report's other events; which set is
right is weighed by a logistic regression that was learned from annotated reports (`data/events/retold.json`, made
by `training/deeds/retold.py`). Where no other is likely enough, it keeps its own, or stays open.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from math import exp, log
from typing import TYPE_CHECKING, NamedTuple

from onrecord.core.entry import Event
from onrecord.encoder.fitted import fitted_bytes
from onrecord.resolvers.claims import KNOWN

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from onrecord.core.document import Document, Token
    from onrecord.core.entry import Root
    from onrecord.core.extraction import Extraction
    from onrecord.core.who import Mention

    Key = frozenset[str]

SOURCES, TARGETS = "sources", "targets"
ROLES = (SOURCES, TARGETS)
_KNOWN = KNOWN | {"such"}
_NEAR = 3  # sentences
_MOST = 300  # events of one report that are held against one another


@dataclass(frozen=True)
class Telling:
    """An event with what its place in the text tells of it. Not slotted: whom it names is worked out once.

    Attributes:
        event: The event.
        token: The token that names it.
        sentence: In which sentence of the report it is told.
        lemma: The dictionary form of its word.
        is_noun: It is named by a noun.
        is_known: A word before the noun takes the deed for known ("the", "this").
        speaker: Who tells of it, where a statement does.
    """

    event: Event
    token: Token
    sentence: int
    lemma: str
    is_noun: bool
    is_known: bool
    speaker: Mention | None

    @cached_property
    def keys(self) -> Mapping[str, Key]:
        """Whom each role names."""
        return {role: key_of(self.mentions(role)) for role in ROLES}

    def mentions(self, role: str) -> tuple[Mention, ...]:
        """Return those in a role."""
        return self.event.sources if role == SOURCES else self.event.targets

    def away(self, other: Telling) -> tuple[bool, int]:
        """Return how far another event is: of another root, so many sentences off."""
        return other.event.plover is not self.event.plover, abs(self.sentence - other.sentence)

    def chance(self, role: str) -> float:
        """Return how likely the foremost in a role is right, by their own sentence."""
        given = self.event.source_confidence if role == SOURCES else self.event.target_confidence
        return given or 0.0


class Option(NamedTuple):
    """Some who may stand in a role of an event.

    Attributes:
        mentions: They, as another event names them, or its own; none where nobody stands there.
        features: What speaks for them.
    """

    mentions: tuple[Mention, ...]
    features: dict[str, float]


class Weights(NamedTuple):
    """What each feature counts for a role, and from which probability on others than its own are taken.

    `mutual` says how often a word tells what several do with one another, as a logit (see `mutual_name`).
    """

    of: Mapping[str, Mapping[str, float]]
    least: float
    gain: float
    mutual: Mapping[str, float]


class Retold:
    """Gives events the parties that the report names for them elsewhere."""

    name = "retold 1"

    def resolve(self, document: Document, extraction: Extraction) -> Extraction:
        """Return the extraction, its events with the likeliest parties, and how likely each role's are right."""
        told = tellings(document, extraction)
        if not told:
            return extraction
        known = weights()
        count = Counted(told, known.mutual)
        chosen = {one.event.id: _both(one, told, count, known) for one in told}
        entries = tuple(
            _with(entry, chosen[entry.id]) if isinstance(entry, Event) and entry.id in chosen else entry
            for entry in extraction.entries
        )
        return replace(extraction, entries=entries)


def _with(event: Event, chosen: Mapping[str, tuple[tuple[Mention, ...], float]]) -> Event:
    (sources, sure_of_sources), (targets, sure_of_targets) = chosen[SOURCES], chosen[TARGETS]
    event = replace(event, sources=sources, targets=targets)
    return replace(event, source_confidence=sure_of_sources, target_confidence=sure_of_targets)


def _both(
    one: Telling, told: Sequence[Telling], count: Counted, known: Weights
) -> dict[str, tuple[tuple[Mention, ...], float]]:
    """Return who stands in each role: the surer one first, and nobody of it in the other too."""
    given = {role: _weighed(options(one, told, role, count), known, role) for role in ROLES}
    first = max(ROLES, key=lambda role: _chosen(given[role], known)[1])
    taken = _chosen(given[first], known)
    second = _opposite(first)
    barred = key_of(taken[0])
    own, *others = given[second]
    # A land and a town of it have one party and are two; "they" and whom it stands for are one.
    called = {_called(one) for one in taken[0]}
    kept = own._replace(mentions=tuple(one for one in own.mentions if _called(one) not in called))
    free = [kept, *(option for option in others if not key_of(option.mentions) & barred)]
    return {first: taken, second: _chosen(free, known)}


class _Weighed(NamedTuple):
    """Some who may stand in a role, and how likely they are right."""

    mentions: tuple[Mention, ...]
    chance: float


def _weighed(possible: Sequence[Option], known: Weights, role: str) -> list[_Weighed]:
    return [_Weighed(one.mentions, chance(known.of[role], one.features)) for one in possible]


def _chosen(possible: Sequence[_Weighed], known: Weights) -> tuple[tuple[Mention, ...], float]:
    """Return the likeliest, its own unless others are likelier by a margin; and how likely they are right."""
    own = possible[0]
    best = max(possible, key=lambda one: one.chance)  # of several the first
    if best.chance < max(known.least, own.chance + known.gain):
        best = own
    return best.mentions, round(best.chance, 3)


def chance(of: Mapping[str, float], features: Mapping[str, float]) -> float:
    """Return the probability that some features have under some weights."""
    return 1 / (1 + exp(-of.get("bias", 0.0) - sum(of.get(name, 0.0) * value for name, value in features.items())))


@lru_cache(maxsize=1)
def weights() -> Weights:
    """Load the weights that ship with the package, once."""
    data = json.loads(fitted_bytes("events/retold.json"))
    return Weights(data["weights"], data["least"], data["gain"], data["mutual"])


def tellings(document: Document, extraction: Extraction) -> list[Telling]:
    """Return the events of an extraction with their places in the text, as many as are compared."""
    speakers = {
        entry.id: entry.speaker for entry in extraction.entries if not isinstance(entry, Event) and entry.speaker
    }
    events = [entry for entry in extraction.entries if isinstance(entry, Event)][:_MOST]
    return list(_tellings(document, events, speakers))


def _tellings(document: Document, events: Sequence[Event], speakers: Mapping[str, Mention]) -> Iterator[Telling]:
    for event in events:
        inside = document.tokens_in(event.trigger.start, event.trigger.end)
        if not inside:
            continue
        token = document.tokens[inside.start]
        is_known = document.carries(token.i, _KNOWN, "det")
        is_noun = token.pos in ("NOUN", "PROPN")
        speaker = speakers.get(event.claim) if event.claim else None
        yield Telling(event, token, token.sentence, token.lemma.lower(), is_noun, is_known, speaker)


def _called(mention: Mention) -> str:
    return (mention.name or mention.citation.words).casefold()


def key_of(mentions: Sequence[Mention]) -> Key:
    """Return whom some mentions name: actors where they are known, else their words."""
    return frozenset(name for one in mentions for name in _names(one))


def _names(mention: Mention) -> tuple[str, ...]:
    if mention.together:
        return mention.candidates
    return (mention.party or mention.actor or (mention.name or mention.citation.words).casefold(),)


def options(one: Telling, told: Sequence[Telling], role: str, count: Counted) -> list[Option]:
    """Return who may stand in a role of an event: its own first, nobody, each other set that the report names.

    Nobody is taken from elsewhere who stands in its other role at its own place.
    """
    others: dict[Key, list[Telling]] = defaultdict(list)
    for other in told:
        if other is not one and other.keys[role]:
            others[other.keys[role]].append(other)
    own = one.keys[role]
    possible = [
        Option(one.mentions(role), _of_own(one, others.get(own, []), role) | _of_key(one, own, count, role))
    ]
    if own:
        possible.append(Option((), _of_nobody(one, role)))
    for key, tellers in others.items():
        if key != own and not key & one.keys[_opposite(role)]:
            nearest = min(tellers, key=one.away)
            features = _of_others(one, tellers, role) | _of_key(one, key, count, role, "other ")
            possible.append(Option(nearest.mentions(role), features))
    return [each._replace(features=each.features | _of_form(one, each.mentions, role, count)) for each in possible]


class Counted:
    """The report's events, to count who does things in it.

    Args:
        told: The events.
        mutual: How often a word tells what several do with one another (see `Weights`).
    """

    def __init__(self, told: Sequence[Telling], mutual: Mapping[str, float]) -> None:
        self._told = told
        self._mutual = mutual
        self._known: dict[tuple[Key, str, Root | None], float] = {}

    def share(self, key: Key, role: str, root: Root | None = None) -> float:
        """Return in how many of those events that name somebody in a role it is they."""
        asked = (key, role, root)
        if asked not in self._known:
            named = [one for one in self._told if one.keys[role] and (root is None or one.event.plover is root)]
            self._known[asked] = sum(bool(one.keys[role] & key) for one in named) / (len(named) + 1)
        return self._known[asked]

    def mutual(self, one: Telling) -> float:
        """Return how often the word of an event tells what several do with one another, as a logit."""
        root = str(one.event.plover)
        return self._mutual.get(mutual_name(root, one.lemma), self._mutual.get(root, 0.0))


def mutual_name(root: str, lemma: str) -> str:
    """Return by what name it is noted how often a word tells of something mutual."""
    return f"{root} {lemma}"


def _of_form(one: Telling, mentions: Sequence[Mention], role: str, count: Counted) -> dict[str, float]:
    """Return what speaks for nobody, one or several of them: talks have several, and nobody who suffers them."""
    form = ("nobody", "one", "several")[min(2, len([name for each in mentions for name in _names(each)]))]
    mutual, facing = count.mutual(one), not one.mentions(_opposite(role))
    return {
        f"{form} stands": 1.0,
        f"{form} stands, {one.event.plover}": 1.0,
        f"{form} stands, verb": float(not one.is_noun),
        f"{form} stands, mutual": mutual,
        f"{form} faces nobody": float(facing),
        f"{form} faces nobody, mutual": mutual * facing,
    }


def _logit(probability: float) -> float:
    held = min(max(probability, 0.01), 0.99)
    return log(held / (1 - held))


def _of_own(one: Telling, same: Sequence[Telling], role: str) -> dict[str, float]:
    """Return what speaks for the parties that the event's own sentence names."""
    mentions = one.mentions(role)
    root = one.event.plover
    given = {"own": 1.0, f"own {root}": 1.0, "own noun": float(one.is_noun), "own known": float(one.is_known)}
    if not mentions:
        return given | {"nobody": 1.0, f"nobody {root}": 1.0, "nobody noun": float(one.is_noun)}
    return given | {
        "own chance": _logit(one.chance(role)),
        "own several": float(len(mentions) > 1),
        "own unresolved": float(_is_unresolved(mentions)),
        "own told again": float(any(other.event.plover is root for other in same)),
        "own unlisted": float(one.chance(role) == 0),
    }


def _of_nobody(one: Telling, role: str) -> dict[str, float]:
    """Return what speaks for nobody, where its own sentence names somebody."""
    return {
        "emptied": 1.0,
        "emptied beside own chance": one.chance(role),
        "emptied beside own unresolved": float(_is_unresolved(one.mentions(role))),
    }


def _of_others(one: Telling, tellers: Sequence[Telling], role: str) -> dict[str, float]:
    """Return what speaks for parties that other events name."""
    root = one.event.plover
    alike = [other for other in tellers if other.event.plover is root]
    same_word = [other for other in alike if other.lemma == one.lemma]
    nearest = min((one.away(other)[1] for other in alike), default=99)
    return {
        "other": 1.0,
        f"other {root}": float(bool(alike)),
        "other alike": float(bool(alike)),
        "other same word": float(bool(same_word)),
        "other same word, known": float(bool(same_word) and one.is_known),
        "other alike, known": float(bool(alike) and one.is_known),
        "other alike, noun": float(bool(alike) and one.is_noun),
        "other near": float(nearest <= _NEAR),
        "other distance": log(1 + min(nearest, 60)),
        "other count": log(1 + len(alike)),
        **_of_alike(one, alike, role),
        "other beside nobody": float(not one.mentions(role)),
        "other beside own chance": one.chance(role),
        "other beside own unresolved": float(bool(one.mentions(role)) and _is_unresolved(one.mentions(role))),
    }


def _of_alike(one: Telling, alike: Sequence[Telling], role: str) -> dict[str, float]:
    """Return how an event stands to those of its root that name other parties."""
    opposite = _opposite(role)
    other_side = one.keys[opposite]
    return {
        "other before": float(any(other.sentence <= one.sentence for other in alike)),
        "other surest": max((other.chance(role) for other in alike), default=0.0),
        "other same opposite": float(bool(other_side) and any(o.keys[opposite] == other_side for o in alike)),
        "other same status": float(any(other.event.status is one.event.status for other in alike)),
    }


def _is_unresolved(mentions: Sequence[Mention]) -> bool:
    """Say whether nobody of those mentioned is known."""
    return not any(each.actor or each.party for each in mentions)


def _of_key(one: Telling, key: Key, count: Counted, role: str, prefix: str = "own ") -> dict[str, float]:
    """Return how those who are meant stand in the report as a whole."""
    opposite = _opposite(role)
    speaker = frozenset(_names(one.speaker)) if one.speaker else frozenset()
    return {
        f"{prefix}share": count.share(key, role),
        f"{prefix}share of root": count.share(key, role, one.event.plover),
        f"{prefix}share opposite": count.share(key, opposite, one.event.plover),
        f"{prefix}in both": float(bool(key & one.keys[opposite])),
        f"{prefix}speaks": float(bool(key & speaker)),
        f"{prefix}is several": float(len(key) > 1),
    }


def _opposite(role: str) -> str:
    return TARGETS if role == SOURCES else SOURCES
