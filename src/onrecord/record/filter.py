"""What is asked of a record: which entries to show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

KINDS = ("statement", "stance", "event")


@dataclass(frozen=True, slots=True)
class Filter:
    """Which entries to show. What is None does not narrow; names match id, name or alias, whatever their case.

    Attributes:
        speaker: Who spoke, thought or acted.
        party: The state or body that they spoke or acted for, or were.
        to: Whom it was said or done to.
        act: The act of a statement, or the attitude of a stance.
        issue: Id or name of an issue, of the dispute file or found by comparing.
        since, until: Days; an entry counts if it can fall on or after, on or before. One without any date of its
            own is taken on its report's.
        bounded: Leave out what `since` and `until` let in only because its time is open at that end: of what began
            in 2008 and is not known to have ended, what was still going on in 2022.
        outlet: The outlet that reported it, or a part of its name.
        grep: A regular expression that its words match, whatever their case.
        kind: statement, stance or event.
        status: Status of an event.
        plover: PLOVER root.
        confidence: Entries at least as sure as this; what has no confidence counts as sure.
        act_confidence: Statements whose act is at least as sure as this; what has none counts as sure.
        report: Id (or its beginning) or path of the report, or the last part of the path.
        tag: Entries with this tag, whatever its case.
        note: Entries with a note in which these words stand, whatever their case.
        starred: Entries that somebody starred.
        rejected: Show what was rejected by hand as well.
        retired: Show what later versions or extractors replaced as well.
    """

    speaker: str | None = None
    party: str | None = None
    to: str | None = None
    act: str | None = None
    issue: str | None = None
    since: date | None = None
    until: date | None = None
    outlet: str | None = None
    grep: str | None = None
    kind: str | None = None
    status: str | None = None
    plover: str | None = None
    report: str | None = None
    confidence: float | None = None
    act_confidence: float | None = None
    bounded: bool = False
    tag: str | None = None
    note: str | None = None
    starred: bool = False
    rejected: bool = False
    retired: bool = False


EVERYTHING = Filter()
