"""Reports come in any order, corrections come and go: what is found is the same and answers to its former ids."""

from __future__ import annotations

import random
from datetime import date
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from onrecord import record
from onrecord.building import compare
from onrecord.cli.main import commands
from onrecord.compare import Desk
from onrecord.core.entry import Act, Event, Root
from onrecord.core.extraction import Extraction
from onrecord.core.finding import Account, Finding, FindingKind, Position
from onrecord.record import NoSuchFinding
from onrecord.testing import made_extractions
from onrecord.watching import _all_of, _changes
from tests.compared import ACTORS, About, Done, Said, Shelf
from tests.record.samples import MADE_BY

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from onrecord.record import Record

BOMBED = Done(
    "arvonia", Root.ASSAULT, "belmark", "Its jets bombed the old harbour of Belmark on 1 May.", "2021-05-01",
    about=(About("attack", "+", ("belmark",), "fact"),),
)  # fmt: skip
WANTS = Said(
    "arvonia",
    Act.DEMAND,
    "It wants the sanctions on Cordona lifted.",
    "2021-05-02",
    about=(About("sanctions", "-", ("cordona",)),),
)
FOR_IT = Said(
    "arvonia",
    Act.DEMAND,
    "It calls for new sanctions on Cordona.",
    "2021-06-20",
    about=(About("sanctions", "+", ("cordona",)),),
)
DENIES = Said(
    "arvonia",
    Act.DENY,
    "It would never attack Belmark.",
    "2021-04-20",
    about=(About("attack", "-", ("belmark",)),),
)
REFUSES = Said(
    "belmark",
    Act.REFUSE,
    "It rules out any talks with Arvonia.",
    "2021-05-03",
    about=(About("talks", "-", ("arvonia",)),),
)
TOLD: dict[str, tuple[str, tuple[Said | Done, ...]]] = {
    "one": ("2021-05-02", (BOMBED, DENIES)),
    "two": ("2021-05-03", (BOMBED, WANTS)),
    "three": ("2021-05-04", (BOMBED, REFUSES, WANTS)),
    "four": ("2021-06-21", (FOR_IT, REFUSES)),
    "five": ("2021-06-22", (FOR_IT, DENIES, BOMBED)),
    "six": ("2021-04-21", (DENIES, WANTS)),
}


def extraction(name: str) -> Extraction:
    """Return what is taken from a report."""
    day, told = TOLD[name]
    shelf = Shelf().report(f"{name}.txt", day, *told)
    return Extraction(shelf.reports[0], tuple(line.entry for line in shelf.made), actors=ACTORS)


@pytest.fixture
def rec(tmp_path: Path) -> Iterator[Record]:
    with record.create(tmp_path / "r.db", MADE_BY) as opened:
        yield opened


def come(rec: Record, *names: str, desk: Desk | None = None) -> Record:
    """Let reports come in, and compare."""
    for name in names:
        rec.add(extraction(name))
    compare(rec, desk)
    return rec


def account(rec: Record) -> Finding:
    """Return the account of the deed that reports tell."""
    (found,) = (one for one in rec.findings(FindingKind.ACCOUNT) if len(deeds(rec, one)) > 1)
    return found


def deeds(rec: Record, finding: Finding) -> list[str]:
    return [entry for entry in finding.entries() if isinstance(rec.entry(entry).entry, Event)]


def kinds(rec: Record) -> set[str]:
    return {finding.kind.value for finding in rec.findings()}


@pytest.mark.of_files
@pytest.mark.parametrize("one_by_one", [False, True])
def test_ten_orders_of_the_same_reports_make_one_content(tmp_path: Path, *, one_by_one: bool) -> None:
    digests = set()
    for number in range(10):
        names = random.Random(number).sample(sorted(TOLD), len(TOLD))
        desk = Desk()
        with record.create(tmp_path / f"{number}.db", MADE_BY) as rec:
            for group in [[name] for name in names] if one_by_one else [names]:
                come(rec, *group, desk=desk)
            digests.add(rec.content_digest())
            assert kinds(rec) >= {"account", "issue", "position", "shift", "contradiction", "key-date"}
    assert len(digests) == 1


