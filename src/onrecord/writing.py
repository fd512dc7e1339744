"""The door through which files are written: beside the place, synced, then renamed to it, so that none is half.

What stood there stays until the new file is whole. Nothing is written onto a record or onto the reports that it
rests on, by whatever name or link.
"""

from __future__ import annotations

import os
import stat
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from onrecord.core.problem import OnRecordError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class CannotWrite(OnRecordError):
    """A file cannot be written where the caller wants it."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(f"{path}: it cannot be written: {why}. Name another file.")


class WouldOverwrite(OnRecordError):
    """The caller named a file that must stay: the record, or a report that it rests on."""

    def __init__(self, path: Path, what: str) -> None:
        super().__init__(f"{path}: that is {what}; nothing was written. Name another file.")


class NothingToWrite(OnRecordError):
    """What was asked for is empty; the file stays as it was."""

    def __init__(self, path: Path, what: str) -> None:
        stood = "The file that stands there was left as it is." if path.exists() else "No file was written."
        super().__init__(f"{path}: {what} {stood}")


@contextmanager
def written(path: Path, *, keep: Iterable[tuple[Path, str]] = ()) -> Iterator[BinaryIO]:
    """Yield a file that takes its place when the block ends well; when it does not, nothing has changed.

    Args:
        path: Where the file is to stand; a link is followed, a device is written to as it is.
        keep: Files that must stay, each with what it is, in words.

    Raises:
        WouldOverwrite: It is one of those.
        CannotWrite: There is no such folder, no right to write there, or no room.
    """
    place = Path(os.path.realpath(path))
    for kept, what in keep:
        if _same(place, kept):
            raise WouldOverwrite(path, what)
    try:
        with _device(place) if _is_device(place) else _beside(place) as target:
            yield target
    except OSError as error:
        raise CannotWrite(path, _why(error, place)) from error


@contextmanager
def _beside(place: Path) -> Iterator[BinaryIO]:
    """Yield a new file in the same folder, which takes the place of the old one at the end."""
    if place.is_dir():
        raise IsADirectoryError
    number, name = tempfile.mkstemp(prefix=f".{place.name[:100]}.", suffix=".part", dir=place.parent)
    draft = Path(name)
    try:
        with os.fdopen(number, "wb") as target:
            yield target
            target.flush()
            os.fsync(target.fileno())
        draft.chmod(stat.S_IMODE(place.stat().st_mode) if place.exists() else 0o666 & ~_mask())
        draft.replace(place)
    finally:
        draft.unlink(missing_ok=True)


@contextmanager
def _device(place: Path) -> Iterator[BinaryIO]:
    with place.open("wb") as target:
        yield target


def _is_device(place: Path) -> bool:
    return place.exists() and not place.is_file() and not place.is_dir()


def _mask() -> int:
    """Return which rights new files are not to give, as the caller's system has it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _same(place: Path, kept: Path) -> bool:
    try:
        return place.samefile(kept)
    except OSError:
        return place == Path(os.path.realpath(kept))


def _why(error: OSError, place: Path) -> str:
    if isinstance(error, IsADirectoryError):
        return "it is a folder"
    if not place.parent.is_dir():
        return f"there is no folder '{place.parent}'"
    return (error.strerror or type(error).__name__).lower()
