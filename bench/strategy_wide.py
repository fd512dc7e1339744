"""What large models with open preferences cost: up to 65,536 states, four parties, five concepts, one core.

    python bench/strategy_wide.py [BITS] [DRAWS]

Each party has as many wishes as there are options, in groups of four: every state is a class of its own, which is
the hardest case. DRAWS completions are drawn and solved where SEQ and SSEQ stay open.
"""

from __future__ import annotations

import resource
import sys
import time

import strategy_completions

from onrecord.strategy.model.game import game
from onrecord.strategy.solving.marks import marks_of
from onrecord.strategy.solving.oracle import CONCEPTS
from onrecord.strategy.solving.partial import across_completions, blank_values
from onrecord.strategy.solving.wide import wide_bounds, wide_moves


def main() -> None:
    bits = int(sys.argv[1]) if len(sys.argv) > 1 else 16
    draws = int(sys.argv[2]) if len(sys.argv) > 2 else 100
    strategy_completions.BITS = 8
    small = strategy_completions.open_model(1)
    codes = game(small, blank_values(small)).codes
    wide_bounds(wide_moves(small, codes), marks_of(small, codes, tuple(map(str, codes))), CONCEPTS)
    strategy_completions.BITS = bits
    model = strategy_completions.open_model(1)
    began = time.process_time()
    codes = game(model, blank_values(model)).codes
    marks = marks_of(model, codes, tuple(map(str, codes)))
    arcs = wide_moves(model, codes)
    for concept in CONCEPTS:
        start = time.process_time()
        fewest, most = wide_bounds(arcs, marks, (concept,))[concept]
        told = f"{int(fewest.sum()):,} to {int(most.sum()):,} verdicts"
        print(f"{concept}: {time.process_time() - start:.1f} s, {told} of stable")
    bounds = time.process_time()
    across_completions(model, CONCEPTS, samples=draws)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"2^{bits} states: apart {bounds - began:.1f} s; all at once with {draws} draws", end=" ")
    print(f"{time.process_time() - bounds:.1f} s; peak {peak:,.0f} MB")


if __name__ == "__main__":
    main()
