"""How sure a model's sureness is: not at all, or as measured on annotated articles."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord_llm.faults import CalibrationFaulty

if TYPE_CHECKING:
    from pathlib import Path

_MOST_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class Sureness:
    """What share of entries is right, by how sure the model says it is.

    Attributes:
        steps: (how sure at least, share that is right), both rising; empty: not calibrated.
        says: In words, as every entry states it.
    """

    steps: tuple[tuple[float, float], ...] = ()
    says: str = "not calibrated"

    def chance(self, sure: float | None) -> float | None:
        """Return how likely an entry is right; None where nothing reckons it."""
        if sure is None or not self.steps:
            return None
        return max((share for least, share in self.steps if least <= sure), default=self.steps[0][1])


def read_sureness(path: Path | None, model: str, prompt: str) -> Sureness:
    """Return what a calibration says.

    Raises:
        CalibrationFaulty: It is none, or that of another model or prompt.
    """
    if path is None:
        return Sureness()
    try:
        with path.open("rb") as file:
            content = file.read(_MOST_BYTES)
        told = json.loads(content)
        steps = tuple((float(least), float(share)) for least, share in told["steps"])
        made_for = told["model"], told["prompt"]
        entries = int(told["entries"])
    except OSError as error:
        raise CalibrationFaulty(path, f"it cannot be read ({error.strerror}).") from error
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        raise CalibrationFaulty(path, "this is no calibration; make one with onrecord-llm-calibrate.") from error
    if made_for != (model, prompt):
        raise CalibrationFaulty(
            path, f"it was made for another model or prompt than {model} and {prompt}; make one anew."
        )
    if not steps or any(not 0 <= share <= 1 for _, share in steps):
        raise CalibrationFaulty(path, "its shares are none; make one with onrecord-llm-calibrate.")
    digest = hashlib.sha256(content).hexdigest()[:8]
    return Sureness(steps, f"calibrated on {entries} entries {digest}")
