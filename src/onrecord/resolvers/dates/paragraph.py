"""What the paragraph before an act says of its day: the time told last in it holds on, or nearly.

Part of `dates`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.core.when import Basis, Precision, When
from onrecord.resolvers.dates.news import FRESH
from onrecord.resolvers.dates.spoken import is_of_a_teller
from onrecord.resolvers.dates.telling import CHAIN

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from onrecord.core.document import Document, Sentence, Token
    from onrecord.resolvers.dates.govern import Governing, TimesByAct
    from onrecord.resolvers.dates.telling import Telling

_REACH = 12  # sentences of a paragraph that a date told before may reach
_LONG_AGO = 60  # days


class Paragraph:
    """The times told in the same paragraph before an act."""

    def __init__(self, document: Document, times: TimesByAct, telling: Telling) -> None:
        self._document = document
        self._times = times
        self._telling = telling

    def told_before(self, act: Token) -> tuple[Governing, int] | None:
        """Return the time last told before in the same paragraph, and in which sentence."""
        for number, sentence in self._before(act):
            if found := self._last_told(sentence):
                return found, number
        return None

    def carried_on(self, act: Token, found: Governing, number: int, printed: date) -> Governing | None:
        """Return what a time told before says of an act: its day, or no more than since then.

        Args:
            act: The act.
            found: The time told before.
            number: The sentence that tells it.
            printed: The last day on which the report can be from.
        """
        first, last = found.when.earliest, found.when.latest
        if not first or not last or (last - first).days > _LONG_AGO:
            return None
        ago = (printed - last).days
        if 0 <= ago <= FRESH or (act.sentence - number == 1 and self._telling.is_of_pronoun(act)):
            return found
        if ago < 0 or ago > _LONG_AGO:
            return None
        since = When(first, printed, Precision.INTERVAL, Basis.NARRATIVE, approximate=True)
        return replace(found, when=since)

    def flashback(self, act: Token, published: When) -> date | None:
        """Return the day from which on a paragraph tells of the past, where a sentence before this dates it."""
        if not published.earliest or not self._telling.is_done(act):
            return None
        found = next((when for when in self._whens_before(act) if when.earliest), None)
        if not found or not found.latest or (published.earliest - found.latest).days <= _LONG_AGO:
            return None
        return found.earliest

    def _whens_before(self, act: Token) -> Iterator[When]:
        """Yield when the main act of each sentence before an act was, the nearest first."""
        for _, sentence in self._before(act):
            told = self._main_act(sentence)
            found = self._times.governing(told.i) if told else None
            if found:
                yield found.when

    def _before(self, act: Token) -> Iterator[tuple[int, Sentence]]:
        """Yield the sentences of the paragraph before an act with their numbers, the nearest first."""
        sentences = self._document.sentences
        here = sentences[act.sentence]
        for number in range(act.sentence - 1, max(act.sentence - _REACH, 0) - 1, -1):
            if sentences[number].passage != here.passage:
                return
            yield number, sentences[number]

    def _main_act(self, sentence: Sentence) -> Token | None:
        """Return what a sentence tells, in the report's words: not what somebody in it says was done."""
        act = self._document.tokens[sentence.root] if sentence.first < sentence.last else None
        return None if act is None or is_of_a_teller(self._document, act) else act

    def _last_told(self, sentence: Sentence) -> Governing | None:
        """Return the time of the last main act of a sentence that is told as past."""
        found = None
        act = self._main_act(sentence)
        for _ in range(CHAIN):
            if act is None:
                break
            if self._telling.is_done(act) and not self._telling.is_before(act):
                found = self._times.governing(act.i) or found
            act = self._telling.joined_with(act)
        return found
