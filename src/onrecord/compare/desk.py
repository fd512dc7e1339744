"""A desk: what comparing has read of a record, each thing once, and what its stages make of that.

Eight stages ask for the same texts and entries, and most of the work is to read them. What a function marked
`kept` makes of a desk lies there for the next stage that asks, until findings are put there on which it rests.

A desk outlives a comparing. When the record is laid on it again, the reports that are as they were lie there
still, with all that was worked out of each by itself (`noted`): of one more report that one alone is read.
"""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from onrecord.compare.comparison import View
    from onrecord.core.extraction import Content
    from onrecord.core.finding import Finding, FindingKind, IssuesByHand, Links
    from onrecord.core.report import Report
    from onrecord.core.who import Actor

T = TypeVar("T")


class _Kept(NamedTuple):
    """What was made, and on which kinds of findings it rests."""

    made: object
    rests_on: frozenset[FindingKind]


class _Note(NamedTuple):
    """What was made of some things."""

    of: tuple[object, ...]
    made: Any


class Desk:
    """A view of a record for comparing: all of it is compared anew, so findings are those of this time only.

    Args:
        view: The record; without one nothing lies there yet.
    """

    def __init__(self, view: View | None = None) -> None:
        self.clear()
        if view is not None:
            self.lay(view)

    def clear(self) -> None:
        """Take everything away: who was broken off in between may have left half of something."""
        self._contents: dict[str, Content] = {}
        self._prints: dict[str, str] = {}
        self._notes: dict[Callable[..., object], dict[str, _Note]] = {}
        self._stays: dict[type, object] = {}

    def lay(self, view: View) -> None:
        """Lay a record there as it is now; what of it has not changed since is not read again."""
        self._view = view
        self._found: dict[FindingKind, tuple[Finding, ...]] = {}
        self._kept: dict[object, _Kept] = {}
        self._asked: list[set[FindingKind]] = []
        self._everyone: tuple[Actor, ...] | None = None
        prints = view.prints()
        held = {key: one for key, one in self._contents.items() if prints.get(key) == self._prints[key]}
        fresh = {one.report.id: one for one in view.contents(prints.keys() - held.keys())}
        self._contents = dict(sorted({**held, **fresh}.items()))
        self._prints = {key: prints[key] for key in self._contents}
        for notes in self._notes.values():
            for gone in notes.keys() - self._contents.keys():
                del notes[gone]

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
        self._rests_on(kept.rests_on)
        return kept.made  # type: ignore[return-value]  # by the key it is what `make` returned

    def note(self, make: Callable[..., T], report: str, *of: object) -> T:
        """Return what is made of some things of a report, made now if it was not made of the same before."""
        notes = self._notes.setdefault(make, {})
        note = notes.get(report)
        if note is None or note.of != of:
            note = notes[report] = _Note(of, make(*of))
        return note.made  # type: ignore[no-any-return]  # by the key it is what `make` returned

    def stay(self, kind: type[T]) -> T:
        """Return the one of a kind that stays there from comparing to comparing."""
        return self._stays.setdefault(kind, kind())  # type: ignore[return-value]  # by the key it is of that kind

    def _rests_on(self, kinds: Iterable[FindingKind]) -> None:
        """Note that what is being made rests on some kinds of findings."""
        if self._asked:
            self._asked[-1].update(kinds)

    def findings(self, kind: FindingKind) -> Iterator[Finding]:
        """Yield what an earlier stage found, of one kind."""
        self._rests_on((kind,))
        return iter(self._found.get(kind, ()))

    def prints(self) -> dict[str, str]:
        """Return, by id, on what the content of each report hangs."""
        return self._prints

    def contents(self, among: Iterable[str] | None = None) -> Iterator[Content]:
        """Yield the current reports, or some of them, with their times and entries, by id."""
        wanted = self._contents if among is None else frozenset(among)
        return (one for key, one in self._contents.items() if key in wanted)

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


def noted(view: View, make: Callable[..., T], report: str, *of: object) -> T:
    """Return what a function makes of some things of a report; where the view is a desk, once of the same."""
    return view.note(make, report, *of) if isinstance(view, Desk) else make(*of)


def staying(view: View, kind: type[T]) -> T:
    """Return what stays of a kind where the view is a desk, else a new one."""
    return view.stay(kind) if isinstance(view, Desk) else kind()


def texts(view: View) -> Iterator[Report]:
    """Yield the current reports with their texts, by id."""
    return (one.report for one in view.contents())
