"""Measuring how sure a model's sureness is, on articles that people annotated.

    onrecord-llm-calibrate ANNOTATED TEXTS --into tiny.json

ANNOTATED holds `*.gold.json` in the form that the project's own annotations have, TEXTS the texts that they name.
Each article is read by the model as a build would have it read (answers are kept), and each entry held against the
annotation: it is right where one of the same kind, act or root rests on words of which it shares at least half.
What share is right at each sureness is then made rising (pooled adjacent violators: Ayer and others, 1955).
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import onrecord
from onrecord.core.entry import Event, Stance
from onrecord.core.problem import OnRecordError
from onrecord.parse import parse
from onrecord_llm.extractor import LanguageModel
from onrecord_llm.faults import CalibrationFaulty
from onrecord_llm.prompt import DIGEST

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from onrecord.core.entry import Entry
    from onrecord.core.report import Report

FEWEST = 200  # entries: with fewer, a share of half is known to within seven in a hundred at best


class Judged(NamedTuple):
    """How sure a model was of an entry, and whether it is right."""

    sure: float
    right: bool


class _Marked(NamedTuple):
    """What an annotation says: kind, act or root, and the words by their offsets."""

    kind: str
    codes: tuple[str, ...]
    start: int
    end: int


def main() -> None:
    """Measure, and write a calibration."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("annotated", type=Path)
    parser.add_argument("texts", type=Path)
    parser.add_argument("--into", type=Path, required=True)
    given = parser.parse_args()
    try:
        judged = list(_judged(LanguageModel(), given.annotated, given.texts))
        if len(judged) < FEWEST:
            few = f"the model gave {len(judged)} entries on these articles, and {FEWEST} are needed."
            raise CalibrationFaulty(given.annotated, few)
        content = calibration(judged, LanguageModel().settings.model)
        _write(given.into, content)
    except OnRecordError as error:
        sys.exit(str(error))


def calibration(judged: Sequence[Judged], model: str) -> str:
    """Return the calibration that judgements give, as JSON."""
    told = {"model": model, "prompt": DIGEST, "entries": len(judged), "steps": rising(judged)}
    return json.dumps(told, indent=1)


def rising(judged: Iterable[Judged]) -> list[tuple[float, float]]:
    """Return (how sure at least, share that is right), both rising.

    >>> rising([Judged(20, False), Judged(20, True), Judged(60, False), Judged(90, True)])
    [(20, 0.3333333333333333), (90, 1.0)]
    """
    counts: dict[float, list[bool]] = defaultdict(list)
    for sure, right in judged:
        counts[sure].append(right)
    pools: list[tuple[float, list[bool]]] = []
    for sure, rights in sorted(counts.items()):
        pools.append((sure, rights))
        while len(pools) > 1 and _share(pools[-2][1]) >= _share(pools[-1][1]):
            _, above = pools.pop()
            least, below = pools.pop()
            pools.append((least, below + above))
    return [(least, _share(rights)) for least, rights in pools]


def _share(rights: list[bool]) -> float:
    return sum(rights) / len(rights)


def _judged(model: LanguageModel, annotated: Path, texts: Path) -> Iterator[Judged]:
    for path in sorted(annotated.glob("*.gold.json")):
        gold = json.loads(path.read_text("utf-8"))
        report = _report(texts / gold["doc"])
        marked = list(_marked(gold))
        told = model.taken(next(parse([report])))
        for problem in told.problems:
            sys.stderr.write(f"{problem}\n")
        yield from (Judged(one.sure, is_right(one.entry, marked)) for one in told.held if one.sure is not None)


def _report(path: Path) -> Report:
    read = onrecord.read(path)
    if not read.items:
        raise CalibrationFaulty(path, "this text cannot be read; name the folder of the texts that are annotated.")
    return read.items[0]


def _marked(gold: dict[str, Any]) -> Iterator[_Marked]:
    for one in gold["statements"]:
        if one["kind"] == "statement":
            words = one["content"]
            yield _Marked("statement", (*one["acts"], *one["also"]), words[0][0], words[-1][1])
    for one in gold["events"]:
        yield _Marked("event", tuple(one["root"]), *one["words"])


def is_right(entry: Entry, marked: Iterable[_Marked]) -> bool:
    """Say whether an annotation has an entry: of its kind and act or root, on words half of which are the same."""
    if isinstance(entry, Stance):
        return False
    if isinstance(entry, Event):
        kind, code, words = "event", entry.plover.value, entry.words
    else:
        kind, code, words = "statement", entry.act.value, entry.content[0]
    return any(
        one.kind == kind and code in one.codes and _shares_half(words.start, words.end, one.start, one.end)
        for one in marked
    )


def _shares_half(start: int, end: int, other_start: int, other_end: int) -> bool:
    shared = min(end, other_end) - max(start, other_start)
    return 2 * shared >= max(end - start, other_end - other_start)


def _write(path: Path, content: str) -> None:
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        beside.write_text(content, encoding="utf-8")
        beside.replace(path)
    except OSError as error:
        raise CalibrationFaulty(path, f"it cannot be written ({error.strerror}).") from error


if __name__ == "__main__":
    main()
