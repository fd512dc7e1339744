"""Drafts an options table from entries: parties, what each could do, who wants and intends what, every cell cited.

A proposal for an analyst to edit. An option is a matter of the catalogue with whoever does it (`placing`), named
in plain words; what is of no matter is put together by its words. Options are ranked by how many parties and
wordings bear on them; those beyond the number asked for are listed too, and every entry that was left out with its
reason, so that nothing is hidden. What was done already is the present where it lasts, and else the past; what was
last spoken of years before is past. What no entry tells stays empty. Preferences are left partial: only that a
party likes its stated positions better met than not, by inclusion, never a ranking guessed from rhetoric.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from onrecord.core.entry import Event
from onrecord.strategy.drafting.bearing import bearings, party_of, telling
from onrecord.strategy.drafting.placing import kind_at, named, placed
from onrecord.strategy.model.conditions import Condition
from onrecord.strategy.model.model import Cell, CellKind, Ground, GroundOf, Model, Option, Partial, Party
from onrecord.strategy.model.naming import option_ids

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from onrecord.core.entry import Entry
    from onrecord.strategy.drafting.bearing import Bearing

ALIKE = 0.34  # two wordings are of one option when they share this part of their telling words
ALIKE_ON_AN_ISSUE = 0.15  # the same, when both are about one issue of the dispute
_LEADING = re.compile(r"^(?:that|to)\s+(?=\w)")
FEW = 3  # options of a matter, or of which several parties speak, with which a table is no longer bare
RECENT = timedelta(days=730)  # what was last spoken of longer ago is no open option


@dataclass(frozen=True, slots=True)
class Draft:
    """A drafted model, and what was left out of it.

    Attributes:
        model: The model, with the options that most entries bear on.
        further: Options beyond the number asked for: whose, in which words, on which entries; best first.
        unplaced: Entries that bear on what someone may do, while the record does not tell who.
        past: The same of what was done already, or was last spoken of long before the day.
        left_out: Why entries bear on nothing, each reason with the entries that it holds for.
    """

    model: Model
    further: tuple[tuple[str, str, tuple[str, ...]], ...] = ()
    unplaced: tuple[str, ...] = ()
    past: tuple[tuple[str, str, tuple[str, ...]], ...] = ()
    left_out: tuple[tuple[str, tuple[str, ...]], ...] = ()


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

    @property
    def weight(self) -> tuple[int, int]:
        """How much speaks for it: by how many parties, in how many wordings."""
        return len({one.party for one in self.said}), len({one.words for one in self.said})


@dataclass(frozen=True, slots=True)
class _Proposed:
    """An option as it is proposed: whose, in which words, about which matter, and what bears on it."""

    owner: str
    words: str
    about: tuple[str, ...]
    told: tuple[tuple[Bearing, CellKind], ...]
    weight: tuple[int, int]
    done: tuple[str, ...] = ()

    def open_on(self, day: date | None) -> bool:
        """Say whether it is still to be decided: it lasts, or was spoken of lately and is not only done."""
        still = [one for one, _ in self.told if not one.done or (self.done and one.party == self.owner)]
        return any(day is None or one.day is None or one.day >= day - RECENT for one in still)


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
    every = tuple(entries)
    known = tuple(entry for entry in every if not _is_later(entry, as_of))
    told = list(bearings(known))
    wanted = {party.id for party in parties}
    told = [b for b in told if not wanted or (b.party in wanted and (b.owner is None or b.owner in wanted))]
    present = as_of or max((b.day for b in told if b.day), default=None)
    lately = [one for one in told if not (one.done and present and one.day and one.day < present - RECENT)]
    recent = sorted((e for e in known if not _is_past(e, present)), key=_last_day)
    proposed, nobody = _proposals(lately, recent, names, wanted, present - RECENT if present else None)
    open_ones = [one for one in proposed if one.open_on(present)]
    chosen, further = _chosen(open_ones, most)
    past = [_wording(cluster) for cluster in _clusters([one for one in told if one not in lately], names)]
    who = tuple(parties) or _parties(chosen, names)
    options = _options(chosen, who)
    cells = tuple(cell for number, one in enumerate(chosen) for cell in _cells(number, one, who))
    model = Model(
        path=name,
        name=name,
        parties=who,
        options=options,
        preferences=tuple(_preference(number, options, cells) for number in range(len(who))),
        cells=cells,
        as_of=as_of,
        status_quo=str(sum(1 << number for number, one in enumerate(chosen) if one.done)) if chosen else None,
        grounds=_present(chosen),
    )
    return Draft(
        model,
        tuple(_listed(one, names) for one in further),
        tuple(b.entry for b in nobody),
        tuple(_listed(one, names) for one in (*proposed, *past) if not one.open_on(present)),
        tuple(_left_out(every, known, told)),
    )


def _present(chosen: Sequence[_Proposed]) -> tuple[Ground, ...]:
    """Return what the present rests on: for each option that is taken the last entry that tells it."""
    entries = tuple(dict.fromkeys(one.done[-1] for one in chosen if one.done))
    return (Ground(GroundOf.PRESENT, entries=entries),) if entries else ()


def _proposals(
    told: Sequence[Bearing],
    entries: Sequence[Entry],
    names: Mapping[str, str],
    wanted: Collection[str],
    since: date | None,
) -> tuple[list[_Proposed], list[Bearing]]:
    """Return the options that the record tells of, best first, and what names nobody to act.

    Those of a matter go first, then wordings of none.
    """
    places, unplaced = placed(told, entries, since)
    matters = [
        _Proposed(
            place.owner,
            named(place, said, names),
            (place.matter,),
            tuple((one, kind_at(place, one)) for one in said.told),
            said.weight,
            tuple(said.done),
        )
        for place, said in places.items()
        if said.told and (not wanted or place.owner in wanted)
    ]
    loose = [one for one in told if not one.matter]
    clusters = _clusters(loose, names)
    words = [_Proposed(c.owner, c.words, (), tuple((one, one.kind) for one in c.said), c.weight) for c in clusters]
    matters.sort(key=_rank)
    words.sort(key=_rank)
    grouped = {b.entry for c in clusters for b in c.said}
    nobody = [one for one in loose if one.owner is None and one.entry not in grouped]
    return [*matters, *words], [*(one for one, _ in unplaced), *nobody]


def _wording(cluster: _Cluster) -> _Proposed:
    told = tuple((one, one.kind) for one in cluster.said)
    return _Proposed(cluster.owner, cluster.words, (), told, cluster.weight)


def _chosen(open_ones: Sequence[_Proposed], most: int) -> tuple[list[_Proposed], list[_Proposed]]:
    """Return which options are proposed and which only listed: wordings of one party only where there are few."""
    firm = [one for one in open_ones if one.about or one.weight[0] > 1]
    first = firm if len(firm) >= FEW else list(open_ones)
    chosen = first[:most]
    return chosen, [one for one in open_ones if one not in chosen]


def _rank(one: _Proposed) -> tuple[tuple[int, int], str, str]:
    return (-one.weight[0], -one.weight[1]), one.owner, one.words


def _left_out(
    every: Sequence[Entry], known: Sequence[Entry], told: Sequence[Bearing]
) -> Iterable[tuple[str, tuple[str, ...]]]:
    """Yield why entries bear on nothing, each reason with the entries that it holds for."""
    there, bearing_ones = {entry.id for entry in known}, {one.entry for one in told}
    later = tuple(entry.id for entry in every if entry.id not in there)
    silent = [entry for entry in known if entry.id not in bearing_ones]
    nameless = tuple(entry.id for entry in silent if party_of(entry) is None)
    speech = tuple(e.id for e in silent if party_of(e) is not None and isinstance(e, Event))
    plain = tuple(e.id for e in silent if party_of(e) is not None and not isinstance(e, Event))
    for reason, ids in (
        ("later than the day", later),
        ("nobody is named who speaks or acts", nameless),
        ("a deed that is speech, or was only possible, demanded or denied", speech),
        ("it takes no side of what shall be", plain),
    ):
        if ids:
            yield reason, ids


def _listed(one: _Proposed, names: Mapping[str, str]) -> tuple[str, str, tuple[str, ...]]:
    return names.get(one.owner, one.owner), one.words, tuple(dict.fromkeys(b.entry for b, _ in one.told))


def _last_day(entry: Entry) -> date:
    return (entry.when.latest or entry.when.earliest or date.min) if entry.when else date.min


def _is_past(entry: Entry, day: date | None) -> bool:
    """Say whether an entry is of more than two years before a day; one without a day is not."""
    last = _last_day(entry)
    return day is not None and last != date.min and last < day - RECENT


def _is_later(entry: Entry, as_of: date | None) -> bool:
    """Say whether it is later than a day; what is dated only as before some later day may be."""
    first = (entry.when.earliest or entry.when.latest) if entry.when else None
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


def _parties(chosen: Iterable[_Proposed], names: Mapping[str, str]) -> tuple[Party, ...]:
    """Return who owns an option, or speaks of two where there are many: who is spoken about is a party too."""
    counts: Counter[str] = Counter()
    options: dict[str, set[int]] = defaultdict(set)
    for number, one in enumerate(chosen):
        counts[one.owner] += len(one.told)
        options[one.owner].update((number, -1))
        for told, _ in one.told:
            counts[told.party] += 1
            options[told.party].add(number)
    if len(set().union(*options.values()) - {-1}) > FEW:
        counts = Counter({party: count for party, count in counts.items() if len(options[party]) > 1})
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return tuple(Party(party, names.get(party, party)) for party, _ in ranked)


def _options(chosen: Sequence[_Proposed], parties: Sequence[Party]) -> tuple[Option, ...]:
    number = {party.id: i for i, party in enumerate(parties)}
    names = [_apart(one, chosen, parties[number[one.owner]].name) for one in chosen]
    ids = option_ids([one.about[0] if one.about else " ".join(one.words.split()[:4]) for one in chosen])
    return tuple(
        Option(ident, name, (number[one.owner],), about=one.about)
        for ident, name, one in zip(ids, names, chosen, strict=True)
    )


def _apart(one: _Proposed, chosen: Iterable[_Proposed], owner: str) -> str:
    """Return an option's name, with whose it is where another has the same name."""
    twins = sum(1 for other in chosen if other.words == one.words)
    return f"{one.words} ({owner})" if twins > 1 else one.words


