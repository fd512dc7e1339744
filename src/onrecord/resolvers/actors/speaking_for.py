"""The body that a person speaks for: "HarbourWatch founder Ana Ruiz", "Li Wei, a spokesman for the Delta Front".

Part of `actors`, for `resolver`. The directory cannot know every movement, and what is learned of affiliations
(`affiliation`) leaves those it does not know open as often as not. Whoever is called the spokesman, head or
founder of a body that the report names right beside the name speaks for it: nothing is left to weigh. Organs of
states ("chief of the National Guard") are their state's, and are asked of `affiliation` as before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.core.who import PARTIES, ActorKind
from onrecord.resolvers.actors.words import FORMER, roles
from onrecord.resolvers.directory.files import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.core.document import Document, Token
    from onrecord.resolvers.actors.figures import Cast, Seen
    from onrecord.resolvers.directory.directory import Directory

_LONGEST = 16  # tokens beside a name that are read
_OPENING = frozenset({",", "(", "–", "—", "-"})
_LINKING = listed("speaking_links")
_BELONGING = listed("belonging")
_DEEPEST = 3  # "chief of the board of directors of the Front"
_BODIES = (ActorKind.ORGANISATION, ActorKind.BODY, ActorKind.MOVEMENT, ActorKind.ARMED_GROUP)
_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "DET", "ADV"})
_INNER = frozenset({"POS", "HYPH", "PRP$", "VBN"})


class Speaking:
    """Answers for one report which body a person speaks for."""

    def __init__(self, document: Document, cast: Cast, directory: Directory) -> None:
        self.document = document
        self.tokens = document.tokens
        self.cast = cast
        self.directory = directory

    def body(self, person: str) -> str | None:
        """Return the body that the words right beside a person's name say that he or she speaks for, or None."""
        places = (seen for seen in self.cast.seen if seen.actor == person)
        found = (body for seen in places for body in (self._before(seen), self._behind(seen)) if body)
        return next(found, None)

    def _before(self, seen: Seen) -> str | None:
        """Return the body in "HarbourWatch founder Ana Ruiz", "the Delta Front's spokesman, Li Wei"."""
        low = max(self.document.sentences[self.tokens[seen.first].sentence].first, seen.first - _LONGEST)
        role = seen.first - 1
        while role > low and (self.tokens[role].text == "," or self._is_title(self.tokens[role])):
            role -= 1
        named = self._beside(role, low) if role > low and self._speaks(self.tokens[role]) else None
        if named is None or self._was(range(max(named.first - 1, low), role)):
            return None
        return self._of(named, self.tokens[role])

    def _beside(self, role: int, low: int) -> Seen | None:
        """Return the name nearest before an office, in the same phrase."""
        i = role - 1
        while i > low and i not in self.cast.at and self._is_nominal(self.tokens[i]):
            i -= 1
        return self.cast.at.get(i)

    def _behind(self, seen: Seen) -> str | None:
        """Return the body in "Li Wei, a spokesman for the Delta Front", "Li Wei, of the Delta Front,"."""
        last = min(self.document.sentences[self.tokens[seen.first].sentence].last, seen.last + _LONGEST)
        if seen.last >= last or self.tokens[seen.last].text not in _OPENING:
            return None
        first = self._described(seen.last + 1, last)
        if self._links(first, last, _BELONGING):
            return self._linked(first + 1, last, None)
        role = self._role(first, last)
        if role is None or self._was(range(first, role)):
            return None
        return self._linked(role + 2, last, self.tokens[role])

    def _role(self, first: int, last: int) -> int | None:
        """Return the office before "of" or "for" in a description."""
        for i in range(first, last):
            if i in self.cast.at or not self._is_nominal(self.tokens[i]):
                return None
            if self._speaks(self.tokens[i]) and self._links(i + 1, last, _LINKING):
                return i
        return None

    def _was(self, tokens: range) -> bool:
        return any(self.tokens[i].text.lower() in FORMER for i in tokens)

    def _described(self, first: int, last: int) -> int:
        """Return where a description begins: behind "who is", "who claims to be" too."""
        if first < last and self.tokens[first].text.lower() == "who":
            be = next((i for i in range(first, min(first + 4, last)) if self.tokens[i].lemma == "be"), None)
            return last if be is None else be + 1
        return first

    def _links(self, i: int, last: int, words: frozenset[str]) -> bool:
        return i < last and self.tokens[i].text.lower() in words

    def _linked(self, first: int, last: int, role: Token | None, deep: int = _DEEPEST) -> str | None:
        """Return the body that a noun phrase names: its head, what its own "of" names, or what describes it."""
        end = next((i for i in range(first, last) if not self._is_of_name(i)), max(first, last))
        names = self._bodies(first, end)
        if names and names[-1].last == end:
            return self._of(names[-1], role)
        linked = deep and self._links(end, last, _LINKING)
        body = self._linked(end + 1, last, role, deep - 1) if linked else None
        return body or next((found for seen in reversed(names) if (found := self._of(seen, role))), None)

    def _bodies(self, first: int, last: int) -> list[Seen]:
        return [seen for seen in self._names(first, last) if seen.kind is not ActorKind.PERSON]

    def _is_of_name(self, i: int) -> bool:
        return self._is_nominal(self.tokens[i]) or i in self.cast.at

    def _names(self, first: int, last: int) -> Iterator[Seen]:
        found = dict.fromkeys(seen for i in range(first, last) if (seen := self.cast.at.get(i)))
        return (seen for seen in found if seen.actor)

    def _of(self, seen: Seen, role: Token | None) -> str | None:
        """Return the party that a body is or is of; None for a state, an outlet, an office taken for a name.

        Whoever sits for a party or is a member of it speaks for it; a member of another body does not.
        """
        if seen.actor is None or seen.kind not in _BODIES:
            return None
        partisan = self._is_partisan(seen, role)
        if not partisan and not _speaks_for_any(role):
            return None
        if seen.kind is not ActorKind.ORGANISATION:
            return self.directory.party_over(seen.actor) or seen.actor
        if self._is_no_party(seen):
            return None
        return seen.actor if partisan or not self._is_owned(seen) else None

    def _is_no_party(self, seen: Seen) -> bool:
        """Say whether a name is that of an organ, a place of learning, or an office that was taken for a name."""
        words = self._words(seen)
        return bool(words & (roles().organs | roles().public | roles().learned)) or all(map(roles().tells, words))

    def _is_partisan(self, seen: Seen, role: Token | None) -> bool:
        """Say whether a body is a party, movement or front; what stands before a lawmaker is: "NDP deputy"."""
        if seen.kind is ActorKind.MOVEMENT or self._words(seen) & roles().partisan:
            return True
        sits = role is not None and role.lemma.lower() in roles().kinds["lawmaker"] | {"lawmaker"}
        return sits and seen.last - seen.first == 1 and self.tokens[seen.first].text.isupper()

    def _words(self, seen: Seen) -> set[str]:
        return {word.lower() for word in self.cast.met.get(seen.actor or "", "").split()}

    def _is_owned(self, seen: Seen) -> bool:
        """Say whether somebody owns a body: "Chad's Water Company" is Chad's."""
        before = seen.first - 1 - (self.tokens[max(seen.first - 1, 0)].tag == "POS")
        owner = self.cast.at.get(before)
        return owner is not None and owner.kind in PARTIES

    def _is_title(self, token: Token) -> bool:
        words = roles()
        return token.text.lower() in words.titles | words.he_titles | words.she_titles

    def _speaks(self, token: Token) -> bool:
        return token.lemma.lower() in roles().voices | roles().members and token.tag in ("NN", "NNP")

    def _is_nominal(self, token: Token) -> bool:
        return token.pos in _NOMINAL or token.tag in _INNER


def _speaks_for_any(role: Token | None) -> bool:
    """Say whether whoever holds an office speaks for whatever body it is of: a spokesman, a head."""
    return role is None or role.lemma.lower() in roles().voices
