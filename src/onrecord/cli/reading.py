"""Commands that read a record."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli.options import filter_options, json_option, record_argument
from onrecord.cli.output import print_json, print_rows, say, say_marked, terminal
from onrecord.core.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from onrecord.core.line import Line
    from onrecord.record import NoSuchEntry, Record
    from onrecord.show.blocks import Block

_NOTHING = "no entry of the record matches."

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
        book, found = casebook(opened, Filter(**chosen)), list(opened.findings())
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
        _print_blocks(whole(casebook(opened, Filter(**chosen))), as_markdown=markdown)


def _print_blocks(blocks: Iterable[Block], *, as_markdown: bool) -> None:
    from onrecord.show.blocks import markdown
    from onrecord.show.blocks import terminal as on_terminal

    screen = None if as_markdown else terminal()
    if screen is None:
        say(markdown(blocks), end=False)
    else:
        on_terminal(blocks, screen)


@click.command()
@record_argument
@filter_options
@json_option
@click.option("--stances", is_flag=True, help="Thoughts and feelings too that reports ascribe to someone.")
def statements(record: str, *, as_json: bool, stances: bool, **chosen: Any) -> None:
    """List who said what to whom.

    \b
    onrecord statements nato-ukraine.db --party russia --act demand
    """
    from onrecord.record import Filter
    from onrecord.record import open as open_record

    with open_record(record) as opened:
        chosen_filter = Filter(**chosen)
        found = list(opened.statements(chosen_filter))
        if stances:
            found += opened.stances(chosen_filter)
        _print_lines(found, opened.names(), as_json=as_json)


@click.command()
@record_argument
@filter_options
@json_option
def events(record: str, *, as_json: bool, **chosen: Any) -> None:
    """List who did what to whom, and whether it took place.

    \b
    onrecord events nato-ukraine.db --plover CONSULT --status happened
    """
    from onrecord.record import Filter
    from onrecord.record import open as open_record

    with open_record(record) as opened:
        _print_lines(opened.events(Filter(**chosen)), opened.names(), as_json=as_json)


@click.command()
@record_argument
@filter_options
@click.option("--every", is_flag=True, help="Every telling, also those of what another telling tells already.")
@json_option
def timeline(record: str, *, every: bool, as_json: bool, **chosen: Any) -> None:
    """List what was said and done in order of time, one happening once; the undated last.

    Of an account that several reports tell the first telling is shown; `--every` and `--json` give all of them.

    \b
    onrecord timeline nato-ukraine.db --since 2022-01-10 --until 2022-01-13
    """
    from onrecord.record import Filter
    from onrecord.record import open as open_record

    with open_record(record) as opened:
        lines = opened.timeline(Filter(**chosen))
        shown = lines if every or as_json else _told_once(lines, _accounts(opened))
        _print_lines(shown, opened.names(), as_json=as_json)


def _accounts(opened: Record) -> dict[str, str]:
    """Return the account of each entry that tells of an act or state that another report tells, too."""
    from onrecord.core.finding import Account, FindingKind, by_entry

    found = opened.findings(FindingKind.ACCOUNT)
    return by_entry(one for one in found if isinstance(one.says, Account) and one.says.type != "standing")


def _told_once(lines: Iterable[Line], accounts: Mapping[str, str]) -> Iterator[Line]:
    """Yield the first of the lines of each account, and those of none."""
    seen: set[str] = set()
    for line in lines:
        account = accounts.get(line.entry.id)
        if account is None or account not in seen:
            yield line
        if account:
            seen.add(account)


@click.command()
@record_argument
@json_option
def actors(record: str, *, as_json: bool) -> None:
    """List who speaks and acts, for whom, and how often.

    \b
    onrecord actors nato-ukraine.db
    """
    from onrecord.record import open as open_record

    with open_record(record) as opened:
        names = opened.names()
        counts = sorted(opened.actors(), key=lambda c: (-(c.statements + c.events + c.stances), c.actor.id))
        if as_json:
            for count in counts:
                actor = count.actor
                print_json(
                    {
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
                )
            return
        print_rows(
            ("id", "kind", "for", "said", "thought", "did", "addressed", "targeted", "name"),
            [
                (
                    count.actor.id,
                    str(count.actor.kind),
                    names.get(count.actor.party, count.actor.party) if count.actor.party else "",
                    str(count.statements),
                    str(count.stances),
                    str(count.events),
                    str(count.addressed),
                    str(count.targeted),
                    count.actor.name,
                )
                for count in counts
            ],
            empty="the record names no actor.",
        )


@click.command()
@record_argument
@json_option
def reports(record: str, *, as_json: bool) -> None:
    """List the reports that a record rests on.

    \b
    onrecord reports nato-ukraine.db
    """
    from onrecord.record import open as open_record

    with open_record(record) as opened:
        found = list(opened.reports())
    if as_json:
        for report in found:
            print_json(
                {
                    "id": report.id,
                    "path": report.path,
                    "title": report.title,
                    "outlet": report.outlet,
                    "published": report.published.edtf() if report.published else None,
                    "language": report.language,
                    "url": report.url,
                }
            )
        return
    print_rows(
        ("id", "published", "outlet", "path", "title"),
        [
            (
                report.id[:8],
                report.published.edtf() if report.published else "?",
                report.outlet or "?",
                report.path,
                report.title or "",
            )
            for report in found
        ],
        empty="the record holds no report.",
    )


@click.command()
@record_argument
@json_option
def findings(record: str, *, as_json: bool) -> None:
    """List all that comparing the reports found.

    \b
    onrecord findings nato-ukraine.db
    """
    from onrecord.jsonform import finding_json
    from onrecord.record import open as open_record

    with open_record(record) as opened:
        paths = {report.id: report.path for report in opened.reports(retired=True)}
        found = list(opened.findings())
    if as_json:
        for finding in found:
            print_json(finding_json(finding, paths))
        return
    print_rows(
        ("finding", "kind", "why", "reports"),
        [
            (one.id[:8], str(one.kind), "; ".join(one.why), ", ".join(paths[report] for report in one.reports))
            for one in found
        ],
        empty="comparing found nothing.",
    )


@click.command()
@record_argument
@click.argument("words", nargs=-1, required=True)
@json_option
def search(record: str, words: tuple[str, ...], *, as_json: bool) -> None:
    """Search the entries and the full text of the reports.

    \b
    onrecord search nato-ukraine.db "legal guarantee"
    """
    from onrecord.record import open as open_record

    with open_record(record) as opened:
        found = opened.search(" ".join(words))
        _print_lines(found.lines, opened.names(), as_json=as_json, empty="no entry has these words.")
        for hit in found.reports:
            if as_json:
                print_json(
                    {"kind": "report", "path": hit.report.path, "id": hit.report.id, "snippet": hit.snippet}
                )
            else:
                say(one_line(f"{hit.report.path}: {hit.snippet}"))


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


@click.command()
@record_argument
@click.argument("entry")
@click.option("--around", type=click.IntRange(0, 50), default=0, help="Paragraphs before and after, too.")
@json_option
def show(record: str, entry: str, *, around: int, as_json: bool) -> None:
    """Show one entry or finding: everything known of it, and the words that it rests on.

    ENTRY is its id, or the beginning of it as lists show it.
    """
    from onrecord.record import NoSuchEntry
    from onrecord.record import open as open_record
    from onrecord.show.entry import entry_page

    with open_record(record) as opened:
        try:
            context = opened.context(entry, around=around)
        except NoSuchEntry as none:
            _show_finding(opened, entry, none, as_json=as_json)
            return
        names = opened.names()
        if as_json:
            _print_lines([context.line], names, as_json=True)
        else:
            say_marked(entry_page(context, names, brackets=not sys.stdout.isatty()))


def _show_finding(opened: Record, given: str, no_entry: NoSuchEntry, *, as_json: bool) -> None:
    """Print the finding whose id begins so; where there is none either, there is no such entry."""
    from onrecord.jsonform import finding_json
    from onrecord.record import NoSuchFinding
    from onrecord.show.finding import finding_page

    paths = {report.id: report.path for report in opened.reports(retired=True)}
    try:
        finding = opened.finding(given)
    except NoSuchFinding:
        raise no_entry from None
    if as_json:
        print_json(finding_json(finding, paths))
    else:
        say(finding_page(finding, paths))


def _print_lines(lines: Iterable[Line], names: Mapping[str, str], *, as_json: bool, empty: str = _NOTHING) -> None:
    from onrecord.jsonform import by_hand_json, entry_json
    from onrecord.show import line as one

    if as_json:
        for line in lines:
            where = {name: getattr(line.report, name) for name in ("path", "id", "outlet", "title")}
            said = {"report": where, "standing": line.standing.value} | by_hand_json(line)
            print_json(entry_json(line.entry, names) | said)
        return
    print_rows(
        ("entry", "when", "who", "what", "to", "account", "words"),
        [
            (
                one.short_id(line.entry),
                one.date(line),
                one.doers(line.entry, names),
                f"{one.doing(line.entry)} {one.mark(line)}".strip(),
                one.addressees(line.entry, names),
                one.account(line),
                one.words(line.entry),
            )
            for line in lines
        ],
        empty=empty,
    )
