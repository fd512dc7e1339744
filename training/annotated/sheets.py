"""Annotated reports as sheets that a person reads and writes: words in place of offsets.

An annotation (`NNNN.gold.json`) is stand-off: offsets into a text that the project does not hold. A *sheet* is the
same annotation with the words themselves, for those who have the texts: it is what annotators write, what a second
reader reads, and how annotations and texts are put together. Sheets hold words of the articles, so they are never
committed.

    python training/annotated/sheets.py lines TEXT...           the text, its lines numbered as sheets cite them
    python training/annotated/sheets.py take SHEET... --texts DIR --into DIR      sheets -> NNNN.gold.json
    python training/annotated/sheets.py give GOLD... --texts DIR --into DIR       NNNN.gold.json -> sheets

A sheet is blocks apart by an empty line. `@12` after a key says on which line of the text the words stand
(`@12-14`: from line 12 to 14; `@12#2`: the second time they stand there); ` ~~ ` stands for the words between.

    doc: 0050.txt
    published: 2016-04-18
    outlet: Reuters
    furniture@7: (Writing by ~~ Balmforth)

    s1: statement must
    who: Samantha Power
    party: United States
    speaker@4: Power
    acts: ask, demand
    content@4: for financial support ~~ Boko Haram
    to: international community
    manner: indirect
    when: 2016-04-18

    e1: must
    root: ASSAULT
    words@1: kills boy
    source: United States
    target: unnamed boy in Cameroon
    status: happened
    when: 2016-04-18

    n1:
    words@6: 15,000 people
    low: 15000
    high: 15000
    unit: persons
    counted: people killed by Boko Haram

Keys of a statement or stance: who, party, speaker, acts, also, negated (yes), content (again for each piece),
stated, to (addressee), if (condition), via, manner, when. Of an event: root, words, source and target (names apart
by `;`), status, claim, when. Of a number: words, low, high, unit, counted, claim, when. A key that is left out is
null or empty.
"""

import argparse
import hashlib
import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from numbered import Field, SheetIsWrong, Span, Text, lines_of

KEY = re.compile(r"^([a-z]+\d*)(?:@(\d+)(?:-(\d+))?(?:#(\d+))?)?:(.*)$")

SAID = (
    "who",
    "party",
    "speaker",
    "acts",
    "also",
    "negated",
    "content",
    "stated",
    "to",
    "if",
    "via",
    "manner",
    "when",
)
DONE = ("root", "words", "source", "target", "status", "claim", "when")
COUNTED = ("words", "low", "high", "unit", "counted", "claim", "when")
HEAD = ("doc", "published", "outlet", "furniture")
ALLOWED = {"s": SAID, "e": DONE, "n": COUNTED}


def fields_of(sheet: str) -> Iterator[list[Field]]:
    """The blocks of a sheet, each a list of fields."""
    block: list[Field] = []
    for at, line in enumerate(sheet.splitlines(), 1):
        if line.lstrip().startswith("//"):
            continue
        if not line.strip():
            if block:
                yield block
            block = []
            continue
        found = KEY.match(line.strip())
        if found is None:
            raise SheetIsWrong(f"line {at}: {line[:60]!r} is no `key: words`")
        key, first, last, turn, says = found.groups()
        block.append(
            Field(
                at,
                key,
                int(first) if first else None,
                int(last or first) if first else None,
                int(turn or 1),
                says.strip(),
            )
        )
    if block:
        yield block


def names(says: str, apart: str = ",") -> list[str]:
    """The parts of what a field says."""
    return [part.strip() for part in says.split(apart) if part.strip()]


def amount(says: str) -> float | int | None:
    """A bound of a number; nothing where it is open."""
    if not says:
        return None
    value = float(says.replace(",", ""))
    return int(value) if value.is_integer() else value


