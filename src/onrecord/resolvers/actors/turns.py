"""Whose words a transcript or a printed speech is: the "I" that no quotation holds.

Part of `actors`. A transcript says at the head of a paragraph who has the word ("PRESIDENT BIDEN:", "A:", "THE
PRESIDENT:"), and in its heading who that is; a speech says in its title whose it is ("Remarks by Permanent
Representative Holm").
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING

from onrecord.core.turn import turns
from onrecord.core.who import ActorKind

if TYPE_CHECKING:
    from datetime import date

    from onrecord.core.document import Document
    from onrecord.core.turn import Turn
    from onrecord.resolvers.actors.figures import Cast
    from onrecord.resolvers.directory.directory import Directory

_SPEECHES = frozenset(
    {"remarks", "statement", "speech", "speeches", "address", "briefing", "call", "interview", "conference"}
)
_WHOSE = frozenset({"by", "of", "from", "with"})
_OPENING = 3  # sentences in which a printed speech says whose it is
_REACH = 16  # tokens from "remarks by" to the name, with the titles between
_TITLED_BY = frozenset({"the", "mr.", "ms.", "mrs.", "mr", "ms", "mrs", "dr.", "dr"})


class Turns:
    """Says who has the word at a place of a report, where it is a transcript or a printed speech.

    Not slotted: the turns are looked for once, on first use.
    """

    def __init__(self, document: Document, cast: Cast, directory: Directory, day: date | None) -> None:
        self.document = document
        self.cast = cast
        self.directory = directory
        self.day = day

    def speaker(self, offset: int) -> str | None:
        """Return the person who has the word at an offset outside quotations, or None."""
        if not self._turns:
            return self._author
        at = bisect_right(self._ends, offset)
        return self._called(self._turns[at - 1]) if at else None

    def labelled(self, offset: int) -> str | None:
        """Return the person whom the label of a turn that begins at an offset names, or None."""
        return next((self._called(turn) for turn in self._turns if turn.start == offset), None)

    @cached_property
    def _turns(self) -> list[Turn]:
        return turns(self.document.report.text, [(one.start, one.end) for one in self.document.passages])

    @cached_property
    def _ends(self) -> list[int]:
        """Where the words of each turn begin."""
        return [turn.end for turn in self._turns]

    def _called(self, turn: Turn) -> str | None:
        """Return the one person whom a label names by surname or office; who answers is the one interviewed."""
        if turn.answers:
            return self._author
        words = [word for word in turn.label.lower().split() if word not in _TITLED_BY]
        if turn.asks or not words:
            return None
        met = self._met(words[-1])
        people = met or self._in_office(words) or self.directory.by_surname(words[-1].title(), self.day)
        return people[0] if len(people) == 1 else None

    def _met(self, surname: str) -> list[str]:
        """Return the persons of the report who bear a surname, those whose whole name it gives before others."""
        names = {each: figure.name.lower().split() for each, figure in self.cast.figures.items()}
        bearing = [each for each, words in names.items() if words[-1:] == [surname]]
        return [each for each in bearing if len(names[each]) > 1] or bearing

    def _in_office(self, words: list[str]) -> list[str]:
        """Return the persons of the heading before whose names an office stands: "Remarks by President Holm"."""
        tokens = self.document.tokens
        found: dict[str, None] = {}
        for seen in self.cast.seen:
            if tokens[seen.first].start >= self._turns[0].start:
                break
            first = max(0, seen.first - len(words))
            before = [token.text.lower() for token in tokens[first : seen.first]]
            if seen.kind is ActorKind.PERSON and seen.actor and before == words:
                found[seen.actor] = None
        return list(found)

    def label(self, offset: int) -> tuple[int, int] | None:
        """Return where the label of the turn stands in which an offset lies; None for one that asks."""
        at = bisect_right(self._ends, offset)
        turn = self._turns[at - 1] if at else None
        return None if turn is None or turn.asks else (turn.start, turn.start + len(turn.label))

    @cached_property
    def _author(self) -> str | None:
        """The one person whose remarks the opening says that these are."""
        tokens = self.document.tokens
        end = self.document.sentences[:_OPENING][-1].last if self.document.sentences else 0
        for i in range(end - 1):
            if tokens[i].text.lower() in _SPEECHES:
                by = next((j for j in range(i + 1, min(i + 6, end)) if tokens[j].text.lower() in _WHOSE), None)
                if by is not None:
                    return self._one_named(by + 1, self._past_names(by + 1, min(by + _REACH, end)))
        return None

    def _past_names(self, first: int, last: int) -> int:
        """Return where the names behind "by" end: at a comma, unless several are listed ("by A, B and C")."""
        words = [token.text.lower() for token in self.document.tokens[first:last]]
        return last if "and" in words or "," not in words else first + words.index(",")

    def _one_named(self, first: int, last: int) -> str | None:
        at = self.cast.before(first)
        named = {
            seen.actor
            for seen in self.cast.seen[at : at + _REACH]
            if seen.first < last and seen.kind is ActorKind.PERSON
        }
        return named.pop() if len(named) == 1 else None
