"""What ships, held against the annotated reports of disputes; two readers held against one another; their density.

    python bench/annotated.py score [--part development] [--errors]    what ships, over all and by genre
    python bench/annotated.py agreement      two readers of the same reports, each scored against the other
    python bench/annotated.py density        entries in 10,000 characters, by genre
    python bench/annotated.py draw [--seed N]  fifteen statements and fifteen events for a third reader to judge

The texts are not part of the project: say where they lie with --texts (a folder with index.jsonl beside it) and
where the scorer of entries and the checker of annotations lie with --scorers.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import shutil
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import Any

from annotated_fields import shares

ROOT = Path(__file__).resolve().parents[1]
ANNOTATED = ROOT / "training" / "annotated"
SHARED = ROOT.parent / "shared"
DRAWN = 15  # of each kind
SHOWN = {
    "said": ("precision", "recall", "clean", "who", "party", "act", "via", "span", "date"),
    "done": ("precision", "recall", "clean", "source", "target", "status", "date"),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("score", "agreement", "density", "draw"))
    parser.add_argument("--seed", type=int, default=31, help="of what is drawn")
    parser.add_argument("--part", default="development", choices=("development", "training", "sources"))
    parser.add_argument("--texts", type=Path)
    parser.add_argument("--scorers", type=Path, default=SHARED / "score")
    parser.add_argument("--errors", action="store_true", help="print each entry that is wrong, missed or too much")
    parser.add_argument("--rules", action="store_true", help="the rules alone, not what ships")
    given = parser.parse_args()
    if given.what == "draw":
        draw(given.seed)
        return
    texts = given.texts or (SHARED / "sources" if given.part == "sources" else SHARED / "data" / "pool" / "texts")
    for needed in (texts, given.scorers / "entries.py", given.scorers / "annotations.py"):
        if not needed.exists():
            sys.exit(f"{needed} is missing: name the texts with --texts and the scorers with --scorers.")
    genres = genres_of(texts)
    if given.what == "score":
        score(given, texts, genres)
    elif given.what == "agreement":
        agreement(given.scorers, texts)
    else:
        density(genres, texts)


def genres_of(texts: Path) -> dict[str, str]:
    """Return the genre of each text, where an index tells."""
    index = texts.parent / "index.jsonl"
    rows = [json.loads(line) for line in index.read_text("utf-8").splitlines()] if index.exists() else []
    return {row["doc"]: row["genre"] for row in rows}


def gold_of(part: str) -> dict[str, dict[str, Any]]:
    """Return the annotations of a part by the name of their text."""
    found = (json.loads(path.read_text("utf-8")) for path in sorted((ANNOTATED / part).glob("*.gold.json")))
    return {gold["doc"]: gold for gold in found}


def score(given: argparse.Namespace, texts: Path, genres: dict[str, str]) -> None:
    """Print what ships against the annotation, over all and by genre."""
    gold = gold_of(given.part)
    groups: dict[str, list[str]] = defaultdict(list)
    for doc in gold:
        groups["all"].append(doc)
        groups[genres.get(doc, "none told")].append(doc)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        extracted = extract(folder, texts, gold, rules=given.rules)
        for group, docs in sorted(groups.items(), key=lambda item: (item[0] != "all", -len(item[1]))):
            figures = scored(
                given.scorers, copied(folder / group.replace("/", "-"), given.part, docs), texts, extracted
            )
            for kind, names in SHOWN.items():
                told = "  ".join(f"{each} {figures[kind][each]:.2f}" for each in names)
                print(f"{group[:24]:24} {len(docs):3}  {kind}  {told}  (must {figures[kind]['must']})")
            if group == "all":
                for kind, told in shares(given.scorers, gold, texts, extracted).items():
                    print(f"of the {kind} that were found: {told}")
        if given.errors:
            whole = copied(folder / "whole", given.part, list(gold))
            command = [sys.executable, str(given.scorers / "entries.py"), str(whole), str(texts), str(extracted)]
            subprocess.run([*command, "--errors"], check=True)


def draw(seed: int) -> None:
    """Print thirty entries of both parts, as many statements as events: part, text, id."""
    chance = random.Random(seed)
    for kind in ("statements", "events"):
        entries = [
            (part, doc, entry["id"])
            for part in ("training", "development")
            for doc, gold in sorted(gold_of(part).items())
            for entry in gold[kind]
        ]
        for part, doc, entry in chance.sample(entries, DRAWN):
            print(part, doc, entry)


def extract(folder: Path, texts: Path, gold: dict[str, dict[str, Any]], *, rules: bool) -> Path:
    """Return the output of `onrecord extract` for some texts, each dated as its annotation says."""
    with (folder / "dates.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["path", "date"])
        rows.writerows([str(texts / doc), one["published"]] for doc, one in gold.items() if one["published"])
    dispute = folder / "dispute.toml"
    dispute.write_text('extractors = ["statements-rules", "events-rules"]\n' if rules else "", encoding="utf-8")
    command = [sys.executable, "-m", "onrecord", "extract", *(str(texts / doc) for doc in gold)]
    options = ["--published-from", str(folder / "dates.csv"), "--dispute", str(dispute)]
    out = folder / "out.jsonl"
    with out.open("w", encoding="utf-8") as file:
        subprocess.run([*command, *options], stdout=file, stderr=subprocess.DEVNULL, check=True)
    return out


def copied(folder: Path, part: str, docs: list[str]) -> Path:
    """Return a folder that holds the annotations of some texts."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in (ANNOTATED / part).glob("*.gold.json"):
        if json.loads(path.read_text("utf-8"))["doc"] in docs:
            shutil.copy(path, folder)
    return folder


