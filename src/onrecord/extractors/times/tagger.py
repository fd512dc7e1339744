"""Finds the time expressions of a parsed report: first of the flow that `resolve` ends with dates.

A search starts only at words that a time can hang on (a month's name, a unit, four digits). There the rules of
the word's groups are tried from the few words before it on; the longest match wins.
"""

from __future__ import annotations

import re
from collections import deque
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from onrecord.core.entry import TimeExpression, TimeKind
from onrecord.core.reading import Anchor, Bound, Tense
from onrecord.extractors.times.joining import Found, beside_each_other
from onrecord.extractors.times.lookalikes import only_looks_like_time
from onrecord.extractors.times.readings import reading_of
from onrecord.extractors.times.rules import Rule, rules, starting_words
from onrecord.extractors.times.tense import bound_before, tense_at
from onrecord.extractors.times.words import pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from onrecord.core.document import Document
    from onrecord.core.reading import Reading
    from onrecord.core.report import Passage

_WORD = re.compile(r"['’‘`]?\d+(?:[:./-]\d+)*(?:st|nd|rd|th|s|am|pm)?(?![^\W\d_])|[^\W\d_]+|\d+")
_SHAPES = (
    (re.compile(r"(?:1\d|20)\d\d(?:[-/]\d{2}(?:\d\d)?)?"), ("year", "clock")),
    (re.compile(r"['’‘`]?(?:1[5-9]|20)?\d0s"), ("decade",)),
    (re.compile(r"\d{1,4}([-/.])\d{1,2}\1\d{2,4}"), ("figures",)),
    (re.compile(r"\d{1,2}[:.]\d\d(?:am|pm)?|\d{1,2}(?:am|pm)|[01]\d[0-5]\d|2[0-3][0-5]\d"), ("clock",)),
    (re.compile(r"['’‘`]\d\d"), ("shortyear", "month")),
)
_LOOKBACK = 7
_GAP = re.compile(r"\s{40,}")
_WHOLE = re.compile(r"P(?P<n>\d+)(?P<unit>[DWMY])")


def find_times(document: Document) -> tuple[TimeExpression, ...]:
    """Return the time expressions of a document in the order of the text, read but not yet dated."""
    text = document.report.text
    stretches = [one for passage in _searched(document) for one in _stretches(text, passage)]
    found = [one for start, end in stretches for one in _in_stretch(document, start, end)]
    return tuple(_expression(document, one) for one in beside_each_other(text, found))


def _searched(document: Document) -> list[Passage]:
    """Return what is read, and the datelines, which are not read but tell a day."""
    datelines = [passage for passage in document.report.passages if passage.why == "dateline"]
    return sorted({*document.passages, *datelines}, key=lambda passage: passage.start)


@cache
def _groups_by_word() -> dict[str, tuple[str, ...]]:
    return starting_words()


def _stretches(text: str, passage: Passage) -> Iterator[tuple[int, int]]:
    """Yield from where to where a passage has no gap: no time goes over one, and rules take long over them."""
    start = passage.start
    for gap in _GAP.finditer(text, passage.start, passage.end):
        yield start, gap.start()
        start = gap.end()
    yield start, passage.end


def _in_stretch(document: Document, first: int, limit: int) -> list[Found]:
    """Return the times of a stretch; of two that overlap the longer one, else the second without the overlap."""
    text = document.report.text
    starts: deque[int] = deque(maxlen=_LOOKBACK)
    found: list[Found] = []
    for word in _WORD.finditer(text, first, limit):
        starts.append(word.start())
        done = found[-1].end if found else first
        groups = _groups(text, word)
        if not groups or word.end() <= done:
            continue
        best = _best(document, groups, starts, word, limit)
        if best and best.start < done:
            if best.end - best.start > done - found[-1].start:
                found[-1] = best
                continue
            best = _best(document, groups, _from(starts, done), word, limit)
        if best:
            found.append(best)
    return found


