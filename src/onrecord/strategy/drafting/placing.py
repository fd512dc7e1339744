"""Puts what entries say on options by owner and kind of deed: who is to do it, and the matter that it is of.

A matter of an international body has two who do it: the body that admits, and the one who would join. What names
no one to do it goes to whoever is already said to do or plan it, and not to the speaker; where nobody is, it stays
out and is listed with its reason. Wordings of no matter are left to `draft`.
"""

from __future__ import annotations

import tomllib
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from onrecord.core.entry import Event
from onrecord.core.proposition import Sense, Sign
from onrecord.matters import by_id
from onrecord.strategy.drafting.bearing import party_of
from onrecord.strategy.model.model import CellKind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from datetime import date

    from onrecord.core.entry import Entry
    from onrecord.strategy.drafting.bearing import Bearing

NOBODY = "names no one to do it"
JOIN = "join"


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
    told: Iterable[Bearing], entries: Iterable[Entry], since: date | None = None
) -> tuple[dict[Place, Said], tuple[tuple[Bearing, str], ...]]:
    """Return what bears on each place, and what could not be placed, each with its reason.

    Args:
        told: How entries bear on what someone may do.
        entries: The same entries: what they tell as done is part of the present.
        since: What names no one to do it and is older is placed nowhere: who does it now did not do it then.
    """
    told = tuple(told)
    found: dict[Place, Said] = defaultdict(Said)
    waiting: list[Bearing] = []
    concerned = {(one.matter, who) for one in told for who in one.whom}
    for one in told:
        places = list(_places(one, concerned))
        if not places and one.matter and one.says is not None:
            waiting.append(one)
        for place in places:
            found[place].told.append(one)
    for entry in entries:
        for place in _lasting(entry):
            found[place].done.append(entry.id)
    left = []
    for one in waiting:
        joined = None if since and one.day and one.day < since else _likeliest(one, found)
        if joined is None:
            left.append((one, NOBODY))
        else:
            found[joined].told.append(one)
    return dict(found), tuple(left)


def _places(one: Bearing, concerned: Collection[tuple[str, str]]) -> Iterator[Place]:
    """Yield where a saying belongs by its own words; who is to join a body elsewhere speaks of joining here."""
    if not one.matter or one.says is None:
        return
    if by_id()[one.matter].needs_body and one.body:
        own = one.kind is CellKind.INTENTION and (one.matter, one.party) in concerned
        if own:
            yield Place(one.party, one.matter, JOIN)
        elif one.party not in one.whom:
            yield Place(one.body, one.matter)
        if one.owner != one.body and not own:
            yield from (Place(who, one.matter, JOIN) for who in one.whom)
    elif one.owner is not None:
        yield Place(one.owner, one.matter)
    elif one.matter in OF_THE_STATE:
        yield from (Place(who, one.matter) for who in one.whom)


OF_THE_STATE = ("neutrality", "nuclear", "elections", "troops")  # those whom these concern do them themselves


def _likeliest(one: Bearing, found: Mapping[Place, Said]) -> Place | None:
    """Return the place of the same matter that most is said of, of another than the speaker and those concerned.

    None where the speaker has done it too and is for it: it may be its own that it speaks of.
    """
    mine = found.get(Place(one.party, one.matter))
    if one.says and mine is not None and mine.done:
        return None
    fitting = [
        place
        for place in found
        if place.matter == one.matter and not place.part and place.owner not in (one.party, *one.whom)
    ]
    return max(fitting, key=lambda place: (*found[place].weight, place.owner), default=None)


def _lasting(entry: Entry) -> Iterator[Place]:
    """Yield what an entry tells as done that goes on until it is undone: troops out, sanctions in force."""
    for one in entry.propositions:
        if one.sign is not Sign.FOR or one.sense is not Sense.FACT or one.background or not is_lasting(one.matter):
            continue
        who = party_of(entry) if isinstance(entry, Event) else one.doer
        if who is None and one.matter in OF_THE_STATE and len(one.object) == 1:
            who = one.object[0]
        if who is not None:
            yield Place(who, one.matter)


def is_lasting(matter: str) -> bool:
    """Say whether what is done in a matter goes on until it is undone."""
    return bool(_forms().get(matter, {}).get("lasting"))


def named(place: Place, said: Said, names: Mapping[str, str]) -> str:
    """Return what an option is called: by its matter, whom it concerns and the body that it is of."""
    form = _forms().get(place.matter, {})
    whom = Counter(who for one in said.told for who in one.whom if who != place.owner)
    bodies = Counter(one.body for one in said.told if one.body)
    pattern = str(form.get(JOIN if place.part else "name", "")) or by_id()[place.matter].plain.capitalize()
    body = next((names.get(who, who) for who, _ in bodies.most_common(1)), "the body")
    if "{whom}" in pattern and not whom:
        return (
            pattern.split(" {whom}")[0]
            .split("{whom}")[0]
            .removesuffix(" on")
            .removesuffix(" to")
            .removesuffix(" with")
        )
    target = next((names.get(who, who) for who, _ in whom.most_common(1)), "")
    return pattern.format(whom=target, body=body)


@cache
def _forms() -> dict[str, dict[str, str | bool]]:
    text = resources.files("onrecord").joinpath("data/option_names.toml").read_text(encoding="utf-8")
    found: dict[str, dict[str, str | bool]] = tomllib.loads(text)["matter"]
    if strange := found.keys() - by_id().keys():
        raise ValueError(f"option_names.toml: {sorted(strange)} are no matters of the catalogue")
    return found


def kind_at(place: Place, one: Bearing) -> CellKind:
    """Return what a saying is of a place: the owner's intention, else a position on it."""
    own = one.party == place.owner and one.kind is CellKind.INTENTION
    return CellKind.INTENTION if own else CellKind.POSITION
