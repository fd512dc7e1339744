"""The note on its writer that a report closes with: "Lena Ortiz covers the river for the Post. She has won ..."

It is about somebody who has no part in what is told, and what it tells of her is no news.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.clean.lexicon import patterns
from onrecord.core.report import PassageKind

if TYPE_CHECKING:
    import re

    from onrecord.core.report import Passage

_LAST = 2  # paragraphs in which such a note may stand
_LONGEST = 600  # characters of one
_OPENING = 200  # characters of it that say whether it is one


def without_note(text: str, passages: list[Passage]) -> list[Passage]:
    """Return the passages of a report, the note on its writer at the end as furniture."""
    read = [number for number, passage in enumerate(passages) if passage.kind is PassageKind.PARAGRAPH]
    last = read[1:][-_LAST:]  # what a report is made of is no note
    found = list(passages)
    for number in last:
        passage = passages[number]
        if passage.end - passage.start <= _LONGEST and _is_note(text, passage):
            found[number] = replace(passage, kind=PassageKind.FURNITURE, why="note on the writer")
    return found


def _is_note(text: str, passage: Passage) -> bool:
    opening = " ".join(text[passage.start : passage.end].split())[:_OPENING]
    lower = opening.lower()
    return any(_holds(form.match(lower), opening, text[: passage.start]) for form in patterns("writers"))


def _holds(match: re.Match[str] | None, opening: str, before: str) -> bool:
    """Say whether an opening is of a note: one that gives a name gives it as one, of somebody not told of before.

    A name in the first lines may be that of the byline; who has a part in what is told is named again by surname.
    """
    if match is None:
        return False
    if "name" not in match.groupdict() or match["name"] is None:
        return True
    name = opening[: len(match["name"])].split()
    return all(word[0].isupper() for word in name) and before.count(name[-1]) <= before.count(" ".join(name))
