"""When reports, entries and findings came into the record, and so what is new in it since a time.

It stands beside the content and not in it: a record that is built again from the same reports has the same
content, though all of it came at another time.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime, time
from itertools import chain
from typing import TYPE_CHECKING

from onrecord.core.change import Change
from onrecord.record.filter import Filter
from onrecord.record.told import told

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from onrecord.core.finding import Finding
    from onrecord.core.line import Line, ReportHeader
    from onrecord.record.corrections import Corrections
    from onrecord.record.port import Connection

_LISTED = "SELECT value FROM json_each(?)"


@told
class Arrivals:
    """The part of the record that tells what is new."""

    _connection: Connection

    def changes(self, since: date | None = None) -> Iterator[Change]:
        """Yield what is new: each new report with its entries, then findings, then corrections.

        Args:
            since: A day, or a moment (`datetime`), in this machine's zone where it has none; if None, the
                beginning of the last build.
        """
        moment = self._moment(since)
        parts = self._of_reports(moment), self._of_findings(moment), self._of_corrections(moment)
        return self._streamed(chain.from_iterable(parts))

    def _moment(self, since: date | None) -> str:
        if since is None:
            begun = self._connection.execute("SELECT max(started) FROM build").fetchone()[0]
            return str(begun or "")
        whole = since if isinstance(since, datetime) else datetime.combine(since, time())
        return whole.astimezone(UTC).isoformat(timespec="milliseconds")

    def _of_reports(self, moment: str) -> Iterator[Change]:
        reports, entries = (_come(self._connection, what, moment) for what in ("report", "entry"))
        among = json.dumps(sorted(entries))
        rows = self._connection.execute(f"SELECT DISTINCT report FROM entry WHERE id IN ({_LISTED})", (among,))
        with_new = {report for (report,) in rows}
        heirs = self._connection.execute("SELECT replaced_by FROM report_path WHERE replaced_by IS NOT NULL")
        took_place = {heir for (heir,) in heirs}
        for report in self.reports():
            if report.id in reports:
                yield Change("changed" if report.id in took_place else "new", report)
            lines = self.lines(Filter(report=report.id)) if report.id in with_new else ()
            yield from (Change("new", line) for line in lines if line.entry.id in entries)

    def _of_findings(self, moment: str) -> Iterator[Change]:
        new = _come(self._connection, "finding", moment)
        changed = _come(self._connection, "finding", moment, "changed") - new
        there = set()
        for finding in self.findings():
            there.add(finding.id)
            if finding.id in new | changed:
                yield Change("new" if finding.id in new else "changed", finding)
        yield from (Change("gone", key) for key in sorted(changed - there))

    def _of_corrections(self, moment: str) -> Iterator[Change]:
        for one in self.corrections.all(undone=True):
            if one.undone and _utc(one.undone.when) >= moment:
                yield Change("undone", one)
            elif not one.undone and _utc(one.when) >= moment:
                yield Change("new", one)

    def _streamed(self, found: Iterator[Change]) -> Iterator[Change]:
        raise NotImplementedError

    def reports(self) -> Iterator[ReportHeader]:
        """Yield the headers of the current reports."""
        raise NotImplementedError

    def lines(self, wanted: Filter) -> Iterator[Line]:
        """Yield entries."""
        raise NotImplementedError

    def findings(self) -> Iterator[Finding]:
        """Yield what comparing found."""
        raise NotImplementedError

    @property
    def corrections(self) -> Corrections:
        """The corrections by hand."""
        raise NotImplementedError


def _come(connection: Connection, what: str, moment: str, column: str = "came") -> set[str]:
    rows = connection.execute(f"SELECT id FROM arrival WHERE what = ? AND {column} >= ?", (what, moment))
    return {key for (key,) in rows}


def _utc(given: str) -> str:
    """Return a time of a correction, which may be a day or have another zone, as the record writes its own."""
    return datetime.fromisoformat(given).astimezone(UTC).isoformat(timespec="milliseconds")
