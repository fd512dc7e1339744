"""Events by rules against human annotation: the hand gold, PLV (root of a pair), CAMEO-NER (spans of the parties).

usage: python bench/events.py [--data DIR] [--articles DIR] [--dump OUT.jsonl] [gold] [plv] [ner] [speed]

The corpora are not part of the project; their folder is looked for beside the checkout.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter, defaultdict
from pathlib import Path

from onrecord.core.entry import Event
from onrecord.core.identity import report_id
from onrecord.core.report import Passage, PassageKind, Report
from onrecord.encoder import Encoded
from onrecord.extractors.events import Events, by_rules
from onrecord.parse import parse


def report_of(path: str, text: str) -> Report:
    passages, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            passages.append(Passage(start, start + len(line), PassageKind.PARAGRAPH))
        start += len(line) + 1
    return Report(report_id(path, text), path, text, language="en", passages=tuple(passages))


def mention(found):
    if not found:
        return None
    cite = found[0].citation
    return {"words": cite.words, "start": cite.start, "end": cite.end, "actor": None, "party": None}


def as_json(event: Event) -> dict:
    words = event.words
    return {
        "kind": "event", "plover": event.plover, "mode": event.mode, "status": event.status,
        "words": words.words, "start": words.start, "end": words.end,
        "source": mention(event.sources), "target": mention(event.targets or event.sources[1:]),
        "place": mention((event.place,) if event.place else ()), "when": None, "by": event.by, "id": event.id,
    }  # fmt: skip


def dump(articles: Path, out: Path) -> None:
    reports = [report_of(str(path), path.read_text("utf-8")) for path in sorted(articles.glob("*.txt"))]
    with out.open("w", encoding="utf-8") as file:
        for document in parse(reports):
            events = [
                as_json(event)
                for event in Events().extract(document, Encoded.of(document)).items
                if isinstance(event, Event)
            ]
            file.write(json.dumps({"report": {"path": document.report.path}, "entries": events}) + "\n")


def macro_f1(gold, predicted):
    scores = []
    for label in sorted(set(gold)):
        hit = sum(g == p == label for g, p in zip(gold, predicted, strict=True))
        wanted, given = gold.count(label), predicted.count(label)
        scores.append(2 * hit / (wanted + given) if wanted + given else 0.0)
    return sum(scores) / len(scores)


QUAD = {
    "AGREE": "1", "CONSULT": "1", "SUPPORT": "1", "COOPERATE": "2", "AID": "2", "YIELD": "2",
    "REQUEST": "3", "ACCUSE": "3", "REJECT": "3", "THREATEN": "3",
    "PROTEST": "4", "SANCTION": "4", "MOBILIZE": "4", "COERCE": "4", "ASSAULT": "4",
}  # fmt: skip


def plv(data: Path, *, errors: bool) -> None:
    from onrecord.extractors.events.pair import code_by_rules

    rows = [json.loads(line) for line in (data / "events" / "plv_train.jsonl").open(encoding="utf-8")]
    gold, guesses = [], []
    documents = parse(report_of(str(row["id"]), row["text"]) for row in rows)
    for row, document in zip(rows, documents, strict=True):
        root, _ = code_by_rules(document, source=tuple(row["source"]), target=tuple(row["target"]))
        guess = "YIELD" if root in ("CONCEDE", "RETREAT") else str(root)
        gold.append(row["root"])
        guesses.append(guess)
        if errors and guess != row["root"]:
            print(row["root"], "->", guess, "|", row["text"][:230])
    hits = sum(map(str.__eq__, gold, guesses))
    quads = macro_f1([QUAD[found] for found in gold], [QUAD[found] for found in guesses])
    print(
        f"PLV: root macro-F1 {macro_f1(gold, guesses):.3f}, quad macro-F1 {quads:.3f}, {hits} of {len(gold)} roots"
    )
    for label, count in Counter(gold).most_common():
        missed = Counter(g for w, g in zip(gold, guesses, strict=True) if w == label and g != label)
        print(f"  {label:10} {count:4} hit {sum(g == w == label for w, g in zip(gold, guesses, strict=True)):4}"
              f"  given {guesses.count(label):4}  {dict(missed.most_common(4))}")  # fmt: skip


def bio_sentences(path: Path):
    tokens: list[tuple[str, str]] = []
    for line in [*path.read_text("utf-8").splitlines(), ""]:
        if line.strip():
            word, tag = line.rsplit(maxsplit=1)
            tokens.append((word, tag))
        elif tokens:
            yield tokens
            tokens = []


def marked(tokens):
    """Return the text of a sentence and the spans of each role that its tags mark."""
    text, spans = "", defaultdict(list)
    for word, tag in tokens:
        offset = len(text)
        text += word + " "
        if tag.startswith("B-"):
            spans[tag[2:]].append([offset, offset + len(word)])
        elif tag.startswith("I-") and spans[tag[2:]]:
            spans[tag[2:]][-1][1] = offset + len(word)
    return text, spans


def overlapping(ones, others) -> int:
    """Return how many spans overlap any of some others."""
    return sum(any(start < last and first < end for first, last in others) for start, end in ones)


def ner(data: Path, *, errors: bool) -> None:
    sentences = [marked(tokens) for tokens in bio_sentences(data / "events" / "cameo_ner_train.txt")]
    reports = [report_of(str(number), text) for number, (text, _) in enumerate(sentences)]
    counts = Counter()
    for (text, spans), document in zip(sentences, parse(reports), strict=True):
        events = (
            Events(by_rules).extract(document, Encoded.of(document)).items
        )  # the head has learned from these sentences
        found = {"S": set(), "T": set()}
        for event in events:
            found["S"].update((m.citation.start, m.citation.end) for m in event.sources[:1])
            found["T"].update((m.citation.start, m.citation.end) for m in (*event.targets, *event.sources[1:]))
        for role in ("S", "T"):
            wanted = {tuple(span) for span in spans[role]}
            counts[role, "gold"] += len(wanted)
            counts[role, "given"] += len(found[role])
            counts[role, "exact"] += len(wanted & found[role])
            counts[role, "near"] += overlapping(wanted, found[role])
            counts[role, "near given"] += overlapping(found[role], wanted)
        if errors and not found["S"]:
            print("NO SOURCE |", text[:200])
    for role, name in (("S", "source"), ("T", "target")):
        gold, given = counts[role, "gold"], counts[role, "given"]
        exact = 2 * counts[role, "exact"] / (gold + given)
        p, r = counts[role, "near given"] / given, counts[role, "near"] / gold
        print(f"CAMEO-NER {name}: exact F1 {exact:.3f}, overlap P {p:.3f} R {r:.3f} F1 {2 * p * r / (p + r):.3f}"
              f"  ({gold} gold, {given} given)")  # fmt: skip


def speed(data: Path) -> None:
    rows = [json.loads(line)["text"] for line in (data / "time" / "timebank.jsonl").open(encoding="utf-8")]
    began = time.process_time()
    documents = list(parse(report_of(str(number), text) for number, text in enumerate(rows)))
    parsing = time.process_time() - began
    tokens = sum(len(document.tokens) for document in documents)
    for document in documents:
        _ = document.children
    spent, found = Counter(), Counter()
    ways = {"rules": Events(by_rules), "rules and head": Events()}
    for document in documents:
        encoded = Encoded.of(document)
        assert encoded.states  # paid for by the statements
        for name, extractor in ways.items():
            began = time.process_time()
            found[name] += len(extractor.extract(document, encoded).items)
            spent[name] += time.process_time() - began
    for name, seconds in spent.items():
        print(f"{name}: {seconds / tokens * 1e6:.2f} microseconds a token, {found[name]} events in {tokens}"
              f" tokens, {100 * seconds / parsing:.1f} % of the parse")  # fmt: skip


def main() -> None:
    beside = Path(__file__).resolve().parents[2] / "shared"
    reader = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reader.add_argument("what", nargs="*", default=["plv", "ner", "speed"])
    reader.add_argument("--data", type=Path, default=beside / "data")
    reader.add_argument("--articles", type=Path, default=beside / "sources")
    reader.add_argument("--dump", type=Path, help="write the events of the articles as `onrecord extract` would")
    reader.add_argument("--errors", action="store_true")
    options = reader.parse_args()
    if not options.data.is_dir():
        sys.exit(f"{options.data}: the corpora are not there. Name their folder with --data.")
    if options.dump:
        dump(options.articles, options.dump)
        return
    if "plv" in options.what:
        plv(options.data, errors=options.errors)
    if "ner" in options.what:
        ner(options.data, errors=options.errors)
    if "speed" in options.what:
        speed(options.data)


if __name__ == "__main__":
    main()
