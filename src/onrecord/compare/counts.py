"""Numbers that two sources or speakers give for one thing: a contradiction, an update, a matter of precision.

Numbers need a unit, a time and those whom they are of. An event has all three. In what is said the unit is the
noun behind the number; the next speaker may leave it out, a sentence or two on ("puts the force at 70,000").
And two sentences of two sources may tell one thing with two numbers (`figures`); what the later gives higher
has grown.
"""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from onrecord.compare.figures import Figure, disagree, figures, names_in
from onrecord.compare.gates import CLOSE, in_its_words, reality
from onrecord.compare.pairs import COMMON, Pair, are_apart, near
from onrecord.compare.told import sifted, stems
from onrecord.compare.wordlists import words
from onrecord.core.entry import Act, Event

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from onrecord.compare.comparison import View
    from onrecord.compare.told import Told
    from onrecord.core.quantity import Quantity
    from onrecord.core.report import Citation

ONE_TIME = 30  # days within which two numbers of events may be of one thing that grows
FOLLOWS = 2  # sentences within which the next speaker may leave out what is counted
LEAST = 20  # below it a number counts days, rounds, points: too many things
APART, NO_FURTHER = 1.1, 10.0  # how many times the one is the other: rounding, and another thing altogether
_WORDS = re.compile(r"[^\W\d_]+")
BEFORE = 6  # words before a number among which one of counting stands


class Count(NamedTuple):
    """A number in what was said.

    Attributes:
        told: The saying.
        figure: The number, with what it counts where that is not left out.
        told_so: A word of counting stands before it ("puts the force at").
    """

    told: Told
    figure: Figure
    told_so: bool


def counted_by_two(view: View, names: Iterable[str] = ()) -> Iterator[Pair]:
    """Yield numbers that two speakers or sources give for one thing; `names` are all that the record knows."""
    yield from _of_events(sifted(view, _numbered))
    yield from sifted(view, _of_one_after_the_other)
    yield from _of_sentences(sifted(view, _counting), stems(" ".join(names)))


def _counting(told: Sequence[Told]) -> tuple[tuple[Told, str], ...]:
    """Return the tellings of a report in which a figure stands, each with what it counts."""
    return tuple(
        (one, unit)
        for one in told
        for figure in (figures(one.told_in.words) if one.appeared else ())
        if one.words.start <= one.told_in.start + figure.at < one.words.end
        for unit in figure.counts
    )


def _of_sentences(counting: Iterable[tuple[Told, str]], names: frozenset[str]) -> Iterator[Pair]:
    """Yield sentences of two sources, a few days apart at most, that tell one thing with two numbers."""
    by_counted: dict[str, dict[Citation, Told]] = defaultdict(dict)
    for one, unit in sorted(counting, key=lambda each: len(each[0].words.words)):
        by_counted[unit].setdefault(one.told_in, one)
    found: dict[tuple[str, ...], Pair] = {}
    for sentences in by_counted.values():
        for two in combinations(sorted(sentences.values(), key=lambda one: one.age)[:COMMON], 2):
            first, second = two
            if _may_count_one(first, second, names) and (
                pair := disagree(first.told_in.words, second.told_in.words, names)
            ):
                grew = first.appeared != second.appeared and pair[0].amount < pair[1].amount
                why, about = f"{pair[0].words} / {pair[1].words}", " ".join(pair[0].counts)
                found[first.entry.id, second.entry.id] = Pair("update" if grew else "number", *two, why, about)
    yield from found.values()


def _may_count_one(first: Told, second: Told, names: frozenset[str]) -> bool:
    """Say whether two sentences can be of one happening, by their sources, days, doers and the names in them."""
    if first.source == second.source or first.appeared is None or second.appeared is None:
        return False
    places = [_named_in(one.told_in.words, names) for one in (first, second)]
    at_once = abs((second.appeared - first.appeared).days) <= CLOSE
    dated = None not in (first.entry.when, second.entry.when)
    same = _may_be_the_same(first.by, second.by) and _may_be_the_same(*places)
    return same and at_once and (not dated or near(first, second, CLOSE))


def _may_be_the_same(ones: Collection[str], others: Collection[str]) -> bool:
    """Say whether some have one in common with others, or nobody is named on one side."""
    return not ones or not others or not set(ones).isdisjoint(others)


def _named_in(sentence: str, names: frozenset[str]) -> frozenset[str]:
    """Return the stems of what a sentence names; its first word is a name if the record knows it as one."""
    return names_in(sentence) | stems(sentence.split(maxsplit=1)[0]) & names


def _of_one_after_the_other(told: Sequence[Told]) -> tuple[Pair, ...]:
    """Return numbers that one speaker of a report gives with that of the next, who leaves out what is counted."""
    said = [count for one in told if one.does(*Act) for count in counts(one)]
    return tuple(
        Pair("number", first.told, second.told, f"{first.figure.words} / {second.figure.words}", unit)
        for place, first in enumerate(said)
        for second in said[place + 1 : place + 4]
        for unit in first.figure.counts[:1]
        if second.told_so and not second.figure.counts and _of_one_thing(first, second)
    )


def _of_one_thing(first: Count, second: Count) -> bool:
    behind = 0 < second.told.sentence - first.told.sentence <= FOLLOWS
    low, high = sorted((first.figure.amount, second.figure.amount))
    return behind and are_apart(first.told, second.told) and APART < high / low < NO_FURTHER


def counts(told: Told) -> Iterator[Count]:
    """Yield the numbers in what was said; years, dates and shares are none."""
    for figure in figures(told.words.words, unnamed=True):
        if figure.amount >= LEAST and not figure.within:
            before = _WORDS.findall(told.words.words[: figure.at].casefold())[-BEFORE:]
            yield Count(told, figure, not words("words", "counting").isdisjoint(before))


def _numbered(told: Sequence[Told]) -> tuple[tuple[tuple[str, ...], Told, Quantity], ...]:
    """Return the deeds of a report that have a number, each with what another must be to be of the same kind."""
    return tuple(
        ((one.entry.plover, one.entry.mode or "", quantity.unit, *one.by, "", *one.whom), one, quantity)
        for one in told
        if isinstance(one.entry, Event) and reality(one) == "real" and one.by
        for quantity in in_its_words(one.entry)
    )


def _of_events(numbered: Iterable[tuple[tuple[str, ...], Told, Quantity]]) -> Iterator[Pair]:
    """Yield numbers given for one kind of thing that the same did to the same."""
    met: dict[tuple[str, ...], list[tuple[Told, Quantity]]] = defaultdict(list)
    for key, one, quantity in numbered:
        met[key].append((one, quantity))
    for key in sorted(met):
        for number, (one, first) in enumerate(met[key][:COMMON]):
            for other, second in met[key][number + 1 : COMMON]:
                if one.source != other.source and (kind := _kind(one, first, other, second)):
                    yield Pair(kind, one, other, f"{first.citation.words} / {second.citation.words}", first.unit)


def _kind(one: Told, first: Quantity, other: Told, second: Quantity) -> str:
    """Return what two numbers are to one another; empty where both can hold."""
    apart = _below(first, second) or _below(second, first)
    if not near(one, other, CLOSE):
        return "update" if apart and near(one, other, ONE_TIME) else ""
    if apart:
        return "precision" if first.approximate or second.approximate else "number"
    return ""


def _below(first: Quantity, second: Quantity) -> bool:
    return first.upper is not None and second.lower is not None and first.upper < second.lower
