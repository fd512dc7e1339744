"""What an editor would sign: a line says no more than its own sentence, of whom it names, on the day it names."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from onrecord.core.entry import Act, Event, Root, Statement
from onrecord.core.finding import Contradiction, FindingKind
from onrecord.core.report import Report
from onrecord.core.when import Basis, When
from onrecord.core.who import Actor, ActorKind, Mention, Office
from onrecord.show.phrases import hangs, is_printed
from onrecord.show.sentences import Sentences
from onrecord.show.voices import Voices
from tests.compared import About, Said
from tests.test_brief_choice import DAY, News, clash, event

if TYPE_CHECKING:
    from onrecord.core.finding import Telling
    from onrecord.core.report import Citation

ASKS = "Arvonia asks for sanctions on Belmark."
ABOUT = About("sanctions", "+", ("belmark",))


def stance(words: str, *, act: Act = Act.DEMAND, matter: str = "sanctions") -> tuple[News, Telling, Statement]:
    """Return reports of which one tells a stance of Arvonia's in a sentence."""
    told = News()
    telling = told.told(Said("arvonia", act, words, DAY, about=(About(matter, "+", ("belmark",)),)), leads=True)
    name = {"attack": "attack and war"}.get(matter, matter)
    told.position(f"{name}: Belmark", "for", telling)
    entry = told.shelf.made[-1].entry
    assert isinstance(entry, Statement)
    return told, telling, entry


def is_told(told: News) -> bool:
    return "**Arvonia** for it" in told.printed()


def test_a_line_has_its_day_from_its_own_sentence_else_from_the_reporting() -> None:
    told, telling, entry = stance("On Friday Arvonia asks for sanctions on Belmark.")
    report = told.shelf.reports[-1]
    on = report.cite(telling.citation.start + 3, telling.citation.start + 9)
    told.change(replace(entry, when_words=on))
    assert "for it; 5 March 2021:" in told.printed()
    told.change(
        replace(entry, when_words=replace(on, start=on.start + 99, end=on.end + 99))
    )  # of another sentence
    assert "for it; reported 5 March 2021:" in told.printed()


def test_a_day_since_which_it_is_so_is_not_its_day() -> None:
    told, telling, entry = stance("Since Friday Arvonia asks for sanctions on Belmark.")
    on = told.shelf.reports[-1].cite(telling.citation.start + 6, telling.citation.start + 12)
    told.change(replace(entry, when_words=on))
    assert "for it; reported 5 March 2021:" in told.printed()


def test_a_day_of_another_clause_is_not_its_day() -> None:
    told, telling, entry = stance("Arvonia asks for sanctions on Belmark; Cordona left on Friday.")
    at = telling.citation.start + telling.citation.words.index("Friday")
    report, start = told.shelf.reports[-1], telling.citation.start
    content = (report.cite(start, start + len("Arvonia asks for sanctions on Belmark")),)
    told.change(replace(entry, content=content, when_words=report.cite(at, at + 6)))
    assert "for it; reported 5 March 2021:" in told.printed()


@pytest.mark.parametrize(("title", "speaks"), [("President", True), ("presidential candidate", False)])
def test_who_only_would_be_head_of_a_state_does_not_speak_for_it(title: str, speaks: bool) -> None:
    line = stance(ASKS)[0].shelf.made[-1]
    assert isinstance(line.entry, Statement)
    assert line.entry.speaker
    who = replace(line.entry.speaker, actor="mara-tull")
    office = Office(title, "arvonia", date(2021, 1, 1), date(2021, 12, 31))
    tull = Actor("mara-tull", "Mara Tull", ActorKind.PERSON, "arvonia", offices=(office,))
    voices = Voices(Sentences(lambda _: Report("", "", "")), {}, {tull.id: tull})
    line = replace(line, entry=replace(line.entry, speaker=who))
    assert voices.speaks_for(line, "arvonia") is speaks
    assert voices.speaks_for(line, "belmark") is False
    after = When.on(date(2022, 3, 5), Basis.WORDS)
    assert not voices.speaks_for(replace(line, entry=replace(line.entry, when=after)), "arvonia")


def test_that_a_matter_concerns_the_party_itself_is_no_part_of_its_heading() -> None:
    told = News()
    words = "Arvonia will send Arvonian troops to Kelm."
    telling = told.told(Said("arvonia", Act.PROMISE, words, DAY, about=(About("troops", "+", ("arvonia",)),)))
    told.position("troops and deployments: Arvonia", "for", telling)
    assert "### Troops and deployments\n" in told.printed()


