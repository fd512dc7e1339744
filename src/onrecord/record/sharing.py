"""A record without its texts, to be shared, and the way back: hashes, offsets and the words cited stay.

Each text goes out but for the words that something in the record cites, and a problem says so with the text's
hash. A text that is the same to the byte can be put back, whoever brings it and from where. Then the record is
what it was before, to the digest.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.core.problem import OnRecordError, ProblemKind
from onrecord.record.connect import copy_file
from onrecord.record.texts import take_out

if TYPE_CHECKING:
    from os import PathLike

    from onrecord.record.store import Record

_HASH = re.compile(r"SHA-256 ([0-9a-f]{64})")


class TextsTakenOut(OnRecordError):
    """The texts of a record are out, and something needs them."""

    def __init__(self, path: object, what: str, count: int) -> None:
        texts = "the text of one report was" if count == 1 else f"the texts of {count} reports were"
        super().__init__(
            f"{path}: {texts} taken out to share this record, and {what} needs them. Put your own copies back:"
            " onrecord rejoin RECORD FOLDER."
        )


class NotInAFile(OnRecordError):
    """What is made from the file of a record was asked of one on a server."""

    def __init__(self, place: object) -> None:
        super().__init__(
            f"{place}: a copy without texts is made of a file. Copy the record into one first: onrecord copy."
        )


@dataclass(frozen=True, slots=True)
class Missing:
    """A report whose text is out: its id, its path, and the SHA-256 of its text."""

    report: str
    path: str
    hash: str


def share(rec: Record, into: str | PathLike[str]) -> int:
    """Write a copy of a record without the texts of its reports; return how many were taken out.

    Raises:
        RecordExists: A file lies there.
        NotInAFile: It lies on a server.
    """
    if not isinstance(rec.path, Path):
        raise NotInAFile(rec.path)
    return copy_file(rec.path, Path(into), take_out)


def missing(rec: Record) -> tuple[Missing, ...]:
    """Return the current reports whose texts are out."""
    out = (one for one in rec.problems() if one.kind is ProblemKind.TAKEN_OUT)
    found = ((one, _HASH.search(one.words)) for one in out)
    return tuple(Missing(one.report, one.path, told[1]) for one, told in found if told and one.report)


def need_texts(rec: Record, what: str) -> None:
    """See that no text of a record is out.

    Raises:
        TextsTakenOut: One is.
    """
    if out := missing(rec):
        raise TextsTakenOut(rec.path, what, len(out))
