"""Words that only look like a time: "may", "march", "2000 people", "a second attempt", "two flights a week"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onrecord.extractors.times.words import tables

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
_DOWNFALL = re.compile(r"\s+(?:of|in|from|to|by)\s+(?!(?:1\d|20)\d\d\b|this|last|next|that)", re.IGNORECASE)
_SHARE = re.compile(r"\s+of\s+(?:the|a|an|its|their|all|our)\s+(?!year|fiscal|financial|calendar)", re.IGNORECASE)
_LAST_DAY = re.compile(r"(?:the )?last (?:day|hour|minute|second)", re.IGNORECASE)
_LAST_OF = re.compile(
    r"(?:(?:the|its|his|her|their) )?(?:last|next|final) (?:week|month|year|decade|quarter)", re.IGNORECASE
)
_OF = re.compile(r"\s+of\s+(?!this|last|next)", re.IGNORECASE)
_NEXT_NAME = re.compile(r"\s([A-Z][a-z]+)\b")
_LAST_NAME = re.compile(r"\b([A-Z][a-z]+)\s$")
_LAST_WORD = re.compile(r"([A-Za-z]+\.?)\s$")
_SHOW = re.compile(r"['’]s\s$|[\"'“‘`]$")  # ABC's This Week
_OWN = re.compile(r"\b(?:his|her|their|my|your|our|its)\s$", re.IGNORECASE)
_RATE = re.compile(r"(?:an?|per) [a-z]+")
_FRACTION = re.compile(
    r"(?:\S+ )?(?:an?|one|three|1|3|some|many|all)[\s-]quarters?|"
    r"about a second|(?:an?|the|one|that|this|its) second",
    re.IGNORECASE,
)
_MONEY = re.compile(r"[$£€¥#]\s?$")
_MODEL = re.compile(r"\b[A-Z]{1,2}-$")  # T-1990
_FILED = re.compile(r"/[A-Z]\b")  # 1984/A
_AFTER_A_NUMBER = re.compile(
    r"\s?(?:%|percent|per cent|million|billion|trillion|people|points?|miles|feet|kilomet|pounds|dollars|euros|"
    r"(?:\(|-LRB-)\s?\d\d:?\d\d (?:GMT|UTC)|"
    r"hours|hrs|local time|GMT|UTC|yen|shares|votes|tons|tonnes|troops|jobs|[ap]\.?m\b)|[.,:]\d"
)


def only_looks_like_time(document: Document, group: str, words: str, start: int, end: int) -> bool:
    """Say whether words that match a rule of a group are something else."""
    text = document.report.text
    covered = document.tokens_in(start, end)
    if not covered:  # a dateline, which is not parsed: "March 3"
        return group != "month" or not any(character.isdigit() for character in words)
    last = document.tokens[covered[-1]]
    if group in ("month", "weekday"):
        return _is_no_name(document, words, last) or _is_part_of_name(text, words, start, end)
    if group == "holiday":
        return words.islower() or _is_part_of_name(text, words, start, end)
    if group == "year":
        return _is_no_year(document, words, start, end)
    if group == "unit":
        return _is_no_length(document, words, covered[0], end)
    return _is_no_stretch(document, group, words, start, end)


def _is_no_stretch(document: Document, group: str, words: str, start: int, end: int) -> bool:
    """Say whether words of a decade, season, quarter or day are an age, a downfall, a share or a name."""
    text, covered = document.report.text, document.tokens_in(start, end)
    if group == "decade":
        return bool(_OWN_AGE.search(text[max(0, start - 16) : start]))
    if group == "season":
        verb = document.tokens[covered[-1]].pos in ("VERB", "AUX")
        return verb or bool(_DOWNFALL.match(text, end) and words.lower() == "the fall")
    if group == "quarter":
        return bool(_SHARE.match(text, end) and words.lower().endswith("quarter"))
    return group in ("often", "deictic") and words.istitle() and _is_in_name(document, covered)


def _is_in_name(document: Document, covered: range) -> bool:
    """Say whether words in capitals stand beside a name: "the Daily Star", "USA Today"."""
    sentence = document.sentences[document.tokens[covered[0]].sentence]
    before, after = covered[0] - 1, covered[-1] + 1
    if before >= sentence.first and document.tokens[before].pos == "PROPN":
        return True
    return after < sentence.last and document.tokens[after].pos == "PROPN" and _hangs_on(document, covered, after)


def _hangs_on(document: Document, covered: range, name: int) -> bool:
    """Say whether words and the name behind them are one: either hangs on the other, or both on the next."""
    head = document.tokens[covered[-1]].head
    return head in (name, document.tokens[name].head)


def _is_part_of_name(text: str, words: str, start: int, end: int) -> bool:
    """Say whether a weekday or holiday belongs to a name: "the Sunday Times", "the Good Friday Agreement"."""
    after, before = _NEXT_NAME.match(text, end), _LAST_NAME.search(text[max(0, start - 12) : start])
    if after and after[1].lower() in tables()["named_after"]:
        return True
    return bool(before and " " not in words and before[1].lower() in tables()["named_before"])


def _is_no_length(document: Document, words: str, first: int, end: int) -> bool:
    """Say whether words with a unit are an age, a rate, or the end of something: "the last day of talks"."""
    text = document.report.text
    if _AGE.match(text, end) or _FRACTION.fullmatch(words) or _is_rate(document, words, first):
        return True
    start = document.tokens[first].start
    if words.lower().startswith("last ") and _OWN.search(text[max(0, start - 8) : start]):
        return True
    if words.lower() == "this day" and text.startswith(" in ", end):
        return True
    if words.istitle() and " " in words and _SHOW.search(text[max(0, start - 3) : start]):
        return True
    if words.lower() == "the end of the day" and text[max(0, start - 3) : start].lower() == "at ":
        return True
    if words.lower() == "the century" and text[max(0, start - 4) : start].lower() == " of ":
        return True
    return bool(_LAST_DAY.fullmatch(words) or (_LAST_OF.fullmatch(words) and _OF.match(text, end)))


def _is_rate(document: Document, words: str, first: int) -> bool:
    """Say whether the words tell how often: "two flights a week"."""
    if not _RATE.fullmatch(words) or not first:
        return False
    return document.tokens[first - 1].pos in ("NOUN", "NUM", "SYM", "PROPN")


def _is_no_name(document: Document, words: str, last: Token) -> bool:
    """Say whether a month or weekday, by itself, is a word in small letters or somebody's name."""
    if any(character.isdigit() for character in words):
        return False
    if words.rpartition(" ")[2] in ("may", "march"):  # "this may help", "that march"
        return True
    if words.rpartition(" ")[2].lower() in _ALSO_WORDS - {"may", "march"}:
        return True
    if " " in words:
        return False
    plain = words.lower().rstrip(".")
    if plain in _ALSO_NAMES and _is_first_name(document, last):
        return True
    if words.islower():
        return plain in _ALSO_WORDS
    if plain in _ALSO_WORDS:
        before = document.tokens[last.i - 1].text.lower() if last.i else ""
        return last.pos in ("VERB", "AUX") or before not in _BEFORE_A_MONTH
    return False


def _is_first_name(document: Document, token: Token) -> bool:
    """Say whether a month's name is somebody's: "April Glaspie", "May Smith", but not "in May Britain voted"."""
    before = document.tokens[token.i - 1].text.lower() if token.i else ""
    if before in ("in", "since", "until", "last", "early", "late", "next", "by", "this", "during"):
        return False
    return token.dep == "compound" and token.head == token.i + 1 and document.tokens[token.head].pos == "PROPN"


def _is_no_year(document: Document, words: str, start: int, end: int) -> bool:
    """Say whether four digits count something: "2000 people", "1,990", "$1900"."""
    text = document.report.text
    if not (len(words) == 4 and words.isdigit()):
        return False
    if _MONEY.search(text[max(0, start - 4) : start]) or _AFTER_A_NUMBER.match(text, end):
        return True
    before_it = _LAST_WORD.search(text[max(0, start - 14) : start])
    if before_it and before_it[1].lower() in tables()["numbered"]:
        return True
    if _MODEL.search(text[max(0, start - 4) : start]) or _FILED.match(text, end):
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
