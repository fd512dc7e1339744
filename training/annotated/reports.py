"""The annotated reports as the package reads them: each annotation with the parse of its text."""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import onrecord
from onrecord.clean import clean
from onrecord.parse import parse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.core.document import Document
    from onrecord.core.report import Report

Gold = dict[str, Any]

HERE = Path(__file__).parent
BESIDE = HERE.parents[2] / "shared" / "data" / "pool" / "texts"  # where the texts are looked for


def annotated(part: str, texts: Path, only: int = 0) -> Iterator[tuple[Gold, Document]]:
    """Yield the reports of a part, in an order of no meaning that adding others does not change.

    Args:
        part: "training" or "development".
        texts: The folder that holds the texts.
        only: How many at most, for a learning curve; 0 for all.
    """
    if not texts.is_dir():
        sys.exit(f"{texts} is missing: name the folder of the annotated texts with --texts.")
    paths = sorted((HERE / part).glob("*.gold.json"), key=lambda path: hashlib.sha256(path.name.encode()).digest())
    for path in paths[: only or None]:
        gold = json.loads(path.read_text(encoding="utf-8"))
        if hashlib.sha256((texts / gold["doc"]).read_bytes()).hexdigest() != gold["sha256"]:
            sys.exit(f"{texts / gold['doc']} is not the text that {path} annotates.")
        yield gold, next(parse([_report(texts / gold["doc"], gold["published"])]))


def _report(path: Path, published: str | None) -> Report:
    day = published if published and len(published) == len("2022-01-12") else None
    report = onrecord.read(str(path), published=day).items[0]
    return report if report.passages else clean(report).items[0]
