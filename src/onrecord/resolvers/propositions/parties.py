"""Who is concerned by a matter, and what is known of those who are: parties, bodies, whom a person speaks for.

A part of the reading of one report: it knows who is named where, and the directory.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from onrecord.core.entry import Act, Attitude, Event
from onrecord.core.who import PARTIES, ActorKind
from onrecord.resolvers.propositions.grammar import lemma
from onrecord.resolvers.propositions.lists import phrases, words
from onrecord.resolvers.propositions.named import Anchor, party_of
from onrecord.resolvers.propositions.sides import WISHED
from onrecord.resolvers.propositions.whom import Argument, states

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from onrecord.core.document import Document
    from onrecord.core.entry import Entry, Stance, Statement
    from onrecord.core.who import Mention
    from onrecord.matters import CatalogueMatter
    from onrecord.resolvers.actors.figures import Cast
    from onrecord.resolvers.directory.directory import Directory

_PREVAILING = 2 / 3  # of a report's mentions of bodies, from which "the alliance" is that body
_ASKS = frozenset((Act.DEMAND, Act.ASK, Act.ULTIMATUM, Attitude.WANT, Attitude.HOPE))
_BETWEEN = phrases("relations_between")  # where those are named between whom it is


class Parties:
    """The parties that a report names.

    Args:
        document: The report with its parse.
        directory: The actors known beforehand.
        cast: Who is named where.
        day: The day of the report, on which whoever holds an office speaks for it.
    """

    def __init__(self, document: Document, directory: Directory, cast: Cast, day: date | None) -> None:
        self._document = document
        self._directory = directory
        self._cast = cast
        self._day = day
        self.prevailing = self._body_prevailing()

    def concerned(self, entry: Entry, anchor: Anchor, arguments: tuple[Argument, ...]) -> tuple[str, ...]:
        """Return whom a matter concerns that an entry names."""
        matter = anchor.matter
        if matter.object == "none":
            return ()
        if matter.object == "pair":
            return self._pair(entry, arguments)
        found = states(arguments, matter, self._is_body)
        if found or "self" not in matter.whom or isinstance(entry, Event):
            return found
        return self._getting(anchor, arguments) or self._speaking(entry)

    def _getting(self, anchor: Anchor, arguments: tuple[Argument, ...]) -> tuple[str, ...]:
        """Return the subject of a verb of getting above a matter: "Brazil seeks membership"."""
        carrier = self._document.tokens[self._document.tokens[anchor.token].head]
        if lemma(self._document, carrier) not in words("receives"):
            return ()
        return tuple(one.actor for one in arguments if one.relation == "subj")[:1]

    def _speaking(self, entry: Statement | Stance) -> tuple[str, ...]:
        """Return who asks for a matter for himself, or to whom it is promised."""
        asks = entry.what in _ASKS
        known = party_of(entry.speaker if asks else entry.addressee)
        return (known,) if known and (asks or entry.what in WISHED) else ()

    def _pair(self, entry: Entry, arguments: tuple[Argument, ...]) -> tuple[str, ...]:
        """Return the two between whom a matter is: those named with it, else one of them and who speaks."""
        between = [one for one in arguments if one.relation in _BETWEEN]
        named = list(dict.fromkeys(one.actor for one in between))
        if isinstance(entry, Event):
            named += _named_by((*entry.sources, *entry.targets))
        elif not named or _is_with_one(between):
            # "Talks with X" are the speaker's own; where nobody is named, those of the two who speak.
            named += _named_by((entry.speaker, entry.addressee))[: 2 - len(named)]
        named = [one for one in dict.fromkeys(named) if self.is_party(one)]
        return tuple(sorted(named)) if len(named) == 2 else ()

    def body(self, matter: CatalogueMatter, arguments: tuple[Argument, ...], inside: frozenset[int]) -> str | None:
        """Return the body that a matter is about: the one named with it, or else the one that the report means."""
        if not matter.needs_body:
            return None
        of_words = [one.actor for one in arguments]
        in_words = [seen.actor for i in sorted(inside) if (seen := self._cast.at.get(i)) and seen.actor]
        return next((one for one in (*of_words, *in_words) if self._has_members(one)), self.prevailing)

    def _body_prevailing(self) -> str | None:
        """Return the body that "the alliance" means in a report: the one that it names nearly always."""
        met = Counter(seen.actor for seen in self._cast.seen if seen.kind is ActorKind.BODY and seen.actor)
        for body, count in sorted(met.items()):
            if count >= _PREVAILING * met.total():
                return body
        return None

    def at(self, i: int) -> str | None:
        """Return the party that the word at a place names, or for which whoever it names stands."""
        seen = self._cast.at.get(i)
        if seen is None or seen.actor is None:
            return None
        if seen.kind is ActorKind.PERSON:
            return self.of(seen.actor)
        if seen.kind not in PARTIES:
            return None
        return self._directory.party_over(seen.actor) or self.of(seen.actor) or seen.actor

    def of(self, person: str) -> str | None:
        """Return the party for which somebody known speaks."""
        return self._directory.party_of(person, self._day) if person in self._directory.actors else None

    def is_party(self, actor: str) -> bool:
        """Say whether an actor is known as a party."""
        known = self._directory.actors.get(actor)
        return known is not None and known.kind in PARTIES

    def _is_body(self, actor: str) -> bool:
        known = self._directory.actors.get(actor)
        return known is not None and known.kind is ActorKind.BODY

    def _has_members(self, actor: str) -> bool:
        known = self._directory.actors.get(actor)
        return known is not None and known.kind is ActorKind.BODY and bool(known.members)


def _is_with_one(between: list[Argument]) -> bool:
    """Say whether nobody but one is named, with whom it is."""
    return [one.relation for one in between] == ["with"]


def _named_by(mentions: Iterable[Mention | None]) -> list[str]:
    return [who for one in mentions if (who := party_of(one))]