def test_a_day_that_was_concluded_from_a_report_dates_nothing() -> None:
    told, _, entry = stance(ASKS)
    line = told.shelf.made[-1]
    concluded = When.on(date(2021, 3, 5), Basis.CONTENT)
    told.shelf.made[-1] = replace(line, report=replace(line.report, published=concluded))
    told.change(replace(entry, when=When.on(date(2021, 3, 5), Basis.PUBLISHED)))
    assert "for it: “Arvonia asks" in told.printed()


@pytest.mark.parametrize(
    "words",
    [
        "Arvonia previously asked for sanctions on Belmark.",  # what was before
        "Arvonia delays its sanctions on Belmark.",  # on neither side for a while
        "Arvonia is ready for sanctions on Belmark only if others are.",  # on a condition
        "In the same meeting Arvonia asks for sanctions on Belmark.",  # of which meeting stands before
        "In March, it asks Arvonia for sanctions on Belmark.",  # who "it" is stands before
        "Arvonia will not bear such sanctions of Belmark.",  # which ones stands before
        "Arvonia asks for sanctions on Belmark of the U.N.",  # ends in its midst
        "Arvonia asks for sanctions on Belmark.” He went on.",  # a quotation that was begun elsewhere
        "asks for sanctions on Belmark of Arvonia.",  # begun in its midst
        "For example, Arvonia asks for sanctions on Belmark.",  # of what stands before
        "Will Arvonia ask for sanctions on Belmark?",  # tells nothing
        "By Mara Tull, Coast Wire Arvonia asks for sanctions on Belmark.",  # a byline that runs on
    ],
)
def test_a_stance_is_told_by_a_whole_sentence_that_tells_it_plainly(words: str) -> None:
    assert is_told(stance(ASKS)[0])
    assert not is_told(stance(words)[0])


@pytest.mark.parametrize(
    ("words", "who", "cue"),
    [
        ("Belmark left to meet Arvonia's demands of sanctions.", "Arvonia", "demands"),
        ("Belmark left to meet Arvonia's wish for sanctions.", "Arvonia", "'s wish for"),
        ("Arvonia vetoed a text urging sanctions on Belmark.", "Arvonia", "urging"),
    ],
)
def test_what_a_sentence_names_in_passing_is_no_stance(words: str, who: str, cue: str) -> None:
    told, telling, entry = stance(words)
    report, start = told.shelf.reports[-1], telling.citation.start

    def cite(part: str) -> Mention:
        at = start + words.index(part)
        return Mention(report.cite(at, at + len(part)), "arvonia", "arvonia")

    told.change(replace(entry, speaker=cite(who), cue=cite(cue).citation))
    assert not is_told(told)


@pytest.mark.parametrize(
    ("words", "is_one"),
    [
        ("Arvonia has sent troops to Belmark.", True),
        ("Arvonia's troops were sent to Belmark.", False),
        ("Arvonia spoke of the troops sent to Belmark.", False),
        ("Arvonia has sent its quarrel to Belmark on and on.", False),  # nothing of what is moved
    ],
)
def test_a_deed_is_told_by_a_verb_of_its_doer(words: str, is_one: bool) -> None:
    told = News()
    for year in range(2):
        said = f"{words[:-1]} in year {year}."
        telling = told.told(Said("arvonia", Act.DEMAND, said, DAY))
        deed = event(told, Root.MOBILIZE)
        report = told.shelf.reports[-1]
        doer = report.cite(telling.citation.start, telling.citation.start + len("Arvonia"))
        about = About("troops", "+", ("belmark",)).proposition(deed.trigger)
        told.change(replace(deed, sources=(Mention(doer, "arvonia", "arvonia"),), propositions=(about,)))
        told.position("troops and deployments: Belmark", "for", telling)
    assert is_told(told) is is_one


def test_who_announces_less_of_an_attack_is_not_for_it() -> None:
    for words, is_for_it in (
        ("Arvonia announced an attack on Belmark.", True),
        ("Arvonia announced a reduction of attacks on Belmark.", False),
    ):
        assert is_told(stance(words, act=Act.ANNOUNCE, matter="attack")[0]) is is_for_it


def sanctions_in(told: News, telling: Telling, words: str) -> Citation:
    """Return where the words of a telling name sanctions."""
    at = telling.citation.start + words.index("sanctions")
    return told.shelf.reports[-1].cite(at, at + len("sanctions"))


