"""A record on a PostgreSQL server: copied there and back, found in as in a file, and told of in our words."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from onrecord import record
from onrecord.building import compare
from onrecord.core.made import Plan
from onrecord.core.problem import OnRecordError
from onrecord.record import Filter, NotARecord, RecordBusy, RecordExists, RecordReadOnly, server, server_words
from onrecord.record.address import NoAddress, PasswordInAddress, address_of, is_address
from onrecord.record.copying import NotForAServer, copy
from onrecord.record.cutting import Cutter
from onrecord.record.dialect import schema_in_parts, translated
from onrecord.record.server_errors import (
    NoDriver,
    NoSuchRecord,
    NotInUtf8,
    NotItsOwner,
    ServerAway,
    ServerGone,
    TooLong,
)
from tests.conftest import digest
from tests.export.hostile import hostile
from tests.record.samples import MADE_BY, dam, many
from tests.record.strategies import extractions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from onrecord.core.extraction import Extraction
    from onrecord.record import Record
    from tests.server import Server

pytestmark = pytest.mark.of_files  # they say themselves which record lies where

# Words, phrases, endings, letters with marks on them, other scripts, marks that ask for nothing.
ASKED = (
    *(
        "drop",
        "drops",
        "DROP",
        "filling reservoir",
        "no one may",
        '"no one may take"',
        '"may no one"',
        "fill*",
        "f*",
    ),
    *('"second fill*"', "reservoir -", "--", '""', "Ägypten", "agypten", "ÄGYPT*", "Straße", "strasse", "naïve"),
    *(
        "о́зеро",
        "озеро",
        "水",
        "水库",
        "12,5",
        "12",
        "l'eau",
        "eau",
        "anti-war",
        "antiwar",
        '"anti war"',
        "anti-w*",
    ),
    *(
        "Egypt's minister",
        "relational",
        "relate",
        "relations",
        "*",
        "OR",
        "NOT drop",
        "title:drop",
        "wire",
        "²",
        "a\0b",
    ),
    *("ﬁlling", "filling*", "x" * 60, "“no one”", "İstanbul", "istanbul", "the the", "warning dam"),
)
MORE = (
    "Ägypten und die Straße: naïve о́зеро, the 水库 of 12,5 cubic metres. L'eau, anti-war relations,"
    " relational İstanbul.\n"
)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record with all kinds of entries, findings, corrections and marks, from texts that are hard to hold."""
    path = tmp_path_factory.mktemp("server") / "dam.db"
    with record.create(path, MADE_BY) as rec:
        rec.begin_build(Plan(MADE_BY, ("dam/0000.txt", "gone.txt")))
        for one in (*many(3), hostile(), dam("dam/more.txt", text=dam().report.text + MORE)):
            rec.add(one)
        compare(rec)
        first, second, third, *_ = [line.entry.id for line in rec.lines()]
        rec.corrections.edit(first, {"when": "2021"}, who="Ada", why="read it")
        rec.corrections.reject(second, who="Ada", why="read it")
        rec.corrections.undo(rec.corrections.reject(third, who="Ada", why="read it").id, who="Ada")
        rec.corrections.tag(third, "Säure", who="Ben")
        rec.corrections.note(first, "to be looked at again, at the second filling", who="Ben")
        rec.corrections.merge("sudan", "egypt", who="Ada", why="for the test")
        rec.finish_build()
    return path


@pytest.fixture(scope="module")
def address(file: Path, server: Server) -> str:
    """The same record on a server."""
    place = server.address()
    copy(file, place)
    return place


@pytest.fixture
def own(file: Path, server: Server) -> str:
    """The same record on a server, for a test that changes it."""
    place = server.address()
    copy(file, place)
    return place


def test_a_record_goes_to_a_server_and_back_as_it_was(file: Path, address: str, tmp_path: Path) -> None:
    back = tmp_path / "back.db"
    copy(address, back)
    assert digest(file) == digest(address) == digest(back)
    with record.open(file) as before, record.open(address) as there, record.open(back) as after:
        for read in READ:
            assert list(read(before)) == list(read(there)) == list(read(after)), read
        assert before.corrections.as_text() == there.corrections.as_text() == after.corrections.as_text()
        assert list(before.findings())


READ: tuple[Callable[[Record], Iterable[object]], ...] = (
    lambda rec: rec.lines(),
    lambda rec: rec.lines(Filter(rejected=True, retired=True), sort="time"),
    lambda rec: rec.outlines(),
    lambda rec: rec.findings(),
    lambda rec: rec.actors(),
    lambda rec: rec.everyone(),
    lambda rec: rec.reports(retired=True),
    lambda rec: rec.readings(),
    lambda rec: rec.texts(),
    lambda rec: rec.times(),
    lambda rec: rec.builds(),
    lambda rec: [str(one).replace(str(rec.path), "") for one in rec.problems()],
    lambda rec: [rec.coverage()],
)