def _cells(number: int, option: _Proposed, parties: Sequence[Party]) -> Iterable[Cell]:
    """Yield the owner's intention and every party's position; what no entry tells is an empty cell.

    What is tied to no condition outweighs what is; of the rest the last is taken. What was done is the present,
    and no intention.
    """
    doubting = {b.party for b, _ in option.told if b.says is None}
    for place, party in enumerate(parties):
        for kind in CellKind:
            if kind is CellKind.INTENTION and party.id != option.owner:
                continue
            mine = [b for b, of in option.told if b.party == party.id and of is kind]
            said = [b for b in mine if b.says is not None and not (b.done and option.about)]
            said.sort(key=lambda b: (not b.conditional, b.day or date.min))
            last = said[-1] if said else None
            rest = [b.entry for b in reversed(said[:-1])] + [b.entry for b in mine if b.says is None]
            yield Cell(
                option=number,
                party=place,
                kind=kind,
                says=last.says if last else None,
                date=last.day.isoformat() if last and last.day else "",
                entries=(last.entry,) if last else (),
                doubted_by=tuple(
                    i
                    for i, p in enumerate(parties)
                    if kind is CellKind.INTENTION and p.id in doubting and p.id != party.id
                ),
                candidates=tuple(dict.fromkeys(entry for entry in rest if last is None or entry != last.entry)),
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
