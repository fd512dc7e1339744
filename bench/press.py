"""What 10,000 articles in one export of Factiva cost to list and to read: seconds, and memory at its peak.

    python bench/press.py [--articles 10000] [--form html|xml] [--keep FILE]

Writes an export of made-up articles, lists it, then reads and cleans every article, one process, nothing
extracted; shows on the way how far it is, and can be stopped (Ctrl-C) at any time, which prints what was
reached.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import tempfile
import time
from itertools import count
from pathlib import Path

from onrecord.core.problem import Problem
from onrecord.readers import find
from onrecord.taking import read_and_clean

WORDS = [
    *("the", "envoy", "said", "that", "talks", "on", "weirs", "dams", "water", "and", "borders"),
    *("would", "go", "on", "while", "ministers", "met", "again", "in"),
]
HEAD = {
    "html": '<html><head><meta charset="utf-8"><title>Factiva</title></head><body><div id="contentWrapper">\n',
    "xml": '<?xml version="1.0" encoding="utf-8"?><PPSResponse><ppsarticleResultSet count="{}">\n',
}
FOOT = {
    "html": '<div id="pageFooter"><span class="copyright">&copy; Factiva, Inc.</span></div></div></body></html>',
    "xml": "</ppsarticleResultSet></PPSResponse>",
}
HTML = """<div id="article-{key}" class="article"><div class="article enArticle"><p>
<div id="hd"><span class="enHeadline counted">{number}) Talks on weir {number}</span></div><div>600 words</div>
<div>{day} April 2021</div><div>The Gazette</div><div>GZTF</div><div>English</div>
<div>(c) 2021 The Gazette</div></p>
{text}<p>Document {key}</p></div></div><br/><span></span>
"""
XML = """<ppsarticle><article><accessionNo>{key}</accessionNo><baseLanguage>EN</baseLanguage>
<headline><paragraph>Talks on weir {number}</paragraph></headline>
<publicationDate><date>2021-04-{day:02}</date></publicationDate><sourceName>The Gazette</sourceName>
<tailParagraphs>{text}</tailParagraphs></article></ppsarticle>
"""


def article(form: str, number: int, chance: random.Random) -> str:
    """An article of some 600 words."""
    lines = [
        f"“{' '.join(chance.choices(WORDS, k=40)).capitalize()},” the envoy said on Monday." for _ in range(14)
    ]
    tag = {"html": 'p class="articleParagraph enarticleParagraph"', "xml": "paragraph"}[form]
    text = "\n".join(f"<{tag}>{line}</{tag.partition(' ')[0]}>" for line in lines)
    day, key = number % 28 + 1, f"GZTF{number:021}"
    return {"html": HTML, "xml": XML}[form].format(number=number, day=day, key=key, text=text)


def write(target: Path, form: str, articles: int) -> None:
    chance = random.Random(18)
    with target.open("w", encoding="utf-8") as export:
        export.write(HEAD[form].format(articles))
        for number in range(1, articles + 1):
            export.write(article(form, number, chance))
        export.write(FOOT[form])


def peak() -> float:
    """Return the most memory that this process has held, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure(export: Path) -> None:
    start, before = time.perf_counter(), peak()
    found = list(find([export]))
    print(f"listed: {len(found)} articles in {time.perf_counter() - start:.1f} s, memory at most {peak():.0f} MiB")
    start = time.perf_counter()
    read = problems = 0
    try:
        for number, source in zip(count(1), found, strict=False):
            outcome = read_and_clean(source) if not isinstance(source, Problem) else None
            read += len(outcome.items) if outcome else 0
            problems += len(outcome.problems) if outcome else 1
            if number % 250 == 0:
                print(f"\r{number} of {len(found)}, {peak():.0f} MiB", end="", file=sys.stderr, flush=True)
    except KeyboardInterrupt:
        print("stopped:", end=" ")
    took = time.perf_counter() - start
    print(f"\rread: {read} of {len(found)} articles, {problems} problems, {read / took:.0f} a second, ", end="")
    print(f"memory at most {peak():.0f} MiB, {peak() - before:.0f} of it after the start")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--form", choices=("html", "xml"), default="html")
    parser.add_argument("--keep", type=Path, help="write the export there, and leave it")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        export = given.keep or Path(folder) / f"factiva.{given.form}"
        write(export, given.form, given.articles)
        print(f"written: {given.articles} articles, {export.stat().st_size / 1e6:.0f} MB")
        measure(export)


if __name__ == "__main__":
    main()
