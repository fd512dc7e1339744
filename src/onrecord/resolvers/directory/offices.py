"""Offices and the persons who held them, from the office files; checked.

Part of reading the actor files (`directory_files`).
"""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from onrecord.core.who import Actor, ActorKind, Office
from onrecord.resolvers.directory.entries import (
    ActorFileFault,
    Post,
    Table,
    Term,
    bounds,
    slug,
    strings,
    tables,
    text,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def read_offices(
    contents: Mapping[str, Table], names: Sequence[str], parties: Mapping[str, Actor], roles: Table
) -> tuple[tuple[Actor, ...], tuple[Post, ...]]:
    """Return the persons of the office files, with their offices, and the posts.

    Args:
        contents: The content of each file, `people` (other names, identifiers) among them.
        names: Which of them hold offices.
        parties: The actors that may have offices.
        roles: The phrases by which each kind of office is called.

    Raises:
        ActorFileFault: An office of a party that is not there, of a kind that has no phrases and no title, or two
            holders at a time of an office that has one.
    """
    offices: dict[str, list[Office]] = {}
    full: dict[str, str] = {}
    women: set[str] = set()
    posts: list[Post] = []
    for file in names:
        women.update(strings(contents[file], "she"))
        for party, table in tables(contents[file]):
            if party not in parties:
                raise ActorFileFault(file, party, "there is no such actor.")
            for key, entry in tables(table):
                post = _post(file, party, key, entry, roles)
                posts.append(post)
                for line, term in zip(_lines(entry), post.terms, strict=True):
                    full.setdefault(term.person, line[1])
                    offices.setdefault(term.person, []).append(Office(post.title, party, term.since, term.until))
    for name in women:
        if slug(name) not in full:
            raise ActorFileFault("offices", name, "she holds no office in the files.")
    return _persons(contents["people"], full, offices, {slug(name) for name in women}), tuple(posts)


def _persons(
    people: Table, full: Mapping[str, str], offices: Mapping[str, list[Office]], women: set[str]
) -> tuple[Actor, ...]:
    """Return the actors of those who hold offices, with what `people` adds."""
    extra = dict(tables(people))
    found = [_without_office(key, entry) for key, entry in extra.items() if key not in full]
    for key, name in full.items():
        held = tuple(sorted(offices[key], key=lambda office: (str(office.since or ""), str(office.until or "9"))))
        more = extra.get(key, {})
        found.append(
            Actor(
                key, name, ActorKind.PERSON, held[-1].party, strings(more, "names"),
                wikidata=text(more, "wikidata"), offices=held, pronoun="she" if key in women else "he",
            )
        )  # fmt: skip
    return tuple(found)


def _without_office(key: str, entry: Table) -> Actor:
    name = text(entry, "name")
    if name is None or slug(name) != key:
        raise ActorFileFault(
            "people", key, "no office file names this person, so a name is needed that gives this id."
        )
    return Actor(
        key, name, ActorKind.PERSON, text(entry, "party"), strings(entry, "names"),
        wikidata=text(entry, "wikidata"), pronoun="she" if entry.get("she") else "he",
    )  # fmt: skip


def _lines(entry: Table) -> list[tuple[str, str]]:
    """Return the dates and the name of each line of holders."""
    found = []
    for line in str(entry["holders"]).strip().splitlines():
        dates, _, name = line.partition(" ")
        found.append((dates, name.strip()))
    return found


def _post(file: str, party: str, key: str, entry: Table, roles: Table) -> Post:
    where = f"{party}.{key}"
    title = str(entry.get("title", ""))
    phrases = {title.lower(), *strings(entry, "words"), *strings(roles, key)} - {""}
    if not phrases:
        raise ActorFileFault(file, where, "it has neither a title nor words that mean it.")
    terms = []
    exact: list[tuple[str, date | None, date | None]] = []
    for dates, name in _lines(entry):
        since, _, until = dates.partition("/")
        terms.append(Term(slug(name), bounds(since)[0], bounds(until)[1]))
        exact.append((name, bounds(since)[1], bounds(until)[0]))
    if not entry.get("shared"):
        _check_one_at_a_time(file, where, exact)
    leading = _leading(entry.get("leads"), terms)
    return Post(party, key, title, tuple(sorted(phrases)), bool(entry.get("sole")), tuple(terms), leading)


def _leading(leads: object, terms: Sequence[Term]) -> tuple[Term, ...]:
    """Return the terms in which the office led its party: all, none, or what lies within a span of time."""
    if not isinstance(leads, str):
        return tuple(terms) if leads else ()
    since, _, until = leads.partition("/")
    first, last = bounds(since)[0] or date.min, bounds(until)[1] or date.max
    return tuple(
        Term(term.person, max(term.since or first, first), min(term.until or last, last))
        for term in terms
        if term.meets(first, last)
    )


def _check_one_at_a_time(file: str, where: str, terms: list[tuple[str, date | None, date | None]]) -> None:
    """Raise if one holder begins before the last has surely ended. A day of handing over belongs to both."""
    for (earlier, _, until), (later, since, _) in pairwise(terms):
        if until is None or since is None or since < until:
            raise ActorFileFault(file, where, f"{earlier} and {later} hold it at the same time.")
