"""A record without its texts, to be shared, and the way back: hashes, offsets and the words cited stay.

Each text goes out but for the words that something in the record cites, and a problem says so with the text's
hash. A text that is the same to the byte can be put back, whoever brings it and from where. Then the record is
what it was before, to the digest.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.core.problem import OnRecordError, Problem, ProblemKind
from onrecord.core.report import Span
from onrecord.core.withheld import cited_only
from onrecord.record.connect import copy_file
from onrecord.record.rows import problem_row
from onrecord.record.storable import storable_text

if TYPE_CHECKING:
    from os import PathLike

    from onrecord.record.port import Connection
    from onrecord.record.store import Record

_HASH = re.compile(r"SHA-256 ([0-9a-f]{64})")
# Where words that are cited stand, table by table, each with the report that they are of.
_CITED = tuple(
    f'SELECT cited.start, cited."end" FROM {table} AS cited JOIN entry ON entry.id = cited.entry WHERE report = ?'
    for table in ("citation", "mention", "quantity", "proposition")
) + tuple(f'SELECT start, "end" FROM {table} WHERE report = ?' for table in ("time_expression", "telling"))


class TextsTakenOut(OnRecordError):
    """The texts of a record are out, and something needs them."""

    def __init__(self, path: object, what: str, count: int) -> None:
        texts = "the text of one report was" if count == 1 else f"the texts of {count} reports were"
        super().__init__(
            f"{path}: {texts} taken out to share this record, and {what} needs them. Put your own copies back:"
            " onrecord rejoin RECORD FOLDER."
        )


class NotInAFile(OnRecordError):
    """What is made from the file of a record was asked of one on a server."""

    def __init__(self, place: object) -> None:
        super().__init__(
            f"{place}: a copy without texts is made of a file. Copy the record into one first: onrecord copy."
        )


@dataclass(frozen=True, slots=True)
class Missing:
    """A report whose text is out: its id, its path, and the SHA-256 of its text."""

    report: str
    path: str
    hash: str


def share(rec: Record, into: str | PathLike[str]) -> int:
    """Write a copy of a record without the texts of its reports; return how many were taken out.

    Raises:
        RecordExists: A file lies there.
        NotInAFile: It lies on a server.
    """
    if not isinstance(rec.path, Path):
        raise NotInAFile(rec.path)
    return copy_file(rec.path, Path(into), _take_out)


def missing(rec: Record) -> tuple[Missing, ...]:
    """Return the current reports whose texts are out."""
    out = (one for one in rec.problems() if one.kind is ProblemKind.TAKEN_OUT)
    found = ((one, _HASH.search(one.words)) for one in out)
    return tuple(Missing(one.report, one.path, told[1]) for one, told in found if told and one.report)


def need_texts(rec: Record, what: str) -> None:
    """See that no text of a record is out.

    Raises:
        TextsTakenOut: One is.
    """
    if out := missing(rec):
        raise TextsTakenOut(rec.path, what, len(out))


def hash_of(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8, as the record holds it."""
    return hashlib.sha256(storable_text(text).encode("utf-8")).hexdigest()


def put_back(connection: Connection, report: str, text: str) -> None:
    """Put a text back. The caller holds the transaction, and knows that it is the text that was taken out."""
    connection.execute("UPDATE report SET text = ? WHERE id = ?", (storable_text(text), report))
    connection.execute(
        "DELETE FROM problem WHERE of_report = ? AND kind = ?", (report, ProblemKind.TAKEN_OUT.value)
    )


def _take_out(connection: Connection) -> int:
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
