"""The network that tells the act of a statement from all its words: what it is given, what it may change."""

from __future__ import annotations

import numpy as np
import pytest

from onrecord.core.entry import Act, Statement
from onrecord.encoder import Encoded
from onrecord.encoder.states import WIDTH
from onrecord.extractors.statements import Statements
from onrecord.extractors.statements.attributions import Attribution
from onrecord.extractors.statements.worded import SLOTS, seen_in, shipped
from tests.documents import document_of, taken

SAID = "The envoy said on Monday that the ferry would sail."


def act_of(text: str) -> Act:
    (statement,) = [one for one in taken(Statements(), document_of(text)).items if isinstance(one, Statement)]
    return statement.act


def test_the_states_of_each_part_are_the_mean_of_its_words() -> None:
    document = document_of(SAID)
    states = Encoded.of(document).states
    content = (SAID.index("that"), SAID.index("."))
    seen = seen_in(document, Attribution((content,), (0, 2), (2, 3), None, None), states)
    assert seen.shape == (len(SLOTS), WIDTH)
    words = {token.text: row for token, row in zip(document.tokens, states.of(document.tokens), strict=True)}
    said, first, cue, around = seen
    assert np.allclose(said, np.mean([words[word] for word in ["that", "the", "ferry", "would", "sail"]], axis=0))
    assert np.allclose(first, words["sail"])
    assert np.allclose(cue, words["said"])
    outside = [words[word] for word in ("The", "envoy", "said", "on", "Monday", ".")]
    assert np.allclose(around, np.mean(outside, axis=0))


def test_a_part_that_is_not_there_has_no_state() -> None:
    document = document_of(SAID)
    whole = Attribution(((0, len(SAID)),), None, None, None, None)
    _, _, cue, around = seen_in(document, whole, Encoded.of(document).states)
    assert not cue.any()
    assert not around.any()


def test_the_chances_are_of_every_act_that_it_tells() -> None:
    likely = shipped().chances({"bias": 1.0}, np.zeros((len(SLOTS), WIDTH), dtype=np.float32))
    assert tuple(likely) == shipped().acts
    assert all(0 <= chance <= 1 for chance in likely.values())


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("The minister denied that the ferry had sailed.", Act.DENY),
        ("The minister demanded that the ferry sail.", Act.DEMAND),
    ],
)
def test_what_a_cue_tells_stands(text: str, act: Act) -> None:
    assert act_of(text) is act
