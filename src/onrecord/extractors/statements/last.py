"""What was made of the last document, so that several who need it of the same document make it once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar
from weakref import ref

if TYPE_CHECKING:
    from collections.abc import Callable

    from onrecord.core.document import Document

T = TypeVar("T")


class Last(Generic[T]):
    """Makes something of a document, and remembers it until another document comes or that one is gone.

    Only the very same document counts, not an equal one: to compare two would cost more than it saves.

    Args:
        make: Makes it. May be dear; gives the same for the same document.
    """

    def __init__(self, make: Callable[[Document], T]) -> None:
        self._make = make
        self._last: tuple[ref[Document], T] | None = None

    def __call__(self, document: Document) -> T:
        """Return what is made of a document."""
        last = self._last  # read once: another thread may put its own there
        if last is not None and last[0]() is document:
            return last[1]
        made = self._make(document)
        self._last = ref(document, self._forget), made
        return made

    def _forget(self, gone: ref[Document]) -> None:
        if self._last is not None and self._last[0] is gone:
            self._last = None
