"""What each party wants now, matter by matter: the last stretch of time over which it took one side.

Comparing keeps what is said of a matter as a whole apart from what is said of one whom it concerns ("membership of
NATO", "membership of NATO: Ukraine"), and words apart from deeds. A reader asks once where a party stands: here
they are put in one order of time, so that no denial of a war runs on through the war.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from onrecord.core.entry import Act, Event, Root, Stance, Statement
from onrecord.core.finding import Position
from onrecord.matters import BODY, by_id, catalogue

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from onrecord.core.entry import Entry
    from onrecord.core.finding import Finding, Telling
    from onrecord.core.line import Line
    from onrecord.core.when import When

# Roots of what is done by saying it: a call for elections is no deed beside words.
IN_WORDS = (Root.REQUEST, Root.ACCUSE, Root.REJECT, Root.THREATEN, Root.AGREE, Root.CONSULT)
_MERE = (Act.ASSERT, Act.ACKNOWLEDGE)  # what is said so binds nobody, and turns nothing
BLAMES = (Act.CRITICISE, Act.ACCUSE, Act.PROTEST)
WILLS = {act for act in Act if act not in (Act.ASSERT, Act.ACKNOWLEDGE, Act.DENY, Act.WARN, *BLAMES)}


_LANDS, _CLAIM = "borders", "whether "


def is_blaming(entry: Entry) -> bool:
    """Say whether an entry blames somebody: it says where he stands who does so, not that he went over."""
    return isinstance(entry, Statement) and entry.act in BLAMES


def tells_a_will(entry: Entry) -> bool:
    """Say whether an entry is a deed, a wish, or something said by which one binds oneself or others."""
    return not isinstance(entry, Statement) or entry.act in WILLS


def is_mere(entry: Entry) -> bool:
    """Say whether an entry is but what somebody thinks, or holds to be so."""
    return isinstance(entry, Stance) or (isinstance(entry, Statement) and entry.act in _MERE)


class Taken(NamedTuple):
    """One telling by which a party takes a side."""

    finding: Finding
    says: Position
    telling: Telling
    when: When | None
    by_deed: bool


class Want(NamedTuple):
    """Where a party stands on a matter now.

    Attributes:
        party: Its id.
        matter: In plain words, without whom it concerns.
        whom: Whom it concerns; empty for the matter as a whole.
        stretch: The tellings of its last stance, in order of time.
        before: The last telling of the stance that it had before; None where it had no other, or where one report
            alone tells of that: a single telling may be misread, and nothing beside it shows that it is.
    """

    party: str
    matter: str
    whom: str
    stretch: tuple[Taken, ...]
    before: Taken | None

    @property
    def last(self) -> Taken:
        """The newest telling."""
        return self.stretch[-1]

    @property
    def reports(self) -> int:
        """By how many reports it is told."""
        return len({one.telling.citation.report for one in self.stretch})

    @property
    def by_deed(self) -> bool:
        """Say whether nothing is told but deeds."""
        return all(one.by_deed for one in self.stretch)


def matter_of(issue: str) -> tuple[str, str]:
    """Return an issue's matter and whom it concerns.

    >>> matter_of("membership of the Pact: Belmark"), matter_of("sanctions")
    (('membership of the Pact', 'Belmark'), ('sanctions', ''))
    >>> matter_of("borders and territory: the isle part of Belmark")  # whose a land is is a matter by itself
    ('whether the isle is part of Belmark', '')
    """
    matter, _, whom = issue.partition(": ")
    land, is_claimed, state = whom.partition(" part of ")
    return (f"{_CLAIM}{land} is part of {state}", "") if is_claimed else (matter, whom)


def is_claim(name: str) -> bool:
    """Say whether a matter is whose a land is.

    >>> is_claim("whether the isle is part of Belmark"), is_claim("borders and territory")
    (True, False)
    """
    return name.startswith(_CLAIM)


def is_called(matter: str, name: str) -> bool:
    """Say whether a matter of the catalogue is told by a name, of whatever body it is; whose a land is by its own.

    >>> is_called("membership", "membership of the Pact"), is_called("borders", "whether Kelm is part of Belmark")
    (True, True)
    """
    known = by_id()[matter]
    begins = known.name.partition(BODY)[0]
    claims = matter == _LANDS and is_claim(name)
    return claims or name == known.plain or (known.needs_body and name.startswith(begins))


def wants(found: Iterable[Finding], lines: Mapping[str, Line], whoms: Mapping[str, str]) -> list[Want]:
    """Return where each party stands on each matter, and for whom it concerns.

    Args:
        found: The positions.
        lines: The lines of the record by their entry's id; a telling whose entry is not among them is left out.
        whoms: By the name of one whom a matter can concern, the name of the party that it is or belongs to; of
            whom else it names ("people") nothing is told.
    """
    taken: dict[tuple[str, str], dict[str, list[Taken]]] = defaultdict(lambda: defaultdict(list))
    found = list(found)
    bodies = _bodies(found)
    for finding in found:
        if isinstance(says := finding.says, Position):
            matter, whom = matter_of(says.issue)
            taken[says.party, bodies.get(matter, matter)][whoms.get(whom, "")].extend(_taken(finding, says, lines))
    stands = [want for (party, matter), by_whom in taken.items() for want in _wants(party, matter, by_whom)]
    return [one for one in stands if not any(_undoes(one, other) or _says_too(other, one) for other in stands)]


def _wants(party: str, matter: str, by_whom: Mapping[str, Sequence[Taken]]) -> Iterator[Want]:
    """Yield where a party stands on a matter for each one whom it concerns."""
    stances = {one.says.stance for told in by_whom.values() for one in told}
    for whom, told in _together(by_whom):
        if tellings := _in_one_order(told, stances):
            yield _want(party, matter, whom, tellings)


def _bodies(found: Iterable[Finding]) -> dict[str, str]:
    """Return, by the name of a matter whose body is not told, its name with the body, where there is but one.

    "That they would join the alliance" names none; where all else is of one alliance's members, it is that one.
    """
    named = {matter_of(one.says.issue)[0] for one in found if isinstance(one.says, Position)}
    told: dict[str, set[str]] = defaultdict(set)
    for matter in catalogue():
        before, _, after = matter.name.partition(BODY)
        if matter.needs_body:
            told[matter.plain] = {
                one for one in named - {matter.plain} if one.startswith(before) and one.endswith(after)
            }
    return {plain: next(iter(names)) for plain, names in told.items() if len(names) == 1}


def _undoes(want: Want, other: Want) -> bool:
    """Say whether deeds that several reports tell belie what one report tells in words of the whole matter.

    Who wages a war and says that there will be fewer attacks is not against war.
    """
    if (want.party, want.matter) != (other.party, other.matter) or want.whom or want.reports > 1:
        return False
    deeds = {one.telling.citation.report for one in other.stretch if one.by_deed}
    return not want.by_deed and len(deeds) > 1 and want.last.says.stance != other.last.says.stance


def _says_too(want: Want, other: Want) -> bool:
    """Say whether who claims a land for one state says by that what it says of another's claim to it."""
    if want.party != other.party or not (is_claim(want.matter) and is_claim(other.matter)):
        return False
    land = want.matter.partition(" is part of ")[0]
    return other.matter.startswith(land) and (want.last.says.stance, other.last.says.stance) == ("for", "against")


