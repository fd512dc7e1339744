"""Fit the weights by which the parties of a deed told again are chosen (`data/events/retold.json`).

    PYTHONPATH=src python training/deeds/retold.py HALF0.npz HALF1.npz --texts POOL/texts

The chances of the head for deeds are too good on reports that it has learned. So two heads are needed, each
trained without half of the reports (`training/deeds/train.py --without 0`, `--without 1`); each report is read
with the one that has not seen it. What comes of the weights is told by halves, fitted on the other half, and on
the development part with the head that ships. From which chance on others are taken (`LEAST`) is a choice: by
accuracy alone it would be .10, but a name that is wrong three times in four is worse than none.
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
from extracted import extracted
from names import Meant, is_same, read, written

sys.path.append(str(Path(__file__).parents[1] / "annotated"))
sys.path.append(str(Path(__file__).parents[1] / "attribution"))
from logistic import calibration_error, fit
from reports import BESIDE, annotated

from onrecord.extractors.events import Events
from onrecord.extractors.events.deed_head import DeedHead, read_deed_head
from onrecord.extractors.events.learned import with_head
from onrecord.resolvers.retold import ROLES, SOURCES, Counted, Retold, chance, options, tellings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reports import Gold

    from onrecord.core.document import Document
    from onrecord.core.entry import Event
    from onrecord.core.extraction import Extraction
    from onrecord.core.who import Actor
    from onrecord.resolvers.retold import Option

OUT = Path(__file__).parents[2] / "src" / "onrecord" / "data" / "events" / "retold.json"
RARE = 8
HELD_BACK = 4.0
LEAST = 0.25
GAINS = np.arange(0.0, 0.3, 0.025)


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
    parser.add_argument("halves", type=Path, nargs=2)
    parser.add_argument("--texts", type=Path, default=BESIDE)
    parser.add_argument("--out", type=Path, default=OUT)
    given = parser.parse_args()
    reports = list(annotated("training", given.texts))
    heads = [read_half(path) for path in given.halves]
    halves = [list(cases(reports[half::2], head)) for half, head in enumerate(heads)]
    crossed = [one for half in (0, 1) for one in judged(halves[half], weighed(halves[1 - half]))]
    gain = max(GAINS, key=lambda each: right_of(crossed, LEAST, each))
    weights = weighed([*halves[0], *halves[1]])
    unseen = judged(list(cases(annotated("development", given.texts), None)), weights)
    for name, several in (("training, crossed", crossed), ("development", unseen)):
        for role in ROLES:
            tell(f"{name}, {role}", [one for one in several if one.case.role == role], LEAST, gain)
    rounded = {role: {name: round(value, 3) for name, value in of.items()} for role, of in weights.items()}
    data = {"least": LEAST, "gain": round(float(gain), 3), "weights": rounded}
    given.out.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")


def read_half(path: Path) -> DeedHead:
    """Return a head that was trained without half of the reports."""
    with path.open("rb") as file:
        return read_deed_head(file)  # type: ignore[arg-type]


def cases(reports: Iterable[tuple[Gold, Document]], head: DeedHead | None) -> Iterator[Case]:
    """Yield the roles of the events that a reader lists too."""
    events = Events(partial(with_head, head=head)) if head else None
    for gold, document in reports:
        yield from _of_report(gold, document, extracted(document, Retold, events))


def _of_report(gold: Gold, document: Document, found: Extraction) -> Iterator[Case]:
    actors = {actor.id: actor for actor in found.actors}
    told = tellings(document, found)
    count = Counted(told)
    for event, one in matched(gold["events"], [one.event for one in told]):
        for role in ROLES:
            possible = options(told[one], told, role, count)
            wanted = [written(name) for name in gold["events"][event]["source" if role == SOURCES else "target"]]
            right = [_are_right(wanted, each, actors) for each in possible]
            yield Case(gold["doc"], role, possible, right)


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
