"""What speaks for each party that somebody may be of: how a report names it, where, and beside whom.

Part of `actors`, for `affiliation`, which weighs it. A sign is a name with a number; most are 1 where something
holds. Signs that mean one thing of a person and another of "the police" are given once for all and once by sort.
"""

from __future__ import annotations

from collections import Counter
from functools import cached_property, lru_cache
from math import log
from typing import TYPE_CHECKING

from onrecord.core.report import PassageKind
from onrecord.core.who import ActorKind
from onrecord.resolvers.actors.likeness import likeness
from onrecord.resolvers.actors.units import party_at
from onrecord.resolvers.actors.words import roles
from onrecord.resolvers.directory.entries import By, strings
from onrecord.resolvers.directory.files import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.core.document import Document
    from onrecord.resolvers.actors.figures import Cast, Seen
    from onrecord.resolvers.actors.units import Unit
    from onrecord.resolvers.directory.directory import Directory

NONE = ""  # the choice that no party is meant

_MOST = 12  # the parties most named are looked at
_AROUND = 10  # tokens beside a name that introduce whom it names
_OPENING = 40  # tokens at the head of a report that say where it is written
_DATELINE = 12  # and where a dateline stands
_SHORT = 3  # letters of a word that is no office: "of", "the"
LEAST = -5.0  # a name is never made less like those of a party than this
_PLACES = 8  # places of a person that are looked at
_ORGANISED = (ActorKind.ORGANISATION, ActorKind.OUTLET)

Signs = dict[str, float]


