"""The words of amounts (`data/numbers/words.toml`), and the value of what is written with them."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_DIGITS = r"\d{1,3}(?:[,\u00a0\u202f]\d{3})+(?:\.\d+)?|\d{1,3}(?: \d{3})+(?!\d)|\d+(?:\.\d+)?"


@dataclass(frozen=True, slots=True)
class Words:
    """The tables of words, keys in lower case."""

    cardinals: Mapping[str, float]
    scales: Mapping[str, float]
    rounds: Mapping[str, float]
    fractions: Mapping[str, float]
    hedges: Mapping[str, str]
    coins: Mapping[str, str]
    units: Mapping[str, tuple[str, float]]
    lists: Mapping[str, frozenset[str]]


@lru_cache(maxsize=1)
def words() -> Words:
    """Return the tables, read once."""
    path = resources.files("onrecord").joinpath("data", "numbers", "words.toml")
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    values = {name: {key: float(one) for key, one in content[name].items()} for name in _VALUED}
    hedges = {hedge: kind for kind, of_kind in content["hedges"].items() for hedge in of_kind}
    lists = {name: frozenset(str(listed).split()) for name, listed in content["lists"].items()}
    units = {name: (str(unit), float(times)) for name, (unit, times) in content["units"].items()}
    return Words(**values, hedges=hedges, coins=dict(content["coins"]), units=units, lists=lists)


_VALUED = ("cardinals", "scales", "rounds", "fractions")
_OTHERS = {"several": 2.0, "half": 0.5}  # beside "a"


@lru_cache(maxsize=1)
def pattern() -> re.Pattern[str]:
    """Return the pattern of an amount: hedge, coin, number, second number of a range, scale, or a round plural."""
    known = words()
    spelled = _any(known.cardinals)
    scale = rf"(?:{_any(known.scales)})"
    number = (
        rf"(?:{_DIGITS}|(?:{spelled})(?:[ -](?:{spelled}))?\b|half(?:[ -]an?)?(?=[ -]{scale}\b)"
        rf"|an?(?= {scale}\b)|several(?= hundred| thousand))"
    )
    return re.compile(
        rf"(?<![\w.,/-])(?:(?P<hedge>{_any(known.hedges)})\s+)?"
        rf"(?:(?P<round>{_any(known.rounds)})\b|(?P<fraction>{_any(known.fractions)})(?=\s+(?:of|its|the|a|an)\b)"
        rf"|(?P<coin>{'|'.join(map(re.escape, sorted(known.coins, key=len, reverse=True)))})?\s?"
        rf"(?P<number>{number})(?:\s?(?:-|–|—|to|or|and)\s?(?P<second>{number}))?"
        rf"(?P<half>[ -]and[ -]a[ -]half)?(?:[\s-]?(?P<scale>{scale}(?:\s{scale})?)\b)?"
        rf"(?:\s?(?P<share>%|per\s?cent\b)|(?P<glued>km|kg|mm|cm|ft|mph)\b)?)(?!\w|[.,:/]\d)",
        re.IGNORECASE,
    )


def value(written: str) -> float:
    """Return what a number says that is written in figures or words: "1,200", "twenty-nine", "a"."""
    known = words().cardinals
    parts = re.split(r"[ -]", written.lower())
    if all(part in known for part in parts):
        return sum(known[part] for part in parts)
    if not written[0].isdigit():
        return next((number for word, number in _OTHERS.items() if written.lower().startswith(word)), 1.0)
    return float(re.sub(r"[,\s\u00a0\u202f]", "", written))


def scaled(scale: str | None) -> float:
    """Return by what a scale multiplies: "hundred thousand"."""
    result = 1.0
    for part in (scale or "").lower().split():
        result *= words().scales[part]
    return result


def _any(names: Iterable[str]) -> str:
    longest = sorted(names, key=len, reverse=True)
    return "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in longest)
