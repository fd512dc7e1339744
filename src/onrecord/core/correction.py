"""Corrections by hand: what a person changed in the record, who, when and why.

A correction is kept apart from what was extracted and outlives every rebuild. It is never deleted, only undone.
Marks (a tag, a note, a star) change nothing of an entry and are kept in the same way, each its maker's own; so is
a preset, a filter under a name.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class CorrectionKind(StrEnum):
    """What a correction does."""

    ACCEPT = "accept"
    REJECT = "reject"
    EDIT = "edit"
    ADD = "add"
    MERGE = "merge"
    SPLIT = "split"
    NAME = "name"  # says who somebody is whom no report of the record describes
    TAG = "tag"
    NOTE = "note"
    STAR = "star"
    PRESET = "preset"
    SAME = "same"  # two entries tell one happening
    NOT_SAME = "not-same"
    DISMISS = "dismiss"  # takes a finding out of what is shown
    NAME_ISSUE = "name-issue"
    MERGE_ISSUE = "merge-issue"  # an issue is no other than another one
    SPLIT_ISSUE = "split-issue"  # entries of an issue are about another one
    PIN_ISSUE = "pin-issue"  # an issue stays, however little is said of it


# What a person lays on an entry without changing it.
MARKS = frozenset({CorrectionKind.TAG, CorrectionKind.NOTE, CorrectionKind.STAR})
# What is said of findings, with the fields that it cannot be without.
OF_FINDINGS: dict[CorrectionKind, tuple[str, ...]] = {
    CorrectionKind.SAME: ("one", "other"),
    CorrectionKind.NOT_SAME: ("one", "other"),
    CorrectionKind.DISMISS: ("finding",),
    CorrectionKind.NAME_ISSUE: ("issue", "name"),
    CorrectionKind.MERGE_ISSUE: ("issue", "into", "matter"),
    CorrectionKind.SPLIT_ISSUE: ("issue", "into", "name", "matter", "entry"),
    CorrectionKind.PIN_ISSUE: ("issue", "matter"),
}
OF_ACTORS = frozenset({CorrectionKind.MERGE, CorrectionKind.SPLIT, CorrectionKind.NAME})


@dataclass(frozen=True, slots=True)
class Change:
    """A field given another value, both as text.

    Attributes:
        field: Name of the field: act, speaker, when, content ...
        value: Its new value; where it names words of the report, by offsets (`russia@12:18`, `40:75`).
        words: The words at those offsets, so that they can be found again in a changed report.
    """

    field: str
    value: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where the corrected entry stood, should its id be gone after a rebuild."""

    report: str
    path: str
    kind: str
    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Undone:
    """Who took a correction back, when and why."""

    who: str
    when: str
    why: str


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction by hand.

    Attributes:
        id: Sixteen hexadecimal digits derived from what it says.
        kind: What it does.
        who: Who made it.
        when: When, in ISO 8601 (UTC).
        why: The reason.
        entry: Id of the entry that it corrects or marks, or of the one that it adds; None for actors.
        anchor: Where that entry stood; None for actors.
        changes: The fields that it sets: one or more for an edit and an added entry. What is said of findings
            names two entries (`one`, `other`), a `finding`, or an `issue` and what becomes of it. A split gives
            the name, kind or party of the new actor so; a name these and its codes; a tag, note or preset its
            text under the name of its kind; a preset its conditions besides.
        actor: For a merge, the actor that is no actor of its own; for a split, the one that was two; for a name,
            the one that is named.
        into: The actor that its mentions now stand for; for a name, the same actor.
        names: For a split, the names (as printed) that stand for `into`; for a name, its other names.
        undone: Who took it back; None while it holds.
    """

    id: str
    kind: CorrectionKind
    who: str
    when: str
    why: str
    entry: str | None = None
    anchor: Anchor | None = None
    changes: tuple[Change, ...] = ()
    actor: str | None = None
    into: str | None = None
    names: tuple[str, ...] = ()
    undone: Undone | None = None

    @property
    def is_mark(self) -> bool:
        """Say whether it changes nothing: a tag, a note or a star."""
        return self.kind in MARKS

    def values(self, field: str) -> tuple[str, ...]:
        """Return the values that it gives a field, in order."""
        return tuple(one.value for one in self.changes if one.field == field)

    def value(self, field: str) -> str:
        """Return the value that it gives a field; empty where it gives none."""
        return next(iter(self.values(field)), "")

    @property
    def text(self) -> str:
        """The text of a tag or a note, the name of a preset; empty for all else."""
        return self.value(self.kind.value)
