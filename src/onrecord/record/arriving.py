"""Noting when reports, entries and findings come into the record, and when they go, beside the content."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from onrecord.core.finding import Finding
    from onrecord.record.port import Connection


def now() -> str:
    """Return the present as the record writes it, in ISO 8601 (UTC)."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def note_arrivals(connection: Connection, what: str, ids: Iterable[str]) -> None:
    """Note that things have come in; those that came before came then. The caller holds the transaction."""
    moment = now()
    connection.executemany(
        "INSERT OR IGNORE INTO arrival (what, id, came) VALUES (?,?,?)", [(what, one, moment) for one in ids]
    )


def note_finding(connection: Connection, finding: Finding) -> None:
    """Note that a finding was found, and whether it says or rests on something else than before."""
    rests_on = [(one.citation.report, one.citation.start, one.citation.end, one.role) for one in finding.tellings]
    told_so = repr((finding.says, finding.reports, rests_on))
    state = hashlib.sha256(told_so.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    connection.execute(
        "INSERT INTO arrival (what, id, came, state) VALUES ('finding', ?, ?, ?) ON CONFLICT (what, id) DO UPDATE"
        " SET changed = CASE WHEN arrival.state IS excluded.state THEN arrival.changed ELSE excluded.came END,"
        " state = excluded.state",
        (finding.id, now(), state),
    )


def note_gone(connection: Connection) -> None:
    """Note which findings are found no more."""
    connection.execute(
        "UPDATE arrival SET changed = ?, state = NULL"
        " WHERE what = 'finding' AND state IS NOT NULL AND id NOT IN (SELECT id FROM finding)",
        (now(),),
    )


def forget_arrivals(connection: Connection) -> None:
    """Take out what is noted of reports, entries and findings that are not in the record any more."""
    for what in ("report", "entry", "finding"):
        connection.execute(f"DELETE FROM arrival WHERE what = ?1 AND id NOT IN (SELECT id FROM {what})", (what,))
