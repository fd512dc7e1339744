"""Opening the file: SQLite as the record needs it, its errors in the reader's words, transactions.

Write-ahead logging keeps the record readable while a build writes and after one is killed; whoever wrote puts all
back into the one file, so that reading leaves nothing beside it. The schema's version
stands in the file's own header (`user_version`), with a mark that it is a record (`application_id`).
"""

from __future__ import annotations

import os
import re
import sqlite3
import tempfile
from contextlib import closing, contextmanager, suppress
from functools import lru_cache
from importlib.resources import files
from secrets import token_hex
from typing import TYPE_CHECKING
from urllib.parse import quote

from onrecord.core.problem import PathNotFound
from onrecord.record.errors import (
    NotARecord,
    NotText,
    RecordBusy,
    RecordClosed,
    RecordDamaged,
    RecordExists,
    RecordFull,
    RecordReadOnly,
)
from onrecord.record.file import File

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from onrecord.record.port import Connection

APPLICATION_ID = 0x6F6E7265  # "onre"
SCHEMA_VERSION = 8
# What SQLite cannot hold in memory goes where temporary files go, and not, with words of reports, into /var/tmp.
os.environ.setdefault("SQLITE_TMPDIR", tempfile.gettempdir())
BUSY_SECONDS = 5.0
LOG_PAGES = 4000  # how much is written before it is taken from the log into the file itself
CACHE_KIB = 32 * 1024
# Tables that the index of words keeps for itself; how they are made is SQLite's own.
_OF_THE_INDEX = re.compile(r"(?:report|entry)_search_(?:data|idx|docsize|config|content)")
_COMMENT = re.compile(r"--[^\n]*")
_WHITE = re.compile(r"\s+")

_ILL_FORMED = (ValueError, KeyError, TypeError, IndexError, AttributeError, OverflowError, RecursionError)
# How the logs that SQLite lays beside a file begin.
_LOGS = {
    "-wal": (b"\x37\x7f\x06\x82", b"\x37\x7f\x06\x83"),
    "-shm": (b"\x18\xe2\x2d\x00", b"\x00\x2d\xe2\x18", bytes(8)),
    "-journal": (b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7", bytes(8)),
}
_FULL = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR}
_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}


def create_file(path: Path, fill: Callable[[File], object]) -> None:
    """Make a record and let `fill` write what every record holds."""
    with _new_file(path) as connection:
        connection.execute("PRAGMA journal_mode = MEMORY")
        connection.executescript(f"BEGIN; {_schema()}")
        fill(connection)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        connection.execute("COMMIT")


def copy_file(path: Path, into: Path, change: Callable[[File], int]) -> int:
    """Write a changed copy of a record; nothing of what was changed is left in its pages.

    Returns:
        What the change returned.
    """
    with closing(connect(path, write=False)) as source, _new_file(into) as connection:
        source.backup(connection)
        connection.execute("BEGIN")
        changed = change(connection)
        connection.execute("COMMIT")
        connection.execute("VACUUM")
    return changed


@contextmanager
def _new_file(path: Path) -> Iterator[File]:
    """Yield a new file, which appears under its name only when it is whole, so that no half one is ever met.

    Raises:
        RecordExists: A file lies there.
        PathNotFound: There is no such folder.
    """
    if stands_file(path):
        raise RecordExists(path)
    if not path.parent.is_dir():
        raise PathNotFound(path.parent)
    _no_log_beside(path)
    with worded(path):
        draft = path.with_name(f".{path.name[:100]}.{token_hex(8)}.part")
        connection = sqlite3.connect(draft, isolation_level=None, factory=File)
        try:
            yield connection
            connection.execute("PRAGMA journal_mode = DELETE")
        except BaseException:
            connection.close()
            draft.unlink(missing_ok=True)
            raise
        connection.close()
        draft.replace(path)


def stands_file(path: Path) -> bool:
    """Say whether something lies there.

    Raises:
        NotARecord: No file can have this name.
    """
    try:
        os.lstat(path)
    except FileNotFoundError:
        return False
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise NotARecord(path, f"no file can have this name ({why.lower()})") from error
    return True


