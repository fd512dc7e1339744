"""What 10,000 articles in one web archive cost to list and to read: seconds, and memory at its peak.

    python bench/archive.py [--articles 10000] [--keep FILE.warc.gz]

Writes a WARC of made-up pages and pictures, lists it, then reads and cleans every page, one process, nothing
extracted; shows on the way how far it is, and can be stopped (Ctrl-C) at any time, which prints what was reached.
"""

from __future__ import annotations

import argparse
import gzip
import random
import tempfile
from pathlib import Path

from reading_cost import measure

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
