"""The trained heads: the root of a pair, the parties of a sentence, on the encoder that statements share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import onrecord
from onrecord.core.entry import Root
from onrecord.encoder import Encoded, Encoder
from onrecord.encoder.states import WIDTH
from onrecord.extractors.events import Events
from onrecord.extractors.events.evidence import VERDICT
from onrecord.extractors.events.heads import distances, heads
from onrecord.extractors.events.pair_model import asked_about, code_pair, opened
from onrecord.extractors.events.party_model import Role, code_parties
from onrecord.extractors.statements import Statements
from tests.documents import document_of, span, taken

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.encoder.chain import Floats
    from onrecord.encoder.windows import Window


@pytest.mark.parametrize(
    ("text", "source", "target", "root"),
    [
        ("Sudanese jets bombed a camp of the rebels near Kadugli.", "Sudanese jets", "the rebels", Root.ASSAULT),
        ("Morocco rejected the proposal of the Polisario Front on Monday.", "Morocco", "Polisario", Root.REJECT),
        ("Egypt's minister held talks with his Ethiopian counterpart.", "Egypt", "Ethiopian", Root.CONSULT),
        ("Manila accused Beijing of ramming a supply boat.", "Manila", "Beijing", Root.ACCUSE),
        ("Serbia has promised to send observers to Kosovo.", "Serbia", "Kosovo", Root.AGREE),
    ],
)
def test_a_pair_gets_its_root(text: str, source: str, target: str, root: Root) -> None:
    found, _ = onrecord.code_pair(text, source=span(text, source), target=span(text, target))
    assert found is root


def test_a_root_that_the_rules_see_too_has_their_mode() -> None:
    text = "Algerian police arrested four Moroccan reporters."
    assert onrecord.code_pair(text, source=(0, 15), target=(25, 48)) == (Root.COERCE, "arrest")


def test_parties_have_their_roles_and_offsets() -> None:
    text = "Turkish troops attacked a village of the Cypriot militia on Friday."
    found = onrecord.code_parties(text)
    assert (found[0].role, found[0].words.words) == (Role.SOURCE, "Turkish troops")
    assert Role.TARGET in {party.role for party in found}
    assert all(text[party.words.start : party.words.end] == party.words.words for party in found)


def test_each_report_has_states_of_its_own_words() -> None:
    first, second = document_of("Sudan said so."), document_of("Egypt denied it again.")
    assert len(Encoded.of(first).states.starts) == 3
    assert len(Encoded.of(second).states.starts) == 4
    assert not np.array_equal(Encoded.of(first).states.values[0], Encoded.of(second).states.values[0])


def test_marks_have_no_states() -> None:
    document = document_of("... !")
    assert not Encoded.of(document).states.of(document.tokens).any()
    assert Encoded.of(document).states.of(document.tokens).shape == (len(document.tokens), WIDTH)


def test_what_the_rules_say_is_told_to_the_head() -> None:
    text = "Ghana expelled the envoy of Togo."
    document = document_of(text)
    asked = asked_about(opened(document, Encoded.of(document).states), source=(0, 5), target=span(text, "Togo"))
    assert asked.verdict.shape == (VERDICT,)
    assert asked.parties.tolist().count(1) == 1
    assert distances(asked.parties, 1)[0] == 0
    assert heads().root_scores(asked).shape == (len(heads().labels),)


@given(st.text(alphabet="ab attackedwr.,“”?!'-\n ", max_size=80), st.integers(0, 90), st.integers(0, 90))
@settings(max_examples=30, deadline=None)
def test_any_text_and_any_pair_get_an_answer(text: str, start: int, end: int) -> None:
    document = document_of(text)
    assert code_pair(document, source=(start, end), target=(end, start))[0] in Root
    assert all(party.words.found_in(document.report) for party in code_parties(document))


@pytest.mark.parametrize("text", ["", " wk", "attacked " * 2000, "if " * 500 + "Iran attacks Iraq"])
def test_odd_texts_are_coded(text: str) -> None:
    document = document_of(text)
    assert code_pair(document, source=(0, 5), target=(len(text), len(text) + 3))[0] in Root
    assert isinstance(code_parties(document), tuple)


def test_statements_and_events_share_one_run_of_the_encoder(monkeypatch: pytest.MonkeyPatch) -> None:
    runs: list[object] = []
    run = Encoder.run

    def counted(model: Encoder, window: Window, outputs: Sequence[str]) -> list[Floats]:
        runs.append(window)
        return run(model, window, outputs)

    monkeypatch.setattr(Encoder, "run", counted)
    document = document_of("Chad accused Sudan of the raid, a minister said. Sudan rejected the charge of Chad.")
    encoded = Encoded.of(document)
    for extractor in (Statements(), Events()):
        assert extractor.extract(document, encoded).items
    assert len(runs) == 1
    alone = document_of("Chad accused Sudan of the raid.")
    assert taken(Events(), alone).items
    assert len(runs) == 2
