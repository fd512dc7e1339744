"""How long a small model takes from the command line, the first time (cold) and after (warm).

    python bench/strategy_start.py [MODEL...]

Each is solved in a process of its own. Cold: with no compiled loop on disk and no compiled Python files; warm: the
best of five after. Without a name: an invented model of eight states, and the four of the sample.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
EIGHT = """
name = "Eight states"
party = [{id = "a"}, {id = "b"}]
option = [{id = "fill", by = "a"}, {id = "share", by = "a"}, {id = "strike", by = "b"}]
[[preference]]
party = "a"
statements = ["!strike", "fill", "!share"]
[[preference]]
party = "b"
statements = ["!fill | share | strike", "!strike", "share"]
"""


def seconds(model: Path, cache: str) -> tuple[float, float]:
    """Return how long one process takes to solve a model, by the clock and of CPU."""
    environment = {**os.environ, "NUMBA_CACHE_DIR": cache, "PYTHONPYCACHEPREFIX": cache}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    code = "from onrecord.cli.main import main; import sys; sys.argv[0] = 'onrecord'; main()"
    begun, used = time.perf_counter(), _cpu()
    subprocess.run(
        [sys.executable, "-c", code, "model", "solve", str(model)],
        check=True,
        env=environment,
        capture_output=True,
    )
    return time.perf_counter() - begun, _cpu() - used


def _cpu() -> float:
    """Return the CPU seconds of all processes that ended."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return children.ru_utime + children.ru_stime


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        eight = Path(folder) / "eight.toml"
        eight.write_text(EIGHT, encoding="utf-8")
        named = [Path(name) for name in sys.argv[1:]]
        for model in named or [eight, *sorted((ROOT / "examples/nato-ukraine/models").glob("*.toml"))]:
            with tempfile.TemporaryDirectory() as cache:
                cold = seconds(model, cache)
                warm = min(seconds(model, cache) for _ in range(5))
            print(
                f"{model.name}: cold {cold[0]:.2f} s (CPU {cold[1]:.2f}), warm {warm[0]:.2f} s (CPU {warm[1]:.2f})"
            )


if __name__ == "__main__":
    main()
