"""How many entries taken from saved pages rest on what is no part of the article.

    python bench/page_entries.py pages/ ../shared/data/pages/truth.json     # writes the pages to the folder
    onrecord extract pages/ > said.jsonl
    python bench/page_entries.py said.jsonl ../shared/data/pages/truth.json [--show]

An entry rests on the article if its own words stand in the text that people marked, or most runs of four words of
its line do. The title is not marked, and counts as the article. Pages in English only: of others nothing is taken.
"""

from __future__ import annotations

import argparse
import collections
import gzip
import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator


_WORD = re.compile(r"[^\W_]+")


def words_of(text: str) -> str:
    return f" {' '.join(_WORD.findall(text)).casefold()} "


def runs(text: str) -> collections.Counter[tuple[str, ...]]:
    words = words_of(text).split()
    return collections.Counter(tuple(words[place : place + 4]) for place in range(len(words) - 3))


def bounds(entry: dict[str, Any]) -> tuple[int, int]:
    """Return where an entry's words begin and end: its content, or the words of an event."""
    spans = entry.get("content") or [entry]
    return min(span["start"] for span in spans), max(span["end"] for span in spans)


def is_article(line: str, words: str, marked: str, title: str) -> bool:
    if words_of(words) in words_of(marked) or words_of(line) in (words_of(title), words_of(marked)):
        return True
    had = runs(line)
    return sum((had & runs(marked)).values()) > had.total() / 2


def off_article(report: dict[str, Any], marked: str) -> Iterator[tuple[str, str]]:
    """Yield the entries of a report that rest on something else: the entry's words, and their line."""
    text = report["report"]["text"]
    for entry in report["entries"]:
        start, end = bounds(entry)
        first, last = text.rfind("\n", 0, start) + 1, text.find("\n", end)
        line = text[first : last if last >= 0 else len(text)]
        if not is_article(line, text[start:end], marked, report["report"].get("title") or ""):
            yield text[start:end], line


def write_pages(folder: Path, truth: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for page in sorted((truth.parent / "html").glob("*.html.gz")):
        (folder / page.name.removesuffix(".gz")).write_bytes(gzip.decompress(page.read_bytes()))


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("said", type=Path)
    options.add_argument("truth", type=Path)
    options.add_argument("--show", action="store_true")
    given = options.parse_args()
    if not given.truth.exists():
        sys.exit(f"{given.truth} is missing: name the file with the text that people marked.")
    if given.said.suffix != ".jsonl":
        write_pages(given.said, given.truth)
        return
    truth = json.loads(given.truth.read_text(encoding="utf-8"))
    total, off = 0, 0
    for line in given.said.read_text(encoding="utf-8").splitlines():
        report = json.loads(line)
        total += len(report["entries"])
        for words, where in off_article(report, truth[Path(report["report"]["path"]).stem]["articleBody"]):
            off += 1
            if given.show:
                print(f"    {words[:70]!r} in {where[:120]!r}")
    print(f"entries {total}, off the article {off}: {off / total:.4f}")


if __name__ == "__main__":
    main()
