"""One act told twice: where a report tells it with its day, that day holds where it is told without."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.resolvers.dates.words import words

if TYPE_CHECKING:
    from onrecord.core.document import Token
    from onrecord.core.entry import TimeExpression

_STEM = 5  # letters by which "resign" and "resignation" are one


class SameAct:
    """The days of a report by the word of the act that they date.

    Args:
        days: The day by the lemma of what it dates, as `TimesByAct.on_lemma` gives them.
    """

    def __init__(self, days: dict[str, TimeExpression]) -> None:
        self._by_stem: dict[str, TimeExpression] = {}
        for lemma, time in days.items():
            if lemma not in words("any_act"):
                self._by_stem[lemma[:_STEM]] = time

    def time_of(self, act: Token) -> TimeExpression | None:
        """Return the day that the report tells of such an act elsewhere, or None."""
        if act.lemma.lower() in words("any_act"):
            return None
        return self._by_stem.get(act.lemma.lower()[:_STEM])
