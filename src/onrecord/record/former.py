"""Former ids: a finding that gets another id, as an older report comes in, is found under the one that was cited.

An id comes from the oldest thing that a finding rests on, so that it stays when more is told of it. When something
older is told it is another id; then the finding of the same kind, about the same, that holds more than half of
what the former one rested on answers to its id too, and what a person said of that one is said of it. The ids are
no part of the content: the same reports, come in another order, were cited under other ids.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from dataclasses import asdict
from typing import TYPE_CHECKING, NamedTuple

from onrecord.core.correction import Change, CorrectionKind
from onrecord.core.finding import FindingKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from onrecord.core.correction import Correction
    from onrecord.core.finding import Finding
    from onrecord.record.port import Connection

# What such a finding is about, of what it says: a telling may stand in several that are about different things.
# The ids of the other kinds do not come from the oldest of several things.
_ABOUT: dict[FindingKind, tuple[str, ...]] = {
    FindingKind.COPY: (),
    FindingKind.ACCOUNT: (),
    FindingKind.POSITION: ("party", "issue"),
    FindingKind.FRAMING: ("type",),
}
SHARE = 0.5  # of what a former finding rested on: the one that answers to its id holds more


class Rest(NamedTuple):
    """What a finding is about and rests on."""

    about: tuple[str, ...]
    marks: tuple[str, ...]


def rest_of(finding: Finding) -> Rest:
    """Return what a finding is about and rests on: entries, words that are none, else reports."""
    about = _about(finding.kind, asdict(finding.says))
    words = tuple(
        one.entry or f"{one.citation.report}:{one.citation.start}:{one.citation.end}" for one in finding.tellings
    )
    return Rest(about, tuple(dict.fromkeys(words or finding.reports)))


def _about(kind: FindingKind, says: Mapping[str, object]) -> tuple[str, ...]:
    return (kind.value, *(str(says[name]) for name in _ABOUT.get(kind, ())))


def heirs(gone: Mapping[str, Rest], found: Iterable[Finding]) -> dict[str, str]:
    """Return which of the findings that are there take over the ids of some that are gone."""
    rests = {finding.id: rest_of(finding) for finding in found} if gone else {}
    holders: dict[tuple[tuple[str, ...], str], list[str]] = defaultdict(list)
    for key, rest in rests.items():
        for mark in rest.marks:
            holders[rest.about, mark].append(key)
    return {key: heir for key, rest in gone.items() if (heir := _heir(rest, holders)) is not None}


def _heir(gone: Rest, holders: Mapping[tuple[tuple[str, ...], str], list[str]]) -> str | None:
    held = Counter(key for mark in gone.marks for key in holders.get((gone.about, mark), ()))
    best = max(held, key=lambda key: (held[key], key), default=None)
    return best if best is not None and held[best] > SHARE * len(gone.marks) else None


def stored(connection: Connection, kind: FindingKind, among: Sequence[str]) -> dict[str, Rest]:
    """Return what some findings of the record are about and rest on, of a kind whose ids are handed on."""
    if kind not in _ABOUT:
        return {}
    wanted = json.dumps(among)
    marks: dict[str, list[str]] = {key: [] for key in among}
    listed = "finding IN (SELECT value FROM json_each(?))"
    for key, mark in connection.execute(
        "SELECT finding, coalesce(entry, report || ':' || start || ':' || \"end\") FROM telling"
        f" WHERE {listed} ORDER BY finding, number",
        (wanted,),
    ):
        marks[key].append(mark)
    for key, report in connection.execute(
        f"SELECT finding, report FROM finding_report WHERE {listed}"
        " AND finding NOT IN (SELECT finding FROM telling) ORDER BY finding, number",
        (wanted,),
    ):
        marks[key].append(report)
    rows = connection.execute(
        "SELECT id, says FROM finding WHERE id IN (SELECT value FROM json_each(?))", (wanted,)
    )
    return {key: Rest(_about(kind, json.loads(says)), tuple(dict.fromkeys(marks[key]))) for key, says in rows}


def hand_on(connection: Connection, inherited: Mapping[str, str]) -> None:
    """Note which findings answer to the ids of others, and are not new but changed.

    Who is there under an id answers to it himself.
    """
    rows = [(heir, former) for former, heir in sorted(inherited.items())]
    connection.executemany("UPDATE former_finding SET finding = ? WHERE finding = ?", rows)
    connection.executemany(
        "INSERT INTO former_finding (finding, former) VALUES (?, ?)"
        " ON CONFLICT (former) DO UPDATE SET finding = excluded.finding",
        rows,
    )
    connection.execute("DELETE FROM former_finding WHERE former IN (SELECT id FROM finding)")
    connection.executemany(
        "UPDATE arrival SET changed = CASE WHEN changed > came THEN changed ELSE came END, came = coalesce("
        "(SELECT was.came FROM arrival AS was"
        " WHERE was.what = 'finding' AND was.id = ?2 AND was.came < arrival.came), came)"
        " WHERE what = 'finding' AND id = ?1",
        rows,
    )
    connection.executemany(
        "DELETE FROM arrival WHERE what = 'finding' AND id = ?", [(former,) for former in inherited]
    )


def changes_of(finding: Finding) -> tuple[Change, ...]:
    """Return what a correction of a finding notes: its id, and by what it is known under another one."""
    rest = rest_of(finding)
    if finding.kind not in _ABOUT:
        return (Change("finding", finding.id),)
    about = (Change("about", each) for each in rest.about)
    return Change("finding", finding.id), *about, *(Change("rests_on", each) for each in rest.marks)


def dismissed(corrections: Iterable[Correction], found: Sequence[Finding]) -> frozenset[str]:
    """Return the ids of those of some findings that a person took out, under the id of now or another one."""
    out = {one.value("finding"): one for one in corrections if one.kind is CorrectionKind.DISMISS}
    here = {finding.id for finding in found}
    gone = {key: Rest(one.values("about"), one.values("rests_on")) for key, one in out.items()}
    others = heirs({key: rest for key, rest in gone.items() if key not in here}, found)
    return frozenset((out.keys() & here) | set(others.values()))
