"""An entry as another program brings it back, and the contract of a reader."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from onrecord.core.line import Line
    from onrecord.core.report import Report
    from onrecord.record import Record


@dataclass(frozen=True, slots=True)
class Brought:
    """What a file says of one entry.

    Attributes:
        place: Where it stands in the file, in words: "statements, row 12".
        entry: The entry's id; empty for one that is new.
        state: The digest with which it went out; empty where that was lost.
        values: What it says now, by the reader's own names, those that are empty with an empty text. A name that
            is missing says nothing.
        who: Who changed it, where the file tells.
        gone: It was taken away there.
        kind: What kind of entry it is now; of an entry that is not new it may be empty.
        report: The report of an entry that is new, by id or path.
        beside: What else the file says of it, that no correction can change.
        beside_state: The digest with which that went out.
    """

    place: str
    entry: str = ""
    state: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    who: str = ""
    gone: bool = False
    kind: str = ""
    report: str = ""
    beside: Mapping[str, str] = field(default_factory=dict)
    beside_state: str = ""


@dataclass(frozen=True, slots=True)
class Changed:
    """What a change means: fields with their values as corrections write them, and what cannot be taken."""

    fields: Mapping[str, str]
    untaken: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unread:
    """Something in a file that is no entry and cannot be taken for one."""

    place: str
    why: str


class Returned(Protocol):
    """A file that came back, as its reader understands it."""

    def items(self, rec: Record) -> Iterator[Brought | Unread]:
        """Yield what it says, entry by entry, in its order."""

    def shown(self, rec: Record, line: Line) -> dict[str, str]:
        """Return what an entry would say if it went out now, by the reader's names."""

    def state(self, values: Mapping[str, str]) -> str:
        """Return the digest of what an entry says."""

    def changed(self, values: Mapping[str, str], line: Line | None, report: Report) -> Changed:
        """Return what some values mean for an entry, or for a new one of which they are all."""

    def aside(self, one: Brought, rec: Record, line: Line) -> tuple[str, ...]:
        """Return, in words, what was changed that no correction can say."""
