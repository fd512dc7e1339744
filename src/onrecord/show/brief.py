"""The brief: a dispute on two pages, for an editor.

What it is about and who is in it; what each party wants, matter by matter, since when and how firmly; the dates
on which it turned; what changed, the latest first; where words stand against words or deeds; what is in doubt,
counted. All of it in whole sentences of the reports. Each line has the mark of what it rests on. It chooses;
what it leaves out is counted, with the command that lists it. Where hardly a line can be told it says what the
record holds instead.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from onrecord.casebook import SEVERAL_REPORTS, Doubt, warnings
from onrecord.core.counted import counted, listed
from onrecord.core.finding import FindingKind, KeyDate, Matter, Shift
from onrecord.core.when import When
from onrecord.core.who import PARTIES, is_unnamed
from onrecord.show.agreeing import Agreeing, Days
from onrecord.show.blocks import Heading, Item, Paragraph, fitting, section
from onrecord.show.clashing import Clashing, is_sure, of_both
from onrecord.show.holding import FEW, Holding
from onrecord.show.line import SHORT_ID
from onrecord.show.parties import Parties
from onrecord.show.refusing import refusals, refused_in_all
from onrecord.show.standing import Known, Standing
from onrecord.show.turning import Turning, day_in_words
from onrecord.show.voices import Voices
from onrecord.show.wanting import Called, Wanting
from onrecord.show.wants import matter_of, tells_a_will, wants

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from onrecord.casebook import Casebook, PartyPage
    from onrecord.core.finding import Finding
    from onrecord.core.line import Line
    from onrecord.show.blocks import Block
    from onrecord.show.sentences import Sentences

TWO_PAGES = 900  # words
_PARTIES, _VOICES, _ISSUES = 8, 3, 6
# What part of the length each section may fill.
_SHARES = {"positions": 0.33, "refusals": 0.11, "key-dates": 0.36, "contradictions": 0.17, "shifts": 0.03}
_AGAINST = "Where words stand against words or deeds"


class _Ground(NamedTuple):
    """What the sections of a brief are made of: the record, its findings by kind, who speaks, what is printed."""

    book: Casebook
    lines: Mapping[str, Line]
    found: Mapping[FindingKind, Sequence[Finding]]
    sentences: Sentences
    voices: Voices
    names: dict[str, str]
    agreeing: Agreeing
    said: list[str]
    days: dict[str, Days]  # of what is wanted, by the sentence that is printed


def brief(
    book: Casebook, found: Sequence[Finding], sentences: Sentences, length: int = TWO_PAGES
) -> Iterator[Block]:
    """Yield the blocks of the brief.

    Args:
        book: What the record holds, as far as the filter lets it through.
        found: The record's findings.
        sentences: The sentences of its reports.
        length: About how many words it may have.
    """
    lines = {line.entry.id: line for line in book.lines}
    by_kind: dict[FindingKind, list[Finding]] = defaultdict(list)
    for finding in found:
        if not finding.stale and _is_shown(finding, lines):
            by_kind[finding.kind].append(finding)
    yield Heading(1, book.title)
    yield Paragraph(_rests_on(book, by_kind[FindingKind.COPY]))
    yield from map(Paragraph, warnings(book))
    yield Paragraph(_about(book, by_kind[FindingKind.ISSUE]))
    names = {party.id: party.name for party in book.parties} | book.names
    voices = Voices(sentences, names, book.actors)
    agreeing = Agreeing(sentences, book, by_kind[FindingKind.COPY])
    ground = _Ground(book, lines, by_kind, sentences, voices, names, agreeing, [], {})
    told = list(_sections(ground, length))
    yield from told
    if _is_little(told) and (
        length >= TWO_PAGES or _is_little(_sections(ground._replace(said=[], days={}), TWO_PAGES))
    ):
        yield from Holding(book, sentences, voices, ground.said).blocks()
    yield from _doubts(book, sum(one.stale for one in found))


def _is_little(told: Iterable[Block]) -> bool:
    """Say whether hardly a line is told."""
    return sum(isinstance(block, Item) for block in told) < FEW


def _sections(ground: _Ground, length: int) -> Iterator[Block]:
    """Yield what each party wants and refuses, when it turned, what changed, and what stands against what."""
    room = {section: int(length * share) for section, share in _SHARES.items()}
    yield from _wanted(ground, room)
    yield from _refused(ground, room["refusals"])
    yield from _turned(ground, room["key-dates"])
    yield from _changed(ground, room["shifts"])
    yield from _against(ground, room["contradictions"])


def _wanted(ground: _Ground, room: Mapping[str, int]) -> Iterator[Block]:
    book, lines, _, sentences, voices, names, _, said, days = ground
    whoms = _whoms(book)
    stands = wants(ground.found.get(FindingKind.POSITION, ()), lines, whoms)
    parties = tuple(party.id for party in book.parties[:_PARTIES])
    turning = Turning(sentences, book, (), ground.agreeing)
    told_by_day = [item.words for item in turning.items(_days(ground), room["key-dates"])]
    called = Called(names, parties, whoms, _called(book, whoms))
    standing = Standing(sentences, lines, _known(book), Parties(book), voices)
    wanting = Wanting(sentences, lines, called, said, told_by_day, standing, voices)
    yield from wanting.blocks(stands, room["positions"])
    days.update(wanting.days)


def _refused(ground: _Ground, room: int) -> Iterator[Block]:
    refused = list(refusals(ground.book, ground.sentences, ground.said))
    besides = refused_in_all(ground.book) - len(refused)
    yield from section("What is refused besides", "statements --act refuse", refused, room, besides)
    ground.said.extend(item.words for item in fitting(refused, room))


def _turned(ground: _Ground, room: int) -> Iterator[Block]:
    days = _days(ground)
    turning = Turning(ground.sentences, ground.book, ground.said, ground.agreeing, ground.days)
    turned = turning.items(days, room)
    yield from section("When it turned", "key-dates", turned, room, len(days) - len(turned))
    ground.said.extend(item.words for item in turned)


def _days(ground: _Ground) -> Sequence[Finding]:
    return ground.found.get(FindingKind.KEY_DATE, ())


def _changed(ground: _Ground, room: int) -> Iterator[Block]:
    shifts = ground.found.get(FindingKind.SHIFT, ())
    positions = ground.found.get(FindingKind.POSITION, ())
    likely = [one for one in shifts if _is_told_again(one, positions) and _is_of_wills(one, ground.lines)]
    items = list(_shifts(likely, ground.names, ground.sentences, ground.said))
    besides = len(shifts) - len(likely)
    yield from section("What changed, the latest first", "shifts --all", items, room, besides)


def _against(ground: _Ground, room: int) -> Iterator[Block]:
    found = ground.found.get(FindingKind.CONTRADICTION, ())
    parties = Parties(ground.book)
    clash = Clashing(
        ground.lines, ground.names, ground.sentences, ground.voices, ground.said, parties, ground.agreeing
    )
    quarrels = list(clash.plain(one for one in found if is_sure(one, ground.lines)))
    besides = len(list(clash.all_of(found))) - len(quarrels)
    yield from section(_AGAINST, "contradictions", quarrels, room, besides)


def _is_shown(finding: Finding, lines: Mapping[str, Line]) -> bool:
    """Say whether a finding rests on what the filter lets through.

    A day that a sentence names, but no entry, is shown where it lies between days that are. Entries of no closer
    date than "until 2020" bound nothing: a filter lets them through whatever days it takes.
    """
    if not finding.tellings or any(telling.entry in lines for telling in finding.tellings):
        return True
    if finding.entries() or not isinstance(says := finding.says, KeyDate):
        return False
    known = [day.isoformat() for line in lines.values() if (when := line.entry.when) and (day := when.day)]
    return bool(known) and min(known) <= says.when <= max(known)


def _known(book: Casebook) -> Known:
    """Return when the first report appeared, and whether there are few."""
    known = (report.published for report in book.reports)
    first = min((when.span[0] for when in known if when and when.span), default=None)
    return Known(first, len(book.reports) < SEVERAL_REPORTS)


def _rests_on(book: Casebook, copies: Sequence[Finding]) -> str:
    dated = [when for report in book.reports if (when := report.published) and when.span]
    outlets = len({report.outlet for report in book.reports if report.outlet})
    span = f", {_told(dated[0], dated[0].earliest)} to {_told(dated[-1], dated[-1].latest)}" if dated else ""
    undated = len(book.reports) - len(dated)
    span += f" ({undated} of no known date)" if undated and dated else ""
    unnamed = sum(not report.outlet for report in book.reports)
    by = f" of {counted(outlets, 'outlet')}" if outlets else ""
    if outlets and unnamed:
        by = f" ({len(book.reports) - unnamed}{by}, {unnamed} whose outlet is not named)"
    again = sum(len(copy.reports) - 1 for copy in copies)
    same = f"; {counted(again, 'copy')} of another among them" if again else ""
    told = f"{counted(len(book.reports), 'report')}{by}{span}{same}."
    return f"{told} A mark at the end of a line names what it rests on: onrecord show RECORD MARK."


def _told(when: When, end: date | None) -> str:
    """Return a time in words; of one that is wider than a day its outer end."""
    return when.in_words() if when.day or end is None else When.on(end, when.basis).in_words()


def _about(book: Casebook, issues: Sequence[Finding]) -> str:
    """Return what the dispute is about, and who is in it, those first of whom most is told."""
    told: Counter[str] = Counter()
    within: dict[str, set[str]] = defaultdict(set)
    for finding in issues:
        if isinstance(says := finding.says, Matter):
            told[matter_of(says.name)[0]] += len(finding.tellings)
            within[matter_of(says.name)[0]].update(finding.reports)
    several = len(book.reports) >= SEVERAL_REPORTS and any(len(reports) > 1 for reports in within.values())
    matters = [name for name, _ in told.most_common() if not several or len(within[name]) > 1]
    about = f"It is about {'; '.join(matters[:_ISSUES])}. " if matters else ""
    parties = [_with_voices(party) for party in book.parties[:_PARTIES]]
    return f"{about}In it {'is' if len(parties) == 1 else 'are'} {listed(parties)}." if parties else about


def _with_voices(party: PartyPage) -> str:
    """Return a party's name with those who mostly speak for it by their own."""
    voices = [voice.name for voice in party.voices if voice.by_name and voice.name != party.name]
    return f"{party.name} ({', '.join(voices[:_VOICES])})" if voices else party.name


