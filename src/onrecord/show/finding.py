"""One finding in full: what it says, why, and the words that it rests on, report by report."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

from onrecord.show.line import SHORT_ID

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from onrecord.core.finding import Finding, Telling


def finding_page(finding: Finding, paths: Mapping[str, str]) -> str:
    """Return a finding as text.

    Args:
        finding: The finding.
        paths: The path of each report by id.
    """
    listed = list(_listed(finding))
    width = max(len(name) for name, _ in listed)
    lines = [f"{name:<{width}}  {value}" for name, value in listed]
    return "\n".join([*lines, "", *(_told(telling, paths) for telling in finding.tellings)])


def _listed(finding: Finding) -> Iterator[tuple[str, str]]:
    marks = [mark for mark, holds in (("stale", finding.stale), ("no longer found", not finding.found)) if holds]
    yield "finding", " ".join([finding.id, *(f"({mark})" for mark in marks)])
    yield "kind", str(finding.kind)
    for field in fields(finding.says):
        value = getattr(finding.says, field.name)
        if value not in ("", None, ()):
            yield field.name, ", ".join(value) if isinstance(value, tuple) else str(value)
    if finding.why:
        yield "why", "; ".join(finding.why)
    if finding.sureness is not None:
        yield "confidence", f"{finding.sureness:.2f}"
    if finding.confirmed:
        yield "confirmed by", finding.confirmed
    yield "found by", finding.method


def _told(telling: Telling, paths: Mapping[str, str]) -> str:
    """Return the words of a telling, with its side, its report, and the entry that has them."""
    side = f"{telling.role}: " if telling.role else ""
    entry = f" `{telling.entry[:SHORT_ID]}`" if telling.entry else ""
    return f"- {side}“{telling.citation.words}” ({paths[telling.citation.report]}){entry}"
