"""How much a record holds of each outlet, party and month."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from onrecord.core.coverage import Coverage, Covered, gaps

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from onrecord.record.port import Connection

_REPORTS = """
    SELECT report.id, coalesce(report.outlet, ''), published_earliest, published_latest,
        (SELECT count(*) FROM current_entry WHERE current_entry.report = report.id)
    FROM report WHERE NOT retired ORDER BY id
"""
_PARTIES = """
    SELECT named.party, entry.report, count(DISTINCT entry.id)
    FROM (SELECT entry, role, actor, party FROM mention UNION SELECT entry, role, actor, party FROM named_actor)
        AS named JOIN current_entry AS entry ON entry.id = named.entry
    WHERE named.role IN ('speaker', 'source') AND named.party IS NOT NULL
    GROUP BY 1, 2
"""
_COPIES = """
    SELECT count(DISTINCT finding_report.report) FROM finding_report JOIN finding ON finding.id = finding
    JOIN report ON report.id = finding_report.report
    WHERE finding.kind = 'copy' AND finding_report.number > 0 AND NOT report.retired
"""


def coverage(connection: Connection) -> Coverage:
    """Return how much a record holds of each outlet, party and month."""
    reports = connection.execute(_REPORTS).fetchall()
    of_month = {key: _month_of(first, last) for key, _, first, last, _ in reports}
    by_outlet: dict[str, Counter[str]] = defaultdict(Counter)
    for key, outlet, _, _, entries in reports:
        by_outlet[outlet][key] = entries
    by_party: dict[str, Counter[str]] = defaultdict(Counter)
    for party, report, entries in connection.execute(_PARTIES):
        by_party[party][report] = entries
    names = dict(connection.execute("SELECT id, name FROM actor"))
    months = _months(of_month.values())
    copies = connection.execute(_COPIES).fetchone()[0]
    return Coverage(
        len(reports),
        len(reports) - copies,
        sum(month is None for month in of_month.values()),
        months,
        gaps(months, months),
        tuple(_covered(by_outlet, {}, of_month, months)),
        tuple(_covered(by_party, names, of_month, months)),
    )


def _covered(
    counts: Mapping[str, Counter[str]],
    names: Mapping[str, str],
    of_month: Mapping[str, str | None],
    span: Mapping[str, int],
) -> Iterator[Covered]:
    """Yield outlets or parties, those in most reports first."""
    for key in sorted(counts, key=lambda one: (-len(counts[one]), -counts[one].total(), one)):
        months = _months(of_month[report] for report in counts[key])
        yield Covered(key, names.get(key, key), len(counts[key]), counts[key].total(), months, gaps(months, span))


def _months(months: Iterable[str | None]) -> dict[str, int]:
    return dict(sorted(Counter(month for month in months if month).items()))


def _month_of(first: str | None, last: str | None) -> str | None:
    """Return the month that a time lies in; None where it is known no closer."""
    return first[:7] if first and last and first[:7] == last[:7] else None
