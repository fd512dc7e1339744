"""What is only alluded to: "opposed the plan", "praised the decision", "the launch is a provocation".

A noun that stands for what was asked, planned or done, and says no more of it, means what was last said of that
kind, a few sentences before at most. It takes over the matter and whom it concerns; the side is worked out by its
own words, and turned if what it means is against it: who opposes a refusal is for what was refused.

A noun that headed longer words for a matter stands for it in the rest of the report ("the missile launch ... the
launch"), as long as it has headed those of no other.
"""

from __future__ import annotations

from bisect import insort
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from onrecord.core.entry import Act, Attitude, Event, Root, Status
from onrecord.core.proposition import Sense, Sign
from onrecord.matters import by_id
from onrecord.resolvers.propositions.lists import words
from onrecord.resolvers.propositions.named import party_of, pieces

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from onrecord.core.document import Document, Token
    from onrecord.core.entry import Entry
    from onrecord.core.proposition import Proposition

NEAR = 3  # sentences back, in which what is alluded to was said
_ASKED = frozenset((Act.DEMAND, Act.ASK, Act.PROPOSE, Act.ULTIMATUM, Attitude.WANT, Attitude.HOPE, Root.REQUEST))
_PLANNED = _ASKED | frozenset((Act.OFFER, Act.PROMISE, Act.AGREE, Act.ANNOUNCE, Attitude.INTEND, Root.AGREE))
_DECIDED = frozenset((Act.AGREE, Act.ANNOUNCE, Act.PROMISE, Act.REFUSE, Root.AGREE, Root.REJECT))
_OWN = frozenset((Act.PROPOSE, Act.OFFER))
_DONE = (Status.HAPPENED, Status.ONGOING, Status.PLANNED)


class Meant(NamedTuple):
    """What a noun may allude to: the proposition, where it was said, by whom, and how."""

    sentence: int
    end: int
    kind: Act | Attitude | Root
    done: bool
    by: str | None
    proposition: Proposition


class Allusions:
    """Finds what nouns of a report allude to.

    Args:
        document: The report with its parse.
        entries: Its entries with what their words name.
        named: What else the report names, of which no entry is.
    """

    def __init__(self, document: Document, entries: Iterable[Entry], named: Iterable[Proposition] = ()) -> None:
        self._document = document
        entries = tuple(entries)
        self._said = sorted((one for entry in entries for one in self._meant(entry)), key=lambda one: one.end)
        self._named = self._names((*(one for entry in entries for one in entry.propositions), *named))

    def find(self, entry: Entry, inside: frozenset[int]) -> tuple[Token, Proposition] | None:
        """Return the first noun among the words of an entry that alludes to something, and what that is.

        Who proposes "the plan" or lays it out means a plan of his own.
        """
        own = entry.what in _OWN
        for i in sorted(inside):
            token = self._document.tokens[i]
            if not self._alludes(token):
                continue
            if meant := self._headed(token) or self._of(token, _party(entry) if own else None):
                return token, meant
        return None

    def take_in(self, entry: Entry) -> None:
        """Take in what an entry alludes to: what comes after it may allude to it again."""
        for meant in self._meant(entry):
            insort(self._said, meant, key=lambda one: one.end)

    def _meant(self, entry: Entry) -> Iterator[Meant]:
        done = isinstance(entry, Event) and entry.status in _DONE
        end, by = pieces(entry)[-1].end, _party(entry)
        for one in entry.propositions:
            if one.sign and by_id()[one.matter].sided and not (one.background or one.conditional):
                token = self._document.tokens_in(one.words.start, one.words.end)[0]
                yield Meant(self._document.tokens[token].sentence, end, entry.what, done, by, one)

    def _names(self, propositions: Iterable[Proposition]) -> dict[str, tuple[Proposition, ...]]:
        """Return what the last noun of longer words for a matter stands for, where it stands for one alone."""
        found: dict[str, list[Proposition]] = defaultdict(list)
        for one in propositions:
            tokens = self._document.tokens_in(one.words.start, one.words.end)
            last = self._document.tokens[tokens[-1]]
            if len(tokens) > 1 and last.pos in ("NOUN", "PROPN"):
                found[last.lemma.lower()].append(one)
        known = words("alludes_named")
        return {
            noun: tuple(sorted(named, key=lambda one: one.words.start))
            for noun, named in found.items()
            if noun in known and len({one.matter for one in named}) == 1
        }

    def _headed(self, token: Token) -> Proposition | None:
        """Return the matter whose words a noun has headed before, as it was last named with whom it concerns."""
        before = [one for one in self._named.get(token.lemma.lower(), ()) if one.words.end <= token.start]
        named = next((one for one in reversed(before) if one.object), before[-1] if before else None)
        return replace(named, sign=Sign.FOR) if named else None

    def _alludes(self, token: Token) -> bool:
        """Say whether a noun points at something and says no more of it."""
        if token.pos != "NOUN":
            return False
        beside = tuple(self._document.dependents(token.i))
        known = token.lemma.lower() in words("alludes_consent") | words("alludes_named")
        pointing = words("points") | words("owns") if known else words("points")
        points = any(child.dep in ("det", "poss") and child.text.lower() in pointing for child in beside)
        telling = (child for child in beside if child.text.lower() not in words("alludes_beside"))
        says_more = any(child.dep in ("prep", "acl", "relcl", "compound", "appos", "amod") for child in telling)
        return points and not says_more

    def _of(self, token: Token, by: str | None) -> Proposition | None:
        """Return what was last said, by somebody if he is named, of the kind that a noun stands for."""
        name = token.lemma.lower()
        for meant in reversed(self._said):
            near = 0 <= token.sentence - meant.sentence <= NEAR
            if near and by in (None, meant.by) and meant.end <= token.start and self._fits(name, meant):
                # Consent is given to the thing itself, whoever has refused it before.
                consent = name in words("alludes_consent")
                return replace(meant.proposition, sign=Sign.FOR) if consent else meant.proposition
        return None

    def _fits(self, name: str, meant: Meant) -> bool:
        if name in words("alludes_asked"):
            return meant.kind in _ASKED
        if name in words("alludes_planned"):
            return meant.kind in _PLANNED and meant.proposition.sense is Sense.WILL
        if name in words("alludes_consent"):
            return meant.kind in _PLANNED | _DECIDED
        if name in words("alludes_done"):
            own = meant.proposition.sense is Sense.WILL and meant.kind in _DECIDED
            return own or (meant.done and meant.kind.value in by_id()[meant.proposition.matter].deeds)
        return False


def _party(entry: Entry) -> str | None:
    if isinstance(entry, Event):
        return party_of(entry.sources[0]) if entry.sources else None
    return party_of(entry.speaker)


def turned(sign: Sign | None, meant: Proposition) -> Sign | None:
    """Return the side of what is meant, from the side taken of what alludes to it."""
    if sign is None or meant.sign is Sign.FOR:
        return sign
    return Sign.AGAINST if sign is Sign.FOR else Sign.FOR
