"""The actor files: states, bodies, groups, outlets, places, offices and who holds them; read and checked.

First half of the directory: `directory` looks up in what this file reads. A mistake in the files is a fault that
whoever edits them must see at once, so it is an exception that names the place.
"""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files
from itertools import chain
from typing import TYPE_CHECKING

from onrecord.core.who import Actor, ActorKind, Membership
from onrecord.resolvers.directory.entries import (
    ActorFileFault,
    ActorFiles,
    Ambiguity,
    By,
    Table,
    Way,
    bounds,
    plain,
    slug,
    strings,
    tables,
    text,
    with_acronym,
)
from onrecord.resolvers.directory.offices import read_offices
from onrecord.words import Shelf

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

KINDS = {
    "states": ActorKind.STATE,
    "bodies": ActorKind.BODY,
    "groups": ActorKind.ARMED_GROUP,
    "movements": ActorKind.MOVEMENT,
}
OFFICE_FILES = (
    "offices-west",
    "offices-east",
    "offices-middle-east",
    "offices-asia",
    "offices-africa",
    "offices-bodies",
    "offices-movements",
)
# The lists of `data/actors/words.toml`, by name.
listed = Shelf("actors/words")
_PEOPLE_ENDINGS = listed.in_order("people_endings")


def table(name: str) -> Table:
    """Return the content of one actor file."""
    path = files("onrecord") / "data" / "actors" / f"{name}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def actor_files() -> ActorFiles:
    """Read and check the actor files, once."""
    return read_actor_files(
        {name: table(name) for name in (*KINDS, "outlets", "places", "people", "roles", *OFFICE_FILES)}
    )


def read_actor_files(contents: Mapping[str, Table]) -> ActorFiles:
    """Make one directory of the contents of the actor files.

    Raises:
        ActorFileFault: They contradict themselves: an unknown party, two holders of one office at a time, a name
            that two actors share without its being declared ambiguous.
    """
    reading = _Reading(contents)
    for file, kind in KINDS.items():
        for key, entry in tables(contents[file]):
            reading.add_party(file, key, entry, kind)
    for key, entry in tables(contents["outlets"]):
        reading.add_outlets(key, entry)
    reading.check_parties()
    reading.add_places(contents["places"])
    people, posts = read_offices(
        contents, OFFICE_FILES, reading.actors, dict(tables(contents["roles"]))["offices"]
    )
    for person in people:
        reading.add(person, "people")
        for name in (person.name, *person.aliases):
            reading.name("people", name, Way(person.id, By.NAME))
    reading.check_names()
    return ActorFiles(
        reading.actors,
        {words: tuple(ways) for words, ways in reading.ways.items()},
        reading.nouns,
        reading.parent,
        posts,
        reading.disputed,
        reading.ambiguous,
    )


# Whom reports call by an acronym that not every reader knows; states and bodies stand under the name that all use.
_SHORTENED = (ActorKind.ARMED_GROUP, ActorKind.MOVEMENT)


