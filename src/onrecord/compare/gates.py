"""What keeps two tellings from being of one happening: who, whom, what kind of act, whether it took place, when.

Alike words propose, these gates decide: most sentences that look alike tell of different happenings. A false merge
is worse than a miss.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.core.entry import Act, Event, Root, Stance, Status
from onrecord.core.when import Basis
from onrecord.core.who import is_unnamed

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from onrecord.compare.told import Told
    from onrecord.core.entry import Entry
    from onrecord.core.quantity import Quantity
    from onrecord.core.when import When

# Acts that one report may call by one name and another by another.
FAMILY: dict[Act | Root, str] = {
    **dict.fromkeys((Act.PROMISE, Act.OFFER, Act.AGREE, Act.CONCEDE, Root.AGREE, Root.CONCEDE), "grant"),
    **dict.fromkeys((Act.REFUSE, Root.REJECT), "refuse"),
    Act.DENY: "deny",
    **dict.fromkeys((Act.DEMAND, Act.ASK, Act.PROPOSE, Act.ULTIMATUM, Root.REQUEST), "request"),
    **dict.fromkeys((Act.THREATEN, Act.WARN, Root.THREATEN), "warn"),
    **dict.fromkeys((Act.ACCUSE, Act.CRITICISE, Act.PROTEST, Root.ACCUSE), "blame"),
    **dict.fromkeys((Act.ASSERT, Act.ANNOUNCE, Act.ACKNOWLEDGE), "say"),
}
_REAL = {Status.HAPPENED: "real", Status.ONGOING: "real"}
# A telling that only its report dates may be of the day before: news is of yesterday and today.
_NEWS = 1
CLOSE = 3  # days: a time no wider tells one doing from the next
MANY_TIMES = 10.0  # as many of one thing, from which two deeds are not of one happening


def family(told: Told) -> str:
    """Return what kind of act a telling is of; empty for a thought or feeling, which is no act."""
    entry = told.entry
    return "" if isinstance(entry, Stance) else FAMILY.get(entry.what, entry.what.value)


def may_be_one(one: Told, other: Told) -> bool:
    """Say whether nothing but the words keeps two tellings from being of one act."""
    return (
        one_act(one, other)
        and at_one_time(one, other)
        and reality(one) == reality(other)
        and same_people(one, other)
        and not counts_another_lot(one, other)
    )


def counts_another_lot(one: Told, other: Told) -> bool:
    """Say whether two deeds count many times as many of one thing: the dead of a raid, and those of a war."""
    first, second = (_amounts(told) for told in (one, other))
    return any(unit in second and not 1 / MANY_TIMES < first[unit] / second[unit] < MANY_TIMES for unit in first)


def _amounts(told: Told) -> dict[str, float]:
    """Return how many of each thing a deed's own words count, at the least that they say."""
    return {one.unit: amount for one in in_its_words(told.entry) if (amount := one.lower or one.upper)}


def in_its_words(entry: Entry) -> tuple[Quantity, ...]:
    """Return the numbers that stand among the words of a deed: one told beside it may count another thing."""
    known = entry.quantities if isinstance(entry, Event) else ()
    return tuple(one for one in known if one.citation.begins_in(entry.pieces[0]))


def one_act(one: Told, other: Told) -> bool:
    """Say whether two tellings are of one kind of act; one report may say "said" where another names it."""
    kinds = {family(one), family(other)}
    if "" in kinds or len(kinds) == 1:
        return "" not in kinds
    spoken = not isinstance(one.entry, Event) and not isinstance(other.entry, Event)
    return spoken and "say" in kinds and _person(one) == _person(other) != ""


def reality(told: Told) -> str:
    """Return whether what a telling names took place; feared, planned, denied and done are different things."""
    entry = told.entry
    if isinstance(entry, Event):
        return _REAL.get(entry.status, entry.status.value)
    return "negated" if entry.negated else "real"


def same_people(one: Told, other: Told) -> bool:
    """Say whether two tellings are of the same doers, and to none of different people."""
    if not set(one.by) & set(other.by) and not (one_doer_is_untold(one, other) and same_code(one, other)):
        return False
    if one.whom and other.whom and not set(one.whom) & set(other.whom):
        return False
    first, second = _person(one), _person(other)
    return not (first and second) or first == second


def one_doer_is_untold(one: Told, other: Told) -> bool:
    """Say whether one of two tellings does not say who did it: "the seizure of the port"."""
    return not one.by or not other.by


def same_code(one: Told, other: Told) -> bool:
    """Say whether two tellings are events of one root and one mode, which tells more than a root."""
    first, second = one.entry, other.entry
    if not (isinstance(first, Event) and isinstance(second, Event)):
        return False
    return first.mode is not None and (first.plover, first.mode) == (second.plover, second.mode)


def is_open(told: Told) -> bool:
    """Say whether one side of a telling's time is left open."""
    return told.entry.when is None or told.entry.when.span is None


def _person(told: Told) -> str:
    """Return who it is by name, where it is somebody of a party and not the party itself."""
    doers = told.entry.doers
    if len(doers) != 1 or doers[0].actor in (None, doers[0].party) or is_unnamed(doers[0].actor or ""):
        return ""
    return doers[0].actor or ""


def at_one_time(one: Told, other: Told) -> bool:
    """Say whether two tellings can be of one time. Of what is undated nothing can be said."""
    first, second = bounds(one.entry.when), bounds(other.entry.when)
    if first is None or second is None:
        return False
    return first[0] <= second[1] and second[0] <= first[1]


def are_of_two_days(ones: Iterable[Told], others: Iterable[Told]) -> bool:
    """Say whether words date both of two groups of tellings to days, and to none in common."""
    first, second = ([told for told in each if is_close(told) and _by_words(told)] for each in (ones, others))
    return bool(first and second) and not any(at_one_time(one, other) for one in first for other in second)


def _by_words(told: Told) -> bool:
    when = told.entry.when
    return when is not None and when.basis is not Basis.PUBLISHED


def take_two_sides(ones: Iterable[Told], others: Iterable[Told]) -> bool:
    """Say whether two groups of tellings take two sides of a matter, or one of them none."""
    first, second = (
        {
            (about.matter, about.sign, about.open, about.conditional)
            for told in each
            for about in told.entry.propositions
            if about.is_named
        }
        for each in (ones, others)
    )
    common = {matter for matter, *_ in first} & {matter for matter, *_ in second}
    return bool(common) and not first & second


def bounds(when: When | None) -> tuple[int, int] | None:
    """Return the first and last day that a time can be, as numbers; None where it is not bound at all."""
    if when is None or (when.earliest is None and when.latest is None):
        return None
    room = _NEWS if when.basis is Basis.PUBLISHED else 0
    return _number(when.earliest, 0) - room, _number(when.latest, 10**7)


def _number(day: date | None, unknown: int) -> int:
    return day.toordinal() if day else unknown


def is_close(told: Told) -> bool:
    """Say whether a telling is dated to a few days."""
    found = bounds(told.entry.when)
    return found is not None and found[1] - found[0] <= CLOSE
