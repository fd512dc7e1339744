"""Parsing keeps every offset, whatever marks the text uses."""

from __future__ import annotations

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.clean import clean
from onrecord.core.report import Report
from onrecord.parse import DEFAULT_PIPELINE, legible, parse, pipeline
from onrecord.parse.entities import decode_at_once
from onrecord.parse.headlines import as_sentence, spelling
from tests.documents import document_of, report_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token


@pytest.mark.parametrize(
    "text",
    [
        ",,We want peace,'' the minister said.\nTalks go on.",
        "«Non», a dit le ministre. “We agree,” she said.",
        "Caf\u0301e talks\u00a0on 12\u202fJanuary …  then   more.",
        "\t\ttabs and\x0bodd\x85 white\u2028space\u200b marks",
    ],
)
def test_each_token_stands_where_it_says(text: str) -> None:
    document = document_of(text)
    assert document.tokens
    for token in document.tokens:
        assert text[token.start : token.end] == token.text


@given(st.text(max_size=80))
@settings(max_examples=60, deadline=None)
def test_legible_text_keeps_its_length(text: str) -> None:
    assert len(legible(text)) == len(text)


@given(st.lists(st.text(alphabet="ab “”\u00a0.,'’«»\t\r", max_size=30), max_size=4))
@settings(max_examples=40, deadline=None)
def test_any_text_parses_with_its_offsets(lines: list[str]) -> None:
    text = "\n".join(lines)
    document = document_of(text)
    assert all(text[token.start : token.end] == token.text for token in document.tokens)
    assert all(0 <= token.head < len(document.tokens) for token in document.tokens)
    assert all(
        sentence.first <= document.tokens[token].i < sentence.last
        for sentence in document.sentences
        for token in range(sentence.first, sentence.last)
    )


def test_brackets_written_out_are_brackets() -> None:
    document = document_of("The envoy -LRB- a judge -RRB- left .")
    envoy, left = document.tokens[1], document.tokens[-2]
    assert (envoy.dep, left.pos) == ("nsubj", "VERB")
    assert document.tokens[envoy.head] == left


def test_sentences_and_tokens_agree() -> None:
    document = document_of("The first sentence. The second one.\nA new paragraph.")
    assert len(document.sentences) == 3
    for number, sentence in enumerate(document.sentences):
        assert {token.sentence for token in document.sentence_tokens(sentence)} == {number}


def test_reports_come_back_in_order_and_empty_ones_stay() -> None:
    reports = [report_of("One report."), report_of(""), report_of("Another report.")]
    documents = list(parse(reports))
    assert [document.report for document in documents] == reports
    assert documents[1].tokens == ()


def test_what_is_too_long_for_a_word_is_none() -> None:
    document = document_of("The minister said " + '"' * 5000 + " no.")
    assert [token.text for token in document.tokens] == ["The", "minister", "said", "no", "."]


def test_a_line_of_any_length_is_parsed_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.parse.MOST_AT_ONCE", 50)
    text = "The talks go on. " * 20 + "x" * 120
    document = document_of(text)
    assert "".join(token.text for token in document.tokens) == text.replace(" ", "")
    assert all(text[token.start : token.end] == token.text for token in document.tokens)
    assert {sentence.passage for sentence in document.sentences} == {0}


def test_what_makes_the_pipeline_quicker_changes_nothing_that_it_says() -> None:
    """The words of the samples, and those that patterns of several words are for, met twice."""
    folder = Path(__file__).parents[1] / "examples"
    lines = [
        line for path in sorted(folder.rglob("*.txt")) for line in path.read_text(encoding="utf-8").split("\n")
    ]
    lines += [
        "There is no treaty, is there?",
        "We ain't gonna sign; let's wait, y'all.",
        "I gotta go.  They don't.",
        "The Republic of Cyprus and the United Nations Peacekeeping Force",
        "Mr.  Abdel   Fattah el-Sisi  \t met Abiy Ahmed\u2029Ahmed. In Addis Ababa",
        " ",
        "Khartoum",
    ]
    plain, quick = spacy.load(DEFAULT_PIPELINE), pipeline(DEFAULT_PIPELINE)
    for _ in range(2):
        for one, other in zip(plain.pipe(lines), quick.pipe(lines), strict=True):
            assert list(map(_said_of, one)) == list(map(_said_of, other))


