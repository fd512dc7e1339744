"""No pattern of the source takes more time than its share on strings that are made to lead it on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from bench.patterns import SECONDS, Tried, longest, patterns

from onrecord.compare import regimes, whose

if TYPE_CHECKING:
    from collections.abc import Callable


def test_no_pattern_grows_with_the_square() -> None:
    slow = {tried.name: worst for tried in patterns() if (worst := longest(tried))[0] > SECONDS}
    assert not slow


@pytest.mark.parametrize("put_together", [regimes._pattern, whose._pattern])
def test_those_that_functions_put_together_do_not_either(put_together: Callable[[], re.Pattern[str]]) -> None:
    assert longest(Tried("put together", put_together(), everywhere=True))[0] <= SECONDS


def test_one_that_does_is_seen() -> None:
    assert longest(Tried("squared", re.compile(r"([A-Za-z]+\.?)\s$"), everywhere=True))[0] > SECONDS
