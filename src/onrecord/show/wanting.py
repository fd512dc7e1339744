"""The brief's part on what each party wants: a heading for each matter, under it a line for each party."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from onrecord.core.counted import counted
from onrecord.core.entry import Event
from onrecord.core.names import Names
from onrecord.show.agreeing import Days
from onrecord.show.blocks import Heading, Item, Paragraph, quoted, words_in
from onrecord.show.line import SHORT_ID
from onrecord.show.otherwise import Otherwise
from onrecord.show.phrases import is_printed, unprinted
from onrecord.show.voices import day_told
from onrecord.show.wants import is_blaming, matter_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from onrecord.core.finding import Telling
    from onrecord.core.line import Line
    from onrecord.core.when import When
    from onrecord.show.blocks import Block
    from onrecord.show.sentences import Sentences
    from onrecord.show.standing import Standing
    from onrecord.show.voices import Voices
    from onrecord.show.wants import Taken, Want

_SIDES = {"for": "for it", "against": "against it", "conditional": "on conditions", "open": "undecided"}

_PARTING = re.compile(r"[,;:.]")
NEVER = '"never"'
_SIGNS = {
    "by the head": "by its head",
    "in writing": "in writing",
    "made a condition": "made a condition",
    NEVER: "with “never”",
}
_AS_TOLD = "Each line is what these reports tell last, and of when: a party may stand elsewhere by now."
_MOST_PARTIES = 4  # that are told of one matter: a second matter says more than a fifth party


class Picked(NamedTuple):
    """What a party wants, the telling that is printed for it, and its sentence."""

    want: Want
    taken: Taken
    words: str
    whom: str


class Called(NamedTuple):
    """Who is in a dispute, and how they are called.

    Attributes:
        names: The shown name of each party and actor.
        parties: Ids of those who are in the dispute, those first of whom most is told.
        whoms: As `wants` takes them: the name of the party that one is or belongs to.
        every: The same by every name: "Kiev" is Ukraine.
    """

    names: Mapping[str, str]
    parties: tuple[str, ...]
    whoms: Mapping[str, str]
    every: Mapping[str, str]


class Wanting:
    """Puts what parties want into words.

    Args:
        sentences: The sentences of the reports.
        lines: The lines of the record by their entry's id.
        called: Who is in the dispute.
        printed: The sentences printed so far; those printed here are put behind them.
        elsewhere: The sentences by which days are told: taken here only where there is no other.
        standing: Says which tellings can stand for a stance.
        voices: Says who said it, and when.
    """

    def __init__(
        self,
        sentences: Sentences,
        lines: Mapping[str, Line],
        called: Called,
        printed: list[str],
        elsewhere: Collection[str],
        standing: Standing,
        voices: Voices,
    ) -> None:
        self._sentences = sentences
        self._lines = lines
        self._names, self._parties, self._whoms, self._called = called
        self._known = Names(self._called)
        self._printed = printed
        self.days: dict[str, Days] = {}  # of each sentence that is printed here
        self._elsewhere = elsewhere
        self._standing = standing
        self._voices = voices
        self._otherwise = Otherwise(lines.values())

    def blocks(self, stands: Sequence[Want], room: int) -> Iterator[Block]:
        """Yield as many lines as there is room for, of the matters first of which most is told.

        A stance without a sentence of its own, printed nowhere else, is left to the counted rest.
        """
        if not stands:
            return
        yield Heading(2, "What each party wants")
        told: Counter[str] = Counter()
        for matter, of_it in _by_matter(stands, self._parties):
            picked = list(islice(self._picked(_each_once(of_it)), _MOST_PARTIES))
            only = self._only(picked)
            items, room = self._fitting(picked, only, room, told)
            if items:
                yield from () if told.total() > len(items) else (Paragraph(_AS_TOLD),)
                yield Heading(3, f"{matter[0].upper()}{matter[1:]}{f' (as to {only})' if only else ''}")
                yield from items
            if room <= 0:
                break
        left = len(stands) - told.total()
        if left and told:
            yield Paragraph(f"{left:,} more{self._whose(stands, told)}: onrecord positions RECORD --all")
        elif left:
            none = f"{counted(left, 'stance')}, none told plainly enough"
            yield Paragraph(f"{none}: onrecord positions RECORD --all")

    def _only(self, picked: Iterable[Picked]) -> str:
        """Return whom a matter concerns in all of its lines; that it is the one party itself its name says."""
        whom = {one.whom for one in picked}
        only = whom.pop() if len(whom) == 1 else ""
        return "" if {self._names.get(one.want.party) for one in picked} == {only} else only

    def _fitting(
        self, picked: Sequence[Picked], only: str, room: int, told: Counter[str]
    ) -> tuple[list[Item], int]:
        """Return the lines that there is room for, and how much of it is left; note whose they are."""
        items: list[Item] = []
        own = Counter(one.want.party for one in picked)
        for one in picked:
            item = self._item(one, named=not only, among=own[one.want.party])
            if (words := words_in(item)) <= room:
                items.append(item)
                self._printed.append(one.words)
                self.days[one.words] = Days(one.want.party, self._days_of(one.taken))
                told[one.want.party] += 1
            room -= words
        return items, room

    def _days_of(self, taken: Taken) -> frozenset[date]:
        """Return the days of a telling: that on which it was, and that on which it was reported."""
        line = self._lines[taken.telling.entry or ""]
        spans = (when.span for when in (line.entry.when, line.report.published) if when)
        return frozenset(day for span in spans if span for day in span)

    def _whose(self, stands: Iterable[Want], told: Counter[str]) -> str:
        """Return whose stances are left out, and how many: who has no line here is not without a stand."""
        left = Counter(want.party for want in stands if want.party in self._parties) - told
        counts = (f"{self._names.get(party, party)} {count}" for party, count in left.most_common())
        return f" ({', '.join(counts)})" if left else ""

    def _item(self, picked: Picked, *, named: bool, among: int) -> Item:
        """Return the line of a party, of so many; it says whom the matter concerns where its heading does not.

        That it concerns the party itself is told where another line does not.
        """
        want, shown = picked.want, picked.taken
        side = _SIDES.get(shown.says.stance, shown.says.stance)
        party = self._names.get(want.party, want.party)
        itself = "itself" if among > 1 else ""
        concerned = itself if picked.whom == party else picked.whom
        whom = f" (as to {concerned})" if named and concerned else ""
        said = self._said(shown, want)
        told = f"{', '.join((f'{side}{whom}', *self._firm(picked)))}{f'; {said}' if said else ''}:"
        note = " ".join(filter(None, (self._before(want, shown), self._told_otherwise(want))))
        return Item(party, told, picked.words, note, shown.finding.id[:SHORT_ID])

    def _told_otherwise(self, want: Want) -> str:
        """Return the words by which another tells that the party stands on the other side."""
        others = ((line, self._sentences.whole(cited)) for line, cited in self._otherwise.told(want))
        fresh = ((line, words) for line, words in others if not is_printed(words, self._printed))
        return next((self._as_otherwise(*one) for one in fresh), "")

    def _as_otherwise(self, line: Line, words: str) -> str:
        """Return it with its day: of what has none nobody knows whether it came before or after."""
        return f"(told otherwise, {self._voices.on(line) or 'on no known day'}: {quoted(words)})"

    def _picked(self, of_it: Iterable[Want]) -> Iterator[Picked]:
        """Yield those of which a sentence can be printed, each with one of its own.

        Whom the matter concerns is told as far as that telling tells it: another may be of somebody else.
        """
        taken = list(self._printed)
        for want in of_it:
            shown, words = self._sentence(want, taken)
            if shown and words:
                taken.append(words)
                yield Picked(want, shown, words, want.whom if self._names_whom(shown, want.whom) else "")

    def _sentence(self, want: Want, printed: Collection[str]) -> tuple[Taken | None, str]:
        """Return the newest telling whose sentence is not printed yet and stands alone.

        One that tells whom it concerns goes before one that leaves it open, a saying before a deed.
        """
        newest = [one for one in want.stretch[::-1] if self._standing.holds(one, want)]
        newest.sort(key=lambda one: (not self._names_whom(one, want.whom), self._is_undated(one), one.by_deed))
        told = [(one, self._whole(one)) for one in newest]
        fresh = [pair for pair in told if not is_printed(pair[1], printed)]
        fresh.sort(key=lambda pair: is_printed(pair[1], self._elsewhere))
        return fresh[0] if fresh else (None, "")

    def _is_undated(self, taken: Taken) -> bool:
        """Say whether nobody knows when it was told: whether it is the newest, then, nobody knows either."""
        return not self._voices.on(self._lines[taken.telling.entry or ""])

    def _names_whom(self, taken: Taken, whom: str) -> bool:
        """Say whether a telling is of the one whom the matter concerns, and its sentence names it."""
        if self._whoms.get(matter_of(taken.says.issue)[1], "") != whom:
            return False
        words = self._sentences.whole(taken.telling.citation)
        return not whom or any(self._called[one.name] == whom for one in self._known.found_in(words))

    def _whole(self, taken: Taken) -> str:
        """Return the sentence; of one that is printed with the one before it, the rest where that is printed."""
        return unprinted(self._sentences.whole(taken.telling.citation), self._printed)

    def _firm(self, picked: Picked) -> Iterator[str]:
        """Yield how firm it is, as far as the telling that is printed shows it; nothing where it is told once."""
        want, shown = picked.want, picked.taken
        if want.reports > 1:
            yield f"told by {want.reports} reports{self._reach(want)}"
        for sign in shown.says.firmness.split(", "):
            if sign in _SIGNS and self._shows(sign, picked):
                yield _SIGNS[sign]
        if want.by_deed:
            yield "by deed"

    def _reach(self, want: Want) -> str:
        """Return of when the first and the last report are that tell it.

        It may have been so before the one, and the printed words need not be those of the other.
        """
        lines = (self._lines[one.telling.entry or ""] for one in want.stretch)
        known = [when for line in lines if (when := day_told(line.report))]
        first, last = (pick(known, key=_day_of, default=None) for pick in (min, max))
        if first is None or last is None or _day_of(first) == _day_of(last):
            return ""
        return f", the first of {first.in_words()}, the last of {last.in_words()}"

    def _shows(self, sign: str, picked: Picked) -> bool:
        """Say whether the telling that is printed has a sign, which may be another's of the same stance."""
        if sign == NEVER:
            return self._says_never(picked)
        speakers = {self._speaker(one) for one in picked.taken.finding.tellings}
        return speakers == {self._speaker(picked.taken.telling)}

    def _says_never(self, picked: Picked) -> bool:
        """Say whether the printed words have a "never" that is of the matter: nothing parts the two.

        "They bring troops home, and never will they forget" says no "never" to troops.
        """
        entry = self._lines[picked.taken.telling.entry or ""].entry
        words = picked.words.casefold()
        at, named = words.find(NEVER.strip('"')), [one.words.words.casefold() for one in entry.propositions]
        places = [words.find(one) for one in named if one in words]
        return at >= 0 and any(not _PARTING.search(words[min(at, one) : max(at, one)]) for one in places)

    def _speaker(self, telling: Telling) -> str | None:
        line = self._lines.get(telling.entry or "")
        entry = line.entry if line else None
        return entry.speaker.actor if entry and not isinstance(entry, Event) and entry.speaker else None

    def _said(self, taken: Taken, want: Want) -> str:
        """Return who says it for the party, and when."""
        return self._voices.by(self._lines[taken.telling.entry or ""], want.party)

    def _before(self, want: Want, shown: Taken) -> str:
        if want.before is None:
            return ""
        side = _SIDES.get(want.before.says.stance, want.before.says.stance)
        how = ", by deed" if want.before.by_deed else ""
        if is_blaming(self._lines[shown.telling.entry or ""].entry) or not _is_over(want.before, want.stretch[0]):
            return ""  # who blames an attack of others may have changed nothing; nor is a day before itself
        return f"(before, {_day(want.before.when) or 'undated'}: {side}{how})"


