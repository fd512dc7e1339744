"""What an entry is about and on which side of it: the one place where a sign is kept.

Made in the first half, where the parse is at hand, and stored with the entry. What compares reads it from the
record and works out no sign of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.core.report import Citation


DEED = "deed"  # stands for a matter where the words name what shall be done or left, and it is in no catalogue


class Sign(StrEnum):
    """Which side: for it, or that it is so; against it, or that it is not."""

    FOR = "+"
    AGAINST = "-"


class Sense(StrEnum):
    """Of what the sign speaks: what shall be, in the speaker's own will or judgement, or what is so.

    Or of neither: words of the field of a matter, which do not name it, tell what an entry is of and take no side.
    """

    WILL = "will"
    FACT = "fact"
    FIELD = "field"


@dataclass(frozen=True, slots=True)
class Proposition:
    """A matter that an entry is about, and on which side of it the entry stands.

    Attributes:
        matter: Id of the matter in the catalogue (`data/matters.toml`); `DEED` of the deed that was said.
        words: The words that name it.
        sense: Whether the sign speaks of what shall be or of what is so.
        sign: Which side; None where the words do not tell.
        body: Id of the international body that the matter is of; None where it is of none, or not told.
        object: Ids of those whom it concerns, by the arguments of the words that name it; empty where left open.
        doer: Id of whoever does it or owns it; None where the words do not tell.
        conditional: The side is tied to a condition.
        open: The words say that nothing is decided ("whether to", "ready to discuss").
        background: It is only mentioned, in a clause that says something else ("the states that recognise it").
    """

    matter: str
    words: Citation
    sense: Sense
    sign: Sign | None = None
    body: str | None = None
    object: tuple[str, ...] = ()
    doer: str | None = None
    conditional: bool = False
    open: bool = False
    background: bool = False

    @property
    def is_plain(self) -> bool:
        """Whether it is what the entry says, and hangs on no condition."""
        return not (self.conditional or self.background)

    @property
    def is_named(self) -> bool:
        """Whether its words name the matter, and are not only of its field."""
        return self.sense is not Sense.FIELD
