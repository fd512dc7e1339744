"""Quotation marks: every family, nested, left open, left out, and those that are no quotation marks."""

from __future__ import annotations

import pytest

from onrecord.core.report import Passage, PassageKind
from onrecord.extractors.statements.quotations import Marks, Quotation, quotations


def found_in(text: str) -> list[Quotation]:
    passages, start = [], 0
    for line in text.split("\n"):
        passages.append(Passage(start, start + len(line), PassageKind.PARAGRAPH))
        start += len(line) + 1
    return quotations(text, passages)


def words_in(text: str) -> list[str]:
    return [text[quotation.inner_start : quotation.inner_end] for quotation in found_in(text)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("“Yes,” he said. “No.”", ["Yes,", "No."]),
        ('"Yes," he said. "No."', ["Yes,", "No."]),
        (",,Yes,'' he said.", ["Yes,"]),
        ("«Yes», he said.", ["Yes"]),
        ("„Yes“, he said.", ["Yes"]),
        ("‘Yes,’ he said.", ["Yes,"]),
        ("``Yes,'' he said.", ["Yes,"]),
        ("”Ja,” he said.", ["Ja,"]),
        ('"Yes,” he said. "No,” she said.', ["Yes,", "No,"]),
        ("“He said ‘no’ twice.”", ["He said ‘no’ twice.", "no"]),
        ("\"He said, 'We are for 'open seas.' Then we left,'\" she said.", None),
        ("The states’ claims and the minister's answer.", []),
        ("The '90s were no better than rock 'n' roll.", []),
        ('A board 6" wide and 5\'10" long.', []),
        ("“” he said.", []),
    ],
)
def test_marks_are_paired(text: str, words: list[str] | None) -> None:
    if words is None:
        assert [quotation.depth for quotation in found_in(text)] == [0, 1, 2]
    else:
        assert words_in(text) == words


def test_a_quotation_left_open_runs_to_the_end_of_its_paragraph() -> None:
    first, second = found_in("He said: “It was built without us.\n“It was filled without us.”")
    assert (first.closed, second.closed) == (False, True)
    assert first.passage == 0
    assert second.passage == 1


def test_a_quotation_opened_again_ends_where_its_last_sentence_ended() -> None:
    assert words_in("“One. Two. “Three,” he said.") == ["One. Two.", "Three,"]


def test_a_closing_mark_that_nothing_opened_takes_the_words_behind_the_colon() -> None:
    (quotation,) = found_in("She called it dead: We are not going back.”")
    assert not quotation.opened
    assert words_in("She called it dead: We are not going back.”") == ["We are not going back."]


def test_marks_are_found_by_place() -> None:
    text = "“One,” he said. “Two,” she said."
    marks = Marks(found_in(text))
    assert [quotation.start for quotation in marks.near(3, 4)] == [0]
    second = marks.first_in(5, len(text))
    assert second is not None
    assert second.start == text.index("“Two")
    assert marks.first_in(20, len(text)) is None