def scored(scorers: Path, gold: Path, texts: Path, extracted: Path) -> dict[str, Any]:
    """Return the scorer's figures."""
    command = [sys.executable, str(scorers / "entries.py"), str(gold), str(texts), str(extracted), "--json"]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    figures: dict[str, Any] = json.loads(told.strip().splitlines()[-1])
    return figures


def agreement(scorers: Path, texts: Path) -> None:
    """Print two readers of the same reports against one another, in both directions, and the mean."""
    second = gold_of("second")
    first = {**gold_of("training"), **gold_of("development")}
    docs = sorted(second.keys() & first.keys())
    if not docs:
        sys.exit("no report has two readers yet.")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for reader, annotations in (("one", first), ("other", second)):
            (folder / reader).mkdir()
            for doc in docs:
                target = folder / reader / f"{Path(doc).stem}.gold.json"
                target.write_text(json.dumps(annotations[doc]), encoding="utf-8")
        for reader in ("one", "other"):
            told = [
                sys.executable,
                str(scorers / "annotations.py"),
                "as-extract",
                str(folder / reader),
                str(texts),
            ]
            lines = subprocess.run(told, capture_output=True, text=True, check=True).stdout
            (folder / f"{reader}.jsonl").write_text(lines, encoding="utf-8")
        ways = [
            scored(scorers, folder / "one", texts, folder / "other.jsonl"),
            scored(scorers, folder / "other", texts, folder / "one.jsonl"),
        ]
    print(f"{len(docs)} reports by two readers")
    for kind, names in SHOWN.items():
        told = "  ".join(f"{each} {sum(way[kind][each] for way in ways) / 2:.2f}" for each in names)
        found = 2 * ways[0][kind]["found"] / (ways[0][kind]["predicted"] + ways[1][kind]["predicted"])
        print(f"{kind}: found F1 {found:.2f}  {told}")


def density(genres: dict[str, str], texts: Path) -> None:
    """Print how many entries in 10,000 characters the readers listed, by genre."""
    counts: dict[str, list[float]] = defaultdict(lambda: [0.0] * 6)
    for part in ("training", "development"):
        for doc, gold in gold_of(part).items():
            length = len((texts / doc).read_bytes().decode("utf-8"))
            row = [
                length / 10_000,
                len(gold["statements"]),
                sum(each["need"] == "must" for each in gold["statements"]),
                len(gold["events"]),
                sum(each["need"] == "must" for each in gold["events"]),
                len(gold["numbers"]),
            ]
            for group in ("all", genres.get(doc, "none told")):
                counts[group] = [one + other for one, other in zip(counts[group], row, strict=True)]
    for group, (length, *found) in sorted(counts.items()):
        said, said_must, done, done_must, numbers = (round(each / length) for each in found)
        told = f"said {said} (must {said_must}), events {done} (must {done_must}), numbers {numbers}"
        print(f"{group[:30]:30} {length * 10_000:7.0f} characters; in 10,000: {told}")


if __name__ == "__main__":
    main()
