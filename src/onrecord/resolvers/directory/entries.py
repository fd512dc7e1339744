"""What the actor files hold, in types: ways of naming, terms of office, ambiguous words.

`directory_files` and `directory_offices` read the files into these; `directory` looks up in them.
"""

from __future__ import annotations

import calendar
import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from onrecord.core.problem import OnRecordError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from onrecord.core.who import Actor

Table: TypeAlias = "Mapping[str, object]"

_LETTERS = str.maketrans(
    {"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "ı": "i", "đ": "d", "Đ": "D", "ð": "d", "æ": "ae", "’": "'"}
)


class ActorFileFault(OnRecordError):
    """An actor file says something that cannot be."""

    def __init__(self, file: str, entry: str, fault: str) -> None:
        super().__init__(f"{file}.toml, {entry}: {fault} Correct the file.")


class By(StrEnum):
    """By what words stand for an actor."""

    NAME = "name"
    SURNAME = "surname"
    CAPITAL = "capital"
    SEAT = "seat"
    PEOPLE = "people"
    PLACE = "place"


class Way(NamedTuple):
    """For whom words stand, and how: by a name, a demonym, or as a place in a state."""

    actor: str
    how: By


class Term(NamedTuple):
    """One person's time in an office; bounds as wide as the file's dates allow."""

    person: str
    since: date | None
    until: date | None

    def meets(self, first: date, last: date) -> bool:
        """Say whether the office was held at some time from `first` to `last`."""
        return (self.since is None or self.since <= last) and (self.until is None or first <= self.until)


@dataclass(frozen=True, slots=True)
class Post:
    """An office of a party with its holders in order; `phrases` are the words that mean it, in lower case.

    `kind` is the same for like offices of all parties ("foreign-minister"). `sole`: its title alone tells whose.
    `leading` are the terms, or the parts of them, in which the holder was the one whom "the leader" means.
    """

    party: str
    kind: str
    title: str
    phrases: tuple[str, ...]
    sole: bool
    terms: tuple[Term, ...]
    leading: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class Ambiguity:
    """Words that mean more than one thing: the readings, and the words near by that tell for each."""

    readings: tuple[str, ...]
    usual: str | None
    clues: Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class ActorFiles:
    """What the files say, checked.

    Attributes:
        actors: Every actor by id.
        ways: For words as printed, the actors they stand for and how.
        nouns: For a body or group, the common nouns that may mean it once it is named.
        parent: For an organ, the body whose organ it is.
        posts: The offices, in the order of the files.
        disputed: Places that several states claim, with the claimants.
        ambiguous: Words declared to mean more than one thing.
    """

    actors: Mapping[str, Actor]
    ways: Mapping[str, tuple[Way, ...]]
    nouns: Mapping[str, tuple[str, ...]]
    parent: Mapping[str, str]
    posts: tuple[Post, ...]
    disputed: Mapping[str, tuple[str, ...]]
    ambiguous: Mapping[str, Ambiguity]


def slug(name: str) -> str:
    """Return the id that a name gives.

    >>> slug("Jean-Noël Barrot")
    'jean-noel-barrot'
    """
    return re.sub(r"[^a-z0-9]+", "-", plain(name).lower().replace("'", "")).strip("-")


@lru_cache(maxsize=4096)
def plain(words: str) -> str:
    """Return words without the marks over their letters, with straight apostrophes.

    >>> plain("Erdoğan’s")
    "Erdogan's"
    """
    if words.isascii():
        return words
    spread = unicodedata.normalize("NFKD", words.translate(_LETTERS))
    return "".join(letter for letter in spread if not unicodedata.combining(letter))


def with_acronym(name: str, others: Iterable[str]) -> str:
    """Return a name with the acronym that reports use for it, so that a reader knows it again in their words.

    >>> with_acronym("Movement for Democratic Change", ["MDC-T", "MDC"])
    'Movement for Democratic Change (MDC)'
    """
    initials = "".join(word[0] for word in re.findall(r"[^\W\d_]+", plain(name))).upper()
    acronyms = filter(_is_acronym, others)
    found = next((each for each in acronyms if each[0] == initials[0] and set(each) <= set(initials)), None)
    return f"{name} ({found})" if found and found not in name else name


def _is_acronym(name: str) -> bool:
    return 3 <= len(name) <= 6 and name.isalpha() and name.isupper()


def strings(entry: Table, key: str) -> tuple[str, ...]:
    """Return a list of strings from a table; an absent key is an empty list."""
    value = entry.get(key, ())
    return tuple(map(str, value)) if isinstance(value, list) else ()


def tables(content: Table) -> Iterable[tuple[str, Table]]:
    """Yield the tables in a table, with their keys."""
    for key, value in content.items():
        if isinstance(value, dict):
            yield key, value


def text(entry: Table, key: str) -> str | None:
    """Return a string from a table, or None where it is absent or empty."""
    value = entry.get(key)
    return str(value) if value else None


@lru_cache(maxsize=4096)
def bounds(words: str) -> tuple[date | None, date | None]:
    """Return the first and last day of a year, month or day as the files write it; nothing is an open side.

    >>> bounds("2012-02")
    (datetime.date(2012, 2, 1), datetime.date(2012, 2, 29))
    """
    if not words:
        return None, None
    year, *rest = map(int, words.split("-"))
    first, last = (rest[0], rest[0]) if rest else (1, 12)
    if len(rest) == 2:
        return date(year, first, rest[1]), date(year, first, rest[1])
    return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])
