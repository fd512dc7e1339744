"""People whom a report does not name: "a spokesman", "the sources", each told from the others by what is known.

For `reading`, which asks for them where a phrase names nobody.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from dataclasses import replace
from operator import itemgetter
from typing import TYPE_CHECKING

from onrecord.core.who import PARTIES, Actor, ActorKind
from onrecord.resolvers.actors.words import roles
from onrecord.resolvers.directory.entries import By, slug
from onrecord.resolvers.directory.files import listed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from onrecord.core.document import Document, Token
    from onrecord.resolvers.actors.figures import Cast, Reading, Seen
    from onrecord.resolvers.actors.phrase import Phrase

_NEAR = 12
_SENT = listed("sent_by_bodies")
_HOSTING = (By.NAME, By.SEAT)  # how a party is named for which a spokesman speaks


class Unnamed:
    """Reads phrases for people without a name, and keeps whom the report has brought so far.

    Args:
        document: The report.
        cast: Whom it names.
        made: Actors that the report brings, by id; those found here are put there.
        party: Says whose an actor is.
    """

    def __init__(
        self, document: Document, cast: Cast, made: dict[str, Actor], party: Callable[[str | None], str | None]
    ) -> None:
        self._document = document
        self._cast = cast
        self._made = made
        self._party = party
        self._told: dict[tuple[str, bool], list[tuple[int, Reading]]] = {}

    def brought(self, phrase: Phrase, reading: Reading) -> Reading:
        """Return unnamed people as the unnamed that they are, with their affiliation."""
        private = phrase.noun in roles().private and not _is_sent(phrase)
        party = None if private else reading.party
        host = self._host(phrase) if party is None else None
        of_host = host.actor if host else None
        party = party or self._party(of_host)
        called = _called(phrase)
        key = slug(f"{ActorKind.UNNAMED} {called} {_affiliation(phrase, party) or of_host or ''}")
        self._made.setdefault(key, Actor(key, called, ActorKind.UNNAMED, party))
        name = _printed(self._document.tokens[phrase.first : phrase.last])
        found = replace(reading, actor=key, party=party, name=name, kind=ActorKind.UNNAMED)
        found = replace(found, plural=phrase.plural or phrase.noun in roles().several)
        insort(self._told.setdefault(_key(phrase), []), (phrase.head.i, found), key=itemgetter(0))
        return found

    def same(self, phrase: Phrase) -> Reading | None:
        """Return the unnamed whom "the spokesman", "the sources" means: who was called so last, or None."""
        if not phrase.definite or phrase.owners or phrase.possessive:
            return None
        last = self._last(phrase)
        return last[1] if last else None

    def same_since(self, phrase: Phrase, met: tuple[str, ...]) -> Reading | None:
        """Return the unnamed who was called so since those met were last named, as one's own spokesman."""
        same = self.same(phrase) if met else None
        last = self._last(phrase)
        if same is None or last is None:
            return None
        at = self._cast.before(phrase.head.i)
        named = next((seen.first for seen in reversed(self._cast.seen[:at]) if seen.actor in met), -1)
        return same if last[0] > named else None

    def _last(self, phrase: Phrase) -> tuple[int, Reading] | None:
        told = self._told.get(_key(phrase), [])
        place = bisect_left(told, phrase.head.i, key=itemgetter(0))
        return told[place - 1] if place else None

    def _host(self, phrase: Phrase) -> Seen | None:
        """Return the organisation, just spoken of, that "a spokesman" speaks for."""
        if phrase.owners or phrase.plural or not phrase.noun.startswith("spokes"):
            return None
        at = self._cast.before(phrase.head.i)
        near = reversed(self._cast.seen[max(0, at - _NEAR) : at])
        return next((seen for seen in near if self._hosts(seen, phrase)), None)

    def _hosts(self, seen: Seen, phrase: Phrase) -> bool:
        token = self._document.tokens[seen.last - 1]
        party = seen.kind in PARTIES and seen.how in _HOSTING
        speaks = party or seen.kind is ActorKind.ORGANISATION
        return speaks and token.dep == "nsubj" and phrase.head.sentence - token.sentence <= 2


def _is_sent(phrase: Phrase) -> bool:
    """Say whether people speak for the body of states that sent them: "U.N. experts", "OSCE observers"."""
    owned = bool(phrase.owners) and phrase.owners[0].kind is ActorKind.BODY
    return owned and phrase.plural and phrase.noun in _SENT


def _key(phrase: Phrase) -> tuple[str, bool]:
    return phrase.noun, phrase.plural


def _called(phrase: Phrase) -> str:
    """Return what the people are called: "asylum seekers", who are not just seekers."""
    head = phrase.head.text.lower()
    both = " ".join(phrase.call[-2:]) in roles().people and len(phrase.call) > 1
    return f"{phrase.call[-2]} {head}" if both else head


def _printed(words: Sequence[Token]) -> str:
    """Return the words of a phrase without its article or owner."""
    return " ".join(token.text for token in words if token.dep not in ("det", "predet") and token.tag != "PRP$")


def _affiliation(phrase: Phrase, party: str | None) -> str:
    """Return by whom unnamed people are told apart: a person they follow, their party, their firm."""
    following = phrase.noun in roles().followings
    kind = ActorKind.PERSON if following else ActorKind.ORGANISATION
    owner = next((seen.actor for seen in phrase.owners if seen.kind is kind and seen.actor), None)
    return (owner or party or "") if following else (party or owner or "")
