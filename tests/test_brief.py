"""The brief: whole sentences that stand alone, one stance of a party at a time, a quarrel told once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from onrecord.casebook import Casebook, PartyPage
from onrecord.core.entry import Act
from onrecord.core.finding import Contradiction, Finding, FindingKind, KeyDate, Position, Shift, Telling
from onrecord.core.identity import report_id
from onrecord.core.line import ActorCount
from onrecord.core.problem import Problem, ProblemKind
from onrecord.core.report import Citation, Report
from onrecord.core.when import Basis, Precision, When
from onrecord.show.blocks import markdown
from onrecord.show.brief import brief
from onrecord.show.sentences import Sentences, by_pronoun, hangs
from onrecord.show.wants import wants
from tests.compared import ACTORS, Said, Shelf

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


def test_of_several_tellings_one_is_told_whose_sentence_stands_alone() -> None:
    tellings = [Telling(cited("envoy left")), Telling(cited("We asked"))]
    assert SENTENCES.best(tellings) is tellings[1]


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
        "- **Arvonia** against it, since 5 January 2021 at the latest, told by 2 reports, with “never”; "
        "most recently, 5 March 2021: “Arvonia refuses Belmark a seat.”"
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


def test_a_sentence_is_printed_whole_once() -> None:
    told = Dispute()
    words = "Arvonia refuses Belmark a seat in the chamber of the Pact as long as it holds the islands."
    told.position("2021-03-05", "against", "membership of the Pact: Belmark", words)
    told.key_date("2021-03-05", words)
    text = told.printed()
    assert text.count(words) == 1
    assert "**5 March 2021** “Arvonia refuses Belmark a seat in the chamber of the Pact …”" in text


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
    assert "1 more: onrecord positions RECORD" in text


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


def test_a_build_that_was_cut_off_is_told_first() -> None:
    told = Dispute()
    told.position("2021-03-05", "for", "sanctions", "Arvonia asks for sanctions.")
    told.problems = (Problem(ProblemKind.INCOMPLETE, "One report did not come in.", "strait.db"),)
    assert told.printed().index("One report did not come in.") < told.printed().index("In it is")
