"""Archives from other hands: what is in them is read within bounds, so that none fills the memory."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

from onrecord.core.problem import OnRecordError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# Bytes that all of an archive may have when it is unpacked.
MOST_BYTES = 1 << 30


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
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise CannotComeBack(path, f"it is no sound archive ({error})") from error


def members(path: Path, ending: str) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of what ends so in an archive, in the order of names.

    Raises:
        CannotComeBack: It is broken or encrypted, or more comes out of it than it says.
    """
    names = sorted(name for name in names_in(path) if name.endswith(ending))
    left = MOST_BYTES
    try:
        with zipfile.ZipFile(path) as archive:
            for name in names:
                with archive.open(name) as member:
                    content = member.read(left + 1)
                left -= len(content)
                if left < 0:
                    raise CannotComeBack(path, f"it unpacks to more than {MOST_BYTES >> 20} MiB")
                yield name, content
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError) as error:
        raise CannotComeBack(path, f"it is no sound archive ({error})") from error
