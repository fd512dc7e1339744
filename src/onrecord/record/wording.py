"""Words of a report given as words: where they stand in it, as offsets."""

from __future__ import annotations

import re

from onrecord.record.errors import InvalidCorrection

BETWEEN = " … "  # lists show pieces of an entry that are apart so
_OFFSETS = re.compile(r"\s*\d+:\d+(\s+\d+:\d+)*\s*")
_WHICH = re.compile(r"(?P<words>.+)#(?P<which>[1-9]\d{0,5})", re.DOTALL)
_AROUND = 30  # letters on either side by which one place is told from another
_MOST = 6  # places that are shown


def offsets_of(value: str, text: str) -> str:
    """Return words of a report as their offsets; offsets stay as they are.

    White space counts as one space, pieces apart are joined by an ellipsis between spaces, and of words that stand
    in several places `#2` at their end names the second.

    Raises:
        InvalidCorrection: They stand nowhere, or in several places and none is named.

    >>> offsets_of("the dam#2", "the dam and the dam")
    '12:19'
    """
    if not value.strip() or _OFFSETS.fullmatch(value):
        return value
    return " ".join(_place(piece, text) for piece in value.split(BETWEEN))


def _place(words: str, text: str) -> str:
    places = _places(words, text)
    numbered = None if places else _WHICH.fullmatch(words)
    if numbered:
        return _numbered(numbered["words"], int(numbered["which"]), text)
    if len(places) == 1:
        return f"{places[0][0]}:{places[0][1]}"
    if not places:
        raise InvalidCorrection(f"“{words}” stands nowhere in the report")
    listed = "; ".join(
        f"“{words}#{number}” at {_shown(text, *place)}" for number, place in enumerate(places[:_MOST], 1)
    )
    raise InvalidCorrection(f"“{words}” stands {len(places)} times in the report. Say which: {listed}")


def _numbered(words: str, which: int, text: str) -> str:
    """Return the place of words that stand in several, by its number."""
    places = _places(words, text)
    if which > len(places):
        raise InvalidCorrection(f"“{words}” stands {len(places)} times in the report, not {which} times")
    return "{}:{}".format(*places[which - 1])


def _places(words: str, text: str) -> list[tuple[int, int]]:
    spaced = r"\s+".join(map(re.escape, words.split()))
    return [found.span() for found in re.finditer(spaced, text)] if spaced else []


def _shown(text: str, start: int, end: int) -> str:
    around = text[max(start - _AROUND, 0) : end + _AROUND]
    return f"{start}:{end} (… {' '.join(around.split())} …)"
