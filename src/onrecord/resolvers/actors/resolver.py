"""Mentions to actors: whom the words of a report name, as far as can be known.

A resolver (`resolvers`): it fills the mentions of a report's entries, whose citations alone the extractors give,
and lists the actors they name. The order within: names first (`actors_cast`), what stands beside them
(`actors_described`), then each mention in the order of the text (`actors_reading`, `actors_pronoun`), and at last
the first person inside quotations, which needs the speakers.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from onrecord.core.entry import Event, Manner
from onrecord.core.who import ActorKind
from onrecord.resolvers.actors.cast import cast_of
from onrecord.resolvers.actors.described import describe
from onrecord.resolvers.actors.figures import Reading
from onrecord.resolvers.actors.mentions import filled, mentions, quoted, spoken_by
from onrecord.resolvers.actors.offices import Days
from onrecord.resolvers.actors.pairs import pair
from onrecord.resolvers.actors.papers import giver
from onrecord.resolvers.actors.phrase import cut_off, joined_heads, joined_persons, joint_owners, phrase_at
from onrecord.resolvers.actors.pronoun import Pronouns
from onrecord.resolvers.actors.reading import Reader
from onrecord.resolvers.actors.speaking_for import Speaking
from onrecord.resolvers.actors.speech import Speech
from onrecord.resolvers.actors.turns import Turns
from onrecord.resolvers.actors.venues import without_venues
from onrecord.resolvers.actors.words import FIRST, HE, INDEFINITE, PRONOUNS, SHE, WE, WHO, YOU
from onrecord.resolvers.directory.directory import Directory
from onrecord.resolvers.directory.entries import By

if TYPE_CHECKING:
    from onrecord.core.document import Document, Token
    from onrecord.core.entry import Entry
    from onrecord.core.extraction import Extraction
    from onrecord.core.when import When
    from onrecord.core.who import Actor, Mention
    from onrecord.resolvers.actors.figures import Figure, Seen
    from onrecord.resolvers.actors.phrase import Phrase

_CHAIN = 3  # a relative pronoun may lead to a phrase with another in it, not for ever
_LONGEST = 80  # tokens of a mention that are looked at
_NOTHING = Reading()


class _Task(NamedTuple):
    """A mention to be read: its offsets and tokens, the days of its offices, and its role in the entry.

    `barred` are those whom a quotation names: they do not speak it ("Macron is a friend of mine", he said).
    """

    span: tuple[int, int]
    tokens: range
    days: Days
    role: str
    barred: frozenset[str]


class ActorResolver:
    """Says whom the mentions of a report's entries name.

    Args:
        directory: The actors known beforehand; by default those of the actor files alone.
    """

    name = "actors 1"

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
        day = published.earliest if published else None
        self.cast = cast_of(document, directory, day)
        self.turns = Turns(document, self.cast, directory, day)
        describe(document, self.cast)
        self.reader = Reader(document, self.cast, directory)
        self._affiliate(Speaking(document, self.cast, directory))
        self.readings: dict[tuple[int, int], Reading] = {}
        self.quoted = Speech(quoted(extraction.entries, Manner.DIRECT))
        self.voiced = Speech(quoted(extraction.entries, Manner.DIRECT, Manner.MIXED))
        self.spoken = spoken_by(extraction.entries)
        self.pronouns = Pronouns(document, self.cast, self.reader, self.quoted)

    def _affiliate(self, speaking: Speaking) -> None:
        """Give the persons whom the directory does not know whom they speak for, or else their likely party.

        Whom it knows to head an organ speaks for the body that it is of, whatever stands beside the name.
        """
        for figure in self.cast.figures.values():
            figure.party = self.directory.party_over(figure.party) if figure.known else figure.party
        figures = [figure for figure in self.cast.figures.values() if not figure.known]
        parties = [speaking.body(figure.id) or self._party(figure) for figure in figures]
        for figure, party in zip(figures, parties, strict=True):
            figure.party = party

    def _party(self, figure: Figure) -> str | None:
        return self.reader.affiliations.party(self.reader.units.of_person(figure.id))

    def extraction(self) -> Extraction:
        """Return the extraction with its mentions filled in.

        Mentions outside direct speech go first, then those inside it, and those in the first person last: each
        needs the speakers that the ones before it gave.
        """
        rounds: tuple[list[_Task], ...] = ([], [], [])
        for entry in self.given.entries:
            for role, mention in mentions(entry):
                task = self._task(mention, entry, role)
                if task.tokens:
                    rounds[self._round(task)].append(task)
        for tasks in rounds:
            for task in sorted(tasks, key=lambda task: task.span):
                if task.span not in self.readings:
                    reading = self._of_task(task)
                    self.readings[task.span] = reading
                    for speech in (self.quoted, self.voiced):
                        speech.speakers.update(dict.fromkeys(self.spoken.get(task.span, ()), reading))
                    self.pronouns.remember(self._head(task.tokens), reading, spoke=task.role == "speaker")
        named = (filled(entry, self.readings) for entry in self.given.entries)
        entries = tuple(without_venues(self.document, self.cast, entry) for entry in named)
        return replace(self.given, entries=entries, actors=self._actors())

    def _task(self, mention: Mention, entry: Entry, role: str) -> _Task:
        start, end = mention.citation.start, mention.citation.end
        tokens = self.document.tokens_in(start, end)
        tokens = range(tokens.start, min(tokens.stop, tokens.start + _LONGEST))
        barred = self._named_in(entry) if role == "speaker" and len(tokens) == 1 else frozenset[str]()
        return _Task((start, end), tokens, self._days(entry.when), role, barred)

    def _named_in(self, entry: Entry) -> frozenset[str]:
        """Return the persons whom direct speech names."""
        if isinstance(entry, Event) or entry.manner is not Manner.DIRECT:
            return frozenset()
        named: set[str] = set()
        for piece in entry.content:
            tokens = self.document.tokens_in(piece.start, piece.end)
            low, high = self.cast.before(tokens.start), self.cast.before(tokens.stop)
            named.update(
                seen.actor for seen in self.cast.seen[low:high] if seen.actor and seen.kind is ActorKind.PERSON
            )
        return frozenset(named)

    def _round(self, task: _Task) -> int:
        words = (self.document.tokens[i] for i in task.tokens[:6])
        if any(token.text.lower() in FIRST and token.pos == "PRON" for token in words):
            return 2
        return 1 if self.quoted.around(task.span[0]) else 0

    def _of_task(self, task: _Task) -> Reading:
        if self.turns.is_label(task.span):
            return self._labelled(task.span)
        word = _word(self.document, task.tokens)
        if task.barred and word in HE | SHE:
            return self.pronouns.resolve(self.document.tokens[task.tokens.start], task.barred)
        return self._read(task.tokens, task.days, task.role, _CHAIN)

    def _labelled(self, label: tuple[int, int]) -> Reading:
        """Return the reading of the words that say whose turn it is."""
        person = self.turns.person(label)
        tokens = self.document.tokens_in(*label)
        if person or not tokens:
            return self.reader.person(person) if person else _NOTHING
        return self._read(tokens, self._days(None), "speaker", _CHAIN)

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
        if word in PRONOUNS:
            return self._pronoun(self.document.tokens[tokens.start], days, chain)
        joined = joined_persons(self.document, self.cast, tokens)
        if joined:
            unknown = self._persons_named(tokens) > len(joined)
            return self._several(joined, together=not unknown and not self._is_choice(tokens))
        return self._of_phrase(phrase_at(self.document, self.cast, tokens), tokens, days, role, chain)

    def _of_phrase(self, phrase: Phrase, tokens: range, days: Days, role: str, chain: int) -> Reading:
        """Return the reading of a mention as of a noun phrase with one head or several."""
        head = phrase.head
        if heads := self._heads(phrase, tokens):
            return self._joined(heads, days, role)
        if several := pair(self.document, self.cast, phrase) or joint_owners(self.document, self.cast, phrase):
            return self._several(several, together=True)
        if seen := self.cast.at.get(head.i) or cut_off(self.document, self.cast, tokens):
            return self._of_name(seen, head, role)
        if _is_pronoun(head):
            return self._pronoun(head, days, chain)
        owner = self._owner(phrase, days, chain) or self._issuer(phrase, tokens, days, chain)
        reading = self.reader.phrase(phrase, owner, days)
        return self._unknown(tokens, head) if reading.empty and head.pos == "PROPN" else reading

    def _of_name(self, seen: Seen, head: Token, role: str) -> Reading:
        """Return the reading of a mention whose head is a name."""
        reading = self.reader.named(seen)
        if seen.how is By.PEOPLE and not _describes(head) and self._are_some(head):
            return replace(reading, actor=None, plural=head.tag.endswith("S"))
        if role == "place" and seen.how in (By.CAPITAL, By.SEAT):
            return replace(reading, actor=None)
        return replace(reading, plural=seen.how is By.PEOPLE)

    def _are_some(self, head: Token) -> bool:
        """Say whether a people's name means some of it and not its state: "a Russian", "two Russians".

        They are someone, and nobody knows who.
        """
        counted = self.document.dependents(head.i, "nummod", "det")
        return not head.tag.endswith("S") or any(
            token.dep == "nummod" or token.text.lower() in INDEFINITE for token in counted
        )

    def _owner(self, phrase: Phrase, days: Days, chain: int) -> Reading | None:
        """Return whose a phrase is, where a pronoun or noun says so ("his envoy", "the president's office")."""
        if not chain:
            return None
        if phrase.possessive:
            return self._pronoun(phrase.possessive, days, chain)
        for token in self.document.dependents(phrase.head.i, "poss"):
            if token.pos in ("NOUN", "PROPN") and token.i not in self.cast.at:
                return self._read(self._up_to(token.i), days, "", chain - 1)
        return None

    def _up_to(self, noun: int) -> range:
        """Return the tokens of a noun and of what hangs on it not far before."""
        first = min((i for i in self.document.children[noun] if i > noun - 12), default=noun)
        return range(min(first, noun), noun + 1)

    def _issuer(self, phrase: Phrase, tokens: range, days: Days, chain: int) -> Reading | None:
        """Return who gave out a paper: "a government statement", "a statement from Foreign Minister Holm"."""
        words = giver(self.document, self.cast, phrase, tokens) if chain else None
        found = self._read(words, days, "", chain - 1) if words else None
        return None if found is None or found.empty else found

    def _pronoun(self, token: Token, days: Days, chain: int) -> Reading:
        word = token.text.lower()
        if word in WHO:
            return self._antecedent(token, days, chain)
        if word in FIRST:
            return self._first_person(token)
        return _NOTHING if word in YOU else self.pronouns.resolve(token)

    def _antecedent(self, token: Token, days: Days, chain: int) -> Reading:
        """Return the reading of the noun that a relative clause hangs on."""
        verb = next((each for each in self.document.upwards(token, 7) if each.dep == "relcl"), None)
        if verb is None or not chain:
            return _NOTHING
        tokens = self._up_to(verb.head)
        reading = self._read(tokens, days, "", chain - 1)
        owner = self._person_owning(tokens) if token.text.lower() == "who" and reading.actor is None else None
        return self.reader.named(owner) if owner else reading

    def _person_owning(self, tokens: range) -> Seen | None:
        """Return whose "Putin's anger, who in 2008 ..." is: what hangs on the anger is said of him."""
        owners = phrase_at(self.document, self.cast, tokens).owners
        return next((seen for seen in owners if seen.kind is ActorKind.PERSON), None)

    def _joined(self, heads: tuple[int, ...], days: Days, role: str) -> Reading:
        """Return several joined by "and" or "or": no one of them is the actor; all are candidates.

        Behind "and" they are it together, where each of them is known.
        """
        found = [self._read(range(i, i + 1), days, role, 0) for i in heads]
        actors = tuple(dict.fromkeys(each.actor for each in found if each.actor))
        if len(actors) < 2:
            return found[0]
        known = all(each.actor for each in found)
        return self._several(actors, together=known and not self._is_choice(range(heads[0], heads[-1])))

    def _heads(self, phrase: Phrase, tokens: range) -> tuple[int, ...]:
        """Return the heads that a mention joins; of people, those of the names that say who they are.

        "Egypt, Sudan and the African Union"; "permanent members Russia and China".
        """
        head = phrase.head
        if head.i in self.cast.at or not phrase.plural:
            return (head.i, *phrase.others) if phrase.others else ()
        beside = (token.i for token in self.document.dependents(head.i, "appos"))
        for i in beside:
            named = i in tokens and i in self.cast.at
            if named and (others := joined_heads(self.document, i, tokens)):
                return (i, *others)
        return ()

    def _several(self, actors: tuple[str, ...], *, together: bool) -> Reading:
        parties = {self.reader.party(actor) for actor in actors}
        return Reading(None, parties.pop() if len(parties) == 1 else None, actors, plural=True, together=together)

    def _persons_named(self, tokens: range) -> int:
        """Return how many names of persons stand in a mention, those that are nobody's or several's among them."""
        names = self.document.names_between(tokens.start, tokens.stop)
        ends = {name.last - 1 for name in names if name.label == "PERSON"}
        seen = (self.cast.at.get(i) for i in tokens)
        return len(ends | {one.last - 1 for one in seen if one and one.kind is ActorKind.PERSON})

    def _is_choice(self, tokens: range) -> bool:
        """Say whether it is left open who of those joined is meant: "Egypt or Sudan"."""
        return any(self.document.tokens[i].text.lower() == "or" for i in tokens)

    def _unknown(self, tokens: range, head: Token) -> Reading:
        """Return a new person for a proper name that begins as a person's does; others stay without an actor."""
        first = head.i
        while first > tokens.start and self.document.tokens[first - 1].pos == "PROPN":
            first -= 1
        words = self.document.tokens[first : head.i + 1]
        if len(words) < 2 or self.directory.pronoun_of(words[0].text) is None:
            return _NOTHING
        return self.reader.unknown(" ".join(token.text for token in words))

    def _first_person(self, token: Token) -> Reading:
        """Return the speaker of the innermost quotation around a first person, or who has the word there."""
        speaker = self.voiced.speaker(token.start)
        if speaker is None and (turn := self.turns.at(token.start)) and turn.label:
            speaker = self._labelled(turn.label)
        if speaker is None:
            return _NOTHING
        if token.text.lower() in WE and speaker.party and speaker.actor not in (None, speaker.party):
            # "We" is the speaker with others, most often those he or she speaks for.
            return replace(speaker, candidates=(speaker.actor or "", speaker.party), plural=True)
        return speaker

    def _actors(self) -> tuple[Actor, ...]:
        ids = self._ids_read()
        known = (self.directory.actors.get(each) for each in ids)
        ids |= dict.fromkeys([actor.party for actor in known if actor and actor.party])
        found = (self.directory.actors.get(each) or self.reader.actor(each) for each in ids)
        return tuple(actor for actor in found if actor)

    def _ids_read(self) -> dict[str, None]:
        """Return the ids of all whom the mentions mean or may mean, each once, in order."""
        readings = self.readings.values()
        return dict.fromkeys(each for one in readings for each in (one.actor, one.party, *one.candidates) if each)


def _describes(token: Token) -> bool:
    """Say whether a word stands before a noun that it describes or owns ("Russian demands")."""
    return token.dep in ("amod", "compound", "poss", "nmod")


def _is_pronoun(token: Token) -> bool:
    """Say whether a word is a pronoun; "US" is none."""
    return token.pos == "PRON" and token.text != "US" and token.text.lower() in PRONOUNS


def _word(document: Document, tokens: range) -> str:
    """Return the only word of a mention in lower case, or nothing where it has several, or is "US", no pronoun."""
    only = document.tokens[tokens.start].text if len(tokens) == 1 else ""
    return "" if only == "US" else only.lower()
