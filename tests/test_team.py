"""A record that a team shares: every command works on a server's as on a file's, and many sign in to one page."""

from __future__ import annotations

import http.client
import json
import re
import shutil
import socket
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from onrecord.cli.main import commands
from onrecord.record import open as open_record
from onrecord.record.copying import copy
from tests.conftest import ROOT, digest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.server import Server

# What is read of a record, by commands that list, search, show, compare and write.
READ = (
    *("brief RECORD", "statements RECORD --party russia --act demand", "statements RECORD --json --stances"),
    *("events RECORD --status happened --since 2008 --until 2022-01", "timeline RECORD --every --json"),
    *("statements RECORD --speaker Putin", "statements RECORD --to nato --confidence 0.5", "actors RECORD"),
    *(
        "statements RECORD --grep guarantee[sd]?",
        "statements RECORD --tag doubtful",
        "statements RECORD --note AGAIN",
    ),
    *("reports RECORD", "findings RECORD --json", "issues RECORD", "accounts RECORD", "contradictions RECORD"),
    *(
        "positions RECORD",
        "shifts RECORD",
        "key-dates RECORD",
        "framing RECORD",
        "coverage RECORD",
        "problems RECORD",
    ),
    *("quote RECORD guarantee", "show RECORD ENTRY", "dossier RECORD", "correct list RECORD", "mark list RECORD"),
    *(
        "export RECORD --format csv",
        "export RECORD --format jsonl",
        "export RECORD --format text",
        "model draft RECORD",
    ),
    "statements RECORD --issue nobody-asks-for-this",
)


