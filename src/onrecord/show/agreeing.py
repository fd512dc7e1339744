"""How many independent reports tell one happening of a day: what nobody else is party to counts by that alone.

An election, a coup, the death of a leader has one party, and so has much that nobody will remember. Reports that
do not copy one another choose alike what mattered. That they date something to one day is no such choice: they
must tell the same of it, in some words of the same stem that any sentence might not have.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from onrecord.core.entry import Stance
from onrecord.show.phrases import lists

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from onrecord.casebook import Casebook
    from onrecord.core.finding import Finding, Telling
    from onrecord.core.report import Citation
    from onrecord.core.when import When
    from onrecord.show.sentences import Sentences

ALIKE = 2  # stems that two sentences of one happening share; names of parties, days and common words are none
_A_PART = 3  # of the stems of the shorter of two sentences, one in so many
_STEM = 5  # letters in which "elected" and "election" are one
_WORD = re.compile(r"[^\W\d_]{4,}")


class Days(NamedTuple):
    """Whose the stance is that a sentence is printed for, and the days that it may be of."""

    party: str
    days: frozenset[date]


class Agreeing:
    """Counts the independent reports that tell the same of a time.

    Args:
        sentences: The sentences of the reports.
        book: What the record holds.
        copies: The findings of texts that several reports print: they are one source.
    """

    def __init__(self, sentences: Sentences, book: Casebook, copies: Iterable[Finding]) -> None:
        self._sentences = sentences
        self._source = {report: copy.reports[0] for copy in copies for report in copy.reports}
        shown = {party.id for party in book.parties}
        called = (name for one in book.actors.values() if one.id in shown for name in (one.name, *one.aliases))
        self._parties = {stem for name in called for stem in _stems(name)}
        self._told: dict[Citation, set[str]] = {}
        self._of: dict[tuple[date, date], list[Citation]] = defaultdict(list)
        for line in book.lines:
            span = line.entry.when.span if line.entry.when else None
            if span and not isinstance(line.entry, Stance):
                self._of[span].append(line.entry.pieces[0])

    def reports(self, told: Citation, when: When, tellings: Iterable[Telling]) -> int:
        """Return how many independent reports tell of a time what a sentence tells, its own among them.

        Args:
            told: Words of the sentence.
            when: The time.
            tellings: What else is known to tell of it: sentences of which no entry was made.
        """
        others = [*(one.citation for one in tellings), *(self._of[when.span] if when.span else ())]
        telling = self._tells(told)
        alike = (one.report for one in others if len(telling & self._tells(one)) >= ALIKE)
        return len({self._source.get(report, report) for report in (told.report, *alike)})

    def tell_one(self, words: str, others: str) -> bool:
        """Say whether two sentences of one day tell the same: long ones share some stems in any case."""
        least = min(len(_stems(one) - self._parties) for one in (words, others))
        return self.share(words, others) >= max(ALIKE, least / _A_PART)

    def share(self, words: str, others: str) -> int:
        """Return how many stems two sentences share, names of parties and common words aside."""
        return len((_stems(words) & _stems(others)) - self._parties)

    def _tells(self, cited: Citation) -> set[str]:
        """Return by which stems a sentence tells what it tells."""
        if cited not in self._told:
            self._told[cited] = _stems(self._sentences.whole(cited)) - self._parties
        return self._told[cited]


def _stems(words: str) -> set[str]:
    found = (one[0].casefold() for one in _WORD.finditer(words))
    return {word[:_STEM] for word in found if word not in lists()["anywhere"]}
