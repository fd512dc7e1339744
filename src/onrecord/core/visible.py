"""Text from reports made safe to print: nothing in it moves the cursor, hides, or turns the reading order round.

A report, its title, the name of a file or of a party may hold anything. What a screen would obey instead of show
is written out: `\\x1b` for an escape character, `\\u202e` for one that turns the order round.
"""

from __future__ import annotations

import re

from onrecord.core.withheld import shown

# Controls (C0 but for line feed and tabulator, delete, C1), separators of lines and paragraphs, marks that embed,
# override or isolate a direction of writing, tags, and halves of characters.
_OBEYED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)


def visible(text: str) -> str:
    """Return a text with every character written out that a screen would obey; lines stay lines.

    >>> visible("a title\\x1b[2J, \\u202egnp.exe\\r\\n")
    'a title\\\\x1b[2J, \\\\u202egnp.exe\\n'
    """
    return _OBEYED.sub(_written_out, shown(text).replace("\r\n", "\n"))


def one_line(text: str) -> str:
    """Return a text as one line that can be printed: white space made one space each, the rest `visible`."""
    return visible(" ".join(text.split()))


def _written_out(found: re.Match[str]) -> str:
    code = ord(found.group())
    if code > 0xFFFF:
        return f"\\U{code:08x}"
    return f"\\u{code:04x}" if code > 0xFF else f"\\x{code:02x}"
