"""What outlets call a person beside the name: "the embattled leader Mara Tull", "Tull, a former dockhand,".

Only the outlet's own words count. A word for what one is has to be among them, right before the name or behind it
between commas; offices and what everybody must use choose nothing ("the prime minister").
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

from onrecord.compare.called import describing
from onrecord.compare.desk import noted, texts
from onrecord.compare.terms import Term, finding_of
from onrecord.compare.wordlists import peoples, words
from onrecord.core.names import Names, first_words
from onrecord.core.who import ActorKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from onrecord.compare.comparison import View
    from onrecord.core.finding import Finding
    from onrecord.core.report import Citation, Report
    from onrecord.core.who import Actor

LEAST_NAME = 4  # letters of a surname that stands for a person by itself
FAR = 60  # letters before a name in which what describes it begins
MOST_WORDS = 6  # of what stands behind a name: longer, it tells a story
_BEHIND = re.compile(r",\s((?:an?|the|his|her|its|their)\s[^,.;:()“”\"]{3,60}?)(?=[,.;])")
_QUOTED = re.compile(r"“[^”]*”|\"[^\"\n]*\"|‘[^’]*’")
_WORD = re.compile(r"[\w’'-]+")


def of_persons(view: View, outlets: Mapping[str, str], actors: Mapping[str, Actor]) -> Iterator[Finding]:
    """Yield the persons whom several outlets call something, with the words of each."""
    names = _names(actors.values())
    known = Names(names)
    by_person: dict[str, list[Term]] = defaultdict(list)
    for report in texts(view):
        own = known.beginning_with(noted(view, first_words, report.id, report.text))
        for name, cited in noted(view, _called, report.id, report, own):
            by_person[names[name]].append(Term(outlets[report.id], cited))
    for who, terms in sorted(by_person.items()):
        yield from finding_of("person", f"what {actors[who].name} is called", terms, (who,))


def _names(actors: Iterable[Actor]) -> dict[str, str]:
    """Return whom names stand for: full names, and surnames that one person alone has."""
    people = [actor for actor in actors if actor.kind is ActorKind.PERSON and " " in actor.name]
    by_surname: dict[str, list[str]] = defaultdict(list)
    for actor in people:
        by_surname[actor.name.split()[-1]].append(actor.id)
    alone = {name: who[0] for name, who in by_surname.items() if len(who) == 1 and len(name) >= LEAST_NAME}
    return alone | {actor.name: actor.id for actor in people}


def _called(report: Report, names: frozenset[str]) -> tuple[tuple[str, Citation], ...]:
    """Return the names of persons in a report with what stands beside their names and chooses something."""
    return tuple(_beside(report, Names(names))) if names else ()


def _beside(report: Report, names: Names) -> Iterator[tuple[str, Citation]]:
    quoted = [met.span() for met in _QUOTED.finditer(report.text)]
    for met in names.found_in(report.text):
        if not any(start <= met.start < end for start, end in quoted):
            for start, end in (*_before(report.text, met.start), *_behind(report.text, met.end)):
                if _chooses(report.text[start:end]):
                    yield met.name, report.cite(start, end)


def _before(text: str, name: int) -> Iterator[tuple[int, int]]:
    """Yield where a word for what one is, right before a name, and what describes it begin and end."""
    begins = name
    for word in reversed(list(_WORD.finditer(text, max(0, name - FAR), name))):
        known = words("persons", "roles") if begins == name else words("persons", "roles") | _of_peoples()
        if text[word.end() : begins].strip(" \n") or word[0].casefold() not in known:
            break
        begins = word.start()
    if begins < name:
        yield describing(text, begins), name - 1


def _behind(text: str, name: int) -> Iterator[tuple[int, int]]:
    """Yield where what stands behind a name between commas begins and ends, if it says what one is."""
    met = _BEHIND.match(text, name)
    said = [word.casefold() for word in _WORD.findall(met[1])] if met else []
    is_told = any(word in words("persons", "roles") or word.endswith("-year-old") for word in said)
    if met and is_told and len(said) <= MOST_WORDS:
        yield met.span(1)


def _chooses(said: str) -> bool:
    """Say whether words choose something: more than an office, a people and grammar."""
    must = words("persons", "must") | words("words", "common") | _of_peoples()
    return any(word.casefold() not in must for word in _WORD.findall(said))


@cache
def _of_peoples() -> frozenset[str]:
    """Return the words of the names of peoples ("north korean")."""
    return frozenset(word for name in peoples() for word in name.split())
