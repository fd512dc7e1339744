"""A model worked out: its states, every party's moves, and how much each party values each state.

What all solvers and explanations read. States and parties are numbered from 0; a value says only which of two
states a party prefers (higher is better) and that equal values are worth the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from onrecord.strategy.model.faults import NoSuchParty, NoSuchState, Unranked
from onrecord.strategy.model.model import Direction, Ranking, Statements
from onrecord.strategy.model.moves import arcs_of_model
from onrecord.strategy.model.space import feasible_codes, shown, state_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from onrecord.strategy.model.model import Model, Option


@dataclass(frozen=True, slots=True)
class Lattice:
    """Moves that follow from options alone: each party changes its own options at will, within their directions.

    Such moves are transitive, which the fast engine needs. Masks hold one bit for each option, by party: options
    that go both ways, only forward (no to yes), only back.
    """

    bits: int
    both: tuple[int, ...]
    forward: tuple[int, ...]
    back: tuple[int, ...]

    def mask(self, party: int) -> int:
        """Return all the options that a party can change."""
        return self.both[party] | self.forward[party] | self.back[party]

    def open(self, party: int, origin: int, target: int) -> bool:
        """Say whether a party can move between two different codes."""
        if (origin ^ target) & ~self.mask(party):
            return False
        return not (origin & ~target & self.forward[party] or target & ~origin & self.back[party])


@dataclass(frozen=True)
class Game:
    """The worked-out model.

    Attributes:
        parties: Names of the parties.
        values: One row for each party, one column for each state.
        codes: Decimal codes of the states; -1 for a state without options.
        moves: For each party and state the states it can move to in one move, sorted, never the state itself; None
            where only the lattice holds them.
        lattice: The moves as options, where they follow from options alone.
        names: What results call the states; None for their decimal codes.
    """

    parties: tuple[str, ...]
    values: NDArray[np.int32]
    codes: NDArray[np.int64]
    arcs: tuple[Arcs, ...] | None = None
    lattice: Lattice | None = None
    names: tuple[str, ...] | None = None

    @property
    def size(self) -> int:
        """Return how many states there are."""
        return int(self.values.shape[1])

    def moves(self, party: int, state: int) -> tuple[int, ...]:
        """Return the states that a party can move to in one move."""
        if self.arcs is not None:
            return self.arcs[party].of(state)
        if self.lattice is None:
            return ()
        return tuple(sorted(self._lattice_moves(self.lattice, party, int(self.codes[state]))))

    def _lattice_moves(self, lattice: Lattice, party: int, code: int) -> list[int]:
        rest, mask = code & ~lattice.mask(party), lattice.mask(party)
        found, part = [], 0
        while True:
            target = rest | part
            if target != code and lattice.open(party, code, target):
                place = int(np.searchsorted(self.sorted_codes, target))
                if place < self.size and self.sorted_codes[place] == target:
                    found.append(int(self.by_code[place]))
            part = (part - mask) & mask
            if not part:
                return found

    @cached_property
    def by_code(self) -> NDArray[np.int64]:
        """Return the states in order of their codes."""
        return np.argsort(self.codes, kind="stable")

    @cached_property
    def sorted_codes(self) -> NDArray[np.int64]:
        """Return the codes in order."""
        return self.codes[self.by_code]

    def name(self, state: int) -> int | str:
        """Return what results call a state."""
        return int(self.codes[state]) if self.names is None else shown(self.names[state])

    def called(self, chosen: NDArray[np.bool_]) -> list[int | str]:
        """Return what results call the states chosen."""
        if self.names is None:
            return [*self.codes[chosen].tolist()]
        return [shown(self.names[state]) for state in np.flatnonzero(chosen)]

    def state(self, name: object) -> int:
        """Return a state's number by its name."""
        text = str(name)
        if self.names is not None and text in self.names:
            return self.names.index(text)
        if self.names is None and text.isdigit():
            place = int(np.searchsorted(self.codes, int(text)))
            if place < self.size and self.codes[place] == int(text):
                return place
        raise NoSuchState(name, self.name(0))

    def party(self, name: str) -> int:
        """Return a party's number by its name."""
        if name not in self.parties:
            raise NoSuchParty(name, self.parties)
        return self.parties.index(name)


