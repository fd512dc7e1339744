"""The turns of a transcript: who has the word from where on, by the labels that open paragraphs.

`MR. HOLM:`, `SENIOR OFFICIAL:`, `Q`, `A:`, `Foreign Minister Berg:`. Who that is, is for `resolvers`.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

_WORD = r"(?:[A-ZÀ-Þ][\w.'’-]*|#?\d{1,2}|of|the|de|von|van|al-[A-Z]\w+)"
_ASIDE = r"(?:\s*\([^()\n]{1,40}\))?"  # "(via interpreter)"
_LABEL = re.compile(
    rf"\s*(?:(?P<label>[A-ZÀ-Þ](?:[\w.'’-]*)(?:[ \u00a0]{_WORD}){{0,6}}){_ASIDE}:[\s\u00a0]+(?=\S)"
    r"|(?P<bare>[QA])\.?(?:\t|[ \u00a0]{2,})(?=\S))"
)
_FEWEST, _FEWEST_IN_SMALL = 2, 3  # labels that make a transcript; where some are in small letters
_SHARE = 0.25  # of the paragraphs from the first label on
QUESTIONS = frozenset({"Q", "QUESTION", "REPORTER", "JOURNALIST", "INTERVIEWER", "PRESS", "MODERATOR", "OPERATOR"})
ANSWERS = frozenset({"A", "ANSWER"})
_ROLES = QUESTIONS | ANSWERS | {"HOST"}
_NO_SPEAKERS = frozenset(
    {
        *("NOTE", "UPDATE", "UPDATED", "BREAKING", "PHOTO", "PHOTOS", "VIDEO", "SOURCE", "SOURCES", "CORRECTION"),
        *("READ MORE", "READ ALSO", "SEE ALSO", "WATCH", "RELATED", "TOPICS", "TAGS", "CONTACT"),
        *("WHAT", "WHEN", "WHERE", "WHO", "WHY", "HOW"),
    }
)
_CHECKING = frozenset({"THE FACTS", "FACTS", "FACT CHECK", "VERDICT", "CLAIM"})  # of those who check what was said
_TELLS = re.compile(
    r"\b(?:transcript|remarks|briefing|interview|press (?:conference|call|availability|gaggle)|news conference"
    r"|q ?& ?a|conversation with|speech|statement by|address by)\b",
    re.IGNORECASE,
)


class Turn(NamedTuple):
    """A turn: the label as printed without its colon, where it begins, where the words behind it begin."""

    label: str
    start: int
    end: int

    @property
    def asks(self) -> bool:
        """Say whether the label is that of whoever asks, or leads through the hour."""
        return self.label.upper().rstrip(".") in QUESTIONS

    @property
    def answers(self) -> bool:
        """Say whether the label is that of whoever answers, without a name."""
        return self.label.upper().rstrip(".") in ANSWERS


def turns(text: str, paragraphs: Iterable[tuple[int, int]]) -> list[Turn]:
    """Return the turns of a transcript, none of a text that is none.

    Args:
        text: The report's text.
        paragraphs: Offsets of its paragraphs, in order.

    >>> said = "HOLM: No.\\nQ: Why?\\nHOLM: We agreed."
    >>> [turn.label for turn in turns(said, [(0, 9), (10, 17), (18, 34)])]
    ['HOLM', 'Q', 'HOLM']
    """
    spans = list(paragraphs)
    found = {place: turn for place, span in enumerate(spans) if (turn := _turn(text, *span))}
    if any(turn.label.upper() in _CHECKING for turn in found.values()):
        return []
    large = {place: turn for place, turn in found.items() if turn.label.isupper()}
    for chosen, fewest in ((large, _FEWEST), (found, _FEWEST_IN_SMALL)):
        if len(chosen) >= fewest and len(chosen) >= _SHARE * (len(spans) - min(chosen)) and _goes_round(chosen):
            return list(chosen.values())
    return []


def says_it_is_spoken(title: str) -> bool:
    """Say whether a title announces words spoken: a briefing, remarks, an interview.

    >>> says_it_is_spoken("Press Briefing by Amina Diallo, March 3, 2024"), says_it_is_spoken("Talks end")
    (True, False)
    """
    return bool(_TELLS.search(title))


def _turn(text: str, start: int, end: int) -> Turn | None:
    label = _LABEL.match(text, start, end)
    if not label:
        return None
    words = label["label"] or label["bare"]
    if words.upper() in _NO_SPEAKERS or text[label.end()].isdigit():
        return None
    return Turn(words, label.start("label") if label["label"] else label.start("bare"), label.end())


def _goes_round(found: dict[int, Turn]) -> bool:
    """Say whether somebody has the word twice, or somebody answers whoever asks."""
    times = Counter(turn.label for turn in found.values())
    told = any(" " in label or label.upper().rstrip(".") in _ROLES for label in times)
    return (max(times.values()) > 1 and (told or all(label.isupper() for label in times))) or _asked(found)


def _asked(found: dict[int, Turn]) -> bool:
    return any(turn.asks for turn in found.values()) and not all(turn.asks for turn in found.values())
