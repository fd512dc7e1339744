"""Where sentences end, by their marks alone: enough to show words in their sentence, where no parse is at hand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.core.report import Report

# As the word before the stop: "Mr. Smith" and "J. Smith" go on.
_END = re.compile(
    r"(?<!\b[A-Z])(?<!\bMr)(?<!\bMrs)(?<!\bDr)(?<!\bGen)(?<!\bSt)[.!?][\"'”’)\]]*\s+(?=[\"'“‘(\[]*[A-Z])|\n\s*"
)


def sentence_ends(text: str) -> list[int]:
    """Return the offsets at which the next sentence begins; what is behind the last one is the last sentence.

    >>> sentence_ends('Mr. Ade left. "Why?" asked no one.')
    [14]
    """
    return [match.end() for match in _END.finditer(text)]


def ends_in(report: Report) -> list[int]:
    """Return the offsets at which the next sentence of a report begins: a line that breaks in a passage ends none.

    Old press is set in lines of one width, each apart from the next.
    """
    if not any("\n" in report.text[one.start : one.end] for one in report.passages):
        return sentence_ends(report.text)
    return [met.end() for met in _END.finditer(report.text) if met[0][0] != "\n" or not _within(report, met)]


def _within(report: Report, met: re.Match[str]) -> bool:
    return any(one.start < met.start() and met.end() < one.end for one in report.passages)
