"""Reading no more than one means to: a file may grow, be a device, or never end."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path
    from typing import BinaryIO


class TooLarge(ValueError):
    """More is there than was to be read."""

    def __init__(self, most: int) -> None:
        super().__init__(f"it is larger than {most // 1_000_000} MB")


def read_bounded(opened: BinaryIO, most: int) -> bytes:
    """Return all that an open file holds.

    Args:
        opened: The file.
        most: Bytes; no more is read than one besides.

    Raises:
        TooLarge: It holds more.
    """
    content = opened.read(most + 1)
    if len(content) > most:
        raise TooLarge(most)
    return content


def bytes_of(path: Path, most: int) -> bytes:
    """Return all that a file holds.

    Raises:
        TooLarge: It holds more than so many bytes.
        OSError: It cannot be read.
    """
    with path.open("rb") as opened:
        return read_bounded(opened, most)
