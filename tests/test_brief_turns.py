"""When it turned, with one party: what several independent reports tell, and nothing that fewer tell."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.core.entry import Act, Statement
from onrecord.core.finding import Copy, FindingKind, KeyDate
from tests.compared import Said
from tests.test_brief_choice import DAY, News

VOTED = (
    "The people of Arvonia elected Mara Tull to the chamber on March 5.",
    "Voters in Arvonia went to the election on March 5 to choose a chamber.",
    "On March 5 the election of a new chamber ended late in Arvonia.",
)


def told_of_one_party(*sentences: str, copied: bool = False) -> str:
    """Return what the brief tells under a day that reports date something to which no party says or does."""
    told = News()
    tellings = [told.told(Said("", Act.ASSERT, words, DAY)) for words in sentences]
    if copied:
        told.find(FindingKind.COPY, Copy(1.0), *tellings[:2])
    for place, line in enumerate(told.shelf.made):
        if isinstance(line.entry, Statement) and line.entry.when:
            told.shelf.made[place] = replace(line, entry=replace(line.entry, act=Act.ANNOUNCE))
    return told.key_date(*tellings)


def test_what_has_one_party_turns_where_three_reports_tell_it() -> None:
    assert "**5 March 2021** “" in told_of_one_party(*VOTED)


@pytest.mark.parametrize(
    "sentences",
    [
        VOTED[:2],  # two reports
        tuple(words.replace("Arvonia", "the isle") for words in VOTED),  # of no party of the dispute
        (VOTED[0], "A storm broke a mast in Arvonia on March 5.", "A bakery in Arvonia burned on March 5."),
    ],
)
def test_what_has_one_party_is_left_out_where_fewer_tell_the_same(sentences: tuple[str, ...]) -> None:
    assert not told_of_one_party(*sentences)


def test_copies_of_one_text_are_one_report_that_tells_it() -> None:
    assert not told_of_one_party(*VOTED, copied=True)


def test_what_three_reports_tell_of_a_year_turns_too() -> None:
    told = News()
    tellings = [
        told.told(Said("", Act.ANNOUNCE, f"In 2014 the fleet of Arvonia mutinied{end}.", "2014"))
        for end in ("", " and the mutiny spread", ", a mutiny that cost the fleet its admiral")
    ]
    told.find(FindingKind.KEY_DATE, KeyDate("2014", "", 1), *tellings)
    assert "- **2014** “In 2014 the fleet of Arvonia mutinied" in told.printed()
