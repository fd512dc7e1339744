"""The builds of furniture: what a line is by its make, whatever its words: date line, byline, credit, address."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onrecord.clean.lexicon import patterns, words
from onrecord.core.written_date import written_date

if TYPE_CHECKING:
    from collections.abc import Callable

MARKS = " \t\u00a0\u200b\ufeff.,:;!?…-–—−•*·|>»«<→►▶▸+#=_~()[]{}\"'“”‘’„/\\"
_BYLINE = re.compile(r"^(?:By|BY)\s+(?P<names>[A-Z].*)$|^by\s+(?P<name>[A-Z][\w.'’-]+(?:\s+[A-Z][\w.'’-]+)+)$")
_ADDRESS = re.compile(r"^\W*(?:https?://\S+|www\.\S+|[\w.+-]+@[\w-]+\.[\w.]+|@\w{2,30})\W*$")
# A tag has a name and then what is set to something: "<The Palace: A Tale>" is a title.
_MARKUP = re.compile(r"^(?:</?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>=]{1,60}=[^<>]{0,400})?\s*/?>\s*)+\.?$")
_TRAIL = re.compile(r"\S\s+[»>›]\s+(?=\S)")
_CLOCK = re.compile(r"\d{1,2}[:.h]\d{2}(?::\d{2})?")
_PARTS = re.compile(r"(?:(?<!\s)\s+)?(?:/|\||,|©|\bvia\b|\bfor\b)\s*")
_DATE_MARKS = re.compile(r"[|•·»/–—,]| - ")
_WORD = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*")


def shape_of(line: str, *, edge: bool, tail: bool, head: bool) -> str | None:
    """Return what piece of furniture a short line is by its build, or None; see `furniture_kind`."""
    for why, fits in _ANYWHERE.items():
        if fits(line) or (edge and why == "date line" and is_date_line(line)):
            return why
    return "byline" if (head or tail) and is_byline(line) else None


def _is_address(line: str) -> bool:
    return _ADDRESS.match(line) is not None


def _is_markup(line: str) -> bool:
    return line.startswith("<") and _MARKUP.match(line) is not None


def _tells_how_long_ago(line: str) -> bool:
    return any(form.match(line.lower()) for form in patterns("ago"))


def _is_of_sharing(line: str) -> bool:
    lower = line.lower()
    return any(form.match(lower) for form in patterns("counts")) or _is_sharing_row(lower)


def _is_trail(line: str) -> bool:
    """Say whether a line is the way through the sections of a page: "Home > World > Africa"."""
    return len(_TRAIL.findall(line)) >= 2 and not line.endswith((".", "!", "?"))


def is_date_line(line: str) -> bool:
    """Say whether a line is a date with nothing beside it but the words that stand beside dates on a page."""
    dated = written_date(line)
    end = line.rstrip()
    if dated is None or (end.endswith((".", "!", "?")) and not end.lower().endswith(".m.")):
        return False
    before, after = line[: dated.start], line[dated.end :]
    strange = _strange_beside_date(f"{before} {after}")
    return not strange or _stand_apart(strange, before, after)


def _strange_beside_date(beside: str) -> list[str]:
    """Return the words that do not stand beside dates on a page as a rule."""
    known, found = words().date_line, _WORD.findall(_CLOCK.sub(" ", beside))
    return [word for word in found if word.lower() not in known and not word.isdigit()]


def _stand_apart(strange: list[str], before: str, after: str) -> bool:
    """Say whether a few names stand at one side of a date, parted from it: "A. Writer | 12 January 2022"."""
    parted = bool(_DATE_MARKS.search(before[-3:]) or _DATE_MARKS.search(after[:3]))
    at_an_end = not before.strip(MARKS) or not after.strip(MARKS)
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
    return not (line.endswith(".") and len(found) > 4) and _are_names(found)


def _are_names(found: list[str]) -> bool:
    """Say whether words are names of writers, with the small words that stand between them."""
    if not found or found[0].lower() in words().not_names or (len(found) == 1 and not found[0].isupper()):
        return False
    return all(word[0].isupper() or word.lower() in words().byline for word in found)


def is_credit(line: str) -> bool:
    """Say whether a line is nothing but the name of a photographer or agency.

    >>> is_credit("A. Photographer / Reuters"), is_credit("Reuters reported it first.")
    (True, False)
    """
    agencies = words().pictures
    parts = list(filter(None, (part.strip(MARKS) for part in _PARTS.split(line))))
    if not parts or not {parts[0], parts[-1]} & agencies:
        return False
    names = [word for part in parts if part not in agencies for word in part.split()]
    return len(names) <= 6 and all(name[0].isupper() for name in names)


def _is_sharing_row(line: str) -> bool:
    """Say whether a line is a row of the names of networks and of what they are used for."""
    found = _WORD.findall(line)
    return len(found) > 1 and all(word in words().sharing for word in found)


# What a line is anywhere by its build, in the order in which it is asked.
_ANYWHERE: dict[str, Callable[[str], bool]] = {
    "address": _is_address,
    "markup": _is_markup,
    "date line": _tells_how_long_ago,
    "credit": is_credit,
    "sharing and following": _is_of_sharing,
    "trail of sections": _is_trail,
}
