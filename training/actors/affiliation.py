"""Fit the weights by which the party of an official, an organ or a force is chosen (`actors/affiliation.json`).

    PYTHONPATH=src python training/actors/affiliation.py --texts DIR [--look]

Learns from the training part of the annotated reports: of each speaker whom the directory does not know, which of
the parties that the report names the annotation gives, or none of them (`asked.py`). Since these are few, persons
of the directory are hidden in the other texts of DIR, of disputes that the development part does not touch, and
asked for as if they were unknown; they teach, with less weight, which of the parties it is, not whether it is any.
A conditional logistic regression (McFadden 1974), held back, by Newton's method. Prints how often the choice is
right at each probability, each report reckoned by weights fitted on other disputes; `--look` only prints.
Then run `training/fitted.py actors/affiliation.json`.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from asked import annotated_cases, hidden_cases

if TYPE_CHECKING:
    from asked import Case

HERE = Path(__file__).parent
OUT = HERE.parents[1] / "src" / "onrecord" / "data" / "actors" / "affiliation.json"
HELD_BACK = 1.0
RARE = 4  # a sign of fewer cases is left out
PARTS = 10
HIDDEN = 0.25  # the weight of a hidden person beside an annotated one
WRONG = 0.15  # of the statements whose party is filled in, so many may be of another


def main() -> None:
    """Fit, say how good it is in cross-validation, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=Path, required=True)
    parser.add_argument("--look", action="store_true")
    given = parser.parse_args()
    cases = list(annotated_cases(given.texts))
    hidden = list(hidden_cases(given.texts))
    print(f"{len(cases)} annotated, {len(hidden)} hidden")
    threshold = told(cases, crossed(cases, hidden))
    if not given.look:
        names = known(cases)
        weights = dict(zip(names, (round(float(each), 4) for each in fitted(cases, hidden, names)), strict=True))
        content = {"threshold": threshold, "weights": weights}
        OUT.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


def known(cases: list[Case]) -> list[str]:
    """Return the signs that enough cases have."""
    counts = Counter(
        name
        for case in cases
        for name in {name for each in case.described.values() for name in each if each[name]}
    )
    return sorted(name for name, count in counts.items() if count >= RARE)


def table(case: Case, names: list[str]) -> np.ndarray:
    """Return the signs of each choice, a row each."""
    return np.array([[each.get(name, 0.0) for name in names] for each in case.described.values()])


def fitted(cases: list[Case], hidden: list[Case], names: list[str]) -> np.ndarray:
    """Return the weights of the conditional logistic regression."""
    weights = np.zeros(len(names))
    rows = [(table(case, names), list(case.described).index(case.right), 1.0) for case in cases]
    rows += [(table(case, names), list(case.described).index(case.right), HIDDEN) for case in hidden]
    for _ in range(30):
        slope, bend = HELD_BACK * weights, HELD_BACK * np.eye(len(names))
        for signs, at, much in rows:
            chance = chances(signs, weights)
            mean = chance @ signs
            slope = slope + much * (mean - signs[at])
            bend = bend + much * ((signs * chance[:, None]).T @ signs - np.outer(mean, mean))
        step = np.linalg.solve(bend, slope)
        weights = weights - step
        if abs(step).max() < 1e-5:
            break
    return weights


def chances(signs: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Return the probability of each choice."""
    scores = signs @ weights
    raised = np.exp(scores - scores.max())
    return raised / raised.sum()


def crossed(cases: list[Case], hidden: list[Case]) -> list[tuple[str, float]]:
    """Return the choice for each case with its probability, by weights fitted on other disputes."""
    disputes = sorted({case.dispute for case in cases})
    part = {dispute: number % PARTS for number, dispute in enumerate(disputes)}
    chosen: list[tuple[str, float]] = [("", 0.0)] * len(cases)
    for number in range(PARTS):
        others = [case for case in cases if part[case.dispute] != number]
        names = known(others)
        weights = fitted(others, [case for case in hidden if part.get(case.dispute) != number], names)
        for at, case in enumerate(cases):
            if part[case.dispute] == number:
                chance = chances(table(case, names), weights)
                best = int(chance.argmax())
                chosen[at] = (list(case.described)[best], float(chance[best]))
    return chosen


def told(cases: list[Case], chosen: list[tuple[str, float]]) -> float:
    """Print how good the choice is; return the lowest threshold at which few enough of the filled are wrong."""
    have = sum(case.statements for case in cases if case.given)
    print(f"{len(cases)} speakers in {len({case.doc for case in cases})} reports; {have} statements have a party")
    found = 0.95
    for threshold in (0.9, 0.8, 0.7, 0.65, 0.6, 0.55, 0.5, 0.45, 0.4, 0.35, 0.3):
        filled = [
            (case, party)
            for case, (party, chance) in zip(cases, chosen, strict=True)
            if party and chance >= threshold and case.given
        ]
        wrong = sum(case.statements for case, party in filled if party != case.right)
        right = sum(case.statements for case, party in filled if party == case.right)
        without = sum(
            case.statements
            for case, (party, chance) in zip(cases, chosen, strict=True)
            if party and chance >= threshold and not case.given
        )
        print(f"from {threshold}: of the statements {right} right, {wrong} wrong, {without} where none is given")
        found = threshold if filled and wrong <= WRONG * (right + wrong) else found
    for sort in sorted({case.sort for case in cases}):
        mine = [(case.right, pick) for case, (pick, _) in zip(cases, chosen, strict=True) if case.sort == sort]
        right = sum(meant == party for meant, party in mine)
        print(f"{sort}: {right} of {len(mine)} right, none of the parties in {sum(not each for each, _ in mine)}")
    print(f"threshold {found}")
    return found


if __name__ == "__main__":
    main()
