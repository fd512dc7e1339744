"""The record on the server's desk: opened for each request, its views kept while the file stays as it is."""

from __future__ import annotations

import json
import re
from copy import copy
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

from onrecord.core.entry import Act
from onrecord.record import file_of, moment_of, stands
from onrecord.record import open as open_record
from onrecord.show.audit import audited, keep_verdict
from onrecord.show.models import model_rows, with_models
from onrecord.show.packing import packed
from onrecord.show.quoted import quoted
from onrecord.views import correction_rows, entry_rows, no_views, outlined, report_text, report_texts, views

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from onrecord.record import Place, Record
    from onrecord.show.audit import AuditRow
    from onrecord.show.quoted import Quoted
    from onrecord.views.entries import Known
    from onrecord.views.forms import EntryRow

READ_SO = "read in the page"
MANY = 5000  # entries from which the page has outlines, and asks for those that it shows
MOST_FOUND = 500  # entries and reports that a search returns
DECIDED_SO = "decided in the page together with all that its filter showed"

_OR = re.compile(r"\bOR\b")


class Corrected(NamedTuple):
    """A correction that was made or taken back, and the entry as it is now."""

    correction: str
    entries: list[EntryRow]


class Decided(NamedTuple):
    """Decisions that were made or taken back together, and the entries as they are now."""

    corrections: list[str]
    entries: list[EntryRow]


class Searched(NamedTuple):
    """The ids of entries in which words stand, reports with a stretch in which they do, and whether more do."""

    entries: list[str]
    reports: list[tuple[str, str]]
    more: bool


