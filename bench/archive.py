"""What 10,000 articles in one web archive cost to list and to read: seconds, and memory at its peak.

    python bench/archive.py [--articles 10000] [--keep FILE.warc.gz]

Writes a WARC of made-up pages and pictures, lists it, then reads and cleans every page, one process, nothing
extracted; shows on the way how far it is, and can be stopped (Ctrl-C) at any time, which prints what was reached.
"""

from __future__ import annotations

import argparse
import gzip
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


def page(number: int, chance: random.Random) -> bytes:
    """A page of some 600 words, with the furniture of one."""
    lines = [
        f"“{' '.join(chance.choices(WORDS, k=40)).capitalize()},” the envoy said on Monday." for _ in range(14)
    ]
    prose = "".join(f"<p>{line}</p>" for line in lines)
    links = "".join(f'<li><a href="/{place}">More on weir {place}</a></li>' for place in range(30))
    head = f'<title>Talks on weir {number}</title><meta property="article:published_time" content="2021-04-06">'
    body = (
        f"<nav><ul>{links}</ul></nav><article><h1>Talks on weir {number}</h1>{prose}</article><footer>©</footer>"
    )
    return f"<html><head>{head}</head><body>{body}</body></html>".encode()


def record(address: str, kind: str, body: bytes) -> bytes:
    block = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n\r\n".encode() + body
    head = f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\nContent-Length: {len(block)}\r\n\r\n"
    return gzip.compress(head.encode() + block + b"\r\n\r\n", 6)


def write(target: Path, articles: int) -> None:
    chance = random.Random(18)
    with target.open("wb") as archive:
        for number in range(articles):
            address = f"https://gazette.example/{number}"
            archive.write(record(address, "text/html; charset=utf-8", page(number, chance)))
            archive.write(record(f"{address}.png", "image/png", chance.randbytes(20_000)))


def peak() -> float:
    """Return the most memory that this process has held, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure(archive: Path) -> None:
    start, before = time.perf_counter(), peak()
    found = list(find([archive]))
    print(f"listed: {len(found)} pages in {time.perf_counter() - start:.1f} s, memory at most {peak():.0f} MiB")
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
    parser.add_argument("--keep", type=Path, help="write the archive there, and leave it")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        archive = given.keep or Path(folder) / "articles.warc.gz"
        write(archive, given.articles)
        print(f"written: {given.articles} pages and as many pictures, {archive.stat().st_size / 1e6:.0f} MB")
        measure(archive)


if __name__ == "__main__":
    main()
