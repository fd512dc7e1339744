"""Ids that come out the same on every machine and in every build."""

from __future__ import annotations

import hashlib
from pathlib import PurePosixPath


def report_id(path: str, text: str, outlet: str | None = None, url: str | None = None) -> str:
    """Return the id of a report: from its file name, outlet, address and text, not from its folder.

    A folder may move, or be named differently by another caller, without making a new report of each file.

    >>> report_id("a/1.txt", "Talks began.") == report_id("/home/b/1.txt", "Talks began.")
    True
    """
    return _digest(PurePosixPath(path).name, outlet or "", url or "", text)


def entry_id(report: str, kind: str, *marks: str | int) -> str:
    """Return the id of an entry: from its report, its kind and what tells it from others there (offsets, act)."""
    return _digest(report, kind, *map(str, marks))


def _digest(*parts: str) -> str:
    joined = "\x1f".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.sha256(joined).hexdigest()[:16]
