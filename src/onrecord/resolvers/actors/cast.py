"""The cast of a report: every place where someone is named, and every person with what the report says of them.

First part of `actors`: one pass over the tokens, before any mention is looked at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.core.document import Name
from onrecord.core.who import ActorKind
from onrecord.resolvers.actors.abroad import abroad
from onrecord.resolvers.actors.bodies_met import explained, unheard
from onrecord.resolvers.actors.common import (
    ends_an_office,
    ends_of,
    in_longer_name,
    is_anothers,
    is_mark,
    is_personal,
    is_persons,
    is_titled,
    is_verb_of_headline,
    stands_alone,
)
from onrecord.resolvers.actors.figures import Cast, Figure, Seen
from onrecord.resolvers.actors.halves import halves
from onrecord.resolvers.actors.words import roles
from onrecord.resolvers.directory.entries import By, plain, slug
from onrecord.resolvers.directory.words import PARTICLES, last_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from onrecord.core.document import Document
    from onrecord.resolvers.actors.bodies_met import Met
    from onrecord.resolvers.directory.directory import Directory, Match
    from onrecord.resolvers.directory.entries import Ambiguity, Way

_HYPHENED = 3  # tokens of a surname with a hyphen
_MISTAKEN = ("ORG", "GPE", "NORP", "PRODUCT", "WORK_OF_ART")  # labels that persons get as well
_TITLE = 3  # words of an office before a surname


def cast_of(document: Document, directory: Directory, day: date | None) -> Cast:
    """Return the cast of a document."""
    return _Casting(document, directory, day).cast()


class _Casting:
    """The cast while it is being made."""

    def __init__(self, document: Document, directory: Directory, day: date | None) -> None:
        self.document = document
        self.tokens = document.tokens
        self.directory = directory
        self.day = day
        self.words = tuple(token.text if token.text.isascii() else plain(token.text) for token in document.tokens)
        self.at: dict[int, Seen] = {}
        self.figures: dict[str, Figure] = {}
        self.met: dict[str, str] = {}
        self.first: dict[str, int] = {}
        self.surnames: dict[str, list[str]] = {}
        self.given: dict[str, list[str]] = {}
        self.called: set[str] = set()
        self.present = frozenset(word for word in self.words if word[:1].isupper())
        self.common = frozenset(word for word in self.words if word.islower())

    def cast(self) -> Cast:
        from_names = [self._trimmed(name) for name in self.document.names if self._is_person(name)]
        full = {name.first: name for name in from_names if name and name.last - name.first > 1}
        self._meet_bodies(explained(self.document, self.words, self.directory))
        self.called = ends_of(full.values(), self.words)
        self._match_directory(full)
        self._mark(*halves(self.tokens, self.at, self.directory))
        self._mark(*abroad(self.tokens, self.at))
        # One with a known given name goes before others; of these the longest, since it is the whole name.
        for name in sorted(full.values(), key=lambda n: (not self._is_given(n.first), n.first - n.last)):
            self._meet(name)
        single = {name.first for name in from_names if name and name.last - name.first == 1}
        self._match_surnames(sorted(single), single)
        self._match_surnames(range(len(self.words)), single)
        self._meet_bodies(unheard(self.document, self.words, self.at, self.directory))
        return Cast(sorted(set(self.at.values())), self.at, self.figures, {}, self.met)

    def _is_person(self, name: Name) -> bool:
        """Say whether a name is a person's: by the parser's label, or by a title or given name at its head."""
        words = self.words[name.first : name.last]
        if not roles().institutions.isdisjoint(words):
            return False
        if name.label == "PERSON" or words[0].lower() in roles().she_titles | roles().he_titles:
            return True
        return name.label in _MISTAKEN and self._is_mislabelled(name, words)

    def _is_mislabelled(self, name: Name, words: Sequence[str]) -> bool:
        """Say whether a name that was taken for a thing's is a person's, by how it opens or what stands before."""
        if len(words) == 1 or words[1] == "-":
            joined = "".join(words)  # "Al-Abadi" is three tokens
            return not self.directory.named(joined) and bool(self.directory.by_surname(joined))
        called = name.first > 0 and roles().personal(self.words[name.first - 1].lower())
        return len(words) <= 4 and "'s" not in words and (called or self._is_given(name.first))

    def _trimmed(self, name: Name) -> Name | None:
        """Return a person's name without titles before it and marks after it, or None if nothing is left."""
        titles = roles().titles | roles().he_titles | roles().she_titles | roles().official
        words = self.words
        inside = range(name.first, name.last)
        first = next((i for i in inside if words[i].lower() not in titles and words[i][:1].isalpha()), name.last)
        ends = (i + 1 for i in reversed(range(first, name.last)) if not is_mark(self.words[i]))
        last = next(ends, first)
        while last - first > 2 and any(way.how is By.PEOPLE for way in self._ways(first)):
            first += 1
        return name._replace(first=first, last=last) if first < last else None

    def _ways(self, token: int) -> tuple[Way, ...]:
        match = self.directory.match(self.words, token)
        return match.ways if match and match.length == 1 else ()

    def _is_given(self, token: int) -> bool:
        return self.directory.pronoun_of(self.words[token]) is not None

    def _match_directory(self, full: dict[int, Name]) -> None:
        """Mark every name of the directory, unless the parser found a longer person's name there."""
        token = 0
        while token < len(self.words):
            match = self.directory.match(self.words, token)
            if match is None or token in self.at or ends_an_office(self.words, token, match, self.directory):
                token += 1
                continue
            person = full.get(token)
            if person and person.last - person.first > match.length:
                token = person.last
                continue
            if self._is_of_another(token, match):
                token += 1
                continue
            self._add(token, match)
            token += match.length

    def _is_of_another(self, token: int, match: Match) -> bool:
        """Say whether a name is part of somebody else's."""
        if match.length == 1:
            longer = in_longer_name(self.document, token, match, self.at, self.directory)
            return longer or is_persons(self.document, token, match, self.called)
        return is_anothers(self.document, token, match)

    def _meet_bodies(self, met: Iterable[Met]) -> None:
        """Mark organisations that the directory does not know."""
        for each in met:
            self.met.setdefault(each.seen.actor or "", each.name)
            self._mark(each.seen)

    def _add(self, token: int, match: Match) -> None:
        seen = self._reading(token, match)
        if seen:
            self._mark(seen)
            if seen.kind is ActorKind.PERSON and seen.actor:
                self._figure(seen.actor).printed = match.words

    def _reading(self, first: int, match: Match) -> Seen | None:
        """Say what a match stands for here."""
        last = first + match.length
        claimants = self.directory.claimants(match.words)
        if claimants:
            return Seen(first, last, None, By.PLACE, ActorKind.STATE, claimants)
        declared = self.directory.ambiguity(match.words)
        if declared is None:
            return self._plain(first, last, match.ways[0])
        if "person" in declared.readings and is_personal(self.document, self.words, self.directory, first, last):
            return None
        reading = self._usual(declared)
        if reading is None:
            return self._open(first, last, declared)
        if reading in ("other", "person"):
            return None
        actor = reading.removeprefix("place:")
        how = next((way.how for way in match.ways if way.actor == actor), By.NAME)
        return self._seen(first, last, actor, how if actor == reading else By.PLACE)

    def _open(self, first: int, last: int, declared: Ambiguity) -> Seen | None:
        """Return a name of which it stays open whom of several it names."""
        told_by = (each.removeprefix("place:") for each in declared.readings)
        actors = tuple(dict.fromkeys(each for each in told_by if each in self.directory.actors))
        return Seen(first, last, None, By.NAME, ActorKind.STATE, actors) if actors else None

    def _plain(self, first: int, last: int, way: Way) -> Seen | None:
        """Return what a name that is one actor's stands for; a people's may be another word ("to polish")."""
        named = way.how is not By.PEOPLE or self.tokens[first].pos not in ("VERB", "ADV")
        return self._seen(first, last, way.actor, way.how) if named else None

    def _usual(self, declared: Ambiguity) -> str | None:
        """Return which reading of an ambiguous name the words of the report tell, else the usual one."""
        told = {reading: len(clues & self.present) for reading, clues in declared.clues.items()}
        best = max(told.values(), default=0)
        winners = [reading for reading, count in told.items() if count == best and best]
        return winners[0] if len(winners) == 1 else declared.usual

    def _seen(self, first: int, last: int, actor: str, how: By) -> Seen:
        return Seen(first, last, actor, how, self.directory.actors[actor].kind)

    def _mark(self, *places: Seen) -> None:
        for seen in places:
            self.at.update(dict.fromkeys(range(seen.first, seen.last), seen))
            if seen.actor and seen.how is By.NAME:
                self.first[seen.actor] = min(seen.first, self.first.get(seen.actor, seen.first))

    def _figure(self, person: str, name: str = "") -> Figure:
        """Return the figure of a person, made when first met, and let the surname lead to it."""
        figure = self.figures.get(person)
        if figure is None:
            known = self.directory.actors.get(person)
            if known:
                party = self.directory.party_of(person, self.day)
                figure = Figure(person, known.name, known.pronoun, party, known=True)
            else:
                figure = Figure(person, name, self.directory.pronoun_of(name), None)
            self.figures[person] = figure
            for called in (figure.name, name):
                for surname in last_names(plain(called).split()) if called else ():
                    self._lead(surname, person)
            for surname in self.directory.surnames_of(person):
                self._lead(surname, person)
            self.given.setdefault(plain(figure.name).split(" ", 1)[0], []).append(person)
        return figure

    def _lead(self, surname: str, person: str) -> None:
        people = self.surnames.setdefault(surname, [])
        if person not in people:
            people.append(person)

    def _meet(self, name: Name) -> None:
        """Mark a full name that the parser found; it is the directory's person if first and last name are."""
        marked = {self.at[token] for token in range(name.first, name.last) if token in self.at}
        words = self.words[name.first : name.last]
        if any(_holds(seen, name) for seen in marked) or self._is_headline(name, words):
            return
        by_surname = self._by_long_surname(words)
        if by_surname:
            self._mark(Seen(name.first, name.last, by_surname, By.SURNAME, ActorKind.PERSON))
            self._figure(by_surname)
            return
        called = self.document.report.text[self.tokens[name.first].start : self.tokens[name.last - 1].end]
        person = self._whose(words, called)
        if person and words[0][:1].isalpha() and words[-1][:1].isalpha():
            self._name(name, person, " ".join(called.split()), marked)

    def _is_headline(self, name: Name, words: Sequence[str]) -> bool:
        """Say whether a name is a headline's word before a surname: "Top Kovac Aide"."""
        common = words[0].lower() in self.common and bool(self.surnames.get(words[-1]))
        return common and not self._is_given(name.first)

    def _whose(self, words: Sequence[str], called: str) -> str:
        """Return whom a full name names: one of the directory, one met by a longer name, or a new person."""
        known = self.directory.named(f"{words[0]} {words[-1]}") if len(words) > 2 else ()
        if known and known[0] in self.directory.actors:
            return known[0]
        return self._longer(words) or slug(called)

    def _name(self, name: Name, person: str, called: str, marked: set[Seen]) -> None:
        figure = self._figure(person, called)
        figure.printed = figure.printed or called
        for seen in marked:
            for token in range(seen.first, seen.last):
                self.at.pop(token, None)
        self._mark(Seen(name.first, name.last, person, By.NAME, ActorKind.PERSON))

    def _longer(self, words: Sequence[str]) -> str | None:
        """Return the one person met by a longer name that begins and ends so: "Ana Bello", of "Ana Sol Bello"."""
        met = [
            each
            for each in self.surnames.get(words[-1], ())
            if plain(self.figures[each].name).split()[:1] == [words[0]] and len(words) == 2
        ]
        return met[0] if len(met) == 1 else None

    def _by_long_surname(self, words: Sequence[str]) -> str | None:
        """Return the one person whose surname these words are ("Von der Leyen", "Al-Abadi"), or None."""
        if len(words) == _HYPHENED and words[1] == "-":
            name = "".join(words)
        elif words[0].lower() in PARTICLES:
            name = " ".join((words[0].lower(), *words[1:]))
        else:
            return None
        people = self.surnames.get(name) or self.directory.by_surname(name, self.day)
        return people[0] if len(people) == 1 else None

    def _match_surnames(self, tokens: Iterable[int], single: set[int]) -> None:
        """Mark surnames: of the report's persons first; where the parser sees a person, of the directory's."""
        for token in tokens:
            if self._may_be_surname(token, alone=token in single) and not self._meet_cut(token):
                bearers = self._bearers(token, self.words[token], token in single)
                self._mark_bearers(token, self._titled_so(token, bearers))

    def _may_be_surname(self, token: int, *, alone: bool) -> bool:
        word = self.words[token]
        named = token not in self.at and word[:1].isalpha() and (alone or not word.islower())
        return named and not is_verb_of_headline(self.tokens, token, self.common)

    def _mark_bearers(self, token: int, people: tuple[str, ...]) -> None:
        """Mark a surname as that of one person, or of one of several."""
        if people:
            one = people[0] if len(people) == 1 else None
            self._mark(Seen(token, token + 1, one, By.SURNAME, ActorKind.PERSON, () if one else people))
        for person in people:
            self._figure(person)

    def _meet_cut(self, token: int) -> bool:
        """Meet a person of whose full name the parser saw the surname alone ("Mayor Yusuf Karim")."""
        if not token or token - 1 in self.at or self.words[token] in self.surnames:
            return False
        before = self.tokens[token - 1]
        named = before.pos == "PROPN" and before.dep == "compound" and before.head == token
        if not named or self._is_no_given_name(self.words[token - 1]):
            return False
        if not self.directory.by_surname(self.words[token]):
            return False
        self._meet(Name(token - 1, token + 1, "PERSON"))
        return True

    def _is_no_given_name(self, word: str) -> bool:
        """Say whether a word before a surname is a title, a known name, or a word of the report."""
        told = roles().tells(word.lower()) or word.lower() in self.common
        return told or not word.isalpha() or bool(self.directory.named(word))

    def _bearers(self, token: int, word: str, person: bool) -> tuple[str, ...]:
        here = self.surnames.get(word)
        if here and (person or self._is_name(token, word)):
            return self._met_before(token, tuple(here))
        if not (person or is_titled(self.words, token)):
            return self._called_by_first_name(token, word)
        known = self._known_bearers(token, word)
        if known or word in self.given:
            return known or tuple(self.given[word])
        return self._new_bearer(word) if person else ()

    def _is_name(self, token: int, word: str) -> bool:
        """Say whether a word that is a surname may stand as one: no common word of the report."""
        return self.tokens[token].pos == "PROPN" or word.lower() not in self.common

    def _called_by_first_name(self, token: int, word: str) -> tuple[str, ...]:
        bearers = self.given.get(word, ())
        return tuple(bearers) if len(bearers) == 1 and stands_alone(self.tokens, self.words, token) else ()

    def _known_bearers(self, token: int, word: str) -> tuple[str, ...]:
        """Return those of the directory whom a surname may mean; beside them whoever is just called so."""
        before = self.words[token - 1].lower() if token else ""
        if before in roles().first_name_titles:
            return ()
        known = self.directory.by_surname(word, self.day)
        if known and not is_titled(self.words, token) and self._is_given(token):
            return (*self._new_bearer(word), *known)  # "Ahmed", whom nobody introduced: anyone's first name
        return known

    def _new_bearer(self, word: str) -> tuple[str, ...]:
        self._figure(slug(word), word)
        return (slug(word),)

    def _met_before(self, token: int, people: tuple[str, ...]) -> tuple[str, ...]:
        """Return whom the report has named in full by then, if it is one: another may yet be called so."""
        met = tuple(each for each in people if self.first.get(each, token) < token)
        return met if len(met) == 1 else people

    def _titled_so(self, token: int, people: tuple[str, ...]) -> tuple[str, ...]:
        """Return those whom the title before a surname fits ("Mr. Kim" is not his sister)."""
        if len(people) < 2 or not token:
            return people
        return self._holding(token, people) or self._fitting(token, people)

    def _fitting(self, token: int, people: tuple[str, ...]) -> tuple[str, ...]:
        """Return those of the gender that the title before a surname tells, and of these the one who leads."""
        before = self.words[token - 1].lower()
        pronoun = roles().pronoun_of(before)
        fitting = tuple(each for each in people if pronoun in (None, self._figure(each).pronoun)) or people
        titled = before in roles().titles and not pronoun
        if titled or not self.first.keys().isdisjoint(people):
            return fitting
        return self.directory.leading(fitting, self.day) or fitting

    def _holding(self, token: int, people: tuple[str, ...]) -> tuple[str, ...]:
        """Return those whose office is what stands before a surname, if any are ("Vice President Rau")."""
        words = [word.lower() for word in self.words[max(0, token - _TITLE) : token]]
        for at in range(len(words)):
            title = " ".join(words[at:])
            held = tuple(each for each in people if any(office == title for office in self._offices(each)))
            if held:
                return held
        return ()

    def _offices(self, person: str) -> list[str]:
        """Return the titles, in lower case, of the offices that a person holds on the day of the report."""
        known = self.directory.actors.get(person)
        offices = known.offices if known else ()
        return [office.title.lower() for office in offices if self.day is None or office.held_on(self.day)]


def _holds(seen: Seen, name: Name) -> bool:
    """Say whether what is marked is a person, or no shorter than a name."""
    return seen.kind is ActorKind.PERSON or seen.last - seen.first >= name.last - name.first
