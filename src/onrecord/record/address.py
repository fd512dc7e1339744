"""The address of a record on a PostgreSQL server: read, checked, and never with a password in it.

`postgresql://host:port/database?record=name`, as libpq takes it; `record` names the schema that holds the record,
`onrecord` where none is named. A password in an address would be seen by everybody who lists the processes of the
machine, and stay in the shell's history: it is refused, and taken from where libpq looks for it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import parse_qsl, quote, unquote, urlencode

from onrecord.core.problem import OnRecordError

if TYPE_CHECKING:
    from os import PathLike

SCHEMES = ("postgresql://", "postgres://")
USUAL = "onrecord"  # the schema of a record that has no name

_NAME = re.compile(r"(?!pg_)[a-z_][a-z0-9_]{0,62}")
_PARTS = re.compile(
    r"(?P<who>(?:[^/?#]*@)?)"
    r"(?P<host>(?:\[[\w:.]*\]|[\w.-]|%\w\w)*(?::\d*)?(?:,(?:[\w.-]|%\w\w)*(?::\d*)?)*)"
    r"(?:/(?P<database>[^?#@]*))?(?:\?(?P<asked>[^#]*))?"
)
_SECRET = ("password", "sslpassword", "passfile")


class NoAddress(OnRecordError):
    """An address names no record on a server."""

    def __init__(self, shown: str, why: str) -> None:
        super().__init__(f"{shown}: {why}. Write it as postgresql://host/database?record=name.")


class PasswordInAddress(OnRecordError):
    """An address holds a password, which others can see."""

    def __init__(self, shown: str) -> None:
        super().__init__(
            f"{shown}: the address holds a password, which everybody on this machine can read in the list of"
            " processes. Leave it out; put it in ~/.pgpass, in a service file, or in PGPASSWORD."
        )


@dataclass(frozen=True, slots=True)
class Address:
    """Where a record lies on a server.

    Attributes:
        shown: As it is written and shown; without a password.
        target: What libpq is given.
        schema: The schema that holds the record.
        database: Name of the database; empty where libpq chooses it.
    """

    shown: str
    target: str
    schema: str
    database: str

    def __str__(self) -> str:
        return self.shown

    @property
    def name(self) -> str:
        """What the record is called: by its own name, else by its database."""
        return self.schema if self.schema != USUAL or not self.database else self.database

    @property
    def stem(self) -> str:
        """The same: a server's record has no ending."""
        return self.name

    @property
    def file(self) -> Path:
        """Where a file of this record would lie: what belongs beside it lies in the current folder."""
        return Path(f"{self.name}.db")


def is_address(given: object) -> bool:
    """Say whether a record is named by an address of a server.

    >>> is_address("postgresql://localhost/disputes"), is_address("nile.db")
    (True, False)
    """
    return isinstance(given, Address) or (isinstance(given, str) and given.startswith(SCHEMES))


def address_of(given: str | PathLike[str]) -> Address:
    """Return an address as it is written.

    Raises:
        PasswordInAddress: It holds one.
        NoAddress: It is none, or the record's name cannot be one.

    >>> address_of("postgresql://db.example/disputes?record=nile").schema
    'nile'
    """
    scheme, _, rest = str(given).partition("://")
    found = _PARTS.fullmatch(rest)
    if not found or f"{scheme}://" not in SCHEMES:
        raise NoAddress(f"{scheme}://…", "this is no address of a record, or holds a password with odd marks")
    user, colon, _ = found["who"].rstrip("@").partition(":")
    database = unquote(found["database"] or "")
    asked = _asked(found["asked"] or "")
    named = [("record", asked.schema)] if asked.schema != USUAL else []
    shown = _written(user, found["host"], database, asked.kept + named)
    if colon or asked.secret:
        raise PasswordInAddress(shown)
    if not _NAME.fullmatch(asked.schema):
        why = f"'{asked.schema}' cannot name a record: small letters, digits and _, no more than 63"
        raise NoAddress(shown, why)
    return Address(shown, _written(user, found["host"], database, asked.kept), asked.schema, database)


class _Asked(NamedTuple):
    """What an address asks: of libpq, the name of the record, and whether a password stands there."""

    kept: list[tuple[str, str]]
    schema: str
    secret: bool


def _asked(query: str) -> _Asked:
    pairs = parse_qsl(query, keep_blank_values=True)
    kept = [(key, value) for key, value in pairs if key.lower() not in {*_SECRET, "record"}]
    schema = next((value for key, value in pairs if key == "record"), USUAL)
    return _Asked(kept, schema, any(key.lower() in _SECRET for key, _ in pairs))


def _written(user: str, host: str, database: str, asked: list[tuple[str, str]]) -> str:
    query = urlencode(asked, safe="/,.", quote_via=quote)
    return (
        "postgresql://"
        + (f"{user}@" if user else "")
        + host
        + f"/{quote(database)}"
        + (f"?{query}" if query else "")
    )
