"""The first half as a whole: which extractors run, and what a stranger's crash does."""

from __future__ import annotations

import pytest

from onrecord import ingest as module
from onrecord.core.problem import Outcome, ProblemKind
from onrecord.dispute import Dispute
from onrecord.ingest import EXTRACTORS, Ingest
from onrecord.plugins import PluginMissing
from tests.documents import report_of

TEXT = "The Egyptian minister warned on Monday that the filling of the dam would have consequences."


def test_rules_run_unless_the_dispute_file_names_others() -> None:
    assert Ingest().extractors == EXTRACTORS
    named = Ingest(Dispute("d", "D", extractors=("events",)))
    assert [extractor.name for extractor in named.extractors] == ["events 3"]


def test_rules_by_themselves_can_be_named_and_their_entries_say_so() -> None:
    by_rules = Ingest(Dispute("d", "D", extractors=("statements-rules", "events-rules")))
    entries = by_rules.extract(report_of(TEXT)).entries
    assert entries
    assert {entry.by for entry in entries} <= {"statements-rules 1", "events-rules 1"}
    assert by_rules.made_by != Ingest().made_by


def test_an_unknown_extractor_is_told_with_those_there_are() -> None:
    with pytest.raises(PluginMissing, match=r"no extractor 'oracle'. Known are: statements, events"):
        _ = Ingest(Dispute("d", "D", extractors=("oracle",))).extractors


def test_an_extractor_that_crashes_is_a_problem_and_the_others_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken:
        name = "broken 1"

        def extract(self, document: object) -> Outcome[object]:
            raise RuntimeError(f"cannot read {type(document).__name__}")

    monkeypatch.setattr(module, "EXTRACTORS", (Broken(), *EXTRACTORS))
    extraction = Ingest().extract(report_of(TEXT, published="2021-07-06"))
    assert extraction.entries
    assert [problem.kind for problem in extraction.problems] == [ProblemKind.FAILED]
    assert "broken 1" in str(extraction.problems[0])
