"""Whose party is asked for in the annotated reports, with what speaks for each and which is right.

For `affiliation.py`. Two kinds: speakers of annotated statements whom the directory does not know, and persons of
the directory who are hidden in other texts, so that they are asked for as if they were unknown.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter, defaultdict
from math import log
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import onrecord
from onrecord.clean import clean
from onrecord.core.who import ActorKind
from onrecord.parse import parse
from onrecord.resolvers.actors.affiliation import SILENT, Affiliations
from onrecord.resolvers.actors.cast import cast_of
from onrecord.resolvers.actors.described import describe
from onrecord.resolvers.actors.evidence import LEAST
from onrecord.resolvers.actors.likeness import likeness
from onrecord.resolvers.actors.offices import Days
from onrecord.resolvers.actors.phrase import phrase_at
from onrecord.resolvers.actors.reading import Reader
from onrecord.resolvers.actors.words import roles
from onrecord.resolvers.directory import Directory
from onrecord.resolvers.directory.entries import plain, slug

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.core.document import Document
    from onrecord.resolvers.actors.figures import Cast, Figure
    from onrecord.resolvers.actors.units import Unit

ANNOTATED = Path(__file__).parents[1] / "annotated"
ALIKE = 0.5  # words shared by the party that is given and the one that is meant
_WORD = re.compile(r"\w{3,}")
_SMALL = frozenset({"the", "and", "for", "party"})


class Case(NamedTuple):
    """Someone whose party is asked for: what speaks for each choice, the right one, and what the annotation gives.

    `right` is empty where no party is meant, or one that the report does not name; `statements` says in how many
    annotated statements the speaker speaks.
    """

    doc: str
    dispute: str
    sort: str
    described: dict[str, dict[str, float]]
    right: str
    given: str | None
    statements: int


class Opened(NamedTuple):
    """A report as read, for one directory."""

    document: Document
    cast: Cast
    reader: Reader


def annotated_cases(texts: Path) -> Iterator[Case]:
    """Yield the speakers of the training part whom the directory does not know, each once."""
    disputes = {row["doc"]: row["dispute"] for row in _index(texts)}
    for path in sorted((ANNOTATED / "training").glob("*.gold.json")):
        gold = json.loads(path.read_text("utf-8"))
        opened = _opened(texts / gold["doc"], gold["published"], frozenset())
        if opened:
            yield from _cases(gold, opened, disputes[gold["doc"]])


def hidden_cases(texts: Path) -> Iterator[Case]:
    """Yield persons of the directory as if they were unknown, in texts of disputes that are not developed on."""
    rows = _index(texts)
    kept = {json.loads(path.read_text("utf-8"))["doc"] for path in (ANNOTATED / "development").glob("*.gold.json")}
    barred = {row["dispute"] for row in rows if row["doc"] in kept}
    for row in rows:
        path = texts / row["doc"]
        if row["dispute"] in barred or not path.exists():
            continue
        for half in (0, 1):
            yield from _hidden(path, row, half)


def _index(texts: Path) -> list[dict[str, Any]]:
    lines = (texts.parent / "index.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


def _opened(path: Path, published: str | None, hidden: frozenset[int]) -> Opened | None:
    """Return a report as read; of the persons of the directory those of some halves are hidden."""
    day = published if published and len(published) == len("2022-01-12") else None
    cleaned = clean(onrecord.read(path, published=day).items[0]).items
    if not cleaned:
        return None
    document = next(parse([cleaned[0]]))
    directory = Directory.standard()
    date = document.report.published
    cast = cast_of(document, directory, date.earliest if date else None)
    for figure in cast.figures.values():
        half = hashlib.md5((figure.id + path.name).encode(), usedforsecurity=False).digest()[0] % 2
        if figure.known and figure.party and half in hidden:
            figure.known, figure.party = False, None
    describe(document, cast)
    reader = Reader(document, cast, directory)
    reader.affiliations = Affiliations(document, cast, directory, SILENT)
    return Opened(document, cast, reader)


def _hidden(path: Path, row: dict[str, Any], half: int) -> Iterator[Case]:
    opened = _opened(path, row["published"], frozenset({half}))
    directory = Directory.standard()
    for figure in opened.cast.figures.values() if opened else ():
        party = directory.party_of(figure.id) if figure.id in directory.actors and not figure.known else None
        unit = opened.reader.units.of_person(figure.id) if opened and party else None
        if opened is None or unit is None or party is None:
            continue
        described = opened.reader.affiliations.evidence.described(unit)
        described.pop("")
        like = likeness(directory).among(unit.name, described, without=figure.id)
        for each, signs in described.items():
            signs["name like"] = max(LEAST, log(like[each] + 1e-9)) if each in like else 0.0
        if party in described:
            yield Case(row["doc"], row["dispute"], unit.sort, described, party, party, 0)


def _cases(gold: dict[str, Any], opened: Opened, dispute: str) -> Iterator[Case]:
    told: dict[Unit, list[str | None]] = defaultdict(list)
    for said in gold["statements"]:
        unit = _asked(opened, said) if ";" not in (said["party"] or "") else None
        if unit:
            told[unit].append(said["party"])
    spoken = {unit: len(parties) for unit, parties in told.items()}
    for unit, party in _acting(opened, gold["events"]):
        if unit not in spoken:
            told[unit].append(party)
    for unit, parties in told.items():
        given, _ = Counter(parties).most_common(1)[0]
        described = opened.reader.affiliations.evidence.described(unit)
        right = meant(given, [each for each in described if each], opened.cast) if given else ""
        yield Case(gold["doc"], dispute, unit.sort, described, right, given, spoken.get(unit, 0))


def _acting(opened: Opened, events: list[dict[str, list[str]]]) -> Iterator[tuple[Unit, str]]:
    """Yield the persons of events: the annotation has them as "Name (party)"."""
    for name in (each for event in events for each in (*event["source"], *event["target"])):
        person, _, party = name.rstrip(")").partition(" (")
        figure = _figure(opened.cast, person)
        unit = opened.reader.units.of_person(figure.id) if party and figure and not figure.known else None
        if unit:
            yield unit, party


def _asked(opened: Opened, said: dict[str, Any]) -> Unit | None:
    """Return what is asked of the speaker of a statement, or None where he or she is known or none is asked."""
    who = said["who"] or ""
    named = who and not who.startswith("unnamed") and ";" not in who
    if figure := _figure(opened.cast, who) if named else None:
        return None if figure.known else opened.reader.units.of_person(figure.id)
    tokens = opened.document.tokens_in(*said["speaker"]) if said["speaker"] else range(0)
    if not tokens:
        return None
    phrase = phrase_at(opened.document, opened.cast, tokens)
    seen = opened.cast.at.get(phrase.head.i)
    if seen is None:
        reading = opened.reader.phrase(phrase, None, Days())
        return opened.reader.unit(phrase, reading) if phrase.head.pos != "PRON" else None
    if seen.actor in opened.cast.met:
        return opened.reader.units.of_body(seen.actor)
    person = opened.cast.figures.get(seen.actor or "") if seen.kind is ActorKind.PERSON else None
    return opened.reader.units.of_person(person.id) if person and not person.known else None


def _figure(cast: Cast, name: str) -> Figure | None:
    """Return the one person of a report whom a name means."""
    if slug(name) in cast.figures:
        return cast.figures[slug(name)]
    words = {*plain(name).lower().split()}
    unknown = [figure for figure in cast.figures.values() if not figure.known]
    found = [each for each in unknown if _within({*plain(each.name).lower().split()}, words)]
    return found[0] if len(found) == 1 else None


def _within(one: set[str], other: set[str]) -> bool:
    return one <= other or other <= one


def meant(name: str, parties: list[str], cast: Cast) -> str:
    """Return which of some parties an annotation names, or nothing."""
    directory = Directory.standard()
    named = directory.named(name)
    *whose, organ = name.split()
    if not named and whose and roles().organs & {organ, organ.removesuffix("s"), " ".join([*whose[1:], organ])}:
        named = directory.named(whose[0])  # "Chadian military": whoever serves there is of that state
    for party in (directory.party_over(named[0]) or named[0], named[0]) if len(named) == 1 else ():
        if party in parties:
            return party
    shared = {party: _shared(name, _called(party, cast)) for party in parties}
    best = max(shared, key=lambda party: shared[party], default="")
    return best if best and shared[best] >= ALIKE else ""


def _called(party: str, cast: Cast) -> str:
    known = Directory.standard().actors.get(party)
    return known.name if known else cast.met.get(party, party)


def _shared(one: str, other: str) -> float:
    words = [{*_WORD.findall(each.casefold())} - _SMALL for each in (one, other)]
    longest = max(len(each) for each in words)
    return len(words[0] & words[1]) / longest if longest else 0.0
