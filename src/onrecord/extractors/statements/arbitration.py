"""Which of the things that the trained model and the rules find hold: each is given a probability, and weighed.

Two measures, both logistic regressions whose weights are data (`data/attribution/arbitration.json`, made by
`training/attribution/arbitrate.py`). The first says how likely annotators of a corpus would mark the find; the
second, for acts that such a corpus passes over ("Moscow's protests", "declined to comment"), how likely a reader
would say that the report tells of that act by that speaker. A find is as sure as the surer of the two says.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from math import exp, log
from typing import TYPE_CHECKING

from onrecord.core.entry import Act, Attitude
from onrecord.extractors.statements.acts import coded
from onrecord.extractors.statements.attributions import is_passive
from onrecord.extractors.statements.joined import Neighbours, candidates, in_order, shared
from onrecord.extractors.statements.known_better import length
from onrecord.extractors.statements.lexicon import Frame, word_set
from onrecord.extractors.statements.overlaps import parted
from onrecord.extractors.statements.realis import is_put_aside, is_real
from onrecord.extractors.statements.signed import FIRST_PERSON

if TYPE_CHECKING:
    from collections.abc import Mapping

    from onrecord.core.document import Document
    from onrecord.extractors.statements.acts import Coding
    from onrecord.extractors.statements.attributions import Attribution
    from onrecord.extractors.statements.joined import Candidate
    from onrecord.extractors.statements.lexicon import Lexicon
    from onrecord.extractors.statements.quotations import Quotation

_MOSTLY = 0.9
_SHORT = 25  # characters
# Acts whose verbs mean much else besides: charged a fee, released a prisoner, offers a view.
# What one who speaks says of himself or others in passing, and what a dispute turns on: said that he expects ...
_AHEAD = frozenset({Attitude.INTEND, Attitude.FEAR, Attitude.WANT, Attitude.EXPECT})
_LOOSE = frozenset({Act.ANNOUNCE, Act.ACKNOWLEDGE, Act.OFFER, Act.ACCUSE, Act.CONCEDE})
# Acts that a dispute turns on, and whose verbs mean little else.
_TURNING = frozenset({Act.PROMISE, Act.REFUSE, Act.DEMAND, Act.THREATEN, Act.ULTIMATUM, Act.AGREE})
_FIRM = frozenset({Act.REFUSE, Act.DEMAND, Act.PROMISE, Act.DENY, Act.PROTEST})
_AFFIRMING = word_set("affirming_nouns")
_UNMISTAKABLE = word_set("unmistakable_verbs")
_EXPECTED = frozenset({Attitude.FEAR, Attitude.EXPECT})
_ISSUING = frozenset({"make", "issue", "deliver"})
_THIRD = frozenset({"he", "she", "they"})
_NESTED = frozenset({"inside", "same"})
_EMPTY = frozenset({"PRON", "ADV", "DET", "PART", "PUNCT", "SPACE", "SCONJ"})
_READ_FRAMES = {Frame.OBJECT: "object", Frame.TO: "to", Frame.OBJECT_TO: "object-to"}


@dataclass(frozen=True, slots=True)
class Weights:
    """What each feature counts, and from which probability on a find is kept, for both measures."""

    marked: Mapping[str, float]
    told: Mapping[str, float]
    least_marked: float
    least_told: float


@lru_cache(maxsize=1)
def weights() -> Weights:
    """Load the weights that ship with the package, once."""
    path = resources.files("onrecord") / "data" / "attribution" / "arbitration.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    return Weights(data["marked"], data["told"], data["least_marked"], data["least_told"])


def weighed(document: Document, marks: list[Quotation], words: Lexicon) -> list[Attribution]:
    """Return the attributions that hold, from the model and the rules, each with its confidence."""
    kept = in_order(one for one, keeps in judged(document, marks, words) if keeps)
    return parted(document, kept, marks)


def judged(document: Document, marks: list[Quotation], words: Lexicon) -> list[tuple[Attribution, bool]]:
    """Return all that is found, each with its confidence, and whether it is kept by default."""
    known = weights()
    found = candidates(document, marks, words)
    near = Neighbours([one.found for one in found if one.found.confidence is not None])
    nested = {mark.start for mark in marks if mark.depth}
    result = []
    for candidate in found:
        one = candidate.found
        coding = coded(document, one)
        marked = chance(known.marked, marked_features(document, candidate, coding, near))
        besides = _is_reported(document, one, coding, near) or _is_plan_denied(candidate, coding)
        besides = besides or _is_own_story(document, one, near) or _is_unmistakable(candidate, coding)
        besides = besides or _is_issued(document, candidate, coding) or _is_judged(document, candidate)
        within = one.content[0][0] in nested
        besides = besides or (within and _is_told_of_another(document, one))
        told = 0.0
        if besides or is_telling(candidate, coding):
            told = chance(known.told, told_features(document, candidate, coding, near))
        keeps = besides or marked >= known.least_marked or told >= known.least_told
        hearsay = within and _is_hearsay(document, one)
        nobody = _is_nobodys(document, one, coding) or _is_affirmed(document, candidate, coding)
        if nobody or hearsay or _is_deed(one, coding) or _is_put_aside(document, one) or _is_empty(document, one):
            keeps = False
        result.append((one._replace(confidence=round(max(marked, told), 3)), keeps))
    return result


def _is_put_aside(document: Document, one: Attribution) -> bool:
    """Say whether an act is not told of but supposed or avoided; a thought may be had for all that."""
    if one.trigger < 0 or (one.entry and one.entry.attitude):
        return False
    return is_put_aside(document, document.tokens[one.trigger])


def _is_empty(document: Document, one: Attribution) -> bool:
    """Say whether nothing is told of what was said: said so, put it more sharply."""
    return all(document.tokens[n].pos in _EMPTY for piece in one.content for n in document.tokens_in(*piece))


def _is_reported(document: Document, one: Attribution, coding: Coding, near: Neighbours) -> bool:
    """Say whether rules find a report of one speaker in another's words: said that the envoy had said that ...

    A refusal or promise that is told so ("said that he had refused the demand") counts whoever did it: a dispute
    turns on that.
    """
    if one.confidence is not None or one.entry is None or _beside(one, near)[0] not in _NESTED:
        return False
    source = _source(document, one)
    if one.entry.attitude:
        finite = document.tokens[one.trigger].tag in ("VBD", "VBP", "VBZ")
        if source == "pronoun":
            told = (coding.negated and not one.modal) or (finite and coding.attitude in _EXPECTED)
            return told and _is_all_said(document, one, near)
        return finite and coding.attitude in _AHEAD and source in ("name", "noun") and not one.nominal
    if one.frame is Frame.CLAUSE:
        return one.addressee is not None or source in ("name", "noun")
    return source != "none" and not one.nominal and coding.act in _TURNING


def _is_all_said(document: Document, one: Attribution, near: Neighbours) -> bool:
    """Say whether someone says nothing but what he thinks: "said he does not believe that they should leave"."""
    first = document.tokens[one.source[0]] if one.source else document.tokens[one.trigger]
    if first.text.lower() not in _THIRD:
        return False
    begins, ends = (first.start, first.end), one.content[-1][1]
    for number in near.of(one):
        outer = near.found[number]
        low, high = outer.content[-1]
        opens = document.report.text[low : begins[0]].strip().lower() in ("", "that")
        if outer.trigger != one.trigger and low <= begins[0] and opens and high == ends:
            return True
    return False


def _is_unmistakable(candidate: Candidate, coding: Coding) -> bool:
    """Say whether the rules find an act whose verb means nothing else: ruled out, vowed, denied."""
    one = candidate.found
    if not (candidate.agreed or one.confidence is None) or one.entry is None or one.source is None or one.nominal:
        return False
    return coding.act in _FIRM and one.entry.words[0] in _UNMISTAKABLE


def _is_issued(document: Document, candidate: Candidate, coding: Coding) -> bool:
    """Say whether the rules find an act that is a noun and done with it: made the demand, issued a threat."""
    one = candidate.found
    if not (candidate.agreed or one.confidence is None) or not one.nominal or not one.cue or not one.source:
        return False
    done = any(document.tokens[n].lemma in _ISSUING for n in range(*one.cue))
    return done and coding.act in _TURNING and not coding.negated and _source(document, one) in ("name", "noun")


def _is_judged(document: Document, candidate: Candidate) -> bool:
    """Say whether both find a judgement that a phrase ascribes to a person by name: "for Bolton, it was wrong"."""
    one = candidate.found
    for_someone = one.frame is None and one.cue and document.tokens[one.cue[0]].text == "For"
    return candidate.agreed and bool(for_someone) and _source(document, one) == "name"


def _is_own_story(document: Document, one: Attribution, near: Neighbours) -> bool:
    """Say whether rules find someone's own words without a cue behind a sentence that names them."""
    if one.confidence is not None or not one.quoted or one.cue or _source(document, one) != "name":
        return False
    speaks = any(document.tokens[n].text.lower() in FIRST_PERSON for n in document.tokens_in(*one.content[0]))
    return speaks and not _beside(one, near)[0]


