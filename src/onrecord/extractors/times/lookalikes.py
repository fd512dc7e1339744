"""Words that only look like a time: "may", "march", "2000 people", "a second attempt", "two flights a week"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.core.document import Document, Token

_ALSO_WORDS = frozenset({"may", "march", "sun", "sat", "mon", "wed", "fri", "mar", "dec", "jan", "jun"})
_ALSO_NAMES = frozenset({"april", "may", "june", "august"})
_BEFORE_A_MONTH = frozenset(
    {
        "in",
        "since",
        "until",
        "till",
        "by",
        "of",
        "from",
        "to",
        "on",
        "for",
        "and",
        "or",
        "before",
        "after",
        "during",
    }
    | {"through", "last", "this", "next", "-", "–", "around", "between", "late", "early"}
)
_AGE = re.compile(r"[\s-]*old\b", re.IGNORECASE)
_OWN_AGE = re.compile(r"\b(?:his|her|their|my|your|our|its)\s(?:early |late |mid-?)?$", re.IGNORECASE)
_RATE = re.compile(r"(?:an?|per) [a-z]+")
_FRACTION = re.compile(
    r"(?:\S+ )?(?:an?|one|three|1|3)[\s-]quarters?|(?:an?|the|one|that|this|its) second", re.IGNORECASE
)
_MONEY = re.compile(r"[$£€¥#]\s?$")
_AFTER_A_NUMBER = re.compile(
    r"\s?(?:%|percent|per cent|million|billion|trillion|people|points?|miles|feet|kilomet|pounds|dollars|euros|"
    r"yen|shares|votes|tons|tonnes|troops|jobs|[ap]\.?m\b)|[.,:]\d"
)


def only_looks_like_time(document: Document, group: str, words: str, start: int, end: int) -> bool:
    """Say whether words that match a rule of a group are something else."""
    text = document.report.text
    covered = document.tokens_in(start, end)
    if not covered:
        return True
    last = document.tokens[covered[-1]]
    if group in ("month", "weekday"):
        return _is_no_name(document, words, last)
    if group == "year":
        return _is_no_year(document, words, start, end)
    if group == "unit":
        return bool(_AGE.match(text, end) or _FRACTION.fullmatch(words)) or _is_rate(document, words, covered[0])
    if group == "decade":
        return bool(_OWN_AGE.search(text[max(0, start - 16) : start]))
    if group == "season":
        return last.pos in ("VERB", "AUX")
    return group == "holiday" and words.islower()


def _is_rate(document: Document, words: str, first: int) -> bool:
    """Say whether the words tell how often: "two flights a week"."""
    if not _RATE.fullmatch(words) or not first:
        return False
    return document.tokens[first - 1].pos in ("NOUN", "NUM", "SYM", "PROPN")


def _is_no_name(document: Document, words: str, last: Token) -> bool:
    """Say whether a month or weekday, by itself, is a word in small letters or somebody's name."""
    if any(character.isdigit() for character in words):
        return False
    if words.rpartition(" ")[2].lower() in _ALSO_WORDS - {"may", "march"}:
        return True
    if " " in words:
        return False
    plain = words.lower().rstrip(".")
    if words.islower():
        return plain in _ALSO_WORDS
    if plain in _ALSO_WORDS:
        before = document.tokens[last.i - 1].text.lower() if last.i else ""
        return last.pos in ("VERB", "AUX") or before not in _BEFORE_A_MONTH
    return plain in _ALSO_NAMES and last.dep == "compound" and document.tokens[last.head].pos == "PROPN"


def _is_no_year(document: Document, words: str, start: int, end: int) -> bool:
    """Say whether four digits count something: "2000 people", "1,990", "$1900"."""
    text = document.report.text
    if not (len(words) == 4 and words.isdigit()):
        return False
    if _MONEY.search(text[max(0, start - 4) : start]) or _AFTER_A_NUMBER.match(text, end):
        return True
    if text[start - 1 : start] in (",", ".", "/", ":") and text[start - 2 : start - 1].isdigit():
        return True
    token = document.tokens[document.tokens_in(start, end)[-1]]
    head = document.tokens[token.head]
    if token.dep != "nummod" or head.i < token.i or head.tag not in ("NNS", "NNPS"):
        return False
    before = document.tokens[token.i - 1] if token.i else token
    definite = before.pos in ("DET", "PRON", "PART", "ADP") or before.tag == "POS"
    return not definite and document.tokens[token.i + 1].pos != "PROPN"
