"""What tells, without reading it, whether a source is as it was: its file's size and hour, what lists say."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from onrecord.readers import Source


def prints_of(sources: Iterable[Source]) -> Iterator[str]:
    """Yield of each source a digest that changes with its file, its place in it, its details and its dates."""
    stamp = lru_cache(maxsize=1)(stamp_of)  # of the many articles in one file one after the other
    for source in sources:
        told = f"{source!r}\x1f{'' if source.content is not None else stamp(source.file)}"
        yield hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()


def stamp_of(file: str) -> str:
    """Return the size of a file and when it was last changed; nothing of one that is gone."""
    try:
        status = Path(file).stat()
    except OSError:
        return ""
    return f"{status.st_size} {status.st_mtime_ns}"
