"""Ids that come out the same on every machine and in every build."""

from __future__ import annotations

import hashlib


def report_id(place: str, text: str) -> str:
    """Return the id of a report: from its text and its place.

    The place of a file is its name and that of the folder it lies in, whoever names it and from where; that of one
    text among several in a file is the file's place and which time the text stands there. So one wire story in two
    papers is two reports, whichever came first; folders may move; and what is noted of a report (outlet, address,
    title, date) changes nothing.

    >>> report_id("herald/1.txt", "Talks began.") == report_id("courier/1.txt", "Talks began.")
    False
    """
    return _digest(place, text)


def entry_id(report: str, kind: str, *marks: str | int) -> str:
    """Return the id of an entry: from its report, its kind and the offsets of its words.

    How an entry is read (its act, root, speaker) is no mark of it: a better reading keeps the id that people cite.
    """
    return _digest(report, kind, *map(str, marks))


def finding_id(kind: str, oldest: str, *marks: str) -> str:
    """Return the id of a finding: from its kind and what it began with, not from all that it rests on.

    Args:
        kind: What it is.
        oldest: The id of the oldest entry or report that it rests on.
        marks: What tells it from others that begin there.
    """
    return _digest("finding", kind, oldest, *marks)


def _digest(*parts: str) -> str:
    joined = "\x1f".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.sha256(joined).hexdigest()[:16]