@dataclass(frozen=True, slots=True)
class Arcs:
    """One party's moves: those from state s are `target[start[s]:start[s + 1]]`."""

    start: NDArray[np.int64]
    target: NDArray[np.int32]

    def of(self, state: int) -> tuple[int, ...]:
        """Return the states it can move to from a state."""
        return tuple(int(target) for target in self.target[self.start[state] : self.start[state + 1]])

    @classmethod
    def from_pairs(cls, origins: NDArray[np.int64], targets: NDArray[np.int64], size: int) -> Arcs:
        """Return the moves given as pairs; doubles and moves in place are dropped."""
        keep = origins != targets
        pairs = np.sort(origins[keep] * size + targets[keep])
        pairs = pairs[np.diff(pairs, prepend=-1) > 0]  # np.unique loads all of masked arrays
        start = np.searchsorted(pairs, np.arange(size + 1, dtype=np.int64) * size)
        return cls(start.astype(np.int64), (pairs % size).astype(np.int32))

    @classmethod
    def from_lists(cls, moves: Sequence[Sequence[int]]) -> Arcs:
        """Return the moves given as a list of targets for each state."""
        origins = np.array([s for s, targets in enumerate(moves) for _ in targets], dtype=np.int64)
        targets = np.array([t for found in moves for t in found], dtype=np.int64)
        return cls.from_pairs(origins, targets, len(moves))


def game(model: Model, values: NDArray[np.int32] | None = None) -> Game:
    """Return a model worked out; `values` stand in for its preferences, where these are partial."""
    codes = feasible_codes(model)
    lattice = lattice_of(model)
    arcs = None
    if lattice is None or len(codes) <= SMALL or len(codes) * SPARSE < 1 << lattice.bits:
        arcs = tuple(Arcs.from_pairs(*pairs, len(codes)) for pairs in arcs_of_model(model, codes))
    names = state_names(model) if model.states is not None or model.counted else None
    if values is None:
        values = values_of(model, codes, names)
    return Game(tuple(party.id for party in model.parties), values, codes, arcs, lattice, names)


SMALL = 256  # up to this size the moves are listed even where the options tell them
SPARSE = (
    64  # with fewer than one feasible code in so many, the moves are listed and the model is solved as a graph
)


def lattice_of(model: Model) -> Lattice | None:
    """Return the moves as options, or None where rules, merged states or arcs say more."""
    more = model.arcs is not None or model.blocked or model.merged or _steps_wait(model.options)
    if more or not model.options:
        return None
    masks = {way: [0] * len(model.parties) for way in Direction}
    for place, option in enumerate(model.options):
        for owner in option.owners:
            masks[option.direction][owner] |= 1 << place
    return Lattice(
        len(model.options),
        tuple(masks[Direction.BOTH]),
        tuple(masks[Direction.FORWARD]),
        tuple(masks[Direction.BACK]),
    )


def _steps_wait(options: Iterable[Option]) -> bool:
    """Say whether some option can be taken up or dropped from certain states only."""
    return any(option.only_if or option.back_if for option in options)


def values_of(model: Model, codes: NDArray[np.int64], names: tuple[str, ...] | None) -> NDArray[np.int32]:
    """Return every party's values; a partial preference has none."""
    rows = np.zeros((len(model.parties), len(codes)), dtype=np.int32)
    place: dict[str, int] = {}
    for row, preference, party in zip(rows, model.preferences, model.parties, strict=True):
        if isinstance(preference, Statements):
            row[:] = statement_values(preference, codes)
        elif isinstance(preference, Ranking):
            place = place or {name: i for i, name in enumerate(names or (str(code) for code in codes))}
            for rank, tier in enumerate(preference.tiers):
                row[[place[name] for name in tier]] = len(preference.tiers) - rank
        else:
            raise Unranked(party.name)
    return rows


def statement_values(preference: Statements, codes: NDArray[np.int64]) -> NDArray[np.int32]:
    """Return values by prioritised statements: each outweighs all later ones together."""
    worth = np.zeros(len(codes), dtype=np.int64)
    for statement in preference.statements:
        if worth.max(initial=0) >= 2**30:
            worth = np.unique(worth, return_inverse=True)[1].astype(np.int64)
        worth = 2 * worth + statement.holds_for(codes)
    if worth.max(initial=0) >= 2**31:
        worth = np.unique(worth, return_inverse=True)[1].astype(np.int64)
    return worth.astype(np.int32)
