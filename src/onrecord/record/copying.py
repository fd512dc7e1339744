"""A record copied from one store to another, wholly or not at all: from a file to a server, and back."""

from __future__ import annotations

import re
from contextlib import contextmanager
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from onrecord.core.problem import OnRecordError
from onrecord.record.address import Address
from onrecord.record.connect import create_file, understood
from onrecord.record.opening import open_record, place_of
from onrecord.record.server import create_on_server

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from os import PathLike

    from onrecord.record.file import File
    from onrecord.record.port import Connection, Place
    from onrecord.record.server import Server

    Writing = Callable[[Sequence[Any]], None]


class NotForAServer(OnRecordError):
    """A record holds what PostgreSQL cannot."""

    def __init__(self, place: Place, table: str, row: str) -> None:
        super().__init__(
            f"{place}: {table} {row} holds a null character, which no text of PostgreSQL's can. Take it out of the"
            " report's file and build again, or forget the report."
        )


def copy(source: str | PathLike[str] | Address, target: str | PathLike[str] | Address) -> int:
    """Copy a record with all that it holds; the copy has the same content, to the digest.

    Returns:
        How many rows were copied.

    Raises:
        RecordExists: Something lies there already.
        NotForAServer: It holds a null character, and goes to a server.
    """
    place, into = place_of(source), place_of(target)
    count = 0
    with open_record(place) as record:

        def fill_server(server: Server) -> None:
            nonlocal count
            count = _fill(place, record.store, server.copying, checked=True)

        def fill_file(file: File) -> None:
            nonlocal count
            count = _fill(place, record.store, lambda table: _rows_into(file, table), checked=False)

        with understood(place), record.store.at_rest():
            if isinstance(into, Address):
                create_on_server(into, fill_server)
            else:
                create_file(into, fill_file)
    return count


def tables() -> tuple[str, ...]:
    """Return the tables of a record, those that others name before these."""
    schema = files("onrecord.record").joinpath("schema.sql").read_text(encoding="utf-8")
    return tuple(re.findall(r"^CREATE TABLE (\w+)", schema, re.MULTILINE))


def _fill(place: Place, source: Connection, writing: Callable[[str], Any], *, checked: bool) -> int:
    count = 0
    for table in tables():
        with writing(table) as write:
            for row in source.whole(table):
                if checked and any("\0" in value for value in row if isinstance(value, str)):
                    raise NotForAServer(place, table, str(row[0]).replace("\0", ""))
                write(row)
                count += 1
    return count


@contextmanager
def _rows_into(file: File, table: str) -> Iterator[Writing]:
    width = len(file.execute(f"PRAGMA table_info({table})").fetchall())
    sql = f"INSERT INTO {table} VALUES ({','.join('?' * width)})"

    def write(row: Sequence[Any]) -> None:
        file.execute(sql, row)

    yield write
