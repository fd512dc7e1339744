"""Who is a party of a dispute: of whom reports tell more than in passing; and reports of two disputes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord import record
from onrecord.casebook import Casebook, apart, casebook
from onrecord.core.entry import Act
from onrecord.core.extraction import Extraction
from onrecord.record import Filter
from onrecord.views import views
from tests.compared import ACTORS, Said, Shelf
from tests.record.samples import MADE_BY

if TYPE_CHECKING:
    from pathlib import Path

STATES = tuple(one for one in ACTORS if one.id in ("arvonia", "belmark", "cordona", "harbour-league"))


def told(shelf: Shelf, path: Path) -> Casebook:
    """Return the casebook of a record of these reports."""
    with record.create(path, MADE_BY) as rec:
        for report in shelf.reports:
            entries = tuple(line.entry for line in shelf.made if line.report.id == report.id)
            rec.add(Extraction(report, entries, (), STATES, ()))
        return casebook(rec, Filter())


def says(who: str, number: int) -> Said:
    return Said(who, Act.DEMAND, f"{who.title()} makes demand {number}.")


def reports(*parties: tuple[str, ...]) -> Shelf:
    """Return a report for each row of parties, each of whom says three things in it."""
    shelf = Shelf()
    for number, row in enumerate(parties):
        made = (says(who, 10 * number + each) for who in row for each in range(3))
        shelf.report(f"r{number}", "2021-03-05", *made)
    return shelf


def test_whom_one_report_of_several_names_is_no_party(tmp_path: Path) -> None:
    shelf = reports(*[("arvonia", "belmark")] * 3, ("arvonia", "cordona"))
    assert [party.id for party in told(shelf, tmp_path / "a.db").parties] == ["arvonia", "belmark"]


def test_of_few_reports_all_whom_they_name_are_parties(tmp_path: Path) -> None:
    shelf = reports(("arvonia", "belmark"), ("arvonia", "cordona"))
    parties = {party.id for party in told(shelf, tmp_path / "b.db").parties}
    assert parties == {"arvonia", "belmark", "cordona"}


def test_reports_with_no_party_in_common_fall_apart(tmp_path: Path) -> None:
    shelf = reports(*[("arvonia", "belmark")] * 3, *[("cordona", "harbour-league")] * 2)
    groups = apart(told(shelf, tmp_path / "c.db"))
    assert [(one.reports, sorted(one.parties)) for one in groups] == [
        (3, ["arvonia", "belmark"]),
        (2, ["cordona", "harbour-league"]),
    ]


def test_reports_hang_together_by_one_that_tells_of_both(tmp_path: Path) -> None:
    shelf = reports(*[("arvonia", "belmark")] * 2, *[("cordona", "harbour-league")] * 2, ("arvonia", "cordona"))
    assert apart(told(shelf, tmp_path / "d.db")) == ()


def test_the_overview_warns_of_reports_that_fall_apart(tmp_path: Path) -> None:
    shelf = reports(*[("arvonia", "belmark")] * 3, *[("cordona", "harbour-league")] * 2)
    told(shelf, tmp_path / "e.db")
    with record.open(tmp_path / "e.db") as rec:
        (warning,) = views(rec)["overview"]["warnings"]
    assert "may be of 2 disputes" in warning
    assert "2 reports of Cordona and Harbour League" in warning
