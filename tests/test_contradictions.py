"""Contradictions: found by what was said and done, and not where one is only a later state of things."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.compare.contradictions import Contradictions
from onrecord.compare.issues import Issues
from onrecord.core.entry import Act, Event, Root, Status
from onrecord.core.finding import Contradiction
from tests.compared import About, Done, Said, Shelf

NO_ATTACK = About("attack", "-", ("belmark",), "fact")
DENIED = Said("arvonia", Act.DENY, "that it is planning an attack on Belmark", "2021-02-01", about=(NO_ATTACK,))
CHARGED = About("attack", "+", ("belmark",), "fact", "arvonia")


def found(*told: Said | Done, source: bool = False) -> list[str]:
    """Return the types of the contradictions between tellings, each in a report of its own if `source` says so."""
    shelf = Shelf()
    for number, one in enumerate([(each,) for each in told] if source else [told]):
        shelf.report(f"r{number}", "2021-06-02", *one)
    kinds = []
    for finding in shelf.compare(Issues(), Contradictions()):
        assert isinstance(finding.says, Contradiction)
        assert [telling.role for telling in finding.tellings] == ["a", "b"]
        kinds.append(finding.says.type)
    return kinds


def attack(on: str | None, whom: str = "belmark", status: Status = Status.HAPPENED, who: str = "arvonia") -> Done:
    about = About("attack", "-" if status is Status.DENIED else "+", (whom,), "fact")
    return Done(who, Root.ASSAULT, whom, f"It bombed the port on {on or 'a night'}.", on, status, about=(about,))


def test_a_denial_is_belied_by_the_deed_that_followed() -> None:
    assert found(DENIED, attack("2021-03-01")) == ["word-vs-deed"]


@pytest.mark.parametrize(("teller", "kinds"), [("arvonia", 1), ("belmark", 0), (None, 0)])
def test_that_a_deed_did_not_take_place_is_a_denial_where_its_doer_says_so(teller: str | None, kinds: int) -> None:
    saying = Said(teller or "cordona", Act.ASSERT, "Nothing happened.", "2021-02-01")
    shelf = Shelf().report("a", "2021-02-02", saying, attack("2021-02-01", status=Status.DENIED))
    if teller:
        said, line = shelf.made
        assert isinstance(line.entry, Event)
        shelf.made[1] = replace(line, entry=replace(line.entry, claim=said.entry.id))
    shelf.report("c", "2021-03-02", attack("2021-03-01"))
    assert len(shelf.compare(Issues(), Contradictions())) == kinds


@pytest.mark.parametrize(
    "deed",
    [
        attack("2021-01-01"),
        attack("2025-03-01"),
        attack("2021-03-01", who="cordona"),
        attack("2021-03-01", status=Status.POSSIBLE),
        attack(None),
        Done("arvonia", Root.CONSULT, "belmark", "They met.", "2021-03-01"),
    ],
    ids=["before it", "years later", "by another", "feared", "undated", "another deed"],
)
def test_no_other_deed_belies_a_denial(deed: Done) -> None:
    assert found(DENIED, deed) == []


def test_a_deed_done_to_another_belies_no_denial() -> None:
    forsworn = attack("2021-02-01", status=Status.DENIED)
    assert found(forsworn, attack("2021-03-01", whom="cordona")) == []


def test_who_promises_to_do_less_of_what_goes_on_does_not_forswear_it() -> None:
    promise = Said("arvonia", Act.PROMISE, "that it would reduce its attacks", "2021-02-15", about=(NO_ATTACK,))
    assert found(promise, attack("2021-03-01")) == ["word-vs-deed"]
    assert found(attack("2021-02-01"), promise, attack("2021-03-01")) == []


def test_of_several_deeds_the_first_belies_it() -> None:
    assert len(found(DENIED, attack("2021-03-01"), attack("2021-04-01"))) == 1


def charge(on: str, about: About = CHARGED, who: str = "belmark", act: Act = Act.ACCUSE) -> Said:
    return Said(who, act, "that an attack was being planned", on, about=(about,))


def test_what_one_says_of_another_and_that_one_denies_is_word_against_word() -> None:
    assert found(charge("2021-01-20"), DENIED) == ["whether"]


@pytest.mark.parametrize(
    "said",
    [
        charge("2020-01-20"),
        charge("2021-01-20", who="arvonia"),
        charge("2021-01-20", act=Act.DEMAND),
        charge("2021-01-20", About("attack", "+", (), "fact", "cordona")),
        charge("2021-01-20", About("attack", "+", ("cordona",), "fact", "arvonia")),
        charge("2021-01-20", About("attack", "-", ("belmark",), "fact", "arvonia")),
    ],
    ids=["a year before", "of itself", "a demand", "of another", "done to another", "that it is not so"],
)
def test_no_other_words_stand_against_a_denial(said: Said) -> None:
    assert found(said, DENIED) == []


def test_a_promise_and_its_refusal_by_one_party() -> None:
    given, kept = (About("guarantees", sign, ("belmark",)) for sign in "+-")
    words = "binding written guarantees for the safety of Belmark"
    promise = Said("arvonia", Act.PROMISE, words, "2021-02-01", about=(given,))
    refusal = Said(
        "arvonia", Act.REFUSE, "any binding written guarantees for Belmark", "2021-05-01", about=(kept,)
    )
    assert found(promise, refusal) == ["promise-vs-refusal"]
    another = Said(
        "cordona", Act.REFUSE, "any binding written guarantees for Belmark", "2021-05-01", about=(kept,)
    )
    assert found(promise, another) == []


def troops(words: str, amount: float, on: str) -> Done:
    text = f"Arvonia has massed {words} at the border of Belmark."
    return Done("arvonia", Root.MOBILIZE, "belmark", text, on, counted=(words, "soldier", amount))


@pytest.mark.parametrize(
    ("amount", "on", "kinds"),
    [(70_000, "2021-03-01", ["number"]), (94_000, "2021-03-01", []), (70_000, "2021-03-20", ["update"])],
    ids=["another number", "the same", "later"],
)
def test_two_numbers_contradict_each_other_at_one_time_only(amount: float, on: str, kinds: list[str]) -> None:
    one, other = troops("94,000 soldiers", 94_000, "2021-03-01"), troops(f"{amount:,} soldiers", amount, on)
    assert found(one, other, source=True) == kinds


def test_each_of_two_says_that_the_other_did_it() -> None:
    """The deed of each stands in the words of the other."""
    words = "The port of the free islands was bombed at dawn."
    deeds = [Done(who, Root.ASSAULT, "", words, "2021-03-01") for who in ("arvonia", "belmark")]
    shelf = Shelf().report("a", "2021-03-02", Said("belmark", Act.ACCUSE, "They did it."), deeds[0])
    shelf.report("b", "2021-03-02", Said("arvonia", Act.ACCUSE, "It was them."), deeds[1])
    for saying in (0, 2):
        deed = shelf.made[saying + 1]
        assert isinstance(deed.entry, Event)
        told = replace(deed.entry, claim=shelf.made[saying].entry.id)
        shelf.made[saying + 1] = replace(deed, entry=told)
    (finding,) = shelf.compare(Contradictions())
    assert finding.says == Contradiction("actor", ("belmark", "arvonia"), finding.id)


def said(who: str, words: str, act: Act = Act.ASSERT, on: str | None = "2021-06-01", *about: About) -> Said:
    return Said(who, act, words, on, about=about)


GATHERED = said("arvonia", "It has withdrawn its troops.")


@pytest.mark.parametrize(
    "answer",
    [
        said("belmark", "this", Act.DENY),
        said("belmark", "that assessment, and said so", Act.DENY),
        said("belmark", "It has seen no sign of it."),
    ],
    ids=["this", "that assessment", "no sign"],
)
def test_an_answer_denies_what_was_said_before_it(answer: Said) -> None:
    assert found(GATHERED, answer) == ["whether"]


@pytest.mark.parametrize(
    "answer",
    [
        said("arvonia", "this", Act.DENY),
        said("belmark", "that it is planning a raid of its own across the river", Act.DENY),
        said("belmark", "It has a sign of it."),
    ],
    ids=["its own", "says something else", "no denial"],
)
def test_other_sayings_answer_nothing(answer: Said) -> None:
    assert found(GATHERED, answer) == []


def test_an_answer_is_to_what_stands_right_before_it() -> None:
    between = said("cordona", "The weather is fine.")
    shelf = Shelf().report("a", "2021-06-02", GATHERED, between, said("belmark", "this", Act.DENY))
    (finding,) = shelf.compare(Contradictions())
    assert [one.citation.words for one in finding.tellings] == ["The weather is fine.", "this"]


VOTE = About("elections", "+", ("cordona",))
FAIR = said("arvonia", "that the election was free and fair", Act.ASSERT, "2021-06-01", VOTE)


def test_two_verdicts_of_one_thing_contradict() -> None:
    flawed = said("belmark", "that the election was neither free nor fair", Act.ASSERT, "2021-06-02", VOTE)
    assert found(FAIR, flawed) == ["what-it-is"]


def test_two_camps_that_judge_one_thing_have_one_quarrel() -> None:
    flawed = (
        said(who, f"that the election was neither free nor fair, said {who}", Act.ASSERT, "2021-06-02", VOTE)
        for who in ("belmark", "cordona")
    )
    pairs = [one.says for one in Shelf().report("a", "2021-06-02", FAIR, *flawed).compare(Contradictions())]
    assert [one.type for one in pairs if isinstance(one, Contradiction)] == ["what-it-is"] * 2
    assert len({one.quarrel for one in pairs if isinstance(one, Contradiction)}) == 1


@pytest.mark.parametrize(
    "other",
    [
        said("belmark", "that the election was fair", Act.ASSERT, "2021-06-02", VOTE),
        said("belmark", "that the election was illegal", Act.ASSERT, "2021-06-02", VOTE),
        said("belmark", "that the election was flawed", Act.ASSERT, "2023-06-02", VOTE),
        said("arvonia", "that the election was flawed", Act.ASSERT, "2021-06-02", VOTE),
        said("belmark", "that it was flawed", Act.ASSERT, "2021-06-02", About("elections", "+", ("belmark",))),
        said("belmark", "that the talks were flawed", Act.ASSERT, "2021-06-02", About("talks", "+")),
    ],
    ids=["the same", "another axis", "two years later", "its own", "another's vote", "another matter"],
)
def test_other_verdicts_do_not(other: Said) -> None:
    assert found(FAIR, other) == []


def test_whose_a_land_is_two_parties_dispute() -> None:
    mine = said("arvonia", "Sula has always been part of Arvonia.")
    assert found(mine, said("belmark", "Sula remains part of Belmark.", on="2014-01-01")) == ["whether"]
    assert found(mine, said("belmark", "Sula is not part of Belmark.")) == []
    assert found(mine, said("belmark", "Sula remains part of Arvonia.")) == []


def test_the_next_speaker_may_leave_out_what_is_counted() -> None:
    first = said("arvonia", "that 94,300 troops stood at the border")
    assert found(first, said("belmark", "The force is put at 70,000.")) == ["number"]
    assert found(first, said("belmark", "It cost 70,000 crowns.")) == []
    assert found(first, said("belmark", "The force is put at 94,000.")) == []
    assert found(first, said("arvonia", "The force is put at 70,000.")) == []
    assert found(first, said("belmark", "The town was founded in 1204.")) == []


def test_what_is_told_as_done_and_denied_by_its_doer_is_found() -> None:
    assert found(attack("2021-01-20"), DENIED) == ["whether"]
    assert found(attack("2020-06-20"), DENIED) == []


def test_a_refusal_of_what_was_promised() -> None:
    promise = said("arvonia", "to withdraw", Act.PROMISE, "2021-01-01", About("troops", "-", ("belmark",)))
    refusal = said("arvonia", "to pull out", Act.REFUSE, "2021-03-01", About("troops", "+", ("belmark",)))
    assert found(promise, refusal) == ["promise-vs-refusal"]
    assert found(refusal, replace(promise, on="2021-05-01")) == []


def test_many_denials_of_one_deed_are_one_quarrel() -> None:
    again = replace(DENIED, words="that it will attack Belmark", on="2021-02-10")
    shelf = Shelf().report("a", "2021-06-02", DENIED, again, attack("2021-03-01"))
    pairs = [one.says for one in shelf.compare(Issues(), Contradictions())]
    assert len(pairs) == 2
    assert len({says.quarrel for says in pairs if isinstance(says, Contradiction)}) == 1


def test_a_denial_that_names_nobody_is_of_those_whom_its_report_speaks_of() -> None:
    denied = replace(DENIED, words="that it plans an invasion", about=(About("attack", "-", (), "fact"),))
    talk = Done("arvonia", Root.CONSULT, "belmark", "They met.", "2021-01-01")
    shelf = Shelf().report("a", "2021-02-02", talk, denied)
    shelf.report("b", "2021-03-02", attack("2021-03-01", whom="cordona"))
    assert shelf.compare(Issues(), Contradictions()) == ()
    shelf.report("c", "2021-03-02", attack("2021-03-01"))
    assert len(shelf.compare(Issues(), Contradictions())) == 1


def test_where_nobody_is_named_both_reports_are_of_one_and_the_same() -> None:
    nobody = About("attack", "-", (), "fact")
    denied = replace(DENIED, words="that it plans an invasion", about=(nobody,))
    deed = replace(attack("2021-03-01"), whom="", about=(replace(nobody, sign="+"),))
    for other, expected in (("belmark", 1), ("cordona", 0)):
        shelf = Shelf()
        talk = Done("arvonia", Root.CONSULT, "belmark", "They met.", "2021-01-01")
        shelf.report("a", "2021-02-02", talk, denied)
        shelf.report("b", "2021-03-02", replace(talk, whom=other, on="2021-03-01"), deed)
        assert len(shelf.compare(Issues(), Contradictions())) == expected


def test_a_deed_belies_by_its_own_word_and_by_nothing_that_stands_in_it() -> None:
    """He "left for the base where those who were captured in the war are": no attack."""
    shelf = Shelf().report("a", "2021-02-02", DENIED).report("b", "2021-03-02", attack("2021-03-01"))
    line = shelf.made[-1]
    assert isinstance(line.entry, Event)
    cited = shelf.reports[-1].cite(0, 3)
    about = replace(line.entry.propositions[0], words=shelf.reports[-1].cite(4, 8))
    shelf.made[-1] = replace(line, entry=replace(line.entry, trigger=cited, propositions=(about,)))
    assert shelf.compare(Issues(), Contradictions()) == ()


def test_a_deed_whose_doer_is_unsure_belies_nobody() -> None:
    for sure, expected in ((0.9, 1), (0.4, 0)):
        shelf = Shelf().report("a", "2021-02-02", DENIED).report("b", "2021-03-02", attack("2021-03-01"))
        line = shelf.made[-1]
        assert isinstance(line.entry, Event)
        shelf.made[-1] = replace(line, entry=replace(line.entry, source_confidence=sure))
        assert len(shelf.compare(Issues(), Contradictions())) == expected


def test_a_later_deed_belies_no_denial_of_what_was_done_before() -> None:
    before = replace(DENIED, words="that it had shelled the port of Belmark")
    assert found(before, attack("2021-03-01")) == []
    assert found(replace(DENIED, words="that it planned to shell the port"), attack("2021-03-01")) == [
        "word-vs-deed"
    ]