def _whoms(book: Casebook) -> dict[str, str]:
    """Return, by the name of one whom a matter can concern, the name of the party that it is or belongs to."""
    named = (one for one in book.actors.values() if not is_unnamed(one.id))  # "fighters" are of any party
    found = {one.name: one.party or one.id for one in named if one.kind in PARTIES or one.party}
    return {name: book.names.get(party, party) for name, party in found.items()}


def _called(book: Casebook, whoms: Mapping[str, str]) -> dict[str, str]:
    """Return the same by every name: also by its capital, its demonym, its acronym."""
    names = ((one, whoms[one.name]) for one in book.actors.values() if one.name in whoms)
    return {called: party for one, party in names for called in (one.name, *one.aliases)}


def _is_told_again(shift: Finding, positions: Sequence[Finding]) -> bool:
    """Say whether two reports tell of either side: of sides that are told once each second one was misread."""
    again = {entry for one in positions if len(one.reports) > 1 for entry in one.entries()}
    return again.issuperset(shift.entries())


def _is_of_wills(shift: Finding, lines: Mapping[str, Line]) -> bool:
    """Say whether both sides of a shift tell a will: what is only held to be so is no side."""
    return all(tells_a_will(lines[entry].entry) for entry in shift.entries() if entry in lines)


def _shifts(
    found: Iterable[Finding], names: dict[str, str], sentences: Sentences, said: Collection[str]
) -> Iterator[Item]:
    """Yield who went over to the other side, the latest first."""
    shifts = [(finding.says, finding) for finding in found if isinstance(finding.says, Shift)]
    for says, finding in sorted(shifts, key=lambda pair: _end(pair[0].when), reverse=True):
        matter, whom = matter_of(says.issue)
        on = f"{matter} ({whom})" if whom else matter
        told = f"{names.get(says.party, says.party)}, on {on}: first {says.before} it, then {says.after} it:"
        words = of_both(finding, ("was", "now"), sentences, said)
        yield Item(day_in_words(says.when), told, words, "", finding.id[:SHORT_ID])


def _doubts(book: Casebook, stale: int) -> Iterator[Block]:
    counts = Counter(reason for _, reasons in book.doubts for reason in reasons)
    if not counts and not book.problems and not stale:
        return
    yield Heading(2, "What is in doubt")
    if stale:
        rest = f"{counted(stale, 'finding')} of comparing left out, since entries were corrected"
        yield Paragraph(f"{rest}: onrecord build redoes what it found.")
    if counts:
        told = "; ".join(f"{_OF_WHAT[reason]} in {counted(count, 'entry')}" for reason, count in counts.items())
        yield Paragraph(f"Not sure is {told}. onrecord dossier RECORD lists them.")
    if book.problems:
        yield Paragraph(f"{counted(len(book.problems), 'problem')} with the material: onrecord problems RECORD")


# What is not sure, as the sentence on what is in doubt goes on.
_OF_WHAT = {
    Doubt.SPEAKER: "who spoke",
    Doubt.SOURCE: "who did it",
    Doubt.TARGET: "to whom it was done",
    Doubt.UNDATED: "when, for no date could be told,",
    Doubt.WIDE: "when within a year or more",
}


def _end(edtf: str) -> str:
    return edtf.rsplit("/", 1)[-1].strip("~.") or edtf
