"""A person who marks passages: entries as passages, moved, relabelled and given other values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.export.markup import CHOSEN, CONTINUED, LABELLED, WRITTEN

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.export.back.changes import Change

NAMED = {"speaker", "addressee", "place", "source", "target"}
STRETCHES = {"content", "words", "trigger", "cue", "condition", "dating"}


class Passages:
    """The passages of one report as a program holds them; what a format's own hands do is given.

    Args:
        head: Returns the program's passage with the words of an entry.
        parts: Returns its passages of a role that are tied to that of an entry.
        label: Gives a passage another label.
        move: Puts a passage at other offsets of the record.
        put: Gives a passage a value; an empty one takes it away.
        drop: Takes a passage away.
        mark: Marks a new passage at offsets of the record, and ties it to another.
    """

    def __init__(
        self,
        *,
        head: Callable[[str], object],
        parts: Callable[[str, str], list[object]],
        label: Callable[[object, str], None],
        move: Callable[[object, int, int], None],
        put: Callable[[object, str, str], None],
        drop: Callable[[object], None],
        mark: Callable[[object, str, int, int], object],
    ) -> None:
        self.head = head
        self.parts = parts
        self.label = label
        self.move = move
        self.put = put
        self.drop = drop
        self.mark = mark

    def make(self, change: Change) -> None:
        """Make a change as somebody would who has only passages to work with."""
        head = self.head(change.entry)
        if change.field == LABELLED[change.kind]:
            self.label(head, f"{change.kind} {change.after}")
        elif change.field in {"content", "words"}:
            first, *others = change.after.split()
            self.move(head, *_span(first))
            self._pieces(head, change.entry, others)
        elif change.field in NAMED | STRETCHES:
            self._parts(head, change)
        else:
            name = "told_in" if change.field in {"via", "claim"} else change.field
            assert name in (*CHOSEN, *WRITTEN)
            self.put(head, name, "" if (name, change.after) == ("negated", "no") else change.after)

    def _pieces(self, head: object, entry: str, wanted: list[str]) -> None:
        """Let the words of an entry go on in other pieces than they did."""
        there = self.parts(entry, CONTINUED)
        for number, place in enumerate(wanted):
            if number < len(there):
                self.move(there[number], *_span(place))
            else:
                self.mark(head, CONTINUED, *_span(place))
        for extra in there[len(wanted) :]:
            self.drop(extra)

    def _parts(self, head: object, change: Change) -> None:
        """Move the passages that are there, mark those that lack, take away those that are too many."""
        there = self.parts(change.entry, change.field)
        wanted = [one for one in change.after.split(", ") if one]
        for number, one in enumerate(wanted):
            who, _, place = one.rpartition("@")
            if number < len(there):
                self.move(there[number], *_span(place))
                part = there[number]
            else:
                part = self.mark(head, change.field, *_span(place))
            if change.field in NAMED:
                self.put(part, "actor", "" if who == "?" else who)
        for extra in there[len(wanted) :]:
            self.drop(extra)


def _span(place: str) -> tuple[int, int]:
    start, end = map(int, place.split(":"))
    return start, end
