"""A page that LexisNexis exported ("1 of 10 DOCUMENTS" in the middle of a line): its articles as lines of text.

Described in public by tm.plugin.lexisnexis (github.com/nalimilan/R.TeMiS).
"""

from __future__ import annotations

import re

from onrecord.readers.page_text import lines_of, tree_of
from onrecord.readers.press_words import nexis_words

ENDINGS = (".html", ".htm", ".xhtml")
# "1 of 10 DOCUMENTS", by itself between two tags.
NUMBERED = re.compile(
    rb"(?<=>)\s*" + nexis_words().numbered.pattern.strip("^$").encode() + rb"\s*(?=<)", re.IGNORECASE
)
TOTAL = re.compile(rb"<meta\b[^>]{0,200}\bdocuments\s*=\s*[\"']?(\d{1,7})", re.IGNORECASE)
_BREAK = re.compile(r"<br\s*/?>(?!\s*<(?:div|p)\b)", re.IGNORECASE)
_BROKEN = "\ue002"


def is_page_of_documents(name: str, opening: bytes) -> bool:
    """Say whether a file is such a page."""
    is_page = name.lower().endswith(ENDINGS) or b"<html" in opening[:2048].lower()
    return is_page and bool(NUMBERED.search(opening))


def text_of_page(markup: str) -> str:
    """Return what a stretch of a page shows: a block for each paragraph, in it a line for each line.

    >>> text_of_page("<div><p>First part;<br>second part</p><p>LENGTH: 9 words</p></div>")
    'First part;\\nsecond part\\n\\nLENGTH: 9 words'
    """
    tree = tree_of(_BREAK.sub(_BROKEN, markup))
    lines = [line.text for line in lines_of(tree)] if tree is not None else []
    blocks = ("\n".join(part.strip() for part in line.split(_BROKEN) if part.strip()) for line in lines)
    return "\n\n".join(block for block in blocks if block)
