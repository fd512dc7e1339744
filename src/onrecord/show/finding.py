"""One finding: in a line, and in full with why, and the words that it rests on, report by report."""

from __future__ import annotations

from dataclasses import fields
from functools import singledispatch
from typing import TYPE_CHECKING

from onrecord.core.finding import Account, Contradiction, Copy, Framing, KeyDate, Matter, Position, Shift
from onrecord.show.line import SHORT_ID
from onrecord.views.wording import in_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from onrecord.core.finding import Finding, Says, Telling


def in_a_line(finding: Finding) -> str:
    """Return what a finding says without its words, to tell it from others in a list.

    An account has no name but its words: it is told by the shortest of them.
    """
    words = min((telling.citation.words for telling in finding.tellings), key=len, default="")
    return _in_a_line(finding.says, words)


@singledispatch
def _in_a_line(says: Says, words: str) -> str:
    raise NotImplementedError(type(says).__name__)  # each kind of finding has its own below


@_in_a_line.register
def _(says: Copy, _words: str) -> str:
    return f"one text, {says.share:.0%} of the shorter"


@_in_a_line.register
def _(says: Matter, _words: str) -> str:
    return says.name


@_in_a_line.register
def _(says: Account, words: str) -> str:
    return f"{says.when or 'undated'}: “{words}”"


@_in_a_line.register
def _(says: KeyDate, _words: str) -> str:
    return f"{says.when}: {says.what}"


@_in_a_line.register
def _(says: Contradiction, _words: str) -> str:
    return f"{in_words('contradictions', says.type)}: {' and '.join(says.parties)}"


@_in_a_line.register
def _(says: Position, _words: str) -> str:
    return f"{says.party}, {says.issue}: {says.stance}, {says.when or 'undated'}"


@_in_a_line.register
def _(says: Shift, _words: str) -> str:
    return f"{says.party}, {says.issue}: {says.before}, then {says.after}, {says.when or 'undated'}"


@_in_a_line.register
def _(says: Framing, _words: str) -> str:
    return says.concept


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