def _by_matter(stands: Iterable[Want], parties: Sequence[str]) -> list[tuple[str, list[Want]]]:
    """Return what those want who are in the dispute, by matter: the one first of which most reports tell.

    Of a matter first what most reports tell, then of whom most is told.
    """
    found: dict[str, list[Want]] = defaultdict(list)
    for want in stands:
        if want.party in parties:
            found[want.matter].append(want)
    for of_it in found.values():
        of_it.sort(key=lambda want: (-want.reports, parties.index(want.party), want.whom))
    return sorted(found.items(), key=lambda pair: (-_told(pair[1]), pair[0]))


def _each_once(of_it: Iterable[Want]) -> list[Want]:
    """Return what is wanted, a stance on the whole matter and as to one whom it concerns once: they are one.

    Of the two stays the one that is told first. Stances as to two whom it concerns are two.
    """
    kept: list[Want] = []
    for one in of_it:
        same = [other for other in kept if (other.party, _stance(other)) == (one.party, _stance(one))]
        if not any(bool(other.whom) != bool(one.whom) for other in same):
            kept.append(one)
    return kept


def _stance(want: Want) -> str:
    return want.last.says.stance


def _told(of_it: Iterable[Want]) -> int:
    return sum(want.reports for want in of_it)


def _is_over(before: Taken, after: Taken) -> bool:
    """Say whether one telling is surely of a day before the other's."""
    ended, began = before.when.latest if before.when else None, after.when.earliest if after.when else None
    return bool(ended and began and ended < began)


def _day_of(when: When) -> int:
    return when.latest.toordinal() if when.latest else 0


def _day(when: When | None) -> str:
    return when.in_words() if when else ""
