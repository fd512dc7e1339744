"""What is new in a record since a moment: reports, entries, findings, corrections; and nothing else."""

from __future__ import annotations

import json
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

import onrecord
from onrecord import record as records
from onrecord.building import compare
from onrecord.cli.main import commands
from onrecord.core.change import Change
from onrecord.core.correction import Correction
from onrecord.core.finding import Finding, FindingKind
from onrecord.core.line import Line, ReportHeader

RECORD = "r.db"
MORE = "Egypt asked Sudan for talks on Monday."


def told(found: list[Change]) -> Counter[tuple[str, str]]:
    """Return how many of what is new, changed, gone or undone."""
    return Counter((one.how, type(one.what).__name__) for one in found)


def since(moment: datetime | None) -> list[Change]:
    with records.open(RECORD) as opened:
        return list(opened.changes(moment))


def built(text: str, *, path: str = "more.txt") -> datetime:
    """Build a report into the record; return a moment right before."""
    Path(path).write_text(text, encoding="utf-8")
    moment = datetime.now(UTC)
    onrecord.build([path], into=RECORD, published="2022-02-01", workers=1)
    return moment


@pytest.mark.usefixtures("own_record")
def test_of_a_report_that_comes_in_it_and_its_entries_are_new_and_nothing_that_was_there() -> None:
    everything = told(since(datetime(2020, 1, 1, tzinfo=UTC)))
    with records.open(RECORD) as opened:
        assert everything["new", "ReportHeader"] == len(list(opened.reports()))
        assert everything["new", "Line"] == opened.count()
        assert everything["new", "Finding"] == len(list(opened.findings()))
    moment = built(MORE)
    found = since(moment)
    assert [one.what.path for one in found if isinstance(one.what, ReportHeader)] == ["more.txt"]
    lines = [one.what for one in found if isinstance(one.what, Line)]
    assert lines
    assert {line.report.path for line in lines} == {"more.txt"}
    assert found == since(None)  # the last build
    assert since(datetime.now(UTC) + timedelta(days=1)) == []


@pytest.mark.usefixtures("own_record")
def test_building_again_makes_nothing_new() -> None:
    built(MORE)
    moment = built(MORE)
    assert since(moment) == since(None) == []


@pytest.mark.usefixtures("own_record")
def test_a_report_that_takes_anothers_place_has_changed() -> None:
    built(MORE)
    found = told(since(built(MORE.replace("talks", "help"))))
    assert found["changed", "ReportHeader"] == 1
    assert not found["new", "ReportHeader"]


@pytest.mark.usefixtures("own_record")
def test_findings_are_new_change_and_go() -> None:
    with records.open(RECORD, write=True) as opened:
        finding = next(opened.findings(FindingKind.ACCOUNT))
        moment = datetime.now(UTC)
        opened.corrections.dismiss(finding.id, who="me", why="tried")
        compare(opened)
    gone = since(moment)
    assert Change("gone", finding.id) in gone
    assert not [one for one in gone if isinstance(one.what, Finding) and one.how == "new"]
    issue = next(one for one in finding_named("talks and formats"))
    moment = datetime.now(UTC)
    with records.open(RECORD, write=True) as opened:
        opened.corrections.pin_issue(issue.id, who="me", why="tried")
        compare(opened)
    found = [one for one in since(moment) if isinstance(one.what, Finding)]
    assert [(one.how, one.what.id) for one in found if isinstance(one.what, Finding)] == [("changed", issue.id)]


def finding_named(name: str) -> list[Finding]:
    with records.open(RECORD) as opened:
        return [one for one in opened.findings(FindingKind.ISSUE) if getattr(one.says, "name", "") == name]


@pytest.mark.usefixtures("own_record")
def test_corrections_are_new_or_undone() -> None:
    moment = datetime.now(UTC)
    with records.open(RECORD, write=True) as opened:
        entry = next(opened.statements()).entry.id
        old = opened.corrections.accept(entry, who="me", when="2021-05-01")
        made = opened.corrections.reject(entry, who="me", why="tried")
    found = {(one.how, one.what.id) for one in since(moment) if isinstance(one.what, Correction)}
    assert found == {("undone", old.id), ("new", made.id)}


@pytest.mark.usefixtures("own_record")
def test_the_command_prints_a_line_or_an_object_for_each() -> None:
    moment = built(MORE)
    with records.open(RECORD, write=True) as opened:
        opened.corrections.reject(next(opened.statements()).entry.id, who="me", why="tried")
    run = CliRunner().invoke(commands, ["changes", RECORD, "--since", moment.isoformat()])
    assert run.exit_code == 0, run.output
    header, *rows = [line.split("\t") for line in run.stdout.splitlines()]
    assert header == ["news", "what", "id", "when", "told"]
    assert {len(row) for row in rows} == {len(header)}
    assert len(rows) == len(since(moment))
    assert {row[1] for row in rows} >= {"report", "entry", "correction"}
    run = CliRunner().invoke(commands, ["changes", RECORD, "--since", moment.isoformat(), "--json"])
    objects = [json.loads(line) for line in run.stdout.splitlines()]
    assert len(objects) == len(rows)
    assert {key for one in objects for key in one} >= {"change", "report", "entry", "correction"}


@pytest.mark.usefixtures("own_record")
@pytest.mark.parametrize(("since", "code", "words"), [
    ("2099-01-01", 0, "nothing is new since 2099-01-01"), ("2022-13", 2, "2022-13"), ("2022T", 2, "is no time"),
])  # fmt: skip
def test_a_day_without_news_and_what_is_no_day_are_told(since: str, code: int, words: str) -> None:
    run = CliRunner().invoke(commands, ["changes", RECORD, "--since", since])
    assert (run.exit_code, words in run.stderr) == (code, True)


@pytest.mark.usefixtures("own_record")
def test_when_it_came_in_is_no_content_and_is_forgotten_with_a_report() -> None:
    with records.open(RECORD) as opened:
        digest = opened.content_digest()
    moment = built(MORE)
    with records.open(RECORD, write=True) as opened:
        opened.forget("more.txt")
        compare(opened)
        assert opened.content_digest() == digest
    assert not told(since(moment))["new", "ReportHeader"]
    with records.open(RECORD) as opened:
        assert "more.txt" not in {report.path for report in opened.reports()}
