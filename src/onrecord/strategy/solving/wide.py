"""Necessary and possible verdicts of models too large for tables of all pairs: up to 65,536 states.

The same two extremes as in `partial`. Whether an answer spoils a gain depends only on what the party is known to
think of it, and whatever is worse than what spoils it does so too: of all that the others reach from a move
only the least classes count, and these are few. They are found apart for each part of the states that the others'
moves hold together: where moves follow from options, those in which the party's own options stand alike.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from onrecord.strategy.model.faults import TooLarge
from onrecord.strategy.model.game import Arcs
from onrecord.strategy.model.moves import arcs_of_model
from onrecord.strategy.solving.compiled import compiled
from onrecord.strategy.solving.graph_engine import spread
from onrecord.strategy.solving.marks import is_above, is_better

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from onrecord.strategy.model.model import Model
    from onrecord.strategy.solving.marks import Marks, Rows

    Bools = NDArray[np.bool_]
    Column = NDArray[np.int32]
    Ints = NDArray[np.int64]

MOST_WIDE = 1 << 16
MOST_MOVES = 1 << 26
MOST_BYTES = 3 << 29  # of the sets of what is reached, of one part of the states


class Lists(NamedTuple):
    """A list for each state, or for each label: those of number n are `of[start[n]:start[n + 1]]`."""

    start: Ints
    of: Column


class Labels(NamedTuple):
    """What an answer comes to for the focal party: by state a label, and by label the classes that it stands for.

    By GMR and SEQ that is the class of the state; by SMR and SSEQ the best classes that the party can still get
    from there. An answer spoils a gain where none of them is above the state asked about. Labels are numbered so
    that what lies under another comes before it.
    """

    of: Column
    lists: Lists


def wide_moves(model: Model, codes: Ints) -> tuple[Arcs, ...]:
    """Return every party's moves, listed.

    Raises:
        TooLarge: There are too many: some party changes nearly all options by itself.
    """
    found = []
    for party, pairs in enumerate(arcs_of_model(model, codes)):
        found.append(Arcs.from_pairs(*pairs, len(codes)))
        if len(found[party].target) > MOST_MOVES:
            raise TooLarge("a party with so many moves", len(codes), MOST_WIDE >> 4)
    return tuple(found)


def wide_bounds(
    arcs: Sequence[Arcs], marks: Sequence[Marks], concepts: Sequence[str]
) -> dict[str, tuple[Bools, Bools]]:
    """Return by concept the two extremes, by party and state.

    With the most gains and fewest answers, and the other way round: for Nash, GMR and SMR what is necessary, and
    what is possible.
    """
    size = len(marks[0].of)
    found = {c: (np.ones((len(marks), size), np.bool_), np.ones((len(marks), size), np.bool_)) for c in concepts}
    answers = {
        "moves": arcs,
        "sure": [_improving(one, mark, loose=False) for one, mark in zip(arcs, marks, strict=True)],
        "possible": [_improving(one, mark, loose=True) for one, mark in zip(arcs, marks, strict=True)],
    }
    for party, mark in enumerate(marks):
        if len(arcs[party].target):
            _of_party(found, party, arcs[party], mark, {k: _but(v, party) for k, v in answers.items()})
    return found


def _of_party(
    found: dict[str, tuple[Bools, Bools]],
    party: int,
    own: Arcs,
    mark: Marks,
    answers: dict[str, list[Arcs]],
) -> None:
    """Fill in the verdicts of one party."""
    kept: dict[tuple[bool, str], tuple[Labels, Lists]] = {}
    for concept, sides in found.items():
        escape, improving = concept in ("smr", "sseq"), concept in ("seq", "sseq")
        for side, loose in zip(sides, (True, False), strict=True):
            if concept == "nash":
                side[party] = _unanswered(own.start, own.target, mark.of, mark.rows, loose)
                continue
            way = ("sure" if loose else "possible") if improving else "moves"
            if (escape, way) not in kept:
                labels = _escapes(own, mark) if escape else _single(mark)
                kept[escape, way] = labels, _least(answers[way], labels, mark.rows)
            labels, least = kept[escape, way]
            side[party] = _answered(own.start, own.target, mark.of, mark.rows, loose, least, labels.lists)


def _but(every: Sequence[Arcs], party: int) -> list[Arcs]:
    return [one for number, one in enumerate(every) if number != party]


def _improving(arcs: Arcs, mark: Marks, *, loose: bool) -> Arcs:
    """Return the moves that surely (or, loosely, possibly) gain their mover something."""
    kept = _gains(arcs.start, arcs.target, mark.of, mark.rows, loose)
    before = np.concatenate([[0], np.cumsum(kept)])
    return Arcs(before[arcs.start].astype(np.int64), arcs.target[kept])


def _single(mark: Marks) -> Labels:
    count = len(mark.rows)
    return Labels(mark.of, Lists(np.arange(count + 1, dtype=np.int64), np.arange(count, dtype=np.int32)))


def _escapes(own: Arcs, mark: Marks) -> Labels:
    """Return by state the best classes that a party can have from there, alike ones under one label."""
    start, classes = _best(own.start, own.target, mark.of, mark.rows)
    alike: dict[bytes, int] = {}
    of = np.empty(len(mark.of), dtype=np.int32)
    for state in range(len(of)):
        of[state] = alike.setdefault(classes[start[state] : start[state + 1]].tobytes(), len(alike))
    members = [np.frombuffer(key, dtype=np.int32) for key in alike]
    order = sorted(range(len(members)), key=lambda label: (int(members[label].max()), members[label].tolist()))
    number = np.empty(len(order), dtype=np.int32)
    number[order] = np.arange(len(order), dtype=np.int32)
    lengths = [len(members[label]) for label in order]
    joined = np.concatenate([members[label] for label in order])
    return Labels(number[of], Lists(np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64), joined))


def _least(others: Sequence[Arcs], labels: Labels, rows: Rows) -> Lists:
    """Return for each state the least labels that the others reach from it."""
    size = len(labels.of)
    part = np.arange(size, dtype=np.int64)
    while any(_join(part, one.start, one.target) for one in others):
        pass
    order = np.argsort(part, kind="stable")
    counts = np.zeros(size, dtype=np.int64)
    pieces: dict[int, NDArray[np.int32]] = {}
    for states in np.split(order, np.flatnonzero(np.diff(part[order])) + 1):
        start, found = _least_of_part(others, labels, rows, states)
        counts[states] = np.diff(start)
        pieces.update((int(s), found[start[i] : start[i + 1]]) for i, s in enumerate(states))
    joined = np.concatenate([pieces[state] for state in range(size)])
    return Lists(np.concatenate([[0], np.cumsum(counts)]).astype(np.int64), joined)


def _least_of_part(
    others: Sequence[Arcs], labels: Labels, rows: Rows, states: Ints
) -> tuple[Ints, NDArray[np.int32]]:
    """Return the same for states that the others' moves do not lead out of."""
    inside = np.full(len(labels.of), -1, dtype=np.int32)
    inside[states] = np.arange(len(states), dtype=np.int32)
    here, local = np.unique(labels.of[states], return_inverse=True)
    words = (len(here) + 63) // 64
    if 8 * words * len(states) * (len(others) + 1) > MOST_BYTES:
        raise TooLarge("a preference that tells so many outcomes apart", len(states), MOST_WIDE >> 1)
    starts, targets, shift = [], [], 0
    for one in others:
        mine = [one.target[one.start[state] : one.start[state + 1]] for state in states]
        starts.append(shift + np.concatenate([[0], np.cumsum([len(found) for found in mine])]))
        targets.append(inside[np.concatenate(mine)])
        shift += len(targets[-1])
    onward = np.zeros((len(states), len(others), words), dtype=np.uint64)
    found = np.zeros((len(states), words), dtype=np.uint64)
    packed = np.array(starts, dtype=np.int64), np.concatenate(targets).astype(np.int32)
    while spread(onward, found, np.arange(len(others), dtype=np.int64), *packed, local.astype(np.int32)):
        pass
    unlike, which = np.unique(found, axis=0, return_inverse=True)
    start, least = _lowest(unlike, here.astype(np.int32), labels.lists, rows)
    lists = [least[start[i] : start[i + 1]] for i in which.reshape(-1)]
    return np.concatenate([[0], np.cumsum([len(one) for one in lists])]).astype(np.int64), np.concatenate(lists)


