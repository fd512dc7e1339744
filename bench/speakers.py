"""How often a speaker comes out right, given the words said: CED-1K's resolved names against the record's.

    python bench/speakers.py [--data FOLDER] [--extractor NAME ...] [--errors]

For each piece of speech of the corpus, the statement whose words are most the same is taken from the whole
extraction (`Ingest`, as `onrecord extract` runs it), and its speaker compared. Right means that the actor's name,
or for one who is no person also the printed words, share a word with the corpus's name.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
import unicodedata
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from claims import EXTRACTORS, SHARED, halves, read_lines, report_of

from onrecord.core.entry import Statement
from onrecord.core.who import ActorKind
from onrecord.dispute import Dispute
from onrecord.ingest import Ingest

if TYPE_CHECKING:
    from onrecord.core.extraction import Extraction
    from onrecord.core.who import Actor, Mention

STOP = frozenset(
    {"the", "of", "a", "an", "and", "mr", "mrs", "ms", "sir", "dr", "president", "minister", "spokesperson"}
)
_SAME = 0.5  # from this share of common characters on, two contents are one


def words(name: str) -> set[str]:
    plain = unicodedata.normalize("NFKD", name.replace("\u202f", " ")).encode("ascii", "ignore").decode().lower()
    return {word for word in re.findall(r"\w+", plain) if word not in STOP and len(word) > 1}


def likeness(entry: Statement, spans: list[list[int]]) -> float:
    """Return the Dice measure of the characters of a statement's content and of a claim's."""
    shared = sum(
        max(0, min(piece.end, end) - max(piece.start, start)) for piece in entry.content for start, end in spans
    )
    size = sum(piece.end - piece.start for piece in entry.content) + sum(end - start for start, end in spans)
    return 2 * shared / size


def verdict(speaker: Mention | None, wanted: set[str], actors: dict[str, Actor]) -> str:
    """Say whether a speaker is right, open (but right among the candidates), open, or wrong."""
    if speaker is None:
        return "open"
    actor = actors.get(speaker.actor or "")
    # What is no person keeps its own words too: "the Home Office" is the United Kingdom.
    person = actor is not None and actor.kind is ActorKind.PERSON
    printed = set() if person else words(speaker.name or speaker.citation.words)
    if wanted & ((words(actor.name) if actor else set()) | printed):
        return "right"
    if any(wanted & words(actors[each].name) for each in speaker.candidates if each in actors):
        return "open, right among the candidates"
    return "wrong" if actor else "open"


def compared(extraction: Extraction, claims: list[dict[str, Any]], *, errors: bool) -> Counter[str]:
    """Count the verdicts on the speakers of an article's claims."""
    said = [entry for entry in extraction.entries if isinstance(entry, Statement)]
    actors = {actor.id: actor for actor in extraction.actors}
    counts: Counter[str] = Counter()
    for claim in claims:
        best = max(said, key=lambda entry: likeness(entry, claim["content"]), default=None)
        if best is None or likeness(best, claim["content"]) < _SAME:
            counts["content not found"] += 1
            continue
        found = verdict(best.speaker, words(claim["speaker"]), actors)
        counts[found] += 1
        if errors and found != "right":
            shown = (best.speaker.citation.words[:60], best.speaker.actor) if best.speaker else None
            print(f"{found}: {claim['speaker']} <- {shown} | {claim['utterance'][:100]}")
    return counts


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=SHARED / "data")
    parser.add_argument("--extractor", nargs="*", default=EXTRACTORS)
    parser.add_argument("--errors", action="store_true", help="print what is not right, in the half that was read")
    given = parser.parse_args()
    rows = read_lines(given.data / "attribution" / "ced1k_dev.text.jsonl")
    gold = read_lines(given.data / "attribution" / "ced1k_dev.gold.jsonl")
    parts = halves(rows)
    for name in given.extractor:
        ingest = Ingest(Dispute("speakers", "Speakers", extractors=(name, "events")))
        totals: dict[str, Counter[str]] = {"read": Counter(), "kept": Counter()}
        started = time.process_time()
        for row in rows:
            part = "read" if row["doc_id"] in parts["read"] else "kept"
            claims = [claim for claim in gold if claim["doc_id"] == row["doc_id"]]
            errors = given.errors and part == "read"
            totals[part] += compared(ingest.extract(report_of(row)), claims, errors=errors)
        spent = time.process_time() - started
        for part, counts in {"all": totals["read"] + totals["kept"], **totals}.items():
            found = counts.total() - counts["content not found"]
            print(
                f"{name}, {part}: speaker right {counts['right'] / max(1, found):.3f} of {found} contents found",
                end="; ",
            )
            print(", ".join(f"{key} {number}" for key, number in sorted(counts.items())))
        print(f"{name}: {spent:.1f} CPU-seconds for {len(rows)} articles", file=sys.stderr)


if __name__ == "__main__":
    main()
