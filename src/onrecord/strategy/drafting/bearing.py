"""How entries of the record bear on options: whose doing, wanted or intended, yes or no, and when it was said.

The sign is that of the entry's propositions, worked out where the parse was at hand: of the matters that it is
about, else of the deed that was said. Nothing here counts words. Who is told to do it, and whether it is wished or
intended, is told by the doer that the words name, else by the act.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from onrecord.core.entry import Act, Event, Root, Statement, Status
from onrecord.core.proposition import DEED, Sign
from onrecord.core.spoken import Spoken
from onrecord.strategy.drafting.acts import act_of, lexicon, party_named, saying_acts
from onrecord.strategy.drafting.days import last_day
from onrecord.strategy.drafting.forms import form_of
from onrecord.strategy.drafting.sides import is_pledged, sides, stands_in
from onrecord.strategy.model.model import CellKind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from onrecord.core.entry import Entry, Stance
    from onrecord.core.proposition import Proposition
    from onrecord.core.report import Citation
    from onrecord.core.when import When


class Shelf(Protocol):
    """What the strategic model asks of the record."""

    def entry(self, ident: str) -> Entry | None:
        """Return an entry by its id, or None where the record has no such entry."""

    def entries(self) -> Iterable[Entry]:
        """Return every entry."""

    def path(self, report: str) -> str | None:
        """Return the path of a report by its id, or None where it is not known."""

    def text(self, report: str) -> str | None:
        """Return the text of a report by its id, or None where it is not at hand."""


def held(idents: Iterable[str], shelf: Shelf) -> tuple[Entry, ...]:
    """Return the entries of these ids, as far as the record has them."""
    return tuple(entry for ident in idents if (entry := shelf.entry(ident)) is not None)


class EntryShelf:
    """Entries in memory, by id; with the paths and texts of their reports, where these are at hand."""

    def __init__(
        self,
        entries: Iterable[Entry],
        paths: Mapping[str, str] | None = None,
        texts: Mapping[str, str] | None = None,
    ) -> None:
        self._by_id = {entry.id: entry for entry in entries}
        self._paths = dict(paths or {})
        self._texts = dict(texts or {})

    def entry(self, ident: str) -> Entry | None:
        """Return an entry by its id, or None."""
        return self._by_id.get(ident)

    def entries(self) -> Iterable[Entry]:
        """Return every entry."""
        return self._by_id.values()

    def path(self, report: str) -> str | None:
        """Return the path of a report by its id, or None."""
        return self._paths.get(report)

    def text(self, report: str) -> str | None:
        """Return the text of a report by its id, or None."""
        return self._texts.get(report)


@dataclass(frozen=True, slots=True)
class Bearing:
    """How one entry bears on what someone may do.

    Attributes:
        entry: The entry's id. party: Who speaks or acts. owner: Whose doing it is about: its own for an
        intention, for a wish whom the words name as doing it, else the addressee; None where not told. kind: What
        the party wants, or what it says it will do. says: Yes or no to what `words` name; None where only doubt is
        voiced, or the words do not tell. words: The words that name it. when: When.
        done: It is told as having happened, so it is nothing that is still to be decided.
        issues: Ids of the issues it is about.
        matter: Id of the matter in the catalogue; empty where it is a deed of no matter there.
        whom: Ids of those whom it concerns.
        conditional: The yes or no is tied to a condition.
        condition: The words of the condition, where the report gives it.
        said: All that was said, or the event's words.
        body: Id of the international body that the matter is of.
        named: The words by which the matter is named. near: The same with some words about them.
        doer: Whom the words of the deed name as doing it, whoever owns the matter.
        pledged: A guarantee of it is what the words speak of.
        willed: It was said, or thought, by an act that tells what shall be.
    """

    entry: str
    party: str
    owner: str | None
    kind: CellKind
    says: bool | None
    words: str
    when: When | None
    done: bool = False
    issues: tuple[str, ...] = ()
    matter: str = ""
    whom: tuple[str, ...] = ()
    conditional: bool = False
    condition: str = ""
    said: str = ""
    body: str | None = None
    named: str = ""
    near: str = ""
    doer: str | None = None
    pledged: bool = False
    willed: bool = False

    @property
    def day(self) -> date | None:
        """Return the last day on which it can have been said, or None."""
        return last_day(self.when)


def bearings(entries: Iterable[Entry]) -> Iterator[Bearing]:
    """Yield how entries bear on options, read together: the deed that a threat names is the threatener's."""
    known = tuple(entries)
    by_id = {entry.id: entry for entry in known}
    telling_it = {(e.via, party_of(e)) for e in known if isinstance(e, Statement) and e.via and readings(e)}
    plans = _plans(known)
    for entry in known:
        if isinstance(entry, Event):
            yield from _threatened(entry, by_id)
            silent = _is_told_of(entry, by_id)
        else:
            silent = _is_frame(entry, telling_it)
        if not silent:
            yield from (_of_whose_plan(one, entry, plans) for one in readings(entry))


