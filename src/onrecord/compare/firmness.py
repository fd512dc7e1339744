"""How firm a position is: how often it is told, by whom, in what form, in what words.

Nothing is weighed against the rest: each sign is named, and the reader judges. That a head of state said something
in writing is firmer than a spokesman's aside; how much so is not in the reports.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.compare.wordlists import phrases
from onrecord.core.counted import counted
from onrecord.core.entry import Act, Event
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
    speaker = entry.speaker.citation.words if entry.speaker else ""
    cue = entry.cue.words if entry.cue else ""
    threatens = entry.what in (Act.WARN, Act.THREATEN)
    if _is_head(speaker):
        yield "by the head"
    if _has("written", spoken(cue)) or _has("written", spoken(speaker)):
        yield "in writing"
    if entry.condition and not threatens and taken.by.words.begins_in(entry.condition):
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
