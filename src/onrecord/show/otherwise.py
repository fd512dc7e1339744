"""Where else a party is told to stand: what another tells of it, of which nobody knows that it was before.

"We have heard from them that it is ruled out" takes no side of theirs that is counted, since another says it. But
who stands there plainly is told by nobody then.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from onrecord.core.entry import Event, is_unlikely
from onrecord.core.proposition import Sense, Sign
from onrecord.show.wants import is_called

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from onrecord.core.line import Line
    from onrecord.core.proposition import Proposition
    from onrecord.core.report import Citation
    from onrecord.core.when import When
    from onrecord.show.wants import Want

_OTHER = {"for": Sign.AGAINST, "against": Sign.FOR}


class Otherwise:
    """Finds the words by which a party that stands on one side is told to stand on the other.

    Args:
        lines: The lines of the record.
    """

    def __init__(self, lines: Iterable[Line]) -> None:
        self._of: dict[str, list[tuple[Line, Citation]]] = defaultdict(list)
        for line in lines:
            entry = line.entry
            if not isinstance(entry, Event) and entry.via and entry.speaker and not is_unlikely(entry.confidence):
                self._of[entry.speaker.side or ""].append((line, entry.content[0]))

    def told(self, want: Want) -> Iterator[tuple[Line, Citation]]:
        """Yield what others tell of the other side, with its words: in other reports, not surely of before."""
        sign = _OTHER.get(want.last.says.stance)
        reports = {one.telling.citation.report for one in want.stretch}
        for line, words in self._of[want.party]:
            other = any(one.sign is sign and _is_of(one, want.matter) for one in line.entry.propositions)
            if (
                sign
                and other
                and line.report.id not in reports
                and not _is_before(line.entry.when, want.last.when)
            ):
                yield line, words


def _is_of(proposition: Proposition, matter: str) -> bool:
    """Say whether a proposition is a will on a matter, by the matter's name, whatever body it is of."""
    return proposition.is_plain and proposition.sense is Sense.WILL and is_called(proposition.matter, matter)


def _is_before(one: When | None, other: When | None) -> bool:
    """Say whether a time is surely before another one."""
    return bool(one and one.latest and other and other.earliest and one.latest < other.earliest)
