"""Every rule of the time tagger says what its examples promise."""

from __future__ import annotations

import doctest
import re
from typing import TYPE_CHECKING

import pytest

from onrecord.core.entry import TimeKind
from onrecord.core.reading import Anchor, Bound
from onrecord.extractors.times import find_times, numbers, readings, words
from onrecord.extractors.times import rules as rule_file
from onrecord.extractors.times.rules import rules
from tests.documents import document_of

if TYPE_CHECKING:
    from types import ModuleType

    from onrecord.core.entry import TimeExpression

EXAMPLES = [
    (group, *re.split(r" -> ", example, maxsplit=1))
    for group, members in rules().items()
    for rule in members
    for example in rule.examples
]


def said(time: TimeExpression) -> str:
    """Return what a time expression says, as the examples of the rules write it."""
    reading = time.reading
    assert reading is not None
    parts = [
        reading.value,
        f"until {reading.until}" if reading.until else "",
        reading.anchor.value if reading.anchor is not Anchor.NONE else "",
        reading.unit,
        _steps(reading.shift, few=reading.few),
        f"beyond {reading.beyond:+d}" if reading.beyond else "",
        reading.clock,
        reading.mod,
        reading.bound.value if reading.bound is not Bound.AT else "",
        time.kind.value if time.kind is not TimeKind.DATE else "",
    ]
    return " ".join(part for part in parts if part)


def _steps(shift: float, *, few: bool) -> str:
    return f"few {shift:+.0f}" if few else f"{shift:+.0f}" if shift else ""


@pytest.mark.parametrize(("group", "text", "expected"), EXAMPLES, ids=[example[1] for example in EXAMPLES])
def test_each_example_of_a_rule_holds(group: str, text: str, expected: str) -> None:
    times = find_times(document_of(f"Officials met {text}."))
    assert [said(time) for time in times] == [expected], group


@pytest.mark.parametrize("module", [numbers, readings, words, rule_file])
def test_the_docstrings_hold(module: ModuleType) -> None:
    assert doctest.testmod(module).failed == 0
