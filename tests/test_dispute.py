"""The dispute file: what it says is taken as it says, what it cannot say is told with the place."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from onrecord.core.problem import PathNotFound
from onrecord.core.who import ActorKind, Office
from onrecord.dispute import DisputeFileFaulty, find_dispute, load_dispute

if TYPE_CHECKING:
    from pathlib import Path

FULL = """
name = "nile-dam"
title = "The dam on the Blue Nile"
sources = ["reports", "more.jsonl"]
extractors = ["statements"]

[[party]]
id = "egypt"

[[party]]
id = "ethiopia"

[[issue]]
id = "filling"
name = "Filling of the reservoir"
words = ["filling", "fill the reservoir"]

[[actor]]
id = "envoy"
name = "The Envoy"
party = "egypt"
aliases = ["Envoy"]
[[actor.office]]
title = "envoy"
party = "egypt"
since = 2020-01-02
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "dispute.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_everything_said_is_taken(tmp_path: Path) -> None:
    dispute = load_dispute(written(tmp_path, FULL))
    assert dispute.name == "nile-dam"
    assert dispute.parties == ("egypt", "ethiopia")
    assert dispute.sources == ((tmp_path / "reports").as_posix(), (tmp_path / "more.jsonl").as_posix())
    assert dispute.issues[0].words == ("filling", "fill the reservoir")
    assert dispute.extractors == ("statements",)
    assert dispute.actors[0].kind is ActorKind.PERSON
    assert dispute.actors[0].offices == (Office("envoy", "egypt", date(2020, 1, 2), None),)
    assert dispute.text == FULL


def test_a_file_without_a_name_is_named_by_its_folder(tmp_path: Path) -> None:
    assert load_dispute(written(tmp_path, "")).name == tmp_path.name


def test_a_folder_may_hold_a_dispute_file(tmp_path: Path) -> None:
    assert find_dispute(tmp_path) is None
    path = written(tmp_path, "")
    assert find_dispute(tmp_path) == path
    assert find_dispute(path) == path


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("name = ", "no valid TOML"),
        ("nmae = 'x'", "'nmae' is not known there"),
        ("name = 3", "'name' must be a str"),
        ("sources = 'reports'", "'sources' must be a list of words"),
        ("[party]\nid = 'x'", r"each party as its own \[\[party\]\] table"),
        ("[[party]]\nid = 'The Party'", "party 1: needs an id of small letters"),
        ("[[issue]]\nid = 'x'", "issue 'x' has no words"),
        ("[[actor]]\nid = 'x'\nkind = 'planet'", "actor 1: kind 'planet' is none of"),
        ("[[actor]]\nid = 'x'\nname = '\u0301'", "actor 1: '\u0301' has no letter or digit"),
        ("[[actor]]\nid = 'x'\naliases = ['X', '...']", "actor 1: '...' has no letter or digit"),
        ("[[actor]]\nid = 'x'\n[[actor.office]]\ntitle = 'king'", "actor 1, office 1: an office needs"),
    ],
)
def test_what_cannot_be_is_told_with_its_place(tmp_path: Path, text: str, complaint: str) -> None:
    with pytest.raises(DisputeFileFaulty, match=complaint):
        load_dispute(written(tmp_path, text))


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(PathNotFound):
        load_dispute(tmp_path / "dispute.toml")
