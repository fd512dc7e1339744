"""What is said beside a list of entries: how many of how many, what an open end lets in, what would widen it."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from onrecord.record import Filter, Record

_LET_IN = frozenset({"rejected", "retired"})  # what these ask for is more, not less
_MOST = 3


def tally(opened: Record, wanted: Filter, kinds: tuple[str, ...], shown: int) -> str:
    """Return how many entries a list shows of how many, and how many of them are in it by an open end alone."""
    every, matching = opened.count(kinds=kinds), opened.count(wanted, kinds)
    of = f" of {every}" if every != shown else ""
    folded = f" {matching} match: --every shows each telling." if shown < matching else ""
    told = f"{shown}{of} {_called(kinds, every)}.{folded}"
    if wanted.bounded or not (wanted.since or wanted.until):
        return told
    open_ended = matching - opened.count(replace(wanted, bounded=True), kinds)
    return f"{told} {open_ended} by an open end alone: --bounded leaves them out." if open_ended else told


def nothing(opened: Record, wanted: Filter, kinds: tuple[str, ...]) -> str:
    """Return that no entry matches, and which conditions, left out, would let some in."""
    every = opened.count(kinds=kinds)
    if not every:
        return f"the record holds no {_called(kinds, every)}."
    without = sorted(_without(opened, wanted, kinds), key=lambda one: -one[1])[:_MOST]
    wider = ", ".join(f"without {option} {count}" for option, count in without)
    then = f"{wider[0].upper()}{wider[1:]} do." if wider else "Leave out more than one condition."
    return f"no entry of the record matches, of {every} {_called(kinds, every)}. {then}"


def _without(opened: Record, wanted: Filter, kinds: tuple[str, ...]) -> Iterator[tuple[str, int]]:
    """Yield each condition of a filter with how many entries match without it, where any does."""
    for one in fields(wanted):
        value = getattr(wanted, one.name)
        if value == one.default or one.name in _LET_IN:
            continue
        let_go: dict[str, Any] = {one.name: one.default}
        if count := opened.count(replace(wanted, **let_go), kinds):
            yield option(one.name, value), count


def option(name: str, value: str | float | date | bool) -> str:
    """Return a condition as it is written on the command line."""
    written = "" if value is True else f" {value}"
    return f"--{name.replace('_', '-')}{written}"


def _called(kinds: tuple[str, ...], count: int) -> str:
    """Return what so many entries of some kinds are called."""
    if len(kinds) > 2:
        return "entry" if count == 1 else "entries"
    return " or ".join(kinds) if count == 1 else " and ".join(f"{kind}s" for kind in kinds)
