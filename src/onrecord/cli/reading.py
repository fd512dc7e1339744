"""Commands that read a record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from onrecord.cli.options import filter_options, json_option, record_argument
from onrecord.cli.output import print_json, print_rows, say, terminal
from onrecord.core.counted import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from onrecord.core.line import ActorCount, Reading, ReportHeader
    from onrecord.jsonform import Json
    from onrecord.record import Filter, Record
    from onrecord.show.blocks import Block

markdown_option = click.option("--markdown", is_flag=True, help="Print Markdown, whatever the output is.")


@click.command()
@record_argument
@filter_options
@markdown_option
@click.option("--length", type=click.IntRange(100), default=900, show_default=True, help="About so many words.")
def brief(record: str, *, markdown: bool, length: int, **chosen: Any) -> None:
    """Print the dispute on two pages: who wants what, when it turned, who changed sides, what is in doubt.

    \b
    onrecord brief nato-ukraine.db --since 2021-12 --until 2022-02
    """
    from onrecord.casebook import casebook
    from onrecord.record import Filter
    from onrecord.record import open as open_record
    from onrecord.show.brief import brief as two_pages
    from onrecord.show.sentences import Sentences

    with open_record(record) as opened:
        wanted = Filter(**chosen)
        _told_if_nothing(opened, wanted)
        book, found = casebook(opened, wanted), list(opened.findings())
        _print_blocks(two_pages(book, found, Sentences(opened.report), length), as_markdown=markdown)


@click.command()
@record_argument
@filter_options
@markdown_option
def dossier(record: str, *, markdown: bool, **chosen: Any) -> None:
    """Print all that is known: parties, chronology, what each said and did, what is in doubt.

    \b
    onrecord dossier nato-ukraine.db --party russia --since 2021-12
    """
    from onrecord.casebook import casebook
    from onrecord.record import Filter
    from onrecord.record import open as open_record
    from onrecord.show.dossier import dossier as whole

    with open_record(record) as opened:
        wanted = Filter(**chosen)
        _told_if_nothing(opened, wanted)
        _print_blocks(whole(casebook(opened, wanted)), as_markdown=markdown)


def _told_if_nothing(opened: Record, wanted: Filter) -> None:
    """Say on standard error that no entry matches, and what would widen the filter."""
    from onrecord.cli.widening import nothing
    from onrecord.record import KINDS

    if not opened.count(wanted):
        say(nothing(opened, wanted, KINDS), err=True)


def _print_blocks(blocks: Iterable[Block], *, as_markdown: bool) -> None:
    from onrecord.show.blocks import markdown
    from onrecord.show.blocks import terminal as on_terminal

    made = list(blocks)  # all work is done before the first is printed
    screen = None if as_markdown else terminal()
    if screen is None:
        say(markdown(made), end=False)
    else:
        on_terminal(made, screen)


@click.command()
@record_argument
@click.option(
    "--sort",
    type=click.Choice(["count", "name"]),
    default="count",
    show_default=True,
    help="Those first that say and do most, or by name.",
)
@json_option
def actors(record: str, *, sort: str, as_json: bool) -> None:
    """List who speaks and acts, for whom, and how often.

    \b
    onrecord actors nato-ukraine.db
    """
    from onrecord.record import open as open_record

    with open_record(record) as opened:
        names = opened.names()
        counts = sorted(opened.actors(), key=lambda c: (-(c.statements + c.events + c.stances), c.actor.id))
    if sort == "name":
        counts.sort(key=lambda count: (count.actor.name.casefold(), count.actor.id))
    if as_json:
        for count in counts:
            print_json(_actor_json(count))
        return
    columns = ("id", "said", "did", "thought", "addressed", "targeted", "kind", "for", "name")
    shown = print_rows(columns, (_actor_row(count, names) for count in counts), empty="the record names no actor.")
    if shown:
        say(f"{shown} actors.", err=True)


def _actor_row(count: ActorCount, names: Mapping[str, str]) -> tuple[str, ...]:
    actor = count.actor
    numbers = (count.statements, count.events, count.stances, count.addressed, count.targeted)
    party = names.get(actor.party, actor.party) if actor.party else ""
    return actor.id, *map(str, numbers), str(actor.kind), party, actor.name


def _actor_json(count: ActorCount) -> Json:
    actor = count.actor
    return {
        "id": actor.id,
        "name": actor.name,
        "kind": actor.kind.value,
        "party": actor.party,
        "aliases": list(actor.aliases),
        "code": actor.code,
        "wikidata": actor.wikidata,
        "statements": count.statements,
        "stances": count.stances,
        "addressed": count.addressed,
        "events": count.events,
        "targeted": count.targeted,
    }


_REPORT_SORTS: dict[str, Callable[[ReportHeader], tuple[str, ...]]] = {
    "time": lambda report: (_day(report) or "9999", report.path, report.id),
    "path": lambda report: (report.path, report.id),
    "outlet": lambda report: ((report.outlet or "\U0010ffff").casefold(), _day(report) or "9999", report.path),
}


def _day(report: ReportHeader) -> str | None:
    day = report.published and (report.published.earliest or report.published.latest)
    return day.isoformat() if day else None


@click.command()
@record_argument
@click.option(
    "--sort",
    type=click.Choice(list(_REPORT_SORTS)),
    default="time",
    show_default=True,
    help="By time, the undated last, by path, or by outlet.",
)
@json_option
def reports(record: str, *, sort: str, as_json: bool) -> None:
    """List the reports that a record rests on, in order of time. A note says which is not read, or tells nothing.

    \b
    onrecord reports nato-ukraine.db
    """
    from onrecord.jsonform import reading_json
    from onrecord.record import open as open_record

    with open_record(record) as opened:
        found = sorted(opened.readings(), key=lambda reading: _REPORT_SORTS[sort](reading.report))
    if as_json:
        for reading in found:
            print_json(reading_json(reading))
        return
    columns = ("id", "published", "outlet", "note", "path", "title")
    if print_rows(columns, map(_report_row, found), empty="the record holds no report."):
        undated = sum(reading.report.published is None for reading in found)
        then = f", {undated} of them undated: give their day with --published-from" if undated else ""
        say(f"{counted(len(found), 'report')}{then}.", err=True)


def _report_row(reading: Reading) -> tuple[str, ...]:
    report = reading.report
    published = report.published.edtf() if report.published else "undated"
    return report.id[:8], published, report.outlet or "?", reading.note, report.path, report.title or ""


@click.command()
@record_argument
@json_option
def findings(record: str, *, as_json: bool) -> None:
    """List all that comparing the reports found, by kind, in order of time.

    \b
    onrecord findings nato-ukraine.db
    """
    from onrecord.jsonform import finding_json
    from onrecord.record import open as open_record
    from onrecord.show.finding import in_a_line

    with open_record(record) as opened:
        paths = {report.id: report.path for report in opened.reports(retired=True)}
        found = sorted(opened.findings(), key=lambda one: (one.kind, getattr(one.says, "when", ""), one.id))
    if as_json:
        for finding in found:
            print_json(finding_json(finding, paths))
        return
    print_rows(
        ("finding", "kind", "what", "why", "reports"),
        [
            (
                one.id[:8],
                str(one.kind),
                in_a_line(one),
                "; ".join(one.why),
                ", ".join(paths[report] for report in one.reports),
            )
            for one in found
        ],
        empty="comparing found nothing.",
    )
    if found:
        say(f"{counted(len(found), 'finding')}.", err=True)


@click.command()
@record_argument
@json_option
def problems(record: str, *, as_json: bool) -> None:
    """List what was wrong with the material, and what is incomplete.

    \b
    onrecord problems nato-ukraine.db
    """
    from onrecord.jsonform import problem_json
    from onrecord.record import open as open_record

    with open_record(record) as opened:
        found = list(opened.problems())
    if as_json:
        for problem in found:
            print_json(problem_json(problem))
        return
    print_rows(
        ("report", "kind", "what"), [(p.path, str(p.kind), p.words) for p in found], empty="there are no problems."
    )