def _lists(content: object) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the lists of strings in a table, with their keys; of what is no table nothing."""
    table = content if isinstance(content, dict) else {}
    return ((key, strings(table, key)) for key in table)


class _Reading:
    """The directory while it is being read."""

    def __init__(self, contents: Mapping[str, Table]) -> None:
        self.actors: dict[str, Actor] = {}
        self.ways: dict[str, list[Way]] = {}
        self.nouns: dict[str, tuple[str, ...]] = {}
        self.parent: dict[str, str] = {}
        self.disputed: dict[str, tuple[str, ...]] = {}
        self.ambiguous = dict(map(_ambiguity, _entries(contents["places"].get("ambiguous"))))

    def add(self, actor: Actor, file: str) -> None:
        if actor.id in self.actors:
            raise ActorFileFault(file, actor.id, "another actor has this id.")
        self.actors[actor.id] = actor

    def name(self, file: str, words: str, way: Way) -> None:
        ways = self.ways.setdefault(plain(words), [])
        if all(known.actor != way.actor for known in ways):
            ways.append(way)
        if len(ways) > 1 and plain(words) not in self.ambiguous:
            others = " and ".join(known.actor for known in ways)
            raise ActorFileFault(file, way.actor, f"'{words}' stands for {others}, and is not declared ambiguous.")

    def add_party(self, file: str, key: str, entry: Table, kind: ActorKind) -> None:
        words = _words_for(entry)
        name, *others = words[By.NAME]
        parent = str(entry.get("part_of", "")) or None
        party = parent or str(entry.get("party", "")) or (key if entry.get("own", True) else None)
        label = with_acronym(name, others) if kind in _SHORTENED else name
        every = tuple(chain(*words.values()))
        self.add(
            Actor(
                key, label, kind, party, every if label != name else every[1:],
                code=text(entry, "code"), wikidata=text(entry, "wikidata"), cameo=text(entry, "cameo"),
                members=_members(str(entry.get("members", ""))),
            ),
            file,
        )  # fmt: skip
        for how, names in words.items():
            self._names(file, names, Way(key, how))
        if strings(entry, "nouns"):
            self.nouns[key] = strings(entry, "nouns")
        if parent:
            self.parent[key] = parent

    def _names(self, file: str, names: Iterable[str], way: Way) -> None:
        for words in names:
            self.name(file, words, way)

    def add_outlets(self, key: str, entry: Table) -> None:
        party = text(entry, "party")
        for line in str(entry["outlets"]).strip().splitlines():
            name, *others = (part.strip() for part in line.split(";"))
            self.add(Actor(slug(name), name, ActorKind.OUTLET, party, tuple(others)), f"outlets.{key}")
            for words in (name, *others):
                self.name("outlets", words, Way(slug(name), By.NAME))

    def add_places(self, places: Table) -> None:
        for country, cities in _lists(places.get("cities")):
            if country not in self.actors:
                raise ActorFileFault("places", country, "there is no such state.")
            for place in cities:
                self.name("places", place, Way(country, By.PLACE))
        for place, claimants in _lists(places.get("disputed")):
            self.disputed[place] = claimants
            for claimant in claimants:
                if claimant not in self.actors:
                    raise ActorFileFault("places", place, f"there is no state '{claimant}'.")

    def check_parties(self) -> None:
        for actor in self.actors.values():
            parties = (actor.party, *(membership.member for membership in actor.members))
            for party in parties:
                if party is not None and party not in self.actors:
                    raise ActorFileFault("actors", actor.id, f"there is no party '{party}'.")

    def check_names(self) -> None:
        for words, ambiguity in self.ambiguous.items():
            for reading in ambiguity.readings:
                actor = reading.removeprefix("place:")
                if reading not in ("person", "other") and actor not in self.actors:
                    raise ActorFileFault("places", words, f"there is no actor '{actor}'.")


def _words_for(entry: Table) -> dict[By, tuple[str, ...]]:
    """Return the words that stand for a party, by how they do; its name comes first."""
    people = strings(entry, "people")
    return {
        By.NAME: (str(entry["name"]), *strings(entry, "names")),
        By.CAPITAL: strings(entry, "capitals"),
        By.SEAT: strings(entry, "seats"),
        By.PEOPLE: tuple(form for word in people for form in demonyms(word)),
    }


def demonyms(word: str) -> tuple[str, ...]:
    """Return a demonym with its plural, where it has one in -s.

    >>> demonyms("Russian"), demonyms("French")
    (('Russian', 'Russians'), ('French',))
    """
    return (word,) if word.endswith(_PEOPLE_ENDINGS) else (word, word + "s")


def _members(lines: str) -> tuple[Membership, ...]:
    found: list[Membership] = []
    for line in lines.strip().splitlines():
        dates, *states = line.split()
        since, _, until = dates.partition("/")
        found.extend(Membership(state, bounds(since)[0], bounds(until)[1]) for state in states)
    return tuple(found)


def _ambiguity(entry: Table) -> tuple[str, Ambiguity]:
    clues = entry.get("clues")
    told = {reading: frozenset(strings(clues, reading)) for reading in clues} if isinstance(clues, dict) else {}
    return str(entry["words"]), Ambiguity(strings(entry, "readings"), text(entry, "usual"), told)


def _entries(value: object) -> tuple[Table, ...]:
    return tuple(entry for entry in value if isinstance(entry, dict)) if isinstance(value, list) else ()
