"""What could hold, in an order that is of use: sure before possible, reached from the present before the rest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from onrecord.strategy.reports.wording import Wording
from onrecord.strategy.solving.oracle import CONCEPTS
from onrecord.strategy.solving.solve import solve

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from onrecord.strategy.model.game import Game
    from onrecord.strategy.model.model import Model

SHOWN = 5  # outcomes of a kind that are named; the rest are counted
TITLES = {"nash": "Nash", "gmr": "GMR", "smr": "SMR", "seq": "SEQ", "sseq": "SSEQ", "nm": "non-myopic"}


@dataclass(frozen=True)
class Holding:
    """What holds, by concept.

    Attributes:
        model: The model.
        game: The model worked out; its values mean nothing where preferences are partial.
        present: The present state, where it is named.
        sure: By concept the equilibria, in every completion where preferences are partial.
        possible: By concept the states that are equilibria in some completion only.
        reached: States that moves lead to from the present, itself included.
        tried: By concept how many completions were drawn at random; 0 where the answer is exact.
        together: By concept and coalition the equilibria that the coalition's joint moves leave as well; of full
            preferences alone.
    """

    model: Model
    game: Game
    present: int | None
    sure: dict[str, tuple[int, ...]]
    possible: dict[str, tuple[int, ...]]
    reached: frozenset[int]
    tried: dict[str, int]
    together: dict[tuple[str, tuple[int, ...]], tuple[int, ...]]

    def ranked(self, concept: str) -> list[int]:
        """Return what holds by a concept: sure first, then what is reached from the present."""
        every = [*self.sure[concept], *self.possible[concept]]
        sure = set(self.sure[concept])
        return sorted(
            every, key=lambda state: (state not in sure, state != self.present, state not in self.reached, state)
        )


def holding(model: Model, concepts: Sequence[str] = CONCEPTS, coalitions: Sequence[Sequence[str]] = ()) -> Holding:
    """Return what holds in a model, and what is left of it where coalitions may move together."""
    together: dict[tuple[str, tuple[int, ...]], tuple[int, ...]] = {}
    sure: dict[str, tuple[int, ...]] = {}
    possible: dict[str, tuple[int, ...]] = {}
    tried = dict.fromkeys(concepts, 0)
    if model.partial():
        from onrecord.strategy.solving.partial import across_completions  # loaded where it is needed

        spans = across_completions(model, concepts)
        worked_out = spans.game
        for concept, span in spans.by_concept.items():
            sure[concept] = _numbers(span.equilibria)
            possible[concept] = _numbers(span.possible_equilibria & ~span.equilibria)
            tried[concept] = span.tried
    else:
        solution = solve(model, concepts, coalitions)
        worked_out = solution.game
        for (concept, group), stable in solution.coalitions.items():
            together[concept, group] = tuple(s for s in solution.equilibria(concept) if stable[s])
        for concept in concepts:
            sure[concept], possible[concept] = solution.equilibria(concept), ()
    present = worked_out.state(model.status_quo) if model.status_quo else None
    return Holding(model, worked_out, present, sure, possible, _reached(worked_out, present), tried, together)


def _numbers(held: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> tuple[int, ...]:
    return tuple(int(state) for state in np.flatnonzero(held))


def _reached(worked_out: Game, present: int | None) -> frozenset[int]:
    """Return the states that any moves lead to from the present."""
    seen: set[int] = set() if present is None else {present}
    waiting = list(seen)
    while waiting:
        at = waiting.pop()
        for party in range(len(worked_out.parties)):
            for target in worked_out.moves(party, at):
                if target not in seen:
                    seen.add(target)
                    waiting.append(target)
    return frozenset(seen)


def holding_lines(held: Holding) -> Iterator[str]:
    """Yield what holds by each concept, in words: what is reached from the present first, the rest counted."""
    wording = Wording(held.game, held.model)
    for concept in held.sure:
        title = TITLES.get(concept, concept.upper())
        yield from _outcomes(held, wording, concept, title)
        yield from _together(held, wording, concept)
        if held.tried[concept]:
            drawn = f"{held.tried[concept]:,} completions drawn at random"
            yield f"  ({title} rests on {drawn} where its bounds differ.)"


def _outcomes(held: Holding, wording: Wording, concept: str, title: str) -> Iterator[str]:
    """Yield what holds by one concept, and what may hold."""
    ranked, sure = held.ranked(concept), set(held.sure[concept])
    surely = [state for state in ranked if state in sure]
    maybe = [state for state in ranked if state not in sure]
    if surely:
        word = "whatever is open" if held.model.partial() else "holds"
        yield f"- **{title}**, {word}: {_named(held, wording, surely)}"
    if maybe:
        yield f"- **{title}**, may hold: {_named(held, wording, maybe)}"
    if not ranked:
        yield f"- **{title}**: nothing holds."


def _together(held: Holding, wording: Wording, concept: str) -> Iterator[str]:
    """Yield what is left of it where coalitions move together."""
    for (of, group), jointly in held.together.items():
        if of == concept:
            left = [state for state in held.ranked(concept) if state in jointly]
            yield f"  - with {wording.group(group)}: {_named(held, wording, left) or 'none of these'}"


def _named(held: Holding, wording: Wording, states: list[int]) -> str:
    """Return outcomes in words: the present marked, the first few named, the rest counted."""
    mark = {held.present: ", the present"}
    shown = [f"{wording.state(state)}{mark.get(state, '')}" for state in states[:SHOWN]]
    rest = states[SHOWN:]
    away = sum(1 for state in rest if held.present is not None and state not in held.reached)
    if rest:
        far = f", {away:,} of them not to be reached from the present" if away else ""
        shown.append(f"{len(rest):,} more{far}")
    return "; ".join(shown)
