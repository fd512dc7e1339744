"""A record that an earlier onrecord made, in a form of then: brought up, a copy beside it, with its corrections.

What was extracted is extracted anew from the reports; what people corrected cannot be, and is carried over.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from secrets import token_hex
from typing import TYPE_CHECKING, NamedTuple

from onrecord.record.connect import APPLICATION_ID, SCHEMA_VERSION, understood
from onrecord.record.correction_rows import COLUMNS, correction_of
from onrecord.record.correction_text import corrections_as_text
from onrecord.record.errors import RecordExists
from onrecord.record.opening import create

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from onrecord.core.made import MadeBy

_MAGIC = b"SQLite format 3\0"


class BroughtUp(NamedTuple):
    """What became of a record of an older form.

    Attributes:
        form: The version of its form.
        copy: Where it lies now, as it was.
        corrections: How many corrections were carried over; they find their entries as the reports come in.
        paths: Where its reports lay.
    """

    form: int
    copy: Path
    corrections: int
    paths: tuple[str, ...]


def older_form(path: Path) -> int | None:
    """Return the version of an older record's form; None for a record of this form, and for what is none."""
    with path.open("rb") as file:
        head = file.read(100)
    if not head.startswith(_MAGIC) or int.from_bytes(head[68:72], "big") != APPLICATION_ID:
        return None
    form = int.from_bytes(head[60:64], "big")
    return form if 0 < form < SCHEMA_VERSION else None


def bring_up(path: Path, made_by: MadeBy) -> BroughtUp:
    """Lay a copy of an older record beside it, and put an empty one with its corrections in its place.

    Until the last step the old one lies untouched under its name.

    Raises:
        RecordBusy: Another process has it open.
        RecordDamaged: It cannot be read.
    """
    form = older_form(path) or 0
    copy = _free(path.with_name(f"{path.name}.form-{form}"))
    with understood(path), closing(sqlite3.connect(path, isolation_level=None, timeout=1.0)) as old:
        old.execute("PRAGMA journal_mode = DELETE")
        columns = _columns(old)
        rows = old.execute(f"SELECT {', '.join(columns)} FROM correction ORDER BY made, id").fetchall()
        kept = [correction_of(row) for row in rows]
        former = _former(old)
        paths = tuple(one for (one,) in old.execute("SELECT path FROM report WHERE NOT retired ORDER BY path"))
        with closing(sqlite3.connect(copy)) as target:
            old.backup(target)
    draft = path.with_name(f".{path.name[:100]}.{token_hex(8)}.part")
    try:
        with create(draft, made_by) as record:
            count = record.corrections.take_in(corrections_as_text(kept))
        with closing(sqlite3.connect(draft)) as new, new:
            new.executemany("INSERT INTO former_finding (former, finding) VALUES (?, ?)", former)
        draft.replace(path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    return BroughtUp(form, copy, count, paths)


def _columns(old: sqlite3.Connection) -> Sequence[str]:
    """Return the columns of corrections as an older record has them; of what it lacks nothing."""
    known = {row[1] for row in old.execute("PRAGMA table_info(correction)")}
    asked = COLUMNS.split(", ")
    return [column if column.strip('"') in known else f"NULL AS {column}" for column in asked]


def _former(old: sqlite3.Connection) -> list[tuple[str, str]]:
    """Return the ids under which findings were cited, with those that they had when the record was made."""
    known = {row[1] for row in old.execute("PRAGMA table_info(former_finding)")}
    return old.execute("SELECT former, finding FROM former_finding").fetchall() if known else []


def _free(path: Path) -> Path:
    """Return the first name, this or one with a number, under which nothing lies."""
    for number in range(1, 1000):
        found = path if number == 1 else path.with_name(f"{path.name}-{number}")
        if not found.exists():
            return found
    raise RecordExists(path)
