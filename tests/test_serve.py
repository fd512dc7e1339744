"""The server: who may ask what, and that corrections made through it are those of the record."""

from __future__ import annotations

import http.client
import json
import shutil
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.record import open as open_record
from tests.browser import served

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


Answer = tuple[int, dict[str, str], str]  # status, headers, body


class Visitor:
    """One who asks a server, with the headers that a browser would send for the page, or others."""

    def __init__(self, address: str) -> None:
        self.host = urlsplit(address).netloc
        self.key = urlsplit(address).query
        self.cookie = ""

    def ask(
        self, path: str, body: object = None, method: str = "", **headers: str
    ) -> tuple[int, dict[str, str], str]:
        connection = http.client.HTTPConnection(self.host, timeout=30)
        sent = {"cookie": self.cookie} if self.cookie else {}
        data = None
        if body is not None:
            data = body if isinstance(body, bytes) else json.dumps(body).encode()
            sent |= {
                "content-type": "application/json",
                "origin": f"http://{self.host}",
                "sec-fetch-site": "same-origin",
            }
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method or ("GET" if body is None else "POST"), path, data, sent)
        answer = connection.getresponse()
        told = answer.read().decode("utf-8", "replace")
        found = {name.lower(): value for name, value in answer.getheaders()}
        connection.close()
        return answer.status, found, told

    def enter(self) -> None:
        status, headers, _ = self.ask(f"/?{self.key}")
        assert (status, headers["location"]) == (303, "/")
        assert {"HttpOnly", "SameSite=strict", "Path=/"} <= set(headers["set-cookie"].split("; "))
        self.cookie = headers["set-cookie"].split(";")[0]
        assert self.key.removeprefix("token=") not in self.cookie


@pytest.fixture(scope="module")
def record(sample_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    copy = tmp_path_factory.mktemp("served") / "r.db"
    shutil.copy(sample_folder / "nato-ukraine.db", copy)
    return copy


@pytest.fixture(scope="module")
def address(record: Path) -> Iterator[str]:
    with served(record) as found:
        yield found


@pytest.fixture
def stranger(address: str) -> Visitor:
    return Visitor(address)


@pytest.fixture
def visitor(address: str) -> Visitor:
    found = Visitor(address)
    found.enter()
    return found


PATHS = ("/", "/api/views", "/api/texts", "/api/report?id=x")


@pytest.mark.parametrize("path", PATHS)
def test_nobody_gets_in_without_the_key(stranger: Visitor, path: str) -> None:
    assert stranger.ask(path)[0] == 403
    assert stranger.ask("/?token=guess")[0] == 403
    assert stranger.ask(path, cookie="onrecord-1=x")[0] == 403


def test_the_page_is_closed_to_all_that_is_not_its_own(visitor: Visitor) -> None:
    status, headers, told = visitor.ask("/")
    assert status == 200
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "server" not in headers
    assert 'id="data"' not in told


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:{port}", "127.0.0.1", "127.0.0.1.evil.example:{port}"]
)
def test_another_name_for_this_machine_leads_nowhere(visitor: Visitor, host: str) -> None:
    port = visitor.host.rpartition(":")[2]
    for path in PATHS:
        assert visitor.ask(path, host=host.format(port=port))[0] == 421


def test_other_pages_in_the_same_browser_read_nothing(visitor: Visitor) -> None:
    assert visitor.ask("/api/views", sec_fetch_site="cross-site")[0] == 403
    assert visitor.ask("/api/views", sec_fetch_site="same-site")[0] == 403
    assert visitor.ask("/api/views", origin="http://evil.example")[0] == 403
    assert visitor.ask("/api/views", sec_fetch_site="same-origin")[0] == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": ""},
        {"sec_fetch_site": "cross-site"},
        {"sec_fetch_site": "none"},
        {"cookie": ""},
    ],
)
def test_other_pages_write_nothing(visitor: Visitor, record: Path, headers: dict[str, str]) -> None:
    entry = any_entry(record)
    assert visitor.ask("/api/correct", {"kind": "reject", "entry": entry}, **headers)[0] == 403
    assert visitor.ask("/api/merge", {"actor": "germany", "into": "france"}, **headers)[0] == 403
    assert visitor.ask("/api/mark", {"kind": "star", "entry": entry}, **headers)[0] == 403
    assert visitor.ask("/api/preset", {"name": "mine", "conditions": {}}, **headers)[0] == 403
    assert untouched(record)


@pytest.mark.parametrize(
    "path",
    [
        "/../../etc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "//etc/passwd",
        "/built/page.js",
        "/api",
        "/r.db",
        "/api/views/..",
    ],
)
def test_no_path_reaches_a_file(visitor: Visitor, path: str) -> None:
    assert visitor.ask(path)[0] == 404


