"""Measures the statement extractor alone: on PolNeAR, on annotated articles, on coded sentences, and its cost.

    python bench/statements.py polnear [--data ../shared/data] [--score ../shared/score] [--part dev]
    python bench/statements.py gold [--gold ../shared/gold] [--sources ../shared/sources] [--out out.jsonl]
    python bench/statements.py acts [--data ../shared/data]

`gold` writes what the extractor makes in the form of `onrecord extract`, without actors, for the scorer to read,
and counts contents found with the right words, whoever said them.
"""

from __future__ import annotations

import argparse
import collections
import json
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord.core.entry import Stance, Statement
from onrecord.core.report import Passage, PassageKind, Report
from onrecord.encoder import Encoded
from onrecord.extractors.statements.arbitration import weighed
from onrecord.extractors.statements.extractor import Statements
from onrecord.extractors.statements.findings import rules_alone
from onrecord.extractors.statements.joined import model_alone
from onrecord.parse import parse

if TYPE_CHECKING:
    from collections.abc import Iterable

    from onrecord.core.document import Document
    from onrecord.core.entry import Entry
    from onrecord.core.report import Citation
    from onrecord.core.who import Mention

_FINDERS = {
    "joined": weighed,
    "rules": rules_alone,
    "model": model_alone,
}
_chosen = ["joined"]
SHARED = Path(__file__).parents[1].parent / "shared"


def report_of(path: str, text: str, furniture: Iterable[str] = ()) -> Report:
    """Return the text as a report: every line with words in it is a paragraph, furniture left out."""
    junk = [(at, at + len(words)) for words in furniture if (at := text.find(words)) >= 0]
    passages, start = [], 0
    for line in text.split("\n"):
        begin, end = start, start + len(line)
        for low, high in junk:
            if begin <= low < high <= end:
                begin, end = (high, end) if low - begin < end - high else (begin, low)
        if text[begin:end].strip():
            passages.append(Passage(begin, end, PassageKind.PARAGRAPH))
        start += len(line) + 1
    return Report(path, path, text, language="en", passages=tuple(passages))


def read_lines(path: Path) -> list[dict[str, Any]]:
    """Return the objects of a JSON Lines file.

    Raises:
        SystemExit: It is not there.
    """
    if not path.exists():
        sys.exit(f"{path}: the corpus is not there; say where with --data or --gold.")
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def extracted(documents: list[Document]) -> list[tuple[Entry, ...]]:
    """Return the entries of each document, and print what finding them cost."""
    extractor = Statements(_FINDERS[_chosen[0]])
    extractor.extract(documents[0], Encoded.of(documents[0]))
    begun = time.process_time()
    entries = [extractor.extract(document, Encoded.of(document)).items for document in documents]
    spent = time.process_time() - begun
    tokens = sum(len(document.tokens) for document in documents)
    print(f"{len(documents)} reports, {tokens} tokens, {spent / tokens * 1e6:.1f} microseconds a token")
    return entries


def polnear(data: Path, score: Path, part: str) -> None:
    """Score statements and stances together: PolNeAR covers speech and thought."""
    rows = read_lines(data / "attribution" / f"polnear_{part}.text.jsonl")
    documents = list(parse(report_of(row["doc_id"], row["text"]) for row in rows))
    found = Path(f"polnear_{part}.pred.jsonl")
    with found.open("w", encoding="utf-8") as file:
        for document, entries in zip(documents, extracted(documents), strict=True):
            for entry in entries:
                if isinstance(entry, Statement | Stance):
                    file.write(json.dumps(_attribution(document, entry)) + "\n")
    gold = data / "attribution" / f"polnear_{part}.gold.jsonl"
    text = data / "attribution" / f"polnear_{part}.text.jsonl"
    subprocess.run([sys.executable, score / "attribution.py", gold, text, found], check=True)
    found.unlink()


def _attribution(document: Document, entry: Statement | Stance) -> dict[str, object]:
    def spans(citation: Citation | None) -> list[list[int]]:
        return [[citation.start, citation.end]] if citation else []

    return {
        "doc_id": document.report.path,
        "source": spans(entry.speaker.citation if entry.speaker else None),
        "cue": spans(entry.cue),
        "content": [[piece.start, piece.end] for piece in entry.content],
    }


