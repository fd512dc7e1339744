"""What is asked of someone whose party no words tell: who they are, how they are described, and where.

Part of `actors`, for `affiliation`, which answers. It asks only of those who may serve a party: persons in office,
organs, forces and their people, bodies whose name is that of a ministry, court or board.
"""

from __future__ import annotations

from functools import cached_property, lru_cache
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from onrecord.core.who import PARTIES, ActorKind, Sector
from onrecord.resolvers.actors.described import Stretch, away
from onrecord.resolvers.actors.phrase import ends_a_name, is_organ
from onrecord.resolvers.actors.words import FORMER, SENT, roles
from onrecord.resolvers.directory.entries import By
from onrecord.resolvers.directory.files import listed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from onrecord.core.document import Document, Token
    from onrecord.resolvers.actors.figures import Cast, Seen
    from onrecord.resolvers.actors.phrase import Phrase
    from onrecord.resolvers.directory.directory import Directory

_EMPLOYING = (ActorKind.ORGANISATION, ActorKind.BODY, ActorKind.OUTLET)
_AROUND = 10  # tokens beside a name that introduce whom it names
_BEHIND = 16  # what follows a name is longer: "a deputy director of the Danish ..."
_LOOKED = 3  # places of a person whose surroundings are looked at
_OPENS = listed("opening_marks")
_LINKS = listed("unit_links")
_OPPOSED = listed("opposed")
_FEW = listed("few")
_SERVING = frozenset(
    {Sector.GOVERNMENT, Sector.MILITARY, Sector.POLICE, Sector.INTELLIGENCE, Sector.LEGISLATURE, Sector.JUDICIARY}
)
_GROUND = listed("ground")
_MEMBERSHIP_LEADS = listed("membership_leads")
_ALWAYS_IN_OFFICE = listed.in_order("always_in_office")


class Unit(NamedTuple):
    """Someone whose party is asked for.

    `sort` is person, organ, unnamed or body (an organisation that the directory does not know); `words` are those
    that describe them, in lower case; `place` is the token by which the report introduces them; `marks` say of a
    phrase that it is plural, indefinite, or goes on behind its head ("officers of the guard"), of a person that he
    or she is of the opposition, of rebels, no longer in office, or of an organisation. `name`, of a person, is as
    the report gives it; `told` is the party that the words right beside the name tell; `beside` are the names in
    what describes the person, `away` those where he or she is sent or works; `whose` is a pronoun that owns the
    office ("her spokesman"), and `places` are the tokens where the person is named.
    """

    sort: str
    words: frozenset[str]
    noun: str
    place: int
    marks: frozenset[str] = frozenset()
    name: str = ""
    told: str | None = None
    beside: tuple[Seen, ...] = ()
    away: tuple[Seen, ...] = ()
    whose: int | None = None
    places: tuple[int, ...] = ()


