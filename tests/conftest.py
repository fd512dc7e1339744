"""Options and fixtures that all tests share."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser import chromium, seen_in
from tests.server import programs, running

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

    from tests.browser import Seen
    from tests.server import Server

on_posix = pytest.mark.skipif(os.name != "posix", reason="kills, forks and pipes as POSIX has them")
ROOT = Path(__file__).parents[1]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update",
        action="store_true",
        help="rewrite the expected half of cases, golden records and generated docs; read the diff afterwards",
    )


@pytest.fixture(scope="session")
def sample_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as a reader of the docs has it: the examples, and the sample record built from them."""
    from onrecord.building import build

    folder = tmp_path_factory.mktemp("reader")
    shutil.copytree(ROOT / "examples", folder / "examples")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        build(["examples/nato-ukraine"], into="nato-ukraine.db")
    return folder


@pytest.fixture(autouse=True)
def sample_stays(request: pytest.FixtureRequest) -> Iterator[None]:
    """Hold every test that has the shared record to leaving it as it was, so that what changes it fails."""
    if "sample_folder" not in request.fixturenames:
        yield
        return
    record: Path = request.getfixturevalue("sample_folder") / "nato-ukraine.db"
    before = record.read_bytes()
    yield
    if record.read_bytes() != before:
        assert dumped(record.read_bytes()) == dumped(before), "the shared record was changed: copy it first"


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A PostgreSQL server; where none is installed its tests are skipped, unless CI asks that it is there."""
    found = programs()
    lacking = (
        (found is None, "no PostgreSQL server is installed (on Debian: apt-get install postgresql)"),
        (find_spec("psycopg") is None, "psycopg is not installed (pip install 'onrecord[postgresql]')"),
    )
    for lacks, why in lacking:
        if lacks and os.environ.get("ONRECORD_SERVER") == "required":
            pytest.fail(why)
        if lacks:
            pytest.skip(why)
    assert found
    with running(found) as started:
        yield started


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium; one for all tests of a file."""
    with chromium() as found:
        yield found


@pytest.fixture
def seen(browser: Browser) -> Iterator[Seen]:
    """Return a page without a network, in which nothing may go wrong."""
    with seen_in(browser) as found:
        yield found


def digest(path: Path | str) -> str:
    """Return the digest of what a record holds."""
    from onrecord.record import open as open_record

    with open_record(path) as record:
        return record.content_digest()


def dumped(content: bytes) -> list[str]:
    """Return all that a record holds: a call that ends in a fault may open it for writing, and write nothing."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(content)
        return list(connection.iterdump())


@pytest.fixture
def own_record(sample_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Run a test beside a copy of the sample record, `r.db`, which it may change."""
    monkeypatch.chdir(tmp_path)
    return Path(shutil.copy(sample_folder / "nato-ukraine.db", tmp_path / "r.db"))


@pytest.fixture
def in_sample_folder(sample_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Run a test in the reader's folder; the record there is shared, so tests must not change it."""
    monkeypatch.chdir(sample_folder)
    return sample_folder
