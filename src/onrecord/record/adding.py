"""What was taken from one report goes in: as a new report, as a new version of one, or unchanged.

A place (path) holds one report at a time. Where another comes to lie there, the old one is retired with its
entries: kept, but no longer shown. Where one report lies in several places and what is given of it there differs
(two lists name two outlets), the first place by name decides. What the record holds at the end does not depend on
the order of arrival.
"""

from __future__ import annotations

import json
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from onrecord.core.problem import Problem, ProblemKind
from onrecord.record.actors import add_actors, ensure
from onrecord.record.arriving import note_arrivals
from onrecord.record.loading import HEADER, header_of
from onrecord.record.renames import rename_mentions
from onrecord.record.rows import (
    entry_rows,
    mentions,
    problem_row,
    report_row,
    time_row,
    write_entries,
)
from onrecord.record.settling import release, settle

if TYPE_CHECKING:
    from onrecord.core.entry import Entry
    from onrecord.core.extraction import Extraction
    from onrecord.core.report import Report
    from onrecord.record.port import Connection

_FALLING_SHORT = (ProblemKind.TOO_SLOW, ProblemKind.TOO_BIG, ProblemKind.FAILED)
_SHORT = ", ".join(f"'{kind.value}'" for kind in _FALLING_SHORT)
STANDARD_INPUT = "-"  # no place: what comes from it replaces nothing


class Added(StrEnum):
    """What adding a report did."""

    NEW = "new"
    CHANGED = "changed"  # its place held another report before, which is retired now
    REMADE = "remade"  # the same report, read by other extractors or with another date or title
    UNCHANGED = "unchanged"


class _Held(NamedTuple):
    """What the record holds of a report."""

    made_by: str
    same_head: bool
    lies_before: bool  # at a place whose name comes before the one where it was met now
    fell_short: bool  # it took too much time or memory, or a stage failed on it: it was not read as it should be

    def is_as(self, extraction: Extraction) -> bool:
        """Say whether a report, as taken again by the same maker, is what is held."""
        return self.same_head and self.fell_short == _fell_short(extraction)


def add_extraction(connection: Connection, extraction: Extraction, maker: str) -> Added:
    """Take in what was taken from one report. The caller holds the transaction."""
    report = extraction.report
    held = _held(connection, report)
    if held and held.made_by == maker and (held.lies_before or held.is_as(extraction)):
        moved = _place(connection, report)
        if moved:
            settle(connection, moved, report.path)
        return Added.CHANGED if moved else Added.UNCHANGED
    if held:
        release(connection, report.id)
        _clear(connection, report, maker)
    else:
        connection.execute(
            "INSERT INTO report (id, path, title, outlet, published, published_earliest, published_latest,"
            " published_precision, published_basis, published_approximate, language, url, format, text, made_by)"
            " VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
            report_row(report, maker),
        )
    moved = _place(connection, report)
    _write(connection, extraction, remade=held is not None)
    settle(connection, {report.id, *moved}, report.path)
    if held:
        return Added.REMADE
    return Added.CHANGED if moved - {report.id} else Added.NEW


def holds(connection: Connection, report: Report, maker: str) -> bool:
    """Say whether a report is in, read by this maker, with what is given of date, title, outlet and language."""
    row = connection.execute(f"SELECT {HEADER}, made_by FROM report WHERE id = ?", (report.id,)).fetchone()
    if row is None or row[-1] != maker or _is_unread(connection, report.id):
        return False
    return header_of(row[:-1]).fits(report)


def keep_report(connection: Connection, report: Report) -> None:
    """Note that a report that is in was met again at its path, and needs no reading."""
    moved = _place(connection, report)
    if moved:
        settle(connection, moved, report.path)


