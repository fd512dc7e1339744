"""What belies words without being the deed that they forswear: it goes on, a member will not have it, its own men.

goes_on         one promises less of it, another says that it continues
refused_within  a body promises, a member of it refuses
wished_after_all  one denies wanting it and says, in the same days, that it would be best
own_men         one denies that those who did it were his, and is told to have done it
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from onrecord.compare.gates import bounds, family, reality
from onrecord.compare.pairs import COMMON, Pair, are_apart, near, sureness
from onrecord.compare.wordlists import words
from onrecord.core.entry import Act, Event, Statement
from onrecord.core.proposition import Sense, Sign

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from onrecord.compare.issues import Everyone
    from onrecord.compare.told import Told
    from onrecord.core.proposition import Proposition

REFUSED = "promised by a body, refused by a member"
SOON = 30  # days after a promise in which what goes on belies it
ONE_SUMMIT = 30  # days within which a member refuses what its body promises
AT_ONCE = 7  # days within which one says two things
ONE_DEED = 400  # days within which a deed is the one that somebody denies as his
_NAME = re.compile(r"\b[A-Z][\w’'-]{3,}")
_WERE = re.compile(r"\bwho\b.+\b(?:were|was|are|is|belonged to|came from)\b(?P<whose>.{1,40})$", re.DOTALL)


def goes_on(told: Sequence[Told], deeds: Iterable[str]) -> Iterator[Pair]:
    """Yield a promise to do less of something with another's word, soon after, that it continues."""
    promised: dict[tuple[str, str], list[Told]] = defaultdict(list)
    for one in told:
        for about in _promised_less(one, deeds):
            for party in one.by:
                promised[party, about.matter].append(one)
    for other in told:
        doer, matter = _goes_on(other)
        for word in promised.get((doer, matter), ())[:COMMON]:
            if are_apart(word, other) and near(word, other, SOON) and _is_after(other, word):
                yield Pair("word-vs-deed", word, other, "less of it promised, told to go on", matter)


def _promised_less(told: Told, deeds: Iterable[str]) -> Iterator[Proposition]:
    entry = told.entry
    if isinstance(entry, Statement) and entry.act in (Act.PROMISE, Act.AGREE, Act.ANNOUNCE) and not entry.negated:
        for one in entry.propositions:
            less = one.sign is Sign.AGAINST and one.sense is Sense.WILL
            if less and one.matter in deeds and not (one.conditional or one.background):
                yield one


def _goes_on(told: Told) -> tuple[str, str]:
    """Return whose doing is said to go on, and the matter; two empty words where nothing is."""
    entry = told.entry
    if isinstance(entry, Event) or entry.negated or entry.deed is None or not entry.deed.doer:
        return "", ""
    said = set(entry.deed.words.words.casefold().split()) & words("words", "goes_on")
    about = [one for one in entry.propositions if one.sign is Sign.FOR and not one.background]
    return (entry.deed.doer, about[0].matter) if said and about else ("", "")


def refused_within(told: Sequence[Told], everyone: Everyone) -> Iterator[Pair]:
    """Yield what a body promises with the refusal of the same by a member of it, at one time."""
    given: dict[str, list[tuple[Told, Proposition]]] = defaultdict(list)
    refused: dict[str, list[tuple[Told, Proposition]]] = defaultdict(list)
    for one in told:
        kind = family(one)
        for about in one.entry.propositions if kind in ("grant", "refuse") else ():
            plain = not (about.conditional or about.background)
            if plain and kind == "grant" and about.sign is Sign.FOR and about.sense is Sense.WILL:
                given[about.matter].append((one, about))
            elif plain and kind == "refuse" and about.sign is Sign.AGAINST:
                refused[about.matter].append((one, about))
    for matter in sorted(given.keys() & refused):
        for promise, what in given[matter][:COMMON]:
            for refusal, which in refused[matter][:COMMON]:
                same = not what.object or not which.object or bool(set(what.object) & set(which.object))
                if same and what.body == which.body and _is_member(refusal, promise, everyone):
                    yield Pair("promise-vs-refusal", promise, refusal, REFUSED, matter)


def _is_member(refusal: Told, promise: Told, everyone: Everyone) -> bool:
    """Say whether a party that refuses is a member of the body that promises, at one time."""
    if not near(promise, refusal, ONE_SUMMIT):
        return False
    return any(everyone.is_member(state, body, promise.appeared) for body in promise.by for state in refusal.by)


def wished_after_all(told: Sequence[Told], deeds: Iterable[str]) -> Iterator[Pair]:
    """Yield what a party denies to want with its own word of the same days that it is for it."""
    wished: dict[tuple[str, str], list[Told]] = defaultdict(list)
    for one in told:
        own = isinstance(one.entry, Statement) and not one.entry.via
        for about in one.entry.propositions if own else ():
            will = about.sense is Sense.WILL and about.sign is Sign.FOR
            if will and not (about.conditional or about.background) and about.matter in deeds:
                for party in one.by:
                    wished[party, about.matter].append(one)
    for word in told:
        for party in word.by if _is_denial(word) else ():
            for matter in sorted(_denied(word)):
                for other in wished.get((party, matter), ())[:COMMON]:
                    if other.told_in != word.told_in and near(word, other, AT_ONCE):
                        yield Pair("word-vs-deed", word, other, "denied, and called for", matter)


def _is_denial(told: Told) -> bool:
    entry = told.entry
    return isinstance(entry, Statement) and entry.act is Act.DENY and not (entry.negated or entry.via)


def _denied(told: Told) -> set[str]:
    """Return the matters of which a denial says that they are not so or shall not be."""
    about = told.entry.propositions
    return {one.matter for one in about if one.sign is Sign.AGAINST and not one.background}


def own_men(told: Sequence[Told], names: Mapping[str, frozenset[str]], roots: Iterable[str]) -> Iterator[Pair]:
    """Yield a denial that those who did something were a party's own with the party's doing of it.

    Args:
        told: The tellings.
        names: The names of each party.
        roots: The kinds of deed that are meant.
    """
    done: dict[str, list[Told]] = defaultdict(list)
    for one in told:
        if isinstance(one.entry, Event) and reality(one) == "real" and one.entry.plover.value in roots:
            for party in one.by:
                done[party].append(one)
    for word in told:
        met = _WERE.search(word.words.words) if _is_denial(word) else None
        for party in word.by if met else ():
            assert met is not None
            whose = {one.strip(".,”\"'’") for one in met["whose"].split()}
            if whose & names.get(party, frozenset()):
                yield from _done_by(word, party, done[party][:COMMON], names)


def _done_by(word: Told, party: str, done: Iterable[Told], names: Mapping[str, frozenset[str]]) -> Iterator[Pair]:
    """Yield a denial with the first sure telling of each other source that the party did it, where it was done."""
    where = set(_NAME.findall(word.words.words)) - names.get(party, frozenset())
    met: set[str] = set()
    for deed in sorted(done, key=lambda one: (-sureness(one), one.age)):
        there = where & set(_NAME.findall(deed.words.words))
        if there and deed.source not in (*met, word.source) and near(word, deed, ONE_DEED):
            met.add(deed.source)
            yield Pair("actor", word, deed, "denied to be its own doing, told as its doing", min(there))


def _is_after(later: Told, earlier: Told) -> bool:
    """Say whether a telling can be of a later time than another one."""
    first, second = bounds(earlier.entry.when), bounds(later.entry.when)
    return first is not None and second is not None and second[1] >= first[0]
