"""A discourse network: who agrees and disagrees with whom over what, worked out of the positions of a record.

Of two parties that both take a side of one concept, the same side makes them congruent and two sides set them in
conflict (Leifeld 2017, "Discourse Network Analysis", the actor congruence and conflict networks). A position that
is open or tied to a condition takes no side. Whoever went over to the other side is on both, and counts for both.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from onrecord.core.finding import FindingKind, Position

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from onrecord.core.finding import Finding
    from onrecord.core.line import Line
    from onrecord.record import Filter, Record

_AGREES = {"for": True, "against": False}


class Stand(NamedTuple):
    """A telling that takes a side, or leaves it open.

    Attributes:
        actor: Id of the party.
        concept: The issue.
        agreement: Whether it is for it; None where it is open or on a condition.
        stance: The stance in words.
        line: The entry with its report: it tells the date.
        words: The words that take it.
        position: The finding that it is of.
    """

    actor: str
    concept: str
    agreement: bool | None
    stance: str
    line: Line
    words: str
    position: Finding


class Tie(NamedTuple):
    """Two parties with the concepts on which they take one side, and those on which they take two."""

    one: str
    other: str
    congruent: tuple[str, ...]
    conflicting: tuple[str, ...]


def stands(rec: Record, wanted: Filter) -> Iterator[Stand]:
    """Yield the entries that meet a filter and take a side of something, or leave it open."""
    lines = {line.entry.id: line for line in rec.lines(wanted)}
    for finding in rec.findings(FindingKind.POSITION):
        says = finding.says
        for told in finding.tellings if isinstance(says, Position) else ():
            line = lines.get(told.entry or "")
            if line is not None and isinstance(says, Position):
                yield Stand(
                    says.party,
                    says.issue,
                    _AGREES.get(says.stance),
                    says.stance,
                    line,
                    told.citation.words,
                    finding,
                )


def ties(taken: Iterable[Stand]) -> tuple[Tie, ...]:
    """Return each two parties that take sides of one concept, in order of their ids."""
    sides: dict[str, dict[str, set[bool]]] = defaultdict(lambda: defaultdict(set))
    for stand in taken:
        if stand.agreement is not None:
            sides[stand.concept][stand.actor].add(stand.agreement)
    found: dict[tuple[str, str], tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    for concept, actors in sorted(sides.items()):
        for one, other in combinations(sorted(actors), 2):
            congruent, conflicting = found[one, other]
            congruent.extend([concept] if actors[one] & actors[other] else [])
            opposed = any(a is not b for a in actors[one] for b in actors[other])
            conflicting.extend([concept] if opposed else [])
    return tuple(Tie(*two, tuple(same), tuple(apart)) for two, (same, apart) in sorted(found.items()))