class Units:
    """What is asked of the persons and bodies of a report. Not slotted: the places are gathered once."""

    def __init__(self, document: Document, cast: Cast, directory: Directory) -> None:
        self.document = document
        self.cast = cast
        self.directory = directory

    @cached_property
    def _places(self) -> dict[str, list[Seen]]:
        """Where each actor is named."""
        found: dict[str, list[Seen]] = {}
        for seen in self.cast.seen:
            found.setdefault(seen.actor or "", []).append(seen)
        return found

    def _introduction(self, person: str) -> Seen | None:
        """Return where the report introduces a person: the first place where words describe him or her."""
        places = self._places.get(person, [])
        described = self.cast.described
        told = (
            seen
            for seen in places
            if any(described.get(i) == person for i in range(max(0, seen.first - 3), seen.last + 4))
        )
        return next(told, places[0] if places else None)

    def of_person(self, person: str) -> Unit | None:
        """Return what to ask of a person of the cast, or None where the report names nobody so."""
        place = self._introduction(person)
        if not place:
            return None
        figure = self.cast.figures[person]
        places = self._places[person]
        beside, far = self._named_around(person, (place, *places[:_LOOKED]))
        words = frozenset(figure.words)
        return Unit(
            "person", words, "", place.first, self._marks(words, beside), figure.printed or figure.name,
            self.directory.party_over(figure.party), beside, far, self._possessive(place),
            tuple(seen.first for seen in places),
        )  # fmt: skip

    def _named_around(self, person: str, places: Iterable[Seen]) -> tuple[tuple[Seen, ...], tuple[Seen, ...]]:
        """Return the names beside which a person's stands, and those of where he or she is sent."""
        around = list(chain.from_iterable(map(self._around, places)))
        found = dict.fromkeys(chain.from_iterable(map(self._names, around)))
        named = [seen for seen in found if seen.actor != person]
        far = tuple(seen for seen in named if any(self._is_away(seen, stretch) for stretch in around))
        return tuple(seen for seen in named if seen not in far), far

    def _marks(self, words: frozenset[str], beside: tuple[Seen, ...]) -> frozenset[str]:
        kinds = {seen.kind for seen in beside}
        marks = {
            "opposed": bool(words & _OPPOSED),
            "rebel": any(roles().sectors.get(word) is Sector.REBELS for word in words),
            "former": bool(words & FORMER),
            "organisation": ActorKind.ORGANISATION in kinds,
            "private": bool(words & roles().private),
            "in office": bool(words & _in_office()),
        }
        return frozenset(mark for mark, holds in marks.items() if holds)

    def _around(self, own: Seen) -> list[Stretch]:
        """Return the words before and behind a name that may describe whom it names."""
        return [self._before(own), *self._behind(own)]

    def _before(self, own: Seen) -> Stretch:
        """Return the words right before a name: "Danish Security Council deputy head Jens Holm"."""
        tokens = self.document.tokens
        first = max(self.document.sentences[tokens[own.first].sentence].first, own.first - _AROUND)
        at = own.first - 1
        while at >= first and (_modifies(tokens[at]) or tokens[at].text.lower() in _LINKS):
            at -= 1
        return Stretch(at + 1, own.first)

    def _behind(self, own: Seen) -> list[Stretch]:
        """Return the words right behind a name: "Jens Holm, a spokesman for Danish Rail", "of the Greens"."""
        tokens = self.document.tokens
        last = min(self.document.sentences[tokens[own.first].sentence].last, own.last + _BEHIND)
        if own.last >= last or tokens[own.last].text.lower() not in _OPENS:
            return []
        at = own.last + 1
        while at < last and (_modifies(tokens[at]) or tokens[at].text.lower() in _LINKS):
            at += 1
        return [Stretch(own.last + 1, at)]

    def _names(self, stretch: Stretch) -> list[Seen]:
        """Return the names in a stretch."""
        found = dict.fromkeys(seen for i in range(*stretch) if (seen := self.cast.at.get(i)))
        return [seen for seen in found if seen.actor]

    def _is_away(self, seen: Seen, stretch: Stretch) -> bool:
        """Say whether a name in a stretch tells where somebody is sent: "envoy to NATO".

        Who works "at the Danish Rail Agency", "with the Red Cross" is of these.
        """
        if not stretch.first <= seen.first < stretch.last or not away(self.document, stretch, seen.first):
            return False
        before = {
            token.text.lower() for token in self.document.tokens[max(stretch.first, seen.first - 3) : seen.first]
        }
        works = bool(before & _MEMBERSHIP_LEADS) and (seen.how is By.PEOPLE or seen.kind in _EMPLOYING)
        return not works or bool(before & SENT)

    def _possessive(self, own: Seen) -> int | None:
        """Return the pronoun that owns the office before a name, or None."""
        tokens = self.document.tokens
        return next((i for i in range(*self._before(own)) if tokens[i].tag == "PRP$"), None)

    def of_body(self, body: str) -> Unit | None:
        """Return what to ask of an organisation that the directory does not know, where it may be a state's."""
        words = self.cast.met[body].lower().split()
        if not _public() & {*words, " ".join(words[-2:]), words[-1].removesuffix("s")}:
            return None
        return Unit("body", frozenset(words), words[-1], self._places[body][0].first)

    def owner(self, body: str) -> str | None:
        """Return the party that owns or describes a body of state where the report names it.

        "Iran's ISNA news agency", "India's Supreme Court", "the U.N. mission UNMISS"; companies stay their own,
        but what is of a body of states is its own: "the U.N.'s Working Group on Water".
        """
        named = {each.lower() for each in self.cast.met[body].split()}
        for seen in self._places.get(body, ()):
            chain = self._described_by(seen)
            parties = self._parties_at(chain)
            lemmas = named | {self.document.tokens[i].lemma.lower() for i in chain}
            public = lemmas & (_public() | {"state"}) or _is_staff(self.cast.met[body])
            if len(parties) == 1 and (public or self._is_of_states(parties)):
                return parties.pop()
        return None

    def _is_of_states(self, parties: set[str]) -> bool:
        known = (self.directory.actors.get(each) for each in parties)
        return all(each is not None and each.kind is ActorKind.BODY for each in known)

    def _parties_at(self, tokens: Iterable[int]) -> set[str]:
        """Return the parties that are named among some tokens."""
        named = (self.cast.at[i] for i in tokens if i in self.cast.at)
        return {party for seen in named if (party := party_at(self.directory, seen))}

    def _described_by(self, seen: Seen) -> list[int]:
        """Return the tokens of the noun phrase right around a name, those of the name left out."""
        tokens = self.document.tokens
        sentence = self.document.sentences[tokens[seen.first].sentence]
        first, last = seen.first, seen.last
        while first > max(sentence.first, seen.first - _AROUND) and _modifies(tokens[first - 1]):
            first -= 1
        while last < min(sentence.last, seen.last + _AROUND) and tokens[last].pos == "NOUN":
            last += 1
        return [*range(first, seen.first), *range(seen.last, last)]