@compiled
def _gains(starts: Ints, targets: Column, of: Column, rows: Rows, loose: bool) -> Bools:
    found = np.zeros(len(targets), dtype=np.bool_)
    for state in range(len(of)):
        for at in range(starts[state], starts[state + 1]):
            found[at] = is_above(rows, of[state], of[targets[at]], loose)
    return found


@compiled
def _unanswered(starts: Ints, targets: Column, of: Column, rows: Rows, loose: bool) -> Bools:
    """Return which states have no gain."""
    found = np.ones(len(of), dtype=np.bool_)
    for state in range(len(of)):
        for at in range(starts[state], starts[state + 1]):
            if is_above(rows, of[state], of[targets[at]], loose):
                found[state] = False
                break
    return found


@compiled
def _answered(
    starts: Ints, targets: Column, of: Column, rows: Rows, loose: bool, least: Lists, labels: Lists
) -> Bools:
    """Return in which states every gain is spoilt by one of the least answers."""
    found = np.ones(len(of), dtype=np.bool_)
    for state in range(len(of)):
        for at in range(starts[state], starts[state + 1]):
            move = targets[at]
            if not is_above(rows, of[state], of[move], loose):
                continue
            spoilt = False
            for answer in range(least.start[move], least.start[move + 1]):
                spoilt, label = True, least.of[answer]
                for member in range(labels.start[label], labels.start[label + 1]):
                    if is_above(rows, of[state], labels.of[member], loose):
                        spoilt = False
                        break
                if spoilt:
                    break
            if not spoilt:
                found[state] = False
                break
    return found