def _plans(entries: Iterable[Entry]) -> dict[str, list[tuple[str, Citation]]]:
    """Return by report who is said to plan, threaten or announce what."""
    words = lexicon()
    planning = words["intention.yes"] | words["stance.intention"]
    found: dict[str, list[tuple[str, Citation]]] = defaultdict(list)
    for entry in entries:
        party = party_of(entry)
        if not isinstance(entry, Event) and party and act_of(entry) in planning:
            for piece in entry.content:
                found[piece.report].append((party, piece))
    return found


def _of_whose_plan(one: Bearing, entry: Entry, plans: Mapping[str, Sequence[tuple[str, Citation]]]) -> Bearing:
    """Return a refusal of what the same words tell as another's plan as a wish that the other leave it."""
    if isinstance(entry, Event) or act_of(entry) != Act.REFUSE.value or one.kind is not CellKind.INTENTION:
        return one
    others = {
        party for piece in entry.content for party, plan in plans.get(piece.report, ()) if _is_in(one, piece, plan)
    }
    others.discard(one.party)
    return replace(one, kind=CellKind.POSITION, owner=others.pop()) if len(others) == 1 else one


def _is_in(one: Bearing, piece: Citation, plan: Citation) -> bool:
    """Say whether the words of a plan stand in a piece of what is refused, and name the same."""
    return piece.start <= plan.start and plan.end <= piece.end and bool(one.named) and one.named in plan.words


def _is_told_of(entry: Event, by_id: Mapping[str, Entry]) -> bool:
    """Say whether a plan, or a deed that goes on, is told by another than who is to have it.

    Then it is that other's word ("their attacks on us go on") or wish, and no intention of theirs.
    """
    claim = by_id.get(entry.claim or "")
    told = claim is not None and not isinstance(claim, Event) and party_of(claim) != party_of(entry)
    return told and entry.status in (Status.PLANNED, Status.ONGOING)


def _is_frame(entry: Statement | Stance, telling_it: Collection[tuple[str | None, str | None]]) -> bool:
    """Say whether it only tells of a saying of the same party: "said that he had refused" is the refusal alone."""
    return act_of(entry) == Act.ASSERT.value and (entry.id, party_of(entry)) in telling_it


def bearing(entry: Entry) -> Bearing | None:
    """Return how an entry bears on what someone may do, the main thing; None where it does not."""
    return next(iter(readings(entry)), None)


def readings(entry: Entry) -> tuple[Bearing, ...]:
    """Return how an entry bears on what someone may do: one for each thing on which it takes a side.

    None where it takes no side of what shall be, or no party is known.
    """
    party = party_of(entry)
    if party is None:
        return ()
    if isinstance(entry, Event):
        found = _of_event(entry, party)
        return (found,) if found else ()
    if blames_itself(entry, party):
        return ()
    if act_of(entry) in lexicon()["stance.doubt"]:
        return (_said(entry, party),)
    return tuple(_reading(entry, party, side) for side in sides(entry) if not _blames_its_lack(entry, side))


def blames_itself(entry: Statement | Stance, party: str) -> bool:
    """Say whether a party would blame its own deed: then it is not sure who speaks."""
    return act_of(entry) in lexicon()["position.blames"] and entry.deed is not None and entry.deed.doer == party


def _blames_its_lack(entry: Statement | Stance, side: Proposition) -> bool:
    """Say whether what harms others would be blamed for not being done: likelier the words are read wrong."""
    harms = side.matter != DEED and form_of(side.matter).harms
    return harms and side.sign is Sign.FOR and act_of(entry) in lexicon()["position.blames"]


def _reading(entry: Statement | Stance, party: str, side: Proposition) -> Bearing:
    kind, owner = _whose(entry, party, side)
    harmed = (str(side.doer),) if _is_threatened_with(entry, party, side) else ()
    return replace(
        _said(entry, party),
        owner=owner,
        kind=kind,
        says=side.sign is Sign.FOR,
        words=_words(entry, side),
        matter="" if side.matter == DEED else side.matter,
        whom=side.object or harmed,
        conditional=side.conditional,
        body=side.body,
        named=side.words.words,
        near=_near(entry, side),
        pledged=is_pledged(entry),
    )


def _whose(entry: Statement | Stance, party: str, side: Proposition) -> tuple[CellKind, str | None]:
    """Return whether a side is intended or wished, and whose doing it is of.

    Who refuses or denies speaks of what he himself will do, whoever is named in what is refused. What stands in
    the condition of a threat is what the other is to leave.
    """
    if _is_intended(entry, party, side):
        return CellKind.INTENTION, party
    return CellKind.POSITION, side.doer or party_named(entry.addressee)


def _is_intended(entry: Statement | Stance, party: str, side: Proposition) -> bool:
    """Say whether a party speaks of what it will do itself, or have done."""
    if entry.condition and side.words.begins_in(entry.condition):
        return False
    of_nobody = ("intention.yes", "stance.intention") if side.doer is None else ()
    own = (act_of(entry) in lexicon()[key] for key in ("intention.own", *of_nobody))
    return side.doer == party or any(own) or _has_it_done(entry, party, side)


