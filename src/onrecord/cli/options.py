"""Options that commands share: the filters, and JSON output."""

from __future__ import annotations

import calendar
import getpass
from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any, TypeVar

import click

from onrecord.cli.completing import ids, values
from onrecord.core.problem import OnRecordError

Command = TypeVar("Command", bound=Callable[..., Any])

_FILTERS = (
    ("--speaker", "NAME", "Who spoke, or did it: an actor's id, name or alias."),
    ("--party", "NAME", "The state or body that they speak or act for."),
    ("--to", "NAME", "To whom it was said or done."),
    ("--act", "ACT", "The act of a statement: demand, refuse, promise, threaten ..."),
    ("--plover", "ROOT", "The PLOVER root: CONSULT, ASSAULT, REQUEST ..."),
    ("--status", "STATUS", "Of events: happened, ongoing, planned, possible, demanded, denied."),
    ("--issue", "NAME", "The issue it is about, by id or name, as `issues` lists it, or from the dispute file."),
    ("--since", "DATE", "What can fall on or after this day, month or year; the undated on their report's day."),
    ("--until", "DATE", "What can fall on or before this day, month or year."),
    ("--outlet", "NAME", "By whose account."),
    ("--report", "PATH", "The report it stands in: its path or id."),
    ("--grep", "REGEX", "Its words match this regular expression, capitals aside."),
    ("--tag", "TAG", "It has this tag, capitals aside."),
    ("--note", "WORDS", "It has a note in which these words stand, capitals aside."),
)

_OFFERED = {
    "--speaker": ids("actor"), "--party": ids("party"), "--to": ids("actor"), "--act": values("Act"),
    "--plover": values("Root"), "--status": values("Status"), "--issue": ids("issue"), "--outlet": ids("outlet"),
    "--report": ids("report"), "--tag": ids("tag"),
}  # fmt: skip
# What a page's address and a filter call alike.
_OF_PAGE = ("party", "to", "kind", "act", "issue", "outlet", "since", "until", "tag")


class RecordPlace(click.Path):
    """The file of a record, or the address of one on a server; without a password, which others could see."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return it as it was written; where no file is, it is said how there comes to be one."""
        from onrecord.record.address import address_of, is_address

        try:
            return str(address_of(value)) if is_address(value) else super().convert(value, param, ctx)
        except OnRecordError as error:
            raise click.UsageError(str(error), ctx) from error
        except click.BadParameter as error:
            told = f"{error.message} Check the path; `onrecord build` makes a record of reports."
            raise click.BadParameter(told, ctx, param) from None


record_argument = click.argument("record", metavar="RECORD", type=RecordPlace(exists=True, dir_okay=False))
entry_argument = click.argument("entry", shell_complete=ids("entry"))
less_sure_option = click.option(
    "--all", "everything", is_flag=True, help="What is less sure, too, as one reader in two would not sign it."
)
party_option = click.option(
    "--party", metavar="NAME", help="Only of this party: its id, name or alias.", shell_complete=ids("party")
)
issue_option = click.option(
    "--issue",
    metavar="NAME",
    help="Only on this issue, by the name or id that `issues` lists, with all whom it concerns.",
    shell_complete=ids("issue"),
)
confidence_option = click.option(
    "--confidence",
    metavar="LEAST",
    type=click.FloatRange(0, 1),
    help="Only entries that are at least as sure as this (0 to 1).",
)
act_confidence_option = click.option(
    "--act-confidence",
    metavar="LEAST",
    type=click.FloatRange(0, 1),
    help="Only statements whose act is at least as sure as this (0 to 1).",
)
bounded_option = click.option(
    "--bounded",
    is_flag=True,
    help="Leave out what --since and --until let in only since its time is open at that end.",
)
sort_option = click.option(
    "--sort",
    type=click.Choice(["time", "report"]),
    default="time",
    show_default=True,
    help="By time, the undated last, or as they stand, report by report.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON Lines.")


