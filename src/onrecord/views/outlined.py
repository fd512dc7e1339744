"""A record of very many entries as views: the entries in outline, as columns; whoever shows one asks for it whole.

A hundred thousand whole rows are ninety megabytes and half a minute of work, for a reader who looks at some dozens
of them. Filters, lanes and counts need no words.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from onrecord.casebook import Told, by_date, doubts_of, parties_given, party_order, title_of, warnings_of
from onrecord.core.visible import one_line
from onrecord.views.book import actor_row, known_of, overview_of, problem_row, report_row, with_something
from onrecord.views.entries import mark_row, parties_of, preset_row, when_row, who_row
from onrecord.views.forms import PartyRow
from onrecord.views.found import found_rows, given_issues
from onrecord.views.stretches import Texts
from onrecord.views.wording import doing_of

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Sequence
    from datetime import date

    from onrecord.core.line import ReportHeader
    from onrecord.core.outline import Outline
    from onrecord.core.who import Mention
    from onrecord.record import Record
    from onrecord.views.entries import Known
    from onrecord.views.forms import ReportRow, WhoRow
    from onrecord.views.found import Found

KINDS = ("statement", "event", "stance")


class Outlined(NamedTuple):
    """The views of a record whose entries are outlines, and what whole rows need of the whole record."""

    views: dict[str, object]
    known: Known


class _Column:
    """A field of all entries: the different values, and for each entry the place of its own."""

    def __init__(self) -> None:
        self._places: dict[Hashable, int] = {}
        self._of: list[object] = []
        self._at = array("I")

    def add(self, key: Hashable, value: Callable[[], object]) -> None:
        """Add the value of one more entry, made where there is none of the key yet."""
        place = self._places.get(key)
        if place is None:
            place = self._places[key] = len(self._of)
            self._of.append(value())
        self._at.append(place)

    def row(self) -> dict[str, object]:
        """Return it as `packing` writes columns."""
        return {"same": self._of[0]} if len(self._of) == 1 else {"of": self._of, "at": self._at.tolist()}


class _Tally:
    """What is counted while the entries go by."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self._sides: dict[int, list[str]] = {}
        self.days: set[date] = set()
        self.issues: dict[str, list[str]] = {}
        self.kinds: dict[str, Counter[str]] = defaultdict(Counter)
        self.reports: dict[str, set[str]] = defaultdict(set)
        self.named: dict[str, Counter[str]] = defaultdict(Counter)
        self.addresses = False

    def parties(self, mentions: tuple[Mention, ...]) -> list[str]:
        """Return for whom those who are named speak or act."""
        if id(mentions) not in self._sides:
            self._sides[id(mentions)] = parties_of(mentions, self._known)
        return self._sides[id(mentions)]

    def add(self, one: Outline) -> None:
        """Count one more entry."""
        who, whom = self.parties(one.who), self.parties(one.whom)
        self.addresses |= bool(who and whom)
        for party in who:
            self.kinds[party][one.kind] += 1
            self.reports[party].add(one.report)
        self.named[one.report].update({*who, *whom})
        if one.when:
            self.days.update(day for day in (one.when.earliest, one.when.latest) if day)

    def told(self) -> dict[str, Told]:
        """Return how much is told of each party."""
        return {party: Told(of.total(), self.reports[party]) for party, of in self.kinds.items()}

    def named_of(self, parties: Sequence[str]) -> dict[str, Counter[str]]:
        """Return how often each report names each of some parties."""
        return {
            report: Counter({one: of[one] for one in parties if one in of}) for report, of in self.named.items()
        }


