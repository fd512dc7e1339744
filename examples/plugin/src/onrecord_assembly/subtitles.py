"""Reads WebVTT subtitles: the words that are spoken, a cue a line, without times and styles."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onrecord.core.problem import Outcome, ProblemKind
from onrecord.readers import Details

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.core.report import Report
    from onrecord.readers import Source

_TAG = re.compile(r"<[^>]*>")


class Subtitles:
    """Files that end in `.vtt`, or begin with WEBVTT."""

    name = "subtitles"

    def accepts(self, name: str, opening: bytes) -> bool:
        """Say whether a file is one."""
        return name.lower().endswith(".vtt") or opening.removeprefix(b"\xef\xbb\xbf").startswith(b"WEBVTT")

    def sources(self, source: Source) -> Iterator[Source]:
        """Yield the one report that it is."""
        yield source

    def read(self, source: Source, data: bytes) -> Outcome[Report]:
        """Return what is spoken as a report."""
        blocks = data.decode("utf-8-sig", "replace").replace("\r\n", "\n").split("\n\n")
        spoken = [_spoken(block) for block in blocks if "-->" in block]
        text = "\n".join(line for line in spoken if line)
        if not text:
            return source.nothing(ProblemKind.NO_TEXT, "these subtitles have no words in them.")
        return Outcome((source.report(text, Details()),))


def _spoken(block: str) -> str:
    lines = block.split("\n")
    times = next(number for number, line in enumerate(lines) if "-->" in line)
    return " ".join(_TAG.sub("", line).strip() for line in lines[times + 1 :]).strip()
