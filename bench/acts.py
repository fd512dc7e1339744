"""How far the acts that words do by themselves agree with human labels of sentences from speeches and releases.

    python bench/acts.py campaign    # ACTS/campaign-speech-acts: assertive, commissive, directive, expressive ...
    python bench/acts.py council     # ACTS/unscon: negative evaluations in speeches at the UN Security Council

Every sentence is taken for someone's own words behind a plain cue. The label sets are not ours: the table says how
the labels spread over each of our acts. A campaign's "must" is assertive there, and a council's praise or demand
unmarked.
"""

from __future__ import annotations

import argparse
import collections
import csv
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.core.identity import report_id
from onrecord.core.report import Passage, PassageKind, Report
from onrecord.extractors.statements.acts import acts_of_content
from onrecord.extractors.statements.attributions import Attribution
from onrecord.parse import parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ACTS = Path(__file__).parents[2] / "shared" / "data" / "acts"
Labelled = list[tuple[str, str]]  # sentence, label
# Which label our acts should have: every label but `unmarked` where it begins with "not".
OF_ACTS = {
    "campaign": ((("promise",), "commissive"), (("praise",), "expressive"), (("demand",), "directive")),
    "council": ((("accuse", "criticise"), "not unmarked"),),
}


def main() -> None:
    """Print how labels spread over acts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", choices=("campaign", "council"))
    parser.add_argument("--data", type=Path, default=ACTS)
    options = parser.parse_args()
    if not options.data.is_dir():
        parser.exit(1, f"{options.data} is missing: it holds the corpora of acts.\n")
    texts = list((campaign if options.corpus == "campaign" else council)(options.data))
    counts: collections.Counter[tuple[str, str]] = collections.Counter()
    for document, labelled in zip(parse(map(report_of, texts)), texts, strict=True):
        for passage, (_, label) in zip(document.report.passages, labelled, strict=True):
            words = Attribution(((passage.start, passage.end),), None, None, None, None, quoted=True)
            done = acts_of_content(document, words, ())
            counts[done[0].act.value if done else "assert", label] += 1
    show(counts)
    for acts, label in OF_ACTS[options.corpus]:
        agreement(counts, acts, label)


def campaign(data: Path) -> Iterator[Labelled]:
    """Yield the sentences of each campaign document with the class of their act."""
    for path in sorted((data / "campaign-speech-acts" / "Dataset").glob("*.csv")):
        with path.open(encoding="utf-8", errors="replace", newline="") as file:
            rows = [
                (one(row["Sentence"]), row["Categories"].split("-")[0].strip()) for row in csv.DictReader(file)
            ]
        yield [(sentence, label.lower()) for sentence, label in rows if len(sentence) > 2]


def council(data: Path) -> Iterator[Labelled]:
    """Yield the sentences of each speech, with whether they judge someone ill."""
    speeches: dict[str, Labelled] = {}
    path = data / "unscon" / "data" / "conflict_annotations_sentences.csv"
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            words = one(row["sentence_text"]).replace(" ,", ",").replace(" .", ".")
            label = row["A0"].split("|")[0].lower().replace("_negeval", "")
            if words:
                speeches.setdefault(row["file_id"], []).append((words, "unmarked" if label == "_" else label))
    yield from speeches.values()


def one(sentence: str) -> str:
    """Return a sentence in one line."""
    return " ".join(sentence.split())


def report_of(labelled: Labelled) -> Report:
    """Return a report whose passages are the sentences."""
    text = "\n".join(sentence for sentence, _ in labelled)
    passages, start = [], 0
    for sentence, _ in labelled:
        passages.append(Passage(start, start + len(sentence), PassageKind.PARAGRAPH))
        start += len(sentence) + 1
    return Report(report_id("acts", text), "acts", text, passages=tuple(passages))


def show(counts: Iterable[tuple[str, str]]) -> None:
    """Print a table: an act a row, a label a column."""
    table = collections.Counter(counts)
    acts, labels = sorted({act for act, _ in table}), sorted({label for _, label in table})
    print(f"{'':12}", *(f"{label:>14}" for label in labels))
    for act in acts:
        print(f"{act:12}", *(f"{table[act, label]:>14}" for label in labels))


def agreement(counts: collections.Counter[tuple[str, str]], acts: tuple[str, ...], label: str) -> None:
    """Print which share of what we call by these acts has a label."""
    ours = {given: sum(counts[act, given] for act in acts) for _, given in counts}
    total = sum(ours.values())
    right = total - ours.get("unmarked", 0) if label == "not unmarked" else ours.get(label, 0)
    print(f"{' or '.join(acts)}: {label} {right / max(1, total):.3f} of {total}")


if __name__ == "__main__":
    main()
