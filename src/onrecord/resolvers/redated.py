"""When a deed was done that a report tells without its day, or tells again: the day stands elsewhere in it.

"The attack" of one sentence is that of another, which dates it; what a paragraph goes on to tell was done in the
year with which it began; and a deed that no word dates may be the day's news or long past. Rules read which words
of its sentence govern a deed (`dates`). Where none do, its date is held against every other that words of the
report give, against the days about the report's own, and against "by then". Two logistic regressions, learned from
annotated reports, say of each how likely it is not wrong and how likely it is the time itself
(`data/events/redated.json`, made by `training/deeds/redated.py`); the best is taken where it is better than the
deed's own by a margin.
"""

from __future__ import annotations

import json
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from onrecord.core.entry import Event, Status
from onrecord.core.when import Basis, Precision, When
from onrecord.encoder.fitted import fitted_bytes
from onrecord.resolvers.dated_deeds import Traits, nearest_times, told_in
from onrecord.resolvers.retold import chance

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from onrecord.core.document import Document
    from onrecord.core.extraction import Extraction
    from onrecord.core.report import Citation
    from onrecord.resolvers.dated_deeds import Features, Told
    from onrecord.resolvers.retold import Telling

_DONE = frozenset({Status.HAPPENED, Status.ONGOING})
_AHEAD = frozenset({Status.PLANNED, Status.POSSIBLE, Status.DEMANDED})


class Option(NamedTuple):
    """A time at which a deed may have been done, the words that give it, and what speaks for it."""

    when: When | None
    words: Citation | None
    features: Features


class Weights(NamedTuple):
    """What each feature counts for a time not to be wrong, and to be the time itself; what the latter is worth
    beside the former; and by how much another must be better than a deed's own.
    """

    safe: Mapping[str, float]
    exact: Mapping[str, float]
    worth: float
    gain: float


class Redated:
    """Gives events the time that the report tells elsewhere."""

    name = "redated 1"

    def resolve(self, document: Document, extraction: Extraction) -> Extraction:
        """Return the extraction, its events with the likeliest times."""
        told = told_in(document, extraction)
        free = (one for one in told.deeds if is_open(one, document))
        chosen = {one.event.id: best(options(one, told), weights()) for one in free}
        entries = tuple(
            replace(entry, when=chosen[entry.id].when, when_words=chosen[entry.id].words)
            if isinstance(entry, Event) and entry.id in chosen
            else entry
            for entry in extraction.entries
        )
        return replace(extraction, entries=entries)


def is_open(one: Telling, document: Document) -> bool:
    """Say whether no words of its own sentence date a deed, nor the past that its paragraph tells.

    Where they do, grammar says so, and it stands; and what lies ahead of its report seldom has a day at all.
    """
    event = one.event
    if _is_ahead(event):
        return False
    if event.when_words is None:
        return event.when is None or event.when.basis is Basis.PUBLISHED
    inside = document.tokens_in(event.when_words.start, event.when_words.end)
    return not any(document.tokens[i].sentence == one.sentence for i in inside)


@lru_cache(maxsize=1)
def weights() -> Weights:
    """Load the weights that ship with the package, once."""
    data = json.loads(fitted_bytes("events/redated.json"))
    return Weights(data["safe"], data["exact"], data["worth"], data["gain"])


def best(possible: Sequence[Option], known: Weights) -> Option:
    """Return the best of some options: the first, a deed's own, unless another is better by a margin."""
    worth = [value(one.features, known) for one in possible]
    top = max(range(len(possible)), key=lambda number: (worth[number], -number))
    return possible[top if worth[top] >= worth[0] + known.gain else 0]


def value(features: Features, known: Weights) -> float:
    """Return how good a time is by what speaks for it."""
    return chance(known.safe, features) + known.worth * chance(known.exact, features)


def options(one: Telling, told: Told) -> list[Option]:
    """Return when a deed may have been done: its own time, others, about the report's day, by then."""
    event, traits = one.event, Traits.of(one, told)
    own = _edtf(event.when)
    possible = [Option(event.when, event.when_words, traits.of_own(told))]
    possible += [
        Option(_narrated(near.when), near.nearest.words, traits.of_other(near, told))
        for near in nearest_times(one, told)
        if near.when.edtf() != own and _can_be(event, near.when, told.published)
    ]
    possible += [
        Option(when, None, traits.of_news(name, told))
        for name, when in _about_the_news(event, told)
        if when.edtf() != own
    ]
    return possible


def _can_be(event: Event, when: When, published: When | None) -> bool:
    """Say whether a deed and a time go together: what is told as done does not begin behind its report."""
    last = published.latest if published else None
    return event.status not in _DONE or last is None or when.earliest is None or when.earliest <= last


def _is_ahead(event: Event) -> bool:
    """Say whether a deed is planned, possible or demanded, or told as to come."""
    from_now_on = event.when and event.when.latest is None and event.when.basis is Basis.PUBLISHED
    return event.status in _AHEAD or bool(from_now_on)


def _edtf(when: When | None) -> str:
    return when.edtf() if when else ""


def _narrated(when: When) -> When:
    return replace(when, basis=Basis.NARRATIVE)


def _about_the_news(event: Event, told: Told) -> Iterator[tuple[str, When]]:
    """Yield the times that the report's own day gives of what is done: about it, and at any time up to it.

    What somebody said on a day before was not done about the report's.
    """
    published = told.published
    if published is None or published.latest is None:
        return
    said = told.said.get(event.claim) if event.claim else None
    if published.earliest and not (said and said.latest and said.latest < published.earliest):
        yield "about", replace(published, basis=Basis.PUBLISHED, approximate=True)
    yield "until", When(None, published.latest, Precision.INTERVAL, Basis.PUBLISHED)
