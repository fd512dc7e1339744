"""The wording of page furniture, from data files, checked when loaded and laid out for quick look-up."""

from __future__ import annotations

import re
import tomllib
from dataclasses import Field, dataclass, fields
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

_FIRST_WORD = re.compile(r"\S+")


class Where(StrEnum):
    """Where in a text a wording counts."""

    ANYWHERE = "anywhere"
    EDGE = "edge"
    TAIL = "tail"


class FaultyLexicon(ValueError):
    """A lexicon file of the project is not as its rules say."""


class Wording(NamedTuple):
    """A phrase of furniture: what it is, where it counts, and in how long a line.

    Attributes:
        sure: It counts even in a line with quotation marks or a reporting verb in it.
        unended: It counts only in a line that does not end as a sentence does.
        names: The words behind it must be names.
        holds: Where any are given, the line must hold one of these as well.
    """

    phrase: str
    why: str
    where: Where
    most: int
    sure: bool
    unended: bool
    names: bool
    holds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Furniture:
    """All wordings, by how they are compared; those of beginnings and ends by their first and last word."""

    whole: dict[str, Wording]
    label: dict[str, Wording]
    shouted: dict[str, tuple[Wording, ...]]
    starts: dict[str, tuple[Wording, ...]]
    ends: dict[str, tuple[Wording, ...]]


_PHRASES = tuple(field.name for field in fields(Furniture))
_KEYS = frozenset({*Wording._fields, *_PHRASES}) - {"phrase"}


@dataclass(frozen=True, slots=True)
class Words:
    """Single words that the rules are made with."""

    media: tuple[str, ...]
    date_labels: tuple[str, ...]
    date_line: frozenset[str]
    bodies: frozenset[str]
    byline: frozenset[str]
    not_names: frozenset[str]
    sharing: frozenset[str]
    credit: frozenset[str]
    english: frozenset[str]
    shared: frozenset[str]
    telling: frozenset[str]
    agencies: dict[str, str]
    pictures: frozenset[str]


@cache
def furniture() -> Furniture:
    """Return the wordings of furniture.

    Raises:
        FaultyLexicon: The file breaks its own rules.
    """
    found: dict[str, list[Wording]] = {name: [] for name in _PHRASES}
    for rule in _table("furniture.toml")["rule"]:
        _check(rule)
        for name in _PHRASES:
            found[name] += [_wording(phrase, rule) for phrase in rule.get(name, ())]
    return Furniture(
        whole={wording.phrase: wording for wording in reversed(found["whole"])},
        label={wording.phrase: wording for wording in reversed(found["label"])},
        shouted=_by_word(found["shouted"], 0),
        starts=_by_word(found["starts"], 0),
        ends=_by_word(found["ends"], -1),
    )


def _check(rule: dict[str, Any]) -> None:
    """Refuse a rule that is not as it says.

    Raises:
        FaultyLexicon: It has a key or a place that is none, or a phrase in capitals or with spaces around it.
    """
    unknown = set(rule) - _KEYS
    if unknown or rule.get("where") not in frozenset(Where) or not rule.get("why"):
        raise FaultyLexicon(f"furniture.toml: rule {rule.get('why')!r}: wrong key or place {sorted(unknown)}")
    phrases = (phrase for name in _PHRASES for phrase in rule.get(name, ()))
    faulty = next((phrase for phrase in phrases if phrase != phrase.lower().strip()), None)
    if faulty is not None:
        raise FaultyLexicon(f"furniture.toml: {faulty!r} must be in lower case, without spaces around it")


@cache
def words() -> Words:
    """Return the single words."""
    table = _table("words.toml")
    return Words(
        media=tuple(sorted(table["media"], key=len, reverse=True)),
        date_labels=tuple(sorted(table["date_labels"], key=len, reverse=True)),
        **{field.name: frozenset(table[field.name]) for field in fields(Words) if _is_list(field)},
        agencies=dict(table["agencies"]),
        pictures=frozenset(table["pictures"]["agencies"]) | frozenset(table["agencies"]),
    )


def _is_list(field: Field[Any]) -> bool:
    """Say whether a field of the words is a list of the file as it stands; pictures are of two."""
    return field.type == "frozenset[str]" and field.name != "pictures"


@cache
def patterns(name: str) -> tuple[re.Pattern[str], ...]:
    """Return regular expressions by the name under which they stand."""
    return tuple(map(re.compile, _table("words.toml")["patterns"][name]))


def _wording(phrase: str, rule: dict[str, Any]) -> Wording:
    sure, unended = rule.get("sure", False), rule.get("unended", False)
    names, holds = rule.get("names", False), tuple(rule.get("holds", ()))
    return Wording(phrase, rule["why"], Where(rule["where"]), rule.get("most", 8), sure, unended, names, holds)


def _by_word(wordings: list[Wording], which: int) -> dict[str, tuple[Wording, ...]]:
    by_word: dict[str, tuple[Wording, ...]] = {}
    for wording in sorted(wordings, key=lambda wording: -len(wording.phrase)):
        word = _FIRST_WORD.findall(wording.phrase)[which]
        by_word[word] = (*by_word.get(word, ()), wording)
    return by_word


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads(files("onrecord").joinpath("data", "clean", name).read_text(encoding="utf-8"))
