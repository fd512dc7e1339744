"""The port of the store: what the record asks of whatever keeps it, a file or a server of PostgreSQL's.

SQL is told once, as SQLite takes it (`?`, `?1`, `:name` for values); a store of another dialect translates it.
What has no common words in both (an index of words, turns at writing, clearing pages) are methods here.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from onrecord.record.address import Address

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager

    from onrecord.record.asked import Term
    from onrecord.record.clauses import Clauses

Place = Path | Address  # where a record lies


def file_of(place: Place) -> Path:
    """Return where the file of a record lies, or would: what belongs beside the record lies beside that."""
    return place if isinstance(place, Path) else place.file


class Rows(Protocol):
    """The rows that a query gives, each once."""

    @property
    def rowcount(self) -> int:
        """How many rows were written."""

    def fetchone(self) -> Any:
        """Return the next row, or None."""

    def fetchall(self) -> list[Any]:
        """Return all rows that are left."""

    def __iter__(self) -> Iterator[Any]: ...


class Words(Protocol):
    """The index of words: where all words of a search stand."""

    def reports(self, asked: Sequence[Term], limit: int) -> list[tuple[str, str]]:
        """Return the ids of current reports, best first, each with a stretch in which most of the words stand."""

    def entries(self, asked: Sequence[Term], among: Clauses, limit: int) -> list[str]:
        """Return the ids of the entries that meet conditions, best first."""

    def drop(self, report: str) -> None:
        """Take a report out whose row is about to go."""

    def rebuild(self) -> None:
        """Write the index anew, so that it holds no word of what is gone."""


class Connection(Protocol):
    """A store that is open. Used by one thread, and closed by whoever opened it."""

    @property
    def in_transaction(self) -> bool:
        """Whether a write has begun that has not ended."""

    @property
    def words(self) -> Words:
        """The index of words."""

    def execute(self, sql: str, values: Sequence[Any] | Mapping[str, Any] = (), /) -> Rows:
        """Run one statement."""

    def executemany(self, sql: str, rows: Iterable[Sequence[Any]], /) -> Rows:
        """Run one statement for each of some rows."""

    def begin(self) -> None:
        """Begin a write: one at a time, others wait for their turn, readers wait for nobody."""

    def commit(self) -> None:
        """End a write: all of it is in."""

    def rollback(self) -> None:
        """End a write: nothing of it is in."""

    def whole(self, table: str) -> Iterator[Sequence[Any]]:
        """Yield all rows of a table, in no order; within `at_rest` those of one moment."""

    def at_rest(self) -> AbstractContextManager[None]:
        """Read what the block reads as it all stands at its beginning, whatever others write meanwhile."""

    def defer_keys(self) -> None:
        """Let rows go before those that name them, until the write ends."""

    def tidy(self) -> None:
        """Set in order what many writes left."""

    def purge(self) -> bool:
        """Write all anew from what is left; return whether anybody else still holds what was there before."""

    def holding(self, stretches: Iterable[str]) -> tuple[str, ...]:
        """Return those of some stretches of text that stand anywhere in the store."""

    def shut(self, *, write: bool) -> None:
        """Close the store; whatever a file needs to be one again is done if it was written."""
