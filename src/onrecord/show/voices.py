"""Who said or did something, and when, as far as its own sentence tells: what it leaves open is no part of a line.

A day that other sentences give may be of something else ("in the same meeting"), so a line has its day from the
words that are printed with it, and else the day on which it was reported. That is always so.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from onrecord.core.entry import Event
from onrecord.core.when import Basis
from onrecord.core.who import is_unnamed
from onrecord.views.stretches import words_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from onrecord.core.line import Line, ReportHeader
    from onrecord.core.report import Citation
    from onrecord.core.when import When
    from onrecord.show.sentences import Sentences

# Six days before a report: a bare day of the week that is also the day after it, on the other side of the world.
NEXT_DAYS = timedelta(days=6)
_SINCE = re.compile(r"\bsince\b[^.;]*$", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_OF_ITSELF = (Basis.HAND, Basis.WORDS, Basis.RELATIVE)


class Voices:
    """Says who said or did something, and when.

    Args:
        sentences: The sentences of the reports.
        names: The shown name of each party and actor.
    """

    def __init__(self, sentences: Sentences, names: Mapping[str, str]) -> None:
        self._sentences = sentences
        self._names = names

    def by(self, line: Line, party: str = "") -> str:
        """Return who says it for a party, where somebody does by name, and when."""
        return ", ".join(filter(None, (self.name(line, party), self.on(line))))

    def name(self, line: Line, party: str = "") -> str:
        """Return who says it for a party, where somebody does by name."""
        speaker = None if isinstance(line.entry, Event) else line.entry.speaker
        actor = speaker.actor if speaker else None
        return "" if actor is None or actor == party or is_unnamed(actor) else self._names.get(actor, actor)

    def on(self, line: Line) -> str:
        """Return when it was said or done, as its sentence says, else when it was reported; "" if none knows."""
        when, known = line.entry.when, day_told(line.report)
        if when is None:
            return ""
        if self.dates_itself(line):
            return when.in_words()
        return f"reported {known.in_words()}" if known else ""

    def dates_itself(self, line: Line) -> bool:
        """Say whether the words that date an entry stand in its sentence, and name its own day."""
        when, words = line.entry.when, line.entry.when_words
        if when is None or words is None:
            return when is not None and when.basis in _OF_ITSELF
        if when.basis is not Basis.WORDS and day_told(line.report) is None:
            return False  # "on Monday", of nobody knows which week
        first, last = self._sentences.bounds(words_of(line.entry)[0])
        if not first <= words.start < last or _SINCE.search(self._sentences.before(words)):
            return False
        return not is_of_the_next(words, when, line.report.published)


def day_told(report: ReportHeader) -> When | None:
    """Return when a report appeared, bounded on both sides; None where that was but concluded from its text."""
    known = report.published
    is_known = known is not None and known.earliest and known.latest and known.basis is not Basis.CONTENT
    return known if is_known else None


def is_of_the_next(words: Citation, when: When, known: When | None) -> bool:
    """Say whether words may name the day after the report's by another clock: "Saturday", told on Friday."""
    if when.day is None or known is None or known.day is None or _DIGIT.search(words.words):
        return False
    return known.day - when.day == NEXT_DAYS
