"""Who has the word in a transcript or a printed speech: whom its labels and its title name.

Part of `actors`. `core/turns` says where a turn begins and which words say whose it is; these are in capitals
("PRESIDENT BIDEN"), or an office that the title fills ("THE PRESIDENT").
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from onrecord.core.turns import turns
from onrecord.core.who import ActorKind

if TYPE_CHECKING:
    from datetime import date

    from onrecord.core.document import Document
    from onrecord.core.turns import Turn
    from onrecord.resolvers.actors.figures import Cast
    from onrecord.resolvers.directory.directory import Directory

_REACH = 16  # tokens of a title in which its giver is named
_SMALL = frozenset({"the", "of", "and", "for"})


class Turns:
    """Says who has the word at a place of a report, where it is a transcript or a printed speech."""

    def __init__(self, document: Document, cast: Cast, directory: Directory, day: date | None) -> None:
        self.document = document
        self.cast = cast
        self.directory = directory
        self.day = day
        self._turns = turns(document)
        self._labels = {turn.label for turn in self._turns if turn.label}

    def at(self, offset: int) -> Turn | None:
        """Return the turn at an offset; None where nobody has the word, or whoever asks."""
        number = bisect_right(self._turns, offset, key=lambda turn: turn.start) - 1
        turn = self._turns[number] if number >= 0 else None
        return turn if turn and offset < turn.end and not turn.asks else None

    def is_label(self, span: tuple[int, int]) -> bool:
        """Say whether some words are those that tell whose turn it is."""
        return span in self._labels

    def person(self, label: tuple[int, int]) -> str | None:
        """Return the one person whom a label means: by surname, or by the office that the title gives."""
        words = self.document.report.text[slice(*label)]
        named = self._named_at(label)
        if named or not words.isupper():
            return named
        surname = words.rsplit(maxsplit=1)[-1].title()
        met = [each for each, figure in self.cast.figures.items() if figure.name.split()[-1:] == [surname]]
        people = met or self.directory.by_surname(surname, self.day)
        return people[0] if len(people) == 1 else self._titled(words)

    def _named_at(self, label: tuple[int, int]) -> str | None:
        """Return the one person named among the words of a label."""
        tokens = self.document.tokens_in(*label)
        named = {
            seen.actor for i in tokens[:_REACH] if (seen := self.cast.at.get(i)) and seen.kind is ActorKind.PERSON
        }
        return named.pop() if len(named) == 1 else None

    def _titled(self, label: str) -> str | None:
        """Return the person whom the title gives the office of a label: "THE PRESIDENT" of "by President Holm"."""
        title = (self.document.report.title or "").lower().split()
        office = {word.lower() for word in label.split()} - _SMALL
        if not office or not office <= set(title):
            return None
        end = self.document.tokens_in(0, len(self.document.report.title or "") + 1).stop
        named = {seen.actor for seen in self.cast.seen[: self.cast.before(end)] if seen.kind is ActorKind.PERSON}
        return named.pop() if len(named) == 1 else None
