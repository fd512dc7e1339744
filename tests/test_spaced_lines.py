"""Lines of a fixed width that an empty line sets apart."""

from __future__ import annotations

from onrecord.clean.lines import paragraphs


def test_lines_that_an_empty_line_sets_apart_are_put_together_where_a_sentence_goes_on() -> None:
    pair = "Peru said on Monday it was ready to impose sanctions\n\nif Chile closed the port.\n\n"
    text = pair * 5
    found = paragraphs(text, len(text))
    assert len(found) == 5
    assert text[found[0].start : found[0].end].endswith("closed the port.")


def test_short_paragraphs_stay_apart() -> None:
    text = "Peru closed the port.\n\nChile protested.\n\n" * 5
    assert len(paragraphs(text, len(text))) == 10
