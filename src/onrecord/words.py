"""The shelf of words: lists of words in the files of `data`, asked for by file and name.

A rule that holds words of a report against a list says which list; what the words are, the file says beside them.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from onrecord.core.problem import OnRecordError

if TYPE_CHECKING:
    from collections.abc import Mapping


class WordTwice(OnRecordError):
    """A list of words of the package has a word twice: one of the two was meant for another list."""

    def __init__(self, file: str, name: str, word: str) -> None:
        super().__init__(f"data/{file}.toml: '{word}' stands twice in '{name}'. Take one out.")


class Shelf:
    """The lists of one file.

    Args:
        file: Its path in the package's `data`, without the ending.
    """

    def __init__(self, file: str) -> None:
        self._file = file

    def __call__(self, *names: str) -> frozenset[str]:
        """Return the words of a list, or of several.

        >>> "voice" in Shelf("acts/sets")("voicing_verbs")
        True
        """
        return _joined(self._file, names)

    def in_order(self, name: str) -> tuple[str, ...]:
        """Return the words of a list as they stand there.

        Raises:
            WordTwice: The list has a word twice.
        """
        return _listed(self._file, name)

    def section(self, name: str) -> Mapping[str, str]:
        """Return a table of words, each with what it means."""
        table = _lists(self._file)[name]
        assert isinstance(table, dict)
        return table


@cache
def _joined(file: str, names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word for name in names for word in _listed(file, name))


@cache
def _listed(file: str, name: str) -> tuple[str, ...]:
    listed = _lists(file)[name]
    words = tuple(listed.split() if isinstance(listed, str) else listed)
    twice = next((word for word, count in Counter(words).items() if count > 1), None)
    if twice is not None:
        raise WordTwice(file, name, twice)
    return words


@cache
def _lists(file: str) -> dict[str, str | list[str] | dict[str, str]]:
    path = files("onrecord").joinpath("data", *f"{file}.toml".split("/"))
    return tomllib.loads(path.read_text(encoding="utf-8"))