def _has_it_done(entry: Statement | Stance, party: str, side: Proposition) -> bool:
    """Say whether it is done at a party's own word: it orders it, or threatens with what harms another."""
    if _is_threatened_with(entry, party, side):
        return True
    cue = entry.cue.words.casefold().split() if entry.cue else []
    orders = not lexicon()["order.cues"].isdisjoint(cue)
    return orders and {side.doer, party_named(entry.addressee)} <= {None, party}


def _is_threatened_with(entry: Statement | Stance, party: str, side: Proposition) -> bool:
    """Say whether another is threatened with what is done to him: "they will begin paying the tariffs"."""
    threatens = act_of(entry) in lexicon()["intention.threats"] and side.sign is Sign.FOR
    return threatens and side.doer not in (None, party) and side.matter != DEED and form_of(side.matter).harms


def _said(entry: Statement | Stance, party: str) -> Bearing:
    """Return an entry as a wish that nobody is told to meet, neither yes nor no: what its readings share."""
    said = " ".join(citation.words for citation in entry.content)
    return Bearing(
        entry.id,
        party,
        None,
        CellKind.POSITION,
        None,
        said,
        entry.when,
        issues=entry.issues,
        condition=entry.condition.words if entry.condition else "",
        said=said,
        doer=entry.deed.doer if entry.deed else None,
        willed=act_of(entry) in saying_acts() - {Act.ASSERT.value},
    )


def _words(entry: Statement | Stance, side: Proposition) -> str:
    """Return the words that name what a side is of: the deed's, where the matter's own stand in them."""
    deed = entry.deed
    within = deed is not None and side.matter != DEED and _holds(deed, side)
    return deed.words.words if deed and within else side.words.words


def _near(entry: Statement | Stance, side: Proposition) -> str:
    """Return the words that name a matter, with three before and three behind them."""
    for piece in entry.content:
        if piece.start <= side.words.start and side.words.end <= piece.end:
            before = piece.words[: side.words.start - piece.start].split()[-3:]
            behind = piece.words[side.words.end - piece.start :].split()[:3]
            return " ".join((*before, side.words.words, *behind))
    return side.words.words


def _holds(deed: Proposition, side: Proposition) -> bool:
    """Say whether the words of a matter stand in those of a deed that goes the same way."""
    return stands_in(side, deed) and deed.sign is side.sign


def party_of(entry: Entry) -> str | None:
    """Return who speaks or acts: the party, or the actor where no party is known."""
    return next((found for mention in entry.doers if (found := party_named(mention))), None)


def _of_event(entry: Event, party: str) -> Bearing | None:
    if entry.status in (Status.DENIED, Status.DEMANDED, Status.POSSIBLE):
        return None
    if entry.plover.value in lexicon()["event.verbal"]:
        return None  # what was said is told by its statement; saying it is no option
    found = _event(entry, party, done=entry.status is Status.HAPPENED)
    if found.matter in lexicon()["form.pledges"]:
        return None  # a pledge is given by saying it, too
    return None if _is_a_state_of_things(entry) else found


def _is_a_state_of_things(entry: Event) -> bool:
    """Say whether force goes on, or is planned, against no one who is named: "the conflict", "to kill people"."""
    named = any(mention.party for mention in entry.targets) or any(one.object for one in entry.propositions)
    return entry.plover is Root.ASSAULT and entry.status in (Status.ONGOING, Status.PLANNED) and not named


def _event(entry: Event, party: str, *, done: bool, condition: str = "") -> Bearing:
    words = entry.words.words
    told = Bearing(
        entry.id,
        party,
        party,
        CellKind.INTENTION,
        says=True,
        words=words,
        when=entry.when,
        done=done,
        issues=entry.issues,
        whom=tuple(found for mention in entry.targets if (found := party_named(mention))),
        conditional=bool(condition),
        condition=condition,
        said=words,
    )
    about = next((one for one in entry.propositions if not one.background), None)
    return _of_matter(told, about) if about else told


def _of_matter(told: Bearing, about: Proposition) -> Bearing:
    """Return a deed as one of a matter, which it does or undoes."""
    named, undone = about.words.words, about.sign is Sign.AGAINST
    words = named if undone else told.words
    return replace(told, says=not undone, words=words, matter=about.matter, body=about.body, named=named)


def _threatened(entry: Event, by_id: Mapping[str, Entry]) -> Iterator[Bearing]:
    """Yield what a party says that it would do itself: "if they attack, the banks would face an embargo"."""
    claim = by_id.get(entry.claim or "")
    if entry.status is not Status.POSSIBLE or not isinstance(claim, Spoken) or not claim.condition:
        return
    party, tied = party_of(claim), act_of(claim) in lexicon()["intention.tied"]
    within = entry.trigger.begins_in(claim.condition)
    if party and tied and not within and party == party_of(entry):
        yield _event(entry, party, done=False, condition=claim.condition.words)
