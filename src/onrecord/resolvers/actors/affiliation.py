"""Whose somebody is that the report gives no party, or one that may not be meant: chosen among those it names.

Part of `actors`. "Police said", "the defence ministry", "presidential spokesman X" are those of a country that the
reader knows without being told; "opposition leader X of Y" is not of the state that describes her. Which one is
learned from annotated reports (`training/actors/affiliation.py`): a conditional logistic model (McFadden 1974)
over the parties that the report names and "none of these", of the signs that `evidence` gathers. What is not
clearly ahead stays open.
"""

from __future__ import annotations

import json
from functools import lru_cache
from math import exp
from typing import TYPE_CHECKING, NamedTuple

from onrecord.encoder.fitted import fitted_bytes
from onrecord.resolvers.actors.evidence import NONE, Evidence

if TYPE_CHECKING:
    from collections.abc import Mapping

    from onrecord.core.document import Document
    from onrecord.resolvers.actors.figures import Cast
    from onrecord.resolvers.actors.units import Unit
    from onrecord.resolvers.directory.directory import Directory

_RATHER_NONE = 0.6  # from here on the words beside a name are not believed to tell a party
_KEPT = 4  # candidates kept where it is not clear


class Choice(NamedTuple):
    """The parties that someone may be of, best first, how probable the first is, and that it is none of them."""

    parties: tuple[str, ...]
    probability: float
    none: float = 0.0


class Model(NamedTuple):
    """The weights of the choice, and the probability from which a party is filled in."""

    weights: Mapping[str, float]
    threshold: float


SILENT = Model({}, 2.0)  # fills nothing in


class Affiliations:
    """Answers for one report whose party somebody is."""

    def __init__(self, document: Document, cast: Cast, directory: Directory, model: Model | None = None) -> None:
        self.model = model or shipped()
        self.evidence = Evidence(document, cast, directory)

    def party(self, unit: Unit | None) -> str | None:
        """Return whose somebody is, where that is clear enough.

        What the words right beside a name tell stands, unless another party is clear or it is rather none.
        """
        if unit is None:
            return None
        choice = self.choice(unit)
        if choice.parties and choice.probability >= self.model.threshold:
            return choice.parties[0]
        return unit.told if choice.none < _RATHER_NONE else None

    def choice(self, unit: Unit) -> Choice:
        """Return the parties, the most probable first; its probability is 0 where "none of these" is likelier."""
        weights = self.model.weights
        scores = {
            party: sum(weights.get(name, 0.0) * value for name, value in signs.items())
            for party, signs in self.evidence.described(unit).items()
        }
        best, *_ = order = sorted(scores, key=lambda party: -scores[party])
        whole = sum(exp(score - scores[best]) for score in scores.values())
        parties = tuple(party for party in order if party)[:_KEPT]
        none = exp(scores[NONE] - scores[best]) / whole
        return Choice(parties, 1 / whole if best != NONE else 0.0, none)


@lru_cache(maxsize=1)
def shipped() -> Model:
    """Return the model that ships."""
    content = json.loads(fitted_bytes("actors/affiliation.json"))
    return Model(content["weights"], content["threshold"])
