"""The count that an export states itself, held against what was read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onrecord.core.problem import ProblemKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.core.problem import Problem
    from onrecord.readers.source import Source

_NUMBER = re.compile(r"\d[\d.,]*")
_MOST_NAMED = 8


def numbers_in(words: str) -> list[int]:
    """Return the numbers of a line; marks between thousands are dropped.

    >>> numbers_in("1,204 of 2.146 DOCUMENTS")
    [1204, 2146]
    """
    return [int(re.sub(r"\D", "", number)) for number in _NUMBER.findall(words)]


def missing_numbers(source: Source, seen: list[int], last: int | None) -> Iterator[Problem]:
    """Yield the problem of an export that numbers its articles, where numbers are missing.

    Args:
        source: The export.
        seen: The numbers met, in order.
        last: What it says is the last; taken to hold where it begins with 1, since a part of a longer list
            begins later.
    """
    if not seen:
        return
    bound = last if last and seen[0] == 1 else max(seen)
    missing = sorted(set(range(min(seen), bound + 1)) - set(seen)) if bound - min(seen) < 1_000_000 else []
    if missing:
        named = ", ".join(map(str, missing[:_MOST_NAMED])) + (" ..." if len(missing) > _MOST_NAMED else "")
        counted = bound - min(seen) + 1
        words = f"the export counts {counted} articles, and {len(set(seen))} were found; missing: {named}."
        yield source.problem(ProblemKind.INCOMPLETE, words)


def wrong_total(source: Source, found: int, total: int | None) -> Iterator[Problem]:
    """Yield the problem of an export that says how many articles it holds, where another number was found."""
    if total is not None and found != total:
        words = f"the export says that it holds {total} articles, and {found} were found."
        yield source.problem(ProblemKind.INCOMPLETE, words)
