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
        return doing_of(entry.plover.value, entry.mode, entry.status.value)
    return doing_of(entry.what.value, entry.also if isinstance(entry, Statement) else None, negated=entry.negated)


def doing_of(what: str, more: str | None, status: str = "", *, negated: bool = False) -> str:
    """Return the same of an act, attitude or root, the second act or mode beside it, and an event's status."""
    if status:
        mode = f" ({more})" if more else ""
        state = "" if status == Status.HAPPENED else f", {status}"
        return f"{in_words('roots', what)}{mode}{state}"
    said = f"{what}, {more}" if more else what
    return f"not {said}" if negated else said
