"""Archives from other hands: what is in them is read within bounds, so that none fills the memory."""

from __future__ import annotations

import io
import lzma
import zipfile
import zlib
from typing import TYPE_CHECKING

from onrecord.core.problem import OnRecordError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# Bytes that all of an archive may have when it is unpacked.
MOST_BYTES = 1 << 30
# What broken and encrypted archives make of their reader.
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, OSError, EOFError),
    *(ValueError, NotImplementedError, RuntimeError),
)


class CannotComeBack(OnRecordError):
    """A file is none of those that bring corrections, or is broken."""

    def __init__(self, path: object, why: str) -> None:
        super().__init__(
            f"{path}: {why}. Give a file that `onrecord export` wrote as xlsx, csv, label-studio, cas or qdpx and"
            " another program saved, or one that `onrecord correct export` printed."
        )


def names_in(path: Path) -> list[str]:
    """Return the names of what an archive holds; nothing where the file is none.

    Raises:
        CannotComeBack: It would unpack to more than anybody means.
    """
    if not zipfile.is_zipfile(path):
        return []
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(info.file_size for info in archive.infolist()) > MOST_BYTES:
                raise CannotComeBack(path, f"it unpacks to more than {MOST_BYTES >> 20} MiB")
            return archive.namelist()
    except _BROKEN as error:
        raise CannotComeBack(path, f"it is no sound archive ({error})") from error


def members(path: Path, ending: str) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of what ends so in an archive, and in archives in it, in the order of names.

    Raises:
        CannotComeBack: It is broken or encrypted, or more comes out of it than it says.
    """
    names_in(path)
    left = [MOST_BYTES]
    try:
        with zipfile.ZipFile(path) as archive:
            yield from _members(path, archive, (ending, ".zip"), left)
    except _BROKEN as error:
        raise CannotComeBack(path, f"it is no sound archive ({error})") from error


def _members(
    path: Path, archive: zipfile.ZipFile, endings: tuple[str, ...], left: list[int]
) -> Iterator[tuple[str, bytes]]:
    """Yield what ends so; archives inside are opened, no deeper. `left` is how many bytes may still come out."""
    for name in sorted(one for one in archive.namelist() if one.endswith(endings)):
        with archive.open(name) as member:
            content = member.read(left[0] + 1)
        left[0] -= len(content)
        if left[0] < 0:
            raise CannotComeBack(path, f"it unpacks to more than {MOST_BYTES >> 20} MiB")
        if name.endswith(endings[0]):
            yield name, content
        else:
            with zipfile.ZipFile(io.BytesIO(content)) as inner:
                found = _members(path, inner, endings[:1], left)
                yield from ((f"{name}/{one}", held) for one, held in found)