def outlined(record: Record) -> Outlined:
    """Return a record as views of it whose entries have no words: `entry_rows` has some of them whole."""
    names, findings, counts = record.names(), tuple(record.findings()), tuple(record.actors())
    known = known_of(names, findings, counts)
    tally = _Tally(known)
    ids, columns = _columns(record.outlines(), known, tally)
    headers = sorted(record.reports(), key=by_date)
    texts = Texts((one.id for one in headers), record.report)
    found = found_rows(findings, tally.issues, texts, {one.id for one in headers})
    problems = tuple(record.problems())
    actors = {count.actor.id: count.actor for count in counts}
    order = party_order(parties_given(record), tally.told(), actors)
    overview = overview_of(record, title_of(record), tally.days, (one.outlet for one in headers), len(ids))
    shown = tally.named_of(order)
    rows = list(map(problem_row, problems))
    return Outlined(
        {
            "views": with_something(found, entries=ids, problems=rows, network=tally.addresses),
            "overview": overview | {"warnings": [one_line(one) for one in warnings_of(problems, shown, names)]},
            "parties": [_party(party, names, tally.kinds[party]) for party in order],
            "names": {key: one_line(name) for key, name in names.items()},
            "entries": {"count": len(ids), "columns": {"id": {"all": ids}, **columns}},
            "outlined": True,
            "reports": list(_reports(headers, found, texts)),
            "actors": list(map(actor_row, counts)),
            "issues": [*given_issues(record.issues(), tally.issues), *found.issues],
            "accounts": found.accounts,
            "contradictions": found.contradictions,
            "positions": found.positions,
            "framing": found.framing,
            "key_dates": found.key_dates,
            "copies": found.copies,
            "presets": list(map(preset_row, record.corrections.presets())),
            "problems": rows,
        },
        known,
    )


def _columns(outlines: Iterable[Outline], known: Known, tally: _Tally) -> tuple[list[str], dict[str, object]]:
    """Return the ids of all entries, and their fields as columns."""
    ids: list[str] = []
    starts = array("I")
    columns: dict[str, _Column] = defaultdict(_Column)
    for one in outlines:
        ids.append(one.id)
        starts.append(one.start)
        tally.add(one)
        tally.issues[one.id] = known.issues(one)
        _add(one, columns, known, tally)
    return ids, {"start": {"all": starts.tolist()}, **{name: column.row() for name, column in columns.items()}}


def _add(one: Outline, columns: dict[str, _Column], known: Known, tally: _Tally) -> None:
    """Add the fields of an entry to the columns; what is the same in many is made once.

    Outlines share who is meant and times, so these are told apart by where they lie: to compare them by what they
    hold takes as long as all the rest.
    """
    columns["kind"].add(one.kind, lambda: one.kind)
    columns["act"].add(one.what, lambda: one.what)
    doing = (one.what, one.more, one.status, one.negated)
    columns["doing"].add(doing, lambda: doing_of(one.what, one.more, one.status, negated=one.negated))
    for name, party, mentions in (("who", "parties", one.who), ("whom", "to", one.whom)):
        columns[name].add(id(mentions), partial(_people, mentions, known))
        columns[party].add(id(mentions), partial(tally.parties, mentions))
    columns["when"].add(id(one.when), lambda: when_row(one.when))
    columns["issues"].add(tuple(tally.issues[one.id]), lambda: tally.issues[one.id])
    columns["report"].add(one.report, lambda: one.report)
    sure = None if one.sure is None else round(one.sure, 3)
    columns["sureness"].add(sure, lambda: sure)
    of_event = (one.doubts_sources, one.doubts_targets) if one.kind == "event" else None
    doubted = (id(one.who), id(one.when), of_event)
    columns["doubts"].add(doubted, lambda: [str(doubt) for doubt in doubts_of(one.who, one.when, of_event)])
    columns["standing"].add(one.standing, lambda: one.standing.value)
    columns["marks"].add(one.marks, lambda: [mark_row(mark) for mark in one.marks])
    account = known.account(one)
    columns["account"].add(account, lambda: account)


def _people(mentions: Iterable[Mention], known: Known) -> list[WhoRow]:
    return [who_row(each, known.names) for each in mentions]


def _reports(headers: Iterable[ReportHeader], found: Found, texts: Texts) -> Iterable[ReportRow]:
    """Yield the reports; which entries they have is in the columns."""
    copies = {report: copy["id"] for copy in found.copies for report in copy["reports"]}
    for one in headers:
        yield report_row(one, [], copies.get(one.id), None if one.title else texts[one.id])


def _party(party: str, names: dict[str, str], kinds: Counter[str]) -> PartyRow:
    said, did, thought = (kinds[kind] for kind in KINDS)
    return PartyRow(id=party, name=one_line(names.get(party, party)), said=said, thought=thought, did=did)
