"""What 10,000 articles in one export of Factiva cost to list and to read: seconds, and memory at its peak.

    python bench/press.py [--articles 10000] [--form html|xml] [--keep FILE]

Writes an export of made-up articles, lists it, then reads and cleans every article, one process, nothing
extracted; shows on the way how far it is, and can be stopped (Ctrl-C) at any time, which prints what was
reached.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from pathlib import Path

from reading_cost import measure

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
