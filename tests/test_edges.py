"""Where the words of a find end: a name with its sentence, a sum with its sign, a statement before another."""

from __future__ import annotations

import doctest

import pytest

from onrecord.extractors.statements import edges
from onrecord.extractors.statements.attributions import Attribution
from onrecord.extractors.statements.edges import cut_before, name_ended
from tests.documents import document_of


def test_the_docstrings_hold() -> None:
    assert doctest.testmod(edges).failed == 0


@pytest.mark.parametrize(
    ("text", "words", "cue", "left"),
    [
        (
            "It must wait, warned Minister Okello. Nobody leaves",
            "Minister Okello . Nobody leaves",
            "warned",
            "Okello",
        ),
        ("The port is shut. Okello said so", "shut . Okello", "said", "Okello"),
    ],
)
def test_a_name_ends_with_its_sentence(text: str, words: str, cue: str, left: str) -> None:
    document = document_of(text)
    tokens = [token.text for token in document.tokens]
    named = words.split()
    first = next(n for n in range(len(tokens)) if tokens[n : n + len(named)] == named)
    low, high = name_ended(document, (first, first + len(named)), (tokens.index(cue), tokens.index(cue) + 1))
    assert tokens[high - 1] == left
    assert first <= low < high <= first + len(named)


def test_content_that_is_all_another_ones_stays() -> None:
    text = "said. “We agree.”"
    one = Attribution(((4, len(text)),), None, None, None, None)
    assert cut_before(text, one, 6).content == one.content


@pytest.mark.parametrize(
    ("text", "words", "owner"),
    [
        (
            "Mediators navigate the tensions between Georgia's wish for closer ties with the West and Russia's "
            "worries about NATO's presence.",
            "the West and Russia 's",
            "Russia",
        ),
        ("Georgia and Russia's joint plan was praised.", "Georgia and Russia 's", "Georgia"),
    ],
)
def test_what_and_joins_may_be_owned_and_no_owner(text: str, words: str, owner: str) -> None:
    """A trained model marks both as who worries; the parse knows that "and" joins the ties and the worries."""
    document = document_of(text)
    tokens = [token.text for token in document.tokens]
    named = words.split()
    first = next(n for n in range(len(tokens)) if tokens[n : n + len(named)] == named)
    low, _ = name_ended(document, (first, first + len(named)), None)
    assert tokens[low] == owner
