"""How many copies of news stories are found, and how many pairs that are none are taken for copies.

Each story of a corpus of texts is changed in the ways in which papers change a wire story, and put among all the
others unchanged; then every pair that is found is right or wrong. Recall by kind of change, precision over all.

    python bench/copies.py TEXTS.jsonl [--stories 120]

TEXTS.jsonl: objects with `text`, as in the corpora of attribution (840 news articles).
"""

from __future__ import annotations

import argparse
import json
import random
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.compare.copies import Copies
from onrecord.core.extraction import Content
from onrecord.core.finding import IssuesByHand, Links
from onrecord.core.report import Passage, PassageKind, Report

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from onrecord.core.finding import Finding, FindingKind
    from onrecord.core.who import Actor

SEED = 5
BOILERPLATE = "Sign up for our newsletter and follow us. All rights reserved. Read more on this story below. " * 4


def edited(words: list[str], share: float, draw: random.Random) -> list[str]:
    """Return words of which a share is replaced by others of the text."""
    return [draw.choice(words) if draw.random() < share else word for word in words]


def cut(words: list[str], share: float, draw: random.Random) -> list[str]:
    """Return a stretch of so large a share."""
    length = int(len(words) * share)
    start = draw.randrange(len(words) - length + 1)
    return words[start : start + length]


def changes(draw: random.Random, others: list[list[str]]) -> dict[str, Callable[[list[str]], list[str]]]:
    """Return the ways in which a story is changed."""
    return {
        "boilerplate added": lambda words: [*BOILERPLATE.split(), *words, *BOILERPLATE.split()],
        "cut to 50 %": lambda words: cut(words, 0.5, draw),
        "cut to 25 %": lambda words: cut(words, 0.25, draw),
        "5 % of words changed": lambda words: edited(words, 0.05, draw),
        "15 % of words changed": lambda words: edited(words, 0.15, draw),
        "half inside another": lambda words: [*cut(words, 0.5, draw), *draw.choice(others)],
    }


class Shelf:
    """A view of texts alone."""

    def __init__(self, texts: dict[str, str]) -> None:
        self._texts = texts

    def prints(self) -> dict[str, str]:
        return dict.fromkeys(self._texts, "")

    def contents(self, among: Iterable[str] | None = None) -> Iterator[Content]:
        for name, text in sorted(self._texts.items()):
            if among is None or name in among:
                yield Content(Report(name, name, text, passages=(Passage(0, len(text), PassageKind.PARAGRAPH),)))

    def issues_by_hand(self) -> IssuesByHand:
        return IssuesByHand()

    def links(self) -> Links:
        return Links()

    def everyone(self) -> Iterator[Actor]:
        return iter(())

    def findings(self, kind: FindingKind) -> Iterator[Finding]:
        del kind
        return iter(())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=Path)
    parser.add_argument("--stories", type=int, default=120)
    given = parser.parse_args()
    if not given.texts.exists():
        parser.error(f"{given.texts} is missing: name a file of texts, one JSON object a line.")
    draw = random.Random(SEED)
    rows = [json.loads(line)["text"].split() for line in given.texts.read_text(encoding="utf-8").splitlines()]
    rows = [row for row in rows if len(row) >= 200]
    stories, others = rows[: given.stories], rows[given.stories : 2 * given.stories]
    background = {f"o{number}": " ".join(row) for number, row in enumerate(rows)}
    known = {pair for group in groups(background) for pair in pairs(group)}
    print(f"{len(rows)} stories; {len(known)} pairs of them print one text as they stand")
    for kind, change in changes(draw, others).items():
        made = [change(story) for story in stories]
        changed = {f"c{number}": " ".join(words) for number, words in enumerate(made)}
        together = groups(background | changed)
        found = {pair for group in together for pair in pairs(group)} - known
        asked = {(f"c{number}", f"o{number}") for number in range(len(stories))}
        wrong = [pair for pair in found - asked if not shared(*pair, background | changed)]
        met = sum(any(copy in group and story in group for group in together) for copy, story in asked)
        recall, precision = met / len(asked), 1 - len(wrong) / max(1, len(found))
        print(f"{kind:24} recall {recall:.3f}  precision {precision:.3f}  ({len(found)} pairs)")


def shared(one: str, other: str, texts: dict[str, str]) -> bool:
    """Say whether two texts share a stretch of fifty words: then they do print one text, whoever put it there."""
    words = texts[other].casefold()
    run = texts[one].casefold().split()
    return any(" ".join(run[start : start + 50]) in words for start in range(max(1, len(run) - 49)))


def groups(texts: dict[str, str]) -> list[tuple[str, ...]]:
    return [finding.reports for finding in Copies().compare(Shelf(texts)).items]


def pairs(group: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield the oldest with each of those that copy it."""
    for other in group[1:]:
        yield min(group[0], other), max(group[0], other)


if __name__ == "__main__":
    main()