def _is_deed(one: Attribution, coding: Coding) -> bool:
    """Say whether a corpus would read a leaning out of what someone did ("imposed sanctions", "backed the plan").

    Of such finds in news hardly one in six tells what anyone said or thought; what was done are events.
    """
    return one.entry is None and coding.attitude is Attitude.FEEL


def _is_nobodys(document: Document, one: Attribution, coding: Coding) -> bool:
    """Say whether a thought is told to the reader, and nobody's yet: "find out more about it"."""
    if one.source or coding.attitude is None or one.trigger < 0:
        return False
    return document.tokens[one.trigger].tag == "VB" and not is_passive(document, one.trigger)


def _is_affirmed(document: Document, candidate: Candidate, coding: Coding) -> bool:
    """Say whether only the model finds a thought, and there is none of it: "left no doubt that it would go on"."""
    one = candidate.found
    if candidate.agreed or coding.attitude is None or one.trigger < 0:
        return False
    none = any(word.text.lower() == "no" for word in document.dependents(one.trigger, "det"))
    return none and document.tokens[one.trigger].lemma in _AFFIRMING


def _is_plan_denied(candidate: Candidate, coding: Coding) -> bool:
    """Say whether the rules find that someone does not mean to do something: a dispute turns on that."""
    one = candidate.found
    by_rules = candidate.agreed or one.confidence is None
    return by_rules and coding.attitude is Attitude.INTEND and coding.negated and one.source is not None


