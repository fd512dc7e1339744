"""Run the attribution model over a corpus in the scorer's form, write predictions, and score them.

    python bench/attribution.py [--data FOLDER] [--scorer FILE] [--corpus polnear_dev] [--model FOLDER]

The corpus and the scorer are not part of the project; without them one sentence says so.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from onrecord.encoder import Encoded, Encoder, encoder
from onrecord.extractors.statements.attribution_head import Tables, ascriptions_in, tables

SHARED = Path(__file__).resolve().parents[2] / "shared"


def load(folder: Path | None) -> tuple[Encoder, Tables]:
    """Return the encoder and the tables of a folder, or those that ship."""
    if folder is None:
        return encoder(), tables()
    vocabulary = (folder / "vocabulary.txt").read_text(encoding="utf-8")
    return (
        Encoder((folder / "model.onnx").read_bytes(), vocabulary),
        Tables.read((folder / "tables.json").read_text(encoding="utf-8")),
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=SHARED / "data" / "attribution")
    parser.add_argument("--scorer", type=Path, default=SHARED / "score" / "attribution.py")
    parser.add_argument("--corpus", default="polnear_dev")
    parser.add_argument("--model", type=Path, help="a folder with model.onnx; default: the one that ships")
    parser.add_argument("--threshold", type=float)
    parser.add_argument("--boot", type=int, default=1000)
    options = parser.parse_args()
    texts, gold = (options.data / f"{options.corpus}.{kind}.jsonl" for kind in ("text", "gold"))
    for path in (texts, gold, options.scorer):
        if not path.exists():
            sys.exit(f"{path} is missing: name the corpora's folder with --data and the scorer with --scorer.")
    network, known = load(options.model)
    least = known.threshold if options.threshold is None else options.threshold
    records = [json.loads(line) for line in texts.read_text(encoding="utf-8").splitlines()]
    started, rows = time.process_time(), []
    for record in records:
        passages = [found.span() for found in re.finditer(r"[^\n]+", record["text"])]
        for one in ascriptions_in(Encoded(record["text"], passages, network), known):
            if one.confidence >= least:
                source = [one.source] if one.source else []
                rows.append(
                    {"doc_id": record["doc_id"], "source": source, "cue": [one.cue], "content": one.content}
                )
    spent = time.process_time() - started
    words = sum(len(record["text"].split()) for record in records)
    print(f"{len(rows)} ascriptions; {spent * 920 / words:.3f} CPU-seconds for 920 words", flush=True)
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)
        file.flush()
        command = [sys.executable, str(options.scorer), str(gold), str(texts), file.name]
        subprocess.run([*command, "--boot", str(options.boot)], check=True)


if __name__ == "__main__":
    main()
