"""What the lines of an article of Factiva are: by their place, as it lays out articles with and without codes.

With codes, each field is told by one: HD the title, LP and TD the text. Without, the order tells: section, title,
author, number of words, day, hour, outlet, its code, edition, page, language, whose it is; then the text; at the
end whose it is again, and the number in the archive.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.core.report import OUTSIDE, PassageKind
from onrecord.readers.laid_out import Article, Piece, furniture, laid_out
from onrecord.readers.press_date import press_when
from onrecord.readers.press_words import factiva_words, is_byline, is_copyright, language_code
from onrecord.readers.source import Details

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.core.when import When
    from onrecord.readers.regions import Region

BODY = "body"
TITLE = "title"
AUTHOR = "author"
# Codes of the fields, and what they hold, where it is of use; the others are kept by their code.
CODES = {
    "HD": TITLE, "LP": BODY, "TD": BODY, "BY": AUTHOR, "SN": "outlet", "PD": "date", "LA": "language",
    "PG": "page", "SE": "section", "WC": "length", "ET": "hour", "CY": "copyright", "AN": "number",
}  # fmt: skip
MORE_CODES = frozenset(
    {
        "CLM", "CR", "SC", "NGC", "GC", "ED", "VOL", "CT", "RF", "ART", "CO", "IN", "NS", "RE", "IPC", "IPD",
        "PUB", "RST", "CX", "ATX", "DE", "DLN",
    }
)  # fmt: skip
_HOUR = re.compile(r"^\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:\s*(?:[ap]\.?m\.?|GMT|UTC|Uhr|h))?$", re.IGNORECASE)
_OUTLET_CODE = re.compile(r"^[A-Z][A-Z0-9]{1,9}$")
_PAGE = re.compile(r"^[A-Z]{0,3}\d[\dA-Z ,;-]{0,20}$")
_COUNTED = re.compile(r"^\s*\d{1,5}\)\s+")  # "99) " before the title, where the export numbers its articles
_OF_A_YEAR = re.compile(r"\(c\)|©|\b(?:19|20)\d\d\b", re.IGNORECASE)
_LONGEST_RIGHTS = 150
_LISTED = re.compile(r"\t[^\S\t]*\d+$")  # a title and its page, in the table of contents
_ADDRESS = re.compile(r"^https?://\S+$")
_ENDS = re.compile(r"[.!?…][\"'”’»)\]]*$")
_PUBLISHER_WORDS = 10
_ABOVE = 4  # lines that can stand above the number of words
_SECTION_WORDS = 4
_NAME_WORDS = 6


@dataclass(slots=True)
class _Facts:
    """What is found of an article while its lines are told."""

    title: str | None = None
    outlet: str | None = None
    published: When | None = None
    language: str | None = None

    def note(self, role: str, words: str) -> None:
        """Take a line for what it is said to be; the first of each counts."""
        match role:
            case "title":
                self.title = self.title or words
            case "outlet":
                self.outlet = self.outlet or words
            case "date":
                self.published = self.published or press_when(words)
            case "language":
                self.language = self.language or language_code(words)


def factiva_article(lines: Sequence[Region], language: str | None = None) -> Article:
    """Return the article of lines in order; roles known from the page stay, the others are worked out."""
    roles = [line.role for line in lines]
    if not (set(CODES.values()) - {TITLE, AUTHOR, BODY}) & set(roles):
        _work_out(lines, roles)
    facts = _Facts()
    pieces: list[Piece] = []
    for line, role in zip(lines, roles, strict=True):
        words = _title(line.words, pieces, facts) if role == TITLE else line.words
        facts.note(role or "", words)
        pieces.append(_piece(role, words))
    text, passages = laid_out(pieces)
    title = " ".join((facts.title or "").split()) or None
    told = facts.language or language
    return Article(text, passages, Details(None, title, facts.outlet, facts.published, told))


def _title(words: str, pieces: list[Piece], facts: _Facts) -> str:
    """Return a line of the title with the lines of it before, and without its number in a list."""
    whole = words if facts.title else _COUNTED.sub("", words)
    if not pieces or pieces[-1].kind is not PassageKind.TITLE:
        return whole
    facts.title = None
    return f"{pieces.pop().words} {whole}"


def _piece(role: str | None, words: str) -> Piece:
    if role == TITLE:
        return Piece(words, PassageKind.TITLE)
    return Piece(words) if role == BODY else furniture(words, role or OUTSIDE)


def _work_out(lines: Sequence[Region], roles: list[str | None]) -> None:
    """Give each line that has no role the one that its place tells."""
    counts, archived = factiva_words()
    known = any(roles)
    words = [line.words.strip() for line in lines]
    free = _free(roles, len(roles))
    counted = [number for number in free if counts.match(words[number])]
    last = max((number for number in free if archived.match(words[number])), default=len(words))
    if last < len(words):
        roles[last] = "number"
    count = counted[0] if counted else _above_date(words, free, last)
    if counted:
        roles[count] = "length"
    _above(words, roles, count)
    body = _below(words, roles, count + 1)
    if not known:
        text = _without_publisher(words, body, last)
        roles[body:text] = [BODY] * (text - body)
    _rest(roles, last)


def _above_date(words: list[str], free: list[int], last: int) -> int:
    """Return the line above the date, where no line counts the words; -1 without a date."""
    return next((number - 1 for number in free if 0 < number < last and press_when(words[number])), -1)


def _above(words: list[str], roles: list[str | None], count: int) -> None:
    """Tell the lines above the number of words: section, title, author."""
    for number in _free(roles, count):
        if _LISTED.search(words[number]):
            roles[number] = "contents"
    if TITLE in roles:
        _around_title(roles, count)
        return
    numbers = _free(roles, count)
    for number in numbers[:-_ABOVE]:
        roles[number] = "above the article"
    numbers = numbers[-_ABOVE:]
    if len(numbers) > 1 and _names_author(words[numbers[-1]]):
        roles[numbers.pop()] = AUTHOR
    for number in numbers[:-1]:
        roles[number] = "section" if len(words[number].split()) <= _SECTION_WORDS else TITLE
    if numbers:
        roles[numbers[-1]] = TITLE


def _without_publisher(words: list[str], begin: int, end: int) -> int:
    """Return where the text ends above the lines that name the publisher and the article's address."""
    while end > begin + 1 and (_ADDRESS.match(words[end - 1]) or _is_publisher(words[end - 1])):
        end -= 1
        if not _ADDRESS.match(words[end]):
            break
    return end


