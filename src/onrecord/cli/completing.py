"""What the shell offers to complete: ids and names that the record holds, and the values that a field may have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from click.shell_completion import CompletionItem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import click

_HELP = 60  # letters of what tells one from another


def ids(*kinds: str) -> Callable[[click.Context, click.Parameter, str], list[CompletionItem]]:
    """Return what offers the ids and names of some kinds in the record that the call names before."""

    def offered(ctx: click.Context, parameter: click.Parameter, begun: str) -> list[CompletionItem]:
        del parameter
        # While an option waits for its value, click leaves the words before it as they are.
        record = ctx.params.get("record") or next(iter(ctx.args), None)
        return list(_of_record(str(record), kinds, begun)) if record else []

    return offered


def values(enum: str) -> Callable[[click.Context, click.Parameter, str], list[CompletionItem]]:
    """Return what offers the members of an enumeration of entries: acts, roots, statuses."""

    def offered(ctx: click.Context, parameter: click.Parameter, begun: str) -> list[CompletionItem]:
        del ctx, parameter
        from onrecord.core import entry

        members = [str(member.value) for member in getattr(entry, enum)]
        return [CompletionItem(member) for member in members if member.casefold().startswith(begun.casefold())]

    return offered


def formats(ctx: click.Context, parameter: click.Parameter, begun: str) -> list[CompletionItem]:
    """Offer the formats of exports, those of plug-ins too."""
    del ctx, parameter
    from onrecord.export import EXPORT_SHELF

    return [CompletionItem(name) for name in EXPORT_SHELF.names() if name.startswith(begun)]


def fields_of(ctx: click.Context, parameter: click.Parameter, begun: str) -> list[CompletionItem]:
    """Offer the fields that can be set by hand, as `act=`: of the kind that the call names, else of all."""
    del parameter
    from onrecord.record.changes import FIELDS

    kinds = [kind] if (kind := ctx.params.get("kind")) in FIELDS else list(FIELDS)
    names = dict.fromkeys(f"{field}=" for kind in kinds for field in FIELDS[kind])
    return [CompletionItem(name) for name in names if name.startswith(begun)]


def _of_record(record: str, kinds: tuple[str, ...], begun: str) -> Iterator[CompletionItem]:
    """Yield what begins so, if the record can be read; only what a shell and a screen take as it is."""
    from onrecord.core.problem import OnRecordError
    from onrecord.core.visible import one_line
    from onrecord.record import open as open_record

    try:
        with open_record(record) as opened:
            found = [pair for kind in kinds for pair in opened.beginning(kind, begun)]
    except OnRecordError:
        return
    for value, told in found:
        if value == one_line(value):
            yield CompletionItem(value, help=one_line(told)[:_HELP] or None)
