"""Loops are compiled where size asks for it, and give the same either way."""

from __future__ import annotations

import subprocess
import sys
from random import Random
from typing import TYPE_CHECKING

import numpy as np
import pytest

from onrecord.strategy.solving import compiled, graph_engine, lattice_engine, orders, partial
from onrecord.strategy.solving.solve import every_coalition, solve_game
from tests.strategy.models import DAM, written
from tests.strategy.random_games import random_game

if TYPE_CHECKING:
    from pathlib import Path

LOOPS = [
    (module, name, one)
    for module in (graph_engine, lattice_engine, orders, partial)
    for name, one in vars(module).items()
    if isinstance(one, compiled.Loop)
]

UNNEEDED = {
    *("numba", "numpy.ma", "scipy", "spacy", "onnxruntime", "sqlite3", "http.client", "xml.sax"),
    *("logging", "webbrowser", "subprocess", "fractions", "csv"),
    *("onrecord.record", "onrecord.strategy.drafting", "onrecord.strategy.reports.commands"),
    *("onrecord.strategy.reports.drawing", "onrecord.strategy.reports.results"),
    *("onrecord.strategy.solving.partial", "onrecord.strategy.solving.hinges"),
    *(f"onrecord.strategy.files.{form}_files" for form in ("gmcr", "neutral", "nfg")),
}


def test_a_small_model_is_solved_without_what_takes_longer_to_load(tmp_path: Path) -> None:
    """A module that is loaded and not needed costs more than solving: in a process of its own, as a user's is."""
    code = (
        "import atexit, sys; from onrecord.cli.main import main;"
        "atexit.register(lambda: print(*sys.modules, sep='\\n', file=sys.stderr)); main()"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, "model", "solve", str(written(tmp_path, DAM))],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert "Fill the lake" in run.stdout
    loaded = set(run.stderr.split("\n"))
    assert "onrecord.strategy.solving.lattice_engine" in loaded
    assert sorted(loaded & UNNEEDED) == []


@pytest.mark.parametrize("seed", range(20))
def test_compiled_and_plain_give_the_same(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    game = random_game(Random(seed))
    groups = every_coalition(len(game.parties))
    found = []
    for small in (10**9, -1):
        monkeypatch.setattr(compiled, "ENOUGH", 10**12 * small)
        for module, name, loop in LOOPS:
            monkeypatch.setattr(module, name, compiled.Loop(loop.plain, small))  # type: ignore[arg-type]
        found.append(solve_game(game, ("nash", "gmr", "smr", "seq", "sseq", "l2", "nm"), groups))
    one, other = found
    assert all((one.stable[concept] == other.stable[concept]).all() for concept in one.stable)
    assert all((one.coalitions[key] == other.coalitions[key]).all() for key in one.coalitions)


def test_much_small_work_is_compiled_in_the_end() -> None:
    def length(column: np.ndarray[tuple[int], np.dtype[np.int64]]) -> int:
        return len(column)

    loop = compiled.Loop(length, 10)  # type: ignore[arg-type]
    loop.fast = lambda: lambda column: -len(column)  # type: ignore[method-assign]
    assert [loop(np.zeros(size, dtype=np.int64)) for size in (10, 11, 1)] == [10, -11, -1]