def test_a_desk_is_emptied_when_its_comparing_is_broken_off(rec: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise KeyboardInterrupt

    desk = Desk()
    come(rec, "one", desk=desk)
    assert tuple(desk.contents())
    monkeypatch.setattr(rec, "put_findings", broken)
    with pytest.raises(KeyboardInterrupt):
        come(rec, "two", desk=desk)
    monkeypatch.undo()
    assert not tuple(desk.contents())
    found = tuple(come(rec, desk=desk).findings())
    assert found == tuple(come(rec).findings())


@pytest.mark.of_files
def test_made_reports_that_come_one_by_one_in_any_order_make_the_content_of_the_whole(tmp_path: Path) -> None:
    taken, digests = list(made_extractions(12, 16)), set()
    for number in range(4):
        desk = Desk()
        with record.create(tmp_path / f"{number}.db", MADE_BY) as rec:
            for one in random.Random(number).sample(taken, len(taken)):
                rec.add(one)
                if number:
                    compare(rec, desk)
            compare(rec, desk)
            digests.add(rec.content_digest())
    assert len(digests) == 1


def test_a_desk_that_stays_finds_what_a_new_one_finds_whatever_comes_goes_or_is_corrected(
    rec: Record, tmp_path: Path
) -> None:
    desk = Desk()

    def same() -> bool:
        compare(rec, desk)
        found = tuple(rec.findings())
        compare(rec)
        return found == tuple(rec.findings())

    for name in random.Random(3).sample(sorted(TOLD), len(TOLD)):
        rec.add(extraction(name))
        assert same()
    with record.create(tmp_path / "at-once.db", MADE_BY) as at_once:
        assert come(at_once, *TOLD).content_digest() == rec.content_digest()
    one, other = deeds(rec, account(rec))[:2]
    edit = rec.corrections.edit(one, {"when": "2021-04-30"}, who="Ada", why="by the wire")
    assert same()
    rec.corrections.reject(other, who="Ada", why="misread")
    assert same()
    rec.corrections.merge("belmark", "cordona", who="Ada", why="one state")
    assert same()
    rec.corrections.undo(edit.id, who="Ada", why="misread")
    assert same()
    rec.forget("two.txt")
    assert same()
    newer = Shelf().report("three.txt", "2021-05-04", REFUSES)
    rec.add(Extraction(newer.reports[0], tuple(line.entry for line in newer.made), actors=ACTORS))
    assert same()


def test_a_correction_that_is_taken_back_leaves_no_trace_and_what_rests_on_it_is_stale_until_redone(
    rec: Record,
) -> None:
    before = come(rec, *TOLD).content_digest()
    entry = deeds(rec, account(rec))[0]

    def stale() -> set[str]:
        return {one.kind.value for one in rec.findings() if entry in one.entries() and one.stale}

    made = rec.corrections.edit(entry, {"when": "2021-04-30"}, who="Ada", why="by the wire")
    assert {"account", "contradiction", "key-date"} <= stale()
    compare(rec)
    assert not stale()
    assert rec.content_digest() != before
    rec.corrections.undo(made.id, who="Ada", why="misread")
    assert stale()
    compare(rec)
    assert not stale()
    assert rec.content_digest() == before


@pytest.mark.of_files
def test_an_account_answers_to_the_id_that_it_had_before_an_older_report_came(rec: Record) -> None:
    former = account(come(rec, "two", "three")).id
    now = account(come(rec, "one"))
    assert now.id != former
    assert rec.finding(former) == rec.finding(former[:8]) == now
    shown = CliRunner().invoke(commands, ["show", str(rec.path), former[:8]])
    assert shown.exit_code == 0, shown.output
    assert now.id in shown.stdout
    compare(rec)
    assert rec.finding(former) == now


def test_one_with_another_id_is_not_new_but_changed(rec: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.record.arriving.now", lambda: "2021-01-01T00:00:00.000+00:00")
    former = account(come(rec, "two", "three"))
    told = _all_of(rec)
    monkeypatch.undo()
    now = account(come(rec, "one"))
    noted = [change for change in rec.changes(date(2022, 1, 1)) if isinstance(change.what, (Finding, str))]
    for changes in (noted, list(_changes(rec, told, _all_of(rec)))):
        how = {change.how for change in changes if getattr(change.what, "id", change.what) in (former.id, now.id)}
        assert how == {"changed"}


def test_ids_are_handed_on_from_one_to_the_next_and_are_no_part_of_the_content(
    rec: Record, tmp_path: Path
) -> None:
    former = [account(come(rec, "three", "five")).id, account(come(rec, "two")).id, account(come(rec, "one")).id]
    assert len(set(former)) == 3
    assert {rec.finding(key).id for key in former} == {former[-1]}
    with record.create(tmp_path / "at-once.db", MADE_BY) as at_once:
        assert come(at_once, "one", "two", "three", "five").content_digest() == rec.content_digest()
        with pytest.raises(NoSuchFinding):
            at_once.finding(former[0])


def test_who_is_there_under_an_id_answers_to_it(rec: Record) -> None:
    former = account(come(rec, "two", "three")).id
    come(rec, "one")
    rec.forget("one.txt")
    compare(rec)
    assert account(rec).id == former
    assert rec.finding(former).id == former


def test_a_position_hands_its_id_to_that_of_the_same_party_on_the_same_issue(rec: Record) -> None:
    def wants() -> Finding:
        (mine,) = (one for one in rec.findings(FindingKind.POSITION) if is_it(one.says))
        return mine

    def is_it(says: object) -> bool:
        return isinstance(says, Position) and says.stance == "against" and "sanctions" in says.issue

    come(rec, "two", "three")
    former = wants()
    come(rec, "six")
    assert wants().id != former.id
    assert rec.finding(former.id) == wants()


def test_what_is_split_into_halves_hands_its_id_to_neither(rec: Record) -> None:
    cited = account(come(rec, "one", "two"))
    one, other = deeds(rec, cited)
    rec.corrections.not_same(one, other, who="Ada", why="two raids")
    compare(rec)
    with pytest.raises(NoSuchFinding):
        rec.finding(cited.id)


def test_what_a_person_confirmed_is_confirmed_under_its_new_id(rec: Record) -> None:
    rec.confirm(account(come(rec, "two", "three")).id, who="Ada", why="read all")
    now = account(come(rec, "one"))
    assert (now.confirmed, now.found) == ("Ada", True)
    assert [one.id for one in rec.findings() if one.confirmed] == [now.id]


def test_what_a_person_took_out_stays_out_under_its_new_id(rec: Record) -> None:
    cited = account(come(rec, "two", "three")).id
    rec.corrections.dismiss(cited, who="Ada", why="two raids")
    assert accounts_of_deeds(come(rec, "one")) == []
    assert rec.corrections.all()[0].value("finding") == cited


def test_what_was_taken_out_is_so_in_another_record_too(rec: Record, tmp_path: Path) -> None:
    rec.corrections.dismiss(account(come(rec, "two", "three")).id, who="Ada", why="two raids")
    with record.create(tmp_path / "another.db", MADE_BY) as another:
        another.corrections.take_in(rec.corrections.as_text())
        assert accounts_of_deeds(come(another, "one", "two", "three", "five")) == []


def accounts_of_deeds(rec: Record) -> list[Finding]:
    found = rec.findings(FindingKind.ACCOUNT)
    return [one for one in found if isinstance(one.says, Account) and len(deeds(rec, one)) > 1]


def test_what_rests_on_a_report_that_was_replaced_is_stale_until_redone(rec: Record) -> None:
    come(rec, "one", "two", "three")
    ids = set(rest_on(rec, "three.txt"))
    newer = Shelf().report("three.txt", "2021-05-04", REFUSES)
    rec.add(Extraction(newer.reports[0], tuple(line.entry for line in newer.made), actors=ACTORS))
    assert {one.id for one in rec.findings() if one.stale} == ids
    compare(rec)
    assert not [one for one in rec.findings() if one.stale]


def rest_on(rec: Record, path: str) -> Iterable[str]:
    report = rec.report(path).id
    return [one.id for one in rec.findings() if report in one.reports]
