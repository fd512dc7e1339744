"""What the page on the dispute file says is what the reader of dispute files knows; the shipped ones load."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from onrecord import dispute as dispute_module
from onrecord.core.who import ActorKind
from onrecord.dispute import load_dispute

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "dispute-file.md").read_text(encoding="utf-8")


def test_the_example_on_the_page_loads(tmp_path: Path) -> None:
    (example,) = re.findall(r"^```toml\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    path = tmp_path / "dispute.toml"
    path.write_text(example, encoding="utf-8")
    dispute = load_dispute(path)
    assert dispute.parties == ("morocco", "polisario")
    assert [issue.id for issue in dispute.issues] == ["referendum", "ceasefire"]
    assert dispute.actors[1].offices[0].since is not None


@pytest.mark.parametrize("keys", ["_TOP", "_ACTOR", "_OFFICE"])
def test_every_key_is_on_the_page(keys: str) -> None:
    for key in getattr(dispute_module, keys):
        assert re.search(rf"`{key}`|\[\[(actor\.)?{key}\]\]", PAGE), key


def test_every_kind_of_actor_is_on_the_page() -> None:
    assert all(f"`{kind}`" in PAGE for kind in ActorKind)


@pytest.mark.parametrize("path", sorted(ROOT.glob("examples/*/dispute.toml")), ids=lambda path: path.parent.name)
def test_the_shipped_dispute_files_load(path: Path) -> None:
    dispute = load_dispute(path)
    assert dispute.title != dispute.name
    assert dispute.parties
    assert dispute.issues
