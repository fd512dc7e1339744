"""The lines of a piece of a page, each with the part of the page that it stands in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from lxml import html

from onrecord.readers.page_text import lines_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_NO_CHARACTER = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # of XML
_MARK = re.compile("\ue000(\\d+)\ue001")


class Region(NamedTuple):
    """A line, and the role of the part it stands in; None where it stands in none."""

    role: str | None
    words: str


def regions(element: html.HtmlElement, marked: Iterable[tuple[html.HtmlElement, str]]) -> list[Region]:
    """Return the lines of an element in order, with the role of the part that each stands in.

    Args:
        element: The element; the marked parts are taken out of it.
        marked: Parts of it with their roles, inner ones before those around them.
    """
    taken: list[tuple[html.HtmlElement, str]] = []
    for part, role in marked:
        parent = part.getparent()
        if parent is None or not any(above is element for above in part.iterancestors()):
            continue
        place = html.Element("p")
        place.text, place.tail = f"\ue000{len(taken)}\ue001", _NO_CHARACTER.sub(" ", part.tail or "")
        parent.replace(part, place)
        part.tail = None
        taken.append((part, role))
    element.tail = None
    return list(_told(element, None, taken))


def _told(
    element: html.HtmlElement, role: str | None, taken: list[tuple[html.HtmlElement, str]]
) -> Iterator[Region]:
    """Yield the lines of an element, those of the parts taken out where they stood."""
    for line in lines_of(element):
        mark = _MARK.fullmatch(line.text)
        if mark and int(mark[1]) < len(taken):
            yield from _told(*taken[int(mark[1])], taken)
        else:
            yield Region(role, line.text)
