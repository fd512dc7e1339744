"""Whether something lies on the disk, asked of names that no file can have, too: too long, or with a NUL in them.

A path may come out of a list, a dispute file or a call, and `Path.is_file` and its like raise for such names.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def is_file(path: Path) -> bool:
    """Say whether there is such a file, or a link to one.

    >>> from pathlib import Path
    >>> is_file(Path("a" * 5000)), is_file(Path("a\\0b"))
    (False, False)
    """
    return os.path.isfile(path)  # noqa: PTH113 - that of `Path` raises


def is_folder(path: Path) -> bool:
    """Say whether there is such a folder, or a link to one."""
    return os.path.isdir(path)  # noqa: PTH112 - that of `Path` raises


def is_there(path: Path) -> bool:
    """Say whether there is anything of this name, a link that leads nowhere included."""
    return os.path.lexists(path)