def _is_publisher(line: str) -> bool:
    """Say whether a line is a name and no sentence: nothing else tells it from the last paragraph."""
    words = line.split()
    names = [word for word in words if not word[:1].islower()]
    return len(words) <= _PUBLISHER_WORDS and not _ENDS.search(line) and len(names) * 2 > len(words)


def _is_name(line: str) -> bool:
    words = line.split()
    return len(words) <= _NAME_WORDS and all(word[:1].isupper() or len(word) < 4 for word in words)


def _below(words: list[str], roles: list[str | None], begin: int) -> int:
    """Tell the lines from the day to whose the article is; return where the text begins."""
    number = begin
    wanted = ["date", "hour", "outlet", "code"]
    while number < len(words) and roles[number] in {None, BODY} and wanted:
        want = wanted.pop(0)
        if roles[number] is None and _can_be(want, words[number]):
            roles[number] = want
            number += 1
    return _until_text(words, roles, number)


def _can_be(role: str, line: str) -> bool:
    match role:
        case "date":
            return bool(press_when(line))
        case "hour":
            return bool(_HOUR.match(line))
        case "code":
            return bool(_OUTLET_CODE.match(line))
    return True


def _free(roles: list[str | None], end: int) -> list[int]:
    """Return the lines above one that have no role yet."""
    return [number for number in range(max(end, 0)) if roles[number] is None]


def _names_author(line: str) -> bool:
    return is_byline(line) or _is_name(line)


def _above_language(words: list[str], roles: list[str | None], begin: int, language: int) -> None:
    for number in range(begin, language):
        roles[number] = roles[number] or ("page" if _PAGE.match(words[number]) else "edition")
    roles[language] = "language"


def _around_title(roles: list[str | None], end: int) -> None:
    """Tell what stands above the title, and between it and the number of words."""
    title = roles.index(TITLE)
    for number in _free(roles, end):
        roles[number] = "section" if number < title else AUTHOR


def _until_text(words: list[str], roles: list[str | None], begin: int) -> int:
    """Tell edition, page, language and whose it is; return where the text begins."""
    near = range(begin, min(begin + 5, len(words)))
    end = begin
    language = next((number for number in near if language_code(words[number])), None)
    if language is not None:
        _above_language(words, roles, begin, language)
        end = language + 1
    if end < len(words) and roles[end] is None and (_is_rights(words[end]) or BODY in roles):
        roles[end] = "copyright"
        end += 1
    return end


def _is_rights(line: str) -> bool:
    """Say whether a line below the language tells whose the article is, which there every article does."""
    return is_copyright(line) or (len(line) <= _LONGEST_RIGHTS and bool(_OF_A_YEAR.search(line)))


def _rest(roles: list[str | None], last: int) -> None:
    for number, role in enumerate(roles):
        if role is None:
            roles[number] = "below the article" if number < last else OUTSIDE
