"""How many there are of something, as a sentence says it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def counted(number: int, thing: str) -> str:
    """Return a number with what is counted, in words.

    >>> counted(1, "report"), counted(2, "entry"), counted(1200, "day"), counted(2, "more pair")
    ('1 report', '2 entries', '1,200 days', '2 more pairs')
    """
    if number == 1:
        return f"1 {thing}"
    ends = thing.endswith("y") and thing[-2:-1] not in "aeiou"
    return f"{number:,} {thing[:-1]}ies" if ends else f"{number:,} {thing}s"


def listed(names: Sequence[str]) -> str:
    """Return names as a sentence lists them.

    >>> listed(["Arvonia", "Belmark", "Cordona"]), listed(["Arvonia"])
    ('Arvonia, Belmark and Cordona', 'Arvonia')
    """
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)
