"""What is installed with onrecord: its licences, the versions that tests are run with, a bill of materials."""

from __future__ import annotations

import json
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from typing import TYPE_CHECKING

import pytest
from packaging.requirements import Requirement
from tools import licences, offline, wheels

from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path


def printed(tool: str, *words: str) -> str:
    return subprocess.run(
        [sys.executable, str(ROOT / "tools" / tool), *words], check=True, capture_output=True, text=True
    ).stdout


def test_all_that_is_installed_is_permissive_or_unmodified_mpl() -> None:
    rows = [line.split("\t") for line in printed("licences.py", "parquet", "xlsx").splitlines()]
    assert {row[0] for row in rows} <= {"permissive", "MPL"}
    assert {"spacy", "onnxruntime", "trafilatura", "lxml"} <= {row[1] for row in rows}
    assert all(row[3] for row in rows)


@pytest.mark.parametrize(
    ("licence", "kind"),
    [
        ("MIT License", "permissive"),
        ("BSD-3-Clause AND 0BSD", "permissive"),
        ("GNU General Public License v3 (GPLv3)", "GPL"),
        ("GNU Affero General Public License v3", "GPL"),
        ("AGPL-3.0-only", "GPL"),
        ("MIT AND GPL-2.0-only", "GPL"),
        ("GNU Lesser General Public License v2 (LGPLv2)", "LGPL"),
        ("LGPL-2.1-or-later", "LGPL"),
        ("MPL-1.1 OR GPL-2.0-only OR LGPL-2.1-or-later", "MPL"),
        ("MIT OR GPL-3.0", "permissive"),
        ("All rights reserved", "unknown"),
        ("", "unknown"),
    ],
)
def test_a_licence_is_of_a_kind(licence: str, kind: str) -> None:
    assert licences.kind_of(licence) == kind


def test_what_is_under_the_lgpl_is_taken_where_an_extra_says_so_alone() -> None:
    driver = licences.Licensed("psycopg", "3.3.9", "LGPL-3.0-only", licences.kind_of("LGPL-3.0-only"))
    other = driver._replace(name="another")
    assert licences.is_taken(driver, licences.LESSER["postgresql"])
    assert not licences.is_taken(driver, frozenset())
    assert not licences.is_taken(other, licences.LESSER["postgresql"])
    assert not licences.is_taken(driver._replace(kind="GPL"), licences.LESSER["postgresql"])


def test_every_requirement_has_a_pin_that_meets_it() -> None:
    pins = dict(
        line.split("==") for line in (ROOT / "constraints.txt").read_text("utf-8").splitlines() if line[0] != "#"
    )
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    needed = [
        *project["dependencies"],
        *(one for extra in licences.TESTED for one in project["optional-dependencies"][extra]),
    ]
    for line in needed:
        asked = Requirement(line)
        name = asked.name.lower().replace("_", "-").replace(".", "-")
        assert name in pins, f"python tools/constraints.py > constraints.txt: {name}"
        assert asked.specifier.contains(pins[name]), line


def test_the_bill_names_each_part_with_version_and_licence() -> None:
    bill = json.loads(printed("bill.py"))
    assert bill["metadata"]["component"]["name"] == "onrecord"
    assert len(bill["components"]) > 20
    for part in bill["components"]:
        assert part["purl"] == f"pkg:pypi/{part['name']}@{part['version']}"
        assert part["licenses"][0]["license"]["name"]


class TestWheels:
    def asked(self, monkeypatch: pytest.MonkeyPatch, none_of: set[str], *, told: str) -> list[list[str]]:
        """Let pip find no wheel of some requirements, one a call as it does; return what it was asked for."""
        calls: list[list[str]] = []

        def run(words: list[str], **_: object) -> subprocess.CompletedProcess[str]:
            calls.append(words)
            lacking = next((word for word in words if word.partition("==")[0] in none_of), None)
            return subprocess.CompletedProcess(words, bool(lacking), "", f"{told}{lacking}" if lacking else "")

        monkeypatch.setattr("tools.wheels.subprocess.run", run)
        return calls

    def test_all_that_lack_one_are_named(self, monkeypatch: pytest.MonkeyPatch) -> None:
        told = "ERROR: No matching distribution found for "
        calls = self.asked(monkeypatch, {"b", "c"}, told=told)
        assert wheels.without_wheel("win_amd64", ["a==1", "b==2", "c==3"]) == ["b", "c"]
        assert [call[-2:] for call in calls] == [["b==2", "c==3"], ["a==1", "c==3"], [calls[2][-2], "a==1"]]

    def test_a_pip_that_cannot_look_is_no_missing_wheel(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.asked(monkeypatch, {"b"}, told="no network: ")
        with pytest.raises(RuntimeError, match="could not look up"):
            wheels.without_wheel("win_amd64", ["a==1", "b==2"])


def wheel(folder: Path, name: str, text: str = "") -> None:
    """Write the smallest wheel that pip takes."""
    about = f"{name}-1.0.dist-info"
    with zipfile.ZipFile(folder / f"{name}-1.0-py3-none-any.whl", "w") as opened:
        opened.writestr(f"{name}.py", text)
        opened.writestr(f"{about}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
        opened.writestr(f"{about}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        opened.writestr(f"{about}/RECORD", "")


@pytest.mark.parametrize("changed", [False, True])
def test_the_archive_installs_without_network_and_only_as_it_was_packed(tmp_path: Path, changed: bool) -> None:
    packed = tmp_path / "packed"
    packed.mkdir()
    wheel(packed, "one")
    wheel(packed, "other")
    assert offline.pack(packed, tmp_path / "all.tar") > 0
    with tarfile.open(tmp_path / "all.tar") as opened:
        opened.extractall(tmp_path, filter="data")
    there = tmp_path / "all"
    if changed:
        wheel(there, "other", "raise SystemExit")
    call = ["--no-index", "--find-links", str(there), "--require-hashes", "-r", str(there / offline.LIST)]
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--target", str(tmp_path / "target"), *call]
    done = subprocess.run(install, capture_output=True, text=True, check=False)
    assert (done.returncode == 0, "do not match the hashes" in done.stderr.lower()) == (not changed, changed)
