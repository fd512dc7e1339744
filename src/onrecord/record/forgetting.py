"""Forgetting a report: it goes with all that rests on it, its words leave index and free pages, provably.

Everything else that a record does keeps what was; this alone takes away for good. What other reports hold too
(a copy of the same story, the name of an actor) stays with them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.record.adding import stand
from onrecord.record.arriving import forget_arrivals
from onrecord.record.loading import load_report
from onrecord.record.rows import ENTRY_TABLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from onrecord.record.port import Connection

_STRETCH = 24  # letters that are looked for in the file: too many to stand there by chance
_MOST = 500  # stretches of a report that are looked for, evenly drawn
_IDLE = "SELECT id FROM actor WHERE id NOT IN ({})".format(
    " UNION ALL ".join(
        (
            "SELECT actor FROM report_actor",
            "SELECT actor FROM mention WHERE actor IS NOT NULL",
            "SELECT party FROM mention WHERE party IS NOT NULL",
            "SELECT json_each.value FROM mention, json_each(mention.candidates) WHERE candidates IS NOT NULL",
            "SELECT party FROM actor WHERE party IS NOT NULL AND party <> id",
            "SELECT merged_into FROM actor WHERE merged_into IS NOT NULL",
            "SELECT party FROM office",
            "SELECT member FROM membership",
            "SELECT actor FROM correction WHERE actor IS NOT NULL",
            'SELECT "into" FROM correction WHERE "into" IS NOT NULL',
        )
    )
)


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What was taken out of a record.

    Attributes:
        paths: Where the reports lay, older versions included.
        entries: How many entries went.
        corrections: How many corrections and notes on them went.
        findings: How many findings that rested on them went.
        stretches: Stretches of their texts that no other report holds, to look for in the file.
        shared: How many stretches other reports hold too, by the path of each: there they stay.
    """

    paths: tuple[str, ...]
    entries: int
    corrections: int
    findings: int
    stretches: tuple[str, ...]
    shared: Mapping[str, int]


def forget(connection: Connection, report: str) -> Forgotten:
    """Take a report out, with its older versions where it is current. The caller holds the transaction."""
    connection.defer_keys()
    gone = _versions(connection, report)
    paths = tuple(dict.fromkeys(path for one in gone for path in _paths(connection, one)))
    stretches = tuple(stretch for one in gone for stretch in _stretches(load_report(connection, one).text))
    findings = sum(_drop_findings(connection, one) for one in gone)
    corrections = sum(_drop_corrections(connection, one) for one in gone)
    entries = sum(_drop_entries(connection, one) for one in gone)
    _drop_places(connection, gone)
    _drop_reports(connection, gone, paths)
    _drop_idle_actors(connection)
    forget_arrivals(connection)
    held = _held(connection, stretches)
    alone = _alone(stretches, held.values())
    return Forgotten(
        paths, entries, corrections, findings, alone, {path: len(found) for path, found in held.items()}
    )


def _drop_reports(connection: Connection, gone: Iterable[str], paths: Iterable[str]) -> None:
    """Take out texts, and what is noted of the files that they came from."""
    for report in gone:
        _drop_report(connection, report)
    for path in paths:
        connection.execute("DELETE FROM pending WHERE path = ?", (path,))
        connection.execute("DELETE FROM problem WHERE path = ?", (path,))


def _alone(stretches: tuple[str, ...], held: Iterable[Iterable[str]]) -> tuple[str, ...]:
    """Return the stretches of text that no other report holds."""
    elsewhere = frozenset(one for found in held for one in found)
    return tuple(one for one in stretches if one not in elsewhere)


def _versions(connection: Connection, report: str) -> tuple[str, ...]:
    """Return a report, and where it is current those that lay at its places before it, and at no other."""
    rows = connection.execute(
        "SELECT DISTINCT old.report FROM report_path AS own JOIN report_path AS old ON old.path = own.path"
        " JOIN report ON report.id = own.report"
        " WHERE own.report = ?1 AND NOT report.retired AND old.report <> ?1 AND old.report NOT IN"
        " (SELECT report FROM report_path WHERE path NOT IN (SELECT path FROM report_path WHERE report = ?1))",
        (report,),
    )
    return (report, *(one for (one,) in rows))


