"""Text that XML can hold: names and words of a report may be anything."""

from __future__ import annotations

import re

from onrecord.core.visible import visible

# What XML 1.0 has no way to write, beyond what `visible` writes out.
_NO_XML = re.compile("[\ufffe\uffff]")


def in_xml(text: str) -> str:
    """Return a text that XML can hold: what it has no way to write is written out.

    >>> in_xml("a\\x00b")
    'a\\\\x00b'
    """
    return _NO_XML.sub(lambda found: f"\\u{ord(found[0]):04x}", visible(text))
