"""Putting texts back that were taken out of a record: one's own copies are read, each is the same or refused."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from onrecord.core.problem import Problem
from onrecord.readers import find, read
from onrecord.record.sharing import missing
from onrecord.record.texts import hash_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from onrecord.record import Record
    from onrecord.record.sharing import Missing


@dataclass(slots=True)
class Rejoined:
    """What became of the copies.

    Attributes:
        back: How many texts are back.
        refused: The copies that are, to the byte, no text that was taken out.
        out: The reports whose texts are still out.
        problems: What could not be read.
    """

    back: int = 0
    refused: list[str] = field(default_factory=list)
    out: tuple[Missing, ...] = ()
    problems: list[Problem] = field(default_factory=list)


def rejoin(rec: Record, paths: Sequence[str | Path]) -> Rejoined:
    """Put back each text of which a copy lies at the paths: the same to the byte, wherever it lies.

    Args:
        rec: The record, open for writing.
        paths: Files and folders, as `build` takes them.

    Raises:
        PathNotFound: A path that is named is not there.
    """
    wanted: dict[str, list[str]] = {}
    for one in missing(rec):
        wanted.setdefault(one.hash, []).append(one.report)
    found, done = Rejoined(), set[str]()
    for source in find([str(path) for path in paths]):
        if isinstance(source, Problem):
            found.problems.append(source)
            continue
        outcome = read(source)
        found.problems += outcome.problems if not outcome.items else ()
        for report in outcome.items:
            told = hash_of(report.text)
            if told not in wanted and told not in done:
                found.refused.append(report.path)
            done.add(told)
            for key in wanted.pop(told, ()):
                rec.put_back(key, report.text)
                found.back += 1
    found.out = missing(rec)
    return found
