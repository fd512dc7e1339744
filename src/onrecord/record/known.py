"""Names that a filter asks for: one that nothing bears is told with those near it, never counted 0."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from onrecord.record.actors import ids_named
from onrecord.record.errors import UnknownName
from onrecord.record.issues import FOUND, TAKEN

if TYPE_CHECKING:
    from collections.abc import Iterable

    from onrecord.record.filter import Filter
    from onrecord.record.port import Connection

_NEAR = 3
_LIKE = 0.7  # the share of letters that two names have in common, from which one may be meant by the other
_LENGTHS = 2  # letters by which one of two such names is longer, at most
_LONGEST = 80  # letters of a name that are compared

# Whether a name is borne by anything, and by which names things of its kind are asked for.
_BORNE = {
    "issue": (
        "SELECT 1 FROM issue WHERE fold(id) = fold(?1) OR fold(name) = fold(?1)"
        " UNION ALL SELECT 1 FROM finding WHERE kind = 'issue' AND id = ?1"
        f" UNION ALL SELECT 1 FROM ({FOUND} UNION ALL {TAKEN}) AS called WHERE fold(called.name) = fold(?1)",
        f"SELECT id FROM issue UNION SELECT name FROM issue UNION {FOUND} UNION {TAKEN}",
    ),
    "outlet": (
        "SELECT 1 FROM report WHERE instr(fold(outlet), fold(?1)) > 0",
        "SELECT DISTINCT outlet FROM report",
    ),
    "report": (
        "SELECT 1 FROM report WHERE path = ?1 OR substr(path, length(path) - length(?1)) = '/' || ?1"
        " OR (length(?1) >= 4 AND substr(id, 1, length(?1)) = ?1)",
        "SELECT path FROM report WHERE NOT retired",
    ),
}
_NAMED = "SELECT 1 FROM mention WHERE fold(words) = ?1 OR fold(name) = ?1"
_NAMES = "SELECT id FROM actor UNION SELECT name FROM actor UNION SELECT alias FROM actor_alias"


def check_names(connection: Connection, wanted: Filter) -> None:
    """See that the record knows each name that a filter asks for.

    Raises:
        UnknownName: No party, speaker, issue, outlet or report has it.
    """
    for kind, given in (("speaker", wanted.speaker), ("party", wanted.party), ("to", wanted.to)):
        if given is not None and not is_named(connection, given):
            raise UnknownName(kind, given, near(given, _column(connection, _NAMES)))
    for kind, (borne, names) in _BORNE.items():
        given = getattr(wanted, kind)
        if given is not None and not connection.execute(borne, (given,)).fetchone():
            known = _column(connection, names)
            raise UnknownName(kind, given, near(given, known if "/" in given else map(_last, known)))


def is_named(connection: Connection, given: str) -> bool:
    """Say whether an actor has this id, name or alias, or a report calls somebody so."""
    return bool(ids_named(connection, given) or connection.execute(_NAMED, (given.casefold(),)).fetchone())


def near_actors(connection: Connection, given: str) -> tuple[str, ...]:
    """Return the ids and names of actors that are like a name, the likest first."""
    return near(given, _column(connection, _NAMES))


def near(given: str, names: Iterable[str]) -> tuple[str, ...]:
    """Return the few names that are most like one, or of which a word is; then those that hold it."""
    asked = given[:_LONGEST].casefold()
    by_part: dict[str, str] = {}
    holding = []
    for name in names:
        fold = name[:_LONGEST].casefold()
        by_part[fold] = name
        holding += [name] if asked and asked in fold else []
        for part in fold.split():
            by_part.setdefault(part, name)
    likely = [part for part in by_part if abs(len(part) - len(asked)) <= _LENGTHS]
    like = (by_part[part] for part in get_close_matches(asked, likely, _NEAR, _LIKE))
    return tuple(dict.fromkeys((*like, *holding)))[:_NEAR]


_AT_ONCE = 60  # values that are offered to complete what was begun
_MARKED = (
    "SELECT DISTINCT json_extract(changes, '$[0][1]'), '' FROM correction WHERE kind = '{}' AND undone IS NULL"
    " AND substr(fold(json_extract(changes, '$[0][1]')), 1, length(?1)) = fold(?1)"
)
_BEGINNINGS = {
    "tag": _MARKED.format("tag"),
    "preset": _MARKED.format("preset"),
    "party": (
        "SELECT id, name FROM actor WHERE id IN (SELECT party FROM actor UNION ALL SELECT party FROM mention)"
        " AND (substr(id, 1, length(?1)) = ?1 OR substr(fold(name), 1, length(?1)) = fold(?1))"
    ),
    "actor": (
        "SELECT id, name FROM actor"
        " WHERE substr(id, 1, length(?1)) = ?1 OR substr(fold(name), 1, length(?1)) = fold(?1)"
    ),
    "issue": (
        "SELECT id, name FROM issue WHERE substr(id, 1, length(?1)) = ?1 UNION"
        f" SELECT called.name, '' FROM ({FOUND} UNION {TAKEN}) AS called"
        " WHERE substr(fold(called.name), 1, length(?1)) = fold(?1)"
    ),
    "outlet": (
        "SELECT DISTINCT outlet, '' FROM report"
        " WHERE NOT retired AND substr(fold(outlet), 1, length(?1)) = fold(?1)"
    ),
    "report": (
        "SELECT substr(id, 1, 8), path FROM report WHERE NOT retired AND substr(id, 1, length(?1)) = ?1"
        " UNION SELECT path, coalesce(title, '') FROM report"
        " WHERE NOT retired AND substr(path, 1, length(?1)) = ?1"
    ),
    "entry": "SELECT substr(id, 1, 8), words FROM current_entry WHERE substr(id, 1, length(?1)) = ?1",
    "finding": "SELECT substr(id, 1, 8), kind FROM finding WHERE substr(id, 1, length(?1)) = ?1",
    "correction": (
        "SELECT substr(id, 1, 8), kind FROM correction WHERE undone IS NULL AND substr(id, 1, length(?1)) = ?1"
    ),
}


def beginning(connection: Connection, kind: str, given: str) -> tuple[tuple[str, str], ...]:
    """Return what of a kind begins so, each with what tells it from others; some dozens at the most."""
    return tuple(connection.execute(f"{_BEGINNINGS[kind]} ORDER BY 1 LIMIT {_AT_ONCE}", (given,)).fetchall())


def _column(connection: Connection, query: str) -> list[str]:
    return [name for (name,) in connection.execute(query) if name]


def _last(path: str) -> str:
    """Return the part of a path by which a report is asked for."""
    return path.rsplit("/", 1)[-1]
