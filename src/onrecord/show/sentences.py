"""Sentences fit to print: the whole one in which words stand, and whether it can stand alone.

Words that an entry rests on are a piece of a sentence ("that it has plans"); a reader wants the sentence. One that
hangs in the air ("Six days later ...") is printed with the one before it, since that is what it hangs on.
"""

from __future__ import annotations

import calendar
import re
import textwrap
import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from onrecord.captions import is_caption
from onrecord.views.stretches import Text, printed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from onrecord.core.finding import Telling
    from onrecord.core.report import Citation, Report
    from onrecord.core.when import When

MOST = 300  # characters of what is printed; longer ones are cut at a word, around what is cited
SHORT = 60  # of what is printed above in full
MOST_QUOTED = 450  # of a quotation over several sentences: begun in its midst, nobody knows who "they" are
_WORD = re.compile(r"\w+")
_OPENS, _SHUTS = "“„«", "”»"
_FROM_NUMBER = re.compile(
    r"^(?:some |about |only |just )?(?:\w+|\w+ \w+) (?:minute|hour|day|week|month|year)s? (\w+)"
)


class Sentences:
    """The sentences of a record's reports.

    Args:
        report: What returns a report by its id.
    """

    def __init__(self, report: Callable[[str], Report]) -> None:
        self._report = report
        self._texts: dict[str, Text] = {}

    def whole(self, cited: Citation) -> str:
        """Return the sentence in which words stand, with the one before it where it hangs on that.

        A paragraph's first sentence has none before it. What is too long is cut around the words.
        """
        text = self._text(cited.report)
        first, last = self._bounds(text, cited)
        if hangs(text.report.text[first:last]) and (before := _before(text, first)) is not None:
            joined = printed(text.report.text[before:last])
            if len(joined) <= MOST:
                return joined
        most = MOST_QUOTED if first < text.around(cited.start, cited.end)[0] else MOST
        return _cut(self._printed(text, first, last), printed(cited.words), most)

    @staticmethod
    def _printed(text: Text, first: int, last: int) -> str:
        """Return a sentence as it is printed; a headline without the name of the outlet that stands behind it."""
        sentence = printed(text.report.text[first:last])
        outlet = text.report.outlet or ""
        return re.sub(rf" [-–—|] {re.escape(outlet)}$", "", sentence) if outlet else sentence

    def dated(self, cited: Citation) -> str:
        """Return the sentence for a line that gives its day: one that counts from another day begins behind that.

        "Six days later Belmark complained" needs no sentence before it there, and that one is of another day.
        """
        text = self._text(cited.report)
        first, last = self._bounds(text, cited)
        sentence = printed(text.report.text[first:last])
        if found := counted_from(sentence):
            return _cut(f"… {sentence[found:].lstrip(' ,')}", printed(cited.words))
        return self.whole(cited)

    def stands_alone(self, cited: Citation) -> bool:
        """Say whether the sentence in which words stand needs none before it."""
        return not hangs(self._sentence(cited))

    def best(self, tellings: Iterable[Telling], when: When | None = None) -> Telling:
        """Return the first telling whose sentence can stand alone, or else the first.

        Args:
            tellings: Of one day or happening.
            when: The day; a sentence that names another day of the week, and not this one, is left to the last.
        """
        listed = list(tellings)
        day = when.day if when else None
        fitting = [one for one in listed if day is None or self.is_of(one, day)]
        return next((one for one in fitting or listed if self.stands_alone(one.citation)), (fitting or listed)[0])

    def is_of(self, telling: Telling, day: date) -> bool:
        """Say whether a telling's sentence can stand under a day: it names no other day of the week alone.

        Nor is it what stands under a picture, which has a day of its own, or before a colon, which tells nothing.
        """
        sentence = self._sentence(telling.citation)
        return not (_of_another_day(sentence, day) or is_caption(sentence) or sentence.rstrip().endswith(":"))

    def _sentence(self, cited: Citation) -> str:
        text = self._text(cited.report)
        first, last = self._bounds(text, cited)
        return text.report.text[first:last]

    def _text(self, report: str) -> Text:
        if report not in self._texts:
            self._texts[report] = Text(self._report(report))
        return self._texts[report]

    @staticmethod
    def _bounds(text: Text, cited: Citation) -> tuple[int, int]:
        """Return where the sentence begins and ends; of a quotation over several of them, where that begins."""
        first, last = text.around(cited.start, cited.end)
        while _shuts_more(text.report.text[first:last]):
            before = _before(text, first)
            if before is None or last - before > MOST_QUOTED:
                break
            first = before
        return first, last


