"""What would change a verdict: the smallest sets of changes that make a state stable or unstable, all of them.

Exact: every set of one change is tried, then every set of two, and so on; all answers of the first size that
has one are returned. A re-ranking counts as one change however far the state moves; of answers that re-rank the
same states, those that move them no further than needed are kept. Where trying a size through would take too
long, the answer says so instead of guessing.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import chain, combinations
from math import comb
from typing import TYPE_CHECKING

from onrecord.strategy.model.game import game as worked_out
from onrecord.strategy.reports.changes import Change, Changer, Kind
from onrecord.strategy.reports.restating import OWN
from onrecord.strategy.reports.wording import Wording
from onrecord.strategy.solving.oracle import known_concept, stable

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from onrecord.strategy.model.game import Game
    from onrecord.strategy.model.model import Model

MOST_TRIED = 200_000


@dataclass(frozen=True, slots=True)
class Remedies:
    """The smallest changes that turn a verdict.

    Attributes:
        state: The state asked about.
        concept: By which concept.
        groups: For whom: stable means stable for all of them.
        wanted: Whether it is to be stable, or to be unstable for someone.
        size: How many changes the smallest answers need; 0 where it is so already; None where none was found.
        answers: All smallest answers.
        words: Each answer in words.
        tried: How many sets were tried.
        complete: Whether every set up to that size was tried; if not, larger answers may exist.
    """

    state: int
    concept: str
    groups: tuple[tuple[int, ...], ...]
    wanted: bool
    size: int | None
    answers: tuple[tuple[Change, ...], ...]
    words: tuple[str, ...]
    tried: int
    complete: bool


def remedies(
    model: Model,
    state: int,
    concept: str,
    *,
    wanted: bool,
    parties: Collection[int] | None = None,
    kinds: Collection[Kind] = tuple(Kind),
    most: int = 2,
) -> Remedies:
    """Return the smallest changes that make a state stable (or not) for some parties, all unless named.

    Args:
        model: The model.
        state: State number.
        concept: nash, gmr, smr, seq or sseq.
        wanted: True to make it stable for all the parties, False to make it unstable for one of them.
        parties: For whom.
        kinds: Which kinds of change to consider.
        most: The largest number of changes to try together.
    """
    return game_remedies(
        worked_out(model), state, concept, model, wanted=wanted, parties=parties, kinds=kinds, most=most
    )


def game_remedies(
    game: Game,
    state: int,
    concept: str,
    model: Model | None = None,
    *,
    wanted: bool,
    parties: Collection[int] | None = None,
    kinds: Collection[Kind] = tuple(Kind),
    most: int = 2,
) -> Remedies:
    """Return the same for a worked-out game."""
    known_concept(concept)
    changer, wording = Changer(game, model), Wording(game, model)
    groups = tuple((party,) for party in (range(len(game.parties)) if parties is None else sorted(parties)))

    def turned(changes: Sequence[Change]) -> bool:
        board = changer.changed(changes, state)
        return all(stable(board, concept, group, state) for group in groups) is wanted

    open_changes = _open(changer, concept, groups, state, kinds)
    tried = 1
    if turned(()):
        return Remedies(state, concept, groups, wanted, 0, (), (), tried, complete=True)
    for size in range(1, most + 1):
        if tried + comb(len(open_changes), size) > MOST_TRIED:
            return Remedies(state, concept, groups, wanted, None, (), (), tried, complete=False)
        apart = [chosen for chosen in combinations(open_changes, size) if _are_apart(chosen)]
        tried += len(apart)
        found = list(filter(turned, apart))
        if found:
            answers = _nearest(found)
            words = tuple(changer.joined(answer, wording) for answer in answers)
            return Remedies(state, concept, groups, wanted, size, answers, words, tried, complete=True)
    return Remedies(state, concept, groups, wanted, None, (), (), tried, complete=True)


def _are_apart(changes: Collection[Change]) -> bool:
    """Say whether each of several changes changes another thing."""
    return len({change.where() for change in changes}) == len(changes)


def _open(
    changer: Changer, concept: str, groups: Collection[tuple[int, ...]], state: int, kinds: Collection[Kind]
) -> list[Change]:
    """Return the changes that could bear on the verdict.

    By Nash, GMR and SMR only the party's own comparisons with the state count, so that for every other state
    there is one change: to the other side of it. By SEQ and SSEQ the others' improvements count too, wherever
    they lie.
    """
    own = concept in OWN
    asked = sorted({party for group in groups for party in group}) if own else range(changer.base.count)
    places = ((party, other) for party in asked for other in range(changer.base.size))
    rankings = chain.from_iterable(changer.rankings(*place, state if own else None) for place in places)
    by_kind = {
        Kind.PREFERENCE: rankings,
        Kind.OPTION: changer.options(),
        Kind.REVERSIBILITY: changer.directions(),
        Kind.FEASIBILITY: changer.states(state),
    }
    return list(chain.from_iterable(changes for kind, changes in by_kind.items() if kind in kinds))


def _nearest(found: Sequence[tuple[Change, ...]]) -> tuple[tuple[Change, ...], ...]:
    """Keep, of answers that change the same things, those that move nothing further than needed."""
    alike: dict[object, list[tuple[Change, ...]]] = defaultdict(list)
    for changes in found:
        alike[tuple(_sense(change) for change in changes)].append(changes)
    return tuple(
        changes
        for group in alike.values()
        for changes in group
        if not any(other is not changes and _no_further(other, changes) for other in group)
    )


def _sense(change: Change) -> tuple[object, ...]:
    if change.kind is Kind.PREFERENCE:
        return (*change.where(), change.distance > 0)
    return (*change.where(), change.direction)


def _no_further(one: Sequence[Change], other: Sequence[Change]) -> bool:
    pairs = [(abs(a.distance), abs(b.distance)) for a, b in zip(one, other, strict=True)]
    return all(a <= b for a, b in pairs) and any(a < b for a, b in pairs)