@pytest.fixture(scope="module")
def file(sample_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("team") / "nato_ukraine.db"
    shutil.copy(sample_folder / "nato-ukraine.db", path)
    with open_record(path, write=True) as rec:
        entry = next(rec.statements()).entry.id
        rec.corrections.tag(entry, "doubtful", who="Ada", when="2026-11-30")
        rec.corrections.note(entry, "to be read again", who="Ben", when="2026-11-30")
        rec.corrections.reject(next(rec.events()).entry.id, who="Ben", why="twice", when="2026-11-30")
    return path


@pytest.fixture(scope="module")
def address(file: Path, server: Server) -> str:
    place = server.address("nato_ukraine")
    copy(file, place)
    return place


def told(words: str, record: Path | str) -> tuple[int, str]:
    """Return how a command ends and what it says, whichever record it is told of."""
    with open_record(record) as rec:
        entry = next(rec.statements()).entry.id
    call = [word.replace("RECORD", str(record)).replace("ENTRY", entry[:10]) for word in words.split()]
    result = CliRunner().invoke(commands, call)
    return result.exit_code, result.output.replace(str(record), "RECORD")


@pytest.mark.parametrize("words", READ)
def test_a_command_says_of_both_stores_the_same(file: Path, address: str, words: str) -> None:
    code, here = told(words, file)
    assert (code, here) == told(words, address)
    assert code in (0, 2)
    assert here


def test_a_search_lists_of_both_stores_the_same(file: Path, address: str) -> None:
    for text in ("guarantee*", '"NATO membership"', "troops border", "talks Geneva", "again"):
        here, there = (told(f"search RECORD {text} --json", record) for record in (file, address))
        assert sorted(here[1].splitlines()) == sorted(there[1].splitlines())


def test_a_record_built_on_a_server_is_the_one_built_in_a_file(server: Server, tmp_path: Path) -> None:
    place = server.address()
    for into in (str(tmp_path / "dam.db"), place):
        call = ["build", str(ROOT / "examples" / "nile-dam"), "--into", into, "--workers", "1"]
        for _ in range(2):  # again, nothing is read
            result = CliRunner().invoke(commands, call)
            assert result.exit_code == 0, result.output
        assert " as they were" in result.output
        assert " 0 read again" in result.output
    assert digest(place) == digest(tmp_path / "dam.db")


def test_shards_are_gathered_on_a_server_too(server: Server, tmp_path: Path) -> None:
    place, parts = server.address(), str(tmp_path / "parts")
    dam = str(ROOT / "examples" / "nile-dam")
    for call in (["build", dam, "--shard", "1/1", "--into", parts], ["gather", parts, "--into", place]):
        result = CliRunner().invoke(commands, call)
        assert result.exit_code == 0, result.output
    assert CliRunner().invoke(commands, ["gather", parts, "--into", str(tmp_path / "dam.db")]).exit_code == 0
    assert digest(place) == digest(tmp_path / "dam.db")


def test_what_goes_out_is_of_both_stores_the_same(file: Path, address: str, tmp_path: Path) -> None:
    for name, command in (("page.html", "report"), ("pack.zip", "export")):
        written = []
        for number, record in enumerate((str(file), address)):
            into = tmp_path / str(number) / name
            into.parent.mkdir(exist_ok=True)
            result = CliRunner().invoke(commands, [command, record, "--into", str(into)])
            assert result.exit_code == 0, result.output
            written.append(into.read_bytes())
        assert len(set(written)) == 1, name


def test_a_password_in_an_address_is_refused_and_never_printed(address: str) -> None:
    given = "postgresql://ada:s3cret@db.example/disputes"
    for call in (["brief", given], ["copy", address, given], ["build", str(ROOT / "examples"), "--into", given]):
        result = CliRunner().invoke(commands, call)
        assert result.exit_code == 2
        assert "~/.pgpass" in result.output
        assert "s3cret" not in result.output
        assert not result.exception or "s3cret" not in repr(result.exception)


def test_the_password_is_taken_from_where_libpq_looks(
    server: Server, address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.run("CREATE ROLE ada LOGIN PASSWORD 's3cret'; GRANT USAGE ON SCHEMA nato_ukraine TO ada")
    server.run("GRANT SELECT ON ALL TABLES IN SCHEMA nato_ukraine TO ada")
    rules = server.folder / "data" / "pg_hba.conf"
    before = rules.read_text(encoding="utf-8")
    rules.write_text(f"local all ada scram-sha-256\n{before}", encoding="utf-8")
    try:
        server.run("SELECT pg_reload_conf()")
        place = server.address("nato_ukraine", user="ada")
        refused = CliRunner().invoke(commands, ["reports", place])
        assert refused.exit_code == 2
        assert "does not let us in" in refused.output
        monkeypatch.setenv("PGPASSWORD", "wrong-s3cret")
        assert "s3cret" not in CliRunner().invoke(commands, ["reports", place]).output
        monkeypatch.setenv("PGPASSWORD", "s3cret")
        assert CliRunner().invoke(commands, ["reports", place]).exit_code == 0
        monkeypatch.delenv("PGPASSWORD")
        kept = tmp_path / "pgpass"
        kept.write_text("*:*:*:ada:s3cret\n", encoding="utf-8")
        kept.chmod(0o600)
        monkeypatch.setenv("PGPASSFILE", str(kept))
        assert CliRunner().invoke(commands, ["reports", place]).exit_code == 0
    finally:
        rules.write_text(before, encoding="utf-8")
        server.run("SELECT pg_reload_conf()")
    assert digest(address)


# Behind a proxy that signs people in ------------------------------------------------------------------------

CALLED = "https://disputes.example"


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


@contextmanager
def served(record: str) -> Iterator[int]:
    """Serve a record for a proxy, as the command does; yield the port."""
    port = free_port()
    call = ["serve", record, "--port", str(port), "--signed-in-by", "X-Forwarded-User", "--at", CALLED]
    with subprocess.Popen(
        [sys.executable, "-m", "onrecord", *call], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == f"Open {CALLED} (Ctrl-C ends)\n"
        try:
            yield port
        finally:
            process.terminate()
        assert process.wait(30) == 0


def ask(port: int, path: str, body: object = None, **headers: str) -> tuple[int, str]:
    """Ask as the proxy does."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    sent = {"Host": "disputes.example"} | {name.replace("_", "-"): value for name, value in headers.items()}
    data = None if body is None else json.dumps(body).encode()
    if data:
        sent = {"Content-Type": "application/json", "Origin": CALLED} | sent
    connection.request("POST" if data else "GET", path, data, sent)
    answer = connection.getresponse()
    said = answer.read().decode()
    connection.close()
    return answer.status, said


def test_whoever_the_proxy_names_makes_the_corrections(file: Path, server: Server) -> None:
    place = server.address()
    copy(file, place)
    with open_record(place) as rec:
        one, other = (line.entry.id for _, line in zip(range(2), rec.statements(), strict=False))
    with served(place) as port:
        assert ask(port, "/", X_Forwarded_User="ada")[0] == 200
        for entry, who in ((one, "ada"), (other, "Zoë".encode().decode("latin-1"))):
            status, said = ask(
                port, "/api/mark", {"kind": "tag", "entry": entry, "text": "mine"}, X_Forwarded_User=who
            )
            assert status == 200, said
        for who in ("ada", "ben"):
            status, said = ask(port, "/api/views", X_Forwarded_User=who)
            assert status == 200
            assert json.loads(said)["who"] == who
            assert said.count('"mine"') >= 2
        assert ask(port, "/api/search?q=guarantee", X_Forwarded_User="ada")[0] == 200
        refused: tuple[dict[str, str], ...] = (
            {},
            {"X_Forwarded_User": ""},
            {"X_Forwarded_User": "a" * 201},
            {"Cookie": "onrecord=1"},
            {"X_Forwarded_User": "ada", "Origin": "https://evil.example"},
            {"X_Forwarded_User": "ada", "Sec_Fetch_Site": "cross-site"},
        )
        for headers in refused:
            assert ask(port, "/api/views", **headers)[0] == 403, headers
            mark = {"kind": "star", "entry": one, "text": ""}
            assert ask(port, "/api/mark", mark, **headers)[0] == 403, headers
        assert ask(port, "/", X_Forwarded_User="ada", Host="evil.example")[0] == 421
    with open_record(place) as rec:
        assert {mark.who for mark in rec.corrections.marks() if mark.text == "mine"} == {"ada", "Zoë"}


@pytest.mark.parametrize(
    ("call", "why"),
    [
        (["--signed-in-by", "X-Forwarded-User"], "belong together"),
        (["--at", CALLED], "belong together"),
        (["--signed-in-by", "X-Forwarded-User", "--at", f"{CALLED}/page"], "without a path"),
        (["--signed-in-by", "no header", "--at", CALLED], "no name of a header"),
        (["--signed-in-by", "X-Forwarded-User", "--at", CALLED, "--host", "192.0.2.1"], "reach it past the proxy"),
    ],
)
def test_what_cannot_be_said_of_a_proxy_is_told(in_sample_folder: Path, call: list[str], why: str) -> None:
    del in_sample_folder
    result = CliRunner().invoke(commands, ["serve", "nato-ukraine.db", *call])
    assert result.exit_code == 2
    assert why in re.sub(r"\s+", " ", result.output)
    assert "listening" not in result.output


def test_without_a_proxy_a_header_says_nothing(in_sample_folder: Path) -> None:
    from tests.browser import served as served_alone

    with served_alone(in_sample_folder / "nato-ukraine.db") as address:
        port = int(address.split(":")[2].partition("/")[0])
        assert ask(port, "/api/views", X_Forwarded_User="ada", Host=f"127.0.0.1:{port}")[0] == 403
