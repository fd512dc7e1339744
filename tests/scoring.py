"""Scores entries against hand annotation, by words: who said it, what, by which act; who did what, and whether.

Words are runs of letters and digits at their offsets, so that marks at the edges never matter. A statement is
found if its speaker shares a name word with the annotated one and its content overlaps: Dice at least one half, or
one lies within the other and is at least a third of it. Matching is one to one.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.core.entry import Event, Statement, Status

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from onrecord.core.extraction import Extraction
    from onrecord.core.who import Mention

_WORD = re.compile(r"\w+")
Words = frozenset[int]


@dataclass(frozen=True)
class Told:
    """A statement or event, annotated or extracted: what, by whom, its words by their starts."""

    what: str
    who: frozenset[str]
    words: Words
    actual: bool = True


@dataclass
class Score:
    """Counts over reports."""

    annotated: int = 0
    extracted: int = 0
    found: int = 0
    right_act: int = 0
    events: int = 0
    events_found: int = 0
    status_right: int = 0

    def figures(self) -> dict[str, float]:
        """Return what `floors.json` pins."""
        return {
            "statement recall": round(self.found / self.annotated, 3),
            "statement precision": round(self.found / self.extracted, 3),
            "statement and act recall": round(self.right_act / self.annotated, 3),
            "event recall": round(self.events_found / self.events, 3),
            "event status": round(self.status_right / self.events_found, 3),
        }


def score(extraction: Extraction, annotation: Path, names: Mapping[str, str], total: Score) -> None:
    """Add one report's counts to the total."""
    told = json.loads(annotation.read_text(encoding="utf-8"))
    text = extraction.report.text

    def cited(words: str) -> Words:
        start = text.index(words)
        return _words(text, start, start + len(words))

    gold = [Told(s["act"], _names(s["speaker"]), cited(s["content"])) for s in told["statements"]]
    optional = [cited(words) for words in told["optional"]]
    ours = [_statement(entry, text, names) for entry in extraction.entries if isinstance(entry, Statement)]
    pairs = matched(gold, ours, lambda g, o: bool(g.who & o.who) and overlap(g.words, o.words))
    loose = [o for n, o in enumerate(ours) if n not in pairs.values()]
    total.annotated += len(gold)
    total.found += len(pairs)
    total.extracted += len(ours) - sum(any(overlap(o.words, words) for words in optional) for o in loose)
    total.right_act += sum(gold[g].what == ours[o].what for g, o in pairs.items())
    events = [Told(e["plover"], _names(e["source"]), cited(e["words"]), e["actual"]) for e in told["events"]]
    met = [_event(entry, text, names) for entry in extraction.entries if isinstance(entry, Event)]
    same = matched(events, met, lambda g, o: g.what == o.what and bool(g.who & o.who and g.words & o.words))
    total.events += len(events)
    total.events_found += len(same)
    total.status_right += sum(events[g].actual == met[o].actual for g, o in same.items())


def overlap(one: Words, other: Words) -> bool:
    """Say whether two stretches are about the same words."""
    common = len(one & other)
    if not common:
        return False
    small, large = sorted((len(one), len(other)))
    return 4 * common >= small + large or (common == small and 3 * small >= large)


def matched(gold: Sequence[Told], ours: Sequence[Told], fits: Callable[[Told, Told], bool]) -> dict[int, int]:
    """Return a largest one-to-one matching of annotated to extracted, those with the same `what` first."""
    pairs: dict[int, int] = {}
    for same in (True, False):
        for g, one in enumerate(gold):
            for o, other in enumerate(ours):
                free = g not in pairs and o not in pairs.values()
                if free and (one.what == other.what or not same) and fits(one, other):
                    pairs[g] = o
    return pairs


def _statement(entry: Statement, text: str, names: Mapping[str, str]) -> Told:
    words = frozenset[int]().union(*(_words(text, piece.start, piece.end) for piece in entry.content))
    return Told(entry.act, _who(entry.speaker, names), words)


def _event(entry: Event, text: str, names: Mapping[str, str]) -> Told:
    who = frozenset[str]().union(*(_who(mention, names) for mention in entry.sources))
    actual = entry.status in (Status.HAPPENED, Status.ONGOING)
    return Told(entry.plover, who, _words(text, entry.words.start, entry.words.end), actual)


def _who(mention: Mention | None, names: Mapping[str, str]) -> frozenset[str]:
    if mention is None:
        return frozenset()
    known = (names.get(mention.actor or "", ""), names.get(mention.party or "", ""), mention.name or "")
    return _names(" ".join((mention.citation.words, *known)))


def _names(words: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in _WORD.findall(words) if len(word) > 2)


def _words(text: str, start: int, end: int) -> Words:
    return frozenset(start + word.start() for word in _WORD.finditer(text[start:end]))
