"""Fit the weights by which the party of an official, an organ or a force is chosen (`actors/affiliation.json`).

    PYTHONPATH=src python training/actors/affiliation.py --texts DIR [--look]

Learns from the training part of the annotated reports: of each speaker whose party no words tell, which of the
parties that the report names the annotation gives, or none of them. A conditional logistic regression (McFadden
1974), held back, by Newton's method. Prints how often the choice is right at each probability, each report
reckoned by weights that were fitted on the others; `--look` only prints. Then run
`training/fitted.py actors/affiliation.json`.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

import onrecord
from onrecord.clean import clean
from onrecord.core.who import ActorKind
from onrecord.parse import parse
from onrecord.resolvers.actors.affiliation import SILENT, Affiliations
from onrecord.resolvers.actors.cast import cast_of
from onrecord.resolvers.actors.described import describe
from onrecord.resolvers.actors.offices import Days
from onrecord.resolvers.actors.phrase import phrase_at
from onrecord.resolvers.actors.reading import Reader
from onrecord.resolvers.actors.words import roles
from onrecord.resolvers.directory import Directory
from onrecord.resolvers.directory.entries import slug

HERE = Path(__file__).parent
ANNOTATED = HERE.parent / "annotated" / "training"
OUT = HERE.parents[1] / "src" / "onrecord" / "data" / "actors" / "affiliation.json"
HELD_BACK = 1.0
RARE = 4  # a feature of fewer cases is left out
PARTS = 10
WRONG = 0.2  # of the parties filled in, so many may be wrong

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.core.document import Document
    from onrecord.resolvers.actors.units import Unit


class Case(NamedTuple):
    """Someone whose party is asked for: the report, what speaks for each choice, and the right one."""

    doc: str
    sort: str
    described: dict[str, dict[str, float]]
    right: str


def main() -> None:
    """Fit, say how good it is in cross-validation, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=Path, required=True)
    parser.add_argument("--look", action="store_true")
    given = parser.parse_args()
    cases = [case for path in sorted(ANNOTATED.glob("*.gold.json")) for case in cases_of(path, given.texts)]
    names = known(cases)
    chosen = crossed(cases, names)
    threshold = told(cases, chosen)
    if not given.look:
        weights = dict(zip(names, (round(float(each), 4) for each in fitted(cases, names)), strict=True))
        content = {"threshold": threshold, "weights": weights}
        OUT.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


def cases_of(path: Path, texts: Path) -> Iterator[Case]:
    """Yield the speakers of an annotated report whose party no words tell, each person once."""
    gold = json.loads(path.read_text("utf-8"))
    report = onrecord.read(texts / gold["doc"], published=gold["published"]).items[0]
    document = next(parse([clean(report).items[0]]))
    directory = Directory.standard()
    published = document.report.published
    cast = cast_of(document, directory, published.earliest if published else None)
    describe(document, cast)
    reader = Reader(document, cast, directory)
    reader.affiliations = Affiliations(document, cast, directory, SILENT)
    told = [(asked(document, reader, said["speaker"]), said["party"] or "") for said in gold["statements"]]
    met: set[Unit] = set()
    for unit, party in (*told, *acting(reader, gold["events"])):
        if unit is None or unit in met or ";" in party:
            continue
        met.add(unit)
        described = reader.affiliations.described(unit)
        meant = party_of(directory, party)
        if len(described) > 1:
            yield Case(gold["doc"], unit.sort, described, meant if meant in described else "")


def acting(reader: Reader, events: list[dict[str, list[str]]]) -> Iterator[tuple[Unit | None, str]]:
    """Yield the persons of events whose party no words tell: the annotation has them as "Name (party)"."""
    for name in (each for event in events for each in (*event["source"], *event["target"])):
        person, _, party = name.rstrip(")").partition(" (")
        figure = reader.cast.figures.get(slug(person))
        if party and figure and not figure.known and not figure.party:
            yield reader.units.of_person(figure.id), party


