"""The offices that a report names: who holds them, who of the report is called so, whose country is at home.

Part of `actors`, asked by `reading` for phrases such as "the prime minister" or "the judge".
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

from onrecord.core.who import ActorKind
from onrecord.resolvers.actors.words import roles
from onrecord.resolvers.directory.entries import By
from onrecord.resolvers.directory.files import listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from onrecord.core.document import Document
    from onrecord.resolvers.actors.figures import Cast, Figure, Seen
    from onrecord.resolvers.actors.phrase import Phrase
    from onrecord.resolvers.directory.directory import Directory

_LEADING = listed("leading_offices")
_OF_STATES = listed("of_states")
_FAR = 60
_MANY = 8
_PRESIDENT = "president"
_AT_HOME = 3
_JUST = 4  # sentences back in which somebody has just been named
_NAME_FILLERS = listed("name_fillers")


@dataclass(frozen=True, slots=True)
class Days:
    """The days at which an office is asked about: when what is told took place, or when the report came out."""

    first: date = date.min
    last: date = date.max

    @property
    def known(self) -> bool:
        """Say whether there is any date at all."""
        return self.first != date.min or self.last != date.max


class Offices:
    """Answers what a report and the directory say of offices.

    Not slotted: the country at home is worked out once, on first use.
    """

    def __init__(self, document: Document, cast: Cast, directory: Directory) -> None:
        self.document = document
        self.cast = cast
        self.directory = directory

    def holders(self, phrase: Phrase, party: str, days: Days) -> tuple[str, ...]:
        """Return who held, in these days, the office that a phrase names for a party."""
        tries = self._wordings(phrase, party)
        named = (seen.actor for seen in phrase.owners if seen.actor)
        organs = (actor for actor in named if self.directory.is_organ(actor, party))
        for owner in (*organs, party):
            words = next((words for words in tries if self.directory.posts(words, owner)), None)
            if words is not None:
                held = self.directory.holders(words, owner, days.first, days.last)
                return held if days.known else tuple(reversed(held))[:_MANY]
        return ()

    def _wordings(self, phrase: Phrase, party: str) -> list[str]:
        """Return how the office that a phrase names may be called, the fullest first."""
        call, head = phrase.call, phrase.head.text.lower()
        at = call.index(head) if head in call else len(call) - 1
        tries = [" ".join(call[start:last]) for last in (None, at + 1) for start in range(at + 1)]
        seats = (self._words_of(seen) for seen in reversed(phrase.owners) if seen.how is By.SEAT)
        tries = [*(f"{words} {' '.join(call[: at + 1])}" for words in seats), *tries]
        told = self._never_left_out(phrase, at) if self._is_state(party) else set()
        return [words for words in tries if told.issubset(words.split())]

    def _is_state(self, party: str) -> bool:
        known = self.directory.actors.get(party)
        return known is not None and known.kind is ActorKind.STATE

    def _words_of(self, seen: Seen) -> str:
        return " ".join(token.text for token in self.document.tokens[seen.first : seen.last]).lower()

    def _never_left_out(self, phrase: Phrase, at: int) -> set[str]:
        """Return the words of an office without which it is another: a church's leader leads no state.

        What someone is the head of tells it all, but for a word that says no more than the state; so does a noun
        before one who just leads ("opposition leader").
        """
        tokens = self.document.tokens[phrase.first : phrase.last]
        named = [token for token in tokens if token.pos in ("NOUN", "PROPN")]
        nouns = {word.lower() for token in named for word in (token.lemma, token.text)}
        behind = phrase.call[at + 1 :]
        of = behind if behind[:1] == ("of",) else ()
        before = phrase.call[:at] if phrase.head.lemma.lower() in _LEADING else ()
        return {*of} & (nouns - _OF_STATES) | {*before} & nouns

    def of_a_body(self, phrase: Phrase, days: Days) -> tuple[str, ...]:
        """Return who held an office of the one body named before that has it, or of the one party that has.

        Nobody, where the report has named somebody who is called so: "the president" is he, not the one of a body.
        """
        if not phrase.definite or phrase.plural or phrase.former or self._somebody_so_called(phrase):
            return ()
        at = self.cast.before(phrase.head.i)
        bodies = [seen.actor for seen in self.cast.seen[max(0, at - _FAR) : at] if seen.kind is ActorKind.BODY]
        owners = dict.fromkeys(filter(None, (*bodies, self.directory.sole_owner(" ".join(phrase.call)))))
        found = [held for owner in owners if (held := self.holders(phrase, owner, days))]
        return found[0] if len(found) == 1 else ()

    def _somebody_so_called(self, phrase: Phrase) -> bool:
        """Say whether the report has introduced somebody by the office: "President Holm ... the president"."""
        before = self._named_before(self.cast.before(phrase.head.i))
        return any(phrase.noun in self.cast.figures[each].words for each in before)

    def president(self, phrase: Phrase) -> str | None:
        """Return the state of the last president named before a phrase, or None."""
        before = self._named_before(self.cast.before(phrase.head.i))
        called = self._so_called(before, {_PRESIDENT}, _PRESIDENT, None, Days())
        parties = (self.cast.figures[each].party for each in called)
        return next((party for party in parties if party and self._is_state(party)), None)

    def last_called(
        self, phrase: Phrase, party: str | None, known: tuple[str, ...], days: Days
    ) -> tuple[str, ...]:
        """Return the last person named before whom the report or the directory calls so, else the first one after.

        Where the directory knows several holders, only one of these can be meant. Who holds the office now goes
        before who held it. Two presidents in office, both just named, are both returned: either may be meant.
        """
        at = self.cast.before(phrase.head.i)
        before = self._named_before(at)
        if known:
            beside = (*before, *self._named_after(at))
            return tuple(islice(filter(known.__contains__, beside), 1))
        wanted = {*phrase.call} - _NAME_FILLERS or {phrase.noun}
        so_called = self._so_called(before, wanted, phrase.noun, party, days)
        serving = [each for each in so_called if self._holds(each, wanted, days)]
        near = self._just_named(serving, phrase, at)
        after = (each for each in self._named_after(at) if self._is_called_after(each, wanted, party, days))
        return near if len(near) > 1 else tuple(islice((*serving, *so_called, *after), 1))

    def _so_called(
        self, persons: Iterable[str], wanted: set[str], noun: str, party: str | None, days: Days
    ) -> list[str]:
        """Return those who are called so; of presidents, those of states, if any are.

        The president of a body is called "the Commission president".
        """
        called = [each for each in persons if self._is_called(each, wanted, noun, party, days)]
        of_states = [each for each in called if self._is_state(self.cast.figures[each].party or "")]
        return of_states if noun == _PRESIDENT and of_states else called

    def _just_named(self, persons: list[str], phrase: Phrase, at: int) -> tuple[str, ...]:
        """Return those who were named a sentence or two before, as many as can be kept apart."""
        here = phrase.head.sentence
        return tuple(each for each in persons if here - self._last_sentence(each, at) <= _JUST)[:_MANY]

    def _named_before(self, at: int) -> tuple[str, ...]:
        """Return the persons named before a place of the cast, the last first."""
        named = (seen.actor for seen in reversed(self.cast.seen[max(0, at - _FAR) : at]))
        return tuple(dict.fromkeys(actor for actor in named if actor in self.cast.figures and actor))

    def _last_sentence(self, person: str, at: int) -> int:
        """Return the number of the sentence that names a person last before a place of the cast."""
        named = (seen for seen in reversed(self.cast.seen[max(0, at - _FAR) : at]) if seen.actor == person)
        seen = next(named, None)
        return self.document.tokens[seen.first].sentence if seen else -_FAR

    def _named_after(self, at: int) -> Iterator[str]:
        """Yield the persons named soon after a place of the cast."""
        for seen in self.cast.seen[at : at + _FAR // 2]:
            if seen.actor in self.cast.figures:
                yield seen.actor or ""

    def _is_called_after(self, person: str, wanted: set[str], party: str | None, days: Days) -> bool:
        figure = self.cast.figures[person]
        if party not in (None, figure.party):
            return False
        return wanted <= figure.words or (len(wanted) > 1 and self._holds(person, wanted, days))

    def _is_called(self, person: str, wanted: set[str], noun: str, party: str | None, days: Days) -> bool:
        figure = self.cast.figures[person]
        if party is not None and figure.party != party:
            return False
        if self._title_has(figure, noun, wanted) or (days.known and self._holds(person, wanted, days)):
            return True
        second = (figure.words & roles().seconds) - wanted
        told = not second and noun in figure.words and len(wanted & figure.words) / len(wanted) >= 0.5
        return told or bool(len(wanted) == 1 and figure.words & roles().kinds.get(noun, frozenset()))

    def _title_has(self, figure: Figure, noun: str, wanted: set[str]) -> bool:
        """Say whether the last office of a person is called so, with every word of it that names an office.

        A vice president is not "the president".
        """
        known = self.directory.actors.get(figure.id)
        offices = known.offices if known else ()
        titles = (set(office.title.lower().split()) for office in offices[-1:])
        branches, seconds = roles().branches, roles().seconds - wanted
        return any(noun in title and not wanted & branches - title and not title & seconds for title in titles)

    def _holds(self, person: str, wanted: set[str], days: Days) -> bool:
        """Say whether a person of the directory holds, in these days, an office that is called so."""
        known = self.directory.actors.get(person)
        words, seconds = wanted & roles().branches, roles().seconds - wanted
        return any(
            words
            and words <= {*office.title.lower().split()}
            and not seconds & {*office.title.lower().split()}
            and (office.since is None or office.since <= days.last)
            and (office.until is None or office.until >= days.first)
            for office in (known.offices if known else ())
        )

    @cached_property
    def home(self) -> str | None:
        """The state that "the government" of a report is, where its organs and officials are nearly all of one."""
        counts = Counter(party for seen in self.cast.seen if (party := self._governs(seen)))
        (first, number), *_ = counts.most_common(1) or [("", 0)]
        return first if number >= _AT_HOME and number >= 0.75 * counts.total() else None

    def _governs(self, seen: Seen) -> str | None:
        """Return the state whose organ or official is named at a place, or None."""
        if seen.kind is ActorKind.PERSON and seen.actor in self.cast.figures:
            party = self.cast.figures[seen.actor].party
        else:
            party = seen.actor if seen.how is By.SEAT else None
        known = self.directory.actors.get(party or "")
        return party if known and known.kind is ActorKind.STATE else None

    def at_home(self, phrase: Phrase, days: Days) -> tuple[str, ...]:
        """Return who holds an office in the country at home in these days, where it is one person."""
        held = self.holders(phrase, self.home, days) if self.home and days.known else ()
        return held if len(held) == 1 else ()
