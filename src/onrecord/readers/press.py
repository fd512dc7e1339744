"""The readers of exports of press databases, and what is made of an export that came within another file."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.core.problem import Outcome, Problem
from onrecord.readers.documents import DOCUMENTS
from onrecord.readers.europresse import Europresse
from onrecord.readers.factiva import Factiva
from onrecord.readers.laid_out import many
from onrecord.readers.nexis import Nexis

if TYPE_CHECKING:
    from onrecord.core.report import Report
    from onrecord.readers.reader import Reader
    from onrecord.readers.source import Source

_OPENING = 65_536  # bytes by which an export is known
# Exports look like documents and pages; these readers hand on those that are none.
_FACTIVA = Factiva(DOCUMENTS)
PRESS: tuple[Reader, ...] = (Nexis((_FACTIVA, *DOCUMENTS)), _FACTIVA, Europresse(DOCUMENTS))
_NAMES = {reader.name: reader for reader in PRESS}


def press_within(source: Source, name: str, data: bytes) -> Outcome[Report] | None:
    """Return what is made of an export that a message or an archive holds, None of anything else.

    Databases give single articles so, each a file; an export of several is to be saved as a file of its own.
    """
    reader = next((reader for reader in PRESS if reader.accepts(name, data[:_OPENING])), None)
    if reader is None:
        return None
    # The readers go by the name of the file, and cut what was given in its place.
    whole = replace(source, file=name, format=reader.name, content=data, offset=0, length=None, part=0)
    listed = list(reader.sources(whole))
    problems = tuple(one for one in listed if isinstance(one, Problem))
    articles = [one for one in listed if not isinstance(one, Problem)]
    if len(articles) > 1:
        return many(source, len(articles))
    if not articles:
        return Outcome((), problems)
    return _single(replace(articles[0], path=source.path, place=source.place), data, problems)


def _single(article: Source, data: bytes, problems: tuple[Problem, ...]) -> Outcome[Report] | None:
    """Return the report of the only article of an export; None where it is another reader's."""
    if article.format not in _NAMES:
        return None
    stretch = (article.content or data)[article.offset : article.offset + (article.length or len(data))]
    outcome = _NAMES[article.format].read(article, stretch)
    return Outcome(outcome.items, problems + outcome.problems)
