"""The brief: a dispute on two pages, for an editor.

What it is about and who is in it; what each party wants, matter by matter, since when and how firmly; the dates
on which it turned; what changed, the latest first; where words stand against words or deeds; what is in doubt,
counted. All of it in whole sentences of the reports. Each line has the mark of what it rests on. It chooses;
what it leaves out is counted, with the command that lists it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from onrecord.core.counted import counted
from onrecord.core.entry import Event
from onrecord.core.finding import Contradiction, FindingKind, KeyDate, Matter, Shift
from onrecord.core.who import is_unnamed
from onrecord.record.edtf import when_by_hand
from onrecord.show.blocks import Heading, Item, Paragraph, words_in
from onrecord.show.line import SHORT_ID
from onrecord.show.sentences import by_pronoun
from onrecord.show.wanting import Wanting
from onrecord.show.wants import matter_of, wants

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from onrecord.casebook import Casebook
    from onrecord.core.entry import Entry
    from onrecord.core.finding import Finding, Telling
    from onrecord.core.line import Line
    from onrecord.core.when import When
    from onrecord.show.blocks import Block
    from onrecord.show.sentences import Sentences

TWO_PAGES = 900  # words
_PARTIES, _VOICES, _ISSUES = 8, 3, 6
# What part of the length each section may fill.
_SHARES = {"positions": 0.34, "key-dates": 0.38, "contradictions": 0.17, "shifts": 0.09}
_AGAINST = "Where words stand against words or deeds"
_CLASH = {
    "word-vs-deed": "said it would not be, then it is told as done",
    "promise-vs-refusal": "promised and refused",
    "whether": "one says so, another that it is not so",
    "actor": "each says that the other did it",
    "number": "two numbers for one thing",
}


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
    yield Paragraph(_about(book, by_kind[FindingKind.ISSUE]))
    names = {party.id: party.name for party in book.parties} | book.names
    stands = wants(by_kind[FindingKind.POSITION], lines)
    wanting = Wanting(sentences, names, lines, frozenset(party.id for party in book.parties[:_PARTIES]))
    yield from wanting.blocks(stands, int(length * _SHARES["positions"]))
    told = [one for one in by_kind[FindingKind.KEY_DATE] if _is_told_of_it(one, sentences)]
    dates = list(_dates(told, sentences, length, lines, names))
    besides = len(by_kind[FindingKind.KEY_DATE]) - len(told)
    yield from _section("When it turned", "key-dates", dates, int(length * _SHARES["key-dates"]), besides)
    shifts = list(_shifts(by_kind[FindingKind.SHIFT], names, sentences))
    yield from _section("What changed, the latest first", "shifts", shifts, int(length * _SHARES["shifts"]))
    clashes = list(_clashes(by_kind[FindingKind.CONTRADICTION], names, sentences))
    yield from _section(_AGAINST, "contradictions", clashes, int(length * _SHARES["contradictions"]))
    yield from _doubts(book, sum(one.stale for one in found))


def _is_shown(finding: Finding, lines: Mapping[str, Line]) -> bool:
    """Say whether a finding rests on what the filter lets through.

    A day that a sentence names, but no entry, is shown where it lies between days that are.
    """
    if not finding.tellings or any(telling.entry in lines for telling in finding.tellings):
        return True
    if finding.entries() or not isinstance(says := finding.says, KeyDate):
        return False
    whens = [line.entry.when for line in lines.values() if line.entry.when]
    first = min((when.earliest.isoformat() for when in whens if when.earliest), default="")
    last = max((when.latest.isoformat() for when in whens if when.latest), default="")
    return bool(first) and first <= says.when <= last


def _section(title: str, command: str, items: list[Item], room: int, besides: int = 0) -> Iterator[Block]:
    """Yield a section with as many of its lines as there is room for, and how many are left out with `besides`."""
    if not items:
        return
    yield Heading(2, title)
    fitting = list(_fitting(items, room))
    yield from fitting
    if left := len(items) - len(fitting) + besides:
        yield Paragraph(f"{left:,} more: onrecord {command} RECORD")


def _fitting(items: Iterable[Item], room: int) -> Iterator[Item]:
    for item in items:
        room -= words_in(item)
        if room < 0:
            return
        yield item


def _rests_on(book: Casebook, copies: Sequence[Finding]) -> str:
    dated = [when for report in book.reports if (when := report.published) and when.earliest and when.latest]
    outlets = len({report.outlet for report in book.reports if report.outlet})
    span = f", {dated[0].in_words()} to {dated[-1].in_words()}" if dated else ""
    undated = len(book.reports) - len(dated)
    span += f" ({undated} of no known date)" if undated and dated else ""
    unnamed = sum(not report.outlet for report in book.reports)
    by = f" of {counted(outlets, 'outlet')}" if outlets else ""
    by += f" and {unnamed} whose outlet is not named" if outlets and unnamed else ""
    again = sum(len(copy.reports) - 1 for copy in copies)
    same = f"; {counted(again, 'copy')} of another among them" if again else ""
    told = f"{counted(len(book.reports), 'report')}{by}{span}{same}."
    return f"{told} A mark at the end of a line names what it rests on: onrecord show RECORD MARK."


def _about(book: Casebook, issues: Sequence[Finding]) -> str:
    """Return what the dispute is about, and who is in it, those first of whom most is told."""
    told: Counter[str] = Counter()
    for finding in issues:
        if isinstance(says := finding.says, Matter):
            told[matter_of(says.name)[0]] += len(finding.tellings)
    matters = [name for name, _ in told.most_common(_ISSUES)]
    about = f"It is about {_listed(matters)}. " if matters else ""
    parties = [
        f"{party.name} ({', '.join(voice.name for voice in party.voices[:_VOICES] if voice.name != party.name)})"
        for party in book.parties[:_PARTIES]
    ]
    return f"{about}In it are {_listed(parties)}.".replace(" ()", "") if parties else about


def _dates(
    found: Iterable[Finding],
    sentences: Sentences,
    length: int,
    lines: Mapping[str, Line],
    names: Mapping[str, str],
) -> Iterator[Item]:
    """Yield the dates on which it turned: the foremost, as many as fit, in order of time; then the rest."""
    ranked = sorted(
        ((finding.says, finding) for finding in found if isinstance(finding.says, KeyDate)),
        key=lambda pair: pair[0].rank,
    )
    items = [(says, _date(says, finding, sentences, lines, names)) for says, finding in ranked]
    taken = list(_fitting((item for _, item in items), int(length * _SHARES["key-dates"])))
    chosen = [pair for pair in items if pair[1] in taken]
    yield from (item for says, item in sorted(chosen, key=lambda pair: pair[0].when))
    yield from (item for _, item in items if item not in taken)


def _is_told_of_it(finding: Finding, sentences: Sentences) -> bool:
    """Say whether a sentence can stand under a day; where each names another day, readers take that for this."""
    when = when_by_hand(finding.says.when) if isinstance(finding.says, KeyDate) else None
    day = when.day if when else None
    return day is None or not finding.tellings or any(sentences.is_of(one, day) for one in finding.tellings)


def _date(
    says: KeyDate, finding: Finding, sentences: Sentences, lines: Mapping[str, Line], names: Mapping[str, str]
) -> Item:
    count = len(finding.reports)
    note = f"({counted(count, 'report')})" if count > 1 else ""
    if not finding.tellings:
        return Item(_in_words(says.when), "", says.what, note, finding.id[:SHORT_ID])
    telling = sentences.best(finding.tellings, when_by_hand(says.when))
    words = sentences.dated(telling.citation)
    line = lines.get(telling.entry or "")
    told = f"{who}:" if line and (who := _unnamed_there(line.entry, words, names)) else ""
    return Item(_in_words(says.when), told, words, note, finding.id[:SHORT_ID])


def _unnamed_there(entry: Entry, words: str, names: Mapping[str, str]) -> str:
    """Return who says it where the sentence has but "he" or "she" for them: "…, he told the committee, …"."""
    speaker = None if isinstance(entry, Event) else entry.speaker
    if speaker is None or speaker.actor is None or is_unnamed(speaker.actor) or not by_pronoun(words):
        return ""
    name = names.get(speaker.actor, "")
    return "" if any(part in words for part in name.split() if part[:1].isupper()) else name


def _shifts(found: Iterable[Finding], names: dict[str, str], sentences: Sentences) -> Iterator[Item]:
    """Yield who went over to the other side, the latest first."""
    shifts = [(finding.says, finding) for finding in found if isinstance(finding.says, Shift)]
    for says, finding in sorted(shifts, key=lambda pair: _end(pair[0].when), reverse=True):
        matter, whom = matter_of(says.issue)
        on = f"{matter} ({whom})" if whom else matter
        told = f"{names.get(says.party, says.party)} was {says.before} and is {says.after} {on}:"
        yield Item(
            _in_words(says.when), told, _both(finding, ("was", "now"), sentences), "", finding.id[:SHORT_ID]
        )


def _clashes(found: Iterable[Finding], names: dict[str, str], sentences: Sentences) -> Iterator[Item]:
    """Yield one contradiction for each quarrel: several denials of one deed are one. Each kind has its turn."""
    told: dict[str, list[tuple[Contradiction, Finding]]] = defaultdict(list)
    for finding in found:
        if isinstance(says := finding.says, Contradiction) and says.is_one:
            told[says.quarrel or finding.id].append((says, finding))
    turn: Counter[tuple[str, tuple[str, ...]]] = Counter()
    items: list[tuple[int, Item]] = []
    for quarrel, pairs in sorted(told.items(), key=lambda one: -len(one[1])):
        says, finding = next((pair for pair in pairs if pair[1].id == quarrel), pairs[0])
        who = _listed(list(dict.fromkeys(names.get(party, party) for party in says.parties)))
        more = f"(and {counted(len(pairs) - 1, 'more pair')} of it)" if len(pairs) > 1 else ""
        words = _both(finding, ("a", "b"), sentences)
        item = Item(who, f"{_CLASH.get(says.type, says.type)}:", words, more, finding.id[:SHORT_ID])
        items.append((turn[says.type, says.parties], item))
        turn[says.type, says.parties] += 1
    seen: set[str] = set()
    for _, item in sorted(items, key=lambda pair: pair[0]):
        if item.words not in seen:
            seen.add(item.words)
            yield item


def _doubts(book: Casebook, stale: int) -> Iterator[Block]:
    counts = Counter(str(reason) for _, reasons in book.doubts for reason in reasons)
    if not counts and not book.problems and not stale:
        return
    yield Heading(2, "What is in doubt")
    if stale:
        rest = f"{counted(stale, 'finding')} of comparing left out, since entries were corrected"
        yield Paragraph(f"{rest}: onrecord build redoes what it found.")
    if counts:
        told = "; ".join(f"{reason}, in {counted(count, 'entry')}" for reason, count in counts.items())
        yield Paragraph(f"{told[0].upper()}{told[1:]}: onrecord dossier RECORD lists them.")
    if book.problems:
        yield Paragraph(f"{counted(len(book.problems), 'problem')} with the material: onrecord problems RECORD")


def _both(finding: Finding, roles: tuple[str, str], sentences: Sentences) -> str:
    """Return the sentences of both sides; where they stand in one, that one."""
    sides = [sentences.whole(telling.citation) for role in roles if (telling := _side(finding.tellings, role))]
    return "” / “".join(dict.fromkeys(sides))


def _side(tellings: Iterable[Telling], role: str) -> Telling | None:
    return next((telling for telling in tellings if telling.role == role), None)


def _in_words(edtf: str) -> str:
    when: When | None = when_by_hand(edtf) if edtf else None
    return when.in_words() if when else "undated"


def _end(edtf: str) -> str:
    return edtf.rsplit("/", 1)[-1].strip("~.") or edtf


def _listed(names: Sequence[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)
