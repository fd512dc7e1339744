"""Whether a line is page furniture: by its wording here, else by its build."""

from __future__ import annotations

import re

from onrecord.clean.lexicon import Wording, furniture
from onrecord.clean.shapes import MARKS, shape_of

_BULLETS = " \t\u00a0-–—•*·|>»→►▶▸+#"
_QUOTED = re.compile(r"[\"“”„«]|(?:^|\s)['‘]")
_TOLD = re.compile(
    r"\b(?:said|says|told|according|added|asked|warned|insisted|claimed|stated|wrote|urged|held|ruled)\b"
)
_WORD = re.compile(r"[^\W\d_][\w’'-]*(?:\.\w+)*")
_CREDIT_WORDS = frozenset(
    {
        "reporting",
        "editing",
        "writing",
        "additional",
        "compiled",
        "produced",
        "from",
        "with",
        "staff",
        "bureau",
        "desk",
    }
)  # fmt: skip
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
    lexicon = furniture()
    lower = line.lower().replace("’", "'").replace("\u00a0", " ")
    bare = lower.strip(MARKS)
    plain = lower.lstrip(_BULLETS)
    short = count <= 6 and not _QUOTED.match(plain)
    found = (lexicon.whole.get(bare) or (_nearly(bare, lexicon.whole) if tail else None)) if short else None
    if found and _counts(found, 0, edge=edge, tail=tail):
        return found.why
    if ":" in plain[:40]:
        found = lexicon.label.get(plain[: plain.index(":")].strip())
        if found and _counts(found, count, edge=edge, tail=tail) and _fits(found, line, line[line.index(":") :]):
            return found.why
    first = plain.split(None, 1)[0] if plain else ""
    for wording in lexicon.starts.get(first, ()) + lexicon.starts.get(first.strip(",:;"), ()):
        if (
            _begins(plain, wording.phrase)
            and _counts(wording, count, edge=edge, tail=tail)
            and _bare(wording, line, 0)
        ):
            return wording.why
    shouted = lexicon.shouted.get(first.rstrip(":"), ())
    if any(count <= wording.most and _shouts(line.lstrip(_BULLETS), wording.phrase) for wording in shouted):
        return shouted[0].why
    return _by_end(line, bare, count) if edge and bare else None


def _by_end(line: str, bare: str, count: int) -> str | None:
    for wording in furniture().ends.get(bare.rsplit(None, 1)[-1], ()):
        if bare.endswith(wording.phrase) and count <= wording.most and _bare(wording, line, -1):
            return wording.why
    return None


def _counts(wording: Wording, count: int, *, edge: bool, tail: bool) -> bool:
    at_place = (
        wording.where == "anywhere" or (edge and wording.where == "edge") or (tail and wording.where == "tail")
    )
    return at_place and count <= wording.most


def _bare(wording: Wording, line: str, side: int) -> bool:
    """Say whether a line that opens (0) or ends (-1) like furniture lacks what only prose has, and fits."""
    if not wording.sure and (_QUOTED.search(line) or _TOLD.search(line)):
        return False
    return _fits(wording, line, line[len(wording.phrase) :] if side == 0 else line[: -len(wording.phrase) - 1])


def _fits(wording: Wording, line: str, rest: str) -> bool:
    """Say whether a line is as its rule says: what it holds, how it ends, whether the rest of it is names."""
    if wording.holds and not any(phrase in line.lower() for phrase in wording.holds):
        return False
    if wording.unended and line.rstrip("\"”’'").endswith((".", "!", "?")):
        return False
    if not wording.names:
        return True
    words = [word for word in _WORD.findall(rest) if len(word) > 3 and word.lower() not in _CREDIT_WORDS]
    return all(word[0].isupper() or "." in word for word in words)


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
