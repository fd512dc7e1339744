"""How a word stands in its report: how often, whether in the opening, joined to what."""

from __future__ import annotations

import numpy as np

from onrecord.extractors.events.standing import (
    ITSELF,
    JOINED,
    NEITHER,
    OFTEN,
    SAME,
    first_of_row,
    related,
    standing,
)
from onrecord.extractors.events.syntax import Reading
from tests.documents import document_of

TEXT = "Chad and Mali met in Kano. Chad left early. " + "Chad spoke. " * 30


def test_words_are_counted_over_the_report_and_looked_for_in_its_opening() -> None:
    reading = Reading(document_of(TEXT))
    found = standing(reading)
    at = {token.text: token.i for token in reversed(reading.tokens)}
    assert found.often[at["Chad"]] == OFTEN - 1
    assert found.often[at["Kano"]] == 1
    assert found.often[at["early"]] == 0, "it names nothing"
    assert found.opening[at["Chad"]]
    assert not found.opening[at["left"]]


def test_those_who_are_joined_have_one_first_and_a_name_that_comes_again_is_one_word() -> None:
    reading = Reading(document_of(TEXT))
    found = standing(reading)
    chads = [token.i for token in reading.tokens if token.text == "Chad"]
    mali = next(token.i for token in reading.tokens if token.text == "Mali")
    rows = np.array([chads[0], mali, chads[1]])
    assert first_of_row(reading.tokens, mali) == chads[0]
    assert related(found.word[rows], found.first[rows]).tolist() == [
        [ITSELF, JOINED, SAME],
        [JOINED, ITSELF, NEITHER],
        [SAME, NEITHER, ITSELF],
    ]
