"""What a person says of findings: it is in force at once, outlives a rebuild, and can be taken back."""

from __future__ import annotations

import shutil

import pytest
from click.testing import CliRunner, Result

from onrecord import record as records
from onrecord.building import compare
from onrecord.cli.main import commands
from onrecord.compare.accounts import Accounts
from onrecord.core.entry import Root
from onrecord.core.finding import Account, FindingKind, Links
from onrecord.record import InvalidCorrection
from tests.compared import Done, Shelf

RECORD = "r.db"
WHY = ("--who", "me", "--why", "read both")


def run(*words: str) -> Result:
    return CliRunner().invoke(commands, list(words))


def accounts() -> list[frozenset[str]]:
    """Return the entries of each account of acts."""
    with records.open(RECORD) as opened:
        found = opened.findings(FindingKind.ACCOUNT)
        return [frozenset(one.entries()) for one in found if isinstance(one.says, Account) and one.entries()]


def together(one: str, other: str) -> bool:
    return any({one, other} <= each for each in accounts())


def of_two_sources() -> tuple[str, str]:
    """Return two entries of different reports that stand in one account."""
    with records.open(RECORD) as opened:
        for finding in opened.findings(FindingKind.ACCOUNT):
            by_report = {told.citation.report: told.entry for told in finding.tellings if told.entry}
            if len(by_report) > 1 and isinstance(finding.says, Account) and finding.says.type == "act":
                first, second, *_ = sorted(by_report.values())
                return first, second
    raise AssertionError


@pytest.mark.usefixtures("own_record")
def test_two_that_are_said_not_to_be_one_stand_apart_until_that_is_taken_back() -> None:
    one, other = of_two_sources()
    done = run("correct", "not-same", RECORD, one, other, *WHY)
    assert done.exit_code == 0, done.output
    assert not together(one, other)
    assert "not-same" in run("correct", "list", RECORD).stdout
    with records.open(RECORD, write=True) as opened:
        compare(opened)
        (made,) = opened.corrections.all()
    assert not together(one, other)
    assert run("correct", "undo", RECORD, made.id, *WHY).exit_code == 0
    assert together(one, other)


@pytest.mark.usefixtures("own_record")
def test_the_opposite_takes_it_back() -> None:
    one, other = of_two_sources()
    run("correct", "not-same", RECORD, one, other, *WHY)
    assert run("correct", "same", RECORD, other, one, *WHY).exit_code == 0
    assert together(one, other)
    with records.open(RECORD) as opened:
        assert [each.kind.value for each in opened.corrections.all()] == ["same"]
        assert [each.kind.value for each in opened.corrections.all(undone=True)] == ["not-same", "same"]


@pytest.mark.usefixtures("own_record")
def test_two_that_are_said_to_be_one_stand_together() -> None:
    with records.open(RECORD) as opened:
        lines = [line for line in opened.lines() if not any(line.entry.id in each for each in accounts())]
        one = lines[0]
        other = next(line for line in lines if line.report.id != one.report.id)
    done = run("correct", "same", RECORD, one.entry.id, other.entry.id, *WHY)
    assert done.exit_code == 0, done.output
    assert together(one.entry.id, other.entry.id)


@pytest.mark.usefixtures("own_record")
def test_a_finding_that_is_rejected_stays_out_also_after_comparing_again() -> None:
    with records.open(RECORD) as opened:
        finding = next(iter(opened.findings(FindingKind.CONTRADICTION))).id
    assert run("correct", "reject", RECORD, finding, *WHY).exit_code == 0
    with records.open(RECORD, write=True) as opened:
        compare(opened)
        assert finding not in {one.id for one in opened.findings()}
        (made,) = opened.corrections.all()
    assert run("correct", "undo", RECORD, made.id, *WHY).exit_code == 0
    with records.open(RECORD) as opened:
        assert finding in {one.id for one in opened.findings()}


@pytest.mark.usefixtures("own_record")
def test_what_is_said_goes_to_another_record_as_text() -> None:
    one, other = of_two_sources()
    run("correct", "not-same", RECORD, one, other, *WHY)
    shutil.copy(RECORD, "other.db")
    with records.open(RECORD) as opened:
        text = opened.corrections.as_text()
    with records.open("other.db", write=True) as opened:
        assert opened.corrections.take_in(text) == 0
        assert opened.links().apart == {(one, other)}


@pytest.mark.usefixtures("own_record")
def test_it_needs_two_entries_and_a_finding_that_is_there() -> None:
    one, _ = of_two_sources()
    with records.open(RECORD, write=True) as opened, pytest.raises(InvalidCorrection, match="two entries"):
        opened.corrections.same(one, one, who="me", why="tried")
    assert run("correct", "reject", RECORD, "0" * 16, *WHY).exit_code != 0


def test_a_pair_that_is_apart_stays_so_though_both_are_one_with_a_third() -> None:
    deeds = [Done("arvonia", Root.ASSAULT, "belmark", f"It bombed the {what}.", "2021-05-01") for what in "abc"]
    shelf = Shelf()
    for number, deed in enumerate(deeds):
        shelf.report(f"r{number}", "2021-05-02", deed)
    first, second, third = (line.entry.id for line in shelf.made)
    shelf.linked = Links(frozenset({(first, second), (second, third)}), frozenset({(first, third)}))
    found = shelf.compare(Accounts())
    assert all(not {first, third} <= set(one.entries()) for one in found)
    assert found
