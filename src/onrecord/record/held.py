"""What comparing reads of the record: reports with their times and entries, some or all; and what it hangs on.

A print says on what the content of a report hangs. Equal print, equal content: who has read the one need not read
it again.
"""

from __future__ import annotations

import hashlib
import json
from itertools import islice
from secrets import token_hex
from typing import TYPE_CHECKING

from onrecord.core.extraction import Content
from onrecord.record.adding import fallen_short
from onrecord.record.loading import HEADER, load_entries, load_report, load_times

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from onrecord.record.port import Connection

CHUNK = 25  # reports whose entries are in memory as rows at one time


def prints(connection: Connection) -> dict[str, str]:
    """Return the print of each current report, by id.

    The entries of a report follow from its text (its id), its head, and what read it, and from what people
    corrected. A report of which entries are corrected by hand is read each time: what an edit makes of an entry
    hangs on more of the record.
    """
    short = fallen_short(connection)
    by_hand = _corrections(connection)
    edited = {
        report
        for (report,) in connection.execute(
            "SELECT DISTINCT entry.report FROM correction JOIN entry ON entry.id = correction.applies_to"
        )
    }
    rows = connection.execute(f"SELECT {HEADER}, format, made_by FROM report WHERE NOT retired")
    return {row[0]: token_hex(8) if row[0] in edited else repr((*row, row[0] in short, by_hand)) for row in rows}


def _corrections(connection: Connection) -> str:
    """Return a digest of all corrections and of what they apply to."""
    digest = hashlib.sha256()
    for row in connection.execute("SELECT id, undone, applies_to, problem FROM correction ORDER BY id"):
        digest.update(repr(row).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def contents(connection: Connection, among: Iterable[str] | None = None) -> Iterator[Content]:
    """Yield what the record holds of the current reports, or of some of them, by id."""
    rows = connection.execute("SELECT id FROM report WHERE NOT retired ORDER BY id").fetchall()
    wanted = None if among is None else frozenset(among)
    current = iter([key for (key,) in rows if wanted is None or key in wanted])
    while chunk := list(islice(current, CHUNK)):
        with connection.at_rest():  # an entry is many rows: none of them is another's who corrects it meanwhile
            found = list(_contents(connection, chunk))
        yield from found


def _contents(connection: Connection, reports: list[str]) -> Iterator[Content]:
    rows = connection.execute(
        "SELECT report, id FROM entry WHERE report IN (SELECT value FROM json_each(?)) AND NOT retired"
        " AND standing NOT IN ('rejected', 'extracted form') ORDER BY report, start, number, id",
        (json.dumps(reports),),
    ).fetchall()
    loaded = load_entries(connection, [key for _, key in rows])
    entries = dict(zip((key for _, key in rows), loaded, strict=True))
    for report in reports:
        own = tuple(entries[key] for of, key in rows if of == report)
        yield Content(load_report(connection, report), load_times(connection, report), own)