def write_problem(connection: Connection, problem: Problem) -> None:
    """Note a problem with something that did not become a report; earlier ones of that path are replaced."""
    connection.execute("DELETE FROM pending WHERE path = ?", (problem.path,))
    number = connection.execute(
        "SELECT count(*) FROM problem WHERE path = ? AND of_report = ''", (problem.path,)
    ).fetchone()[0]
    same = connection.execute(
        "SELECT 1 FROM problem WHERE path = ? AND of_report = '' AND kind = ? AND words = ?",
        (problem.path, problem.kind.value, problem.words),
    ).fetchone()
    if not same:
        connection.execute(
            "INSERT INTO problem VALUES (?,?,?,?,?,?,?,?)", problem_row(replace(problem, report=None), "", number)
        )


def _held(connection: Connection, report: Report) -> _Held | None:
    row = connection.execute(f"SELECT {HEADER}, format, made_by FROM report WHERE id = ?", (report.id,)).fetchone()
    if row is None:
        return None
    head = header_of(row[:-2])
    same = (report.title, report.outlet, report.url, report.language, report.published, report.format) == (
        head.title,
        head.outlet,
        head.url,
        head.language,
        head.published,
        row[-2],
    )
    lies_before = head.replaced_by is None and head.path < report.path
    return _Held(row[-1], same, lies_before, _is_unread(connection, report.id))


def fallen_short(connection: Connection) -> frozenset[str]:
    """Return the ids of the reports that were not read wholly: too slow, too big, or a stage failed on them."""
    rows = connection.execute(f"SELECT of_report FROM problem WHERE of_report <> '' AND kind IN ({_SHORT})")
    return frozenset(report for (report,) in rows)


def _is_unread(connection: Connection, report: str) -> bool:
    found = connection.execute(f"SELECT 1 FROM problem WHERE of_report = ? AND kind IN ({_SHORT})", (report,))
    return found.fetchone() is not None


def _fell_short(extraction: Extraction) -> bool:
    return any(problem.kind in _FALLING_SHORT for problem in extraction.problems)


def _place(connection: Connection, report: Report) -> set[str]:
    """Let a report lie at its path; return the reports whose standing this changed."""
    connection.execute("DELETE FROM pending WHERE path = ?", (report.path,))
    connection.execute("DELETE FROM problem WHERE path = ? AND of_report = ''", (report.path,))
    before = {
        found
        for (found,) in connection.execute(
            "SELECT report FROM report_path WHERE path = ? AND replaced_by IS NULL", (report.path,)
        )
    }
    if report.id in before:
        return set()
    if report.path != STANDARD_INPUT:
        connection.execute(
            "UPDATE report_path SET replaced_by = ? WHERE path = ? AND replaced_by IS NULL",
            (report.id, report.path),
        )
    connection.execute(
        "INSERT INTO report_path VALUES (?, ?, NULL) ON CONFLICT (path, report) DO UPDATE SET replaced_by = NULL",
        (report.path, report.id),
    )
    return {found for found in {report.id, *before} if stand(connection, found)}


def stand(connection: Connection, report: str) -> bool:
    """Say in a report's row whether it is current and where it lies; return whether it is retired or back now."""
    was, old_path = connection.execute("SELECT retired, path FROM report WHERE id = ?", (report,)).fetchone()
    places = connection.execute(
        "SELECT replaced_by, path FROM report_path WHERE report = ? ORDER BY replaced_by IS NOT NULL, path",
        (report,),
    ).fetchall()
    replaced_by, path = places[0]
    connection.execute(
        "UPDATE report SET retired = ?, replaced_by = ?, path = ? WHERE id = ?",
        (replaced_by is not None, replaced_by, path, report),
    )
    if path != old_path:
        connection.execute("UPDATE problem SET path = ? WHERE of_report = ?", (path, report))
    return bool(was) != (replaced_by is not None)


