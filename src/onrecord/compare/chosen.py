"""What outlets call one matter, and what they call what a party asks for: also where no entry stands.

"The invasion", "the special military operation" and "the shelling" are words for one thing if they name one matter
of the catalogue and concern the same. Most of them stand in no entry of their own, so the reports are read. Whom a
mention concerns is told by the entry in which it stands, else by what its report is about. Words that
everybody must use ("the election") choose nothing, unless something describes them ("the sham election").
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from onrecord.compare.arranged import Arranged
from onrecord.compare.called import describing
from onrecord.compare.concerned import Concerned
from onrecord.compare.desk import noted, texts
from onrecord.compare.gates import bounds
from onrecord.compare.issue_keys import Everyone
from onrecord.compare.terms import Term, finding_of
from onrecord.compare.told import sifted, stem, stems_listed
from onrecord.compare.verdicts import judgements
from onrecord.compare.wordlists import words
from onrecord.core.entry import Act, Event, Root, Stance
from onrecord.core.report import Citation
from onrecord.core.sentence import ends_in
from onrecord.core.who import ActorKind
from onrecord.matters import by_id, catalogue, spoken

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from onrecord.compare.arranged import Place
    from onrecord.compare.comparison import View
    from onrecord.compare.told import Told
    from onrecord.core.finding import Finding
    from onrecord.core.report import Report
    from onrecord.core.who import Actor
    from onrecord.matters import CatalogueMatter

ONE_DEMAND = 150  # days between what a party asks for, beyond which it is another thing
A_YEAR = 366  # days: what is dated no closer is of no demand
ASKS = (Act.DEMAND, Act.ASK, Act.PROPOSE, Act.ULTIMATUM, Act.OFFER, Act.ANNOUNCE, Root.REQUEST)
JUDGED = 100  # letters behind the words for a matter in which a judgement is of it
_BREAK = re.compile(r"[;.!?](?=\s)")
_OWN = re.compile(r"(?:[Ii]ts|[Tt]heir|[Hh]is|[Hh]er|[Tt]he|[Aa]n?|[Tt]wo|[Tt]hree|[’']s)$")
_OWNER = frozenset(["its", "their", "his", "her"])
_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")


class Seen(NamedTuple):
    """Words that name a matter or judge it, and where those stand that name it."""

    words: Citation
    matter: str
    start: int
    end: int


class Asked(NamedTuple):
    """Words for what a party asks for, the telling in which they stand, and the first day that it can be of."""

    day: int
    told: Told
    words: Citation


def of_matters(view: View, outlets: Mapping[str, str]) -> Iterator[Finding]:
    """Yield the matters that outlets name by different words, each with whom it concerns."""
    everyone = Everyone(view.everyone())
    about = Concerned(view)
    arranged = Arranged(view.issues_by_hand(), everyone)
    by_issue: dict[Place, list[Term]] = defaultdict(list)
    for report in texts(view):
        for seen in noted(view, _named, report.id, report):
            entry, whom = about.at(report.id, seen.matter, seen.start, seen.end)
            if (issue := about.issue(report.id, by_id()[seen.matter], whom)) is not None:
                by_issue[arranged.place(issue)].append(Term(outlets[report.id], seen.words, entry))
    for place, terms in sorted(by_issue.items(), key=lambda item: item[0].issue):
        yield from finding_of("matter", place.named.name, terms, place.key())


def _framed() -> Iterator[CatalogueMatter]:
    """Yield the matters for which words are chosen."""
    yield from (matter for matter in catalogue() if matter.id in words("framing", "matters"))


def _sentences(report: Report) -> Iterator[tuple[int, str, str]]:
    """Yield where each sentence of a report begins, its text, and that as `spoken` gives it."""
    ends = ends_in(report)
    for first, last in zip((0, *ends), (*ends, len(report.text)), strict=True):
        text = report.text[first:last]
        if text.strip():
            yield first, text, spoken(text)


def _named(report: Report) -> tuple[Seen, ...]:
    """Return the words of a report that name a matter and choose something, matter by matter."""
    sentences = tuple(_sentences(report))
    named = (seen for matter in _framed() for seen in _named_as(report, sentences, matter))
    return tuple(seen for seen in named if _chooses(seen.words))


def _named_as(
    report: Report, sentences: Sequence[tuple[int, str, str]], matter: CatalogueMatter
) -> Iterator[Seen]:
    """Yield the words of a report that name a matter, each place once, with what describes it."""
    for first, text, said in sentences:
        if not matter.stands_in(said, names_body=matter.needs_body):
            continue
        spans = sorted(matter.spans(text, names_body=matter.needs_body), key=lambda span: (span[0], -span[1]))
        until = 0
        for start, end in spans:
            if start >= until:
                until = end
                at = matter.id, first + start, first + end
                begins = describing(text, start)
                yield Seen(report.cite(first + begins, first + end), *at)
                for judged in _judged(text, end, matter.id):
                    yield Seen(report.cite(first + judged[0], first + judged[1]), *at)


def _judged(text: str, end: int, matter: str) -> Iterator[tuple[int, int]]:
    """Yield where words judge a matter whose own end at a place in a sentence: "the poll was deeply flawed"."""
    behind = _BREAK.search(text, end)
    last = min(behind.start() if behind else len(text), end + JUDGED)
    yield from ((start, until) for start, until in judgements(text, matter) if end <= start < last)


def _chooses(cited: Citation) -> bool:
    """Say whether words choose something: not by a plain noun alone, nor by one that only tells its kind."""
    said = [stem(word.casefold()) for word in _WORD.findall(cited.words)]
    return bool(set(said) - stems_listed("framing", "must"))


def of_demands(view: View, outlets: Mapping[str, str], actors: Mapping[str, Actor]) -> Iterator[Finding]:
    """Yield what parties ask for at one time, where outlets call it by different words."""
    by_party: dict[str, list[Asked]] = defaultdict(list)
    for party, asked_then in sifted(view, _asked_of):
        if party in actors and actors[party].kind in (ActorKind.STATE, ActorKind.BODY):
            by_party[party].append(asked_then)
    reports = {report.id: report for report in texts(view)}
    askers: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for party, asked in by_party.items():
        for one in asked:
            askers[one.told.report].append((one.words.start, party))
    for party, asked in sorted(by_party.items()):
        for group in _at_one_time(asked):
            terms = [Term(outlets[one.told.report], one.words, one.told.entry.id) for one in group]
            met = sorted({one.told.report for one in group})
            every = (noted(view, _asked_again, report, reports[report]) for report in met)
            again = [cited for found in every for cited in found]
            terms += [Term(outlets[cited.report], cited) for cited in again if _asker(cited, askers) == party]
            concept = f"what {actors[party].name} asks for"
            yield from finding_of("demand", concept, terms, (party, str(group[0].day)))


def _asked_of(told: Sequence[Told]) -> tuple[tuple[str, Asked], ...]:
    """Return who asks for something in a report, since when, and in which words."""
    dated = ((one, bounds(one.entry.when)) for one in told)
    return tuple(
        (party, Asked(when[0], one, cited))
        for one, when in dated
        if when is not None and when[1] - when[0] <= A_YEAR
        for party, cited in _asked(one)
    )


def _asked_again(report: Report) -> tuple[Citation, ...]:
    """Return the nouns that point at what was asked for before ("the proposals")."""
    nouns = "|".join(sorted(words("framing", "asked")))
    every = re.finditer(rf"\b(?:[Tt]he|[Tt]hese|[Tt]hose) ({nouns})\b", report.text)
    return tuple(report.cite(*met.span(1)) for met in every)


def _asker(cited: Citation, askers: Mapping[str, list[tuple[int, str]]]) -> str:
    """Return who has asked last, before some words of a report."""
    before = [one for one in askers[cited.report] if one[0] < cited.start]
    return max(before)[1] if before else ""


def _at_one_time(asked: Iterable[Asked]) -> Iterator[list[Asked]]:
    group: list[Asked] = []
    for one in sorted(asked, key=lambda each: (each.day, each.told.age)):
        if group and one.day - group[-1].day > ONE_DEMAND:
            yield group
            group = []
        group.append(one)
    if group:
        yield group


def _asked(told: Told) -> Iterator[tuple[str, Citation]]:
    """Yield the nouns for what a party asks for, with the party: whose they are, or who asks."""
    if isinstance(told.entry, Stance) or len(told.by) != 1:
        return
    text = told.words.words
    for met in _WORD.finditer(text):
        if stem(met[0].casefold()) in stems_listed("framing", "asked"):
            begins = describing(text, met.start())
            if party := _whose(told, text[:begins].rstrip()):
                start = told.words.start + begins
                yield party, Citation(told.report, start, told.words.start + met.end(), text[begins : met.end()])
                return


def _whose(told: Told, before: str) -> str:
    """Return whose is what somebody asks for, by the words before its noun; empty where they do not tell."""
    if before and not before.endswith((",", "“", '"')) and not _OWN.search(before):
        return ""
    entry, teller = told.entry, told.by[0]
    if entry.deed and entry.deed.doer not in (None, teller) and before.endswith(("’s", "'s")):
        return entry.deed.doer or ""
    # Within what somebody says "its" may be another's.
    last = before.casefold().split()[-1:] if isinstance(entry, Event) else [before.casefold()]
    return teller if entry.what in ASKS or not _OWNER.isdisjoint(last) else ""
