"""Whose words a transcript or a printed speech is: the "I" that no quotation holds.

Part of `actors`. A transcript says at the head of a paragraph who has the word ("PRESIDENT BIDEN:", "A:"); a
speech says in its title whose it is ("Remarks by Permanent Representative Holm").
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING

from onrecord.core.who import ActorKind

if TYPE_CHECKING:
    from datetime import date

    from onrecord.core.document import Document
    from onrecord.resolvers.actors.figures import Cast
    from onrecord.resolvers.directory.directory import Directory

_LABEL = re.compile(r"\s*((?:[A-Z][A-Z.'’-]*\s){0,4}[A-Z][A-Z.'’-]*):\s")
_ANSWER = frozenset({"A", "A.", "ANSWER"})
_SPEECHES = frozenset(
    {"remarks", "statement", "speech", "speeches", "address", "briefing", "call", "interview", "conference"}
)
_WHOSE = frozenset({"by", "of", "from", "with"})
_OPENING = 3  # sentences in which a printed speech says whose it is
_REACH = 16  # tokens from "remarks by" to the name, with the titles between
_FEWEST = 2  # labels that make a transcript


class Turns:
    """Says who has the word at a place of a report, where it is a transcript or a printed speech.

    Not slotted: the labels are looked for once, on first use.
    """

    def __init__(self, document: Document, cast: Cast, directory: Directory, day: date | None) -> None:
        self.document = document
        self.cast = cast
        self.directory = directory
        self.day = day

    def speaker(self, offset: int) -> str | None:
        """Return the person who has the word at an offset outside quotations, or None."""
        labels = self._labels
        if len(labels) < _FEWEST:
            return self._author
        at = bisect_right(labels, (offset, "\U0010ffff"))
        return self._called(labels[at - 1][1]) if at else None

    @cached_property
    def _labels(self) -> list[tuple[int, str]]:
        """The labels with the offsets behind them."""
        text = self.document.report.text
        found = (_LABEL.match(text, passage.start, passage.end) for passage in self.document.passages)
        return [(label.end(), label[1]) for label in found if label]

    @cached_property
    def _surnames(self) -> dict[str, list[str]]:
        """The persons of the report by the last word of their names."""
        found: dict[str, list[str]] = {}
        for each, figure in self.cast.figures.items():
            found.setdefault(figure.name.split()[-1], []).append(each)
        return found

    def _called(self, label: str) -> str | None:
        """Return the one person whom a label names by surname; whoever answers is the one interviewed."""
        if label in _ANSWER:
            return self._author
        surname = label.rsplit(maxsplit=1)[-1].title()
        met = [each for each, figure in self.cast.figures.items() if figure.name.split()[-1:] == [surname]]
        people = met or self.directory.by_surname(surname, self.day)
        return people[0] if len(people) == 1 else None

    @cached_property
    def _author(self) -> str | None:
        """The one person whose remarks the opening says that these are."""
        tokens = self.document.tokens
        end = self.document.sentences[:_OPENING][-1].last if self.document.sentences else 0
        for i in range(end - 1):
            if tokens[i].text.lower() in _SPEECHES:
                by = next((j for j in range(i + 1, min(i + 6, end)) if tokens[j].text.lower() in _WHOSE), None)
                if by is not None:
                    return self._one_named(by + 1, min(by + _REACH, end))
        return None

    def _one_named(self, first: int, last: int) -> str | None:
        at = self.cast.before(first)
        named = {
            seen.actor
            for seen in self.cast.seen[at : at + _REACH]
            if seen.first < last and seen.kind is ActorKind.PERSON
        }
        return named.pop() if len(named) == 1 else None
