"""The directory: who is meant by a name, a surname, an office, on a day.

Read from the actor files (`directory_files`), extended by the dispute file's own actors. It only looks up; what a
report's words mean in their place is for `actors` to say.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from onrecord.core.who import PARTIES, Actor, ActorKind
from onrecord.resolvers.directory.entries import ActorFileFault, By, Way, plain
from onrecord.resolvers.directory.files import actor_files
from onrecord.resolvers.directory.words import given_names, pieces, surnames

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date

    from onrecord.core.who import Office
    from onrecord.resolvers.directory.entries import ActorFiles, Ambiguity, Post, Term


# The key under which an office file lists those who serve a party in whatever office: it tells whose they are.
_IN_SERVICE = "in-service"
# How long before a first office a bare surname may already mean its holder: a candidate, a minister to be.
_RISE = timedelta(days=730)


class Match(NamedTuple):
    """A name found in a row of words: how many words it takes, and what it may stand for."""

    length: int
    words: str
    ways: tuple[Way, ...]


class Directory:
    """Actors by name, surname and office, by date.

    >>> from datetime import date
    >>> directory = Directory.standard()
    >>> directory.holders("secretary general", "nato", date(2022, 1, 7), date(2022, 1, 7))
    ('jens-stoltenberg',)
    >>> directory.named("Downing Street")
    ('united-kingdom',)
    """

    def __init__(self, entries: ActorFiles, extra: Iterable[Actor] = ()) -> None:
        self._entries = entries
        self.actors: dict[str, Actor] = dict(entries.actors)
        self._ways: dict[str, tuple[Way, ...]] = dict(entries.ways)
        for actor in extra:
            self._extend(actor)
        self._index = self._indexed()
        self._surnames = self._by_surname()
        self._names_of: dict[str, tuple[str, ...]] = {}
        for surname, people in self._surnames.items():
            for person in people:
                self._names_of[person] = (*self._names_of.get(person, ()), surname)
        self._called = _nouns(entries)
        self._posts: dict[str, list[Post]] = {}
        self._organs: dict[str, list[Post]] = {}
        self._sole: dict[str, str] = {}
        for post in entries.posts:
            self._posts.setdefault(post.party, []).append(post)
            if post.party in entries.parent:
                self._organs.setdefault(entries.parent[post.party], []).append(post)
            if post.sole:
                self._sole.update(dict.fromkeys(post.phrases, post.party))
        self._leading = tuple(chain.from_iterable(post.leading for post in entries.posts))
        named = (post.terms for post in entries.posts if post.kind != _IN_SERVICE)
        self._in_named_office = {term.person for term in chain.from_iterable(named)}
        self._terms: dict[str, list[Term]] = {}
        for term in chain.from_iterable(post.terms for post in entries.posts):
            self._terms.setdefault(term.person, []).append(term)

    @staticmethod
    @lru_cache(maxsize=1)
    def standard() -> Directory:
        """Return the directory of the actor files alone, read once."""
        return Directory(actor_files())

    def extended(self, actors: Iterable[Actor]) -> Directory:
        """Return a directory that knows these actors too; one with a known id adds its names to it.

        Raises:
            ActorFileFault: An actor's party is neither in the directory nor among these actors.
        """
        given = tuple(actors)
        known = {*self.actors, *(actor.id for actor in given)}
        for actor in given:
            if actor.party is not None and actor.party not in known:
                raise ActorFileFault("dispute", actor.id, f"there is no party '{actor.party}'.")
        return Directory(self._entries, given)

    def named(self, words: str) -> tuple[str, ...]:
        """Return the ids of the actors that a name stands for, exactly as printed ("US" is not "us")."""
        return tuple(way.actor for way in self._ways.get(plain(words), ()))

    def match(self, words: tuple[str, ...], at: int) -> Match | None:
        """Return the longest name that begins at a place in a row of words, or None."""
        for pattern, match in self._index.get(words[at], ()):
            if words[at : at + match.length] == pattern:
                return match
        return None

    def by_surname(self, surname: str, day: date | None = None) -> tuple[str, ...]:
        """Return the persons of a surname: those in office on the day; failing them, in office before it.

        One whose first office came more than two years after the day is none of them: nobody was named by a bare
        surname so long before. Who only serves in some office is one of them where nobody else is.
        """
        every = self._surnames.get(plain(surname), ())
        persons = tuple(person for person in every if self._is_known_by_office(person)) or every
        if day is None:
            return persons
        serving = self._with_term(persons, lambda term: term.meets(day, day))
        earlier = self._with_term(persons, lambda term: _has_begun(term, day))
        if serving or earlier:
            return serving or earlier
        rising = self._with_term(persons, lambda term: term.since is not None and term.since <= day + _RISE)
        return tuple(person for person in persons if person in rising or person not in self._terms)

    def _is_known_by_office(self, person: str) -> bool:
        return person in self._in_named_office or person not in self._terms

    def _with_term(self, persons: Iterable[str], fits: Callable[[Term], bool]) -> tuple[str, ...]:
        """Return those of some persons who have a term of office that fits."""
        return tuple(person for person in persons if any(map(fits, self._terms.get(person, ()))))

    def leading(self, people: tuple[str, ...], day: date | None) -> tuple[str, ...]:
        """Return those who lead a state, body or movement on a day: a bare surname means these before others."""
        terms = (term for term in self._leading if day and term.person in people and term.meets(day, day))
        return tuple(dict.fromkeys(term.person for term in terms))

    def surnames_of(self, person: str) -> tuple[str, ...]:
        """Return the surnames by which a person of the directory may be called."""
        return self._names_of.get(person, ())

    def holders(self, phrase: str, party: str, first: date, last: date) -> tuple[str, ...]:
        """Return who held the office that a phrase means for a party, at some time from `first` to `last`."""
        return self._held(self.posts(phrase, party), first, last)

    def posts(self, phrase: str, party: str) -> tuple[Post, ...]:
        """Return the offices of a party, or of its organs, that a phrase in lower case means, best first."""
        own = self._posts.get(party, ())
        exact = tuple(post for post in own if phrase == post.title.lower())
        leading = _leading(own) if phrase == "leader" else ()
        # A word alone means the body's own head; "humanitarian chief" is nobody but its organ's.
        organs = self._organs.get(party, ()) if " " in phrase else ()
        return exact or leading or _meant(phrase, own) or _meant(phrase, organs)

    def sole_owner(self, phrase: str) -> str | None:
        """Return the party of a title that no other has ("pope"), or None."""
        return self._sole.get(phrase)

    def equals(self, office: Office, party: str, first: date, last: date) -> tuple[str, ...]:
        """Return who held for another party, at some time from `first` to `last`, the like of an office."""
        posts = (post for post in self._posts.get(office.party, ()) if post.kind != _IN_SERVICE)
        own = next((post for post in posts if post.title == office.title), None)
        like = [
            post
            for post in self._posts.get(party, ())
            if own and (post.kind == own.kind or (post.leading and own.leading))
        ]
        like.sort(key=lambda post: own is None or post.kind != own.kind)
        return self._held(like[:1], first, last)

    def party_of(self, person: str, day: date | None = None) -> str | None:
        """Return for whom a person speaks on a day: by the office held then, else the last one before."""
        actor = self.actors[person]
        if not actor.offices or day is None:
            return self.party_over(actor.party)
        serving = [office for office in actor.offices if office.held_on(day)]
        past = [office for office in actor.offices if office.since is None or office.since <= day]
        office = (serving or past or list(actor.offices[:1]))[-1]
        return self.party_over(office.party)

    def party_over(self, actor: str | None) -> str | None:
        """Return the party that an actor of the directory speaks for: for an organ, its body."""
        if actor is None or actor not in self.actors:
            return actor
        above = self.actors[actor].party
        return above if above and above != actor else (actor if above else None)

    def is_organ(self, actor: str, party: str) -> bool:
        """Say whether an actor is an organ that speaks for a body ("the WHO" for the United Nations)."""
        return self._entries.parent.get(actor) == party

    def called(self, noun: str) -> tuple[str, ...]:
        """Return the bodies and groups that a common noun may mean once they have been named."""
        return self._called.get(noun, ())

    def members_on(self, body: str, day: date) -> tuple[str, ...]:
        """Return the members of a body on a day."""
        return tuple(each.member for each in self.actors[body].members if each.held_on(day))

    def ambiguity(self, words: str) -> Ambiguity | None:
        """Return what is declared of words that mean more than one thing."""
        return self._entries.ambiguous.get(plain(words))

    def claimants(self, place: str) -> tuple[str, ...]:
        """Return the states that claim a disputed place."""
        return self._entries.disputed.get(plain(place), ())

    def pronoun_of(self, name: str) -> str | None:
        """Return "he" or "she" by a full name's first word, or None where it tells nothing."""
        first = plain(name).split(" ", 1)[0]
        return given_names().get(first)

    @staticmethod
    def _held(posts: Iterable[Post], first: date, last: date) -> tuple[str, ...]:
        return tuple(
            dict.fromkeys(term.person for post in posts for term in post.terms if term.meets(first, last))
        )

    def _extend(self, actor: Actor) -> None:
        known = self.actors.get(actor.id)
        if known:
            aliases = (*known.aliases, actor.name, *actor.aliases)
            party = actor.party or known.party
            self.actors[actor.id] = replace(known, aliases=tuple(dict.fromkeys(aliases)), party=party)
        else:
            own = actor.id if actor.kind in PARTIES else None
            self.actors[actor.id] = replace(actor, party=actor.party or own)
        for words in (actor.name, *actor.aliases):
            # What the dispute file says of a name goes before what the actor files say.
            self._ways[plain(words)] = (Way(actor.id, By.NAME),)

    def _indexed(self) -> Mapping[str, tuple[tuple[tuple[str, ...], Match], ...]]:
        index: dict[str, list[tuple[tuple[str, ...], Match]]] = {}
        ways = {**dict.fromkeys(self._entries.disputed, ()), **self._ways}
        for words in self._entries.ambiguous:
            ways.setdefault(words, ())
        for words, known in ways.items():
            pattern = pieces(words)
            index.setdefault(pattern[0], []).append((pattern, Match(len(pattern), words, known)))
            lower = words.lower()
            if lower != words and len(lower) > 4 and known and known[0].how is By.PEOPLE and " " not in words:
                # Machine translation leaves "french President" without its capital.
                index.setdefault(lower, []).append(((lower,), Match(1, words, known)))
        return {first: tuple(sorted(found, key=lambda entry: -len(entry[0]))) for first, found in index.items()}

    def _by_surname(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for actor in self.actors.values():
            if actor.kind is ActorKind.PERSON:
                for name in (actor.name, *actor.aliases):
                    for surname in surnames(plain(name), actor):
                        people = found.setdefault(surname, [])
                        if actor.id not in people:
                            people.append(actor.id)
        return {surname: tuple(people) for surname, people in found.items()}


def _has_begun(term: Term, day: date) -> bool:
    return term.since is None or term.since <= day


def _leading(posts: Iterable[Post]) -> tuple[Post, ...]:
    """Return the offices whose holder is "the leader", in the terms in which it was."""
    return tuple(replace(post, terms=post.leading) for post in posts if post.leading)


def _meant(phrase: str, posts: Iterable[Post]) -> tuple[Post, ...]:
    return tuple(post for post in posts if phrase in post.phrases)


def _nouns(entries: ActorFiles) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for actor, nouns in entries.nouns.items():
        for noun in nouns:
            found.setdefault(noun, []).append(actor)
    return {noun: tuple(actors) for noun, actors in found.items()}
