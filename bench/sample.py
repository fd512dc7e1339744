"""What the extractors reach on the reports of the sample that were annotated by reading (`tests/annotated`).

    python bench/sample.py

Needs nothing but the project. The tests run it, too.
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.scoring import Score, score  # noqa: E402

from onrecord.dispute import load_dispute  # noqa: E402
from onrecord.ingest import Ingest  # noqa: E402
from onrecord.readers import Source, find  # noqa: E402
from onrecord.taking import read_and_clean  # noqa: E402

SAMPLE = ROOT / "examples" / "nato-ukraine"


def main() -> None:
    ingest = Ingest(load_dispute(SAMPLE / "dispute.toml"))
    sources = [item for item in find([SAMPLE / "reports"]) if isinstance(item, Source)]
    total = Score()
    for annotation in sorted((ROOT / "tests" / "annotated").glob("*.json")):
        source = next(source for source in sources if source.path.endswith(f"/{annotation.stem}.txt"))
        extraction = ingest.extract(read_and_clean(source).items[0])
        score(extraction, annotation, {actor.id: actor.name for actor in extraction.actors}, total)
    for name, figure in total.figures().items():
        print(f"{name} {figure:.3f}")


if __name__ == "__main__":
    main()
