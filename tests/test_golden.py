"""Whole reports and the record that comes of them: `pytest --update` rewrites, a human reads the diff."""

from __future__ import annotations

import pytest

from onrecord.dispute import load_dispute
from onrecord.testing import check_golden
from tests.conftest import ROOT

GOLDEN = ROOT / "tests" / "golden"
EXAMPLES = ("nato-ukraine", "nile-dam")


@pytest.mark.parametrize("example", EXAMPLES)
def test_each_report_gives_the_record_beside_it(example: str, request: pytest.FixtureRequest) -> None:
    folder = ROOT / "examples" / example
    check_golden(
        folder / "reports",
        GOLDEN / example,
        dispute=load_dispute(folder / "dispute.toml"),
        update=bool(request.config.getoption("--update")),
    )
