"""The library: what `import onrecord` offers. Each function is the whole way of one half, in one call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.building import build
from onrecord.core.identity import report_id
from onrecord.core.problem import OnRecordError, Outcome, Problem
from onrecord.core.report import Passage, PassageKind, Report
from onrecord.extractors.events.pair_model import code_pair as code_pair_in
from onrecord.extractors.events.party_model import code_parties as code_parties_in
from onrecord.ingest import Ingest
from onrecord.one_thread import in_one_thread
from onrecord.parse import parse
from onrecord.readers import find
from onrecord.record import open  # noqa: A004 - `onrecord.open(path)` is the name people look for
from onrecord.taking import read_and_clean

if TYPE_CHECKING:
    from pathlib import Path

    from onrecord.core.document import Document
    from onrecord.core.entry import Root
    from onrecord.core.extraction import Extraction
    from onrecord.dispute import Dispute
    from onrecord.extractors.events.party_model import Party

__all__ = ["build", "code_pair", "code_parties", "extract", "open", "read"]


class NoSuchWords(OnRecordError):
    """Offsets were given at which a text has no words."""


def read(path: str | Path, *, published: str | None = None) -> Outcome[Report]:
    """Read a file, a folder or an export: its reports, cleaned, and what was wrong with the material.

    Args:
        path: Plain text, HTML, JSON Lines, or a folder of these with or without a list of them.
        published: ISO date for reports that carry none themselves.

    Raises:
        PathNotFound: There is no such file or folder.
    """
    reports: list[Report] = []
    problems: list[Problem] = []
    for source in find([str(path)], published=published):
        if isinstance(source, Problem):
            problems.append(source)
            continue
        outcome = read_and_clean(source)
        reports.extend(outcome.items)
        problems.extend(outcome.problems)
    return Outcome(tuple(reports), tuple(problems))


def code_pair(text: str, *, source: tuple[int, int], target: tuple[int, int]) -> tuple[Root, str | None]:
    """Return the PLOVER root and mode of what one party does to another, for those who know the parties already.

    A forced choice: some root always comes back.

    Args:
        text: A sentence or a few.
        source: Offsets in the text of the words that name who acts.
        target: Offsets of the words that name on whom.

    Raises:
        NoSuchWords: At some offsets the text has no words, or both are the same.
    """
    _check_spans(text, source, target)
    with in_one_thread():
        return code_pair_in(_parsed(text), source=source, target=target)


def code_parties(text: str) -> tuple[Party, ...]:
    """Return who acts and on whom in the main event of each sentence, as words with their role and offsets.

    Args:
        text: A sentence or a few, each of which tells of an event.
    """
    with in_one_thread():
        return code_parties_in(_parsed(text))


def _check_spans(text: str, source: tuple[int, int], target: tuple[int, int]) -> None:
    for name, (start, end) in (("source", source), ("target", target)):
        if not 0 <= start < end <= len(text) or not text[start:end].strip():
            raise NoSuchWords(
                f"the text has no words at {start} to {end} ({name}); it runs from 0 to {len(text)}."
            )
    if tuple(source) == tuple(target):
        raise NoSuchWords("source and target are the same words; name two.")


def _parsed(text: str) -> Document:
    whole = Passage(0, len(text), PassageKind.PARAGRAPH)
    return next(parse([Report(report_id("text", text), "text", text, passages=(whole,))]))


def extract(report: Report, *, dispute: Dispute | None = None) -> Extraction:
    """Return the statements, stances, events and time expressions of a report, with their problems."""
    return Ingest(dispute).extract(report)
