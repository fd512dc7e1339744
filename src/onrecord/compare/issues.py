"""Issues: the matters in dispute, each crossed with whom it concerns ("membership of a body: a state").

The words of an entry name the matter; the states and bodies that they name say of which body and whose. Where they
say "the alliance", it is the body that nearly all of the report's entries name. An entry may be about several
issues. What the words leave open stays with the issue above.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from onrecord.compare.catalogue import BODY, catalogue, spoken
from onrecord.compare.named import Named
from onrecord.compare.told import counted, tellings
from onrecord.core.entry import Event
from onrecord.core.finding import Finding, FindingKind, Matter
from onrecord.core.identity import finding_id
from onrecord.core.problem import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.compare.catalogue import CatalogueMatter
    from onrecord.compare.comparison import View
    from onrecord.compare.told import Told

LEAST_ENTRIES = 2  # that an issue has: what is said once is no matter in dispute
_PREVAILING = 2 / 3  # of a report's mentions of bodies, from which "the alliance" is that body


class _Issue(NamedTuple):
    """What an issue is told from others by: the matter, the body that it is of, whom it concerns."""

    matter: str
    body: str
    whom: tuple[str, ...]

    @property
    def above(self) -> _Issue | None:
        return self._replace(whom=()) if self.whom else None


class Issues:
    """The matters in dispute, with the entries that are about each."""

    name = "issues 1"
    kind = FindingKind.ISSUE

    def compare(self, view: View) -> Outcome[Finding]:
        """Return a finding for each issue of at least two entries, with the entries of its parts."""
        told = tellings(view)
        named = Named(count.actor for count in view.actors())
        about: dict[_Issue, list[Told]] = defaultdict(list)
        prevailing = _prevailing(told, named)
        for one in told:
            for issue in _issues(one, named, prevailing.get(one.report, "")):
                about[issue].append(one)
                if issue.above:
                    about[issue.above].append(one)
        once = {issue: _once(members) for issue, members in about.items()}
        kept = {issue: members for issue, members in once.items() if len(members) >= LEAST_ENTRIES}
        found = [_finding(issue, members, named, kept) for issue, members in kept.items()]
        return Outcome(tuple(sorted(found, key=lambda finding: finding.id)))


def _prevailing(told: tuple[Told, ...], named: Named) -> dict[str, str]:
    """Return, for each report, the body that "the alliance" means there: the one it names nearly always."""
    met: dict[str, Counter[str]] = defaultdict(Counter)
    for one in told:
        met[one.report].update(
            {each for each in (*_in_words(one, named), *one.by, *one.whom) if named.is_body(each)}
        )
    found = {}
    for report, bodies in met.items():
        for body, count in sorted(bodies.items()):
            if count >= _PREVAILING * bodies.total():
                found[report] = body
    return found


def _in_words(one: Told, named: Named) -> tuple[str, ...]:
    return named.in_text(one.words.words)


def _issues(one: Told, named: Named, prevailing: str) -> Iterator[_Issue]:
    """Yield the issues that an entry is about."""
    here = _in_words(one, named)
    bodies = tuple(each for each in (*here, *one.by, *one.whom) if named.is_body(each))
    body = bodies[0] if bodies else prevailing
    said = spoken(_text(one))
    for matter in catalogue():
        if matter.stands_in(said, names_body=any(named.is_body(each) for each in here)):
            of = body if matter.needs_body else ""
            whoms = tuple(_whom(matter, one, here, named))
            outside = [whom for whom in whoms if not of or not named.is_member(whom[0], of, one.appeared)]
            for whom in outside or ((),):
                yield _Issue(matter.id, of, whom)


def _text(one: Told) -> str:
    """Return the words that say what an entry is about: what was said, the condition it was tied to."""
    if isinstance(one.entry, Event) or not one.entry.condition:
        return one.words.words
    return f"{one.words.words} {one.entry.condition.words}"


def _whom(matter: CatalogueMatter, one: Told, here: tuple[str, ...], named: Named) -> Iterator[tuple[str, ...]]:
    """Yield whom a matter concerns in an entry; nothing where its words do not tell."""
    if matter.object == "pair":
        pair = [
            each
            for each in dict.fromkeys((*one.by, *one.whom, *here))
            if named.is_state(each) or named.is_body(each)
        ]
        if len(pair) == 2:  # of three, no one can say which two are meant
            yield tuple(sorted(pair))
    elif matter.object != "none":
        for each in _patient(matter, one, named) if matter.object == "patient" else _state(one, here, named):
            yield (each,)


def _state(one: Told, here: tuple[str, ...], named: Named) -> list[str]:
    """Return the states that an entry names, its speaker's own only where there is no other."""
    states = [each for each in here if named.is_state(each)]
    addressed = [each for each in one.whom if named.is_state(each)]
    return [each for each in states if each not in one.by] or states[:1] or addressed[:1]


def _patient(matter: CatalogueMatter, one: Told, named: Named) -> list[str]:
    """Return the state to which something is done: an event's target, or the first one named after the deed."""
    if isinstance(one.entry, Event):
        return [each for each in one.whom if named.is_state(each)][:1]
    return [each for each in named.in_text(matter.after(one.words.words)) if named.is_state(each)][:1]


def _once(members: list[Told]) -> tuple[Told, ...]:
    """Return entries, each once, the oldest first."""
    return tuple(sorted(dict.fromkeys(members), key=lambda told: told.age))


def _finding(
    issue: _Issue, members: tuple[Told, ...], named: Named, kept: dict[_Issue, tuple[Told, ...]]
) -> Finding:
    above = issue.above if issue.above in kept else None
    says = Matter(_name(issue, named), _matter_of(issue), " ".join(issue.whom), _id(above) if above else None)
    reports = tuple(dict.fromkeys(told.report for told in members))
    sources = len({told.source for told in members})
    counts = counted(len(members), "entry"), counted(len(reports), "report"), counted(sources, "source")
    why = (", ".join(counts),)
    tellings_of = tuple(told.telling() for told in members)
    return Finding(_id(issue), FindingKind.ISSUE, Issues.name, says, reports, tellings_of, why=why)


def _id(issue: _Issue) -> str:
    """Return the id of an issue: it is the same in every record, whichever entry is its oldest."""
    return finding_id(FindingKind.ISSUE, issue.matter, issue.body, *issue.whom)


def _matter_of(issue: _Issue) -> str:
    return f"{issue.matter} of {issue.body}" if issue.body else issue.matter


def _name(issue: _Issue, named: Named) -> str:
    matter = next(one for one in catalogue() if one.id == issue.matter)
    name = matter.name.replace(BODY, named.names.get(issue.body, issue.body)) if issue.body else matter.plain
    return f"{name}: {' and '.join(named.names.get(one, one) for one in issue.whom)}" if issue.whom else name