class Block:
    """One entry of a sheet: its fields by key."""

    def __init__(self, fields: Sequence[Field], text: Text) -> None:
        self.id, self.head = fields[0].key, fields[0].says
        self.fields, self.text = fields[1:], text
        for field in self.fields:
            if field.key not in ALLOWED[self.id[0]]:
                raise SheetIsWrong(f"line {field.at}: `{field.key}` is no key of {self.id}")
        for key in {f.key for f in self.fields} - {"content"}:
            if sum(f.key == key for f in self.fields) > 1:
                raise SheetIsWrong(f"line {self.fields[0].at}: {self.id} has `{key}` twice")

    def says(self, key: str) -> str | None:
        """What one field says; nothing where it is left out or empty."""
        return next((f.says for f in self.fields if f.key == key and f.says not in ("", "-", "null")), None)

    def spans(self, key: str) -> list[Span]:
        """Where the words of each field of this key stand."""
        return [self.text.span(f) for f in self.fields if f.key == key and f.says not in ("", "-", "null")]

    def span(self, key: str) -> Span | None:
        """Where the words of the one field of this key stand."""
        return next(iter(self.spans(key)), None)

    def need(self) -> str:
        """Whether a careful reader must have the entry."""
        need = self.head.split()[-1:] or [""]
        if need[0] not in ("must", "may"):
            raise SheetIsWrong(f"{self.id}: say `must` or `may`")
        return need[0]


def said(block: Block) -> dict[str, Any]:
    """A statement or stance as the annotation holds it."""
    kind = block.head.split()[0] if block.head else ""
    if kind not in ("statement", "stance"):
        raise SheetIsWrong(f"{block.id}: say `statement` or `stance`")
    return {
        "id": block.id,
        "kind": kind,
        "speaker": block.span("speaker"),
        "who": block.says("who"),
        "party": block.says("party"),
        "acts": names(block.says("acts") or ""),
        "also": names(block.says("also") or ""),
        "negated": block.says("negated") == "yes",
        "content": sorted(block.spans("content")),
        "stated": block.says("stated"),
        "addressee": block.says("to"),
        "condition": block.span("if"),
        "via": block.says("via"),
        "manner": block.says("manner"),
        "when": block.says("when"),
        "need": block.need(),
    }


def done(block: Block) -> dict[str, Any]:
    """An event as the annotation holds it."""
    words = block.span("words")
    if words is None:
        raise SheetIsWrong(f"{block.id}: an event needs its words")
    return {
        "id": block.id,
        "root": names(block.says("root") or ""),
        "words": words,
        "source": names(block.says("source") or "", ";"),
        "target": names(block.says("target") or "", ";"),
        "status": names(block.says("status") or ""),
        "claim": block.says("claim"),
        "when": block.says("when"),
        "need": block.need(),
    }


def counted(block: Block) -> dict[str, Any]:
    """A number as the annotation holds it."""
    words = block.span("words")
    if words is None:
        raise SheetIsWrong(f"{block.id}: a number needs its words")
    return {
        "span": words,
        "low": amount(block.says("low") or ""),
        "high": amount(block.says("high") or ""),
        "unit": block.says("unit"),
        "counted": block.says("counted"),
        "claim": block.says("claim"),
        "when": block.says("when"),
    }


MAKERS: dict[str, tuple[str, Callable[[Block], dict[str, Any]]]] = {
    "s": ("statements", said),
    "e": ("events", done),
    "n": ("numbers", counted),
}


def taken(sheet: str, texts: Path) -> tuple[dict[str, Any], list[str]]:
    """The annotation that a sheet holds, and what is wrong with the sheet."""
    blocks = list(fields_of(sheet))
    head = {f.key: f.says for f in blocks[0]}
    raw = (texts / head["doc"]).read_bytes()
    text = Text(raw.decode("utf-8"))
    gold: dict[str, Any] = {
        "doc": head["doc"],
        "sha256": hashlib.sha256(raw).hexdigest(),
        "published": head.get("published") or None,
        "outlet": head.get("outlet") or None,
        "furniture": [],
        "statements": [],
        "events": [],
        "numbers": [],
    }
    wrong: list[str] = []
    for field in blocks[0]:
        if field.key not in HEAD:
            wrong.append(f"line {field.at}: `{field.key}` is no key of the head (an empty line before an entry?)")
        if field.key == "furniture" and field.says:
            try:
                gold["furniture"].append(text.span(field))
            except SheetIsWrong as fault:
                wrong.append(str(fault))
    for fields in blocks[1:]:
        try:
            shelf, make = MAKERS[fields[0].key[0]]
            gold[shelf].append(make(Block(fields, text)))
        except (SheetIsWrong, KeyError, ValueError) as fault:
            wrong.append(f"{fault} (entry {fields[0].key}, line {fields[0].at})")
    gold["furniture"].sort()
    return gold, wrong


