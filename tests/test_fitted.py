"""The trained parts fit: each is what the manifest names, fitted on what is there, or nothing is loaded."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from onrecord.encoder.fitted import DoesNotFit, check_all, checked, manifest
from onrecord.extractors.statements.findings import BY_RULES
from onrecord.ingredients import PACKAGE

DATA = PACKAGE / "data"
PARTS = sorted(manifest(DATA))


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A copy of the data, to change."""
    return Path(shutil.copytree(DATA, tmp_path / "data"))


def test_what_ships_fits() -> None:
    check_all()
    assert checked(DATA, "attribution/arbitration.json", (BY_RULES,))


def test_every_trained_file_is_in_the_manifest() -> None:
    trained = {path for kind in ("onnx", "npz", "json", "txt") for path in DATA.rglob(f"*.{kind}")}
    trained -= {DATA / "strategy_model.schema.json"}
    assert {path.relative_to(DATA).as_posix() for path in trained} == set(PARTS)


@pytest.mark.parametrize("file", PARTS)
def test_a_part_that_was_changed_is_refused(copied: Path, file: str) -> None:
    content = (copied / file).read_bytes()
    (copied / file).write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    with pytest.raises(DoesNotFit, match=r"is not the one that data/fitted.toml names.*run training/fitted.py"):
        checked(copied, file)


def test_a_part_that_is_cut_off_or_gone_is_refused(copied: Path) -> None:
    (copied / "events" / "heads.npz").unlink()
    with pytest.raises(DoesNotFit, match=r"heads.npz cannot be used: it is missing.*training/events/train.py"):
        checked(copied, "events/heads.npz")


def test_a_part_that_was_fitted_on_another_says_which_script_to_run(copied: Path) -> None:
    listed = (copied / "fitted.toml").read_text(encoding="utf-8")
    mine = manifest(copied)["attribution/model.onnx"].sha256
    (copied / "fitted.toml").write_text(listed.replace(f'sha256 = "{mine}"', f'sha256 = "{"0" * 64}"'), "utf-8")
    with pytest.raises(
        DoesNotFit, match=r"fitted on another attribution/model.onnx.*run training/events/train.py"
    ):
        checked(copied, "events/heads.npz")


def test_weights_of_other_rules_are_refused() -> None:
    with pytest.raises(DoesNotFit, match=r"fitted on statements-rules 1, not on statements-rules 9"):
        checked(DATA, "attribution/arbitration.json", ("statements-rules 9",))
