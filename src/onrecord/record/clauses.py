"""Conditions of a query on entries, put together one by one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(slots=True)
class Clauses:
    """The conditions of a query on `entry` joined with `report`, with their values.

    Attributes:
        narrow: A span of days, a report, or the caller leaves few entries: what else is asked is looked up for
            each of them, not gathered for the whole record first.
    """

    narrow: bool = False
    tests: list[str] = field(default_factory=list)
    values: dict[str, str | float] = field(default_factory=dict)

    def add(self, test: str, **values: str | float) -> None:
        """Ask for one condition more."""
        self.tests.append(test)
        self.values.update(values)

    def add_row(self, *rows: Row, **values: str | float) -> None:
        """Ask for entries that have a row in one of some tables."""
        self.add(self._has(rows), **values)

    def add_no_row(self, *rows: Row, **values: str | float) -> None:
        """Ask for entries that have no row in any of some tables."""
        self.add(f"NOT ({self._has(rows)})", **values)

    def _has(self, rows: Sequence[Row]) -> str:
        if self.narrow:
            return " OR ".join(
                f"EXISTS (SELECT 1 FROM {row.tables} WHERE {row.entry} = entry.id AND ({row.test}))"
                for row in rows
            )
        found = " UNION ALL ".join(f"SELECT {row.entry} FROM {row.tables} WHERE {row.test}" for row in rows)
        return f"entry.id IN ({found})"

    def where(self) -> str:
        """Return the WHERE clause."""
        return " WHERE " + " AND ".join(f"({test})" for test in self.tests) if self.tests else ""


class Row(NamedTuple):
    """Rows of a table that tell of entries.

    Attributes:
        tables: As they stand behind FROM.
        test: Which rows are meant.
        entry: The column that names the entry.
    """

    tables: str
    test: str
    entry: str
