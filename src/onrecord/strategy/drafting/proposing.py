"""Which options the record tells of: by matter and doer where it is of a matter, else by its words; best first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from onrecord.strategy.drafting.days import is_past
from onrecord.strategy.drafting.placing import kind_at, named, placed
from onrecord.strategy.drafting.wordings import clustered

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from onrecord.core.entry import Entry
    from onrecord.strategy.drafting.bearing import Bearing
    from onrecord.strategy.drafting.placing import Place, Said
    from onrecord.strategy.drafting.wordings import Cluster
    from onrecord.strategy.model.model import CellKind

FEW = 3  # options of a matter, or of which several parties speak, with which a table is no longer bare


@dataclass(frozen=True, slots=True)
class Proposed:
    """An option as it is proposed: whose, in which words, about what, what bears on it, and if it is one."""

    owner: str
    words: str
    about: tuple[str, ...]
    told: tuple[tuple[Bearing, CellKind], ...]
    weight: tuple[int, int]
    done: tuple[str, ...] = ()
    sound: bool = True

    @property
    def firm(self) -> bool:
        """Whether it is of a matter of the catalogue, or several parties speak of it."""
        return bool(self.about) or self.weight[0] > 1

    @property
    def disputed(self) -> bool:
        """Whether one says yes to it and another no."""
        return len({told.says for told, _ in self.told if self.decides(told)}) > 1

    def open_on(self, day: date | None) -> bool:
        """Say whether it is still to be decided: it lasts, or was spoken of lately and is not only done."""
        still = (one for one, _ in self.told if not one.done or (self.done and one.party == self.owner))
        return any(not is_past(one.when, day) for one in still)

    def decides(self, one: Bearing) -> bool:
        """Say whether something said of it takes a side of what is still to be decided."""
        return one.says is not None and not one.done and (bool(self.about) or one.willed)


def proposals(
    told: Sequence[Bearing],
    entries: Sequence[Entry],
    names: Mapping[str, str],
    wanted: Collection[str],
    present: date | None,
) -> tuple[list[Proposed], list[Bearing]]:
    """Return the options that the record tells of, best first, and what names nobody to act.

    Those of a matter go first, then wordings of none.
    """
    places, unplaced = placed(told, entries, present)
    loose = [one for one in told if not one.matter]
    clusters = clustered(loose, names)
    grouped = {one.entry for cluster in clusters for one in cluster.said}
    nobody = [one for one in loose if one.owner is None and one.entry not in grouped]
    matters = sorted(_of_matters(places, names, wanted), key=_rank)
    words = sorted(map(of_wordings, clusters), key=_rank)
    return [*matters, *words], [*(one for one, _ in unplaced), *nobody]


def _of_matters(
    places: Mapping[Place, Said], names: Mapping[str, str], wanted: Collection[str]
) -> Iterator[Proposed]:
    """Yield the options of which something was said, by those who are wanted: by all where none is named."""
    for place, said in places.items():
        if said.told and (not wanted or place.owner in wanted):
            told = tuple((one, kind_at(place, one)) for one in said.told)
            words = named(place, said, names)
            yield Proposed(place.owner, words, (place.matter,), told, said.weight, tuple(said.done))


def of_wordings(cluster: Cluster) -> Proposed:
    """Return the option that wordings of no matter are of."""
    told = tuple((one, one.kind) for one in cluster.said)
    return Proposed(cluster.owner, cluster.words, (), told, cluster.weight, sound=cluster.sound)


def chosen_of(every: Sequence[Proposed], present: date | None, most: int) -> tuple[list[Proposed], list[Proposed]]:
    """Return what is proposed of what is open, and what only listed: wordings that tell of no choice of a party.

    Wordings of one party stand in the table only where there is little else.
    """
    open_ones = [one for one in every if one.open_on(present)]
    sound = [one for one in open_ones if one.sound]
    firm = [one for one in sound if one.firm]
    chosen = (firm if len(firm) >= FEW else sound)[:most]
    return chosen, [one for one in open_ones if one not in chosen]


def _rank(one: Proposed) -> tuple[int, int, int, int, str, str]:
    """Return what orders options: parties, wordings, entries, latest day; names only where all these are level."""
    latest = max((told.day for told, _ in one.told if told.day), default=date.min)
    return -one.weight[0], -one.weight[1], -len(one.told), -latest.toordinal(), one.owner, one.words
