"""What ships, as the cases are run by it: the first half in the order and with the parts that `ingest` names.

A case whose head has a line `by:` is run by the extractor named there in the place of its stage's own; all others
by those that a user gets who names none.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from onrecord.core.identity import report_id
from onrecord.core.report import Report
from onrecord.core.when import Basis, When
from onrecord.dispute import Dispute
from onrecord.ingest import EXTRACTORS, Ingest

if TYPE_CHECKING:
    from onrecord.core.extraction import Extraction
    from tests.cases import Case


@cache
def ingest_by(name: str | None = None) -> Ingest:
    """Return the first half that ships, or the same with one extractor in the place of its kind."""
    if name is None:
        return Ingest()
    kind = name.partition("-")[0]
    named = tuple(one.name.split()[0] for one in EXTRACTORS)
    names = tuple(name if one == kind else one for one in named)
    return Ingest(Dispute("case", "Case", extractors=names))


def taken_from(case: Case) -> Extraction:
    """Return everything that is taken from the text of a case, from cleaning to resolving."""
    settings = case.settings
    path = settings.get("path", "test.txt")
    report = Report(
        report_id(path, case.text),
        path,
        case.text,
        language="en",
        title=settings.get("title"),
        outlet=settings.get("outlet"),
        published=_on(settings["published"]) if "published" in settings else None,
    )
    return ingest_by(settings.get("by")).extract(report)


def _on(day: str) -> When:
    return When.on(date.fromisoformat(day), Basis.SIDECAR)
