"""The cases of the rules as examples: what reports hold few of, and what must not be unlearned.

A line of a case tells kind, act, speaker and content; which finds are right, and which act is, follows from it.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from onrecord.clean import clean
from onrecord.parse import parse
from onrecord.testing.cases import read_cases

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.core.document import Document

CASES = Path(__file__).parents[2] / "tests" / "cases" / "statements"
_LINE = re.compile(r"(?P<kind>statement|stance)\s+(?:not )?(?P<act>\w+)\s")
_ALSO = re.compile(r"\| also (\w+)")


class Expected(NamedTuple):
    """A statement or stance that a case expects: its kind, its acts, the offsets of its content."""

    kind: str
    acts: frozenset[str]
    content: list[tuple[int, int]]


def cases() -> Iterator[tuple[str, Document, list[Expected]]]:
    """Yield each case by name: as it is read, with what it expects."""
    for case in read_cases(CASES):
        document = next(parse([clean(case.report()).items[0]]))
        found = (_expected(document.report.text, line) for line in case.expected)
        yield f"{case.file.name}: {case.title}", document, [one for one in found if one]


def _expected(text: str, line: str) -> Expected | None:
    told = _LINE.match(line)
    if told is None or ": " not in line:
        return None
    content = line.split(": ", 1)[1].split(" | ", maxsplit=1)[0]
    places = [(text.find(piece), len(piece)) for piece in content.split(" ... ")]
    acts = frozenset((told["act"], *_ALSO.findall(line)))
    return Expected(told["kind"], acts, [(at, at + length) for at, length in places if at >= 0])
