"""What comparing finds in the project's sample, against a hand-made table of what its reports say side by side.

The sample is built by its folder of reports, without the dispute file. The table and its scorer are not part of
the project: both are found by path.

    python bench/cross.py [TABLE.json [SCORER.py]] [--errors]
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "examples" / "nato-ukraine" / "reports"
SHARED = Path("../shared")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("table", type=Path, nargs="?", default=SHARED / "gold" / "cross_sample.json")
    parser.add_argument("scorer", type=Path, nargs="?", default=SHARED / "score" / "cross.py")
    parser.add_argument("--errors", action="store_true", help="name what is missed and what is wrong")
    given = parser.parse_args()
    for needed in (given.table, given.scorer):
        if not needed.exists():
            parser.error(f"{needed} is missing: name the hand-made table and the scorer that reads it.")
    with tempfile.TemporaryDirectory() as folder:
        record, extracted, found = (Path(folder) / name for name in ("r.db", "extract.jsonl", "findings.jsonl"))
        onrecord("build", str(SAMPLE), "--into", str(record), "--workers", "1")
        extracted.write_bytes(onrecord("extract", str(SAMPLE), "--workers", "1"))
        found.write_bytes(onrecord("findings", str(record), "--json"))
        kinds = Counter(json.loads(line)["kind"] for line in found.read_text(encoding="utf-8").splitlines())
        print("findings shown:", ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items())))
        errors = ["--errors"] if given.errors else []
        sys.stdout.flush()
        subprocess.run([sys.executable, given.scorer, given.table, extracted, found, *errors], check=True)


def onrecord(*words: str) -> bytes:
    """Run a command; return what it prints."""
    return subprocess.run([sys.executable, "-m", "onrecord", *words], check=True, stdout=subprocess.PIPE).stdout


if __name__ == "__main__":
    main()