@pytest.mark.parametrize("given", ["", "../../etc/passwd", "/etc/passwd", "no%20such", "%00", "%"])
def test_a_report_that_the_record_has_not_is_a_fault_told(visitor: Visitor, given: str) -> None:
    status, _, told = visitor.ask(f"/api/report?id={given}")
    assert status == 400
    assert json.loads(told)["error"]


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (b"", {}),
        (b"{", {}),
        (b"[" * 60_000, {}),
        (b'"x"', {}),
        (b"\xff\xfe", {}),
        (b"{}", {}),
        (b" " * 70_000, {}),
        ({"kind": "drop", "entry": "x"}, {}),
        ({"kind": "accept", "entry": 7}, {}),
        ({"kind": "accept", "entry": "nosuch"}, {}),
        ({"kind": "accept", "entry": "\ud800"}, {}),
        ({"kind": "edit", "entry": "ENTRY", "changes": {"act": "sing"}}, {}),
        ({"kind": "edit", "entry": "ENTRY", "changes": {"act": 7}}, {}),
        ({"kind": "edit", "entry": "ENTRY", "changes": {"id": "x"}}, {}),
        ({"kind": "edit", "entry": "ENTRY", "changes": {"speaker": "nobody at all"}}, {}),
        ({"kind": "edit", "entry": "ENTRY", "changes": {}}, {}),
        ({"kind": "accept", "entry": "ENTRY"}, {"content_type": "text/plain"}),
    ],
)
def test_what_is_no_correction_is_a_fault_told(
    visitor: Visitor, record: Path, body: object, headers: dict[str, str]
) -> None:
    if isinstance(body, dict) and body.get("entry") == "ENTRY":
        body = body | {"entry": any_entry(record)}
    for path in ("/api/correct", "/api/merge", "/api/undo", "/api/mark", "/api/preset"):
        status, _, told = visitor.ask(path, body, **headers)
        assert status == 400, told
        assert json.loads(told)["error"]
    assert untouched(record)


def test_only_reading_and_correcting_are_known(visitor: Visitor) -> None:
    assert visitor.ask("/", method="DELETE")[0] == 405
    assert visitor.ask("/api/correct", method="GET")[0] == 405
    assert visitor.ask("/api/views", {}, method="POST")[0] == 405
    assert visitor.ask("/", method="HEAD")[0] == 200


def test_what_is_corrected_is_so_in_the_record_and_can_be_taken_back(visitor: Visitor, record: Path) -> None:
    entry = any_entry(record)
    before = rows(visitor)
    status, _, told = visitor.ask("/api/correct", {"kind": "edit", "entry": entry, "changes": {"act": "protest"}})
    done = json.loads(told)
    assert (status, done["entries"][0]["act"], done["entries"][0]["standing"]) == (200, "protest", "edited")
    with open_record(record) as opened:
        (correction,) = opened.corrections.all()
        assert (correction.who, correction.why, correction.id) == ("Ada", "read in the page", done["correction"])
    after = rows(visitor)
    assert [one["id"] for one in after["corrections"]] == [done["correction"]]
    assert next(row for row in after["entries"] if row["id"] == entry)["act"] == "protest"
    status, _, told = visitor.ask("/api/undo", {"correction": done["correction"], "entry": entry})
    assert (status, json.loads(told)["entries"][0]["standing"]) == (200, "extracted")
    assert rows(visitor) == before


def test_what_is_rejected_is_shown_no_more(visitor: Visitor, record: Path) -> None:
    entry = any_entry(record)
    done = json.loads(visitor.ask("/api/correct", {"kind": "reject", "entry": entry})[2])
    assert done["entries"][0]["standing"] == "rejected"
    assert entry not in {row["id"] for row in rows(visitor)["entries"]}
    visitor.ask("/api/undo", {"correction": done["correction"], "entry": entry})
    assert entry in {row["id"] for row in rows(visitor)["entries"]}


def test_actors_are_merged_and_parted_again(visitor: Visitor, record: Path) -> None:
    before = rows(visitor)
    status, _, told = visitor.ask("/api/merge", {"actor": "germany", "into": "france"})
    assert (status, json.loads(told)["entries"]) == (200, [])
    with open_record(record) as opened:
        assert opened.actor("germany").id == "france"
    (held,) = rows(visitor)["corrections"]
    assert held["changes"] == {"actor": "germany", "into": "france"}
    assert visitor.ask("/api/merge", {"actor": "germany", "into": "france"})[0] == 400
    assert visitor.ask("/api/undo", {"correction": held["id"]})[0] == 200
    assert rows(visitor) == before


