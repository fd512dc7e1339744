"""Shortened runs of `bench/attack_outside.py` and `bench/attack_long.py`: what comes from outside a call."""

from __future__ import annotations

import os

import pytest

pytest.importorskip("termios", reason="a call is a child that is forked, some of them on a terminal")

from bench import attack_long
from bench.attack_outside import KINDS
from bench.attacking import Attempt, attempts

from onrecord import pool

SEED = 20
GOES = {"kills": 6, "full-disks": 12, "two-at-once": 3}

may_mount = pytest.mark.skipif(
    os.geteuid() != 0,
    reason="only root may mount the small file system that this fills",
)


def faulty(kind: str, goes: int) -> list[tuple[int, Attempt]]:
    return [(number, one) for number, one in attempts(KINDS, kind, SEED, range(goes)) if one.fault]


@pytest.mark.parametrize("kind", ["kills", pytest.param("full-disks", marks=may_mount), "two-at-once"])
def test_attacks_from_outside_hold(kind: str) -> None:
    assert not faulty(kind, GOES[kind]), f"seed {SEED}"


def test_memory_does_not_grow_with_the_number_of_reports() -> None:
    told, share = attack_long.grown(SEED, 150)
    assert share < attack_long.MOST_GROWN, told


@may_mount
def test_without_the_door_of_writing_files_are_half(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.writing._beside", lambda place: place.open("wb"))
    monkeypatch.setattr("bench.attack_outside.WRITING", ("export R --format jsonl --into P/out.csv",))
    assert any("is half" in str(one.fault) for _, one in faulty("full-disks", 6))


def test_without_what_ends_workers_with_their_parent_they_live_on(monkeypatch: pytest.MonkeyPatch) -> None:
    serve = pool._serve
    monkeypatch.setattr(pool, "die_with", lambda _: None)
    monkeypatch.setattr(
        pool, "_serve", lambda function, line, memory, parent, _: serve(function, line, memory, parent, ())
    )
    goes = (98, 123, 127, 256)  # builds with two workers whose parent alone is killed
    assert any(one.fault == "a worker lives on" for _, one in attempts(KINDS, "kills", SEED, goes))
