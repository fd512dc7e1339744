"""The news of a report: what its first sentences tell, with its day, and what that day says of the rest.

Part of `dates`. What no word dates is of the day of the news where it is told with it, and else of some day from
then to the report.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from onrecord.core.when import Basis, Precision, When

if TYPE_CHECKING:
    from onrecord.core.document import Document, Token
    from onrecord.resolvers.dates.govern import Governing, TimesByAct
    from onrecord.resolvers.dates.live import Piece
    from onrecord.resolvers.dates.telling import Telling

LEAD = 5  # sentences
FRESH = 2  # days
_NEWS_DAYS = 7


class News:
    """The day of a report's news, as far as it tells one."""

    def __init__(self, document: Document, times: TimesByAct, telling: Telling, piece: Piece) -> None:
        self._document = document
        self._times = times
        self._telling = telling
        self._printed = piece.published.day if piece.published else None
        self._sentences = [
            number
            for number, sentence in enumerate(document.sentences)
            if sentence.first < sentence.last and piece.holds(document.tokens[sentence.first].start)
        ]
        self._at = self._sentences[0] if self._sentences else 0
        self._news = self._first_told(self._printed) if self._printed else None
        self._a_day_late = self._tells_of_day_before(self._printed)

    def day_of(self, act: Token) -> Governing | None:
        """Return the day of the news; in another paragraph, it may be any day from then to the report."""
        news, day = self._news, self._news.when.day if self._news else None
        if not news or not day or not self._printed or self._leads_to_news(act):
            return None
        if self._is_beside_news(act):
            return news
        if day >= self._printed:
            return replace(news, when=self.about_now(news.when))
        late = (self._printed - day).days > FRESH
        since = When(day, self._printed, Precision.INTERVAL, Basis.NARRATIVE, approximate=late)
        return replace(news, when=since)

    def about_now(self, published: When) -> When:
        """Return when it was that is told without a word of time: about the report's day, or from its news on.

        Where the news, or any of what it tells, is told to be of the day before, the report was printed the day
        after, and what it tells beside that was of the one day or the other.
        """
        day = published.day
        if day and self._a_day_late:
            return When(day - timedelta(1), day, Precision.INTERVAL, Basis.PUBLISHED)
        return about(published)

    def _first_told(self, printed: date) -> Governing | None:
        """Return the time of the main act of the first sentences, if it is a day shortly before the report."""
        for number, root in self._main_acts(LEAD):
            if self._telling.is_before(self._document.tokens[root]):
                continue  # what had been done before the news is not the news
            found = self._times.governing(root)
            day = found.when.day if found else None
            if found and day and 0 <= (printed - day).days <= _NEWS_DAYS:
                self._at = number
                return found
        return None

    def _tells_of_day_before(self, printed: date | None) -> bool:
        """Say whether the main act of any sentence is told to be of the day before the report."""
        if printed is None or printed == date.min:
            return False
        before = printed - timedelta(1)
        found = (self._times.governing(root) for _, root in self._main_acts(len(self._sentences)))
        return any(one is not None and one.when.day == before for one in found)

    def _main_acts(self, first: int) -> list[tuple[int, int]]:
        """Return the number and the root of each of the first so many sentences."""
        return [(number, self._document.sentences[number].root) for number in self._sentences[:first]]

    def _leads_to_news(self, act: Token) -> bool:
        """Say whether an act is told before the news, in the same paragraph: no day is told there yet."""
        return self._is_in_paragraph_of_news(act) and act.sentence < self._at

    def _is_beside_news(self, act: Token) -> bool:
        """Say whether an act is told right after the news, in the same paragraph."""
        return self._is_in_paragraph_of_news(act) and act.sentence - self._at <= LEAD

    def _is_in_paragraph_of_news(self, act: Token) -> bool:
        sentences = self._document.sentences
        return sentences[act.sentence].passage == sentences[self._at].passage


def about(published: When) -> When:
    """Return the day of a report as that of what it tells without a word of time: about then.

    Papers print a day late: of statements that annotators dated by reading, one in ten had been made a day or two
    before the report.
    """
    return replace(published, basis=Basis.PUBLISHED, approximate=True)
