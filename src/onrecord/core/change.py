"""What is new in a record."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from onrecord.core.correction import Correction
    from onrecord.core.finding import Finding
    from onrecord.core.line import Line, ReportHeader
    from onrecord.core.problem import Problem


class Change(NamedTuple):
    """Something that is new.

    Attributes:
        how: "new", "changed" (a report that took another's place, a finding that says or rests on something else),
            "gone" (a finding), or "undone" (a correction that was taken back).
        what: The report, entry, finding, problem or correction; of a finding that is gone its id.
    """

    how: str
    what: ReportHeader | Line | Finding | Problem | Correction | str
