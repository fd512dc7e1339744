"""The cases in `tests/cases/<stage>/`, as pytest takes them; `onrecord.testing.cases` says what a case is.

A case is run by what ships; a line `by:` in its head names another finder that it is for, and few may have it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from onrecord.testing.cases import Case, check
from onrecord.testing.cases import read_cases as cases_in

if TYPE_CHECKING:
    from collections.abc import Callable

CASES = Path(__file__).parent / "cases"

__all__ = ["CASES", "Case", "cases_of", "check", "read_cases"]


def read_cases(stage: str) -> list[Case]:
    """Return the cases of all files of a stage."""
    return cases_in(CASES / stage)


def cases_of(stage: str) -> Callable[..., object]:
    """Return the decorator that runs a test for each case of a stage, as its argument `case`."""
    return pytest.mark.parametrize("case", read_cases(stage), ids=str)
