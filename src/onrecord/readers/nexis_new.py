"""An article as Nexis Uni, Lexis Advance and Lexis+ export it ("Body" above, "End of Document" below it).

Above the body: title, outlet, date, whose it is, and fields with a label; below it "Load-Date:", captions under
"Graphic", and "Classification". The cover lists the titles of all that follow.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onrecord.readers.nexis_lines import Told, closes, is_wrapped, lines_of
from onrecord.readers.press_words import is_copyright, label_of, nexis_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.readers.laid_out import Article
    from onrecord.readers.nexis_lines import Line

_HEAD = 8  # lines among which the date stands
_LISTED = re.compile(r"^(?P<number>\d{1,4})\.(?:\s+(?P<title>\S.*))?$", re.DOTALL)
_ABOVE_FIELDS = 3  # lines that stand above the first field: title, outlet, date
_LABELS_OF_COVER = 2


def new_article(text: str) -> Article:
    """Return the article that stands in a document of an export, its cover and its last line left out before."""
    words = nexis_words()
    told = Told(text)
    lines = lines_of(text)
    links = [line for line in lines if line.key.rstrip(".") in words.links]
    told.furniture(links, "link")
    lines = [line for line in lines if line not in links]
    begin = _body_begins(lines)
    end = _body_ends(lines, begin)
    _above(told, lines[:begin])
    return told.whole(lines[begin:end], lines[end:])


def without_cover(text: str) -> str:
    """Return the first document of an export without the cover above it."""
    lines = lines_of(text)
    words = nexis_words()
    labels = {number: label for number, line in enumerate(lines) if (label := label_of(line.words)) in words.cover}
    if len(labels) < _LABELS_OF_COVER or words.job.isdisjoint(labels.values()):
        return text
    return text[lines[_article_begins(lines, max(labels) + 1)].start :]


def _article_begins(lines: Sequence[Line], after: int) -> int:
    """Return the line with which the first article begins: its title as listed, else two above its date."""
    listed = _listed(lines)
    after = max([after, *(number + 1 for number in listed)])
    title = " ".join(next(iter(listed.values()), "").split()).casefold()
    for number in range(min(after, len(lines) - 1), len(lines)):
        if title and lines[number].key == title:
            return number
    date = _last_date(lines, after)
    return min(after, len(lines) - 1) if date is None else max(after, date - 2)


def _last_date(lines: Sequence[Line], after: int) -> int | None:
    """Return the last line with a date above the first body."""
    bodies = nexis_words().bodies
    body = next((number for number in range(after, len(lines)) if lines[number].key in bodies), None)
    return max((number for number in range(after, body or 0) if lines[number].is_date), default=None)


def _listed(lines: Sequence[Line]) -> dict[int, str]:
    """Return the titles that a cover lists, counted from 1, by the lines they stand on."""
    listed: dict[int, str] = {}
    for number, line in enumerate(lines):
        found = _LISTED.match(line.words)
        if found and int(found["number"]) == len(listed) + 1:
            listed[number] = found["title"] or ""
    return listed


def _body_begins(lines: Sequence[Line]) -> int:
    """Return the number of the line with which the body begins: below its label, else below the fields."""
    words = nexis_words()
    for number, line in enumerate(lines):
        if line.key in words.bodies:
            return _behind_abstract(lines, number + 1)
        if number >= _ABOVE_FIELDS and (closes(line) or line.key in words.closings):
            return number
    fields = [
        number
        for number, line in enumerate(lines[: 3 * _HEAD])
        if words.field(line.words) or is_copyright(line.words)
    ]
    return fields[-1] + 1 if fields else min(3, len(lines))


def _behind_abstract(lines: Sequence[Line], begin: int) -> int:
    """Return where the text begins: below the label behind an abstract, where the body opens with one."""
    words = nexis_words()
    if begin == len(lines) or lines[begin].key not in words.abstracts:
        return begin
    full = (number + 1 for number in range(begin + 1, len(lines)) if lines[number].key in words.bodies)
    return next(full, begin)


def _body_ends(lines: Sequence[Line], begin: int) -> int:
    words = nexis_words()
    for number in range(begin, len(lines)):
        if lines[number].key in words.closings or closes(lines[number]):
            return number
    return len(lines)


def _above(told: Told, lines: Sequence[Line]) -> None:
    """Tell what stands above the body."""
    words = nexis_words()
    head = next(
        (
            number
            for number, line in enumerate(lines)
            if number and (words.field(line.words) or is_copyright(line.words) or line.key in words.bodies)
        ),
        len(lines),
    )
    # The third line as a rule; a title or an edition can name a day too.
    days = [number for number in range(1, min(head, _HEAD)) if lines[number].is_date]
    date = min(days, key=lambda number: abs(number - 2), default=None)
    _title_and_outlet(told, lines[: head if date is None else date], dated=date is not None)
    if date is not None:
        told.date = lines[date].words
        told.furniture(lines[date : date + 1], "date")
        told.furniture(lines[date + 1 : head], "edition")
    _fields(told, lines[head:])


def _title_and_outlet(told: Told, lines: Sequence[Line], *, dated: bool) -> None:
    """Tell the title, the first line, from the outlet, the line above the date."""
    if len(lines) > 1:
        place = len(lines) - 1 if dated else 1
        told.outlet = " ".join(lines[place].words.split())
        told.furniture(lines[place : place + 1], "outlet")
        told.furniture(lines[place + 1 :], "edition")
        lines = lines[:place]
    if lines:
        whole = is_wrapped(lines)  # one title on several lines, or a title and what stands below it
        last = lines[-1] if whole else lines[0]
        told.heads(told.text[lines[0].start : last.end], lines[0].start, last.end)
        for line in () if whole else lines[1:]:
            told.heads(line.words, line.start, line.end)


def _fields(told: Told, lines: Sequence[Line]) -> None:
    """Tell the fields above the body; a line without a label goes on with the field above it."""
    words = nexis_words()
    run: list[Line] = []
    for line in (*lines, None):
        begins = line is None or label_of(line.words) or is_copyright(line.words) or line.key in words.bodies
        if begins and run:
            _field(told, run)
            run = []
        if line is not None:
            run.append(line)


def _field(told: Told, run: Sequence[Line]) -> None:
    role = nexis_words().field(run[0].words)
    if role and role != "body":
        told.labelled(run, role)
    else:
        told.furniture(run, "copyright" if is_copyright(run[0].words) else "label")
