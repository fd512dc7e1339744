"""Contradictions told by cases: reports in, pairs out, through all that ships (`tests/cases/contradictions`).

Reports of one case stand apart by a line `---`, each with its own settings.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.building import compare
from onrecord.core.finding import Contradiction, FindingKind
from onrecord.record import create
from tests.cases import cases_of, check
from tests.shipped import ingest_by

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pytest

    from onrecord.core.finding import Finding
    from tests.cases import Case


def reports_of(case: Case) -> Iterator[Case]:
    """Yield each report of a case as a case of its own."""
    for number, text in enumerate(case.text.split("\n---\n")):
        head, _, body = text.partition("\n") if text.startswith("published: ") else ("", "", text)
        settings = {**case.settings, "path": f"{number}.txt"}
        if head:
            settings["published"] = head.removeprefix("published: ")
        yield replace(case, text=body, settings=settings)


@cases_of("contradictions")
def test_contradictions(case: Case, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    with create(tmp_path / "r.db", ingest_by().made_by) as record:
        for report in reports_of(case):
            record.add(ingest_by().extract(report.report()))
        compare(record)
        found = list(record.findings(FindingKind.CONTRADICTION))
    check(case, sorted(map(line_of, found)), update=request.config.getoption("--update"))


def line_of(finding: Finding) -> str:
    """Return a contradiction as one line: its type, and the words of both sides."""
    assert isinstance(finding.says, Contradiction)
    one, other = finding.tellings
    return f'{finding.says.type}: "{one.citation.words}" / "{other.citation.words}"'