def test_a_never_is_told_where_it_is_of_the_matter() -> None:
    for words, is_of_it in (
        ("Arvonia will never take sanctions of Belmark.", True),
        ("Arvonia takes up sanctions of Belmark, and never will it rest.", False),
    ):
        told, telling, entry = stance(words)
        named = sanctions_in(told, telling, words)
        told.change(replace(entry, propositions=(About("sanctions", "+", ("belmark",)).proposition(named),)))
        says = replace(told.found[-1].says, firmness='"never"')  # type: ignore[arg-type]
        told.found[-1] = replace(told.found[-1], says=says)
        assert ("with “never”" in told.printed()) is is_of_it


def test_whose_stances_are_left_out_is_counted() -> None:
    told, _, _ = stance(ASKS)
    told.position("elections: Belmark", "for", told.told(Said("arvonia", Act.DEMAND, "It wants a vote.", DAY)))
    assert "1 more (Arvonia 1): onrecord positions RECORD --all" in told.printed()


def test_who_brushes_aside_or_will_not_predict_refuses_nothing() -> None:
    for words, is_refused in (
        ("Arvonia rejected the plan of Belmark.", True),
        ("Arvonia brushed the plan of Belmark aside.", False),
        ("Arvonia told Belmark of an unacceptable pressure.", False),
    ):
        told = News()
        told.told(Said("arvonia", Act.REFUSE, words, DAY))
        assert ("refused besides" in told.printed()) is is_refused


@pytest.mark.parametrize(
    "words",
    [
        "Fewer than in 2002 of Belmark died on March 5 in Arvonia.",  # of another year
        "Friday's call of Arvonia for Belmark to leave was late.",  # by which something is called
        "Sailors of Arvonia and Belmark look south on March 5.",  # nothing is told: of a picture
        "Arvonia today told Belmark of the trial that began on March 5.",  # of two days
        "Arvonia's envoy told Belmark in a telephone interview on March 5 to leave.",  # nothing was done
        "Arvonia declined to tell Belmark on March 5 what it would do.",  # nothing was done
        "My brother saw how Arvonia met Belmark on March 5.",  # what befell him who tells it
        "The agreement came when Arvonia met Belmark on March 5.",  # which one stands before
    ],
)
def test_no_day_stands_over_a_sentence_that_tells_nothing_of_it(words: str) -> None:
    told = News()
    telling = told.told(Said("", Act.ASSERT, words, DAY), leads=True)
    told.shelf.made.pop()
    told.told(Said("arvonia", Act.DEMAND, ASKS, DAY))
    assert not told.key_date(replace(telling, entry=None))


def test_saturday_told_on_a_friday_may_be_the_next_day() -> None:
    for words, is_told_so in (
        ("Arvonia told Belmark on Saturday to leave.", False),
        ("Arvonia told Belmark on Saturday, February 27, to leave.", True),
    ):
        told = News()
        telling = told.told(Said("arvonia", Act.DEMAND, words, "2021-02-27"), leads=True)
        assert bool(on_day(told, telling, "2021-02-27")) is is_told_so


def on_day(told: News, telling: Telling, day: str) -> str:
    from onrecord.core.finding import KeyDate

    told.find(FindingKind.KEY_DATE, KeyDate(day, "", 1), telling)
    return told.printed().partition("## When it turned")[2]


def test_who_he_is_of_whom_a_day_tells_is_named_before_him_or_beside_the_day() -> None:
    words = "Back in Kelm on March 5 he promised Belmark that Arvonia and Tull would leave."
    told = News()
    telling = told.told(Said("arvonia", Act.PROMISE, words, DAY), leads=True)
    entry = told.shelf.made[-1].entry
    assert isinstance(entry, Statement)
    assert entry.speaker
    told.change(replace(entry, speaker=replace(entry.speaker, actor="mara-tull")))
    assert "**5 March 2021** Mara Tull: “Back in Kelm" in told.key_date(telling)


def test_who_speaks_on_either_side_of_a_quarrel_is_told_and_a_he_of_nobody_leaves_it_out() -> None:
    for words, is_plain in (
        ("It never attacked, he said.", False),
        ("arvonia attacked nobody.", False),  # begun in its midst
        ("Arvonia attacked nobody.", True),
    ):
        told = News()
        a = told.told(Said("arvonia", Act.DENY, words, DAY), leads=True)
        b = told.told(Said("arvonia", Act.DEMAND, "Arvonia attacked Belmark.", DAY))
        deed = event(told, Root.ASSAULT)
        told.change(deed)
        assert isinstance(deed, Event)
        text = clash(told, a, b, "arvonia")
        assert bool(text) is is_plain
        assert not is_plain or "(5 March 2021 / 5 March 2021)" in text


