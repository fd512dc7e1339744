"""How a record is made on a server: the tables of `schema.sql` in PostgreSQL's words, and what it has besides."""

from __future__ import annotations

import json
import sys
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from onrecord.record.dialect import schema_in_parts

if TYPE_CHECKING:
    from collections.abc import Iterator

# Texts whose words are cut anew when they change, by table: what is read of them, a line for each column.
INDEXED = {"report": ("title", "text"), "entry": ("words",)}


def making(version: int) -> Iterator[str]:
    """Yield the statements that make the tables of an empty record."""
    yield _with_folding(_read("server.sql"))
    yield f"INSERT INTO record_form (version) VALUES ({version})"
    yield from schema_in_parts(_read("schema.sql"))[0]


def finishing() -> Iterator[str]:
    """Yield the statements that make indexes, views and triggers, once the tables hold what they begin with."""
    yield from schema_in_parts(_read("schema.sql"))[1]
    yield _read("server_later.sql")
    for table, columns in INDEXED.items():
        listed = ", ".join(columns)
        differs = " OR ".join(f"OLD.{one} IS DISTINCT FROM NEW.{one}" for one in columns)
        yield f"CREATE INDEX {table}_search_terms ON {table}_search USING gin (terms)"
        noted = "FOR EACH ROW {}EXECUTE FUNCTION note_words()"
        yield f"CREATE TRIGGER {table}_insert AFTER INSERT ON {table} {noted.format('')}"
        when = noted.format(f"WHEN ({differs}) ")
        yield f"CREATE TRIGGER {table}_update AFTER UPDATE OF {listed} ON {table} {when}"


def _read(name: str) -> str:
    return files("onrecord.record").joinpath(name).read_text(encoding="utf-8")


def _with_folding(sql: str) -> str:
    """Return a script with what Python folds characters to: the server folds by its own tables, and differs."""
    for name, told in _folding().items():
        sql = sql.replace(f"{{{name}}}", told)
    return sql


@lru_cache(maxsize=1)
def _folding() -> dict[str, str]:
    every = (chr(code) for code in range(sys.maxunicode + 1) if not 0xD800 <= code < 0xE000)
    folded = {one: to for one in every if (to := one.casefold()) != one}
    several = {one: to for one, to in folded.items() if len(to) > 1}
    single = {one: to for one, to in folded.items() if len(to) == 1}
    return {
        "several": json.dumps(several, ensure_ascii=False),
        "any": "".join(several),
        "capital": "".join(single),
        "small": "".join(single.values()),
    }
