"""What made a record, as rows: the version, the stages, the dispute file, each part with its digest."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from onrecord.core.identity import entry_id
from onrecord.core.made import Ingredient, MadeBy
from onrecord.record.storable import storable_text

if TYPE_CHECKING:
    from onrecord.record.port import Connection


def keep_maker(connection: Connection, made_by: MadeBy) -> str:
    """Note what makes entries, once; return the id of the row."""
    extractors = json.dumps(made_by.extractors, ensure_ascii=False)
    ingredients = json.dumps({part.name: part.state for part in made_by.ingredients}, ensure_ascii=False)
    key = entry_id("", "made by", made_by.version, made_by.dispute, extractors, made_by.pipeline, ingredients)
    connection.execute(
        "INSERT OR IGNORE INTO made_by VALUES (?,?,?,?,?,?)",
        (key, made_by.version, extractors, made_by.pipeline, ingredients, storable_text(made_by.dispute)),
    )
    return key


def load_maker(connection: Connection, maker: str) -> MadeBy:
    """Return what made entries, by the id of its row."""
    version, extractors, pipeline, ingredients, dispute = connection.execute(
        "SELECT version, extractors, pipeline, ingredients, dispute FROM made_by WHERE id = ?", (maker,)
    ).fetchone()
    parts = tuple(Ingredient(name, state) for name, state in json.loads(ingredients).items())
    return MadeBy(version, dispute, tuple(json.loads(extractors)), pipeline, parts)
