"""A brief of hardly a line says what the record holds: how much, of whom, and what was said and done last."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.core.entry import Act, Root, Statement
from onrecord.show.phrases import hangs
from tests.compared import Said
from tests.test_brief_choice import DAY, News, event

HOLDS = "## What the record holds"


def latest(told: News) -> list[str]:
    """Return the lines of what the record holds."""
    part = told.printed().partition(HOLDS)[2].partition("\n## ")[0]
    return [line for line in part.splitlines() if line.startswith("- ")]


ASKED = "Arvonia asked Belmark for a pilot in each port of the strait."


def test_a_brief_without_a_line_says_what_the_record_holds() -> None:
    told = News()
    told.told(Said("arvonia", Act.ASSERT, ASKED, DAY), day="2021-03-06")
    text = told.printed()
    assert "There are 4 statements. " in text
    assert "onrecord dossier RECORD lists all." in text
    (line,) = latest(told)
    assert line.startswith(f"- **5 March 2021** “{ASKED}” `")


def test_a_record_of_nothing_says_so() -> None:
    assert "Nothing that was said or done was found in these reports." in News().printed()


def refused(number: int) -> News:
    """Return a record of so many refusals, each of which is a line."""
    told = News()
    for who, words in (
        ("arvonia", "Arvonia refused Belmark a berth in the old port of Kelm."),
        ("arvonia", "Arvonia will not let the fishermen of Belmark land their catch."),
        ("belmark", "Belmark rejected the tolls that Arvonia asks of each of its ships."),
    )[:number]:
        told.told(Said(who, Act.REFUSE, words, DAY))
    return told


@pytest.mark.parametrize(("number", "is_told"), [(2, True), (3, False)])
def test_what_the_record_holds_is_told_besides_fewer_than_three_lines(number: int, is_told: bool) -> None:
    assert (HOLDS in refused(number).printed()) is is_told


def test_a_brief_that_is_kept_short_says_no_more() -> None:
    assert refused(3).printed(length=20).count("\n- ") == 1


TOLD_LAST = (
    ("2021-03-01", "Arvonia asked Belmark for a pilot in each port of the strait."),
    ("2021-03-04", "Arvonia called on the ships of Belmark to carry a light at night."),
    ("2021-03-02", "Arvonia thanked the envoy of Belmark, who had found its lost boats."),
)


def test_the_latest_is_told_first_and_of_one_party_no_more_than_twice() -> None:
    told = News()
    for day, words in TOLD_LAST:
        told.told(Said("arvonia", Act.ASSERT, words, day), day="2021-03-06")
    told.told(Said("belmark", Act.ASSERT, "Belmark told Arvonia that its boats leave the strait.", DAY))
    assert [line[4:16] for line in latest(told)] == ["5 March 2021", "4 March 2021", "2 March 2021"]


@pytest.mark.parametrize(
    "words",
    [
        "While at sea for a week, it asked Belmark for a pilot of Arvonia.",  # who "it" is stands before
        "In 1997 Arvonia asked Belmark for a pilot in each port.",  # of long ago
        "Arvonia asked Belmark for pilots.",  # too short to say which
        "Did Arvonia ask Belmark for a pilot in each of its ports?",  # tells nothing
    ],
)
def test_what_is_not_told_plainly_is_no_line_of_what_the_record_holds(words: str) -> None:
    told = News()
    told.told(Said("arvonia", Act.ASSERT, words, DAY))
    assert HOLDS in told.printed()
    assert not latest(told)


def test_what_is_claimed_or_hardly_sure_is_no_line_of_what_the_record_holds() -> None:
    told = News()
    told.told(Said("arvonia", Act.ASSERT, ASKED, DAY))
    said = told.shelf.made[-1].entry
    assert isinstance(said, Statement)
    deed = event(told, Root.REQUEST)
    for entry, lines in (
        (said, 1),
        (deed, 1),
        (replace(said, confidence=0.4), 0),
        (replace(said, via="0" * 16), 0),
        (replace(deed, claim=said.id), 0),
        (replace(deed, confidence=0.6), 0),
    ):
        told.change(entry)
        assert len(latest(told)) == lines


def test_who_speaks_is_told_by_name_where_the_sentence_has_but_a_pronoun() -> None:
    told = News()
    telling = told.told(Said("arvonia", Act.ASSERT, "The pilots of Belmark, she said, are late again.", DAY))
    entry = told.shelf.made[-1].entry
    assert isinstance(entry, Statement)
    assert entry.speaker
    assert not latest(told)
    told.change(replace(entry, speaker=replace(entry.speaker, actor="mara-tull")))
    assert latest(told)[0].startswith("- **5 March 2021** Arvonia (Mara Tull): “The pilots")
    assert telling.entry


@pytest.mark.parametrize("opening", ["According to the charter, they", "While it rained, it", "Though late, he"])
def test_a_sentence_hangs_whose_subject_behind_an_opening_is_named_before_it(opening: str) -> None:
    assert hangs(f"{opening} left the port of Kelm.")
