"""The search for a quotation forgives marks and the writing of accents, and nothing else."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord_llm.quoting import found

LETTERS = st.text(alphabet="aeé\u0301\u0327oö \u1100\u1161\u11a8가’'“\"«,.", max_size=30)


@pytest.mark.parametrize(
    ("text", "quotation", "words"),
    [
        ("He said: “We won’t.”", "We won't.", "We won’t."),
        ("He said: “We won’t.”", '"We won\'t."', "We won’t."),
        ("Il a dit « non ».", '" non "', " non "),
        ("The cafe\u0301 was hit.", "caf\u00e9 was", "cafe\u0301 was"),
        ("The caf\u00e9 was hit.", "cafe\u0301 was", "caf\u00e9 was"),
        ("They know: no one knows.", "no", "no"),
        ("The cafe\u0301 was hit.", "cafe", None),  # another letter
        ("We won’t go.", "We wont go.", None),
        ("We will not go.", "we will not go.", None),
        ("We will  not go.", "We will not go.", None),
        ("We will not—ever—go.", "We will not-ever-go.", None),
        ("We know.", "now", None),
        ("We know.", "", None),
        ("We know.", " ", None),
        ("", "We", None),
    ],
)
def test_it_is_found_as_it_stands_or_not_at_all(text: str, quotation: str, words: str | None) -> None:
    place = found(text, quotation)
    assert (place and text[place[0] : place[1]]) == words


def test_of_several_places_the_first_with_whole_words_counts() -> None:
    assert found("noon, no, no", "no") == (6, 8)


@given(LETTERS, LETTERS)
def test_what_is_found_is_the_quotation_but_for_marks_and_accents(text: str, quotation: str) -> None:
    place = found(text, quotation)
    if place is None:
        return
    there = unicodedata.normalize("NFC", text[place[0] : place[1]])
    bare = str.maketrans("’“«", '\'""')
    assert there.translate(bare) in unicodedata.normalize("NFC", quotation).translate(bare)


def test_a_text_of_accents_alone_takes_no_square_of_its_length() -> None:
    assert found("a" + "\u0301" * 200_000 + " b", "b") == (200_002, 200_003)
