"""Solves published cases and compares with the equilibria that the literature reports.

    python bench/strategy_published.py [../shared/data/conflicts]

Where a published list and the definitions disagree, the witness of the disputed verdict is printed.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from onrecord.strategy.files.files import load
from onrecord.strategy.reports.witness import witness
from onrecord.strategy.solving.oracle import CONCEPTS
from onrecord.strategy.solving.solve import solve

DEFAULT = Path(__file__).parents[2] / "shared" / "data" / "conflicts"


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT
    files = sorted(folder.glob("*.json"))
    if not files:
        print(f"{folder}: no published cases here; name the folder that holds them.")
        return
    same = apart = 0
    for file in files:
        model = load(file)
        solution = solve(model)
        found = json.loads(file.read_text(encoding="utf-8"))
        for source in ("published_equilibria", "computed_by_reference_implementation"):
            for concept in CONCEPTS:
                told = found.get(source, {}).get(concept)
                if told is None:
                    continue
                ours = [solution.game.name(state) for state in solution.equilibria(concept)]
                same, apart = same + (ours == told), apart + (ours != told)
                if ours != told:
                    print(f"{file.name}: {concept} by {source}: {told}, by the definitions {ours}")
                    for name in sorted({*told} ^ {*ours}):
                        state = solution.game.state(name)
                        for party in range(len(model.parties)):
                            print(
                                "  ", *witness(solution.game, concept, (party,), state, model).words, sep="\n    "
                            )
    print(f"{len(files)} cases, {same} lists agree, {apart} do not")


if __name__ == "__main__":
    main()
