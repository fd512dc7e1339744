"""Which of the things that the trained model and the rules find hold: each is given a probability, and weighed.

A logistic regression whose weights are data (`data/attribution/arbitration.json`, made by
`training/attribution/arbitrate.py`) says how likely a careful reader would say that the report tells of it. It
was learned from annotated reports of disputes, and from a corpus of attributions. What is kept or left out
whatever it says stands in `certainties`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from math import exp, log
from typing import TYPE_CHECKING

from onrecord.core.entry import Act
from onrecord.core.traits import Trait, acts_that
from onrecord.encoder.fitted import fitted_bytes
from onrecord.extractors.statements.acts import coded
from onrecord.extractors.statements.attributions import is_passive
from onrecord.extractors.statements.certainties import KEPT, LEFT_OUT
from onrecord.extractors.statements.edges import sentence_ended
from onrecord.extractors.statements.evidence import Evidence, Overlap
from onrecord.extractors.statements.findings import BY_RULES
from onrecord.extractors.statements.joined import Neighbours, candidates, in_order
from onrecord.extractors.statements.known_better import length
from onrecord.extractors.statements.lexicon import Frame
from onrecord.extractors.statements.overlaps import parted
from onrecord.extractors.statements.realis import is_real

if TYPE_CHECKING:
    from collections.abc import Mapping

    from onrecord.core.document import Document
    from onrecord.encoder import Encoded
    from onrecord.extractors.statements.acts import Coding
    from onrecord.extractors.statements.attributions import Attribution
    from onrecord.extractors.statements.lexicon import Lexicon
    from onrecord.extractors.statements.quotations import Quotation

_SHORT = 25  # characters
_LOOSE = acts_that(Trait.LOOSE)
_READ_FRAMES = {Frame.OBJECT: "object", Frame.TO: "to", Frame.OBJECT_TO: "object-to"}


@dataclass(frozen=True, slots=True)
class Weights:
    """What each feature counts, and from which probability on a find is kept."""

    of: Mapping[str, float]
    least: float


@lru_cache(maxsize=1)
def weights() -> Weights:
    """Load the weights that ship with the package, once."""
    data = json.loads(fitted_bytes("attribution/arbitration.json", BY_RULES))
    return Weights(data["weights"], data["least"])


def weighed(document: Document, encoded: Encoded, marks: list[Quotation], words: Lexicon) -> list[Attribution]:
    """Return the attributions that hold, from the model and the rules, each with its confidence."""
    kept = in_order(
        sentence_ended(document, one) for one, keeps in judged(document, encoded, marks, words) if keeps
    )
    return parted(document, kept, marks)


def judged(
    document: Document, encoded: Encoded, marks: list[Quotation], words: Lexicon
) -> list[tuple[Attribution, bool]]:
    """Return all that is found, each with its confidence, and whether it is kept by default."""
    found = candidates(document, encoded, marks, words)
    near = Neighbours([one.found for one in found if one.found.confidence is not None])
    nested = {mark.start for mark in marks if mark.depth}
    return [
        _judged(Evidence(document, one, coded(document, one.found), near, one.found.content[0][0] in nested))
        for one in found
    ]


def _judged(find: Evidence) -> tuple[Attribution, bool]:
    known = weights()
    likely = chance(known.of, features(find))
    keeps = likely >= known.least or any(is_sure(find) for is_sure in KEPT)
    keeps = keeps and not any(is_out(find) for is_out in LEFT_OUT)
    return find.found._replace(confidence=round(likely, 3)), keeps


def chance(known: Mapping[str, float], given: Mapping[str, float]) -> float:
    """Return the probability that some features have under some weights."""
    return 1 / (1 + exp(-sum(known.get(name, 0.0) * value for name, value in given.items())))


def features(find: Evidence) -> dict[str, float]:
    """Return what a find is judged by: how it is found, and what it would be as an entry."""
    return _of_finding(find) | _of_entry(find)


def _of_finding(find: Evidence) -> dict[str, float]:
    """Return who finds it, in what shape, how surely, and what else is found at its place."""
    one, coding = find.found, find.coding
    who = "rules" if find.by_rules_alone else "both" if find.candidate.agreed else "model"
    size = length(one)
    given = {
        "bias": 1.0,
        f"{who} {_shape(one)}": 1.0,
        f"{who} {_kind(one, coding)}": 1.0,
        f"{'rules' if who == 'rules' else 'model'} source {find.source}": 1.0,
        "short": float(size < _SHORT),
        "length": log(size + 1) / 5,
    }
    if one.confidence is not None:
        given |= {"sure": _logit(one.confidence), "both": float(find.candidate.agreed)}
    if one.negated:
        given[f"{who} negated"] = 1.0
    if one.modal:
        given[f"{who} modal"] = 1.0
    how, surest = find.beside
    if how:
        given |= {f"beside {how}": 1.0, f"beside {how}, sure": surest}
    return given


def _of_entry(find: Evidence) -> dict[str, float]:
    """Return which act it would be, by which word and ground, and what speaks against it."""
    one, coding = find.found, find.coding
    shape = "noun" if one.nominal else _READ_FRAMES.get(one.frame or Frame.QUOTE, "other")
    shape = "other" if one.quoted else shape
    given = {
        f"told as {shape}": 1.0,
        f"act {coding.act or coding.attitude}": 1.0,
        f"ground {coding.ground}": 1.0,
        f"frame {one.frame or 'none'}": 1.0,
        f"source {find.source}": 1.0,
        "found by rules": float(find.by_rules),
        "likely": one.confidence or 0.0,
        "loose": float(shape == "object" and coding.act in _LOOSE),
        "passive": float(one.trigger >= 0 and is_passive(find.document, one.trigger)),
        "unreal": float(not is_real(find.document, one)),
        "covered": float(find.beside[0] in (Overlap.SAME, Overlap.INSIDE)),
    }
    return given | ({f"cue {one.entry.words[0]}": 1.0} if one.entry else {})


def _shape(one: Attribution) -> str:
    if one.quoted:
        return "quotation" if one.cue else "quotation without cue"
    if one.nominal:
        return "noun"
    if one.frame is None:
        return "ascription"
    return one.frame.value if one.entry else "unknown cue"


def _kind(one: Attribution, coding: Coding) -> str:
    if one.entry is None:
        return "no entry"
    if coding.attitude:
        return "attitude"
    return "says" if coding.act is Act.ASSERT else "acts"


def _logit(probability: float) -> float:
    held = min(max(probability, 1e-3), 1 - 1e-3)
    return log(held / (1 - held))
