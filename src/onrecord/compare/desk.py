"""A desk: what one comparing reads of a record, each thing once, and what its stages make of that.

Eight stages ask for the same texts and entries, and most of the work is to read them. What a function marked
`kept` makes of a desk lies there for the next stage that asks, until findings are put there on which it rests.
"""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from onrecord.compare.comparison import View
    from onrecord.core.entry import TimeExpression
    from onrecord.core.finding import Finding, FindingKind, IssuesByHand, Links
    from onrecord.core.line import ActorCount, Line
    from onrecord.core.report import Report
    from onrecord.core.who import Actor

T = TypeVar("T")


class _Kept(NamedTuple):
    """What was made, and on which kinds of findings it rests."""

    made: object
    rests_on: frozenset[FindingKind]


class Desk:
    """A view of a record for one comparing: all of it is compared anew, so findings are those of this time only.

    Args:
        view: The record.
    """

    def __init__(self, view: View) -> None:
        self._view = view
        self._found: dict[FindingKind, tuple[Finding, ...]] = {}
        self._kept: dict[object, _Kept] = {}
        self._asked: list[set[FindingKind]] = []
        self._texts: tuple[Report, ...] | None = None
        self._times: tuple[TimeExpression, ...] | None = None
        self._everyone: tuple[Actor, ...] | None = None

    def put(self, kind: FindingKind, found: Iterable[Finding]) -> None:
        """Lay down what a stage found, for those behind it; what rests on its kind is made anew."""
        self._found[kind] = tuple(sorted(found, key=lambda one: one.id))
        self._kept = {make: kept for make, kept in self._kept.items() if kind not in kept.rests_on}

    def keep(self, make: Callable[[View], T]) -> T:
        """Return what is made of this desk, made now if it does not lie here."""
        if make not in self._kept:
            self._asked.append(set())
            made = make(self)
            self._kept[make] = _Kept(made, frozenset(self._asked.pop()))
        kept = self._kept[make]
        self._note(kept.rests_on)
        return kept.made  # type: ignore[return-value]  # by the key it is what `make` returned

    def _note(self, kinds: Iterable[FindingKind]) -> None:
        """Note that what is being made rests on some kinds of findings."""
        if self._asked:
            self._asked[-1].update(kinds)

    def findings(self, kind: FindingKind) -> Iterator[Finding]:
        """Yield what an earlier stage found, of one kind."""
        self._note((kind,))
        return iter(self._found.get(kind, ()))

    def texts(self) -> Iterator[Report]:
        """Yield the current reports with their texts, by id."""
        if self._texts is None:
            self._texts = tuple(self._view.texts())
        return iter(self._texts)

    def lines(self) -> Iterator[Line]:
        """Yield the entries, report by report; they are read again each time, being kept as tellings."""
        return self._view.lines()

    def times(self) -> Iterator[TimeExpression]:
        """Yield the words that name a time, report by report, in the order of their ids and places."""
        if self._times is None:
            self._times = tuple(self._view.times())
        return iter(self._times)

    def actors(self) -> Iterator[ActorCount]:
        """Yield the actors that the entries name."""
        return self._view.actors()

    def everyone(self) -> Iterator[Actor]:
        """Yield the actors that the record knows, by id: those too that an entry only concerns."""
        if self._everyone is None:
            self._everyone = tuple(self._view.everyone())
        return iter(self._everyone)

    def links(self) -> Links:
        """Return which entries a person said to tell one happening, and which not."""
        return self._view.links()

    def issues_by_hand(self) -> IssuesByHand:
        """Return how a person named, merged, split and pinned issues."""
        return self._view.issues_by_hand()


def kept(make: Callable[[View], T]) -> Callable[[View], T]:
    """Let what a function makes of a view lie on the desk, where the view is one."""

    @wraps(make)
    def made(view: View) -> T:
        return view.keep(make) if isinstance(view, Desk) else make(view)

    return made
