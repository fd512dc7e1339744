"""Fit the weights by which the parties of a deed told again are chosen (`data/events/retold.json`).

    PYTHONPATH=src python training/deeds/retold.py --texts POOL/texts
    python training/fitted.py events/retold.json

What comes of the weights is told by halves, fitted on the other half, and on the development part, of which
nothing is learned. The head for deeds has learned from the reports of both halves, so its chances are somewhat too
good there; weights that were fitted by heads which had not seen the reports did no better on the development part.
From which chance on others are taken (`LEAST`) is a choice: by accuracy alone it would be .10, but a name that is
wrong four times in five is worse than none. How often a word tells what several do with one another (talks,
clashes) is counted first.
"""

from __future__ import annotations

import argparse
import collections
import json
import sys
from math import log
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from extracted import extracted
from names import Meant, is_same, read, written

sys.path.append(str(Path(__file__).parents[1] / "annotated"))
sys.path.append(str(Path(__file__).parents[1] / "attribution"))
from logistic import calibration_error, fit
from reports import BESIDE, annotated

from onrecord.resolvers.retold import (
    ROLES,
    SOURCES,
    Counted,
    Retold,
    chance,
    mutual_name,
    options,
    tellings,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from reports import Gold

    from onrecord.core.entry import Event
    from onrecord.core.who import Actor
    from onrecord.resolvers.retold import Option, Telling

OUT = Path(__file__).parents[2] / "src" / "onrecord" / "data" / "events" / "retold.json"
RARE = 8
HELD_BACK = 4.0
LEAST = 0.2
GAINS = np.arange(0.0, 0.3, 0.025)
SEEN = 5  # a word that readers list less often is taken as its root is
SMOOTHED = 4.0


class Report(NamedTuple):
    """A report as read: its deeds, each with the annotated event that it is, and whom it names."""

    document: str
    told: list[Telling]
    pairs: list[tuple[Gold, Telling]]
    actors: dict[str, Actor]


class Case(NamedTuple):
    """A role of an event that a reader lists too: who may stand in it, its own first, and who would be right."""

    document: str
    role: str
    options: list[Option]
    right: list[bool]


class Judged(NamedTuple):
    """A case with the chance of each option."""

    case: Case
    chances: list[float]


def main() -> None:
    """Fit, tell how good it is, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=Path, default=BESIDE)
    parser.add_argument("--out", type=Path, default=OUT)
    given = parser.parse_args()
    reports = list(read_reports("training", given.texts))
    mutual = mutuals(reports)
    halves = [list(cases(reports[half::2], mutual)) for half in (0, 1)]
    crossed = [one for half in (0, 1) for one in judged(halves[half], weighed(halves[1 - half]))]
    gain = max(GAINS, key=lambda each: right_of(crossed, LEAST, each))
    weights = weighed([*halves[0], *halves[1]])
    unseen = judged(list(cases(read_reports("development", given.texts), mutual)), weights)
    for name, several in (("training, crossed", crossed), ("development", unseen)):
        for role in ROLES:
            tell(f"{name}, {role}", [one for one in several if one.case.role == role], LEAST, gain)
    rounded = {role: {name: round(value, 3) for name, value in of.items()} for role, of in weights.items()}
    data = {"least": LEAST, "gain": round(float(gain), 3), "mutual": mutual, "weights": rounded}
    given.out.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")


def read_reports(part: str, texts: Path) -> Iterator[Report]:
    """Yield the reports of a part as the package reads them, this choice left out."""
    for gold, document in annotated(part, texts):
        found = extracted(document, Retold)
        told = tellings(document, found)
        pairs = [
            (gold["events"][one], told[place])
            for one, place in matched(gold["events"], [one.event for one in told])
        ]
        yield Report(gold["doc"], told, pairs, {actor.id: actor for actor in found.actors})


def mutuals(reports: Sequence[Report]) -> dict[str, float]:
    """Return how often words, and roots, tell what several do with one another and nobody suffers, as logits."""
    counts: dict[str, list[int]] = collections.defaultdict(lambda: [0, 0])
    for report in reports:
        for event, one in report.pairs:
            root = str(one.event.plover)
            for name in (root, mutual_name(root, one.lemma)):
                counts[name][0] += len(event["source"]) > 1 and not event["target"]
                counts[name][1] += 1
    found = {}
    for name, (several, seen) in sorted(counts.items()):
        of_root, all_of_root = counts[name.split()[0]]
        expected = (of_root + 0.5) / (all_of_root + 1)
        share = (several + SMOOTHED * expected) / (seen + SMOOTHED)
        if " " not in name or seen >= SEEN:
            found[name] = round(log(share / (1 - share)), 2)
    return found


def cases(reports: Iterable[Report], mutual: Mapping[str, float]) -> Iterator[Case]:
    """Yield the roles of the events that a reader lists too."""
    for report in reports:
        count = Counted(report.told, mutual)
        for event, one in report.pairs:
            for role in ROLES:
                possible = options(one, report.told, role, count)
                wanted = [written(name) for name in event["source" if role == SOURCES else "target"]]
                right = [_are_right(wanted, each, report.actors) for each in possible]
                yield Case(report.document, role, possible, right)


def matched(gold: Sequence[Gold], events: Sequence[Event]) -> Iterator[tuple[int, int]]:
    """Yield annotated and found events that are the same: words in common, a root that is allowed, best first."""
    pairs = sorted(
        (-_common(one, event), number, place)
        for number, one in enumerate(gold)
        for place, event in enumerate(events)
        if event.plover.value in one["root"] and _common(one, event) > 0
    )
    used: set[int] = set()
    taken: set[int] = set()
    for _, number, place in pairs:
        if number not in used and place not in taken:
            used.add(number)
            taken.add(place)
            yield number, place


def _common(one: Gold, event: Event) -> float:
    start, end = one["words"]
    common = min(end, event.words.end) - max(start, event.words.start)
    inside = start < event.trigger.end and event.trigger.start < end
    return 2 * common / (end - start + event.words.end - event.words.start) + inside if common > 0 else 0.0


def _are_right(wanted: Sequence[Meant], option: Option, actors: dict[str, Actor]) -> bool:
    got = [read(mention, actors) for mention in option.mentions]
    return all(any(is_same(one, other) for other in got) for one in wanted) and all(
        any(is_same(one, other) for one in wanted) for other in got
    )


def weighed(several: Sequence[Case]) -> dict[str, dict[str, float]]:
    """Return the weights for each role, fitted on some cases."""
    found = {}
    for role in ROLES:
        chosen = [case for case in several if case.role == role]
        options_of = [option.features for case in chosen for option in case.options]
        rows = list(zip(options_of, [right for case in chosen for right in case.right], strict=True))
        counts = collections.Counter(name for features, _ in rows for name, value in features.items() if value)
        names = ["bias", *sorted(name for name, count in counts.items() if count >= RARE)]
        table = np.array([[1.0, *(features.get(name, 0.0) for name in names[1:])] for features, _ in rows])
        fitted = fit(table, np.array([right for _, right in rows], dtype=float), HELD_BACK)
        found[role] = dict(zip(names, map(float, fitted), strict=True))
    return found


def judged(several: Sequence[Case], weights: dict[str, dict[str, float]]) -> list[Judged]:
    """Return cases with the chance of each option."""
    return [Judged(case, [chance(weights[case.role], each.features) for each in case.options]) for case in several]


def right_of(several: Sequence[Judged], least: float, gain: float) -> float:
    """Return how many are right by what is chosen."""
    return float(np.mean([one.case.right[choice(one, least, gain)[0]] for one in several]))


def choice(one: Judged, least: float, gain: float) -> tuple[int, float]:
    """Return which option is chosen, and its probability (see `retold._chosen`)."""
    best = max(range(len(one.chances)), key=lambda number: (one.chances[number], -number))
    best = best if one.chances[best] >= max(least, one.chances[0] + gain) else 0
    return best, one.chances[best]


def tell(what: str, several: Sequence[Judged], least: float, gain: float) -> None:
    """Print how many are right before and after, and how good the probabilities are."""
    chosen = [(one.case, *choice(one, least, gain)) for one in several]
    before = np.mean([case.right[0] for case, _, _ in chosen])
    right = np.array([case.right[best] for case, best, _ in chosen], dtype=float)
    changed = np.mean([best > 0 for _, best, _ in chosen])
    most = np.mean([any(case.right) for case, _, _ in chosen])
    off = calibration_error(np.array([sure for _, _, sure in chosen]), right)
    print(f"{what}: {len(chosen)}; right {before:.3f} before, {right.mean():.3f} now, {most:.3f} at best")
    print(f"    {changed:.3f} changed; from {least:.2f} on, gain {gain:.3f}; calibration error {off:.3f}")


if __name__ == "__main__":
    main()
