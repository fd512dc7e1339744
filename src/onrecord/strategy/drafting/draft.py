"""Drafts an options table from entries: parties, what each could do, who wants and intends what, every cell cited.

A proposal for an analyst to edit. Options are ranked by how many entries bear on them; those beyond the number
asked for are listed too, so that nothing is hidden; so is what was done already, or was last spoken of years
before: that is the past, and no option. What no entry tells stays empty. Preferences are left
partial: only that a party likes its stated positions better met than not, by inclusion, never a ranking guessed
from rhetoric.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from onrecord.strategy.drafting.bearing import bearings, telling
from onrecord.strategy.model.conditions import Condition
from onrecord.strategy.model.model import Cell, CellKind, Model, Option, Partial, Party
from onrecord.strategy.model.naming import option_ids

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from onrecord.core.entry import Entry
    from onrecord.strategy.drafting.bearing import Bearing

ALIKE = 0.34  # two wordings are of one option when they share this part of their telling words
ALIKE_ON_AN_ISSUE = 0.15  # the same, when both are about one issue of the dispute
_LEADING = re.compile(r"^(?:that|to)\s+(?=\w)")
RECENT = timedelta(days=730)  # what was last spoken of longer ago is no open option


@dataclass(frozen=True, slots=True)
class Draft:
    """A drafted model, and what was left out of it.

    Attributes:
        model: The model, with the options that most entries bear on.
        further: Options beyond the number asked for: whose, in which words, on which entries; best first.
        past: The same of what was done already, or was last spoken of long before the day.
        unplaced: Entries that bear on what someone may do, while the record does not tell who.
    """

    model: Model
    further: tuple[tuple[str, str, tuple[str, ...]], ...] = ()
    unplaced: tuple[str, ...] = ()
    past: tuple[tuple[str, str, tuple[str, ...]], ...] = ()


@dataclass(slots=True, eq=False)
class _Cluster:
    owner: str
    seed: frozenset[str]
    issues: frozenset[str]
    said: list[Bearing] = field(default_factory=list)

    @property
    def words(self) -> str:
        """Return the shortest wording among the entries that tells something, rather of one that says yes."""
        told = [(_LEADING.sub("", " ".join(one.words.split()).strip("\"“”‘’', ")), one.says) for one in self.said]
        shortest = min(told, key=lambda one: (len(telling(one[0])) < 2, not one[1], len(one[0]), one[0]))
        return shortest[0][:120]

    def alike(self, words: frozenset[str], issues: Iterable[str]) -> bool:
        """Say whether a wording seems to be of this option."""
        least = ALIKE if self.issues.isdisjoint(issues) else ALIKE_ON_AN_ISSUE
        return _likeness(self.seed, words) >= least

    def open_on(self, day: date | None) -> bool:
        """Say whether it is still to be decided: not only done, and spoken of lately."""
        still = [told for told in self.said if not told.done]
        return any(day is None or told.day is None or told.day >= day - RECENT for told in still)


def draft(
    entries: Iterable[Entry],
    name: str = "draft",
    as_of: date | None = None,
    parties: Sequence[Party] = (),
    most: int = 12,
    names: Mapping[str, str] | None = None,
) -> Draft:
    """Return a draft of the options table as of a day.

    Args:
        entries: The entries of the record.
        name: A name for the model.
        as_of: Entries known to be later are left out.
        parties: Whom to consider; unless given, everyone who says what it wants or will do.
        most: How many options to propose.
        names: Names of the parties, by id.
    """
    names = names or {}
    told = [b for b in bearings(entries) if not _later(b, as_of)]
    wanted = {party.id for party in parties}
    told = [b for b in told if not wanted or (b.party in wanted and (b.owner is None or b.owner in wanted))]
    clusters = sorted(_clusters(told, names), key=lambda c: (-len(c.said), c.owner, c.words))
    present = as_of or max((b.day for b in told if b.day), default=None)
    open_ones = [c for c in clusters if c.open_on(present)]
    chosen, further = open_ones[:most], open_ones[most:]
    known = tuple(parties) or _parties(chosen, names)
    options = _options(chosen, known)
    cells = tuple(cell for number, c in enumerate(chosen) for cell in _cells(number, c, known))
    placed = {b.entry for c in clusters for b in c.said}
    model = Model(
        path=name,
        name=name,
        parties=known,
        options=options,
        preferences=tuple(_preference(number, options, cells) for number in range(len(known))),
        cells=cells,
        as_of=as_of,
    )
    return Draft(
        model,
        tuple(_listed(c, names) for c in further),
        tuple(b.entry for b in told if b.owner is None and b.entry not in placed),
        tuple(_listed(c, names) for c in clusters if not c.open_on(present)),
    )


def _listed(cluster: _Cluster, names: Mapping[str, str]) -> tuple[str, str, tuple[str, ...]]:
    return names.get(cluster.owner, cluster.owner), cluster.words, tuple(b.entry for b in cluster.said)


def _later(told: Bearing, as_of: date | None) -> bool:
    """Say whether it is later than a day; what is dated only as before some later day may be."""
    first = (told.when.earliest or told.when.latest) if told.when else None
    return bool(as_of and first and first > as_of)


def _clusters(told: Iterable[Bearing], names: Mapping[str, str]) -> list[_Cluster]:
    """Put wordings of one option together; a demand on no one in particular joins the option it is most like."""
    made: dict[str, list[_Cluster]] = defaultdict(list)
    by_word: dict[tuple[str, str], list[_Cluster]] = defaultdict(list)
    by_owner = sorted(told, key=lambda b: (b.owner is None, b.kind is CellKind.POSITION, b.done))
    whom = frozenset().union(*(telling(name) for name in names.values()))
    for one in by_owner:
        words = telling(one.words) - whom or telling(one.words)  # who is named tells little of what is done
        owners = [one.owner] if one.owner is not None else list(made)
        near = list(dict.fromkeys(c for owner in owners for word in words for c in by_word[owner, word]))
        best = max(near, key=lambda c: _likeness(c.seed, words), default=None)
        if best is not None and best.alike(words, one.issues):
            best.said.append(one)
        elif one.owner is not None and words and one.says is not None:
            cluster = _Cluster(one.owner, words, frozenset(one.issues), [one])
            made[one.owner].append(cluster)
            for word in words:
                by_word[one.owner, word].append(cluster)
    return [cluster for owner in made for cluster in made[owner]]


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one and other else 0.0


def _parties(clusters: Iterable[_Cluster], names: Mapping[str, str]) -> tuple[Party, ...]:
    counts: Counter[str] = Counter()
    for cluster in clusters:
        counts[cluster.owner] += len(cluster.said)
        counts.update(told.party for told in cluster.said)
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return tuple(Party(party, names.get(party, party)) for party, _ in ranked)


def _options(clusters: Sequence[_Cluster], parties: Sequence[Party]) -> tuple[Option, ...]:
    number = {party.id: i for i, party in enumerate(parties)}
    ids = option_ids([" ".join(cluster.words.split()[:4]) for cluster in clusters])
    return tuple(Option(i, c.words, (number[c.owner],)) for i, c in zip(ids, clusters, strict=True))


def _cells(number: int, cluster: _Cluster, parties: Sequence[Party]) -> Iterable[Cell]:
    """Yield the owner's intention and every party's position; what no entry tells is an empty cell."""
    for place, party in enumerate(parties):
        doubts = [told for told in cluster.said if told.party == party.id and told.says is None]
        for kind in CellKind:
            if kind is CellKind.INTENTION and party.id != cluster.owner:
                continue
            said = [b for b in cluster.said if b.party == party.id and b.kind is kind and b.says is not None]
            said.sort(key=lambda b: b.day or date.min)
            last = said[-1] if said else None
            doubting = {b.party for b in cluster.said if b.says is None and b.party != party.id}
            yield Cell(
                option=number,
                party=place,
                kind=kind,
                says=last.says if last else None,
                date=last.day.isoformat() if last and last.day else "",
                entries=(last.entry,) if last else (),
                doubted_by=tuple(
                    i for i, p in enumerate(parties) if kind is CellKind.INTENTION and p.id in doubting
                ),
                candidates=(*(b.entry for b in reversed(said[:-1])), *(b.entry for b in doubts)),
            )


def _preference(party: int, options: Sequence[Option], cells: Sequence[Cell]) -> Partial:
    """Return that a party likes its positions met, their weight left open."""
    wishes = tuple(
        Condition(
            options[cell.option].id if cell.says else f"!{options[cell.option].id}",
            ((1 << cell.option, (1 << cell.option) * bool(cell.says)),),
        )
        for cell in cells
        if cell.party == party and cell.kind is CellKind.POSITION and cell.says is not None
    )
    return Partial((wishes,) if wishes else ())
