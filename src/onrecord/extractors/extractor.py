"""The contract of an extractor: `ingest` says which run, in what order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from onrecord.core.document import Document
    from onrecord.core.entry import Entry
    from onrecord.core.problem import Outcome
    from onrecord.encoder import Encoded


class Extractor(Protocol):
    """Takes entries from a parsed report. Mentions carry words only: who they are is for `resolve` to say."""

    @property
    def name(self) -> str:
        """Name and version, as every entry it makes states it (`statements 1`)."""

    def extract(self, document: Document, encoded: Encoded) -> Outcome[Entry]:
        """Return the entries of a document, in the order of the text.

        Args:
            document: The report as parsed.
            encoded: What the shared encoder makes of it, for those who use it; it runs when first asked.
        """
