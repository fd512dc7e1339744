"""The cast of a report: every place where someone is named, and every person with what the report says of them.

First part of `actors`: one pass over the tokens, before any mention is looked at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.core.document import Name
from onrecord.core.who import ActorKind
from onrecord.resolvers.actors.abroad import abroad
from onrecord.resolvers.actors.bodies_met import explained, unheard
from onrecord.resolvers.actors.common import ends_an_office
from onrecord.resolvers.actors.figures import Cast, Figure, Seen
from onrecord.resolvers.actors.halves import halves
from onrecord.resolvers.actors.words import roles
from onrecord.resolvers.directory.entries import plain, slug
from onrecord.resolvers.directory.words import PARTICLES, last_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from onrecord.core.document import Document
    from onrecord.resolvers.actors.bodies_met import Met
    from onrecord.resolvers.directory.directory import Directory, Match
    from onrecord.resolvers.directory.entries import Way

_HYPHENED = 3  # tokens of a surname with a hyphen
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
        self.present = frozenset(word for word in self.words if word[:1].isupper())
        self.common = frozenset(word for word in self.words if word.islower())

    def cast(self) -> Cast:
        from_names = [self._trimmed(name) for name in self.document.names if self._is_person(name)]
        full = {name.first: name for name in from_names if name and name.last - name.first > 1}
        self._meet_bodies(explained(self.document, self.words, self.directory))
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
        if any(word in roles().institutions for word in words):
            return False
        if name.label == "PERSON" or words[0].lower() in roles().she_titles | roles().he_titles:
            return True
        if name.label not in ("ORG", "GPE", "NORP", "PRODUCT", "WORK_OF_ART"):
            return False
        if len(words) == 1 or words[1] == "-":
            joined = "".join(words)  # "Al-Abadi" is three tokens
            return not self.directory.named(joined) and bool(self.directory.by_surname(joined))
        called = name.first > 0 and roles().personal(self.words[name.first - 1].lower())
        given = called or self.directory.pronoun_of(words[0]) is not None
        return len(words) <= 4 and given and "'s" not in words

    def _trimmed(self, name: Name) -> Name | None:
        """Return a person's name without titles before it and marks after it, or None if nothing is left."""
        first, last, _ = name
        titles = roles().titles | roles().he_titles | roles().she_titles | roles().official
        while first < last and (self.words[first].lower() in titles or not self.words[first][:1].isalpha()):
            first += 1
        while last > first and (
            self.words[last - 1] in ("'s", "'", "s") or not self.words[last - 1][-1:].isalnum()
        ):
            last -= 1
        while last - first > 2 and any(way.how == "people" for way in self._ways(first)):
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
            if match.length == 1 and (self._in_longer_name(token) or self._ends_a_body(token)):
                token += 1
                continue
            self._add(token, match)
            token += match.length

    def _meet_bodies(self, met: Iterable[Met]) -> None:
        """Mark organisations that the directory does not know."""
        for each in met:
            self.met.setdefault(each.seen.actor or "", each.name)
            self._mark(each.seen)

    def _in_longer_name(self, token: int) -> bool:
        """Say whether an organ's word ends the name of something else ("the Trades Union Congress")."""
        if self.words[token] not in roles().assemblies or not token:
            return False
        before = self.tokens[token - 1]
        return before.i not in self.at and before.pos == "PROPN" and before.text[:1].isupper()

    def _ends_a_body(self, token: int) -> bool:
        """Say whether a land ends the name of a body: "Amnesty India" is a branch there, and speaks for itself."""
        if not token or not self.tokens[token].text[:1].isupper():
            return False
        before = self.tokens[token - 1]
        body = self.at.get(before.i)
        known = self.directory.actors.get(body.actor or "") if body else None
        return known is not None and known.kind is ActorKind.BODY and known.party != known.id

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
            return Seen(first, last, None, "place", ActorKind.STATE, claimants)
        declared = self.directory.ambiguity(match.words)
        if declared is None:
            way = match.ways[0]
            if way.how == "people" and self.tokens[first].pos in ("VERB", "ADV"):
                return None
            return Seen(first, last, way.actor, way.how, self.directory.actors[way.actor].kind)
        told = {reading: len(clues & self.present) for reading, clues in declared.clues.items()}
        best = max(told.values(), default=0)
        winners = [reading for reading, count in told.items() if count == best and best]
        reading = winners[0] if len(winners) == 1 else declared.usual
        if "person" in declared.readings and self._personal(first, last):
            return None
        if reading is None:
            told_by = (each.removeprefix("place:") for each in declared.readings)
            actors = tuple(dict.fromkeys(each for each in told_by if each in self.directory.actors))
            return Seen(first, last, None, "name", ActorKind.STATE, actors) if actors else None
        if reading in ("other", "person"):
            return None
        actor = reading.removeprefix("place:")
        how = (
            "place"
            if reading.startswith("place:")
            else next((way.how for way in match.ways if way.actor == actor), "name")
        )
        return Seen(first, last, actor, how, self.directory.actors[actor].kind)

    def _personal(self, first: int, last: int) -> bool:
        """Say whether the words beside a name make it a person's: a title or given name, a surname."""
        before = self.words[first - 1] if first else ""
        titles = roles().titles | roles().he_titles
        return (
            before.lower() in titles
            or self.directory.pronoun_of(before) is not None
            or (
                self.tokens[first].dep == "compound"
                and last < len(self.tokens)
                and self.tokens[last].pos == "PROPN"
                and last - first == 1
                and self.directory.pronoun_of(self.words[first]) is not None
            )
        )

    def _mark(self, *places: Seen) -> None:
        for seen in places:
            self.at.update(dict.fromkeys(range(seen.first, seen.last), seen))
            if seen.actor and seen.how == "name":
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
        if any(
            seen.kind is ActorKind.PERSON or seen.last - seen.first >= name.last - name.first for seen in marked
        ):
            return
        words = self.words[name.first : name.last]
        if words[0].lower() in self.common and not self._is_given(name.first) and self.surnames.get(words[-1]):
            return  # a headline's word before a surname: "Top Kovac Aide"
        printed = self.document.report.text[self.tokens[name.first].start : self.tokens[name.last - 1].end]
        by_surname = self._by_long_surname(words)
        if by_surname:
            self._mark(Seen(name.first, name.last, by_surname, "surname", ActorKind.PERSON))
            self._figure(by_surname)
            return
        known = self.directory.named(f"{words[0]} {words[-1]}") if len(words) > 2 else ()
        person = known[0] if known and known[0] in self.directory.actors else self._longer(words) or slug(printed)
        if not person or any(not word[:1].isalpha() for word in (words[0], words[-1])):
            return
        figure = self._figure(person, " ".join(printed.split()))
        figure.printed = figure.printed or " ".join(printed.split())
        for seen in marked:
            for token in range(seen.first, seen.last):
                self.at.pop(token, None)
        self._mark(Seen(name.first, name.last, person, "name", ActorKind.PERSON))

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
            word = self.words[token]
            if token in self.at or not word[:1].isalpha() or (word.islower() and token not in single):
                continue
            if self._meet_cut(token):
                continue
            people = self._titled_so(token, self._bearers(token, word, token in single))
            if people:
                last = token + 1
                actor = people[0] if len(people) == 1 else None
                self._mark(Seen(token, last, actor, "surname", ActorKind.PERSON, people if actor is None else ()))
                for person in people:
                    self._figure(person)

    def _meet_cut(self, token: int) -> bool:
        """Meet a person of whose full name the parser saw the surname alone ("Mayor Yusuf Karim")."""
        before = self.tokens[token - 1] if token else None
        if before is None or token - 1 in self.at or self.words[token] in self.surnames:
            return False
        word = self.words[token - 1]
        named = before.pos == "PROPN" and before.dep == "compound" and before.head == token
        if not named or not word.isalpha() or not self.directory.by_surname(self.words[token]):
            return False
        if roles().tells(word.lower()) or self.directory.named(word) or word.lower() in self.common:
            return False
        self._meet(Name(token - 1, token + 1, "PERSON"))
        return True

    def _bearers(self, token: int, word: str, person: bool) -> tuple[str, ...]:
        here = self.surnames.get(word)
        if here and (person or self.tokens[token].pos == "PROPN" or word.lower() not in self.common):
            return self._met_before(token, tuple(here))
        bearers = self.given.get(word, ())
        if not (person or self._titled(token)):
            return tuple(bearers) if len(bearers) == 1 and self._stands_alone(token) else ()
        before = self.words[token - 1].lower() if token else ""
        known = self.directory.by_surname(word, self.day) if before not in roles().first_name_titles else ()
        if known and not self._titled(token) and self._is_given(token):
            self._figure(slug(word), word)
            return (slug(word), *known)  # "Ahmed", whom nobody introduced: anyone's first name
        if known:
            return known
        if self.given.get(word):
            return tuple(self.given[word])
        if person:
            self._figure(slug(word), word)
            return (slug(word),)
        return ()

    def _met_before(self, token: int, people: tuple[str, ...]) -> tuple[str, ...]:
        """Return whom the report has named in full by then, if it is one: another may yet be called so."""
        met = tuple(each for each in people if self.first.get(each, token) < token)
        return met if len(met) == 1 else people

    def _stands_alone(self, token: int) -> bool:
        """Say whether a given name is used by itself, not as a part of another name."""
        beside = (self.words[i] for i in (token - 1, token + 1) if 0 <= i < len(self.words))
        alone = not any(word[:1].isupper() and len(word) > 1 for word in beside)
        return self.tokens[token].pos == "PROPN" and alone

    def _titled_so(self, token: int, people: tuple[str, ...]) -> tuple[str, ...]:
        """Return those whom the title before a surname fits ("Mr. Kim" is not his sister)."""
        if len(people) < 2 or not token:
            return people
        before = self.words[token - 1].lower()
        if holding := self._holding(token, people):
            return holding
        pronoun = "he" if before in roles().he_titles else "she" if before in roles().she_titles else None
        fitting = tuple(each for each in people if pronoun in (None, self._figure(each).pronoun)) or people
        if (before in roles().titles and not pronoun) or any(each in self.first for each in people):
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

    def _titled(self, token: int) -> bool:
        """Say whether a title or office stands right before a word ("Mr. Rau", "President Bush")."""
        before = self.words[token - 1] if token else ""
        return before.lower() in roles().titles or (before[:1].isupper() and before.lower() in roles().official)
