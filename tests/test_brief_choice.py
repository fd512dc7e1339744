"""What the brief takes for sure: a day on which something turned, a side plainly taken, a refusal, a quarrel."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from onrecord.casebook import Casebook, PartyPage
from onrecord.core.entry import Act, Event, Root, Statement, Status
from onrecord.core.finding import Contradiction, Finding, FindingKind, KeyDate, Position, Telling
from onrecord.core.line import ActorCount
from onrecord.core.when import Basis
from onrecord.show.blocks import markdown
from onrecord.show.brief import TWO_PAGES, brief
from onrecord.show.otherwise import Otherwise
from onrecord.show.sentences import Sentences
from onrecord.show.wants import wants
from tests.compared import ACTORS, About, Said, Shelf

if TYPE_CHECKING:
    from onrecord.core.entry import Entry
    from onrecord.core.finding import Says

DAY = "2021-03-05"  # a Friday
NEWS = tuple(
    f"The {nth} paragraph of the news tells at length of a quarrel that has gone on for years between states."
    for nth in ("first", "second", "third")
)


class News:
    """Reports whose first paragraphs tell something else, and findings that rest on the sentence behind them."""

    def __init__(self) -> None:
        self.shelf = Shelf()
        self.found: list[Finding] = []

    def told(self, *said: Said, day: str = DAY, leads: bool = False) -> Telling:
        """Add a report of sentences; return a telling of the last."""
        before = () if leads else tuple(Said("", Act.ASSERT, words) for words in NEWS)
        self.shelf.report(f"r{len(self.shelf.reports)}", day, *before, *said)
        entry = self.shelf.made[-1].entry
        assert isinstance(entry, Statement)
        return Telling(entry.content[0], entry.id)

    def change(self, entry: Entry) -> None:
        self.shelf.made[-1] = replace(self.shelf.made[-1], entry=entry)

    def find(self, kind: FindingKind, says: Says, *tellings: Telling) -> None:
        reports = tuple(dict.fromkeys(one.citation.report for one in tellings))
        self.found.append(Finding(f"{len(self.found):016x}", kind, "by hand", says, reports, tellings))

    def position(self, issue: str, stance: str, *tellings: Telling) -> None:
        self.find(FindingKind.POSITION, Position("arvonia", issue, DAY, stance, "once"), *tellings)

    def key_date(self, *tellings: Telling) -> str:
        self.find(FindingKind.KEY_DATE, KeyDate(DAY, "", 1), *tellings)
        return self.printed().partition("## When it turned")[2]

    def printed(self, length: int = TWO_PAGES) -> str:
        texts = {report.id: report for report in self.shelf.reports}
        lines = tuple(self.shelf.made)
        headers = tuple({line.report.id: line.report for line in lines}.values())
        pages = tuple(PartyPage(one, one.title(), (), (), (), ()) for one in ("arvonia", "belmark"))
        names = {one.id: one.name for one in ACTORS}
        counts = tuple(map(ActorCount, ACTORS))
        page = Casebook("Strait", headers, pages, (), (), (), (), (), names, lines, counts)
        return markdown(brief(page, self.found, Sentences(texts.__getitem__), length))


def event(told: News, root: Root, status: Status = Status.HAPPENED) -> Event:
    """Return the entry that was added last as a deed of its speaker's."""
    line = told.shelf.made[-1]
    assert isinstance(line.entry, Statement)
    assert line.entry.speaker
    words = line.entry.content[0]
    start = words.words.find("sent") if "sent" in words.words else 0
    report = next(one for one in told.shelf.reports if one.id == words.report)
    trigger = report.cite(words.start + start, words.start + start + 4)
    when = line.entry.when
    return Event(line.entry.id, root, status, words, trigger, "by hand", sources=(line.entry.speaker,), when=when)


@pytest.mark.parametrize(
    ("words", "turned"),
    [
        ("Arvonia told Belmark on March 5 to leave.", True),
        ("Arvonia told the towns on March 5 to leave.", False),  # one party: not of the dispute
    ],
)
def test_of_the_further_sentences_of_one_report_those_between_two_parties_turn(words: str, turned: bool) -> None:
    told = News()
    assert bool(told.key_date(told.told(Said("arvonia", Act.DEMAND, words, DAY)))) is turned


def test_what_one_report_leads_with_is_a_turn_whomever_it_names() -> None:
    told = News()
    assert told.key_date(
        told.told(Said("arvonia", Act.DEMAND, "Towns on the isle were told on March 5 to go.", DAY), leads=True)
    )


def test_what_somebody_only_holds_to_be_so_turns_nothing() -> None:
    told = News()
    words = "Arvonia said on March 5 that Belmark has many towns."
    assert not told.key_date(told.told(Said("arvonia", Act.ASSERT, words, DAY)))


