"""What made a record, and what a build means to put into it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.core.who import Issue


@dataclass(frozen=True, slots=True)
class MadeBy:
    """What made the entries of a record: change any of it, and every report is worth reading again.

    Attributes:
        version: Version of onrecord.
        dispute: Text of the dispute file; empty where there was none.
        extractors: Name and version of each extractor and resolver, in order.
        pipeline: Name and version of the language pipeline.
    """

    version: str
    dispute: str = ""
    extractors: tuple[str, ...] = ()
    pipeline: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """A build about to begin.

    Attributes:
        made_by: What will make the entries.
        expected: Paths of the reports that are to come in; those that do not are told as missing.
        issues: What the dispute is about, from the dispute file.
    """

    made_by: MadeBy
    expected: tuple[str, ...] = ()
    issues: tuple[Issue, ...] = ()


@dataclass(frozen=True, slots=True)
class Build:
    """A build as the record remembers it; `finished` is None for one that was cut off or still runs."""

    number: int
    made_by: MadeBy
    started: str
    finished: str | None