def _clear(connection: Connection, report: Report, maker: str) -> None:
    """Make room for another reading of a report: its entries are retired, what else was read of it goes."""
    connection.execute("UPDATE entry SET retired = TRUE WHERE report = ?", (report.id,))
    for table in ("passage", "time_expression", "report_actor"):
        connection.execute(f"DELETE FROM {table} WHERE report = ?", (report.id,))
    connection.execute("DELETE FROM problem WHERE of_report = ?", (report.id,))
    row = report_row(report, maker)
    connection.execute(
        "UPDATE report SET title = ?, outlet = ?, published = ?, published_earliest = ?, published_latest = ?,"
        " published_precision = ?, published_basis = ?, published_approximate = ?, language = ?, url = ?,"
        " format = ?, text = ?, made_by = ? WHERE id = ?",
        (*row[2:], report.id),
    )


def _write(connection: Connection, extraction: Extraction, *, remade: bool) -> None:
    report = extraction.report.id
    connection.executemany(
        "INSERT INTO passage VALUES (?,?,?,?,?,?)",
        [
            (report, number, passage.start, passage.end, passage.kind.value, passage.why)
            for number, passage in enumerate(extraction.report.passages)
        ],
    )
    connection.executemany(
        f"INSERT INTO time_expression VALUES ({','.join('?' * 13)})",
        [time_row(time, report, number) for number, time in enumerate(extraction.times)],
    )
    entries, doubled = _sound(connection, extraction)
    _ensure_referents(connection, extraction, entries)
    connection.executemany(
        "INSERT INTO report_actor VALUES (?,?,?)",
        [(report, number, actor.id) for number, actor in enumerate(extraction.actors)],
    )
    note_arrivals(connection, "report", [report])
    note_arrivals(connection, "entry", [entry.id for entry in entries])
    rows = [entry_rows(entry, report, number) for number, entry in enumerate(entries)]
    write_entries(connection, rows, over=remade)
    rename_mentions(connection, report)
    path = connection.execute("SELECT path FROM report WHERE id = ?", (report,)).fetchone()[0]
    connection.executemany(
        "INSERT INTO problem VALUES (?,?,?,?,?,?,?,?)",
        [
            problem_row(
                replace(problem, path=path) if problem.path == extraction.report.path else problem, report, n
            )
            for n, problem in enumerate((*extraction.problems, *doubled))
        ],
    )


def _ensure_referents(connection: Connection, extraction: Extraction, entries: list[Entry]) -> None:
    add_actors(connection, extraction.actors)
    named = (mention for entry in entries for _, _, mention in mentions(entry))
    ids = {name for mention in named for name in (mention.actor, mention.party) if name}
    ensure(connection, ids - {actor.id for actor in extraction.actors})
    connection.executemany(
        "INSERT OR IGNORE INTO issue VALUES (?1, ?1, '[]')",
        [(issue,) for issue in {issue for entry in entries for issue in entry.issues}],
    )


def _sound(connection: Connection, extraction: Extraction) -> tuple[list[Entry], list[Problem]]:
    """Return the entries with ids of their own, told in entries that there are; a problem for each other."""
    report = extraction.report
    seen: dict[str, Entry] = {}
    problems: list[Problem] = []
    elsewhere = {
        key
        for (key,) in connection.execute(
            "SELECT id FROM entry WHERE report <> ? AND id IN (SELECT value FROM json_each(?))",
            (report.id, json.dumps([entry.id for entry in extraction.entries])),
        )
    }
    for entry in extraction.entries:
        if entry.id in seen or entry.id in elsewhere:
            words = f"'{entry.by}' made two entries with the id {entry.id}; the second was left out."
            problems.append(Problem(ProblemKind.EXTRACTOR, words, report.path, report.id))
        else:
            seen[entry.id] = entry
    for key, entry in seen.items():
        if entry.told_in is not None and entry.told_in not in seen:
            words = (
                f"'{entry.by}' said that entry {key} is told in {entry.told_in}, which there is not; that was"
                " left out."
            )
            problems.append(Problem(ProblemKind.EXTRACTOR, words, report.path, report.id))
            seen[key] = entry.told_by_reporter()
    return list(seen.values()), problems
