"""How far a record can be trusted: a random draw of its entries, judged by a person, and what follows from it."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from random import Random
from typing import TYPE_CHECKING

from onrecord.core.entry import Event, Stance, Statement

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from onrecord.core.entry import Entry

Z = 1.959964  # the normal quantile of 95%


@dataclass(frozen=True, slots=True)
class Precision:
    """How many of the judged were right, with the 95% interval of Wilson (1927)."""

    right: int
    judged: int
    low: float
    high: float


def draw(ids: Sequence[str], size: int, seed: int) -> list[str]:
    """Return as many ids, drawn without replacement; the same ids and seed give the same draw in any order."""
    listed = sorted(ids)
    return Random(seed).sample(listed, min(size, len(listed)))


def fields(entry: Entry) -> tuple[str, ...]:
    """Return what is to be judged of an entry: that it is told, then each field that it fills."""
    if isinstance(entry, Event):
        filled = {
            "root": True,
            "status": True,
            "source": entry.sources,
            "target": entry.targets,
            "when": entry.when,
        }
    else:
        kind = "act" if isinstance(entry, Statement) else "attitude" if isinstance(entry, Stance) else "kind"
        filled = {kind: True, "speaker": entry.speaker, "addressee": entry.addressee, "when": entry.when}
    return ("told", *(name for name, value in filled.items() if value))


def wilson(right: int, judged: int) -> Precision:
    """Return the share of right ones with its interval.

    Raises:
        ValueError: Nothing was judged.
    """
    if judged < 1:
        raise ValueError("an interval needs at least one judgement")
    share, square = right / judged, Z * Z
    middle = (share + square / (2 * judged)) / (1 + square / judged)
    half = Z * sqrt(share * (1 - share) / judged + square / (4 * judged * judged)) / (1 + square / judged)
    return Precision(right, judged, max(0.0, middle - half), min(1.0, middle + half))


def by_field(verdicts: Mapping[tuple[str, str], bool]) -> dict[str, Precision]:
    """Return the precision of each field, from verdicts by entry and field."""
    tallied: dict[str, list[bool]] = {}
    for (_, field), right in verdicts.items():
        tallied.setdefault(field, []).append(right)
    return {field: wilson(sum(all_of), len(all_of)) for field, all_of in tallied.items()}


def method(found: Mapping[str, Precision], *, drawn: int, entries: int, seed: int, version: str) -> str:
    """Return a paragraph on method to paste."""
    figures = "; ".join(
        f"{field} {one.right} of {one.judged} ({one.low:.2f} to {one.high:.2f})" for field, one in found.items()
    )
    return (
        f"Of the {entries} entries of the record (onrecord {version}) {drawn} were drawn at random without "
        f"replacement (seed {seed}) and judged by hand against the reports, field by field. Right were, with 95% "
        f"intervals (Wilson 1927): {figures}. Fields left open are not counted, nor is what the record lacks."
    )
