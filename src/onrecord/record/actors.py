"""Actors in the record: what reports said of each, united; and those that a person merged or split.

Reports may describe one actor differently (another alias, an office). Each way is kept, and what is shown unites
them in an order that does not depend on which report came in first.
"""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from functools import reduce
from typing import TYPE_CHECKING, Any

from onrecord.core.who import Actor, ActorKind, Membership, Office
from onrecord.record.renames import Renames

if TYPE_CHECKING:
    from collections.abc import Iterable

    from onrecord.record.port import Connection

_TOLD_ONCE = ("party", "code", "wikidata", "pronoun", "cameo")  # what the fullest form that tells it says


def add_actors(connection: Connection, actors: Iterable[Actor]) -> None:
    """Take in actors as one report describes them."""
    described = list(actors)
    ensure(connection, (name for actor in described for name in (actor.id, *_parties(actor))))
    fresh = [
        actor.id
        for actor in described
        if connection.execute("INSERT OR IGNORE INTO actor_form VALUES (?, ?)", (actor.id, _form(actor))).rowcount
        > 0
    ]
    refresh(connection, fresh)


def ensure(connection: Connection, ids: Iterable[str]) -> None:
    """Make a row for each id that has none: an actor of whom nothing is known yet but the id."""
    connection.executemany(
        "INSERT OR IGNORE INTO actor (id, name, kind) VALUES (?1, ?1, 'unnamed')", [(name,) for name in set(ids)]
    )


def refresh(connection: Connection, ids: Iterable[str]) -> None:
    """Write anew what is shown of these actors, and of those that they are merged into."""
    renames = Renames.load(connection)
    pending = sorted(set(ids))
    done: set[str] = set()
    while pending:
        actor = pending.pop()
        if actor in done:
            continue
        done.add(actor)
        into = renames.merges.get(actor)
        _write(connection, _shown(connection, renames, actor, frozenset()), into)
        if into:
            pending.append(into)


def load_actor(connection: Connection, actor: str) -> Actor:
    """Return an actor as shown."""
    name, kind, party, code, wikidata, pronoun, cameo = connection.execute(
        "SELECT name, kind, party, code, wikidata, pronoun, cameo FROM actor WHERE id = ?", (actor,)
    ).fetchone()
    aliases = connection.execute("SELECT alias FROM actor_alias WHERE actor = ? ORDER BY number", (actor,))
    offices = connection.execute(
        "SELECT title, party, since, until FROM office WHERE actor = ? ORDER BY number", (actor,)
    )
    members = connection.execute(
        "SELECT member, since, until FROM membership WHERE actor = ? ORDER BY number", (actor,)
    )
    return Actor(
        actor,
        name,
        ActorKind(kind),
        party,
        tuple(alias for (alias,) in aliases),
        code,
        wikidata,
        tuple(Office(title, of, _day(since), _day(until)) for title, of, since, until in offices),
        pronoun,
        cameo,
        tuple(Membership(member, _day(since), _day(until)) for member, since, until in members),
    )


def ids_named(connection: Connection, given: str) -> tuple[str, ...]:
    """Return the ids of actors with this id, name or alias, whatever its case, merged ones as what they became.

    An actor of that very id goes before all others.
    """
    exact = connection.execute("SELECT id FROM actor WHERE id = ?", (given,)).fetchall()
    rows = exact or connection.execute(
        "SELECT id FROM actor WHERE fold(id) = ?1 OR fold(name) = ?1"
        " UNION SELECT actor FROM actor_alias WHERE fold(alias) = ?1",
        (given.casefold(),),
    )
    renames = Renames.load(connection)
    return tuple(sorted({renames.final(row[0]) for row in rows}))


def ids_called(connection: Connection, given: str) -> tuple[str, ...]:
    """Return the ids of actors whom a report calls so, by a part of their name: "Putin" of Vladimir Putin."""
    rows = connection.execute(
        "SELECT DISTINCT actor.id FROM mention JOIN actor ON actor.id = mention.actor"
        " WHERE fold(mention.words) = ?1 AND instr(' ' || fold(actor.name) || ' ', ' ' || ?1 || ' ') > 0",
        (given.casefold(),),
    )
    renames = Renames.load(connection)
    return tuple(sorted({renames.final(row[0]) for row in rows}))


def united(forms: Iterable[Actor]) -> Actor:
    """Return one actor from the ways in which reports describe it: the fullest first, the others filling gaps."""
    ordered = sorted(forms, key=lambda actor: (-_fullness(actor), _form(actor)))
    return reduce(_filled, ordered, ordered[0])


def _filled(actor: Actor, other: Actor) -> Actor:
    """Return an actor with what another form of it tells besides."""
    told: dict[str, Any] = {name: getattr(actor, name) or getattr(other, name) or None for name in _TOLD_ONCE}
    return replace(
        actor,
        aliases=tuple(dict.fromkeys((*actor.aliases, *other.aliases))),
        offices=tuple(dict.fromkeys((*actor.offices, *other.offices))),
        members=actor.members or other.members,
        **told,
    )


