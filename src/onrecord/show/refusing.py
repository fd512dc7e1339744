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
    from onrecord.show.sentences import Sentences

_BEGINS = 4  # words in which what is refused is told
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
    taken, named, voices = list(printed), Parties(book), Voices(sentences, book.names, book.actors)
    for sure, line, entry in surest:
        party, cited = _party(entry), entry.content[0]
        words, who = sentences.whole(cited), voices.by(line, party)
        parties_named = named.named_in(words)
        year = line.report.published.earliest if line.report.published else None
        is_old = year is not None and names_another_year(words, year.year)
        alone = not is_old and not hangs(words) and is_whole(words) and not sentences.is_beside(cited)
        is_news = sentences.leads(cited) or len(parties_named) > 1
        is_its_own = voices.speaks_for(line, party) and (party in parties_named or bool(voices.name(line, party)))
        says_so = tells(words, "refuses") and bool(voices.on(line))
        plain = sure >= SURE_ALONE and alone and is_news and is_its_own and says_so
        if plain and not is_printed(words, taken) and told[party] < _OF_A_PARTY:
            told[party] += 1
            taken.append(words)
            yield Item(book.names.get(party, party), f"{who}:" if who else "", words, "", entry.id[:SHORT_ID])


def refused_in_all(book: Casebook) -> int:
    """Return how many refusals are told, of whatever and by whomever."""
    return sum(isinstance(line.entry, Statement) and line.entry.act is Act.REFUSE for line in book.lines)


def _is_refused(entry: Statement, parties: Collection[str]) -> bool:
    """Say whether an entry is a party's own refusal, and takes no side that is told among what it wants.

    Who will not comment refuses nothing that is in dispute.
    """
    sided = any(one.sign and one.sense is Sense.WILL and not one.background for one in entry.propositions)
    begins = " ".join(entry.content[0].words.split()[:_BEGINS])
    sided = sided or tells(begins, "says_nothing")
    own = entry.act is Act.REFUSE and not entry.negated and entry.via is None
    return own and not sided and _party(entry) in parties


def _party(entry: Statement) -> str:
    return (entry.speaker.party or entry.speaker.actor or "") if entry.speaker else ""
