"""A PostgreSQL server for the tests: started as its own user on a socket in a folder, and stopped afterwards."""

from __future__ import annotations

import getpass
import os
import re
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Iterator

USER = "postgres"  # whom Debian's package makes; the server refuses root
# A server that is thrown away needs not outlive a power cut.
SETTINGS = (
    *("listen_addresses=''", "fsync=off", "synchronous_commit=off", "full_page_writes=off"),
    *("max_connections=60", "autovacuum=off", "shared_buffers=64MB"),
)
_NUMBER = count()


def programs() -> Path | None:
    """Return the folder with the newest server's programs; None where none is installed."""
    if os.name != "posix":
        return None
    found = [*Path("/usr/lib/postgresql").glob("*/bin/initdb"), *map(Path, filter(None, [shutil.which("initdb")]))]
    newest = sorted(found, key=lambda path: [int(number) for number in re.findall(r"\d+", str(path))])
    return newest[-1].resolve().parent if newest else None


@contextmanager
def running(programs: Path) -> Iterator[Server]:
    """Yield a server that runs, with an empty database."""
    folder = Path(tempfile.mkdtemp(prefix="onrecord-pg-", dir="/tmp"))  # the name of a socket is short
    data, log = folder / "data", folder / "log"
    as_root = os.geteuid() == 0
    if as_root:
        shutil.chown(folder, USER)

    def run(program: str, *given: str) -> None:
        command = [str(programs / program), *given]
        subprocess.run(
            ["runuser", "-u", USER, "--", *command] if as_root else command,
            check=True, capture_output=True, cwd=folder, timeout=60,
        )  # fmt: skip

    try:
        run("initdb", "-D", str(data), "-U", "owner", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        options = " ".join(f"-c {one}" for one in (*SETTINGS, f"unix_socket_directories={folder}"))
        run("pg_ctl", "-D", str(data), "-l", str(log), "-o", options, "-w", "start")
        try:
            yield Server(folder)
        finally:
            run("pg_ctl", "-D", str(data), "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


class Server:
    """A server on a socket in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def address(self, record: str | None = None, *, user: str = "owner") -> str:
        """Return the address of a record; of one that nobody has asked for yet, if none is named."""
        name = record or f"r{next(_NUMBER)}_{getpass.getuser()}".lower()
        return f"postgresql://{user}@/postgres?host={quote(str(self.folder), safe='/')}&record={name}"

    def run(self, sql: str) -> None:
        """Run statements as the owner."""
        import psycopg

        with psycopg.connect(f"host={self.folder} user=owner dbname=postgres", autocommit=True) as connection:
            connection.execute(sql.encode())
