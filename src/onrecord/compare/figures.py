"""Figures in sentences: two reports tell one thing and do not agree on how many.

"The blast injured five" and "the blast injured two" are most often of no entry that has the number. So sentences
are laid beside one another: what is counted must be the same, and so must a word beside the number, which tells
what is done to or with it, and the sentences must have more in common. "She scored 20 points" and "she needed nine
points" count one thing in two parts. What one number rounds to the other is no quarrel, nor is a bound that holds
both ("at least three"), nor a span of time; and what a later report gives higher may just have grown.
"""

from __future__ import annotations

import math
import re
from functools import cache
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from onrecord.compare.told import stem, stems, stems_listed
from onrecord.compare.wordlists import phrases, table, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

BESIDE = 2  # words to each side of a number in which what is done with what it counts is told
LEAST_LETTERS = 5  # with which two words begin that are forms of one ("jewelry", "jewellery")
LEAST_MORE = 2  # stems that both sentences have beside what is counted
ROUGHLY, NO_FURTHER = 1.5, 10.0  # how many times one is the other: "about" so many, and another thing altogether
YEARS = range(1700, 2101)
_WORD = re.compile(r"[^\W\d_]+(?:['’][a-z]+)?")
_ENDS = re.compile(r"[;:“”\"]|[,.]\s|(?<=\s)(?:but|that|which|who|while|when|although)(?=\s)")
_NAME = re.compile(r"(?<=[\w,’'] )[A-Z][\w’'-]+")


class Figure(NamedTuple):
    """A number in a sentence.

    Attributes:
        at: Where it begins in the sentence.
        words: The number as printed, with what it counts.
        amount: How many.
        least: The least that the words allow.
        most: The most that they allow.
        rough: They say that it is about so many.
        within: It describes a noun ("a five-boat raid") and counts nothing by itself.
        counts: What is counted, in stems.
        beside: What stands beside it, in stems.
        sums_up: The words say that it is a sum ("in total"): it is of more than what others count.
    """

    at: int
    words: str
    amount: float
    least: float
    most: float
    rough: bool
    within: bool
    counts: tuple[str, ...]
    beside: frozenset[str]
    sums_up: bool


def disagree(one: str, other: str, names: frozenset[str] = frozenset()) -> tuple[Figure, Figure] | None:
    """Return the figures of two sentences by which they tell one thing with two numbers; None where they do not.

    Args:
        one: A sentence.
        other: Another one, of another source.
        names: Stems of names that the record knows: whoever does something tells not what is done.

    >>> one = "The blast in the harbour injured five dockers."
    >>> bool(disagree(one, "Two dockers were injured in a harbour blast."))
    True
    >>> disagree(one, "At least two dockers were injured in a harbour blast.")
    """
    first, second = tuple(figures(one, names)), tuple(figures(other, names))
    shared = stems(one) & stems(other)
    for figure in first:
        for against in second:
            more = shared.difference(figure.counts, against.counts)
            if len(more) >= LEAST_MORE and _are_of_one_thing(figure, against) and _are_apart(figure, against):
                said_by_both = _has_amount(against, first) or _has_amount(figure, second)
                if not said_by_both:
                    return figure, against
    return None


def _has_amount(figure: Figure, among: Iterable[Figure]) -> bool:
    """Say whether one of some figures gives the same amount of what another one counts."""
    return any(one.amount == figure.amount and _meet(one.counts, figure.counts) for one in among)


def _are_of_one_thing(one: Figure, other: Figure) -> bool:
    alike = (one.within, one.sums_up) == (other.within, other.sums_up) and _meet(one.counts, other.counts)
    return alike and _meet(one.beside.difference(one.counts), other.beside.difference(other.counts))


def _meet(ones: Iterable[str], others: Iterable[str]) -> bool:
    """Say whether two groups of stems have one in common, or forms of one word."""
    starts = {one[:LEAST_LETTERS] for one in others}
    return any(one[:LEAST_LETTERS] in starts for one in ones)


def _are_apart(one: Figure, other: Figure) -> bool:
    """Say whether two amounts cannot both hold: outside each other's bounds, and no rounding of one another."""
    if one.most >= other.least and other.most >= one.least:
        return False
    low, high = sorted((one.amount, other.amount))
    enough = ROUGHLY if one.rough or other.rough else 1.0
    step = max(_step(one.amount), _step(other.amount))
    return enough < high / low < NO_FURTHER and round(high / step) != round(low / step)


def _step(amount: float) -> float:
    """Return to what an amount is rounded at most: 94,300 to hundreds, 5.9 to tenths."""
    decimals = f"{amount:.3f}".rstrip("0").partition(".")[2]
    if decimals:
        return 10.0 ** -len(decimals)
    zeros = len(f"{amount:.0f}") - len(f"{amount:.0f}".rstrip("0"))
    return 10.0**zeros


