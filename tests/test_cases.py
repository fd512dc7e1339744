"""The cases are for what ships: few name a finder of their own, and those name one that is there."""

from __future__ import annotations

from onrecord.ingest import EXTRACTORS, KNOWN, Ingest
from tests.cases import CASES, read_cases
from tests.shipped import ingest_by

_MOST = 10  # cases that are for a finder which does not run by default
_STAGES = sorted(folder.name for folder in CASES.iterdir())


def test_few_cases_are_for_another_finder_than_the_one_that_ships() -> None:
    named = [case.settings["by"] for stage in _STAGES for case in read_cases(stage) if "by" in case.settings]
    assert len(named) <= _MOST
    assert set(named) <= {one.name.split()[0] for one in KNOWN if one not in EXTRACTORS}


def test_cases_are_run_by_what_a_user_gets_who_names_nothing() -> None:
    assert ingest_by().extractors == EXTRACTORS
    assert ingest_by() == Ingest()


def test_a_finder_that_a_case_names_takes_the_place_of_its_kind() -> None:
    names = [one.name.split()[0] for one in ingest_by("statements-rules").extractors]
    assert names == ["statements-rules", "events"]
