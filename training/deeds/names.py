"""Whether a name that an annotator wrote and a mention that the resolver read mean the same party.

Annotators write names ("Pavel Filip (Moldova)", "two soldiers (India)"); mentions have words and, where the
resolver knows them, actors. They mean the same where an actor of the directory is meant by both, or where they
share a word that tells somebody apart.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from onrecord.resolvers.directory import Directory

if TYPE_CHECKING:
    from collections.abc import Iterable

    from onrecord.core.who import Actor, Mention

_WORD = re.compile(r"\w+")
_NOBODYS = frozenset(
    [
        "the",
        "of",
        "a",
        "an",
        "and",
        "or",
        "in",
        "on",
        "for",
        "to",
        "from",
        "with",
        "by",
        "at",
        "its",
        "his",
        "her",
        "their",
        "our",
        "who",
        "which",
        "that",
        "mr",
        "mrs",
        "ms",
        "dr",
        "sir",
        "lord",
        "lady",
        "president",
        "vice",
        "minister",
        "ministry",
        "secretary",
        "general",
        "foreign",
        "prime",
        "defence",
        "defense",
        "interior",
        "former",
        "new",
        "senior",
        "chief",
        "head",
        "leader",
        "official",
        "officials",
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "government",
        "governments",
        "state",
        "states",
        "department",
        "unnamed",
        "some",
        "several",
        "many",
        "two",
        "three",
        "four",
        "people",
    ]
)


class Meant(NamedTuple):
    """Who is meant: ids of actors, and words that tell them apart."""

    actors: frozenset[str]
    words: frozenset[str]


def is_same(written: Meant, read: Meant) -> bool:
    """Say whether a name and a mention mean the same party."""
    return bool(written.actors & read.actors or written.words & read.words)


@lru_cache(maxsize=4096)
def written(name: str) -> Meant:
    """Return who is meant by a name as annotators write it."""
    parts = [part.strip() for part in re.split(r"[()]", name) if part.strip()]
    known = {actor for part in parts for actor in _known().get(part.casefold(), ())}
    return Meant(frozenset(known), _words(parts))


def read(mention: Mention, actors: dict[str, Actor]) -> Meant:
    """Return who is meant by a mention that the resolver has read.

    Args:
        mention: The mention.
        actors: Those that the report names, by id.
    """
    ids = {each for each in (mention.actor, mention.party) if each}
    ids.update(mention.candidates if mention.together else ())
    named = [actors[each].name for each in ids if each in actors]
    printed = [mention.name or ""] if mention.actor else [mention.name or "", mention.citation.words]
    return Meant(frozenset(ids), _words([*named, *printed]))


def _words(texts: Iterable[str]) -> frozenset[str]:
    found = (word for text in texts for word in _WORD.findall(text.casefold()))
    return frozenset(word for word in found if len(word) > 2 and word not in _NOBODYS)


@lru_cache(maxsize=1)
def _known() -> dict[str, tuple[str, ...]]:
    """Return the actors of the directory by each of their names."""
    found: dict[str, tuple[str, ...]] = {}
    for actor in Directory.standard().actors.values():
        for name in {actor.name.casefold(), *(alias.casefold() for alias in actor.aliases)}:
            found[name] = (*found.get(name, ()), actor.id)
    return found
