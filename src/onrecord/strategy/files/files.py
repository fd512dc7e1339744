"""Model files in: our own TOML and JSON, the neutral form of published cases, `.gmcr`, and `.nfg`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.strategy.files.gmcr_files import is_gmcr, read_gmcr
from onrecord.strategy.files.neutral_files import is_neutral, read_neutral
from onrecord.strategy.files.nfg_files import is_nfg, read_nfg
from onrecord.strategy.files.own_files import read_own
from onrecord.strategy.model.faults import ModelFault
from onrecord.strategy.model.fields import contents, text_of

if TYPE_CHECKING:
    from onrecord.strategy.model.model import Model


def load(path: str | Path) -> Model:
    """Return the model that a file states; the contents tell which form it has."""
    text = text_of(Path(path))
    if is_nfg(text):
        return read_nfg(str(path), text)
    top = contents(Path(path), text)
    if is_gmcr(top):
        return read_gmcr(top)
    if is_neutral(top):
        return read_neutral(top)
    if top.has("party"):
        return read_own(top)
    raise ModelFault(str(path), "", "no party is named here; a model lists its parties as [[party]].")
