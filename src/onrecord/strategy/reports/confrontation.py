"""The confrontation view: positions against the threatened future, and the dilemmas they raise. No ranking needed.

Version: the options board of confrontation analysis as Howard used it after 2000, with positions, stated
intentions and doubts for each option; there a dilemma is read off the board, cell by cell. Of the five named
here, threat and cooperation are kept apart from rejection and trust, as in Howard's "Confrontation Analysis"
(1999), whose further dilemmas (inducement, positioning) need preferences and are left out. For an option of A
on which B takes a position:

- persuasion: A intends what B rejects, and B does not doubt it. B must bring A to change its mind.
- rejection: A intends what B rejects and A itself wants, and B doubts it. A must make its refusal credible.
- threat: the same, but A itself would rather not: a threat against its own wishes. A must make it credible.
- trust: A says it will do what B wants, and B doubts it. B must find reason to trust.
- cooperation: the other side of trust. A must make its promise credible.

Doubts count only where the table has them on record.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from onrecord.strategy.model.model import CellKind
from onrecord.strategy.reports.wording import assumptions_behind, entries_behind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.strategy.model.model import Cell, Model

VERSION = "options board with positions, stated intentions and doubts (Howard, after 2000)"


class Dilemma(StrEnum):
    """The dilemmas."""

    PERSUASION = "persuasion"
    REJECTION = "rejection"
    THREAT = "threat"
    TRUST = "trust"
    COOPERATION = "cooperation"


@dataclass(frozen=True, slots=True)
class Raised:
    """One dilemma: whose, with whom, over which option; the cells it is read from, in words, with entries."""

    dilemma: Dilemma
    holder: int
    other: int
    option: int
    cells: tuple[Cell, ...]
    words: str
    entries: tuple[str, ...]
    assumptions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Confrontation:
    """The confrontation at a time.

    Attributes:
        model: The model.
        positions: By party and option, the cell that holds the party's latest position, or None.
        intentions: By option, the owner's latest stated intention, or None: together the threatened future.
        at_issue: Options on which positions differ, or an intention goes against a position.
        agreed: Whether all positions on record fit together.
        dilemmas: Those raised.
        silent: Options without any stated intention on record: the threatened future is open there.
    """

    model: Model
    positions: dict[tuple[int, int], Cell]
    intentions: dict[int, Cell]
    at_issue: tuple[int, ...]
    agreed: bool
    dilemmas: tuple[Raised, ...]
    silent: tuple[int, ...]


def confrontation(model: Model) -> Confrontation:
    """Return the confrontation that the cells of a model make."""
    positions, intentions = _latest(model)
    options = range(len(model.options))
    wants: dict[int, list[bool | None]] = {option: [] for option in options}
    for (_, option), cell in positions.items():
        wants[option].append(cell.says)
    apart = {option for option, says in wants.items() if len(set(says)) > 1}
    against = {option for option, cell in intentions.items() if set(wants[option]) - {cell.says}}
    return Confrontation(
        model,
        positions,
        intentions,
        at_issue=tuple(sorted(apart | against)),
        agreed=not apart,
        dilemmas=tuple(one for option in options for one in _raised(model, option, positions, intentions)),
        silent=tuple(sorted(set(options) - intentions.keys())),
    )


def _latest(model: Model) -> tuple[dict[tuple[int, int], Cell], dict[int, Cell]]:
    """Return the latest position of each party on each option, and the latest intention of an option's owners."""
    positions: dict[tuple[int, int], Cell] = {}
    intentions: dict[int, Cell] = {}
    told = (cell for cell in model.cells if cell.says is not None)
    for cell in sorted(told, key=lambda cell: cell.date):
        if cell.kind is CellKind.POSITION:
            positions[cell.party, cell.option] = cell
        elif cell.party in model.options[cell.option].owners:
            intentions[cell.option] = cell
    return positions, intentions


