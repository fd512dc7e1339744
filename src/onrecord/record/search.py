"""Full-text search over reports and entries, in the words people type."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from onrecord.core.line import Found, ReportHit
from onrecord.record.errors import TooManyWords
from onrecord.record.marks import entries_marked_with
from onrecord.record.query import clauses
from onrecord.record.reading import Headers, lines_of

if TYPE_CHECKING:
    from sqlite3 import Connection

    from onrecord.record.query import Filter

MOST_WORDS = 100
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
    best = connection.execute(
        "SELECT report.id, report.rowid, length(report.text)"
        " FROM report_search JOIN report ON report.rowid = report_search.rowid"
        " WHERE report_search MATCH ? AND NOT retired ORDER BY rank, path, id LIMIT ?",
        (query, limit),
    ).fetchall()
    headers = Headers(connection)
    return tuple(
        ReportHit(
            headers.of(report),
            _snippet(connection, query, row) if length <= LONG else _opening(connection, report),
        )
        for report, row, length in best
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
    asked = clauses(connection, wanted)
    asked.add("entry_search MATCH :match", match=query)
    rows = connection.execute(
        "SELECT entry.id FROM entry_search JOIN entry ON entry.rowid = entry_search.rowid"
        f" JOIN report ON report.id = entry.report{asked.where()}"
        f" ORDER BY rank, report.path, entry.start, entry.id LIMIT {int(limit)}",
        asked.values,
    ).fetchall()
    return [key for (key,) in rows]


def _in_marks(connection: Connection, marked: list[str], wanted: Filter) -> list[str]:
    asked = clauses(connection, wanted)
    asked.add("entry.id IN (SELECT value FROM json_each(:marked))", marked=json.dumps(marked))
    rows = connection.execute(
        f"SELECT entry.id FROM entry JOIN report ON report.id = entry.report{asked.where()}"
        " ORDER BY report.path, entry.start, entry.id",
        asked.values,
    ).fetchall()
    return [key for (key,) in rows]