def _no_log_beside(path: Path) -> None:
    """Take away SQLite's logs of a file that is gone: they would be played back into the new one.

    Raises:
        RecordExists: Something else lies under the name of a log, and is not ours to delete.
    """
    for end, marks in _LOGS.items():
        log = path.with_name(path.name + end)
        with suppress(FileNotFoundError):
            with log.open("rb") as opened:
                opening = opened.read(8)
            if opening and not opening.startswith(marks):
                raise RecordExists(log)
            log.unlink()


def connect(path: Path, *, write: bool, wait: float = BUSY_SECONDS) -> File:
    """Open a record.

    Raises:
        PathNotFound: There is no such file.
        NotARecord: The file is something else, or its schema is of another version.
        RecordBusy: Another process holds it.
    """
    if not stands_file(path):
        raise PathNotFound(path)
    if not path.is_file():
        raise NotARecord(path, "it is no plain file")
    with worded(path):
        connection = _open(path, "rw" if write else "ro", wait)
        try:
            _check(connection, path)
        except sqlite3.OperationalError as error:
            connection.close()
            if write or _primary(error) in _BUSY or _log_of(path).exists():
                raise
            # A folder that may not be written holds no shared memory: nobody writes there, so read the file as is.
            connection = _open(path, "ro&immutable=1", wait)
            _check(connection, path)
        except BaseException:
            connection.close()
            raise
        if write:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute(f"PRAGMA wal_autocheckpoint = {LOG_PAGES}")
            connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
        return connection


@contextmanager
def worded(path: object) -> Iterator[None]:
    """Turn SQLite's errors into ours."""
    try:
        yield
    except sqlite3.Error as error:
        raise _in_our_words(error, path) from error
    except PermissionError as error:
        raise RecordReadOnly(path) from error
    except OSError as error:
        raise RecordFull(path) from error


@contextmanager
def understood(path: object) -> Iterator[None]:
    """Turn SQLite's errors into ours, and those of rows that no onrecord wrote: a word that is no act, say.

    Raises:
        NotText: The caller asks for words that no text can hold.
        RecordDamaged: A row cannot be what it says.
    """
    with worded(path):
        try:
            yield
        except UnicodeEncodeError as error:
            raise NotText(str(error.object)) from error
        except _ILL_FORMED as error:
            raise RecordDamaged(path, f"it holds a row that no onrecord wrote: {error}") from error


@contextmanager
def transaction(connection: Connection, path: object) -> Iterator[None]:
    """Run one write: all of it goes in, or nothing does. One inside another goes in with it, if it goes well."""
    if connection.in_transaction:
        with _inside(connection):
            yield
        return
    with worded(path):
        connection.begin()
        try:
            yield
            connection.commit()
        except BaseException:
            connection.rollback()
            raise


@contextmanager
def _inside(connection: Connection) -> Iterator[None]:
    """Run a write inside another one: where it fails it leaves nothing, and the other may go on."""
    connection.execute("SAVEPOINT inside")
    try:
        yield
    except BaseException:
        if connection.in_transaction:  # SQLite itself rolls all back when the disk is full
            connection.execute("ROLLBACK TO inside")
            connection.execute("RELEASE inside")
        raise
    connection.execute("RELEASE inside")


def _open(path: Path, mode: str, wait: float) -> File:
    address = f"file:{quote(str(path.absolute()), errors='surrogateescape')}?mode={mode}"
    connection = sqlite3.connect(address, uri=True, isolation_level=None, timeout=wait, factory=File)
    connection.row_factory = _Rows()
    connection.execute("PRAGMA foreign_keys = ON")
    connection.create_function("fold", 1, _fold, deterministic=True)
    return connection


def _check(connection: sqlite3.Connection, path: Path) -> None:
    mark = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if mark != APPLICATION_ID:
        raise NotARecord(path)
    if version != SCHEMA_VERSION:
        why = f"its form is version {version}, this onrecord reads version {SCHEMA_VERSION}"
        older = f"`onrecord build` with its reports and --into {path} brings it up, and lays a copy beside it."
        newer = "Build it anew from its reports into another file, or open it with the onrecord that made it."
        raise NotARecord(path, why, older if version < SCHEMA_VERSION else newer)
    if strange := form_of(connection) ^ _own_form():
        raise RecordDamaged(path, f"its tables are not those of a record, as '{min(strange)[0]}'")


