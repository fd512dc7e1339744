"""What a time expression says before anyone knows when it was written: `extract` hands it to `resolve`.

"Friday" says: some Friday, the one nearest to the report's day. "Three months later" says: three months on from
what was told before. A `Reading` keeps just that; with an anchor it becomes a value and a `When`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Anchor(StrEnum):
    """From where the words count."""

    NONE = "none"  # from nowhere: they give the time in full, a bare length, or nothing but a hint
    REPORT = "report"  # from the day of the report, or of the one who is quoted
    TOLD = "told"  # from what was told before
    ACT = "act"  # from what the next words name: "two days after the vote"


class Tense(StrEnum):
    """Where the clause that the words stand in puts them."""

    PAST = "past"
    FUTURE = "future"
    UNKNOWN = "unknown"


class Bound(StrEnum):
    """What a preposition makes of the time."""

    AT = "at"
    SINCE = "since"
    UNTIL = "until"
    BEFORE = "before"
    AFTER = "after"
    BY = "by"


@dataclass(frozen=True, slots=True)
class Reading:
    """The unanchored meaning of a time expression.

    Attributes:
        value: A TIMEX3 value with X for what the words leave open: "2008-07-08", "XXXX-07", "XXXX-WXX-5",
            "P3Y", "PAST_REF". Empty where the words only count ("yesterday"). Days that move are spelled by their
            rule: "XXXX-11-w4n4" is a fourth Thursday, "XXXX-easter-2" the Friday before Easter.
        anchor: From where the words count.
        unit: The unit that is counted (D, W, M, Q, Y ...), empty for none. Beside a `value` with an open head it
            is the unit that fills it: "June last year" is XXXX-06 in the Y one before.
        shift: How many units, or which one: -1 the last, 0 this or the nearest, 1 the next.
        few: The words do not say how many ("a few years ago"); `shift` then only says which way.
        clock: Time of day to hang on: "T10:00", "TMO".
        until: For a span of time named by its two ends, the value of the last one.
        mod: TIMEX3 modifier: START, MID, END, APPROX, MORE_THAN ...
        bound: Whether the time is the one meant, or that from which, up to which, before or after which.
        tense: Where the clause puts the words.
        beyond: Days to count on from the day that the rest gives: 7 of "Tuesday week".
    """

    value: str = ""
    anchor: Anchor = Anchor.NONE
    unit: str = ""
    shift: float = 0
    few: bool = False
    clock: str = ""
    until: str = ""
    mod: str = ""
    bound: Bound = Bound.AT
    tense: Tense = Tense.UNKNOWN
    beyond: int = 0
