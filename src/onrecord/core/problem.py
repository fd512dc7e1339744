"""What can go wrong: `Problem` and `Outcome` for faults in the material, exceptions for faults in the call.

The exception tree::

    OnRecordError            every fault in a call; its text is one sentence for the person who reads it
      PathNotFound           a path that the caller named is not there
      NotARecord             a file that should be a record is something else
      ...                    each stage adds its own beside the code that raises it
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")


class ProblemKind(StrEnum):
    """What kind of fault the material has."""

    EMPTY = "empty"
    BINARY = "binary"
    ENCODING = "encoding"
    UNREADABLE = "unreadable"
    NO_TEXT = "no text"
    NO_DATE = "no date"
    DOUBTFUL_DATE = "doubtful date"
    LANGUAGE = "language"
    TOO_LONG = "too long"
    TOO_SLOW = "too slow"
    TOO_BIG = "too big"
    MALFORMED = "malformed"
    NOT_VERBATIM = "not verbatim"
    EXTRACTOR = "extractor"
    FAILED = "failed"
    INCOMPLETE = "incomplete"
    CORRECTION = "correction"
    TAKEN_OUT = "taken out"


@dataclass(frozen=True, slots=True)
class Problem:
    """A fault in the material: kept in the record and shown everywhere; never an exception.

    Attributes:
        kind: What kind of fault.
        words: One sentence for the reader: what is wrong, what was done about it.
        path: The file or name of the report, as the caller gave it.
        report: The report's id, where one exists.
        start: Offset in the report's text at which the fault lies, where one is known.
        end: Offset at which it ends.
    """

    kind: ProblemKind
    words: str
    path: str
    report: str | None = None
    start: int | None = None
    end: int | None = None

    def __str__(self) -> str:
        return f"{self.path}: {self.words}"


class Outcome(NamedTuple, Generic[T]):
    """What a stage made, and what it could not make."""

    items: tuple[T, ...]
    problems: tuple[Problem, ...] = ()


class OnRecordError(Exception):
    """A fault in the call. Its text says what happened, where, and what to do."""


class PathNotFound(OnRecordError):
    """A path that the caller named does not exist."""

    def __init__(self, path: object) -> None:
        is_address = re.match(r"(https?|ftp):/", str(path))
        page = "this is an address, and nothing is fetched. Save the page in your browser, and name the file."
        super().__init__(f"{path}: {page if is_address else 'there is no such file or folder. Check the path.'}")
