"""How the matters of the catalogue stand in a table of options (`data/option_names.toml`)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from onrecord.matters import by_id

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Form:
    """How a matter stands in a table.

    Attributes:
        name: What its option is called; {whom} stands for those whom it concerns, {body} for its body.
        alone: The same where nobody is told whom it concerns.
        join: The same of who would join a body; empty where the matter has no such option.
        harms: It is done to those whom it concerns: nobody is for it against itself.
        lasting: What was done goes on until it is undone.
        shared: It takes all who quarrel: who wants it would do its own part.
        other: Words that name another thing than the option does, each with the matter that they are of: with `-`
        they are against it, and empty where they tell nothing of any.
        apart: Words about the matter's own that make it another thing.
    """

    name: str
    alone: str
    join: str = ""
    lasting: bool = False
    shared: bool = False
    harms: bool = False
    other: tuple[tuple[str, str], ...] = ()
    apart: tuple[str, ...] = ()


@cache
def forms() -> Mapping[str, Form]:
    """Return how matters stand in a table, by their ids; a matter that is in no catalogue is a fault of ours."""
    text = resources.files("onrecord").joinpath("data/option_names.toml").read_text(encoding="utf-8")
    rows = tomllib.loads(text)["matter"]
    if strange := rows.keys() - by_id().keys():
        raise ValueError(f"option_names.toml: {sorted(strange)} are no matters of the catalogue")
    return {matter: _form(row) for matter, row in rows.items()}


def form_of(matter: str) -> Form:
    """Return how a matter stands in a table; as the catalogue names it where no form is written for it."""
    plain = by_id()[matter].plain.capitalize()
    return forms().get(matter) or Form(plain, plain)


def _form(row: Mapping[str, Any]) -> Form:
    return Form(
        row["name"],
        row.get("alone", row["name"]),
        row.get("join", ""),
        row.get("lasting") is True,
        row.get("shared") is True,
        row.get("harms") is True,
        tuple(row.get("other", {}).items()),
        tuple(row.get("apart", ())),
    )
