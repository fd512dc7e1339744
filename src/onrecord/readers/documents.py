"""The readers of files that are one report each: what a folder holds, a message has attached, an archive packs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.readers.book import Books
from onrecord.readers.html import Pages
from onrecord.readers.pdf import PrintedPages
from onrecord.readers.plain import PlainTexts
from onrecord.readers.rtf import RichTexts
from onrecord.readers.single_file import SavedSingly
from onrecord.readers.word import WordDocuments

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Protocol

    from onrecord.core.problem import Outcome
    from onrecord.core.report import Report
    from onrecord.readers.source import Source

    class Document(Protocol):
        """A reader whose files are one report each."""

        name: str

        def accepts(self, name: str, opening: bytes) -> bool:
            """Say whether a file is of this format, by its name or its first bytes."""

        def sources(self, source: Source) -> Iterator[Source]:
            """Yield the one report that it is."""

        def read(self, source: Source, data: bytes) -> Outcome[Report]:
            """Return the report of the bytes of one source, or none and the problem."""


# Asked in this order. Plain text accepts all.
DOCUMENTS: tuple[Document, ...] = (
    WordDocuments(),
    RichTexts(),
    PrintedPages(),
    Books(),
    SavedSingly(),
    Pages(),
    PlainTexts(),
)


def document_of(name: str, opening: bytes, *, is_text: bool) -> Document | None:
    """Return the reader that takes a file that came within another, None for what is no document.

    Args:
        name: Its name.
        opening: Its first bytes.
        is_text: Whether what holds it says that it is text.
    """
    taken = next(reader for reader in DOCUMENTS if reader.accepts(name, opening))
    return None if isinstance(taken, PlainTexts) and not is_text else taken
