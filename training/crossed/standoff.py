"""Tables of what several reports tell together, places instead of words: the words are their publishers'.

    python training/crossed/standoff.py take TABLE.json --texts POOL/texts --into DIR     words -> offsets
    python training/crossed/standoff.py give DIR/TABLE.json --texts POOL/texts --into DIR  offsets -> words

A table is in the form of the scorer that reads it: accounts, not_same, contradictions, positions, shifts, framing,
chronology, issues. Wherever it quotes a report ({"report", "words"}), the words here are a span of the text.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
from pathlib import Path
from typing import Any


def main() -> None:
    """Turn a table from one form into the other."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("take", "give"))
    parser.add_argument("table", type=Path)
    parser.add_argument("--texts", type=Path, required=True)
    parser.add_argument("--into", type=Path, required=True)
    given = parser.parse_args()
    table = json.loads(given.table.read_text(encoding="utf-8"))
    texts = {name: (given.texts / name).read_bytes().decode("utf-8") for name in table["reports"]}
    digests = {name: hashlib.sha256(text.encode()).hexdigest() for name, text in texts.items()}
    if table.setdefault("sha256", digests) != digests:
        sys.exit(f"{given.table} was made of other texts than those in {given.texts}.")
    kept = {"sha256": table.pop("sha256")}
    turned = turn(table, texts, placed if given.what == "take" else quoted) | kept
    given.into.mkdir(parents=True, exist_ok=True)
    (given.into / given.table.name).write_text(
        json.dumps(turned, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )


def turn(value: Any, texts: dict[str, str], how: Any) -> Any:
    """Return a table with each of its quotations turned."""
    if isinstance(value, list):
        return [turn(one, texts, how) for one in value]
    if not isinstance(value, dict):
        return value
    if isinstance(value.get("report"), str) and value["report"] in texts and ("words" in value or "at" in value):
        return how(value, texts[value["report"]])
    if value and value.keys() <= texts.keys() and all(isinstance(one, list) for one in value.values()):
        return {report: [how_of(report, term, texts, how) for term in terms] for report, terms in value.items()}
    return {key: turn(one, texts, how) for key, one in value.items()}


def how_of(report: str, term: Any, texts: dict[str, str], how: Any) -> Any:
    """Return a term turned: words into a place, a place into words."""
    turned = how({"report": report, "words" if isinstance(term, str) else "at": term}, texts[report])
    return turned["at"] if isinstance(term, str) else turned["words"]


def placed(telling: dict[str, Any], text: str) -> dict[str, Any]:
    """Return a quotation as a place; line breaks in the text count as spaces."""
    pattern = re.compile(r"\s+".join(map(re.escape, telling["words"].split())))
    found = pattern.search(text)
    if not found:
        sys.exit(f"{telling['report']} has no “{telling['words']}”.")
    return {key: one for key, one in telling.items() if key != "words"} | {"at": list(found.span())}


def quoted(telling: dict[str, Any], text: str) -> dict[str, Any]:
    """Return a place as a quotation."""
    start, end = telling["at"]
    return {key: one for key, one in telling.items() if key != "at"} | {"words": " ".join(text[start:end].split())}


if __name__ == "__main__":
    main()
