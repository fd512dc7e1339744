"""Causes: two speakers give one thing different causes, or say that it is meant for different ends.

What is explained stands before the word that explains ("the embargo is meant to"), its matter is told by the
saying's propositions; the cause stands behind it. Two causes that have a word in common may be one, told in more
words or fewer; and who gives two himself does not contradict himself, since a thing may have several.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from onrecord.compare.concerned import Concerned
from onrecord.compare.pairs import COMMON, Pair, are_apart, near
from onrecord.compare.told import stems
from onrecord.compare.wordlists import phrases
from onrecord.core.entry import Event
from onrecord.matters import by_id

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from onrecord.compare.told import Told
    from onrecord.core.proposition import Proposition

ONE_THING = 60  # days within which two sayings may explain one thing
KINDS = {"because": "why it is so", "meant": "what it is meant for"}  # a cause is no end
_CUT = re.compile(r"[.;:!?]|,\s|\s(?:but|while|although|whereas)\s")


class Cause(NamedTuple):
    """What a saying gives as a cause, or as an end.

    Attributes:
        told: The saying.
        about: What is explained.
        says: The cause, in bare stems.
    """

    told: Told
    about: Proposition
    says: frozenset[str]


def explained(told: Sequence[Told]) -> Iterator[Pair]:
    """Yield what two speakers say of one thing's cause or end, where they do not say the same."""
    concerned = Concerned(told)
    given: dict[tuple[str, ...], list[Cause]] = defaultdict(list)
    for one in told:
        for kind, cause in causes(one):
            if issue := concerned.issue(one.report, by_id()[cause.about.matter], cause.about.object):
                given[kind, *issue.key()].append(cause)
    for (kind, matter, *_), found in sorted(given.items()):
        for first, second in combinations(found[:COMMON], 2):
            if _differ(first, second):
                yield Pair("cause", first.told, second.told, f"{matter}: {KINDS[kind]}", f"{matter} {kind}")


def _differ(one: Cause, other: Cause) -> bool:
    """Say whether two speakers explain one thing, by what has not a word in common."""
    return are_apart(one.told, other.told) and not one.says & other.says and _at_one_time(one, other)


def _at_one_time(one: Cause, other: Cause) -> bool:
    return one.told.report == other.told.report or near(one.told, other.told, ONE_THING)


def causes(told: Told) -> Iterator[tuple[str, Cause]]:
    """Yield the causes and ends that a saying gives to the last matter before them, each with its kind."""
    if isinstance(told.entry, Event) or told.entry.negated or not told.by:
        return
    for kind in KINDS:
        for met in _pattern(kind).finditer(told.words.words):
            at = told.words.start + met.start()
            about = [one for one in told.entry.propositions if one.words.end <= at]
            says = stems(_CUT.split(told.words.words[met.end() :])[0])
            if about and says:
                yield kind, Cause(told, about[-1], says)


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    longest = sorted(phrases("causes", kind), key=lambda phrase: (-len(phrase), phrase))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest))})\b", re.IGNORECASE)
