"""How sure a position is: whether at least one telling shows the side plainly, or two sources tell of deeds.

Read strictly, half of the positions that fail this are wrong: "he" is taken for another, what is condemned is not
what the words name, an entry is none. Each sign is one that a reader checks first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.compare.stances import stance_of
from onrecord.compare.wordlists import words
from onrecord.core.entry import Act, Attitude, Event

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from onrecord.compare.stances import Taken

# Shares that hold by reading (`bench/RESULTS-compare.md`); `Finding.is_plain` parts the one from the other.
SURE, UNSURE = 0.85, 0.5
LIKELY_ENTRY = 0.6  # probability of a saying from which it counts
LIKELY_DOER = 0.8
NEAR = 3  # words into what is condemned or praised: what stands further on is only named beside it
SOURCES = 2  # of deeds, and of what is only said to be so
# What these are about is what their words begin with.
_OF_THE_FIRST = frozenset(
    (Act.CRITICISE, Act.PRAISE, Act.PROTEST, Act.WARN, Act.ACCUSE, Attitude.FEAR, Attitude.FEEL)
)
# These say what is so: a side is only read out of their words.
_OF_WHAT_IS = frozenset(
    (Act.ASSERT, Act.ACKNOWLEDGE, Attitude.BELIEVE, Attitude.KNOW, Attitude.DOUBT, Attitude.EXPECT)
)


def sureness_of(stretch: Collection[Taken]) -> float:
    """Return how sure a position is, by its tellings."""
    said = [one for one in stretch if _is_said_plainly(one)]
    willed = any(one.told.entry.what not in _OF_WHAT_IS for one in said)
    told = {one.told.source for one in (*said, *filter(_is_done_plainly, stretch))}
    return SURE if willed or len(told) >= SOURCES else UNSURE


def sureness_of_both(both: Iterable[Taken]) -> float:
    """Return how sure a shift is: each of its two sayings has to show its side plainly."""
    return min(sureness_of((one,)) for one in both)


def _is_said_plainly(taken: Taken) -> bool:
    """Say whether a saying is sure to be one, of a speaker who is named, about the matter first of all."""
    entry = taken.told.entry
    if isinstance(entry, Event) or entry.via is not None or entry.speaker is None:
        return False
    named = entry.speaker.citation.words.casefold() not in words("words", "stand_ins")
    likely = entry.confidence is None or entry.confidence >= LIKELY_ENTRY
    first = next((one.matter for one in entry.propositions), taken.by.matter) == taken.by.matter
    judged = entry.what in _OF_THE_FIRST or not stance_of(taken.by)
    return named and likely and first and (not judged or _words_before(taken) <= NEAR)


def _words_before(taken: Taken) -> int:
    """Return how many words of what was said stand before those that name the matter."""
    said = taken.told.words
    return len(said.words[: max(0, taken.by.words.start - said.start)].split())


def _is_done_plainly(taken: Taken) -> bool:
    entry = taken.told.entry
    sure = entry.source_confidence if isinstance(entry, Event) else None
    return isinstance(entry, Event) and (sure is None or sure >= LIKELY_DOER)