def _said_of(token: Token) -> tuple[str | int, ...]:
    return (
        token.pos_, token.tag_, token.lemma_, str(token.morph), token.dep_, token.head.i,
        token.ent_type_, token.ent_iob_,
    )  # fmt: skip


def test_a_pipeline_that_knows_enough_words_keeps_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    reports = [
        report_of(f"Vask{letter}ro told Mir{letter}den on Monday that Zor{letter}k had dorv{letter}ted the port.")
        for letter in "abcdefghij"
    ]
    whole = list(parse(reports[::-1]))[::-1]
    monkeypatch.setattr("onrecord.parse.forgotten.WORDS_KEPT", 0)
    others = [report_of(report.text.upper()) for report in reports]
    next(parse(others[:1]))
    nlp = pipeline(DEFAULT_PIPELINE)
    strings, lemmas = nlp.vocab.strings, nlp.get_pipe("lemmatizer").cache  # type: ignore[attr-defined]
    before = len(strings)
    assert list(parse(reports)) == whole
    list(parse(others))
    assert (len(strings), len(lemmas)) == (before, 0)


def test_threads_that_parse_beside_each_other_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [
        f"Vask{letter}ro told Mir{letter}den that Zor{letter}k had dorv{letter}ted the port." for letter in "abcd"
    ]
    whole = [list(parse([report_of(text)])) for text in texts]
    monkeypatch.setattr("onrecord.parse.forgotten.WORDS_KEPT", 0)
    entered: list[str] = []
    nlp = pipeline(DEFAULT_PIPELINE)
    zone = nlp.memory_zone

    @contextmanager
    def watched() -> Iterator[None]:
        assert len(entered) % 2 == 0, "another thread is in the middle of a parse"
        entered.append("in")
        time.sleep(0.01)
        with zone():
            yield
        entered.append("out")

    monkeypatch.setattr(nlp, "memory_zone", watched)
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(lambda text: list(parse([report_of(text)])), texts)) == whole


def test_a_recogniser_of_another_form_is_left_alone() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("beam_ner", name="ner")
    decode_at_once(nlp)
    assert nlp.pipe_names == ["ner"]


def test_a_headline_in_title_case_is_parsed_as_a_sentence_and_printed_as_it_stands() -> None:
    text = "Kenya Expels Somali Envoy Over Attack\n\nThe envoy left on Tuesday, said Anna Holm of Kenya."
    document = next(parse(clean(Report("0" * 16, "a.txt", text)).items))
    expels = next(token for token in document.tokens if token.text == "Expels")
    assert (expels.pos, expels.lemma, expels.dep) == ("VERB", "expel", "ROOT")
    assert [token.text for token in document.tokens[:3]] == ["Kenya", "Expels", "Somali"]


def test_a_name_keeps_its_capital_in_a_headline() -> None:
    report = report_of("The aides of Bush met, and on they will march.")
    common = frozenset({"bush", "will", "march", "on", "of"})
    headline = as_sentence("Aides Of Bush Will March On", spelling(report.text, report.passages), common)
    assert headline == "Aides of Bush will march on"


def test_the_command_line_of_the_parser_is_there_for_who_asks_for_it() -> None:
    """It is passed over when spaCy is loaded; `spacy.info` is the one part of it that spaCy itself hands out."""
    code = (
        "import sys\nimport onrecord.parse\nassert 'spacy.cli' not in sys.modules\n"
        "import spacy\nassert spacy.info(silent=True)['spacy_version'] == spacy.__version__\n"
        "from spacy.cli import info\nassert info is spacy.cli.info\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
