"""The events of a record as rows of POLECAT: what is known stands in its column, the rest is empty."""

from __future__ import annotations

import csv
import tomllib
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest
from click.testing import CliRunner

from onrecord.cli.main import commands
from onrecord.core.entry import Event, Status
from onrecord.core.when import Basis, Precision, When
from onrecord.core.who import ActorKind
from onrecord.export.polecat import COLUMNS, FEED, Feed, _day, _listed
from onrecord.record import open as open_record
from onrecord.resolvers.directory.files import actor_files

RECORD = "nato-ukraine.db"


def rows(*words: str, form: str = "plover") -> list[dict[str, str]]:
    result = CliRunner().invoke(commands, ["export", RECORD, "--format", form, *words])
    assert result.exit_code == 0, result.output
    return list(csv.DictReader(result.stdout.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.usefixtures("in_sample_folder")
class TestFeed:
    def test_the_first_columns_are_those_of_the_feed_in_its_order(self) -> None:
        result = CliRunner().invoke(commands, ["export", RECORD, "--format", "plover"])
        header = result.stdout.splitlines()[0].split("\t")
        assert tuple(header) == COLUMNS
        assert (header[0], header[5], header[39]) == ("Event ID", "Quad Code", "Version")
        assert len(FEED) == 40
        assert all(len(line.split("\t")) == len(COLUMNS) for line in result.stdout.splitlines())

    def test_by_default_only_what_took_place_is_an_event(self) -> None:
        for row in rows():
            planned = row["Status"] == "planned" and row["Event Type"] in {"AGREE", "CONCEDE"}
            assert planned or row["Status"] in {"happened", "ongoing"}
        assert len(rows(form="plover-all")) > len(rows()) > 10
        assert {row["Status"] for row in rows("--status", "denied")} == {"denied"}

    def test_every_event_of_the_record_is_a_row_once(self) -> None:
        with open_record(RECORD) as record:
            held = [line.entry for line in record.events()]
        assert [row["Event ID"] for row in rows(form="plover-all")] == [event.id for event in held]

    def test_a_day_stands_only_where_the_report_tells_one(self) -> None:
        found = rows(form="plover-all")
        assert any(row["Event Date"] for row in found)
        for row in found:
            if row["Event Date"]:
                assert row["Event Date"] == row["Date EDTF"] == row["Date Earliest"] == row["Date Latest"]
                assert row["Date Basis"] != "published"
        assert any(row["Date EDTF"] and not row["Event Date"] for row in found)

    def test_parties_bring_their_codes_in_step(self) -> None:
        found = rows(form="plover-all")
        for row in found:
            for role in ("Actor", "Recipient"):
                lengths = {
                    len(row[f"{role} {name}"].split("; "))
                    for name in ("Name", "Country", "COW", "Name Raw")
                    if row[f"{role} {name}"]
                }
                assert len(lengths) <= 1, row
        russian = next(row for row in found if row["Actor Name"] == "Vladimir Putin")
        assert (russian["Actor Country"], russian["Actor COW"]) == ("RUS", "365")
        alliance = next(row for row in found if row["Actor Name"] == "NATO")
        assert (alliance["Actor Country"], alliance["Actor COW"]) == ("IGO", "")

    def test_a_claim_names_who_makes_it(self) -> None:
        claimed = [row for row in rows(form="plover-all") if row["Claim ID"]]
        assert claimed
        assert all(row["Claim By"] and row["Claim Act"] for row in claimed)

    def test_what_the_record_does_not_know_is_empty(self) -> None:
        for name in ("Intensity", "Contexts", "Wikipedia Actor ID", "Latitude", "GeoNames ID"):
            assert {row[name] for row in rows(form="plover-all")} == {""}

    def test_every_status_and_root_has_a_row_form(self) -> None:
        with open_record(RECORD) as record:
            feed = Feed(record)
            for line in record.events():
                assert isinstance(line.entry, Event)
                assert feed.row(line, line.entry)["Status"] in set(Status)


@pytest.mark.parametrize(
    ("when", "day"),
    [
        (None, ""),
        (When.on(date(2022, 1, 12), Basis.RELATIVE), "2022-01-12"),
        (When.on(date(2022, 1, 12), Basis.PUBLISHED), ""),
        (When(date(2022, 1, 12), date(2022, 1, 12), Precision.DAY, Basis.WORDS, approximate=True), ""),
        (When(date(2008, 1, 1), date(2008, 12, 31), Precision.YEAR, Basis.WORDS), ""),
        (When(None, date(2022, 1, 12), Precision.DAY, Basis.WORDS), ""),
    ],
)
def test_no_day_is_invented(when: When | None, day: str) -> None:
    assert _day(when) == day


def test_lists_stay_in_step_and_whole() -> None:
    assert _listed(["USA", "", "RUS"]) == "USA; None; RUS"
    assert _listed(["", ""]) == ""
    assert _listed(["a; b"]) == "a, b"


def test_the_codes_are_those_of_known_states_and_bodies() -> None:
    codes = tomllib.loads(Path(str(files("onrecord") / "data" / "polecat.toml")).read_text(encoding="utf-8"))
    actors = actor_files().actors
    states = {actor.code for actor in actors.values() if actor.kind is ActorKind.STATE and actor.code}
    assert set(codes["cow"]) <= states
    assert len(states - set(codes["cow"])) < 6
    assert set(codes["entity"]) <= set(actors)