def _taken(finding: Finding, says: Position, lines: Mapping[str, Line]) -> Iterator[Taken]:
    for telling in finding.tellings:
        if telling.entry and (line := lines.get(telling.entry)):
            by_deed = isinstance(line.entry, Event) and line.entry.plover not in IN_WORDS
            yield Taken(finding, says, telling, line.entry.when, by_deed)


def _together(by_whom: Mapping[str, Sequence[Taken]]) -> Iterator[tuple[str, Sequence[Taken]]]:
    """Yield tellings by whom they concern; those of the whole matter go to the one whom it concerns."""
    named = [whom for whom in by_whom if whom]
    if len(named) == 1:
        yield named[0], [one for tellings in by_whom.values() for one in tellings]
    else:
        yield from by_whom.items()


def _want(party: str, matter: str, whom: str, tellings: Sequence[Taken]) -> Want:
    once = {(one.telling.entry, one.says.stance): one for one in tellings}.values()
    ordered = sorted(once, key=_place)
    now, before = _last_stretch(ordered)
    now, before = _what_is_done(now, before)
    now = [*(one for one in before if not _day(one.when) and one.says.stance == now[0].says.stance), *now]
    before = [one for one in before if one not in now]
    earlier, _ = _last_stretch(before)
    several = len({one.telling.citation.report for one in earlier}) > 1
    return Want(party, matter, whom, tuple(now), earlier[-1] if several else None)


def _what_is_done(now: Sequence[Taken], before: Sequence[Taken]) -> tuple[Sequence[Taken], Sequence[Taken]]:
    """Return the stretch that stands and those before it: words of one report do not undo what was done.

    Who wages a war and says that there will be fewer attacks is not against it.
    """
    done, earlier = _last_stretch(before)
    told_once = len({one.telling.citation.report for one in now}) == 1
    if told_once and any(one.by_deed for one in done) and not any(one.by_deed for one in now):
        return done, earlier
    return now, before


def _in_one_order(tellings: Sequence[Taken], stances: Collection[str]) -> Sequence[Taken]:
    """Return tellings of which it is known what came last.

    All where they are of one stance; where there are several the dated, and what nothing dates of the last one.
    """
    if len(stances) == 1:
        return tellings
    dated = [one for one in tellings if _day(one.when)]
    last = max(dated, key=_place).says.stance if dated else ""
    return [*(one for one in tellings if not _day(one.when) and one.says.stance == last), *dated]


def _place(taken: Taken) -> tuple[int, str]:
    return _day(taken.when), taken.finding.id


def _last_stretch(ordered: Sequence[Taken]) -> tuple[Sequence[Taken], Sequence[Taken]]:
    """Return the tellings of the last stance at the end, and those before them."""
    start = len(ordered)
    while start and ordered[start - 1].says.stance == ordered[-1].says.stance:
        start -= 1
    return ordered[start:], ordered[:start]


def _day(when: When | None) -> int:
    """Return the day to sort by: the last on which it can have been; what nothing dates comes first."""
    known = (when.latest or when.earliest) if when else None
    return known.toordinal() if known else 0
