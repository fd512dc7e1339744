"""The organs of states: "the Turkish foreign ministry" is filed under its state and keeps its own name.

Part of `actors`, asked by `reading`: whose "the ministry" is that a report has named before, whose "the
government" where all is of one country, and which state "the country" means.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.core.who import PARTIES, ActorKind
from onrecord.resolvers.actors.phrase import ends_a_name
from onrecord.resolvers.actors.words import roles
from onrecord.resolvers.directory.entries import By
from onrecord.resolvers.directory.files import listed

if TYPE_CHECKING:
    from collections.abc import Callable

    from onrecord.core.document import Document
    from onrecord.resolvers.actors.figures import Cast, Reading, Seen
    from onrecord.resolvers.actors.offices import Offices
    from onrecord.resolvers.actors.phrase import Phrase
    from onrecord.resolvers.directory.directory import Directory

_FAR = 60
_LANDS = listed("lands")
_OF_PRESIDENTS = listed("of_presidents")


class Organs:
    """Answers for one report whose organ a phrase means, and by what name.

    Args:
        document, cast, directory, offices: Of the report.
        party: Returns the party of an actor.
    """

    def __init__(
        self,
        document: Document,
        cast: Cast,
        directory: Directory,
        offices: Offices,
        party: Callable[[str | None], str | None],
    ) -> None:
        self.document = document
        self.cast = cast
        self.directory = directory
        self._offices = offices
        self._party = party
        self._names: dict[tuple[str, str], str] = {}

    def organ(self, phrase: Phrase, reading: Reading, party: str) -> Reading:
        """Return the state for its government, army or ministry, with the name of the organ where it has one."""
        kind = self.directory.actors[party].kind if party in self.directory.actors else None
        return replace(reading, actor=party, party=party, kind=kind, name=self._organ_name(phrase, party))

    def _organ_name(self, phrase: Phrase, party: str) -> str | None:
        """Return what the report calls an organ: "Turkish foreign ministry", for "the ministry" the same again.

        A government speaks as the state itself; an administration, a team, an office is a person's.
        """
        if phrase.noun in roles().sovereign:
            return None
        if phrase.owners or len(phrase.call) > 1:
            self._names[party, phrase.noun] = self._organ_called(phrase, party)
        return self._names.get((party, phrase.noun))

    def _organ_called(self, phrase: Phrase, party: str) -> str:
        """Return an organ's name, with its state where the report leaves that to the reader."""
        tokens = self.document.tokens
        first = phrase.first
        while first < phrase.head.i and (tokens[first].dep in ("det", "predet") or tokens[first].tag == "PRP$"):
            first += 1
        tail = phrase.last > phrase.head.i + 1 and tokens[phrase.head.i + 1].text == "of"
        name = printed(self.document, first, phrase.last if tail else phrase.head.i + 1)
        known = self.directory.actors.get(party)
        told = any(seen.kind is ActorKind.PERSON or self._party(seen.actor) == party for seen in phrase.owners)
        return name if told or known is None else f"{name} of {known.name}"

    def same(self, phrase: Phrase, reading: Reading) -> Reading:
        """Return whose organ the last phrase with this noun meant; for "the country", the last state."""
        # "My country" is whoever's says so; "the Ashford Police Department" is a city's.
        if not phrase.definite or phrase.possessive or ends_a_name(self.document, phrase):
            return reading
        if phrase.noun in _LANDS:
            return self._country(phrase, reading)
        owner = self._last_owner(phrase)
        if owner:
            return self._again(phrase, reading, owner)
        home = None if phrase.plural else self._home(phrase)
        return self.organ(phrase, reading, home) if home else reading

    def _home(self, phrase: Phrase) -> str | None:
        """Return whose organ is told of without saying whose: the last president's, the country's at home."""
        if phrase.noun in _OF_PRESIDENTS and (state := self._offices.president(phrase)):
            return state
        return self._offices.home if phrase.noun in roles().governing else None

    def _last_owner(self, phrase: Phrase) -> Seen | None:
        """Return the party that was named last as that of an organ called so."""
        at = self.cast.before(phrase.head.i)
        named = (seen for seen in reversed(self.cast.seen[max(0, at - _FAR) : at]) if seen.kind in PARTIES)
        return next((seen for seen in named if seen.actor and self._owned_by(seen) == phrase.noun), None)

    def _again(self, phrase: Phrase, reading: Reading, owner: Seen) -> Reading:
        """Return the organ of a party that was named with it before, by the name that it had there."""
        party = self._party(owner.actor) or owner.actor or ""
        last = self.document.tokens[owner.last - 1].head
        if last >= owner.last:
            self._names.setdefault((party, phrase.noun), printed(self.document, owner.first, last + 1))
        return self.organ(phrase, reading, party)

    def _owned_by(self, seen: Seen) -> str:
        """Return the noun that a name describes or owns ("the Philippine foreign ministry"), or nothing."""
        token = self.document.tokens[seen.last - 1]
        above = self.document.tokens[token.head]
        if above.dep == "prep" or above.pos == "ADP":
            above = self.document.tokens[above.head]
        return above.lemma.lower() if token.dep in ("amod", "compound", "poss", "nmod", "pobj") else ""

    def _country(self, phrase: Phrase, reading: Reading) -> Reading:
        """Return the last state named before; one that only owns or describes something comes after the others."""
        at = self.cast.before(phrase.first)
        ranks: dict[str, float] = {}
        for number, seen in enumerate(reversed(self.cast.seen[max(0, at - _FAR) : at])):
            if seen.kind is ActorKind.STATE and seen.actor and seen.how in (By.NAME, By.CAPITAL, By.PEOPLE):
                token = self.document.tokens[seen.last - 1]
                far = phrase.head.sentence - token.sentence
                aside = seen.how is By.PEOPLE or token.dep in ("poss", "compound", "amod", "nmod")
                ranks.setdefault(seen.actor, far + number * 0.1 + 2 * aside)
        order = tuple(sorted(ranks, key=lambda actor: ranks[actor]))[:4]
        if not order:
            return reading
        found = replace(reading, candidates=order if len(order) > 1 else (), kind=ActorKind.STATE)
        return replace(found, actor=order[0], party=order[0])


def printed(document: Document, first: int, last: int) -> str:
    """Return the words of a report from token `first` up to but without `last`, blanks made single."""
    tokens = document.tokens
    return " ".join(document.report.text[tokens[first].start : tokens[last - 1].end].split())
