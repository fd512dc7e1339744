"""Positions and shifts: they read the sides that stand with the entries, and take none where there is none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from onrecord.compare.issues import Issues
from onrecord.compare.plainly import SURE, UNSURE, sureness_of
from onrecord.compare.positions import Positions
from onrecord.compare.shifts import Shifts
from onrecord.compare.stances import Taken
from onrecord.compare.told import Told, tellings
from onrecord.core.entry import Act, Event, Manner, Root, Statement, Status
from onrecord.core.finding import Finding, FindingKind, Position, Shift
from onrecord.core.line import Line, ReportHeader
from onrecord.core.proposition import Proposition, Sense, Sign
from onrecord.core.report import Report
from onrecord.core.when import Basis, When
from onrecord.core.who import Mention, Sector
from onrecord.jsonform import finding_json
from tests.compared import About, Done, Said, Shelf

FAR = "Arvonia spoke on the day of the vote in the port of Kelm of sanctions."
JOINS = "Cordona will become a member of the Harbour League."
MEMBERSHIP = "membership of Harbour League: Cordona"


def joins(
    sign: str, on: str | None = "2021-06-01", who: str = "arvonia", *, tied: bool = False, undecided: bool = False
) -> Said:
    """Return a saying on the membership of Cordona."""
    about = About("membership", sign, ("cordona",), conditional=tied, open=undecided)
    return Said(who, Act.ASSERT, JOINS, on, about=(about,))


def stances(*told: Said | Done) -> list[str]:
    """Return the stances on the membership of Cordona, in order of time."""
    shelf = Shelf().report("a", "2021-06-02", *told)
    found = [finding.says for finding in shelf.compare(Issues(), Positions())]
    kept = [says for says in found if isinstance(says, Position)]
    assert {says.issue for says in kept} <= {MEMBERSHIP}
    return [says.stance for says in sorted(kept, key=lambda says: says.when)]


def shifts(*told: Said) -> list[Shift]:
    """Return the shifts between sayings."""
    found = Shelf().report("a", "2021-06-02", *told).compare(Shifts())
    return [finding.says for finding in found if isinstance(finding.says, Shift)]


@pytest.mark.parametrize(
    ("said", "stance"),
    [
        (joins("+"), "for"),
        (joins("-"), "against"),
        (joins("+", tied=True), "conditional"),
        (joins("", undecided=True), "open"),
    ],
    ids=["for", "against", "conditional", "open"],
)
def test_a_saying_takes_the_side_of_its_proposition(said: Said, stance: str) -> None:
    assert stances(said) == [stance]


@pytest.mark.parametrize(
    "about",
    [
        About("membership", "", ("cordona",)),
        About("membership", "+", ("cordona",), background=True),
        About("membership", "+", ("cordona",), sense="fact"),
        About("sea", "-", ("cordona",)),
    ],
    ids=["no sign", "only mentioned", "what is so", "nothing to be for or against"],
)
def test_other_words_take_no_side(about: About) -> None:
    assert stances(Said("arvonia", Act.ASSERT, JOINS, "2021-06-01", about=(about,))) == []


def judged(words: str, matter: str) -> list[str]:
    """Return the stances of who says something of a matter, which tells no side of its own."""
    about = About(matter, "+", ("belmark",), "fact")
    shelf = Shelf().report("a", "2021-06-02", Said("arvonia", Act.ASSERT, words, "2021-06-01", about=(about,)))
    return [one.says.stance for one in shelf.compare(Issues(), Positions()) if isinstance(one.says, Position)]


@pytest.mark.parametrize(
    ("words", "matter", "expected"),
    [
        ("The manoeuvres are purely defensive.", "exercises", ["for"]),
        ("The manoeuvres are a provocation.", "exercises", ["against"]),
        ("The ballot was neither free nor fair.", "elections", ["against"]),
        ("The manoeuvres last a month.", "exercises", []),
        ("The manoeuvres are defensive, and a violation of the truce.", "exercises", []),
        ("It would be wrong if voters thought the ballot had been rigged.", "elections", []),
        ("The shells fell on peaceful villagers.", "attack", []),
        ("Five men are held for violating the embargo.", "sanctions", []),
    ],
    ids=["well", "badly", "turned", "not at all", "both", "only if", "those attacked", "who breaks it"],
)
def test_who_judges_a_matter_takes_a_side_of_it(words: str, matter: str, expected: list[str]) -> None:
    assert judged(words, matter) == expected


@pytest.mark.parametrize(("war", "expected"), [("the 1967 war", []), ("the war", ["against"])])
def test_what_is_named_by_its_year_is_up_for_nobody(war: str, expected: list[str]) -> None:
    words = f"It demands the land that was lost in {war}."
    report = Shelf().report("a", "2021-06-02", Said("arvonia", Act.DEMAND, words, "2021-06-01"))
    (line,) = report.made
    at = words.index("war")
    about = Proposition(
        "attack", report.reports[0].cite(at, at + 3), Sense.WILL, Sign.AGAINST, object=("belmark",)
    )
    report.made = [replace(line, entry=replace(line.entry, propositions=(about,)))]
    found = report.compare(Issues(), Positions())
    assert [one.says.stance for one in found if isinstance(one.says, Position)] == expected


def test_who_speaks_for_nobody_is_no_party() -> None:
    assert stances(joins("+", who="mara-tull")) == []


def test_a_deed_takes_the_side_of_what_it_does() -> None:
    """Who imposes sanctions is for them, on those whom the deed is done to if its words name nobody."""
    shelf = Shelf().report("a", "2021-06-02", sanction())
    (found,) = [finding.says for finding in shelf.compare(Issues(), Positions())]
    assert isinstance(found, Position)
    assert (found.party, found.issue, found.stance) == ("arvonia", "sanctions: Cordona", "for")
    assert found.firmness == "once, by deed"


def sanction(status: Status = Status.HAPPENED, root: Root = Root.SANCTION, whom: str = "cordona") -> Done:
    """Return a deed about sanctions."""
    about = (About("sanctions", "+", sense="fact"),)
    return Done("arvonia", root, whom, "It imposed sanctions.", "2021-06-01", status, about=about)


@pytest.mark.parametrize(
    "deed",
    [sanction(Status.POSSIBLE), sanction(Status.DENIED), sanction(root=Root.CONSULT), sanction(whom="arvonia")],
    ids=["feared", "denied", "a talk about them", "to himself"],
)
def test_other_deeds_take_no_side(deed: Done) -> None:
    assert Shelf().report("a", "2021-06-02", deed).compare(Issues(), Positions()) == ()


def test_a_deed_of_an_unsure_doer_is_nobodys_position() -> None:
    shelf = Shelf().report("a", "2021-06-02", sanction())
    (line,) = shelf.made
    assert isinstance(line.entry, Event)
    shelf.made = [replace(line, entry=replace(line.entry, source_confidence=0.5))]
    assert shelf.compare(Issues(), Positions()) == ()


def test_a_deed_is_no_shift() -> None:
    """Words that deeds belie are a contradiction; a shift rests on words."""
    said = Said(
        "arvonia", Act.PROMISE, "no sanctions", "2021-05-01", about=(About("sanctions", "-", ("cordona",)),)
    )
    assert Shelf().report("a", "2021-06-02", said, sanction()).compare(Shifts()) == ()


@pytest.mark.parametrize(
    ("said", "firm"),
    [
        (Said("arvonia", Act.ASSERT, "It will never join.", "2021-06-01"), 'once, "never"'),
        (Said("arvonia", Act.ASSERT, "It will join.", "2021-06-01"), "once"),
    ],
    ids=["never", "plain"],
)
def test_how_firm_a_stance_is_told(said: Said, firm: str) -> None:
    told = replace(said, about=(About("membership", "-", ("cordona",)),))
    (finding,) = Shelf().report("a", "2021-06-02", told).compare(Issues(), Positions())
    assert isinstance(finding.says, Position)
    assert finding.says.firmness == firm


def test_a_stance_lasts_until_another_follows() -> None:
    told = joins("+", "2021-01-01"), joins("+", "2021-02-01"), joins("-", "2021-04-01")
    assert stances(*told) == ["for", "against"]


def test_who_is_in_a_body_is_not_up_for_membership() -> None:
    """Belmark is a member: what names both is about Cordona alone."""
    about = (About("membership", "+", ("belmark", "cordona")),)
    assert stances(Said("arvonia", Act.PROMISE, JOINS, "2021-06-01", about=about)) == ["for"]


def test_a_party_that_changes_sides_shifts() -> None:
    (one,) = shifts(joins("+", "2021-01-01"), joins("-", "2021-04-01"))
    assert one == Shift("arvonia", MEMBERSHIP, "2021-01-01/2021-04-01", "for", "against")


@pytest.mark.parametrize(
    "told",
    [
        (joins("+", "2021-01-01"), joins("+", "2021-04-01")),
        (joins("+", "2021-01-01"), joins("-", "2021-04-01", who="belmark")),
        (joins("+", "2021-04-01"), joins("-", "2021-04-01")),
        (joins("+", "2021-01-01"), joins("-", None)),
        (joins("+", "2021-01-01"), joins("-", "2021-04-01", tied=True)),
    ],
    ids=["no other side", "another party", "one day", "undated", "only on a condition"],
)
def test_without_two_opposite_sides_one_after_the_other_nothing_shifts(told: tuple[Said, ...]) -> None:
    assert shifts(*told) == []


def test_a_shift_has_the_keys_of_the_interface_in_json() -> None:
    shelf = Shelf().report("a", "2021-06-02", joins("+", "2021-01-01"), joins("-", "2021-04-01"))
    (finding,) = shelf.compare(Shifts())
    form = finding_json(finding, {finding.reports[0]: "a"})
    assert (form["kind"], form["from"], form["to"]) == ("shift", "for", "against")
    assert not {"before", "after"} & set(form)


@pytest.mark.parametrize(
    ("root", "words", "expected"),
    [
        (Root.REJECT, "Arvonia cancelled it.", ["against"]),
        (Root.REJECT, "denied it, did Arvonia.", []),
        (Root.CONSULT, "Arvonia cancelled it.", []),
    ],
)
def test_a_taking_of_sides_is_a_side_on_whatever_it_is_about(root: Root, words: str, expected: list[str]) -> None:
    """A denial says what is so."""
    about = (About("membership", "-", ("cordona",), sense="fact"),)
    assert stances(Done("arvonia", root, "", words, "2021-06-01", about=about)) == expected


def test_a_sentence_that_holds_a_saying_and_the_deed_that_it_is_takes_one_side() -> None:
    about = About("membership", "-", ("cordona",)), About("membership", "+", ("cordona",), sense="fact")
    shelf = Shelf().report("a", "2021-06-02", Said("arvonia", Act.REFUSE, JOINS, "2021-06-01", about=about[:1]))
    deed = Done("arvonia", Root.SUPPORT, "", JOINS, "2021-06-01", about=about[1:])
    report = shelf.reports[0]
    line = replace(shelf.made[0], entry=deed.entry(report.id, report.cite(0, len(JOINS))))
    shelf.made.append(line)
    found = [one.says for one in shelf.compare(Issues(), Positions())]
    assert [one.stance for one in found if isinstance(one, Position)] == ["against"]


def test_a_member_that_is_against_what_its_body_is_for_dissents() -> None:
    shelf = Shelf().report("a", "2021-06-02", joins("+", who="harbour-league"), joins("-", who="belmark"))
    found = [(one.says, one.why[1:]) for one in shelf.compare(Issues(), Positions())]
    assert {says.party: why for says, why in found if isinstance(says, Position)} == {
        "harbour-league": ("dissent within: Belmark is against",),
        "belmark": (),
    }


def test_what_a_member_says_years_later_is_no_dissent() -> None:
    shelf = Shelf().report("a", "2021-06-02", joins("+", who="harbour-league"))
    shelf.report("b", "2024-06-02", joins("-", "2024-06-01", who="belmark"))
    assert all(len(finding.why) == 1 for finding in shelf.compare(Issues(), Positions()))


def test_protesters_do_not_speak_for_their_state() -> None:
    """What they say against it is shown as dissent, where it takes a side at all."""
    shelf = Shelf().report("a", "2021-06-02", joins("+"), joins("-"))
    first, second = shelf.made
    assert isinstance(second.entry, Statement)
    assert second.entry.speaker is not None
    protesters = replace(second.entry.speaker, sector=Sector.OPPOSITION)
    shelf.made = [first, replace(second, entry=replace(second.entry, speaker=protesters))]
    (found,) = shelf.compare(Issues(), Positions())
    assert isinstance(found.says, Position)
    assert found.says.stance == "for"
    assert found.why[1].startswith("dissent within: ")


def test_whose_a_land_is_has_two_sides_for_each_of_two() -> None:
    def says(who: str, text: str) -> Said:
        return Said(who, Act.ASSERT, text, "2021-06-01")

    ours = says("arvonia", "Sula, she insists, remains part of Arvonia.")
    shelf = Shelf().report("a", "2021-06-02", ours, says("belmark", "Sula is part of Belmark."))
    found = [one.says for one in shelf.compare(Positions()) if isinstance(one.says, Position)]
    assert sorted((one.party, one.issue[-7:], one.stance) for one in found) == [
        ("arvonia", "Arvonia", "for"),
        ("arvonia", "Belmark", "against"),
        ("belmark", "Arvonia", "against"),
        ("belmark", "Belmark", "for"),
    ]
    alone = Shelf().report("a", "2021-06-02", ours)
    assert alone.compare(Positions()) == ()


def sureness(*told: Said | Done) -> float | None:
    """Return how sure the one position is that some tellings make."""
    (found,) = Shelf().report("a", "2021-06-02", *told).compare(Issues(), Positions())
    return found.sureness


def test_what_is_sure_or_reckoned_by_nobody_is_plain() -> None:
    says = Position("arvonia", "sanctions", "2021", "for", "once")
    told = [Finding("0" * 16, FindingKind.POSITION, "by hand", says, sureness=one) for one in (SURE, None, UNSURE)]
    assert [one.is_plain for one in told] == [True, True, False]


def test_a_position_that_a_saying_shows_plainly_is_sure() -> None:
    assert sureness(Said("arvonia", Act.DEMAND, JOINS, "2021-06-01", about=(About("membership", "+"),))) == SURE


def test_what_is_condemned_far_into_a_sentence_makes_no_sure_position() -> None:
    far = replace(far_in(), act=Act.CRITICISE)
    assert sureness_of([Taken(told_of(far), "against", far.propositions[0])]) == UNSURE
    assert sureness_of([Taken(told_of(far_in()), "for", far.propositions[0])]) == SURE


def test_a_saying_that_may_be_none_of_the_speaker_makes_no_sure_position() -> None:
    entry = far_in()
    for doubtful in (replace(entry, confidence=0.4), replace(entry, via="1")):
        assert sureness_of([Taken(told_of(doubtful), "for", entry.propositions[0])]) == UNSURE


def test_he_may_be_anybody() -> None:
    entry = far_in()
    assert entry.speaker is not None
    he = replace(entry.speaker, citation=replace(entry.speaker.citation, words="He"))
    assert sureness_of([Taken(told_of(replace(entry, speaker=he)), "for", entry.propositions[0])]) == UNSURE


def test_a_deed_makes_a_sure_position_where_two_sources_tell_it() -> None:
    done = Done(
        "arvonia",
        Root.SANCTION,
        "cordona",
        "Arvonia imposed sanctions.",
        "2021-06-01",
        about=(About("sanctions", "+"),),
    )
    once = Shelf().report("a", "2021-06-02", done)
    assert [one.sureness for one in once.compare(Issues(), Positions())] == [UNSURE]
    twice = Shelf().report("a", "2021-06-02", done).report("b", "2021-06-03", done)
    assert [one.sureness for one in twice.compare(Issues(), Positions())] == [SURE]


def test_a_shift_is_sure_where_both_sayings_are() -> None:
    before, after = joins("+", "2021-01-01"), joins("-", "2021-06-01")
    wants = [replace(one, act=Act.DEMAND) for one in (before, after)]
    assert [one.sureness for one in Shelf().report("a", "2021-06-02", *wants).compare(Shifts())] == [SURE]
    assert [one.sureness for one in Shelf().report("a", "2021-06-02", wants[0], after).compare(Shifts())] == [
        UNSURE
    ]


def far_in() -> Statement:
    """Return a saying whose matter is named far into its words."""
    report = Report("0" * 16, "a", FAR)
    words = report.cite(FAR.index("on the day"), len(FAR))
    at = FAR.index("sanctions")
    about = Proposition("sanctions", report.cite(at, at + 9), Sense.WILL, Sign.FOR)
    who = Mention(report.cite(0, 7), "arvonia", "arvonia")
    return Statement("0", Act.DEMAND, Manner.INDIRECT, (words,), "hand 1", speaker=who, propositions=(about,))


def told_of(entry: Statement) -> Told:
    """Return an entry as comparing reads it."""
    report = Report("0" * 16, "a", FAR, published=When.on(date(2021, 6, 2), Basis.SIDECAR))
    shelf = Shelf(reports=[report], made=[Line(entry, ReportHeader(report.id, "a", published=report.published))])
    return tellings(shelf)[0]
