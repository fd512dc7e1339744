"""What a speaker's own side will do is promised, threatened, refused; what another will do is only said."""

from __future__ import annotations

import pytest

from onrecord import extract
from onrecord.core.entry import Statement
from tests.documents import report_of

SAID = [
    ("Egyptian Foreign Minister Samir Halabi said that Cairo would not sign the accord.", "refuse"),
    ("“Tehran will strike the port,” Iran's foreign minister said.", "threaten"),
    ("“Sudan will withdraw its troops,” the Sudanese envoy said.", "promise"),
    ("The Kenyan foreign minister said the Kenyan army would never attack the camp.", "promise"),
    ("Israel's prime minister said Iran would not sign the accord.", "assert"),
    ("The Kenyan foreign minister said Kenya would probably not join.", "assert"),
    ("The Kenyan foreign minister said the road that Kenya will build is narrow.", "assert"),
]


@pytest.mark.parametrize(("text", "act"), SAID)
def test_the_act_is_that_of_ones_own_side(text: str, act: str) -> None:
    entries = extract(report_of(text, published="2023-07-13")).entries
    assert [entry.act.value for entry in entries if isinstance(entry, Statement)] == [act]


def test_a_refusal_says_what_is_refused() -> None:
    entries = extract(report_of(SAID[0][0], published="2023-07-13")).entries
    (refusal,) = (entry for entry in entries if isinstance(entry, Statement))
    assert (refusal.stated, refusal.reads) == ("negative", "refuses to sign the accord")
