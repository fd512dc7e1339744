"""Of the fields that name someone: how often each is filled and wrong, and how often it is left open.

For `bench/annotated.py score`. Statements and events are matched with the annotated ones as the scorer of entries
matches them; a field counts as filled if the entry says whom it means, without candidates left.
"""

from __future__ import annotations

import importlib.util
import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from types import ModuleType

FIELDS = {"said": ("who", "party"), "done": ("source", "target")}


def shares(scorers: Path, gold: dict[str, dict[str, Any]], texts: Path, extracted: Path) -> dict[str, str]:
    """Return for each kind of entry, field by field, the shares of the found that are wrong and that are open."""
    scorer = _scorer(scorers)
    counts: dict[str, Counter[Any]] = {kind: Counter() for kind in FIELDS}
    for line in extracted.read_text("utf-8").splitlines():
        report = json.loads(line)
        annotation = gold.get(Path(report["report"]["path"]).name)
        if annotation is None:
            continue
        text = (texts / annotation["doc"]).read_bytes().decode("utf-8")
        words = [(found.start(), found.end()) for found in scorer.WORD.finditer(text)]
        _said(scorer, counts["said"], words, annotation["statements"], report["entries"])
        _done(scorer, counts["done"], words, annotation["events"], report["entries"])
    return {kind: _told(counts[kind], fields) for kind, fields in FIELDS.items()}


def _told(counts: Counter[Any], fields: tuple[str, ...]) -> str:
    found = max(1, counts["found"])
    rates = [(field, counts[field, "wrong"] / found, counts[field, "open"] / found) for field in fields]
    return "  ".join(f"{field} filled and wrong {wrong:.3f} left open {left:.3f}" for field, wrong, left in rates)


def _scorer(scorers: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("entries", scorers / "entries.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _said(
    scorer: ModuleType, counts: Counter[Any], words: list[tuple[int, int]], gold: list[Any], entries: list[Any]
) -> None:
    """Count the statements and stances that were found, and of each who speaks and for whom."""
    ours = [entry for entry in entries if entry["kind"] != "event"]
    first = [
        scorer.inside(words, each["content"] or ([each["speaker"]] if each["speaker"] else [])) for each in gold
    ]
    second = [scorer.inside(words, [(c["start"], c["end"]) for c in each["content"]]) for each in ours]

    def alike(i: int, j: int) -> float:
        one, other = gold[i], ours[j]
        if one["kind"] != other["kind"] or not scorer.overlap(first[i], second[j]):
            return 0.0
        act = (other.get("act") or other.get("attitude")) in one["acts"]
        named = scorer.who_ok(one["who"], one["party"], other.get("speaker"))
        return float(scorer.dice(first[i], second[j]) + 0.5 * named + 0.3 * act)

    for i, j in scorer.pairs(range(len(gold)), range(len(ours)), alike).items():
        counts["found"] += 1
        one, speaker = gold[i], ours[j].get("speaker") or {}
        meant = speaker.get("actor") or speaker.get("together")
        if one["who"]:
            right = scorer.who_ok(one["who"], one["party"], speaker or None)
            unnamed = one["who"].startswith("unnamed")
            counts["who", "wrong"] += bool(meant) and not right
            counts["who", "open"] += not meant and not unnamed
        if one["party"]:
            right = scorer.party_ok(one["party"], speaker or None)
            filled = speaker.get("party")
            counts["party", "wrong"] += bool(filled) and not right
            counts["party", "open"] += not filled and not right


def _done(
    scorer: ModuleType, counts: Counter[Any], words: list[tuple[int, int]], gold: list[Any], entries: list[Any]
) -> None:
    """Count the events that were found, and of each who does it and to whom."""
    ours = [entry for entry in entries if entry["kind"] == "event"]
    first = [scorer.inside(words, [each["words"]]) for each in gold]
    whole = [(each["start"], each["end"]) for each in ours]
    cores = [(e["trigger"]["start"], e["trigger"]["end"]) if e.get("trigger") else None for e in ours]
    second = [scorer.inside(words, [span]) for span in whole]
    core = [scorer.inside(words, [span or all_]) for span, all_ in zip(cores, whole, strict=True)]

    def alike(i: int, j: int) -> float:
        if ours[j]["plover"] not in gold[i]["root"] or not first[i] & second[j]:
            return 0.0
        same = scorer.sets_ok(gold[i]["source"], ours[j].get("sources") or [])
        return float(scorer.dice(first[i], second[j]) + bool(first[i] & core[j]) + 0.3 * same)

    for i, j in scorer.pairs(range(len(gold)), range(len(ours)), alike).items():
        counts["found"] += 1
        for field in FIELDS["done"]:
            filled = ours[j].get(f"{field}s") or []
            right = scorer.sets_ok(gold[i][field], filled)
            counts[field, "wrong"] += bool(filled) and not right
            counts[field, "open"] += not filled and bool(gold[i][field])
