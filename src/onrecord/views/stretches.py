"""Text in pieces: an entry's words in their sentence, and a report's text with its entries marked in place.

Whoever shows it needs no offsets: joined, the pieces are the text. What a screen would obey is written out.
"""

from __future__ import annotations

import itertools
import re
import textwrap
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from onrecord.core.entry import Event
from onrecord.core.report import PassageKind
from onrecord.core.sentence import sentence_ends
from onrecord.core.visible import one_line, visible
from onrecord.views.forms import PassageRow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from onrecord.core.entry import Entry
    from onrecord.core.report import Citation, Passage, Report
    from onrecord.views.forms import Marked, Told

# A sentence longer than this is cut around the words.
LONGEST = 1200
OPENING = 80  # characters
# "GENEVA, Jan. 10 (Meridian Wire) - ": where and by whom a report was filed is no part of its first sentence.
_FILED = r"(?:,? (?:\w{3,9}\.? \d{1,2}|\d{1,2} \w{3,9}\.?)(?:,? \d{4})?)"
_AGENCY = r" ?\([^)]{2,40}\)"
_DATELINE = re.compile(
    rf"^(?:[A-Z][A-Z.,' ]+{_FILED}?(?:{_AGENCY})?|[A-Z][\w.,' ]{{1,40}}?{_FILED}?{_AGENCY}) [-–—]+ "
)


class Text:
    """A report's text, and where its sentences and passages begin and end."""

    def __init__(self, report: Report) -> None:
        self.report = report

    @cached_property
    def _bounds(self) -> list[int]:
        text = self.report.text
        return sorted({0, *sentence_ends(text), *(one.start for one in self.report.passages), len(text)})

    def around(self, start: int, end: int) -> tuple[int, int]:
        """Return where the sentences begin and end in which a stretch lies, without white space around."""
        text = self.report.text
        first = self._bounds[max(bisect_right(self._bounds, start) - 1, 0)]
        last = self._bounds[min(bisect_left(self._bounds, end), len(self._bounds) - 1)]
        first, last = max(first, start - LONGEST), min(max(last, end), end + LONGEST)
        return first, first + len(text[first:last].rstrip())

    def opening(self) -> str:
        """Return how the text begins, in a few words: what a report is known by that has no title."""
        read = [one for one in self.report.passages if one.kind is PassageKind.PARAGRAPH]
        text = self.report.text
        start = next((one.start for one in read if text[one.start : one.end].strip()), 0)
        return textwrap.shorten(one_line(text[start : start + LONGEST]), OPENING, placeholder=" …")

    def sentence(self, entry: Entry) -> list[Marked]:
        """Return the sentences in which an entry's words stand, in pieces with the role of each."""
        cited = entry.pieces
        kept = [*cited, *([entry.trigger] if isinstance(entry, Event) else [entry.cue] if entry.cue else [])]
        first, last = self.around(min(one.start for one in kept), max(one.end for one in kept))
        return self._marked(first, last, [*((one, "content") for one in cited), *_others(entry)])

    def cited(self, citation: Citation) -> list[Marked]:
        """Return the sentences in which words stand, the words marked."""
        return self._marked(*self.around(citation.start, citation.end), [(citation, "content")])

    def _marked(self, first: int, last: int, marks: list[tuple[Citation, str]]) -> list[Marked]:
        """Return a stretch in pieces, each with all that it is to the entry, in the order of the marks."""
        inside = [(max(one.start, first), min(one.end, last), role) for one, role in marks]
        inside = [one for one in inside if one[0] < one[1]]
        cuts = sorted({first, last, *(one[0] for one in inside), *(one[1] for one in inside)})
        pieces: list[Marked] = []
        for start, end in itertools.pairwise(cuts):
            roles = dict.fromkeys(role for begin, stop, role in inside if begin <= start and end <= stop)
            pieces.append((visible(self.report.text[start:end]), " ".join(roles)))
        return pieces


class Texts(Mapping[str, Text]):
    """The texts of a record's current reports by id, each read when it is asked for and not kept.

    Args:
        ids: Of the reports.
        read: What reads one of them.
    """

    def __init__(self, ids: Iterable[str], read: Callable[[str], Report]) -> None:
        self._ids = frozenset(ids)
        self._read = read

    def __getitem__(self, report: str) -> Text:
        if report not in self._ids:
            raise KeyError(report)
        return Text(self._read(report))

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)


def printed(words: str) -> str:
    r"""Return a sentence as it is printed: on one line, without the dateline before it.

    >>> printed("PORT KELM, Mar. 3 (Coast Wire) - The strait\n is shut.")
    'The strait is shut.'
    >>> printed("PORT KELM, March 3, 2021 (Coast Wire) - It is shut.")
    'It is shut.'
    >>> printed("Port Kelm, 3 Mar (Coast Wire) -- It is shut.")
    'It is shut.'
    """
    return _DATELINE.sub("", " ".join(words.split()))


def passages(report: Report, entries: Sequence[Entry]) -> Iterator[PassageRow]:
    """Yield a report's text, all of it, with the entries whose words each piece is part of.

    Args:
        report: The report.
        entries: Its entries; pieces name them by their place here.
    """
    marks = [(one.start, one.end, place) for place, entry in enumerate(entries) for one in entry.pieces]
    marks.sort()
    for start, end, kind, why in _stretches(report):
        inside = [mark for mark in marks if mark[0] < end and mark[1] > start]
        yield PassageRow(kind=kind, why=why, pieces=list(_pieces(report.text, start, end, inside)))


def _stretches(report: Report) -> Iterator[tuple[int, int, str, str]]:
    """Yield the passages, and what stands between them unless it is white space."""
    place = 0
    given: tuple[Passage, ...] = report.passages
    for passage in given:
        yield from _between(report.text, place, passage.start)
        yield passage.start, passage.end, passage.kind.value, passage.why
        place = passage.end
    yield from _between(report.text, place, len(report.text))


def _between(text: str, start: int, end: int) -> Iterator[tuple[int, int, str, str]]:
    if text[start:end].strip():
        yield start, end, PassageKind.FURNITURE.value if start else PassageKind.PARAGRAPH.value, ""


def _pieces(text: str, start: int, end: int, marks: list[tuple[int, int, int]]) -> Iterator[Told]:
    cuts = sorted({start, end, *(max(m[0], start) for m in marks), *(min(m[1], end) for m in marks)})
    for begin, stop in itertools.pairwise(cuts):
        of = tuple(sorted({place for first, last, place in marks if first <= begin and stop <= last}))
        yield visible(text[begin:stop]), of


def _others(entry: Entry) -> Iterator[tuple[Citation, str]]:
    """Yield what else of an entry is marked in its sentence."""
    if isinstance(entry, Event):
        yield from ((one.citation, "who") for one in entry.sources)
        yield from ((one.citation, "whom") for one in entry.targets)
        yield entry.trigger, "cue"
    else:
        if entry.condition:
            yield entry.condition, "condition"
        if entry.addressee:
            yield entry.addressee.citation, "whom"
        if entry.speaker:
            yield entry.speaker.citation, "who"
        if entry.cue:
            yield entry.cue, "cue"
    if entry.when_words:
        yield entry.when_words, "when"
