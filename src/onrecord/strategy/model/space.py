"""The states of a model: which combinations of options are feasible, and what they are called."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from onrecord.strategy.model.faults import ModelFault

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from onrecord.strategy.model.model import Model


def feasible_codes(model: Model) -> NDArray[np.int64]:
    """Return the decimal codes of the feasible states in the model's order; -1 for states without options."""
    if model.states is not None:
        return np.array([-1 if state.code is None else state.code for state in model.states], dtype=np.int64)
    codes = np.arange(1 << len(model.options), dtype=np.int64)
    for rule in model.infeasible:
        codes = codes[~rule.holds_for(codes)]
    for rule in model.merged:
        inside = np.flatnonzero(rule.holds_for(codes))
        codes = np.delete(codes, inside[1:])  # the state of lowest code stands for all that are merged
    if not len(codes):
        raise ModelFault(model.path, "rule", "the rules leave no state feasible; drop one of them.")
    return codes


def state_names(model: Model) -> tuple[str, ...]:
    """Return the names of the states: as listed, or the decimal code, or the number in order of code."""
    if model.states is not None:
        return tuple(state.name for state in model.states)
    codes = feasible_codes(model)
    return tuple(str(i + 1) for i in range(len(codes))) if model.counted else tuple(str(code) for code in codes)


def shown(name: str) -> int | str:
    """Return a state's name as results state it: a number where it is one.

    >>> shown("12"), shown("012"), shown("war")
    (12, '012', 'war')
    """
    return int(name) if name.isdigit() and str(int(name)) == name else name


def for_all(table: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return for which states a table of parties and states holds throughout."""
    found: NDArray[np.bool_] = np.logical_and.reduce(table, axis=0)
    return found
