"""A digest of all that a record holds: equal for equal content, however it came in."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.record.port import Connection

# The content tables with the columns that order them. Builds and corrections carry times of day; what corrections
# do shows in the entries.
_ORDERED = {
    "report": "id",
    "report_path": "path, report",
    "passage": "report, number",
    "time_expression": "report, number",
    "problem": "path, of_report, number",
    "actor": "id",
    "actor_alias": "actor, number",
    "office": "actor, number",
    "membership": "actor, number",
    "actor_form": "actor, form",
    "report_actor": "report, number",
    "issue": "id",
    "entry": "id",
    "statement": "entry",
    "stance": "entry",
    "event": "entry",
    "citation": "entry, role, number",
    "mention": "entry, role, number",
    "quantity": "entry, number",
    "entry_issue": "entry, number",
    "proposition": "entry, number",
    "pending": "path",
    "finding": "id",
    "finding_report": "finding, number",
    "telling": "finding, number",
}
# Not by which build a report is expected, nor when a finding was confirmed.
_WITHOUT = {"pending": "path", "finding": "id, kind, method, says, sureness, why, confirmed_by, found"}


def content_digest(connection: Connection) -> str:
    """Return the SHA-256 of every row of every content table, in order."""
    digest = hashlib.sha256()
    for table, order in _ORDERED.items():
        digest.update(f"\n{table}\n".encode())
        for row in connection.execute(f"SELECT {_WITHOUT.get(table, '*')} FROM {table} ORDER BY {order}"):
            digest.update(repr(row).encode())
    return digest.hexdigest()
