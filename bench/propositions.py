"""What a statement is about and on which side of it: propositions against a labelled set.

    python bench/propositions.py draw                     which statements are drawn, by the seed
    python bench/propositions.py score [--set tuning|held] [--errors]

The labels (`training/annotated/propositions.tsv`) are stand-off: they name statements of annotated reports, whose
texts are no part of the project: say where they lie with --texts. Statements go in as annotated: what is
measured is the proposition and not the finding of statements; only the parse is the program's own.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "training" / "annotated"))

from reports import BESIDE, annotated  # noqa: E402

from onrecord.core.entry import Act, Attitude, Entry, Event, Manner, Stance, Statement  # noqa: E402
from onrecord.core.extraction import Extraction  # noqa: E402
from onrecord.core.proposition import Proposition  # noqa: E402
from onrecord.core.who import Mention  # noqa: E402
from onrecord.matters import catalogue, spoken  # noqa: E402
from onrecord.resolvers.directory import Directory  # noqa: E402
from onrecord.resolvers.propositions import Propositions  # noqa: E402

if TYPE_CHECKING:
    from onrecord.core.proposition import Proposition

LABELS = ROOT / "training" / "annotated" / "propositions.tsv"
TRAINING = ROOT / "training" / "annotated" / "training"
SEED, OF_ALL, WITH_WORDS = 2817, 180, 90
SENSES = {"w": "will", "f": "fact"}
SPLIT = {"tests": "nuclear", "exercises": "troops"}  # matters that were one when the labels were made
Gold = dict[str, Any]


class Label(NamedTuple):
    """One way in which a statement may be read; `matter` is empty where it is about none."""

    matter: str
    sign: str
    tied: bool
    objects: frozenset[str]


class Case(NamedTuple):
    """A statement with its labels, best first."""

    doc: str
    id: str
    start: int
    end: int
    part: str
    labels: tuple[Label, ...]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("draw", "score"))
    parser.add_argument("--texts", type=Path, default=BESIDE)
    parser.add_argument("--set", default="", choices=("tuning", "held"), help="one of the two; both if not given")
    parser.add_argument("--errors", action="store_true", help="name each that is wrong, with its words")
    given = parser.parse_args()
    if not given.texts.is_dir():
        sys.exit(f"{given.texts} is missing: name the folder of the annotated texts with --texts.")
    if given.what == "draw":
        for doc, key in drawn(given.texts):
            print(doc, key, sep="\t")
    else:
        score(given.texts, given.set, errors=given.errors)


def drawn(texts: Path) -> list[tuple[str, str]]:
    """Return the statements drawn: of all that an analyst would miss, then of those with the catalogue's words."""
    rows: list[tuple[str, str, str]] = []
    for path in sorted(TRAINING.glob("*.gold.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        text = (texts / gold["doc"]).read_text(encoding="utf-8")
        for one in gold["statements"]:
            if one["need"] == "must" and one["content"]:
                said = " ".join(text[start:end] for start, end in one["content"])
                rows.append((gold["doc"], one["id"], said))
    chance = random.Random(SEED)
    first = chance.sample(rows, OF_ALL)
    rest = [row for row in rows if row not in first and _has_words(row[2])]
    return [(doc, key) for doc, key, _ in (*first, *chance.sample(rest, WITH_WORDS))]


def _has_words(text: str) -> bool:
    said = spoken(text)
    return any(matter.stands_in(said, names_body=False) for matter in catalogue())


def cases(part: str) -> list[Case]:
    """Return the labelled statements of a set."""
    lines = [line for line in LABELS.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    rows = (line.split("\t") for line in lines[1:])
    found = [
        Case(doc, key, int(start), int(end), of, tuple(map(_label, labels.split("|"))))
        for doc, key, start, end, of, labels in rows
    ]
    return [case for case in found if part in ("", case.part)]


def _label(form: str) -> Label:
    matter, *rest = form.split()
    if matter == "none":
        return Label("", "", tied=False, objects=frozenset())
    objects = next((word[1:] for word in rest if word.startswith("@")), "-")
    return Label(matter, rest[0], "c" in rest, frozenset(objects.split(",")))


def score(texts: Path, part: str, *, errors: bool) -> None:
    """Print how many matters, signs and objects are right."""
    wanted: dict[str, list[Case]] = {}
    for case in cases(part):
        wanted.setdefault(case.doc, []).append(case)
    counts: Counter[str] = Counter()
    directory = Directory.standard()
    for gold, document in annotated("training", texts):
        for case in wanted.get(gold["doc"], ()):
            one = _labelled(gold, case)
            entry = _entry(one, document, directory)
            made = Propositions().resolve(document, Extraction(document.report, (entry,))).entries[0]
            faults = _judged(case, made, counts)
            if errors and faults:
                print(f"{case.doc} {case.id} {one['acts']} {' '.join(faults)}: {_words(made)[:300]!r}")
                print("     labels", *map(_shown_label, case.labels))
                print("     made  ", *map(_shown, made.propositions))
    for name, of in (
        ("matter of the main proposition, or none", "statements"),
        ("matter among the propositions", "with a matter"),
        ("sign, where the matter is found", "signs with the matter found"),
        ("sign, of all that have one", "signs"),
        ("no sign given", "signs"),
        ("sign turned", "signs"),
        ("object, where the matter is found", "objects"),
    ):
        total = counts[of]
        print(f"{name:42} {counts[name]:4} of {total:4}  {counts[name] / total if total else 0:.3f}")


def _words(entry: Entry) -> str:
    return " / ".join(piece.words for piece in entry.content) if not isinstance(entry, Event) else ""


def _shown_label(label: Label) -> str:
    return f"{label.matter or 'none'}{label.sign}{'c' * label.tied}@{','.join(sorted(label.objects))}"


def _shown(one: Proposition) -> str:
    marks = "c" * one.conditional + "o" * one.open + "b" * one.background
    return f"{one.matter}{one.sign or '0'}{one.sense.value[0]}{marks}@{'&'.join(one.object) or '-'}"


def _labelled(gold: Gold, case: Case) -> Gold:
    """Return the annotation that a label is of; where a reader has listed the statement anew, by its words."""
    for one in sorted(gold["statements"], key=lambda one: one["id"] != case.id):
        if one["content"] and one["content"][0][0] < case.end and case.start < one["content"][-1][1]:
            return one
    sys.exit(f"{case.doc}: no statement stands at {case.start}-{case.end}; the labels are of other annotations.")


def _judged(case: Case, made: Entry, counts: Counter[str]) -> list[str]:
    counts["statements"] += 1
    named = (one for one in made.propositions if one.is_named)
    found = tuple(replace(one, matter=SPLIT.get(one.matter, one.matter)) for one in named)
    faults = _matter(case, found, counts)
    first = case.labels[0]
    if not first.matter:
        return faults
    ours = next((one for label in case.labels for one in found if label.matter == one.matter), None)
    if ours is None and any(not label.matter for label in case.labels):
        return faults  # to be about nothing is right as well
    signed = first.sign in "+-"
    counts["with a matter"] += 1
    counts["signs"] += signed
    if ours is None:
        counts["no sign given"] += signed
        return [*faults, "MISSED"]
    counts["matter among the propositions"] += 1
    labels = [label for label in case.labels if label.matter == ours.matter]
    return [*faults, *(_sign(labels, ours, counts) if signed else ()), *_object(labels, ours, counts)]


def _matter(case: Case, found: tuple[Proposition, ...], counts: Counter[str]) -> list[str]:
    """Judge what the main proposition is about."""
    right = (found[0].matter if found else "") in {label.matter for label in case.labels}
    counts["matter of the main proposition, or none"] += right
    return [] if right else ["MATTER"]


def _sign(labels: list[Label], ours: Proposition, counts: Counter[str]) -> list[str]:
    """Judge the side, where the matter is found."""
    counts["signs with the matter found"] += 1
    allowed = {label.sign for label in labels}
    if (ours.sign.value if ours.sign else "0") in allowed:
        counts["sign, where the matter is found"] += 1
        counts["sign, of all that have one"] += 1
        return []
    fault = ("no sign given", "NOSIGN") if ours.sign is None else ("sign turned", "TURNED")
    counts[fault[0]] += 1
    return [fault[1]]


def _object(labels: list[Label], ours: Proposition, counts: Counter[str]) -> list[str]:
    """Judge whom it concerns."""
    objects = {one for label in labels for one in label.objects}
    right = ("&".join(ours.object) or "-") in objects or bool(set(ours.object) & objects)
    counts["objects"] += 1
    counts["object, where the matter is found"] += right
    return [] if right else ["OBJECT"]


def _entry(one: Gold, document: Any, directory: Directory) -> Statement | Stance:
    def mention(words: str | None, span: list[int] | None = None) -> Mention | None:
        known = directory.named((words or "").split(";")[0].strip())
        at = span or one["content"][0]
        return Mention(document.report.cite(at[0], at[1]), known[0], known[0]) if known else None

    content = tuple(document.report.cite(start, end) for start, end in one["content"])
    condition = document.report.cite(*one["condition"]) if one["condition"] else None
    manner, who = Manner(one["manner"] or "indirect"), mention(one["party"], one["speaker"])
    rest = (who, mention(one["addressee"]), None, condition)
    first = one["acts"][0]
    if first in {act.value for act in Act}:
        return Statement(one["id"], Act(first), manner, content, "annotation", None, one["negated"], *rest)
    return Stance(one["id"], Attitude(first), manner, content, "annotation", one["negated"], *rest)


if __name__ == "__main__":
    main()
