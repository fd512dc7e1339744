"""Scenes: what took place at one place on one day, also without an entry ("today in Ulm the turn").

A place and a day that one sentence names beside one another tell one gathering from the next, whoever tells of it,
if a word of gathering stands with them. A place without a day ("after Geneva") is the scene that is known
there, in the week after it. Who stands for a state by its name ("Lima said") is no place.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from onrecord.compare.desk import noted
from onrecord.compare.told import sentence_of
from onrecord.compare.wordlists import words
from onrecord.core.finding import Telling
from onrecord.core.sentence import ends_in
from onrecord.core.when import Basis

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from onrecord.compare.comparison import View
    from onrecord.core.entry import TimeExpression
    from onrecord.core.extraction import Content
    from onrecord.core.report import Citation, Report

BESIDE = 40  # letters between the place and the day
AFTERWARDS = 7  # days in which a place without a day is the scene that was there
_PLACE = re.compile(r"\b(?:[Ii]n|[Aa]t|[Nn]ear|[Aa]fter|[Bb]efore|and) ((?:[A-Z][\w'’-]+)(?: [A-Z][\w'’-]+)?)")
_DATELINE = re.compile(r"(?m)^([A-Z]{4,}(?: [A-Z]{3,})*)(?:,| \(| -| –| —)")
_WORD = re.compile(r"[^\W\d_]+")


class Seen(NamedTuple):
    """Words that tell of a place, and of a day if they name one.

    Attributes:
        place: Its name, in lower case.
        day: The day; None where the words name none.
        words: The words.
        gathers: A word of gathering stands with them.
    """

    place: str
    day: date | None
    words: Citation
    gathers: bool


class Scene(NamedTuple):
    """A gathering that several reports tell of."""

    place: str
    day: date
    tellings: tuple[Telling, ...]


def scenes(view: View) -> tuple[Scene, ...]:
    """Return the gatherings that reports tell of by place and day, in order of time."""
    seen = [one for content in view.contents() for one in noted(view, _seen_in, content.report.id, content)]
    dated: dict[tuple[date, str], list[Seen]] = defaultdict(list)
    for one in seen:
        if one.day is not None:
            dated[one.day, one.place].append(one)
    known = {key: met for key, met in dated.items() if any(one.gathers for one in met)}
    for day, one in _afterwards(view, seen, tuple(known)):
        known[day, one.place].append(one)
    return tuple(Scene(place, day, _tellings(known[day, place])) for day, place in sorted(known))


def _afterwards(
    view: View, seen: Iterable[Seen], known: Iterable[tuple[date, str]]
) -> Iterator[tuple[date, Seen]]:
    """Yield the words that name a place without a day, with the day of the scene that was there."""
    reports = (content.report for content in view.contents())
    published = {report.id: report.published.latest for report in reports if report.published}
    days: dict[str, list[date]] = defaultdict(list)
    for day, place in sorted(known):
        days[place].append(day)
    names = _names(view)
    for one in seen:
        if one.day is None and one.place not in names and (was := _day_of(one, days, published)):
            yield was, one


def _seen_in(content: Content) -> tuple[Seen, ...]:
    """Return the places that a report names."""
    days = [
        time for time in content.times if time.when and time.when.day and time.when.basis is not Basis.PUBLISHED
    ]
    return tuple(_of_report(content.report, days))


def _names(view: View) -> frozenset[str]:
    """Return the names of all actors, in lower case."""
    return frozenset(
        name.casefold().removeprefix("the ") for actor in view.everyone() for name in (actor.name, *actor.aliases)
    )


def _day_of(one: Seen, days: dict[str, list[date]], published: dict[str, date | None]) -> date | None:
    """Return the day of the one scene that was at a place in the week before its report."""
    appeared = published.get(one.words.report)
    if appeared is None:
        return None
    near = [day for day in days.get(one.place, ()) if 0 <= (appeared - day).days <= AFTERWARDS]
    return near[0] if len(near) == 1 else None


def _tellings(seen: Iterable[Seen]) -> tuple[Telling, ...]:
    once = dict.fromkeys(one.words for one in seen)
    return tuple(Telling(words_of) for words_of in sorted(once, key=lambda one: (one.report, one.start)))


def _of_report(report: Report, times: Iterable[TimeExpression]) -> Iterator[Seen]:
    """Yield the places that a report names, each with the day that stands beside it."""
    ends = ends_in(report)
    times = tuple(times)
    places = [report.cite(*met.span(1)) for met in _PLACE.finditer(report.text)]
    free = [place for place in places if not any(place.meets(time.citation) for time in times)]
    for place in free:
        told_in = sentence_of(report, ends, place)
        beside = [time for time in times if time.citation.begins_in(told_in)]
        yield _seen(report, ends, place.words, place, _nearest(place, beside, free))
    yield from _by_dateline(report, ends, times)


def _by_dateline(report: Report, ends: list[int], times: tuple[TimeExpression, ...]) -> Iterator[Seen]:
    """Yield the place of a dateline with the day that the sentence behind it names first."""
    met = _DATELINE.search(report.text)
    if met is None:
        return
    told_in = sentence_of(report, ends, report.cite(met.end(), met.end() + 1))
    time = next((time for time in times if met.end() <= time.citation.start < told_in.end), None)
    if time is not None and _gathers(told_in.words):
        yield _seen(report, ends, met[1], told_in, time)


def _nearest(
    place: Citation, beside: Iterable[TimeExpression], places: Iterable[Citation]
) -> TimeExpression | None:
    """Return the time that stands beside a place, unless another place stands closer to it."""
    time = min(beside, key=lambda one: _apart(place, one.citation), default=None)
    if time is None or _apart(place, time.citation) > BESIDE:
        return None
    closest = min(_apart(other, time.citation) for other in places)
    return time if closest == _apart(place, time.citation) else None


def _apart(one: Citation, other: Citation) -> int:
    return max(one.start, other.start) - min(one.end, other.end)


def _seen(report: Report, ends: list[int], place: str, around: Citation, time: TimeExpression | None) -> Seen:
    """Return words of a place; those of the sentence behind too, if that alone tells of a gathering."""
    words_of = (around, time.citation) if time else (around,)
    first, last = min(one.start for one in words_of), max(one.end for one in words_of)
    gathers = _gathers(sentence_of(report, ends, report.cite(first, last)).words)
    behind = _gathering_behind(report, ends, first, last) if time and not gathers else None
    day = time.when.day if time and time.when else None
    cited = report.cite(first, behind.end if behind else last)
    return Seen(place.casefold().removesuffix("'s").removesuffix("’s"), day, cited, gathers or behind is not None)


def _gathering_behind(report: Report, ends: list[int], first: int, last: int) -> Citation | None:
    """Return the next sentence of the paragraph, if it tells of a gathering."""
    number = bisect_right(ends, first)
    if number >= len(ends) or ends[number] >= len(report.text):
        return None
    behind = sentence_of(report, ends, report.cite(ends[number], ends[number] + 1))
    goes_on = "\n" not in report.text[last : behind.start]
    return behind if goes_on and _gathers(behind.words) else None


def _gathers(text: str) -> bool:
    return bool(set(_WORD.findall(text.casefold())) & words("words", "gatherings"))