class Evidence:
    """Answers for one report what speaks for a party. Not slotted: the counts are made once, on first use."""

    def __init__(self, document: Document, cast: Cast, directory: Directory) -> None:
        self.document = document
        self.cast = cast
        self.directory = directory

    def described(self, unit: Unit) -> dict[str, Signs]:
        """Return for each party that may be meant, and for none of them, what speaks for it."""
        parties = self.candidates(unit)
        like = likeness(self.directory).among(unit.name, parties) if unit.name else {}
        found = {party: dict(self._signs(unit, party)) for party in parties}
        for party, signs in found.items():
            signs["name like"] = max(LEAST, log(like[party] + 1e-9)) if party in like else 0.0
        found[NONE] = dict(self._none(unit))
        return found

    def candidates(self, unit: Unit) -> tuple[str, ...]:
        """Return the parties most named, with those that describe somebody or stand right before."""
        most = (party for party, _ in self._named.most_common(_MOST))
        beside = (self._meant(seen) for seen in unit.beside)
        told = (unit.told,) if unit.told else ()
        return tuple(dict.fromkeys(party for party in (*most, *told, *beside) if party))

    def _meant(self, seen: Seen) -> str | None:
        """Return the party that a name gives to whom it describes: an organisation is its own."""
        if seen.kind is ActorKind.PERSON:
            figure = self.cast.figures.get(seen.actor or "")
            return figure.party if figure else None
        if seen.kind in _ORGANISED:
            return seen.actor if self._is_named(seen) else None
        return party_at(self.directory, seen)

    def _is_named(self, seen: Seen) -> bool:
        """Say whether an organisation has a name of its own, and is no word of office that was taken for one."""
        words = [token.text for token in self.document.tokens[seen.first : seen.last]]
        if len(words) == 1 and self.document.tokens[seen.first].pos == "NOUN" and not words[0].isupper():
            return False
        return not all(roles().tells(word.lower()) for word in words)

    @cached_property
    def _named(self) -> Counter[str]:
        return Counter(party for _, party in self._parties)

    @cached_property
    def _parties(self) -> list[tuple[Seen, str]]:
        """The places that name a party or something of it, in order."""
        return [(seen, party) for seen in self.cast.seen if (party := party_at(self.directory, seen))]

    @cached_property
    def _towns(self) -> Counter[str]:
        """How often places within each state are named."""
        return Counter(party for seen, party in self._parties if seen.how is By.PLACE)

    @cached_property
    def _officials(self) -> Counter[str]:
        """How often officials of each party are named whose party is known."""
        figures = (self.cast.figures.get(seen.actor or "") for seen in self.cast.seen)
        return Counter(figure.party for figure in figures if figure and figure.party)

    @cached_property
    def _seats(self) -> Counter[str]:
        """How often each party is named by its seat of power or by an organ that it owns."""
        found = Counter(party for seen, party in self._parties if seen.how is By.SEAT)
        for party, noun in self._owning.elements():
            found[party] += noun in roles().organs or noun in roles().official
        return found

    @cached_property
    def _owning(self) -> Counter[tuple[str, str]]:
        """How often each party describes or owns a noun: ("Sri Lankan", "police")."""
        return Counter((party, noun) for _, party, noun in self._owned)

    @cached_property
    def _owned(self) -> list[tuple[int, str, str]]:
        """Where a party describes or owns a noun, which one, and the noun."""
        found: list[tuple[int, str, str]] = []
        for seen, party in self._parties:
            token = self.document.tokens[seen.last - 1]
            if token.dep in ("amod", "compound", "poss", "nmod"):
                found.append((seen.first, party, self.document.tokens[token.head].lemma.lower()))
        return found

    @cached_property
    def _titled(self) -> frozenset[str]:
        """The parties that the title names."""
        passages = self.document.passages
        sentences = self.document.sentences
        return frozenset(
            party
            for seen, party in self._parties
            if passages[sentences[self.document.tokens[seen.first].sentence].passage].kind is PassageKind.TITLE
        )

    @cached_property
    def _opening(self) -> tuple[str, ...]:
        """The parties that the first words of the text name, in order."""
        first = self._first_token
        return tuple(
            dict.fromkeys(party for seen, party in self._parties if first <= seen.first < first + _OPENING)
        )

    @cached_property
    def _dateline(self) -> str | None:
        """The state that a dateline is in: a place at the head of the text, before a bracket or dash."""
        first = self._first_token
        head = self.document.tokens[first : first + _DATELINE]
        end = next((token.i for token in head if token.text in ("(", "-", "–", "—", "--", ":")), None)
        if end is None:
            return None
        places = (
            party
            for seen, party in self._parties
            if first <= seen.first < end and seen.how in (By.PLACE, By.CAPITAL, By.NAME)
        )
        return next(places, None)

    @cached_property
    def _first_token(self) -> int:
        """The first token of the text below the title."""
        passages = self.document.passages
        for sentence in self.document.sentences:
            if passages[sentence.passage].kind is PassageKind.PARAGRAPH:
                return sentence.first
        return 0

    @cached_property
    def _by_sentence(self) -> dict[int, Counter[str]]:
        """How often each sentence names each party."""
        found: dict[int, Counter[str]] = {}
        for seen, party in self._parties:
            found.setdefault(self.document.tokens[seen.first].sentence, Counter())[party] += 1
        return found

    def _signs(self, unit: Unit, party: str) -> Iterator[tuple[str, float]]:
        yield from self._of_kind(unit, party)
        yield from self._of_report(unit, party)
        yield from self._of_words(unit, party)
        yield from self._of_place(unit, party)
        yield from self._of_places(unit, party)

    def _of_kind(self, unit: Unit, party: str) -> Iterator[tuple[str, float]]:
        known = self.directory.actors.get(party)
        kind = known.kind if known else ActorKind.ORGANISATION
        if kind is not ActorKind.STATE:
            yield f"{kind}", 1.0
            yield f"{kind} {unit.sort}", 1.0
        if known is None:
            name = self.cast.met.get(party, "").lower().split()
            words = roles()
            yield "public organisation", float(bool({*name} & (words.organs | words.public)))
            yield "private organisation", float(bool({*name} & _private()))

    def _of_report(self, unit: Unit, party: str) -> Iterator[tuple[str, float]]:
        share = (self._named[party] + 0.5) / (self._named.total() + 1)
        order = [each for each, _ in self._named.most_common(2)]
        yield "named", log(share)
        yield f"named {unit.sort}", log(share)
        yield "most named", float(order[:1] == [party])
        yield "second named", float(order[1:] == [party])
        if towns := self._towns.total():
            yield "towns", self._towns[party] / towns
            yield f"towns {unit.sort}", self._towns[party] / towns
        officials = self._officials.total()
        yield "officials", self._officials[party] / (officials + 2)
        seats = self._seats.total()
        yield "seats", self._seats[party] / (seats + 2)
        yield f"seats {unit.sort}", self._seats[party] / (seats + 2)
        yield "title", float(party in self._titled)
        yield "opening", float(party in self._opening)
        yield "opens", float(self._opening[:1] == (party,))
        yield "dateline", float(self._dateline == party)

    def _of_words(self, unit: Unit, party: str) -> Iterator[tuple[str, float]]:
        """Yield what the words that describe somebody tell."""
        told = unit.told == party
        yield "told", float(told)
        for mark in unit.marks if told else ():
            yield f"told, {mark}", 1.0
        if told and not unit.words & roles().official:
            yield "told, no office", 1.0
        yield from self._of_those_beside(unit, party)
        yield from self._of_owners(unit, party)
        yield "its own words", float(any(words <= unit.words for words in _terms().get(party, ())))

    def _of_those_beside(self, unit: Unit, party: str) -> Iterator[tuple[str, float]]:
        """Yield what the names beside the words that describe somebody tell."""
        beside = [seen for seen in unit.beside if self._meant(seen) == party]
        yield "beside", float(bool(beside))
        kinds = {seen.kind for seen in beside}
        yield "organisation beside", float(bool(kinds & {*_ORGANISED}))
        yield "person beside", float(ActorKind.PERSON in kinds)
        yield "people beside", float(any(seen.how is By.PEOPLE for seen in beside))
        yield "place beside", float(any(seen.how in (By.PLACE, By.CAPITAL) for seen in beside))
        yield "sent there", float(any(self._meant(seen) == party for seen in unit.away))
        yield "of whose person", float(unit.whose is not None and self._of_whose(unit.whose) == party)

    def _of_owners(self, unit: Unit, party: str) -> Iterator[tuple[str, float]]:
        """Yield what it tells whose the report says that such a one is."""
        owned = [(at, whose) for at, whose, noun in self._owned if noun == unit.noun or noun in unit.words]
        yield "owns", float(any(whose == party for _, whose in owned))
        before = [whose for at, whose in owned if at <= unit.place]
        yield "owned last", float(before[-1:] == [party])
        yield f"owned last {unit.sort}", float(before[-1:] == [party])
        yield "owns alone", float({whose for _, whose in owned} == {party})

    def _of_whose(self, pronoun: int) -> str | None:
        """Return the party of the last person named before a pronoun that owns an office ("her spokesman")."""
        at = self.cast.before(pronoun)
        figures = (
            self.cast.figures.get(seen.actor or "") for seen in reversed(self.cast.seen[max(0, at - 12) : at])
        )
        return next((figure.party for figure in figures if figure), None)

    def _of_place(self, unit: Unit, party: str) -> Iterator[tuple[str, float]]:
        at = self.cast.before(unit.place)
        near = [
            (seen, whose)
            for seen in self.cast.seen[max(0, at - 30) : at + 12]
            if (whose := party_at(self.directory, seen))
        ]
        before = [whose for seen, whose in near if seen.first < unit.place]
        yield "last before", float(before[-1:] == [party])
        yield from self._of_nearness(unit, [seen for seen, whose in near if whose == party])

    def _of_nearness(self, unit: Unit, own: list[Seen]) -> Iterator[tuple[str, float]]:
        """Yield what it tells where a party is named nearby."""
        tokens = self.document.tokens
        here = tokens[unit.place]
        passage = self.document.sentences[here.sentence].passage
        where = {(tokens[seen.first].sentence - here.sentence, seen.first < unit.place) for seen in own}
        yield "sentence, before", float((0, True) in where)
        yield "sentence, after", float((0, False) in where)
        yield "sentence before", float((-1, True) in where)
        passages = {self.document.sentences[tokens[seen.first].sentence].passage for seen in own}
        yield "paragraph", float(passage in passages)
        yield "paragraph before", float(passage - 1 in passages)
        around = [seen for seen in own if abs(seen.first - unit.place) <= _AROUND]
        yield f"around {unit.sort}", float(bool(around))
        yield "in a place around", float(any(seen.how is By.PLACE for seen in around))
        subject = (tokens[seen.last - 1].dep in ("nsubj", "nsubjpass") for seen in own if seen.first != unit.place)
        yield "acts nearby", float(any(subject))

    def _of_places(self, unit: Unit, party: str) -> Iterator[tuple[str, float]]:
        """Yield how often the sentences that name a person name a party, and who of it is named there."""
        sentences = {self.document.tokens[place].sentence for place in unit.places[:_PLACES]}
        counts = [self._by_sentence.get(each, Counter()) for each in sentences]
        yield "in its sentences", sum(count[party] > 0 for count in counts) / (len(counts) or 1)

    def _none(self, unit: Unit) -> Iterator[tuple[str, float]]:
        words = roles()
        said = unit.words | {unit.noun}
        yield "none", 1.0
        yield f"none {unit.sort}", 1.0
        yield "none, official", float(bool(said & words.official))
        yield "none, private", float(bool(said & words.private))
        yield "none, organ", float(bool(said & words.organs))
        yield "none, regional", float(bool(said & words.regional))
        yield "none, managing", float(bool(said & words.managing))
        yield "none, institution", float(bool(said & _private()))
        for mark in unit.marks:
            yield f"none, {mark}", 1.0
        yield "none, wordless", float(not unit.words)
        yield "none, told", float(bool(unit.told))
        yield "none, beside", float(bool(unit.beside))
        yield "none, unbeside", float(not unit.beside and not unit.told)
        for sector, nouns in _sectors().items():
            if said & nouns:
                yield f"none {sector}", 1.0
        for word in sorted(said):
            if words.tells(word) and len(word) > _SHORT:
                yield f"none: {word}", 1.0
        yield "none, foremost", log(max(self._named.values(), default=1) / max(1, self._named.total()))


@lru_cache(maxsize=1)
def _sectors() -> dict[str, frozenset[str]]:
    """Return the nouns of each sector."""
    found: dict[str, set[str]] = {}
    for noun, sector in roles().sectors.items():
        found.setdefault(sector, set()).add(noun)
    return {sector: frozenset(nouns) for sector, nouns in found.items()}


@lru_cache(maxsize=1)
def _private() -> frozenset[str]:
    """Return the words that name an institution which is no state's by nature."""
    words = roles()
    return frozenset(each.lower() for each in words.institutions) - words.organs


@lru_cache(maxsize=1)
def _terms() -> dict[str, tuple[frozenset[str], ...]]:
    """Return the titles and organs that only one state calls so, by state."""
    terms = table("roles")["terms"]
    listed = terms if isinstance(terms, dict) else {}
    return {party: tuple(frozenset(each.split()) for each in strings(listed, party)) for party in listed}
