"""An article as LexisNexis exported it until about 2018 ("1 of 10 DOCUMENTS", fields in capitals).

Above the body: outlet, date and edition, in the middle of the line; the title, with or without a label; fields.
The body follows `BODY:`, or else the last field. Below it fields, captions, and whose the article is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.readers.nexis_lines import Told, closes, fields_of, lines_of
from onrecord.readers.press_words import is_byline, is_copyright, label_of, nexis_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.readers.laid_out import Article
    from onrecord.readers.nexis_lines import Line

_BELOW = frozenset({"section", "length"})  # fields that can stand below the body, as all others can above it
_LAST = frozenset({"length", "body", "title"})  # fields with which a head can end
_HEAD = 40  # lines that fields in a row can take
_NAME_WORDS = 5  # that a line with nothing but an author's name has at most


def old_article(text: str) -> Article:
    """Return the article that stands in a document of an export; the line that counts it is left out before."""
    lines = lines_of(text)
    told = Told(text)
    begin = _body_begins(lines)
    end = _body_ends(lines, begin)
    _above(told, lines[:begin])
    return told.whole(lines[begin:end], lines[end:])


def _body_begins(lines: Sequence[Line]) -> int:
    """Return the number of the line with which the body begins: below its label, else below the fields."""
    last = 0
    for number, line in enumerate(lines):
        role = _field(line)
        if role == "body":
            return number + 1
        if last and _closes_head(line, role):
            break
        if role or _is_same_block(lines, number, last):
            last = number + 1
        elif last and not _goes_on(lines, number):
            break
    return last or _without_fields(lines)


def _is_same_block(lines: Sequence[Line], number: int, last: int) -> bool:
    """Say whether a line stands in one block with the last one of the head, so far."""
    return last > 0 and lines[number].block == lines[last - 1].block


def _closes_head(line: Line, role: str | None) -> bool:
    """Say whether a line stands below an article, where none has told its body."""
    return closes(line) and role != "language"


def _goes_on(lines: Sequence[Line], number: int) -> bool:
    """Say whether more of the head follows: one of its last fields near by, or behind further fields in a row.

    A field may have a label that is not known; a turn of a transcript looks like one, but ends as a sentence does.
    """
    last = lines[number].block + 1
    for line in lines[number : number + _HEAD]:
        if line.block > last:
            return False
        if _field(line) in _LAST:
            return True
        if _field(line) or (_is_labelled(line.words) and not line.ends_sentence):
            last = line.block + 1
    return False


def _without_fields(lines: Sequence[Line]) -> int:
    """Return where the body of an article begins that has no field: below the block after the date."""
    date = next((number for number, line in enumerate(lines) if line.is_date), None)
    if date is None:
        return 0
    title = lines[date].block + 1
    return next((number for number, line in enumerate(lines) if line.block > title), len(lines))


def _body_ends(lines: Sequence[Line], begin: int) -> int:
    for number in range(begin, len(lines)):
        opens = number == begin or lines[number].block != lines[number - 1].block or _field(lines[number - 1])
        if opens and _is_below(lines[number]):
            return number
    return len(lines)


def _is_below(line: Line) -> bool:
    role = _field(line)
    return (bool(role) and (role in _BELOW or closes(line))) or is_copyright(line.words)


def _field(line: Line) -> str | None:
    """Return what the field stands for that a line opens; their labels are in capitals."""
    return nexis_words().field(line.words) if _is_labelled(line.words) else None


def _is_labelled(words: str) -> bool:
    label = words.partition(":")[0]
    return label == label.upper() and bool(label_of(words))


def _above(told: Told, lines: Sequence[Line]) -> None:
    """Tell what stands above the body."""
    first = next((number for number, line in enumerate(lines) if _field(line)), len(lines))
    _unlabelled(told, lines[:first])
    for run in fields_of(lines[first:]):
        role = _field(run[0])
        if role:
            told.labelled(run, "label" if role == "body" else role)
        elif told.title is None:
            told.heads(told.text[run[0].start : run[-1].end], run[0].start, run[-1].end)
        else:
            told.furniture(run, "author" if is_byline(run[0].words) else "above the article")


def _unlabelled(told: Told, lines: Sequence[Line]) -> None:
    """Tell outlet, date, edition and title from where they stand."""
    rights = {line.block for line in lines if is_copyright(line.words)}
    told.furniture([line for line in lines if line.block in rights], "copyright")
    rest = [line for line in lines if line.block not in rights]
    dates = [number for number, line in enumerate(rest) if line.is_date]
    if dates:
        _around_date(told, rest, _date(dates))
    else:
        _outlet(told, rest[:1])
        _titles(told, rest[1:])


def _date(dates: Sequence[int]) -> int:
    """Return the line with the date: the first with one, but the name of an outlet where another follows."""
    return dates[1] if dates[0] == 0 and len(dates) > 1 else dates[0]


def _around_date(told: Told, rest: Sequence[Line], date: int) -> None:
    """Tell what stands above and below the line with the date."""
    above = [line for line in rest[:date] if line.block >= rest[max(0, date - 1)].block]
    _titles(told, rest[: date - len(above)])
    _outlet(told, above)
    told.date = rest[date].words
    told.furniture(rest[date : date + 1], "date")
    edition = [line for line in rest[date + 1 :] if line.block == rest[date].block]
    told.furniture(edition, "edition")
    _titles(told, rest[date + 1 + len(edition) :])


def _outlet(told: Told, lines: Sequence[Line]) -> None:
    told.outlet = " ".join(" ".join(line.words for line in lines).split()) or None
    told.furniture(lines, "outlet")


def _titles(told: Told, lines: Sequence[Line]) -> None:
    """Tell the title, a block of lines, from the byline and second headlines below it."""
    for block in dict.fromkeys(line.block for line in lines):
        run = [line for line in lines if line.block == block]
        if told.title and (is_byline(run[0].words) or _is_name(run)):
            told.furniture(run, "author")
        else:
            told.heads(told.text[run[0].start : run[-1].end], run[0].start, run[-1].end)


def _is_name(lines: Sequence[Line]) -> bool:
    words = lines[0].words.split()
    return len(lines) == 1 and len(words) <= _NAME_WORDS and all(word[:1].isupper() for word in words)
