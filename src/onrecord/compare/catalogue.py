"""The catalogue of matters that states quarrel about (`data/compare/matters.toml`), ready to be looked up.

Issues are a matter crossed with whom it concerns. What decides is the catalogue, never a cluster of wording:
clusters are not matters in dispute (19 of 57 were usable in a trial), and their words are no names.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from onrecord.compare.wordlists import table
from onrecord.core.problem import OnRecordError

if TYPE_CHECKING:
    from collections.abc import Iterator

_WORD = re.compile(r"[^\W_]+(?:[-'][^\W_]+)*")
_OBJECTS = ("state", "patient", "pair", "none")
_NEXT = 60  # characters after the words of a matter in which the one to whom it is done is named
BODY = "{body}"


class CatalogueFaulty(OnRecordError):
    """The catalogue of matters says something that nothing can be made of."""

    def __init__(self, matter: str, fault: str) -> None:
        super().__init__(f"matters.toml, '{matter}': {fault}. Mend the entry.")


@dataclass(frozen=True, slots=True)
class CatalogueMatter:
    """A matter that states quarrel about.

    Attributes:
        id: A short name.
        name: In plain words; `{body}` stands for the body that is meant.
        plain: The name where no body is told.
        needs_body: It is of an international body.
        object: Whom it concerns: "state", "patient", "pair" or "none".
        signs: Each a set of phrases that must all stand in an entry.
    """

    id: str
    name: str
    plain: str
    needs_body: bool
    object: str
    signs: tuple[tuple[str, ...], ...]

    def stands_in(self, said: str, *, names_body: bool) -> bool:
        """Say whether the words of a text, as `spoken` gives them, are about it."""
        return any(all(_stands(phrase, said, names_body=names_body) for phrase in sign) for sign in self.signs)

    def after(self, text: str) -> str:
        """Return what comes next after the first words of a text that are a sign of it."""
        for phrase in (phrase for sign in self.signs for phrase in sign if phrase != BODY):
            if met := re.search(_printed(phrase), text, re.IGNORECASE):
                return text[met.end() : met.end() + _NEXT]
        return ""

    def around(self, text: str) -> tuple[str, str]:
        """Return what stands before the first words of a text that are a sign of it, and what comes next after."""
        said = spoken(text)
        signs = [sign for sign in self.signs if all(_stands(phrase, said, names_body=True) for phrase in sign)]
        phrases = sorted({phrase for sign in signs for phrase in sign if phrase != BODY})
        met = [re.search(_printed(phrase), text, re.IGNORECASE) for phrase in phrases]
        spans = sorted((one.start(), -one.end()) for one in met if one)
        if not spans:
            return text, ""
        start, end = spans[0][0], -spans[0][1]
        return text[:start], text[end : end + _NEXT]


@cache
def catalogue() -> tuple[CatalogueMatter, ...]:
    """Return the matters in the order of the file.

    Raises:
        CatalogueFaulty: An entry has no words, or an object that is none of those there are.
    """
    rows = table("matters")["matter"]
    assert isinstance(rows, list)
    return tuple(_matter(row) for row in rows)


def spoken(text: str) -> str:
    """Return a text as its words in lower case, one blank apart and at both ends.

    >>> spoken("NATO's door, open.")
    " nato's nato door open "
    """
    return f" {' '.join(_forms(text.casefold().replace('’', chr(39))))} "


def _forms(text: str) -> Iterator[str]:
    for word in _WORD.findall(text):
        yield word
        if word.endswith("'s"):
            yield word[:-2]


def _matter(row: dict[str, object]) -> CatalogueMatter:
    name, words, whom = str(row["name"]), row.get("words"), str(row["object"])
    if not isinstance(words, list) or not words:
        raise CatalogueFaulty(str(row["id"]), "it has no words")
    if whom not in _OBJECTS:
        raise CatalogueFaulty(str(row["id"]), f"an object is one of {', '.join(_OBJECTS)}, not {whom}")
    signs = tuple(tuple(part.strip() for part in str(one).split("+")) for one in words)
    plain = str(row.get("plain", name))
    return CatalogueMatter(str(row["id"]), name, plain, bool(row.get("needs_body")), whom, signs)


def _printed(phrase: str) -> str:
    """Return the pattern by which a phrase is found in a text as it is printed."""
    return rf"\b{re.escape(phrase.rstrip('*'))}" + (r"\w*" if phrase.endswith("*") else r"\b")


def _stands(phrase: str, said: str, *, names_body: bool) -> bool:
    """Say whether a phrase stands among words; `*` at its end stands for any ending."""
    if phrase == BODY:
        return names_body
    return f" {phrase[:-1]}" in said if phrase.endswith("*") else f" {phrase} " in said
