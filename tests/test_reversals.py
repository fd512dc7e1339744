"""What belies words besides the deed: what goes on, a member that refuses, a part that is denied."""

from __future__ import annotations

from dataclasses import replace

from onrecord.compare.contradictions import Contradictions
from onrecord.core.entry import Act, Event, Root, Status
from onrecord.core.finding import Contradiction
from onrecord.core.proposition import DEED, Proposition, Sense, Sign
from tests.compared import About, Done, Said, Shelf

LESS = Said(
    "arvonia",
    Act.PROMISE,
    "It will reduce its attacks.",
    "2021-06-01",
    about=(About("attack", "-", doer="arvonia"),),
)


def found(shelf: Shelf) -> list[str]:
    """Return the types and reasons of the contradictions of a shelf."""
    says = [(one.says, one.why[0]) for one in shelf.compare(Contradictions())]
    return sorted(f"{each.type}: {why}" for each, why in says if isinstance(each, Contradiction))


def deed_of(shelf: Shelf, number: int, words: str, doer: str) -> None:
    """Say what the deed of a statement is, and whose."""
    line = shelf.made[number]
    assert not isinstance(line.entry, Event)
    start = line.entry.content[0].start + line.entry.content[0].words.index(words)
    cited = shelf.reports[-1].cite(start, start + len(words))
    deed = Proposition(DEED, cited, Sense.FACT, Sign.FOR, doer=doer)
    shelf.made[number] = replace(line, entry=replace(line.entry, deed=deed))


def goes_on(words: str, on: str = "2021-06-02", who: str = "belmark") -> list[str]:
    about = (About("attack", "+", sense="fact"),)
    told = Said(who, Act.ASSERT, f"The Arvonian shelling {words}.", on, about=about)
    shelf = Shelf().report("a", "2021-06-02", LESS, told)
    deed_of(shelf, 1, words, "arvonia")
    return found(shelf)


def test_what_is_told_to_go_on_belies_the_promise_to_do_less_of_it() -> None:
    assert goes_on("continued") == ["word-vs-deed: less of it promised, told to go on"]


def test_what_ended_goes_on_a_year_later_or_is_said_by_the_same_does_not() -> None:
    assert goes_on("ended") == goes_on("continued", "2022-06-02") == goes_on("continued", who="arvonia") == []


def joins(who: str, act: Act, sign: str, on: str = "2021-06-01") -> Said:
    about = (About("membership", sign, ("cordona",)),)
    return Said(who, act, f"{who} on the membership of Cordona", on, about=about)


def test_a_member_refuses_what_its_body_promises() -> None:
    promise = joins("harbour-league", Act.PROMISE, "+")
    shelf = Shelf().report("a", "2021-06-02", promise, joins("belmark", Act.REFUSE, "-"))
    assert found(shelf) == ["promise-vs-refusal: promised by a body, refused by a member"]
    other = Shelf().report("a", "2021-06-02", promise, joins("arvonia", Act.REFUSE, "-"))
    later = Shelf().report("a", "2021-06-02", promise, joins("belmark", Act.REFUSE, "-", "2022-06-01"))
    assert found(other) == found(later) == []


def seized(place: str) -> Done:
    return Done("arvonia", Root.COERCE, "", f"It annexed {place}.", "2021-05-01", Status.HAPPENED)


def test_those_who_did_it_are_denied_to_be_its_own() -> None:
    words = "the men who seized Sulaland were Arvonian"
    denied = Said("arvonia", Act.DENY, words, "2021-06-01")
    mine = Shelf().report("a", "2021-06-02", denied).report("b", "2021-06-03", seized("Sulaland"))
    assert found(mine) == ["actor: denied to be its own doing, told as its doing"]
    elsewhere = Shelf().report("a", "2021-06-02", denied).report("b", "2021-06-03", seized("Tamland"))
    thieves = Said("arvonia", Act.DENY, words.replace("Arvonian", "thieves"), "2021-06-01")
    others = Shelf().report("a", "2021-06-02", thieves).report("b", "2021-06-03", seized("Sulaland"))
    assert found(elsewhere) == found(others) == []