def _from(starts: Iterable[int], first: int) -> list[int]:
    return [start for start in starts if start >= first]


def _groups(text: str, word: re.Match[str]) -> tuple[str, ...]:
    """Return the groups of rules that may match where a word stands."""
    return _groups_by_word().get(word[0].lower()) or _groups_by_shape(text, word)


def _groups_by_shape(text: str, word: re.Match[str]) -> tuple[str, ...]:
    first = word[0][0]
    if first.isdigit() or first in "'’‘`":
        return next((groups for shape, groups in _SHAPES if shape.fullmatch(word[0])), ())
    if word[0] in "apAP" and text[word.end() : word.end() + 2].lower() == ".m":
        return ("clock",)
    return ()


def _best(
    document: Document, groups: tuple[str, ...], starts: Iterable[int], word: re.Match[str], limit: int
) -> Found | None:
    """Return the longest match that covers the word, of the rules of its groups."""
    text = document.report.text
    matches: list[tuple[int, re.Match[str], Rule]] = []
    for group in groups:
        for rule in rules()[group]:
            for start in starts:
                match = rule.pattern.match(text, start, limit)
                if match and match.end() >= word.end():
                    matches.append((match.end() - _start(match), match, rule))
                    break
    for _, match, rule in sorted(matches, key=lambda one: -one[0]):
        start, end = _start(match), match.end()
        reading = reading_of(rule, match)
        if reading and not only_looks_like_time(document, rule.group, text[start:end], start, end):
            return Found(start, end, rule, reading)
    return None


def _start(match: re.Match[str]) -> int:
    """Return where the words of the time begin: after the preposition that a pattern may ask for."""
    lead = match.groupdict().get("lead")
    return match.end("lead") if lead else match.start()


def _expression(document: Document, found: Found) -> TimeExpression:
    reading = _in_clause(document, found)
    kind = _kind(found.rule, reading)
    open_value = reading.anchor is not Anchor.NONE and (reading.clock or not reading.value.startswith("P"))
    value = "" if open_value else reading.value
    return TimeExpression(document.report.cite(found.start, found.end), kind, value, reading=reading)


def _in_clause(document: Document, found: Found) -> Reading:
    """Return what was read with what the clause says of it: its preposition, and whether it lies ahead."""
    reading, text = found.reading, document.report.text
    if reading.bound is Bound.AT:
        reading = replace(reading, bound=bound_before(text, found.start))
    if reading.anchor is not Anchor.NONE or reading.value[:1].isdigit() or reading.value.startswith("P"):
        reading = replace(reading, tense=tense_at(document, found.start, found.end, reading.bound))
    if reading.tense is Tense.FUTURE and found.rule.group == "unit":
        return _ahead(reading, text[found.start : found.end], text[max(0, found.start - 8) : found.start])
    return reading


def _kind(rule: Rule, reading: Reading) -> TimeKind:
    """Return what kind of time was read: of an hour that of a time; "in two weeks" is a day, and no length."""
    if reading.clock and rule.kind is not TimeKind.SET:
        return TimeKind.TIME
    bare = not reading.value and bool(reading.unit)
    return TimeKind.DATE if rule.kind is TimeKind.DURATION and bare else rule.kind


def _ahead(reading: Reading, words: str, before: str) -> Reading:
    """Return words that count from now where they stand with what is to come: "in two weeks", "the next year"."""
    if reading.anchor is Anchor.NONE:
        away = _WHOLE.fullmatch(reading.value) if pattern("away").search(before) and not reading.mod else None
        if away:
            return replace(reading, value="", anchor=Anchor.REPORT, unit=away["unit"], shift=float(away["n"]))
        within = pattern("in").search(before + words)
        return replace(reading, anchor=Anchor.REPORT, shift=1.0) if within else reading
    one_on = reading.anchor is Anchor.TOLD and reading.shift == 1 and reading.unit != "D"
    return replace(reading, anchor=Anchor.REPORT) if one_on and words.lower().startswith("the next ") else reading
