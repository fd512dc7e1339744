"""How much a name looks like the names of each party's people: "Kowalczyk" is rather a Pole's than a Chilean's.

Part of `actors`, for `evidence`: a weak sign, weighed with the others. A naive Bayes of runs of three letters
(Cavnar and Trenkle 1994, of words) over the persons of the directory.
"""

from __future__ import annotations

from collections import Counter
from functools import cached_property, lru_cache
from math import exp, log
from typing import TYPE_CHECKING

from onrecord.core.who import ActorKind
from onrecord.resolvers.directory.entries import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from onrecord.resolvers.directory.directory import Directory

_RUN = 3
_BACKGROUND = 40.0  # runs of the whole directory that each party's own are mixed with
_SHARP = 0.5  # runs of letters are no independent signs


class Likeness:
    """Compares names with those of the directory's persons. Not slotted: the runs are counted once."""

    def __init__(self, directory: Directory) -> None:
        self._directory = directory

    def among(self, name: str, parties: Iterable[str], without: str = "") -> dict[str, float]:
        """Return how probable each of some parties is by the letters of a name alone; those without people none.

        Args:
            name: The name.
            parties: The parties that it may be of.
            without: A person of the directory whose own name is left out of the comparison.
        """
        scores = {party: self._score(name, self._own(party, without)) for party in parties if party in self._runs}
        best = max(scores.values(), default=0.0)
        raised = {party: exp(_SHARP * (score - best)) for party, score in scores.items()}
        whole = sum(raised.values())
        return {party: value / whole for party, value in raised.items()}

    def _own(self, party: str, without: str) -> Counter[str]:
        own = self._runs[party]
        known = self._directory.actors.get(without)
        return own - Counter(runs(known.name)) if known and self._directory.party_of(without) == party else own

    def _score(self, name: str, own: Counter[str]) -> float:
        total = own.total() + _BACKGROUND
        return sum(log((own[run] + _BACKGROUND * self._whole[run]) / total) for run in runs(name))

    @cached_property
    def _runs(self) -> Mapping[str, Counter[str]]:
        """The runs of letters in the names of each state's people."""
        found: dict[str, Counter[str]] = {}
        for actor in self._directory.actors.values():
            if actor.kind is not ActorKind.PERSON:
                continue
            party = self._directory.party_of(actor.id) or ""
            known = self._directory.actors.get(party)
            if known and known.kind is ActorKind.STATE:
                found.setdefault(party, Counter()).update(runs(actor.name))
        return found

    @cached_property
    def _whole(self) -> Mapping[str, float]:
        """How frequent each run is in all these names, with a little for what is in none."""
        counts = Counter[str]()
        for own in self._runs.values():
            counts.update(own)
        total = counts.total() or 1
        return _Shares({run: count / total for run, count in counts.items()}, 0.2 / total)


@lru_cache(maxsize=4)
def likeness(directory: Directory) -> Likeness:
    """Return the comparison of names for a directory, made once."""
    return Likeness(directory)


class _Shares(dict[str, float]):
    """Shares with a least one for what is missing."""

    def __init__(self, shares: Mapping[str, float], least: float) -> None:
        super().__init__(shares)
        self._least = least

    def __missing__(self, run: str) -> float:
        return self._least


def runs(name: str) -> Iterator[str]:
    """Yield the runs of three letters in the words of a name, with a mark at both ends of each.

    >>> list(runs("Li Bo"))
    ['<li', 'li>', '<bo', 'bo>']
    """
    for word in plain(name).lower().replace("-", " ").split():
        marked = f"<{word}>"
        yield from (marked[at : at + _RUN] for at in range(len(marked) - _RUN + 1))
