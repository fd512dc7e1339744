"""What comparing found, as rows: accounts, contradictions, positions, key dates, copies, issues.

What rests on entries that the filter left out, and on nothing else, is left out with them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from onrecord.core.finding import Account, Contradiction, Copy, FindingKind, Framing, KeyDate, Matter, Position
from onrecord.core.visible import one_line
from onrecord.record.edtf import when_by_hand
from onrecord.views.entries import when_row
from onrecord.views.forms import (
    AccountRow,
    ContradictionRow,
    CopyRow,
    FramingRow,
    IssueRow,
    KeyDateRow,
    PositionRow,
    TellingRow,
)
from onrecord.views.stretches import printed
from onrecord.views.wording import in_words

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from onrecord.core.finding import Finding, Telling
    from onrecord.core.who import Issue
    from onrecord.views.forms import WhenRow
    from onrecord.views.stretches import Text


@dataclass(slots=True)
class Found:
    """The rows of all findings."""

    accounts: list[AccountRow] = field(default_factory=list)
    contradictions: list[ContradictionRow] = field(default_factory=list)
    positions: list[PositionRow] = field(default_factory=list)
    framing: list[FramingRow] = field(default_factory=list)
    key_dates: list[KeyDateRow] = field(default_factory=list)
    copies: list[CopyRow] = field(default_factory=list)
    issues: list[IssueRow] = field(default_factory=list)

    def reports(self) -> set[str]:
        """Return the reports whose words a finding shows."""
        told = [one["tellings"] for one in (*self.accounts, *self.positions, *self.framing, *self.key_dates)]
        told += [[one["a"], one["b"]] for one in self.contradictions]
        return {telling["report"] for tellings in told for telling in tellings}


def found_rows(
    findings: Iterable[Finding],
    entries: Container[str],
    texts: Mapping[str, Text],
    within: AbstractSet[str],
) -> Found:
    """Return the findings that rest on entries that are shown; of those that rest on none, what `within` tells.

    Args:
        findings: Of the record.
        entries: The ids of the entries that are shown.
        texts: The reports' texts by id.
        within: Ids of the reports that are shown.
    """
    found = Found()
    by_kind: dict[FindingKind, list[Finding]] = {}
    for finding in findings:
        by_kind.setdefault(finding.kind, []).append(finding)
    pinned = _pinned(by_kind.get(FindingKind.ISSUE, ()))
    for one in _shown(by_kind, FindingKind.CONTRADICTION, entries, within):
        found.contradictions.append(_contradiction(one, entries, texts))
    for one in _shown(by_kind, FindingKind.ACCOUNT, entries, within):
        found.accounts.append(_account(one, found.contradictions, entries, texts))
    found.positions = [
        _position(one, entries, texts) for one in _shown(by_kind, FindingKind.POSITION, entries, within)
    ]
    found.framing = [
        _framing(one, entries, texts) for one in _shown(by_kind, FindingKind.FRAMING, entries, within)
    ]
    found.key_dates = [
        _key_date(one, entries, texts) for one in _shown(by_kind, FindingKind.KEY_DATE, entries, within)
    ]
    found.copies = [_copy(one) for one in by_kind.get(FindingKind.COPY, ()) if within >= set(one.reports)]
    found.issues = [_issue(one, entries) for one in _shown(by_kind, FindingKind.ISSUE, entries, within)]
    _put_in_order(found, pinned)
    return found


def _pinned(issues: Iterable[Finding]) -> set[str]:
    """Return the ids of the issues that somebody keeps in view."""
    return {one.id for one in issues if isinstance(one.says, Matter) and one.says.pinned}


def _put_in_order(found: Found, pinned: Container[str]) -> None:
    """Sort findings as they are shown: in time, by party and matter, what is pinned and most told of first."""
    found.framing.sort(key=lambda row: (row["type"], row["concept"], row["id"]))
    found.accounts.sort(key=lambda row: _in_time(row["when"], row["id"]))
    found.key_dates.sort(key=lambda row: _in_time(row["when"], row["id"]))
    found.positions.sort(key=lambda row: (row["party"], row["issue"], _in_time(row["when"], row["id"])))
    found.issues.sort(key=lambda row: (row["id"] not in pinned, -len(row["entries"]), row["name"]))


def given_issues(issues: Iterable[Issue], entries: Mapping[str, Sequence[str]]) -> Iterator[IssueRow]:
    """Yield the issues that the dispute file names and that an entry is about; `entries` tells those of each."""
    for issue in issues:
        about = [key for key, own in entries.items() if issue.id in own]
        if about:
            name = one_line(issue.name)
            yield IssueRow(id=issue.id, name=name, entries=about, by_hand=True, why=["named in the dispute file"])


def _shown(
    by_kind: Mapping[FindingKind, list[Finding]],
    kind: FindingKind,
    entries: Container[str],
    within: AbstractSet[str],
) -> Iterator[Finding]:
    for finding in by_kind.get(kind, ()):
        rests_on = finding.entries()
        if any(entry in entries for entry in rests_on) or (not rests_on and within >= set(finding.reports)):
            yield finding


def _account(
    finding: Finding,
    contradictions: Iterable[ContradictionRow],
    entries: Container[str],
    texts: Mapping[str, Text],
) -> AccountRow:
    says = finding.says
    assert isinstance(says, Account)
    own = set(finding.entries())
    return AccountRow(
        id=finding.id,
        type=says.type,
        type_words=in_words("accounts", says.type),
        when=_when(says.when),
        sources=says.sources,
        reports=list(finding.reports),
        tellings=_tellings(finding, entries, texts),
        contradictions=[
            row["id"] for row in contradictions if row["a"]["entry"] in own or row["b"]["entry"] in own
        ],
        why=_why(finding),
        stale=finding.stale,
    )


def _contradiction(finding: Finding, entries: Container[str], texts: Mapping[str, Text]) -> ContradictionRow:
    says = finding.says
    assert isinstance(says, Contradiction)
    one, other = (_telling(telling, entries, texts) for telling in finding.tellings)
    return ContradictionRow(
        id=finding.id,
        type=says.type,
        type_words=in_words("contradictions", says.type),
        parties=list(says.parties),
        a=one,
        b=other,
        why=_why(finding),
        real=says.is_one,
        stale=finding.stale,
    )


def _position(finding: Finding, entries: Container[str], texts: Mapping[str, Text]) -> PositionRow:
    says = finding.says
    assert isinstance(says, Position)
    return PositionRow(
        id=finding.id,
        party=says.party,
        issue=one_line(says.issue),
        when=_when(says.when),
        stance=says.stance,
        firmness=says.firmness,
        tellings=_tellings(finding, entries, texts),
        why=_why(finding),
        plain=finding.is_plain,
        stale=finding.stale,
    )


def _framing(finding: Finding, entries: Container[str], texts: Mapping[str, Text]) -> FramingRow:
    says = finding.says
    assert isinstance(says, Framing)
    return FramingRow(
        id=finding.id,
        type=says.type,
        concept=one_line(says.concept),
        tellings=_tellings(finding, entries, texts),
        why=_why(finding),
        stale=finding.stale,
    )


def _key_date(finding: Finding, entries: Container[str], texts: Mapping[str, Text]) -> KeyDateRow:
    says = finding.says
    assert isinstance(says, KeyDate)
    return KeyDateRow(
        id=finding.id,
        when=_when(says.when),
        what=printed(one_line(says.what)),
        rank=says.rank,
        account=says.account,
        tellings=_tellings(finding, entries, texts),
        why=_why(finding),
    )


def _copy(finding: Finding) -> CopyRow:
    assert isinstance(finding.says, Copy)
    return CopyRow(id=finding.id, reports=list(finding.reports), share=finding.says.share)


def _issue(finding: Finding, entries: Container[str]) -> IssueRow:
    assert isinstance(finding.says, Matter)
    return IssueRow(
        id=finding.id,
        name=one_line(finding.says.name),
        entries=[entry for entry in finding.entries() if entry in entries],
        by_hand=False,
        why=_why(finding),
    )


def _tellings(finding: Finding, entries: Container[str], texts: Mapping[str, Text]) -> list[TellingRow]:
    return [_telling(one, entries, texts) for one in finding.tellings]


def _telling(telling: Telling, entries: Container[str], texts: Mapping[str, Text]) -> TellingRow:
    cited = telling.citation
    entry = telling.entry if telling.entry in entries else None
    text = None if entry else texts.get(cited.report)
    return TellingRow(
        report=cited.report,
        entry=entry,
        words=one_line(cited.words),
        sentence=text.cited(cited) if text else [],
    )


def _when(edtf: str) -> WhenRow | None:
    return when_row(when_by_hand(edtf)) if edtf else None


def _in_time(when: WhenRow | None, key: str) -> tuple[str, str]:
    return ((when["first"] or when["last"] or "9999") if when else "9999", key)


def _why(finding: Finding) -> list[str]:
    return [one_line(why) for why in finding.why]
