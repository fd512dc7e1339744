"""Annotated reports, made into what the head that finds deeds learns from.

Each annotated event is laid on one word of the text; its sources and targets, names, on the candidates of the
scene that the resolver reads as the same. A word that several events share teaches the first.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from names import Meant, is_same, read, written

sys.path.append(str(Path(__file__).parents[1] / "annotated"))
from reports import annotated

from onrecord.core.entry import Event, Root, Status
from onrecord.core.extraction import Extraction
from onrecord.core.who import Actor, Mention
from onrecord.encoder import Encoded
from onrecord.extractors.events.candidates import candidates
from onrecord.extractors.events.evidence import ROOTS, STATUSES, lexical_of
from onrecord.extractors.events.ruled import Rules, rules_of
from onrecord.extractors.events.scenes import TELLING, Pairing, Scene, pairing, scenes, signs_of
from onrecord.extractors.events.syntax import Reading
from onrecord.extractors.statements import Statements
from onrecord.extractors.times import find_times
from onrecord.ingest import Ingest
from onrecord.resolvers.retold import Retold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reports import Gold

    from onrecord.core.document import Document
    from onrecord.extractors.events.candidates import Candidate
    from onrecord.resolvers.resolver import Resolver

SECOND_BEST = 0.6  # of a root or status that stands behind the best one
_DEEPEST = 12
# What counts or frames a deed, which is named behind it: "a series of killings", "an attempt to escape".
_FRAMING = frozenset(
    [
        "series",
        "wave",
        "round",
        "number",
        "effort",
        "attempt",
        "lot",
        "group",
        "string",
        "spate",
        "act",
        "campaign",
        "process",
        "set",
        "part",
        "result",
        "kind",
        "form",
        "amount",
        "wake",
        "start",
        "beginning",
        "end",
        "day",
        "week",
        "weekend",
        "threat",
        "risk",
        "possibility",
    ]
)


@dataclass(frozen=True, slots=True)
class Taught:
    """A deed of a scene: where its word stands, and what is annotated of it.

    Attributes:
        row: Where its word stands in the scene.
        beside: The deed beside each candidate; None in a scene without any.
        roots, statuses: The weight of each root and status that fits.
        bags: For each party of a role (column), the candidates that mean it.
        others: Which candidates (rows) are known not to stand in a role (columns).
    """

    row: int
    beside: Pairing | None
    roots: np.ndarray
    statuses: np.ndarray
    bags: tuple[tuple[int, tuple[int, ...]], ...]
    others: np.ndarray


@dataclass(slots=True)
class Example:
    """A scene with its deeds."""

    scene: Scene
    telling: np.ndarray  # the words of the sentence that may name a deed
    deeds: list[Taught] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Annotated:
    """An annotated report as it is read."""

    gold: Gold
    document: Document
    examples: list[Example]


def learned(part: str, texts: Path, only: int = 0) -> Iterator[Annotated]:
    """Yield the reports of a part of the annotated corpus (see `reports.annotated`).

    Who is meant is asked of every resolver but the one that weighs the parties of deeds against one another: it
    was fitted on what is made here.
    """
    resolvers = [one for one in Ingest().resolvers if not isinstance(one, Retold)]
    for gold, document in annotated(part, texts, only):
        yield _read(resolvers, document, gold)


def _read(resolvers: Sequence[Resolver], document: Document, gold: Gold) -> Annotated:
    encoded, reading = Encoded.of(document), Reading(document)
    rules, possible = rules_of(reading), candidates(reading)
    means = dict(zip(possible, _meant(resolvers, document, encoded, possible), strict=True))
    told = by_word(document, gold)
    examples = []
    for scene in scenes(reading, signs_of(reading, encoded.states, rules), possible):
        rows = range(scene.first, scene.span.stop)
        telling = np.array([row in rows and document.tokens[row].pos in TELLING for row in scene.span])
        deeds = [_taught(reading, rules, scene, token, told[token], means) for token in rows if token in told]
        examples.append(Example(scene, telling, deeds))
    return Annotated(gold, document, examples)


def _meant(
    resolvers: Sequence[Resolver], document: Document, encoded: Encoded, possible: list[Candidate]
) -> list[Meant]:
    """Return whom the resolver takes each candidate for, were it a party of some event."""
    said = Statements().extract(document, encoded).items
    asked = []
    for number, candidate in enumerate(possible):
        words = document.cite(*candidate.phrase)
        trigger = document.cite(candidate.token, candidate.token + 1)
        asked.append(
            Event(
                f"{number:016d}", Root.AGREE, Status.HAPPENED, words, trigger, "asked", sources=(Mention(words),)
            )
        )
    resolved = Extraction(document.report, (*said, *asked), find_times(document), (), ())
    for resolver in resolvers:
        resolved = resolver.resolve(document, resolved)
    actors = {actor.id: actor for actor in resolved.actors}
    sources = {entry.id: entry.sources for entry in resolved.entries if isinstance(entry, Event)}
    return [_read_as(sources.get(each.id, each.sources), actors) for each in asked]


def _read_as(sources: Sequence[Mention], actors: dict[str, Actor]) -> Meant:
    """Return whom the one source of an event is taken for; nobody where it is a mere place, or no name at all."""
    return read(sources[0], actors) if sources else Meant(frozenset(), frozenset())


def by_word(document: Document, gold: Gold) -> dict[int, Gold]:
    """Return the annotated events by the word that each is laid on."""
    found: dict[int, Gold] = {}
    for event in gold["events"]:
        inside = document.tokens_in(*event["words"])
        if inside:
            found.setdefault(_word(document, inside, event["root"]), event)
    return found


def _word(document: Document, inside: range, roots: list[str]) -> int:
    """Return the word that an annotated event is laid on: one that tells its root, else the top of its words."""
    tokens = document.tokens
    telling = [i for i in inside if tokens[i].pos in TELLING]
    tops = [i for i in inside if tokens[i].head not in inside or tokens[i].head == i]
    top = next((i for i in tops if i in telling), (telling or tops)[0])
    fitting = [i for i in telling if tokens[i].dep != "compound" and _lexical_root(document, i) in roots]
    if fitting and top not in fitting:
        return min(fitting, key=lambda i: (_depth(document, inside, i), i))
    if top not in fitting and tokens[top].lemma.lower() in _FRAMING:
        return next((i for i in telling if i > top and _depth(document, inside, i) <= 2), top)
    return top


def _lexical_root(document: Document, i: int) -> str | None:
    number = lexical_of(document.tokens[i])
    return ROOTS[number - 1].value if number else None


def _depth(document: Document, inside: range, i: int) -> int:
    for depth in range(_DEEPEST):
        head = document.tokens[i].head
        if head not in inside or head == i:
            return depth
        i = head
    return _DEEPEST


def _taught(
    reading: Reading, rules: Rules, scene: Scene, token: int, event: Gold, means: dict[Candidate, Meant]
) -> Taught:
    ruled = rules.deeds.get(token)
    beside = pairing(reading, scene, token, ruled.who if ruled else None) if scene.candidates else None
    others = np.ones((len(scene.candidates), 2), dtype=np.float32)
    bags: list[tuple[int, tuple[int, ...]]] = []
    for role, names in enumerate((event["source"], event["target"])):
        for name in names:
            same = [n for n, one in enumerate(scene.candidates) if is_same(written(name), means[one])]
            others[same, role] = 0
            same = [n for n in same if scene.candidates[n].token != token]
            here = tuple(n for n in same if scene.candidates[n].token >= scene.first)
            if same:
                bags.append((role, here or tuple(same)))
    for n, one in enumerate(scene.candidates):
        if one.token == token or not (means[one].actors or means[one].words):
            others[n] = 0
    roots = weights([root.value for root in ROOTS], event["root"])
    statuses = weights([status.value for status in STATUSES], event["status"])
    return Taught(token - scene.span.start, beside, roots, statuses, tuple(bags), others)


def weights(labels: list[str], fitting: list[str]) -> np.ndarray:
    """Return the weight of each label, of which the first that fits is the best; they sum to one."""
    row = np.zeros(len(labels), dtype=np.float32)
    for place, label in enumerate(fitting):
        row[labels.index(label)] = SECOND_BEST if place else 1.0
    return row / row.sum()
