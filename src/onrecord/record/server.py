"""A record on a PostgreSQL server: opening it, making one, its errors in the reader's words, turns at writing.

The only file that knows psycopg. Every value goes as text whose type the server infers from where it stands, as
SQLite infers it; truth comes back as 1 and 0, as SQLite has it, so that all that reads rows is the same for both.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from onrecord.record.connect import SCHEMA_VERSION
from onrecord.record.dialect import translated
from onrecord.record.errors import NotARecord
from onrecord.record.server_errors import (
    NameTaken,
    NoDriver,
    NoSuchRecord,
    NotInUtf8,
    NotItsOwner,
    ServerAway,
    in_our_words,
)
from onrecord.record.server_schema import finishing, making
from onrecord.record.server_words import ServerWords

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    import psycopg

    from onrecord.record.address import Address

WAIT_SECONDS = 5.0
CONNECT_SECONDS = 10
_AT_ONCE = 5000


class Server:
    """A record on a server that is open."""

    def __init__(self, connection: psycopg.Connection, address: Address) -> None:
        self._connection = connection
        self.address = address
        self.words = ServerWords(self)

    @property
    def in_transaction(self) -> bool:
        """Whether a write has begun that has not ended."""
        return self._connection.info.transaction_status != 0

    def execute(self, sql: str, values: Sequence[Any] | Mapping[str, Any] = (), /) -> psycopg.Cursor[Any]:
        """Run one statement of SQLite's."""
        told = translated(sql)
        with _worded(self.address):
            return self._connection.execute(told.sql.encode(), told.of(values))

    def executemany(self, sql: str, rows: Iterable[Sequence[Any]], /) -> psycopg.Cursor[Any]:
        """Run one statement of SQLite's for each of some rows."""
        told = translated(sql)
        cursor = self._connection.cursor()
        with _worded(self.address):
            cursor.executemany(told.sql.encode(), [told.of(row) for row in rows])
        return cursor

    def own(self, sql: str, values: Sequence[Any] = ()) -> psycopg.Cursor[Any]:
        """Run one statement of PostgreSQL's own."""
        with _worded(self.address):
            return self._connection.execute(sql.encode(), list(values) or None)

    @contextmanager
    def copying(self, table: str) -> Iterator[Callable[[Sequence[Any]], None]]:
        """Yield what writes rows into a table, many at a time."""
        with _worded(self.address), self._connection.cursor().copy(f"COPY {table} FROM STDIN".encode()) as copy:
            yield copy.write_row

    def begin(self) -> None:
        """Begin a write: one at a time, others wait for their turn, readers wait for nobody.

        Raises:
            RecordBusy: It took too long to be one's turn.
            MayNotWrite: This name may only read.
        """
        self.own("BEGIN")
        try:
            self.own("LOCK TABLE record_form IN EXCLUSIVE MODE")
        except BaseException:
            self.own("ROLLBACK")
            raise

    def commit(self) -> None:
        """End a write: the words of what is new go into the index with it."""
        self.words.catch_up()
        self.own("UPDATE record_form SET writes = writes + 1")
        self.own("COMMIT")

    def rollback(self) -> None:
        """End a write: nothing of it is in."""
        if not self._connection.closed:
            self.own("ROLLBACK")

    def whole(self, table: str) -> Iterator[Sequence[Any]]:
        """Yield all rows of a table, some thousands at a time in memory; within `at_rest` alone."""
        self.own(f"DECLARE whole NO SCROLL CURSOR FOR SELECT * FROM {table}")
        while rows := self.own(f"FETCH {_AT_ONCE} FROM whole").fetchall():
            yield from rows
        self.own("CLOSE whole")

    @contextmanager
    def at_rest(self) -> Iterator[None]:
        """Read what the block reads as it all stands at its beginning; a write sees what it has written."""
        if self.in_transaction:
            yield
            return
        self.own("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        try:
            yield
        finally:
            self.rollback()

    def defer_keys(self) -> None:
        """Let rows go before those that name them, until the write ends."""
        self.own("SET CONSTRAINTS ALL DEFERRED")

    def tidy(self) -> None:
        """Let the server count anew what the tables hold: without that it reads whole ones for a few rows."""
        for table in _tables(self):
            self.own(f'ANALYZE "{table}"')

    def purge(self) -> bool:
        """Write all anew from what is left; nobody else sees what was there before.

        Raises:
            NotItsOwner: The record was made by somebody else, and the server would leave it as it is.
        """
        owner = "SELECT pg_has_role(nspowner, 'USAGE') FROM pg_namespace WHERE nspname = $1"
        if not self.own(owner, [self.address.schema]).fetchall()[0][0]:
            raise NotItsOwner(self.address)
        for table in _tables(self):
            self.own(f'VACUUM (FULL, ANALYZE) "{table}"')
        return False

    def holding(self, stretches: Iterable[str]) -> tuple[str, ...]:
        """Return those of some stretches of text that stand in a row; log and backups are the server's own."""
        rows = [f'SELECT 1 FROM "{table}" AS one WHERE strpos(one::text, $1) > 0' for table in _tables(self)]
        asked = f"SELECT EXISTS ({' UNION ALL '.join(rows)})"
        return tuple(one for one in stretches if self.own(asked, [one]).fetchone()[0])  # type: ignore[index]

    def shut(self, *, write: bool) -> None:
        """Close the connection."""
        del write
        self._connection.close()


def connect_server(address: Address, *, write: bool) -> Server:
    """Open a record on a server.

    Raises:
        ServerAway: It cannot be reached, or lets nobody in under this name.
        NoSuchRecord: There is none of this name.
        NotARecord: The record is of another version.
    """
    server = _connected(address)
    try:
        _check(server)
        if not write:
            server.own("SET default_transaction_read_only = on")
    except BaseException:
        server.shut(write=False)
        raise
    return server


def create_on_server(address: Address, fill: Callable[[Server], object]) -> None:
    """Make a record on a server, and let `fill` write what every record holds: all of it at once, or nothing.

    Raises:
        NameTaken: The server has a schema of this name.
        MayNotWrite: This name may make none there.
        NotInUtf8: The database is in another encoding.
    """
    server = _connected(address)
    try:
        if server.own("SELECT 1 FROM pg_namespace WHERE nspname = $1", [address.schema]).fetchone():
            raise NameTaken(address)
        encoding = server.own("SHOW server_encoding").fetchall()[0][0]
        if encoding != "UTF8":
            raise NotInUtf8(address, encoding)
        server.own("BEGIN")
        server.own(f'CREATE SCHEMA "{address.schema}"')
        for statement in making(SCHEMA_VERSION):
            server.own(statement)
        fill(server)
        server.own("SET CONSTRAINTS ALL IMMEDIATE")  # no index is made while rows wait to be checked
        for statement in finishing():
            server.own(statement)
        server.words.rebuild()
        server.tidy()
        server.own("COMMIT")
    finally:
        server.shut(write=True)


def stands_on_server(address: Address) -> bool:
    """Say whether a record of this name is on the server.

    Raises:
        ServerAway: It cannot be reached.
    """
    server = _connected(address)
    try:
        return _form(server) is not None
    finally:
        server.shut(write=False)


def writes_on_server(address: Address) -> int:
    """Return how many writes a record has seen."""
    server = _connected(address)
    try:
        _check(server)
        return int(server.own("SELECT writes FROM record_form").fetchall()[0][0])
    finally:
        server.shut(write=False)


def _connected(address: Address) -> Server:
    try:
        import psycopg
        from psycopg.adapt import Loader
    except ImportError:
        raise NoDriver(address) from None

    class AsNumber(Loader):
        """Truth as SQLite has it."""

        def load(self, data: Any) -> int:
            return int(bytes(data) == b"t")

    class AsWritten(Loader):
        """JSON as text."""

        def load(self, data: Any) -> str:
            return bytes(data).decode()

    try:
        connection = psycopg.connect(
            address.target,
            autocommit=True,
            cursor_factory=psycopg.RawCursor,
            connect_timeout=CONNECT_SECONDS,
            application_name="onrecord",
        )
    except psycopg.Error as error:
        raise ServerAway(address, _first_line(error)) from None
    connection.adapters.register_loader("bool", AsNumber)
    connection.adapters.register_loader("json", AsWritten)
    server = Server(connection, address)
    settings = {
        "search_path": address.schema,
        "lock_timeout": f"{WAIT_SECONDS:g}s",
        "jit": "off",  # it takes longer to translate our questions than to answer them
        # A plan that is kept is made without the words that are asked for: as slow for all as for the rarest.
        "plan_cache_mode": "force_custom_plan",
        "client_min_messages": "error",
    }
    server.own("; ".join(f"SET {name} = '{value}'" for name, value in settings.items()))
    return server


def _form(server: Server) -> int | None:
    there = server.own(
        "SELECT 1 FROM pg_tables WHERE schemaname = $1 AND tablename = 'record_form'", [server.address.schema]
    ).fetchone()
    row = server.own("SELECT version FROM record_form").fetchone() if there else None
    return int(row[0]) if row else None


def _check(server: Server) -> None:
    form = _form(server)
    if form is None:
        raise NoSuchRecord(server.address)
    if form != SCHEMA_VERSION:
        why = f"its form is version {form}, this onrecord reads version {SCHEMA_VERSION}"
        then = "Copy it into a file with the onrecord that made it, bring that up with `build`, and copy it back."
        raise NotARecord(server.address, why, then)


def _tables(server: Server) -> list[str]:
    rows = server.own("SELECT tablename FROM pg_tables WHERE schemaname = $1 ORDER BY 1", [server.address.schema])
    return [str(table) for (table,) in rows]


@contextmanager
def _worded(address: Address) -> Iterator[None]:
    """Turn the server's errors into ours."""
    import psycopg

    try:
        yield
    except psycopg.Error as error:
        raise in_our_words(error.sqlstate or "", _first_line(error), address) from error


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0].rstrip(".")
