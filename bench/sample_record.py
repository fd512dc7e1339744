"""The record of the sample dispute that benchmarks of models read: one that is there, or one built for them."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.building import build
from onrecord.record import open as open_record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.record import Record

EXAMPLE = Path(__file__).parents[1] / "examples" / "nato-ukraine"


@contextmanager
def sample_record(there: Path | None) -> Iterator[Record]:
    """Open the record that is named, or build the sample's in a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        path = there or Path(folder) / "sample.db"
        if there is None:
            build([], into=path, dispute=EXAMPLE / "dispute.toml")
        with open_record(path) as opened:
            yield opened
