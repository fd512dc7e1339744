"""Positions: on which side of an issue a party stands, over time.

A stance is told only where one thing tells it: the act (to promise, demand or want a thing is to be for it; to
refuse or fear it, against) and the words, in which one turn ("never", "off the table") sets the side. Two turns,
or a bare assertion with none, tell nothing here: to show no stance is better than to show it turned.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

from onrecord.compare.catalogue import catalogue, spoken
from onrecord.compare.gates import bounds
from onrecord.compare.told import counted, tellings
from onrecord.compare.wordlists import table
from onrecord.core.entry import Act, Attitude, Event
from onrecord.core.finding import Finding, FindingKind, Matter, Position
from onrecord.core.identity import finding_id
from onrecord.core.problem import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.compare.catalogue import CatalogueMatter
    from onrecord.compare.comparison import View
    from onrecord.compare.told import Told

FOR, AGAINST, CONDITIONAL, OPEN = "for", "against", "conditional", "open"
# What is promised, asked for or wanted is what the words say; what is refused, feared or protested is not.
WISHED: tuple[Act | Attitude, ...] = (
    *(Act.PROMISE, Act.OFFER, Act.AGREE, Act.CONCEDE, Act.DEMAND, Act.ASK, Act.PROPOSE, Act.ULTIMATUM, Act.PRAISE),
    *(Attitude.WANT, Attitude.HOPE, Attitude.INTEND),
)
SHUNNED: tuple[Act | Attitude, ...] = (Act.REFUSE, Act.PROTEST, Act.CRITICISE, Attitude.FEAR)
PLAIN: tuple[Act | Attitude, ...] = (Act.ASSERT, Act.ANNOUNCE, Act.WARN)  # here the words alone tell
# Of these matters a side can be taken; one is not "for" or "against" an attack that one denies.
TAKEN = ("membership", "guarantees", "recognition", "sanctions", "inspections", "aid", "neutrality")
NOT_AFTER = ("guarantees", "sanctions")  # what something else must or must not be is said right after these


class Positions:
    """What each party wants on each issue, a finding for each stretch of one stance."""

    name = "positions 1"
    kind = FindingKind.POSITION

    def compare(self, view: View) -> Outcome[Finding]:
        """Return the positions; a party's sayings of one stance that follow one another are one."""
        taken: dict[tuple[str, str], list[tuple[Told, str]]] = defaultdict(list)
        about = _issues(view)
        for told in tellings(view):
            for issue, matter in about.get(told.entry.id, ()) if len(told.by) == 1 else ():
                if stance := stance_of(told, matter):
                    taken[told.by[0], issue].append((told, stance))
        found = [_finding(*key, *stretch) for key in sorted(taken) for stretch in _stretches(taken[key])]
        return Outcome(tuple(sorted(found, key=lambda finding: finding.id)))


def stance_of(told: Told, matter: CatalogueMatter) -> str:
    """Return on which side of what it is about a telling stands; empty where that is not plain."""
    entry = told.entry
    if isinstance(entry, Event) or entry.negated or entry.via:
        return ""
    act = getattr(entry, "act", None) or getattr(entry, "attitude", None)
    said = spoken(told.words.words.replace("n't", " not"))
    if act not in (*WISHED, *SHUNNED, *PLAIN):
        return ""
    if entry.condition or _has("conditional", said):
        return CONDITIONAL
    if _has("open", said):
        return OPEN
    turns = _turned(told.words.words, matter) + (1 if act in SHUNNED else 0)
    return _side(act in PLAIN, turns, ill=_has("ill", said))


def _turned(text: str, matter: CatalogueMatter) -> int:
    """Return how many turns words take on the side of a matter: before its own words, and right after them.

    A guarantee that something never happens is wanted all the same: what follows on that is of something else.
    """
    before, after = matter.around(text.replace("n't", " not"))
    after = "" if matter.id in NOT_AFTER else after
    return _count("against", spoken(before)) + _count("excluded", spoken(after))


def _side(plain: bool, turns: int, *, ill: bool) -> str:
    if turns > 1 or (turns and ill):
        return ""
    if turns or ill:
        return AGAINST
    return "" if plain else FOR


def _has(kind: str, said: str) -> bool:
    return _count(kind, said) > 0


def _count(kind: str, said: str) -> int:
    """Return how many of the turns of a kind words take; one said again ("never, never") counts once."""
    return sum(f" {turn[:-1]}" in said if turn.endswith("*") else f" {turn} " in said for turn in _turns(kind))


@cache
def _turns(kind: str) -> tuple[str, ...]:
    found = table("stances")[kind]
    assert isinstance(found, list)
    return tuple(map(str, found))


def _issues(view: View) -> dict[str, tuple[tuple[str, CatalogueMatter], ...]]:
    """Return the issues that each entry is about, by name, with the matter, where a side can be taken.

    An entry stands under the closest: not under the matter as a whole where it says whom it concerns.
    """
    matters = {matter.id: matter for matter in catalogue() if matter.id in TAKEN}
    found: dict[str, list[tuple[str, CatalogueMatter]]] = defaultdict(list)
    for finding in view.findings(FindingKind.ISSUE):
        says = finding.says
        if isinstance(says, Matter) and (matter := matters.get(says.matter.split(" ")[0])):
            for entry in finding.entries():
                found[entry].append((says.name, matter))
    return {entry: tuple(_closest(issues)) for entry, issues in found.items()}


def _closest(issues: list[tuple[str, CatalogueMatter]]) -> Iterator[tuple[str, CatalogueMatter]]:
    names = [name for name, _ in issues]
    for name, matter in sorted(issues, key=lambda issue: issue[0]):
        if not any(other.startswith(f"{name}: ") for other in names):
            yield name, matter


def _stretches(taken: list[tuple[Told, str]]) -> Iterator[list[tuple[Told, str]]]:
    """Yield the sayings of one stance that follow one another in time."""
    stretch: list[tuple[Told, str]] = []
    for one in sorted(taken, key=lambda one: (_day(one[0]), one[0].age)):
        if stretch and stretch[-1][1] != one[1]:
            yield stretch
            stretch = []
        stretch.append(one)
    if stretch:
        yield stretch


def _day(told: Told) -> int:
    found = bounds(told.entry.when)
    return found[1] if found else 10**7


def _finding(party: str, issue: str, *stretch: tuple[Told, str]) -> Finding:
    told = [one for one, _ in stretch]
    first, last = told[0].entry.when, told[-1].entry.when
    when = first.edtf() if first else ""
    if first and last and first != last and first.earliest and last.latest and first.earliest <= last.latest:
        when = f"{first.earliest.isoformat()}/{last.latest.isoformat()}"
    sources = len({one.source for one in told})
    firmness = "once" if sources == 1 else f"repeated in {sources} sources"
    says = Position(party, issue, when, stretch[0][1], firmness)
    key = finding_id(FindingKind.POSITION, min(told, key=lambda one: one.age).entry.id, party, issue)
    reports = tuple(dict.fromkeys(one.report for one in sorted(told, key=lambda one: one.age)))
    counts = counted(len(told), "statement"), counted(len(reports), "report"), counted(sources, "source")
    why = (", ".join(counts),)
    return Finding(
        key, FindingKind.POSITION, Positions.name, says, reports, tuple(one.telling() for one in told), why=why
    )
