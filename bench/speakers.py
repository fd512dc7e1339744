"""How often a speaker comes out right, given the words said: CED-1K's resolved names against the resolver's.

    python bench/speakers.py [DATA] [--errors]

DATA is the folder that holds `attribution/ced1k_dev.*.jsonl`; by default `../shared/data` beside the checkout. The
source of each piece of speech is taken by a plain rule (the subject of the verb of saying in the sentence, in the
one before or in the one after), so the figure measures the rule and the resolver together.
"""

from __future__ import annotations

import json
import re
import sys
import time
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.core.entry import Act, Manner, Statement
from onrecord.core.extraction import Extraction
from onrecord.core.identity import entry_id, report_id
from onrecord.core.report import Passage, PassageKind, Report
from onrecord.core.who import ActorKind, Mention
from onrecord.parse import parse
from onrecord.resolvers.actors.resolver import ActorResolver
from onrecord.resolvers.directory.directory import Directory

if TYPE_CHECKING:
    from onrecord.core.document import Document, Sentence, Token

DATA = Path(__file__).parents[2] / "shared" / "data"
_VERBS = """
accuse acknowledge add admit advise agree allege announce answer appeal argue ask assert believe blame
call caution claim comment conclude confirm continue criticise criticize declare demand deny describe
estimate explain express hail hint insist joke know lament maintain note object order outline point
pledge post praise predict promise propose question quip read recall recommend refuse reiterate reject
remark remember repeat reply report request respond reveal say share speak state stress suggest tell
think threaten tweet urge vow warn welcome wonder write
"""
SAYING = frozenset(_VERBS.split())
STOP = frozenset(
    {"the", "of", "a", "an", "and", "mr", "mrs", "ms", "sir", "dr", "president", "minister", "spokesperson"}
)


def words(name: str) -> set[str]:
    plain = unicodedata.normalize("NFKD", name.replace("\u202f", " ")).encode("ascii", "ignore").decode().lower()
    return {word for word in re.findall(r"\w+", plain) if word not in STOP and len(word) > 1}


def report_of(row: dict[str, str]) -> Report:
    passages, start = [], 0
    for line in row["text"].split("\n"):
        if line.strip():
            passages.append(Passage(start, start + len(line), PassageKind.PARAGRAPH))
        start += len(line) + 1
    return Report(report_id(row["doc_id"], row["text"]), row["doc_id"], row["text"], passages=tuple(passages))


def source_of(document: Document, spans: list[list[int]]) -> tuple[int, int] | None:
    """Return the tokens of the nearest subject of a verb of saying that stands outside quotation marks."""
    covered = [i for start, end in spans for i in document.tokens_in(start, end)]
    if not covered:
        return None
    first, last = document.tokens[covered[0]].sentence, document.tokens[covered[-1]].sentence
    for number in (*range(first, last + 1), first - 1, last + 1, first - 2):
        if 0 <= number < len(document.sentences):
            found = _subject(document, document.sentences[number])
            if found is not None:
                return found
    return None


def _subject(document: Document, sentence: Sentence) -> tuple[int, int] | None:
    quoted = 0
    subjects: list[tuple[int, Token]] = []
    for token in document.sentence_tokens(sentence):
        if token.tag in ("``", "''") or token.text in ('"', "“", "”"):
            quoted = 1 - quoted if token.text == '"' else int(token.text == "“")
        elif not quoted and token.text.lower() == "according":
            subjects.extend(
                (1, document.tokens[i])
                for to in document.children[token.i]
                for i in document.children[to]
                if document.tokens[i].dep == "pobj"
            )
        elif not quoted and token.pos == "VERB" and token.lemma.lower() in SAYING:
            depth = 0 if token.dep == "ROOT" else 1 if token.dep in ("conj", "parataxis", "ccomp") else 2
            subjects.extend((depth, each) for each in _speaking(document, token))
    if not subjects:
        return None
    best = min(subjects, key=lambda pair: pair[0])[1]
    low, high = document.subtree(best.i)
    return max(low, best.i - 12), min(high, best.i + 16)


def _speaking(document: Document, verb: Token) -> list[Token]:
    for _ in range(3):
        found = [
            each
            for each in document.dependents(verb.i, "nsubj")
            if each.tag != "WDT" and each.text.lower() not in ("i", "we", "you", "one")
        ]
        if found or verb.dep not in ("conj", "advcl", "xcomp"):
            return found
        verb = document.tokens[verb.head]
    return []


def main() -> None:
    arguments = [argument for argument in sys.argv[1:] if not argument.startswith("-")]
    data = (Path(arguments[0]) if arguments else DATA) / "attribution"
    if not (data / "ced1k_dev.gold.jsonl").exists():
        sys.exit(
            f"{data}: the corpus CED-1K is not there; give the folder that holds attribution/ as the argument."
        )
    reports = [report_of(json.loads(line)) for line in (data / "ced1k_dev.text.jsonl").open(encoding="utf-8")]
    documents = {document.report.path: document for document in parse(reports)}
    gold = [json.loads(line) for line in (data / "ced1k_dev.gold.jsonl").open(encoding="utf-8")]
    names = dict(Directory.standard().actors)
    by_report: dict[str, list[tuple[dict[str, object], Statement]]] = {}
    for row in gold:
        document = documents[row["doc_id"]]
        found = source_of(document, row["content"])
        if found:
            report = document.report
            content = tuple(report.cite(start, end) for start, end in row["content"])
            statement = Statement(
                entry_id(report.id, "statement", content[0].start, content[-1].end),
                Act.ASSERT,
                Manner.DIRECT if row["kind"] == "direct" else Manner.INDIRECT,
                content,
                "bench 1",
                speaker=Mention(document.cite(*found)),
            )
            by_report.setdefault(row["doc_id"], []).append((row, statement))
    right = covered = candidate = 0
    started = time.process_time()
    for path, pairs in by_report.items():
        document = documents[path]
        resolved = ActorResolver().resolve(document, Extraction(document.report, tuple(each for _, each in pairs)))
        names.update((actor.id, actor) for actor in resolved.actors)
        for (row, _), entry in zip(pairs, resolved.entries, strict=True):
            assert isinstance(entry, Statement)
            assert entry.speaker is not None
            covered += 1
            wanted = words(str(row["speaker"]))
            ids = [entry.speaker.actor] if entry.speaker.actor else []
            # What is no person keeps its own words too: "the Home Office" is the United Kingdom.
            person = bool(ids) and names[ids[0]].kind is ActorKind.PERSON
            printed = set() if person else words(entry.speaker.citation.words)
            got = {word for each in ids for word in words(names[each].name)} | printed
            good = bool(wanted & got)
            right += good
            candidate += any(wanted & words(names[each].name) for each in entry.speaker.candidates)
            if "--errors" in sys.argv and not good:
                said = entry.speaker.citation.words[:70]
                print(f"{row['speaker']} <- {said} = {ids or entry.speaker.candidates} | {row['utterance']}"[:200])
    tokens = sum(len(document.tokens) for document in documents.values())
    spent = time.process_time() - started
    print(f"speech {len(gold)}, source found by the rule {covered} ({covered / len(gold):.3f})")
    print(f"speaker right where a source was found {right / covered:.3f}, of all {right / len(gold):.3f}")
    print(f"wrong or open, but among the candidates {candidate / covered:.3f}")
    print(f"{spent * 1e6 / tokens:.1f} microseconds a token")


if __name__ == "__main__":
    main()