def test_a_day_by_which_something_is_called_is_none_however_many_tell_it() -> None:
    told = News()
    tellings = [
        told.told(Said("arvonia", Act.DEMAND, f"Arvonia {does} the March 5th attack by Belmark.", DAY))
        for does in ("recalls", "mourns")
    ]
    assert not told.key_date(*tellings)


@pytest.mark.parametrize(
    "words",
    ["Even before March 5 Arvonia sent Belmark away.", "Q.: Did Arvonia tell Belmark on March 5 to leave, sir."],
)
def test_a_day_before_which_it_was_or_of_which_is_asked_is_none(words: str) -> None:
    told = News()
    assert not told.key_date(told.told(Said("arvonia", Act.DEMAND, words, DAY)))


def test_a_day_behind_the_report_had_not_been() -> None:
    told = News()
    said = Said("arvonia", Act.AGREE, "Arvonia and Belmark agreed to meet around March 5 in Kelm.", DAY)
    assert not told.key_date(told.told(said, day="2021-02-20"))


@pytest.mark.parametrize(("words", "is_told"), [("Last week", False), ("On Friday", True)])
def test_last_week_names_no_day(words: str, is_told: bool) -> None:
    told = News()
    said = f"{words} Arvonia told Belmark to leave."
    telling = told.told(Said("arvonia", Act.DEMAND, said, DAY, basis=Basis.RELATIVE), day="2021-03-06")
    entry = told.shelf.made[-1].entry
    assert isinstance(entry, Statement)
    cited = told.shelf.reports[-1].cite(telling.citation.start, telling.citation.start + len(words))
    told.change(replace(entry, when_words=cited))
    assert bool(told.key_date(telling)) is is_told


@pytest.mark.parametrize(("named", "is_told"), [("March 5", False), ("March 5, 2021", True)])
def test_of_which_year_a_day_is_that_was_long_ago_its_sentence_says(named: str, is_told: bool) -> None:
    told = News()
    said = Said("arvonia", Act.DEMAND, f"On {named} Arvonia told Belmark to leave.", DAY)
    assert bool(told.key_date(told.told(said, day="2021-08-19"))) is is_told


@pytest.mark.parametrize("issue", ["prisoners and hostages", "troops and deployments"])
def test_what_has_no_side_by_its_name_is_told_as_no_side(issue: str) -> None:
    told = News()
    matter = issue.split(maxsplit=1)[0]
    for report in range(2):
        words = f"Arvonia asks Belmark for its {matter}, report {report} tells."
        telling = told.told(Said("arvonia", Act.DEMAND, words, DAY, about=(About(matter, "+", ("belmark",)),)))
        told.position(issue, "for", telling)
    assert ("**Arvonia** for it" in told.printed()) is (matter == "troops")


def test_what_only_its_report_dates_is_told_where_it_is_the_headline() -> None:
    told = News()
    for words, leads in (
        ("Arvonia shuts the strait to Belmark", True),
        ("Arvonia has shut it to Belmark.", False),
    ):
        telling = told.told(Said("arvonia", Act.DEMAND, words, DAY, basis=Basis.PUBLISHED), leads=leads)
        assert ("reported:" in told.key_date(telling)) is leads
        told.found.clear()


def test_the_day_of_a_dateline_is_the_reports() -> None:
    told = News()
    words = "Kelm, 5 Mar (Coast Wire) -- Arvonia has driven Belmark out of late."
    telling = told.told(Said("arvonia", Act.DEMAND, words, DAY))
    assert not told.key_date(Telling(telling.citation))


def test_under_its_day_a_sentence_needs_no_words_that_point_to_it() -> None:
    told = News()
    first = Said("belmark", Act.ASSERT, "He called that a mistake of the chamber.", DAY)
    telling = told.told(
        first, Said("arvonia", Act.AGREE, "The same day, Arvonia agreed with Belmark on a truce.", DAY)
    )
    assert "“… Arvonia agreed with Belmark on a truce.”" in told.key_date(telling)


def test_a_matter_whose_body_is_not_told_is_of_the_one_body_that_there_is() -> None:
    told = News()
    told.position(
        "membership of Harbour League", "for", told.told(Said("arvonia", Act.DEMAND, "Arvonia wants in.", DAY))
    )
    told.position(
        "membership of a body", "for", told.told(Said("arvonia", Act.DEMAND, "Arvonia would join.", DAY))
    )
    stands = wants(told.found, {line.entry.id: line for line in told.shelf.made}, {})
    assert [(one.matter, one.reports) for one in stands] == [("membership of Harbour League", 2)]


