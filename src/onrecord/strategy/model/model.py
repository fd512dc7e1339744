"""The strategic model as a file states it: parties, options, rules, moves, preferences, and the cells that cite.

`files` reads it, `game` works out its states and moves. Parties, options and listed states are numbered from 0 in
the order of the file; people see the names that the file gives.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from onrecord.strategy.model.conditions import Condition


class Direction(StrEnum):
    """Which way an option can be changed."""

    BOTH = "both"
    FORWARD = "fwd"  # once taken, it cannot be taken back
    BACK = "back"  # it can be dropped, but not taken up


@dataclass(frozen=True, slots=True)
class Party:
    """One who decides: `id` as the record names the actor, `name` as shown."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Option:
    """Something that a party can do or leave: yes or no.

    Attributes:
        id: A short name for conditions.
        name: As shown.
        owners: The parties who can change it, each on its own (several: a common move).
        direction: Which way it can be changed.
        only_if: It can be taken up only from states that pass.
        back_if: It can be dropped only from states that pass.
        about: Ids of the matters that it is about, as the catalogue has them; with `-` before those that it undoes
            ("-troops": it withdraws them). Empty where the file leaves that to its name.
    """

    id: str
    name: str
    owners: tuple[int, ...]
    direction: Direction = Direction.BOTH
    only_if: Condition | None = None
    back_if: Condition | None = None
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ListedState:
    """A state that the file lists: its name there, and its code where the model has options."""

    name: str
    code: int | None = None


@dataclass(frozen=True, slots=True)
class Arc:
    """One move of a general graph, by state number."""

    party: int
    origin: int
    target: int


@dataclass(frozen=True, slots=True)
class BlockedMove:
    """Moves that are not open: by a party (None: anyone), from states and to states that pass."""

    party: int | None
    origin: Condition
    target: Condition


@dataclass(frozen=True, slots=True)
class Ranking:
    """A full order of the states, best tier first; states of one tier are worth the same. States by name."""

    tiers: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Statements:
    """A full order by prioritised statements: an earlier one outweighs all later ones together."""

    statements: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Partial:
    """A preference that leaves pairs of states open.

    Attributes:
        groups: Statements in groups, weightiest group first; within a group the order of weight is open, so that a
            state is surely better only if it satisfies more by inclusion.
        above: Pairs of state names, the first known to be better than the second.
        tiers: Or tiers of states, best first, the order within each tier open.
    """

    groups: tuple[tuple[Condition, ...], ...] = ()
    above: tuple[tuple[str, str], ...] = ()
    tiers: tuple[tuple[str, ...], ...] = ()


Preference = Ranking | Statements | Partial


class CellKind(StrEnum):
    """What a cell of the options table states."""

    POSITION = "position"  # what the party wants done with the option
    INTENTION = "intention"  # what the party says it will do with its own option


@dataclass(frozen=True, slots=True)
class Anchor:
    """An entry named by words of its report: they stay, while its id changes when an extractor draws it anew.

    Attributes:
        report: The report's path, or the end of it: a file name.
        words: Words of the entry, as the report has them.
        kind: "statement", "stance" or "event", where the words alone would fit several; else empty.
        entry: The entry's id when the anchor was written; tried first. Empty where it was not known.
    """

    report: str
    words: str
    kind: str = ""
    entry: str = ""

    def __str__(self) -> str:
        """Return it for a reader, on one line."""
        return f"{self.report} “{' '.join(self.words.split())}”"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of the options table: a party on an option.

    Attributes:
        option: Option number.
        party: Party number.
        kind: Position or stated intention.
        says: True for yes, False for no, None while nothing is on record.
        date: When it was said, as EDTF text or a date; empty where unknown.
        entries: Ids of the entries that it rests on.
        assumption: Why the analyst assumes it, where no entry says so.
        doubted_by: Parties on record as not believing it.
        candidates: Further entries that may bear on it, best first, for the analyst to judge.
        anchors: Entries that it rests on and that are named by their words, until a record gives their ids.
    """

    option: int
    party: int
    kind: CellKind
    says: bool | None = None
    date: str = ""
    entries: tuple[str, ...] = ()
    assumption: str = ""
    doubted_by: tuple[int, ...] = ()
    candidates: tuple[str, ...] = ()
    anchors: tuple[Anchor, ...] = ()

    @property
    def cited(self) -> tuple[str, ...]:
        """What it rests on, as a reader is shown it: ids, and words with their report."""
        return (*self.entries, *(str(anchor) for anchor in self.anchors))


class GroundOf(StrEnum):
    """What a ground is given for, beside the cells."""

    PRESENT = "status_quo"
    PREFERENCE = "preference"
    RULE = "rule"


@dataclass(frozen=True, slots=True)
class Ground:
    """What the present, a preference or a rule rests on: entries, or why the analyst assumes it.

    Attributes:
        of: What it is given for.
        party: Whose preference; None for the present and for rules.
        rule: The words of the rule; empty for the others.
        entries, anchors, assumption: As of a cell.
    """

    of: GroundOf
    party: int | None = None
    rule: str = ""
    entries: tuple[str, ...] = ()
    anchors: tuple[Anchor, ...] = ()
    assumption: str = ""

    @property
    def cited(self) -> tuple[str, ...]:
        """What it rests on, as a reader is shown it: ids, and words with their report."""
        return (*self.entries, *(str(anchor) for anchor in self.anchors))


@dataclass(frozen=True, slots=True)
class Model:
    """A strategic model as its file states it.

    Attributes:
        path: Where it came from.
        infeasible: States that pass one of these do not exist.
        merged: States that pass one of these are one state (common outcomes).
        states: The states that the file lists; None where they follow from options and rules.
        arcs: The moves of a general graph; None where they follow from the options.
        preferences: One for each party, in order.
        status_quo: Name of the present state, where given.
        coalitions: Parties who may act together, where the file says so.
        as_of: The day the model speaks of.
        counted: States that the file does not list are named by their place in order of code, from 1, and not by
            the code itself.
        notes: What the reader of the file left out, a sentence each.
        grounds: What the present, the preferences and the rules rest on, as far as the file says so.
    """

    path: str
    name: str
    parties: tuple[Party, ...]
    options: tuple[Option, ...] = ()
    infeasible: tuple[Condition, ...] = ()
    merged: tuple[Condition, ...] = ()
    states: tuple[ListedState, ...] | None = None
    arcs: tuple[Arc, ...] | None = None
    blocked: tuple[BlockedMove, ...] = ()
    preferences: tuple[Preference, ...] = ()
    status_quo: str | None = None
    coalitions: tuple[tuple[int, ...], ...] = ()
    cells: tuple[Cell, ...] = ()
    as_of: date | None = None
    counted: bool = False
    notes: tuple[str, ...] = ()
    grounds: tuple[Ground, ...] = ()

    def partial(self) -> bool:
        """Say whether some party's preference leaves pairs of states open."""
        return any(isinstance(preference, Partial) for preference in self.preferences)

    def signs(self, code: int) -> str:
        """Return a state as Y and N, the first option first."""
        return "".join("Y" if code >> place & 1 else "N" for place in range(len(self.options)))
