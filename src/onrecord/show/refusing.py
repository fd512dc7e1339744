"""The brief's part on refusals whose words name no matter of the catalogue: "it will not promise to stop that".

Whoever refuses stands somewhere, though no rule can say on which side of what; the words say it themselves.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from onrecord.core.entry import Act, Statement
from onrecord.core.proposition import Sense
from onrecord.show.blocks import Item
from onrecord.show.line import SHORT_ID
from onrecord.show.parties import Parties
from onrecord.show.phrases import hangs, is_printed, is_whole, names_another_year, tells
from onrecord.show.standing import SURE_ALONE, sureness
from onrecord.show.voices import Voices

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from onrecord.casebook import Casebook
    from onrecord.core.line import Line
    from onrecord.show.sentences import Sentences

_BEGINS = 6  # words in which what is refused is told
_OF_A_PARTY = 2  # refusals that are told of one


def refusals(book: Casebook, sentences: Sentences, printed: Collection[str]) -> Iterator[Item]:
    """Yield what parties refuse, the surest first, in sentences that are not printed yet and stand alone.

    Args:
        book: What the record holds.
        sentences: The sentences of its reports.
        printed: The sentences printed so far.
    """
    parties = {party.id for party in book.parties}
    found = [(sureness(entry), line, entry) for line in book.lines if isinstance(entry := line.entry, Statement)]
    surest = sorted((one for one in found if _is_refused(one[2], parties)), key=lambda one: (-one[0], one[2].id))
    told: Counter[str] = Counter()
    taken, refusing = list(printed), _Refusing(book, sentences)
    for sure, line, entry in surest:
        party, words = _party(entry), sentences.whole(entry.content[0])
        is_new = told[party] < _OF_A_PARTY and not is_printed(words, taken)
        if sure >= SURE_ALONE and is_new and refusing.is_plain(line, entry, words):
            told[party] += 1
            taken.append(words)
            who = refusing.voices.by(line, party)
            yield Item(book.names.get(party, party), f"{who}:" if who else "", words, "", entry.id[:SHORT_ID])


class _Refusing:
    """Says which refusals a sentence tells plainly."""

    def __init__(self, book: Casebook, sentences: Sentences) -> None:
        self.voices = Voices(sentences, book.names, book.actors)
        self._sentences = sentences
        self._parties = Parties(book)

    def is_plain(self, line: Line, entry: Statement, words: str) -> bool:
        """Say whether a sentence tells a refusal by itself, as news, of the party's own."""
        cited, party, named = entry.content[0], _party(entry), self._parties.named_in(words)
        is_news = self._sentences.leads(cited) or len(named) > 1
        is_its_own = party in named or bool(self.voices.name(line, party))
        alone = is_whole(words) and not hangs(words) and not self._sentences.is_beside(cited)
        return alone and is_news and is_its_own and self._is_said_now(line, party, words)

    def _is_said_now(self, line: Line, party: str, words: str) -> bool:
        """Say whether who speaks for a party refuses in so many words, on a known day, not in another year."""
        known = line.report.published
        if known and known.earliest and names_another_year(words, known.earliest.year):
            return False
        says_so = tells(words, "refuses") and not tells(words, "formerly") and bool(self.voices.on(line))
        return says_so and self.voices.speaks_for(line, party)


def refused_in_all(book: Casebook) -> int:
    """Return how many refusals are told, of whatever and by whomever."""
    return sum(isinstance(line.entry, Statement) and line.entry.act is Act.REFUSE for line in book.lines)


def _is_refused(entry: Statement, parties: Collection[str]) -> bool:
    """Say whether an entry is a party's own refusal, and takes no side that is told among what it wants.

    Who will not comment refuses nothing that is in dispute, and who rejects an accusation denies it.
    """
    sided = any(one.sign and one.sense is Sense.WILL and not one.background for one in entry.propositions)
    begins = " ".join([entry.cue.words if entry.cue else "", *entry.content[0].words.split()[:_BEGINS]])
    sided = sided or tells(begins, "says_nothing") or tells(begins, "told_of")
    own = entry.act is Act.REFUSE and not entry.negated and entry.via is None
    return own and not sided and _party(entry) in parties


def _party(entry: Statement) -> str:
    return (entry.speaker.side or "") if entry.speaker else ""
