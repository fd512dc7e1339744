"""What codes are called in plain words, from `data/views/words.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from onrecord.core.entry import Event, Statement, Status

if TYPE_CHECKING:
    from onrecord.core.entry import Entry


@cache
def _words() -> dict[str, dict[str, str]]:
    place = files("onrecord").joinpath("data/views/words.toml")
    return tomllib.loads(place.read_text(encoding="utf-8"))


def in_words(table: str, code: str) -> str:
    """Return what a code is called.

    >>> in_words("roots", "CONSULT")
    'talks'
    """
    return _words()[table].get(code, code)


def doing(entry: Entry) -> str:
    """Return what is said or done, in a few words: `refuse`, `not promise`, `talks (visit), planned`."""
    if isinstance(entry, Event):
        mode = f" ({entry.mode})" if entry.mode else ""
        status = "" if entry.status is Status.HAPPENED else f", {entry.status}"
        return f"{in_words('roots', entry.plover.value)}{mode}{status}"
    said = entry.act.value if isinstance(entry, Statement) else entry.attitude.value
    if isinstance(entry, Statement) and entry.also:
        said = f"{said}, {entry.also}"
    return f"not {said}" if entry.negated else said