def gold(folder: Path, sources: Path, out: Path) -> None:
    """Write the entries of hand-annotated articles for the scorer, and count contents that are right."""
    articles = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json"))]
    articles = [article for article in articles if "doc" in article]
    if not articles:
        sys.exit(f"{folder}: no annotated articles there; say where with --gold.")
    reports = [
        report_of(article["doc"], (sources / article["doc"]).read_bytes().decode(), article.get("boilerplate", ()))
        for article in articles
    ]
    entries = extracted(list(parse(reports)))
    with out.open("w", encoding="utf-8") as file:
        for report, made in zip(reports, entries, strict=True):
            line = {
                "report": {"path": report.path, "id": report.id},
                "entries": [as_json(e) for e in made if isinstance(e, Statement)],
            }
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
    for article, report, made in zip(articles, reports, entries, strict=True):
        spans = [
            [(piece.start, piece.end) for piece in entry.content] for entry in made if isinstance(entry, Statement)
        ]
        wanted = [(at := report.text.find(s["content"]), at + len(s["content"])) for s in article["statements"]]
        found = sum(any(_overlap(want, have) for have in spans) for want in wanted)
        print(f"{report.path[:24]}: contents right {found} of {len(wanted)}, statements {len(spans)}")


def _overlap(wanted: tuple[int, int], have: list[tuple[int, int]]) -> bool:
    shared = sum(max(0, min(wanted[1], end) - max(wanted[0], start)) for start, end in have)
    sizes = (wanted[1] - wanted[0], sum(end - start for start, end in have))
    return 2 * shared >= 0.5 * sum(sizes) or (shared >= 0.95 * min(sizes) and 3 * min(sizes) >= max(sizes))


def as_json(entry: Statement) -> dict[str, object]:
    """Return a statement in the form of `onrecord extract`, without actors."""
    return {
        "kind": "statement",
        "act": entry.act,
        "plover": entry.plover,
        "manner": entry.manner,
        "negated": entry.negated,
        "speaker": _who(entry.speaker),
        "addressee": _who(entry.addressee),
        "via": entry.via,
        "cue": _words(entry.cue),
        "content": [_words(piece) for piece in entry.content],
        "condition": _words(entry.condition),
        "by": entry.by,
        "id": entry.id,
    }


def _words(citation: Citation | None) -> dict[str, object] | None:
    return {"words": citation.words, "start": citation.start, "end": citation.end} if citation else None


def _who(mention: Mention | None) -> dict[str, object] | None:
    if mention is None:
        return None
    return {**(_words(mention.citation) or {}), "actor": mention.actor, "party": mention.party}


def acts(data: Path) -> None:
    """Compare the PLOVER roots of statements with those that coders gave whole sentences."""
    rows = read_lines(data / "events" / "plv_train.jsonl")
    documents = list(parse(report_of(str(row["id"]), row["text"]) for row in rows))
    seen: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    for row, entries in zip(rows, extracted(documents), strict=True):
        low, high = row["source"]
        made = [entry for entry in entries if isinstance(entry, Statement)]
        by_source = [
            e for e in made if e.speaker and e.speaker.citation.start < high and e.speaker.citation.end > low
        ]
        roots = [str(entry.plover) for entry in by_source if entry.plover]
        seen[row["root"]][roots[0] if roots else "no root" if by_source else "no statement"] += 1
    for root, counts in sorted(seen.items()):
        print(f"{root:10}", ", ".join(f"{name} {number}" for name, number in counts.most_common(7)))


def main() -> None:
    """Run the measure that the command line names."""
    parser = argparse.ArgumentParser(description="Measures the statement extractor alone.")
    parser.add_argument("what", choices=("polnear", "gold", "acts"))
    parser.add_argument("--data", type=Path, default=SHARED / "data")
    parser.add_argument("--score", type=Path, default=SHARED / "score")
    parser.add_argument("--gold", type=Path, default=SHARED / "gold")
    parser.add_argument("--sources", type=Path, default=SHARED / "sources")
    parser.add_argument("--out", type=Path, default=Path("out.jsonl"))
    parser.add_argument("--part", default="dev")
    parser.add_argument("--spans", choices=tuple(_FINDERS), default="joined")
    given = parser.parse_args()
    _chosen[0] = given.spans
    if given.what == "polnear":
        polnear(given.data, given.score, given.part)
    elif given.what == "gold":
        gold(given.gold, given.sources, given.out)
    else:
        acts(given.data)


if __name__ == "__main__":
    main()
