"""A record in a file that is open: SQLite's connection, and what the port asks of a store besides SQL."""

from __future__ import annotations

import mmap
import sqlite3
from contextlib import contextmanager, suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord.record.fts import FileWords

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


class File(sqlite3.Connection):
    """A record in a file. Writers take turns: SQLite lets one begin when the one before has ended."""

    @cached_property
    def words(self) -> FileWords:
        """The index of words."""
        return FileWords(self)

    def begin(self) -> None:
        """Begin a write."""
        self.execute("BEGIN IMMEDIATE")

    def commit(self) -> None:
        """End a write: all of it is in."""
        self.execute("COMMIT")

    def rollback(self) -> None:
        """End a write: nothing of it is in."""
        if self.in_transaction:  # SQLite itself rolls back when the disk is full
            self.execute("ROLLBACK")

    def whole(self, table: str) -> Iterator[Sequence[Any]]:
        """Yield all rows of a table."""
        yield from self.execute(f"SELECT * FROM {table}")

    @contextmanager
    def at_rest(self) -> Iterator[None]:
        """Read what the block reads as it all stands at its beginning; a write sees what it has written."""
        if self.in_transaction:
            yield
            return
        self.execute("BEGIN")
        try:
            yield
        finally:
            self.commit()

    def defer_keys(self) -> None:
        """Let rows go before those that name them, until the write ends."""
        self.execute("PRAGMA defer_foreign_keys = ON")

    def tidy(self) -> None:
        """Put all into the one file."""
        self.execute("PRAGMA optimize")
        self.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def purge(self) -> bool:
        """Write index and file anew from what is left, and empty the log.

        Returns:
            Whether somebody else has the file open, and with it what was there before.
        """
        self.execute("PRAGMA secure_delete = ON")
        self.words.rebuild()
        self.execute("VACUUM")
        return bool(self.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0])

    def holding(self, stretches: Iterable[str]) -> tuple[str, ...]:
        """Return those of some stretches of text that stand anywhere in the file or in the log beside it."""
        path = Path(self.execute("PRAGMA database_list").fetchone()[2])
        files = (path, path.with_name(f"{path.name}-wal"))
        found: dict[str, None] = {}
        for file in (one for one in files if one.exists() and one.stat().st_size):
            with file.open("rb") as opened, mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ) as content:
                found |= dict.fromkeys(
                    one for one in stretches if content.find(one.encode("utf-8", "replace")) >= 0
                )
        return tuple(found)

    def shut(self, *, write: bool) -> None:
        """Close the file; one that was written goes back to a single one, unless another process has it open."""
        if write:
            with suppress(sqlite3.Error):
                self.execute("PRAGMA busy_timeout = 0")
                self.execute("PRAGMA journal_mode = DELETE")
        self.close()