def test_whose_a_land_is_is_told_as_such() -> None:
    told = News()
    telling = told.told(Said("arvonia", Act.DEMAND, "The isle is Arvonia's.", DAY))
    told.position("borders and territory: the isle part of Arvonia", "for", telling)
    assert "### Whether the isle is part of Arvonia\n\n- **Arvonia** for it" in told.printed()


@pytest.mark.parametrize(("whom", "is_told"), [((), False), (("belmark",), True)])
def test_what_one_sentence_tells_of_nobody_is_left_out(whom: tuple[str, ...], is_told: bool) -> None:
    told = News()
    about = (About("recognition", "+", whom),)
    telling = told.told(
        Said("arvonia", Act.DEMAND, "Arvonia demands recognition of what all must do.", DAY, about=about)
    )
    told.position("recognition and diplomatic ties", "for", telling)
    assert ("**Arvonia** for it" in told.printed()) is is_told


def test_a_party_of_which_nothing_is_told_plainly_takes_no_others_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.show.wanting._MOST_PARTIES", 1)
    told = News()
    for party, whom, confidence in (("arvonia", "belmark", 0.6), ("belmark", "arvonia", 0.9)):
        about = (About("recognition", "+", (whom,)),)
        words = f"{party.title()} demands its recognition by {whom.title()}."
        telling = told.told(Said(party, Act.DEMAND, words, DAY, about=about))
        told.change(replace(told.shelf.made[-1].entry, confidence=confidence))
        position = Position(party, f"recognition and diplomatic ties: {whom.title()}", DAY, "for", "once")
        told.find(FindingKind.POSITION, position, telling)
    wanted = told.printed().partition("## What each party wants")[2]
    assert "**Belmark** for it" in wanted
    assert "**Arvonia** for it" not in wanted


@pytest.mark.parametrize(
    ("words", "is_told"),
    [("There is no case in which Arvonia sent troops.", False), ("Arvonia sent troops.", True)],
)
def test_a_deed_with_a_no_before_it_is_not_told_as_done(words: str, is_told: bool) -> None:
    told = News()
    for report in range(2):
        telling = told.told(Said("arvonia", Act.DEMAND, f"{words[:-1]} in year {report}.", DAY))
        told.change(event(told, Root.MOBILIZE))
        told.position("troops and deployments: Belmark", "for", telling)
    assert ("sent troops" in told.printed()) is is_told


def test_words_of_it_or_them_are_told_where_the_sentence_names_whose_they_are() -> None:
    told = News()
    for words, is_told in (("The pact must hold, it added.", False), ("Arvonia must have a say, it added.", True)):
        telling = told.told(Said("arvonia", Act.DEMAND, words, DAY))
        line = told.shelf.made[-1]
        assert isinstance(line.entry, Statement)
        assert line.entry.speaker
        start = telling.citation.start + words.index("it added")
        it = told.shelf.reports[-1].cite(start, start + 2)
        told.change(replace(line.entry, speaker=replace(line.entry.speaker, citation=it)))
        told.position("talks and formats", "for", telling)
        assert (words in told.printed()) is is_told
        told.found.clear()


def test_two_sentences_bear_one_another_out_within_a_report() -> None:
    told = News()
    first = Said("arvonia", Act.DEMAND, "Arvonia called for sanctions on Belmark.", DAY)
    last = told.told(first, Said("arvonia", Act.DEMAND, "Arvonia repeats: sanctions on Belmark.", DAY))
    for place in (-1, -2):
        line = told.shelf.made[place]
        told.shelf.made[place] = replace(line, entry=replace(line.entry, confidence=0.6))
    told.position("sanctions: Belmark", "for", last)
    assert "**Arvonia**" not in told.printed()
    before = told.shelf.made[-2].entry
    assert isinstance(before, Statement)
    told.position("sanctions: Belmark", "for", Telling(before.content[0], before.id), last)
    assert "**Arvonia** for it" in told.printed()


@pytest.mark.parametrize(("day", "is_told"), [(DAY, False), ("2021-01-05", True)])
def test_what_is_told_of_one_day_is_no_change(day: str, is_told: bool) -> None:
    told = News()
    for report in range(2):
        words = f"Arvonia asks for sanctions, report {report} tells."
        told.position("sanctions", "for", told.told(Said("arvonia", Act.DEMAND, words, day)))
    for report in range(2):
        words = f"Arvonia asks that sanctions end, report {report} tells."
        told.position("sanctions", "against", told.told(Said("arvonia", Act.DEMAND, words, DAY)))
    assert "against it" in told.printed()
    assert ("(before" in told.printed()) is is_told


