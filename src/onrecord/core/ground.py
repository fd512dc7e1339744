"""Why a field of an entry is as it is: who gave it, how surely, and what was refused for it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Refused:
    """Something else that the field could have been.

    Attributes:
        what: It, in words.
        chance: Its probability, where one was worked out.
        why: Why it was refused, in words.
    """

    what: str
    chance: float | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Ground:
    """What one field of an entry rests on.

    Attributes:
        field: The field, or "told" for that there is the entry at all.
        value: As corrections write it.
        by: The pass, rule or model that gave it, those before it first.
        chance: Its probability, where one was worked out.
        why: What it was told by, in words.
        refused: What else it could have been, the likeliest first.
    """

    field: str
    value: str
    by: tuple[str, ...]
    chance: float | None = None
    why: str = ""
    refused: tuple[Refused, ...] = ()
