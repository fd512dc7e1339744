"""Logistic regression, and how good its probabilities are."""

from __future__ import annotations

import numpy as np


def fit(
    rows: np.ndarray, right: np.ndarray, held_back: float = 1.0, counts: np.ndarray | float = 1.0
) -> np.ndarray:
    """Return the weights of a logistic regression by Newton's method, all but the first slightly held back.

    Args:
        rows: Features, a row an observation.
        right: What is to be foretold, 0 or 1.
        held_back: How much a weight must earn to be far from 0.
        counts: How much each observation counts.
    """
    weights = np.zeros(rows.shape[1])
    ridge = np.eye(rows.shape[1]) * held_back
    ridge[0, 0] = 1e-6
    for _ in range(40):
        chance = 1 / (1 + np.exp(-(rows @ weights)))
        slope = rows.T @ (counts * (chance - right)) + ridge @ weights
        bend = (rows * (counts * chance * (1 - chance))[:, None]).T @ rows + ridge
        step = np.linalg.solve(bend, slope)
        weights -= step
        if abs(step).max() < 1e-7:
            break
    return weights


def balance(probability: np.ndarray, right: np.ndarray, wanted: int) -> tuple[float, float]:
    """Return the threshold at which precision and recall are equal, or the lowest one, and F1 there."""
    order = np.argsort(-probability)
    taken = min(wanted, len(order))
    hits = int(right[order][:taken].sum())
    threshold = float(probability[order][taken - 1]) if taken < len(order) else 0.0
    return threshold, 2 * hits / (taken + wanted)


def calibration_error(probability: np.ndarray, right: np.ndarray) -> float:
    """Return the mean gap between probability and share of right ones, over ten bins of equal size."""
    bins = np.array_split(np.argsort(probability), 10)
    return float(sum(len(b) * abs(probability[b].mean() - right[b].mean()) for b in bins) / len(probability))
