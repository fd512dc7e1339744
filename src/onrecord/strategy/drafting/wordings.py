"""Puts wordings of no matter together: of one owner, and alike in the words that tell something."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from onrecord.strategy.drafting.acts import lexicon
from onrecord.strategy.drafting.telling import telling
from onrecord.strategy.model.model import CellKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from onrecord.strategy.drafting.bearing import Bearing

ALIKE = 0.34  # two wordings are of one option when they share this part of their telling words
ALIKE_ON_AN_ISSUE = 0.15  # the same, when both are about one issue of the dispute
LONGEST = 120  # characters of a wording
_MARKS = str.maketrans("", "", '"“”„«»')  # a wording cut from a quotation has one of two
_LEADING = re.compile(r"^(?:that|to)\s+(?=\w)")


@dataclass(slots=True, eq=False)
class Cluster:
    """Wordings of one option: whose, the telling words and issues of the first, and all that was said.

    It is `sound` where somebody says by his act that he wants or will do it, in words that name a deed: two that
    tell something, beside names. What is only asserted, or read off what happens, tells of no choice.
    """

    owner: str
    seed: frozenset[str]
    issues: frozenset[str]
    said: list[Bearing] = field(default_factory=list)
    sound: bool = False

    @property
    def words(self) -> str:
        """Return the shortest wording among the entries that tells something, rather of one that says yes."""
        told = [(worded(one), one.says) for one in self.said]
        shortest = min(told, key=lambda one: (len(telling(one[0])) < 2, not one[1], len(one[0]), one[0]))
        return shortest[0]

    def alike(self, words: frozenset[str], issues: Iterable[str]) -> bool:
        """Say whether a wording seems to be of this option."""
        least = ALIKE if self.issues.isdisjoint(issues) else ALIKE_ON_AN_ISSUE
        return likeness(self.seed, words) >= least

    @property
    def weight(self) -> tuple[int, int]:
        """How much speaks for it: by how many parties, in how many wordings."""
        return len({one.party for one in self.said}), len({one.words for one in self.said})


class _Index:
    """The clusters so far, by owner, and by the words that they began with."""

    def __init__(self) -> None:
        self._by_owner: dict[str, list[Cluster]] = defaultdict(list)
        self._by_word: dict[tuple[str, str], list[Cluster]] = defaultdict(list)

    def __iter__(self) -> Iterator[Cluster]:
        for made in self._by_owner.values():
            yield from made

    def likest(self, owner: str | None, words: frozenset[str]) -> Cluster | None:
        """Return the cluster of an owner (of any, where none is told) that a wording is most like."""
        owners = [owner] if owner is not None else list(self._by_owner)
        keys = [(one, word) for one in owners for word in sorted(words)]  # of two as like always the same
        near = dict.fromkeys(cluster for key in keys for cluster in self._by_word.get(key, ()))
        return max(near, key=lambda cluster: likeness(cluster.seed, words), default=None)

    def take(self, one: Bearing, words: frozenset[str]) -> None:
        """Put a wording into the cluster that it is of, or begin one with it where it names its owner."""
        best = self.likest(one.owner, words)
        if best is not None and best.alike(words, one.issues):
            best.said.append(one)
        elif one.owner is not None and words and one.says is not None:
            self.begin(one.owner, words, one)

    def begin(self, owner: str, words: frozenset[str], first: Bearing) -> None:
        """Begin a cluster with a wording."""
        cluster = Cluster(owner, words, frozenset(first.issues), [first])
        self._by_owner[owner].append(cluster)
        for word in words:
            self._by_word[owner, word].append(cluster)


def clustered(told: Iterable[Bearing], names: Mapping[str, str]) -> list[Cluster]:
    """Put wordings of one option together; a demand on no one in particular joins the option it is most like."""
    made = _Index()
    whom = frozenset().union(*(telling(name) for name in names.values()))
    for one in sorted(told, key=lambda b: (b.owner is None, b.kind is CellKind.POSITION, b.done)):
        words = telling(one.words) - whom or telling(one.words)  # who is named tells little of what is done
        made.take(one, words)
    for cluster in made:
        cluster.sound = any(_names_a_choice(one, whom) for one in cluster.said)
    return list(made)


def _names_a_choice(one: Bearing, names: frozenset[str]) -> bool:
    """Say whether a party says what it wants or will do, in words that name a deed.

    No thing is one ("the envoy"); what is done to a thing may be told as one ("the filling of the lake").
    """
    words = worded(one).casefold().split()
    thing = words and (words[0] in lexicon()["thing.opening"] or words[0][0].isdigit())
    deed = not thing or "of" in words
    return one.willed and deed and len(telling(one.words) - names) > 1


def worded(one: Bearing) -> str:
    """Return the words of a saying as an option is named by them: without marks and what leads into them."""
    plain = _LEADING.sub("", " ".join(one.words.translate(_MARKS).split()).strip("‘’', "))
    return plain if len(plain) <= LONGEST else plain[:LONGEST].rpartition(" ")[0] + " …"


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Return which part of the words of either stand in both."""
    return len(one & other) / len(one | other) if one and other else 0.0
