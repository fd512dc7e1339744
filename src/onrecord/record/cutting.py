"""Texts cut into words as the index of a file cuts them: by SQLite's own tokenizer, in memory.

A server's index is made of these words, so that a search finds there what it finds in a file.
"""

from __future__ import annotations

import sqlite3
from itertools import groupby
from typing import TYPE_CHECKING

from onrecord.record.asked import as_match
from onrecord.record.fts import TOKENIZE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.record.asked import Term


class Cutter:
    """Cuts texts of one column or two. Used by one thread."""

    def __init__(self) -> None:
        self._index = sqlite3.connect(":memory:", isolation_level=None)
        self._index.execute(f'CREATE VIRTUAL TABLE held USING fts5 (a, b, content="", tokenize="{TOKENIZE}")')
        self._index.execute("CREATE VIRTUAL TABLE word USING fts5vocab (held, instance)")
        self._index.execute(f'CREATE VIRTUAL TABLE shown USING fts5 (a, b, tokenize="{TOKENIZE}")')

    def cut(self, texts: Sequence[Sequence[str | None]]) -> list[str]:
        r"""Return the words of each text, a space on either side of each, a line for each column.

        >>> Cutter().cut([("A Warning", "Talks, ended"), ("", "café")])
        [' a warn \n talk end ', ' \n cafe ']
        """
        self._index.execute("INSERT INTO held (held) VALUES ('delete-all')")
        self._index.executemany(
            "INSERT INTO held (rowid, a, b) VALUES (?,?,?)",
            [(number, *columns, *[None] * (2 - len(columns))) for number, columns in enumerate(texts)],
        )
        words: dict[tuple[int, str], str] = {}
        found = self._index.execute('SELECT doc, col, term FROM word ORDER BY doc, col, "offset"')
        for place, rows in groupby(found, key=lambda row: (row[0], row[1])):
            words[place] = "".join(f" {term}" for *_, term in rows)
        return [
            "\n".join(f"{words.get((number, column), '')} " for column, _ in zip("ab", columns, strict=False))
            for number, columns in enumerate(texts)
        ]

    def snippet(self, title: str | None, text: str, asked: Sequence[Term]) -> str:
        """Return the stretch of a report in which most of the words stand, these in square brackets."""
        self._index.execute("DELETE FROM shown")
        self._index.execute("INSERT INTO shown VALUES (?,?)", (title, text))
        found = self._index.execute(
            "SELECT snippet(shown, -1, '[', ']', '…', 24) FROM shown WHERE shown MATCH ?", (as_match(asked),)
        ).fetchone()
        return " ".join(found[0].split())
