"""What a person says of issues: it wins, is in force at once, outlives a rebuild, and can be taken back."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from onrecord import record as records
from onrecord.building import build, compare
from onrecord.cli.main import commands
from onrecord.compare.issues import Issues
from onrecord.compare.positions import Positions
from onrecord.core.entry import Act
from onrecord.core.finding import Finding, FindingKind, IssuesByHand, Matter, Position
from onrecord.record import InvalidCorrection, NoSuchFinding
from onrecord.record.filter import Filter
from tests.compared import About, Said, Shelf

if TYPE_CHECKING:
    from onrecord.record import Record

RECORD = "r.db"
WHY = ("--who", "me", "--why", "read all")
HAND = {"who": "me", "why": "read all"}
TALKS, TROOPS, ARMS = "talks and formats", "troops and deployments", "aid and arms"


def run(*words: str) -> Result:
    done = CliRunner().invoke(commands, list(words))
    assert done.exit_code == 0, done.output
    return done


def issues(opened: Record) -> dict[str, Finding]:
    """Return the issues of a record by name."""
    return {one.says.name: one for one in opened.findings(FindingKind.ISSUE) if isinstance(one.says, Matter)}


def stands(opened: Record) -> dict[str, tuple[str, ...]]:
    """Return the entries of each issue by name."""
    return {name: one.entries() for name, one in issues(opened).items()}


def of_positions(opened: Record) -> dict[str, str]:
    """Return the issue of each position."""
    found = opened.findings(FindingKind.POSITION)
    return {one.id: one.says.issue for one in found if isinstance(one.says, Position)}


def matter(finding: Finding) -> Matter:
    assert isinstance(finding.says, Matter)
    return finding.says


def last(opened: Record) -> str:
    return opened.corrections.all()[-1].id


@pytest.mark.usefixtures("own_record")
def test_a_name_is_that_of_positions_and_filters_too_until_it_is_taken_back() -> None:
    with records.open(RECORD) as opened:
        before, positions = stands(opened), of_positions(opened)
    assert "name-issue" in run("correct", "name-issue", RECORD, TROOPS, "the build-up", *WHY).stdout
    with records.open(RECORD, write=True) as opened:
        compare(opened)
        assert stands(opened)["the build-up"] == before[TROOPS]
        assert TROOPS not in stands(opened)
        assert opened.count(Filter(issue="the build-up")) == len(before[TROOPS])
        renamed = {key: "the build-up" if name == TROOPS else name for key, name in positions.items()}
        assert TROOPS in positions.values()
        assert of_positions(opened) == renamed  # with the ids that they had
        correction = last(opened)
    run("correct", "undo", RECORD, correction, *WHY)
    with records.open(RECORD) as opened:
        assert (stands(opened), of_positions(opened)) == (before, positions)


@pytest.mark.usefixtures("own_record")
def test_what_is_taken_in_from_another_record_is_in_force_at_once() -> None:
    shutil.copy(RECORD, "other.db")
    run("correct", "name-issue", RECORD, TROOPS, "the build-up", *WHY)
    Path("c.toml").write_text(run("correct", "export", RECORD).stdout, encoding="utf-8")
    run("correct", "import", "other.db", "c.toml")
    with records.open("other.db") as other, records.open(RECORD) as opened:
        assert "the build-up" in stands(other)
        assert stands(other) == stands(opened)


@pytest.mark.usefixtures("own_record")
def test_a_second_name_takes_the_first_back() -> None:
    run("correct", "name-issue", RECORD, TROOPS, "the build-up", *WHY)
    run("correct", "name-issue", RECORD, "the build-up", "soldiers", *WHY)
    with records.open(RECORD, write=True) as opened:
        assert "soldiers" in stands(opened)
        assert [one.value("name") for one in opened.corrections.all()] == ["soldiers"]
        with pytest.raises(InvalidCorrection, match="another issue is called"):
            opened.corrections.name_issue("soldiers", TALKS.upper(), **HAND)
        with pytest.raises(InvalidCorrection, match="1 to 120 characters"):
            opened.corrections.name_issue("soldiers", " ", **HAND)


@pytest.mark.usefixtures("own_record")
def test_two_issues_that_are_one_hold_the_entries_of_both() -> None:
    with records.open(RECORD) as opened:
        before = stands(opened)
    run("correct", "merge-issue", RECORD, ARMS, TROOPS, *WHY)
    with records.open(RECORD, write=True) as opened:
        assert ARMS not in stands(opened)
        assert set(stands(opened)[TROOPS]) == {*before[ARMS], *before[TROOPS]}
        assert ARMS not in of_positions(opened).values()
        parts = [matter(one) for name, one in issues(opened).items() if name.startswith(ARMS)]
        assert {one.parent for one in parts} == {issues(opened)[TROOPS].id}
        with pytest.raises(NoSuchFinding, match="onrecord issues RECORD"):
            opened.corrections.merge_issue(TROOPS, ARMS, **HAND)
        with pytest.raises(InvalidCorrection, match="two issues"):
            opened.corrections.merge_issue(TROOPS, TROOPS, **HAND)
        correction = last(opened)
    run("correct", "undo", RECORD, correction, *WHY)
    with records.open(RECORD) as opened:
        assert stands(opened) == before


@pytest.mark.usefixtures("own_record")
def test_entries_that_are_split_off_are_about_another_issue() -> None:
    with records.open(RECORD) as opened:
        before = stands(opened)
    first, second, third, *_ = before[TALKS]
    run("correct", "split-issue", RECORD, TALKS, "the talks in Geneva", first[:12], second[:12], *WHY)
    run("correct", "split-issue", RECORD, TALKS, "the talks in Geneva", third[:12], *WHY)
    with records.open(RECORD, write=True) as opened:
        compare(opened)
        assert set(stands(opened)["the talks in Geneva"]) == {first, second, third}
        assert set(stands(opened)[TALKS]) == {*before[TALKS]} - {first, second, third}
        with pytest.raises(InvalidCorrection, match="about the issue"):
            opened.corrections.split_issue(TALKS, [first], "again", **HAND)
        with pytest.raises(InvalidCorrection, match="leave it some"):
            opened.corrections.split_issue(TALKS, stands(opened)[TALKS], "all", **HAND)
        for one in opened.corrections.all():
            opened.corrections.undo(one.id, who="me")
        compare(opened)
        assert stands(opened) == before


def says(matter: str, who: str = "arvonia") -> Said:
    return Said(who, Act.DEMAND, f"It wants {matter}.", "2021-06-01", about=(About(matter, "+", ("cordona",)),))


def found(shelf: Shelf) -> dict[str, int]:
    """Return the issues of a shelf, each with how many entries it has."""
    shelf.found = []
    compared = shelf.compare(Issues())
    return {one.says.name: len(one.tellings) for one in compared if isinstance(one.says, Matter)}


def test_what_is_pinned_stays_though_little_or_nothing_is_said_of_it() -> None:
    shelf = Shelf().report("a", "2021-06-02", says("sanctions"))
    assert found(shelf) == {}
    key = Issues().compare(Shelf().report("a", "2021-06-02", says("sanctions"), says("sanctions"))).items
    pinned = next(one for one in key if matter(one).object)
    shelf.arranged = IssuesByHand(known={pinned.id: matter(pinned)}, pinned=frozenset({pinned.id}))
    assert found(shelf) == {"sanctions: Cordona": 1}
    nothing = Shelf(arranged=shelf.arranged)
    assert found(nothing) == {"sanctions: Cordona": 0}


def test_corrections_that_send_each_to_the_other_or_to_what_is_gone_change_nothing() -> None:
    shelf = Shelf().report("a", "2021-06-02", *[says(one) for one in ("sanctions", "troops") for _ in "ab"])
    before = found(shelf)
    known = {one.id: one.says for one in shelf.found if isinstance(one.says, Matter)}
    one, other = (key for key, matter in known.items() if matter.object)
    shelf.arranged = IssuesByHand(merged={one: other, other: one}, known=known)
    assert found(shelf) == before
    gone = Matter("no more", "no-matter-of-the-catalogue")
    shelf.arranged = IssuesByHand(merged={one: "gone", other: "split"}, known={"gone": gone, "split": known[one]})
    assert found(shelf) == before


def test_a_position_on_what_was_split_off_stands_under_its_name() -> None:
    shelf = Shelf().report("a", "2021-06-02", *[says("sanctions") for _ in "abc"])
    found(shelf)
    whole = next(one for one in shelf.found if isinstance(one.says, Matter) and one.says.object)
    entry = whole.entries()[0]
    known = {"0" * 16: Matter("the oil", "sanctions", "cordona")}
    shelf.arranged = IssuesByHand(split={(whole.id, entry): "0" * 16}, known=known)
    taken = shelf.compare(Positions())
    told = sorted((one.says.issue, len(one.tellings)) for one in taken if isinstance(one.says, Position))
    assert told == [("sanctions: Cordona", 2), ("the oil", 1)]


@pytest.mark.usefixtures("own_record")
def test_a_pinned_issue_is_listed_first() -> None:
    with records.open(RECORD) as opened:
        few = min(stands(opened), key=lambda name: (len(stands(opened)[name]), name))
    run("correct", "pin-issue", RECORD, few, *WHY)
    assert few in run("issues", RECORD).stdout.splitlines()[1]
    with records.open(RECORD, write=True) as opened:
        assert matter(issues(opened)[few]).pinned
        opened.corrections.pin_issue(few, **HAND)
        assert len(opened.corrections.all()) == 1


def test_all_of_it_outlives_a_rebuild_in_which_reports_change(
    sample_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copy(sample_folder / "nato-ukraine.db", RECORD)
    with records.open(RECORD, write=True) as opened:
        talks = stands(opened)[TALKS]
        opened.corrections.name_issue(TROOPS, "the build-up", **HAND)
        opened.corrections.merge_issue(ARMS, TROOPS, **HAND)
        opened.corrections.split_issue(TALKS, talks[:2], "the talks in Geneva", **HAND)
        opened.corrections.pin_issue(TALKS, **HAND)
        compare(opened)
        before = {name: set(entries) for name, entries in stands(opened).items()}
    (tmp_path / "more.txt").write_text("Egypt asked Sudan for talks on Monday.", encoding="utf-8")
    build([tmp_path / "more.txt"], into=RECORD, published="2022-02-01", workers=1)
    with records.open(RECORD) as opened:
        after = stands(opened)
        assert {"the build-up", "the talks in Geneva"} <= set(after)
        assert not {TROOPS, ARMS} & set(after)
        assert all(before[name] <= set(after[name]) for name in before)
        assert set(after["the talks in Geneva"]) == set(talks[:2])
        assert matter(issues(opened)[TALKS]).pinned
        text = opened.corrections.as_text()
    shutil.copy(sample_folder / "nato-ukraine.db", "other.db")
    with records.open("other.db", write=True) as opened:
        assert opened.corrections.take_in(text) == len(opened.corrections.all())
        compare(opened)
        assert {name: set(entries) for name, entries in stands(opened).items()} == before


@pytest.mark.usefixtures("own_record")
@pytest.mark.parametrize("kind", ["name-issue", "merge-issue", "split-issue", "pin-issue"])
def test_a_text_that_leaves_out_what_it_is_about_is_no_correction(kind: str) -> None:
    head = f'[[correction]]\nkind = "{kind}"\nwho = "me"\nwhen = "2021-01-01"\n'
    text = f'{head}[[correction.change]]\nfield = "called"\nvalue = "x"\n'
    with (
        records.open(RECORD, write=True) as opened,
        pytest.raises(InvalidCorrection, match="does not say 'issue'"),
    ):
        opened.corrections.take_in(text)


@pytest.mark.usefixtures("own_record")
def test_what_is_no_issue_is_told() -> None:
    with records.open(RECORD, write=True) as opened:
        account = next(opened.findings(FindingKind.ACCOUNT)).id
        with pytest.raises(InvalidCorrection, match="is no issue"):
            opened.corrections.pin_issue(account, **HAND)
        with pytest.raises(NoSuchFinding, match="onrecord issues RECORD"):
            opened.corrections.pin_issue("nothing of the kind", **HAND)
        alone = next(one.name for one in opened.named_issues() if one.id is None)
        with pytest.raises(InvalidCorrection, match="is no issue that comparing found"):
            opened.corrections.pin_issue(alone, **HAND)
