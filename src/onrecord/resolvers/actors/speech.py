"""The stretches of direct speech of a report, and whose they are."""

from __future__ import annotations

import sys
from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.resolvers.actors.figures import Reading


class Speech:
    """The stretches of direct speech of a report, and whose they are as far as that is known."""

    def __init__(self, stretches: Sequence[tuple[int, int]]) -> None:
        self.stretches = sorted(set(stretches))
        self.speakers: dict[tuple[int, int], Reading] = {}

    def around(self, offset: int) -> tuple[int, int] | None:
        """Return the innermost stretch around an offset, or None."""
        at = bisect_right(self.stretches, (offset, sys.maxsize))
        return next((each for each in reversed(self.stretches[max(0, at - 12) : at]) if offset < each[1]), None)

    def speaker(self, offset: int) -> Reading | None:
        """Return whose words stand at an offset, or None where nobody is quoted or it is not known."""
        stretch = self.around(offset)
        return self.speakers.get(stretch) if stretch else None
