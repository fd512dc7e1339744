"""The rules of `data/times/rules.toml`: what each matches, and the words on which a search starts."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from onrecord.core.entry import TimeKind
from onrecord.core.reading import Anchor, Bound
from onrecord.extractors.times.numbers import NUMBER, ORDINAL
from onrecord.extractors.times.words import TimeDataFaulty, alternatives, listed, tables

if TYPE_CHECKING:
    from collections.abc import Iterator

_BRACES = re.compile(r"\{([a-z]+\d?)\}")
_FIELDS = listed("rule_fields")
_WORD_TABLES = listed.in_order("word_tables")


@dataclass(frozen=True)
class Rule:
    """One pattern and what its match means; the fields are explained at the head of the data file.

    Not slotted: the pattern is compiled when a word of its group is met. A short report meets a third of them.
    """

    group: str
    written: str
    value: str = ""
    until: str = ""
    kind: TimeKind = TimeKind.DATE
    anchor: Anchor | None = None
    unit: str = ""
    shift: int = 0
    bound: Bound = Bound.AT
    count: bool = False
    beyond: int = 0
    examples: tuple[str, ...] = ()

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """What it matches.

        Raises:
            TimeDataFaulty: It is no regular expression, or names a part that there is not.
        """
        try:
            return re.compile(_expanded(self.written, _content()["parts"]), re.IGNORECASE)
        except (re.error, KeyError) as fault:
            raise TimeDataFaulty("rules.toml", f"{fault} in the pattern {self.written}") from fault


@cache
def rules() -> dict[str, tuple[Rule, ...]]:
    """Return the rules by the group of words on which they start."""
    return {
        group: tuple(_rule(group, entry) for entry in entries)
        for group, entries in _content().items()
        if group != "parts"
    }


@cache
def _content() -> dict[str, Any]:
    return tomllib.loads((files("onrecord") / "data/times/rules.toml").read_text(encoding="utf-8"))


def _rule(group: str, entry: dict[str, object]) -> Rule:
    unknown = set(entry) - _FIELDS
    if unknown or "pattern" not in entry:
        raise TimeDataFaulty("rules.toml", f"a rule of [[{group}]] lacks its pattern or has {sorted(unknown)}")
    examples = entry.get("examples", [])
    return Rule(
        group,
        str(entry["pattern"]),
        value=str(entry.get("value", "")),
        until=str(entry.get("until", "")),
        kind=TimeKind(str(entry.get("kind", "DATE"))),
        anchor=Anchor(str(entry["anchor"])) if "anchor" in entry else None,
        unit=str(entry.get("unit", "")),
        shift=int(str(entry.get("shift", 0))),
        bound=Bound(str(entry.get("bound", "at"))),
        count=bool(entry.get("count", False)),
        beyond=int(str(entry.get("beyond", 0))),
        examples=tuple(map(str, examples)) if isinstance(examples, list) else (),
    )


def _expanded(pattern: str, parts: dict[str, str]) -> str:
    """Return the regular expression that a pattern of the data file stands for."""

    def fill(found: re.Match[str]) -> str:
        name = found[1]
        if name in parts:
            return _expanded(parts[name], parts)
        if name == "number":
            return f"(?:{NUMBER})"
        if name == "nth":
            return f"(?:{ORDINAL})"
        return rf"\b(?P<{name}>{alternatives(name.rstrip('2'))})"

    spaced = pattern.replace(" ", "\x00").replace("~", "\x01")
    filled = _BRACES.sub(fill, spaced)
    return filled.replace("\x00", r"\s+").replace("\x01", r"(?:\s+|\s?-\s?)").replace(r"\s+?", r"\s*")


def starting_words() -> dict[str, tuple[str, ...]]:
    """Return, for each word on which a search starts, the groups of rules to try."""
    found: dict[str, tuple[str, ...]] = {}
    for word, group in _starting_words():
        if group not in found.get(word, ()):
            found[word] = (*found.get(word, ()), group)
    return found


def _starting_words() -> Iterator[tuple[str, str]]:
    for group in _WORD_TABLES:
        for words in tables()[group]:
            yield words.removesuffix(".").split()[-1].split("-")[-1], group
    for word in tables()["weekday"]:
        yield word + "s", "weekday"
    for words in tables()["daypart"]:
        yield words.split()[-1].split("-")[-1], "daypart"
    for words in tables()["vague"]:
        yield words.split()[-1], "vague"
    for group in ("holiday", "period"):
        for words in tables()[group]:
            yield re.split(r"[ '-]", words.removeprefix("the ").replace(".", ""))[0], group
    for word in tables()["decade"]:
        yield word, "decade"
    yield from tables()["starts"].items()
