"""SQL as SQLite takes it, put into PostgreSQL's words: all differences between the two, as data.

The record asks in one language. What PostgreSQL lacks as a function (`fold`, `json_extract`, `instr` ...) is made
there in `server.sql`; what it writes otherwise is listed here, and each statement is translated once.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, NamedTuple

# What is written otherwise, wherever it stands.
_REWRITTEN: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), told)
    for pattern, told in (
        # Null-safe comparing of two columns; of NULL itself both say the same.
        (r"\bIS NOT (?!NULL\b|DISTINCT\b)(?=[\w?:])", "IS DISTINCT FROM "),
        (r"\bIS (?!NULL\b|NOT\b|DISTINCT\b)(?=[\w?:])", "IS NOT DISTINCT FROM "),
        # A bare value that is only compared with NULL has no type of its own.
        (r"(\?\d+|:\w+) IS (NOT )?NULL\b", r"CAST(\1 AS text) IS \2NULL"),
        (r"(?s)\bINSERT OR IGNORE INTO\b(.*)", r"INSERT INTO\1 ON CONFLICT DO NOTHING"),
        (r"\bCROSS JOIN (\w+(?: AS \w+)?) ON\b", r"JOIN \1 ON"),
        (r"\browid\b", "id"),
        (r"\bchar\((\d+)\)", r"chr(\1)"),
        (r"\bgroup_concat\(", "string_agg("),
    )
)
_HOLE = re.compile(r"'(?:[^']|'')*'|\?(?P<number>\d+)|(?P<next>\?)|(?<![:\w]):(?P<name>[a-z]\w*)", re.DOTALL)


class Translated(NamedTuple):
    """A statement in PostgreSQL's words.

    Attributes:
        sql: With `$1`, `$2` ... for values.
        places: For each of them which value is meant: its place, or its name.
    """

    sql: str
    places: tuple[int | str, ...]

    def of(self, values: Any) -> list[str | None]:
        """Return the values for them, of a sequence or by name.

        All go as text: the server infers from its place whether one is a number, or truth.
        """
        return [_given(values[place]) for place in self.places]


def _given(value: Any) -> str | None:
    """Return a value as text; of truth 1 and 0. No text of PostgreSQL's holds a null character."""
    if isinstance(value, str):
        return value.replace("\0", "\ufffd") if "\0" in value else str(value)
    return value if value is None else repr(value) if isinstance(value, float) else str(int(value))


@lru_cache(maxsize=2048)
def translated(sql: str) -> Translated:
    """Return a statement as PostgreSQL takes it.

    >>> translated("SELECT id FROM entry WHERE id = ?1 OR told_in = ?1 AND earliest IS NOT latest").sql
    'SELECT id FROM entry WHERE id = $1 OR told_in = $1 AND earliest IS DISTINCT FROM latest'
    """
    told = with_json_lists(sql)
    for pattern, words in _REWRITTEN:
        told = pattern.sub(words, told)
    places: list[int | str] = []

    def hole(found: re.Match[str]) -> str:
        if found["number"]:
            place: int | str = int(found["number"]) - 1
        elif found["name"]:
            place = found["name"]
        elif found["next"]:
            place = len(places)
        else:
            return found[0]
        if place not in places:
            places.append(place)
        return f"${places.index(place) + 1}"

    return Translated(_HOLE.sub(hole, told), tuple(places))


def with_json_lists(sql: str) -> str:
    """Return a statement in which lists of JSON are made by the functions of `server.sql`.

    `json_array` takes values of any kind, which no function of a user's own can there: each is turned into JSON
    first. Rows that are gathered are ordered by what their lists begin with, which in SQLite is their key.

    >>> with_json_lists("SELECT json_array(act, negated) FROM statement")
    'SELECT json_listed(ARRAY[as_json(act), as_json(negated)]) FROM statement'
    """
    for name in ("json_group_array", "json_array"):
        while (at := sql.find(f"{name}(")) >= 0:
            start = at + len(name) + 1
            parts, end = _arguments(sql, start)
            sql = sql[:at] + _LISTS[name](parts) + sql[end + 1 :]
    return sql


def _gathered(parts: list[str]) -> str:
    """Return the list of the lists of some rows."""
    inner = parts[0].removeprefix("json_array(").removesuffix(")")
    order = ", ".join(_arguments(inner + ")", 0)[0][:2])
    return f"json_listed(array_agg(as_json({parts[0]}) ORDER BY {order}))"


def _listed(parts: list[str]) -> str:
    return f"json_listed(ARRAY[{', '.join(f'as_json({part})' for part in parts)}])"


_LISTS = {"json_group_array": _gathered, "json_array": _listed}


def _arguments(sql: str, start: int) -> tuple[list[str], int]:
    """Return the arguments of a call, from behind its bracket, and where it closes."""
    parts, depth, begun = [], 0, start
    for place in range(start, len(sql)):
        mark = sql[place]
        if mark in ",)" and depth == 0:
            parts.append(sql[begun:place].strip())
            begun = place + 1
            if mark == ")":
                return parts, place
        depth += (mark == "(") - (mark == ")")
    raise ValueError("a bracket of a statement is not closed")


# The schema ---------------------------------------------------------------------------------------------------

_FLAGS = "retired|negated|approximate|published_approximate|together|conditional|open|background|found"
_IN_SCHEMA: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.DOTALL), told)
    for pattern, told in (
        (r"--[^\n]*", ""),
        (r"CREATE VIRTUAL TABLE.*?\);\n", ""),
        (r"CREATE TRIGGER.*?\nEND;\n", ""),
        (r" WITHOUT ROWID\b", ""),
        (r"\bTEXT\b", 'text COLLATE "C"'),  # ordered by code points, as SQLite does
        (r"\bREAL\b", "double precision"),
        (rf"(?m)^( +(?:{_FLAGS})) INTEGER\b", r"\1 boolean"),
        (r"\bboolean( NOT NULL)? DEFAULT 0", r"boolean\1 DEFAULT FALSE"),
        # Whatever is taken out in one write may go in any order.
        (r"(REFERENCES \w+ \(id\)(?: ON DELETE CASCADE)?)(?! DEFERRABLE)", r"\1 DEFERRABLE"),
        # No row of an index holds 2,700 bytes, and what is known of an actor may take more.
        (r"PRIMARY KEY \(actor, form\)", "CHECK (form <> '')"),
        # Columns that a view makes have no name yet where it is ordered.
        (r"GROUP BY actor\.id\nORDER BY statements \+ events DESC, actor\.name", "GROUP BY actor.id, party.id"),
    )
)


def schema_in_parts(schema: str) -> tuple[list[str], list[str]]:
    """Return what makes the tables, and what makes indexes and views over them."""
    for pattern, told in _IN_SCHEMA:
        schema = pattern.sub(told, schema)
    for pattern, told in _REWRITTEN:
        schema = pattern.sub(told, schema)
    statements = [one.strip() for one in schema.split(";") if one.strip()]
    tables = [one for one in statements if one.startswith("CREATE TABLE")]
    return tables, [one for one in statements if one not in tables]
