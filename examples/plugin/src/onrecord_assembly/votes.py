"""Takes votes that are told in numbers: "The Assembly adopted the text by 93 votes to 5"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onrecord.core.entry import Event, Root, Status
from onrecord.core.identity import entry_id
from onrecord.core.problem import Outcome
from onrecord.core.who import Mention

if TYPE_CHECKING:
    from onrecord.core.document import Document
    from onrecord.core.entry import Entry
    from onrecord.core.report import Report

_VOTE = re.compile(
    r"(?P<who>(?:[Tt]he )?[A-Z]\w+(?: [A-Z]\w+)*) (?P<verb>adopted|rejected) [^.;]{1,80}? by \d+ votes to \d+"
)
_ROOTS = {"adopted": Root.SUPPORT, "rejected": Root.REJECT}


class Votes:
    """An event for each vote."""

    name = "votes 1"

    def extract(self, document: Document, encoded: object) -> Outcome[Entry]:
        """Return the votes of a report; what the encoder makes of it is not needed."""
        del encoded
        report = document.report
        read = [passage for passage in document.passages if passage.is_read]
        found = [match for one in read for match in _VOTE.finditer(report.text, one.start, one.end)]
        return Outcome(tuple(self._event(report, match) for match in found))

    def _event(self, report: Report, match: re.Match[str]) -> Event:
        trigger = report.cite(*match.span("verb"))
        return Event(
            entry_id(report.id, "vote", *match.span()),
            _ROOTS[match["verb"]],
            Status.HAPPENED,
            report.cite(match.start("verb"), match.end()),
            trigger,
            self.name,
            sources=(Mention(report.cite(*match.span("who"))),),
        )