def _shown(connection: Connection, renames: Renames, actor: str, above: frozenset[str]) -> Actor:
    """Return an actor with the names that merges bring to it and splits take from it."""
    base = (
        _told(connection, actor)
        or _split_off(connection, renames, actor, above)
        or renames.named.get(actor)
        or Actor(actor, actor, ActorKind.UNNAMED)
    )
    return replace(base, aliases=_names_kept(base, renames, _brought(connection, renames, actor, above)))


def _names_kept(base: Actor, renames: Renames, brought: Iterable[str]) -> tuple[str, ...]:
    """Return the names of an actor with those brought to it, without those that splits take away."""
    away = {name.casefold() for split in renames.splits if split.actor == base.id for name in split.names}
    new = (name for name in brought if name != base.name and name not in base.aliases)
    return tuple(name for name in (*base.aliases, *dict.fromkeys(new)) if name.casefold() not in away)


def _told(connection: Connection, actor: str) -> Actor | None:
    """Return an actor as reports tell of it; None where none does."""
    forms = connection.execute("SELECT form FROM actor_form WHERE actor = ?", (actor,)).fetchall()
    return united(_actor(actor, form) for (form,) in forms) if forms else None


def _split_off(connection: Connection, renames: Renames, actor: str, above: frozenset[str]) -> Actor | None:
    """Return an actor as a split has made it, of the kind of the one that it was split from."""
    split = next((split for split in renames.splits if split.into == actor), None)
    if split is None:
        return None
    old = _shown(connection, renames, split.actor, above | {actor}) if split.actor not in above else None
    kind = split.kind or (old.kind if old else ActorKind.UNNAMED)
    return Actor(actor, split.name or split.names[0], kind, split.party)


def _brought(connection: Connection, renames: Renames, actor: str, above: frozenset[str]) -> list[str]:
    """Return the names that splits and merges bring to an actor."""
    brought = [name for split in renames.splits if split.into == actor for name in split.names]
    for merged in sorted(name for name, into in renames.merges.items() if into == actor and name not in above):
        gone = _shown(connection, renames, merged, above | {actor})
        brought += [gone.name, *gone.aliases]
    return brought


def _write(connection: Connection, actor: Actor, merged_into: str | None) -> None:
    ensure(connection, (*_parties(actor), *([merged_into] if merged_into else ())))
    connection.execute(
        "UPDATE actor SET name = ?, kind = ?, party = ?, code = ?, cameo = ?, wikidata = ?, pronoun = ?,"
        " merged_into = ? WHERE id = ?",
        (
            actor.name,
            actor.kind.value,
            actor.party,
            actor.code,
            actor.cameo,
            actor.wikidata,
            actor.pronoun,
            merged_into,
            actor.id,
        ),
    )
    connection.execute("DELETE FROM actor_alias WHERE actor = ?", (actor.id,))
    connection.executemany(
        "INSERT INTO actor_alias VALUES (?,?,?)",
        [(actor.id, number, alias) for number, alias in enumerate(actor.aliases)],
    )
    connection.execute("DELETE FROM office WHERE actor = ?", (actor.id,))
    connection.executemany(
        "INSERT INTO office VALUES (?,?,?,?,?,?)",
        [(actor.id, number, *_office(office)) for number, office in enumerate(actor.offices)],
    )
    connection.execute("DELETE FROM membership WHERE actor = ?", (actor.id,))
    connection.executemany(
        "INSERT INTO membership VALUES (?,?,?,?,?)",
        [(actor.id, number, *_member(one)) for number, one in enumerate(actor.members)],
    )


def _parties(actor: Actor) -> tuple[str, ...]:
    return (actor.party,) if actor.party else ()


def _fullness(actor: Actor) -> int:
    return sum(map(bool, (actor.party, actor.code, actor.wikidata))) + len(actor.aliases) + len(actor.offices)


def _form(actor: Actor) -> str:
    return json.dumps(
        {
            "name": actor.name,
            "kind": actor.kind.value,
            "party": actor.party,
            "aliases": actor.aliases,
            "code": actor.code,
            "wikidata": actor.wikidata,
            "offices": [_office(office) for office in actor.offices],
            "pronoun": actor.pronoun,
            "cameo": actor.cameo,
            "members": [_member(one) for one in actor.members],
        },
        ensure_ascii=False,
    )


def _actor(actor: str, form: str) -> Actor:
    told = json.loads(form)
    return Actor(
        actor,
        told["name"],
        ActorKind(told["kind"]),
        told["party"],
        tuple(told["aliases"]),
        told["code"],
        told["wikidata"],
        tuple(Office(title, of, _day(since), _day(until)) for title, of, since, until in told["offices"]),
        told["pronoun"],
        told["cameo"],
        tuple(Membership(member, _day(since), _day(until)) for member, since, until in told["members"]),
    )


def _member(one: Membership) -> tuple[str, str | None, str | None]:
    return (
        one.member,
        one.since.isoformat() if one.since else None,
        one.until.isoformat() if one.until else None,
    )


def _office(office: Office) -> tuple[str, str, str | None, str | None]:
    return (
        office.title,
        office.party,
        office.since.isoformat() if office.since else None,
        office.until.isoformat() if office.until else None,
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
