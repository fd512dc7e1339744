"""Names that a correction gives: of somebody in the record, in the shipped directory, or of somebody new.

The record knows only whom its reports name. Whoever corrects it by hand may know better who spoke: then the actor
comes from the directory, the dispute file, or from the hand itself (`new:Ana Ruiz/person/peru`).
"""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

from onrecord.core.who import Actor, ActorKind
from onrecord.dispute import read_dispute
from onrecord.record import InvalidCorrection, meant, near
from onrecord.resolvers.directory import Directory
from onrecord.resolvers.directory.entries import slug

if TYPE_CHECKING:
    from collections.abc import Mapping

    from onrecord.record import Record

WHOM = frozenset({"speaker", "addressee", "source", "target", "place"})
NEW = "new:"
_TOGETHER = re.compile(r"([+|])")
_NO_ID = re.compile(r"[\s@,+|?/]+")


def with_known_actors(record: Record, fields: Mapping[str, str], *, who: str, why: str) -> dict[str, str]:
    """Return fields with each name as the id of an actor; whom the record does not know, it is told of first.

    Args:
        record: Open for writing.
        fields: Fields of an entry with their values, as corrections take them.
        who: Who makes the correction.
        why: The reason.

    Raises:
        InvalidCorrection: Nobody has a name, or several have it.
    """
    found = {}
    for field, value in fields.items():
        parts = [_part(record, part.strip(), who, why) for part in value.split(",")] if field in WHOM else []
        found[field] = ", ".join(parts) if parts else value
    return found


def _part(record: Record, part: str, who: str, why: str) -> str:
    """Return one mention of a value: names, and the words that name them."""
    names, at, words = part.partition("@")
    pieces = _TOGETHER.split(names)
    return (
        "".join(piece if piece in "+|?" else _id(record, piece.strip(), who, why) for piece in pieces) + at + words
    )


def _id(record: Record, name: str, who: str, why: str) -> str:
    if record.knows_actor(name):
        return name
    directory = _directory(record)
    if name.startswith(NEW):
        actor = _new(record, directory, name.removeprefix(NEW))
    else:
        actor = _of_directory(record, directory, name)
    party = directory.actors.get(actor.party or "")
    for one in (party, actor):
        if one and not record.knows_actor(one.id):
            record.corrections.name(one, who=who, why=why)
    return actor.id


def _new(record: Record, directory: Directory, told: str) -> Actor:
    """Return the actor of `NAME`, `NAME/KIND` or `NAME/KIND/PARTY`."""
    name, kind, party = (piece.strip() for piece in f"{told}//".split("/")[:3])
    kinds = [one.value for one in ActorKind]
    key = slug(name) or _NO_ID.sub("-", name)
    if not key:
        raise InvalidCorrection(f"'{NEW}{told}' has no name; write {NEW}NAME/KIND/PARTY, the last two if you like")
    if kind and kind not in kinds:
        raise InvalidCorrection(f"'{kind}' is no kind of actor; it is one of {', '.join(kinds)}")
    if key in directory.actors:
        known = directory.actors[key].name
        raise InvalidCorrection(f"the directory has {known} under '{key}'; write {key}, or give a fuller name")
    return Actor(key, name, ActorKind(kind or "person"), _party(record, directory, party) if party else None)


def _party(record: Record, directory: Directory, name: str) -> str:
    """Return the id of a party that is known to the record, or to the directory."""
    return record.actor(name).id if record.knows_actor(name) else _of_directory(record, directory, name).id


def _of_directory(record: Record, directory: Directory, name: str) -> Actor:
    ids = (name,) if name in directory.actors else directory.named(name) or directory.by_surname(name)
    if len(ids) > 1:
        raise InvalidCorrection(f"'{name}' may be {' or '.join(ids)}; give the id")
    if ids:
        return directory.actors[ids[0]]
    known = chain(record.names().items(), ((one.id, one.name) for one in directory.actors.values()))
    asked = meant(near(name, chain.from_iterable(known)))
    then = f"{asked} For somebody new write {NEW}{name}".strip()
    raise InvalidCorrection(f"nobody in the record or the directory is called '{name}'. {then}")


def _directory(record: Record) -> Directory:
    told = record.made_by.dispute
    actors = read_dispute(told, record.file).actors if told else ()
    return Directory.standard().extended(actors)
