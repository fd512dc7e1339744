"""Statements that the trained model and the rules find together, each with its confidence."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.core.entry import Act, Entry, Stance, Statement
from onrecord.core.extraction import sure_enough
from onrecord.encoder import Encoded
from onrecord.extractors.statements.arbitration import judged, weighed, weights
from onrecord.extractors.statements.attributions import Attribution
from onrecord.extractors.statements.extractor import Statements
from onrecord.extractors.statements.findings import rules_alone
from onrecord.extractors.statements.joined import model_alone
from onrecord.extractors.statements.lexicon import lexicon
from onrecord.extractors.statements.overlaps import parted
from onrecord.extractors.statements.quotations import quotations
from onrecord.ingest import Ingest
from tests.documents import document_of, report_of, taken

FINDERS = (rules_alone, model_alone, weighed)


def taken_from(text: str, finder: object = weighed) -> tuple[Entry, ...]:
    """Return the entries of a text."""
    return taken(Statements(finder), document_of(text)).items  # type: ignore[arg-type]


@pytest.mark.parametrize("finder", FINDERS)
def test_every_finder_codes_a_plain_refusal(finder: object) -> None:
    text = "Cairo refused to accept the new timetable for the dam. The river was low."
    statements = [one for one in taken_from(text, finder) if isinstance(one, Statement)]
    assert [one.act for one in statements] == [Act.REFUSE]
    assert statements[0].speaker is not None
    assert statements[0].speaker.citation.words == "Cairo"


@pytest.mark.parametrize("finder", FINDERS)
@pytest.mark.parametrize("text", ["", "“", "said", "He said: «", "“A” “B” “C”, D said."])
def test_odd_texts_do_no_harm(finder: object, text: str) -> None:
    document = document_of(text)
    for one in Statements(finder).extract(document, Encoded.of(document)).items:  # type: ignore[arg-type]
        assert all(citation.found_in(document.report) for citation in one.citations())


@pytest.mark.parametrize(
    "text",
    [
        "Canada and Japan have imposed more than 200 sanctions on the country.",
        "The president signed the treaty on Tuesday in the great hall of the palace.",
    ],
)
def test_a_deed_is_no_thought(text: str) -> None:
    assert not [one for one in taken_from(text) if isinstance(one, Stance)]


def test_content_keeps_its_quotation_marks() -> None:
    (one,) = taken_from("“The strait stays open,” the admiral told reporters in Muscat.")
    assert isinstance(one, Statement)
    assert one.content[0].words == "“The strait stays open,”"


@pytest.mark.parametrize(
    "text",
    [
        "The ministry did not say that the islands would be handed over.",
        "Sudan's president gave no indication that he would step down.",
        "Egypt made no mention of the dam in its letter.",
    ],
)
def test_a_negated_cue_is_negated_whoever_finds_it(text: str) -> None:
    (one,) = taken_from(text)
    assert isinstance(one, Statement)
    assert (one.act, one.negated) == (Act.ASSERT, True)


def test_what_one_party_says_that_another_fears_is_kept_as_that_ones() -> None:
    said, feared = taken_from("Shoukry said Egypt fears that the dam will cut its share of the water.")
    assert isinstance(said, Statement)
    assert isinstance(feared, Stance)
    assert feared.speaker is not None
    assert (feared.speaker.citation.words, feared.via) == ("Egypt", said.id)


def test_no_comment_is_no_offer() -> None:
    entries = taken_from("Officials offered no comment on the report that troops had crossed the border.")
    assert not [one for one in entries if isinstance(one, Statement) and one.act is Act.OFFER]


def test_a_deed_on_a_thing_that_a_clause_describes_is_no_statement() -> None:
    assert not taken_from("On Tuesday the president signed the treaty that took the peninsula into the union.")


def test_what_is_found_carries_its_confidence_and_rules_by_themselves_give_none() -> None:
    text = "The trade minister said on Friday that the duties would be lifted by the spring."
    (joined,) = taken_from(text)
    assert isinstance(joined, Statement)
    assert joined.confidence is not None
    assert 0.5 < joined.confidence < 1
    (by_rules,) = taken_from(text, rules_alone)
    assert isinstance(by_rules, Statement)
    assert by_rules.confidence is None


def test_the_rules_own_nominal_acts_are_kept() -> None:
    found = taken_from("Addis Ababa's promise to share data was welcomed by engineers from both banks.")
    assert Act.PROMISE in {one.act for one in found if isinstance(one, Statement)}


def test_an_agreement_on_which_something_depends_is_none() -> None:
    found = taken_from("If Rabat agrees to hold the vote, the mission will stay for another year.")
    assert not [one for one in found if isinstance(one, Statement)]


def test_a_leaning_is_a_stance_not_a_statement() -> None:
    found = taken_from("Villagers on the island are fed up with the minister and his many inspectors.")
    assert not [one for one in found if isinstance(one, Statement)]


def test_what_is_joined_to_a_statement_is_no_part_of_it() -> None:
    text = "The envoy rejected the draft on the strait and welcomed the decision of both sides to meet again."
    found = [one for one in taken_from(text) if isinstance(one, Statement | Stance)]
    assert [one.content[0].words for one in found] == [
        "the draft on the strait",
        "the decision of both sides to meet again",
    ]


def test_paragraphs_opened_and_not_closed_belong_to_the_quotation_that_closes() -> None:
    text = (
        "“We came to Geneva with open hands and we leave with open hands.\n"
        "“Our offer stands until the rains begin,” the Sudanese minister said."
    )
    (one,) = taken_from(text)
    assert isinstance(one, Statement)
    assert [piece.words[:9] for piece in one.content] == ["“We came ", "“Our offe"]


def test_a_signed_quotation_is_its_signers() -> None:
    (one,) = taken_from("“The ferry is our only road to the mainland and it must run.” ― Maria Ioannou, Karpas")
    assert isinstance(one, Statement)
    assert one.speaker is not None
    assert one.speaker.citation.words == "Maria Ioannou"


def test_words_in_the_first_person_are_those_of_whom_the_sentence_before_tells() -> None:
    told = "Leila Haddad has lived in the camp near Tindouf since 1991. "
    (one,) = taken_from(told + "“I was nine when we came. My children were born here.”")
    assert isinstance(one, Statement)
    assert one.speaker is not None
    assert one.speaker.citation.words == "Leila Haddad"


def test_what_is_less_sure_can_be_left_out_with_the_ties_to_it() -> None:
    text = "The envoy said that Cairo had promised to share the data. Engineers may check it."
    taken = Ingest().extract(report_of(text, published="2022-03-01"))
    said, *rest = (entry for entry in taken.entries if isinstance(entry, Statement))
    assert [entry.via for entry in rest] == [said.id]
    bound = said.confidence
    assert bound is not None
    weak = replace(said, confidence=bound / 2)
    left = sure_enough(replace(taken, entries=(weak, *(replace(one, confidence=bound) for one in rest))), bound)
    assert [entry.via for entry in left.entries if isinstance(entry, Statement)] == [None]
    assert sure_enough(taken, None) is taken
    assert said.act_confidence is not None
    surer = sure_enough(taken, None, said.act_confidence + 0.01)
    assert said.id not in {entry.id for entry in surer.entries}


def test_an_act_is_surer_the_plainer_it_is_told() -> None:
    text = "The envoy warned that the dam is weak. The mayor said the offer was a non-starter."
    taken = Ingest().extract(report_of(text, published="2022-03-01"))
    warned, refused = (entry for entry in taken.entries if isinstance(entry, Statement))
    assert (warned.act, refused.act) == (Act.WARN, Act.REFUSE)
    assert warned.act_confidence is not None
    assert refused.act_confidence is not None
    assert 0.5 < refused.act_confidence < warned.act_confidence < 1


@pytest.mark.parametrize(
    "text",
    ["NATO's secretary general ruled out a no-fly zone over Moldova.", "The premier did not rule out new taxes."],
)
def test_to_rule_out_is_kept_however_little_the_model_makes_of_it(text: str) -> None:
    (refusal,) = taken_from(text)
    assert isinstance(refusal, Statement)
    assert refusal.act is Act.REFUSE


def test_what_only_introduces_a_quotation_is_no_cue_of_deeds() -> None:
    assert not taken_from("The rebels, who began supporting separatists in the east, left the town.")


def test_more_is_judged_than_is_kept() -> None:
    document = document_of("The museum waived its fee. The envoy said that the talks had failed.")
    marks = quotations(document.report.text, document.passages)
    verdicts = judged(document, Encoded.of(document), marks, lexicon())
    assert any(keeps for _, keeps in verdicts)
    assert all(one.confidence is not None and 0 < one.confidence < 1 for one, _ in verdicts)
    assert 0 < weights().least < 1


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("“We know it. We agree.” The port will stay open, Nasser said.", "The port will stay open"),
        (
            "“We know it, we agree,” said Nasser before the port was closed.",
            "we agree,” said Nasser before the port",
        ),
    ],
)
def test_content_loses_the_quotation_before_only_where_that_ends_a_sentence(text: str, left: str) -> None:
    document = document_of(text)
    start, end = text.lower().index("we agree"), text.index(left) + len(left)
    one = Attribution(((start, end),), None, None, None, None)
    (cut,) = parted(document, [one], quotations(text, document.passages))
    assert [text[low:high] for low, high in cut.content] == [left]