@cache
def _lists() -> dict[str, tuple[str, ...]]:
    source = (files("onrecord") / "data" / "show" / "sentences.toml").read_text(encoding="utf-8")
    return {key: tuple(words) for key, words in tomllib.loads(source).items()}


def hangs(sentence: str) -> bool:
    """Say whether a sentence leans on the one before it.

    >>> hangs("Six days later the envoy left."), hangs("He left."), hangs("The envoy left six days later.")
    (True, True, False)
    """
    said = " ".join(sentence.strip("\"'“”‘’„ \n").casefold().split())
    if any(said.startswith((f"{words} ", f"{words},")) for words in _lists()["hangs"]):
        return True
    return counted_from(said) > 0


def counted_from(sentence: str) -> int:
    """Return where the words end by which a sentence counts from another day; 0 where there are none.

    >>> counted_from("Six days later the envoy left."), counted_from("Six days of talks ended.")
    (14, 0)
    """
    counted = _FROM_NUMBER.match(sentence.casefold())
    return counted.end() if counted and counted[1] in _lists()["counted_from"] else 0


def by_pronoun(sentence: str) -> bool:
    """Say whether a sentence names somebody by "he" or "she" alone: "…, she told the committee, …"."""
    return any(word in _lists()["pronouns"] for word in _WORD.findall(sentence.casefold()))


def again(sentence: str) -> str:
    """Return how a sentence begins that is printed above in full.

    >>> again("Arvonia closed the strait on Monday after months of talks with Belmark about the border posts.")
    'Arvonia closed the strait on Monday after months of talks …'
    """
    return sentence if len(sentence) <= SHORT else textwrap.shorten(sentence, SHORT, placeholder=" …")


def _of_another_day(sentence: str, day: date) -> bool:
    """Say whether a sentence names a day of the week, and none that is this day's.

    >>> from datetime import date
    >>> _of_another_day("They meet on Wednesday.", date(2022, 1, 10))
    True
    """
    named = [n for n, name in enumerate(calendar.day_name) if re.search(rf"\b{name}\b", sentence)]
    return bool(named) and day.weekday() not in named


def _before(text: Text, first: int) -> int | None:
    """Return where the sentence before an offset begins; None where a paragraph begins there, or the report."""
    between = text.report.text[:first]
    gap = between[len(between.rstrip()) :]
    if not between.strip() or "\n\n" in gap:
        return None
    end = len(between.rstrip())
    return text.around(end - 1, end)[0]


def _shuts_more(said: str) -> bool:
    """Say whether a quotation ends here that began in a sentence before."""
    if (straight := said.count('"')) and not any(mark in said for mark in _OPENS + _SHUTS):
        return straight % 2 == 1 and not said.lstrip().startswith('"')
    depth = 0
    for letter in said:
        depth += (letter in _OPENS) - (letter in _SHUTS)
        if depth < 0:
            return True
    return False


def _cut(sentence: str, cited: str, most: int = MOST) -> str:
    """Return a sentence no longer than is printed: what is cut off is before or behind what is cited."""
    if len(sentence) <= most:
        return sentence
    place = max(sentence.find(cited[:40]), 0)
    if place + len(cited) <= MOST or place < MOST // 3:
        return textwrap.shorten(sentence, MOST, placeholder=" …")
    start = sentence.find(" ", place - MOST // 4)
    return f"… {textwrap.shorten(sentence[start:], MOST - 2, placeholder=' …')}"
