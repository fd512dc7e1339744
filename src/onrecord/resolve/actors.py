"""Mentions to actors: whom the words of a report name, as far as can be known.

A resolver (`resolvers`): it fills the mentions of a report's entries, whose citations alone the extractors give,
and lists the actors they name. The order within: names first (`actors_cast`), what stands beside them
(`actors_described`), then each mention in the order of the text (`actors_reading`, `actors_pronoun`), and at last
the first person inside quotations, which needs the speakers.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from onrecord.core.entry import Event, Manner
from onrecord.resolve.actors_cast import cast_of
from onrecord.resolve.actors_described import describe
from onrecord.resolve.actors_phrase import phrase_at
from onrecord.resolve.actors_pronoun import Pronouns
from onrecord.resolve.actors_reading import Days, Reader, Reading
from onrecord.resolve.actors_words import PRONOUNS, WE, WHO, YOU, I
from onrecord.resolve.directory import Directory

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.core.document import Document, Token
    from onrecord.core.entry import Entry, Stance, Statement
    from onrecord.core.extraction import Extraction
    from onrecord.core.when import When
    from onrecord.core.who import Actor, Mention

_CHAIN = 3  # a relative pronoun may lead to a phrase with another in it, not for ever
_NOTHING = Reading()


class ActorResolver:
    """Says whom the mentions of a report's entries name.

    Args:
        directory: The actors known beforehand; by default those of the actor files alone.
    """

    def __init__(self, directory: Directory | None = None) -> None:
        self._directory = directory

    def resolve(self, document: Document, extraction: Extraction) -> Extraction:
        """Return the extraction with its mentions filled in and the actors they name."""
        if not extraction.entries or not document.tokens:
            return extraction
        return _Resolution(document, extraction, self._directory or Directory.standard()).extraction()


class _Resolution:
    """The resolution of one report."""

    def __init__(self, document: Document, extraction: Extraction, directory: Directory) -> None:
        self.document = document
        self.given = extraction
        self.directory = directory
        published = document.report.published
        self.cast = cast_of(document, directory, published.earliest if published else None)
        describe(document, self.cast)
        self.reader = Reader(document, self.cast, directory)
        self.pronouns = Pronouns(document, self.cast, self.reader, _quoted(extraction.entries))
        self.readings: dict[tuple[int, int], Reading] = {}

    def extraction(self) -> Extraction:
        mentions = sorted(
            ((mention, entry, role) for entry in self.given.entries for role, mention in _mentions(entry)),
            key=lambda found: found[0].citation.start,
        )
        first_person = []
        for mention, entry, role in mentions:
            span = (mention.citation.start, mention.citation.end)
            tokens = self.document.tokens_in(*span)
            if span in self.readings or not tokens:
                continue
            if _word(self.document, tokens) in I | WE:
                first_person.append((span, tokens))
                continue
            reading = self._read(tokens, self._days(entry.when), role, _CHAIN)
            self.readings[span] = reading
            self.pronouns.remember(self._head(tokens), reading, spoke=role == "speaker")
        speakers = self._speakers()
        for span, tokens in first_person:
            self.readings[span] = self._first_person(span, tokens, speakers)
        entries = tuple(_filled(entry, self.readings) for entry in self.given.entries)
        return replace(self.given, entries=entries, actors=self._actors())

    def _days(self, when: When | None) -> Days:
        when = when or self.document.report.published
        if when is None:
            return Days()
        return Days(when.earliest or date.min, when.latest or date.max)

    def _head(self, tokens: range) -> int:
        return phrase_at(self.document, self.cast, tokens).head.i

    def _read(self, tokens: range, days: Days, role: str, chain: int) -> Reading:
        """Return the reading of a mention that is not in the first person."""
        word = _word(self.document, tokens)
        if word in PRONOUNS and word not in YOU:
            return self._pronoun(self.document.tokens[tokens.start], days, chain)
        phrase = phrase_at(self.document, self.cast, tokens)
        head = phrase.head
        if phrase.others and (head.i in self.cast.at or phrase.plural is False):
            return self._joined(phrase.head.i, phrase.others, days, role)
        seen = self.cast.at.get(head.i)
        if seen is not None:
            reading = self.reader.named(seen)
            if seen.how == "people" and not head.tag.endswith("S"):
                return replace(reading, actor=None) if role != "place" else reading
            if role == "place" and seen.how in ("capital", "seat"):
                return replace(reading, actor=None)
            return replace(reading, plural=seen.how == "people")
        if head.pos == "PRON" and head.text.lower() in PRONOUNS:
            return self._pronoun(head, days, chain)
        owner = self._pronoun(phrase.possessive, days, chain) if phrase.possessive and chain else None
        if owner is None and phrase.possessive:
            owner = _NOTHING
        reading = self.reader.phrase(phrase, owner, days)
        self.reader.note(phrase, reading)
        return reading if not reading.empty or head.pos != "PROPN" else self._unknown(tokens, head)

    def _pronoun(self, token: Token, days: Days, chain: int) -> Reading:
        word = token.text.lower()
        if word in WHO:
            return self._antecedent(token, days, chain)
        if word in I | WE | YOU:
            return self.readings.get((token.start, token.end), _NOTHING)
        return self.pronouns.resolve(token)

    def _antecedent(self, token: Token, days: Days, chain: int) -> Reading:
        """Return the reading of the noun that a relative clause hangs on."""
        verb = token
        for _ in range(6):
            if verb.dep == "relcl" or verb.head == verb.i:
                break
            verb = self.document.tokens[verb.head]
        if verb.dep != "relcl" or not chain:
            return _NOTHING
        noun = verb.head
        first = self.document.subtree(noun)[0] if noun - 30 < self.document.subtree(noun)[0] else noun
        return self._read(range(first, noun + 1), days, "", chain - 1)

    def _joined(self, head: int, others: tuple[int, ...], days: Days, role: str) -> Reading:
        """Return several joined by "and": no one of them is the actor; all are candidates."""
        found = [self._read(range(i, i + 1), days, role, 0) for i in (head, *others)]
        actors = tuple(dict.fromkeys(each.actor for each in found if each.actor))
        parties = {each.party for each in found}
        if len(actors) < 2:
            return replace(found[0], candidates=found[0].candidates)
        return Reading(None, parties.pop() if len(parties) == 1 else None, actors, plural=True)

    def _unknown(self, tokens: range, head: Token) -> Reading:
        """Return a new actor for a proper name that neither parser nor directory knows."""
        if not head.text[:1].isupper():
            return _NOTHING
        first = head.i
        while first > tokens.start and self.document.tokens[first - 1].pos == "PROPN":
            first -= 1
        words = self.document.tokens[first : head.i + 1]
        return self.reader.unknown(" ".join(token.text for token in words), person=self._personal(head.i))

    def _personal(self, head: int) -> bool:
        first = self.document.tokens[max(0, head - 1)]
        return self.directory.pronoun_of(first.text) is not None or head in self.cast.described

    def _speakers(self) -> list[tuple[int, int, Reading]]:
        """Return the stretches of direct speech with their speakers, in order."""
        found: list[tuple[int, int, Reading]] = []
        for entry in self.given.entries:
            if isinstance(entry, Event) or entry.speaker is None or entry.manner is Manner.INDIRECT:
                continue
            said = entry.speaker.citation
            reading = self.readings.get((said.start, said.end))
            if reading:
                found.extend((piece.start, piece.end, reading) for piece in entry.content)
        return sorted(found, key=lambda stretch: stretch[:2])

    def _first_person(
        self, span: tuple[int, int], tokens: range, speakers: list[tuple[int, int, Reading]]
    ) -> Reading:
        """Return the speaker of the innermost quotation around a first person."""
        at = bisect_right(speakers, span[0], key=lambda stretch: stretch[0])
        around = [each for each in speakers[max(0, at - 40) : at] if each[1] >= span[1]]
        if not around:
            return _NOTHING
        speaker = around[-1][2]
        if _word(self.document, tokens) in WE and speaker.party and speaker.actor not in (None, speaker.party):
            # "We" is the speaker with others, most often those he or she speaks for.
            return replace(speaker, candidates=(speaker.actor or "", speaker.party), plural=True)
        return speaker

    def _actors(self) -> tuple[Actor, ...]:
        ids: dict[str, None] = {}
        for reading in self.readings.values():
            for each in (reading.actor, reading.party, *reading.candidates):
                if each:
                    ids[each] = None
        for each in tuple(ids):
            known = self.directory.actors.get(each)
            if known and known.party:
                ids[known.party] = None
        found = (self.directory.actors.get(each) or self.reader.made.get(each) for each in ids)
        return tuple(actor for actor in found if actor)


def _word(document: Document, tokens: range) -> str:
    """Return the only word of a mention in lower case, or nothing where it has several."""
    return document.tokens[tokens.start].text.lower() if len(tokens) == 1 else ""


def _mentions(entry: Entry) -> Iterator[tuple[str, Mention]]:
    if isinstance(entry, Event):
        for mention in (*entry.sources, *entry.targets):
            yield "party", mention
        if entry.place:
            yield "place", entry.place
        return
    if entry.speaker:
        yield "speaker", entry.speaker
    if entry.addressee:
        yield "addressee", entry.addressee


def _quoted(entries: tuple[Entry, ...]) -> list[tuple[int, int]]:
    """Return the stretches of direct speech, in order."""
    return sorted(
        (piece.start, piece.end)
        for entry in entries
        if not isinstance(entry, Event) and entry.manner is Manner.DIRECT
        for piece in entry.content
    )


def _filled(entry: Entry, readings: dict[tuple[int, int], Reading]) -> Entry:
    def fill(mention: Mention | None) -> Mention | None:
        reading = readings.get((mention.citation.start, mention.citation.end)) if mention else None
        if mention is None or reading is None:
            return mention
        return replace(
            mention, actor=reading.actor, party=reading.party, candidates=reading.candidates, name=reading.name,
            sector=reading.sector,
        )  # fmt: skip

    if isinstance(entry, Event):
        return replace(
            entry,
            sources=tuple(filled for each in entry.sources if (filled := fill(each))),
            targets=tuple(filled for each in entry.targets if (filled := fill(each))),
            place=fill(entry.place),
        )
    spoken: Statement | Stance = entry
    return replace(spoken, speaker=fill(spoken.speaker), addressee=fill(spoken.addressee))