def test_one_party_calls_nothing_the_opposite_of_what_it_calls_it() -> None:
    told = News()
    a = told.told(Said("arvonia", Act.ASSERT, "Arvonia calls the drill a threat.", DAY))
    b = told.told(Said("arvonia", Act.ASSERT, "Arvonia calls the drill routine.", DAY))
    for parties in (("arvonia",), ("arvonia", "belmark")):
        says = Contradiction("what-it-is", parties, "f" * 16)
        told.find(FindingKind.CONTRADICTION, says, replace(a, role="a"), replace(b, role="b"))
        assert ("the opposite" in told.printed()) is (len(parties) > 1)
        told.found.clear()


def test_a_sentence_in_almost_the_same_words_is_printed() -> None:
    text = "Mara Tull and the envoy of Belmark have both called for an end of the war on the isle."
    assert is_printed(text, [text.replace("Mara Tull and", "Mara Tull (left) and")])
    assert not is_printed(text, [text.replace("have both called for an end of", "oppose all who would halt")])


@pytest.mark.parametrize("said", ["Such a pact holds.", "Ships such as these sail.", "Arvonia wants such a pact."])
def test_such_as_and_such_a_point_to_nothing(said: str) -> None:
    assert hangs(said) is said.startswith("Such")


@pytest.mark.parametrize("act", [Act.ASSERT, Act.ACKNOWLEDGE, Act.WARN])
def test_who_but_holds_something_to_be_so_wants_nothing_by_it(act: Act) -> None:
    told, telling, _ = stance(ASKS, act=act)
    again = told.told(
        Said("arvonia", act, "Arvonia speaks of sanctions on Belmark.", DAY, about=(ABOUT,)), leads=True
    )
    told.position("sanctions: Belmark", "for", telling, again)
    assert not is_told(told)


def test_who_says_that_he_has_done_it_wants_it() -> None:
    words = "Arvonia said that it has imposed sanctions on Belmark."
    for doer, is_own in (("arvonia", True), ("cordona", False)):
        told = News()
        about = (replace(ABOUT, doer=doer),)
        tellings = [
            told.told(Said("arvonia", Act.ASSERT, f"{words[:-1]}{end}.", DAY, about=about), leads=True)
            for end in ("", ", and that none of its ships may call there")
        ]
        told.position("sanctions: Belmark", "for", *tellings)
        assert is_told(told) is is_own


def test_what_is_answered_is_not_wanted() -> None:
    for words, is_wanted in (
        ("Arvonia vowed to impose new sanctions on Belmark.", True),
        ("Arvonia vowed to respond to the sanctions on Belmark.", False),
    ):
        told, telling, entry = stance(words)
        named = sanctions_in(told, telling, words)
        told.change(replace(entry, propositions=(ABOUT.proposition(named),)))
        assert is_told(told) is is_wanted


def test_a_deed_is_not_told_by_a_sentence_that_tells_something_else_and_names_it() -> None:
    for words, is_one in (
        ("Arvonia has sent troops to Belmark.", True),
        ("Cordona was alarmed after Arvonia had sent troops to Belmark.", False),
    ):
        told = News()
        for year in range(2):
            said = f"{words[:-1]} in year {year}."
            telling = told.told(Said("arvonia", Act.DEMAND, said, DAY))
            deed, report = event(told, Root.MOBILIZE), told.shelf.reports[-1]
            at = telling.citation.start + said.index("Arvonia")
            doer = report.cite(at, at + len("Arvonia"))
            about = About("troops", "+", ("belmark",)).proposition(deed.trigger)
            told.change(replace(deed, sources=(Mention(doer, "arvonia", "arvonia"),), propositions=(about,)))
            told.position("troops and deployments: Belmark", "for", telling)
        assert is_told(told) is is_one


def test_who_rejects_an_accusation_denies_it_and_refuses_nothing() -> None:
    for what, is_refused in (("the plan", True), ("the accusation", False)):
        told = News()
        words = f"Arvonia rejected {what} of Belmark."
        telling = told.told(Said("arvonia", Act.REFUSE, words, DAY))
        entry = told.shelf.made[-1].entry
        assert isinstance(entry, Statement)
        at = telling.citation.start + words.index(what)
        told.change(replace(entry, content=(told.shelf.reports[-1].cite(at, telling.citation.end),)))
        assert ("refused besides" in told.printed()) is is_refused
