"""What outlets call persons and governments, and how they judge a matter."""

from __future__ import annotations

import pytest

from onrecord.compare.framing import Framings
from onrecord.core.entry import Act
from onrecord.core.finding import Framing
from tests.compared import About, Said, Shelf


def shown(kind: str, *texts: str, about: tuple[About, ...] = ()) -> list[list[str]]:
    """Return the words of each finding of a kind, of reports of one sentence each, in their order."""
    shelf = Shelf()
    for number, words in enumerate(texts):
        shelf.report(f"r{number}", "2021-03-05", Said("", Act.ASSERT, words, "2021-03-01", about=about))
    return [
        sorted(telling.citation.words for telling in one.tellings)
        for one in shelf.compare(Framings())
        if isinstance(one.says, Framing) and one.says.type == kind
    ]


DOCKHAND = "Mara Tull, a former dock activist, spoke for an hour."


@pytest.mark.parametrize(
    ("other", "called"),
    [
        ("They cheered the embattled leader Mara Tull on Monday.", "embattled leader"),
        ("They cheered the embattled Peruvian leader Mara Tull.", "embattled Peruvian leader"),
        ("Nobody saw Tull, the aging strongman, that day.", "the aging strongman"),
        ("They cheered President Mara Tull on Monday.", None),  # an office chooses nothing
        ("A photo shows Peruvian leader Mara Tull.", None),  # nor does the verb before it
        ("The harbour Tull built was closed.", None),
        ("Nobody saw Tull, the day after, in town.", None),  # it does not tell what she is
        ("“The embattled leader Mara Tull is gone,” they said.", None),  # these are the speaker's words
    ],
)
def test_what_a_person_is_called(other: str, called: str | None) -> None:
    assert shown("person", DOCKHAND, other) == ([sorted(["a former dock activist", called])] if called else [])


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("The Arvonian regime fell.", "The junta of Arvonia fell."), ["Arvonian regime", "junta of Arvonia"]),
        (("The Arvonian regime fell.", "Nobody mourned the junta."), ["Arvonian regime", "the junta"]),
        (("The Arvonian regime fell.", "The Arvonian regime fell at last."), []),
        (("The Arvonian regime fell, so did the Belmark regime.", "Nobody mourned the junta."), []),  # whose?
        (("The Arvonian regime fell.", "“Nobody mourned the junta,” they said."), []),
    ],
)
def test_whose_regime_it_is(texts: tuple[str, str], expected: list[str]) -> None:
    assert shown("party", *texts) == ([expected] if expected else [])


def test_a_matter_is_called_by_how_it_is_judged() -> None:
    votes = (About("elections", "", ("belmark",), "fact"),)
    told = "The election was called free and fair by some.", "The election was marred by threats."
    assert shown("matter", *told, about=votes) == [["free and fair", "marred"]]
    far = "The election is over; the sea was fair and the weather mild.", told[1]
    assert shown("matter", *far, about=votes) == []
    troops = (About("troops", "", ("belmark",), "fact"),)
    assert shown("matter", "The huge troop build-up was fair.", "The soldiers were marred.", about=troops) == []
