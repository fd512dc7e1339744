"""How far a record can be trusted: a random draw of its entries, judged by a person, and what follows from it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from math import sqrt
from random import Random
from typing import TYPE_CHECKING, TypedDict

from onrecord import __version__
from onrecord.core.bounded import bytes_of
from onrecord.core.on_disk import is_there
from onrecord.core.problem import OnRecordError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from onrecord.core.entry import Entry
    from onrecord.record import Record

Verdicts = dict[tuple[str, str], bool]  # by entry and field
Z = 1.959964  # the normal quantile of 95%
_MOST_BYTES = 64_000_000


class NoVerdict(OnRecordError):
    """A file of verdicts, or a verdict, is none."""


class DrawnRow(TypedDict):
    """An entry of the draw, what is to be judged of it, and what is judged."""

    entry: str
    fields: list[str]
    verdicts: dict[str, bool]


class PrecisionRow(TypedDict):
    """The precision of a field."""

    field: str
    right: int
    judged: int
    low: float
    high: float


class AuditRow(TypedDict):
    """A draw of so many of all entries; `method` is empty until all of it is judged."""

    seed: int
    entries: int
    drawn: list[DrawnRow]
    open: int
    found: list[PrecisionRow]
    method: str
    kept: str


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
    *what, who, whom = _JUDGED[entry.kind]
    filled = {who: entry.doers, whom: entry.whom, "when": entry.when}
    return ("told", *what, *(name for name, value in filled.items() if value))


# What is judged of each kind of entry, the last two of them who and to whom.
_JUDGED = {
    "statement": ("act", "speaker", "addressee"),
    "stance": ("attitude", "speaker", "addressee"),
    "event": ("root", "status", "source", "target"),
}


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


def audited(record: Record, verdicts: Path, *, size: int, seed: int) -> AuditRow:
    """Return a random draw of a record's entries with what is judged of it.

    Args:
        record: The record.
        verdicts: The file that they are kept in, which need not be there.
        size: How many are drawn.
        seed: Of the draw.
    """
    given = read_verdicts(verdicts)
    ids = [line.entry.id for line in record.lines()]
    asked = {one: fields(record.entry(one).entry) for one in draw(ids, size, seed)}
    judged = {key: right for key, right in given.items() if key[1] in asked.get(key[0], ())}
    found = by_field(judged)
    left = sum(map(len, asked.values())) - len(judged)
    told = found and not left
    return AuditRow(
        seed=seed,
        entries=len(ids),
        drawn=[_drawn(one, of, given) for one, of in asked.items()],
        open=left,
        found=[
            PrecisionRow(field=field, right=one.right, judged=one.judged, low=one.low, high=one.high)
            for field, one in found.items()
        ],
        method=method(found, drawn=len(asked), entries=len(ids), seed=seed, version=__version__) if told else "",
        kept=verdicts.name,
    )


def _drawn(entry: str, of: Sequence[str], given: Verdicts) -> DrawnRow:
    verdicts = {name: given[entry, name] for name in of if (entry, name) in given}
    return DrawnRow(entry=entry, fields=list(of), verdicts=verdicts)


def read_verdicts(path: Path) -> Verdicts:
    """Return the verdicts of a file, none where there is no file; of two on one field the later holds.

    Raises:
        NoVerdict: A line is none.
    """
    given: Verdicts = {}
    try:
        lines = bytes_of(path, _MOST_BYTES).decode("utf-8").splitlines() if is_there(path) else []
    except ValueError as error:
        raise NoVerdict(f"{path}: this is no file of verdicts; name another.") from error
    for number, line in enumerate(lines, 1):
        try:
            row = json.loads(line)
            entry, field, right = row["entry"], row["field"], row["right"]
        except (ValueError, KeyError, TypeError) as error:
            raise NoVerdict(f"{path}, line {number}: no verdict (entry, field, right).") from error
        if not isinstance(right, bool):
            raise NoVerdict(f"{path}, line {number}: right is true or false.")
        given[entry, field] = right
    return given


def keep_verdict(path: Path, entry: Entry, field: str, *, right: bool) -> None:
    """Add a verdict to a file; what stands there stays.

    Raises:
        NoVerdict: The entry fills no such field.
    """
    if field not in fields(entry):
        raise NoVerdict(f"the entry {entry.id} has nothing to judge that is called “{field}”")
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps({"entry": entry.id, "field": field, "right": right}) + "\n")
