"""Sentences fit to print: the whole one in which words stand, and whether it can stand alone.

Words that an entry rests on are a piece of a sentence ("that it has plans"); a reader wants the sentence. One that
hangs in the air ("Six days later ...") is printed with the one before it, since that is what it hangs on.
"""

from __future__ import annotations

import calendar
import re
import textwrap
from typing import TYPE_CHECKING

from onrecord.captions import is_caption
from onrecord.core.report import PassageKind
from onrecord.show.phrases import chronicled, counted_from, hangs, lists, on_that_day, tells, tells_what_was
from onrecord.views.stretches import Text, printed

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from onrecord.core.finding import Telling
    from onrecord.core.report import Citation, Report

MOST = 300  # characters of what is printed; longer ones are cut at a word, around what is cited
MOST_QUOTED = 450  # of a quotation over several sentences: begun in its midst, nobody knows who "they" are
A_LINE = 60  # characters: a shorter line is a headline, a byline or a place
LEADS = 3  # paragraphs in which news tells what it is about, a headline among them that stands as one
CREDIT = 60  # characters behind a sentence in which a picture's credit stands
_IN_PASSING = re.compile(
    r"\b(?:an?|the|its|their|his|her|since|before|after|until|till|following|prior to|ahead of|between) [\"“‘']?$",
    re.IGNORECASE,
)
_FOLLOWING = re.compile(
    r"\b(?:following|such as|despite|notwithstanding|responsible for|(?:is|are|was|were) behind|blamed? for"
    r"|accused of|suspected of)\b([^,;:]*)$",
    re.IGNORECASE,
)
_CLAIMED = re.compile(r"\bresponsibility for\b([^;:]*)$", re.IGNORECASE)
# What a sentence of another time tells of a day: "since the coup on May 3", "Tull, who left on May 3".
_SINCE = re.compile(r"\bsince\b([^,;:]+)$", re.IGNORECASE)
_RELATIVE = re.compile(r"\b(?:who|whose|which)\b[^,;:.]*$")
_UP_TO = re.compile(r"\bbetween\b.*\band $", re.IGNORECASE | re.DOTALL)
_QUESTION = re.compile(r"Q(?:UESTION)?[.:\s]")  # how a transcript begins what a journalist asks
_WORD = re.compile(r"\w+")
_OPENS, _SHUTS = "“„«", "”»"


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
        before = _before(text, first) if hangs(text.report.text[first:last]) else None
        if before is not None and not hangs(text.report.text[before:first]):  # "he" of both is named in neither
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

    def dated(self, cited: Citation, day: date | None = None) -> str:
        """Return the sentence for a line that gives its day: one that counts from another day begins behind that.

        "Six days later Belmark complained" needs no sentence before it there, and that one is of another day. A
        line of a chronicle needs no day of its own. Of what is too long the part is kept that names the day.
        """
        text = self._text(cited.report)
        first, last = self._bounds(text, cited)
        sentence = printed(text.report.text[first:last])
        if found := chronicled(sentence):
            return _cut(sentence[found:], printed(cited.words))
        if found := counted_from(sentence) or on_that_day(sentence):
            return _cut(f"… {sentence[found:].lstrip(' ,')}", printed(cited.words))
        if day and len(sentence) > MOST and (named := _naming(day).search(sentence)):
            return _cut(sentence, named[0])
        return self.whole(cited)

    def counts_from_another(self, cited: Citation) -> bool:
        """Say whether a sentence counts from another day, or is of that day: behind that it is whole."""
        sentence = printed(self._sentence(cited))
        return (counted_from(sentence) or on_that_day(sentence)) > 0

    def is_chronicled(self, cited: Citation) -> bool:
        """Say whether a sentence is a line of a chronicle."""
        return chronicled(printed(self._sentence(cited))) > 0

    def stands_alone(self, cited: Citation) -> bool:
        """Say whether the sentence in which words stand needs none before it."""
        return not hangs(self._sentence(cited))

    def is_of(self, telling: Telling, day: date) -> bool:
        """Say whether a telling's sentence can stand under a day: it names no other day of the week alone.

        Nor does it stand before a colon or ask, which tells nothing, or name but "the events of May 3".
        """
        sentence = self._sentence(telling.citation)
        asks = sentence.rstrip(' \n"”').endswith((":", "?")) or _QUESTION.match(sentence.lstrip()) is not None
        is_other = _of_another_day(sentence, day) or asks
        found = list(_naming(day).finditer(sentence))
        before = [sentence[: one.start()] for one in found]
        is_in_a_name = any(told.endswith((" of ", " of the ")) for told in before)
        is_next = bool(found) and all(one[0].isalpha() for one in found) and _is_to_come(before[0])
        return not (is_other or is_in_a_name or is_next or self.is_beside(telling.citation))

    def names_but_a_weekday(self, telling: Telling, day: date) -> bool:
        """Say whether a sentence names a day of the calendar by nothing but its day of the week."""
        found = [one[0] for one in _naming(day).finditer(self._sentence(telling.citation))]
        return bool(found) and all(map(str.isalpha, found))

    def only_names(self, telling: Telling, day: date) -> bool:
        """Say whether a sentence has a day in passing: "an April 7 attack", "since Jan. 1", "Friday's vote".

        So has one that tells what was later, or in spite of it: "following the collision on April 1".
        """
        sentence = self._sentence(telling.citation)
        found = list(_naming(day).finditer(sentence))
        return bool(found) and all(
            _is_in_passing(sentence[: one.start()]) or sentence[one.end() :].startswith((")", "'s", "’s"))
            for one in found
        )

    def looks_back(self, telling: Telling, day: date) -> bool:
        """Say whether a sentence is of another time, and looks back on a day: "since the coup on May 3"."""
        sentence = self._sentence(telling.citation)
        found = list(_naming(day).finditer(sentence))
        return bool(found) and all(_looks_back(sentence[: one.start()]) for one in found)

    def names(self, telling: Telling, day: date) -> bool:
        """Say whether a telling's sentence names a day: its date, its day of the week, a word like "yesterday".

        A dateline does not ("PORT KELM, 3 Mar (Coast Wire) -- The strait is shut"), nor does "last week".
        """
        said = printed(self._sentence(telling.citation))
        return _naming(day).search(said) is not None or tells(said, "days")

    def is_of_today(self, telling: Telling, day: date) -> bool:
        """Say whether a sentence that names a day by its date is of "today" or "yesterday", as its verb has it."""
        said = self._sentence(telling.citation)
        return _naming(day).search(said) is not None and tells(said, "todays")

    def names_year(self, telling: Telling, year: int) -> bool:
        """Say whether a telling's sentence names a year."""
        return str(year) in self._sentence(telling.citation)

    def is_beside(self, cited: Citation) -> bool:
        """Say whether words stand beside the running text: under a picture, or in a line that ends in the open.

        A picture has a day of its own, and what is on it is not what a party did. The first line is the headline.
        """
        text = self._text(cited.report)
        first, last = self._bounds(text, cited)
        sentence = text.report.text[first:last]
        if is_caption(sentence) or is_caption(text.report.text[last:].partition("\n")[0][:CREDIT]):
            return True
        ends = text.report.text[last:].startswith("\n\n") or not text.report.text[last:].strip()
        is_headline = not text.report.text[:first].strip() or self._is_headed(text, first)
        return ends and not is_headline and sentence.rstrip()[-1:].isalnum()

    def leads(self, cited: Citation) -> bool:
        """Say whether words stand in the headline of a report or its first paragraphs, where news is told."""
        report = self._text(cited.report).report
        read = [
            one for one in report.passages if one.kind is PassageKind.PARAGRAPH and one.end - one.start >= A_LINE
        ]
        return cited.start < max((one.end for one in read[:LEADS]), default=len(report.text))

    def heads(self, cited: Citation) -> bool:
        """Say whether words stand in a headline: in what is marked as one, or a first line of one sentence."""
        text = self._text(cited.report)
        first, last = self._bounds(text, cited)
        is_first = not text.report.text[:first].strip()
        return self._is_headed(text, first) or (is_first and text.report.text[last : last + 1] in ("", "\n"))

    @staticmethod
    def _is_headed(text: Text, place: int) -> bool:
        """Say whether a place is in what is marked as a title or heading."""
        kinds = (one.kind for one in text.report.passages if one.start <= place < one.end)
        return next(kinds, PassageKind.PARAGRAPH) in (PassageKind.TITLE, PassageKind.HEADING)

    def before(self, cited: Citation) -> str:
        """Return what stands before words in their sentence."""
        text = self._text(cited.report)
        return text.report.text[text.around(cited.start, cited.end)[0] : cited.start]

    def behind(self, cited: Citation) -> str:
        """Return what stands behind words in their sentence."""
        text = self._text(cited.report)
        return text.report.text[cited.end : text.around(cited.start, cited.end)[1]]

    def bounds(self, cited: Citation) -> tuple[int, int]:
        """Return where the sentence begins and ends in which words stand."""
        return self._bounds(self._text(cited.report), cited)

    def are_near(self, one: Citation, other: Citation) -> bool:
        """Say whether words of one report stand in one sentence, or in two of which one follows the other."""
        (_, ends), (begins, _) = sorted((self.bounds(one), self.bounds(other)))
        return not self._text(one.report).report.text[ends:begins].strip()

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


