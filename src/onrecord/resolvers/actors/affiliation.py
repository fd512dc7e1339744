"""Whose an official, an organ or a force is that the report gives no party: chosen among the states it names.

Part of `actors`. "Police said", "the defence ministry", "presidential spokesman X" are those of a country that the
reader knows without being told. Which one is learned from annotated reports (`training/actors/affiliation.py`): a
conditional logistic model (McFadden 1974) over the parties that the report names and "none of these". What is not
clearly ahead stays open.
"""

from __future__ import annotations

import json
from collections import Counter
from functools import cached_property, lru_cache
from math import exp, log
from typing import TYPE_CHECKING, NamedTuple

from onrecord.core.report import PassageKind
from onrecord.core.who import ActorKind
from onrecord.encoder.fitted import fitted_bytes
from onrecord.resolvers.actors.units import party_at
from onrecord.resolvers.actors.words import roles
from onrecord.resolvers.directory.entries import strings
from onrecord.resolvers.directory.files import table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from onrecord.core.document import Document
    from onrecord.resolvers.actors.figures import Cast
    from onrecord.resolvers.actors.units import Unit
    from onrecord.resolvers.directory.directory import Directory

_PARTIES = (ActorKind.STATE, ActorKind.BODY, ActorKind.ARMED_GROUP)
_MOST = 12  # the parties most named are looked at
_AROUND = 10  # tokens beside a name that introduce whom it names
_OPENING = 40  # tokens at the head of a report that say where it is written
_KEPT = 4  # candidates kept where it is not clear
_NONE = ""  # the choice that none of the parties is meant


class Choice(NamedTuple):
    """The parties that someone may be of, best first, and how probable the first is."""

    parties: tuple[str, ...]
    probability: float


class Model(NamedTuple):
    """The weights of the choice, and the probability from which a party is filled in."""

    weights: Mapping[str, float]
    threshold: float


SILENT = Model({}, 2.0)  # fills nothing in


