"""What a person says of findings: that two entries tell one happening, that they do not, that a finding is none.

It is kept as a correction by the ids of entries and findings, which rebuilds leave as they are, and it holds when
reports are compared again: as a link that must or cannot be, and as a finding that is left out.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from onrecord.core.correction import Change, Correction, CorrectionKind
from onrecord.core.finding import Links
from onrecord.record.connect import transaction
from onrecord.record.errors import InvalidCorrection
from onrecord.record.findings import load_finding
from onrecord.record.former import changes_of
from onrecord.record.reading import entry_named
from onrecord.record.told import told

if TYPE_CHECKING:
    from onrecord.record.port import Connection, Place

_OTHER = {CorrectionKind.SAME: CorrectionKind.NOT_SAME, CorrectionKind.NOT_SAME: CorrectionKind.SAME}


@told
class OfFindings:
    """The part of the corrections that is of findings."""

    _connection: Connection
    path: Place

    def same(self, one: str, other: str, *, who: str, why: str, when: str | None = None) -> Correction:
        """Say that two entries tell one happening: they stand in one account from the next comparing on."""
        return self._of_two(CorrectionKind.SAME, one, other, who, why, when)

    def not_same(self, one: str, other: str, *, who: str, why: str, when: str | None = None) -> Correction:
        """Say that two entries do not tell one happening: no account holds both from the next comparing on."""
        return self._of_two(CorrectionKind.NOT_SAME, one, other, who, why, when)

    def dismiss(self, finding: str, *, who: str, why: str, when: str | None = None) -> Correction:
        """Take a finding out of what is shown; one that is dismissed already stays so."""
        found = load_finding(self._connection, finding)
        held = (
            one for one in self.all() if one.kind is CorrectionKind.DISMISS and one.value("finding") == found.id
        )
        return next(held, None) or self._once(CorrectionKind.DISMISS, changes_of(found), who, why, when)

    def links(self) -> Links:
        """Return what is said of accounts by hand."""
        said: dict[CorrectionKind, set[tuple[str, str]]] = {
            CorrectionKind.SAME: set(),
            CorrectionKind.NOT_SAME: set(),
        }
        for correction in self.all():
            if correction.kind in said:
                said[correction.kind].add((correction.value("one"), correction.value("other")))
        return Links(frozenset(said[CorrectionKind.SAME]), frozenset(said[CorrectionKind.NOT_SAME]))

    def _of_two(
        self, kind: CorrectionKind, one: str, other: str, who: str, why: str, when: str | None
    ) -> Correction:
        """Say something of two entries; that somebody said the opposite is taken back."""
        first, second = sorted((entry_named(self._connection, one), entry_named(self._connection, other)))
        if first == second:
            raise InvalidCorrection("it needs two entries, and both names are of one")
        changes = (Change("one", first), Change("other", second))
        with transaction(self._connection, self.path):
            for held in self.all():
                if held.kind is _OTHER[kind] and held.changes == changes:
                    self.undo(held.id, who=who, why=f"{kind} since")
            return self._once(kind, changes, who, why, when)

    def _once(
        self, kind: CorrectionKind, changes: tuple[Change, ...], who: str, why: str, when: str | None
    ) -> Correction:
        for held in self.all():
            if held.kind is kind and held.changes == changes:
                return held
        return self._make(Correction("", kind, who, now(when), why, changes=changes))

    def all(self, *, undone: bool = False) -> tuple[Correction, ...]:
        """Return the corrections that hold, oldest first."""
        raise NotImplementedError

    def undo(self, correction: str, *, who: str, why: str = "", when: str | None = None) -> Correction:
        """Take a correction back."""
        raise NotImplementedError

    def _make(self, correction: Correction) -> Correction:
        raise NotImplementedError


def now(given: str | None) -> str:
    """Return a time as it was given, else the present, in ISO 8601.

    Raises:
        InvalidCorrection: What was given is no date.
    """
    if given is None:
        return datetime.now(UTC).isoformat(timespec="milliseconds")
    try:
        datetime.fromisoformat(given)
    except ValueError as error:
        raise InvalidCorrection(f"'{given}' is no date; write it as 2025-01-31") from error
    return given
