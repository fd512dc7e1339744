"""Coverage: what reports there are of each month, outlet and party, and where there are none."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

import onrecord
from onrecord import record as records
from onrecord.cli.covering import the_one
from onrecord.cli.main import commands
from onrecord.core.coverage import Coverage, Gap, gaps
from onrecord.core.who import Actor, ActorKind

if TYPE_CHECKING:
    from pathlib import Path

RECORD = "dam.db"
SAID = "Egypt asked Sudan for talks on the dam, and Sudan refused to come.\n"
COPIED = "".join(
    f"Egypt asked Sudan for talks number {n} on the dam that Ethiopia is building.\n" for n in range(9)
)
# path, outlet, day, text
REPORTS = (
    ("a.jsonl", "Delta Post", "2021-01-04", SAID),
    ("b.jsonl", "Delta Post", "2021-01-20", SAID.replace("Sudan", "Kenya")),
    ("c.jsonl", None, "2021-04-02", COPIED),
    ("d.jsonl", "Coast Wire", "2021-04-03", COPIED),
    ("e.jsonl", "Coast Wire", None, SAID.replace("talks", "help")),
)


@pytest.fixture
def covered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Coverage:
    monkeypatch.chdir(tmp_path)
    for path, outlet, day, text in REPORTS:
        row = {"text": text, "outlet": outlet, "published": day}
        (tmp_path / path).write_text(json.dumps({key: one for key, one in row.items() if one}), encoding="utf-8")
    onrecord.build([path for path, *_ in REPORTS], into=RECORD, workers=1)
    with records.open(RECORD) as opened:
        return opened.coverage()


def run(*words: str) -> Result:
    done = CliRunner().invoke(commands, list(words))
    assert done.exit_code == 0, done.output
    return done


def test_months_and_the_gaps_between_them(covered: Coverage) -> None:
    assert covered.months == {"2021-01": 2, "2021-04": 2}
    assert covered.gaps == (Gap("2021-02", "2021-03", 2),)
    assert (covered.reports, covered.undated, covered.sources) == (5, 1, 4)


def test_outlets_with_those_reports_that_name_none(covered: Coverage) -> None:
    by_name = {one.name: (one.reports, dict(one.months)) for one in covered.outlets}
    assert by_name == {
        "Delta Post": (2, {"2021-01": 2}), "Coast Wire": (2, {"2021-04": 1}), "": (1, {"2021-04": 1}),
    }  # fmt: skip


def test_a_party_counts_in_each_report_in_which_it_speaks_or_acts(covered: Coverage) -> None:
    egypt, kenya = covered.party("egypt"), covered.party("kenya")
    assert (egypt.name, egypt.reports, dict(egypt.months)) == ("Egypt", 5, {"2021-01": 2, "2021-04": 2})
    assert (kenya.reports, kenya.gaps) == (1, (Gap("2021-02", "2021-04", 3),))
    assert covered.parties[0].id == "egypt"


def test_of_a_party_that_no_report_carries_all_months_are_a_gap(covered: Coverage) -> None:
    nowhere = covered.party("peru")
    assert (nowhere.reports, nowhere.gaps) == (0, (Gap("2021-01", "2021-04", 4),))


def test_what_was_rejected_covers_nothing(covered: Coverage) -> None:
    with records.open(RECORD, write=True) as opened:
        for line in list(opened.lines(records.Filter(party="kenya"))):
            opened.corrections.reject(line.entry.id, who="me", why="tried")
        assert opened.coverage().party("kenya").reports == 0
        assert opened.coverage().reports == covered.reports


def test_gaps_go_over_the_turn_of_the_year() -> None:
    assert gaps(["2021-11", "2022-02"], ["2021-11", "2022-02"]) == (Gap("2021-12", "2022-01", 2),)
    assert gaps([], []) == ()


@pytest.mark.usefixtures("covered")
def test_a_record_without_reports_is_covered_by_none(tmp_path: Path) -> None:
    with records.open(RECORD) as opened, records.create(tmp_path / "none.db", opened.made_by) as empty:
        none = empty.coverage()
    assert (none.reports, none.gaps, str(none)) == (0, (), "0 reports, 0 sources, 0 outlets")


@pytest.mark.usefixtures("covered")
def test_the_command_lists_them_as_rows_or_objects() -> None:
    listed = run("coverage", RECORD)
    assert "gap\t2021-02 to 2021-03\t0\t\t2\t" in listed.stdout
    assert "no outlet named" in listed.stdout
    assert "1 report of no known month" in listed.stderr
    objects = [
        json.loads(line) for line in run("coverage", RECORD, "--party", "Kenya", "--json").stdout.splitlines()
    ]
    assert objects[0] == {"kind": "coverage", "reports": 5, "sources": 4, "undated": 1}
    assert {"kind": "gap", "first": "2021-02", "last": "2021-03", "months": 2} in objects
    assert [one["id"] for one in objects if one["kind"] == "party"] == ["kenya"]


@pytest.mark.usefixtures("covered")
def test_positions_and_the_timeline_say_on_what_they_rest() -> None:
    told = "These rest on 5 reports, 4 sources, 2 outlets, 2021-01 to 2021-04; none of 2021-02 to 2021-03"
    for command in ("positions", "timeline", "shifts", "key-dates"):
        assert told in run(command, RECORD).stderr
        assert "These rest on" not in run(command, RECORD, "--json").output
    assert f"{told}; Kenya speaks or acts in 1." in run("positions", RECORD, "--party", "kenya").stderr
    assert f"{told}; Kenya speaks or acts in 1." in run("timeline", RECORD, "--party", "kenya").stderr


@pytest.mark.usefixtures("covered")
def test_of_a_name_that_several_bear_no_party_is_told() -> None:
    with records.open(RECORD, write=True) as opened:
        for key in ("one-ruritania", "other-ruritania"):
            actor = Actor(key, "Ruritania", ActorKind.STATE, key)
            opened.corrections.name(actor, who="me", why="tried")
        assert the_one(opened, "Ruritania") is None
        assert the_one(opened, "Nobody") is the_one(opened, None) is None
        assert the_one(opened, "Egypt") == "egypt"
