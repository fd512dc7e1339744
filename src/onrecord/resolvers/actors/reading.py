"""What a noun phrase of a report stands for: a person, a state, unnamed people, or several of these.

Fourth part of `actors`. A phrase that leaves a doubt is given with candidates; only a clear one has an actor.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.core.who import PARTIES, Actor, ActorKind, Sector
from onrecord.resolvers.actors.affiliation import Affiliations
from onrecord.resolvers.actors.figures import Reading
from onrecord.resolvers.actors.offices import Offices
from onrecord.resolvers.actors.organs import Organs, printed
from onrecord.resolvers.actors.phrase import behind_of, ends_a_name, is_organ
from onrecord.resolvers.actors.scene import set_in
from onrecord.resolvers.actors.units import Units, unit_of_phrase
from onrecord.resolvers.actors.unnamed import Unnamed
from onrecord.resolvers.actors.words import roles
from onrecord.resolvers.directory.entries import By, slug
from onrecord.resolvers.directory.files import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.core.document import Document, Token
    from onrecord.resolvers.actors.figures import Cast, Seen
    from onrecord.resolvers.actors.offices import Days
    from onrecord.resolvers.actors.phrase import Phrase
    from onrecord.resolvers.actors.units import Unit
    from onrecord.resolvers.directory.directory import Directory

_PUBLISHING = (ActorKind.ORGANISATION, ActorKind.OUTLET)
_FAR = 60
_JUST = 3  # sentences back in which an organisation has just been spoken of
_COUNTERPARTS = listed("counterparts")
_CERTAIN = listed("certain")
_RULED = listed("ruled")
_TELLING = (ActorKind.PERSON, *PARTIES)
_NOT_CALLED = (ActorKind.PERSON, ActorKind.STATE)
_TRIBAL = frozenset({By.PEOPLE, By.PLACE})  # ways to name a state or a region that name no party
_ACTING = ("nsubj", "nsubjpass", "appos", "agent")


class Reader:
    """Reads the noun phrases of one report."""

    def __init__(self, document: Document, cast: Cast, directory: Directory) -> None:
        self.document = document
        self.cast = cast
        self.directory = directory
        self.offices = Offices(document, cast, directory)
        self.affiliations = Affiliations(document, cast, directory)
        self.units = Units(document, cast, directory)
        self.made: dict[str, Actor] = {}
        self.organs = Organs(document, cast, directory, self.offices, self.party)
        self.unnamed = Unnamed(document, cast, self.made, self.party)

    def named(self, seen: Seen) -> Reading:
        """Return the reading of a place where someone is named."""
        if seen.actor is None:
            parties = {self.party(each) for each in seen.candidates}
            party = parties.pop() if len(parties) == 1 else None
            return Reading(None, party, seen.candidates, kind=seen.kind)
        if seen.kind is ActorKind.PERSON:
            return self.person(seen.actor)
        if seen.kind is ActorKind.ORGANISATION and seen.actor in self.cast.met:
            return self._met(seen.actor)
        if seen.how is By.PLACE:
            return Reading(None, seen.actor, kind=seen.kind)
        name = printed(self.document, seen.first, seen.last) if seen.how is By.SEAT else None
        return Reading(seen.actor, self.party(seen.actor), name=name, kind=seen.kind)

    def _met(self, body: str) -> Reading:
        """Return the reading of an organisation that the directory does not know, of the party it is likely of."""
        if body not in self.made:
            unit = self.units.of_body(body)
            party = self.units.owner(body) or self.affiliations.party(unit)
            self.made[body] = Actor(body, self.cast.met[body], ActorKind.ORGANISATION, party)
        return Reading(body, self.made[body].party, kind=ActorKind.ORGANISATION)

    def person(self, person: str) -> Reading:
        """Return the reading of a person of the cast or the directory."""
        figure = self.cast.figures.get(person)
        if figure is None:
            known = self.directory.actors[person]
            return Reading(person, self.directory.party_of(person), kind=ActorKind.PERSON, pronoun=known.pronoun)
        return Reading(person, figure.party, (), figure.printed, kind=ActorKind.PERSON, pronoun=figure.pronoun)

    def actor(self, actor: str) -> Actor | None:
        """Return an actor that the report has brought, by id."""
        figure = self.cast.figures.get(actor)
        if figure:
            return Actor(actor, figure.name, ActorKind.PERSON, figure.party, pronoun=figure.pronoun)
        if actor not in self.made and actor in self.cast.met:
            return Actor(actor, self.cast.met[actor], ActorKind.ORGANISATION)
        return self.made.get(actor)

    def unknown(self, name: str) -> Reading:
        """Return the reading of a person's full name met for the first time."""
        pronoun = self.directory.pronoun_of(name)
        self.made.setdefault(slug(name), Actor(slug(name), name, ActorKind.PERSON, pronoun=pronoun))
        return Reading(slug(name), None, name=name, kind=ActorKind.PERSON, pronoun=pronoun)

    def party(self, actor: str | None) -> str | None:
        """Return the party of an actor of the directory or of the cast."""
        if actor in self.cast.figures:
            return self.cast.figures[actor].party
        return self.directory.party_over(actor) if actor in self.directory.actors else None

    def phrase(self, phrase: Phrase, owner: Reading | None, days: Days) -> Reading:
        """Return the reading of a noun phrase whose head is no name.

        Args:
            phrase: The phrase taken apart.
            owner: What a possessive pronoun in it stands for, where there is one.
            days: When an office that it names was held.
        """
        described = self.cast.described.get(phrase.head.i)
        if described and not phrase.plural:
            return replace(self.person(described), sector=self.sector(phrase))
        apposed = self._apposed(phrase)
        if apposed:
            return replace(self.named(apposed), sector=self.sector(phrase))
        reading = Reading(None, self._party(phrase, owner), plural=phrase.plural, sector=self.sector(phrase))
        if phrase.noun in _COUNTERPARTS and owner:
            return self._counterpart(phrase, owner, reading, days)
        found = self._found(phrase, owner, reading, days)
        unit = self.unit(phrase, found)
        if party := self.affiliations.party(unit):
            return self._affiliated(phrase, reading, party, days)
        if found.empty and unit and unit.sort == "organ":
            return replace(found, candidates=self.affiliations.choice(unit).parties)
        return found

    def _found(self, phrase: Phrase, owner: Reading | None, reading: Reading, days: Days) -> Reading:
        """Return whom a phrase means: one, many, or whoever says what a paper says; else the reading as it is."""
        one = phrase.definite and not phrase.plural
        found = self._one(phrase, reading, days) if one else self._many(phrase, reading)
        if found is None and phrase.noun in roles().papers:
            return self._owner(phrase, owner, reading)
        return found or reading

    def unit(self, phrase: Phrase, reading: Reading) -> Unit | None:
        """Return what to ask of whose a phrase is, or None where it is told."""
        told = reading.party or reading.candidates or (reading.actor and reading.kind is not ActorKind.UNNAMED)
        return None if told else unit_of_phrase(self.document, phrase)

    def _affiliated(self, phrase: Phrase, reading: Reading, party: str, days: Days) -> Reading:
        """Return the reading of a phrase of which no word tells the party: the state, or who serves it."""
        reading = replace(reading, party=party)
        if _is_mere_organ(phrase):
            return self.organs.organ(phrase, reading, party)
        holds = roles().personal(phrase.noun) and phrase.definite and not phrase.plural
        return self._office(phrase, reading, days) if holds else self.unnamed.brought(phrase, reading)

    def _apposed(self, phrase: Phrase) -> Seen | None:
        """Return the name that stands in apposition to the head ("Cairo's envoy, retired general ...")."""
        seen = (self.cast.at.get(token.i) for token in self._appositions(phrase))
        return next((each for each in seen if each and self._may_name(each, phrase)), None)

    def _may_name(self, seen: Seen, phrase: Phrase) -> bool:
        """Say whether a name can be that of whom a noun means: a person's of a person, no state's."""
        alike = (seen.kind is ActorKind.PERSON) == roles().personal(phrase.noun)
        return alike and seen.actor is not None and seen.kind is not ActorKind.STATE and seen.how not in _TRIBAL

    def _appositions(self, phrase: Phrase) -> Iterator[Token]:
        """Yield what stands in apposition to the head, or, of a person, to what he or she is of.

        The parse hangs the name in "the head of the council, Mr Amadi," on the council.
        """
        yield from self.document.dependents(phrase.head.i, "appos")
        if roles().personal(phrase.noun):
            for owner in behind_of(self.document, phrase.head.i):
                yield from self.document.dependents(owner.i, "appos")

    def _many(self, phrase: Phrase, reading: Reading) -> Reading | None:
        """Return the reading of a plural or of one not known before: an organ's state, or unnamed people."""
        words = roles()
        if reading.party and _is_mere_organ(phrase):
            return self.organs.organ(phrase, reading, reading.party)
        if phrase.plural and reading.party is None and _CERTAIN.intersection(phrase.call[:1]):
            return None  # "the two leaders" are certain ones, though it does not say which
        if not self._is_people(phrase) and not words.personal(phrase.noun):
            return self._called(phrase)
        same = None if reading.party else self.unnamed.same(phrase)
        return same or self.unnamed.brought(phrase, reading)

    def _one(self, phrase: Phrase, reading: Reading, days: Days) -> Reading | None:
        """Return the reading of a definite singular: an office's holder, an organ's state, a body named before."""
        words = roles()
        if phrase.noun in words.outlets and phrase.owners and phrase.owners[0].kind in _PUBLISHING:
            return self.named(phrase.owners[0])
        if words.personal(phrase.noun):
            return self._office(phrase, reading, days)
        if self._is_people(phrase) and phrase.noun not in words.organs:
            return self._called(phrase) or self.unnamed.same(phrase) or self.unnamed.brought(phrase, reading)
        return self._organ(phrase, reading) if is_organ(phrase) else self._called(phrase)

    def _organ(self, phrase: Phrase, reading: Reading) -> Reading:
        """Return an organ of the party that is told, else of the one whose organ was last called so."""
        told = reading.party
        if told is None and _is_of_a_stranger(self.document, phrase):
            return reading  # "the state of Maine" is not the one that was told of before
        return self.organs.organ(phrase, reading, told) if told else self.organs.same(phrase, reading)

    def _is_people(self, phrase: Phrase) -> bool:
        """Say whether the noun means unnamed people; with a capital it ends a name ("the Arctic Council")."""
        head = phrase.head
        named = head.tag == "NNP" and not roles().personal(phrase.noun)
        describes = head.pos == "ADJ" or head.dep in ("amod", "compound", "nmod")
        return phrase.noun in roles().people and not named and not describes

    def sector(self, phrase: Phrase) -> Sector | None:
        """Return the part of a society that a phrase names."""
        sectors = roles().sectors
        return next((sectors[word] for word in (phrase.noun, *reversed(phrase.call)) if word in sectors), None)

    def _party(self, phrase: Phrase, owner: Reading | None) -> str | None:
        if phrase.joint or (phrase.noun in roles().across and self._is_owned(phrase)):
            return None
        # Whose it is ("Trump's Ukraine envoy") goes before what it deals with.
        nearest = sorted(phrase.owners, key=lambda seen: self._remote(phrase, seen))
        told = next((seen for seen in nearest if seen.actor and seen.kind in _TELLING), None)
        if told:
            return self._party_of(told)
        return owner.party if owner and not phrase.owners else set_in(self.document, self.cast, phrase)

    def _party_of(self, owner: Seen) -> str | None:
        return self.party(owner.actor) or (None if owner.kind is ActorKind.PERSON else owner.actor)

    def _remote(self, phrase: Phrase, owner: Seen) -> int:
        """Return how far an owner is from the head: in "the leader of Chad's Rally group" Chad owns the group.

        An armed group's fighters are its own, whosever land they fight in: "Yemen's Houthi rebels". So is what
        somebody runs: "Yemen's Houthi-run agency".
        """
        token = self.document.tokens[owner.last - 1]
        runs = self.document.tokens[token.head].text.lower() in _RULED
        if runs or (owner.kind is ActorKind.ARMED_GROUP and owner.last == phrase.head.i):
            return -1
        if token.dep == "poss" and token.head == phrase.head.i:
            return 0
        beside = (
            other
            for other in phrase.owners
            if other.first == owner.last + 1 and other.kind not in (owner.kind, ActorKind.PERSON)
        )
        return 2 if token.dep == "poss" and next(beside, None) else 1

    def _is_owned(self, phrase: Phrase) -> bool:
        """Say whether somebody owns what the noun means ("its rival", "Chad's rivals", not "Chadian rivals")."""
        owner = any(self.document.tokens[seen.last - 1].dep == "poss" for seen in phrase.owners)
        return owner or phrase.possessive is not None

    def _office(self, phrase: Phrase, reading: Reading, days: Days) -> Reading:
        """Return the holder of an office, or the last person of the report who is called so."""
        called = None if reading.party else self._called(phrase)
        if called:
            return called
        known = self._holders(phrase, reading.party, days)
        met = self._met_in_office(phrase, reading, known, days)
        if since := self.unnamed.same_since(phrase, met):
            return since
        if len(met) == 1:
            return replace(self.person(met[0]), sector=reading.sector)
        return self._of_several(phrase, reading, known, met)

    def _holders(self, phrase: Phrase, party: str | None, days: Days) -> tuple[str, ...]:
        """Return who held the office that a phrase names, for its party or for a body named before."""
        if party is None:
            return self.offices.of_a_body(phrase, days)
        return () if phrase.former else self.offices.holders(phrase, party, days)

    def _met_in_office(
        self, phrase: Phrase, reading: Reading, known: tuple[str, ...], days: Days
    ) -> tuple[str, ...]:
        """Return whom of those who hold an office, or are called so, the report means."""
        if len(known) == 1:
            return known
        met = self.offices.last_called(phrase, reading.party, known, days)
        if known and not met:
            met = self._unlisted(phrase, reading, days)
        here = phrase.definite and not phrase.former and reading.party is None
        return met or (self.offices.at_home(phrase, days) if here else ())

    def _of_several(
        self, phrase: Phrase, reading: Reading, known: tuple[str, ...], met: tuple[str, ...]
    ) -> Reading:
        """Return the reading of an office of which it stays open who holds it, and whether anybody does."""
        candidates = met or known
        if not candidates and reading.party:
            return self.unnamed.brought(phrase, reading)
        same = None if candidates else self.unnamed.same(phrase)
        return same or replace(reading, candidates=candidates, kind=ActorKind.PERSON)

    def _unlisted(self, phrase: Phrase, reading: Reading, days: Days) -> tuple[str, ...]:
        """Return the person whom the report calls so and the directory does not know, before all whom it does."""
        called = self.offices.last_called(phrase, reading.party, (), days)
        return tuple(each for each in called if not self.cast.figures[each].known)

    def _called(self, phrase: Phrase) -> Reading | None:
        """Return the body, group, outlet or organisation named before that a noun means ("the alliance")."""
        if not phrase.definite or phrase.plural or ends_a_name(self.document, phrase):
            return None
        at = self.cast.before(phrase.head.i)
        near = (seen for seen in reversed(self.cast.seen[max(0, at - _FAR) : at]) if seen.actor)
        seen = next((each for each in near if self._is_called(each, phrase)), None)
        return self.named(seen) if seen else None

    def _is_called(self, seen: Seen, phrase: Phrase) -> bool:
        """Say whether a noun may mean a body, group, outlet or organisation that was named."""
        if seen.how is By.PEOPLE or seen.kind in _NOT_CALLED:
            return False
        outlet = seen.kind is ActorKind.OUTLET and phrase.noun in roles().outlets
        if outlet or seen.actor in self.directory.called(phrase.noun):
            return True
        ends = self.document.tokens[seen.last - 1].text.lower() == phrase.noun
        return ends or self._just_spoken_of(seen, phrase)

    def _just_spoken_of(self, seen: Seen, phrase: Phrase) -> bool:
        """Say whether "the group", "the bank" may mean an organisation of which no more is known than its name."""
        token = self.document.tokens[seen.last - 1]
        near = phrase.head.sentence - token.sentence <= _JUST
        unheard = seen.kind is ActorKind.ORGANISATION and seen.actor in self.cast.met
        armed = unheard and bool({*self.cast.met[seen.actor or ""].lower().split()} & roles().organs)
        return phrase.noun in roles().organised and unheard and not armed and near and token.dep in _ACTING

    def _counterpart(self, phrase: Phrase, owner: Reading, reading: Reading, days: Days) -> Reading:
        """Return who holds for another party the office that the owner holds."""
        known = self.directory.actors.get(owner.actor or "")
        party = self._party(phrase, None)
        if known is None or party is None:
            return reading
        for office in reversed([each for each in known.offices if each.party == owner.party]):
            held = self.directory.equals(office, party, days.first, days.last)
            if len(held) == 1:
                return self.person(held[0])
            if held:
                return replace(reading, candidates=held, kind=ActorKind.PERSON)
        return self.unnamed.brought(phrase, reading)

    def _owner(self, phrase: Phrase, owner: Reading | None, reading: Reading) -> Reading:
        """Return who says what a paper says: whoever's it is."""
        whose = self.named(phrase.owners[0]) if phrase.owners else owner
        return replace(whose, plural=False) if whose else reading


def _is_mere_organ(phrase: Phrase) -> bool:
    """Say whether a noun stands for its party, and not for people."""
    return phrase.noun not in roles().people and is_organ(phrase)


def _is_of_a_stranger(document: Document, phrase: Phrase) -> bool:
    """Say whether an organ is that of somebody named whom nobody knows: "the state of Maine"."""
    return any(owner.pos == "PROPN" for owner in behind_of(document, phrase.head.i))
