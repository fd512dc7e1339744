"""Quantities: how much or how many, as a report tells."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.core.report import Citation

# All up to the last word of a number: "more than 100,000", "tens of thousands of", "a 10-".
_NUMBER = re.compile(
    r"^.*(?:\d%?|\b(?:(?:hundred|thousand|million|billion|trillion|dozen|score)s?|two|three|four|five|six|seven|eight|nine"
    r"|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|half|third|quarter|per\s?cent|bn|m)\b)"
    r"(?:\s+of\b)?[\s-]*",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """How much or how many, as a report or somebody in it tells.

    Attributes:
        citation: The words ("more than 100,000 troops").
        unit: What is counted, in the singular ("soldier"); for money the ISO 4217 code or the coin's name.
        lower: The least it can be, or None where the words leave that open.
        upper: The most it can be, or None where the words leave that open.
        approximate: The words themselves are fuzzy ("about", "some").
    """

    citation: Citation
    unit: str
    lower: float | None = None
    upper: float | None = None
    approximate: bool = False

    @property
    def counted(self) -> str:
        """What is counted, in the report's words behind the number ("Afghan refugees"); without any the unit."""
        return _NUMBER.sub("", self.citation.words).strip() or self.unit
