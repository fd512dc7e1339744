"""What ships, as the cases are run by it: the first half in the order and with the parts that `ingest` names.

A case whose head has a line `by:` is run by the extractor named there in the place of its stage's own; all others
by those that a user gets who names none.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

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
    return ingest_by(case.settings.get("by")).extract(case.report())