def _paths(connection: Connection, report: str) -> Iterator[str]:
    for (path,) in connection.execute("SELECT path FROM report_path WHERE report = ?", (report,)):
        yield path


def _stretches(text: str) -> list[str]:
    """Return stretches of a text that lie in one line, evenly drawn where there are many."""
    lines = (line for line in text.splitlines() if len(line) >= _STRETCH)
    every = [line[at : at + _STRETCH] for line in lines for at in range(0, len(line) - _STRETCH + 1, _STRETCH)]
    return every[:: max(1, -(-len(every) // _MOST))]


def _held(connection: Connection, stretches: Iterable[str]) -> dict[str, frozenset[str]]:
    """Return by path which of these stretches a report holds that lies there, in any of its versions."""
    held: dict[str, frozenset[str]] = {}
    for path, text in connection.execute("SELECT path, text FROM report ORDER BY path"):
        if found := frozenset(one for one in stretches if one in text):
            held[path] = held.get(path, frozenset()) | found
    return held


def _drop_findings(connection: Connection, report: str) -> int:
    """Take out what rests on a report, also what a person confirmed: its words are those of the report."""
    rests = (
        "SELECT finding FROM finding_report WHERE report = ?1 UNION SELECT finding FROM telling WHERE report = ?1"
    )
    connection.execute(f"DELETE FROM former_finding WHERE finding IN ({rests})", (report,))
    return connection.execute(f"DELETE FROM finding WHERE id IN ({rests})", (report,)).rowcount


def _drop_corrections(connection: Connection, report: str) -> int:
    """Take out the corrections of a report's entries: they carry its words."""
    return connection.execute(
        "DELETE FROM correction WHERE anchor_report = ?1"
        " OR applies_to IN (SELECT id FROM entry WHERE report = ?1)",
        (report,),
    ).rowcount


def _drop_entries(connection: Connection, report: str) -> int:
    """Take out the entries of a report; return how many of them were shown."""
    of_report = "SELECT id FROM entry WHERE report = ?"
    shown = connection.execute(
        "SELECT count(*) FROM entry WHERE report = ? AND NOT retired AND standing <> 'extracted form'", (report,)
    ).fetchone()[0]
    for table in ENTRY_TABLES:
        connection.execute(f"DELETE FROM {table} WHERE entry IN ({of_report})", (report,))
    connection.execute("DELETE FROM entry WHERE report = ?", (report,))
    return int(shown)


def _drop_places(connection: Connection, gone: tuple[str, ...]) -> None:
    """Take reports from their places; what one had replaced there is replaced by what replaced that one."""
    touched: set[str] = set()
    for one in gone:
        for path, heir in connection.execute(
            "SELECT path, replaced_by FROM report_path WHERE report = ?", (one,)
        ).fetchall():
            under = (path, one)
            rows = connection.execute("SELECT report FROM report_path WHERE path = ? AND replaced_by = ?", under)
            touched.update(other for (other,) in rows)
            connection.execute(
                "UPDATE report_path SET replaced_by = ?3 WHERE path = ?1 AND replaced_by = ?2 AND ?3 IS NOT NULL",
                (*under, heir),
            )
            connection.execute("DELETE FROM report_path WHERE path = ? AND replaced_by = ?", under)
        connection.execute("DELETE FROM report_path WHERE report = ?", (one,))
    for other in touched.difference(gone):
        stand(connection, other)


def _drop_report(connection: Connection, report: str) -> None:
    """Take out a report itself, and what else was read of it."""
    for table in ("passage", "time_expression", "report_actor"):
        connection.execute(f"DELETE FROM {table} WHERE report = ?", (report,))
    connection.execute("DELETE FROM problem WHERE report = ?1 OR of_report = ?1", (report,))
    connection.words.drop(report)
    connection.execute("DELETE FROM report WHERE id = ?", (report,))


def _drop_idle_actors(connection: Connection) -> None:
    """Take out the actors whom nothing that is left names, those that only these stood for as well."""
    while idle := connection.execute(_IDLE).fetchall():
        for table in ("actor_alias", "office", "membership", "actor_form"):
            connection.executemany(f"DELETE FROM {table} WHERE actor = ?", idle)
        connection.executemany("DELETE FROM actor WHERE id = ?", idle)
