"""Many small reports through one process: what it holds after a tenth of them and at the end.

    python bench/attack_long.py [--seed N] [--count 20000]

No report is like another: names, towns, outlets and some words are drawn from syllables, so that whatever keeps
each word it meets grows. What is counted is the memory of this process and of its one worker together, the most
of a stretch of a hundredth of the reports. Exit code 1 where the end holds 5 % more than the first tenth.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.taking import take_all, work_named

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_GROWN = 0.05
_STATES = ("Egypt", "Sudan", "Ethiopia", "Kenya", "Iran", "Russia", "Ukraine", "Norway", "Chile", "Peru")
_DEEDS = ("attacked", "accused", "condemned", "met", "praised", "threatened")
_THINGS = ("the dam", "the water", "the border", "the treaty", "the port", "the prisoners")


def drawn_word(chance: random.Random) -> str:
    """Return a word that stands in no dictionary."""
    return "".join(chance.choice("bdfgklmnprstvz") + chance.choice("aeiou") for _ in range(chance.randint(2, 4)))


def drawn_report(chance: random.Random) -> str:
    """Return a small report: a quotation and a deed; its names are new."""
    one, other = chance.sample(_STATES, 2)
    town = drawn_word(chance).title()
    named = f"{drawn_word(chance).title()} {drawn_word(chance).title()}"
    return (
        f'"We will not share {chance.choice(_THINGS)} with {drawn_word(chance)} {drawn_word(chance)}," {one}\'s '
        f"minister {named} said in {town} on Monday.\n\n"
        f"{one} {chance.choice(_DEEDS)} {other} near {town} on {chance.randint(1, 28)} March 2019.\n"
    )


def held(seed: int, count: int) -> Iterator[tuple[int, int]]:
    """Take so many reports; yield, for each hundredth, how many are done and the most bytes that were held."""
    chance = random.Random(f"long-runs {seed}")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "many.jsonl"
        with file.open("w", encoding="utf-8") as opened:
            for _ in range(count):
                opened.write(json.dumps({"text": drawn_report(chance), "date": "2024-03-04"}) + "\n")
        work = work_named([str(file)])
        most, stretch = 0, max(1, count // 100)
        for number, _ in enumerate(take_all(work.sources, work.ingest, workers=1), 1):
            most = max(most, resident())
            if number % stretch == 0:
                yield number, most
                most = 0


def resident() -> int:
    """Return the memory that this process and its workers have resident, in bytes."""
    me = os.getpid()
    workers = Path(f"/proc/{me}/task/{me}/children").read_text("ascii").split()
    pages = 0
    for one in (str(me), *workers):
        try:
            pages += int(Path(f"/proc/{one}/statm").read_text("ascii").split()[1])
        except (OSError, IndexError):  # it has just ended
            continue
    return pages * resource.getpagesize()


def grown(seed: int, count: int) -> tuple[str, float]:
    """Take so many reports; return what was held, in words, and by what share that grew from a tenth on."""
    stretches = list(held(seed, count))
    tenth = next(most for number, most in stretches if number >= count // 10)
    end = stretches[-1][1]
    told = f"{count} reports: {tenth / 2**20:.0f} MB after a tenth, {end / 2**20:.0f} MB at the end"
    return told, end / tenth - 1


def main() -> None:
    """Print what was held."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=20_000)
    asked = parser.parse_args()
    told, share = grown(asked.seed, asked.count)
    print(f"{told}: {share:+.1%} (seed {asked.seed})")
    sys.exit(1 if share > MOST_GROWN else 0)


if __name__ == "__main__":
    main()
