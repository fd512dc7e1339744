"""Whole reports and the record that comes of them: `pytest --update` rewrites, a human reads the diff."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from onrecord.clean import clean
from onrecord.dispute import load_dispute
from onrecord.ingest import Ingest
from onrecord.readers import Source, find, read
from onrecord.record.plaintext import render_extraction
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

GOLDEN = ROOT / "tests" / "golden"
EXAMPLES = ("nato-ukraine", "nile-dam")


def rendered(example: str) -> dict[str, str]:
    """Return the record of each report of an example, by report name."""
    folder = ROOT / "examples" / example
    ingest = Ingest(load_dispute(folder / "dispute.toml"))
    found = {}
    for source in find([folder / "reports"]):
        assert isinstance(source, Source), source
        for report in read(source).items:
            name = report.path.removeprefix(f"{folder.as_posix()}/reports/").replace("#", "-")
            extraction = ingest.extract(clean(report).items[0])
            found[name] = render_extraction(extraction).replace(folder.as_posix(), f"examples/{example}")
    return found


@pytest.mark.parametrize("example", EXAMPLES)
def test_each_report_gives_the_record_beside_it(example: str, request: pytest.FixtureRequest) -> None:
    folder: Path = GOLDEN / example
    now = rendered(example)
    if request.config.getoption("--update"):
        folder.mkdir(parents=True, exist_ok=True)
        for path in folder.glob("*.record"):
            path.unlink()
        for name, text in now.items():
            (folder / f"{name}.record").write_text(text, encoding="utf-8")
    golden = {
        path.name.removesuffix(".record"): path.read_text(encoding="utf-8") for path in folder.glob("*.record")
    }
    assert now == golden, "run pytest tests/test_golden.py --update and read the diff"
