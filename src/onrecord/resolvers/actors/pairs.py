"""The two whom a report has just named together: "the two leaders", "both sides"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.core.who import ActorKind
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
    """Return the two just named whom "the two leaders", "both sides" mean; none where more or fewer are."""
    kind = _kind(phrase) if _is_of_two(document, phrase) else None
    if kind is None:
        return ()
    found: dict[str, int] = {}
    for seen in reversed(cast.seen[: cast.before(phrase.first)]):
        sentence = document.tokens[seen.first].sentence
        if phrase.head.sentence - sentence > _BACK or (len(found) > 1 and sentence not in found.values()):
            break
        if _is_meant(seen, kind):
            found.setdefault(seen.actor or "", sentence)
    return tuple(reversed(found)) if len(found) == len(("one", "other")) else ()


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


def _is_meant(seen: Seen, kind: ActorKind) -> bool:
    return bool(seen.actor) and seen.kind is kind and seen.how is not By.PLACE
