"""The role words: which nouns name officials, organs, unnamed people, papers; read from `roles.toml`.

For the parts of `actors`, which ask of a noun what its bearer is.
"""

from __future__ import annotations

from dataclasses import Field, dataclass, fields
from functools import lru_cache
from typing import TYPE_CHECKING

from onrecord.core.who import Sector
from onrecord.resolvers.directory.entries import strings
from onrecord.resolvers.directory.files import listed, table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from onrecord.resolvers.directory.entries import Table

HE = listed("he")
SHE = listed("she")
IT = listed("it")
THEY = listed("they")
SELF = listed("i")
WE = listed("we")
FIRST = SELF | WE
YOU = listed("you")
WHO = listed("who")
PRONOUNS = HE | SHE | IT | THEY | SELF | WE | YOU | WHO
FORMER = listed("former")
INDEFINITE = listed("indefinite")
ABOUT = listed("about")
# Nouns after which a word of place or purpose names the party ("a spokesman for ...", "the government in ...").
BOUND = {
    **dict.fromkeys(listed("speaking_for"), listed("spoken_for_leads")),
    **dict.fromkeys(listed("advising"), listed("advised_leads")),
    **dict.fromkeys(listed("seated"), listed("seat_leads")),
}
AWAY = listed("away")

SENT = listed("sent")


@dataclass(frozen=True, slots=True)
class Roles:
    """The role words of `roles.toml`, as sets of dictionary forms."""

    titles: frozenset[str]
    he_titles: frozenset[str]
    she_titles: frozenset[str]
    first_name_titles: frozenset[str]
    organs: frozenset[str]
    official: frozenset[str]
    private: frozenset[str]
    people: frozenset[str]
    governing: frozenset[str]
    seconds: frozenset[str]
    sovereign: frozenset[str]
    organised: frozenset[str]
    issuing: frozenset[str]
    pairs: frozenset[str]
    assemblies: frozenset[str]
    several: frozenset[str]
    across: frozenset[str]
    followings: frozenset[str]
    papers: frozenset[str]
    outlets: frozenset[str]
    institutions: frozenset[str]
    regional: frozenset[str]
    managing: frozenset[str]
    public: frozenset[str]
    voices: frozenset[str]
    members: frozenset[str]
    learned: frozenset[str]
    partisan: frozenset[str]
    branches: frozenset[str]
    sectors: Mapping[str, Sector]
    kinds: Mapping[str, frozenset[str]]

    def personal(self, noun: str) -> bool:
        """Say whether a noun names a person by what he or she does."""
        return noun in self.official or noun in self.private

    def pronoun_of(self, *titles: str) -> str | None:
        """Return the pronoun that a title or a noun tells: "Mr." he, "queen" she."""
        if not self.he_titles.isdisjoint(titles):
            return "he"
        return None if self.she_titles.isdisjoint(titles) else "she"

    def tells(self, word: str) -> bool:
        """Say whether a word before a name is a title, an office or an organ, no part of the name."""
        return self.personal(word) or any(word in each for each in (self.titles, self.organs, self.branches))


@lru_cache(maxsize=1)
def roles() -> Roles:
    """Return the role words, read once."""
    content = table("roles")
    by_noun = {noun: Sector(code) for code, nouns in _listed(content, "sectors") for noun in nouns}
    lists = {field.name: frozenset(strings(content, field.name)) for field in fields(Roles) if _is_list(field)}
    meant = {noun: frozenset(kinds) for noun, kinds in _listed(content, "kinds")}
    return Roles(sectors=by_noun, kinds=meant, branches=_branches(content), **lists)


def _is_list(field: Field[object]) -> bool:
    """Say whether a field of the roles is a list of the file as it stands."""
    return field.type == "frozenset[str]" and field.name != "branches"


def _branches(content: Table) -> frozenset[str]:
    """Return the words of all offices."""
    return frozenset(word for _, phrases in _listed(content, "offices") for word in " ".join(phrases).split())


def _listed(content: Table, name: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the lists of one section, each with its key."""
    section = content[name]
    assert isinstance(section, dict)
    for key in section:
        yield key, strings(section, key)
