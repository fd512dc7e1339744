"""Key dates: the days that independent reports tell of, above all those to which they look back."""

from __future__ import annotations

from onrecord.compare.chronology import MOST, Chronology
from onrecord.core.entry import Act, Root, Status
from onrecord.core.finding import Copy, Finding, FindingKind, KeyDate
from onrecord.core.when import Basis
from tests.compared import Done, Said, Shelf


def ranked(shelf: Shelf) -> list[str]:
    """Return the key dates, the first chosen first."""
    found = [finding.says for finding in shelf.compare(Chronology())]
    said = [says for says in found if isinstance(says, KeyDate)]
    return [says.when for says in sorted(said, key=lambda says: says.rank)]


def raid(day: str, status: Status = Status.HAPPENED) -> Done:
    return Done("arvonia", Root.ASSAULT, "belmark", f"Arvonia raided the port of Belmark on {day}.", day, status)


def test_a_day_that_reports_look_back_to_comes_first() -> None:
    shelf = Shelf().report("a", "2021-03-02", raid("2021-03-01"), raid("2021-02-20"))
    shelf.report("b", "2021-09-02", raid("2021-02-20"))
    assert ranked(shelf) == ["2021-02-20", "2021-03-01"]


def test_what_did_not_take_place_makes_no_key_date() -> None:
    shelf = Shelf().report(
        "a", "2021-03-02", raid("2021-03-01", Status.PLANNED), raid("2021-04-01", Status.DENIED)
    )
    assert ranked(shelf) == []


def test_a_year_is_one_where_two_sources_look_back_and_no_day_of_it_is_known() -> None:
    shelf = Shelf().report("a", "2021-03-02", raid("2021-03-01"), raid("2008"), raid("1999"))
    shelf.report("b", "2021-09-02", raid("2008"))
    assert ranked(shelf) == ["2008", "2021-03-01"]
    shelf.report("c", "2021-09-02", raid("2008-05-01"))
    assert "2008" not in ranked(shelf)


def test_of_a_day_and_the_next_one_stays() -> None:
    shelf = Shelf().report(
        "a", "2021-03-02", raid("2021-03-01"), Said("belmark", Act.PROTEST, "No.", "2021-03-02")
    )
    assert ranked(shelf) == ["2021-03-01"]


def test_prints_of_one_text_count_once() -> None:
    """Ten prints of the one day weigh no more than one; the other day has two sources."""
    shelf = Shelf()
    for number in range(10):
        shelf.report(f"print {number}", "2021-03-02", raid("2021-03-01"))
    prints = tuple(report.id for report in shelf.reports)
    shelf.found.append(Finding("0" * 16, FindingKind.COPY, "hand 1", Copy(1.0), prints))
    for name in ("x", "y"):
        shelf.report(name, "2021-03-12", raid("2021-03-10"))
    assert ranked(shelf)[0] == "2021-03-10"


def test_a_key_date_is_told_in_the_sentence_of_a_report() -> None:
    (found,) = Shelf().report("a", "2021-03-02", raid("2021-03-01")).compare(Chronology())
    assert isinstance(found.says, KeyDate)
    assert found.says.what == "Arvonia raided the port of Belmark on 2021-03-01."
    assert [telling.citation.words for telling in found.tellings] == [found.says.what]


def test_there_are_so_many_and_no_more() -> None:
    days = [raid(f"2021-{month:02}-{day:02}") for month in range(1, 9) for day in (5, 15, 25)]
    assert len(ranked(Shelf().report("a", "2021-12-02", *days))) == MOST


def test_the_order_in_which_reports_came_in_changes_nothing() -> None:
    shelf = Shelf().report("a", "2021-03-02", raid("2021-03-01")).report("b", "2021-09-02", raid("2021-02-20"))
    turned = Shelf(shelf.reports[::-1], shelf.made[::-1])
    assert shelf.compare(Chronology()) == turned.compare(Chronology())


def test_a_day_that_a_sentence_names_counts_without_an_entry() -> None:
    """Nothing that is said in it is dated to that day, and the report looks back to it."""
    said = Said("belmark", Act.ASSERT, "The letter of 26 January left it open.", "2021-03-02")
    shelf = Shelf().report("a", "2021-03-02", said).naming("26 January", "2021-01-26")
    assert ranked(shelf) == ["2021-01-26", "2021-03-02"]
    first = next(
        one for one in shelf.compare(Chronology()) if isinstance(one.says, KeyDate) and one.says.rank == 1
    )
    assert [one.entry for one in first.tellings] == [None]


def test_the_day_on_which_an_opinion_appeared_is_none() -> None:
    """Nothing in it names a day of its week; in a report of news its own day counts."""
    said = Said("belmark", Act.ASSERT, "For years the League has grown.", "2021-03-02", basis=Basis.PUBLISHED)
    assert ranked(Shelf().report("a", "2021-03-02", said)) == []
    news = Said("belmark", Act.ASSERT, "It grew on Monday.", "2021-03-02", basis=Basis.PUBLISHED)
    assert ranked(Shelf().report("a", "2021-03-02", news).naming("Monday", "2021-02-28"))[1:] == ["2021-03-02"]


def test_a_day_still_to_come_is_no_key_date() -> None:
    said = Said("belmark", Act.ASSERT, "They will meet on 5 March.")
    assert ranked(Shelf().report("a", "2021-03-02", said).naming("5 March", "2021-03-05")) == []