def test_marks_are_laid_on_and_taken_away(visitor: Visitor, record: Path) -> None:
    entry, before = any_entry(record), rows(visitor)
    made = []
    for kind, text in (("tag", "to check"), ("note", "<img src=x onerror=alert(1)>\nsee 4:9"), ("star", "")):
        status, _, told = visitor.ask("/api/mark", {"kind": kind, "entry": entry, "text": text})
        done = json.loads(told)
        assert status == 200, told
        made.append(done["correction"])
        laid = done["entries"][0]["marks"][-1]
        assert laid == {"id": made[-1], "kind": kind, "text": text, "who": "Ada", "when": laid["when"]}
    assert rows(visitor)["corrections"] == []
    for mark in made:
        assert visitor.ask("/api/undo", {"correction": mark, "entry": entry})[0] == 200
    assert rows(visitor) == before


@pytest.mark.parametrize(
    "body",
    [
        {"kind": "tag", "text": ""},
        {"kind": "tag", "text": "x" * 61},
        {"kind": "note", "text": " "},
        {"kind": "note", "text": "x" * 20_001},
        {"kind": "stars", "text": ""},
        {"kind": "tag", "text": 7},
    ],
)
def test_what_is_no_mark_is_a_fault_told(visitor: Visitor, record: Path, body: dict[str, object]) -> None:
    status, _, told = visitor.ask("/api/mark", {"entry": any_entry(record), **body})
    assert (status, bool(json.loads(told)["error"])) == (400, True)
    assert untouched(record)


def test_presets_are_kept_in_the_record_under_their_names(visitor: Visitor, record: Path) -> None:
    wanted = {"name": "Moscow 2022", "conditions": {"view": "timeline", "party": "russia", "since": "2022"}}
    status, _, told = visitor.ask("/api/preset", wanted)
    assert status == 200, told
    (kept,) = rows(visitor)["presets"]
    assert (kept["name"], kept["conditions"], kept["who"]) == ("Moscow 2022", wanted["conditions"], "Ada")
    assert visitor.ask("/api/preset", wanted | {"name": "moscow 2022"})[0] == 400
    for name, conditions in (("", {}), ("a", {"a b": "c"}), ("a", {"x": "y" * 201}), ("a", {"x": 1}), ("a", [])):
        assert visitor.ask("/api/preset", {"name": name, "conditions": conditions})[0] == 400
    assert visitor.ask("/api/undo", {"correction": kept["id"]})[0] == 200
    assert untouched(record)


def test_one_report_is_told_as_all_are(visitor: Visitor) -> None:
    texts = json.loads(visitor.ask("/api/texts")[2])
    key = next(iter(texts))
    assert json.loads(visitor.ask(f"/api/report?id={key}")[2]) == texts[key]


def test_a_port_that_is_taken_is_said(address: str, record: Path) -> None:
    from click.testing import CliRunner

    from onrecord.cli.main import commands

    done = CliRunner().invoke(commands, ["serve", str(record), "--port", str(urlsplit(address).port)])
    assert done.exit_code == 2
    assert "cannot be served there" in done.output


def test_an_address_that_stands_for_all_is_not_served(record: Path) -> None:
    from click.testing import CliRunner

    from onrecord.cli.main import commands

    done = CliRunner().invoke(commands, ["serve", str(record), "--host", "0.0.0.0"])
    assert done.exit_code == 2
    assert "give the one that others will call" in done.output


json_values = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
WRITES = ["/api/correct", "/api/merge", "/api/undo", "/api/mark", "/api/preset"]
bodies = st.fixed_dictionaries(
    {},
    optional={
        "kind": st.sampled_from(["accept", "reject", "edit", "tag", "note", "star"]) | json_values,
        "entry": json_values,
        "correction": json_values,
        "changes": st.dictionaries(st.sampled_from(["act", "speaker", "when"]), json_values) | json_values,
        "why": json_values,
        "text": json_values,
        "name": json_values,
        "conditions": json_values,
    },
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=bodies | json_values, path=st.sampled_from(WRITES))
def test_whatever_is_asked_never_breaks_the_server(visitor: Visitor, body: object, path: str) -> None:
    status, _, told = visitor.ask(path, json.dumps(body).encode())
    assert status in (200, 400), told  # a few letters may by chance name an entry
    assert status == 200 or isinstance(json.loads(told)["error"], str)


def untouched(record: Path) -> bool:
    """Say whether nothing that was done by hand holds."""
    with open_record(record) as opened:
        made = opened.corrections
        return not (made.all() or made.marks() or made.presets())


def any_entry(record: Path) -> str:
    with open_record(record) as opened:
        return next(line.entry.id for line in opened.statements())


def rows(visitor: Visitor) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(visitor.ask("/api/views")[2])
    return found
