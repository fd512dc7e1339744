"""What is remembered of the last document, and when it goes."""

from __future__ import annotations

import gc
import weakref
from typing import TYPE_CHECKING

from onrecord.extractors.statements.attribution_states import Gathering
from onrecord.extractors.statements.last import Last
from tests.documents import document_of

if TYPE_CHECKING:
    from onrecord.core.document import Document


def test_what_was_made_of_a_document_goes_when_it_goes() -> None:
    made: list[str] = []

    def count(document: Document) -> list[int]:
        made.append(document.report.text)
        return [len(document.tokens)]

    length = Last(count)
    first, equal = document_of("Talks began."), document_of("Talks began.")
    assert length(first) is length(first)
    assert length(equal) is not length(first)  # only the last one is remembered
    assert len(made) == 3
    kept = weakref.ref(first)
    del first
    gc.collect()
    assert kept() is None
    assert length._last is None


def test_nothing_gathered_reaches_nowhere() -> None:
    states = Gathering().states()
    assert states.reach == 0
    assert not states.of(document_of("Talks began.").tokens).any()
