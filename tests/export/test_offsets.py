"""Offsets in other units are those of the same characters, there and back."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.export.offsets import OURS, Offsets, SplitsCharacter, Unit
from tests.export.hostile import TEXT, hostile

UNITS = [Unit(*chosen) for chosen in product((False, True), repeat=3)]
TEXTS = st.text(st.sampled_from("a\r\n\ufeff🚢e\u0301"), max_size=30)


def cut(text: str, unit: Unit, start: int, end: int) -> str:
    """Return what a program reads at two offsets, by its own way of keeping text."""
    held = unit.text(text)
    if not unit.utf16:
        return held[start:end]
    return held.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le")


@pytest.mark.parametrize("unit", UNITS, ids=Unit.in_words)
def test_every_citation_of_a_hostile_text_is_found_and_comes_back(unit: Unit) -> None:
    offsets = Offsets(TEXT, unit)
    cited = [one for entry in hostile().entries for one in entry.citations()]
    assert len(cited) > 10
    for one in cited:
        start, end = offsets.theirs(one.start), offsets.theirs(one.end)
        words = one.words.replace("\r\n", "\n") if unit.one_line_feed else one.words
        assert cut(TEXT, unit, start, end) == words
        assert (offsets.ours(start), offsets.ours(end, end=True)) == (one.start, one.end)


@given(TEXTS, st.sampled_from(UNITS))
def test_any_text_is_counted_as_the_other_program_counts(text: str, unit: Unit) -> None:
    offsets = Offsets(text, unit)
    for start in range(len(text) + 1):
        before = text[:start]
        if text[start - 1 : start + 1] == "\r\n":
            continue  # between the two halves of a line end there is no place in a text that has one
        held = unit.text(before)
        assert offsets.theirs(start) == (len(held.encode("utf-16-le")) // 2 if unit.utf16 else len(held))
        assert offsets.theirs(offsets.ours(offsets.theirs(start))) == offsets.theirs(start)


def test_an_offset_inside_a_character_or_behind_the_text_is_refused() -> None:
    offsets = Offsets("a🚢", Unit(utf16=True))
    assert offsets.ours(3) == 2
    for wrong in (2, 4, -1):
        with pytest.raises(SplitsCharacter, match="UTF-16"):
            offsets.ours(wrong)


def test_our_own_unit_changes_nothing() -> None:
    assert [Offsets(TEXT, OURS).theirs(place) for place in range(len(TEXT))] == list(range(len(TEXT)))
