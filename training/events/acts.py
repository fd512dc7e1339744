"""What the head that names the parties of a trigger learns from.

Two sources: sentences whose parties somebody marked (the trigger that tells of them is taught those), and bare
news, where each event that the rules find teaches the parties that they give it. The head is told neither: it sees
words, syntax and the trigger, and so learns where parties stand, also where the rules look in vain.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import torch
from corpus import batch_of, padded

from onrecord.clean import clean
from onrecord.core.report import Report
from onrecord.encoder import Encoded
from onrecord.extractors.events.evidence import without_roles
from onrecord.extractors.events.parties import parties
from onrecord.extractors.events.phrases import overlaps
from onrecord.extractors.events.syntax import Reading
from onrecord.extractors.events.trigger_model import of_trigger, span_of
from onrecord.extractors.events.triggers import triggers
from onrecord.extractors.events.worth import is_worth_recording
from onrecord.parse import parse

if TYPE_CHECKING:
    from pathlib import Path

    from corpus import Span
    from torch import Tensor

    from onrecord.core.document import Document
    from onrecord.extractors.events.heads import OfTrigger
    from onrecord.extractors.events.roles import Phrase
    from onrecord.extractors.events.triggers import Trigger

MARKED, FOUND, ABSENT = 2.0, 1.0, 0.5  # how much a party counts: marked by hand, found by rules, found by nobody


@dataclass(frozen=True, slots=True)
class ActExample:
    """A trigger with its parties.

    Attributes:
        asked: The question.
        labels: For each token whether it stands in a source, in a target.
        weights: How much either counts.
        lacks: Whether the rules find a source, a target: False where they do.
        marked: The parties are those that somebody marked.
    """

    asked: OfTrigger
    labels: np.ndarray
    weights: tuple[float, float]
    lacks: tuple[bool, bool]
    marked: bool


def acts_of_news(path: Path) -> list[ActExample]:
    """Return what the events of bare news teach; a file of JSON lines with "text"."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    reports = (Report(str(number), str(number), row["text"], language="en") for number, row in enumerate(rows))
    return [one for document in parse(clean(report).items[0] for report in reports) for one in acts_of(document)]


def acts_of(document: Document, spans: list[Span] | None = None, root: str | None = None) -> list[ActExample]:
    """Return what the events of a document teach.

    Args:
        document: A parse.
        spans: The parties that somebody marked in it, if so.
        root: The root of what they do, if known.
    """
    reading, states = Reading(document), Encoded.of(document).states
    met = triggers(reading)
    sources = [_tokens(document, span) for span in spans or () if span[0] in "SR"]
    targets = [_tokens(document, span) for span in spans or () if span[0] == "T"]
    found = []
    for trigger in met:
        who = parties(reading, trigger)
        if not is_worth_recording(reading, trigger, who):
            continue
        lacks = not who.sources, not who.targets and not trigger.sense.together
        span = span_of(reading, trigger)
        asked = of_trigger(reading, without_roles(reading, states, met, span), span, trigger)
        taught, weights, marked = [who.sources, who.targets], [FOUND, FOUND], False
        if spans and _tells(reading, trigger, (sources, targets), root):
            marked = True
            taught = [[*sources, *targets], []] if trigger.sense.together else [sources, targets]
            weights = [MARKED, MARKED]
        elif spans and not who.sources and _touch(who.targets, targets):
            weights[0] = 0.0  # the one marked may or may not have done it
        labels = np.stack([_inside(phrases, span) for phrases in taught], axis=1)
        weights = [weight if labels[:, k].any() else min(weight, ABSENT) for k, weight in enumerate(weights)]
        found.append(ActExample(asked, labels, (weights[0], weights[1]), lacks, marked))
    return found


def _tokens(document: Document, span: Span) -> Phrase:
    inside = document.tokens_in(*span[1:])
    return inside.start, inside.stop


def _inside(phrases: list[Phrase], span: range) -> np.ndarray:
    row = np.zeros(len(span), dtype=np.float32)
    for first, last in phrases:
        row[max(first - span.start, 0) : max(last - span.start, 0)] = 1
    return row


def _touch(found: tuple[Phrase, ...], marked: list[Phrase]) -> bool:
    return any(overlaps(phrase, marked) for phrase in found)


def _tells(
    reading: Reading, trigger: Trigger, marked: tuple[list[Phrase], list[Phrase]], root: str | None
) -> bool:
    """Say whether a trigger is the one that tells of what those marked do."""
    who = parties(reading, trigger)
    sources, targets = marked
    if trigger.sense.together:
        return _touch(who.sources, [*sources, *targets])
    by, upon = _touch(who.sources, sources), _touch(who.targets, targets)
    fits = (by or (not who.sources and _is_main(reading, trigger))) and (upon or not who.targets)
    known = trigger.sense.root in (root, *(("CONCEDE", "RETREAT") if root == "YIELD" else ()))
    return fits and (by or upon) and (root is None or known or (by and upon))


def _is_main(reading: Reading, trigger: Trigger) -> bool:
    """Say whether a word is the main verb of its sentence, or hangs on it without a subject of its own."""
    token = reading.tokens[trigger.token]
    for _ in range(5):
        if token.head == token.i or token.dep not in ("conj", "xcomp", "dobj", "pcomp"):
            break
        token = reading.tokens[token.head]
    return token.head == token.i


def batch_of_acts(examples: list[ActExample]) -> dict[str, Tensor]:
    """Return examples as tensors."""
    batch = batch_of([one.asked.evidence for one in examples])
    longest = batch["mask"].shape[1]
    batch["from_trigger"] = padded([one.asked.from_trigger for one in examples], longest)
    batch["tree"] = padded([one.asked.tree for one in examples], longest)
    batch["labels"] = padded([one.labels for one in examples], longest)
    batch["weights"] = torch.tensor([one.weights for one in examples])
    return batch
