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


def test_a_deed_that_was_forsworn_and_done_is_found() -> None:
    assert found(attack("2021-02-01", status=Status.DENIED), attack("2021-03-01")) == ["word-vs-deed"]


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
    kinds = [finding.says for finding in shelf.compare(Contradictions())]
    assert kinds == [Contradiction("actor", ("belmark", "arvonia"))]
