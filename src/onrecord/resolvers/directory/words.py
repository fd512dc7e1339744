"""Names cut into words and surnames, and what given names tell.

For `directory`, which indexes by them, and `actors`, which reads reports by them.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from onrecord.resolvers.directory.files import listed, table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from onrecord.core.who import Actor

PARTICLES = frozenset(
    "al el bin ibn ben van von der den de del della di da do dos du la le zu ten ter st st. abu ould e y".split()  # noqa: SIM905
)
FAMILY_FIRST = listed("family_first")
_HYPHEN = re.compile(r"(?<=[A-Za-z])([-/])(?=[A-Za-z])")
_OWNER = re.compile(r"(?<=\w)'s\b")
_NAME_SUFFIXES = listed("name_suffixes")


@lru_cache(maxsize=8192)
def pieces(words: str) -> tuple[str, ...]:
    """Return a name cut as the parser cuts a text.

    >>> pieces("al-Shabaab"), pieces("People's Daily"), pieces("Washington, D.C.")
    (('al', '-', 'Shabaab'), ('People', "'s", 'Daily'), ('Washington', ',', 'D.C.'))
    """
    if words.isalpha():
        return (words,)
    spaced = _OWNER.sub(" 's", _HYPHEN.sub(r" \1 ", words.replace(",", " ,")))
    return tuple(spaced.split())


def surnames(name: str, actor: Actor) -> Iterator[str]:
    """Yield the surnames by which a person of a full name may be called.

    The last word, or all from the first particle on; the first word where families come first.
    """
    words = name.split()
    if len(words) == 1:
        yield name
        return
    if any(office.party in FAMILY_FIRST for office in actor.offices) or actor.party in FAMILY_FIRST:
        yield words[0]
        return
    yield from last_names(words)


def last_names(words: list[str]) -> Iterator[str]:
    """Yield the last name of a full name, with and without its particles.

    >>> list(last_names(["Ursula", "von", "der", "Leyen"]))
    ['Leyen', 'von der Leyen']
    >>> list(last_names(["Bashar", "al-Assad"]))
    ['al-Assad', 'Assad']
    """
    last = words[-1]
    if last.rstrip(".") in _NAME_SUFFIXES and len(words) > 2:
        words, last = words[:-1], words[-2]
    yield last
    prefix, _, rest = last.partition("-")
    if rest and prefix.lower() in PARTICLES:
        yield rest
    first = next((number for number, word in enumerate(words[1:], 1) if word.lower() in PARTICLES), len(words) - 1)
    if first < len(words) - 1:
        yield " ".join(words[first:])


@lru_cache(maxsize=1)
def given_names() -> Mapping[str, str]:
    """Return "he" or "she" for each given name that tells."""
    content = table("given-names")
    told = dict.fromkeys(str(content["men"]).split(), "he")
    return {**told, **dict.fromkeys(str(content["women"]).split(), "she")}
