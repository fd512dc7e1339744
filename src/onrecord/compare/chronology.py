"""Chronology: the days on which a dispute turned, chosen from all that reports date.

A day counts by the independent reports that date something on it; one to which reports look back, weeks and
years later, counts most, as what is remembered mattered (dates so chosen: Tran, Herder and Markert 2015). A day
that a sentence names counts, too, where no entry was made of it. What is dated by nothing but its report's own
date counts little, since every report has such a day; if the report names no day of the week before, nothing:
it is an opinion piece mostly. The day of a picture, told under it, is none.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from onrecord.captions import is_caption
from onrecord.compare.desk import noted, texts
from onrecord.compare.gates import bounds, reality
from onrecord.compare.told import sentence_of, sifted, sources_of
from onrecord.core.counted import counted
from onrecord.core.entry import Event, Stance
from onrecord.core.finding import Account, Finding, FindingKind, KeyDate, Telling, by_entry
from onrecord.core.identity import finding_id
from onrecord.core.problem import Outcome
from onrecord.core.report import PassageKind
from onrecord.core.sentence import ends_in
from onrecord.core.when import Basis, Precision

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from onrecord.compare.comparison import View
    from onrecord.compare.told import Told
    from onrecord.core.extraction import Content
    from onrecord.core.report import Citation, Report

MOST = 20  # key dates; the rest stands in the timeline
SHOWN = 3  # tellings of a key date, of different sources
LOOKS_BACK = 21  # days after which a report looks back at a day
MONTH = 31  # days: a time no wider speaks for the day in it of which most is told
DATED, BY_REPORT, BACK, DEED, FURTHER = 1.0, 0.3, 2.0, 0.5, 0.1  # what a source's tellings of a day weigh
NAMED = 1.5  # what it weighs that a sentence names a day of the calendar ("26 January"); a third of it, a weekday
LEAD = 0.7  # what it weighs more in the first paragraph: news begins with what it is about
A_LINE = 60  # characters: a shorter line is a byline or a heading, whatever it is marked as
ITS_WEEK = 7  # days before it appeared, of which a report of news names one


class Named(NamedTuple):
    """A sentence that names a day."""

    source: str
    report: str
    sentence: Citation
    weight: float


class Turn(NamedTuple):
    """A day, or a year of which no day is known, with what is told of it."""

    when: str
    weight: float
    told: Sequence[Told]
    named: Sequence[Named]


class Chronology:
    """The key dates of a dispute, each with the sentences that tell them."""

    name = "chronology 5"
    kind = FindingKind.KEY_DATE

    def compare(self, view: View) -> Outcome[Finding]:
        """Return the key dates."""
        leads = {report.id: noted(view, _lead, report.id, report) for report in texts(view)}
        named, news = _named(view, leads)
        days, wide = _dated(one for one in sifted(view, _real) if not _by_report(one) or one.report in news)
        weights = {
            day: _weight(days.get(day, []), named.get(day, []), leads) for day in days.keys() | named.keys()
        }
        for first, last, told in wide:
            inside = [day for day in range(first, last + 1) if day in weights]
            if inside and _looks_back(told, last):
                weights[max(inside, key=lambda day: (weights[day], -day))] += BACK
        best = sorted(_apart(weights), key=lambda day: (-weights[day], day))[:MOST]
        chosen = [
            Turn(date.fromordinal(day).isoformat(), weights[day], days.get(day, []), named.get(day, []))
            for day in best
        ]
        chosen += _years(view, {turn.when[:4] for turn in chosen}, leads)
        chosen.sort(key=lambda turn: (-turn.weight, turn.when))
        accounts = _accounts(view)
        found = [_finding(turn, rank, accounts, leads) for rank, turn in enumerate(chosen[:MOST], 1)]
        return Outcome(tuple(sorted(found, key=lambda finding: finding.id)))


def _lead(report: Report) -> int:
    """Return where the first paragraph of a report ends."""
    first = (one for one in report.passages if one.kind is PassageKind.PARAGRAPH and one.end - one.start >= A_LINE)
    return next((one.end for one in first), 0)


def _named(view: View, leads: dict[str, int]) -> tuple[dict[int, list[Named]], frozenset[str]]:
    """Return the sentences that name a day, by day, and the reports that name one of their own week."""
    sources, news = sources_of(view), set()
    days: dict[int, list[Named]] = defaultdict(list)
    for content in view.contents():
        report = content.report.id
        found = noted(view, _named_in, report, content, leads[report])
        if found.is_news:
            news.add(report)
        for day, one in found.days:
            days[day].append(one._replace(source=sources[report]) if report in sources else one)
    return days, frozenset(news)


class _Days(NamedTuple):
    """The days that a report names; whether one is of its own week."""

    days: tuple[tuple[int, Named], ...]
    is_news: bool


def _named_in(content: Content, lead: int) -> _Days:
    report, found, is_news = content.report, [], False
    before = tuple(_days_before(content))
    ends = ends_in(report) if before else []
    for day, ago, basis, cited in before:
        is_news |= ago <= ITS_WEEK and basis is Basis.RELATIVE
        told_in = sentence_of(report, ends, cited)
        if not is_caption(told_in.words):
            found.append((day, Named(report.id, report.id, told_in, _weight_of_name(cited, ago, lead))))
    return _Days(tuple(found), is_news)


def _days_before(content: Content) -> Iterator[tuple[int, int, Basis, Citation]]:
    """Yield the days before a report that it names, how long before, and how; "today" is "nowadays" as often."""
    appeared = content.report.published.day if content.report.published else None
    times = ((one.when, one.citation) for one in content.times if one.when)
    for when, cited in times:
        is_clock = when.precision is Precision.TIME  # "at 7:12" names no day
        if appeared and when.day and when.day < appeared and not is_clock:
            yield when.day.toordinal(), (appeared - when.day).days, when.basis, cited


def _weight_of_name(cited: Citation, ago: int, lead: int) -> float:
    """Return what it weighs that words name a day so many days ago."""
    weight = NAMED if any(letter.isdigit() for letter in cited.words) else NAMED / 3
    weight += BACK if ago >= LOOKS_BACK else 0.0
    return weight + (LEAD if cited.start < lead else 0.0)


def _by_report(told: Told) -> bool:
    """Say whether nothing but the report's own date dates a telling."""
    when = told.entry.when
    return when is not None and when.basis is Basis.PUBLISHED


