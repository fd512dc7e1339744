"""Files annotations under their part of the corpus; one whose spans lie outside its text is refused.

python training/annotated/filed.py FOLDER [--second] --texts POOL/texts
"""

import argparse
import json
import shutil
import sys
from pathlib import Path

HERE = Path(__file__).parent


def parts() -> dict[str, str]:
    """Return which part each drawn report belongs to."""
    rows = [line.split("\t") for line in (HERE / "drawn.tsv").read_text(encoding="utf-8").splitlines()[2:]]
    return {row[1]: row[0] for row in rows}


def main() -> None:
    """File every annotation of a folder whose spans lie in its text."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument(
        "--second", action="store_true", help="made by a second reader who did not see the first's"
    )
    parser.add_argument("--texts", type=Path, required=True)
    given = parser.parse_args()
    part_of = parts()
    for path in sorted(given.folder.glob("*.gold.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        length = len((given.texts / gold["doc"]).read_bytes().decode("utf-8"))
        spans = [c for s in gold["statements"] for c in s["content"]] + [e["words"] for e in gold["events"]]
        if any(not 0 <= start < end <= length for start, end in spans):
            sys.exit(f"{path}: a span lies outside the text")
        shutil.copy(path, HERE / ("second" if given.second else part_of[gold["doc"]]) / path.name)


if __name__ == "__main__":
    main()
