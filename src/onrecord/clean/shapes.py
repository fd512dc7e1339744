"""The builds of furniture: what a line is by its make, whatever its words: date line, byline, credit, address."""

from __future__ import annotations

import re

from onrecord.clean.lexicon import words
from onrecord.core.written_date import written_date

MARKS = " \t\u00a0\u200b\ufeff.,:;!?…-–—−•*·|>»«<→►▶▸+#=_~()[]{}\"'“”‘’„/\\"
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
# A tag has a name and then what is set to something: "<The Palace: A Tale>" is a title.
_MARKUP = re.compile(r"^(?:</?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>=]{1,60}=[^<>]{0,400})?\s*/?>\s*)+\.?$")
_AGO = re.compile(
    r"^(?:(?:updated|posted|published|modified)\s+)?(?:about\s+)?\d+\s*"
    r"(?:min(?:ute)?s?|hours?|hrs?|days?|weeks?|months?)\.?\s+(?:ago|read)$"
    r"|^(?:estimated\s+)?reading time\W+\d+\s*min\w*$"
    r"|^(?:last\s+)?updated(?:\s+at)?\W+\d{1,2}[:.]\d\d(?:\s*[ap]\.?m\.?)?(?:\s*\w{2,4})?$"
)
_COUNT = re.compile(
    r"^(?:(?:comments?|shares?|views?|likes?|reads)\s*[:(]?\s*[\d.,]+k?\)?|[\d.,]+k?\s+(?:comments?|shares?|views?|likes?))$"
)
_SHARING = frozenset(
    {
        "share", "tweet", "pin", "print", "email", "mail", "facebook", "twitter", "linkedin", "whatsapp",
        "telegram", "reddit", "more", "copy", "link", "messenger", "viber", "vk", "pinterest", "instagram",
        "youtube",
    }
)  # fmt: skip
_TRAIL = re.compile(r"\S\s+[»>›]\s+(?=\S)")
_CLOCK = re.compile(r"\d{1,2}[:.h]\d{2}(?::\d{2})?")
_PARTS = re.compile(r"\s*(?:/|\||,|©|\bvia\b|\bfor\b)\s*")
_DATE_MARKS = re.compile(r"[|•·»/–—,]| - ")
_WORD = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*")


def shape_of(line: str, *, edge: bool, tail: bool, head: bool) -> str | None:
    """Return what piece of furniture a short line is by its build, or None; see `furniture_kind`."""
    lower = line.lower()
    if _ADDRESS.match(line):
        return "address"
    if line.startswith("<") and _MARKUP.match(line):
        return "markup"
    if _AGO.match(lower) or (edge and is_date_line(line)):
        return "date line"
    if is_credit(line):
        return "credit"
    if _COUNT.match(lower) or _is_sharing_row(lower):
        return "sharing and following"
    if len(_TRAIL.findall(line)) >= 2 and not line.endswith((".", "!", "?")):
        return "trail of sections"
    return "byline" if (head or tail) and is_byline(line) else None


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
    parts = [part.strip(MARKS) for part in _PARTS.split(line)]
    parts = [part for part in parts if part]
    if not parts or not (parts[-1] in words().pictures or parts[0] in words().pictures):
        return False
    names = [word for part in parts if part not in words().pictures for word in part.split()]
    return len(names) <= 6 and all(name[0].isupper() for name in names)


def _is_sharing_row(line: str) -> bool:
    """Say whether a line is a row of the names of networks and of what they are used for."""
    found = _WORD.findall(line)
    return len(found) > 1 and all(word in _SHARING for word in found)
