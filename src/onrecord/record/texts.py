"""The texts of a record taken out but for the words that are cited, and put back."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from onrecord.core.problem import Problem, ProblemKind
from onrecord.core.report import Span
from onrecord.core.withheld import cited_only
from onrecord.record.rows import problem_row
from onrecord.record.storable import storable_text

if TYPE_CHECKING:
    from onrecord.record.port import Connection

# Where words that are cited stand, table by table, each with the report that they are of.
_CITED = tuple(
    f'SELECT cited.start, cited."end" FROM {table} AS cited JOIN entry ON entry.id = cited.entry WHERE report = ?'
    for table in ("citation", "mention", "quantity", "proposition")
) + tuple(f'SELECT start, "end" FROM {table} WHERE report = ?' for table in ("time_expression", "telling"))


def hash_of(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8, as the record holds it."""
    return hashlib.sha256(storable_text(text).encode("utf-8")).hexdigest()


def put_back(connection: Connection, report: str, text: str) -> None:
    """Put a text back. The caller holds the transaction, and knows that it is the text that was taken out."""
    connection.execute("UPDATE report SET text = ? WHERE id = ?", (storable_text(text), report))
    connection.execute(
        "DELETE FROM problem WHERE of_report = ? AND kind = ?", (report, ProblemKind.TAKEN_OUT.value)
    )


def take_out(connection: Connection) -> int:
    """Take the texts of all reports out but for the words that are cited; return of how many."""
    reports = connection.execute("SELECT id, path, text FROM report ORDER BY id").fetchall()
    out = {report for (report,) in connection.execute(
        "SELECT of_report FROM problem WHERE kind = ?", (ProblemKind.TAKEN_OUT.value,)
    )}  # fmt: skip
    for report, path, text in reports:
        if report not in out:
            _take_out_one(connection, report, path, text)
    # Else the index keeps the words of all that was taken out.
    connection.words.rebuild()
    return len(reports) - len(out)


def _take_out_one(connection: Connection, report: str, path: str, text: str) -> None:
    spans = [Span(*row) for query in _CITED for row in connection.execute(query, (report,))]
    connection.execute("UPDATE report SET text = ? WHERE id = ?", (cited_only(text, spans), report))
    number = connection.execute(
        "SELECT coalesce(max(number), -1) + 1 FROM problem WHERE path = ? AND of_report = ?", (path, report)
    ).fetchone()[0]
    words = (
        f"Its text was taken out to share the record, but for the words that are cited (SHA-256 {hash_of(text)},"
        f" {len(text)} characters). `onrecord rejoin` puts your own copy back."
    )
    row = problem_row(Problem(ProblemKind.TAKEN_OUT, words, path, report), report, number)
    connection.execute("INSERT INTO problem VALUES (?,?,?,?,?,?,?,?)", row)
