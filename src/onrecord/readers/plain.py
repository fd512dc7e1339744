"""Plain text: the file's text exactly as it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.core.problem import Outcome, ProblemKind
from onrecord.readers.encoding import binary_kind, decode
from onrecord.readers.source import Details

if TYPE_CHECKING:
    from onrecord.core.report import Report
    from onrecord.readers.source import Source


def read_plain(source: Source, data: bytes) -> Outcome[Report]:
    """Return the report of a plain-text file."""
    kind = binary_kind(data)
    if kind:
        return source.nothing(ProblemKind.BINARY, f"this is {kind}, not text; it was not read.")
    text, assumed = decode(data)
    if not text.strip().strip("\ufeff"):
        return source.nothing(ProblemKind.EMPTY, "the file has no text in it.")
    report = source.report(text, Details())
    return Outcome((report,), (source.problem(ProblemKind.ENCODING, f"{assumed}."),) if assumed else ())
