"""What reports call the deeds of one account."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from onrecord.compare.accounts import Accounts
from onrecord.compare.called import called
from onrecord.compare.framing import Framings
from onrecord.compare.told import tellings
from onrecord.core.entry import Event, Root
from onrecord.core.finding import Framing
from tests.compared import Done, Shelf


def shelf(*sentences: str) -> Shelf:
    """Return reports of one sentence each; the word that tells the deed stands in []."""
    made = Shelf()
    for number, sentence in enumerate(sentences):
        plain = re.sub(r"[\[\]]", "", sentence)
        made.report(f"r{number}", "2021-03-02", Done("arvonia", Root.ASSAULT, "belmark", plain, on="2021-03-01"))
        entry = made.made[-1].entry
        assert isinstance(entry, Event)
        trigger = made.reports[-1].cite(sentence.index("["), sentence.index("]") - 1)
        made.made[-1] = replace(made.made[-1], entry=replace(entry, trigger=trigger))
    return made


INVADED = "Arvonia [invaded] the port of Belmark."


@pytest.mark.parametrize(
    ("sentence", "term"),
    [
        ("A huge military [offensive] began against Belmark.", "huge military offensive"),
        ("The special military operation was [launched] against Belmark.", "special military operation"),
        ("Arvonia [began] what it calls “a cleansing” of Belmark.", "a cleansing"),
        ("Arvonia [began] it.", None),
    ],
)
def test_what_describes_a_deed_belongs_to_its_name(sentence: str, term: str | None) -> None:
    made = shelf(INVADED, sentence)
    made.compare(Accounts())
    (found,) = called(made, tellings(made))
    assert [one.words for _, one in found.terms] == ["invaded", *([term] if term else [])]


def test_the_words_of_one_account_are_shown_side_by_side() -> None:
    made = shelf(INVADED, "The special military operation was [launched] against Belmark.")
    made.compare(Accounts())
    found = [one for one in made.compare(Framings()) if isinstance(one.says, Framing) and one.says.type == "deed"]
    assert [sorted(each.citation.words for each in one.tellings) for one in found] == [
        ["invaded", "special military operation"]
    ]
