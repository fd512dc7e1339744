"""The contract of a resolver: `ingest` says which run, in what order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from onrecord.core.document import Document
    from onrecord.core.extraction import Extraction


class Resolver(Protocol):
    """Says of the entries of one report what their words alone do not: who, when, about what."""

    @property
    def name(self) -> str:
        """Name and version (`dates 1`)."""

    def resolve(self, document: Document, extraction: Extraction) -> Extraction:
        """Return the extraction with more of it resolved; nothing is dropped."""