def form_of(connection: sqlite3.Connection) -> frozenset[tuple[str, str]]:
    """Return the tables, views and triggers of a file as they were made; those that SQLite adds by name alone.

    A view or a trigger of another's making could run for ever, or change what a correction says.
    """
    rows = connection.execute(
        "SELECT name, type, coalesce(sql, '') FROM sqlite_schema WHERE name NOT LIKE 'sqlite%'"
    )
    return frozenset(
        (name, kind if _OF_THE_INDEX.fullmatch(name) else _WHITE.sub(" ", _COMMENT.sub("", sql)))
        for name, kind, sql in rows
    )


@lru_cache(maxsize=1)
def _own_form() -> frozenset[tuple[str, str]]:
    """Return the same of a record as this onrecord makes it."""
    with closing(sqlite3.connect(":memory:")) as empty:
        empty.executescript(_schema())
        return form_of(empty)


def _schema() -> str:
    return files("onrecord.record").joinpath("schema.sql").read_text(encoding="utf-8")


class _Rows:
    """Returns rows as they are, if they hold no bytes, which no column does, and words in no column of numbers.

    A hundred thousand entries are a million rows: which columns hold numbers is looked up once a statement.
    """

    def __init__(self) -> None:
        self._columns: object = None
        self._numbers: tuple[tuple[int, frozenset[type]], ...] = ()

    def __call__(self, cursor: sqlite3.Cursor, row: tuple[object, ...]) -> tuple[object, ...]:
        if cursor.description is not self._columns:
            self._columns = cursor.description
            self._numbers = _numbers_in(tuple(column[0] for column in cursor.description))
        types = tuple(map(type, row))
        if bytes in types:
            raise ValueError("bytes where words should be")
        for place, fitting in self._numbers:
            if types[place] not in fitting:
                raise ValueError(f"'{row[place]}' where a number should be")
        return row


@lru_cache(maxsize=512)
def _numbers_in(names: tuple[str, ...]) -> tuple[tuple[int, frozenset[type]], ...]:
    """Return which of some columns hold numbers, each with the types that its values may have."""
    known = _numeric_columns()
    return tuple((place, known[name]) for place, name in enumerate(names) if name in known)


@lru_cache(maxsize=1)
def _numeric_columns() -> dict[str, frozenset[type]]:
    """Return the names that only columns of numbers have, as the tables are made."""
    fitting: dict[str, frozenset[type]] = {
        "INTEGER": frozenset((int, type(None))),
        "REAL": frozenset((int, float, type(None))),
    }
    with closing(sqlite3.connect(":memory:")) as empty:
        empty.executescript(_schema())
        tables = empty.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '%search%'")
        columns = {
            (name, kind)
            for (table,) in tables.fetchall()
            for _, name, kind, *_ in empty.execute(f"PRAGMA table_info({table})")
        }
    words = {name for name, kind in columns if kind not in fitting}
    return {name: fitting[kind] for name, kind in columns if name not in words}


def _log_of(path: Path) -> Path:
    return path.with_name(path.name + "-wal")


def _primary(error: sqlite3.Error) -> int:
    """Return SQLite's own code of an error, without what it adds to it; 0 where there is none."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def _in_our_words(error: sqlite3.Error, path: object) -> Exception:
    code = _primary(error)
    if code in _FULL:
        return RecordFull(path)
    if code in _BUSY:
        return RecordBusy(path)
    if code in {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM}:
        return RecordReadOnly(path)
    if code == sqlite3.SQLITE_NOTADB:
        return NotARecord(path)
    if isinstance(error, sqlite3.ProgrammingError):
        return RecordClosed(path, str(error))
    return RecordDamaged(path, str(error))


def _fold(text: str | None) -> str | None:
    return text.casefold() if text is not None else None