def asked(document: Document, reader: Reader, span: list[int] | None) -> Unit | None:
    """Return what would be asked of a speaker, or None where his or her party is known."""
    tokens = document.tokens_in(*span) if span else range(0)
    if not tokens:
        return None
    phrase = phrase_at(document, reader.cast, tokens)
    seen = reader.cast.at.get(phrase.head.i)
    if seen is None:
        reading = reader.phrase(phrase, None, Days())
        return reader.unit(phrase, reading) if phrase.head.pos != "PRON" else None
    if seen.actor in reader.cast.met:
        return reader.units.of_body(seen.actor)
    figure = reader.cast.figures.get(seen.actor or "")
    if seen.kind is not ActorKind.PERSON or figure is None or figure.known or figure.party:
        return None
    return reader.units.of_person(figure.id)


def party_of(directory: Directory, name: str | None) -> str:
    """Return the party of the directory that an annotation names, or nothing."""
    named = directory.named(name) if name else ()
    *whose, organ = (name or "-").split()
    if not named and whose and roles().organs & {organ, organ.removesuffix("s"), " ".join([*whose[1:], organ])}:
        named = directory.named(whose[0])  # "Chadian military": whoever serves there is of that state
    return (directory.party_over(named[0]) or named[0]) if len(named) == 1 else ""


def known(cases: list[Case]) -> list[str]:
    """Return the features that enough cases have."""
    counts = Counter(
        name
        for case in cases
        for name in {name for each in case.described.values() for name in each if each[name]}
    )
    return sorted(name for name, count in counts.items() if count >= RARE)


def table(case: Case, names: list[str]) -> np.ndarray:
    """Return the features of each choice, a row each."""
    return np.array([[each.get(name, 0.0) for name in names] for each in case.described.values()])


def fitted(cases: list[Case], names: list[str]) -> np.ndarray:
    """Return the weights of the conditional logistic regression."""
    weights = np.zeros(len(names))
    tables = [table(case, names) for case in cases]
    right = [list(case.described).index(case.right) for case in cases]
    for _ in range(30):
        slope, bend = HELD_BACK * weights, HELD_BACK * np.eye(len(names))
        for rows, at in zip(tables, right, strict=True):
            chance = chances(rows, weights)
            mean = chance @ rows
            slope = slope + mean - rows[at]
            bend = bend + (rows * chance[:, None]).T @ rows - np.outer(mean, mean)
        step = np.linalg.solve(bend, slope)
        weights = weights - step
        if abs(step).max() < 1e-6:
            break
    return weights


def chances(rows: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Return the probability of each choice."""
    scores = rows @ weights
    raised = np.exp(scores - scores.max())
    return raised / raised.sum()


def crossed(cases: list[Case], names: list[str]) -> list[tuple[str, float]]:
    """Return the choice for each case with its probability, by weights fitted on other reports."""
    docs = sorted({case.doc for case in cases})
    part = {doc: number % PARTS for number, doc in enumerate(docs)}
    chosen: list[tuple[str, float]] = [("", 0.0)] * len(cases)
    for number in range(PARTS):
        weights = fitted([case for case in cases if part[case.doc] != number], names)
        for at, case in enumerate(cases):
            if part[case.doc] == number:
                chance = chances(table(case, names), weights)
                best = int(chance.argmax())
                chosen[at] = (list(case.described)[best], float(chance[best]))
    return chosen


def told(cases: list[Case], chosen: list[tuple[str, float]]) -> float:
    """Print how good the choice is; return the lowest threshold at which few enough of the filled are wrong."""
    have = sum(bool(case.right) for case in cases)
    print(f"{len(cases)} speakers in {len({case.doc for case in cases})} reports; {have} have a party")
    found = 0.99
    for threshold in (0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6, 0.5, 0.4):
        rows = zip(cases, chosen, strict=True)
        filled = [(case.right, party) for case, (party, chance) in rows if party and chance >= threshold]
        wrong = sum(right != party for right, party in filled)
        beside = sum(right not in ("", party) for right, party in filled)
        print(f"from {threshold}: {len(filled)} filled, {wrong} wrong ({beside} of them of another party)")
        found = threshold if filled and wrong <= WRONG * len(filled) else found
    for sort in sorted({case.sort for case in cases}):
        mine = [(case.right, pick) for case, (pick, _) in zip(cases, chosen, strict=True) if case.sort == sort]
        right = sum(told == party for told, party in mine)
        print(f"{sort}: {right} of {len(mine)} right, none of the parties in {sum(not told for told, _ in mine)}")
    print(f"threshold {found}")
    return found


if __name__ == "__main__":
    main()
