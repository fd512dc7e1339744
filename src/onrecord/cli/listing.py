"""Commands that list entries: in order of time, how many of how many, and what would widen a list without any."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from onrecord.cli.covering import beside, the_one
from onrecord.cli.options import filter_options, json_option, record_argument, sort_option
from onrecord.cli.output import print_json, print_rows, say, say_if_out
from onrecord.core.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from onrecord.core.line import Line
    from onrecord.jsonform import Object
    from onrecord.record import Record


@click.command()
@record_argument
@filter_options
@sort_option
@json_option
@click.option("--stances", is_flag=True, help="Thoughts and feelings too that reports ascribe to someone.")
def statements(record: str, *, sort: str, as_json: bool, stances: bool, **chosen: Any) -> None:
    """List who said what to whom, in order of time.

    \b
    onrecord statements nato-ukraine.db --party russia --act demand
    """
    kinds = ("statement", "stance") if stances else ("statement",)
    _list(record, kinds, sort, as_json=as_json, **chosen)


@click.command()
@record_argument
@filter_options
@sort_option
@json_option
def events(record: str, *, sort: str, as_json: bool, **chosen: Any) -> None:
    """List who did what to whom, and whether it took place, in order of time.

    \b
    onrecord events nato-ukraine.db --plover CONSULT --status happened
    """
    _list(record, ("event",), sort, as_json=as_json, **chosen)


@click.command()
@record_argument
@filter_options
@sort_option
@click.option("--every", is_flag=True, help="Every telling, also those of what another telling tells already.")
@json_option
def timeline(record: str, *, sort: str, every: bool, as_json: bool, **chosen: Any) -> None:
    """List what was said and done in order of time, one happening once; the undated last.

    \b
    onrecord timeline nato-ukraine.db --since 2022-01-10 --until 2022-01-13

    Of an account that several reports tell the first telling is shown; `--every` and `--json` give all of them.
    """
    once = not every and not as_json
    _list(record, ("statement", "event"), sort, as_json=as_json, once=once, covered=not as_json, **chosen)


def _list(
    record: str,
    kinds: tuple[str, ...],
    sort: str,
    *,
    as_json: bool,
    once: bool = False,
    covered: bool = False,
    **chosen: Any,
) -> None:
    from onrecord.cli.widening import nothing, tally
    from onrecord.record import Filter
    from onrecord.record import open as open_record

    with open_record(record) as opened:
        wanted = Filter(**chosen)
        lines = opened.lines(wanted, kinds, sort=sort)
        shown = print_lines(
            _told_once(lines, _accounts(opened)) if once else lines, opened.names(), as_json=as_json
        )
        if not shown:
            say(nothing(opened, wanted, kinds), err=True)
        elif not as_json:
            say(tally(opened, wanted, kinds, shown), err=True)
        if covered:
            say(beside(opened, the_one(opened, wanted.party)), err=True)


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
@click.argument("words", nargs=-1, required=True)
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="Of entries, and of reports.")
@json_option
def search(record: str, words: tuple[str, ...], *, limit: int, as_json: bool) -> None:
    """Search the entries and the full text of the reports, those that fit best first.

    \b
    onrecord search nato-ukraine.db "legal guarantee"

    All words must stand there. Words in quotation marks stand together ('"legal guarantee"'), an asterisk stands
    for any ending ('guarant*').
    """
    from onrecord.record import open as open_record

    with open_record(record) as opened:
        say_if_out(opened, "only words that entries cite are searched")
        found = opened.search(" ".join(words), limit=limit + 1)
        shown = print_lines(found.lines[:limit], opened.names(), as_json=as_json)
        for hit in found.reports[:limit]:
            if as_json:
                print_json(
                    {"kind": "report", "path": hit.report.path, "id": hit.report.id, "snippet": hit.snippet}
                )
            else:
                say(one_line(f"{hit.report.path}: {hit.snippet}"))
    if max(len(found.lines), len(found.reports)) > limit:
        say(f"the first {limit}; there are more: --limit shows so many.", err=True)
    if not shown:
        then = "the reports above have them." if found.reports else _MORE_FOUND[len(words) > 1]
        say(f"no entry has {'these words' if len(words) > 1 else 'this word'}. {then}", err=True)


_MORE_FOUND = {
    False: "An asterisk stands for any ending: 'guarant*'.",
    True: "Fewer words find more, since each must stand there; an asterisk stands for any ending: 'guarant*'.",
}


def print_lines(lines: Iterable[Line], names: Mapping[str, str], *, as_json: bool) -> int:
    """Print entries, as JSON Lines or as rows; return how many."""
    if not as_json:
        return print_rows(_COLUMNS, (cells(line, names) for line in lines))
    count = 0
    for line in lines:
        print_json(line_json(line, names))
        count += 1
    return count


def line_json(line: Line, names: Mapping[str, str]) -> Object:
    """Return one entry with its report and what was said of it by hand."""
    from onrecord.jsonform import by_hand_json, entry_json

    report = line.report
    where = {"path": report.path, "id": report.id, "outlet": report.outlet, "title": report.title}
    said = {"report": where, "standing": line.standing.value} | by_hand_json(line)
    return entry_json(line.entry, names) | said


_COLUMNS = ("entry", "when", "who", "what", "to", "account", "words")


def cells(line: Line, names: Mapping[str, str]) -> tuple[str, ...]:
    """Return one entry as a row of a table."""
    from onrecord.show import line as one

    return (
        one.short_id(line.entry),
        one.date(line),
        one.doers(line.entry, names),
        f"{one.doing(line.entry)} {one.mark(line)}".strip(),
        one.addressees(line.entry, names),
        one.account(line),
        one.words(line.entry),
    )
