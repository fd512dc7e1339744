"""The two whom a report has just named together: "the two leaders", "both sides"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.core.who import ActorKind
from onrecord.resolvers.actors.common import is_led
from onrecord.resolvers.actors.phrase import behind_of, phrase_at
from onrecord.resolvers.actors.words import roles
from onrecord.resolvers.directory.entries import By
from onrecord.resolvers.directory.files import listed

if TYPE_CHECKING:
    from onrecord.core.document import Document
    from onrecord.resolvers.actors.figures import Cast, Seen
    from onrecord.resolvers.actors.phrase import Phrase

_BACK = 4  # sentences in which the two have been named
_PERSONS = listed("persons")
_OPENINGS = frozenset(tuple(words.split()) for words in listed.in_order("pair_openings"))


def pair(document: Document, cast: Cast, phrase: Phrase) -> tuple[str, ...]:
    """Return the two just named whom "the two leaders", "both sides" mean; none where more or fewer are.

    "The leaders of the two countries" speak for both.
    """
    if owners := _owners(document, phrase):
        return pair(document, cast, phrase_at(document, cast, owners))
    kind = _kind(phrase) if _is_of_two(document, phrase) else None
    found = _just_named(document, cast, phrase, kind) if kind else {}
    return tuple(reversed(found)) if len(found) == len(("one", "other")) else ()


def _just_named(document: Document, cast: Cast, phrase: Phrase, kind: ActorKind) -> dict[str, int]:
    """Return those of a kind named last, with the sentence of each: as far back as two of them stand."""
    found: dict[str, int] = {}
    for seen in reversed(cast.seen[: cast.before(phrase.first)]):
        sentence = document.tokens[seen.first].sentence
        if phrase.head.sentence - sentence > _BACK or (len(found) > 1 and sentence not in found.values()):
            break
        if _is_meant(document, seen, kind):
            found.setdefault(seen.actor or "", sentence)
    return found


def _owners(document: Document, phrase: Phrase) -> range | None:
    """Return the words behind the "of" of people who are several's: "the two countries"."""
    if not phrase.plural or phrase.owners or phrase.noun not in roles().people:
        return None
    owner = next(behind_of(document, phrase.head.i), None)
    return range(min(document.children[owner.i], default=owner.i), owner.i + 1) if owner else None


def _is_of_two(document: Document, phrase: Phrase) -> bool:
    if phrase.owners or not phrase.plural:
        return False
    first = document.tokens[phrase.first].text.lower()
    return not _OPENINGS.isdisjoint({(first,), (first, *phrase.call[:1])})


def _kind(phrase: Phrase) -> ActorKind | None:
    """Return what two of whom a noun means."""
    if roles().personal(phrase.noun) or phrase.noun in _PERSONS:
        return ActorKind.PERSON
    return ActorKind.STATE if phrase.noun in roles().pairs else None


def _is_meant(document: Document, seen: Seen, kind: ActorKind) -> bool:
    """Say whether one of a kind is named as somebody, and not as the place where others met ("in Prague")."""
    place = seen.how is By.PLACE or (seen.how is By.CAPITAL and is_led(document, seen.first))
    return bool(seen.actor) and seen.kind is kind and not place
