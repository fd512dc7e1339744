"""Full-text search over reports and entries, in the words people type."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onrecord.core.line import Found, ReportHit
from onrecord.record.loading import HEADER, header_of
from onrecord.record.query import clauses
from onrecord.record.reading import lines_of

if TYPE_CHECKING:
    from sqlite3 import Connection

    from onrecord.core.line import Line
    from onrecord.record.query import Filter

_TERM = re.compile(r'"([^"]*)"|(\S+)')


def search(connection: Connection, text: str, wanted: Filter, limit: int) -> Found:
    """Return the reports and the entries in which all words of a text stand, best first.

    Words in quotation marks must stand together; an asterisk at the end of a word stands for any ending.
    """
    query = as_match(text)
    if not query:
        return Found((), ())
    return Found(_reports(connection, query, limit), _lines(connection, query, wanted, limit))


def as_match(text: str) -> str:
    """Return a text as FTS5 takes it, whatever marks it holds.

    >>> as_match('security "no first use" guarant*')
    '"security" "no first use" "guarant"*'
    """
    terms = []
    for phrase, word in _TERM.findall(text.replace("“", '"').replace("”", '"').replace("\0", " ")):
        term = phrase or word.rstrip("*").replace('"', "")
        if any(mark.isalnum() for mark in term):
            terms.append(f'"{term}"' + ("*" if word.endswith("*") else ""))
    return " ".join(terms)


def _reports(connection: Connection, query: str, limit: int) -> tuple[ReportHit, ...]:
    head = ", ".join(f"report.{name}" if name.isidentifier() else name for name in HEADER.split(", "))
    rows = connection.execute(
        f"SELECT {head}, snippet(report_search, -1, '[', ']', '…', 24)"
        " FROM report_search JOIN report ON report.rowid = report_search.rowid"
        " WHERE report_search MATCH ? AND NOT retired ORDER BY rank, path, id LIMIT ?",
        (query, limit),
    )
    return tuple(ReportHit(header_of(row[:-1]), " ".join(row[-1].split())) for row in rows)


def _lines(connection: Connection, query: str, wanted: Filter, limit: int) -> tuple[Line, ...]:
    asked = clauses(connection, wanted)
    asked.add("entry_search MATCH :match", match=query)
    rows = connection.execute(
        "SELECT entry.id FROM entry_search JOIN entry ON entry.rowid = entry_search.rowid"
        f" JOIN report ON report.id = entry.report{asked.where()}"
        f" ORDER BY rank, report.path, entry.start, entry.id LIMIT {int(limit)}",
        asked.values,
    ).fetchall()
    return tuple(lines_of(connection, [key for (key,) in rows]))
