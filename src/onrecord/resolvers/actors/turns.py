"""Who has the word in a transcript or a printed speech: whom its labels and its title name.

Part of `actors`. `core/turns` says where a turn begins and which words say whose it is; these are in capitals
("PRESIDENT BIDEN"), or an office that the title fills ("THE PRESIDENT").
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from onrecord.core.turns import turns
from onrecord.core.who import ActorKind
from onrecord.resolvers.directory.files import listed

if TYPE_CHECKING:
    from datetime import date

    from onrecord.core.document import Document
    from onrecord.core.turns import Turn
    from onrecord.resolvers.actors.figures import Cast
    from onrecord.resolvers.directory.directory import Directory

_REACH = 16  # tokens of a title in which its giver is named
_TITLES = listed("turn_titles")


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
        """Return the one person whom a label names, in full, by surname or by an office that the heading gives."""
        named = self._named_at(label)
        words = [word for word in self.document.report.text[slice(*label)].lower().split() if word not in _TITLES]
        if named or not words:
            return named
        met = [each for each, figure in self.cast.figures.items() if figure.name.lower().split()[-1] == words[-1]]
        people = met or self._in_office(words) or self.directory.by_surname(words[-1].title(), self.day)
        return people[0] if len(people) == 1 else None

    def _named_at(self, label: tuple[int, int]) -> str | None:
        """Return the one person named among the words of a label."""
        tokens = self.document.tokens_in(*label)
        named = {
            seen.actor for i in tokens[:_REACH] if (seen := self.cast.at.get(i)) and seen.kind is ActorKind.PERSON
        }
        return named.pop() if len(named) == 1 else None

    def _in_office(self, words: list[str]) -> list[str]:
        """Return the persons of the heading before whose names an office stands: "Remarks by President Holm"."""
        tokens = self.document.tokens
        found: dict[str, None] = {}
        for seen in self.cast.seen:
            if tokens[seen.first].start >= self._turns[0].start:
                break
            before = [token.text.lower() for token in tokens[max(0, seen.first - len(words)) : seen.first]]
            if seen.kind is ActorKind.PERSON and seen.actor and before == words:
                found[seen.actor] = None
        return list(found)
