"""Opening a record, and making a new one: in a file, or on a server."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.record.address import Address, address_of, is_address
from onrecord.record.connect import connect, create_file, stands_file, understood
from onrecord.record.makers import keep_maker
from onrecord.record.server import connect_server, create_on_server, stands_on_server, writes_on_server
from onrecord.record.store import Record

if TYPE_CHECKING:
    from os import PathLike

    from onrecord.core.made import MadeBy
    from onrecord.record.port import Connection, Place


def place_of(given: str | PathLike[str] | Address) -> Place:
    """Return where a record lies: a path, or the address of a server."""
    if isinstance(given, Address):
        return given
    return address_of(given) if is_address(given) else Path(given)


def open_record(path: str | PathLike[str] | Address, *, write: bool = False) -> Record:
    """Open a record.

    Args:
        path: Its file, or its address on a server: `postgresql://host/database?record=name`.
        write: Whether it will be written.

    Raises:
        PathNotFound: There is none.
        NotARecord: The file is something else, or a record of another version.
        RecordBusy: Another process holds it.
        ServerAway: The server cannot be reached.
    """
    place = place_of(path)
    with understood(place):
        return Record(_connected(place, write=write), place, write=write)


def create(path: str | PathLike[str] | Address, made_by: MadeBy) -> Record:
    """Make a new, empty record and open it for writing.

    Raises:
        RecordExists: A file lies there, or the server has a record of this name.
    """
    place = place_of(path)
    if isinstance(place, Address):
        create_on_server(place, lambda connection: keep_maker(connection, made_by))
    else:
        create_file(place, lambda connection: keep_maker(connection, made_by))
    return open_record(place, write=True)


def stands(place: Place) -> bool:
    """Say whether something lies there.

    Raises:
        NotARecord: No file can have this name.
        ServerAway: The server cannot be reached.
    """
    return stands_on_server(place) if isinstance(place, Address) else stands_file(place)


def moment_of(place: Place) -> object:
    """Return what is another after each write, and costs little to ask for; None where no record lies."""
    if isinstance(place, Address):
        return writes_on_server(place)
    beside = (place, place.with_name(f"{place.name}-wal"))
    return tuple((one.stat().st_mtime_ns, one.stat().st_size) if one.exists() else None for one in beside)


def _connected(place: Place, *, write: bool) -> Connection:
    if isinstance(place, Address):
        return connect_server(place, write=write)
    return connect(place, write=write)
