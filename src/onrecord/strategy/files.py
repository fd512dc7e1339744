"""Model files in: our own TOML and JSON, the neutral form of published cases, and `.gmcr`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.strategy.faults import ModelFault
from onrecord.strategy.fields import contents
from onrecord.strategy.gmcr_files import is_gmcr, read_gmcr
from onrecord.strategy.neutral_files import is_neutral, read_neutral
from onrecord.strategy.own_files import read_own

if TYPE_CHECKING:
    from onrecord.strategy.model import Model


def load(path: str | Path) -> Model:
    """Return the model that a file states; the contents tell which form it has."""
    top = contents(Path(path))
    if is_gmcr(top):
        return read_gmcr(top)
    if is_neutral(top):
        return read_neutral(top)
    if top.has("party"):
        return read_own(top)
    raise ModelFault(str(path), "", "no party is named here; a model lists its parties as [[party]].")
