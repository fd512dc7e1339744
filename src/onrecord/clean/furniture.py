"""Whether a line is page furniture: by its wording here, else by its build."""

from __future__ import annotations

import re
from functools import cache

from onrecord.clean.lexicon import Where, Wording, furniture, words
from onrecord.clean.shapes import MARKS, shape_of

_BULLETS = " \t\u00a0-–—•*·|>»→►▶▸+#"
_QUOTED = re.compile(r"[\"“”„«]|(?:^|\s)['‘]")
_WORD = re.compile(r"[^\W\d_][\w’'-]*(?:\.\w+)*")
_LONGEST_LABEL = 40  # characters
_LONGEST = 2_000  # characters; no piece of furniture is longer


def furniture_kind(line: str, *, edge: bool, tail: bool, head: bool) -> str | None:
    """Return what piece of furniture a line is, or None for one that may be prose.

    Args:
        line: The line.
        edge: It is among the report's first or last lines.
        tail: It is among the last.
        head: It is among the first.

    >>> furniture_kind("– Read also: How the council votes", edge=False, tail=False, head=False)
    'link to another article'
    >>> furniture_kind("See also the treaty of 1929, the minister said.", edge=False, tail=False, head=False)
    """
    if len(line) > _LONGEST:
        return None
    count = line.count(" ") + 1
    found = _by_wording(line, count, edge=edge, tail=tail)
    if found:
        return found
    return shape_of(line, edge=edge, tail=tail, head=head) if count <= 16 else None


def _by_wording(line: str, count: int, *, edge: bool, tail: bool) -> str | None:
    """Return what a line is by the lexicon: as a whole, by its label, its beginning, its end."""
    whole = _Line(line, count, edge=edge, tail=tail)
    return next((why for way in _WAYS if (why := way(whole))), None)


class _Line:
    """A line as the lexicon is asked for it: as it stands, in plain small letters, without marks."""

    def __init__(self, line: str, count: int, *, edge: bool, tail: bool) -> None:
        lower = line.lower().replace("’", "'").replace("\u00a0", " ")
        self.line = line
        self.count = count
        self.edge = edge
        self.tail = tail
        self.bare = lower.strip(MARKS)
        self.plain = lower.lstrip(_BULLETS)
        self.first = self.plain.split(None, 1)[0] if self.plain else ""

    def is_place_of(self, wording: Wording) -> bool:
        """Say whether a wording counts where the line stands."""
        return wording.where is Where.ANYWHERE or (self.edge if wording.where is Where.EDGE else self.tail)

    def can_hold(self, wording: Wording) -> bool:
        """Say whether a wording counts where the line stands, and in one so long."""
        return self.is_place_of(wording) and self.count <= wording.most


def _by_whole(line: _Line) -> str | None:
    """Return what a short line is as a whole; near the end of a report one letter may be wrong."""
    if line.count > 6 or _QUOTED.match(line.plain):
        return None
    known = furniture().whole
    found = known.get(line.bare) or (_nearly(line.bare, known) if line.tail else None)
    return found.why if found and line.is_place_of(found) else None


def _by_label(line: _Line) -> str | None:
    label, colon, _ = line.plain.partition(":")
    found = furniture().label.get(label.strip()) if colon and len(label) < _LONGEST_LABEL else None
    if not found or not line.can_hold(found):
        return None
    return found.why if _fits(found, line.line, line.line[line.line.index(":") :]) else None


def _by_start(line: _Line) -> str | None:
    starts = furniture().starts
    for wording in starts.get(line.first, ()) + starts.get(line.first.strip(",:;"), ()):
        if _begins(line.plain, wording.phrase) and line.can_hold(wording) and _bare(wording, line.line, 0):
            return wording.why
    return None


def _by_capitals(line: _Line) -> str | None:
    shouted = furniture().shouted.get(line.first.rstrip(":"), ())
    plain = line.line.lstrip(_BULLETS)
    fits = any(line.count <= wording.most and _shouts(plain, wording.phrase) for wording in shouted)
    return shouted[0].why if fits else None


def _by_end(line: _Line) -> str | None:
    if not line.edge or not line.bare:
        return None
    for wording in furniture().ends.get(line.bare.rsplit(None, 1)[-1], ()):
        if line.bare.endswith(wording.phrase) and line.count <= wording.most and _bare(wording, line.line, -1):
            return wording.why
    return None


_WAYS = (_by_whole, _by_label, _by_start, _by_capitals, _by_end)


def _bare(wording: Wording, line: str, side: int) -> bool:
    """Say whether a line that opens (0) or ends (-1) like furniture lacks what only prose has, and fits."""
    if not wording.sure and (_QUOTED.search(line) or _tells(line)):
        return False
    return _fits(wording, line, line[len(wording.phrase) :] if side == 0 else line[: -len(wording.phrase) - 1])


def _fits(wording: Wording, line: str, rest: str) -> bool:
    """Say whether a line is as its rule says: what it holds, how it ends, whether the rest of it is names."""
    lower = line.lower()
    if wording.holds and not any(phrase in lower for phrase in wording.holds):
        return False
    if wording.unended and line.rstrip("\"”’'").endswith((".", "!", "?")):
        return False
    if not wording.names:
        return True
    return _is_names(rest)


def _is_names(rest: str) -> bool:
    """Say whether the long words of a credit are names."""
    named = (word for word in _WORD.findall(rest) if len(word) > 3 and word.lower() not in words().credit)
    return all(word[0].isupper() or "." in word for word in named)


@cache
def _telling() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(words().telling))})\b")


def _tells(line: str) -> bool:
    """Say whether a line tells what somebody said."""
    return _telling().search(line) is not None


def _begins(line: str, phrase: str) -> bool:
    return line.startswith(phrase) and not line[len(phrase) : len(phrase) + 1].isalnum()


def _shouts(line: str, phrase: str) -> bool:
    """Say whether a phrase in capitals opens a line that is not all in capitals."""
    rest = line[len(phrase) :]
    opens = line.startswith(phrase.upper()) and (not rest or rest[0] in " :")
    return opens and (not rest or (rest.upper() != rest and not rest.lstrip(": ")[:1].islower()))


def _nearly(bare: str, whole: dict[str, Wording]) -> Wording | None:
    """Return the long wording that a phrase is, but for a plural s and one wrong letter."""
    if not 9 <= len(bare) <= 40:
        return None
    if bare.endswith("s") and bare[:-1] in whole:
        return whole[bare[:-1]]
    for phrase, wording in whole.items():
        if abs(len(phrase) - len(bare)) <= 1 and phrase[-3:] == bare[-3:] and _one_off(phrase, bare):
            return wording
    return None


def _one_off(one: str, two: str) -> bool:
    """Say whether one letter put in, left out or exchanged makes one of the other.

    >>> _one_off("popular post", "polular post"), _one_off("related", "elated"), _one_off("top", "tip top")
    (True, True, False)
    """
    short, long = sorted((one, two), key=len)
    for place, letter in enumerate(short):
        if letter != long[place]:
            return short[place:] == long[place + 1 :] or short[place + 1 :] == long[place + 1 :]
    return len(long) - len(short) <= 1
