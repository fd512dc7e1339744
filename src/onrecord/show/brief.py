"""The brief: a dispute on two pages, for an editor.

What it is about and who is in it; what each party wants, issue by issue; the dates on which it turned, in the
reports' sentences; who went over to the other side; where words stand against words or deeds; what is in doubt,
counted. Each line has the mark of what it rests on. It chooses; what it leaves out is counted, with the command
that lists it.
"""

from __future__ import annotations

import textwrap
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from onrecord.core.finding import Contradiction, FindingKind, KeyDate, Matter, Position, Shift
from onrecord.record.edtf import when_by_hand
from onrecord.show.blocks import Heading, Item, Paragraph
from onrecord.show.line import SHORT_ID

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from onrecord.casebook import Casebook
    from onrecord.core.finding import Finding, Telling
    from onrecord.show.blocks import Block

TWO_PAGES = 900  # words
_MOST_WORDS = 170  # characters of one quotation
_MOST_SENTENCE = 260  # characters of a sentence that tells a date
_PARTIES, _VOICES, _ISSUES = 8, 3, 6
# What part of the length each section may fill.
_SHARES = {"positions": 0.4, "key-dates": 0.35, "contradictions": 0.12, "shifts": 0.08}
_AGAINST = "Where words stand against words or deeds"
_SIDES = {"for": "for", "against": "against", "conditional": "on conditions for", "open": "undecided on"}
_CLASH = {
    "word-vs-deed": "said it would not be, then it is told as done",
    "promise-vs-refusal": "promised and refused",
    "whether": "one says so, another that it is not so",
    "actor": "each says that the other did it",
    "number": "two numbers for one thing",
}


def brief(book: Casebook, found: Sequence[Finding], length: int = TWO_PAGES) -> Iterator[Block]:
    """Yield the blocks of the brief.

    Args:
        book: What the record holds, as far as the filter lets it through.
        found: The record's findings.
        length: About how many words it may have.
    """
    shown = {line.entry.id for line in book.lines}
    by_kind: dict[FindingKind, list[Finding]] = defaultdict(list)
    for finding in (one for one in found if not one.stale):
        if not finding.tellings or any(telling.entry in shown for telling in finding.tellings):
            by_kind[finding.kind].append(finding)
    yield Heading(1, book.title)
    yield Paragraph(_rests_on(book, by_kind[FindingKind.COPY]))
    yield Paragraph(_about(book, by_kind[FindingKind.ISSUE]))
    names = {party.id: party.name for party in book.parties} | book.names
    sections = (
        ("What each party wants", "positions", _positions(by_kind[FindingKind.POSITION], names)),
        ("When it turned", "key-dates", _dates(by_kind[FindingKind.KEY_DATE], length)),
        ("Who changed sides", "shifts", _shifts(by_kind[FindingKind.SHIFT], names)),
        (_AGAINST, "contradictions", _clashes(by_kind[FindingKind.CONTRADICTION], names)),
    )
    for title, command, items in sections:
        yield from _section(title, command, list(items), int(length * _SHARES[command]))
    yield from _doubts(book, sum(one.stale for one in found))


def _section(title: str, command: str, items: list[Item], room: int) -> Iterator[Block]:
    """Yield a section with as many of its lines as there is room for, and how many are left out."""
    if not items:
        return
    yield Heading(2, title)
    fitting = list(_fitting(items, room))
    yield from fitting
    if left := len(items) - len(fitting):
        yield Paragraph(f"{_counted(left, 'more')}: onrecord {command} RECORD")


def _fitting(items: Iterable[Item], room: int) -> Iterator[Item]:
    for item in items:
        room -= len(f"{item.when} {item.told} {item.words} {item.note}".split())
        if room < 0:
            return
        yield item


def _rests_on(book: Casebook, copies: Sequence[Finding]) -> str:
    dated = [report.published for report in book.reports if report.published]
    outlets = len({report.outlet for report in book.reports if report.outlet})
    span = f", {dated[0].in_words()} to {dated[-1].in_words()}" if dated else ""
    by = f" of {_counted(outlets, 'outlet')}" if outlets else ""
    again = sum(len(copy.reports) - 1 for copy in copies)
    same = f"; {_counted(again, 'copy', 'copies')} of another among them" if again else ""
    told = f"{_counted(len(book.reports), 'report')}{by}{span}{same}."
    return f"{told} A mark at the end of a line names what it rests on: onrecord show RECORD MARK."


def _about(book: Casebook, issues: Sequence[Finding]) -> str:
    """Return what the dispute is about, and who is in it, those first of whom most is told."""
    named = {finding.says.name: len(finding.tellings) for finding in issues if isinstance(finding.says, Matter)}
    matters = [name for name, _ in Counter(named).most_common(_ISSUES)]
    about = f"It is about {_listed(matters)}. " if matters else ""
    parties = [
        f"{party.name} ({', '.join(voice.name for voice in party.voices[:_VOICES] if voice.name != party.name)})"
        for party in book.parties[:_PARTIES]
    ]
    return f"{about}In it are {_listed(parties)}.".replace(" ()", "") if parties else about


