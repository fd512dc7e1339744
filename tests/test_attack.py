"""A shortened run of `bench/attack.py`: nothing damaged, crafted or hostile gets a traceback or a silence."""

from __future__ import annotations

import pytest
from bench import attack

SEED = 20


@pytest.mark.parametrize("kind", attack.KINDS)
def test_attacks_hold(kind: str) -> None:
    faulty = [one for one in attack.attempts(kind, SEED, 25) if one.fault]
    assert not faulty, f"seed {SEED}"


def test_a_call_that_does_not_hold_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*_: object, **__: object) -> None:
        raise KeyError("gone")

    monkeypatch.setattr("onrecord.record.open", crash)
    assert "KeyError" in str(attack.called(["reports", __file__], "a guard removed").fault)
