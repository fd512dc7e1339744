"""Fit the weights by which it is told whether a deed took place (`data/events/statuses.json`).

    PYTHONPATH=src python training/deeds/statuses.py --texts POOL/texts
    python training/fitted.py events/statuses.json

A multinomial logistic regression on what the head, the rules and the word tell of each event that a reader lists
too (`extractors/events/settled.py`). Where a reader allows several statuses, their chances are added up. The cases
of the rules are learned from beside the reports: words that leave no doubt whether a deed was done. Tells how many
are right by halves, fitted on the other half, and on the development part, from which nothing is learned.
"""

from __future__ import annotations

import argparse
import collections
import json
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from retold import matched

sys.path.append(str(Path(__file__).parents[1] / "annotated"))
from reports import BESIDE, annotated

from cases import CASES
from onrecord.clean import clean
from onrecord.core.entry import Event, Status
from onrecord.core.identity import report_id
from onrecord.core.report import Report
from onrecord.encoder import Encoded
from onrecord.extractors.events import Events
from onrecord.extractors.events.evidence import STATUSES
from onrecord.extractors.events.learned import with_head
from onrecord.extractors.events.ruled import rules_of
from onrecord.extractors.events.settled import status_of
from onrecord.extractors.events.syntax import Reading
from onrecord.parse import parse
from onrecord.testing.cases import read_cases

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from onrecord.core.document import Document, Token

OUT = Path(__file__).parents[2] / "src" / "onrecord" / "data" / "events" / "statuses.json"
RARE = 12
HELD_BACK = 5.0
STEPS, PACE = 500, 0.03
OF_CASES = 5.0  # the weight of a case beside an annotated event

Weights = tuple[list[str], np.ndarray]


class Told(NamedTuple):
    """A deed: the signs of its status, which statuses are right, and how much it counts."""

    signs: Mapping[str, float]
    right: np.ndarray
    weight: float = 1.0


def main() -> None:
    """Fit, tell how good it is, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=Path, default=BESIDE)
    parser.add_argument("--out", type=Path, default=OUT)
    given = parser.parse_args()
    reports = list(of_reports("training", given.texts))
    beside = list(of_cases())
    halves = [[one for report in reports[half::2] for one in report] for half in (0, 1)]
    for half in (0, 1):
        tell(f"training, half {half}", halves[half], fitted([*halves[1 - half], *beside]))
    weights = fitted([*halves[0], *halves[1], *beside])
    tell("cases", beside, weights)
    tell("development", [one for report in of_reports("development", given.texts) for one in report], weights)
    names, table = weights
    rounded = {name: [round(float(each), 2) for each in row] for name, row in zip(names, table, strict=True)}
    given.out.write_text(json.dumps(rounded, indent=1) + "\n", encoding="utf-8")


def of_reports(part: str, texts: Path) -> Iterator[list[Told]]:
    """Yield for each report of a part the events that a reader lists too."""
    for gold, document in annotated(part, texts):
        events, signs = read(document)
        pairs = matched(gold["events"], events)
        yield [
            Told(signs[events[found].trigger.start], _right(gold["events"][one]["status"])) for one, found in pairs
        ]


def of_cases() -> Iterator[Told]:
    """Yield the deeds of the cases of the rules, which expect what the rules make of them."""
    for case in read_cases(CASES):
        report = Report(report_id(case.title, case.text), case.title, case.text, language="en")
        document = next(parse([clean(report).items[0]]))
        rules = rules_of(Reading(document))
        _, signs = read(document)
        for token in rules.kept:
            told = signs.get(document.tokens[token].start)
            if told:
                yield Told(told, _right([rules.deeds[token].status.value]), OF_CASES)


def read(document: Document) -> tuple[list[Event], dict[int, Mapping[str, float]]]:
    """Return the events of a document, and the signs of each deed by where its word begins."""
    signs: dict[int, Mapping[str, float]] = {}

    def noting(token: Token, told: Mapping[str, float]) -> Status:
        signs[token.start] = told
        return Status.HAPPENED

    found = Events(partial(with_head, settling=noting)).extract(document, Encoded.of(document)).items
    return [event for event in found if isinstance(event, Event)], signs


def _right(allowed: Sequence[str]) -> np.ndarray:
    return np.array([status.value in allowed for status in STATUSES], dtype=float)


def fitted(several: Sequence[Told]) -> Weights:
    """Return the signs that enough deeds have, and what each counts for each status."""
    counts = collections.Counter(name for one in several for name, value in one.signs.items() if value)
    names = sorted(name for name, count in counts.items() if count >= RARE)
    rows = table(several, names)
    right = np.array([one.right for one in several])
    much = np.array([[one.weight] for one in several])
    weights = np.zeros((len(names), len(STATUSES)))
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):  # Adam (Kingma and Ba 2015)
        chance = chances(rows, weights)
        wanted = chance * right
        wanted /= wanted.sum(axis=1, keepdims=True) + 1e-12
        slope = (rows.T @ (much * (chance - wanted)) + HELD_BACK * weights) / len(rows)
        mean, square = 0.9 * mean + 0.1 * slope, 0.99 * square + 0.01 * slope**2
        weights -= PACE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    return names, weights


def table(several: Sequence[Told], names: Sequence[str]) -> np.ndarray:
    """Return the signs of deeds, a row each."""
    return np.array([[one.signs.get(name, 0.0) for name in names] for one in several])


def chances(rows: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Return how likely each status is."""
    scores = rows @ weights
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True))


def tell(what: str, several: Sequence[Told], weights: Weights) -> None:
    """Print how many statuses are right."""
    names, of = weights
    by_name = {name: tuple(map(float, row)) for name, row in zip(names, of, strict=True)}
    chosen = [STATUSES.index(status_of(one.signs, by_name)) for one in several]
    right = np.mean([one.right[number] for one, number in zip(several, chosen, strict=True)])
    print(f"{what}: {len(several)} deeds, status right {right:.3f}", flush=True)


if __name__ == "__main__":
    main()
