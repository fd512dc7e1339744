"""Full-text search over reports and entries, in the words people type."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from onrecord.core.line import Found, ReportHit
from onrecord.record.asked import terms
from onrecord.record.marks import entries_marked_with
from onrecord.record.query import clauses
from onrecord.record.reading import Headers, lines_of

if TYPE_CHECKING:
    from onrecord.record.filter import Filter
    from onrecord.record.port import Connection


def search(connection: Connection, text: str, wanted: Filter, limit: int) -> Found:
    """Return the reports and the entries in which all words of a text stand, best first.

    Words in quotation marks must stand together; an asterisk at the end of a word stands for any ending. Entries
    in whose tags and notes all of them stand come behind.
    """
    asked = terms(text)
    if not asked:
        return Found((), ())
    found = [
        *connection.words.entries(asked, clauses(connection, wanted, narrow=True), limit),
        *_in_marks(connection, entries_marked_with(connection, asked), wanted),
    ]
    best = list(dict.fromkeys(found))[:limit]
    headers = Headers(connection)
    hits = connection.words.reports(asked, limit)
    reports = tuple(ReportHit(headers.of(report), snippet) for report, snippet in hits)
    return Found(reports, tuple(lines_of(connection, best)))


def _in_marks(connection: Connection, marked: list[str], wanted: Filter) -> list[str]:
    asked = clauses(connection, wanted, narrow=True)
    asked.add("entry.id IN (SELECT value FROM json_each(:marked))", marked=json.dumps(marked))
    rows = connection.execute(
        f"SELECT entry.id FROM entry JOIN report ON report.id = entry.report{asked.where()}"
        " ORDER BY report.path, entry.start, entry.id",
        asked.values,
    ).fetchall()
    return [key for (key,) in rows]
