"""The amounts of a report, and whose they are."""

from __future__ import annotations

import pytest

from onrecord import extract
from onrecord.resolvers.numbers.amounts import amounts
from tests.documents import document_of, report_of

AMOUNTS = [
    ("More than 100,000 troops stand at the border.", "100000.. troop"),
    ("Up to 40 ships were seen.", "..40 ship"),
    ("About 30 envoys walked out.", "~30..30 envoy"),
    ("The siege left three to four thousand people homeless.", "3000..4000 people"),
    ("Dozens of guards and hundreds of thousands of refugees crossed.", "24.. guard, 200000.. refugee"),
    ("It will cost $1.5 billion, nearly 40 percent of the budget.", "1500000000..1500000000 USD, ..40 percent"),
    ("The 44-month blockade ended after two decades of war.", "44..44 month, 20..20 year"),
    ("They drove 2,800km and walked three and a half miles.", "2800..2800 kilometre, 3.5..3.5 mile"),
    ("The court charged 161 suspects. Of them, 80 were convicted.", "161..161 suspect, 80..80 suspect"),
    ("A half million people fled to the camps.", "500000..500000 people"),
    ("He was jailed for 12 years.", "12..12 year"),
    ("Forty-two soldiers were taken.", "42..42 soldier"),
    ("Half of the harvest was lost.", "50..50 percent"),
]
NONE = [
    "Resolution 1441 was passed on March 4, 2003.",
    "The two sides met one envoy in 2016.",
    "The Group of Seven spoke of the Nord Stream 2 pipeline.",
    "The minister, 52, came three years ago at 10:30 p.m.",
    "The first of them is a 23-year-old student.",
]


@pytest.mark.parametrize(("text", "expected"), AMOUNTS)
def test_amounts_with_their_bounds(text: str, expected: str) -> None:
    assert ", ".join(found(text)) == expected


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_amount(text: str) -> None:
    assert found(text) == []


def test_what_is_counted_is_told_in_the_words_behind_the_number() -> None:
    (amount,) = amounts(document_of("Some four million Afghan refugees crossed the river."))
    assert (amount.counted, amount.unit) == ("Afghan refugees", "refugee")


def found(text: str) -> list[str]:
    def side(bound: float | None) -> str:
        return "" if bound is None else f"{bound:.10g}"

    return [
        f"{'~' if one.approximate else ''}{side(one.lower)}..{side(one.upper)} {one.unit}"
        for one in amounts(document_of(text))
    ]


def test_a_number_belongs_to_the_statement_it_stands_in_and_else_to_the_deed_beside_it() -> None:
    text = "Guards arrested 30 men. Oman's envoy Anna Holm said that 1,200 people had been held."
    entries = extract(report_of(text, published="2024-05-06")).entries
    told = {type(one).__name__: [number.lower for number in one.quantities] for one in entries if one.quantities}
    assert told == {"Event": [30.0], "Statement": [1200.0]}