def filter_options(command: Command) -> Command:
    """Give a command the filter options; it receives them as keyword arguments named as the fields of `Filter`."""
    for name, metavar, help_text in reversed(_FILTERS):
        callback = {"--since": first_day, "--until": last_day}.get(name)
        offered = _OFFERED.get(name)
        command = click.option(name, metavar=metavar, help=help_text, callback=callback, shell_complete=offered)(
            command
        )
    command = click.option("--starred", is_flag=True, help="Somebody starred it.")(command)
    command = click.option(
        "--preset",
        metavar="NAME",
        help="A filter kept under this name; the others go before.",
        shell_complete=ids("preset"),
    )(_with_preset(command))
    return confidence_option(act_confidence_option(bounded_option(command)))


def _with_preset(command: Command) -> Command:
    """Let a command take the conditions of a preset for the filters that it is not given."""

    @wraps(command)
    def run(record: str, *given: Any, preset: str | None, **named: Any) -> Any:
        for name, value in (_conditions(record, preset) if preset else {}).items():
            named[name] = named.get(name) or value
        return command(record, *given, **named)

    return run  # type: ignore[return-value]


def _conditions(record: str, preset: str) -> dict[str, Any]:
    """Return the fields of a `Filter` that a preset stands for; what says how a page looks is left out."""
    asked = _asked(record, preset)
    if asked.get("doubt"):
        raise click.UsageError(f"the filter '{preset}' asks for what is in doubt, which the page alone can.")
    fields = {name: asked[name] for name in _OF_PAGE if asked.get(name)}
    days = {"since": first_day, "until": last_day}
    parsed = {name: _day_of(name, value, days[name]) for name, value in fields.items() if name in days}
    return fields | parsed | ({"starred": True} if asked.get("star") else {})


def _asked(record: str, preset: str) -> dict[str, str]:
    """Return what a preset asks for, by field."""
    from onrecord.record import open as open_record

    with open_record(record) as opened:
        kept = {one.text.casefold(): one for one in opened.corrections.presets()}
    found = kept.get(preset.casefold())
    if found is None:
        known = ", ".join(one.text for one in kept.values()) or "none"
        raise click.UsageError(f"no filter is kept under the name '{preset}'; there are: {known}.")
    return {change.field: change.value for change in found.changes}


def _day_of(name: str, value: str, read: Callable[..., date | None]) -> date | None:
    context = click.get_current_context()
    return read(context, click.Option([f"--{name}"]), value)


def first_day(ctx: click.Context, parameter: click.Parameter, value: str | None) -> date | None:
    """Return the first day of the day, month or year that is named."""
    del ctx, parameter
    return None if value is None else _days(value)[0]


def last_day(ctx: click.Context, parameter: click.Parameter, value: str | None) -> date | None:
    """Return the last day of the day, month or year that is named."""
    del ctx, parameter
    return None if value is None else _days(value)[1]


def _days(value: str) -> tuple[date, date]:
    """Return the first and the last day of `2022`, `2022-01` or `2022-01-12`."""
    try:
        year, month, day = [int(part) for part in value.split("-")] + [0] * (2 - value.count("-"))
        if day:
            return date(year, month, day), date(year, month, day)
        if month:
            return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
        return date(year, 1, 1), date(year, 12, 31)
    except (ValueError, calendar.IllegalMonthError):
        raise click.BadParameter(f"'{value}' is no date; write it as 2022-01-12, 2022-01 or 2022.") from None


def _not_blank(ctx: click.Context, parameter: click.Parameter, value: str) -> str:
    del ctx, parameter
    if not value.strip():
        raise click.BadParameter("it is empty; say in a few words what is wrong.")
    return value


def who_and_why(command: Command) -> Command:
    """Give a command the options that say who corrects and why."""
    command = click.option(
        "--why", required=True, callback=_not_blank, help="The reason; it stays with the correction."
    )(command)
    return click.option(
        "--who", default=getpass.getuser, show_default="your user name", help="Who makes the correction."
    )(command)
