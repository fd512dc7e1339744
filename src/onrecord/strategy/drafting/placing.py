"""Puts what entries say on options by owner and kind of deed: who is to do it, and the matter that it is of.

A matter of an international body has two who do it: the body that admits, and the one who would join. What names
no one to do it goes to whoever is already said to do or plan it, and not to the speaker; where nobody is, it stays
out and is listed with its reason. Wordings of no matter are left to `draft`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from onrecord.core.entry import Event, Status
from onrecord.core.proposition import Sense, Sign
from onrecord.matters import by_id
from onrecord.strategy.drafting.bearing import party_of
from onrecord.strategy.drafting.days import is_past
from onrecord.strategy.drafting.forms import form_of
from onrecord.strategy.model.model import CellKind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from onrecord.core.entry import Entry
    from onrecord.core.proposition import Proposition
    from onrecord.strategy.drafting.bearing import Bearing

NOBODY = "names no one to do it"
JOIN = "join"
ATTACK = "attack"


@dataclass(frozen=True, slots=True)
class Place:
    """An option as the record tells it: whose, of which matter; `part` is "join" for who would join a body."""

    owner: str
    matter: str
    part: str = ""


@dataclass(slots=True)
class Said:
    """All that bears on one place: sayings, and who is told to have done it."""

    told: list[Bearing] = field(default_factory=list)
    done: list[str] = field(default_factory=list)

    @property
    def weight(self) -> tuple[int, int]:
        """How much speaks for it: by how many parties, in how many wordings."""
        return len({one.party for one in self.told}), len({one.words for one in self.told}) + len(set(self.done))


def placed(
    told: Iterable[Bearing], entries: Iterable[Entry], present: date | None = None
) -> tuple[dict[Place, Said], tuple[tuple[Bearing, str], ...]]:
    """Return what bears on each place, and what could not be placed, each with its reason.

    Args:
        told: How entries bear on what someone may do.
        entries: The same entries: what they tell as done is part of the present.
        present: What names no one to do it and is of long before is placed nowhere: who does it now did not then.
    """
    told = tuple(told)
    found: dict[Place, Said] = defaultdict(Said)
    waiting: list[Bearing] = []
    joining = set(_joining(told))
    fighting = {who for one in told if _is_attack(one) for who in (one.party, *one.whom)}
    for one in filter(_is_placed, told):
        places = tuple(_places(one, joining, fighting))
        for place in places:
            found[place].told.append(one)
        waiting.extend(() if places else (one,))
    for place, ident in _lasting(entries):
        found[place].done.append(ident)
    left = tuple((one, NOBODY) for one in _without_owner(waiting, found, present))
    return dict(found), left


def _without_owner(
    waiting: Iterable[Bearing], found: Mapping[Place, Said], present: date | None
) -> Iterator[Bearing]:
    """Put what names no one to do it where its matter is most spoken of; yield what still belongs nowhere."""
    for one in waiting:
        place = None if is_past(one.when, present) else _likeliest(one, found)
        if place is None:
            yield one
        else:
            found[place].told.append(one)


def _is_placed(one: Bearing) -> bool:
    """Say whether something told has a place by its matter: it takes a side of one."""
    return bool(one.matter) and one.says is not None


def _is_attack(one: Bearing) -> bool:
    """Say whether a party attacks another, or says that it will."""
    return one.matter == ATTACK and one.kind is CellKind.INTENTION and one.says is True


def _joining(told: Sequence[Bearing]) -> Iterator[tuple[str, str]]:
    """Yield who would join a body, with the matter, where that is spoken of as its doing.

    It says so itself, or words tell it to, or have it join; whom others would only let in has no option by that.
    """
    concerned = {(one.matter, who) for one in told for who in one.whom}
    for one in told:
        own = {one.party} if _speaks_of_itself(one) else set()
        named = {who for who in (one.owner, one.doer) if who in one.whom}
        yield from ((one.matter, who) for who in (*own, *named) if (one.matter, who) in concerned)


def _speaks_of_itself(one: Bearing) -> bool:
    """Say whether a party says what it will do itself, in words that concern itself or nobody else."""
    return one.kind is CellKind.INTENTION and one.party in (one.whom or (one.party,))


def _places(one: Bearing, joining: Collection[tuple[str, str]], fighting: Collection[str]) -> Iterator[Place]:
    """Yield where a yes or no in a matter belongs by its own words."""
    if by_id()[one.matter].needs_body:
        yield from _around_body(one, one.body, joining) if one.body else ()
    else:
        yield from (Place(who, one.matter) for who in _doers(one, fighting))


def _doers(one: Bearing, fighting: Collection[str]) -> tuple[str, ...]:
    """Return who would do what is told, by the words or by the kind of matter."""
    if one.owner is not None:
        barred = fighting and one.matter in OF_FIGHTERS and one.owner not in fighting
        return () if barred else (one.owner,)
    if one.matter in OF_THE_STATE:
        return one.whom
    return (one.whom or _taking_part(one, fighting)) if form_of(one.matter).shared else ()


def _taking_part(one: Bearing, fighting: Collection[str]) -> tuple[str, ...]:
    """Return who would do its part of what takes several: whom the words have doing it, else who speaks.

    Where there is fighting, only who fights can end it.
    """
    if one.doer is not None and one.doer != one.party:
        return (one.doer,)
    return (one.party,) if one.party in fighting or not fighting else ()


def _around_body(one: Bearing, body: str, joining: Collection[tuple[str, str]]) -> Iterator[Place]:
    """Yield the places of who joins a body and of the body; who is to join elsewhere speaks of joining here."""
    if _speaks_of_itself(one) and (one.matter, one.party) in joining:
        yield Place(one.party, one.matter, JOIN)
        return
    if one.party not in one.whom:
        yield Place(body, one.matter)
    if one.owner != body:
        yield from (Place(who, one.matter, JOIN) for who in one.whom if (one.matter, who) in joining)


OF_FIGHTERS = ("ceasefire",)  # who does not fight can only bring it about
OF_THE_STATE = ("neutrality", "nuclear", "elections", "troops")  # those whom these concern do them themselves


def _likeliest(one: Bearing, found: Mapping[Place, Said]) -> Place | None:
    """Return the place of the same matter whose owner did it or speaks of doing it, of those the most spoken of.

    It is of another than the speaker and those concerned. None where the speaker has done it too and is for it: it
    may be its own that it speaks of.
    """
    mine = found.get(Place(one.party, one.matter))
    if (one.says and mine is not None and mine.done) or "by" in one.words.split():
        return None  # "attacks by armed groups" names who does it, though no party
    fitting = {place: said.weight for place, said in found.items() if _may_be_meant(place, said, one)}
    likeliest = [place for place, weight in fitting.items() if weight == max(fitting.values())]
    return likeliest[0] if len(likeliest) == 1 else None  # of two alike neither is the likelier


def _may_be_meant(place: Place, said: Said, one: Bearing) -> bool:
    """Say whether a wish may be of a place: of its matter, and of another whom it does not concern."""
    others = place.owner not in (one.party, *one.whom)
    return others and place.matter == one.matter and not place.part and _is_told_to_act(place, said)


def _is_told_to_act(place: Place, said: Said) -> bool:
    """Say whether an owner is told to have done it, or to intend it or not."""
    return bool(said.done) or any(kind_at(place, one) is CellKind.INTENTION for one in said.told)


def _lasting(entries: Iterable[Entry]) -> Iterator[tuple[Place, str]]:
    """Yield what entries tell as done that goes on until it is undone: troops out, sanctions in force."""
    for entry in entries:
        if isinstance(entry, Event) and entry.status not in (Status.HAPPENED, Status.ONGOING):
            continue  # what is planned, denied or ruled out is told, but not so
        for one in filter(_is_so, entry.propositions):
            who = _who_did(entry, one)
            if who is not None and is_lasting(one.matter):
                yield Place(who, one.matter), entry.id


def _is_so(side: Proposition) -> bool:
    """Say whether a proposition tells that something is so."""
    return side.sense is Sense.FACT and side.sign is Sign.FOR and not side.background


def _who_did(entry: Entry, side: Proposition) -> str | None:
    """Return who did it; in matters that a state does itself, else the one whom it concerns."""
    who = party_of(entry) if isinstance(entry, Event) else side.doer
    alone = side.object[0] if side.matter in OF_THE_STATE and len(side.object) == 1 else None
    return who if who is not None else alone


def is_lasting(matter: str) -> bool:
    """Say whether what is done in a matter goes on until it is undone."""
    return form_of(matter).lasting


def named(place: Place, said: Said, names: Mapping[str, str]) -> str:
    """Return what an option is called: by its matter, whom it concerns and the body that it is of."""
    form = form_of(place.matter)
    whom = _foremost(Counter(who for one in said.told for who in one.whom if who != place.owner))
    bodies = _foremost(Counter(one.body for one in said.told if one.body))
    body = names.get(bodies[0], bodies[0]) if bodies else "the body"
    pattern = form.join if place.part else form.name if whom else form.alone
    return pattern.format(whom=_listed(whom, names), body=body)


def _foremost(counts: Counter[str]) -> list[str]:
    """Return those of whom most is said: all of whom half as much is said as of the first, three at the most."""
    most = max(counts.values(), default=0)
    return [who for who, count in counts.most_common(3) if 2 * count >= most]


def _listed(whom: Sequence[str], names: Mapping[str, str]) -> str:
    """Return names as one lists them: "Peru, Chile and Bolivia"."""
    called = [names.get(who, who) for who in whom]
    return " and ".join(filter(None, (", ".join(called[:-1]), *called[-1:])))


def kind_at(place: Place, one: Bearing) -> CellKind:
    """Return what a saying is of a place: the owner's intention, else a position on it."""
    own = one.party == place.owner and one.kind is CellKind.INTENTION
    return CellKind.INTENTION if own else CellKind.POSITION
