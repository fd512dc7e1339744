"""What the extractors reach on reports annotated by hand never falls: `floors.json` pins it.

`pytest tests/test_floors.py --update` raises floors to what is reached now. Nothing lowers one: whoever must,
edits the file, where a reviewer sees it.
"""

from __future__ import annotations

import json

import pytest

from onrecord.dispute import load_dispute
from onrecord.ingest import Ingest
from onrecord.readers import Source, find
from onrecord.taking import read_and_clean
from tests.conftest import ROOT
from tests.scoring import Score, score

FLOORS = ROOT / "tests" / "floors.json"
SAMPLE = ROOT / "examples" / "nato-ukraine"


@pytest.fixture(scope="module")
def reached() -> dict[str, float]:
    """The figures on the annotated reports of the sample."""
    ingest = Ingest(load_dispute(SAMPLE / "dispute.toml"))
    total = Score()
    for annotation in sorted((ROOT / "tests" / "annotated").glob("*.json")):
        source = next(
            item
            for item in find([SAMPLE / "reports"])
            if isinstance(item, Source) and item.path.endswith(f"/{annotation.stem}.txt")
        )
        extraction = ingest.extract(read_and_clean(source).items[0])
        score(extraction, annotation, {actor.id: actor.name for actor in extraction.actors}, total)
    return total.figures()


def test_no_figure_falls_below_its_floor(reached: dict[str, float], request: pytest.FixtureRequest) -> None:
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))
    if request.config.getoption("--update"):
        floors["sample"] = {name: max(value, floors["sample"].get(name, 0.0)) for name, value in reached.items()}
        FLOORS.write_text(json.dumps(floors, indent=2) + "\n", encoding="utf-8")
    assert set(reached) == set(floors["sample"])
    fallen = {
        name: (value, floors["sample"][name]) for name, value in reached.items() if value < floors["sample"][name]
    }
    assert not fallen, "name: (now, floor)"


def test_every_floor_of_a_corpus_names_the_script_that_measures_it() -> None:
    for measure in json.loads(FLOORS.read_text(encoding="utf-8"))["corpora"]:
        assert (ROOT / measure["script"].split()[0]).is_file(), measure
        assert 0 < measure["floor"] <= measure["reached"]
