"""Conditions on states: `strike & !withdraw | blockade`, or patterns such as `Y-N-`, over the options of a model.

Preference statements, infeasibility rules and conditional moves all use them. A condition is tested against a
state's decimal code: option number k counts 2^k when it is taken.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    from numpy.typing import NDArray

_TOKEN = re.compile(r"\s*(->|[()&|!]|[^\s()&|!>]+(?<!-))")
_WORDS = {"and": "&", "or": "|", "not": "!", "implies": "->"}
_DEEPEST = 50


class ConditionFault(ValueError):
    """The words of a condition cannot be read; the reader of the file adds the place."""


@dataclass(frozen=True, slots=True)
class Condition:
    """A test of states: the state's options under `mask` read `value` in at least one of the cases.

    Attributes:
        words: The condition as the file puts it.
        cases: Pairs of mask and value; a state passes when one of them fits. No case: nothing passes.
    """

    words: str
    cases: tuple[tuple[int, int], ...]

    def holds(self, code: int) -> bool:
        """Say whether a state passes.

        >>> Condition("a & !b", ((3, 1),)).holds(1)
        True
        """
        return any(code & mask == value for mask, value in self.cases)

    def holds_for(self, codes: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Say for each of many states whether it passes."""
        passed: NDArray[np.bool_] = codes < -1
        for mask, value in self.cases:
            passed |= (codes & mask) == value
        return passed


Cases = frozenset[tuple[int, int]]


def pattern(words: str, count: int) -> Condition:
    """Read a pattern of Y, N and - with one sign for each option, the first option first."""
    if len(words) != count or set(words) - set("YN-"):
        raise ConditionFault(f"'{words}' should have one Y, N or - for each of the {count} options")
    mask = sum(1 << place for place, sign in enumerate(words) if sign != "-")
    value = sum(1 << place for place, sign in enumerate(words) if sign == "Y")
    return Condition(words, ((mask, value),))


def condition(words: str, options: Mapping[str, int]) -> Condition:
    """Read a condition over options named by id: `&`, `|`, `!`, `->`, brackets; or a pattern of Y, N and -."""
    text = words.strip()
    if text and set(text) <= set("YN-") and len(text) == len(options):
        return pattern(text, len(options))
    reader = _Reader(_tokens(text), options)
    cases = reader.implication(0)
    if reader.rest:
        raise ConditionFault(f"'{reader.rest[0]}' stands in '{words}' where nothing more is expected")
    return Condition(words, tuple(sorted(cases)))


def negation(cases: Cases) -> Cases:
    """Return the cases of the opposite condition."""
    found: Cases = frozenset({(0, 0)})
    for mask, value in cases:
        bits = [1 << place for place in range(mask.bit_length()) if mask >> place & 1]
        found = conjunction(found, frozenset((bit, bit & ~value) for bit in bits))
    return found


def conjunction(left: Cases, right: Cases) -> Cases:
    """Return the cases in which both conditions hold."""
    found = set()
    for mask, value in left:
        for other, wanted in right:
            if (value ^ wanted) & mask & other == 0:
                found.add((mask | other, value | wanted))
    if len(found) > 4096:
        raise ConditionFault("the condition falls into more than 4,096 cases; split it into several")
    return frozenset(found)


def _tokens(text: str) -> list[str]:
    found: list[str] = []
    at = 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if not match:
            raise ConditionFault(f"'{text[at:].strip()}' cannot be read in '{text}'")
        found.append(_WORDS.get(match[1].lower(), match[1]))
        at = match.end()
    return found


class _Reader:
    """Reads one condition from its tokens, loosest operator first."""

    def __init__(self, tokens: list[str], options: Mapping[str, int]) -> None:
        self.rest = tokens
        self.options = options

    def implication(self, depth: int) -> Cases:
        left = self._any(depth)
        if not self._take("->"):
            return left
        return negation(left) | self.implication(depth + 1)

    def _any(self, depth: int) -> Cases:
        found = self._all(depth)
        while self._take("|"):
            found |= self._all(depth)
        return found

    def _all(self, depth: int) -> Cases:
        found = self._one(depth)
        while self._take("&"):
            found = conjunction(found, self._one(depth))
        return found

    def _one(self, depth: int) -> Cases:
        if depth > _DEEPEST:
            raise ConditionFault(f"brackets stand more than {_DEEPEST} deep")
        if not self.rest:
            raise ConditionFault("the condition breaks off; an option is missing at its end")
        token = self.rest.pop(0)
        if token == "!":
            return negation(self._one(depth + 1))
        if token == "(":
            inside = self.implication(depth + 1)
            if not self._take(")"):
                raise ConditionFault("a bracket is opened and not closed")
            return inside
        if token not in self.options:
            raise ConditionFault(f"'{token}' is not an option; the options are {', '.join(self.options)}")
        bit = 1 << self.options[token]
        return frozenset({(bit, bit)})

    def _take(self, token: str) -> bool:
        if self.rest and self.rest[0] == token:
            self.rest.pop(0)
            return True
        return False
