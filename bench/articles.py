"""The whole of `onrecord extract` on the source articles, scored against what was annotated by hand.

    python bench/articles.py [--gold ../shared/gold] [--sources ../shared/sources] [--score ../shared/score]

Articles, annotation and scorer are not part of the project; without them one sentence says so.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

BESIDE = Path(__file__).resolve().parents[2] / "shared"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, default=BESIDE / "gold")
    parser.add_argument("--sources", type=Path, default=BESIDE / "sources")
    parser.add_argument("--score", type=Path, default=BESIDE / "score")
    given = parser.parse_args()
    articles = sorted(given.sources.glob("*.txt"))
    for path in (given.gold, given.score / "gold.py", *(() if articles else (given.sources,))):
        if not path.exists() or path == given.sources:
            sys.exit(f"{path} is missing: name the folders with --gold, --sources and --score.")
    with tempfile.TemporaryDirectory() as folder:
        extracted = Path(folder, "extracted.jsonl")
        with extracted.open("w", encoding="utf-8") as file:
            subprocess.run([sys.executable, "-m", "onrecord", "extract", *articles], stdout=file, check=True)
        subprocess.run([sys.executable, given.score / "gold.py", given.gold, extracted], check=True)


if __name__ == "__main__":
    main()
