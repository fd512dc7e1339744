"""Writes a model as a strategic game, the `.nfg` form of Gambit: each party chooses once what it takes up.

A strategy of a party is one combination of its own options, a payoff the rank of the state that follows (1 for the
worst). What a game of one choice cannot hold is said in its comment: that a step cannot be undone, or needs
another first. Combinations that are not feasible must have payoffs there; they get 0 for all, below every other.
"""

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING

import numpy as np

from onrecord.core.problem import OnRecordError
from onrecord.strategy.files.nfg_files import MOST_COMBINATIONS, combinations
from onrecord.strategy.model.faults import TooLarge
from onrecord.strategy.model.game import game
from onrecord.strategy.model.model import Direction

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from onrecord.strategy.model.game import Game
    from onrecord.strategy.model.model import Model


class NoStrategicForm(OnRecordError):
    """A model cannot be put as a strategic game."""

    def __init__(self, path: str, words: str) -> None:
        super().__init__(f"{path}: {words}, which a game of one choice each cannot say; write it as TOML or JSON.")


def to_nfg(model: Model, worked_out: Game | None = None, said: str = "") -> str:
    """Return a model as a `.nfg` file.

    Args:
        model: The model.
        worked_out: Its game, where the preferences are not those of the model alone.
        said: A sentence on these, for the file's comment.

    Raises:
        NoStrategicForm: Its states are no combinations of options that have one owner each.
        Unranked: A preference is partial, and no game is given.
        TooLarge: There are too many combinations.
    """
    _of_one_choice(model)
    worked_out = worked_out or game(model)
    present = _present(model, worked_out)
    own = [_choices(model, party, present) for party in range(len(model.parties))]
    count = prod(len(choices) for choices in own)
    if count > MOST_COMBINATIONS:
        raise TooLarge("a strategic game", count, MOST_COMBINATIONS)
    names = [[_named(model, choice) for choice in choices] for choices in own]
    return "\n".join(
        (
            f"NFG 1 R {_quoted(model.name)}",
            _braces(_quoted(party.name) for party in model.parties),
            _braces(_braces(_quoted(name) for name in found) for found in names),
            _quoted(" ".join(filter(None, (said, *_lost(model, holes=count > worked_out.size))))),
            "",
            *_payoffs(worked_out, own),
            "",
        )
    )


def _payoffs(worked_out: Game, own: Sequence[Sequence[int]]) -> Iterator[str]:
    """Yield for each combination of choices the rank of what follows, for each party; 0 where none can."""
    ranks = [np.unique(row, return_inverse=True)[1] + 1 for row in worked_out.values]
    rows = {
        int(code): " ".join(map(str, row))
        for code, row in zip(worked_out.codes, zip(*ranks, strict=True), strict=True)
    }
    nowhere = " ".join("0" for _ in own)
    for chosen in combinations([len(choices) for choices in own]):
        yield rows.get(sum(own[party][place] for party, place in enumerate(chosen)), nowhere)


def _of_one_choice(model: Model) -> None:
    """Refuse what is no choice of each party among its own options."""
    if model.arcs is not None or not model.options or model.merged:
        raise NoStrategicForm(model.path, "its states or moves are not those of the options alone")
    for option in model.options:
        if len(option.owners) != 1:
            who = "nobody owns" if not option.owners else "several parties own"
            raise NoStrategicForm(model.path, f"{who} “{option.name}”")


def _choices(model: Model, party: int, present: int | None) -> list[int]:
    """Return the combinations of its own options that a party can choose; what is done for good stays so."""
    found = [0]
    for place, option in enumerate(model.options):
        if party not in option.owners:
            continue
        bit = 1 << place
        taken = present is not None and bool(present & bit)
        for_good = option.direction is (Direction.FORWARD if taken else Direction.BACK) and present is not None
        ways = [bit if taken else 0] if for_good else [0, bit]
        found = [choice | way for way in ways for choice in found]
    return found


def _present(model: Model, worked_out: Game) -> int | None:
    if model.status_quo is None:
        return None
    return int(worked_out.codes[worked_out.state(model.status_quo)])


def _named(model: Model, choice: int) -> str:
    return "; ".join(option.name for place, option in enumerate(model.options) if choice >> place & 1) or "nothing"


def _lost(model: Model, *, holes: bool) -> Iterator[str]:
    """Yield what the game does not say of the model."""
    yield "Each party chooses once; payoffs are ranks, 1 for the worst."
    ways = [f"“{option.name}”" for option in model.options if option.direction is not Direction.BOTH]
    if ways:
        yield f"Lost: {', '.join(ways)} can go one way only."
    if model.blocked or any(option.only_if or option.back_if for option in model.options):
        yield "Lost: some steps are closed, or need another first."
    if holes:
        yield "Combinations with 0 for all are not feasible."


def _braces(parts: Iterator[str] | Sequence[str]) -> str:
    return "{ " + " ".join(parts) + " }"


def _quoted(words: str) -> str:
    plain = " ".join(words.split()).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{plain}"'
