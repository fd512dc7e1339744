"""How firm a position is: how often it is told, by whom, in what form, in what words.

Nothing is weighed against the rest: each sign is named, and the reader judges. That a head of state said something
in writing is firmer than a spokesman's aside; how much so is not in the reports.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.compare.wordlists import phrases
from onrecord.core.counted import counted
from onrecord.core.entry import Act, Event, Statement
from onrecord.matters import spoken, stands

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.compare.stances import Taken


def firmness(stretch: list[Taken]) -> str:
    """Return how firm a stance is: "once" or "repeated in 3 sources", and each sign that some telling has."""
    sources = len({one.told.source for one in stretch})
    often = "once" if sources == 1 else f"repeated in {counted(sources, 'source')}"
    signs = dict.fromkeys(sign for one in stretch for sign in _signs(one))
    return ", ".join((often, *(sign for sign in _ORDER if sign in signs)))


_ORDER = ("by deed", "by the head", "in writing", "made a condition", '"never"')


def _signs(taken: Taken) -> Iterator[str]:
    entry = taken.told.entry
    if isinstance(entry, Event):
        yield "by deed"
        return
    cue = spoken(entry.cue.words if entry.cue else "")
    if entry.speaker and _is_head(entry.speaker.citation.words):
        yield "by the head"
    if _has("written", cue) or (entry.speaker and _has("written", spoken(entry.speaker.citation.words))):
        yield "in writing"
    threatens = isinstance(entry, Statement) and entry.act in (Act.WARN, Act.THREATEN)
    if entry.condition and not threatens and entry.condition.start <= taken.by.words.start < entry.condition.end:
        yield "made a condition"
    if _has("never", spoken(" ".join(piece.words for piece in entry.content))):
        yield '"never"'


def _is_head(words: str) -> bool:
    """Say whether the words that name a speaker give the office of a head of state, government or body.

    >>> _is_head("Arvonian President Mara Tull"), _is_head("President Tull's spokesman")
    (True, False)
    """
    said = spoken(words)
    return _has("heads", said) and not _has("not_heads", said)


def _has(key: str, said: str) -> bool:
    return any(stands(phrase, said) for phrase in phrases("firmness", key))
