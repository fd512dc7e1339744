"""Fit the weights by which the act of a statement is given its probability (`acts.json` of the data).

    PYTHONPATH=src python training/attribution/acts.py [--look]

Learns from acts that were judged by reading (`judged_acts.jsonl`: corpus, document, place, what tells the act, in
what shape, act, verdict; no words of a corpus). Prints how good the probabilities are, each reckoned by weights
that were fitted on the other documents. To be run again after acts have been judged anew;
`--look` only prints.
"""

from __future__ import annotations

import collections
import json
import sys
from pathlib import Path

import numpy as np
from logistic import calibration_error, fit
from verdicts import lines

from onrecord.core.entry import Act
from onrecord.extractors.statements.acts import Ground
from onrecord.extractors.statements.sureness import features

HERE = Path(__file__).parent
OUT = HERE.parents[1] / "src" / "onrecord" / "data" / "attribution" / "acts.json"
RARE = 4  # a feature of fewer acts is left out
HELD_BACK = 2.0
PARTS = 10


def main() -> None:
    """Fit, say how good it is in cross-validation, write."""
    rows = list(lines(HERE / "judged_acts.jsonl"))
    named = [features(Ground(row["ground"]), row["shape"], Act(row["act"])) for row in rows]
    counts = collections.Counter(name for names in named for name in names)
    known = ["bias", *sorted(name for name, count in counts.items() if count >= RARE and name != "bias")]
    table = np.array([[float(name in names) for name in known] for names in named])
    right = np.array([row["right"] for row in rows], dtype=float)
    documents = sorted({row["doc"] for row in rows})
    part = np.array([documents.index(row["doc"]) % PARTS for row in rows])
    fair = np.zeros(len(rows))
    for number in range(PARTS):
        chosen = fit(table[part != number], right[part != number], HELD_BACK)
        fair[part == number] = 1 / (1 + np.exp(-(table[part == number] @ chosen)))
    print(f"{len(rows)} acts in {len(documents)} documents, {right.sum():.0f} right")
    print(f"calibration error {calibration_error(fair, right):.3f}, Brier {np.mean((fair - right) ** 2):.3f}")
    for low, high in ((0, 0.6), (0.6, 0.8), (0.8, 0.9), (0.9, 1)):
        within = (fair >= low) & (fair < high)
        if within.any():
            print(f"  {low:.1f} to {high:.1f}: {within.sum()}, {right[within].mean():.3f} right")
    if "--look" in sys.argv:
        return
    weights = {name: round(float(w), 3) for name, w in zip(known, fit(table, right, HELD_BACK), strict=True)}
    OUT.write_text(json.dumps(weights, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
