"""Issues by name: those that comparing found, those of the dispute file, and those that positions alone are on.

Comparing finds an issue where two entries are about it. A party may take a side on what one entry tells, or on
whose a land is, which the catalogue has no matter of: its position names an issue that is no finding, and is asked
for by that name all the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from onrecord.core.counted import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.record.port import Connection

FOUND = "SELECT json_extract(says, '$.name') AS name FROM finding WHERE kind = 'issue'"
TAKEN = "SELECT json_extract(says, '$.issue') AS name FROM finding WHERE kind IN ('position', 'shift')"


class NamedIssue(NamedTuple):
    """An issue that is no finding.

    Attributes:
        id: That of the dispute file; None where only positions name it.
        name: What it is called.
        entries: The entries that are about it.
        why: On what it rests.
    """

    id: str | None
    name: str
    entries: tuple[str, ...]
    why: str


def named_issues(connection: Connection) -> Iterator[NamedIssue]:
    """Yield the issues that comparing did not find: those of the dispute file, then those of positions alone."""
    for ident, name in connection.execute("SELECT id, name FROM issue ORDER BY id").fetchall():
        entries = _column(connection, "SELECT entry FROM entry_issue WHERE issue = ? ORDER BY entry", ident)
        yield NamedIssue(ident, name, entries, f"{counted(len(entries), 'entry')}, named in the dispute file")
    found = set(_column(connection, FOUND))
    for name in sorted(set(_column(connection, TAKEN)) - found):
        entries = _column(connection, _RESTS_ON, name)
        yield NamedIssue(None, name, entries, f"{counted(len(entries), 'entry')}, named by positions alone")


_RESTS_ON = (
    "SELECT DISTINCT telling.entry FROM telling JOIN finding ON finding.id = telling.finding"
    " WHERE finding.kind IN ('position', 'shift') AND telling.entry IS NOT NULL"
    " AND json_extract(finding.says, '$.issue') = ? ORDER BY telling.entry"
)


def _column(connection: Connection, query: str, *given: str) -> tuple[str, ...]:
    return tuple(value for (value,) in connection.execute(query, given))
