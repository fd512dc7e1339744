"""The details of a page: from what it tells machines, what it prints, and what its keeper noted."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urljoin

from onrecord.core.when import Basis, When
from onrecord.core.written_date import day_in_address
from onrecord.readers.page_copy import Copy, of_address
from onrecord.readers.page_date import days_shown, published_on
from onrecord.readers.page_facts import page_facts
from onrecord.readers.page_title import page_title
from onrecord.readers.source import Details

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date

    from lxml import html

    from onrecord.readers.page_facts import Facts
    from onrecord.readers.page_line import Line


class PageDetails(NamedTuple):
    """The details of a page, the line that prints its title, and what is doubtful in its date, in words."""

    details: Details
    title_line: int | None
    doubts: tuple[str, ...] = ()


def details_of(
    tree: html.HtmlElement | None, lines: Sequence[Line], article: Collection[int], copy: Copy
) -> PageDetails:
    """Return the details of a page; of one without a tree only its title and what its keeper noted."""
    if tree is None:
        title = page_title(lines, article, (), ())
        return PageDetails(Details(url=copy.address, title=title.text), title.line)
    facts = page_facts(tree)
    stated = of_address(_joined(copy.address, facts.url)) if facts.url else Copy()
    address, kept = stated.address or copy.address, stated.day or copy.day
    title = page_title(lines, article, facts.titles, facts.sites)
    shown = days_shown(tree, lines, article)
    published, doubts = published_on(tree, facts.published, address, shown)
    if kept and not _is_dated(facts, shown, address):
        published = When.on(kept, Basis.METADATA)
        doubts = (f"the page gives no date; {kept} was taken, on which it was archived: it may be older.",)
    outlet = facts.outlet or _on_top(facts.window, lines)
    return PageDetails(Details(address, title.text, outlet, published, facts.language), title.line, doubts)


def _is_dated(facts: Facts, shown: Collection[date], address: str | None) -> bool:
    """Say whether a page gives its day: to machines, to readers, or in its address."""
    return bool(facts.published or shown or day_in_address(address or ""))


def _on_top(name: str | None, lines: Sequence[Line]) -> str | None:
    """Return the name behind the title of a page's window, if the page bears it as a heading: it is the outlet."""
    return name if any(line.tag == "h1" and line.text == name for line in lines) else None


def _joined(base: str | None, address: str) -> str:
    """Return an address in full, where the page gives it from its own."""
    try:
        return urljoin(base or "", address)
    except ValueError:
        return address
