"""spaCy without its command line: that loads a client for the net and a maker of projects, a third of the start.

spaCy takes one function from it, `spacy.info`, which is loaded here when somebody asks for it.
"""

from __future__ import annotations

import importlib
import sys
from types import ModuleType
from typing import Any

_ASKED_FOR = "spacy.cli.info"


def _load() -> None:
    """Import spaCy, unless somebody has."""
    if "spacy" in sys.modules:
        return
    stands_in = ModuleType(_ASKED_FOR)
    vars(stands_in)["info"] = _info
    sys.modules[_ASKED_FOR] = stands_in
    try:
        importlib.import_module("spacy")
    finally:
        # Who wants the command line itself gets it, not what stood in for it.
        del sys.modules[_ASKED_FOR]


def _info(*args: Any, **named: Any) -> Any:
    """Say what `spacy.info` says."""
    return importlib.import_module(_ASKED_FOR).info(*args, **named)


_load()
