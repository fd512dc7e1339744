"""What is asked of a parse, asked of sentences; and what hangs on a word, and above it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from onrecord.core.document import printed
from onrecord.grammar import is_none, is_of_it, is_perfect, is_pluperfect, is_to_infinitive
from tests.documents import document_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from onrecord.core.document import Document, Token


def word(document: Document, text: str) -> Token:
    return next(token for token in document.tokens if token.text == text)


@pytest.mark.parametrize(
    ("text", "verb", "perfect", "pluperfect"),
    [
        ("The harbour has closed.", "closed", True, False),
        ("The harbour had closed.", "closed", True, True),
        ("The harbour closed.", "closed", False, False),
        ("They should have known.", "known", True, False),
    ],
)
def test_what_is_over_is_told_by_have(text: str, verb: str, perfect: bool, pluperfect: bool) -> None:
    document = document_of(text)
    at = word(document, verb).i
    assert (is_perfect(document, at), is_pluperfect(document, at)) == (perfect, pluperfect)


def is_none_at(document: Document, token: Token) -> bool:
    return is_none(document, token.i)


@pytest.mark.parametrize(
    ("asked", "text", "at", "answer"),
    [
        (is_none_at, "The envoy left no doubt.", "doubt", True),
        (is_none_at, "The envoy left some doubt.", "doubt", False),
        (is_to_infinitive, "The crew refused to leave.", "leave", True),
        (is_to_infinitive, "The guards let the crew leave.", "leave", False),
        (is_of_it, "It is vital that they join.", "is", True),
        (is_of_it, "Joining is vital.", "is", False),
    ],
)
def test_a_word_is_asked_by_what_hangs_on_it(
    asked: Callable[[Document, Token], bool],
    text: str,
    at: str,
    answer: bool,
) -> None:
    document = document_of(text)
    assert asked(document, word(document, at)) is answer


def test_words_are_asked_as_printed_in_small_letters() -> None:
    document = document_of("To leave was what the crew refused.")
    leave = word(document, "leave")
    assert document.carries(leave.i, {"to"}, "aux")
    assert not document.carries(leave.i, {"to"}, "mark")
    assert document.has(leave.i, "aux")
    assert not document.has(leave.i, "dobj")
    assert [token.text for token in printed(document.tokens, {"to", "the"})] == ["To", "the"]


def test_the_way_up_ends_at_the_root_or_after_so_many_words() -> None:
    document = document_of("The minister said the crew would leave the island.")
    island = word(document, "island")
    way = [token.text for token in document.upwards(island, 9)]
    assert way[0] == "island"
    assert way[-1] == "said"
    assert [token.text for token in document.upwards(island, 2)] == way[:2]
