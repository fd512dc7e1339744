"""Full-text search over reports and entries, in the words people type."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from onrecord.core.line import Found, ReportHit
from onrecord.record.errors import TooManyWords
from onrecord.record.marks import entries_marked_with
from onrecord.record.query import clauses
from onrecord.record.reading import Headers, lines_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from sqlite3 import Connection

    from onrecord.record.query import Filter

MOST_WORDS = 100
_AT_FIRST = 1000  # hits that are looked at before all are
LONG = 50_000  # characters of a report beyond which no best stretch is looked for

_TERM = re.compile(r'"([^"]*)"|(\S+)')


def search(connection: Connection, text: str, wanted: Filter, limit: int) -> Found:
    """Return the reports and the entries in which all words of a text stand, best first.

    Words in quotation marks must stand together; an asterisk at the end of a word stands for any ending. Entries
    in whose tags and notes all of them stand come behind.
    """
    query = as_match(text)
    if not query:
        return Found((), ())
    found = [
        *_in_words(connection, query, wanted, limit),
        *_in_marks(connection, entries_marked_with(connection, terms(text)), wanted),
    ]
    best = list(dict.fromkeys(found))[:limit]
    return Found(_reports(connection, query, limit), tuple(lines_of(connection, best)))


def terms(text: str) -> list[tuple[str, bool]]:
    """Return the words and phrases of a text that have a letter or digit, and whether their ending is open.

    >>> terms('"no first use" guarant* --')
    [('no first use', False), ('guarant', True)]
    """
    found = []
    for phrase, word in _TERM.findall(text.replace("“", '"').replace("”", '"').replace("\0", " ")):
        term = phrase or word.rstrip("*").replace('"', "")
        if any(mark.isalnum() for mark in term):
            found.append((term, word.endswith("*")))
    return found


def as_match(text: str) -> str:
    """Return a text as FTS5 takes it, whatever marks it holds; each word once.

    Raises:
        TooManyWords: It asks for more than `MOST_WORDS`: time grows with their square, and SQLite hears no Ctrl-C.

    >>> as_match('security "no first use" guarant*')
    '"security" "no first use" "guarant"*'
    """
    distinct = list(dict.fromkeys(f'"{term}"' + "*" * is_open for term, is_open in terms(text)))
    if sum(len(term.split()) for term in distinct) > MOST_WORDS:
        raise TooManyWords(MOST_WORDS)
    return " ".join(distinct)


def _reports(connection: Connection, query: str, limit: int) -> tuple[ReportHit, ...]:
    best = _best(
        connection,
        _Index("report_search", "report"),
        query,
        "SELECT report.rowid, path, id, length(text) FROM report WHERE NOT retired",
        {},
        limit,
    )
    headers = Headers(connection)
    return tuple(
        ReportHit(
            headers.of(report),
            _snippet(connection, query, row) if length <= LONG else _opening(connection, report),
        )
        for row, _, report, length in best
    )


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
    return " ".join(text.split()) + "…"


def _in_words(connection: Connection, query: str, wanted: Filter, limit: int) -> list[str]:
    asked = clauses(connection, wanted, narrow=True)
    rows = (
        "SELECT entry.rowid, report.path, entry.start, entry.id"
        f" FROM entry JOIN report ON report.id = entry.report{asked.where()}"
    )
    best = _best(connection, _Index("entry_search", "entry"), query, rows, asked.values, limit)
    return [key for *_, key in best]


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


def _in_marks(connection: Connection, marked: list[str], wanted: Filter) -> list[str]:
    asked = clauses(connection, wanted, narrow=True)
    asked.add("entry.id IN (SELECT value FROM json_each(:marked))", marked=json.dumps(marked))
    rows = connection.execute(
        f"SELECT entry.id FROM entry JOIN report ON report.id = entry.report{asked.where()}"
        " ORDER BY report.path, entry.start, entry.id",
        asked.values,
    ).fetchall()
    return [key for (key,) in rows]
