"""Statements whose spans the trained model finds, and what the rules add."""

from __future__ import annotations

import pytest

from onrecord.core.entry import Act, Statement
from onrecord.extractors.statements.extractor import Statements
from onrecord.extractors.statements.findings import attributions
from onrecord.extractors.statements.trained import (
    model_alone,
    model_and_acts,
    model_and_all_rules,
    model_and_quotations,
)
from tests.documents import document_of

FINDERS = (attributions, model_alone, model_and_quotations, model_and_acts, model_and_all_rules)


@pytest.mark.parametrize("finder", FINDERS)
def test_every_finder_codes_a_plain_refusal(finder: object) -> None:
    text = "Cairo refused to accept the new timetable for the dam. The river was low."
    found = Statements(finder).extract(document_of(text)).items  # type: ignore[arg-type]
    statements = [one for one in found if isinstance(one, Statement)]
    assert [one.act for one in statements] == [Act.REFUSE]
    assert statements[0].speaker is not None
    assert statements[0].speaker.citation.words == "Cairo"


@pytest.mark.parametrize("finder", FINDERS)
@pytest.mark.parametrize("text", ["", "“", "said", "He said: «", "“A” “B” “C”, D said."])
def test_odd_texts_do_no_harm(finder: object, text: str) -> None:
    document = document_of(text)
    for one in Statements(finder).extract(document).items:  # type: ignore[arg-type]
        assert all(citation.found_in(document.report) for citation in one.citations())


def test_content_keeps_its_quotation_marks() -> None:
    text = "“The strait stays open,” the admiral told reporters in Muscat."
    (one,) = Statements(model_and_acts).extract(document_of(text)).items
    assert one.citations() is not None
    assert isinstance(one, Statement)
    assert one.content[0].words == "“The strait stays open,”"


def test_a_negated_cue_is_negated_whoever_finds_it() -> None:
    text = "The ministry did not say that the islands would be handed over."
    for one in Statements(model_and_all_rules).extract(document_of(text)).items:
        assert isinstance(one, Statement)
        assert one.negated


def test_what_the_model_finds_carries_its_confidence() -> None:
    from onrecord.extractors.statements.lexicon import lexicon
    from onrecord.extractors.statements.quotations import quotations

    document = document_of("The trade minister said on Friday that the duties would be lifted by the spring.")
    marks = quotations(document.report.text, document.passages)
    by_model = model_alone(document, marks, lexicon())
    assert [one.confidence is not None and one.confidence > 0.5 for one in by_model] == [True]
    assert [one.confidence for one in attributions(document, marks, lexicon())] == [None]


def test_the_rules_own_nominal_acts_are_kept() -> None:
    document = document_of("Addis Ababa's promise to share data was welcomed by engineers from both banks.")
    acts = {one.act for one in Statements(model_and_acts).extract(document).items if isinstance(one, Statement)}
    assert Act.PROMISE in acts