def _raised(
    model: Model, option: int, positions: dict[tuple[int, int], Cell], intentions: dict[int, Cell]
) -> Iterator[Raised]:
    """Yield the dilemmas that the threatened future of one option raises, party by party."""
    told = intentions.get(option)
    if told is None:
        return
    own = positions.get((told.party, option))
    for other in range(len(model.parties)):
        wanted = positions.get((other, option))
        if wanted is None or other == told.party:
            continue
        cells = (told, wanted, *((own,) if own else ()))
        for dilemma in _between(told, wanted, own):
            pair = (other, told.party) if dilemma in _OF_THE_OTHER else (told.party, other)
            yield _one(model, dilemma, *pair, cells)


_OF_THE_OTHER = (Dilemma.PERSUASION, Dilemma.TRUST)  # raised for whoever faces the intention, not for its owner


def _between(told: Cell, wanted: Cell, own: Cell | None) -> tuple[Dilemma, ...]:
    """Return what an intention raises with a party that wants it so, or otherwise."""
    doubted = wanted.party in told.doubted_by
    if told.says is wanted.says:
        return (Dilemma.TRUST, Dilemma.COOPERATION) if doubted else ()
    if not doubted:
        return (Dilemma.PERSUASION,)
    unwanted = own is not None and own.says is not told.says
    return (Dilemma.THREAT,) if unwanted else (Dilemma.REJECTION,)


def _one(model: Model, dilemma: Dilemma, holder: int, other: int, cells: tuple[Cell, ...]) -> Raised:
    told = cells[0]
    name, with_whom = model.parties[holder].name, model.parties[other].name
    option = f"{'doing' if told.says else 'not doing'} “{model.options[told.option].name}”"
    reason = {
        Dilemma.PERSUASION: f"{with_whom} intends {option}, against the position of {name}, and is not doubted",
        Dilemma.REJECTION: f"{name} intends {option}, and {with_whom}, who rejects that, doubts it",
        Dilemma.THREAT: f"{name} threatens {option}, which it says it does not want, and {with_whom} doubts it",
        Dilemma.TRUST: f"{with_whom} says it will be {option}, as {name} wants, and {name} doubts it",
        Dilemma.COOPERATION: f"{name} says it will be {option}, as {with_whom} wants, and {with_whom} doubts it",
    }[dilemma]
    return Raised(
        dilemma,
        holder,
        other,
        told.option,
        cells,
        f"{name} has a {dilemma.value} dilemma with {with_whom}: {reason}.",
        entries_behind(cells),
        assumptions_behind(cells),
    )


def board_markdown(view: Confrontation) -> str:
    """Return the options board as Markdown: each party's position, the stated intention, with entries."""
    model = view.model
    head = ["option", "by", *(f"position of {party.name}" for party in model.parties), "stated intention"]
    rows = [head, ["---"] * len(head)]
    for number, option in enumerate(model.options):
        owners = ", ".join(model.parties[owner].name for owner in option.owners)
        wants = [_shown(view.positions.get((party, number))) for party in range(len(model.parties))]
        rows.append([option.name, owners, *wants, _shown(view.intentions.get(number))])
    lines = ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows]
    told = [f"- {raised.words} {_cited(raised.entries, raised.assumptions)}".rstrip() for raised in view.dilemmas]
    return "\n".join([*lines, "", *(told or ["No dilemma is on record."]), "", f"Definitions: {VERSION}.", ""])


def _shown(cell: Cell | None) -> str:
    if cell is None:
        return ""
    day = f", {cell.date}" if cell.date else ""
    assumed = (cell.assumption,) if cell.assumption else ()
    return f"{'yes' if cell.says else 'no'}{day} {_cited(cell.cited, assumed)}".rstrip()


def _cited(entries: tuple[str, ...], assumptions: tuple[str, ...]) -> str:
    marks = [*entries, *(f"assumed: {words}" for words in assumptions)]
    return f"[{'; '.join(marks)}]" if marks else ""
