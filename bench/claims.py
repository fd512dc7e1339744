"""Who said what, the speaker by name: the whole extraction against the claims of CED-1K.

    python bench/claims.py [--data FOLDER] [--score FOLDER] [--extractor NAME ...] [--every]

Runs the articles through `Ingest`, as `onrecord extract` does, and has the scorer compare. What is written are
the statements that are claims as the corpus knows them (`is_claim`, `utterances`), with the resolved actor's name;
with `--every`, all statements as they stand, with the printed words where no one actor is known. Half of the
articles were read for errors while rules were made ("read"), of the others only the totals ("kept").
"""

from __future__ import annotations

import argparse
import json
import random
import re
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.core.entry import Manner, Statement
from onrecord.core.identity import report_id
from onrecord.core.report import Report
from onrecord.core.when import Basis, When
from onrecord.core.who import ActorKind
from onrecord.dispute import Dispute
from onrecord.ingest import Ingest
from onrecord.parse import parse

if TYPE_CHECKING:
    from onrecord.core.document import Document
    from onrecord.core.entry import Entry
    from onrecord.core.extraction import Extraction
    from onrecord.core.who import Mention

TextSpan = tuple[int, int]

SHARED = Path(__file__).resolve().parents[2] / "shared"
EXTRACTORS = ("statements", "statements-trained")
_SEED = 20261125
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_SENTENCE_END = re.compile(r"[.!?…][\"”’')\]]*\s")


def read_lines(path: Path) -> list[dict[str, str]]:
    """Return the objects of a JSON Lines file, or end with a sentence if it is not there."""
    if not path.exists():
        sys.exit(f"{path} is missing: name the corpora's folder with --data and the scorers' with --score.")
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def report_of(row: dict[str, str]) -> Report:
    """Return an article as a reader gives it: not yet cleaned, dated by its list."""
    day = When.on(date.fromisoformat(row["date"]), Basis.SIDECAR)
    return Report(
        report_id(row["doc_id"], row["text"]), row["doc_id"], row["text"], title=row["title"], published=day
    )


def halves(rows: list[dict[str, str]]) -> dict[str, set[str]]:
    """Return the articles that were read for errors, and those that were kept."""
    names = sorted(row["doc_id"] for row in rows)
    random.Random(_SEED).shuffle(names)
    middle = len(names) // 2
    return {"read": set(names[:middle]), "kept": set(names[middle:])}


def name_of(mention: Mention | None, extraction: Extraction) -> str:
    """Return the name under which a record shows a speaker; for one who is no person, also the printed words."""
    if mention is None:
        return ""
    printed = mention.name or mention.citation.words
    actor = next((each for each in extraction.actors if each.id == mention.actor), None)
    if actor is None:
        return printed
    if actor.kind is ActorKind.PERSON:
        return mention.name or actor.name
    return f"{actor.name} ({printed})"


def is_claim(entry: Entry, document: Document, contents: list[TextSpan]) -> bool:
    """Say whether an entry is a claim as the corpus lists them: an utterance of somebody known by name.

    A clause or a quotation, not a mere topic ("criticised the plan"); not told inside another statement, of
    whose words it is part; by an actor, not by no one.
    """
    if not isinstance(entry, Statement) or entry.speaker is None or entry.speaker.actor is None:
        return False
    tags = {document.tokens[i].tag for piece in entry.content for i in document.tokens_in(piece.start, piece.end)}
    start, end = entry.content[0].start, entry.content[-1].end
    nested = any(low <= start and end <= high and end - start < high - low for low, high in contents)
    return not nested and (entry.manner is not Manner.INDIRECT or bool(tags & _FINITE))


def utterances(entry: Statement, text: str) -> list[list[TextSpan]]:
    """Return the pieces that are utterances by themselves: the corpus counts "A," he said. "B." twice."""
    groups: list[list[TextSpan]] = []
    for piece in entry.content:
        before = text[groups[-1][0][0] : piece.start] if groups else ""
        if not groups or _SENTENCE_END.search(before[-(piece.start - groups[-1][-1][1]) - 3 :]):
            groups.append([])
        groups[-1].append((piece.start, piece.end))
    return groups


def predictions(ingest: Ingest, report: Report, *, every: bool) -> list[dict[str, object]]:
    """Return what the scorer reads of a report's extraction: its claims, or every statement as it stands."""
    extraction = ingest.extract(report)
    said = [entry for entry in extraction.entries if isinstance(entry, Statement)]
    if every:
        listed = [(entry, [[(piece.start, piece.end) for piece in entry.content]]) for entry in said]
    else:
        document = next(parse([extraction.report]))
        contents = [(entry.content[0].start, entry.content[-1].end) for entry in said]
        claims = [entry for entry in said if is_claim(entry, document, contents)]
        listed = [(entry, utterances(entry, report.text)) for entry in claims]
    return [
        {"doc_id": report.path, "content": content, "speaker": name_of(entry.speaker, extraction)}
        for entry, contents_of in listed
        for content in contents_of
    ]


def score(
    scorer: Path, gold: list[dict[str, str]], rows: list[dict[str, str]], found: list[dict[str, object]], boot: int
) -> None:
    """Print what the scorer says of some articles."""
    chosen = {row["doc_id"] for row in rows}
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for name, lines in (("gold", gold), ("text", rows), ("pred", found)):
            paths.append(Path(folder) / f"{name}.jsonl")
            kept = [json.dumps(line) + "\n" for line in lines if line["doc_id"] in chosen]
            paths[-1].write_text("".join(kept), encoding="utf-8")
        subprocess.run([sys.executable, scorer, *paths, "--boot", str(boot)], check=True)


def main() -> None:
    """Score each extractor on all articles and on both halves."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=SHARED / "data")
    parser.add_argument("--score", type=Path, default=SHARED / "score")
    parser.add_argument("--extractor", nargs="*", default=EXTRACTORS)
    parser.add_argument("--every", action="store_true", help="all statements as they stand, not claims alone")
    parser.add_argument("--boot", type=int, default=1000)
    parser.add_argument("--out", type=Path, help="also write the predictions there, one file an extractor")
    given = parser.parse_args()
    rows = read_lines(given.data / "attribution" / "ced1k_dev.text.jsonl")
    gold = read_lines(given.data / "attribution" / "ced1k_dev.gold.jsonl")
    for name in given.extractor:
        ingest = Ingest(Dispute("claims", "Claims", extractors=(name, "events")))
        found = [line for row in rows for line in predictions(ingest, report_of(row), every=given.every)]
        if given.out:
            given.out.mkdir(parents=True, exist_ok=True)
            lines = "".join(json.dumps(line) + "\n" for line in found)
            (given.out / f"{name}.jsonl").write_text(lines, encoding="utf-8")
        parts = {"all": {row["doc_id"] for row in rows}, **halves(rows)}
        for part, names in parts.items():
            print(f"{name}, {part}: {len(names)} articles", flush=True)
            score(
                given.score / "named_claims.py",
                gold,
                [row for row in rows if row["doc_id"] in names],
                found,
                given.boot,
            )


if __name__ == "__main__":
    main()