class Desk:
    """A record that is looked at and corrected, by one request at a time.

    Args:
        place: Where it lies.
        who: Who makes the corrections.
        models: Files of strategic models, to be shown as well.
        starting: The record may still have to be made, from files that are dropped on the page.
    """

    def __init__(self, place: Place, who: str, *, models: Sequence[Path] = (), starting: bool = False) -> None:
        self._place = place
        self._who = who
        self._models = models
        self._starting = starting
        self._lock = Lock()
        self._making = Lock()  # apart: while all rows are made, a report can be read and an entry corrected
        self._kept: dict[str, tuple[object, bytes]] = {}
        self._known: list[Known] = []  # of a record of many entries, what rows need of the whole

    def by(self, who: str | None) -> Desk:
        """Return the desk as somebody stands at it who signed in; all share what it holds."""
        if who is None:
            return self
        theirs = copy(self)
        theirs._who = who
        return theirs

    def views(self) -> bytes:
        """Return the views of the record as JSON, with what the served page needs besides."""
        if self._starting and not stands(self._place):
            return _json(no_views(file_of(self._place).parent.name) | {"served": True, "starting": True})
        return _json({"who": self._who})[:-1] + b"," + self._once("views", self._views)[1:]

    def entries(self, ids: Sequence[str]) -> list[EntryRow]:
        """Return some entries whole.

        Raises:
            OnRecordError: There is no such entry.
        """
        self.views()  # with it comes what rows need of the whole record
        with open_record(self._place) as record:
            return entry_rows(record, ids, next(iter(self._known), None))

    def search(self, text: str) -> Searched:
        """Return where words stand, best first; `OR` stands between alternatives.

        Raises:
            OnRecordError: There are too many words.
        """
        with open_record(self._place) as record:
            found = [record.search(one, limit=MOST_FOUND) for one in _OR.split(text) if one.strip()]
        entries = dict.fromkeys(line.entry.id for one in found for line in one.lines)
        reports = {hit.report.id: hit.snippet for one in reversed(found) for hit in one.reports}
        more = len(entries) >= MOST_FOUND
        return Searched(list(entries)[:MOST_FOUND], list(reports.items())[:MOST_FOUND], more)

    def texts(self) -> bytes:
        """Return the texts of all reports as JSON."""
        return self._once("texts", report_texts)

    def text(self, report: str) -> bytes:
        """Return the text of one report as JSON."""
        with open_record(self._place) as record:
            return _json(report_text(record, report))

    def correct(self, kind: str, entry: str, changes: Mapping[str, str], why: str) -> Corrected:
        """Accept, reject or edit an entry.

        Raises:
            OnRecordError: There is no such entry, or it cannot be changed so.
        """
        with self._lock, open_record(self._place, write=True) as record:
            made = record.corrections
            if kind == "edit":
                correction = made.edit(entry, changes, who=self._who, why=why or READ_SO)
            elif kind == "accept":
                correction = made.accept(entry, who=self._who, why=why or READ_SO)
            else:
                correction = made.reject(entry, who=self._who, why=why or READ_SO)
            return Corrected(correction.id, entry_rows(record, [entry]))

    def decide(self, kind: str, entries: Sequence[str]) -> Decided:
        """Accept or reject entries: all of them, or where one of them cannot be, none.

        Raises:
            OnRecordError: There is no such entry.
        """
        with self._lock, open_record(self._place, write=True) as record, record.together():
            one = record.corrections.accept if kind == "accept" else record.corrections.reject
            made = [one(entry, who=self._who, why=DECIDED_SO).id for entry in entries]
            return Decided(made, entry_rows(record, entries))

    def take_back(self, corrections: Sequence[str], entries: Sequence[str]) -> Decided:
        """Take corrections back together; `entries` are those that they correct.

        Raises:
            OnRecordError: There is no such correction, or one has been taken back before.
        """
        with self._lock, open_record(self._place, write=True) as record, record.together():
            undone = [record.corrections.undo(one, who=self._who, why=READ_SO).id for one in corrections]
            return Decided(undone, entry_rows(record, entries))

    def mark(self, kind: str, entry: str, text: str) -> Corrected:
        """Lay a tag, a note or a star on an entry.

        Raises:
            OnRecordError: There is no such entry, or the text is none for a mark.
        """
        with self._lock, open_record(self._place, write=True) as record:
            made = record.corrections
            if kind == "tag":
                mark = made.tag(entry, text, who=self._who)
            elif kind == "note":
                mark = made.note(entry, text, who=self._who)
            else:
                mark = made.star(entry, who=self._who)
            return Corrected(mark.id, entry_rows(record, [entry]))

    def preset(self, name: str, conditions: Mapping[str, str]) -> Corrected:
        """Keep a filter under a name; no entry changes.

        Raises:
            OnRecordError: The name is taken, or something is no condition.
        """
        with self._lock, open_record(self._place, write=True) as record:
            return Corrected(record.corrections.preset(name, conditions, who=self._who).id, [])

    def merge(self, actor: str, into: str) -> Corrected:
        """Say that an actor is no other than `into`: many entries change, so none is returned.

        Raises:
            OnRecordError: There is no such actor, or both are one already.
        """
        with self._lock, open_record(self._place, write=True) as record:
            return Corrected(record.corrections.merge(actor, into, who=self._who, why=READ_SO).id, [])

    def undo(self, correction: str, entry: str) -> Corrected:
        """Take a correction back; `entry` is the one that it corrects, empty for one of actors."""
        with self._lock, open_record(self._place, write=True) as record:
            undone = record.corrections.undo(correction, who=self._who, why=READ_SO)
            return Corrected(undone.id, entry_rows(record, [entry] if entry else []))

    def quoted(self, words: str, by: str) -> Quoted:
        """Return what the reports have of a quotation."""
        with self._lock, open_record(self._place) as record:
            return quoted(record, words, by)

    def audit(self, size: int, seed: int) -> AuditRow:
        """Return a random draw of entries, what of them is judged, and what follows from it."""
        with self._lock, open_record(self._place) as record:
            return audited(record, self._verdicts, size=size, seed=seed)

    def judge(self, entry: str, field: str, *, right: bool) -> None:
        """Keep a verdict on a field of an entry.

        Raises:
            OnRecordError: There is no such entry or field.
        """
        with self._lock, open_record(self._place) as record:
            keep_verdict(self._verdicts, record.entry(entry).entry, field, right=right)

    @property
    def _verdicts(self) -> Path:
        file = file_of(self._place)
        return file.with_name(f"{file.name}.verdicts.jsonl")

    def _views(self, record: Record) -> dict[str, object]:
        if record.count() <= MANY:
            self._known.clear()
            return self._shown(packed(views(record)), record)
        rows, known = outlined(record)
        self._known[:] = [known]
        return self._shown(rows, record)

    def _shown(self, rows: Mapping[str, object], record: Record) -> dict[str, object]:
        return {
            **with_models(rows, model_rows(self._models, record)),
            "served": True,
            "starting": self._starting,
            "acts": [act.value for act in Act],
            "corrections": correction_rows(record),
        }

    def _once(self, name: str, make: Callable[[Record], object]) -> bytes:
        with self._making:
            state = moment_of(self._place)
            known, told = self._kept.get(name, (None, b""))
            if known != state:
                with open_record(self._place) as record:
                    told = _json(make(record))
                self._kept[name] = (state, told)
            return told


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
