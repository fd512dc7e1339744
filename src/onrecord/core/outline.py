"""An entry in outline: where it stands among all others, without its words; very many fit in little room."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.core.line import Standing

if TYPE_CHECKING:
    from onrecord.core.correction import Correction
    from onrecord.core.when import When
    from onrecord.core.who import Mention


@dataclass(frozen=True, slots=True)
class Outline:
    """What filters, lanes and counts ask of an entry.

    Attributes:
        id: The entry's.
        report: Id of the report in which it stands.
        start: Where its words begin there.
        kind: statement, stance or event.
        what: The act, the attitude or the PLOVER root.
        more: What is said of it beside: a second act, the mode of an event.
        status: Of an event.
        negated: The act did not take place.
        sure: The probability that it is right, as far as one is reckoned.
        doubts_sources, doubts_targets: Of an event: those named are rather wrong than right.
        who, whom: Who says or does it, and to whom; the words that name them stand here where nothing else tells.
        when: When it was said or done.
        issues: Ids of the dispute file's issues that it is about.
        standing: What a person has said of it.
        marks: Tags, notes and stars.
    """

    id: str
    report: str
    start: int
    kind: str
    what: str
    more: str | None
    status: str
    negated: bool
    sure: float | None
    doubts_sources: bool
    doubts_targets: bool
    who: tuple[Mention, ...]
    whom: tuple[Mention, ...]
    when: When | None
    issues: tuple[str, ...]
    standing: Standing = Standing.EXTRACTED
    marks: tuple[Correction, ...] = ()