def _is_staff(name: str) -> bool:
    """Say whether a name is that of those who command the forces: "the Joint Chiefs of Staff", "General Staff"."""
    return name.split()[-1:] == ["Staff"]


def party_at(directory: Directory, seen: Seen) -> str | None:
    """Return the party that a place of the cast names or is in."""
    if seen.actor is None or seen.kind not in PARTIES:
        return None
    return directory.party_over(seen.actor) or seen.actor


def unit_of_phrase(document: Document, phrase: Phrase) -> Unit | None:
    """Return what to ask of a phrase whose party is not known, or None where it means nobody who serves one."""
    told = any((phrase.owners, phrase.possessive, phrase.joint, phrase.others))
    if told or not _serves(document, phrase):
        return None
    if next(document.dependents(phrase.head.i, "poss"), None) or _several_certain(document, phrase):
        return None
    marks = {
        "plural": phrase.plural, "indefinite": not phrase.definite, "tail": phrase.last > phrase.head.i + 1
    }  # fmt: skip
    holding = frozenset(mark for mark, holds in marks.items() if holds)
    sort = "organ" if is_organ(phrase) else "unnamed"
    return Unit(sort, frozenset(phrase.call), phrase.noun, phrase.head.i, holding)


def _serves(document: Document, phrase: Phrase) -> bool:
    """Say whether a phrase means an organ or force, or people in the service of one."""
    words, noun = roles(), phrase.noun
    if noun in words.private or noun in words.across or noun in _GROUND or ends_a_name(document, phrase):
        return False
    sector = words.sectors.get(noun)
    return is_organ(phrase) or (sector in _SERVING) or (noun in words.official and sector is not Sector.REBELS)


def _several_certain(document: Document, phrase: Phrase) -> bool:
    """Say whether certain ones are meant, most often of different parties: "the two leaders"."""
    first = document.tokens[phrase.first].text.lower()
    return first == "both" or (first == "the" and not _FEW.isdisjoint(phrase.call[:1]))


def _modifies(token: Token) -> bool:
    """Say whether a word before a name is of its phrase: a noun, an adjective, a sign of the genitive."""
    return token.pos in ("NOUN", "PROPN", "ADJ") or token.tag in ("POS", "HYPH", "VBN")


@lru_cache(maxsize=1)
def _public() -> frozenset[str]:
    """Return the words in the names of ministries, forces, courts and boards."""
    return roles().organs | roles().public


@lru_cache(maxsize=1)
def _in_office() -> frozenset[str]:
    """Return the words of office: nouns, and titles of officers and lawmakers."""
    words = roles()
    return words.official.union(*(words.kinds.get(kind, ()) for kind in _ALWAYS_IN_OFFICE))
