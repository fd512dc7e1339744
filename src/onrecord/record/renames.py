"""Actors merged, split and named by hand: whom a mention stands for once these corrections are applied."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from onrecord.core.who import Actor, ActorKind

if TYPE_CHECKING:
    from onrecord.record.port import Connection

Whom = tuple[str | None, str | None, tuple[str, ...]]  # actor, party, candidates


class Split(NamedTuple):
    """Some names of an actor that stand for another one."""

    actor: str
    into: str
    names: tuple[str, ...]
    name: str | None
    kind: ActorKind | None
    party: str | None


@dataclass(frozen=True, slots=True)
class Renames:
    """All merges and splits that hold, in the order in which they were made; and who is named by hand alone."""

    merges: dict[str, str]
    splits: tuple[Split, ...]
    named: dict[str, Actor]

    @classmethod
    def load(cls, connection: Connection) -> Renames:
        """Read them from the corrections."""
        rows = connection.execute(
            'SELECT kind, actor, "into", names, changes FROM correction'
            " WHERE kind IN ('merge', 'split', 'name') AND undone IS NULL ORDER BY made, id"
        ).fetchall()
        found = cls(
            {},
            tuple(_split(*row[1:]) for row in rows if row[0] == "split"),
            {row[1]: _named(row[1], row[3], row[4]) for row in rows if row[0] == "name"},
        )
        for kind, actor, into, *_ in rows:
            if kind == "merge" and found.final(into) != actor:  # one that closes a circle does not hold
                found.merges[actor] = into
        return found

    def __bool__(self) -> bool:
        return bool(self.merges or self.splits)

    def final(self, actor: str) -> str:
        """Return what an actor was merged into, at the end of all merges."""
        seen = {actor}
        while (into := self.merges.get(actor)) and into not in seen:
            actor = into
            seen.add(actor)
        return actor

    def whom(self, names: tuple[str | None, ...], whom: Whom) -> Whom:
        """Return whom a mention stands for; `names` are its words and the name that the report gives for it."""
        actor, party, candidates = whom
        split = self._split_of(actor, names) if actor else None
        if split:
            party = split.party or (split.into if party == actor else party)
            actor = split.into
        candidates = tuple(
            dict.fromkeys(
                self.final(found.into if (found := self._split_of(one, names)) else one) for one in candidates
            )
        )
        return (self.final(actor) if actor else None, self.final(party) if party else None, candidates)

    def _split_of(self, actor: str, names: tuple[str | None, ...]) -> Split | None:
        printed = {name.casefold() for name in names if name}
        for split in self.splits:
            if split.actor == actor and any(name.casefold() in printed for name in split.names):
                return split
        return None


def rename_mentions(connection: Connection, report: str | None = None) -> None:
    """Apply the merges and splits that hold to the mentions of one report, or of all; undo those that do not."""
    renames = Renames.load(connection)
    if report is None:
        within = "mention"
    elif renames:  # the entries of the report first, then their mentions
        within = "entry CROSS JOIN mention ON mention.entry = entry.id AND entry.report = :report"
    else:
        return
    if not renames:
        touched = " WHERE extracted IS NOT NULL"
    else:
        touched = (
            " WHERE extracted IS NOT NULL OR actor IN (SELECT value FROM json_each(:ids))"
            " OR party IN (SELECT value FROM json_each(:ids)) OR candidates IS NOT NULL"
        )
    ids = json.dumps([*renames.merges, *(split.actor for split in renames.splits)])
    rows = connection.execute(
        "SELECT mention.entry, role, mention.number, mention.words, name, actor, party, candidates, extracted"
        f" FROM {within}{touched}",
        {"report": report, "ids": ids},
    ).fetchall()
    connection.executemany(
        "UPDATE mention SET actor = ?, party = ?, candidates = ?, extracted = ?"
        " WHERE entry = ? AND role = ? AND number = ?",
        [_renamed(renames, row) for row in rows],
    )


def _renamed(
    renames: Renames,
    row: tuple[str, str, int, str, str | None, str | None, str | None, str | None, str | None],
) -> tuple[object, ...]:
    entry, role, number, words, name, actor, party, candidates, extracted = row
    if extracted:
        actor, party, candidates = json.loads(extracted)
    before: Whom = (actor, party, tuple(json.loads(candidates)) if candidates else ())
    after = renames.whom((words, name), before)
    kept = json.dumps([actor, party, candidates], ensure_ascii=False) if after != before else None
    shown = json.dumps(after[2], ensure_ascii=False) if after[2] else None
    return (after[0], after[1], shown, kept, entry, role, number)


def _named(actor: str, names: str, changes: str) -> Actor:
    given = {field: value or None for field, value, _ in json.loads(changes)}
    kind = next((kind for kind in ActorKind if kind.value == given.get("kind")), ActorKind.PERSON)
    return Actor(
        actor,
        given.get("name") or actor,
        kind,
        given.get("party"),
        tuple(json.loads(names)),
        given.get("code"),
        given.get("wikidata"),
    )


def _split(actor: str, into: str, names: str, changes: str) -> Split:
    given = {field: value for field, value, _ in json.loads(changes)}
    kind = next((kind for kind in ActorKind if kind.value == given.get("kind")), None)
    return Split(actor, into, tuple(json.loads(names)), given.get("name"), kind, given.get("party"))
