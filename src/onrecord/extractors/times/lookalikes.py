"""Words that only look like a time: "may", "march", "2000 people", "a second attempt", "two flights a week".

What the words and their neighbours tell by themselves stands in `data/times/lookalikes.toml`, what the parse tells
here.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from onrecord.extractors.times.words import tables

if TYPE_CHECKING:
    from collections.abc import Callable

    from onrecord.core.document import Document, Token

_NEXT_NAME = re.compile(r"\s([A-Z][a-z]+)\b")
_LAST_NAME = re.compile(r"\b([A-Z][a-z]+)\s$")
_LAST_WORD = re.compile(r"(?<![A-Za-z])([A-Za-z]+\.?)\s$")
_RATE = re.compile(r"(?:an?|per) [a-z]+")
_BEFORE = 32  # characters that are looked at before words


def only_looks_like_time(document: Document, group: str, words: str, start: int, end: int) -> bool:
    """Say whether words that match a rule of a group are something else."""
    if not document.tokens_in(start, end):  # a dateline, which is not parsed: "March 3"
        return group != "month" or not any(character.isdigit() for character in words)
    place = _Place(document, words, start, end)
    return any(look.fits(place) for look in _looks().get(group, ())) or _BY_PARSE.get(group, _is_time)(place)


@dataclass(frozen=True)
class _Place:
    """Words that match a rule, where they stand."""

    document: Document
    words: str
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.document.report.text

    @property
    def before(self) -> str:
        """The letters before the words."""
        return self.text[max(0, self.start - _BEFORE) : self.start]

    @property
    def covered(self) -> range:
        return self.document.tokens_in(self.start, self.end)

    @property
    def last(self) -> Token:
        return self.document.tokens[self.covered[-1]]

    @property
    def word_before(self) -> str:
        """The word before the last one, in lower case."""
        return self.document.tokens[self.last.i - 1].text.lower() if self.last.i else ""


@dataclass(frozen=True)
class _Look:
    """What words and their neighbours look like that are no time; the fields are explained in the data file."""

    words: re.Pattern[str]
    before: re.Pattern[str]
    after: re.Pattern[str]
    titled: bool

    def fits(self, place: _Place) -> bool:
        """Say whether words look like that."""
        if self.titled and not (place.words.istitle() and " " in place.words):
            return False
        if not self.words.fullmatch(place.words) or not self.before.search(place.before):
            return False
        return self.after.match(place.text, place.end) is not None


@cache
def _looks() -> dict[str, tuple[_Look, ...]]:
    """Return what is no time, by the group of rules whose match it would be."""
    content = tomllib.loads((files("onrecord") / "data/times/lookalikes.toml").read_text(encoding="utf-8"))
    return {group: tuple(map(_look, entries)) for group, entries in content.items()}


def _look(entry: dict[str, object]) -> _Look:
    words, before, after = (re.compile(str(entry.get(key, "(?s).*"))) for key in ("words", "before", "after"))
    return _Look(words, before, after, titled=bool(entry.get("titled", False)))


def _is_time(_: _Place) -> bool:
    return False


def _is_no_month(place: _Place) -> bool:
    """Say whether a month or weekday is a word in small letters or somebody's name, or belongs to a name."""
    return _is_other_word(place) or _is_part_of_name(place)


def _is_no_holiday(place: _Place) -> bool:
    return place.words.islower() or _is_part_of_name(place)


def _is_verb(place: _Place) -> bool:
    """Say whether a season is a verb: "prices fall"."""
    return place.last.pos in ("VERB", "AUX")


def _is_in_name(place: _Place) -> bool:
    """Say whether words in capitals stand beside a name: "the Daily Star", "USA Today"."""
    if not place.words.istitle():
        return False
    document, covered = place.document, place.covered
    sentence = document.sentences[document.tokens[covered[0]].sentence]
    before, after = covered[0] - 1, covered[-1] + 1
    if before >= sentence.first and document.tokens[before].pos == "PROPN":
        return True
    return after < sentence.last and document.tokens[after].pos == "PROPN" and _hangs_on(place, after)


def _hangs_on(place: _Place, name: int) -> bool:
    """Say whether words and the name behind them are one: either hangs on the other, or both on the next."""
    return place.last.head in (name, place.document.tokens[name].head)


def _is_part_of_name(place: _Place) -> bool:
    """Say whether a weekday or holiday belongs to a name: "the Sunday Times", "the Good Friday Agreement"."""
    after, before = _NEXT_NAME.match(place.text, place.end), _LAST_NAME.search(place.before[-12:])
    if after and after[1].lower() in tables()["named_after"]:
        return True
    return bool(before and " " not in place.words and before[1].lower() in tables()["named_before"])


def _is_rate(place: _Place) -> bool:
    """Say whether the words tell how often: "two flights a week"."""
    first = place.covered[0]
    if not _RATE.fullmatch(place.words) or not first:
        return False
    return place.document.tokens[first - 1].pos in ("NOUN", "NUM", "SYM", "PROPN")


def _is_other_word(place: _Place) -> bool:
    """Say whether a month or weekday, by itself, is a word in small letters or somebody's name."""
    words, also = place.words, tables()["also_words"]
    if any(character.isdigit() for character in words):
        return False
    last = words.rpartition(" ")[2]
    if last.lower() in also and (last.islower() or also[last.lower()] != "month too"):
        return True  # "this may help", "that march", "the sun"
    return " " not in words and _is_one_other_word(place)


def _is_one_other_word(place: _Place) -> bool:
    """Say whether a month by itself is a name, or no noun that stands as months do: "May we go?"."""
    plain = place.words.lower().rstrip(".")
    if plain in tables()["also_names"] and _is_first_name(place):
        return True
    if plain not in tables()["also_words"]:
        return False
    stands_as_month = place.last.pos not in ("VERB", "AUX") and place.word_before in tables()["before_month"]
    return place.words.islower() or not stands_as_month


def _is_first_name(place: _Place) -> bool:
    """Say whether a month's name is somebody's: "April Glaspie", "May Smith", but not "in May Britain voted"."""
    if place.word_before in tables()["before_month_alone"]:
        return False
    token = place.last
    named = token.dep == "compound" and token.head == token.i + 1
    return named and place.document.tokens[token.head].pos == "PROPN"


def _counts_something(place: _Place) -> bool:
    """Say whether four digits are a number: "No. 1990", "2000 protesters"."""
    if not (len(place.words) == 4 and place.words.isdigit()):
        return False
    before_it = _LAST_WORD.search(place.before[-14:])
    if before_it and before_it[1].lower() in tables()["numbered"]:
        return True
    token = place.last
    head = place.document.tokens[token.head]
    if token.dep != "nummod" or head.i < token.i or head.tag not in ("NNS", "NNPS"):
        return False
    return not _is_definite(place.document, token) and place.document.tokens[token.i + 1].pos != "PROPN"


def _is_definite(document: Document, number: Token) -> bool:
    """Say whether a word before a number makes it one of its noun: "the 2008 elections"."""
    before = document.tokens[number.i - 1] if number.i else number
    return before.pos in ("DET", "PRON", "PART", "ADP") or before.tag == "POS"


# What the parse tells of the words of a group.
_BY_PARSE: dict[str, Callable[[_Place], bool]] = {
    "month": _is_no_month,
    "weekday": _is_no_month,
    "holiday": _is_no_holiday,
    "year": _counts_something,
    "unit": _is_rate,
    "season": _is_verb,
    "often": _is_in_name,
    "deictic": _is_in_name,
}
