"""Reports made by hand for the tests of comparing: each sentence with the entry that it holds."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from onrecord.core.entry import Act, Event, Manner, Root, Statement, Status, TimeExpression, TimeKind
from onrecord.core.extraction import Content
from onrecord.core.finding import IssuesByHand, Links
from onrecord.core.identity import entry_id, report_id
from onrecord.core.line import Line, ReportHeader
from onrecord.core.proposition import Proposition, Sense, Sign
from onrecord.core.quantity import Quantity
from onrecord.core.report import Passage, PassageKind, Report
from onrecord.core.when import Basis, Precision, When
from onrecord.core.who import Actor, ActorKind, Membership, Mention
from onrecord.matters import by_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from onrecord.compare import Comparison
    from onrecord.core.entry import Entry
    from onrecord.core.finding import Finding, FindingKind
    from onrecord.core.report import Citation

ACTORS = (
    Actor("arvonia", "Arvonia", ActorKind.STATE, "arvonia", ("Arvonian", "Kelm", "Qelm")),
    Actor("belmark", "Belmark", ActorKind.STATE, "belmark"),
    Actor("mara-tull", "Mara Tull", ActorKind.PERSON),
    Actor("cordona", "Cordona", ActorKind.STATE, "cordona"),
    Actor("harbour-league", "Harbour League", ActorKind.BODY, "harbour-league", members=(Membership("belmark"),)),
)


@dataclass
class Shelf:
    """A view of reports made by hand; what a stage found stays there for the next."""

    reports: list[Report] = field(default_factory=list)
    made: list[Line] = field(default_factory=list)
    found: list[Finding] = field(default_factory=list)
    named: list[TimeExpression] = field(default_factory=list)
    linked: Links = field(default_factory=Links)
    arranged: IssuesByHand = field(default_factory=IssuesByHand)

    def report(self, name: str, day: str, *told: Said | Done) -> Shelf:
        """Add a report of one sentence for each entry."""
        text = "\n".join(one.words for one in told)
        published = When.on(date.fromisoformat(day), Basis.SIDECAR)
        spans, start = [], 0
        for one in told:
            spans.append(Passage(start, start + len(one.words), PassageKind.PARAGRAPH))
            start += len(one.words) + 1
        report = Report(report_id(name, text), name, text, published=published, passages=tuple(spans))
        header = ReportHeader(report.id, name, published=published)
        self.reports.append(report)
        for one, span in zip(told, spans, strict=True):
            self.made.append(Line(one.entry(report.id, report.cite(span.start, span.end)), header))
        return self

    def compare(self, *stages: Comparison) -> tuple[Finding, ...]:
        """Run stages one after another; return what the last one found."""
        items: tuple[Finding, ...] = ()
        for stage in stages:
            items = stage.compare(self).items
            self.found.extend(items)
        return items

    def prints(self) -> dict[str, str]:
        return {report.id: "" for report in self.reports}

    def contents(self, among: Iterable[str] | None = None) -> Iterator[Content]:
        for report in sorted(self.reports, key=lambda report: report.id):
            if among is None or report.id in among:
                entries = tuple(line.entry for line in self.made if line.report.id == report.id)
                yield Content(
                    report, tuple(one for one in self.named if one.citation.report == report.id), entries
                )

    def printed_by(self, outlet: str) -> Shelf:
        """Say which outlet the report added last is of."""
        self.reports[-1] = replace(self.reports[-1], outlet=outlet)
        return self

    def naming(self, words: str, day: str, basis: Basis = Basis.RELATIVE) -> Shelf:
        """Say that words of the report added last name a day."""
        report = self.reports[-1]
        start = report.text.index(words)
        when = When.on(date.fromisoformat(day), basis)
        self.named.append(TimeExpression(report.cite(start, start + len(words)), TimeKind.DATE, day, when))
        return self

    def issues_by_hand(self) -> IssuesByHand:
        return self.arranged

    def links(self) -> Links:
        return self.linked

    def everyone(self) -> Iterator[Actor]:
        yield from ACTORS

    def findings(self, kind: FindingKind) -> Iterator[Finding]:
        return (finding for finding in self.found if finding.kind is kind)


@dataclass(frozen=True)
class About:
    """What an entry made by hand is about: the matter, the sign, whom it concerns."""

    matter: str
    sign: str = ""
    whom: tuple[str, ...] = ()
    sense: str = "will"
    doer: str | None = None
    conditional: bool = False
    open: bool = False
    background: bool = False

    def proposition(self, cited: Citation) -> Proposition:
        """Return the proposition."""
        sign = Sign(self.sign) if self.sign else None
        body = "harbour-league" if by_id()[self.matter].needs_body else None
        return Proposition(
            self.matter, cited, Sense(self.sense), sign, body, self.whom, self.doer, self.conditional, self.open,
            self.background,
        )  # fmt: skip


@dataclass(frozen=True)
class Said:
    """A sentence that tells what someone said."""

    who: str
    act: Act
    words: str
    on: str | None = None
    negated: bool = False
    about: tuple[About, ...] = ()
    basis: Basis = Basis.WORDS

    def entry(self, report: str, cited: Citation) -> Entry:
        """Return the statement."""
        key = entry_id(report, "statement", cited.start, cited.end)
        who = Mention(cited, self.who, self.who) if self.who else None
        return Statement(
            key,
            self.act,
            Manner.INDIRECT,
            (cited,),
            "hand 1",
            negated=self.negated,
            speaker=who,
            when=_on(self.on, self.basis),
            propositions=tuple(one.proposition(cited) for one in self.about),
        )


@dataclass(frozen=True)
class Done:
    """A sentence that tells what someone did."""

    who: str
    root: Root
    whom: str
    words: str
    on: str | None = None
    status: Status = Status.HAPPENED
    counted: tuple[str, str, float] | None = None
    about: tuple[About, ...] = ()
    claim: str | None = None
    basis: Basis = Basis.WORDS

    def entry(self, report: str, cited: Citation) -> Entry:
        """Return the event."""
        key = entry_id(report, "event", cited.start, cited.end)
        number: tuple[Quantity, ...] = ()
        if self.counted:
            words, unit, amount = self.counted
            at = cited.start + cited.words.index(words)
            number = (Quantity(type(cited)(report, at, at + len(words), words), unit, amount, amount),)
        return Event(
            key,
            self.root,
            self.status,
            cited,
            cited,
            "hand 1",
            sources=(Mention(cited, self.who, self.who),) if self.who else (),
            targets=(Mention(cited, self.whom, self.whom),) if self.whom else (),
            when=_on(self.on, self.basis),
            claim=self.claim,
            quantities=number,
            propositions=tuple(one.proposition(cited) for one in self.about),
        )


def _on(day: str | None, basis: Basis = Basis.WORDS) -> When | None:
    if day and len(day) == len("2008"):
        return When(date(int(day), 1, 1), date(int(day), 12, 31), Precision.YEAR, basis)
    return When.on(date.fromisoformat(day), basis) if day else None
