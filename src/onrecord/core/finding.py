"""What comparing yields: findings, each a value that says what it rests on, how it was found and how sure it is.

A finding rests on tellings (words of reports, most of them words of entries) and on reports. It is never the input
of extraction. Its id stays while it stays the same finding; it is stale when an entry that it rests on is not as
it was, and kept when a person confirmed it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from onrecord.core.report import Citation


class Links(NamedTuple):
    """What a person said of two entries: pairs that tell one happening, and pairs that do not."""

    same: frozenset[tuple[str, str]] = frozenset()
    apart: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True, slots=True)
class IssuesByHand:
    """What a person said of issues, each by its id.

    Attributes:
        names: The names given to issues.
        merged: Issues that are no other than another one, with that one.
        split: The issue that an entry is about, by the one that it was about and the entry.
        known: What those are of which this speaks, also where no entry is about them any more.
        pinned: Issues that stay.
    """

    names: Mapping[str, str] = field(default_factory=dict)
    merged: Mapping[str, str] = field(default_factory=dict)
    split: Mapping[tuple[str, str], str] = field(default_factory=dict)
    known: Mapping[str, Matter] = field(default_factory=dict)
    pinned: frozenset[str] = frozenset()


class FindingKind(StrEnum):
    """What a finding is."""

    COPY = "copy"
    ISSUE = "issue"
    ACCOUNT = "account"
    KEY_DATE = "key-date"
    CONTRADICTION = "contradiction"
    POSITION = "position"
    SHIFT = "shift"
    FRAMING = "framing"


@dataclass(frozen=True, slots=True)
class Copy:
    """One text in several reports: they are one source.

    Attributes:
        share: How much of the shorter one stands in the longer, of the least alike that hang together (0 to 1).
    """

    share: float


@dataclass(frozen=True, slots=True)
class Matter:
    """A matter in dispute, with the one whom it concerns.

    Attributes:
        name: In plain words ("membership of a body: a state").
        matter: Id of the matter in the catalogue, with the body that it is of (`membership of nato`).
        object: Ids of the actors whom it concerns, the issue's own; empty for the matter as a whole.
        parent: Id of the issue that this one is part of; None where it is of none.
        pinned: A person said that it stays.
    """

    name: str
    matter: str
    object: str = ""
    parent: str | None = None
    pinned: bool = False


@dataclass(frozen=True, slots=True)
class Account:
    """What several reports tell of one thing.

    Attributes:
        type: "act" (one dated doing or saying), "state" (lasts) or "standing" (a claim or demand made again).
        when: EDTF of the time that all tellings leave open; empty where none dates it.
        sources: How many of the reports are independent: copies of one text count once.
    """

    type: str
    when: str
    sources: int


@dataclass(frozen=True, slots=True)
class KeyDate:
    """A day on which a dispute turned.

    Attributes:
        when: EDTF of the day.
        what: The sentence of the report that tells it closest.
        rank: 1 is the one that most speaks for.
        account: Id of the account that tells of it; None where it is told by one report.
    """

    when: str
    what: str
    rank: int
    account: str | None = None


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two tellings that cannot both hold, or a party's words against its deeds; or what only looks like it.

    The two sides are the tellings with the roles "a" and "b".

    Attributes:
        type: "word-vs-deed", "promise-vs-refusal", "actor", "whether", "number"; or, where it is none, "update",
            "precision".
        parties: Whose words and deeds they are, that of side a first.
        quarrel: Id of the pair that stands for the quarrel that it is of: five denials of one deed that two
            reports tell are ten pairs and one quarrel. Its own id where it stands for one; "" in older records.
    """

    type: str
    parties: tuple[str, ...]
    quarrel: str = ""

    @property
    def is_one(self) -> bool:
        """Say whether it is a contradiction, and not only looks like one."""
        return self.type not in ("update", "precision")


@dataclass(frozen=True, slots=True)
class Position:
    """On which side of an issue a party stands, over a stretch of time.

    Attributes:
        party: Its id.
        issue: Name of the issue.
        when: EDTF, from the first saying of it to the last.
        stance: "for", "against", "conditional" or "open".
        firmness: "once", or in how many sources it is repeated.
    """

    party: str
    issue: str
    when: str
    stance: str
    firmness: str


@dataclass(frozen=True, slots=True)
class Shift:
    """A party went over to the other side of an issue.

    The two sides are the tellings with the roles "was" and "now".

    Attributes:
        party: Its id.
        issue: Name of the issue.
        when: EDTF, from the last saying of the one side to the first of the other.
        before: The stance that it had, "for" or "against".
        after: The stance that it has.
    """

    party: str
    issue: str
    when: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Framing:
    """The words that outlets choose for one thing; the tellings are the words.

    Attributes:
        type: "deed", "matter", "demand", "party" or "person" (what it is called), "speech" (by what verbs it is
            told to speak) or "quoting" (whose own words are printed, and whose only told).
        concept: What it is, in plain words.
    """

    type: str
    concept: str


Says = Copy | Matter | Account | KeyDate | Contradiction | Position | Shift | Framing
SAYS: dict[FindingKind, type[Says]] = {
    FindingKind.COPY: Copy,
    FindingKind.ISSUE: Matter,
    FindingKind.ACCOUNT: Account,
    FindingKind.KEY_DATE: KeyDate,
    FindingKind.CONTRADICTION: Contradiction,
    FindingKind.POSITION: Position,
    FindingKind.SHIFT: Shift,
    FindingKind.FRAMING: Framing,
}


@dataclass(frozen=True, slots=True)
class Telling:
    """Words of a report that a finding rests on.

    Attributes:
        citation: The words.
        entry: The entry whose words they are; None where none was made of them.
        role: What they are to the finding, where it has sides; else empty.
    """

    citation: Citation
    entry: str | None = None
    role: str = ""


PLAIN = 0.75  # sureness from which a finding is shown unasked: of less sure ones a reader signs about every second


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that no single report says.

    Attributes:
        id: Sixteen hexadecimal digits, from what it began with (`identity.finding_id`).
        kind: What it is.
        method: Name and version of what found it ("copies 1").
        says: What it says, by its kind.
        reports: Ids of the reports that it rests on, the oldest first.
        tellings: The words that it rests on.
        sureness: Probability that it is right; None where nothing reckons one.
        why: Words that explain it, for the reader.
        confirmed: Who confirmed it by hand; None where nobody did.
        stale: An entry that it rests on is not as it was when it was found.
        found: Comparing still finds it; one that was confirmed stays when it does not.
    """

    id: str
    kind: FindingKind
    method: str
    says: Says
    reports: tuple[str, ...] = ()
    tellings: tuple[Telling, ...] = ()
    sureness: float | None = None
    why: tuple[str, ...] = ()
    confirmed: str | None = None
    stale: bool = False
    found: bool = True

    @property
    def is_plain(self) -> bool:
        """Say whether it is told plainly enough to be shown unasked, as one is whose sureness nothing reckons."""
        return self.sureness is None or self.sureness >= PLAIN

    def entries(self) -> tuple[str, ...]:
        """Return the ids of the entries that it rests on."""
        return tuple(dict.fromkeys(telling.entry for telling in self.tellings if telling.entry))


def by_entry(findings: Iterable[Finding]) -> dict[str, str]:
    """Return, for each entry that some findings rest on, the id of the last of them that does."""
    return {entry: finding.id for finding in findings for entry in finding.entries()}
