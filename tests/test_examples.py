"""The sample disputes: short, complete, and dated, so that a newcomer meets no problem that is not meant."""

from __future__ import annotations

import csv
import json
import re
import tomllib
from datetime import date
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[1] / "examples"
DISPUTES = sorted(path.parent for path in EXAMPLES.glob("*/dispute.toml"))
SAMPLE = EXAMPLES / "nato-ukraine" / "reports"


def texts(folder: Path) -> dict[str, str]:
    """Return the text of each report in a folder; markup counts as text with its tags left out."""
    found = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.txt")}
    for path in folder.glob("*.html"):
        article = path.read_text(encoding="utf-8").partition("<article>")[2].partition("</article>")[0]
        found[path.name] = re.sub(r"<[^>]+>", " ", article)
    for path in folder.glob("*.jsonl"):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            found[f"{path.name}#{number}"] = json.loads(line)["text"]
    return found


@pytest.mark.parametrize("folder", DISPUTES, ids=lambda folder: folder.name)
def test_the_dispute_file_names_reports_that_are_there(folder: Path) -> None:
    table = tomllib.loads((folder / "dispute.toml").read_text(encoding="utf-8"))
    assert table["name"] == folder.name
    assert all(any((folder / source).iterdir()) for source in table["sources"])


@pytest.mark.parametrize("folder", DISPUTES, ids=lambda folder: folder.name)
def test_ids_are_given_once(folder: Path) -> None:
    table = tomllib.loads((folder / "dispute.toml").read_text(encoding="utf-8"))
    for kind in ("party", "issue", "actor"):
        ids = [row["id"] for row in table.get(kind, [])]
        assert len(ids) == len(set(ids))


def test_the_sample_has_eight_to_twelve_short_reports() -> None:
    found = texts(SAMPLE)
    assert 8 <= len(found) <= 12
    for name, text in found.items():
        assert 120 <= len(text.split()) <= 350, name


def test_every_report_of_the_sample_has_a_date() -> None:
    with (SAMPLE / "reports.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["path"]: row for row in csv.DictReader(file)}
    assert all((SAMPLE / path).is_file() for path in rows)
    for name, text in texts(SAMPLE).items():
        listed = rows.get(name, {}).get("published")
        own = re.search(r", [A-Z][a-z]+\.? \d{1,2}, (\d{4}) \(|^ date (\d{4})-", text)
        if name.endswith(".txt"):
            assert listed or own, name
        if listed:
            assert name.startswith(date.fromisoformat(listed).isoformat()), "the file name tells the same date"
