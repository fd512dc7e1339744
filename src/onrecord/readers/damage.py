"""Text that was damaged before it came here: decoded wrongly once, escaped twice, full of marks nobody sees.

Of a page the text is ours to lay out, so it is put right; a text file stays as it stands, and a problem says so.
"""

from __future__ import annotations

import re

# Marks of UTF-8 read as Windows-1252. The second byte of a closing quotation mark has no character there.
_MARKS = {"â€œ": "“", "â€\u009d": "”", "â€\ufffd": "”", "â€™": "’", "â€˜": "‘", "â€“": "–", "â€”": "—", "â€¦": "…"}
_MARK = re.compile("|".join([*_MARKS, "â€", "Â\u00a0"]))
_LETTER = re.compile("Ã[\u0080-\u00bf]|Ä[\u0080-\u00bf]|Å[\u0080-\u00bf]")
_TWICE = re.compile(r"&amp;(quot|apos|nbsp|amp|[lr][sd]quo|[mn]dash|hellip|#\d{2,5}|#x[0-9a-fA-F]{2,4});")
_UNSEEN = re.compile(
    "[\u00ad\u200b\u2060\ufeff]|&(?:shy|ZeroWidthSpace|NoBreak|#173|#8203|#8288|#x0*(?:ad|200b|2060));",
    re.IGNORECASE,
)


def is_misread(text: str) -> bool:
    """Say whether a text was decoded wrongly once before: its quotation marks have become three characters each.

    >>> is_misread("â€œWe agree,â€ he said."), is_misread("“We agree,” he said.")
    (True, False)
    """
    return "â€" in text


def put_right(page: str) -> str:
    """Return a page's source without invisible marks, with what was escaped twice or decoded wrongly put right.

    >>> put_right("Egyp&shy;tian &amp;quot;no&amp;quot;"), put_right("â€œWe wonâ€™t,â€ he said")
    ('Egyptian &quot;no&quot;', '“We won’t,” he said')
    """
    page = _TWICE.sub(r"&\1;", _UNSEEN.sub("", page))
    if not is_misread(page):
        return page
    return _LETTER.sub(_letter, _MARK.sub(_mark, page))


def _mark(found: re.Match[str]) -> str:
    """Return the mark of which three bytes were read as three characters, or the last of them was lost."""
    return _MARKS.get(found[0], " " if "Â" in found[0] else "”")


def _letter(found: re.Match[str]) -> str:
    """Return the letter of which two bytes were read as two characters."""
    try:
        return found[0].encode("latin-1").decode("utf-8")
    except UnicodeError:
        return found[0]
