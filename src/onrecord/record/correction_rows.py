"""Corrections as rows of their table, and back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from onrecord.core.correction import Anchor, Change, Correction, CorrectionKind, Undone
from onrecord.core.identity import entry_id

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from onrecord.record.port import Connection

COLUMNS = 'id, kind, who, made, why, entry, anchor, changes, actor, "into", names, undone_who, undone, undone_why'


def identified(correction: Correction) -> Correction:
    """Return a correction with the id that follows from what it says."""
    row = correction_row(correction)
    marks = [str(value) for value in row[1:11]]
    made_id = entry_id(correction.entry or correction.actor or "", correction.kind.value, *marks)
    return Correction(
        made_id, *(getattr(correction, name) for name in Correction.__dataclass_fields__ if name != "id")
    )


def correction_row(correction: Correction) -> tuple[str | None, ...]:
    """Return the values of `COLUMNS`."""
    anchor, undone = correction.anchor, correction.undone
    return (
        correction.id,
        correction.kind.value,
        correction.who,
        correction.when,
        correction.why,
        correction.entry,
        _json([anchor.report, anchor.path, anchor.kind, anchor.start, anchor.end, anchor.words])
        if anchor
        else None,
        _json([[change.field, change.value, list(change.words)] for change in correction.changes]),
        correction.actor,
        correction.into,
        _json(list(correction.names)),
        *((undone.who, undone.when, undone.why) if undone else (None, None, None)),
    )


def correction_of(row: Sequence[Any]) -> Correction:
    """Return the correction of the values of `COLUMNS`."""
    key, kind, who, made, why, entry, anchor, changes, actor, into, names, *undone = row
    return Correction(
        key,
        CorrectionKind(kind),
        who,
        made,
        why,
        entry,
        Anchor(*json.loads(anchor)) if anchor else None,
        tuple(Change(field, value, tuple(words)) for field, value, words in json.loads(changes)),
        actor,
        into,
        tuple(json.loads(names)),
        Undone(*undone) if undone[1] else None,
    )


def insert(connection: Connection, correction: Correction) -> bool:
    """Write a correction; return whether it was not there yet."""
    anchor = correction.anchor
    row = (*correction_row(correction), anchor.report if anchor else None, anchor.path if anchor else None)
    return (
        connection.execute(
            f"INSERT OR IGNORE INTO correction ({COLUMNS}, anchor_report, anchor_path)"
            f" VALUES ({','.join('?' * len(row))})",
            row,
        ).rowcount
        > 0
    )


def corrections_where(connection: Connection, test: str, *values: object) -> Iterator[Correction]:
    """Yield the corrections that meet a condition, oldest first."""
    for row in connection.execute(f"SELECT {COLUMNS} FROM correction WHERE {test} ORDER BY made, id", values):
        yield correction_of(row)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
