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
from onrecord.show.phrases import tells

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from onrecord.core.line import Line, ReportHeader
    from onrecord.core.report import Citation
    from onrecord.core.when import When
    from onrecord.core.who import Actor, Office
    from onrecord.show.sentences import Sentences

# Six days before a report: a bare day of the week that is also the day after it, on the other side of the world.
NEXT_DAYS = timedelta(days=6)
_SINCE = re.compile(r"\bsince\b[^.;]*$", re.IGNORECASE)
_BESIDE, _TITLE = 60, 20  # characters behind a name and before it in which stands who that is
_DIGIT = re.compile(r"\d")
_OF_ITSELF = (Basis.HAND, Basis.WORDS, Basis.RELATIVE)


class Voices:
    """Says who said or did something, and when.

    Args:
        sentences: The sentences of the reports.
        names: The shown name of each party and actor.
        actors: The actors by their ids, with the offices that they held.
    """

    def __init__(self, sentences: Sentences, names: Mapping[str, str], actors: Mapping[str, Actor]) -> None:
        self._sentences = sentences
        self._names = names
        self._actors = actors

    def by(self, line: Line, party: str = "") -> str:
        """Return who says it for a party, where somebody does by name, and when."""
        return ", ".join(filter(None, (self.name(line, party), self.on(line))))

    def name(self, line: Line, party: str = "") -> str:
        """Return who says it for a party, where somebody does by name."""
        speaker = None if isinstance(line.entry, Event) else line.entry.speaker
        actor = speaker.actor if speaker else None
        return "" if actor is None or actor == party or is_unnamed(actor) else self._names.get(actor, actor)

    def speaks_for(self, line: Line, party: str) -> bool:
        """Say whether who speaks may speak for a party: a candidate for its office does not, nor its senators.

        Of whom no office is known the words beside his name tell; where they do not, the report counts him with
        the party.
        """
        speaker = None if isinstance(line.entry, Event) else line.entry.speaker
        actor = self._actors.get(speaker.actor or "") if speaker else None
        when = line.entry.when or line.report.published
        day = (when.latest or when.earliest) if when else None
        if actor is None or day is None or not actor.offices:
            return speaker is None or not self._is_private(speaker.citation)
        held = (one for one in actor.offices if one.party == party and _is_held(one, day))
        return any(not tells(one.title, "no_voice") for one in held)

    def _is_private(self, named: Citation) -> bool:
        """Say whether the words beside a name say that somebody speaks for no state: "Senator Tull"."""
        behind = self._sentences.behind(named)[:_BESIDE]
        beside = (named.words, self._sentences.before(named)[-_TITLE:], behind if behind.startswith(",") else "")
        return any(tells(words, "private") or tells(words, "no_voice") for words in beside)

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
        said = line.entry.pieces[0]
        first, last = self._sentences.bounds(said)
        if not first <= words.start < last or self._is_of_another_clause(words, said):
            return False
        is_since = _SINCE.search(self._sentences.before(words)) is not None
        return not is_since and not is_of_the_next(words, when, line.report.published)

    def _is_of_another_clause(self, words: Citation, said: Citation) -> bool:
        """Say whether a semicolon parts the words that date something from what was said or done."""
        later, earlier = max(words, said, key=_start), min(words, said, key=_start)
        apart = max(later.start - earlier.end, 0)
        return apart > 0 and ";" in self._sentences.before(later)[-apart:]


def _start(cited: Citation) -> int:
    return cited.start


def _is_held(office: Office, day: date) -> bool:
    return (office.since is None or office.since <= day) and (office.until is None or day <= office.until)


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
