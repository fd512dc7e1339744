"""Pages that a browser saved as one file (MHTML): the page in it, read as any saved page, with its address."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import replace
from email import policy
from email.parser import BytesParser
from typing import TYPE_CHECKING

from onrecord.core.problem import Outcome, ProblemKind
from onrecord.readers.fault import Fault, outcome_of, sound
from onrecord.readers.html import saved_page
from onrecord.readers.source import Details

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import EmailMessage

    from onrecord.core.report import Report
    from onrecord.readers.source import Source

_OPENS = re.compile(rb"From: <?Saved by ", re.IGNORECASE)
_ADDRESSES = ("snapshot-content-location", "content-location")


class SavedSingly:
    """Pages in MHTML, told by their ending, or by who wrote them."""

    name = "mhtml"
    endings = (".mhtml", ".mht")

    def accepts(self, name: str, opening: bytes) -> bool:
        """Take what is named so, or opens as browsers write it."""
        return name.lower().endswith(self.endings) or bool(_OPENS.match(opening))

    def sources(self, source: Source) -> Iterator[Source]:
        """Yield the one report that it is."""
        yield source

    def read(self, source: Source, data: bytes) -> Outcome[Report]:
        """Return the report of the page."""
        return outcome_of(source, lambda: _page(source, data))


def _page(source: Source, data: bytes) -> Outcome[Report]:
    with sound("a page saved as one file"):
        parsed = BytesParser(policy=policy.default).parsebytes(data)
        part = next((part for part in parsed.walk() if part.get_content_type() == "text/html"), None)
        content = part.get_payload(decode=True) if part else None
    if not isinstance(content, bytes) or part is None:
        raise Fault(ProblemKind.NO_TEXT, "there is no page in it; it was left out.")
    found = Details(url=_address(parsed) or _address(part))
    return saved_page(replace(source, details=source.details.over(found)), content, part.get_content_charset())


def _address(part: EmailMessage) -> str | None:
    for name in _ADDRESSES:
        with suppress(Exception):  # of a broken head the library promises none
            address = str(part.get(name) or "").strip()
            if address.startswith(("http://", "https://")):
                return address
    return None
