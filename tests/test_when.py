"""A When: its text forms, its order, its doubt."""

from __future__ import annotations

import doctest
from datetime import date

import pytest

from onrecord.core import when as when_file
from onrecord.core.when import Basis, Order, Precision, When


def a_when(
    first: str | None, last: str | None, precision: Precision = Precision.INTERVAL, *, about: bool = False
) -> When:
    return When(
        date.fromisoformat(first) if first else None,
        date.fromisoformat(last) if last else None,
        precision,
        Basis.WORDS,
        approximate=about,
    )


DAY = a_when("2022-01-12", "2022-01-12", Precision.DAY)
YEAR = a_when("2022-01-01", "2022-12-31", Precision.YEAR)
WEEK = a_when("2021-12-06", "2021-12-12", Precision.WEEK)
SINCE = a_when("2008-01-01", None, Precision.YEAR)
UNTIL = a_when(None, "2010-06-30", Precision.MONTH)
NINETIES = a_when("1990-01-01", "1999-12-31", Precision.DECADE)


@pytest.mark.parametrize(
    ("when", "edtf", "words"),
    [
        (DAY, "2022-01-12", "12 January 2022"),
        (YEAR, "2022", "2022"),
        (a_when("2022-01-01", "2022-01-31", Precision.MONTH), "2022-01", "January 2022"),
        (WEEK, "2021-12-06/2021-12-12", "6 to 12 December 2021"),
        (SINCE, "2008/..", "since 2008"),
        (UNTIL, "../2010-06", "not after June 2010"),
        (NINETIES, "199X", "the 1990s"),
        (a_when("2022-01-12", None), "2022-01-12/..", "since 12 January 2022"),
        (a_when("2014-01-01", "2014-12-31", Precision.YEAR, about=True), "2014~", "about 2014"),
        (a_when(None, None), "../..", "at some time"),
        (a_when("2021-12-01", "2022-02-28", Precision.SEASON), "2021-12-01/2022-02-28", "winter 2021-22"),
        (
            a_when("2021-07-01", "2021-09-30", Precision.QUARTER),
            "2021-07-01/2021-09-30",
            "the third quarter of 2021",
        ),
        (a_when("2022-01-01", "2022-06-30", Precision.QUARTER), "2022-01-01/2022-06-30", "the first half of 2022"),
        (a_when("1800-01-01", "1899-12-31", Precision.CENTURY), "1800-01-01/1899-12-31", "the 19th century"),
        (
            a_when("2022-02-19", "2022-02-28", about=True),
            "2022-02-19~/2022-02-28~",
            "about 19 to 28 February 2022",
        ),
    ],
)
def test_a_when_is_told_in_edtf_and_in_words(when: When, edtf: str, words: str) -> None:
    assert when.edtf() == edtf
    assert when.in_words() == words


@pytest.mark.parametrize(
    ("one", "other", "order"),
    [
        (WEEK, DAY, Order.BEFORE),
        (DAY, WEEK, Order.AFTER),
        (DAY, DAY, Order.OVERLAPS),
        (DAY, YEAR, Order.CANNOT_TELL),
        (UNTIL, DAY, Order.BEFORE),
        (SINCE, DAY, Order.CANNOT_TELL),
        (
            a_when("2014-01-01", "2014-12-31", Precision.YEAR, about=True),
            a_when("2015-03-01", None),
            Order.CANNOT_TELL,
        ),
        (a_when("2014-01-01", "2014-12-31", Precision.YEAR, about=True), DAY, Order.BEFORE),
        (DAY, a_when("2022-01-12", "2022-01-12", Precision.DAY, about=True), Order.CANNOT_TELL),
        (DAY, a_when("2022-01-11", "2022-01-11", Precision.DAY, about=True), Order.CANNOT_TELL),
    ],
)
def test_order_is_told_only_where_the_bounds_decide_it(one: When, other: When, order: Order) -> None:
    assert one.order(other) is order


def test_sorting_puts_what_begins_first_first() -> None:
    assert sorted([DAY, YEAR, SINCE, NINETIES, UNTIL], key=When.sort_key) == [NINETIES, SINCE, UNTIL, YEAR, DAY]


def test_a_when_does_not_end_before_it_begins() -> None:
    with pytest.raises(ValueError, match="before it begins"):
        a_when("2022-01-12", "2022-01-11")


def test_the_docstrings_hold() -> None:
    assert doctest.testmod(when_file).failed == 0
