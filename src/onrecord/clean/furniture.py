"""Whether a line is page furniture, by its wording (data) and its build (rules here)."""

from __future__ import annotations

import re

from onrecord.clean.lexicon import Wording, furniture, words
from onrecord.core.written_date import written_date

_MARKS = " \t\u00a0\u200b\ufeff.,:;!?…-–—−•*·|>»«<→►▶▸+#=_~()[]{}\"'“”‘’„/\\"
_BULLETS = " \t\u00a0-–—•*·|>»→►▶▸+#"
_QUOTED = re.compile(r"[\"“”„«]|(?:^|\s)['‘]")
_TOLD = re.compile(r"\b(?:said|says|told|according|added|asked|warned|insisted|claimed|stated)\b")
_LONGEST = 2_000  # characters; no piece of furniture is longer
_BYLINE = re.compile(r"^(?:By|BY)\s+(?P<names>[A-Z].*)$|^by\s+(?P<name>[A-Z][\w.'’-]+(?:\s+[A-Z][\w.'’-]+)+)$")
_BYLINE_SMALL = frozenset(
    {
        "and", "of", "in", "for", "de", "van", "von", "der", "den", "di", "da", "al", "el", "bin", "ibn",
        "the", "at", "with", "to", "staff",
    }
)  # fmt: skip
_NOT_NAMES = frozenset(
    {
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february",
        "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
        "contrast", "comparison", "then", "now", "and", "the", "all", "some", "land", "sea", "air", "force",
        "far", "law",
    }
)  # fmt: skip
_ADDRESS = re.compile(r"^\W*(?:https?://\S+|www\.\S+|[\w.+-]+@[\w-]+\.[\w.]+|@\w{2,30})\W*$")
_MARKUP = re.compile(r"^(?:<[^<>]{1,400}>\s*)+\.?$")
_AGO = re.compile(
    r"^(?:(?:updated|posted|published|modified)\s+)?(?:about\s+)?\d+\s*"
    r"(?:min(?:ute)?s?|hours?|hrs?|days?|weeks?|months?)\.?\s+(?:ago|read)$"
)
_CLOCK = re.compile(r"\d{1,2}[:.h]\d{2}(?::\d{2})?")
_PARTS = re.compile(r"\s*(?:/|\||,|©|\bvia\b|\bfor\b)\s*")
_DATE_MARKS = re.compile(r"[|•·»/–—,]| - ")
_WORD = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*")


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
    if count > 16:
        return None
    if _ADDRESS.match(line):
        return "address"
    if line.startswith("<") and _MARKUP.match(line):
        return "markup"
    if _AGO.match(line.lower()) or ((edge or head) and is_date_line(line)):
        return "date line"
    if is_credit(line):
        return "credit"
    return "byline" if head and is_byline(line) else None


def is_date_line(line: str) -> bool:
    """Say whether a line is a date with nothing beside it but the words that stand beside dates on a page."""
    dated = written_date(line)
    end = line.rstrip()
    if dated is None or (end.endswith((".", "!", "?")) and not end.lower().endswith(".m.")):
        return False
    before, after = line[: dated.start], line[dated.end :]
    known = words().date_line
    beside = _WORD.findall(_CLOCK.sub(" ", f"{before} {after}"))
    strange = [word for word in beside if word.lower() not in known and not word.isdigit()]
    if not strange:
        return True
    # "Geneva, 12 January 2022", "A. Writer | 12 January 2022", "12 January 2022 • World affairs"
    parted = bool(_DATE_MARKS.search(before[-3:]) or _DATE_MARKS.search(after[:3]))
    at_an_end = not before.strip(_MARKS) or not after.strip(_MARKS)
    return parted and at_an_end and len(strange) <= 3 and all(word[0].isupper() for word in strange)


def is_byline(line: str) -> bool:
    """Say whether a line is nothing but `By` and names, and perhaps a date."""
    match = _BYLINE.match(line)
    if not match or line.endswith(("?", "!", ":")):
        return False
    names = match["names"] or match["name"]
    dated = written_date(names)
    if dated:
        names = names[: dated.start] + names[dated.end :]
    found = _WORD.findall(names)
    if not found or found[0].lower() in _NOT_NAMES or (line.endswith(".") and len(found) > 4):
        return False
    return all(word[0].isupper() or word.lower() in _BYLINE_SMALL for word in found) and (
        len(found) > 1 or found[0].isupper()
    )


def is_credit(line: str) -> bool:
    """Say whether a line is nothing but the name of a photographer or agency.

    >>> is_credit("A. Photographer / Reuters"), is_credit("Reuters reported it first.")
    (True, False)
    """
    parts = [part.strip(_MARKS) for part in _PARTS.split(line)]
    parts = [part for part in parts if part]
    if not parts or parts[-1] not in words().pictures:
        return False
    names = [word for part in parts[:-1] for word in part.split()]
    return len(names) <= 6 and all(name[0].isupper() for name in names)


def _by_wording(line: str, count: int, *, edge: bool, tail: bool) -> str | None:
    """Return what a line is by the lexicon: as a whole, by its label, its beginning, its end."""
    lexicon = furniture()
    lower = line.lower().replace("’", "'").replace("\u00a0", " ")
    bare = lower.strip(_MARKS)
    plain = lower.lstrip(_BULLETS)
    short = count <= 6 and not _QUOTED.match(plain)
    found = (lexicon.whole.get(bare) or (_nearly(bare, lexicon.whole) if tail else None)) if short else None
    if found and _counts(found, 0, edge=edge, tail=tail):
        return found.why
    if ":" in plain[:40]:
        found = lexicon.label.get(plain[: plain.index(":")].strip())
        if found and _counts(found, count, edge=edge, tail=tail):
            return found.why
    first = plain.split(None, 1)[0] if plain else ""
    for wording in lexicon.starts.get(first.strip(",:;"), ()):
        if (
            _counts(wording, count, edge=edge, tail=tail)
            and _begins(plain, wording.phrase)
            and _bare(wording, line)
        ):
            return wording.why
    shouted = lexicon.shouted.get(first.rstrip(":"), ())
    if any(count <= wording.most and _shouts(line.lstrip(_BULLETS), wording.phrase) for wording in shouted):
        return shouted[0].why
    return _by_end(line, bare, count) if edge and bare else None


def _by_end(line: str, bare: str, count: int) -> str | None:
    for wording in furniture().ends.get(bare.rsplit(None, 1)[-1], ()):
        if bare.endswith(wording.phrase) and count <= wording.most and _bare(wording, line):
            return wording.why
    return None


def _counts(wording: Wording, count: int, *, edge: bool, tail: bool) -> bool:
    at_place = (
        wording.where == "anywhere" or (edge and wording.where == "edge") or (tail and wording.where == "tail")
    )
    return at_place and count <= wording.most


def _bare(wording: Wording, line: str) -> bool:
    """Say whether a line that opens like furniture has what it must have, and lacks what only prose has."""
    if wording.holds and not any(phrase in line.lower() for phrase in wording.holds):
        return False
    return wording.sure or not (_QUOTED.search(line) or _TOLD.search(line))


def _begins(line: str, phrase: str) -> bool:
    return line.startswith(phrase) and not line[len(phrase) : len(phrase) + 1].isalnum()


def _shouts(line: str, phrase: str) -> bool:
    """Say whether a phrase in capitals opens a line that is not all in capitals."""
    rest = line[len(phrase) :]
    return line.startswith(phrase.upper()) and rest[:1] in {" ", ":", ""} and (not rest or rest.upper() != rest)


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
