"""A record with a few more reports, so that each field of each kind has its change."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from onrecord import record
from tests.export.hostile import hostile
from tests.record.samples import MADE_BY, dam, many

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from onrecord.record import Record


@pytest.fixture
def filled(tmp_path: Path) -> Iterator[Callable[[], Record]]:
    """Make records of the same reports, as many as are asked for."""
    opened: list[Record] = []

    def fill() -> Record:
        rec = record.create(tmp_path / f"{len(opened)}.db", MADE_BY)
        for one in (hostile(), dam(), *many(4)):
            rec.add(one)
        opened.append(rec)
        return rec

    yield fill
    for rec in opened:
        rec.close()
