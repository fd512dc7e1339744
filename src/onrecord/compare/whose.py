"""Whose a land is: one party says that it is part of one state, another that it is not, or that it is another's.

Two states cannot both have a land, so what two parties claim of one cannot both hold, in whatever words and
whenever they say it; only who holds it may change, and of that nothing is said here.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from onrecord.compare.pairs import COMMON, Pair, are_apart
from onrecord.compare.told import sifted
from onrecord.compare.wordlists import phrases, words
from onrecord.core.entry import Event
from onrecord.core.proposition import Sign

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from onrecord.compare.comparison import View
    from onrecord.compare.issue_keys import Everyone
    from onrecord.compare.told import Told

OWN = ""  # the state of whoever speaks
# Of so many words and letters at the most: capitals without end would take the square of their number.
_NAME = r"(?:[Tt]he )?[A-Z][\w'’-]{0,40}(?: (?:and |of |the )?[A-Z][\w'’-]{0,40}){0,7}"


class Claim(NamedTuple):
    """That a land is part of a state, or that it is not."""

    told: Told
    state: str
    so: bool

    def sign(self, state: str) -> Sign:
        """Return its side of whether the land is part of a state."""
        return Sign.FOR if self.so and state == self.state else Sign.AGAINST

    def excludes(self, other: Claim) -> bool:
        """Say whether two claims to one land cannot both hold."""
        if self.state == other.state:
            return self.so != other.so
        return self.so and other.so


def claims(view: View, everyone: Everyone) -> dict[str, list[Claim]]:
    """Return, by land, who says of it that it is part of a state, and of which; of unknown states nothing."""
    found: dict[str, list[Claim]] = defaultdict(list)
    for one, land, words_for, so in sifted(view, _claimed):
        state = one.by[0] if words_for == OWN else everyone.party_called(words_for)
        if state and everyone.party_called(land) != state:
            found[land].append(Claim(one, everyone.name(state), so))
    return found


def _claimed(told: Sequence[Told]) -> tuple[tuple[Told, str, str, bool], ...]:
    """Return the lands that a report has somebody make part of a state, or not."""
    said = (one for one in told if not isinstance(one.entry, Event) and not one.entry.negated and one.by)
    return tuple((one, *claim) for one in said for claim in found_in(one.words.words))


def claimed_by_two(view: View, everyone: Everyone) -> Iterator[Pair]:
    """Yield sayings of two parties about whose a land is that cannot both hold."""
    for land, made in sorted(claims(view, everyone).items()):
        for one, other in combinations(made[:COMMON], 2):
            if one.excludes(other) and are_apart(one.told, other.told):
                why = " / ".join(f"{'' if each.so else 'not '}part of {each.state}" for each in (one, other))
                yield Pair("whether", one.told, other.told, f"{land}: {why}", land)


def found_in(text: str) -> Iterator[tuple[str, str, bool]]:
    """Yield lands with the states that words make them a part of, or say that they are none of.

    >>> list(found_in("Sula had always been part of Arvonia")), list(found_in("Sula is not part of Arvonia"))
    ([('Sula', 'Arvonia', True)], [('Sula', 'Arvonia', False)])
    >>> list(found_in("Sula, she insists, remains an inalienable part of its territory"))
    [('Sula', '', True)]
    >>> list(found_in("The Isles, which Arvonia considers to belong to Belmark"))
    []
    """
    for met in _pattern().finditer(text):
        told = met[0].split()
        if met["part"] == "to" and "belong" not in met["is"]:
            continue
        so = not words("lands", "denied") & set(told)
        state = "" if met["own"] else met["state"].removeprefix("the ")
        yield met["land"].removeprefix("The ").removeprefix("the "), state, so


@cache
def _pattern() -> re.Pattern[str]:
    between, verb, own, land, no = ("|".join(sorted(words("lands", key))) for key in _KEYS)
    part = "|".join(phrases("lands", "part"))
    return re.compile(
        rf"(?P<land>{_NAME})(?:, [^,.\n]{{1,30}},)?(?: (?:{between}|{no}))* (?P<is>{verb})(?: (?:{between}|{no}))*"
        rf"(?: \w+){{0,3}}? (?P<part>{part}) (?:(?P<own>(?:{own}) (?:own )?(?:{land}))\b|(?P<state>{_NAME}))"
    )


_KEYS = ("between", "is", "own", "land", "denied")
