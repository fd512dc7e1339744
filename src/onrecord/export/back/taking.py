"""What comes back is held against what went out and what the record says now: the one core of all formats.

Three things can have happened to an entry. It was not touched: nothing is done. It was changed there, and the
record still says what it said when it went out: that is a correction, with the name of who made it. Or the record
changed too: that is a conflict, which is shown and never applied.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from onrecord.core.correction import CorrectionKind
from onrecord.core.line import Standing
from onrecord.core.visible import one_line
from onrecord.export.back.brought import Unread
from onrecord.export.state import fields_of
from onrecord.record import AmbiguousId, InvalidCorrection, NoSuchActor, NoSuchEntry, NoSuchReport

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from onrecord.core.correction import Correction
    from onrecord.core.line import Line
    from onrecord.core.report import Report
    from onrecord.export.back.brought import Brought, Changed, Returned
    from onrecord.record import Record

# What no correction can be made of: its sentence says why.
_REFUSED = (InvalidCorrection, NoSuchActor, NoSuchEntry, NoSuchReport, AmbiguousId)
# Follow from what was done, and are nothing that anybody asks for.
_NOT_ASKED = (Standing.EXTRACTED, Standing.EDITED, Standing.ADDED)
_LONGEST_SHOWN = 60


@dataclass(slots=True)
class TakenBack:
    """What became of a file that came back.

    Attributes:
        corrections: Those that were made of it.
        conflicts: Changes of entries that the record tells otherwise since; a sentence each. None was applied.
        untaken: What cannot be taken; a sentence each.
        untouched: How many entries came back as they went out.
        already: How many changes the record has already.
    """

    corrections: list[Correction] = field(default_factory=list)
    conflicts: list[str] = field(default_factory=list)
    untaken: list[str] = field(default_factory=list)
    untouched: int = 0
    already: int = 0


def take_back(
    rec: Record,
    returned: Returned,
    *,
    who: str | None,
    user: str,
    why: str,
    progress: Callable[[int], None] = lambda _done: None,
) -> TakenBack:
    """Make corrections of what was changed.

    Args:
        rec: The record that it went out of, open for writing.
        returned: The file.
        who: Whose changes they are, whatever the file says; None to go by that.
        user: Whose they are where nothing says so.
        why: The reason that stays with each correction.
        progress: Called with how many entries were looked at.
    """
    taking = _Taking(rec, returned, lambda one: who or one.who or user, why)
    for number, one in enumerate(returned.items(rec), 1):
        taking.take(one)
        progress(number)
    return taking.taken


class _Taking:
    """One file as it is taken back."""

    def __init__(self, rec: Record, returned: Returned, who: Callable[[Brought], str], why: str) -> None:
        self.taken = TakenBack()
        self._record = rec
        self._returned = returned
        self._who = who
        self._why = why
        self._report: Report | None = None
        kept = rec.corrections.all(undone=True)
        self._had = {one.id for one in kept if not one.undone}
        self._undone = [one for one in kept if one.undone]

    def take(self, one: Brought | Unread) -> None:
        """Take one entry."""
        if isinstance(one, Unread):
            self._untaken(one.place, one.why)
        elif one.entry:
            self._known(one)
        else:
            self._new(one)

    def _known(self, one: Brought) -> None:
        try:
            line = self._record.entry(one.entry)
        except _REFUSED:
            self._untaken(one.place, f"the record has no entry '{one.entry}'")
            return
        place = f"{one.place} (entry {line.entry.id[:8]})"
        if one.gone:
            self._removed(one, line, place)
            return
        if one.kind not in ("", line.entry.kind):
            why = f"it is marked as {one.kind} and was {line.entry.kind}; take it away there and mark a new one"
            self._untaken(place, why)
            return
        for why in self._returned.aside(one, self._record, line):
            self._untaken(place, why)
        if one.state and self._returned.state(one.values) == one.state:
            self.taken.untouched += 1
            return
        self._asked(one, line, place)

    def _asked(self, one: Brought, line: Line, place: str) -> None:
        """Take what was changed in an entry, unless nothing tells that, or it was changed here too since."""
        shown = self._returned.shown(self._record, line)
        asked = {name: value for name, value in one.values.items() if value != shown.get(name, "")}
        if asked.get("standing") in _NOT_ASKED:
            del asked["standing"]
        if not asked:
            self.taken.already += 1
        elif not one.state:
            self._untaken(place, "the digest with which it went out is lost, so nothing tells what was changed")
        elif one.state != self._returned.state(shown):
            self._since(one, line, place, asked)
        else:
            self._apply(one, line, place, asked)

    def _since(self, one: Brought, line: Line, place: str, asked: Mapping[str, str]) -> None:
        """Tell a conflict, unless what changed in the record since is what the file asks for.

        Of an entry as it was when it went out the record still knows what it said, so that what a person changed
        in the file is told from what was changed here.
        """
        shown = self._returned.shown(self._record, line)
        for before in self._record.corrections.versions(line.entry.id):
            then = self._returned.shown(self._record, before)
            if self._returned.state(then) != one.state:
                continue
            asked = {name: value for name, value in one.values.items() if value != then.get(name, "")}
            if self._is_so(asked, before, line):
                self.taken.already += 1
                return
        self._conflict(place, asked, shown)

    def _is_so(self, asked: Mapping[str, str], before: Line, now: Line) -> bool:
        """Say whether an entry says by now all that was asked of it."""
        standing = asked.get("standing", now.standing.value)
        rest = {name: value for name, value in asked.items() if name != "standing"}
        meant = self._returned.changed(rest, before, self._text_of(now.report.id))
        known = fields_of(now)
        return standing == now.standing and all(known.get(name) == value for name, value in meant.fields.items())

    def _removed(self, one: Brought, line: Line, place: str) -> None:
        """Reject an entry that was taken away, unless the record tells it otherwise since."""
        if line.standing is Standing.REJECTED:
            self.taken.already += 1
        elif one.state != self._returned.state(self._returned.shown(self._record, line)):
            self._conflict(place, {"entry": "taken away"}, {"entry": "changed since"})
        elif taken_back := self._taken_back(line, CorrectionKind.REJECT, {}):
            self.taken.conflicts.append(f"{place}: {taken_back}.")
        else:
            self._made(
                place, lambda who: self._record.corrections.reject(line.entry.id, who=who, why=self._why), one
            )

    def _apply(self, one: Brought, line: Line, place: str, asked: dict[str, str]) -> None:
        standing = asked.pop("standing", None)
        if asked:
            meant = self._meant(place, asked, line)
            self._edit(one, line, place, dict(meant.fields))
        if standing is not None:
            self._stand(one, line, place, standing)

    def _meant(self, place: str, asked: Mapping[str, str], line: Line) -> Changed:
        meant = self._returned.changed(asked, line, self._text_of(line.report.id))
        for why in meant.untaken:
            self._untaken(place, why)
        return meant

    def _edit(self, one: Brought, line: Line, place: str, fields: dict[str, str]) -> None:
        """Make one correction of all fields; where one of them cannot be, of each of the others."""
        known = fields_of(line)
        fields = {name: value for name, value in fields.items() if value != known.get(name)}
        if not fields:
            return
        if taken_back := self._taken_back(line, CorrectionKind.EDIT, fields):
            self.taken.conflicts.append(f"{place}: {taken_back}.")
            return
        edit = self._record.corrections.edit
        refused = self._made(
            place, lambda who: edit(line.entry.id, fields, who=who, why=self._why), one, tell=len(fields) == 1
        )
        if refused and len(fields) > 1:
            for name, value in fields.items():
                self._edit(one, line, place, {name: value})

    def _taken_back(self, line: Line, kind: CorrectionKind, fields: Mapping[str, str]) -> str:
        """Return, in words, who took the same change back before; nothing where nobody did."""
        for one in self._undone:
            told = {change.field: change.value for change in one.changes}
            if one.undone and (one.entry, one.kind, told) == (line.entry.id, kind, fields):
                why = f" ({one_line(one.undone.why)})" if one.undone.why else ""
                return f"the same change was taken back by {one.undone.who} on {one.undone.when[:10]}{why}"
        return ""

    def _stand(self, one: Brought, line: Line, place: str, standing: str) -> None:
        """Accept or reject an entry, as its standing says now."""
        corrections = self._record.corrections
        if standing == Standing.ACCEPTED:
            self._made(place, lambda who: corrections.accept(line.entry.id, who=who, why=self._why), one)
        elif standing == Standing.REJECTED:
            self._made(place, lambda who: corrections.reject(line.entry.id, who=who, why=self._why), one)
        else:
            self._untaken(place, f"standing: '{standing}' is neither accepted nor rejected")

    def _new(self, one: Brought) -> None:
        """Add an entry that only the file has."""
        try:
            report = self._text_of(one.report)
        except _REFUSED as error:
            self._untaken(one.place, str(error))
            return
        meant = self._returned.changed({name: value for name, value in one.values.items() if value}, None, report)
        if meant.untaken:
            for why in meant.untaken:
                self._untaken(one.place, why)
            return
        fields = {name: value for name, value in meant.fields.items() if value}
        add = self._record.corrections.add
        self._made(one.place, lambda who: add(report.id, one.kind, fields, who=who, why=self._why), one)

    def _made(
        self, place: str, make: Callable[[str], Correction], one: Brought, *, tell: bool = True
    ) -> str | None:
        """Make a correction; return why it cannot be, or None."""
        try:
            made = make(self._who(one))
            if made.id in self._had:
                self.taken.already += 1
            else:
                self.taken.corrections.append(made)
        except _REFUSED as error:
            why = getattr(error, "why", str(error))
            if tell:
                self._untaken(place, why)
            return str(why)
        return None

    def _text_of(self, report: str) -> Report:
        """Return a report with its text; the last one is kept, as entries come report by report."""
        if self._report is None or report not in (self._report.id, self._report.path):
            self._report = self._record.report(report)
        return self._report

    def _conflict(self, place: str, asked: Mapping[str, str], shown: Mapping[str, str]) -> None:
        told = "; ".join(
            f"{name}: there {_quoted(asked[name])}, here {_quoted(shown.get(name, ''))}" for name in asked
        )
        self.taken.conflicts.append(f"{place}: it changed in the record since it went out; {told}.")

    def _untaken(self, place: str, why: str) -> None:
        self.taken.untaken.append(f"{place}: {one_line(why).rstrip('.')}.")


def _quoted(value: str) -> str:
    told = one_line(value)
    return f"“{told[:_LONGEST_SHOWN]}{'…' if len(told) > _LONGEST_SHOWN else ''}”"
