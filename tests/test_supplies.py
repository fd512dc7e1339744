"""What is installed with onrecord: its licences, the versions that tests are run with, a bill of materials."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib

import pytest
from packaging.requirements import Requirement
from tools import licences

from tests.conftest import ROOT


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