def _naming(day: date) -> re.Pattern[str]:
    """Return what finds a day of the calendar, or its day of the week, in a sentence."""
    month = calendar.month_name[day.month][:3]
    number = rf"{day.day}(?:st|nd|rd|th)?"
    return re.compile(rf"\b{number} (?:of )?{month}\w*|\b{month}\w*\.? {number}\b|\b{day:%A}\b")


def _of_another_day(sentence: str, day: date) -> bool:
    """Say whether a sentence names a day of the week, and none that is this day's.

    >>> from datetime import date
    >>> _of_another_day("They meet on Wednesday.", date(2022, 1, 10))
    True
    """
    named = [n for n, name in enumerate(calendar.day_name) if re.search(rf"\b{name}\b", sentence)]
    return bool(named) and day.weekday() not in named


def _is_in_passing(before: str) -> bool:
    """Say whether a day, behind these words, is but that of something that a sentence names besides.

    >>> _is_in_passing("He left despite a call on "), _is_in_passing("He left after a call on ")
    (True, False)
    >>> _is_in_passing("It came between May 3 and ")  # on which of the days nobody knows
    True
    >>> _is_in_passing("Arvonia was behind the raid on "), _is_in_passing("She paid for the raid on ")
    (True, False)
    """
    follows = [found[1] for one in (_FOLLOWING, _CLAIMED) if (found := one.search(before))]
    is_later = not all(map(tells_what_was, follows))
    return is_later or any(one.search(before) for one in (_IN_PASSING, _UP_TO))


def _looks_back(before: str) -> bool:
    """Say whether a day, behind these words, is of what a sentence of another time looks back on.

    >>> _looks_back("Prices have doubled since the coup on "), _looks_back("They speak of Tull, who left on ")
    (True, True)
    >>> _looks_back("They have paid since the war began on ")
    False
    """
    since = _SINCE.search(before)
    return _RELATIVE.search(before) is not None or (since is not None and not tells_what_was(since[1]))


def _is_to_come(before: str) -> bool:
    """Say whether a bare day of the week, behind these words, may be the next one.

    >>> _is_to_come("They said that it will sail on"), _is_to_come("It will sail, the ministry said on")
    (True, False)
    """
    said = f" {' '.join(_WORD.findall(before.casefold()))} "
    behind = {what: max(said.rfind(f" {words} ") for words in lists()[what]) for what in ("to_come", "saying")}
    return behind["to_come"] > behind["saying"]


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
