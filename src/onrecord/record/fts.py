"""The index of words in a file: SQLite's FTS5 over the texts of reports and the words of entries."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from onrecord.record.asked import as_match

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from sqlite3 import Connection

    from onrecord.record.asked import Term
    from onrecord.record.clauses import Clauses

_AT_FIRST = 1000  # hits that are looked at before all are
LONG = 50_000  # characters of a report beyond which no best stretch is looked for
TOKENIZE = "porter unicode61 remove_diacritics 2"


class FileWords:
    """The index of words of a file that is open."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def reports(self, asked: Sequence[Term], limit: int) -> list[tuple[str, str]]:
        """Return the ids of current reports, best first, each with a stretch in which most of the words stand."""
        query = as_match(asked)
        best = _best(
            self._connection,
            _Index("report_search", "report"),
            query,
            "SELECT report.rowid, path, id, length(text) FROM report WHERE NOT retired",
            {},
            limit,
        )
        return [
            (
                report,
                _snippet(self._connection, query, row) if length <= LONG else _opening(self._connection, report),
            )
            for row, _, report, length in best
        ]

    def entries(self, asked: Sequence[Term], among: Clauses, limit: int) -> list[str]:
        """Return the ids of the entries that meet conditions, best first."""
        rows = (
            "SELECT entry.rowid, report.path, entry.start, entry.id"
            f" FROM entry JOIN report ON report.id = entry.report{among.where()}"
        )
        index = _Index("entry_search", "entry")
        return [key for *_, key in _best(self._connection, index, as_match(asked), rows, among.values, limit)]

    def drop(self, report: str) -> None:
        """Take a report out whose row is about to go."""
        self._connection.execute(
            "INSERT INTO report_search (report_search, rowid, title, text)"
            " SELECT 'delete', rowid, title, text FROM report WHERE id = ?",
            (report,),
        )

    def rebuild(self) -> None:
        """Write the index anew, so that it holds no word of what is gone."""
        for index in ("report_search", "entry_search"):
            self._connection.execute(f"INSERT INTO {index} ({index}) VALUES ('rebuild')")
        self._connection.execute("INSERT INTO report_search (report_search) VALUES ('optimize')")


def _snippet(connection: Connection, query: str, row: int) -> str:
    """Return the stretch of a report in which most of the words stand, these in square brackets."""
    found = connection.execute(
        "SELECT snippet(report_search, -1, '[', ']', '…', 24) FROM report_search"
        " WHERE report_search MATCH ? AND rowid = ?",
        (query, row),
    ).fetchone()
    return " ".join(found[0].split())


def _opening(connection: Connection, report: str) -> str:
    """Return how a report begins: to find the best stretch takes the square of its length."""
    text = connection.execute("SELECT substr(text, 1, 200) FROM report WHERE id = ?", (report,)).fetchone()[0]
    return opening(text)


def opening(text: str) -> str:
    """Return the opening of a text in one line."""
    return " ".join(text[:200].split()) + "…"


class _Index(NamedTuple):
    """An index of words, and the table whose rows it is of."""

    name: str
    table: str


def _best(
    connection: Connection, index: _Index, query: str, rows: str, values: Mapping[str, str | float], limit: int
) -> list[tuple[Any, ...]]:
    """Return the rows that fit a query best, as many as are asked for; equals by their columns.

    The index says quickly which few fit best, and slowly which all do: these are asked for only where of the few
    too many are not wanted.

    Args:
        index: Where to look.
        query: What for, as FTS5 takes it.
        rows: Selects all rows that are wanted, by their rowid and what else decides on their order.
        values: Those of its conditions.
        limit: How many.
    """
    for most in (_AT_FIRST, -1):
        ranks = dict(
            connection.execute(
                f"SELECT rowid, rank FROM {index.name} WHERE {index.name} MATCH ? ORDER BY rank LIMIT ?",
                (query, most),
            ).fetchall()
        )
        asked = f"{rows} AND {index.table}.rowid IN (SELECT value FROM json_each(:found))"
        found = connection.execute(asked, {**values, "found": json.dumps(list(ranks))}).fetchall()
        if len(found) >= limit or len(ranks) < most:
            break
    return sorted(found, key=lambda row: (ranks[row[0]], *row[1:]))[:limit]
