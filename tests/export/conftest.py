"""A record of the hostile report and two of a river dam."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from onrecord import record
from tests.export.hostile import hostile
from tests.record.samples import MADE_BY, dam

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from onrecord.record import Record


@pytest.fixture
def rec(tmp_path: Path) -> Iterator[Record]:
    with record.create(tmp_path / "hostile.db", MADE_BY) as rec:
        for one in (hostile(), dam()):
            rec.add(one)
        yield rec
