"""The index of words on a server: SQLite's own tokenizer cuts the words, so that both stores find the same.

A text of the index is its words, a space on either side of each, a line for each column. Words are looked up in
the terms of all texts; that a phrase or an open ending stands there is then seen in the text itself.
"""

from __future__ import annotations

from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Any, Protocol

from onrecord.record.cutting import Cutter
from onrecord.record.fts import LONG, opening
from onrecord.record.port import Connection
from onrecord.record.server_schema import INDEXED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from contextlib import AbstractContextManager

    from onrecord.record.asked import Term
    from onrecord.record.clauses import Clauses
    from onrecord.record.port import Rows

_AT_ONCE = 1000  # texts that are cut at once
_AT_FIRST = 1000  # hits that are looked at before all are
_LONGEST = 500  # letters of a term that are looked up; the rest is seen in the text
_MOST = 900_000  # bytes of terms of one text: PostgreSQL takes no more than a megabyte


class Tables(Connection, Protocol):
    """What the index asks of the record on a server."""

    def own(self, sql: str, values: Sequence[Any] = ()) -> Rows:
        """Run one statement of PostgreSQL's own."""

    def copying(self, table: str) -> AbstractContextManager[Callable[[Sequence[Any]], None]]:
        """Yield what writes rows into a table, many at a time."""


class ServerWords:
    """The index of words of a record on a server."""

    def __init__(self, server: Tables) -> None:
        self._server = server

    @cached_property
    def _cutter(self) -> Cutter:
        return Cutter()

    def reports(self, asked: Sequence[Term], limit: int) -> list[tuple[str, str]]:
        """Return the ids of current reports, best first, each with a stretch in which most of the words stand."""
        phrases = self._phrases(asked)
        if not phrases:
            return []
        found = self._server.execute(
            "SELECT report.id, title, CASE WHEN length(text) <= :long THEN text ELSE substr(text, 1, 200) END,"
            " length(text) FROM report_search AS found JOIN report ON report.id = found.id"
            f" WHERE NOT retired AND {_stands(phrases)}"
            f" ORDER BY {_score(phrases)} DESC, path, report.id LIMIT :most",
            {**_values(phrases), "long": LONG, "most": limit},
        ).fetchall()
        return [
            (report, self._cutter.snippet(title, text, asked) if length <= LONG else opening(text))
            for report, title, text, length in found
        ]

    def entries(self, asked: Sequence[Term], among: Clauses, limit: int) -> list[str]:
        """Return the ids of the entries that meet conditions, best first: the shortest, as bare as what is asked.

        Of what stands in very many the shortest are looked at before all are.
        """
        phrases = self._phrases(asked)
        if not phrases:
            return []
        for few in (_AT_FIRST, None):
            found = self._server.execute(
                "WITH best AS (SELECT id, octet_length(words) AS size FROM entry_search AS found"
                f" WHERE {_stands(phrases)} ORDER BY size, id LIMIT :few)"
                " SELECT entry.id, (SELECT count(*) FROM best) FROM best JOIN entry ON entry.id = best.id"
                f" JOIN report ON report.id = entry.report{among.where()}"
                " ORDER BY best.size, report.path, entry.start, entry.id LIMIT :most",
                {**among.values, **_values(phrases), "few": few, "most": limit},
            ).fetchall()
            if len(found) >= limit or (found and found[0][1] < _AT_FIRST):
                break
        return [key for key, _ in found]

    def drop(self, report: str) -> None:
        """Take a report out whose row is about to go: its row in the index goes with it."""

    def rebuild(self) -> None:
        """Write the index anew from all texts."""
        for table, columns in INDEXED.items():
            self._server.own(f"TRUNCATE {table}_search")
            last = ""
            listed = ", ".join(columns)
            while rows := self._server.own(
                f"SELECT id, {listed} FROM {table} WHERE id > $1 ORDER BY id LIMIT {_AT_ONCE}", [last]
            ).fetchall():
                last = rows[-1][0]
                with self._server.copying(f"{table}_search") as write:
                    for row in self._rows(rows):
                        write(row)
        self._server.own("TRUNCATE to_index")

    def catch_up(self) -> None:
        """Cut the words of all that was written since; the caller holds the write."""
        noted = self._server.own("DELETE FROM to_index RETURNING what, id").fetchall()
        for table, columns in INDEXED.items():
            ids = iter(dict.fromkeys(key for what, key in noted if what == table))
            while chunk := list(islice(ids, _AT_ONCE)):
                listed = ", ".join(columns)
                rows = self._server.own(f"SELECT id, {listed} FROM {table} WHERE id = ANY($1)", [chunk]).fetchall()
                self._server.executemany(
                    f"INSERT INTO {table}_search VALUES (?, ?, CAST(? AS tsvector))"
                    " ON CONFLICT (id) DO UPDATE SET words = excluded.words, terms = excluded.terms",
                    list(self._rows(rows)),
                )

    def _rows(self, rows: Sequence[tuple[Any, ...]]) -> Iterator[tuple[str, str, str]]:
        """Yield the rows of the index for rows of a table: id, words, terms."""
        for (key, *_), words in zip(rows, self._cutter.cut([row[1:] for row in rows]), strict=True):
            yield key, words, _terms(words)

    def _phrases(self, asked: Sequence[Term]) -> list[str]:
        """Return how each term stands in a text; one that is no word to the tokenizer asks for nothing."""
        cut = self._cutter.cut([(term.words,) for term in asked])
        return [
            words.rstrip(" ") if term.is_open else words
            for term, words in zip(asked, cut, strict=True)
            if words.strip()
        ]


def _stands(phrases: Sequence[str]) -> str:
    """Return the condition that all phrases stand in a text; of a single word the terms say so for sure."""
    unsure = (at for at, phrase in enumerate(phrases) if len(phrase.split()) > 1 or len(phrase) > _LONGEST)
    seen = (f"strpos(found.words, :phrase{number}) > 0" for number in unsure)
    return " AND ".join(("found.terms @@ CAST(:terms AS tsquery)", *seen))


def _score(phrases: Sequence[str]) -> str:
    """Return how well a text fits: how much of it are the words that are asked for, in bytes.

    To count the letters of all texts that have them took as long as to look for the words.
    """
    stand = (f"octet_length(replace(found.words, :phrase{number}, ''))" for number in range(len(phrases)))
    whole = "octet_length(found.words)"
    return f"({len(phrases)} * {whole} - {' - '.join(stand)}) / ({whole} + 200.0)"


def _values(phrases: Sequence[str]) -> dict[str, Any]:
    every = (
        _quoted(word) + (":*" if last and not phrase.endswith(" ") else "")
        for phrase in phrases
        for words in [phrase.split()]
        for word, last in zip(words, [False] * (len(words) - 1) + [True], strict=True)
    )
    return {
        "terms": " & ".join(every),
        **{f"phrase{number}": phrase for number, phrase in enumerate(phrases)},
    }


def _terms(words: str) -> str:
    """Return the words of a text once each, as PostgreSQL reads a `tsvector`."""
    return " ".join(_within(dict.fromkeys(map(_quoted, words.split()))))


def _within(terms: Iterable[str]) -> Iterator[str]:
    taken = 0
    for term in terms:
        taken += len(term.encode())
        if taken > _MOST:
            return
        yield term


def _quoted(word: str) -> str:
    return "'" + word[:_LONGEST].replace("\\", "\\\\").replace("'", "''") + "'"
