"""The brief's part on what the record holds, where hardly a line is sure enough: an empty page helps nobody.

Of one or two reports, and of speeches and opinions, few stances and days are told as plainly as a brief asks. What
was said and done last is in the record all the same: it is told here, by sentences that say who and stand alone.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from onrecord.core.counted import counted, listed
from onrecord.core.entry import Event, Stance, Statement, Status
from onrecord.show.blocks import Heading, Item, Paragraph
from onrecord.show.line import SHORT_ID
from onrecord.show.parties import Parties
from onrecord.show.phrases import by_pronoun, is_printed, is_whole, names_another_year
from onrecord.show.plainly import Plainly
from onrecord.show.standing import LONG, SURE, SURE_ALONE, sureness
from onrecord.show.wants import is_mere

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from onrecord.casebook import Casebook, PartyPage
    from onrecord.core.entry import Entry
    from onrecord.core.line import Line
    from onrecord.show.blocks import Block
    from onrecord.show.sentences import Sentences
    from onrecord.show.voices import Voices

FEW = 3  # lines; a brief that tells fewer tells this besides
_LATEST, _OF_A_PARTY = 5, 2  # entries that are told, and of one party
_LEAST = 8  # words of a sentence: a shorter one leaves out to whom, where or why
_PARTIES = 3  # whose entries are counted


class _Plain(NamedTuple):
    """An entry that a sentence tells plainly, whose it is, and how much more it is than a remark by the way."""

    line: Line
    party: str
    words: str
    weight: int


class Holding:
    """Tells what a record holds.

    Args:
        book: What the record holds.
        sentences: The sentences of its reports.
        voices: Says who said it, and when.
        printed: The sentences printed so far.
    """

    def __init__(self, book: Casebook, sentences: Sentences, voices: Voices, printed: Collection[str]) -> None:
        self._book = book
        self._sentences = sentences
        self._voices = voices
        self._printed = list(printed)
        self._parties = Parties(book)
        self._plainly = Plainly(sentences, self._parties, voices)

    def blocks(self) -> Iterator[Block]:
        """Yield how much it holds, of whom most, and what was said and done last."""
        yield Heading(2, "What the record holds")
        yield Paragraph(self._counts())
        latest = self._latest()
        if latest:
            yield Paragraph("What is told plainly, the latest first:")
        yield from map(self._item, latest)

    def _counts(self) -> str:
        """Return how many entries there are, and whose most of them are."""
        lines = self._book.lines
        if not lines:
            return "Nothing that was said or done was found in these reports."
        kinds = ((Statement, "statement"), (Event, "event"), (Stance, "stance"))
        numbers = [(sum(isinstance(line.entry, kind) for line in lines), name) for kind, name in kinds]
        counts = listed([counted(number, name) for number, name in numbers if number])
        whose = [_of(party) for party in self._book.parties[:_PARTIES]]
        most = f" Most is told of {listed(whose)}." if whose else ""
        few = "Too little is told plainly enough for more lines"
        return f"{few}. There are {counts}.{most} onrecord dossier RECORD lists all."

    def _latest(self) -> Sequence[_Plain]:
        """Return what is told plainly last: mere remarks by the way only where there is nothing else."""
        plain = [one for line in self._book.lines if (one := self._plain(line))]
        found = [one for one in plain if one.weight] or plain
        found.sort(key=_place, reverse=True)
        of_party: Counter[str] = Counter()
        taken: list[_Plain] = []
        for one in found:
            is_new = of_party[one.party] < _OF_A_PARTY and not is_printed(one.words, self._printed)
            if is_new and len(taken) < _LATEST:
                of_party[one.party] += 1
                self._printed.append(one.words)
                taken.append(one)
        return taken

    def _plain(self, line: Line) -> _Plain | None:
        """Return an entry as its sentence tells it; None where that is not plain."""
        entry, cited = line.entry, line.entry.pieces[0]
        party = next((one.side for one in entry.doers if self._parties.is_one(one.side)), None)
        if party is None or not _is_so(entry):
            return None
        words = self._sentences.whole(cited)
        if not self._stands(line, words) or not self._is_of(line, party, words):
            return None
        is_news = self._sentences.leads(cited) or len(self._parties.named_in(words)) > 1
        return _Plain(line, party, words, is_news + (not is_mere(entry)))

    def _stands(self, line: Line, words: str) -> bool:
        """Say whether a sentence can stand alone: whoever "he" is in it is known by name."""
        cited = line.entry.pieces[0]
        if not is_whole(words) or words.endswith(("?", ":")) or len(words.split()) < _LEAST:
            return False
        if not self._sentences.stands_alone(cited) or _is_of_before(line, words):
            return False
        nobody = by_pronoun(words) and not self._voices.name(line)
        return not nobody and not self._sentences.is_beside(cited)

    def _is_of(self, line: Line, party: str, words: str) -> bool:
        """Say whether a sentence tells that a party said or did it, and not something else by the way."""
        if isinstance(line.entry, Event):
            return self._plainly.tells_deed(line.entry, party)
        is_voice = self._voices.speaks_for(line, party) and self._plainly.names_speaker(line, words)
        return is_voice and not self._plainly.is_in_passing(line.entry)

    def _item(self, one: _Plain) -> Item:
        """Return the line of an entry; it says who speaks where that is known by name, else the sentence does."""
        name = self._voices.name(one.line, one.party)
        told = f"{self._book.names.get(one.party, one.party)} ({name}):" if name else ""
        return Item(self._voices.on(one.line) or "undated", told, one.words, "", one.line.entry.id[:SHORT_ID])


def _of(party: PartyPage) -> str:
    """Return a party with how many entries are its words, thoughts and deeds."""
    return f"{party.name} ({counted(party.statements + len(party.thought) + len(party.did), 'entry')})"


def _is_so(entry: Entry) -> bool:
    """Say whether an entry is surely somebody's own word, or surely done and not only claimed.

    By which act something is said is no matter: the line gives the words.
    """
    if isinstance(entry, Event):
        is_done = entry.status is Status.HAPPENED and entry.claim is None and not entry.doubts_sources
        return is_done and sureness(entry) >= SURE_ALONE
    is_own = isinstance(entry, Statement) and entry.via is None and not entry.negated
    return is_own and (entry.confidence is None or entry.confidence >= SURE)


def _is_of_before(line: Line, words: str) -> bool:
    """Say whether something is of long before its report, or its sentence is, whatever dates the entry."""
    known, when = line.report.published, line.entry.when
    if known is None or known.earliest is None:
        return False
    is_old = when is not None and when.latest is not None and when.latest < known.earliest - LONG
    return is_old or names_another_year(words, known.earliest.year)


def _place(one: _Plain) -> tuple[int, int, float, str]:
    return _day(one.line), one.weight, sureness(one.line.entry), one.line.entry.id


def _day(line: Line) -> int:
    """Return the last day on which something can have been said or done; what nothing dates comes last."""
    when = line.entry.when
    return when.latest.toordinal() if when and when.latest else 0
