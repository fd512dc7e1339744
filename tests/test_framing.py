"""Framing: the words that outlets choose for one deed or party, for how it speaks, and whom they quote."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.compare.framing import Framings
from onrecord.core.entry import Act, Event, Manner, Root, Statement
from onrecord.core.finding import Framing
from onrecord.core.who import Mention
from onrecord.jsonform import finding_json
from tests.compared import About, Done, Said, Shelf


def deed(word: str, on: str = "2021-03-01", whom: str = "belmark") -> Done:
    return Done("arvonia", Root.ASSAULT, whom, f"Arvonia's {word} of the port", on)


def told(*deeds: Done) -> Shelf:
    """Return a report of its own for each deed, whose trigger is the second word."""
    shelf = Shelf()
    for number, one in enumerate(deeds):
        shelf.report(f"r{number}", "2021-03-05", one)
        line = shelf.made[-1]
        assert isinstance(line.entry, Event)
        word = one.words.split()[1]
        start = line.entry.words.start + one.words.index(word)
        trigger = shelf.reports[-1].cite(start, start + len(word))
        shelf.made[-1] = replace(line, entry=replace(line.entry, trigger=trigger))
    return shelf


def terms(shelf: Shelf, kind: str) -> list[list[str]]:
    """Return the words of each finding of a kind, in the order of the alphabet."""
    found = shelf.compare(Framings())
    return [
        sorted(telling.citation.words for telling in one.tellings)
        for one in found
        if isinstance(one.says, Framing) and one.says.type == kind
    ]


def test_what_two_outlets_call_one_deed() -> None:
    assert terms(told(deed("invasion"), deed("liberation")), "deed") == [["invasion", "liberation"]]


@pytest.mark.parametrize(
    "other",
    [deed("invasions"), deed("liberation", "2021-09-01"), deed("liberation", whom="cordona"), deed("launch")],
    ids=["the same word", "half a year later", "done to another", "no name"],
)
def test_nothing_is_told_of_other_deeds(other: Done) -> None:
    assert terms(told(deed("invasion"), other), "deed") == []


def test_an_unsure_doer_makes_no_framing() -> None:
    shelf = told(deed("invasion"), deed("liberation"))
    line = shelf.made[0]
    assert isinstance(line.entry, Event)
    shelf.made[0] = replace(line, entry=replace(line.entry, source_confidence=0.3))
    assert terms(shelf, "deed") == []


def test_words_of_a_direct_quotation_are_not_the_outlets() -> None:
    shelf = told(deed("invasion"), deed("liberation"))
    assert terms(shelf, "deed")
    line = shelf.made[1]
    event = line.entry
    assert isinstance(event, Event)
    saying = Statement("saying", Act.ASSERT, Manner.DIRECT, (event.words,), event.by)
    shelf.made[1] = replace(line, entry=replace(event, claim=saying.id))
    shelf.made.append(replace(line, entry=saying))
    assert terms(shelf, "deed") == []


def called(words: str, outlet: str, shelf: Shelf) -> None:
    """Add a report in which some words stand for Arvonia."""
    shelf.report(outlet, "2021-03-05", Said("arvonia", Act.ASSERT, f"{words} said no."))
    line = shelf.made[-1]
    assert isinstance(line.entry, Statement)
    who = Mention(shelf.reports[-1].cite(0, len(words)), "arvonia", "arvonia")
    shelf.made[-1] = replace(line, entry=replace(line.entry, speaker=who))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("The Arvonian regime", "The junta", [["The Arvonian regime", "The junta"]]),
        ("Arvonia", "The junta", []),
        ("It", "The junta", []),
    ],
    ids=["regime and junta", "its plain name", "a pronoun"],
)
def test_what_a_party_is_called(one: str, other: str, expected: list[list[str]]) -> None:
    shelf = Shelf()
    called(one, "Gazette", shelf)
    called(other, "Mail", shelf)
    assert terms(shelf, "party") == expected


def test_a_capital_counts_where_no_entry_names_it() -> None:
    """Not as a place, and not in what somebody is quoted as saying."""
    shelf = Shelf()
    called("Kelm", "Gazette", shelf)
    for words in ("Kelm has not given in.", "They met in Qelm.", "“Qelm is lost,” they said."):
        shelf.report(words, "2021-03-05", Said("belmark", Act.ASSERT, words))
    assert terms(shelf, "party") == []
    shelf.report("mail", "2021-03-05", Said("belmark", Act.ASSERT, "Qelm has not given in."))
    assert terms(shelf, "party") == [["Kelm", "Kelm", "Qelm"]]


def sayings(shelf: Shelf, outlet: str, verb: str, count: int, manner: Manner = Manner.INDIRECT) -> None:
    """Add a report of an outlet in which Arvonia speaks several times by one verb."""
    said = [Said("arvonia", Act.ASSERT, f"{verb} number {number}") for number in range(count)]
    shelf.report(outlet, "2021-03-05", *said).printed_by(outlet)
    for place in range(len(shelf.made) - count, len(shelf.made)):
        entry = shelf.made[place].entry
        assert isinstance(entry, Statement)
        start = entry.content[0].start
        cue = shelf.reports[-1].cite(start, start + len(verb))
        shelf.made[place] = replace(shelf.made[place], entry=replace(entry, cue=cue, manner=manner))


def test_a_verb_that_one_outlet_has_for_a_party() -> None:
    shelf = Shelf()
    sayings(shelf, "Gazette", "claimed", 8)
    sayings(shelf, "Mail", "said", 20)
    assert terms(shelf, "speech") == [["claimed", "said"]]


def test_a_verb_used_once_stands_out_in_nothing() -> None:
    shelf = Shelf()
    sayings(shelf, "Gazette", "claimed", 1)
    sayings(shelf, "Mail", "said", 2)
    assert terms(shelf, "speech") == []


def test_whose_own_words_are_printed() -> None:
    shelf = Shelf()
    sayings(shelf, "Gazette", "said", 3, Manner.DIRECT)
    sayings(shelf, "Mail", "said", 3)
    (found,) = [one for one in shelf.compare(Framings()) if isinstance(one.says, Framing)]
    assert found.why == ("Gazette: 3 of 3 in its own words", "Mail: 0 of 3 in its own words")
    form = finding_json(found, {report.id: report.path for report in shelf.reports})
    assert form["concept"] == "Arvonia in its own words"
    assert form["terms"] == form["tellings"]


def test_nothing_is_said_of_how_one_quotes_who_tells_little() -> None:
    shelf = Shelf()
    sayings(shelf, "Gazette", "said", 2, Manner.DIRECT)
    sayings(shelf, "Mail", "said", 3)
    assert terms(shelf, "quoting") == []


def matter(words: str, whom: tuple[str, ...] = ("belmark",), matter: str = "attack") -> Said:
    return Said("", Act.ASSERT, words, "2021-03-01", about=(About(matter, "+", whom, "fact"),) if whom else ())


def written(*texts: Said) -> Shelf:
    """Return a report of its own for each text."""
    shelf = Shelf()
    for number, one in enumerate(texts):
        shelf.report(f"r{number}", "2021-03-05", one)
    return shelf


def test_what_outlets_call_a_matter_stands_together_also_without_an_entry_of_its_own() -> None:
    shelf = written(
        matter("They tell of an unprovoked attack."), matter("They tell of the military operation.", ())
    )
    assert terms(shelf, "matter") == [["military operation", "unprovoked attack"]]


def test_what_concerns_another_is_another_matter() -> None:
    shelf = written(matter("They tell of an attack."), matter("They tell of an invasion.", ("cordona",)))
    assert terms(shelf, "matter") == []


def test_one_entry_does_not_turn_what_a_report_tells_of() -> None:
    """Words without an entry concern whom most of what is told concerns, though an entry or two name another."""
    other = matter("They tell of a raid and an attack.", ("cordona",))
    shelf = Shelf().report("r0", "2021-03-01", matter("They tell of an unprovoked attack."), other)
    shelf.report(
        "r1",
        "2021-03-02",
        *(matter(f"They tell of the shelling of {port}.") for port in ("Ulm", "Tarsk", "Kelm")),
        *(matter(f"They tell of the bombing of {port}.", ("cordona",)) for port in ("Lorn", "Vask")),
        matter("They speak of the brutal incursion.", ()),
    )
    assert [together for together in terms(shelf, "matter") if "unprovoked attack" in together] == [
        ["brutal incursion", "shelling", "unprovoked attack"]
    ]


def test_words_that_all_must_use_choose_nothing() -> None:
    shelf = written(
        matter("They tell of an election.", matter="elections"),
        matter("They tell of the vote.", matter="elections"),
    )
    assert terms(shelf, "matter") == []
    shelf = written(
        matter("They tell of a sham election.", matter="elections"),
        matter("They tell of the final election.", matter="elections"),
        matter("They tell of an historic election.", matter="elections"),
    )
    assert terms(shelf, "matter") == [["final election", "historic election", "sham election"]]


def test_what_a_party_asks_for() -> None:
    def asks(words: str, on: str = "2021-03-01", act: Act = Act.DEMAND) -> Said:
        return Said("arvonia", act, words, on)

    shelf = written(asks("its main demands"), asks("two drafts"), asks("the proposals", "2022-03-01"))
    assert terms(shelf, "demand") == [["drafts", "main demands"]]
    others = written(asks("its main demands"), asks("that Cordona put its proposals on paper", act=Act.PRAISE))
    assert terms(others, "demand") == []