def given(gold: dict[str, Any], text: Text) -> str:
    """The sheet of an annotation."""
    blocks = [
        _block(
            {"doc": gold["doc"], "published": gold["published"], "outlet": gold["outlet"]},
            text,
            furniture=gold["furniture"],
        )
    ]
    for s in gold["statements"]:
        plain = {
            s["id"]: f"{s['kind']} {s['need']}",
            "who": s["who"],
            "party": s["party"],
            "acts": ", ".join(s["acts"]),
            "also": ", ".join(s.get("also") or []),
            "negated": "yes" if s.get("negated") else None,
            "stated": s.get("stated"),
            "to": s.get("addressee"),
            "via": s.get("via"),
            "manner": s.get("manner"),
            "when": s.get("when"),
        }
        spans = {"speaker": [s["speaker"]], "content": s["content"], "if": [s.get("condition")]}
        blocks.append(_block(plain, text, **spans))
    for e in gold["events"]:
        plain = {
            e["id"]: e["need"],
            "root": ", ".join(e["root"]),
            "source": "; ".join(e["source"]),
            "target": "; ".join(e["target"]),
            "status": ", ".join(e["status"]),
            "claim": e.get("claim"),
            "when": e.get("when"),
        }
        blocks.append(_block(plain, text, words=[e["words"]]))
    for i, n in enumerate(gold.get("numbers", []), 1):
        plain = {f"n{i}": "", **{k: n.get(k) for k in ("low", "high", "unit", "counted", "claim", "when")}}
        blocks.append(_block(plain, text, words=[n["span"]]))
    return "\n\n".join(blocks) + "\n"


def _block(plain: dict[str, Any], text: Text, **spans: Iterable[Span | None]) -> str:
    rows = [f"{k}: {v}".rstrip() for k, v in plain.items() if v not in (None, "") or k[1:].isdigit()]
    rows += [text.words(key, span) for key, found in spans.items() for span in found if span]
    return "\n".join(rows)


def read(path: Path) -> str:
    """A file as it stands, its line ends kept: offsets count them."""
    return path.read_bytes().decode("utf-8")


def show_lines(paths: Sequence[Path]) -> None:
    """Print texts with their lines numbered."""
    for path in paths:
        text = read(path)
        print(f"== {path.name}: {len(text)} characters")
        for i, (start, end) in enumerate(lines_of(text), 1):
            print(f"{i}\t{text[start:end]}")


def take(paths: Sequence[Path], texts: Path, into: Path) -> bool:
    """Write the annotation of each sheet that has no fault; say what is wrong with the others."""
    sound = True
    for path in paths:
        gold, wrong = taken(read(path), texts)
        for fault in wrong:
            print(f"{path.name}: {fault}")
        if not wrong:
            target = into / f"{Path(gold['doc']).stem}.gold.json"
            target.write_text(written(gold), encoding="utf-8")
            counts = f"{len(gold['statements'])} said, {len(gold['events'])} done, {len(gold['numbers'])} numbers"
            print(f"{path.name}: {counts} -> {target}")
        sound = sound and not wrong
    return sound


def written(gold: dict[str, Any]) -> str:
    """An annotation as JSON with one entry a line, so that a change is seen in a difference."""
    rows = []
    for key, value in gold.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            inner = ",\n".join("  " + json.dumps(v, ensure_ascii=False) for v in value)
            rows.append(f" {json.dumps(key)}: [\n{inner}\n ]")
        else:
            rows.append(f" {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}")
    return "{\n" + ",\n".join(rows) + "\n}\n"


def main() -> None:
    """Run the command that was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=("lines", "take", "give"))
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--texts", type=Path)
    parser.add_argument("--into", type=Path)
    asked = parser.parse_args()
    if asked.command == "lines":
        show_lines(asked.paths)
        return
    if asked.texts is None or asked.into is None:
        parser.error(f"`{asked.command}` needs --texts and --into")
    if asked.command == "take":
        sys.exit(not take(asked.paths, asked.texts, asked.into))
    for path in asked.paths:
        gold = json.loads(read(path))
        text = Text(read(asked.texts / gold["doc"]))
        (asked.into / f"{Path(gold['doc']).stem}.sheet").write_text(given(gold, text), encoding="utf-8")


if __name__ == "__main__":
    main()
