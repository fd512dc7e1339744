"""How many and how much: the numbers in the words of an event, with their bounds and what they count."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onrecord.core.entry import Quantity
from onrecord.extractors.events.syntax import DATE_LABELS

if TYPE_CHECKING:
    from onrecord.extractors.events.syntax import Reading

_SMALL = {
    "zero": 0,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
    "sixteen": 16,
    "seventeen": 17,
    "eighteen": 18,
    "nineteen": 19,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
_SCALE = {
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
    "m": 1e6,
    "bn": 1e9,
    "dozen": 12.0,
}
# Plurals that count by themselves: at least two of them, and less than the next word up would say.
_ROUND = {
    "dozens": (24.0, 99.0), "scores": (40.0, 199.0), "hundreds": (200.0, 999.0), "thousands": (2e3, None),
    "millions": (2e6, None), "billions": (2e9, None),
    "tens of thousands": (2e4, 99_999.0), "hundreds of thousands": (2e5, 999_999.0),
    "tens of millions": (2e7, 99_999_999.0), "hundreds of millions": (2e8, 999_999_999.0),
    "tens of billions": (2e10, 99_999_999_999.0), "hundreds of billions": (2e11, 999_999_999_999.0),
}  # fmt: skip
_COINS = {"$": "USD", "us$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "dollar": "USD", "euro": "EUR"}
_NUMBER = r"\d{1,3}(?:[,\u00a0\u202f ]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|(?:" + "|".join(_SMALL) + r")\b"
_SCALES = r"hundred|thousand|million|billion|trillion|bn\b|m\b|dozen"
_HEDGES = (
    r"more than|over|at least|up to|as many as|at most|fewer than|less than|under|no more than|some|about|around|"
    r"nearly|almost|roughly|approximately|an estimated|between"
)
_ROUNDS = (
    r"(?:(?:tens|hundreds) of (?:thousands|millions|billions)|dozens|scores|hundreds|thousands|millions|billions)"
)
_COUNT = re.compile(
    rf"(?i)(?<![\w.,-])(?P<hedge>{_HEDGES})?\s*(?:(?P<round>{_ROUNDS})(?:\s+of)?"
    rf"|(?P<coin>US\$|\$|€|£|¥)?\s?(?P<number>{_NUMBER}|an?(?=\s(?:{_SCALES})))"
    rf"(?:\s*(?:-|–|to|and)\s*(?P<second>{_NUMBER}))?(?:[\s-]?(?P<scale>{_SCALES}))?)(?![\w%])"
)
_AT_LEAST = frozenset(("more than", "over", "at least"))
_AT_MOST = frozenset(("up to", "as many as", "at most", "fewer than", "less than", "under", "no more than"))
_ABOUT = frozenset(("some", "about", "around", "nearly", "almost", "roughly", "approximately", "an estimated"))
_WINDOW = 6
_HIGHEST = 12


def quantities(reading: Reading, first: int, last: int, heads: frozenset[int]) -> tuple[Quantity, ...]:
    """Return the quantities in tokens `first` up to but without `last`; dates and ordinals are none.

    Args:
        heads: The words of the event itself; what hangs on another verb counts for that one.
    """
    tokens, report = reading.tokens, reading.document.report
    if not any(
        tokens[i].pos == "NUM" or tokens[i].text.lower() in _ROUND or tokens[i].pos == "SYM"
        for i in range(first, last)
    ):
        return ()
    start, end = tokens[first].start, tokens[last - 1].end
    found: list[Quantity] = []
    for match in _COUNT.finditer(report.text, start, end):
        inside = reading.document.tokens_in(match.start("number" if match["number"] else "round"), match.end())
        if any(reading.labels.get(i) in DATE_LABELS for i in inside) or not inside:
            continue
        if match.group().strip().lower() == "one" and _is_one_of(reading, inside[-1]):
            continue
        counted = _counted(reading, inside[-1])
        coin = match["coin"]
        if (counted is None and not coin) or not _hangs_on(reading, inside[-1], heads):
            continue
        unit = _COINS.get(coin.lower(), coin) if coin else tokens[counted or 0].lemma.lower()
        stop = match.end() if coin or counted is None else max(tokens[counted].end, match.end())
        begin = match.start() + len(match.group()) - len(match.group().lstrip())
        lower, upper = _bounds(match)
        hedge = (match["hedge"] or "").lower()
        found.append(Quantity(report.cite(begin, stop), _COINS.get(unit, unit), lower, upper, hedge in _ABOUT))
    return tuple(found)


def _hangs_on(reading: Reading, number: int, heads: frozenset[int]) -> bool:
    """Say whether a number stands below one of these words before any other verb."""
    current = number
    for _ in range(_HIGHEST):
        token = reading.tokens[current]
        if current in heads:
            return True
        if token.pos == "VERB" and token.dep not in ("amod", "acl", "relcl"):
            return False
        if token.head == current:
            break
        current = token.head
    return True


def _is_one_of(reading: Reading, one: int) -> bool:
    return one + 1 < len(reading.tokens) and reading.tokens[one + 1].text == "of"


def _counted(reading: Reading, number: int) -> int | None:
    """Return the noun that a number counts: its head, or the noun of the "of" phrase behind it."""
    for i in range(number + 1, min(number + _WINDOW, len(reading.tokens))):
        token = reading.tokens[i]
        if (
            token.pos in ("NOUN", "PROPN")
            and token.dep not in ("compound", "nmod")
            and reading.labels.get(i) not in DATE_LABELS
        ):
            return i
        if token.pos not in ("ADJ", "NOUN", "PROPN", "ADP", "DET", "PUNCT", "VERB", "ADV") or token.text in (
            ",",
            ";",
            ".",
        ):
            break
        if token.pos == "ADP" and token.lemma != "of":
            break
    own = reading.tokens[number]
    return number if own.pos == "NOUN" and own.tag == "NNS" else None


def _bounds(match: re.Match[str]) -> tuple[float | None, float | None]:
    hedge = (match["hedge"] or "").lower()
    if match["round"]:
        return _ROUND[match["round"].lower()]
    scale = _SCALE.get((match["scale"] or "").lower(), 1.0)
    number = _value(match["number"]) * scale
    if match["second"]:
        second = _value(match["second"]) * scale
        if second < number:  # "twenty-nine"
            return number + second, number + second
        return number, second
    if hedge in _AT_LEAST:
        return number, None
    return (None, number) if hedge in _AT_MOST else (number, number)


def _value(words: str) -> float:
    words = words.lower()
    if words in ("a", "an"):
        return 1.0
    return float(_SMALL[words]) if words in _SMALL else float(re.sub(r"[,\s\u00a0\u202f]", "", words))
