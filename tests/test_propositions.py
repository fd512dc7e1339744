"""Propositions: what a statement is about and on which side of it, by the grammar of its words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.core.entry import Act, Attitude, Event, Manner, Root, Stance, Statement, Status
from onrecord.core.extraction import Extraction
from onrecord.core.proposition import Proposition, Sense, Sign
from onrecord.core.who import Mention
from onrecord.matters import CatalogueFaulty, about, by_id, catalogue, matter_of, spoken
from onrecord.resolvers.propositions import Propositions
from tests.documents import document_of


def told(
    text: str, act: Act | Attitude, *, negated: bool = False, direct: bool = False
) -> tuple[Proposition, ...]:
    """Return the propositions of a statement."""
    return made(text, act, negated=negated, direct=direct).propositions


def made(text: str, act: Act | Attitude, *, negated: bool = False, direct: bool = False) -> Statement | Stance:
    """Return a statement as it is resolved; in the text its words stand in [], its cue in <>; Peru speaks."""
    cue_start, content_start = text.find("<"), text.index("[")
    marks = sorted((text.index(mark), mark) for mark in "<>[]" if mark in text)
    plain, at = "", {}
    for place, letter in enumerate(text):
        if (place, letter) in marks:
            at[letter] = len(plain)
        else:
            plain += letter
    document = document_of(plain)
    report = document.report
    content = (report.cite(at["["], at["]"]),)
    cue = report.cite(at["<"], at[">"]) if cue_start >= 0 and content_start >= 0 else None
    who = Mention(report.cite(0, 4), "peru", "peru")
    manner = Manner.DIRECT if direct else Manner.INDIRECT
    entry: Statement | Stance
    if isinstance(act, Act):
        entry = Statement("0", act, manner, content, "test 1", negated=negated, speaker=who, cue=cue)
    else:
        entry = Stance("0", act, manner, content, "test 1", negated=negated, speaker=who, cue=cue)
    resolved = Propositions().resolve(document, Extraction(report, (entry,))).entries[0]
    assert not isinstance(resolved, Event)
    return resolved


@pytest.mark.parametrize(
    ("text", "act", "expected"),
    [
        ("Peru <promised> [to widen the road].", Act.PROMISE, ("widen the road", "+")),
        ("Peru <promised> [never to widen the road].", Act.PROMISE, ("widen the road", "-")),
        ("Peru <refused> [to stop the works].", Act.REFUSE, ("the works", "+")),
        ("Peru <said> [it has no plans to widen the road].", Act.ASSERT, ("widen the road", "-")),
        ("Peru <demanded> [that Chile let the herders pass].", Act.DEMAND, ("pass", "+")),
        ("Peru <said> [it was too early to say whether to widen it].", Act.PROMISE, ("widen it", "0")),
        (
            "Peru <demanded> [that they stop the herders from crossing the river].",
            Act.DEMAND,
            ("crossing the river", "-"),
        ),
    ],
)
def test_the_deed_has_a_side_though_no_catalogue_has_it(text: str, act: Act, expected: tuple[str, str]) -> None:
    deed = made(text, act).deed
    assert deed is not None
    assert (deed.words.words, deed.sign.value if deed.sign else "0") == expected


def side(text: str, act: Act | Attitude, *, negated: bool = False, direct: bool = False) -> str:
    """Return the main proposition in short: matter, sign, sense."""
    found = told(text, act, negated=negated, direct=direct)
    if not found:
        return ""
    return f"{found[0].matter} {found[0].sign or '?'} {found[0].sense}"


@pytest.mark.parametrize(
    ("text", "act", "expected"),
    [
        ("Peru <demanded> [sanctions on Chile].", Act.DEMAND, "sanctions + will"),
        ("Peru <demanded> [an end to the sanctions on Chile].", Act.DEMAND, "sanctions - will"),
        ("Peru <refused> [to lift the sanctions on Chile].", Act.REFUSE, "sanctions + will"),
        ("Peru <refused> [to recognise Kosovo].", Act.REFUSE, "recognition - will"),
        ("Peru <said> [it would never recognise Kosovo].", Act.REFUSE, "recognition - will"),
        ("Peru <condemned> [the attack on the port].", Act.CRITICISE, "attack - will"),
        ("Peru <said> [the sanctions would be a mistake].", Act.ASSERT, "sanctions - will"),
        ("Peru <said> [the sanctions must be lifted].", Act.ASSERT, "sanctions - will"),
        ("Peru <said> [it would withstand the sanctions of Chile].", Act.ASSERT, "sanctions - will"),
        ("Peru <said> [the tariffs were imposed in May].", Act.ASSERT, "tariffs + fact"),
        ("Peru <denied> [that it attacked Chile].", Act.DENY, "attack - fact"),
        ("Peru <warned> [against an attack on Chile].", Act.WARN, "attack - will"),
        ("Peru <promised> [to withdraw its troops from Chile].", Act.PROMISE, "ceasefire + will"),
        ("Peru <revealed> [a refusal to lift the sanctions on Chile].", Act.ANNOUNCE, "sanctions + will"),
        ("Peru <revealed> [a refusal to provide Chile with a guarantee].", Act.ANNOUNCE, "guarantees - will"),
        ("Peru <said> [it was imposing sanctions on Chile].", Act.ASSERT, "sanctions + will"),
        ("Peru <said> [Chile was imposing sanctions on Bolivia].", Act.ASSERT, "sanctions + fact"),
        ("Peru <warned> [that it might attack Chile].", Act.WARN, "attack + will"),
        ("Peru <warned> [that Chile might attack Bolivia].", Act.WARN, "attack - will"),
        ("Peru <said> [that Chile's ruler has stolen the election].", Act.ASSERT, "elections - will"),
        (
            "Peru <complained> [that it was wrong to set no date for the election].",
            Act.CRITICISE,
            "elections + will",
        ),
        ("Peru <refused> [to give up its nuclear arms].", Act.REFUSE, "arms-control - will"),
        ("Peru <said> [firms that defy the sanctions will be punished].", Act.THREATEN, "sanctions + will"),
        ("Peru <said> [soldiers who attack the port will be punished].", Act.THREATEN, "attack - will"),
        ("Peru <said> [Chile, which attacked the port, will be punished].", Act.THREATEN, "attack + fact"),
    ],
    ids=lambda value: str(value)[:48],
)
def test_act_and_words_make_the_sign(text: str, act: Act, expected: str) -> None:
    assert side(text, act) == expected


@pytest.mark.parametrize(
    ("text", "act", "expected"),
    [
        ("Peru <described> [the election in Chile as free and fair].", Act.ASSERT, "elections + will"),
        ("Peru <called> [Chile's election flawed].", Act.CRITICISE, "elections - will"),
        ("Peru <called> [the election in Chile a sham].", Act.CRITICISE, "elections - will"),
        ("Peru <said> [the election cannot be considered as free and fair].", Act.ASSERT, "elections - will"),
        ("Peru <said> [the election was neither free nor fair].", Act.ASSERT, "elections - will"),
        ("Peru <denounced> [the embargo as illegal].", Act.CRITICISE, "sanctions - will"),
        ("Peru <said> [it is vital that Chile never joins NATO].", Act.ASSERT, "membership - will"),
        ("Peru <said> [it would be wrong to lift the sanctions].", Act.ASSERT, "sanctions + will"),
    ],
    ids=lambda value: str(value)[:48],
)
def test_what_it_is_called_is_a_judgement(text: str, act: Act, expected: str) -> None:
    """A verb that turns by itself has said so, and its "illegal" does not turn it back."""
    assert side(text, act) == expected


def test_a_suspension_is_one_of_a_member_only() -> None:
    text = "Peru <demanded> [the suspension of Chile from the European Union to protest its attacks on Bolivia]."
    assert [(one.matter, one.sign) for one in told(text, Act.DEMAND)] == [
        ("suspension", Sign.FOR),
        ("attack", Sign.AGAINST),
    ]
    assert side("Peru <demanded> [the suspension of the embargo from May].", Act.DEMAND) == "sanctions - will"


def test_a_refusal_that_is_read_out_of_the_words_counts_once() -> None:
    assert side("Peru <said>: [We will not lift the embargo].", Act.REFUSE, direct=True) == "sanctions + will"
    assert side("Peru <said>: [We will not join the sanctions].", Act.REFUSE, direct=True) == "sanctions - will"


def test_what_is_said_twice_counts_once() -> None:
    assert side("Peru <said> [it would never, never recognise Kosovo].", Act.REFUSE) == "recognition - will"


def test_a_refusal_of_guarantees_of_non_membership_does_not_rule_membership_out() -> None:
    found = told("Peru <refused> [to give guarantees of Georgia's non-membership in NATO].", Act.REFUSE)
    signs = {one.matter: (one.sign, one.object) for one in found}
    assert signs["guarantees"][0] is Sign.AGAINST
    assert signs["membership"] == (Sign.FOR, ("georgia",))


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Peru <said> [Brazil had demanded sanctions on Chile].", Act.ASSERT),
        ("Peru <praised> [Brazil's position on the sanctions].", Act.PRAISE),
    ],
    ids=["another's demand", "another's view"],
)
def test_what_another_wants_is_no_side_of_the_speaker(text: str, act: Act) -> None:
    assert told(text, act)[0].sign is None


def test_what_another_is_against_is_no_side_of_the_speaker() -> None:
    assert side("Peru <said> [the West is against sanctions on Chile].", Act.ASSERT) == "sanctions ? fact"
    assert side("Peru <said> [it is against sanctions on Chile].", Act.ASSERT) == "sanctions - will"


def test_for_what_is_not_ripe_the_time_may_come() -> None:
    for text in ("Kosovo is not ready for membership of NATO", "it is too early for the election in Kosovo"):
        (found,) = told(f"Peru <said> [{text}].", Act.ASSERT)
        assert found.conditional
        assert found.sense is Sense.WILL


def test_a_condition_reaches_no_further_than_its_sentence() -> None:
    text = "Peru <said>: ["
    said = "If the raids go on, the banks will close. It must lift the sanctions on Chile"
    entry = made(f"{text}{said}].", Act.DEMAND)
    document = document_of(f"Peru said: {said}.")
    condition = document.report.cite(11, 29)
    assert condition.words == "If the raids go on"
    tied = replace(entry, condition=condition, propositions=())
    resolved = Propositions().resolve(document, Extraction(document.report, (tied,))).entries[0]
    assert [one.conditional for one in resolved.propositions if one.matter == "sanctions"] == [False]


def test_a_question_that_is_told_of_takes_no_side() -> None:
    answer = told(
        "Peru <said> [it asked its allies what the answer should be to the sanctions on Chile].", Act.ASSERT
    )
    assert [one.sign for one in answer if one.matter == "sanctions"] == [None]
    whether = told("Peru <demanded> [a ruling on whether the sanctions must be lifted].", Act.DEMAND)
    assert [one.sign for one in whether if one.matter == "sanctions"] == [None]


def test_what_is_only_mentioned_is_background() -> None:
    found = told("Peru <demanded> [talks with the states that recognise Kosovo].", Act.DEMAND)
    assert {one.matter: one.background for one in found} == {"talks": False, "recognition": True}


def test_who_does_not_want_it_is_against_it_and_who_did_not_promise_it_is_nothing() -> None:
    assert side("Peru did not <want> [sanctions on Chile].", Attitude.WANT, negated=True) == "sanctions - will"
    assert side("Peru did not <promise> [sanctions on Chile].", Act.PROMISE, negated=True) == "sanctions ? fact"


def test_a_threat_of_what_follows_a_deed_is_against_the_deed() -> None:
    found = told("Peru <threatened> [to respond if Brazil attacked Chile].", Act.THREATEN)
    assert (found[0].matter, found[0].sign, found[0].object) == ("attack", Sign.AGAINST, ("chile",))


def test_what_is_tied_to_something_or_left_open_says_so() -> None:
    assert told("Peru <offered> [to lift the sanctions in exchange for talks].", Act.OFFER)[0].conditional
    assert told("Peru <said> [it was ready to discuss the sanctions].", Act.ASSERT)[0].open


@pytest.mark.parametrize(
    ("text", "matter", "whom"),
    [
        (
            "Peru <said> [Brazil and Chile would not discuss Georgia's membership of NATO].",
            "membership",
            ("georgia",),
        ),
        ("Peru <said> [Brazil attacked a port in Chile].", "attack", ("chile",)),
        ("Peru <said> [Brazil imposed sanctions on Chile].", "sanctions", ("chile",)),
        ("Peru <said> [Brazilian troops stood near the harbour of the capital].", "troops", ("brazil",)),
        ("Peru <demanded> [written guarantees].", "guarantees", ("peru",)),
        ("Peru <said> [the sanctions hurt Brazil].", "sanctions", ()),
    ],
    ids=["its owner", "where it is", "on whom", "whose", "who asks", "no neighbour"],
)
def test_whom_it_concerns_is_named_by_its_own_arguments(text: str, matter: str, whom: tuple[str, ...]) -> None:
    act = Act.DEMAND if "demanded" in text else Act.ASSERT
    assert {one.matter: one.object for one in told(text, act)}[matter] == whom


def test_talks_are_between_two() -> None:
    assert told("Peru <proposed> [talks with Chile].", Act.PROPOSE)[0].object == ("chile", "peru")
    assert told("Peru <proposed> [talks between Brazil and Chile].", Act.PROPOSE)[0].object == ("brazil", "chile")


def test_an_event_says_that_it_is_so_and_a_denied_one_that_it_is_not() -> None:
    text = "Peru shelled the harbour."
    document = document_of(text)
    report = document.report
    signs = []
    for status in (Status.HAPPENED, Status.DENIED):
        doer = (Mention(report.cite(0, 4), "peru", "peru"),)
        event = Event("0", Root.ASSAULT, status, report.cite(5, 24), report.cite(5, 12), "test 1", sources=doer)
        (one,) = Propositions().resolve(document, Extraction(report, (event,))).entries[0].propositions
        signs.append((one.matter, one.sign, one.sense))
    assert signs == [("attack", Sign.FOR, Sense.FACT), ("attack", Sign.AGAINST, Sense.FACT)]


def test_an_event_without_words_of_a_matter_is_about_what_was_done() -> None:
    document = document_of("Peru killed three people there.")
    report = document.report
    event = Event("0", Root.ASSAULT, Status.HAPPENED, report.cite(5, 24), report.cite(5, 11), "test 1")
    (one,) = Propositions().resolve(document, Extraction(report, (event,))).entries[0].propositions
    assert (one.matter, one.words.words) == ("attack", "killed")


def test_those_whom_a_matter_concerns_come_with_the_extraction() -> None:
    document = document_of("Peru demanded sanctions on Chile.")
    report = document.report
    made = Statement("0", Act.DEMAND, Manner.INDIRECT, (report.cite(14, 32),), "test 1")
    assert [one.id for one in Propositions().resolve(document, Extraction(report, (made,))).actors] == ["chile"]


@pytest.mark.parametrize(
    ("matter", "text"),
    [
        ("guarantees", "We need a written guarantee."),
        ("sanctions", "The frozen assets stay."),
        ("water", "Filling the reservoir must wait."),
        ("sea", "Their trawlers leave our waters."),
        ("prisoners", "Every prisoner comes home."),
        ("airspace", "A no-fly zone over the north."),
        ("inspections", "The inspectors may return."),
        ("people", "The church keeps its own patriarch."),
        ("chemical", "They used poison gas."),
        ("climate", "Emissions cuts come first in the climate accord."),
    ],
)
def test_words_name_a_matter(matter: str, text: str) -> None:
    assert matter in {one.id for one in catalogue() if one.stands_in(spoken(text), names_body=False)}


@pytest.mark.parametrize("text", ["It was a damning award.", "The straightest answer came last.", "He talked."])
def test_words_that_only_begin_alike_name_none(text: str) -> None:
    assert not [one.id for one in catalogue() if one.stands_in(spoken(text), names_body=False)]


def test_words_that_mean_something_else_there_name_no_matter() -> None:
    assert not list(by_id()["attack"].spans("It was a relic of the Cold War.", names_body=False))


def test_the_catalogue_names_no_party() -> None:
    said = " ".join(
        phrase for one in catalogue() for sign in one.signs for phrase in (*sign.spoken, one.name)
    ).split()
    assert not [word for word in said if word[:1].isupper()]


@pytest.mark.parametrize("names_body", [True, False])
def test_what_a_text_is_about_is_found_as_if_all_matters_were_held_against_it(*, names_body: bool) -> None:
    """By the first letters of its words; "by" and "un-" are shorter than what is looked up."""
    every = " ".join(phrase for matter in catalogue() for sign in matter.signs for phrase in sign.spoken)
    for text in (every, "", "By a treaty on nuclear arms, NATO's growth is un-stoppable.", "A truce"):
        said = spoken(text)
        slow = [matter for matter in catalogue() if matter.stands_in(said, names_body=names_body)]
        assert list(about(said, names_body=names_body)) == slow
    assert list(about(spoken(every), names_body=True)) == [matter for matter in catalogue() if matter.signs]


@pytest.mark.parametrize(
    ("text", "act", "expected"),
    [
        ("Peru <said> [the militants seized the town].", Act.ASSERT, {"attack", "terrorism"}),
        ("Peru <said> [the crowd threw stones in the square].", Act.ASSERT, {"protests"}),
        ("Peru <asked> [its creditors for another loan].", Act.ASK, {"debt"}),
        ("Peru <said> [the mayor likes his coffee black].", Act.ASSERT, set()),
    ],
)
def test_words_of_a_field_tell_the_matter_and_take_no_side(text: str, act: Act, expected: set[str]) -> None:
    found = told(text, act)
    assert {one.matter for one in found} == expected
    assert not [one for one in found if one.is_named or one.sign or not one.background]


def test_words_of_a_field_count_only_where_none_names_a_matter() -> None:
    found = told("Peru <demanded> [sanctions on the militants who seized the town].", Act.DEMAND)
    assert all(one.is_named for one in found)


def test_an_event_without_such_words_is_of_the_field_of_what_was_done() -> None:
    document = document_of("The minister came by on Tuesday.")
    report = document.report
    event = Event(
        "0", Root.CONSULT, Status.HAPPENED, report.cite(13, 20), report.cite(13, 17), "test 1", mode="visit"
    )
    (found,) = Propositions().resolve(document, Extraction(report, (event,))).entries
    assert ("talks", Sense.FIELD) in {(one.matter, one.sense) for one in found.propositions}


@pytest.mark.parametrize(
    ("text", "act", "expected"),
    [
        ("Peru <condemned> [the killing of the soldiers].", Act.CRITICISE, "troops + fact"),
        ("Peru <thanked> [the troops].", Act.PRAISE, "troops + fact"),
        ("Peru <asked> [Chile to send more soldiers].", Act.ASK, "troops + will"),
        ("Peru <promised> [to punish Chile for the invasion].", Act.PROMISE, "attack + fact"),
        ("Peru <wants> [no risk to the peace talks].", Attitude.WANT, "talks + will"),
        ("Peru <declined> [to confirm or deny the annexation].", Act.REFUSE, "annexation ? fact"),
        ("Peru <warned> [that there would be consequences for the invasion].", Act.THREATEN, "attack + fact"),
        ("Peru <said> [it would monitor the coast for attacks].", Act.ANNOUNCE, "attack + fact"),
    ],
    ids=["killed", "thanked", "sent", "punished for", "a risk to", "not spoken of", "answered", "watched for"],
)
def test_what_is_only_there_takes_no_side(text: str, act: Act | Attitude, expected: str) -> None:
    assert side(text, act) == expected


def test_what_one_considers_is_open() -> None:
    (found,) = told("Peru <is considering> [joining the Andean Community].", Attitude.INTEND)
    assert (found.open, found.sign) == (True, None)


def test_as_long_as_necessary_is_no_condition() -> None:
    (found,) = told("Peru <promised> [to negotiate with Chile for as long as necessary].", Act.PROMISE)
    assert not found.conditional


def test_a_star_stands_for_the_end_of_a_phrase_alone() -> None:
    with pytest.raises(CatalogueFaulty, match="alone"):
        matter_of({"id": "x", "name": "x", "object": "none", "words": ["withdraw* from"]})


def test_an_idiom_is_no_attack() -> None:
    document = document_of("The law strikes at the heart of trade.")
    report = document.report
    event = Event("0", Root.ASSAULT, Status.HAPPENED, report.cite(0, 31), report.cite(8, 15), "test 1")
    (found,) = Propositions().resolve(document, Extraction(report, (event,))).entries
    assert "attack" not in {one.matter for one in found.propositions if one.is_named}