def _real(told: Sequence[Told]) -> tuple[Told, ...]:
    """Return the dated tellings of a report of what took place or was said."""
    dated = (one for one in filter(_took_place, told) if one.entry.when)
    return tuple(one for one in dated if not is_caption(one.told_in.words))


def _of_years(told: Sequence[Told]) -> tuple[Told, ...]:
    """Return the tellings of a report that are dated to a year."""
    dated = ((one, one.entry.when) for one in filter(_took_place, told))
    return tuple(one for one, when in dated if when and when.precision is Precision.YEAR and when.earliest)


def _dated(told: Iterable[Told]) -> tuple[dict[int, list[Told]], list[tuple[int, int, Told]]]:
    """Return what took place or was said, by day, and what is dated no closer than a month."""
    days: dict[int, list[Told]] = defaultdict(list)
    wide: list[tuple[int, int, Told]] = []
    for one in told:
        span = one.entry.when.span if one.entry.when else None
        if span is None:
            continue
        first, last = (day.toordinal() for day in span)
        if first == last:
            days[first].append(one)
        elif last - first <= MONTH:
            wide.append((first, last, one))
    return days, wide


def _took_place(told: Told) -> bool:
    """Say whether something was done or said: a thought is of no day."""
    return reality(told) == "real" and not isinstance(told.entry, Stance)


def _weight(told: Sequence[Told], named: Sequence[Named], leads: dict[str, int]) -> float:
    """Return how much speaks for a day: each source's weightiest telling, and a little for more."""
    weighed = [(one.source, one.told_in.start, _of_one(one) + _leading(one, leads)) for one in told]
    weighed += [(one.source, one.sentence.start, one.weight) for one in named]
    best: dict[str, float] = defaultdict(float)
    for source, _, weight in weighed:
        best[source] = max(best[source], weight)
    places = {(source, start) for source, start, _ in weighed}
    return sum(best.values()) + FURTHER * (len(places) - len(best))


