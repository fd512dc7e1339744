"""A record of many entries: the first of them are there at once, all of them when they are read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from onrecord.show.serve import desk
from onrecord.testing import made_record

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def of_twenty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> desk.Desk:
    """A desk with a record of twenty entries, which are many here."""
    monkeypatch.setattr(desk, "MANY", 10)
    monkeypatch.setattr(desk, "FIRST", 6)
    made_record(tmp_path / "made.db", reports=4, entries=5, findings=1).close()
    return desk.Desk(tmp_path / "made.db", "Ada")


def told(answer: bytes) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(answer)
    return found


def test_the_first_in_time_come_before_all(of_twenty: desk.Desk) -> None:
    first, every = told(of_twenty.beginning()), told(of_twenty.views())
    assert first["coming"] == 20
    assert first["entries"] == every["entries"][:6]
    assert len(every["entries"]) == 20
    assert [one["id"] for one in first["reports"]] == [one["id"] for one in every["reports"]]


def test_nothing_is_waited_for_twice(of_twenty: desk.Desk) -> None:
    every = of_twenty.views()
    assert "coming" not in told(every)
    assert of_twenty.beginning() == every


def test_few_entries_come_together(tmp_path: Path) -> None:
    made_record(tmp_path / "made.db", reports=2, entries=5).close()
    of_ten = desk.Desk(tmp_path / "made.db", "Ada")
    assert of_ten.beginning() == of_ten.views()
