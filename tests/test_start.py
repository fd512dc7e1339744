"""`onrecord start` and `init`: files are dropped and read, and a first dispute file is proposed."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from onrecord.cli.main import commands
from onrecord.core.entry import Statement
from onrecord.dispute import read_dispute
from onrecord.record import Filter, create
from onrecord.record import open as open_record
from onrecord.show.proposal import proposal
from onrecord.show.serve.desk import Desk
from onrecord.show.serve.serving import Address, serve
from onrecord.show.serve.tray import ending_of, slug_of
from tests.browser import Seen, chromium, running, violations
from tests.record.samples import MADE_BY, dam
from tests.test_serve import Visitor

if TYPE_CHECKING:
    from collections.abc import Iterator

REPORT = b"""Delta Post, 3 May 2021

Egypt's foreign minister warned Ethiopia on Monday not to fill the dam's reservoir again. "We demand a binding
agreement on the filling," the minister said in Cairo. Ethiopia refused to sign a binding agreement.

Egypt and Ethiopia will hold talks in Kinshasa next week, Egypt's foreign minister said.
"""
OTHER = b"""Blue Nile Bulletin, 9 July 2021

Ethiopia said it had begun the second filling of the reservoir. Egypt rejected the filling and demanded talks.
Selamawit Girma-Alemu of the river office said the filling would go on.
"""
HOSTILE = "../../<img src=x onerror=alert(1)>\u202e.html"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "dam talks"


@pytest.fixture
def visitor(folder: Path) -> Iterator[Visitor]:
    with running("start", str(folder), "--no-browser") as address:
        found = Visitor(address)
        found.enter()
        yield found


def drop(visitor: Visitor, name: str, content: bytes, **headers: str) -> tuple[int, dict[str, Any]]:
    given = {"content_type": "application/octet-stream"} | headers
    status, _, told = visitor.ask(f"/api/start/drop?name={quote(name, errors='replace')}", content, **given)
    try:
        return status, json.loads(told)
    except ValueError:
        return status, {}


def told_by(visitor: Visitor) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(visitor.ask("/api/start")[2])
    return found


def read_until_done(visitor: Visitor) -> dict[str, Any]:
    assert visitor.ask("/api/start/read", {})[0] == 200
    for _ in range(600):
        told = told_by(visitor)
        if told["reading"]["stage"] != "reading":
            return told
        time.sleep(0.1)
    raise AssertionError("reading does not end")


def test_dropped_files_are_read_and_a_dispute_file_is_proposed_and_kept(visitor: Visitor, folder: Path) -> None:
    assert json.loads(visitor.ask("/api/views")[2])["views"] == []
    assert visitor.ask("/api/start/read", {})[0] == 400
    assert drop(visitor, "Delta Post (3 May).txt", REPORT) == (
        200,
        {"name": "0001-delta-post-3-may.txt", "again": False},
    )
    assert drop(visitor, HOSTILE, OTHER)[1]["name"] == "0002-img-src-x-onerror-alert-1.html"
    assert drop(visitor, "the same.txt", REPORT)[1] == {"name": "0001-delta-post-3-may.txt", "again": True}
    assert {path.name for path in (folder / "reports").iterdir()} == {
        "0001-delta-post-3-may.txt",
        "0002-img-src-x-onerror-alert-1.html",
    }
    told = read_until_done(visitor)
    assert (told["reading"]["stage"], told["made"]) == ("done", True), told
    assert told["reading"]["said"].startswith("Reports: 2 added")
    rows = json.loads(visitor.ask("/api/views")[2])
    assert {"overview", "timeline", "reports"} <= set(rows["views"])
    assert {row["path"] for row in rows["reports"]} == {
        "reports/0001-delta-post-3-may.txt",
        "reports/0002-img-src-x-onerror-alert-1.html",
    }
    text = json.loads(visitor.ask("/api/start/proposal")[2])["text"]
    proposed = read_dispute(text, folder / "dispute.toml")
    assert {"egypt", "ethiopia"} <= set(proposed.parties)
    assert proposed.sources == ((folder / "reports").as_posix(),)
    status, _, fault = visitor.ask("/api/start/dispute", {"text": "parties = "})
    assert (status, "is no valid TOML" in fault) == (400, True)
    assert not (folder / "dispute.toml").exists()
    assert visitor.ask("/api/start/dispute", {"text": text.replace("dam talks", "The dam", 1)})[0] == 200
    assert read_until_done(visitor)["reading"]["said"].startswith("Reports: 0 added, 0 changed, 2 read again")
    with open_record(folder / "record.db") as record:
        assert any(isinstance(line.entry, Statement) for line in record.lines(Filter(party="egypt")))


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": ""},
        {"sec_fetch_site": "cross-site"},
        {"cookie": ""},
        {"host": "evil.example"},
    ],
)
def test_other_pages_drop_and_read_nothing(visitor: Visitor, folder: Path, headers: dict[str, str]) -> None:
    assert drop(visitor, "a.txt", REPORT, **headers)[0] in (403, 421)
    for path in ("read", "stop", "dispute"):
        assert visitor.ask(f"/api/start/{path}", {"text": "name = 'x'"}, **headers)[0] in (403, 421)
    assert sorted(folder.iterdir()) == []


def test_what_is_no_report_is_refused_in_a_sentence(visitor: Visitor, folder: Path) -> None:
    for name, content in (("empty.txt", b""), ("dispute.toml", b"x"), ("r.db", b"x")):
        status, told = drop(visitor, name, content)
        assert (status, "was not taken" in told["error"]) == (400, True)
    assert drop(visitor, "a.txt", REPORT, content_type="text/plain")[0] == 400
    assert [path for path in folder.rglob("*") if path.is_file()] == []


def test_the_address_for_the_browser_lets_in_one_visitor_once(sample_folder: Path) -> None:
    told: list[Address] = []
    desk = Desk(sample_folder / "nato-ukraine.db", "Ada")
    call = {"host": "127.0.0.1", "port": 0, "told": told.append}
    Thread(target=serve, args=(desk, "x"), kwargs=call, daemon=True).start()
    while not told:
        time.sleep(0.01)
    first, second = Visitor(told[0].once), Visitor(told[0].once)
    first.enter()
    assert second.ask(f"/?{second.key}")[0] == 403
    Visitor(told[0].printed).enter()


@given(
    name=st.text(max_size=60) | st.sampled_from([HOSTILE, "CON.txt", "a/b\\c.htm", ".htaccess", "x" * 300, "..."])
)
def test_whatever_a_file_is_called_its_name_is_ours(name: str) -> None:
    own = f"0001{slug_of(name)}{ending_of(name)}"
    assert re.fullmatch(r"0001(-[a-z0-9]+)*\.[a-z0-9]{1,6}", own)
    assert len(own) < 60


def test_it_all_goes_by_mouse(folder: Path, tmp_path: Path) -> None:
    for name, content in (("one.txt", REPORT), ("two <b>.txt", OTHER)):
        (tmp_path / name).write_bytes(content)
    with chromium() as browser, running("start", str(folder), "--no-browser") as address:
        one = Seen(browser, offline=False)
        page = one.go(address)
        assert page.locator("main h1").inner_text() == "Add reports"
        assert violations(page) == []
        page.locator("input[type=file]").set_input_files([tmp_path / "one.txt", tmp_path / "two <b>.txt"])
        page.wait_for_selector("tbody tr:nth-child(2)")
        assert "two <b>.txt" in page.locator("tbody").inner_text()
        assert str(folder / "record.db") in page.locator("main").inner_text()
        page.get_by_role("button", name="read the reports").click()
        page.get_by_role("link", name="Look at the record").wait_for(timeout=60_000)
        assert "2 added" in page.locator(".notice").inner_text()
        page.get_by_role("button", name="propose one").click()
        page.wait_for_selector("textarea.dispute")
        assert "[[party]]" in page.locator("textarea.dispute").input_value()
        assert violations(page) == []
        page.get_by_role("link", name="Look at the record").click()
        page.wait_for_selector(".figures")
        assert one.wrong == []
        one.context.close()


def test_init_writes_a_dispute_file_that_can_be_built_with(tmp_path: Path) -> None:
    reports = tmp_path / "dam"
    reports.mkdir()
    (reports / "a.txt").write_bytes(REPORT)
    (reports / "b.txt").write_bytes(OTHER.replace(b", 9 July 2021", b""))
    (reports / "c.txt").write_text(
        "Le ministre a déclaré que les négociations reprendraient demain. " * 9, "utf-8"
    )
    done = CliRunner().invoke(commands, ["init", str(reports)])
    assert done.exit_code == 0, done.output
    text = (reports / "dispute.toml").read_text(encoding="utf-8")
    assert {"egypt", "ethiopia"} <= set(read_dispute(text, reports / "dispute.toml").parties)
    assert re.search(r"# Without a date .*\n(#.*\n)+#   .*b\.txt", text)
    assert re.search(r"# In a language that is not read .*\n#   .*c\.txt \(fr\)", text)
    assert re.search(r'# name = "Selamawit Girma-Alemu"', text)
    again = CliRunner().invoke(commands, ["init", str(reports)])
    assert (again.exit_code, "stands there already" in again.output) == (2, True)
    built = CliRunner().invoke(commands, ["build", str(reports), "--into", str(tmp_path / "dam.db")])
    assert built.exit_code == 0, built.output


@pytest.mark.parametrize("name", ['"]\nname = "x', "\x00\x7f\\", "é\u202e", "..", ""])
def test_a_proposal_for_a_folder_of_any_name_can_be_read(tmp_path: Path, name: str) -> None:
    with create(tmp_path / "r.db", MADE_BY) as record:
        record.add(dam())
        text = proposal(record, name, ["reports", 'a"b'])
    assert read_dispute(text, Path("dispute.toml")).sources == ("reports", 'a"b')
