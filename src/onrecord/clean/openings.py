"""What a page glued before the first word of a paragraph: date, label, dateline."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from onrecord.clean.lexicon import words
from onrecord.core.written_date import WrittenDate, written_date

MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]*\.?"
_DAY_NAME = r"(?:(?:Mon|Tue|Tues|Wed|Thu|Thur|Thurs|Fri|Sat|Sun)[a-z]*\.?,?\s+)?"
_DAY = rf"{_DAY_NAME}(?:{MONTH}\s+\d{{1,2}}|\d{{1,2}}\s+{MONTH})(?:,?\s+(?:19|20)\d\d)?"
_CAPITALS = r"[A-ZÀ-Þ][A-ZÀ-Þ.'’]+(?:[\s/-]+[A-ZÀ-Þ][A-ZÀ-Þ.'’]+){0,3}"
_PROPER = r"[A-ZÀ-Þ][\w.'’-]+(?:\s+[A-Z][\w.'’-]+){0,2}"
_AGENCY = r"(?:\(\s*(?P<agency>[A-Z][\w .&'’-]{1,28}?)\s*\)|/\s*(?P<wire>[A-Z][\w .&-]{1,28}?)\s*/)"
_DASH = r"(?:\s*(?:--+|[—–])\s*|\s+[-_:]\s+|\s*:\s+|(?<=\))\s*[-_]\s*|\s+[-_]$)"
_FIRST = r"(?<![\s\w.'’-])"  # letters of one word are not tried again from each of them
_DATELINES = (
    # VIENNA, Austria, March 3 (Agency) -        VIENNA -
    re.compile(
        rf"{_FIRST}(?P<place>{_CAPITALS})(?P<region>(?:\s*,\s+{_PROPER}){{0,2}}?)"
        rf"(?P<day>,?\s+{_DAY}|\s*/\s*{_DAY})?\s*{_AGENCY}?{_DASH}"
    ),
    # Vienna (Agency) -        United Nations, March 3 (Agency) -        March 3 (Agency) -
    re.compile(
        rf"{_FIRST}(?:(?P<place>{_PROPER})(?P<region>(?:\s*,\s+{_PROPER}){{0,2}}?)(?:,?\s+)?)??"
        rf"(?P<day>{_DAY})?\s*{_AGENCY}{_DASH}"
    ),
)
_CLOCK = re.compile(
    r"(?:,\s*|(?<!\s)\s+)?(?:at\s+|-\s*)?\d{1,2}[:.]\d\d(?::\d\d)?\s*(?:[ap]\.?m\.?)?\s*(?:\b(?:GMT|UTC|[A-Z]{2,3}T)\b)?",
    re.IGNORECASE,
)
_BAR = re.compile(r"\s*(?:[|•·]|[–—-]\s)?\s*")
# A dash that parts a place from the text: a long one, or a short one at the end.
_DASHED = re.compile(r"[—–]|-[^-]{0,3}\Z")
_SHORTEST_PLACE = 4  # letters
_WEEKDAY = re.compile(rf"\s*{_DAY_NAME}\s*", re.IGNORECASE)
_OPEN = "\"“‘'«„("


class Peeled(NamedTuple):
    """A piece of furniture at one end of a paragraph: where it ends (or begins), what it is, what it tells."""

    place: int
    why: str
    dated: WrittenDate | None = None
    outlet: str | None = None


def opening(text: str, *, head: bool) -> Peeled | None:
    """Return the furniture that a paragraph opens with, up to where the prose (or the paragraph's end) is.

    >>> opening("date 2024-03-02 Talks began.", head=True).place
    16
    >>> opening("VIDEOTalks began.", head=True).why
    'label'
    >>> opening("VIENNA, March 3 (Reuters) - Talks began.", head=True).outlet
    'Reuters'
    """
    return (_date_opening(text) if head else None) or _media_opening(text) or (_dateline(text) if head else None)


def _date_opening(text: str) -> Peeled | None:
    """Return the date line that is glued before a text. A sentence that opens with a date is none.

    Told apart by what follows: a capital, and before the date a label, or the date in figures, or behind it a bar.
    """
    label = _labels().match(text)
    start = label.end() if label else 0
    dated = written_date(text[start : start + 40])
    if dated is None or (dated.start and not _WEEKDAY.fullmatch(text, start, start + dated.start)):
        return None
    end = start + dated.end
    end = _behind(_CLOCK, text, end)
    place = _behind(_BAR, text, end)
    marked = bool(label) or bool(text[end:place].strip()) or text[start + dated.start :][:4].isdigit()
    rest = text[place : place + 2]
    if rest and not (marked and _begins_text(rest)):
        return None
    return Peeled(place, "date line", WrittenDate(start + dated.start, start + dated.end, dated.days))


def _behind(pattern: re.Pattern[str], text: str, place: int) -> int:
    """Return the place behind what a pattern matches, or the same place."""
    match = pattern.match(text, place)
    return match.end() if match else place


def _begins_text(rest: str) -> bool:
    return rest[0].isupper() or rest[0] in _OPEN or rest == ",,"


def _media_opening(text: str) -> Peeled | None:
    match = _media().match(text)
    return Peeled(match.end(), "label") if match else None


def _dateline(text: str) -> Peeled | None:
    for form in _DATELINES:
        match = form.match(text)
        if not match:
            continue
        agency = match["agency"] or match["wire"]
        outlet = words().agencies.get(agency) if agency else None
        if form is _DATELINES[1] and outlet is None:
            continue
        rest = text[match.end() : match.end() + 1]
        if form is _DATELINES[0] and not _is_place(match, agency, rest):
            continue
        return Peeled(match.end(), "dateline", written_date(match.group()), outlet)
    return None


def _is_place(match: re.Match[str], agency: str | None, rest: str) -> bool:
    """Say whether capitals before a dash name the place of writing, rather than open a sentence or a list."""
    if agency or match["day"]:
        return True
    opens = rest.isupper() or rest in "\"“‘'"  # or ends there
    return opens and _DASHED.search(match.group()) is not None and _may_be_place(match["place"])


def _may_be_place(capitals: str) -> bool:
    """Say whether capitals are no short name, and none of a body."""
    return len(capitals) >= _SHORTEST_PLACE and capitals not in words().bodies


@cache
def _labels() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(map(re.escape, words().date_labels))})\b\s*[:–-]?\s*", re.IGNORECASE)


@cache
def _media() -> re.Pattern[str]:
    names = "|".join(map(re.escape, words().media))
    return re.compile(rf"(?:{names})\s*[:|–-]?\s*(?=[A-ZÀ-ÞА-Я][a-zà-ÿа-я]|[“\"‘«„][A-ZÀ-ÞА-Я]|,,)")