@given(extractions(), st.text(max_size=20))
@settings(
    max_examples=8,
    deadline=None,
    phases=(Phase.generate,),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_what_goes_in_comes_out_and_is_found(server: Server, extraction: Extraction, text: str) -> None:
    assume("\\x00" not in repr(extraction))  # no text there holds a null character
    place = server.address()
    with tempfile.TemporaryDirectory() as folder:
        held = []
        for one in (Path(folder) / "a.db", place):
            with record.create(one, MADE_BY) as rec:
                rec.add(extraction)
                assert rec.extraction(extraction.report.id) == extraction
                found = [rec.search(asked, limit=1000) for asked in (text, extraction.report.text[:80])]
                hits = [({hit.report.id for hit in each.reports}, len(each.lines)) for each in found]
                held.append((rec.content_digest(), hits))
        assert held[0] == held[1]
    server.run(f"DROP SCHEMA {address_of(place).schema} CASCADE")


@pytest.mark.parametrize("text", ASKED)
def test_a_search_finds_in_both_stores_the_same(file: Path, address: str, text: str) -> None:
    with record.open(file) as one, record.open(address) as other:
        found, there = (rec.search(text, limit=10_000) for rec in (one, other))
    assert {line.entry.id for line in found.lines} == {line.entry.id for line in there.lines}
    assert {(hit.report.id, hit.snippet) for hit in found.reports} == {
        (hit.report.id, hit.snippet) for hit in there.reports
    }


@pytest.mark.parametrize("text", ["fill*", "reservoir", "no one may take"])
def test_a_search_finds_the_same_however_few_hits_it_looks_at_first(
    address: str, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = Filter(kind="statement")
    with record.open(address) as rec:
        found = [line.entry.id for line in rec.search(text, wanted, limit=1000).lines]
        monkeypatch.setattr(server_words, "_AT_FIRST", 1)
        assert [line.entry.id for line in rec.search(text, wanted, limit=1000).lines] == found
        assert [line.entry.id for line in rec.search(text, wanted, limit=2).lines] == found[:2]


def test_most_of_what_is_searched_for_in_these_tests_is_found(file: Path) -> None:
    with record.open(file) as rec:
        assert sum(bool(rec.search(text).reports) for text in ASKED) > len(ASKED) / 2


def test_every_character_is_folded_as_python_folds_it(address: str) -> None:
    every = [chr(code) for code in range(1, sys.maxunicode + 1) if not 0xD800 <= code < 0xE000]
    folded = [one for one in every if one.casefold() != one]
    text = "".join((*folded, *every[:1000], *Random(7).sample(every, 2000)))
    with record.open(address) as rec:
        assert rec.store.execute("SELECT fold(?)", (text,)).fetchone()[0] == text.casefold()


def test_numbers_stand_in_the_state_of_an_entry_as_sqlite_writes_them(file: Path, address: str) -> None:
    numbers = (0.0, 1.0, -2.5, 0.1, 1 / 3, 1e6, 123456789.125, 1e15, 1.5e20, 2e-7, -1e-5, 0.30000000000000004)
    with record.open(file) as one, record.open(address) as other:
        for number in numbers:
            here = one.store.execute("SELECT json_array(CAST(? AS real))", (number,)).fetchone()[0]
            there = other.store.execute("SELECT json_array(CAST(? AS double precision))", (number,)).fetchone()[0]
            assert here == there


def test_a_copy_is_counted_and_each_question_is_planned_for_what_it_asks(address: str) -> None:
    """Else a list reads whole tables until the server counts by itself, and a search from the sixth on."""
    with record.open(address) as there:
        counted = there.store.execute("SELECT tablename FROM pg_stats WHERE schemaname = current_schema()")
        names = {table for (table,) in counted}
        assert {"entry", "statement", "event", "mention", "report_path", "report_search"} <= names
        kept = there.store.execute("SELECT current_setting('plan_cache_mode')").fetchone()
        assert kept == ("force_custom_plan",)


def test_a_copy_is_written_onto_nothing(file: Path, address: str) -> None:
    with pytest.raises(RecordExists, match="has a schema of this name already"):
        copy(file, address)
    with pytest.raises(RecordExists):
        copy(address, file)


def test_a_copy_that_breaks_off_leaves_nothing(server: Server, tmp_path: Path) -> None:
    path, place = tmp_path / "nul.db", server.address()
    with record.create(path, MADE_BY) as rec:
        rec.add(dam())
        rec.add(dam("dam/nul.txt", text=dam().report.text + "A null\0 character.\n"))
    with pytest.raises(NotForAServer, match="null character"):
        copy(path, place)
    with pytest.raises(NoSuchRecord):
        record.open(place)


def test_a_record_of_another_version_is_not_opened(own: str, server: Server) -> None:
    server.run(f"UPDATE {address_of(own).schema}.record_form SET version = 99")
    with pytest.raises(NotARecord, match=r"version 99, this onrecord reads version \d"):
        record.open(own)


def test_a_server_that_is_away_is_told_in_one_sentence(tmp_path: Path) -> None:
    pytest.importorskip("psycopg")
    with pytest.raises(ServerAway, match="does not let us in") as told:
        record.open(f"postgresql://somebody@/disputes?host={tmp_path}")
    assert "\n" not in str(told.value)


def test_a_server_that_ends_in_the_middle_is_told_and_what_was_complete_is_kept(own: str, server: Server) -> None:
    with record.open(own, write=True) as rec:
        rec.add(dam("dam/new.txt", text="One more.\n" + dam().report.text))
        before = rec.content_digest()
        server.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'onrecord'")
        with pytest.raises(ServerGone, match="What was complete is kept"):
            rec.add(dam("dam/newer.txt", text="And more.\n" + dam().report.text))
    assert digest(own) == before


def test_a_path_that_no_index_there_holds_is_told(own: str) -> None:
    path = "dam/" + "".join(Random(1).choices("abcdefghijklmnopqrstuvwxyz0123456789", k=4000))
    with record.open(own, write=True) as rec, pytest.raises(TooLong, match="too long for PostgreSQL"):
        rec.add(dam(path, text="Long.\n" + dam().report.text))


def test_without_the_driver_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(NoDriver, match=r"pip install 'onrecord\[postgresql\]'"):
        record.open("postgresql://localhost/disputes")


def test_a_second_writer_waits_and_is_then_told_that_the_record_is_busy(
    own: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "WAIT_SECONDS", 0.1)
    with record.open(own, write=True) as rec, record.open(own, write=True) as other:
        entry = next(rec.lines()).entry.id
        with rec.together():
            rec.corrections.tag(entry, "mine", who="Ada")
            with pytest.raises(RecordBusy):
                other.corrections.tag(entry, "yours", who="Ben")
            assert not any(mark.text == "mine" for mark in other.entry(entry).marks)
        other.corrections.tag(entry, "yours", who="Ben")
        assert {"mine", "yours"} <= {mark.text for mark in rec.entry(entry).marks}


def _adds_and_breaks_off(rec: Record) -> None:
    with rec.together():
        rec.add(dam("dam/new.txt", text="A new text.\n" + dam().report.text))
        rec.corrections.accept("no such entry", who="Ada", why="read it")


def test_what_breaks_off_is_not_in_the_record(own: str) -> None:
    with record.open(own, write=True) as rec:
        before = rec.content_digest()
        with pytest.raises(OnRecordError):
            _adds_and_breaks_off(rec)
        assert rec.content_digest() == before
        assert not rec.search('"a new text"').reports


def test_a_role_that_may_only_read_reads_all_and_writes_nothing(own: str, server: Server) -> None:
    schema = address_of(own).schema
    server.run(
        f"CREATE ROLE {schema}_reader LOGIN; GRANT USAGE ON SCHEMA {schema} TO {schema}_reader;"
        f" GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO {schema}_reader"
    )
    place = server.address(schema, user=f"{schema}_reader")
    assert digest(place) == digest(own)
    with record.open(place, write=True) as rec:
        entry = next(rec.lines()).entry.id
        assert rec.search("filling").lines
        with pytest.raises(RecordReadOnly, match="may not be written"):
            rec.corrections.tag(entry, "mine", who="Ada")
    assert digest(place) == digest(own)


def test_who_may_write_corrects_and_does_not_clear_the_pages_of_another(own: str, server: Server) -> None:
    schema = address_of(own).schema
    server.run(
        f"CREATE ROLE {schema}_editor LOGIN; GRANT USAGE ON SCHEMA {schema} TO {schema}_editor;"
        f" GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {schema} TO {schema}_editor"
    )
    place = server.address(schema, user=f"{schema}_editor")
    with record.open(place, write=True) as rec:
        entry = next(rec.lines()).entry.id
        rec.corrections.tag(entry, "mine", who="Eve")
        rec.add(dam("dam/new.txt", text="An editor's report.\n" + dam().report.text))
        rec.begin_build(Plan(MADE_BY))
        rec.finish_build()
        assert rec.search('"editor\'s report"').reports
        gone = rec.forget("dam/new.txt")
        with pytest.raises(NotItsOwner, match="VACUUM FULL"):
            rec.purge(gone.stretches)
    with record.open(own) as rec:
        assert "mine" in {mark.text for mark in rec.entry(entry).marks}


def test_a_database_that_lacks_letters_takes_no_record(server: Server) -> None:
    server.run("CREATE DATABASE narrow ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0")
    with pytest.raises(NotInUtf8, match="LATIN1"):
        record.create(server.address().replace("/postgres?", "/narrow?"), MADE_BY)


def test_a_report_that_is_forgotten_leaves_no_words(own: str) -> None:
    with record.open(own, write=True) as rec:
        gone = rec.forget("dam/more.txt")
        assert rec.purge(gone.stretches) == ()
        assert not rec.search("Ägypten").reports
        assert rec.store.holding(["no one may take a drop", "nowhere to be found"]) == ("no one may take a drop",)


@pytest.mark.parametrize(
    "given",
    [
        "postgresql://ada:s3cret@db.example/disputes",
        "postgresql://:s3cret@db.example/disputes?record=nile",
        "postgresql://db.example/disputes?password=s3cret",
        "postgres://ada:s3cret@db.example:5432",
        "postgresql://ada:s3c%40ret@db.example/disputes?sslpassword=s3cret",
        "postgresql://ada:s3c@s3c@db.example/disputes",
        "postgresql://db.example/disputes?PASSWORD=s3cret",
    ],
)
def test_a_password_in_an_address_is_refused_and_not_told(given: str) -> None:
    with pytest.raises(PasswordInAddress, match="pgpass") as told:
        address_of(given)
    assert "s3c" not in str(told.value)


@pytest.mark.parametrize(
    "given", ["postgresql://ada:s3c/s3c@h/d", "postgresql://ada:s3c#@h/d", "postgresql://h:s3c/d"]
)
def test_what_may_be_a_password_is_not_told_either(given: str) -> None:
    with pytest.raises(NoAddress) as told:
        address_of(given)
    assert "s3c" not in str(told.value)


@pytest.mark.parametrize("given", ["postgresql://h/d?record=Nile", "postgresql://h/d?record=pg_x", "mysql://h/d"])
def test_what_is_no_address_is_told(given: str) -> None:
    with pytest.raises(NoAddress, match="Write it as postgresql://"):
        address_of(given)


def test_an_address_is_read_and_written() -> None:
    found = address_of("postgres://ada@db.example:5433/disputes?sslmode=require&record=nile_dam")
    assert str(found) == "postgresql://ada@db.example:5433/disputes?sslmode=require&record=nile_dam"
    assert (found.target, found.schema, found.name) == (
        "postgresql://ada@db.example:5433/disputes?sslmode=require",
        "nile_dam",
        "nile_dam",
    )
    assert address_of("postgresql:///?service=team").target == "postgresql:///?service=team"
    assert address_of("postgresql://h/disputes").name == "disputes"
    assert not is_address("postgresql.db")


@pytest.mark.parametrize(
    ("sqlite", "there"),
    [
        ("SELECT ?2, ?1, ?2", "SELECT $1, $2, $1"),
        ("SELECT '?' || :name || ':name'", "SELECT '?' || $1 || ':name'"),
        (
            "SELECT 1 WHERE ?1 IS NOT NULL AND a IS NULL",
            "SELECT 1 WHERE CAST($1 AS text) IS NOT NULL AND a IS NULL",
        ),
        ("INSERT OR IGNORE INTO a VALUES (?)", "INSERT INTO a VALUES ($1) ON CONFLICT DO NOTHING"),
        (
            "SELECT (SELECT json_group_array(json_array(number, f(a, b))) FROM t)",
            "SELECT (SELECT json_listed(array_agg(as_json(json_listed(ARRAY[as_json(number),"
            " as_json(f(a, b))])) ORDER BY number, f(a, b))) FROM t)",
        ),
    ],
)
def test_a_statement_is_put_into_the_servers_words(sqlite: str, there: str) -> None:
    assert translated(sqlite).sql == there


def test_the_schema_is_told_once_for_both() -> None:
    tables, rest = schema_in_parts(
        "CREATE TABLE a (\n    id TEXT PRIMARY KEY, -- a name\n    retired INTEGER NOT NULL DEFAULT 0\n)"
        " WITHOUT ROWID;\n"
        "CREATE INDEX b ON a (id) WHERE id IS NOT retired;\n"
    )
    assert tables == [
        'CREATE TABLE a (\n    id text COLLATE "C" PRIMARY KEY, \n    retired boolean NOT NULL DEFAULT FALSE\n)'
    ]
    assert rest == ["CREATE INDEX b ON a (id) WHERE id IS DISTINCT FROM retired"]


def test_words_are_cut_as_the_index_of_a_file_cuts_them() -> None:
    assert Cutter().cut([("Relational Ägypten", None), ("", "anti-war 12,5")]) == [
        " relat agypten \n ",
        " \n anti war 12 5 ",
    ]
