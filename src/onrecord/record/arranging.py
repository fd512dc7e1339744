"""What a person says of issues: its name, that two are one, that entries are about another, that one stays.

Kept as corrections by the ids of issues and entries, which rebuilds leave as they are, and in force from the next
comparing on. What an issue is of stands with what is said of it: so it holds where no entry is about it any more.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.core.correction import Change, Correction, CorrectionKind
from onrecord.core.finding import Finding, FindingKind, IssuesByHand, Matter
from onrecord.core.identity import finding_id
from onrecord.record.connect import transaction
from onrecord.record.errors import InvalidCorrection, NoSuchFinding
from onrecord.record.findings import findings, load_finding
from onrecord.record.issues import named_issues
from onrecord.record.judging import OfFindings
from onrecord.record.reading import entry_named
from onrecord.record.storable import storable_text
from onrecord.record.told import told

if TYPE_CHECKING:
    from collections.abc import Iterable

    from onrecord.record.port import Connection

LONGEST_NAME = 120
NOTHING = Matter("", "")


@told
class OfIssues(OfFindings):
    """The part of the corrections that is of issues. An issue is named by its id, its beginning, or its name."""

    def name_issue(self, issue: str, name: str, *, who: str, why: str, when: str | None = None) -> Correction:
        """Give an issue a name; one that it was given before is taken back.

        Raises:
            InvalidCorrection: It is no issue, the name is empty or too long, or another issue bears it.
        """
        found = self._issue(issue)
        changes = *self._called(found), Change("name", self._new_name(name, besides=found.id))
        return self._instead(CorrectionKind.NAME_ISSUE, found.id, changes, who, why, when)

    def merge_issue(self, issue: str, into: str, *, who: str, why: str, when: str | None = None) -> Correction:
        """Say that an issue is no other than `into`: what is about the one is about the other."""
        found, target = self._issue(issue), self._issue(into)
        if found.id == target.id:
            raise InvalidCorrection("it needs two issues, and both names are of one")
        changes = *self._called(found), Change("into", target.id), *_told_of(target)
        return self._instead(CorrectionKind.MERGE_ISSUE, found.id, changes, who, why, when)

    def split_issue(
        self, issue: str, entries: Iterable[str], name: str, *, who: str, why: str, when: str | None = None
    ) -> Correction:
        """Say that some entries of an issue are about another one, which is new or was split off so before.

        Raises:
            InvalidCorrection: No entry is named, one is not about the issue, or none would be left.
        """
        found = self._issue(issue)
        title = _title(name)
        moved = sorted({entry_named(self._connection, entry) for entry in entries})
        if not moved or not set(moved) < set(found.entries()):
            raise InvalidCorrection("a split needs entries that are about the issue, and must leave it some")
        into = finding_id(FindingKind.ISSUE, found.id, title)
        self._new_name(title, besides=into)
        entered = (Change("entry", entry) for entry in moved)
        changes = *self._called(found), Change("into", into), Change("name", title), *_told_of(found), *entered
        return self._once(CorrectionKind.SPLIT_ISSUE, changes, who, why, when)

    def pin_issue(self, issue: str, *, who: str, why: str, when: str | None = None) -> Correction:
        """Say that an issue stays, and stands first, however little is said of it."""
        found = self._issue(issue)
        changes = *self._called(found), *_told_of(found)
        return self._instead(CorrectionKind.PIN_ISSUE, found.id, changes, who, why, when)

    def issues_by_hand(self) -> IssuesByHand:
        """Return what is said of issues by hand."""
        return arranged(self.all())

    def _issue(self, given: str) -> Finding:
        named = [one for one in findings(self._connection, FindingKind.ISSUE) if _name(one) == given.casefold()]
        try:
            found = named[0] if len(named) == 1 else load_finding(self._connection, given)
        except NoSuchFinding:
            if given.casefold() in _not_found(self._connection):
                raise InvalidCorrection(
                    f"'{given}' is no issue that comparing found, which alone are arranged"
                ) from None
            raise NoSuchFinding(given, "issue") from None
        if found.kind is not FindingKind.ISSUE:
            raise InvalidCorrection(f"'{given}' is no issue; `onrecord issues` lists them")
        return found

    def _called(self, issue: Finding) -> tuple[Change, Change]:
        assert isinstance(issue.says, Matter)
        return Change("issue", issue.id), Change("called", issue.says.name)

    def _new_name(self, name: str, besides: str) -> str:
        title = _title(name)
        for one in findings(self._connection, FindingKind.ISSUE):
            if _name(one) == title.casefold() and one.id != besides:
                raise InvalidCorrection(f"another issue is called '{title}'; merge the two, or take another name")
        return title

    def _instead(
        self, kind: CorrectionKind, issue: str, changes: tuple[Change, ...], who: str, why: str, when: str | None
    ) -> Correction:
        """Say something of an issue, and take back what was said of it in the same kind, unless it is the same."""
        with transaction(self._connection, self.path):
            for held in self.all():
                if held.kind is kind and held.value("issue") == issue and held.changes != changes:
                    self.undo(held.id, who=who, why=f"{kind} since")
            return self._once(kind, changes, who, why, when)


def arranged(corrections: Iterable[Correction]) -> IssuesByHand:
    """Return what corrections, the oldest first, say of issues; of two that say otherwise the later one holds."""
    names: dict[str, str] = {}
    merged: dict[str, str] = {}
    split: dict[tuple[str, str], str] = {}
    known: dict[str, Matter] = {}
    pinned: set[str] = set()
    for one in corrections:
        issue, into = one.value("issue"), one.value("into")
        about = Matter(one.value("name") or one.value("called"), one.value("matter"), one.value("object"))
        match one.kind:
            case CorrectionKind.NAME_ISSUE:
                names[issue] = one.value("name")
            case CorrectionKind.MERGE_ISSUE:
                merged[issue] = into
                known[issue] = replace(known.get(issue, NOTHING), name=one.value("called"))
                known[into] = replace(about, name=known.get(into, NOTHING).name)
            case CorrectionKind.SPLIT_ISSUE:
                split |= {(issue, entry): into for entry in one.values("entry")}
                known[into] = about
            case CorrectionKind.PIN_ISSUE:
                pinned.add(issue)
                known[issue] = about
    return IssuesByHand(names, merged, split, known, frozenset(pinned))


def _told_of(issue: Finding) -> tuple[Change, ...]:
    """Return what an issue is of, so that it can be told of where no entry is about it."""
    says = issue.says
    assert isinstance(says, Matter)
    about = (Change("matter", says.matter), Change("object", says.object))
    return tuple(change for change in about if change.value)


def _not_found(connection: Connection) -> set[str]:
    """Return by what the issues are called that are no findings."""
    named = named_issues(connection)
    return {called.casefold() for one in named for called in (one.id, one.name) if called}


def _name(issue: Finding) -> str:
    assert isinstance(issue.says, Matter)
    return issue.says.name.casefold()


def _title(name: str) -> str:
    title = storable_text(" ".join(name.split())).replace("\0", "\ufffd")
    if not title or len(title) > LONGEST_NAME:
        raise InvalidCorrection(f"the name of an issue has 1 to {LONGEST_NAME} characters")
    return title