def test_where_another_tells_that_a_party_stands_elsewhere_it_is_said() -> None:
    told = News()
    told.position(
        "sanctions: Belmark",
        "for",
        told.told(Said("arvonia", Act.DEMAND, "Arvonia asks for sanctions on Belmark.", DAY)),
    )
    words = "We have heard from Arvonia that sanctions are ruled out, said Belmark."
    told.told(Said("arvonia", Act.REFUSE, words, DAY, about=(About("sanctions", "-", ("belmark",)),)))
    entry = told.shelf.made[-1].entry
    assert isinstance(entry, Statement)
    told.change(replace(entry, via="0" * 16))
    assert f"(told otherwise, 5 March 2021: “{words}”)" in told.printed()
    told.change(replace(entry, via="0" * 16, when=None))
    assert f"(told otherwise, on no known day: “{words}”)" in told.printed()
    told.change(
        replace(
            entry,
            via="0" * 16,
            when=replace(entry.when, earliest=None, latest=entry.when.latest.replace(year=2019)),
        )
        if entry.when and entry.when.latest
        else entry
    )
    assert "told otherwise" not in told.printed()
    stands = wants(told.found, {line.entry.id: line for line in told.shelf.made}, {})
    assert not list(Otherwise(told.shelf.made).told(stands[0]))


def test_a_refusal_that_names_no_matter_is_told_in_its_own_words() -> None:
    told = News()
    told.told(Said("arvonia", Act.REFUSE, "Arvonia will not promise Belmark to stop.", DAY))
    assert (
        "## What is refused besides\n\n- **Arvonia** 5 March 2021: “Arvonia will not promise Belmark to stop.”"
        in told.printed()
    )
    entry = told.shelf.made[-1].entry
    assert isinstance(entry, Statement)
    for changed in (
        replace(entry, confidence=0.6),
        replace(entry, act=Act.ASSERT),
        replace(entry, via="0" * 16),
        replace(entry, when=None),
        replace(entry, propositions=(About("sanctions", "-").proposition(entry.content[0]),)),
    ):
        told.change(changed)
        assert "refused besides" not in told.printed()


def clash(told: News, a: Telling, b: Telling, *parties: str) -> str:
    says = Contradiction("word-vs-deed", parties, f"{len(told.found):016x}")
    told.find(FindingKind.CONTRADICTION, says, replace(a, role="a"), replace(b, role="b"))
    return told.printed().partition("## Where words stand")[2]


@pytest.mark.parametrize(
    ("act", "doer", "is_told"),
    [(Act.DENY, None, True), (Act.PROMISE, "arvonia", True), (Act.PROMISE, None, False)],
)
def test_a_promise_that_a_deed_belies_is_to_leave_a_deed_of_ones_own(
    act: Act, doer: str | None, is_told: bool
) -> None:
    told = News()
    a = told.told(Said("arvonia", act, "No attack will stop it.", DAY, about=(About("attack", "-", doer=doer),)))
    b = told.told(Said("arvonia", Act.DEMAND, "Arvonia attacked Belmark.", DAY))
    told.change(event(told, Root.ASSAULT))
    assert bool(clash(told, a, b, "arvonia")) is is_told


def test_a_quarrel_of_nobody_or_of_a_doubtful_entry_is_left_to_the_counted_rest() -> None:
    told = News()
    a = told.told(Said("arvonia", Act.DENY, "Arvonia plans no attack.", DAY))
    b = told.told(Said("arvonia", Act.DEMAND, "Arvonia attacked Belmark.", DAY))
    told.change(event(told, Root.ASSAULT))
    assert not clash(told, a, b)
    told.found.clear()
    assert clash(told, a, b, "arvonia")
    told.found.clear()
    told.change(replace(event_of(told), confidence=0.2))
    assert not clash(told, a, b, "arvonia")


def test_whom_a_party_strikes_at_home_it_does_not_attack() -> None:
    told = News()
    a = told.told(Said("arvonia", Act.DENY, "Arvonia plans no attack.", DAY))
    b = told.told(Said("arvonia", Act.DEMAND, "Arvonia fired its general.", DAY))
    told.change(event(told, Root.ASSAULT))
    deed = event_of(told)
    told.change(replace(deed, targets=deed.sources))
    assert not clash(told, a, b, "arvonia")


def test_what_is_told_as_not_done_is_denied_by_its_doer_only_where_he_says_so() -> None:
    told = News()
    b = told.told(Said("belmark", Act.ACCUSE, "Belmark says that Arvonia attacked.", DAY))
    a = told.told(Said("arvonia", Act.DENY, "Arvonia had avoided to attack Belmark.", DAY))
    said = told.shelf.made[-1]
    told.change(event(told, Root.ASSAULT, Status.DENIED))
    assert not clash(told, b, a, "arvonia", "belmark")
    told.found.clear()
    told.shelf.made.append(said)
    assert clash(told, b, a, "arvonia", "belmark")


def event_of(told: News) -> Event:
    entry = told.shelf.made[-1].entry
    assert isinstance(entry, Event)
    return entry
