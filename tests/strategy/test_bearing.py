"""How entries bear on options: a plan that is denied is an intention not had."""

from __future__ import annotations

import pytest

from onrecord.core.entry import Attitude, Event, Manner, Root, Stance, Status
from onrecord.core.report import Citation
from onrecord.core.who import Mention
from onrecord.strategy.drafting.bearing import bearing

WORDS = Citation("r", 0, 19, "to divert the river")
WHO = Mention(Citation("r", 30, 38, "Khartoum"), actor="sudan", party="sudan")


@pytest.mark.parametrize("negated", [True, False])
def test_a_denied_plan_is_an_intention_not_had(negated: bool) -> None:
    found = bearing(Stance("s", Attitude.INTEND, Manner.INDIRECT, (WORDS,), "test", speaker=WHO, negated=negated))
    assert found is not None
    assert found.says is not negated


@pytest.mark.parametrize("status", [Status.DENIED, Status.POSSIBLE, Status.DEMANDED])
def test_what_did_not_happen_tells_of_no_intention(status: Status) -> None:
    assert bearing(Event("e", Root.ASSAULT, status, WORDS, WORDS, "test", sources=(WHO,))) is None
