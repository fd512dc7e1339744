"""What ships, run on the small inputs that users of other programs reported, by kind of fault.

    python bench/reported.py [--shared DIR] [--kind KIND]... [--quiet]

The inputs are not part of the project: they lie in `cases/reported.jsonl` of the folder that --shared names. What
each must give is put in checkable form in `reported-expected.txt` beside this script. Printed is how many inputs
of each kind come out right, and for each that does not what is wrong.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import subprocess
import sys
import tempfile
from calendar import monthrange
from collections import defaultdict
from datetime import date
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
EXPECTED = Path(__file__).with_name("reported-expected.txt")
_EARLY, _LATE = date(1, 1, 1), date(9999, 12, 31)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--kind", action="append", help="only inputs of this kind")
    parser.add_argument("--quiet", action="store_true", help="the figures alone, not what is wrong")
    given = parser.parse_args()
    path = given.shared / "cases" / "reported.jsonl"
    if not path.exists():
        sys.exit(f"{path} is missing: name the folder that holds cases/reported.jsonl with --shared.")
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    rows = [row for row in rows if not given.kind or row["kind"] in given.kind]
    report(rows, checks(), extracted(rows), quiet=given.quiet)


def report(
    rows: list[dict[str, Any]], wanted: dict[str, list[str]], outcome: dict[str, Any], *, quiet: bool
) -> None:
    """Print the inputs of each kind, the largest kind first, and the sum."""
    kinds: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        kinds[row["kind"]].append(row)
    right, unchecked = 0, []
    for kind, members in sorted(kinds.items(), key=lambda item: (-len(item[1]), item[0])):
        wrong = {row["id"]: failed(wanted.get(row["id"], []), outcome[row["id"]]) for row in members}
        unchecked += [row["id"] for row in members if not wanted.get(row["id"])]
        fine = sum(1 for row in members if wanted.get(row["id"]) and not wrong[row["id"]])
        right += fine
        print(f"{kind:20} {fine} of {len(members)}")
        for name, lacking in wrong.items():
            if lacking and not quiet:
                print(f"    {name}: " + "; ".join(lacking))
    print(f"{right} of {len(rows)} right")
    if unchecked:
        print(
            f"{len(unchecked)} have no expectation that can be checked, and count as wrong: {', '.join(unchecked)}"
        )


def checks() -> dict[str, list[str]]:
    """Return what must hold, by the id of the input."""
    found = {}
    for line in EXPECTED.read_text("utf-8").splitlines():
        name, colon, rest = line.partition(": ")
        if colon and not line.startswith("#"):
            found[name] = [clause.strip() for clause in rest.split(" ; ")]
    return found


def extracted(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Return what ships makes of each input, each in a report of its own."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "in").mkdir()
        with (folder / "dates.csv").open("w", encoding="utf-8", newline="") as file:
            table = csv.writer(file)
            table.writerow(["path", "date"])
            for row in rows:
                path = folder / "in" / f"{row['id']}.{'html' if row['format'] == 'html' else 'txt'}"
                path.write_text(row["text"], encoding="utf-8", newline="")
                if row["published"]:
                    table.writerow([str(path), row["published"]])
        command = [sys.executable, "-m", "onrecord", "extract", str(folder / "in")]
        command += ["--published-from", str(folder / "dates.csv")]
        ran = subprocess.run(command, capture_output=True, text=True, check=True, encoding="utf-8")
    lines = [json.loads(line) for line in ran.stdout.splitlines()]
    return {Path(line["report"]["path"]).stem: line for line in lines}


def failed(clauses: list[str], outcome: dict[str, Any]) -> list[str]:
    """Return the clauses that do not hold of an outcome."""
    return [clause for clause in clauses if not holds(clause, outcome)]


def holds(clause: str, outcome: dict[str, Any]) -> bool:
    """Say whether one clause holds; the head of the file of expectations says what it means."""
    sign, _, rest = clause.partition(" ")
    entries = outcome["entries"]
    if sign in ("published", "title", "outlet"):
        return str(outcome["report"].get(sign)) == plain(rest)
    if sign == "problem":
        return bool(outcome["problems"])
    if sign == "notime":
        return not any(plain(rest) in one["words"] for one in outcome["times"])
    if sign == "time":
        value, _, words = rest.partition(" ")
        return any(
            one["value"] in value.split("|") and (not words or one["words"] == plain(words))
            for one in outcome["times"]
        )
    needed = 1
    if sign == "n":
        number, _, rest = rest.partition(" ")
        needed = int(number)
    count = sum(all(fits(mark, entry) for mark in rest.split()) for entry in entries)
    return count == 0 if sign == "-" else count >= needed


def plain(words: str) -> str:
    return words.replace("_", " ")


# What the names of marks stand for: kinds of entry, fields of them, and whose they are, of what is said or done.
KINDS = {"st": "statement", "ev": "event", "stance": "stance"}
FIELDS = {"act": "act", "root": "plover", "mode": "mode", "status": "status"}
PARTIES = {"by": ("speaker", "sources"), "to": ("addressee", "targets")}


def fits(mark: str, entry: dict[str, Any]) -> bool:
    """Say whether an entry has a mark."""
    name, _, value = mark.partition("=")
    if name in KINDS:
        return entry["kind"] == KINDS[name]
    values = [plain(one) for one in value.split("|")]
    if name == "act" and entry.get("also") in values:
        return True  # words that do two things
    if name in FIELDS:
        return entry.get(FIELDS[name]) in values
    if name.startswith("not-") and name[4:] in ("by", "to", "says"):
        return not fits(f"{name[4:]}={value}", entry)
    if name in PARTIES:
        field = entry[PARTIES[name][entry["kind"] == "event"]]
        named = [party(one) for one in (field if isinstance(field, list) and field else [field or None])]
        return any(value.lower() in one.lower() for value in values for one in named)
    if name == "says":
        return any(one in words_of(entry) for one in values)
    return dated(name, value, entry["when"]["edtf"] if entry["when"] else "")


def words_of(entry: dict[str, Any]) -> str:
    """Return the words of an entry, its pieces with a bar between them."""
    return entry["words"] if entry["kind"] == "event" else " / ".join(part["words"] for part in entry["content"])


def party(mention: dict[str, Any] | None) -> str:
    """Return whom a mention names: its words, actor and party, or all whom it means together; "?" for nobody."""
    if not mention:
        return "?"
    those = mention["candidates"] if mention.get("together") else [mention.get("actor")]
    return f"{mention['words']}={' '.join(map(str, those))}/{mention.get('party')}"


def dated(name: str, value: str, edtf: str) -> bool:
    """Say whether the time of an entry is as a mark wants it."""
    first, last = ends(edtf)
    if name == "in":
        wanted = ends(value)
        return bool(edtf) and wanted[0] <= first and last <= wanted[1]
    if name == "when":
        return bool(edtf) and (first, last) == ends(value)
    day = date.fromisoformat(value)
    return {
        "not-before": bool(edtf) and first >= day,
        "not-after": bool(edtf) and last <= day,
        "from": first == day,
        "until": last == day,
    }[name]


def ends(edtf: str) -> tuple[date, date]:
    """Return the first and the last day that an EDTF expression of ours covers."""
    first, slash, last = re.sub("[~?%]", "", edtf).partition("/")
    return bound(first, last=False), bound(last if slash else first, last=True)


def bound(text: str, *, last: bool) -> date:
    """Return the first or the last day of one end of an EDTF interval."""
    text = text.partition("T")[0]
    if not text or text == "..":
        return _LATE if last else _EARLY
    parts = [int(part) for part in text.replace("X", "9" if last else "0").split("-")]
    year, month = max(parts[0], 1), parts[1] if len(parts) > 1 else 12 if last else 1
    if len(parts) > 2:
        return date(year, month, min(parts[2], monthrange(year, month)[1]))
    if month > 20:  # a season
        month = {21: 3, 22: 6, 23: 9, 24: 12}[month]
        return date(year, month, 1)
    if not last:
        return date(year, month, 1)
    return date(year, month, monthrange(year, month)[1])


if __name__ == "__main__":
    main()