def figures(sentence: str, known: frozenset[str] = frozenset(), *, unnamed: bool = False) -> Iterator[Figure]:
    """Yield the numbers of a sentence that count or measure something; with `unnamed`, also where it is left out.

    >>> [(one.amount, one.most, one.counts) for one in figures("At least 40 sailors drowned in 2009.")]
    [(40.0, inf, ('sailor', 'drown'))]
    """
    names = known | names_in(sentence)
    for met in _pattern().finditer(sentence):
        amount, counts = _amount(met), _counted(met)
        if amount and (counts or unnamed) and not _is_of_time(met):
            hedge = (met["hedge"] or "").casefold()
            beside = _beside(sentence, met, names)
            yield Figure(
                met.start("number"),
                _printed(met),
                amount,
                0.0 if hedge in phrases("figures", "most") else amount,
                math.inf if hedge in phrases("figures", "least") else amount,
                hedge in phrases("figures", "roughly"),
                met["after"].startswith(("-", "–")) and not met["scale"],
                counts,
                beside,
                bool(beside.union(counts) & stems_listed("figures", "sums")),
            )


def names_in(sentence: str) -> frozenset[str]:
    """Return the stems of the names in a sentence, but for its first word."""
    return stems(" ".join(_NAME.findall(sentence)))


def _amount(met: re.Match[str]) -> float:
    """Return how many a match says; 0 where it is a year."""
    said = met["number"].casefold()
    number = _numbers("numbers").get(said) or float(said.replace(",", ""))
    is_year = said.isdigit() and number in YEARS and not (met["scale"] or met["coin"])
    return 0.0 if is_year else number * _numbers("scales").get((met["scale"] or "").casefold(), 1.0)


def _counted(met: re.Match[str]) -> tuple[str, ...]:
    """Return what a number counts: its coin, else the words behind it up to one of grammar."""
    if met["coin"]:
        return (met["coin"][-1],)
    return tuple(stem(word[0].casefold()) for word in _behind(met))


def _behind(met: re.Match[str]) -> list[re.Match[str]]:
    """Return the words right behind a number, up to one of grammar."""
    said = _WORD.finditer(met.string, *met.span("after"))
    return list(takewhile(lambda word: word[0].casefold() not in words("words", "common"), said))


def _printed(met: re.Match[str]) -> str:
    """Return a number as it stands there, with what it counts."""
    ends = [met.start("after"), *(word.end() for word in _behind(met))]
    return met.string[met.start() : ends[-1]].strip()


def _is_of_time(met: re.Match[str]) -> bool:
    """Say whether a number is of a span of time, of a date or of a share: "30 years", "24 February"."""
    said = _WORD.findall(met["after"].casefold())
    spans = stems_listed("figures", "spans").intersection(_counted(met))
    return bool(spans) or not words("words", "no_units").isdisjoint(said[:1])


def _beside(sentence: str, met: re.Match[str], names: frozenset[str]) -> frozenset[str]:
    """Return what stands beside a number in its clause: no grammar, no names, and no other number."""
    cuts = [0, *(cut.start() for cut in _ENDS.finditer(sentence)), len(sentence)]
    first = max(cut for cut in cuts if cut <= met.start())
    last = min(cut for cut in cuts if cut >= met.end("number"))
    before = _content(sentence[first : met.start()], names)[-BESIDE:]
    behind = [one for one in _content(sentence[met.end("number") : last], names) if one not in _counted(met)]
    return frozenset((*before, *behind[:BESIDE]))


def _content(text: str, names: frozenset[str]) -> list[str]:
    grammar = words("words", "common") | _numbers("numbers").keys() | _numbers("scales").keys()
    said = [word for word in _WORD.findall(text.casefold()) if word not in grammar and len(word) > len("top")]
    return [one for one in map(stem, said) if one not in names and one not in stems_listed("figures", "empty")]


def _numbers(key: str) -> Mapping[str, float]:
    found = table("figures")[key]
    assert isinstance(found, dict), f"figures.toml, {key}: words with their numbers"
    return found


@cache
def _pattern() -> re.Pattern[str]:
    hedges = "|".join(
        sorted(
            {*phrases("figures", "least"), *phrases("figures", "most"), *phrases("figures", "roughly")},
            key=len,
            reverse=True,
        )
    )
    return re.compile(
        rf"(?:\b(?P<hedge>{hedges}) )?(?P<coin>US\$|[$€£])?(?<![\d.,])"
        rf"(?P<number>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?|\b(?:{'|'.join(_numbers('numbers'))})\b)"
        rf"(?![\d,.]*\d|%)(?:[ -](?P<scale>{'|'.join(_numbers('scales'))})\b)?"
        r"(?P<after>(?:[ –-][^\W\d_]+){0,3})",
        re.IGNORECASE,
    )