def _positions(found: Iterable[Finding], names: dict[str, str]) -> Iterator[Item]:
    """Yield each party's last position on each issue, the party with most of them first."""
    last: dict[tuple[str, str], tuple[Finding, Position]] = {}
    for finding in found:
        if isinstance(says := finding.says, Position):
            key = (says.party, says.issue)
            if key not in last or _end(says.when) >= _end(last[key][1].when):
                last[key] = (finding, says)
    count = Counter(party for party, _ in last)
    for (party, issue), (finding, says) in sorted(last.items(), key=lambda one: (-count[one[0][0]], *one[0])):
        telling = finding.tellings[-1]
        firm = "" if says.firmness == "once" else f", {says.firmness}"
        told = f"{_SIDES.get(says.stance, says.stance)} {issue} ({_in_words(says.when)}{firm}):"
        yield Item(names.get(party, party), told, _short(telling.citation.words), "", finding.id[:SHORT_ID])


def _dates(found: Iterable[Finding], length: int) -> Iterator[Item]:
    """Yield the dates on which it turned: the foremost, as many as fit, in order of time; then the rest."""
    ranked = sorted(
        ((finding.says, finding) for finding in found if isinstance(finding.says, KeyDate)),
        key=lambda pair: pair[0].rank,
    )
    items = [(says, _date(says, finding)) for says, finding in ranked]
    taken = list(_fitting((item for _, item in items), int(length * _SHARES["key-dates"])))
    chosen = [pair for pair in items if pair[1] in taken]
    yield from (item for says, item in sorted(chosen, key=lambda pair: pair[0].when))
    yield from (item for _, item in items if item not in taken)


def _date(says: KeyDate, finding: Finding) -> Item:
    count = len(finding.reports)
    note = f"({_counted(count, 'report')})" if count > 1 else ""
    words = textwrap.shorten(says.what, _MOST_SENTENCE, placeholder=" …")
    return Item(_in_words(says.when), "", words, note, finding.id[:SHORT_ID])


def _shifts(found: Iterable[Finding], names: dict[str, str]) -> Iterator[Item]:
    for finding in found:
        if isinstance(says := finding.says, Shift):
            told = f"{names.get(says.party, says.party)}: from {says.before} to {says.after} {says.issue}:"
            yield Item(_in_words(says.when), told, _both(finding, "was", "now"), "", finding.id[:SHORT_ID])


def _clashes(found: Iterable[Finding], names: dict[str, str]) -> Iterator[Item]:
    """Yield one contradiction for each type and pair of parties: several denials of one deed are one quarrel."""
    told: dict[tuple[str, tuple[str, ...]], list[Finding]] = defaultdict(list)
    for finding in found:
        if isinstance(says := finding.says, Contradiction) and says.is_one:
            told[(says.type, says.parties)].append(finding)
    for (kind, parties), findings in told.items():
        who = _listed(list(dict.fromkeys(names.get(party, party) for party in parties)))
        more = f"(and {_counted(len(findings) - 1, 'more pair')} like it)" if len(findings) > 1 else ""
        head = f"{_CLASH.get(kind, kind)}:"
        yield Item(who, head, _both(findings[0], "a", "b"), more, findings[0].id[:SHORT_ID])


def _doubts(book: Casebook, stale: int) -> Iterator[Block]:
    counts = Counter(str(reason) for _, reasons in book.doubts for reason in reasons)
    if not counts and not book.problems and not stale:
        return
    yield Heading(2, "What is in doubt")
    if stale:
        rest = f"{_counted(stale, 'finding')} of comparing left out, since entries were corrected"
        yield Paragraph(f"{rest}: onrecord build redoes what it found.")
    if counts:
        told = "; ".join(f"{reason}, in {_counted(count, 'entry', 'entries')}" for reason, count in counts.items())
        yield Paragraph(f"{told[0].upper()}{told[1:]}: onrecord dossier RECORD lists them.")
    if book.problems:
        yield Paragraph(f"{_counted(len(book.problems), 'problem')} with the material: onrecord problems RECORD")


def _both(finding: Finding, first: str, second: str) -> str:
    sides = {role: _side(finding.tellings, role) for role in (first, second)}
    return f"{_short(sides[first])}” / “{_short(sides[second])}"


def _side(tellings: Iterable[Telling], role: str) -> str:
    return next((telling.citation.words for telling in tellings if telling.role == role), "")


def _short(words: str) -> str:
    return textwrap.shorten(words.strip("\"“”' "), _MOST_WORDS, placeholder=" …")


def _in_words(edtf: str) -> str:
    when = when_by_hand(edtf) if edtf else None
    return when.in_words() if when else "undated"


def _end(edtf: str) -> str:
    return edtf.rsplit("/", 1)[-1].strip("~.") or edtf


def _listed(names: Sequence[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)


def _counted(count: int, one: str, several: str = "") -> str:
    many = several or ("more" if one == "more" else f"{one}s")
    return f"{count:,} {one if count == 1 else many}"
