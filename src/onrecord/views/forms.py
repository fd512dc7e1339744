"""The row model: what a record looks like to whoever shows it, as plain values that JSON can hold.

Page, report file and server read these and nothing else. Offsets count code points; where text is shown in pieces,
whoever shows it needs no offsets at all.
"""

from __future__ import annotations

from typing import TypedDict

# Some text, and what it is to the entry: some of "content", "cue", "who", "whom", "condition", "when", or nothing.
Marked = tuple[str, str]
# Some text of a report, and the entries (by place in the report's list) whose words it is part of.
Told = tuple[str, tuple[int, ...]]


class WhenRow(TypedDict):
    """A time with its doubt: either end is None where the words leave it open, `about` where they are fuzzy."""

    edtf: str
    words: str
    first: str | None
    last: str | None
    about: bool
    precision: str
    basis: str


class WhoRow(TypedDict):
    """One who is named: as shown, as printed, and whom the words stand for as far as that is known."""

    shown: str
    words: str
    actor: str | None
    party: str | None
    candidates: list[str]
    unsure: bool


class CorrectionRow(TypedDict):
    """A correction by hand that holds; `words` are those of the entry, empty where it is of actors."""

    id: str
    entry: str | None
    words: str
    kind: str
    who: str
    when: str
    why: str
    changes: dict[str, str]


class MarkRow(TypedDict):
    """A tag, note or star that somebody laid on an entry; `text` is empty for a star."""

    id: str
    kind: str
    text: str
    who: str
    when: str


class PresetRow(TypedDict):
    """A filter under a name: its conditions as they stand in the page's address, with the view it is meant for."""

    id: str
    name: str
    who: str
    when: str
    conditions: dict[str, str]


class EntryRow(TypedDict):
    """A statement, stance or event.

    `act` is the act, the attitude or the PLOVER root; `doing` tells it in words. `parties` are those for whom it
    is said or done, `to` those to whom. `sentence` is what stands around the words, these marked.
    """

    id: str
    kind: str
    act: str
    doing: str
    status: str
    who: list[WhoRow]
    whom: list[WhoRow]
    parties: list[str]
    to: list[str]
    when: WhenRow | None
    issues: list[str]
    report: str
    start: int
    end: int
    words: str
    sentence: list[Marked]
    condition: str
    told_in: str | None
    sureness: float | None
    doubts: list[str]
    standing: str
    corrections: list[CorrectionRow]
    marks: list[MarkRow]
    account: str | None
    by: str


class PassageRow(TypedDict):
    """A stretch of a report: title, heading, paragraph, furniture or unread, in pieces."""

    kind: str
    why: str
    pieces: list[Told]


class ReportRow(TypedDict):
    """A report without its text; `entries` are the ids of its entries in the order of the text.

    `opening` is how its text begins, for a report without a title.
    """

    id: str
    path: str
    title: str
    opening: str
    outlet: str
    published: WhenRow | None
    language: str | None
    url: str | None
    entries: list[str]
    copy: str | None


class OfficeRow(TypedDict):
    """An office that a person holds or held."""

    title: str
    party: str
    since: str | None
    until: str | None


class ActorRow(TypedDict):
    """One who speaks or acts, and how often."""

    id: str
    name: str
    kind: str
    party: str | None
    aliases: list[str]
    code: str | None
    wikidata: str | None
    offices: list[OfficeRow]
    said: int
    thought: int
    did: int
    addressed: int
    targeted: int


class PartyRow(TypedDict):
    """A party of the dispute and how much the record holds of it."""

    id: str
    name: str
    said: int
    thought: int
    did: int


class IssueRow(TypedDict):
    """A matter in dispute: one that the dispute file names, or that comparing found."""

    id: str
    name: str
    entries: list[str]
    by_hand: bool
    why: list[str]


class TellingRow(TypedDict):
    """Words that a finding rests on; `sentence` stands here only where no entry was made of them."""

    report: str
    entry: str | None
    words: str
    sentence: list[Marked]


class AccountRow(TypedDict):
    """One happening as several reports tell it."""

    id: str
    type: str
    type_words: str
    when: WhenRow | None
    sources: int
    reports: list[str]
    tellings: list[TellingRow]
    contradictions: list[str]
    why: list[str]
    stale: bool


class ContradictionRow(TypedDict):
    """Two tellings that cannot both hold; `real` is False for what only looks like it."""

    id: str
    type: str
    type_words: str
    parties: list[str]
    a: TellingRow
    b: TellingRow
    why: list[str]
    real: bool
    stale: bool


class PositionRow(TypedDict):
    """On which side of an issue a party stands over a stretch of time; `plain` if unasked too."""

    id: str
    party: str
    issue: str
    when: WhenRow | None
    stance: str
    firmness: str
    tellings: list[TellingRow]
    why: list[str]
    plain: bool
    stale: bool


class FramingRow(TypedDict):
    """The words that outlets choose for one thing; `why` tells those of each outlet."""

    id: str
    type: str
    concept: str
    tellings: list[TellingRow]
    why: list[str]
    stale: bool


class KeyDateRow(TypedDict):
    """A day on which the dispute turned."""

    id: str
    when: WhenRow | None
    what: str
    rank: int
    account: str | None
    tellings: list[TellingRow]
    why: list[str]


class CopyRow(TypedDict):
    """One text in several reports."""

    id: str
    reports: list[str]
    share: float


class ProblemRow(TypedDict):
    """A fault in the material."""

    kind: str
    words: str
    path: str
    report: str | None


class Overview(TypedDict):
    """What the record is: its title, what made it, its span, and how much of it is here.

    `entries` of `of` are here: the rest was left out by the filter, which `filter` tells in words. `warnings` say
    what a reader must know before all.
    """

    title: str
    version: str
    built: str | None
    made_by: list[str]
    first: str | None
    last: str | None
    outlets: list[str]
    entries: int
    of: int
    filter: list[str]
    warnings: list[str]


class Views(TypedDict):
    """A record as whoever shows it needs it. `views` names those that it has something for, in order."""

    views: list[str]
    overview: Overview
    parties: list[PartyRow]
    names: dict[str, str]
    entries: list[EntryRow]
    reports: list[ReportRow]
    actors: list[ActorRow]
    issues: list[IssueRow]
    accounts: list[AccountRow]
    contradictions: list[ContradictionRow]
    positions: list[PositionRow]
    framing: list[FramingRow]
    key_dates: list[KeyDateRow]
    copies: list[CopyRow]
    presets: list[PresetRow]
    problems: list[ProblemRow]
