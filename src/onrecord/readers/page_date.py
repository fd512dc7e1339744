"""The day a page was published: as it says to machines, held against its address and the date that it prints.

Machines are often told the hour in universal time. In New York it is still the 18th when that says the 19th, and
the 18th is what the page prints; so a day in universal time gives way to a neighbouring one that the page gives.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onrecord.core.when import Basis, When
from onrecord.core.written_date import day_in_address, written_date

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date

    from lxml import html

    from onrecord.core.written_date import WrittenDate
    from onrecord.readers.page_line import Line

_UNIVERSAL = re.compile(
    r"\d\d:\d\d(?::\d\d(?:\.\d+)?)?\s*(?:Z|(?:GMT|UTC)(?:[+-]00:?00)?|[+-]00:?00)\s*(?:\(.*\))?$"
)
_MIDNIGHT = re.compile(r"(?<!\d)00:00(?::00(?:\.0+)?)?\s*(?:Z|GMT|UTC|[+-])")  # a day, written as an hour
_CHANGED = re.compile(r"\b(?:updated|modified|changed|edited|corrected)\b", re.IGNORECASE)
_ABOVE = 15  # lines above an article in which its date may stand
_LONGEST = 120  # characters of a line that is a date


def published_on(
    tree: html.HtmlElement, stated: Sequence[str], address: str | None, shown: Collection[date]
) -> tuple[When | None, tuple[str, ...]]:
    """Return the day a page was published, and what is doubtful in it, in words; None where the address tells.

    Args:
        tree: The page.
        stated: What the page says to machines, the surest first.
        address: The page's address.
        shown: The days that the page prints above its article.
    """
    dates = [(value, dated) for value in stated if (dated := written_date(value))]
    in_address = day_in_address(address or "")
    if not dates:
        return (None if in_address else _printed_first(tree) or _searched(tree)), ()
    value, first = dates[0]
    if _is_universal(value) and (local := _local(first.days[0], shown, in_address)):
        return When.on(local, Basis.METADATA), ()
    return first.when(Basis.METADATA), (*_others(first, [other for _, other in dates]), *_doubt(first))


def _is_universal(value: str) -> bool:
    """Say whether a date is an hour in universal time, no day that was written as one."""
    return bool(_UNIVERSAL.search(value)) and not _MIDNIGHT.search(value)


def _others(first: WrittenDate, dates: Sequence[WrittenDate]) -> list[str]:
    """Return, in words, on which other days the page says that it was published."""
    days = {other.days[0] for other in dates if abs((other.days[0] - first.days[0]).days) > 1}
    return [
        f"the page also gives {other} as the day it was published; {first.days[0]} was taken."
        for other in sorted(days)
    ]


def days_shown(tree: html.HtmlElement, lines: Sequence[Line], article: Collection[int]) -> set[date]:
    """Return the days that a page prints right above its article, and in its time elements."""
    first = min(article, default=0)
    above = [line.text for line in lines[max(0, first - _ABOVE) : first + 1]]
    times = [" ".join(str(time.text_content()).split()) for time in tree.iter("time")][:3]
    found = (written_date(text) for text in (*above, *times) if len(text) <= _LONGEST)
    return {day for dated in found if dated for day in dated.days}


def _local(day: date, shown: Collection[date], in_address: date | None) -> date | None:
    """Return the day in the place of the page's readers, if it gives one beside that in universal time."""
    if day in shown:
        return None
    near = [other for other in (*sorted(shown), in_address) if other and abs((other - day).days) == 1]
    return near[0] if near else None


def _doubt(dated: WrittenDate) -> list[str]:
    return (
        [f"the page's date may be {dated.days[0]} or {dated.days[-1]}; both are kept."] if dated.doubtful else []
    )


def _printed_first(tree: html.HtmlElement) -> When | None:
    """Return the day that a line prints before that of a change: "12/3/2021 | Updated 14/3/2021"."""
    for element in tree.iter("time"):
        words = " ".join(str(element.text_content()).split())[:_LONGEST]
        changed = _CHANGED.search(words)
        dated = written_date(words[: changed.start()]) if changed else None
        if dated:
            return dated.when(Basis.METADATA)
    return None


def _searched(tree: html.HtmlElement) -> When | None:
    """Return the date in the page's other marks (time elements, address), as htmldate finds it."""
    from htmldate import find_date

    try:
        found = find_date(tree, original_date=True, extensive_search=False)
    except (ValueError, TypeError, RecursionError):
        return None
    dated = written_date(found) if found else None
    return dated.when(Basis.METADATA) if dated else None
