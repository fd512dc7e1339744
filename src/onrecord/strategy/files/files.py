"""Model files in: our own TOML and JSON, the neutral form of published cases, `.gmcr`, and `.nfg`."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.strategy.model.faults import ModelFault
from onrecord.strategy.model.fields import contents, text_of

if TYPE_CHECKING:
    from onrecord.strategy.model.model import Model


def load(path: str | Path) -> Model:
    """Return the model that a file states; the contents tell which form it has, and only its reader is loaded."""
    text = text_of(Path(path))
    if re.match(r"\s*NFG\s", text):
        from onrecord.strategy.files.nfg_files import read_nfg

        return read_nfg(str(path), text)
    top = contents(Path(path), text)
    if top.has("decisionMakers"):
        from onrecord.strategy.files.gmcr_files import read_gmcr

        return read_gmcr(top)
    if top.has("decision_makers"):
        from onrecord.strategy.files.neutral_files import read_neutral

        return read_neutral(top)
    if top.has("party"):
        from onrecord.strategy.files.own_files import read_own

        return read_own(top)
    raise ModelFault(str(path), "", "no party is named here; a model lists its parties as [[party]].")
