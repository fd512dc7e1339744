"""What a page glued behind the last word of a paragraph: a credit, a notice, a link to another article."""

from __future__ import annotations

import re
from itertools import pairwise

from onrecord.clean.furniture import furniture_kind
from onrecord.clean.lexicon import words
from onrecord.clean.openings import MONTH, Peeled

_SIGNED = r"\((?P<inner>[^()]{2,60})\)\s*(?:/\s*[\w ]{2,20})?"
_LABELLED = r"(?:(?:Photo|Image|Picture)\s+)?[Cc]redit:\s*[A-Z][^:]{1,60}"
_CREDIT = re.compile(rf"(?:(?<!\s)\s+)?(?:{_SIGNED}|{_LABELLED})\s*$")
_PICTURED = re.compile(r"([A-Z(][^()./]{1,60}/\s*[A-Z][^()/]{1,60}?\)?)\.?\s*$")
_FULL_DAY = re.compile(rf"\b(?:{MONTH} \d{{1,2}},?|\d{{1,2}} {MONTH}) (?:19|20)\d\d\b")
_LONGEST_CAPTION = 900
# A full stop behind a capital is mostly an initial's.
_SENTENCE_ENDS = re.compile(
    r"(?<=[a-zà-ÿ0-9)\]”\"’%])[.!?…][\"”’)]*\s+(?=\S)|[.!?][\"”’)]+\s+(?=\S)|(?<=[a-zà-ÿ])[.!?](?=[A-Z©])"
)
_GLUED = frozenset(
    {
        "cookie notice", "copyright line", "newsletter and subscription", "link to another article", "source line",
        "credit", "follow the writer", "sharing and following", "note on the text",
    }
)  # fmt: skip
_FEWEST_WORDS = 2  # of a notice; a last sentence of one word may be anyone's
_LAST_SENTENCES = 4


def closing(text: str, *, tail: bool) -> Peeled | None:
    """Return the furniture that a paragraph ends with: a credit, and at a report's end a notice.

    >>> closing("The envoy left. This website uses cookies to serve you.", tail=True).why
    'cookie notice'
    """
    return _credit(text) or (_notice(text) if tail else None)


def is_caption(text: str) -> bool:
    """Say whether a paragraph is the caption of a picture: it gives its day with the year, and ends with a credit.

    >>> is_caption("Smoke rises over the port on May 28, 2016. A. Photographer/AFP")
    True
    >>> is_caption("The port was shelled on May 28, 2016, the army said.")
    False
    """
    if len(text) > _LONGEST_CAPTION or not _FULL_DAY.search(text):
        return False
    signed = _PICTURED.search(text, max(0, len(text) - 100))
    parts = [part.strip(" .()") for part in signed[1].split("/")] if signed else []
    agencies = words().pictures
    return any(part in agencies or part.split()[0] in agencies for part in parts if part)


def _credit(text: str) -> Peeled | None:
    """Return the credit that a paragraph ends with.

    >>> _credit("The envoy arrives. (A. Photographer/Reuters)").place
    18
    """
    if text[-1:] != ")" and not text[-1:].isalnum():
        return None
    match = _CREDIT.search(text, max(0, len(text) - 100))
    if not match or not match.start():
        return None
    if match["inner"] is not None and not _is_signed(match["inner"], text[: match.start()]):
        return None
    return Peeled(match.start(), "credit")


def _is_signed(inner: str, before: str) -> bool:
    """Say whether what stands in parentheses behind a text names an agency, and who took the picture for it."""
    parts = [part.strip() for part in re.split(r"[/,]", inner)]
    if parts[-1] not in words().pictures or not all(part[:1].isupper() for part in parts):
        return False
    return len(parts) > 1 or before.rstrip().endswith((".", "!", "?", '"', "”", "'", "’"))


def _notice(text: str) -> Peeled | None:
    """Return the notice that the last sentences of a paragraph are: its first alone, and all of it."""
    starts = [match.end() for match in _SENTENCE_ENDS.finditer(text)][-_LAST_SENTENCES:]
    sentences = [text[start:end].strip() for start, end in pairwise([*starts, len(text)])]
    kinds = [_kind(sentence) for sentence in sentences]
    for number, start in enumerate(starts):
        why = kinds[number]
        if why and (None not in kinds[number:] or _kind(text[start:])):
            return Peeled(start, why)
    return None


def _kind(text: str) -> str | None:
    """Return what a piece of a paragraph's end is, if it may be glued there."""
    if text.count(" ") + 1 < _FEWEST_WORDS and text[:1] not in "([":
        return None
    why = furniture_kind(text, edge=True, tail=True, head=False)
    return why if why in _GLUED else None
