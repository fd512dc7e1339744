"""Archives (ZIP) that documents come in: their members by name, none bigger than it may be."""

from __future__ import annotations

import zipfile
import zlib
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING

from onrecord.core.problem import ProblemKind
from onrecord.readers.fault import Fault
from onrecord.readers.source import MOST_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import BinaryIO

MOST_TIMES = 1000  # a member that unpacks to so many times its size is made to fill memory
SMALL = 1_000_000  # bytes that fill nothing, whatever they were packed to
_LOCAL_HEADER = 30  # bytes of a member's own header, before its name
_ENCRYPTED = 1  # the first of a member's flags


class Packed:
    """A ZIP archive that is open for reading."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._members = {member.filename: member for member in archive.infolist()}
        self.hidden = len(archive.infolist()) - len(self._members)  # behind others of the same name

    @property
    def members(self) -> dict[str, zipfile.ZipInfo]:
        """The members by name; of two with one name, the last."""
        return self._members

    def check(self, name: str) -> None:
        """Say nothing of a member that can be read.

        Raises:
            Fault: It is encrypted, or unpacks to more than it may.
        """
        member = self._members[name]
        if member.flag_bits & _ENCRYPTED:
            raise Fault(ProblemKind.UNREADABLE, "it is locked by a password; save it without one first.")
        if is_bomb(member.file_size, member.compress_size):
            words = f"a part of it unpacks to {MOST_TIMES} times its size or more; it was not read."
            raise Fault(ProblemKind.TOO_BIG, words)
        if member.file_size > MOST_BYTES:
            words = f"a part of it unpacks to more than {MOST_BYTES // 1_000_000} MB; it was not read."
            raise Fault(ProblemKind.TOO_BIG, words)

    def read(self, name: str) -> bytes | None:
        """Return the bytes of a member, None where there is none of that name.

        Raises:
            Fault: It is encrypted, damaged, or unpacks to more than it may.
        """
        if name not in self._members:
            return None
        self.check(name)
        try:
            return self._archive.read(self._members[name])
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError, ValueError):
            words = f"its part '{name[:80]}' is damaged; it was not read."
            raise Fault(ProblemKind.MALFORMED, words) from None


def data_start(handle: BinaryIO, member: zipfile.ZipInfo) -> int:
    """Return where in an archive the bytes of a member begin, behind its own header."""
    handle.seek(member.header_offset)
    header = handle.read(_LOCAL_HEADER)
    names = int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little")
    return member.header_offset + _LOCAL_HEADER + names


def is_bomb(unpacked: int, packed: int) -> bool:
    """Say whether so many bytes out of so few are no document's: a thousandfold, and more than fills nothing.

    >>> is_bomb(10_000_000, 100_000), is_bomb(100_000_000, 100_000), is_bomb(2000, 1)
    (False, True, False)
    """
    return unpacked > SMALL and unpacked >= MOST_TIMES * packed


@contextmanager
def unpacked(archive: bytes | Path, what: str) -> Iterator[Packed]:
    """Open a ZIP archive, given by its bytes or its path; `what` it should be is named where it is none.

    Raises:
        Fault: It is no archive, or cut off.
    """
    try:
        opened = zipfile.ZipFile(BytesIO(archive) if isinstance(archive, bytes) else archive)
    except FileNotFoundError:
        raise
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        words = f"this is no {what}, or it is damaged or cut off; it was not read."
        raise Fault(ProblemKind.MALFORMED, words) from None
    with opened:
        yield Packed(opened)
