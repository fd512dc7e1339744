"""Filters, search, the timeline, actors, problems, words in context."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from onrecord import record
from onrecord.core.entry import Event
from onrecord.core.made import Plan
from onrecord.core.when import Basis, Precision, When
from onrecord.core.who import Issue
from onrecord.record import Filter
from tests.record.samples import MADE_BY, OTHER, TEXT, dam

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from onrecord.record import Record

WARNING, FEAR, SAID, FILLING = (entry.id for entry in dam().entries)
OTHER_OUTLET = dam("dam/other.txt", text=TEXT + "By our own reporter.\n", outlet="The Évening Post")


@pytest.fixture(scope="module")
def rec(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    with record.create(tmp_path_factory.mktemp("query") / "dam.db", MADE_BY) as rec:
        rec.begin_build(Plan(MADE_BY, issues=(Issue("filling", "The Filling", ("fill",)),)))
        rec.add(OTHER_OUTLET)
        rec.add(dam())
        yield rec


@pytest.mark.parametrize(
    ("wanted", "entries"),
    [
        (Filter(), (WARNING, FEAR, SAID, FILLING)),
        (Filter(speaker="egypt-water-minister"), (WARNING,)),
        (Filter(speaker="EGYPT'S WATER MINISTER"), (WARNING,)),
        (Filter(speaker="Addis ababa"), (FILLING,)),
        (Filter(speaker="officials"), (FEAR,)),
        (Filter(party="Cairo"), (WARNING,)),
        (Filter(party="egypt", kind="event"), ()),
        (Filter(to="Ethiopia"), (WARNING,)),
        (Filter(act="warn"), (WARNING,)),
        (Filter(confidence=0.5), (WARNING, SAID, FILLING)),
        (Filter(confidence=0.95), (SAID, FILLING)),
        (Filter(act_confidence=0.7), (WARNING, FEAR, SAID, FILLING)),
        (Filter(act_confidence=0.8), (FEAR, SAID, FILLING)),
        (Filter(act="FEAR"), (FEAR,)),
        (Filter(issue="the filling"), (WARNING, FILLING)),
        (Filter(issue="water"), (FILLING,)),
        (Filter(kind="stance"), (FEAR,)),
        (Filter(status="happened"), (FILLING,)),
        (Filter(plover="coerce"), (FILLING,)),
        (Filter(grep="FILLING$"), (FEAR,)),
        (Filter(grep="take|began"), (WARNING, SAID, FILLING)),
        (Filter(since=date(2020, 7, 31), until=date(2020, 12, 31)), (FILLING,)),
        (Filter(since=date(2021, 3, 31)), (FEAR, SAID)),
        (Filter(until=date(2020, 6, 30)), ()),
        (Filter(report=dam().report.id[:8]), (WARNING, FEAR, SAID, FILLING)),
        (Filter(report="wire-1.txt", act="warn", speaker="egypt-water-minister"), (WARNING,)),
    ],
    ids=str,
)
def test_a_filter_finds(rec: Record, wanted: Filter, entries: tuple[str, ...]) -> None:
    wanted = wanted if wanted.report else replace(wanted, outlet="river")
    assert tuple(line.entry.id for line in rec.lines(wanted)) == entries
    assert rec.count(wanted) == len(entries)


def test_a_name_that_nothing_bears_is_told_with_those_near_it(rec: Record) -> None:
    for wanted, near in (
        (Filter(report="dam/wire"), "dam/wire-1.txt"),
        (Filter(party="Egpyt"), "egypt"),
        (Filter(speaker="nobody at all"), None),
        (Filter(outlet="posst"), "The Évening Post"),
        (Filter(issue="filing"), "filling"),
    ):
        with pytest.raises(record.UnknownName) as caught:
            rec.count(wanted)
        assert caught.value.near[:1] == ((near,) if near else ())


def test_what_has_an_open_end_can_be_left_out(tmp_path: Path) -> None:
    whole = dam()
    event = whole.entries[3]
    assert isinstance(event, Event)
    spans = {
        "a": (date(2008, 1, 1), None),
        "b": (date(2022, 3, 1), None),
        "c": (None, date(2009, 1, 1)),
        "d": (date(2022, 1, 1), date(2022, 1, 2)),
    }
    entries = tuple(
        replace(event, id=key * 16, when=When(*span, Precision.INTERVAL, Basis.WORDS), claim=None)
        for key, span in spans.items()
    )
    with record.create(tmp_path / "a.db", MADE_BY) as rec:
        rec.add(replace(whole, entries=entries))

        def found(**asked: date | bool) -> str:
            return "".join(sorted(line.entry.id[0] for line in rec.lines(Filter(**asked))))  # type: ignore[arg-type]

        assert found(since=date(2022, 1, 1)) == "abd"
        assert found(since=date(2022, 1, 1), bounded=True) == "bd"
        assert found(until=date(2008, 6, 1)) == "ac"
        assert found(until=date(2008, 6, 1), bounded=True) == "a"
        assert found(until=date(2009, 1, 1), bounded=True) == "ac"


def test_outlets_match_whatever_their_case(rec: Record) -> None:
    assert {line.report.outlet for line in rec.lines(Filter(outlet="évening"))} == {"The Évening Post"}


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        (Filter(act="shout"), "act 'shout'"),
        (Filter(kind="rumour"), "kind 'rumour'"),
        (Filter(status="maybe"), "status 'maybe'"),
        (Filter(plover="WAR"), "plover 'WAR'"),
        (Filter(grep="(open"), "regular expression"),
    ],
)
def test_a_filter_that_cannot_be_is_refused(rec: Record, wanted: Filter, words: str) -> None:
    with pytest.raises(record.InvalidFilter, match=words):
        list(rec.lines(wanted))


def test_the_timeline_runs_by_earliest_day_and_keeps_the_undated_last(tmp_path: Path) -> None:
    whole = dam()
    event = whole.entries[3]
    assert isinstance(event, Event)

    def dated(key: str, first: date | None, last: date | None) -> Event:
        when = When(first, last, Precision.INTERVAL, Basis.WORDS) if first or last else None
        return replace(event, id=key, when=when, claim=None)

    entries = (
        dated("a" * 16, None, None),
        dated("b" * 16, date(2008, 1, 1), None),
        dated("c" * 16, None, date(2007, 5, 5)),
        dated("d" * 16, date(2008, 1, 1), date(2008, 12, 31)),
        dated("e" * 16, date(2022, 1, 12), date(2022, 1, 12)),
    )
    with record.create(tmp_path / "a.db", MADE_BY) as rec:
        rec.add(replace(whole, entries=entries))
        assert [line.entry.id[0] for line in rec.timeline()] == ["c", "d", "b", "e", "a"]
        assert [line.entry for line in rec.events()] == list(entries)


def test_search_finds_reports_and_entries_by_stem(rec: Record) -> None:
    found = rec.search("reservoirs")
    assert {hit.report.path for hit in found.reports} == {"dam/wire-1.txt", "dam/other.txt"}
    assert "[reservoir]" in found.reports[0].snippet
    assert {line.entry.id for line in rec.search("reservoirs", Filter(outlet="river")).lines} == {SAID, FILLING}
    assert [hit.report.path for hit in rec.search('"our own reporter"').reports] == ["dam/other.txt"]
    assert rec.search("reserv*", limit=1).reports
    for odd in ("", '"', "AND", "a OR (", "*", "NEAR(", "-x", "col:x", "\0"):
        rec.search(odd)


def test_a_very_long_report_is_found_without_delay(tmp_path: Path) -> None:
    text = "the talks go on and on about the dam " * 30_000
    whole = dam()
    with record.create(tmp_path / "long.db", MADE_BY) as rec:
        rec.add(replace(whole, report=replace(whole.report, text=text), entries=(), times=()))
        (hit,) = rec.search("dam talks").reports
        assert hit.snippet.startswith("the talks go on")
        assert len(hit.snippet) < 300


def test_an_entry_is_found_by_the_beginning_of_its_id(rec: Record) -> None:
    assert rec.entry(WARNING[:6]).entry == dam().entries[0]
    with pytest.raises(record.NoSuchEntry):
        rec.entry("zz")
    with pytest.raises(record.NoSuchEntry):
        rec.entry("")


def test_the_words_stand_in_their_paragraph(rec: Record) -> None:
    context = rec.context(WARNING)
    assert context.text == TEXT.split("\n")[1]
    for _, cited in context.marks:
        assert context.text[cited.start - context.start : cited.end - context.start] == cited.words
    assert [role for role, _ in context.marks] == ["speaker", "cue", "addressee", "when", "content", "condition"]
    assert rec.context(WARNING, around=1).text.startswith("date 2021")
    assert len(rec.context(WARNING, around=9).passages) == 3


def test_actors_come_with_counts_those_that_say_most_first(rec: Record) -> None:
    counts = {one.actor.id: one for one in rec.actors()}
    assert list(counts) == ["ethiopia", "egypt-water-minister", "sudan"]
    assert (counts["ethiopia"].events, counts["ethiopia"].addressed, counts["ethiopia"].statements) == (2, 2, 0)
    assert [one.actor.id for one in rec.actors(Filter(act="warn", outlet="river"))] == [
        "egypt-water-minister",
        "ethiopia",
    ]


def test_an_actor_is_found_by_any_of_its_names(rec: Record) -> None:
    assert {rec.actor(name).id for name in ("egypt", "EGYPT", "Cairo", "egyptian")} == {"egypt"}
    with pytest.raises(record.NoSuchActor):
        rec.actor("Atlantis")


def test_a_report_is_found_by_id_path_or_file_name(rec: Record) -> None:
    one = dam().report
    assert (
        rec.report(one.id)
        == rec.report(one.id[:6])
        == rec.report("dam/wire-1.txt")
        == rec.report("wire-1.txt")
        == one
    )
    with pytest.raises(record.NoSuchReport):
        rec.report("no.txt")


def test_problems_of_retired_reports_are_not_told(tmp_path: Path) -> None:
    with record.create(tmp_path / "a.db", OTHER) as rec:
        rec.add(dam())
        assert len(list(rec.problems())) == 1
        rec.add(replace(dam(text=TEXT + "x\n"), problems=()))
        assert list(rec.problems()) == []
