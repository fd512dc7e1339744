"""A shortened run of `bench/attack_outside.py`: names, kills, full disks, two makers, long runs."""

from __future__ import annotations

import os
from itertools import islice

import pytest
from bench import attack_outside

SEED = 20
COUNTS = {"names": 41, "kills": 4, "full-disks": 10, "two-at-once": 4}


@pytest.mark.parametrize("kind", COUNTS)
def test_attacks_from_outside_hold(kind: str) -> None:
    if kind == "full-disks" and os.geteuid() != 0:
        pytest.skip("only root may mount the small file system that this fills")
    faulty = [one for one in attack_outside.attempts(kind, SEED, COUNTS[kind]) if one.fault]
    assert not faulty, f"seed {SEED}"


def test_memory_does_not_grow_with_the_number_of_reports(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATTACK_REPORTS", "150")
    (one,) = attack_outside.attempts("long-runs", SEED, 1)
    assert not one.fault, one.what


def test_a_record_that_is_not_what_it_was_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attack_outside, "_content", lambda _: {"an entry that is gone"})
    monkeypatch.setattr(attack_outside, "_whole", lambda _, before: f"{len(before)} entries are gone")
    if os.geteuid() != 0:
        pytest.skip("only root may mount the small file system that this fills")
    found = list(islice(attack_outside.attempts("full-disks", SEED, 1), 1))
    assert [one.fault for one in found] == ["1 entries are gone"]
