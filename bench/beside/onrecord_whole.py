"""onrecord with everything on: statements, stances, events, times, who, numbers, matters."""

from measured import measure

from onrecord.core.report import Report
from onrecord.ingest import Ingest

INGEST = Ingest()


def extracted(text: str) -> int:
    """Return how many entries it gives."""
    return len(INGEST.extract(Report("report", "report", text, language="en")).entries)


measure(extracted)
