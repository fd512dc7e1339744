"""What is asked of a model with a record at hand: a draft, what is wrong with it, what could fill it, its page."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.strategy.drafting.anchors import anchored, resolved
from onrecord.strategy.drafting.citing import check
from onrecord.strategy.drafting.draft import draft
from onrecord.strategy.files.files import load
from onrecord.strategy.files.writing import draft_toml
from onrecord.strategy.reports.cites import cites
from onrecord.strategy.reports.report import report_sections
from onrecord.strategy.reports.showing import to_data, to_html, to_markdown, to_text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from onrecord.strategy.drafting.bearing import Shelf

REPORTS = {"text": to_text, "markdown": to_markdown, "html": to_html}


def draft_file(
    shelf: Shelf, name: str, as_of: date | None = None, most: int = 12, names: Mapping[str, str] | None = None
) -> str:
    """Return a drafted model as TOML; parties by the names given, entries by their words beside the id."""
    drafted = draft(shelf.entries(), name, as_of, most=most, names=names)
    return draft_toml(replace(drafted, model=anchored(drafted.model, shelf)))


def check_file(path: str | Path, shelf: Shelf) -> tuple[str, ...]:
    """Return what is wrong with the cells of a model file, a sentence each."""
    return tuple(finding.words for finding in check(load(path), shelf))


def cite_file(path: str | Path, shelf: Shelf, option: str | None = None, party: str | None = None) -> str:
    """Return what could fill the open cells of a model file, each entry with its sentence."""
    return "\n".join(cites(resolved(load(path), shelf), shelf, option, party)) + "\n"


def report_file(path: str | Path, shelf: Shelf | None = None, form: str = "markdown") -> str:
    """Return the page of a model file for a mediator: as Markdown, text, an HTML fragment, or JSON.

    The fragment stands by itself in any page; what shows text as text takes `report_data`.
    """
    if form == "json":
        return json.dumps(report_data(path, shelf), ensure_ascii=False) + "\n"
    return REPORTS[form](report_sections(load(path), shelf))


def report_data(path: str | Path, shelf: Shelf | None = None) -> list[dict[str, object]]:
    """Return the same page as plain data: sections with a title and blocks, each of a kind, a depth and words."""
    return to_data(report_sections(load(path), shelf))
