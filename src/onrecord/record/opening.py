"""Opening a record, and making a new one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.record.connect import connect, create_file, understood
from onrecord.record.makers import keep_maker
from onrecord.record.store import Record

if TYPE_CHECKING:
    from os import PathLike

    from onrecord.core.made import MadeBy


def open_record(path: str | PathLike[str], *, write: bool = False) -> Record:
    """Open a record.

    Raises:
        PathNotFound: There is no such file.
        NotARecord: The file is something else, or a record of another version.
        RecordBusy: Another process holds it.
    """
    place = Path(path)
    with understood(place):
        return Record(connect(place, write=write), place, write=write)


def create(path: str | PathLike[str], made_by: MadeBy) -> Record:
    """Make a new, empty record and open it for writing.

    Raises:
        RecordExists: A file lies there.
    """
    place = Path(path)
    create_file(place, lambda connection: keep_maker(connection, made_by))
    return open_record(place, write=True)
