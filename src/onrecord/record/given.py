"""What a correction is given as words: names of actors become ids, fields and values become changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.core.correction import Change
from onrecord.record.actors import ids_named
from onrecord.record.changes import words_at
from onrecord.record.errors import InvalidCorrection, NoSuchActor
from onrecord.record.known import near_actors

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

    from onrecord.record.port import Connection

_MENTIONS = frozenset({"speaker", "addressee", "source", "target", "place"})


def changes_given(
    connection: Connection, given: Mapping[str, str], text: str, kept: Container[str] = ()
) -> tuple[Change, ...]:
    """Return fields and values as changes: actors by id, the words at offsets kept.

    Args:
        connection: Of the record.
        given: The fields and their values.
        text: The report's text.
        kept: Values of mentions that the entry has already; they go through as they are.
    """
    changes = []
    for field, raw in given.items():
        value = raw
        if field in _MENTIONS:
            parts = (part.strip() for part in value.split(",") if part.strip())
            value = ", ".join(part if part in kept else _whom(connection, part) for part in parts)
        changes.append(Change(field, value, words_at(value, text)))
    return tuple(changes)


def actor_given(connection: Connection, given: str) -> str:
    """Return the id of the one actor that is named.

    Raises:
        NoSuchActor: Nobody is called so.
        InvalidCorrection: Several are.
    """
    ids = ids_named(connection, given)
    if not ids:
        raise NoSuchActor(given, near_actors(connection, given))
    if len(ids) > 1:
        raise InvalidCorrection(f"'{given}' may be {' or '.join(ids)}; give the id")
    return ids[0]


def _whom(connection: Connection, given: str) -> str:
    """Return the value of a mention with its actors by id: `name`, `one|other`, `one+other`, each with a span."""
    name, at, span = given.partition("@")
    if name == "?":
        return given
    sign = "|" if "|" in name else "+"
    ids = [actor_given(connection, each.strip()) for each in name.split(sign) if each.strip() or sign == "+"]
    only = "|" if sign == "|" and len(ids) == 1 else ""
    return f"{sign.join(ids)}{only}{at}{span}"
