"""The command that tells what reports a record holds, and the line that tells it beside other lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from onrecord.cli.options import json_option, party_option, record_argument
from onrecord.cli.output import print_json, print_rows, say
from onrecord.core.counted import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from onrecord.core.coverage import Coverage, Covered, Gap
    from onrecord.jsonform import Object
    from onrecord.record import Record

_COLUMNS = ("of", "which", "reports", "entries", "months", "none in")
_SHOWN = 4  # gaps in a row of the table


@click.command()
@record_argument
@party_option
@json_option
def coverage(record: str, *, party: str | None, as_json: bool) -> None:
    """List how many reports the record holds of each month, outlet and party, and where it holds none.

    \b
    onrecord coverage nato-ukraine.db
    onrecord coverage nato-ukraine.db --party georgia --json

    A party counts where it speaks or acts in a report. What is silent here need not be silent in the world.
    """
    from onrecord.record import open as open_record

    with open_record(record) as opened:
        found = opened.coverage()
        of = opened.actor(party).id if party else None
    parties = (found.party(of),) if of else found.parties
    if as_json:
        for form in _forms(found, parties):
            print_json(form)
        return
    print_rows(_COLUMNS, [*_of_months(found), *_rows("outlet", found.outlets), *_rows("party", parties)])
    say(f"{found}.", err=True)
    if found.undated:
        say(f"{counted(found.undated, 'report')} of no known month stand in none.", err=True)


def beside(opened: Record, party: str | None = None) -> str:
    """Return a line on what a list rests on: the reports there are, and how many carry a party.

    Args:
        opened: The record.
        party: Id of the party that the list is of; None where it is of all.
    """
    found = opened.coverage()
    of = found.party(party) if party else None
    carry = f"; {of.name} speaks or acts in {of.reports}" if of else ""
    return f"These rest on {found}{carry}. `onrecord coverage` tells where the reports are silent."


def the_one(opened: Record, named: str | None) -> str | None:
    """Return the id of the one actor that a filter names; None where it names none, or may name several."""
    from onrecord.record import InvalidCorrection, NoSuchActor

    try:
        return opened.actor(named).id if named else None
    except (NoSuchActor, InvalidCorrection):
        return None


def _of_months(found: Coverage) -> Iterator[tuple[str, ...]]:
    """Yield the months with their reports and the gaps between them, in order."""
    months = [("month", month, str(count), "", "", "") for month, count in found.months.items()]
    none = [("gap", str(gap), "0", "", str(gap.months), "") for gap in found.gaps]
    yield from sorted((*months, *none), key=lambda row: row[1])


def _rows(kind: str, covered: Iterable[Covered]) -> Iterator[tuple[str, ...]]:
    for one in covered:
        name = one.name or "no outlet named"
        yield kind, name, str(one.reports), str(one.entries), str(len(one.months)), _in_words(one.gaps)


def _in_words(gaps: tuple[Gap, ...]) -> str:
    """Return the widest gaps in order of time, and how many there are besides."""
    widest = sorted(gaps, key=lambda gap: (-gap.months, gap.first))[:_SHOWN]
    more = [f"and {len(gaps) - _SHOWN} more"] if len(gaps) > _SHOWN else []
    return ", ".join((*map(str, sorted(widest, key=lambda gap: gap.first)), *more))


def _forms(found: Coverage, parties: Iterable[Covered]) -> Iterator[Object]:
    """Yield the coverage as JSON objects: of all, then a month, gap, outlet or party each."""
    yield {"kind": "coverage", "reports": found.reports, "sources": found.sources, "undated": found.undated}
    for month, count in found.months.items():
        yield {"kind": "month", "month": month, "reports": count}
    for gap in found.gaps:
        yield {"kind": "gap", **_gap(gap)}
    for kind, several in (("outlet", found.outlets), ("party", parties)):
        for one in several:
            yield {
                "kind": kind, "id": one.id, "name": one.name, "reports": one.reports, "entries": one.entries,
                "months": dict(one.months), "gaps": [_gap(gap) for gap in one.gaps],
            }  # fmt: skip


def _gap(gap: Gap) -> Object:
    return {"first": gap.first, "last": gap.last, "months": gap.months}
