"""The builds of a record: what made it, when, and what is still expected to come in."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from onrecord.core.made import Build
from onrecord.record.arriving import now
from onrecord.record.connect import worded
from onrecord.record.makers import keep_maker, load_maker
from onrecord.record.reading import missing_paths
from onrecord.record.storable import storable_text
from onrecord.record.told import told

if TYPE_CHECKING:
    from collections.abc import Iterable
    from contextlib import AbstractContextManager

    from onrecord.core.made import MadeBy, Plan
    from onrecord.record.port import Connection, Place

_EXPECTED_AGAIN = "ON CONFLICT (path) DO UPDATE SET build = excluded.build"


@told
class Builds:
    """The part of the record that is of its builds."""

    path: Place
    _connection: Connection
    _maker: str

    @property
    def made_by(self) -> MadeBy:
        """What made the latest entries."""
        return load_maker(self._connection, self._maker)

    def builds(self) -> tuple[Build, ...]:
        """Return all builds, oldest first; one that was cut off has no end."""
        rows = self._connection.execute("SELECT number, made_by, started, finished FROM build ORDER BY number")
        return tuple(
            Build(number, load_maker(self._connection, by), begun, end)
            for number, by, begun, end in rows.fetchall()
        )

    def begin_build(self, plan: Plan) -> None:
        """Begin a build: note what makes it and what it expects; what an earlier one lacks stays noted."""
        with self._writing():
            self._maker = keep_maker(self._connection, plan.made_by)
            number = self._connection.execute("SELECT coalesce(max(number), 0) + 1 FROM build").fetchone()[0]
            self._connection.execute(
                "INSERT INTO build (number, made_by, started) VALUES (?, ?, ?)", (number, self._maker, now())
            )
            self._connection.executemany(
                f"INSERT INTO pending VALUES (?, ?) {_EXPECTED_AGAIN}",
                ((storable_text(path), number) for path in plan.expected),
            )
            self._connection.executemany(
                "INSERT INTO issue VALUES (?,?,?)"
                " ON CONFLICT (id) DO UPDATE SET name = excluded.name, words = excluded.words",
                [(issue.id, issue.name, json.dumps(issue.words, ensure_ascii=False)) for issue in plan.issues],
            )

    def expect(self, paths: Iterable[str]) -> None:
        """Expect more reports in the running build, as where one file turns out to hold many."""
        with self._writing():
            self._connection.executemany(
                f"INSERT INTO pending SELECT ?, max(number) FROM build WHERE TRUE {_EXPECTED_AGAIN}",
                ((storable_text(path),) for path in paths),
            )

    def expect_no_more(self, paths: Iterable[str]) -> None:
        """Take reports off the list of those expected: they are gone, or turned out to be none."""
        with self._writing():
            self._connection.executemany(
                "DELETE FROM pending WHERE path = ?", ((storable_text(one),) for one in paths)
            )

    def finish_build(self) -> tuple[str, ...]:
        """Note the end of the build and put all into the one file; return the paths that did not come in."""
        with self._writing():
            self._connection.execute(
                "UPDATE build SET finished = ? WHERE number = (SELECT max(number) FROM build)", (now(),)
            )
        with worded(self.path):
            self._connection.tidy()
        return self.pending()

    def pending(self) -> tuple[str, ...]:
        """Return the paths of reports that a build expects and that are not in as its extractors read them."""
        return missing_paths(self._connection)

    def _writing(self) -> AbstractContextManager[None]:
        raise NotImplementedError
