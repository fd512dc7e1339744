"""How sure the act of a statement is, given that the statement is told: by what tells it, and which act it is.

A logistic regression whose weights are data (`data/attribution/acts.json`, made by `training/attribution/acts.py`
from acts that were judged by reading).
"""

from __future__ import annotations

import json
from functools import lru_cache
from math import exp
from typing import TYPE_CHECKING

from onrecord.encoder.fitted import fitted_bytes
from onrecord.extractors.statements.acts import Ground
from onrecord.extractors.statements.findings import BY_RULES
from onrecord.extractors.statements.lexicon import Frame

if TYPE_CHECKING:
    from collections.abc import Mapping

    from onrecord.core.entry import Act
    from onrecord.extractors.statements.acts import Coding
    from onrecord.extractors.statements.attributions import Attribution

_BY_CUE = frozenset({Ground.CUE, Ground.PLAIN})
_OBJECTS = frozenset({Frame.OBJECT, Frame.OBJECT_AS})


@lru_cache(maxsize=1)
def weights() -> Mapping[str, float]:
    """Load the weights that ship with the package, once."""
    loaded: dict[str, float] = json.loads(fitted_bytes("attribution/acts.json", BY_RULES))
    return loaded


def act_confidence(attribution: Attribution, coding: Coding) -> float | None:
    """Return the probability that a reader would give the statement this act; None for a thought."""
    if coding.act is None:
        return None
    if coding.likely is not None:
        return round(coding.likely, 3)
    known = weights()
    logit = sum(known.get(name, 0.0) for name in features(coding.ground, shape(attribution, coding), coding.act))
    return round(1 / (1 + exp(-logit)), 3)


def features(ground: Ground, shaped: str, act: Act) -> tuple[str, ...]:
    """Return the names of the features that a statement's act has."""
    return ("bias", f"{ground} {shaped}".strip(), f"act {act}")


def shape(attribution: Attribution, coding: Coding) -> str:
    """Return in what shape a cue has its content (noun, object, quotation, clause), where it tells the act."""
    if coding.ground not in _BY_CUE:
        return ""
    if attribution.nominal:
        return "noun"
    if attribution.frame in _OBJECTS:
        return "object"
    return "quotation" if attribution.quoted else "clause"