@compiled
def _best(starts: Ints, targets: Column, of: Column, rows: Rows) -> tuple[Ints, Column]:
    """Return by state the classes, in order, that a party can have from there and than which none is better."""
    size = len(of)
    start = np.zeros(size + 1, dtype=np.int64)
    found = np.empty(len(targets) + size, dtype=np.int32)
    for state in range(size):
        low = end = start[state]
        for at in range(starts[state] - 1, starts[state + 1]):
            one = of[state] if at < starts[state] else of[targets[at]]
            under = False
            for other in range(low, end):
                if found[other] == one or is_better(rows, found[other], one):
                    under = True
                    break
            if under:
                continue
            kept = low
            for other in range(low, end):
                if not is_better(rows, one, found[other]):
                    found[kept] = found[other]
                    kept += 1
            found[kept] = one
            end = kept + 1
        found[low:end] = np.sort(found[low:end])
        start[state + 1] = end
    return start, found[: start[size]].copy()


@compiled
def _lowest(sets: NDArray[np.uint64], here: Column, labels: Lists, rows: Rows) -> tuple[Ints, Column]:
    """Return of each set of labels those under which no other lies; a label comes after all that lie under it."""
    start = np.zeros(len(sets) + 1, dtype=np.int64)
    found = np.empty(max(1024, len(sets)), dtype=np.int32)
    for number in range(len(sets)):
        low = end = start[number]
        for local in range(len(here)):
            if not sets[number, local >> 6] >> np.uint64(local & 63) & np.uint64(1):
                continue
            label, over = here[local], False
            for other in range(low, end):
                if _under(found[other], label, labels, rows):
                    over = True
                    break
            if not over:
                if end == len(found):
                    found = np.concatenate((found, np.empty_like(found)))
                found[end] = label
                end += 1
        start[number + 1] = end
    return start, found[: start[len(sets)]].copy()


@compiled
def _under(one: int, other: int, labels: Lists, rows: Rows) -> bool:
    """Say whether each class of a label is one of another's, or worse than one of them."""
    for mine in labels.of[labels.start[one] : labels.start[one + 1]]:
        covered = False
        for theirs in labels.of[labels.start[other] : labels.start[other + 1]]:
            if mine == theirs or is_better(rows, theirs, mine):
                covered = True
                break
        if not covered:
            return False
    return True


@compiled
def _join(part: Ints, starts: Ints, targets: Column) -> bool:
    """Give both ends of each move the lower of their parts; say whether anything changed."""
    changed = False
    for state in range(len(part)):
        for at in range(starts[state], starts[state + 1]):
            one, other = part[state], part[targets[at]]
            if one != other:
                low = min(one, other)
                part[state] = low
                part[targets[at]] = low
                changed = True
    return changed
