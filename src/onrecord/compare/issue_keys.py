"""What an issue is told from others by, what it is called, and which issues a proposition is of."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from onrecord.core.finding import FindingKind
from onrecord.core.identity import finding_id
from onrecord.core.who import ActorKind
from onrecord.matters import BODY, by_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from onrecord.compare.told import Told
    from onrecord.core.finding import Matter
    from onrecord.core.proposition import Proposition
    from onrecord.core.who import Actor

OF = " of "
_NO_PARTIES = frozenset((ActorKind.PERSON, ActorKind.UNNAMED, ActorKind.OUTLET))


class Everyone:
    """The actors of a record by id: their names, and who is a member of what."""

    def __init__(self, actors: Iterable[Actor]) -> None:
        self._actors = {actor.id: actor for actor in actors}
        self._called: dict[str, str] = {}
        for key, one in self._actors.items():
            if one.kind in (ActorKind.STATE, ActorKind.BODY):
                for name in (one.name, *one.aliases):
                    self._called.setdefault(name, key)

    def name(self, actor: str) -> str:
        """Return the shown name of an actor; of one unknown its id."""
        found = self._actors.get(actor)
        return found.name if found else actor

    def names(self) -> dict[str, frozenset[str]]:
        """Return the names of each actor."""
        return {key: frozenset((one.name, *one.aliases)) for key, one in self._actors.items()}

    def party_called(self, name: str) -> str | None:
        """Return the state or body that bears a name; None where none does."""
        return self._called.get(name.removeprefix("The ").removeprefix("the "))

    def is_party(self, actor: str) -> bool:
        """Say whether an actor can be a side of a dispute: no person for himself, nobody unnamed, no newspaper."""
        found = self._actors.get(actor)
        return found is None or found.kind not in _NO_PARTIES

    def is_member(self, state: str, body: str, on: date | None) -> bool:
        """Say whether a state is in a body on a day; of no known day, whether it is so now."""
        known = self._actors.get(body)
        found = [one for one in known.members if one.member == state] if known else []
        return any(one.held_on(on) if on else one.until is None for one in found)


class IssueKey(NamedTuple):
    """What an issue is told from others by: the matter, the body that it is of, whom it concerns."""

    matter: str
    body: str
    whom: tuple[str, ...]

    @property
    def above(self) -> IssueKey | None:
        """The issue that it is part of."""
        return self._replace(whom=()) if self.whom else None

    @classmethod
    def of(cls, matter: Matter) -> IssueKey:
        """Return what a finding of an issue is of.

        >>> from onrecord.core.finding import Matter
        >>> IssueKey.of(Matter("membership of the League: Cordona", "membership of harbour-league", "cordona"))
        IssueKey(matter='membership', body='harbour-league', whom=('cordona',))
        """
        name, _, body = matter.matter.partition(OF)
        return cls(name, body, tuple(matter.object.split()))

    def matter_told(self) -> str:
        """Return the matter, with the body that it is of."""
        return f"{self.matter}{OF}{self.body}" if self.body else self.matter

    def key(self) -> tuple[str, ...]:
        """Return all that tells it from others, in one row."""
        return self.matter, self.body, *self.whom

    @property
    def id(self) -> str:
        """The id of the finding: the same in every record, whichever entry is its oldest."""
        return finding_id(FindingKind.ISSUE, *self.key())


def issues_of(proposition: Proposition, told: Told, everyone: Everyone) -> Iterator[IssueKey]:
    """Yield the issues that a proposition is of: one for each whom it concerns.

    Of the members of a body nobody disputes whether they shall join: they only belong to the matter as a whole.
    """
    matter = by_id()[proposition.matter]
    body = (proposition.body or "") if matter.needs_body else ""
    if matter.object == "pair":
        yield IssueKey(matter.id, body, proposition.object)
        return
    outside = [one for one in proposition.object if not body or not everyone.is_member(one, body, told.appeared)]
    for whom in outside:
        yield IssueKey(matter.id, body, (whom,))
    if not outside:
        yield IssueKey(matter.id, body, ())


def name_of(issue: IssueKey, everyone: Everyone) -> str:
    """Return an issue in plain words."""
    matter = by_id()[issue.matter]
    name = matter.name.replace(BODY, everyone.name(issue.body)) if issue.body else matter.plain
    return f"{name}: {' and '.join(map(everyone.name, issue.whom))}" if issue.whom else name
