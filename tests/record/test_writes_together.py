"""Writes inside another one: each goes in wholly or not at all, and all of them with the outer one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from onrecord import record
from onrecord.core.who import Actor, ActorKind
from onrecord.record import Added
from tests.record.samples import MADE_BY, dam

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from onrecord.record import Record


class Cut(Exception):
    """What cuts a write off."""


def cut_off(rec: Record, write: Callable[[], object]) -> None:
    """Write, and cut it off behind that."""
    with rec.together():
        write()
        raise Cut


def test_one_that_fails_leaves_nothing_and_those_beside_it_stay(tmp_path: Path) -> None:
    with record.create(tmp_path / "r.db", MADE_BY) as rec:
        with rec.together():
            rec.add(dam())
            before = rec.content_digest()
            with pytest.raises(Cut):
                cut_off(rec, lambda: rec.forget(dam().report.path))
            assert rec.content_digest() == before
        assert rec.content_digest() == before


def test_all_go_with_the_outer_one(tmp_path: Path) -> None:
    with record.create(tmp_path / "r.db", MADE_BY) as rec:
        before = rec.content_digest()
        with pytest.raises(Cut):
            cut_off(rec, lambda: rec.add(dam()))
        assert rec.content_digest() == before


def test_a_report_of_half_letters_is_new_though_it_goes_in_at_the_second_try(tmp_path: Path) -> None:
    half = replace(dam(), actors=(*dam().actors, Actor("ada", "Ada \ud83d", ActorKind.PERSON)))
    with record.create(tmp_path / "r.db", MADE_BY) as rec, rec.together():
        assert rec.add(half) is Added.NEW
