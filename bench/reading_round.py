"""A reading round: entries from reports that nothing was fitted or tried on, judged field by field by readers.

    python bench/reading_round.py draw --into FOLDER [--seed 2026] [--sets 5] [--entries 60]
    python bench/reading_round.py count [bench/reading/*.tsv]

`draw` takes reports of the pool that are not annotated, reads them with what ships, and writes for each set a
sheet to read (`set-1.txt`, with sentences: it stays outside the project) and a form (`set-1.tsv`, without).
Half of a set are events. In the form each field gets `y` (right), `n` (wrong), `o` (left open though the report
tells it) or `-` (nothing to judge); a field that is a little off is wrong. `told` says whether the report tells
such a thing at all; where it is `n` the other fields are `-`. `count` prints the figures of
`bench/RESULTS-reading.md`: by field, with Wilson's interval (1927) at 95 %, and by genre.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import sys
import tempfile
from collections import defaultdict
from math import sqrt
from pathlib import Path
from typing import Any

from annotated import ROOT, SHARED, extract, genres_of, gold_of

FORMS = Path(__file__).parent / "reading"
SAID = ("told", "who", "party", "act", "span", "addressee", "date")
DONE = ("told", "root", "source", "target", "status", "date")
CROSSED = ROOT / "training" / "crossed"
AROUND = 350  # characters of the report before and behind


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("draw", "count"))
    parser.add_argument("forms", nargs="*", type=Path)
    parser.add_argument("--into", type=Path)
    parser.add_argument("--texts", type=Path, default=SHARED / "data" / "pool" / "texts")
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--sets", type=int, default=5)
    parser.add_argument("--entries", type=int, default=60)
    given = parser.parse_args()
    if given.what == "count":
        count(given.forms or sorted(FORMS.glob("*.tsv")))
    elif given.into is None or not given.texts.exists():
        sys.exit("say with --into where the sheets go, and with --texts where the texts lie.")
    else:
        draw(given)


def draw(given: argparse.Namespace) -> None:
    """Write the sheets and forms of a round."""
    rows = {
        row["doc"]: row for row in map(json.loads, (given.texts.parent / "index.jsonl").open(encoding="utf-8"))
    }
    seen = {doc for part in ("training", "development", "second") for doc in gold_of(part)} | crossed()
    fresh = sorted(doc for doc in rows if doc not in seen and (given.texts / doc).exists())
    chance = random.Random(given.seed)
    chance.shuffle(fresh)
    each = min(20, len(fresh) // given.sets)
    given.into.mkdir(parents=True, exist_ok=True)
    for number in range(given.sets):
        docs = fresh[number * each : (number + 1) * each]
        with tempfile.TemporaryDirectory() as name:
            dated = {doc: {"published": day(rows[doc]["published"])} for doc in docs}
            lines = extract(Path(name), given.texts, dated, rules=False).read_text("utf-8").splitlines()
        entries = [
            (Path(one["report"]["path"]).name, entry) for one in map(json.loads, lines) for entry in one["entries"]
        ]
        write(given, number + 1, chosen(chance, entries, given.entries))


def crossed() -> set[str]:
    """Return the texts of the tables of whole disputes."""
    found: set[str] = set()
    for path in CROSSED.glob("*.json"):
        found.update(json.loads(path.read_text("utf-8"))["reports"])
    return found


def day(published: str | None) -> str | None:
    return published if published and len(published) == len("2022-01-12") else None


def chosen(chance: random.Random, entries: list[tuple[str, Any]], number: int) -> list[tuple[str, Any]]:
    """Return so many entries, half of them events, in the order of the reports."""
    events = [one for one in entries if one[1]["kind"] == "event"]
    others = [one for one in entries if one[1]["kind"] != "event"]
    half = number // 2
    drawn = chance.sample(others, min(half, len(others))) + chance.sample(events, min(number - half, len(events)))
    return sorted(drawn, key=lambda one: (one[0], start_of(one[1])))


def start_of(entry: Any) -> int:
    return int(entry["start"])


def write(given: argparse.Namespace, number: int, drawn: list[tuple[str, Any]]) -> None:
    """Write the sheet and the form of a set."""
    sheet = []
    with (given.into / f"set-{number}.tsv").open("w", encoding="utf-8", newline="") as file:
        form = csv.writer(file, delimiter="\t")
        form.writerow(["doc", "entry", "kind", *SAID, "root", "source", "target", "status", "note"])
        for place, (doc, entry) in enumerate(drawn, 1):
            form.writerow([doc, entry["id"], entry["kind"], *[""] * (len(SAID) + 5)])
            text = (given.texts / doc).read_bytes().decode("utf-8")
            sheet.append(page(place, doc, entry, text))
    (given.into / f"set-{number}.txt").write_text("\n".join(sheet), encoding="utf-8")


def page(place: int, doc: str, entry: Any, text: str) -> str:
    """Return an entry as a reader judges it, with what stands around it in the report."""
    low, high = max(0, entry["start"] - AROUND), min(len(text), entry["end"] + AROUND)
    around = f"{text[low : entry['start']]}[[{text[entry['start'] : entry['end']]}]]{text[entry['end'] : high]}"
    when = (entry["when"] or {}).get("edtf")
    if entry["kind"] == "event":
        told = (
            f"root {entry['plover']} status {entry['status']} source {named(entry['sources'])} "
            f"target {named(entry['targets'])} when {when}"
        )
    else:
        act = entry.get("act") or entry.get("attitude")
        said = " … ".join(piece["words"] for piece in entry["content"])
        told = (
            f"{act}{' (not)' if entry['negated'] else ''} by {named([entry['speaker']])}"
            f" to {named([entry['addressee']])} when {when}\n  content: {said}"
        ) + (f"\n  reads: {entry['reads']}" if entry.get("reads") else "")
    return f"#{place} {doc} {entry['id']} {entry['kind']}\n  {told}\n  ...{' '.join(around.split())}...\n"


def named(mentions: list[Any]) -> str:
    """Return mentions with whom they are read as."""
    told = (f"“{one['words']}” = {one['actor'] or '?'} / {one['party'] or '?'}" for one in mentions if one)
    return "; ".join(told) or "nobody"


def count(forms: list[Path]) -> None:
    """Print what the readers found, by field and by genre."""
    texts = SHARED / "data" / "pool" / "texts"
    genres = genres_of(texts)
    judged: dict[tuple[str, str], list[str]] = defaultdict(list)
    clean: dict[tuple[str, str], list[bool]] = defaultdict(list)
    for path in forms:
        for row in csv.DictReader(path.open(encoding="utf-8"), delimiter="\t"):
            kind = "event" if row["kind"] == "event" else "statement"
            fields = DONE if kind == "event" else SAID
            for field in fields:
                if row[field].strip() in ("y", "n", "o"):
                    judged[kind, field].append(row[field].strip())
            right = not any(row[field].strip() in ("n", "o") for field in fields)
            for group in ("all", genres.get(row["doc"], "none told")):
                clean[kind, group].append(right)
    for (kind, field), verdicts in sorted(judged.items()):
        right, wrong, left = (verdicts.count(verdict) for verdict in ("y", "n", "o"))
        print(f"{kind:9} {field:9} right {interval(right, len(verdicts))}  wrong {wrong}  left open {left}")
    for (kind, group), each in sorted(clean.items(), key=lambda one: (one[0][0], -len(one[1]))):
        print(f"{kind:9} nothing wrong, {group[:32]:32} {interval(sum(each), len(each))}")


def interval(right: int, number: int, z: float = 1.96) -> str:
    """Return a share with Wilson's interval."""
    if not number:
        return "-"
    share = right / number
    middle = (share + z * z / (2 * number)) / (1 + z * z / number)
    half = z * sqrt(share * (1 - share) / number + z * z / (4 * number * number)) / (1 + z * z / number)
    return f"{right} of {number} ({share:.2f}, {middle - half:.2f} to {middle + half:.2f})"


if __name__ == "__main__":
    main()
