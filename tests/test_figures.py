"""Figures in sentences: one thing told with two numbers, and all that only looks like it."""

from __future__ import annotations

import pytest

from onrecord.compare.contradictions import Contradictions
from onrecord.compare.figures import disagree, figures
from onrecord.core.entry import Act
from onrecord.core.finding import Contradiction
from tests.compared import Said, Shelf

FIVE = "The blast in the harbour of Kelm injured five dockers."


@pytest.mark.parametrize(
    ("other", "apart"),
    [
        ("Two dockers were injured by the blast in Kelm harbour.", True),
        ("Five dockers were injured by the blast in Kelm harbour.", False),
        ("At least two dockers were injured by the blast in Kelm harbour.", False),
        ("About six dockers were injured by the blast in Kelm harbour.", False),
        ("Two dockers lost their homes to the blast in Kelm harbour.", False),
        ("Two divers were injured by the blast in Kelm harbour.", False),
        ("A two-docker crew was injured by the blast in Kelm harbour.", False),
        ("Nine dockers in total were injured in the blasts in Kelm harbour.", False),
        ("Two dockers were injured on Tuesday.", False),
        ("The blast in Kelm harbour injured eighty dockers.", False),
    ],
    ids=[
        "another number",
        "the same",
        "a bound that holds both",
        "roughly the same",
        "another role",
        "something else counted",
        "no count of its own",
        "a sum",
        "little else in common",
        "too far off to be of one thing",
    ],
)
def test_two_sentences_disagree_on_one_count_alone(other: str, apart: bool) -> None:
    assert bool(disagree(FIVE, other)) is apart
    assert bool(disagree(other, FIVE)) is apart


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        (
            "The fleet lost ships worth $94.3 million to the storm.",
            "The fleet lost ships worth $90 million to it.",
            False,
        ),
        (
            "The fleet lost ships worth $94.3 million to the storm.",
            "The fleet lost ships worth $60 million to it.",
            True,
        ),
        (
            "The fleet lost ships worth $94 million to the storm.",
            "The fleet lost ships worth €60 million to it.",
            False,
        ),
    ],
    ids=["rounded", "another sum", "another coin"],
)
def test_a_rounding_is_no_disagreement(one: str, other: str, apart: bool) -> None:
    assert bool(disagree(one, other)) is apart


def test_years_ages_and_spans_of_time_count_nothing() -> None:
    assert list(figures("In 2009 the 40-year-old sailor waited 12 days and 6 hours.")) == []


def test_whoever_does_something_tells_not_what_is_done() -> None:
    one, other = "Orlov fired 20 shots; it was a dark morning.", "Orlov needed nine shots; it was a dark morning."
    assert disagree(one, other)
    assert disagree(one, other, frozenset({"orlov"})) is None


def kinds(*days_and_words: tuple[str, str, str]) -> list[str]:
    """Return the types of the contradictions between sayings, each in a report of its day."""
    shelf = Shelf()
    for number, (day, who, words) in enumerate(days_and_words):
        shelf.report(f"r{number}", day, Said(who, Act.ASSERT, words, day))
    found = [one.says for one in shelf.compare(Contradictions())]
    return [says.type for says in found if isinstance(says, Contradiction)]


@pytest.mark.parametrize(
    ("day", "who", "number", "expected"),
    [
        ("2021-06-02", "arvonia", "Two", ["number"]),
        ("2021-06-03", "arvonia", "Two", ["number"]),
        ("2021-06-03", "arvonia", "Nine", ["update"]),
        ("2021-06-12", "arvonia", "Two", []),
        ("2021-06-02", "belmark", "Two", []),
    ],
    ids=["that day", "less the day after", "more the day after", "days later", "of another party"],
)
def test_what_a_later_report_gives_higher_has_grown(day: str, who: str, number: str, expected: list[str]) -> None:
    again = f"{number} dockers were injured by the blast in Kelm harbour."
    assert kinds(("2021-06-02", "arvonia", FIVE), (day, who, again)) == expected


def test_what_happens_at_two_places_is_of_two_things() -> None:
    one = ("2021-06-02", "arvonia", "The blast in the harbour of Selby injured five dockers.")
    other = ("2021-06-02", "arvonia", "Two dockers were injured by the blast in the harbour of Orne.")
    assert kinds(one, other) == []
