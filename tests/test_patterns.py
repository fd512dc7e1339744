"""No pattern of the source takes more time than its share on strings that are made to lead it on."""

from __future__ import annotations

import re

from bench.patterns import SECONDS, Tried, longest, patterns


def test_no_pattern_grows_with_the_square() -> None:
    slow = {tried.name: worst for tried in patterns() if (worst := longest(tried))[0] > SECONDS}
    assert not slow


def test_one_that_does_is_seen() -> None:
    assert longest(Tried("squared", re.compile(r"([A-Za-z]+\.?)\s$"), everywhere=True))[0] > SECONDS
