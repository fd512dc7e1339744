"""The brief: whole sentences that stand alone, one stance of a party at a time, a quarrel told once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from onrecord.casebook import Casebook, PartyPage
from onrecord.core.entry import Act, Attitude, Event, Root, Stance, Statement, Status
from onrecord.core.finding import Contradiction, Finding, FindingKind, KeyDate, Position, Shift, Telling
from onrecord.core.identity import report_id
from onrecord.core.line import ActorCount
from onrecord.core.problem import Problem, ProblemKind
from onrecord.core.proposition import Proposition, Sense, Sign
from onrecord.core.report import Citation, Report
from onrecord.core.when import Basis, Precision, When
from onrecord.show.blocks import markdown
from onrecord.show.brief import brief
from onrecord.show.phrases import by_pronoun, hangs, is_printed
from onrecord.show.sentences import Sentences
from onrecord.show.wants import wants
from tests.compared import ACTORS, Said, Shelf

if TYPE_CHECKING:
    from onrecord.core.entry import Entry

TEXT = (
    "PORT KELM, Mar. 3 (Coast Wire) - Arvonia closed the strait on Monday. "
    "Six days later Belmark's envoy left.\n\n"
    "He said nothing. “We asked. We were refused,” Mara Tull told the chamber."
)
REPORT = Report(report_id("a", TEXT), "a", TEXT)
SENTENCES = Sentences(lambda _: REPORT)


def cited(words: str) -> Citation:
    start = TEXT.index(words)
    return REPORT.cite(start, start + len(words))


@pytest.mark.parametrize(
    ("words", "printed"),
    [
        ("closed the strait", "Arvonia closed the strait on Monday."),
        ("envoy left", "Arvonia closed the strait on Monday. Six days later Belmark's envoy left."),
        ("said nothing", "He said nothing."),
        ("were refused", "“We asked. We were refused,” Mara Tull told the chamber."),
    ],
)
def test_words_are_printed_in_their_sentence(words: str, printed: str) -> None:
    assert SENTENCES.whole(cited(words)) == printed


@pytest.mark.parametrize(
    "said", ["Two weeks earlier it fell.", "The next day came.", "But Arvonia left.", "“They did.”"]
)
def test_a_sentence_hangs_that_counts_or_points_from_another(said: str) -> None:
    assert hangs(said)


@pytest.mark.parametrize("said", ["Two weeks of talks ended.", "Theyer Bay is closed.", "Arvonia then left."])
def test_a_sentence_stands_that_does_not(said: str) -> None:
    assert not hangs(said)


def test_a_long_sentence_is_cut_around_what_is_cited() -> None:
    text = f"Arvonia, {'which had long been told of its duties, ' * 12}will never leave the strait."
    report = Report(report_id("b", text), "b", text)
    start = text.index("will never")
    printed = Sentences(lambda _: report).whole(report.cite(start, start + 22))
    assert printed.startswith("… ")
    assert "will never leave the strait" in printed


def test_under_its_day_a_sentence_begins_behind_what_counts_from_another() -> None:
    assert SENTENCES.dated(cited("envoy left")) == "… Belmark's envoy left."
    assert SENTENCES.dated(cited("closed the strait")) == "Arvonia closed the strait on Monday."


def test_a_sentence_that_names_another_day_stands_under_none() -> None:
    monday = Telling(cited("closed the strait"))
    assert SENTENCES.is_of(monday, date(2021, 3, 1))
    assert not SENTENCES.is_of(monday, date(2021, 3, 3))


def test_a_quotation_over_sentences_is_printed_from_where_it_begins() -> None:
    text = f"“The build-up {'at the border ' * 17}goes on. Now they are refused,” said the minister of Arvonia."
    report = Report(report_id("c", text), "c", text)
    start = text.index("are refused")
    assert len(text) > 300
    assert Sentences(lambda _: report).whole(report.cite(start, start + 11)) == text


@pytest.mark.parametrize(
    ("said", "is_one"), [("The pact, she told the chamber, holds.", True), ("It holds.", False)]
)
def test_who_is_named_by_a_pronoun_alone_is_known(said: str, is_one: bool) -> None:
    assert by_pronoun(said) is is_one


COUNTS = tuple(ActorCount(one) for one in ACTORS)
WHOMS = {"Arvonia": "Arvonia", "Belmark": "Belmark", "Cordona": "Cordona"}


class Dispute:
    """A record made by hand, with a finding of one telling for each saying."""

    def __init__(self) -> None:
        self.shelf = Shelf()
        self.found: list[Finding] = []
        self.problems: tuple[Problem, ...] = ()

    def position(self, day: str, stance: str, issue: str, words: str, firmness: str = "once") -> None:
        says = Position("arvonia", issue, day, stance, firmness)
        self._add(FindingKind.POSITION, says, (words, day, ""))

    def key_date(self, day: str, words: str) -> None:
        self._add(FindingKind.KEY_DATE, KeyDate(day, words, 1), (words, day, ""))

    def shift(self, was: str, now: str) -> None:
        says = Shift("arvonia", "sanctions", "2021-01-01/2021-02-01", "for", "against")
        self._add(FindingKind.SHIFT, says, (was, "2021-01-01", "was"), (now, "2021-02-01", "now"))

    def clash(self, key: str, quarrel: str, a: str, b: str) -> None:
        says = Contradiction("word-vs-deed", ("arvonia",), quarrel)
        self._add(FindingKind.CONTRADICTION, says, (a, "2021-01-01", "a"), (b, "2021-02-01", "b"), key=key)

    def _add(
        self,
        kind: FindingKind,
        says: Position | Contradiction | Shift | KeyDate,
        *told: tuple[str, str, str],
        key: str = "",
    ) -> None:
        tellings = []
        for words, day, role in told:
            name = f"r{len(self.shelf.reports)}"
            self.shelf.report(name, day, Said("arvonia", Act.PROMISE, words, day))
            line = self.shelf.made[-1]
            when = When.on(date.fromisoformat(day), Basis.WORDS)
            line = replace(line, entry=replace(line.entry, when=when))
            self.shelf.made[-1] = line
            tellings.append(Telling(Citation(line.report.id, 0, len(words), words), line.entry.id, role))
        name = key or f"{len(self.found):016x}"
        reports = tuple(one.citation.report for one in tellings)
        self.found.append(Finding(name, kind, "by hand", says, reports, tuple(tellings)))

    def printed(self) -> str:
        texts = {report.id: report for report in self.shelf.reports}
        lines = tuple(self.shelf.made)
        headers = tuple(line.report for line in lines)
        names = {one.id: one.name for one in ACTORS}
        page = Casebook("Strait", headers, (), (), (), (), (), (), names, lines, COUNTS)
        page = replace(page, problems=self.problems, parties=(PartyPage("arvonia", "Arvonia", (), (), (), ()),))
        return markdown(brief(page, self.found, Sentences(texts.__getitem__)))


def test_a_denial_ends_with_the_deed_that_follows_it() -> None:
    told = Dispute()
    told.position("2021-01-05", "against", "attack and war", "Arvonia will attack nobody.")
    told.position("2021-03-05", "for", "attack and war: Belmark", "Arvonia attacked Belmark.")
    stands = wants(told.found, {line.entry.id: line for line in told.shelf.made}, WHOMS)
    assert [(one.whom, one.last.says.stance, one.reports) for one in stands] == [("Belmark", "for", 1)]
    assert "before" not in told.printed()


def test_what_a_party_wanted_before_is_told_where_two_reports_tell_it() -> None:
    told = Dispute()
    told.position("2021-01-05", "against", "attack and war", "Arvonia will attack nobody.")
    told.position("2021-01-06", "against", "attack and war", "Arvonia says that it plans no attack.")
    told.position("2021-03-05", "for", "attack and war: Belmark", "Arvonia attacked Belmark.")
    stands = wants(told.found, {line.entry.id: line for line in told.shelf.made}, WHOMS)
    assert stands[0].before is not None
    assert stands[0].before.says.stance == "against"
    assert "(before, 6 January 2021: against it)" in told.printed()


def test_a_matter_is_told_once_whole_and_of_the_one_whom_it_concerns() -> None:
    told = Dispute()
    told.position("2021-01-05", "against", "membership of the Pact", "Arvonia wants no new member.")
    told.position(
        "2021-03-05", "against", "membership of the Pact: Belmark", "Arvonia refuses Belmark a seat.", '"never"'
    )
    line = (
        "- **Arvonia** against it, told by 2 reports, the first of 5 January 2021, the last of 5 March 2021; "
        "5 March 2021: “Arvonia refuses Belmark a seat.”"
    )
    text = told.printed()
    assert "### Membership of the Pact (as to Belmark)" in text
    assert line in text
    assert text.count("**Arvonia**") == 1


def test_two_whom_a_matter_concerns_stay_two() -> None:
    told = Dispute()
    told.position("2021-01-05", "against", "membership of the Pact: Cordona", "Arvonia refuses Cordona a seat.")
    told.position("2021-03-05", "for", "membership of the Pact: Belmark", "Arvonia wants Belmark in.")
    text = told.printed()
    assert "**Arvonia** against it (as to Cordona)" in text
    assert "**Arvonia** for it (as to Belmark)" in text
    assert "before" not in text


def test_a_stance_on_the_whole_and_as_to_one_is_told_once() -> None:
    told = Dispute()
    told.position("2021-01-05", "against", "membership of the Pact", "Arvonia wants no new member.")
    told.position("2021-03-05", "against", "membership of the Pact: Belmark", "Arvonia refuses Belmark a seat.")
    told.position("2021-04-05", "against", "membership of the Pact: Cordona", "Arvonia refuses Cordona a seat.")
    assert told.printed().count("**Arvonia**") == 1


def test_a_quarrel_is_told_once_by_the_pair_that_stands_for_it() -> None:
    told = Dispute()
    told.clash("1" * 16, "2" * 16, "Arvonia plans nothing.", "Arvonia attacked.")
    told.clash("2" * 16, "2" * 16, "Arvonia has no plan to attack.", "Arvonia attacked Belmark.")
    told.clash("3" * 16, "3" * 16, "Arvonia will pay.", "Arvonia did not pay.")
    text = told.printed()
    assert (
        "“Arvonia has no plan to attack.” / “Arvonia attacked Belmark.” (and 1 more pair of it) `22222222`" in text
    )
    assert "“Arvonia will pay.” / “Arvonia did not pay.” `33333333`" in text
    assert "11111111" not in text


def test_a_day_that_only_a_sentence_names_is_told_between_days_that_are_shown() -> None:
    told = Dispute()
    told.position("2021-01-05", "against", "attack and war", "Arvonia will attack nobody.")
    told.position("2021-05-05", "against", "attack and war", "Arvonia repeats that on 1 March it wrote.")
    words = told.found[-1].tellings[0].citation
    for day in ("2021-03-01", "2008-03-01"):
        says = KeyDate(day, words.words, 1)
        told.found.append(
            Finding(f"{day:>016}", FindingKind.KEY_DATE, "by hand", says, (words.report,), (Telling(words),))
        )
    text = told.printed()
    assert "**1 March 2021** “Arvonia repeats that on 1 March it wrote.”" in text
    assert "2008" not in text


def test_a_day_of_which_only_a_caption_tells_is_left_to_the_counted_rest() -> None:
    told = Dispute()
    told.key_date("2021-01-05", "Arvonia closed the strait.")
    told.key_date("2015-05-07", "This undated picture, released on May 7, 2015, shows the fleet of Arvonia.")
    text = told.printed()
    assert "undated" not in text
    assert "1 more: onrecord key-dates RECORD" in text


def test_a_year_stands_over_a_sentence_that_names_it() -> None:
    told = Dispute()
    told.key_date("2021-01-05", "Arvonia closed the strait.")
    told.found[-1] = replace(told.found[-1], says=KeyDate("2020", "", 1))
    assert "When it turned" not in told.printed()


def test_what_is_told_once_is_told_under_what_a_party_wants() -> None:
    told = Dispute()
    words = "Arvonia refuses Belmark a seat in the chamber of the Pact as long as it holds the islands."
    told.position("2021-03-05", "against", "membership of the Pact: Belmark", words)
    told.key_date("2021-03-05", words)
    text = told.printed()
    assert text.count("Arvonia refuses Belmark a seat") == 1
    assert "When it turned" not in text


def test_a_day_keeps_its_sentence_where_a_stance_has_another() -> None:
    told = Dispute()
    told.position("2021-03-01", "against", "sanctions", "Arvonia says that it will not take part in sanctions.")
    told.position("2021-03-05", "against", "sanctions", "Arvonia refused on March 5 to take sanctions.")
    told.key_date("2021-03-05", "Arvonia refused on March 5 to take sanctions.")
    text = told.printed()
    assert "1 March 2021: “Arvonia says that it will not take part in sanctions.”" in text
    assert "- **5 March 2021** “Arvonia refused on March 5 to take sanctions.”" in text


def test_whom_a_matter_concerns_is_told_where_the_sentence_names_it() -> None:
    told = Dispute()
    told.position("2021-03-05", "for", "sanctions: Belmark", "Arvonia called for sanctions.")
    told.position("2021-03-05", "for", "attack and war: people", "Arvonia fired at people.")
    assert "as to" not in told.printed()


def test_of_a_stance_that_one_report_tells_a_doubtful_entry_is_left_out() -> None:
    told = Dispute()
    told.position("2021-03-05", "for", "sanctions", "Arvonia hopes for sanctions.")
    line = told.shelf.made[-1]
    told.shelf.made[-1] = replace(line, entry=replace(line.entry, confidence=0.6))
    text = told.printed()
    assert "hopes" not in text
    assert "1 stance, none told plainly enough: onrecord positions RECORD --all" in text


def test_what_only_the_reporting_dates_is_told_as_reported() -> None:
    told = Dispute()
    told.position("2021-03-05", "for", "sanctions", "Arvonia asks for sanctions.")
    line = told.shelf.made[-1]
    since = When(date(2021, 3, 5), None, Precision.INTERVAL, Basis.PUBLISHED)
    told.shelf.made[-1] = replace(line, entry=replace(line.entry, when=since))
    assert "**Arvonia** for it; reported 5 March 2021:" in told.printed()


def test_a_shift_of_which_each_side_is_told_once_is_left_out() -> None:
    told = Dispute()
    told.shift("Arvonia asked for sanctions.", "Arvonia asked that they end.")
    assert "What changed" not in told.printed()


def test_the_command_for_the_other_shifts_lists_those_that_are_less_sure_too() -> None:
    told = Dispute()
    told.shift("Arvonia asked for sanctions.", "Arvonia asked that they end.")
    told.shift("Arvonia called for a boycott.", "Arvonia called for trade.")
    again, says = told.found[0], Position("arvonia", "sanctions", "2021-01-01", "for", "2 sources")
    told.found.append(Finding("f" * 16, FindingKind.POSITION, "by hand", says, again.reports, again.tellings))
    assert "1 more: onrecord shifts --all RECORD" in told.printed()


def test_reports_of_a_wide_date_are_told_by_its_outer_ends() -> None:
    told = Dispute()
    for day in ("2021-01-05", "2021-05-05"):
        told.position(day, "for", "sanctions", f"Arvonia asks for sanctions on {day}.")
    for place, line in enumerate(told.shelf.made):
        wide = When(date(2021, 1 + 4 * place, 4), date(2021, 1 + 4 * place, 20), Precision.INTERVAL, Basis.CONTENT)
        told.shelf.made[place] = replace(line, report=replace(line.report, published=wide))
    assert "2 reports, 4 January 2021 to 20 May 2021." in told.printed()


def test_a_build_that_was_cut_off_is_told_first() -> None:
    told = Dispute()
    told.position("2021-03-05", "for", "sanctions", "Arvonia asks for sanctions.")
    told.problems = (Problem(ProblemKind.INCOMPLETE, "One report did not come in.", "strait.db"),)
    assert told.printed().index("One report did not come in.") < told.printed().index("In it is")


def test_how_firm_it_is_is_told_of_the_words_that_are_printed() -> None:
    told = Dispute()
    told.position(
        "2021-01-05", "against", "sanctions", "Arvonia will never take sanctions.", '"never", by the head'
    )
    told.position("2021-03-05", "against", "sanctions", "Arvonia refuses any sanctions.", '"never"')
    text = told.printed()
    assert "Arvonia refuses any sanctions" in text
    assert "never" not in text
    assert "by its head" not in text


def test_what_is_feared_is_not_told_as_wanted() -> None:
    told = Dispute()
    told.position("2021-03-05", "against", "attack and war", "Arvonian spies fear an attack.")
    line = told.shelf.made[-1]
    statement = line.entry
    assert isinstance(statement, Statement)
    fear = Stance(statement.id, Attitude.FEAR, statement.manner, statement.content, "by hand", when=statement.when)
    told.shelf.made[-1] = replace(line, entry=fear)
    assert "spies" not in told.printed()
    told.shelf.made[-1] = replace(line, entry=replace(fear, attitude=Attitude.HOPE))
    assert "spies" in told.printed()


def test_what_nothing_dates_is_told_as_wanted_now_where_two_reports_tell_it() -> None:
    told = Dispute()
    told.position("2021-03-05", "for", "sanctions", "Arvonia asks for sanctions.")
    told.shelf.made[-1] = replace(told.shelf.made[-1], entry=replace(told.shelf.made[-1].entry, when=None))
    assert "asks for sanctions" not in told.printed()
    told.position("2021-03-06", "for", "sanctions", "Arvonia demands sanctions.")
    assert "told by 2 reports" in told.printed()


def test_what_was_wanted_long_before_the_reports_is_not_told_as_wanted_now() -> None:
    told = Dispute()
    told.position("2021-03-05", "for", "sanctions", "Arvonia asked for sanctions in 2008.")
    line = told.shelf.made[-1]
    long_ago = When.on(date(2008, 4, 3), Basis.WORDS)
    told.shelf.made[-1] = replace(line, entry=replace(line.entry, when=long_ago))
    assert "What each party wants" in told.printed()
    assert "in 2008" not in told.printed()


def test_who_is_torn_stands_on_neither_side() -> None:
    told = Dispute()
    told.position("2021-03-05", "for", "attack and war", "Arvonia was torn between a war and peace.")
    assert "for it" not in told.printed()


def test_who_says_that_there_will_be_fewer_attacks_is_not_against_war() -> None:
    told = Dispute()
    for day in ("2021-03-05", "2021-03-06"):
        told.position(day, "for", "attack and war: Belmark", f"Arvonia attacked Belmark on {day}.")
        told.position(day, "for", "attack and war: Cordona", f"Arvonia attacked Cordona on {day}.")
        for place in (-1, -2):
            line = told.shelf.made[place]
            told.shelf.made[place] = replace(line, entry=_deed(line.entry, Root.ASSAULT))
    told.position("2021-04-05", "against", "attack and war", "Arvonia will attack less.")
    assert "attack less" not in told.printed()


@pytest.mark.parametrize(("root", "is_deed"), [(Root.ASSAULT, True), (Root.REQUEST, False)])
def test_what_is_done_by_saying_it_is_no_deed(root: Root, is_deed: bool) -> None:
    told = Dispute()
    for day in ("2021-03-05", "2021-03-06"):
        told.position(day, "for", "sanctions", f"Arvonia called for sanctions on {day}.")
        told.shelf.made[-1] = replace(told.shelf.made[-1], entry=_deed(told.shelf.made[-1].entry, root))
    assert ("by deed" in told.printed()) is is_deed


def test_who_calls_an_election_unfair_is_not_told_to_be_against_elections() -> None:
    told = Dispute()
    told.position("2021-03-05", "against", "elections", "Arvonia called the vote unfair.")
    line = told.shelf.made[-1]
    assert isinstance(line.entry, Statement)
    vote = Proposition("elections", line.entry.content[0], Sense.WILL, Sign.AGAINST)
    told.shelf.made[-1] = replace(line, entry=replace(line.entry, act=Act.CRITICISE, propositions=(vote,)))
    assert "unfair" not in told.printed()


def test_who_complains_of_an_attack_is_not_told_to_be_for_it() -> None:
    told = Dispute()
    told.position("2021-03-05", "for", "attack and war", "Arvonia criticised who attacked it.")
    line = told.shelf.made[-1]
    assert isinstance(line.entry, Statement)
    attack = Proposition("attack", line.entry.content[0], Sense.WILL, Sign.FOR)
    told.shelf.made[-1] = replace(line, entry=replace(line.entry, act=Act.CRITICISE, propositions=(attack,)))
    assert "criticised" not in told.printed()


@pytest.mark.parametrize(
    ("words", "told_day"),
    [
        ("Arvonia left on March 5.", True),
        ("Arvonia fired after a March 5 attack.", False),
        ("Arvonia said that it will pay on Friday.", False),
        ("Arvonia paid on Friday.", True),
    ],
)
def test_a_day_that_stands_in_a_name_or_may_be_the_next_is_left_out(words: str, told_day: bool) -> None:
    told = Dispute()
    told.key_date("2021-03-05", words)
    assert ("When it turned" in told.printed()) is told_day


def test_a_picture_with_its_credit_stands_beside_the_text() -> None:
    text = "Arvonia fired.\n\nSoldiers wait on March 5. Photographer: Mara Tull\n\nIt fired again."
    report = Report(report_id("e", text), "e", text)
    start = text.index("Soldiers")
    assert Sentences(lambda _: report).is_beside(report.cite(start, start + 8))


@pytest.mark.parametrize(
    ("act", "words", "is_wanted"),
    [
        (Act.PROMISE, "Arvonia vowed to strike.", True),
        (Act.PROMISE, "Arvonia vowed to repel the attack.", False),
        (Act.ASSERT, "Arvonia spoke of the attack.", False),
        (Act.PROMISE, "In 1997 Arvonia vowed to strike.", False),
    ],
)
def test_for_an_attack_is_who_says_that_he_will(act: Act, words: str, is_wanted: bool) -> None:
    told = Dispute()
    told.position("2021-03-05", "for", "attack and war", words)
    line = told.shelf.made[-1]
    assert isinstance(line.entry, Statement)
    attack = Proposition("attack", line.entry.content[0], Sense.WILL, Sign.FOR, object=("belmark",))
    told.shelf.made[-1] = replace(line, entry=replace(line.entry, act=act, propositions=(attack,)))
    assert (words in told.printed()) is is_wanted


def test_who_blames_others_has_not_changed_sides() -> None:
    told = Dispute()
    for _ in range(2):
        told.position("2021-01-01", "for", "sanctions", "Arvonia asked for sanctions.")
        told.position("2021-02-01", "against", "sanctions", "Arvonia blamed the sanctions.")
        line = told.shelf.made[-1]
        assert isinstance(line.entry, Statement)
        told.shelf.made[-1] = replace(line, entry=replace(line.entry, act=Act.CRITICISE))
    text = told.printed()
    assert "Arvonia blamed the sanctions" in text
    assert "before" not in text


def _deed(entry: Entry, root: Root) -> Event:
    assert isinstance(entry, Statement)
    words = entry.content[0]
    who = (entry.speaker,) if entry.speaker else ()
    return Event(entry.id, root, Status.HAPPENED, words, words, "by hand", sources=who, when=entry.when)


def test_a_line_that_ends_in_the_open_stands_under_a_picture_but_for_the_headline() -> None:
    text = "Arvonia shuts the strait\n\nA woman waits near the strait\n\nThe strait was shut."
    report = Report(report_id("d", text), "d", text)
    sentences = Sentences(lambda _: report)
    for words, is_beside in (("shuts", False), ("waits", True), ("was shut", False)):
        start = text.index(words)
        assert sentences.is_beside(report.cite(start, start + len(words))) is is_beside


def test_of_a_long_sentence_the_part_is_kept_that_names_the_day() -> None:
    text = f"Arvonia, {'which had long been told of its duties, ' * 12}left the strait after the vote on 5 March."
    report = Report(report_id("b", text), "b", text)
    told = Sentences(lambda _: report).dated(report.cite(0, len(text)), date(2021, 3, 5))
    assert told.startswith("… ")
    assert told.endswith("left the strait after the vote on 5 March.")


def test_a_sentence_that_names_but_what_was_on_a_day_stands_under_none() -> None:
    told = Dispute()
    told.key_date("2021-03-05", "Belmark condemned the events of March 5.")
    assert "When it turned" not in told.printed()


def test_a_sentence_that_tells_two_days_is_printed_whole_under_the_first() -> None:
    told = Dispute()
    words = "Between March 5, on which the envoys of Belmark left, and March 9 Arvonia closed the strait for all."
    told.key_date("2021-03-05", words)
    told.key_date("2021-03-09", words)
    assert told.printed().count(words) == 1


def test_under_a_day_a_sentence_goes_first_that_names_it() -> None:
    told = Dispute()
    told.key_date("2021-03-05", "Belmark spoke of a plan.")
    line = told.shelf.made[-1]
    after = When.on(date(2021, 3, 5), Basis.NARRATIVE)
    told.shelf.made[-1] = replace(line, entry=replace(line.entry, when=after))
    spoken = told.found[-1].tellings
    assert "**5 March 2021** reported: “Belmark spoke of a plan.”" in told.printed()
    told.key_date("2021-03-05", "Arvonia left on March 5.")
    told.found[-2:] = [replace(told.found[-1], tellings=(*spoken, *told.found[-1].tellings))]
    assert "**5 March 2021** “Arvonia left on March 5.”" in told.printed()


def test_a_day_of_somebody_who_is_named_by_a_pronoun_alone_is_left_out() -> None:
    told = Dispute()
    told.key_date("2021-03-05", "On March 5 he was made a general.")
    words = told.found[-1].tellings[0].citation
    told.found[-1] = replace(told.found[-1], tellings=(Telling(words),))
    assert "general" not in told.printed()


def test_a_caption_and_a_sentence_that_differ_by_a_full_stop_are_one() -> None:
    assert is_printed("The camp burned", ["The camp burned."])
    assert not is_printed("The camp burned", ["The camp was built."])


def test_one_party_alone_is_told_to_have_done_it_and_to_deny_it() -> None:
    told = Dispute()
    told.clash("1" * 16, "1" * 16, "Arvonia fired.", "Arvonia denies that.")
    one = told.found[-1]
    told.found[-1] = replace(one, says=Contradiction("actor", ("arvonia",), one.id))
    assert "**Arvonia** told to have done it, and denies it (1 January 2021 / 1 February 2021):" in told.printed()
