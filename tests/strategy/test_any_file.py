"""Whatever stands in a model file, it is either a model or one sentence that says what is wrong."""

from __future__ import annotations

import copy
import json
import tomllib
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from onrecord.core.problem import OnRecordError
from onrecord.strategy.files.files import load
from onrecord.strategy.solving.partial import across_completions
from onrecord.strategy.solving.solve import solve
from tests.strategy.models import DAM, WELLS, written
from tests.strategy.test_files import GMCR, NEUTRAL

if TYPE_CHECKING:
    from pathlib import Path

ARCS = {**NEUTRAL, "arcs": {"North": {"1": [2]}, "South": {"2": [3]}}}
WHOLE = [NEUTRAL, ARCS, GMCR, tomllib.loads(DAM), tomllib.loads(WELLS)]
ODD = some.one_of(
    some.none(),
    some.booleans(),
    some.integers(-3, 70),
    some.floats(),
    some.text(max_size=5),
    some.sampled_from(["YN", "Y-", "fill", "!", "a", "both", "1", "North", "upstream", "->", "fill &"]),
    some.lists(some.integers(0, 3), max_size=3),
    some.dictionaries(some.text(max_size=3), some.integers(), max_size=2),
)


def places(value: object, here: tuple[object, ...] = ()) -> list[tuple[object, ...]]:
    """Return the way to every value inside a value."""
    if isinstance(value, dict):
        inner = [place for key, item in value.items() for place in places(item, (*here, key))]
    elif isinstance(value, list):
        inner = [place for key, item in enumerate(value) for place in places(item, (*here, key))]
    else:
        inner = []
    return [here, *inner] if here else inner


@pytest.mark.parametrize("number", range(len(WHOLE)))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=some.data())
def test_a_file_with_anything_in_it_is_a_model_or_a_sentence(
    number: int, data: some.DataObject, tmp_path: Path
) -> None:
    whole = copy.deepcopy(WHOLE[number])
    for _ in range(data.draw(some.integers(1, 2))):
        way = data.draw(some.sampled_from(places(whole)))
        at: object = whole
        for step in way[:-1]:
            at = at[step]  # type: ignore[index]
        if data.draw(some.booleans()):
            at[way[-1]] = data.draw(ODD)  # type: ignore[index]
        else:
            del at[way[-1]]  # type: ignore[attr-defined]
    path = written(tmp_path, json.dumps(whole, default=str), "any.json")
    try:
        model = load(path)
        if model.partial():
            across_completions(model, ("nash", "seq"), samples=3)
        else:
            solve(model)
    except OnRecordError as fault:
        words = str(fault)
    else:
        words = "A model."
    assert "\n" not in words
    assert words.endswith((".", " ..."))
