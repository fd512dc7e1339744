"""The date of an article as a press database writes it, in the language of the article or of the interface."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from onrecord.core.when import Basis, Precision, When
from onrecord.core.written_date import written_date
from onrecord.readers.press_words import month_words, plain

if TYPE_CHECKING:
    from onrecord.core.written_date import WrittenDate

_BETWEEN = re.compile(r"\b(?:de|del|di|of)\b")
_ORDINAL = re.compile(r"(?<=\d)(?:er|o|º|°|\.)(?=\s|[a-z])")
_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d\d)(\d\d)(\d\d)(?=T|\d{6}|\D|$)")
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_MONTH_ALONE = re.compile(rf"\b({'|'.join(_MONTHS)})\W+((?:19|20)\d\d)\b")


def press_day(words: str) -> WrittenDate | None:
    """Return the day that a line names; a day and month in figures alone may be two.

    >>> press_day("4 oktober 2017 woensdag").days
    (datetime.date(2017, 10, 4),)
    >>> press_day("Dienstag 10.Dezember 2019").days, press_day("décembre 10 2019").days
    ((datetime.date(2019, 12, 10),), (datetime.date(2019, 12, 10),))
    >>> press_day("4 de octubre de 2017").days, press_day("20260220T063400Z").days
    ((datetime.date(2017, 10, 4),), (datetime.date(2026, 2, 20),))
    """
    return written_date(_in_english(words))


def press_when(words: str) -> When | None:
    """Return when a line says that an article appeared: a day, or a month where it names no day.

    >>> press_when("Juillet 2013").edtf(), press_when("Geneva")
    ('2013-07', None)
    """
    day = press_day(words)
    if day:
        return day.when(Basis.METADATA)
    month = _MONTH_ALONE.search(_in_english(words))
    if not month:
        return None
    year, number = int(month[2]), _MONTHS.index(month[1]) + 1
    last = date(year + number // 12, number % 12 + 1, 1).toordinal() - 1
    return When(date(year, number, 1), date.fromordinal(last), Precision.MONTH, Basis.METADATA)


def _in_english(words: str) -> str:
    """Return a line in lower case, its months in English, without the small words between day and month."""
    pattern, english = month_words()
    line = pattern.sub(lambda found: english[found[0]], _ORDINAL.sub(" ", plain(words)))
    return _COMPACT.sub(r"\1-\2-\3 ", _BETWEEN.sub(" ", line))