def _is_hearsay(document: Document, one: Attribution) -> bool:
    """Say whether only rules find a quotation inside a quotation, and no words say whose, or only "I said"."""
    if one.confidence is not None or not one.quoted or _source(document, one) == "name":
        return False
    return not _is_told_of_another(document, one)


def _is_told_of_another(document: Document, one: Attribution) -> bool:
    """Say whether only rules find a quotation, and a cue tells that another said it than the one who tells it."""
    if one.confidence is not None or not one.quoted or one.cue is None or one.source is None:
        return False
    if document.tokens[one.trigger].tag != "VBD":
        return False  # "people say" tells of nobody's words
    return not any(document.tokens[n].text.lower() in FIRST_PERSON for n in range(*one.source))


def chance(known: Mapping[str, float], features: Mapping[str, float]) -> float:
    """Return the probability that some features have under some weights."""
    return 1 / (1 + exp(-sum(known.get(name, 0.0) * value for name, value in features.items())))


def is_telling(candidate: Candidate, coding: Coding) -> bool:
    """Say whether the rules find it, and as more than that something was said."""
    by_rules = candidate.agreed or candidate.found.confidence is None
    return by_rules and coding.act not in (None, Act.ASSERT)


def marked_features(
    document: Document, candidate: Candidate, coding: Coding, near: Neighbours
) -> dict[str, float]:
    """Return what the first measure is reckoned from."""
    one = candidate.found
    who = "rules" if one.confidence is None else "both" if candidate.agreed else "model"
    size = length(one)
    features = {
        "bias": 1.0,
        f"{who} {_shape(one)}": 1.0,
        f"{who} {_kind(one, coding)}": 1.0,
        f"{'rules' if who == 'rules' else 'model'} source {_source(document, one)}": 1.0,
        "short": float(size < _SHORT),
        "length": log(size + 1) / 5,
    }
    if one.confidence is not None:
        features |= {"sure": _logit(one.confidence), "both": float(candidate.agreed)}
        features["unreal"] = float(not is_real(document, one))
    if one.negated:
        features[f"{who} negated"] = 1.0
    if one.modal:
        features[f"{who} modal"] = 1.0
    how, surest = _beside(one, near)
    if how:
        features |= {f"beside {how}": 1.0, f"beside {how}, sure": surest}
    return features


def told_features(document: Document, candidate: Candidate, coding: Coding, near: Neighbours) -> dict[str, float]:
    """Return what the second measure is reckoned from."""
    one = candidate.found
    shape = "noun" if one.nominal else _READ_FRAMES.get(one.frame or Frame.QUOTE, "other")
    shape = "other" if one.quoted else shape
    features = {
        "bias": 1.0,
        shape: 1.0,
        f"source {_source(document, one)}": 1.0,
        "sure": one.confidence or 0.0,
        "short": float(length(one) < _SHORT),
        "loose": float(shape == "object" and coding.act in _LOOSE),
        "passive": float(one.trigger >= 0 and is_passive(document, one.trigger)),
        "unreal": float(not is_real(document, one)),
    }
    return features | {"beside": float(_beside(one, near)[0] in ("same", "inside"))}


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


def _source(document: Document, one: Attribution) -> str:
    if one.source is None:
        return "none"
    tokens = document.tokens[slice(*one.source)]
    if any(token.pos == "PROPN" for token in tokens):
        return "name"
    return "pronoun" if len(tokens) == 1 and tokens[0].pos == "PRON" else "noun"


def _beside(one: Attribution, near: Neighbours) -> tuple[str, float]:
    """Return how a find lies to the surest of the model's finds that are surer and share words with it."""
    how, surest = "", 0.0
    size = length(one)
    for number in near.of(one):
        other = near.found[number]
        sure = other.confidence or 0.0
        if other is one or sure <= max(one.confidence or 0.0, surest):
            continue
        if common := shared(one, other):
            how, surest = _lies(common, size, length(other)), sure
    return how, surest


def _lies(common: int, size: int, other: int) -> str:
    if 4 * common >= size + other:
        return "same"
    if common > _MOSTLY * size:
        return "inside"
    return "around" if common > _MOSTLY * other else "across"


def _logit(probability: float) -> float:
    held = min(max(probability, 1e-3), 1 - 1e-3)
    return log(held / (1 - held))
