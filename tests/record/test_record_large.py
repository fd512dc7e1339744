"""What is asked of a large record by its indexes: the same answers, and no table is read whole."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from onrecord import record
from onrecord.core.entry import Statement
from onrecord.core.when import Basis, Precision, When
from onrecord.core.who import Mention
from onrecord.record import Filter, fts
from onrecord.record.query import clauses
from onrecord.testing import made_extractions
from tests.record.samples import MADE_BY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.core.entry import Entry
    from onrecord.record import Record

FIRST = date(2010, 1, 1)
WANTED = (
    Filter(),
    Filter(speaker="arvonia"),
    Filter(party="Belmark"),
    Filter(to="cordona", act="demand"),
    Filter(plover="ASSAULT"),
    Filter(status="happened", kind="event"),
    Filter(confidence=0.5),
    Filter(act_confidence=0.5, speaker="dravia"),
    Filter(bounded=True),
)

pytestmark = pytest.mark.of_files


def when(draw: random.Random) -> When | None:
    """Return a day, a span, a time that is open at an end, or none."""
    start = FIRST + timedelta(days=draw.randrange(120))
    end = start + timedelta(days=draw.randrange(60))
    kind = draw.randrange(5)
    if kind == 0:
        return When.on(start, Basis.WORDS)
    ends = {1: (start, end), 2: (start, None), 3: (None, end)}.get(kind)
    return When(*ends, Precision.DAY, Basis.WORDS) if ends else None


def varied(entry: Entry, draw: random.Random) -> Entry:
    entry = replace(entry, when=when(draw), confidence=draw.choice([None, 0.2, 0.9]))
    if not isinstance(entry, Statement) or not entry.speaker or not entry.addressee:
        return entry
    both = Mention(entry.speaker.citation, candidates=("arvonia", "cordona"), together=True)
    return replace(entry, act_confidence=draw.choice([0.3, 0.8]), speaker=draw.choice([entry.speaker, both]))


@pytest.fixture(scope="module")
def rec(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    """A record of entries and reports with every kind of date, and of speakers who are named together."""
    draw = random.Random(3)
    with record.create(tmp_path_factory.mktemp("large") / "r.db", MADE_BY) as rec:
        for one in made_extractions(40, 12):
            report = replace(one.report, published=when(draw))
            rec.add(replace(one, report=report, entries=tuple(varied(entry, draw) for entry in one.entries)))
        yield rec


def keys(rec: Record, wanted: Filter) -> list[str]:
    return [line.entry.id for line in rec.lines(wanted)]


@pytest.mark.parametrize("wanted", WANTED)
def test_between_two_days_stands_what_is_since_the_one_and_until_the_other(rec: Record, wanted: Filter) -> None:
    everything = keys(rec, wanted)
    assert everything
    for start in range(0, 150, 30):
        since, until = FIRST + timedelta(days=start), FIRST + timedelta(days=start + 20)
        after = set(keys(rec, replace(wanted, since=since)))
        before = set(keys(rec, replace(wanted, until=until)))
        between = keys(rec, replace(wanted, since=since, until=until))
        assert between == [key for key in everything if key in after & before]


@pytest.mark.parametrize("wanted", WANTED)
def test_of_one_report_stands_what_meets_the_filter(rec: Record, wanted: Filter) -> None:
    whole = [line for line in rec.lines(wanted) if line.report.path == "reports/0000007.txt"]
    assert keys(rec, replace(wanted, report="0000007.txt")) == [line.entry.id for line in whole]


@pytest.mark.parametrize("wanted", [Filter(), Filter(speaker="arvonia"), Filter(outlet="wire")])
@pytest.mark.parametrize("text", ["strait", "paper", '"the strait"', "grain* paper", "nowhere"])
def test_a_search_finds_the_same_however_few_hits_it_looks_at_first(
    rec: Record, wanted: Filter, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = [line.entry.id for line in rec.search(text, wanted, limit=1000).lines]
    assert bool(found) == (text != "nowhere")
    monkeypatch.setattr(fts, "_AT_FIRST", 7)
    assert [line.entry.id for line in rec.search(text, wanted, limit=1000).lines] == found
    few = [line.entry.id for line in rec.search(text, wanted, limit=3).lines]
    assert len(few) == min(3, len(found))
    assert set(few) <= set(found)


@pytest.mark.parametrize("wanted", WANTED)
def test_a_list_of_a_month_reads_no_table_whole(rec: Record, wanted: Filter) -> None:
    connection = rec._connection
    asked = clauses(connection, replace(wanted, since=FIRST, until=FIRST + timedelta(days=30)))
    query = f"EXPLAIN QUERY PLAN SELECT entry.id FROM entry JOIN report ON report.id = entry.report{asked.where()}"
    plan = [step for *_, step in connection.execute(query, asked.values)]
    assert not [step for step in plan if step.startswith(("SCAN entry", "SCAN mention", "SCAN statement"))]
