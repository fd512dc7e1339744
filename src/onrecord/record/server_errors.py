"""What can be wrong with a record on a server: each exception words itself in one sentence, without a password."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.core.problem import OnRecordError
from onrecord.record.errors import (
    RecordBusy,
    RecordClosed,
    RecordDamaged,
    RecordExists,
    RecordFull,
    RecordReadOnly,
)

if TYPE_CHECKING:
    from onrecord.record.address import Address


class ServerAway(OnRecordError):
    """The server cannot be reached, or lets nobody in under this name."""

    def __init__(self, address: Address, why: str) -> None:
        super().__init__(
            f"{address}: the server does not let us in ({why}). See that it runs and that the name may connect; a"
            " password belongs into ~/.pgpass, a service file, or PGPASSWORD."
        )


class NoSuchRecord(OnRecordError):
    """The server has no record of this name."""

    def __init__(self, address: Address) -> None:
        super().__init__(
            f"{address}: the database holds no record of this name. `onrecord copy` makes one of a file, `build"
            " --into` of reports."
        )


class NotItsOwner(OnRecordError):
    """Something was asked that the server does for the owner of a record alone."""

    def __init__(self, address: Address) -> None:
        super().__init__(
            f"{address}: what was to be taken out is out, but pages are written anew for the owner of the record"
            " alone. Let whoever made it run VACUUM FULL."
        )


class NotInUtf8(OnRecordError):
    """A database holds its texts in an encoding that lacks letters."""

    def __init__(self, address: Address, encoding: str) -> None:
        super().__init__(f"{address}: the database is in {encoding}, which lacks letters. Make one in UTF8.")


class NoDriver(OnRecordError):
    """What talks to PostgreSQL is not installed."""

    def __init__(self, address: Address) -> None:
        super().__init__(
            f"{address}: this needs psycopg (LGPL). Install it with: pip install 'onrecord[postgresql]'."
        )


class ServerGone(OnRecordError):
    """The server ended in the middle, or cut the connection."""

    def __init__(self, address: Address, why: str) -> None:
        super().__init__(
            f"{address}: the connection to the server broke off ({why}). What was complete is kept; call again."
        )


class NameTaken(RecordExists):
    """A new record was asked for under a name that the database has."""

    def __init__(self, address: Address) -> None:
        OnRecordError.__init__(
            self,
            f"{address}: the database has a schema of this name already. Name the record otherwise: ?record=NAME.",
        )


class MayNotWrite(RecordReadOnly):
    """Who is connected may only read."""

    def __init__(self, address: Address) -> None:
        OnRecordError.__init__(
            self,
            f"{address}: this record may not be written: it was opened for reading, or the name may only read. Ask"
            " whoever made it for the right to write.",
        )


class TooLong(OnRecordError):
    """A path or a name is longer than an index of PostgreSQL holds."""

    def __init__(self, address: Address, why: str) -> None:
        super().__init__(f"{address}: a path or name is too long for PostgreSQL ({why}). Shorten it.")


# What went wrong by the beginning of its code (SQLSTATE): the longest that fits.
_BY_CODE: dict[str, type[OnRecordError]] = {
    "55P03": RecordBusy, "40P01": RecordBusy,
    "42501": MayNotWrite, "25006": MayNotWrite,
    "53100": RecordFull,
}  # fmt: skip
_WITH_WHY: dict[str, type[OnRecordError]] = {"08": ServerGone, "57P": ServerGone, "54": TooLong}


def in_our_words(code: str, why: str, address: Address) -> OnRecordError:
    """Return what is wrong by the server's code and its words; without a code it is the connection."""
    if code in _BY_CODE:
        return _BY_CODE[code](address)
    if not code:
        return RecordClosed(address, f"{why}.") if "is closed" in why else ServerGone(address, why)
    kind = next((kind for begins, kind in _WITH_WHY.items() if code.startswith(begins)), RecordDamaged)
    return kind(address, why)
