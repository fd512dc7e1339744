"""Office files: one chair has one holder a day, and every gap between two holders is listed with its reason."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.resolvers.directory.entries import bounds, tables
from onrecord.resolvers.directory.files import OFFICE_FILES, table

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pytest

GAPS = Path(__file__).with_name("office-gaps.txt")
CHAIRS = ("president", "prime-minister", "monarch", "supreme-leader", "foreign-minister", "defence-minister")
REASONS = ("vacant", "not known")
_LONG = 31

Terms = list[tuple[date, date, date, date, str]]


def chairs() -> Iterator[tuple[str, str, Terms]]:
    """Yield each office that one person holds at a time: its name, its kind, its terms as the file has them."""
    for file in OFFICE_FILES:
        for party, offices in tables(table(file)):
            for kind, office in tables(offices):
                if not office.get("shared"):
                    yield f"{party}.{kind}", kind, list(terms(str(office["holders"])))


def terms(holders: str) -> Iterator[tuple[date, date, date, date, str]]:
    """Yield the first and last day on which each term may have begun and ended; an open term ends late."""
    for line in holders.strip().splitlines():
        dates, _, name = line.partition(" ")
        since, _, until = dates.partition("/")
        began, ended = bounds(since), bounds(until)
        assert began[0] is not None
        assert began[1] is not None
        yield began[0], began[1], ended[0] or date.max, ended[1] or date.max, name


def gaps() -> dict[str, str]:
    """Return each gap of more than a month in the offices of state, without a reason."""
    found = {}
    for name, kind, held in chairs():
        if kind in CHAIRS:
            for (_, _, _, ended, _), (began, _, _, _, _) in pairwise(held):
                if (began - ended).days > _LONG:
                    found[f"{name} {ended} {began}"] = ""
    return found


def listed() -> dict[str, str]:
    """Return the gaps of the list, each with its reason."""
    lines = (line.partition(" : ") for line in GAPS.read_text("utf-8").splitlines() if not line.startswith("#"))
    return {gap: reason for gap, _, reason in lines}


def test_a_chair_has_one_holder_on_a_day() -> None:
    for name, _, held in chairs():
        for (_, _, ended, _, earlier), (_, began, _, _, later) in pairwise(held):
            assert ended <= began, f"{name}: {earlier} and {later} hold it at the same time."


def test_the_holders_of_a_chair_are_in_order() -> None:
    for name, _, held in chairs():
        assert [term[0] for term in held] == sorted(term[0] for term in held), name


def test_every_long_gap_is_listed_with_its_reason(request: pytest.FixtureRequest) -> None:
    known = listed()
    if request.config.getoption("--update"):
        head = "".join(f"{line}\n" for line in GAPS.read_text("utf-8").splitlines() if line.startswith("#"))
        GAPS.write_text(head + "".join(f"{gap} : {known.get(gap, 'not known')}\n" for gap in gaps()), "utf-8")
        return
    assert list(known) == list(gaps())
    assert set(known.values()) <= set(REASONS)
