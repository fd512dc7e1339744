"""Fit the weights by which the time of a deed is chosen among those that its report gives.

    PYTHONPATH=src python training/deeds/redated.py --texts POOL/texts

Writes `data/events/redated.json`. Learns from the annotated reports (training part) as the package reads them,
this choice left out: of each time that an event may have which no words of its sentence date, whether it is not
wrong by the annotation, and whether it is the time itself. Tells by halves, fitted on the other half, and on the
development part, how many are right before and after. What a time itself is worth beside one that is not wrong
(`WORTH`) and from which gain on another is taken (`GAIN`) are choices: that both figures rise.
"""

from __future__ import annotations

import argparse
import collections
import json
import re
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from extracted import extracted
from retold import matched

sys.path.append(str(Path(__file__).parents[1] / "annotated"))
sys.path.append(str(Path(__file__).parents[1] / "attribution"))
from logistic import fit
from reports import BESIDE, annotated

from onrecord.resolvers.dated_deeds import told_in
from onrecord.resolvers.redated import Option, Redated, Weights, best, is_open, options

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from onrecord.core.when import When

OUT = Path(__file__).parents[2] / "src" / "onrecord" / "data" / "events" / "redated.json"
RARE = 12
HELD_BACK = 2.0
WORTH, GAIN = 1.0, 0.1
LOOSE = 3  # days that an approximate bound may lie inside the annotated one
WIDE = 10  # times as long as the annotated time: no longer the time itself


class Span(NamedTuple):
    """An annotated time: its first and last day; None is an open side."""

    first: date | None
    last: date | None


class Case(NamedTuple):
    """An event that a reader lists too: its possible times, its own first, which are not wrong, which are it."""

    is_dated: bool
    options: list[Option]
    safe: list[bool]
    exact: list[bool]


def main() -> None:
    """Fit, tell how good it is, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=Path, default=BESIDE)
    parser.add_argument("--out", type=Path, default=OUT)
    given = parser.parse_args()
    reports = list(cases_by_report("training", given.texts))
    halves = [[case for report in reports[half::2] for case in report] for half in (0, 1)]
    for half in (0, 1):
        tell(f"training, half {half}", halves[half], weighed(halves[1 - half]))
    weights = weighed([*halves[0], *halves[1]])
    tell(
        "development", [case for report in cases_by_report("development", given.texts) for case in report], weights
    )
    rounded = {
        name: {feature: round(weight, 2) for feature, weight in of.items() if abs(weight) >= 0.01}
        for name, of in (("safe", weights.safe), ("exact", weights.exact))
    }
    data = {"worth": WORTH, "gain": GAIN, **rounded}
    given.out.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")


def cases_by_report(part: str, texts: Path) -> Iterator[list[Case]]:
    """Yield for each report of a part the events that a reader lists too."""
    for gold, document in annotated(part, texts):
        told = told_in(document, extracted(document, Redated))
        free = [one for one in told.deeds if is_open(one, document)]
        pairs = matched(gold["events"], [one.event for one in free])
        yield [_case(options(free[one], told), gold["events"][event]["when"]) for event, one in pairs]


def _case(possible: list[Option], written: str | None) -> Case:
    span = span_of(written)
    safe = [is_safe(one.when, span) for one in possible]
    exact = [span is not None and is_exact(one.when, span) for one in possible]
    return Case(span is not None, possible, safe, exact)


def span_of(written: str | None) -> Span | None:
    """Return a time as annotators write it (EDTF); None for none, or of an unknown year.

    >>> span_of("2014-08/..")
    Span(first=datetime.date(2014, 8, 1), last=None)
    """
    if not written or "X" in written:
        return None
    first, _, last = re.sub(r"[~?%\[\]]", "", written).partition("/")
    span = Span(_day(first, last=False), _day(last or first, last=True))
    return None if span == Span(None, None) else span


def _day(written: str, *, last: bool) -> date | None:
    if written in ("", ".."):
        return None
    year, month, day = (*map(int, written.split("-")), 0, 0)[:3]
    if day:
        return date(year, month, day)
    after = date(year + month // 12, month % 12 + 1, 1) if month else date(year + 1, 1, 1)
    return after - timedelta(days=1) if last else date(year, month or 1, 1)


def is_safe(when: When | None, span: Span | None) -> bool:
    """Say whether a time is not wrong: none that is surer than the annotated one, and no other."""
    if when is None:
        return True
    if span is None:
        return when.approximate or when.day is None
    loose = timedelta(days=LOOSE if when.approximate else 0)
    begins = when.earliest is None or (span.first is not None and when.earliest <= span.first + loose)
    ends = when.latest is None or (span.last is not None and when.latest >= span.last - loose)
    apart = (when.earliest and span.last and when.earliest > span.last) or (
        when.latest and span.first and when.latest < span.first
    )
    return begins and ends and not apart


def is_exact(when: When | None, span: Span) -> bool:
    """Say whether a time is the annotated one, and not much longer."""
    if when is None or not is_safe(when, span):
        return False
    if span.first is None or span.last is None:
        return True
    if when.earliest is None or when.latest is None:
        return False
    return (when.latest - when.earliest).days + 1 <= WIDE * ((span.last - span.first).days + 1)


def weighed(several: Sequence[Case]) -> Weights:
    """Return weights fitted on some cases."""
    features_of = [option.features for case in several for option in case.options]
    counts = collections.Counter(name for features in features_of for name, value in features.items() if value)
    names = ["bias", *sorted(name for name, count in counts.items() if count >= RARE)]
    place = {name: number for number, name in enumerate(names)}
    table = np.zeros((len(features_of), len(names)), dtype=np.float32)
    table[:, 0] = 1
    for row, features in enumerate(features_of):
        for name, value in features.items():
            if name in place:
                table[row, place[name]] = value
    safe = fit(table, np.array([each for case in several for each in case.safe], dtype=float), HELD_BACK)
    exact = fit(table, np.array([each for case in several for each in case.exact], dtype=float), HELD_BACK)
    return Weights(*(dict(zip(names, map(float, each), strict=True)) for each in (safe, exact)), WORTH, GAIN)


def tell(what: str, several: Sequence[Case], weights: Weights) -> None:
    """Print how many are right before and after."""
    chosen = [(case, _chosen(case, weights)) for case in several]
    dated = [(case, number) for case, number in chosen if case.is_dated]
    before, now = np.mean([(case.safe[0], case.safe[number]) for case, number in chosen], axis=0)
    print(f"{what}: {len(several)} events, not wrong {before:.3f} before, {now:.3f} now")
    before, now = np.mean([(case.exact[0], case.exact[number]) for case, number in dated], axis=0)
    most = np.mean([any(case.exact) for case, _ in dated])
    print(f"    {len(dated)} with a time: told {before:.3f} before, {now:.3f} now, {most:.3f} at best", flush=True)


def _chosen(case: Case, weights: Weights) -> int:
    taken = best(case.options, weights)
    return next(number for number, one in enumerate(case.options) if one is taken)


if __name__ == "__main__":
    main()
