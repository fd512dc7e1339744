"""Allusions: what "the plan" or "the decision" stands for, and the side that is taken of it."""

from __future__ import annotations

import pytest

from onrecord.core.entry import Act, Entry, Manner, Statement
from onrecord.core.extraction import Extraction
from onrecord.core.who import Mention
from onrecord.resolvers.propositions import Propositions
from tests.documents import document_of

ASKED = "Peru asked for sanctions on Chile."


def last_side(text: str, *acts: Act, who: tuple[str, ...] = ()) -> str:
    """Return the matter and sign of the last statement of a text, one a sentence, its words after the second."""
    document = document_of(text)
    entries: list[Entry] = []
    start = 0
    for number, (sentence, act) in enumerate(zip(text.split(". "), acts, strict=True)):
        said = sentence.index(" ", sentence.index(" ") + 1) + 1
        content = document.report.cite(start + said, start + len(sentence.rstrip(".")))
        cue = document.report.cite(start + sentence.index(" ") + 1, start + said - 1)
        actor = who[number] if who else "peru"
        speaker = Mention(document.report.cite(start, start + sentence.index(" ")), actor, actor)
        entries.append(
            Statement(str(number), act, Manner.INDIRECT, (content,), "test 1", speaker=speaker, cue=cue)
        )
        start += len(sentence) + 2
    resolved = Propositions().resolve(document, Extraction(document.report, tuple(entries))).entries
    named = (one for one in resolved[-1].propositions if one.is_named)
    return " ".join(f"{one.matter} {one.sign} {one.words.words}" for one in named)


@pytest.mark.parametrize(
    ("then", "act", "expected"),
    [
        ("Brazil opposed the request.", Act.REFUSE, "sanctions - request"),
        ("Brazil promised to support the plan.", Act.PROMISE, "sanctions + plan"),
        ("Brazil praised the decision.", Act.PRAISE, ""),  # nothing was decided
        ("Brazil opposed the request of the union.", Act.REFUSE, ""),  # another request
        ("Brazil opposed a request.", Act.REFUSE, ""),
    ],
)
def test_a_noun_that_says_no_more_means_what_was_asked(then: str, act: Act, expected: str) -> None:
    assert last_side(f"{ASKED} {then}", Act.DEMAND, act, who=("peru", "brazil")) == expected


def test_who_opposes_a_refusal_is_for_what_was_refused() -> None:
    text = "Peru refused sanctions on Chile. Brazil condemned the decision."
    assert last_side(text, Act.REFUSE, Act.CRITICISE, who=("peru", "brazil")) == "sanctions + decision"


def test_who_proposes_a_plan_means_his_own() -> None:
    text = f"{ASKED} Brazil outlined the proposal."
    assert last_side(text, Act.DEMAND, Act.PROPOSE, who=("peru", "brazil")) == ""
    assert last_side(text, Act.DEMAND, Act.PROPOSE, who=("peru", "peru")) == "sanctions + proposal"


def test_what_was_said_long_before_is_not_meant() -> None:
    between = "Peru said the sun shone. " * 4
    acts = (Act.DEMAND, *(Act.ASSERT,) * 4, Act.REFUSE)
    assert last_side(f"{ASKED} {between}Peru opposed the request.", *acts) == ""
