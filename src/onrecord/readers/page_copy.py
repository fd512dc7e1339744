"""A page that somebody kept: its own address and the day it was kept, and the page without the keeper's frame.

Known are copies of the Wayback Machine, of archive.today, of SingleFile, and those that browsers save.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml import html

_HEAD = 20_000  # characters of a page in which a keeper's note may stand
_IN_ARCHIVE = re.compile(
    r"(?:https?:)?(?://(?:web\.archive\.org|archive\.(?:today|ph|is|li|md|fo|vn)))?/?(?:web/)?"
    r"(?P<day>(?:19|20)\d\d\.?[01]\d\.?[0-3]\d)-?\d{0,6}(?:[a-z]{2}_)?/(?P<address>https?:/{1,2}\S+)",
    re.IGNORECASE,
)
_WAYBACK = re.compile(r"__wm\.wombat\(\s*[\"'](?P<address>https?://[^\"']+)[\"']\s*,\s*[\"'](?P<day>\d{8})")
_SAVED = re.compile(r"<!--\s*saved from url=\(\d+\)\s*(?P<address>https?://\S+?)\s*-->", re.IGNORECASE)
_SINGLE_FILE = re.compile(r"Page saved with SingleFile\s+url:\s*(?P<address>https?://\S+)")
_FRAMES = (
    "//*[starts-with(@id, 'wm-ipp') or @id='wm-capinfo' or @id='donato']"  # Wayback's toolbar
    " | //*[@id='HEADER' and .//input[@name='q']]"  # archive.today's
    " | //*[contains(concat(' ', normalize-space(@class), ' '), ' sf-hidden ')]"  # what SingleFile hides
)
_DATA = re.compile(r"data:[\w.+-]+/[\w.+-]+;base64,[A-Za-z0-9+/=%\s]{100,}")


@dataclass(frozen=True, slots=True)
class Copy:
    """What a keeper notes of a page: its address, and the day on which it was kept, where an archive kept it."""

    address: str | None = None
    day: date | None = None


def copy_noted(page: str) -> Copy:
    """Return what the keeper of a page notes at its top.

    >>> copy_noted('<script>__wm.wombat("http://gazette.example/dam","20210407081500",...').address
    'http://gazette.example/dam'
    """
    head = page[:_HEAD]
    match = _WAYBACK.search(head)
    if match:
        return Copy(match["address"], _day(match["day"]))
    match = _SINGLE_FILE.search(head) or _SAVED.search(head)
    return of_address(match["address"]) if match else Copy()


def of_address(address: str) -> Copy:
    """Return the address of a page within that of its copy, with the day in it; any other address as it is.

    >>> of_address("https://web.archive.org/web/20210407081500/http://gazette.example/dam")
    Copy(address='http://gazette.example/dam', day=datetime.date(2021, 4, 7))
    """
    match = _IN_ARCHIVE.fullmatch(address)
    return Copy(match["address"], _day(match["day"])) if match else Copy(address)


def without_data(page: str) -> str:
    """Return a page without the pictures and letters that a copy holds within itself."""
    return _DATA.sub("data:,", page) if ";base64," in page else page


def take_off_frame(tree: html.HtmlElement) -> None:
    """Take off a page what its keeper put on it: a toolbar, and what it no longer shows."""
    for element in tree.xpath(_FRAMES):
        if element.getparent() is not None:
            element.drop_tree()


def _day(written: str) -> date | None:
    digits = written.replace(".", "")
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return None
