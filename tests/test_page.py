"""The page and the report file as they ship: built from their source, and closed to all that is not theirs."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import shutil
import subprocess
import zlib
from gzip import compress
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from onrecord.cli.main import commands
from onrecord.show.page import built, page, policy
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

WEB = ROOT / "web"
BUILT = ROOT / "src" / "onrecord" / "show" / "built"


def held(text: str) -> dict[str, object]:
    """Return the data that a report file holds, its texts among them."""
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', text, re.DOTALL)
    texts = re.search(r'<script type="[a-z/]+" id="texts"( data-packed="deflate")?>(.*?)</script>', text, re.S)
    assert found
    assert texts
    data: dict[str, object] = json.loads(found[1])
    told = zlib.decompress(base64.b64decode(texts[2])).decode() if texts[1] else texts[2]
    return {**data, "texts": json.loads(told)}


def written(record: Path, into: Path, *options: str) -> str:
    done = CliRunner().invoke(commands, ["report", str(record), "-o", str(into), *options])
    assert done.exit_code == 0, done.output
    return into.read_text(encoding="utf-8")


def test_the_shipped_build_has_the_digest_of_the_sources() -> None:
    files = [path.relative_to(WEB).as_posix() for path in (WEB / "src").rglob("*") if path.is_file()]
    whole = hashlib.sha256()
    for name in sorted([*files, "package-lock.json", "vite.config.js"]):
        whole.update(name.encode() + b"\0" + (WEB / name).read_bytes() + b"\0")
    assert built("sources.sha256").strip() == whole.hexdigest(), "build it anew: npm --prefix web run build"


def test_the_shipped_build_is_what_the_sources_give(tmp_path: Path) -> None:
    if shutil.which("npm") is None or not (WEB / "node_modules").is_dir():
        pytest.skip("node, or the packages of web/ (npm install --prefix web), are not on this machine")
    environment = {**os.environ, "ONRECORD_BUILT": str(tmp_path)}
    subprocess.run(["npm", "run", "build"], cwd=WEB, env=environment, check=True, capture_output=True)
    names = sorted(path.name for path in BUILT.iterdir())
    assert names == sorted(path.name for path in tmp_path.iterdir())
    assert all((BUILT / name).read_bytes() == (tmp_path / name).read_bytes() for name in names)


def test_the_script_is_small_and_the_licences_of_what_is_in_it_lie_beside_it() -> None:
    assert len(compress(built("page.js").encode())) <= 120_000
    for package in ("svelte", "d3-scale", "d3-time"):
        assert re.search(rf"^{package} [\d.]+ \((MIT|ISC)\)$", built("licences.txt"), re.MULTILINE)


def test_the_source_makes_no_html_of_text_and_the_script_can_stand_inline() -> None:
    for path in (WEB / "src").rglob("*"):
        if path.is_file():
            assert not re.search(r"@html|innerHTML|outerHTML|insertAdjacent|eval\(", path.read_text("utf-8")), path
    assert not re.search(r"</?script|<!--\s*<script", built("page.js"), re.IGNORECASE)
    assert "</style" not in built("page.css")


def test_data_cannot_leave_their_element() -> None:
    hostile = "</script><script>alert(1)</script><!-- <script> & \u2028"
    text = page(hostile, {"title": hostile})
    assert held(text) == {"title": hostile, "texts": {}}
    assert "alert(1)</script>" not in text
    assert text.count("<script") == 3  # data, texts, and the one that runs


def test_the_policy_lets_nothing_in_but_the_one_script_and_style() -> None:
    closed = policy(asks=False)
    assert closed.startswith("default-src 'none'; script-src 'sha256-")
    assert "connect-src 'none'" in closed
    assert "connect-src 'self'" in policy(asks=True)
    assert "unsafe" not in closed + policy(asks=True)


def test_a_report_is_one_file_that_holds_all(sample_folder: Path, tmp_path: Path) -> None:
    text = written(sample_folder / "nato-ukraine.db", tmp_path / "r.html")
    data = held(text)
    assert isinstance(data["entries"], list)
    assert isinstance(data["texts"], dict)
    assert len(data["entries"]) > 200
    assert len(data["texts"]) == 12
    assert not re.search(r'(?:src|href)="(?!data:,")', text.split("<script", 1)[0])


def test_a_report_has_the_positions_as_plain_that_the_command_lists(sample_folder: Path, tmp_path: Path) -> None:
    record = sample_folder / "nato-ukraine.db"
    rows = held(written(record, tmp_path / "r.html"))["positions"]
    assert isinstance(rows, list)
    listed = CliRunner().invoke(commands, ["positions", str(record)]).stdout.splitlines()
    plain = {row["id"][:8] for row in rows if row["plain"]}
    assert plain == {row["id"][:8] for row in rows if any(line.startswith(row["id"][:8]) for line in listed)}
    assert 0 < len(plain) < len(rows)


def test_a_report_without_texts_holds_no_whole_report(sample_folder: Path, tmp_path: Path) -> None:
    text = written(sample_folder / "nato-ukraine.db", tmp_path / "r.html", "--without-texts", "--party", "georgia")
    data = held(text)
    assert data["texts"] == {}
    assert data["with_texts"] is False
    longest = max(len("".join(piece for piece, _ in row["sentence"])) for row in data["entries"])  # type: ignore
    assert 0 < longest < 600
    assert data["overview"]["filter"] == ["party georgia"]  # type: ignore[index]


def test_a_report_of_nothing_and_onto_the_record_is_not_written(sample_folder: Path, tmp_path: Path) -> None:
    record = sample_folder / "nato-ukraine.db"
    for into, options in ((tmp_path / "r.html", ["--party", "atlantis"]), (record, [])):
        done = CliRunner().invoke(commands, ["report", str(record), "-o", str(into), *options])
        assert done.exit_code == 2
    assert not (tmp_path / "r.html").exists()
