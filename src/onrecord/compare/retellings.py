"""Retellings: two tellings of what one said, one of which has it that he said the contrary.

Two sources tell what one speaker said on one day, the one that he granted something, the other that he refused it;
or one party tells what another has said ("Arvonia says that Belmark promised"), and that one says the contrary.
What is on a condition, taken for granted or of two days may be both.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

from onrecord.compare.gates import at_one_time, family, is_close
from onrecord.compare.pairs import COMMON, Pair, near
from onrecord.core.entry import Act, Statement
from onrecord.core.proposition import Sense

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from onrecord.compare.told import Told
    from onrecord.core.proposition import Proposition

ONE_TALK = 60  # days within which one answers what another says that he said
CONTRARY = ({"grant", "refuse"}, {"grant", "deny"}, {"say", "refuse"}, {"say", "deny"})
ON_ONE_DAY = "two sources tell the contrary of what was said"
HIS_OWN = "told by another to have said it, himself says the contrary"


def told_otherwise(told: Sequence[Told]) -> Iterator[Pair]:
    """Yield two tellings of what a party said of a matter, with the contrary sense."""
    by_id = {one.entry.id: one for one in told}
    said: dict[tuple[str, str], list[tuple[Told, Proposition]]] = defaultdict(list)
    for one in told:
        for about in _sided(one):
            said[one.by[0], about.matter].append((one, about))
    for (_, matter), sayings in sorted(said.items()):
        for (one, about), (other, which) in combinations(sayings[:COMMON], 2):
            contrary = about.sign is not which.sign and bool(set(about.object) & set(which.object))
            if contrary and (why := _why(one, other, by_id)):
                yield Pair("what-was-said", one, other, why, matter)


def _sided(told: Told) -> Iterable[Proposition]:
    """Return what one party wants or not, or denies, plainly, by what it says."""
    entry = told.entry
    if not isinstance(entry, Statement) or entry.negated or entry.condition or len(told.by) != 1:
        return ()
    plain = [
        one for one in entry.propositions if one.sign and one.object and not (one.conditional or one.background)
    ]
    return [one for one in plain if one.sense is Sense.WILL or entry.act is Act.DENY]


def _why(one: Told, other: Told, by_id: Mapping[str, Told]) -> str:
    """Return by what two contrary sayings of one party are one, told in two ways; empty where they are not."""
    if {family(one), family(other)} not in CONTRARY:
        return ""
    first, second = (_teller(each, by_id) for each in (one, other))
    if (first is None) != (second is None):
        return HIS_OWN if near(first or one, second or other, ONE_TALK) else ""
    close = is_close(one) and is_close(other) and at_one_time(one, other)
    return ON_ONE_DAY if close and one.source != other.source and first is None else ""


def _teller(told: Told, by_id: Mapping[str, Told]) -> Told | None:
    """Return by which saying of another party it is told what is said here; None where the report tells it."""
    assert isinstance(told.entry, Statement)
    teller = by_id.get(told.entry.via or "")
    return teller if teller and teller.by and not set(teller.by) & set(told.by) else None
