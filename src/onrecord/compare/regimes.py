"""What a government is called by a word that judges it, with whose it is: "Tull's regime", "the Arvonian junta".

The word alone ("the regime") is of the one whose regime the report names, or the record where the report names
none; where there are two of them it is not told.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from onrecord.compare.desk import noted, texts
from onrecord.compare.wordlists import words
from onrecord.core.who import ActorKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from onrecord.compare.comparison import View
    from onrecord.core.report import Citation, Report
    from onrecord.core.who import Actor

LEAST_NAME = 4  # letters of a surname
_QUOTED = re.compile(r"“[^”]*”|\"[^\"\n]*\"|‘[^’]*’")


def regimes(view: View, actors: Iterable[Actor]) -> Iterator[tuple[str, Citation]]:
    """Yield the parties of which reports have such a word in their own words, with the words."""
    names = _names(actors)
    said = {report.id: noted(view, _said_in, report.id, report) for report in texts(view)}
    named = {report: tuple(_named(found.beside_names, names)) for report, found in said.items()}
    in_record = {party for found in named.values() for party, _ in found}
    for report, found in said.items():
        yield from named[report]
        meant = {party for party, _ in named[report]} or in_record
        if len(meant) == 1:
            yield from ((next(iter(meant)), cited) for cited in found.alone)


class _Said(NamedTuple):
    """The words for governments in a report: those beside a name, with the name, and those alone."""

    beside_names: tuple[tuple[str, Citation], ...]
    alone: tuple[Citation, ...]


def _said_in(report: Report) -> _Said:
    met = _own_words(report, _pattern())
    beside = tuple((one["before"] or one["behind"], report.cite(*one.span())) for one in met)
    return _Said(beside, tuple(_alone(report)))


def _names(actors: Iterable[Actor]) -> dict[str, str]:
    """Return whose party names are: of states all their names, of people of a party the name and the surname."""
    found: dict[str, set[str]] = defaultdict(set)
    for actor in actors:
        for name in _own_names(actor):
            found[name.removeprefix("the ")].add(actor.party or actor.id)
    return {name: min(of) for name, of in found.items() if len(of) == 1 and len(name) >= LEAST_NAME}


def _own_names(actor: Actor) -> tuple[str, ...]:
    if actor.kind is ActorKind.STATE:
        return (actor.name, *actor.aliases)
    has_party = actor.kind is ActorKind.PERSON and actor.party not in (None, actor.id)
    return (actor.name, actor.name.split()[-1]) if has_party else ()


def _named(
    beside_names: Iterable[tuple[str, Citation]], names: Mapping[str, str]
) -> Iterator[tuple[str, Citation]]:
    """Yield the words for a government that stand beside the name of one that is known."""
    for said, cited in beside_names:
        parts = said.removesuffix("'s").removesuffix("’s").split()
        party = next((names[name] for at in range(len(parts)) if (name := " ".join(parts[at:])) in names), None)
        if party:
            yield party, cited


def _alone(report: Report) -> Iterator[Citation]:
    for met in _own_words(report, re.compile(rf"\b[Tt]he (?:{_nouns()})\b(?! of [A-Z])")):
        yield report.cite(*met.span())


def _own_words(report: Report, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Yield where a pattern stands in a report's own words."""
    quoted = [met.span() for met in _QUOTED.finditer(report.text)]
    for met in pattern.finditer(report.text):
        if not any(start <= met.start() < end for start, end in quoted):
            yield met


@cache
def _pattern() -> re.Pattern[str]:
    # A word has so many letters at the most: a run of capitals would take the square of its length.
    name = r"(?!The\b)[A-Z][\w-]{0,40}(?: [A-Z][\w-]{0,40}){0,4}"
    return re.compile(rf"(?P<before>{name})(?:['’]s)? (?:{_nouns()})\b|\b(?:{_nouns()}) of (?P<behind>{name})")


def _nouns() -> str:
    return "|".join(sorted(words("framing", "governments")))
