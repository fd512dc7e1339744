"""The labels of a transcript: what stands before the words of each speaker, at the head of a paragraph.

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
    r"|(?P<bare>[QA])\.?(?:\t|[ \u00a0]{2,})(?=\S)"
    r"|(?P<question>Q)\.?[ \u00a0](?=[A-Z“\"—–]))"  # "A" alone begins a sentence
)
_FEWEST, _FEWEST_IN_SMALL = 2, 3  # labels that make a transcript; where some are in small letters
_SHARE = 0.25  # of the paragraphs from the first label on, where some are in small letters
QUESTIONS = frozenset({"Q", "QUESTION", "REPORTER", "JOURNALIST", "INTERVIEWER", "PRESS"})
ANSWERS = frozenset({"A", "ANSWER"})
_LEADING = frozenset({"MODERATOR", "HOST", "OPERATOR", "ANCHOR", "CORRESPONDENT"})
_ROLES = QUESTIONS | ANSWERS | _LEADING
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


class Label(NamedTuple):
    """A label as printed, without its colon; where it begins, and where the words behind it begin."""

    words: str
    start: int
    end: int

    @property
    def asks(self) -> bool:
        """Say whether the label is that of whoever asks, or leads through."""
        return self.words.upper().rstrip(".") in QUESTIONS or bool(_LEADING & set(self.words.upper().split()))

    @property
    def answers(self) -> bool:
        """Say whether the label is that of whoever answers, without a name."""
        return self.words.upper().rstrip(".") in ANSWERS


def labels(text: str, paragraphs: Iterable[tuple[int, int]]) -> list[Label]:
    """Return the labels of a transcript, none of a text that is none.

    Args:
        text: The report's text.
        paragraphs: Offsets of its paragraphs, in order.

    >>> said = "HOLM: No.\\nQ: Why?\\nHOLM: We agreed."
    >>> [label.words for label in labels(said, [(0, 9), (10, 17), (18, 34)])]
    ['HOLM', 'Q', 'HOLM']
    """
    spans = list(paragraphs)
    found = {place: label for place, span in enumerate(spans) if (label := _label(text, *span))}
    if any(label.words.upper() in _CHECKING for label in found.values()):
        return []
    large = {place: label for place, label in found.items() if label.words.isupper()}
    for chosen, fewest, share in ((large, _FEWEST, 0.0), (found, _FEWEST_IN_SMALL, _SHARE)):
        many = len(chosen) >= max(fewest, share * (len(spans) - min(chosen, default=0)))
        if many and _are_speakers(text, chosen):
            return list(chosen.values())
    return []


def _are_speakers(text: str, found: dict[int, Label]) -> bool:
    """Say whether labels are of those who speak: the word goes round, or the heading names them all."""
    return _goes_round(found) or _is_headed(text, found)


def says_it_is_spoken(title: str) -> bool:
    """Say whether a title announces words spoken: a briefing, remarks, an interview.

    >>> says_it_is_spoken("Press Briefing by Amina Diallo, March 3, 2024"), says_it_is_spoken("Talks end")
    (True, False)
    """
    return bool(_TELLS.search(title))


def _label(text: str, start: int, end: int) -> Label | None:
    label = _LABEL.match(text, start, end)
    if not label:
        return None
    group = next(name for name in ("label", "bare", "question") if label[name])
    words = label[group]
    numbered = text[label.end()].isdigit()  # "SECTION: 3"
    return None if numbered or words.upper() in _NO_SPEAKERS else Label(words, label.start(group), label.end())


def _goes_round(found: dict[int, Label]) -> bool:
    """Say whether somebody has the word twice, or somebody answers whoever asks."""
    times = Counter(label.words for label in found.values())
    told = any(" " in words or words.upper().rstrip(".") in _ROLES for words in times)
    return (max(times.values()) > 1 and (told or all(words.isupper() for words in times))) or _asked(found)


def _is_headed(text: str, found: dict[int, Label]) -> bool:
    """Say whether all are named in the heading: "Remarks by President Holm and Prime Minister Tamm"."""
    heading = text[: min(label.start for label in found.values())].casefold()
    return all(label.words.split()[-1].casefold() in heading for label in found.values())


def _asked(found: dict[int, Label]) -> bool:
    return any(label.asks for label in found.values()) and not all(label.asks for label in found.values())
