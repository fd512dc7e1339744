"""What may be wrong with a model: the kinds of fault, and one finding in words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.strategy.model.model import Cell, Model


class Fault(StrEnum):
    """What is wrong with a cell."""

    UNCITED = "uncited"  # it says yes or no, and names neither an entry nor an assumption
    MISSING = "missing"  # an entry that it cites is not in the record
    AMBIGUOUS = "ambiguous"  # the words by which it cites an entry fit several
    OTHER_PARTY = "other party"  # an entry that it cites is by someone else
    TOO_LATE = "too late"  # an entry that it cites is of a day after the model's own
    OUTDATED = "outdated"  # the party has said the same again since
    CONTRADICTED = "contradicted"  # the party has said the opposite since
    AGAINST_ENTRY = "against its entry"  # what it cites says the opposite
    OTHER_OPTION = "other option"  # what it cites is about something else
    NOT_OWNER = "not the owner"  # an intention of one who does not own the option
    WRONG_DATE = "wrong date"  # it is dated outside the days of what it cites
    TWICE = "twice"  # two cells of one day say the opposite
    AGAINST_POSITION = "against a position"  # a wish goes against what the party says that it wants
    STATUS_QUO = "status quo"  # an option is taken in the present, and no entry tells of it
    NEVER_CITED = "never cited"  # no cell of an option rests on anything
    EMPTY = "empty"  # there is no cell at all


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding about a cell, or about the model (no cell), with the entries it rests on and a sentence."""

    cell: Cell | None
    fault: Fault
    entries: tuple[str, ...]
    words: str


def where_of(model: Model, cell: Cell) -> str:
    """Return which cell it is, in words."""
    says = {True: "yes", False: "no", None: "nothing"}[cell.says]
    option = option_name(model, cell.option)
    return f"{cell.kind.value} of {model.parties[cell.party].name} on {option} ({says})"


def option_name(model: Model, number: int) -> str:
    """Return an option's name in quotation marks."""
    return f"“{model.options[number].name}”"
