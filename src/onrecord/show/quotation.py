"""Did they say this? A quotation held against the reports of a record.

Words are compared, not characters: quotation marks, punctuation, case and white space are not looked at.
The nearest stretch of a report is found on the diagonal on which most words of the two agree (as in dot plots;
Maizel and Lenk 1981), and its ends are set by `difflib`.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import TYPE_CHECKING

from onrecord.casebook import by_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from onrecord.core.report import Report

# Least share of words in common (twice the common words over the words of both) to be the same quotation.
# Both bounds are set by hand on the cases of the tests.
LEAST_ALIKE = 0.6
# The same where the quotation has no word that the stretch lacks: one may leave out more than one may change.
LEAST_CUT = 0.4
# How many words of the report may stand between two pieces, beyond as many as the quotation has.
SLACK = 25
_WORD = re.compile(r"\w+(?:['’]\w+)*")

# Some words, and whose they are: `report`, `quotation`, or of both where they are the same.
Difference = tuple[str, str]


class Verdict(StrEnum):
    """What a report has of a quotation, best first."""

    VERBATIM = "verbatim"
    CUT = "cut"  # every word stands there in this order, with words between them that the quotation leaves out
    ALTERED = "altered"


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a report has a quotation, or the nearest to it.

    Attributes:
        start, end: The offsets of the stretch in the report's text.
        alike: Share of words in common, 0 to 1.
        differences: The stretch against the quotation, in pieces; empty where it is verbatim.
    """

    verdict: Verdict
    start: int
    end: int
    alike: float
    differences: tuple[Difference, ...]


def spot(quotation: str, text: str) -> Spot | None:
    """Return the nearest that a text has to a quotation, or None where it has nothing alike."""
    asked, told = list(_WORD.finditer(quotation)), list(_WORD.finditer(text))
    wanted, there = [_folded(word[0]) for word in asked], [_folded(word[0]) for word in told]
    found = _whole(wanted, there) or _nearest(wanted, there)
    if found is None:
        return None
    first, last = found
    matcher = SequenceMatcher(None, there[first:last], wanted, autojunk=False)
    verdict = _verdict({move for move, *_ in matcher.get_opcodes()})
    if matcher.ratio() < (LEAST_CUT if verdict is Verdict.CUT else LEAST_ALIKE):
        return None
    differences = () if verdict is Verdict.VERBATIM else tuple(_differences(matcher, told[first:last], asked))
    return Spot(verdict, told[first].start(), told[last - 1].end(), matcher.ratio(), differences)


def _verdict(moves: AbstractSet[str]) -> Verdict:
    """Return what becomes of a report's words where they are made into those of a quotation by some moves."""
    if moves - {"equal", "delete"}:
        return Verdict.ALTERED
    return Verdict.CUT if len(moves) > 1 else Verdict.VERBATIM


def spots(quotation: str, reports: Iterable[Report], original: Mapping[str, str]) -> list[tuple[Report, Spot]]:
    """Return the reports that have a quotation, the nearest first, then the oldest, each text once.

    Args:
        original: For the id of each report that is a copy, the id of what it shares its text with.
    """
    found = [(report, at) for report in reports if (at := spot(quotation, report.text)) is not None]
    order = list(Verdict)
    found.sort(key=lambda one: (order.index(one[1].verdict), -one[1].alike, *by_date(one[0])))
    once: dict[str, tuple[Report, Spot]] = {}
    for report, at in found:
        once.setdefault(original.get(report.id, report.id), (report, at))
    return list(once.values())


def _folded(word: str) -> str:
    return word.replace("’", "'").casefold()


def _whole(wanted: Sequence[str], there: Sequence[str]) -> tuple[int, int] | None:
    """Return where all the words stand side by side."""
    size = len(wanted)
    for first in range(len(there) - size + 1) if size else ():
        if there[first] == wanted[0] and there[first : first + size] == wanted:
            return first, first + size
    return None


def _nearest(wanted: Sequence[str], there: Sequence[str]) -> tuple[int, int] | None:
    """Return the stretch about the diagonal with most words in common, from the first such word to the last."""
    room = SLACK + len(wanted)
    diagonals = sorted(_diagonals(wanted, there, room).items(), key=lambda one: (-one[1], one[0]))
    found = (_alike(wanted, there, max(0, step * room), room) for step, _ in diagonals[:8])
    best = max(filter(None, found), default=None)
    return best[1:] if best else None


def _diagonals(wanted: Sequence[str], there: Sequence[str], room: int) -> Counter[int]:
    """Count the words in common on each wide diagonal, and on the one before it."""
    places = defaultdict(list)
    for at, word in enumerate(wanted):
        places[word].append(at)
    diagonals: Counter[int] = Counter()
    for at, word in enumerate(there):
        for step in {(at - place) // room for place in places.get(word, ())}:
            diagonals.update((step, step - 1))
    return diagonals


def _alike(wanted: Sequence[str], there: Sequence[str], low: int, room: int) -> tuple[float, int, int] | None:
    """Return the stretch of words in common from a place on, behind how alike it is; None where there is none."""
    matcher = SequenceMatcher(None, there[low : low + 2 * room + len(wanted)], wanted, autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    if not blocks:
        return None
    # Words altered at either end have no partner: as many of the report's stand opposite them.
    behind = len(wanted) - blocks[-1].b - blocks[-1].size
    first = max(0, low + blocks[0].a - blocks[0].b)
    last = min(len(there), low + blocks[-1].a + blocks[-1].size + behind)
    return 2 * sum(block.size for block in blocks) / (len(wanted) + last - first), first, last


def _differences(
    matcher: SequenceMatcher[str], told: Sequence[re.Match[str]], asked: Sequence[re.Match[str]]
) -> Iterator[Difference]:
    for move, low, high, start, end in matcher.get_opcodes():
        ours, theirs = " ".join(one[0] for one in told[low:high]), " ".join(one[0] for one in asked[start:end])
        if move == "equal":
            yield ours, "both"
            continue
        if ours:
            yield ours, "report"
        if theirs:
            yield theirs, "quotation"


def as_text(differences: Iterable[Difference]) -> str:
    """Return differences as a line: [-words of the report-] {+words of the quotation+}.

    >>> as_text([("We are", "both"), ("strong", "report"), ("weak", "quotation")])
    'We are [-strong-] {+weak+}'
    """
    form = {"both": "{}", "report": "[-{}-]", "quotation": "{{+{}+}}"}
    return " ".join(form[whose].format(text) for text, whose in differences)