class Affiliations:
    """Answers for one report whose party somebody is. Not slotted: the counts are made once, on first use."""

    def __init__(self, document: Document, cast: Cast, directory: Directory, model: Model | None = None) -> None:
        self.model = model or shipped()
        self.document = document
        self.cast = cast
        self.directory = directory

    def party(self, unit: Unit | None) -> str | None:
        """Return whose somebody is, where that is clear enough."""
        if unit is None:
            return None
        choice = self.choice(unit)
        sure = choice.probability >= self.model.threshold
        return choice.parties[0] if choice.parties and sure else None

    def choice(self, unit: Unit) -> Choice:
        """Return the parties, the most probable first; its probability is 0 where "none of these" is likelier."""
        if not self._candidates:
            return Choice((), 0.0)
        weights = self.model.weights
        scores = {
            party: sum(weights.get(name, 0.0) * value for name, value in features.items())
            for party, features in self.described(unit).items()
        }
        best, *_ = order = sorted(scores, key=lambda party: -scores[party])
        whole = sum(exp(score - scores[best]) for score in scores.values())
        parties = tuple(party for party in order if party)[:_KEPT]
        return Choice(parties, 1 / whole if best != _NONE else 0.0)

    def described(self, unit: Unit) -> dict[str, dict[str, float]]:
        """Return for each party, and for none of them, what speaks for it."""
        found = {party: dict(self._features(unit, party)) for party in self._candidates}
        found[_NONE] = dict(self._none(unit))
        return found

    @cached_property
    def _candidates(self) -> tuple[str, ...]:
        return tuple(party for party, _ in self._named.most_common(_MOST))

    @cached_property
    def _named(self) -> Counter[str]:
        return Counter(party for seen in self.cast.seen if (party := party_at(self.directory, seen)))

    @cached_property
    def _towns(self) -> Counter[str]:
        """How often places within each state are named."""
        return Counter(
            party for seen in self.cast.seen if seen.how == "place" and (party := party_at(self.directory, seen))
        )

    @cached_property
    def _officials(self) -> Counter[str]:
        """How often officials of each party are named whose party is known."""
        figures = (self.cast.figures.get(seen.actor or "") for seen in self.cast.seen)
        return Counter(figure.party for figure in figures if figure and figure.party)

    @cached_property
    def _owning(self) -> Counter[tuple[str, str]]:
        """How often each party describes or owns a noun: ("Sri Lankan", "police")."""
        found: Counter[tuple[str, str]] = Counter()
        for seen in self.cast.seen:
            party = party_at(self.directory, seen)
            token = self.document.tokens[seen.last - 1]
            if party and token.dep in ("amod", "compound", "poss", "nmod"):
                found[party, self.document.tokens[token.head].lemma.lower()] += 1
        return found

    @cached_property
    def _titled(self) -> frozenset[str]:
        """The parties that the title names."""
        passages = self.document.passages
        sentences = self.document.sentences
        return frozenset(
            party
            for seen in self.cast.seen
            if passages[sentences[self.document.tokens[seen.first].sentence].passage].kind is PassageKind.TITLE
            and (party := party_at(self.directory, seen))
        )

    @cached_property
    def _opening(self) -> tuple[str, ...]:
        """The parties that the first words of the text name, in order."""
        first = self._first_token
        named = (
            party_at(self.directory, seen) for seen in self.cast.seen if first <= seen.first < first + _OPENING
        )
        return tuple(dict.fromkeys(party for party in named if party))

    @cached_property
    def _first_token(self) -> int:
        """The first token of the text below the title."""
        passages = self.document.passages
        for sentence in self.document.sentences:
            if passages[sentence.passage].kind is PassageKind.PARAGRAPH:
                return sentence.first
        return 0

    def _features(self, unit: Unit, party: str) -> Iterator[tuple[str, float]]:
        yield from self._of_report(unit, party)
        yield from self._of_place(unit, party)
        known = self.directory.actors.get(party)
        if known and known.kind is not ActorKind.STATE:
            yield f"{known.kind}", 1.0
            yield f"{known.kind} {unit.sort}", 1.0

    def _of_report(self, unit: Unit, party: str) -> Iterator[tuple[str, float]]:
        share = self._named[party] / self._named.total()
        yield "named", log(share)
        yield f"named {unit.sort}", log(share)
        yield "most named", float(party == self._candidates[0])
        if towns := self._towns.total():
            yield "towns", self._towns[party] / towns
            yield f"towns {unit.sort}", self._towns[party] / towns
        if officials := self._officials.total():
            yield "officials", self._officials[party] / officials
        yield "title", float(party in self._titled)
        yield "opening", float(party in self._opening)
        yield "opens", float(self._opening[:1] == (party,))
        yield "owns", float(self._owning[party, unit.noun] > 0)
        yield "its own words", float(any(words <= unit.words for words in _terms().get(party, ())))

    def _of_place(self, unit: Unit, party: str) -> Iterator[tuple[str, float]]:
        tokens = self.document.tokens
        here = tokens[unit.place]
        passage = self.document.sentences[here.sentence].passage
        at = self.cast.before(unit.place)
        near = [
            seen
            for seen in self.cast.seen[max(0, at - 30) : at + 12]
            if party_at(self.directory, seen) is not None
        ]
        before = [seen for seen in near if seen.first < unit.place]
        yield "last before", float(bool(before) and party_at(self.directory, before[-1]) == party)
        own = [seen for seen in near if party_at(self.directory, seen) == party]
        where = {(tokens[seen.first].sentence - here.sentence, seen.first < unit.place) for seen in own}
        yield "sentence, before", float((0, True) in where)
        yield "sentence, after", float((0, False) in where)
        yield "sentence before", float((-1, True) in where)
        passages = {self.document.sentences[tokens[seen.first].sentence].passage for seen in own}
        yield "paragraph", float(passage in passages)
        yield "paragraph before", float(passage - 1 in passages)
        beside = [seen for seen in own if abs(seen.first - unit.place) <= _AROUND]
        yield f"beside {unit.sort}", float(bool(beside))
        yield "in a place beside", float(any(seen.how == "place" for seen in beside))
        subject = (tokens[seen.last - 1].dep in ("nsubj", "nsubjpass") for seen in own if seen.first != unit.place)
        yield "acts nearby", float(any(subject))

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
        yield "none, institution", float(bool(said & _institutions()))
        for mark in unit.marks:
            yield f"none, {mark}", 1.0
        yield "none, wordless", float(not unit.words)
        for sector, nouns in _sectors().items():
            if said & nouns:
                yield f"none {sector}", 1.0
        yield "none, foremost", log(max(self._named.values(), default=1) / max(1, self._named.total()))


@lru_cache(maxsize=1)
def shipped() -> Model:
    """Return the model that ships."""
    content = json.loads(fitted_bytes("actors/affiliation.json"))
    return Model(content["weights"], content["threshold"])


@lru_cache(maxsize=1)
def _sectors() -> dict[str, frozenset[str]]:
    """Return the nouns of each sector."""
    found: dict[str, set[str]] = {}
    for noun, sector in roles().sectors.items():
        found.setdefault(sector, set()).add(noun)
    return {sector: frozenset(nouns) for sector, nouns in found.items()}


@lru_cache(maxsize=1)
def _institutions() -> frozenset[str]:
    """Return the words that name an institution which is no state's by nature."""
    words = roles()
    return frozenset(each.lower() for each in words.institutions) - words.organs


@lru_cache(maxsize=1)
def _terms() -> dict[str, tuple[frozenset[str], ...]]:
    """Return the titles and organs that only one state calls so, by state."""
    terms = table("roles")["terms"]
    listed = terms if isinstance(terms, dict) else {}
    return {party: tuple(frozenset(each.split()) for each in strings(listed, party)) for party in listed}
