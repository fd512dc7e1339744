"""Shortened runs of `bench/attack.py` and `bench/attack_files.py`: what is hostile gets a sentence."""

from __future__ import annotations

import random
import re
import time
import tomllib
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("termios", reason="a call is a child that is forked, some of them on a terminal")

from bench import attack, attack_files, readers
from bench.attacking import Attempt, Child, attempts, fault_of, hostile

from onrecord import record
from onrecord.cli import output

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

KINDS = {**attack.KINDS, **attack_files.KINDS}
SEED = 20
GOES = {
    "damaged-records": 25, "crafted-records": 25, "configurations": 25, "arguments": 25, "names": 1,
    "texts": 25, "files": 100, "returning": 10,
}  # fmt: skip


def faulty(kind: str, goes: int) -> Iterator[tuple[int, Attempt]]:
    """Yield the attempts that do not hold; who needs but one makes no more."""
    yield from ((number, one) for number, one in attempts(KINDS, kind, SEED, range(goes)) if one.fault)


@pytest.mark.parametrize("kind", KINDS)
def test_attacks_hold(kind: str) -> None:
    assert not list(faulty(kind, GOES[kind])), f"seed {SEED}"


def test_a_call_that_ends_in_a_traceback_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*_: object, **__: object) -> None:
        raise KeyError("gone")

    monkeypatch.setattr("onrecord.record.open", crash)
    assert any("traceback" in str(one.fault) for _, one in faulty("crafted-records", 5))


def test_without_the_door_of_printing_names_are_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.core.visible._OBEYED", re.compile("(?!)"))
    assert any("printed" in str(one.fault) for _, one in faulty("names", 1))


def test_without_the_net_of_readers_files_are_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "read_and_clean", lambda _: 1 / 0)
    assert any("ZeroDivisionError" in str(one.fault) for _, one in faulty("files", 3))


def test_without_the_net_of_settings_configurations_are_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.dispute.toml_table", tomllib.loads)
    assert any("traceback" in str(one.fault) for _, one in faulty("configurations", 12))


@pytest.mark.parametrize(("patience", "seen"), [(0.2, False), (99.0, True)])
def test_a_command_that_works_on_shows_that_it_does(
    patience: float, seen: bool, in_sample_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = record.open

    def after_long_work(*given: Path) -> record.Record:
        until = time.process_time() + 1.5
        while time.process_time() < until:
            pass
        return opened(*given)

    monkeypatch.setattr(record, "open", after_long_work)
    monkeypatch.setattr(output, "SILENT", patience)
    monkeypatch.setattr("bench.attacking.MOST_SILENT", 1.0)
    words = ["reports", "nato-ukraine.db"]
    ended = Child(words, in_sample_folder, screen=True).ended()
    assert ("silent" in str(fault_of(words, ended, screen=True))) is seen
    assert ("at work" in ended.out) is not seen
    assert "12 reports." in ended.out


def test_the_same_seed_makes_the_same_attack() -> None:
    drawn = [[hostile(chance) for _ in range(20)] for chance in (random.Random(SEED), random.Random(SEED))]
    assert drawn[0] == drawn[1]