def _years(view: View, known: set[str], leads: dict[str, int]) -> Iterator[Turn]:
    """Yield the years of which no day is known, though two sources at least look back at something in them.

    What happened so long ago is mostly told so: "in 2008 the alliance promised".
    """
    found: dict[int, list[Told]] = defaultdict(list)
    for one in sifted(view, _of_years):
        if one.entry.when and one.entry.when.earliest:
            found[one.entry.when.earliest.year].append(one)  # "since 2008" is of what began then
    for year, told in found.items():
        back = any(_looks_back(one, date(year, 12, 31).toordinal()) for one in told)
        several = len({one.source for one in told}) > 1
        if back and several and f"{year:04d}" not in known:
            yield Turn(f"{year:04d}", _weight(told, [], leads), told, [])


def _leading(told: Told, leads: dict[str, int]) -> float:
    return LEAD if told.words.start < leads[told.report] else 0.0


def _of_one(told: Told) -> float:
    when = told.entry.when
    reach = bounds(when)
    weight = BY_REPORT if when is None or when.basis is Basis.PUBLISHED else DATED
    if reach and _looks_back(told, reach[1]):
        weight += BACK
    return weight + (DEED if isinstance(told.entry, Event) else 0.0)


def _looks_back(told: Told, day: int) -> bool:
    """Say whether a report tells of a day weeks before it appeared."""
    return told.appeared is not None and told.appeared.toordinal() - day >= LOOKS_BACK


def _apart(weights: dict[int, float]) -> Iterator[int]:
    """Yield the days that no day beside them outweighs: a day, and the next on which papers print it, are one."""
    for day, weight in weights.items():
        beside = [(weights[other], -other) for other in (day - 1, day + 1) if other in weights]
        if all((weight, -day) > other for other in beside):
            yield day


def _accounts(view: View) -> dict[str, str]:
    """Return the account of each entry that is told by several sources."""
    found = view.findings(FindingKind.ACCOUNT)
    return by_entry(one for one in found if isinstance(one.says, Account) and one.says.sources > 1)


def _finding(turn: Turn, rank: int, accounts: dict[str, str], leads: dict[str, int]) -> Finding:
    when, _, told, named = turn
    shown = list(_one_of_each_source(told, leads))[:SHOWN]
    seen = {one.source for one in shown}
    mentions = sorted(named, key=lambda one: one.source in seen)  # what others say first
    sentences = [*(one.told_in for one in shown), *(one.sentence for one in mentions)]
    account = next((accounts[one.entry.id] for one in shown if one.entry.id in accounts), None)
    says = KeyDate(when, sentences[0].words, rank, account)
    tellers = sorted((one.age[:2], one.report, one.source) for one in told)
    tellers += sorted((("9999", one.report), one.report, one.source) for one in named)
    reports = tuple(dict.fromkeys(report for _, report, _ in tellers))
    sources = len({source for _, _, source in tellers})
    counts = counted(len(told), "entry"), counted(len(reports), "report"), counted(sources, "source")
    why = ("dated to it: {}, {}, {}".format(*counts),)
    key = finding_id(FindingKind.KEY_DATE, when)
    tellings_of = (*(one.telling() for one in shown), *(Telling(one.sentence) for one in mentions))[:SHOWN]
    return Finding(key, FindingKind.KEY_DATE, Chronology.name, says, reports, tellings_of, why=why)


def _names_its_day(told: Told) -> bool:
    """Say whether the sentence names the day: whoever reads it alone sees which one it is of."""
    cited = told.entry.when_words
    return cited is not None and cited.begins_in(told.told_in)


def _one_of_each_source(told: Sequence[Told], leads: dict[str, int]) -> Iterator[Told]:
    """Yield the weightiest telling of each source: one that names its day first, with a doer, with a target."""
    seen: set[str] = set()

    def place(one: Told) -> tuple[float, bool, bool, bool, tuple[str, str, int, str]]:
        weight = _of_one(one) + _leading(one, leads)
        return -weight, not _names_its_day(one), not one.by, not one.whom, one.age

    for one in sorted(told, key=place):
        if one.source not in seen:
            seen.add(one.source)
            yield one
