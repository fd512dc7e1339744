"""The fact-checker's command: did they say this?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import click

from onrecord.cli.options import record_argument
from onrecord.cli.output import say, say_if_out
from onrecord.core.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from onrecord.core.line import Line
    from onrecord.core.report import Report
    from onrecord.record import Record
    from onrecord.show.quotation import Spot

_WORD = re.compile(r"[\w-]+")


@click.command()
@record_argument
@click.argument("words")
@click.option("--by", metavar="NAME", help="Who is said to have said it: an actor's id, name or alias.")
def quote(record: str, words: str, by: str | None) -> None:
    """Say whether a quotation stands in the reports: verbatim, cut, altered, by another speaker, or not at all.

    \b
    onrecord quote nato-ukraine.db "We are strong, we will win" --by Zelensky

    The nearest report comes first, of equals the oldest; copies of one text are one. Differences are shown as
    [-words of the report-] {+words of the quotation+}.
    """
    from onrecord.core.finding import Copy, FindingKind
    from onrecord.record import open as open_record
    from onrecord.show import quotation

    with open_record(record) as opened:
        say_if_out(opened, "only words that entries cite are looked through")
        copies = [one for one in opened.findings(FindingKind.COPY) if isinstance(one.says, Copy)]
        original = {report: one.id for one in copies for report in one.reports}
        headers = [header.id for header in opened.reports()]
        found = quotation.spots(words, (opened.report(one) for one in headers), original)
        if not found:
            say("not in these reports.")
        theirs = _said_by(opened, by) if by else None
        if by and not theirs:
            say(f"no statement by “{one_line(by)}” is on record: whose words they are is not judged.", err=True)
        for report, at in found:
            _tell(opened, report, at, theirs)


def _tell(opened: Record, report: Report, at: Spot, theirs: set[str] | None) -> None:
    """Print what one report has of the quotation, and whose words it says they are."""
    from onrecord.record import Filter
    from onrecord.show import line as one

    told = _telling(opened.statements(Filter(report=report.id)), at)
    when = f", {report.published.in_words()}" if report.published else ""
    verdict = at.verdict.value
    if theirs:
        verdict += _whose(told, theirs)
    say(f"{verdict}: {one_line(report.path)}{when}")
    say(f"  “{one_line(report.text[at.start : at.end])}”")
    if at.differences:
        say(f"  {one_line(at.differences)}")
    if told is not None:
        say(f"  {_speaker(told, opened.names())} {{{one.short_id(told.entry)}}}")


def _said_by(opened: Record, name: str) -> set[str]:
    """Return the ids of the statements of an actor, of those who speak for it, or of all who bear the name."""
    from onrecord.record import Filter, UnknownName

    wanted = (Filter(speaker=name), Filter(party=name))
    try:
        named = {line.entry.id for one in wanted for line in opened.statements(one)}
    except UnknownName:
        named = set()
    if named:
        return named
    names, bears = opened.names(), set(name.casefold().split())
    lines = opened.statements()
    return {line.entry.id for line in lines if bears <= set(_WORD.findall(_speaker(line, names).casefold()))}


def _speaker(told: Line, names: Mapping[str, str]) -> str:
    from onrecord.show import line as one

    return one_line(one.doers(told.entry, names))


def _whose(told: Line | None, theirs: set[str]) -> str:
    from onrecord.core.entry import Statement

    if told is None:
        return ", but no statement is on record there"
    if isinstance(told.entry, Statement) and told.entry.speaker is None:
        return ", but the report does not say by whom"
    return "" if told.entry.id in theirs else ", by another speaker"


def _telling(lines: Iterable[Line], at: Spot) -> Line | None:
    """Return the statement whose content has most of the stretch, or None where none has any of it."""
    from onrecord.core.entry import Statement

    best: tuple[int, Line] | None = None
    for line in lines:
        if isinstance(line.entry, Statement):
            spans = ((piece.start, piece.end) for piece in line.entry.content)
            shared = sum(max(0, min(end, at.end) - max(start, at.start)) for start, end in spans)
            if shared > (best[0] if best else 0):
                best = shared, line
    return best[1] if best else None
