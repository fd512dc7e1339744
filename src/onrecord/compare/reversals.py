"""What belies a promise without being the deed that it forswears: it goes on, or a member will not have it.

goes_on         one promises less of it, and it is told to continue
refused_within  a body promises, a member of it refuses
"""

from __future__ import annotations

from collections import defaultdict
from itertools import product
from typing import TYPE_CHECKING

from onrecord.compare.gates import bounds, family, reality
from onrecord.compare.pairs import COMMON, Pair, are_apart, near
from onrecord.compare.told import sifted
from onrecord.compare.wordlists import words
from onrecord.core.entry import Act, Event
from onrecord.core.proposition import Sense, Sign
from onrecord.matters import spoken

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from onrecord.compare.comparison import View
    from onrecord.compare.issue_keys import Everyone
    from onrecord.compare.told import Told
    from onrecord.core.proposition import Proposition

REFUSED = "promised by a body, refused by a member"
TRUCE = {"ceasefire": "attack"}  # who is for the one is against the other
GIVEN = (Act.PROMISE, Act.AGREE, Act.ANNOUNCE)
SOON = 30  # days after a promise in which what goes on belies it
ONE_SUMMIT = 30  # days within which a member refuses what its body promises


def goes_on(view: View) -> Iterator[Pair]:
    """Yield a promise to do less of something with the first telling, soon after, that it continues."""
    promised: dict[tuple[str, str], list[Told]] = defaultdict(list)
    for key, one in sifted(view, _less):
        promised[key].append(one)
    for key, other in sifted(view, _more):
        for word in promised.get(key, ())[:COMMON]:
            other_sentence = word.told_in != other.told_in
            apart = other_sentence and (isinstance(other.entry, Event) or are_apart(word, other))
            if apart and near(word, other, SOON) and _is_after(other, word):
                yield Pair("word-vs-deed", word, other, "less of it promised, told to go on", key[1])


def _less(told: Sequence[Told]) -> tuple[tuple[tuple[str, str], Told], ...]:
    """Return, by party and matter, the tellings of a report that promise less of something."""
    return tuple(
        ((party, matter), one) for one in told for matter in sorted(_promised_less(one)) for party in one.by
    )


def _more(told: Sequence[Told]) -> tuple[tuple[tuple[str, str], Told], ...]:
    """Return, by party and matter, the tellings of a report by which something goes on."""
    return tuple((key, one) for one in told for key in sorted(_going_on(one)))


def _promised_less(told: Told) -> set[str]:
    """Return the matters of which a party says that it will do less, or nothing any more."""
    given = told.entry.propositions if told.does(*GIVEN) else ()
    will = [one for one in given if one.is_plain and one.sense is Sense.WILL]
    less = {one.matter for one in will if one.sign is Sign.AGAINST}
    return less | {TRUCE[one.matter] for one in will if one.sign is Sign.FOR and one.matter in TRUCE}


def _going_on(told: Told) -> set[tuple[str, str]]:
    """Return whose doing is told to go on, each with its matter."""
    entry = told.entry
    said = set(spoken(told.words.words).split())
    if "had" in said or said.isdisjoint(words("words", "goes_on")) or reality(told) != "real":
        return set()
    about = [one for one in told.about if one.sign is Sign.FOR]
    if isinstance(entry, Event):
        return {(party, one.matter) for one in about if one.words.meets(entry.trigger) for party in told.by}
    doer = entry.deed.doer if entry.deed else None
    return {(who, one.matter) for one in about if (who := one.doer or doer)}


def refused_within(view: View, everyone: Everyone) -> Iterator[Pair]:
    """Yield what a body promises with the refusal of the same by a member of it, at one time."""
    given: dict[str, list[tuple[Told, Proposition]]] = defaultdict(list)
    refused: dict[str, list[tuple[Told, Proposition]]] = defaultdict(list)
    for one, about in sifted(view, _given_or_refused):
        (given if family(one) == "grant" else refused)[about.matter].append((one, about))
    for matter in sorted(given.keys() & refused):
        for (promise, what), (refusal, which) in product(given[matter][:COMMON], refused[matter][:COMMON]):
            if _is_the_same(what, which) and _is_member(refusal, promise, everyone):
                yield Pair("promise-vs-refusal", promise, refusal, REFUSED, matter)


def _is_the_same(one: Proposition, other: Proposition) -> bool:
    """Say whether two sides of a matter are of one body, and may concern the same."""
    open_whom = not (one.object and other.object)
    return one.body == other.body and (open_whom or not set(one.object).isdisjoint(other.object))


def _given_or_refused(told: Sequence[Told]) -> tuple[tuple[Told, Proposition], ...]:
    """Return the tellings of a report that promise or refuse something, with what they do so of."""
    return tuple(
        (one, about)
        for one in told
        if (kind := family(one)) in ("grant", "refuse")
        for about in one.entry.propositions
        if about.is_plain and _is_of_its_kind(kind, about)
    )


def _is_of_its_kind(kind: str, about: Proposition) -> bool:
    """Say whether what is granted is for something that shall be, and what is refused against it."""
    if kind == "grant":
        return about.sign is Sign.FOR and about.sense is Sense.WILL
    return about.sign is Sign.AGAINST


def _is_member(refusal: Told, promise: Told, everyone: Everyone) -> bool:
    """Say whether a party that refuses is a member of the body that promises, at one time."""
    if not near(promise, refusal, ONE_SUMMIT):
        return False
    return any(everyone.is_member(state, body, promise.appeared) for body in promise.by for state in refusal.by)


def _is_after(later: Told, earlier: Told) -> bool:
    """Say whether a telling can be of a later time than another one."""
    first, second = bounds(earlier.entry.when), bounds(later.entry.when)
    return first is not None and second is not None and second[1] >= first[0]
