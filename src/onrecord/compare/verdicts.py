"""Verdicts: two parties say of one thing that it is and that it is not so ("free and fair" / "flawed").

Words that contradict one another seldom look alike; what they share is the matter, and an axis of judgement with
two ends (`data/compare/verdicts.toml`). Only what is said counts as a verdict, and only within weeks: later it
may be of another vote, another exercise.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from onrecord.compare.pairs import COMMON, Pair, are_apart, near
from onrecord.compare.told import sifted
from onrecord.compare.wordlists import table
from onrecord.core.entry import Event, Statement
from onrecord.core.proposition import Sense

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from onrecord.compare.comparison import View
    from onrecord.compare.told import Told

ONE_THING = 45  # days within which two verdicts may be of one thing
BEFORE = 5  # words before a verdict within which a negation turns it
IF_BEFORE = 8  # the same within which "if" makes it none
_NO = frozenset(["not", "no", "never", "neither", "nor", "cannot", "n't", "hardly", "without", "far"])
_POINTS = frozenset(["it", "them", "this", "that", "these", "those", "which"])
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


class Verdict(NamedTuple):
    """What a telling says of a matter: on which axis, at which end, of what and of whom."""

    told: Told
    axis: str
    good: bool
    matter: str
    whom: tuple[str, ...]


def judged(view: View) -> Iterator[Pair]:
    """Yield verdicts of two speakers on one matter that cannot both hold."""
    met: dict[tuple[str, str], list[Verdict]] = defaultdict(list)
    for verdict in sifted(view, _verdicts):
        met[verdict.matter, verdict.axis].append(verdict)
    for (matter, axis), given in sorted(met.items(), key=lambda item: item[0]):
        kind = "whether" if axis in ("true", "a success") else "what-it-is"
        once = _is_of_one_time(given)
        for one, other in combinations(given[:COMMON], 2):
            if one.good != other.good and _of_one_thing(one, other, once=once):
                ends = (axis, f"not {axis}") if one.good else (f"not {axis}", axis)
                yield Pair(kind, one.told, other.told, f"{matter}: {' / '.join(ends)}", f"{matter} {axis}")


def _verdicts(told: Sequence[Told]) -> tuple[Verdict, ...]:
    """Return the verdicts of a report."""
    found: list[Verdict] = []
    before: Told | None = None
    for each in told:
        found += verdicts(each, before)
        if each.about:
            before = each
    return tuple(found)


def _is_of_one_time(given: Iterable[Verdict]) -> bool:
    """Say whether all that is dated of some verdicts lies within weeks: so does then what is undated."""
    dated = [one.told for one in given if one.told.entry.when is not None]
    return bool(dated) and all(near(one, other, ONE_THING) for one, other in combinations(dated[:COMMON], 2))


def _of_one_thing(one: Verdict, other: Verdict, *, once: bool) -> bool:
    """Say whether two verdicts can be of one thing: of different speakers, at one time, of nobody else's."""
    if not are_apart(one.told, other.told) or (one.whom and other.whom and not set(one.whom) & set(other.whom)):
        return False
    undated = one.told.entry.when is None or other.told.entry.when is None
    return one.told.report == other.told.report or once if undated else near(one.told, other.told, ONE_THING)


def verdicts(told: Told, before: Told | None = None) -> Iterator[Verdict]:
    """Yield the verdicts of a saying on the first matter that it is about.

    Where it only points at something ("called them preparations for war", 'called it "exemplary"'), that is what
    the same sentence has been about (`before`).
    """
    if isinstance(told.entry, Event) or told.entry.negated:
        return
    about = told.about
    if before is not None and before.told_in == told.told_in and (not about or _points(told)):
        about = before.about
    for first in about[:1]:
        if not (isinstance(told.entry, Statement) and first.conditional and first.sense is Sense.WILL):
            for axis, end in found_in(told.words.words).items():
                yield Verdict(told, axis, end, first.matter, first.object)


def _points(told: Told) -> bool:
    return told.words.words.casefold().split()[0] in _POINTS


def found_in(text: str) -> dict[str, bool]:
    """Return the axes on which words judge, each with whether they judge well; where they do both, none.

    >>> found_in("the vote was neither free nor fair"), found_in("a peaceful programme")
    ({'fair': False}, {'peaceful': True})
    """
    found: dict[str, set[bool]] = defaultdict(set)
    for axis, good, pattern in _patterns():
        for met in pattern.finditer(text):
            before = [word.casefold() for word in _WORD.findall(text[: met.start()])]
            if "if" in before[-IF_BEFORE:]:
                continue  # "had it succeeded" is no success
            turned = any(word in _NO or word.endswith(("n't", "n’t")) for word in before[-BEFORE:])
            found[axis].add(good != turned)
    return {axis: ends.pop() for axis, ends in found.items() if len(ends) == 1}


def judges(text: str, matter: str) -> bool | None:
    """Say whether who says something judges a matter well by it; None where he does not, or well and badly.

    >>> judges("the drills are defensive and routine", "exercises"), judges("the drills are long", "exercises")
    (True, None)
    """
    ends = {good for axis, good in found_in(text).items() if axis in _axes_of(matter, "sides")}
    return ends.pop() if len(ends) == 1 else None


def judgements(text: str, matter: str) -> Iterator[tuple[int, int]]:
    """Yield where words stand that judge a matter, on the axes on which it is judged."""
    axes = _axes_of(matter, "of")
    yield from sorted(
        met.span() for axis, _, pattern in _patterns() if axis in axes for met in pattern.finditer(text)
    )


def _axes_of(matter: str, key: str) -> frozenset[str]:
    return frozenset(str(axis["name"]) for axis in _axes() if matter in str(axis.get(key, "")).split())


def _axes() -> list[dict[str, list[str] | str]]:
    axes = table("verdicts")["axis"]
    assert isinstance(axes, list), "verdicts.toml: tables [[axis]]"
    return axes


@cache
def _patterns() -> tuple[tuple[str, bool, re.Pattern[str]], ...]:
    return tuple(
        (str(axis["name"]), end == "good", _pattern(axis[end])) for axis in _axes() for end in ("good", "bad")
    )


def _pattern(phrases: Iterable[str]) -> re.Pattern[str]:
    """Return what finds phrases as whole words, the longest first."""
    longest = sorted(map(str, phrases), key=lambda phrase: (-len(phrase), phrase))
    each = (re.escape(one.rstrip("*")) + (r"\w*" if one.endswith("*") else "") for one in longest)
    return re.compile(rf"\b(?:{'|'.join(each)})\b", re.IGNORECASE)
