"""Write which words of the annotated reports name deeds, of which root and status.

`attribution/train.py` learns it beside attributions, so that what the encoder makes of words keeps telling of
deeds.

    PYTHONPATH=src python training/deeds/words.py --texts POOL/texts --out words.jsonl

A line a report of the training part: `text`, `passages`, and `words`, each with its offsets and, where it names a
deed, the weights of its roots and statuses; else it may name one and does not. The file holds the texts, so it is
not part of the project.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

from corpus import by_word, weights
from reports import BESIDE, annotated

from onrecord.core.entry import Status
from onrecord.extractors.events.evidence import ROOTS
from onrecord.extractors.events.scenes import TELLING

if TYPE_CHECKING:
    from reports import Gold

    from onrecord.core.document import Document


def main() -> None:
    """Read the reports, write their words."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=Path, default=BESIDE, help="the folder of the annotated texts")
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    with given.out.open("w", encoding="utf-8") as file:
        for gold, document in annotated("training", given.texts):
            file.write(json.dumps(_line(gold, document)) + "\n")


def _line(gold: Gold, document: Document) -> dict[str, object]:
    told = by_word(document, gold)
    words = []
    for token in document.tokens:
        if token.start >= (gold.get("annotated_to") or len(document.report.text)):
            break
        if event := told.get(token.i):
            roots = weights([root.value for root in ROOTS], event["root"]).tolist()
            statuses = weights([status.value for status in Status], event["status"]).tolist()
            words.append({"at": [token.start, token.end], "roots": roots, "statuses": statuses})
        elif token.pos in TELLING:
            words.append({"at": [token.start, token.end]})
    passages = [[one.start, one.end] for one in document.passages]
    return {"text": document.report.text, "passages": passages, "words": words}


if __name__ == "__main__":
    main()
