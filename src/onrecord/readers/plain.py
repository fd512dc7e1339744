"""Plain text: the file's text exactly as it stands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onrecord.core.problem import Outcome, ProblemKind
from onrecord.readers.damage import is_misread
from onrecord.readers.encoding import binary_kind, decode, way_out
from onrecord.readers.laid_out import beginning
from onrecord.readers.source import Details

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.core.report import Report
    from onrecord.readers.source import Source


_XML = re.compile(r"\ufeff?\s*<\?xml\s")
_MISREAD = "the text was decoded wrongly once before it was saved (“ became â€œ); quotations in it may be missed."


class PlainTexts:
    """Files of text, and every file that no other reader takes."""

    name = "text"

    def accepts(self, name: str, opening: bytes) -> bool:
        """Take every file."""
        del name, opening
        return True

    def sources(self, source: Source) -> Iterator[Source]:
        """Yield the one report that it is."""
        yield source

    def read(self, source: Source, data: bytes) -> Outcome[Report]:
        """Return the report of a file of text."""
        return _plain(source, data)


def _plain(source: Source, data: bytes) -> Outcome[Report]:
    kind = binary_kind(data)
    if kind:
        return source.nothing(ProblemKind.BINARY, f"this is {kind}, not text; it was not read.{way_out(kind)}")
    text, assumed = decode(data)
    if not text.strip().strip("\ufeff"):
        return source.nothing(ProblemKind.EMPTY, "the file has no text in it.")
    if _XML.match(text):
        words = f"this is XML of a kind that is not known; it was left out. It begins: {beginning(text)}"
        return source.nothing(ProblemKind.MALFORMED, words)
    report = source.report(text, Details())
    words = f"{assumed}." if assumed else _MISREAD if is_misread(text) else ""
    return Outcome((report,), (source.problem(ProblemKind.ENCODING, words),) if words else ())
