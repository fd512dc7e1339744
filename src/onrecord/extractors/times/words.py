"""The tables of `data/times/words.toml`: the words of time and what each means."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from onrecord.core.problem import OnRecordError
from onrecord.words import Shelf

# The lists of `data/times/lists.toml`, by name.
listed = Shelf("times/lists")


class TimeDataFaulty(OnRecordError):
    """A data file of the time tagger does not hold together."""

    def __init__(self, file: str, fault: str) -> None:
        super().__init__(f"data/times/{file}: {fault}. Mend the file, or install onrecord again.")


@cache
def tables() -> dict[str, dict[str, str]]:
    """Return the tables by name, each from words to meaning.

    >>> tables()["month"]["september"]
    '09'
    """
    content = tomllib.loads((files("onrecord") / "data/times/words.toml").read_text(encoding="utf-8"))
    for name, table in content.items():
        for words, meaning in table.items():
            if not isinstance(meaning, str) or words != words.lower():
                raise TimeDataFaulty("words.toml", f"'{words}' in [{name}] must be lower case and mean a text")
    return content


@cache
def alternatives(name: str) -> str:
    """Return the regular expression for any of the words of a table, the longest first."""
    words = sorted(tables()[name], key=len, reverse=True)
    return "|".join(map(_spelling, words))


def meaning(name: str, words: str) -> str:
    """Return what words of a table mean, as they may be printed.

    >>> meaning("part", "The  End of")
    'END'
    >>> meaning("month", "Sept.")
    '09'
    """
    plain = " ".join(words.lower().replace("’", "'").split())
    table = tables()[name]
    spellings = (plain, plain + ".", plain.removesuffix("."), plain.replace("-", " "), plain.replace(" ", "-"))
    return next(table[spelling] for spelling in spellings if spelling in table)


@cache
def pattern(name: str) -> re.Pattern[str]:
    """Return a regular expression of `patterns.toml`."""
    return re.compile(_patterns()[name])


@cache
def _patterns() -> dict[str, str]:
    return tomllib.loads((files("onrecord") / "data/times/patterns.toml").read_text(encoding="utf-8"))


def _spelling(words: str) -> str:
    pattern = re.escape(words.removesuffix(".")).replace(r"\ ", r"\s+").replace(r"\-", "[- ]").replace("'", "['’]")
    return pattern + (r"\b\.?" if words.endswith(".") else r"\b")
