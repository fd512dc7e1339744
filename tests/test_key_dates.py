"""Key dates: the days that independent reports tell of, above all those to which they look back."""

from __future__ import annotations

from onrecord.compare.chronology import MOST, Chronology
from onrecord.core.entry import Act, Root, Status
from onrecord.core.finding import Copy, Finding, FindingKind, KeyDate
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
