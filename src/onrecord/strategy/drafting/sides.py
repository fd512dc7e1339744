"""Which of an entry's propositions say what shall be: neither what is only mentioned, nor what is only a form.

An entry says its deed. A matter that its words name beside a deed which they only tell as so is mentioned. A
guarantee that something be is that something, and no second thing to do; talks on something are talks, and not yet
the thing.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from onrecord.core.entry import Act
from onrecord.core.proposition import Sense
from onrecord.strategy.drafting.acts import act_of, lexicon, party_named, saying_acts

if TYPE_CHECKING:
    from onrecord.core.entry import Stance, Statement
    from onrecord.core.proposition import Proposition

_TELLING = Act.ASSERT.value
_TROOPS = "troops"


def sides(entry: Statement | Stance) -> tuple[Proposition, ...]:
    """Return the propositions of an entry that say what shall be: of matters, else of the deed that was said."""
    matters = tuple(one for one in entry.propositions if _shall_be(one) and not _is_mentioned(entry, one))
    if matters:
        return tuple(one for one in matters if not gives_way(entry, one))
    return (entry.deed,) if entry.deed and _is_willed(entry, entry.deed) else ()


def _is_willed(entry: Statement | Stance, deed: Proposition) -> bool:
    """Say whether a deed is what somebody wants or will do: it has a doer, or the act says so."""
    return _shall_be(deed) and (deed.doer is not None or act_of(entry) in saying_acts())


def takes_side(side: Proposition) -> bool:
    """Say whether a proposition takes a side: it is not only mentioned, and not said to be undecided."""
    return side.sign is not None and not side.background and not side.open


def stands_in(side: Proposition, deed: Proposition) -> bool:
    """Say whether the words of a side stand in those of a deed."""
    return deed.words.start <= side.words.start and side.words.end <= deed.words.end


def is_pledged(entry: Statement | Stance) -> bool:
    """Say whether what an entry says stands in it as what is to be guaranteed."""
    pledges = (one for one in entry.propositions if one.matter in lexicon()["form.pledges"])
    return any(gives_way(entry, one) for one in pledges)


def gives_way(entry: Statement | Stance, side: Proposition) -> bool:
    """Say whether another side of the entry says what this one is of: what is pledged, or that it is talked of."""
    others = [one for one in entry.propositions if one.matter != side.matter and one.sign is not None]
    pledge = side.matter in lexicon()["form.pledges"]
    if pledge and any(_opens(entry, side, one, "pledge") for one in others):
        return True
    talks = (one for one in others if one.matter in lexicon()["form.talks"])
    return any(_opens(entry, one, side, "talk") for one in talks)


def _shall_be(side: Proposition) -> bool:
    """Say whether a proposition takes a side of what is still to be."""
    return side.sense is Sense.WILL and takes_side(side)


def _is_mentioned(entry: Statement | Stance, side: Proposition) -> bool:
    """Say whether a matter's side is not what the entry says: its deed stands apart from it, or is another's.

    The deed is told as so, or is speech ("refused to comment on it"); or what is refused is one thing, and what is
    done another ("rejects the calls and answers with attacks").
    """
    deed = entry.deed
    if deed is None:
        return False
    if stands_in(side, deed):
        return _is_told_of_another(entry, deed) or _is_moved(side, deed)
    refused = act_of(entry) in lexicon()["intention.own"] and _goes_on(entry, deed, side)
    return deed.sense is Sense.FACT or refused or _opens_with(deed, "speech.verbs")


def _is_told_of_another(entry: Statement | Stance, deed: Proposition) -> bool:
    """Say whether a party only tells what another has done: "they have backed the calls for a truce"."""
    others = deed.doer not in (None, party_named(entry.speaker))
    return act_of(entry) == _TELLING and deed.sense is Sense.FACT and others


def _is_moved(side: Proposition, deed: Proposition) -> bool:
    """Say whether troops are only moved: that tells neither that they stay nor that they go."""
    return side.matter == _TROOPS and _opens_with(deed, "speech.moving")


def _opens_with(deed: Proposition, words: str) -> bool:
    """Say whether the words of a deed begin with one of a list."""
    return not lexicon()[words].isdisjoint(deed.words.words.casefold().split()[:1])


def _goes_on(entry: Statement | Stance, deed: Proposition, side: Proposition) -> bool:
    """Say whether another thing that is done stands between a deed and a side: "and answers with"."""
    between = _between(entry, deed, side)
    return between is not None and "and" in between.split()


def _opens(entry: Statement | Stance, form: Proposition, other: Proposition, kind: str) -> bool:
    """Say whether the words of a form lead on to another matter: "guarantees that", "talks on"."""
    between = _between(entry, form, other)
    return between is not None and _leads(kind).match(between) is not None


def _between(entry: Statement | Stance, first: Proposition, second: Proposition) -> str | None:
    """Return what stands between two sides in one piece of what was said; None where they do not follow so."""
    for piece in entry.content:
        if piece.start <= first.words.start and first.words.end <= second.words.start < piece.end:
            return piece.words[first.words.end - piece.start : second.words.start - piece.start]
    return None


@cache
def _leads(kind: str) -> re.Pattern[str]:
    """Return the pattern of what leads from a form to what it is of; a pledge may first say by whom it is."""
    words = "|".join(sorted(lexicon()[f"form.{kind}_of"]))
    by = r"[^.;:]{0,60}? " if kind == "pledge" else " "
    return re.compile(rf"(?:{by}|[”\"’']? ?)(?:{words})\b", re.IGNORECASE)
