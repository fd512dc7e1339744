"""Issues: the matters in dispute, each crossed with whom it concerns ("membership of a body: a state").

What an entry is about stands with it, as its propositions; an issue is what at least two entries are about. One
may be about several. What its words leave open stays with the issue above.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from onrecord.compare.told import tellings
from onrecord.core.counted import counted
from onrecord.core.finding import Finding, FindingKind, Matter
from onrecord.core.identity import finding_id
from onrecord.core.problem import Outcome
from onrecord.core.who import ActorKind
from onrecord.matters import BODY, by_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from onrecord.compare.comparison import View
    from onrecord.compare.told import Told
    from onrecord.core.proposition import Proposition
    from onrecord.core.who import Actor

LEAST_ENTRIES = 2  # that an issue has: what is said once is no matter in dispute


_NO_PARTIES = frozenset((ActorKind.PERSON, ActorKind.UNNAMED, ActorKind.OUTLET))


class Everyone:
    """The actors of a record by id: their names, and who is a member of what."""

    def __init__(self, actors: Iterable[Actor]) -> None:
        self._actors = {actor.id: actor for actor in actors}

    def name(self, actor: str) -> str:
        """Return the shown name of an actor; of one unknown its id."""
        found = self._actors.get(actor)
        return found.name if found else actor

    def names(self) -> dict[str, frozenset[str]]:
        """Return the names of each actor."""
        return {key: frozenset((one.name, *one.aliases)) for key, one in self._actors.items()}

    def party_called(self, name: str) -> str | None:
        """Return the state or body that bears a name; None where none does."""
        bare = name.removeprefix("The ").removeprefix("the ")
        return next(
            (
                key
                for key, one in self._actors.items()
                if one.kind in (ActorKind.STATE, ActorKind.BODY) and bare in (one.name, *one.aliases)
            ),
            None,
        )

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

    def key(self) -> tuple[str, ...]:
        """Return all that tells it from others, in one row."""
        return self.matter, self.body, *self.whom

    @property
    def id(self) -> str:
        """The id of the finding: the same in every record, whichever entry is its oldest."""
        return finding_id(FindingKind.ISSUE, *self.key())


class Issues:
    """The matters in dispute, with the entries that are about each."""

    name = "issues 2"
    kind = FindingKind.ISSUE

    def compare(self, view: View) -> Outcome[Finding]:
        """Return a finding for each issue of at least two entries, with the entries of its parts."""
        everyone = Everyone(view.everyone())
        about: dict[IssueKey, list[Told]] = defaultdict(list)
        for one in tellings(view):
            for proposition in one.entry.propositions:
                for issue in issues_of(proposition, one, everyone):
                    about[issue].append(one)
                    if issue.above:
                        about[issue.above].append(one)
        once = {issue: _once(members) for issue, members in about.items()}
        kept = {issue: members for issue, members in once.items() if len(members) >= LEAST_ENTRIES}
        found = [_finding(issue, members, everyone, kept) for issue, members in kept.items()]
        return Outcome(tuple(sorted(found, key=lambda finding: finding.id)))


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


def _once(members: list[Told]) -> tuple[Told, ...]:
    """Return entries, each once, the oldest first."""
    return tuple(sorted(dict.fromkeys(members), key=lambda told: told.age))


def _finding(
    issue: IssueKey, members: tuple[Told, ...], everyone: Everyone, kept: dict[IssueKey, tuple[Told, ...]]
) -> Finding:
    above = issue.above if issue.above in kept else None
    matter = f"{issue.matter} of {issue.body}" if issue.body else issue.matter
    says = Matter(name_of(issue, everyone), matter, " ".join(issue.whom), above.id if above else None)
    reports = tuple(dict.fromkeys(told.report for told in members))
    sources = len({told.source for told in members})
    counts = counted(len(members), "entry"), counted(len(reports), "report"), counted(sources, "source")
    why = (", ".join(counts),)
    tellings_of = tuple(told.telling() for told in members)
    return Finding(issue.id, FindingKind.ISSUE, Issues.name, says, reports, tellings_of, why=why)


def name_of(issue: IssueKey, everyone: Everyone) -> str:
    """Return an issue in plain words."""
    matter = by_id()[issue.matter]
    name = matter.name.replace(BODY, everyone.name(issue.body)) if issue.body else matter.plain
    return f"{name}: {' and '.join(map(everyone.name, issue.whom))}" if issue.whom else name
