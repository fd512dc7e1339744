"""Ctrl-C ends a command with one sentence and exit code 130."""

from __future__ import annotations

from typing import TYPE_CHECKING

from click.testing import CliRunner

from onrecord import building
from onrecord.cli.main import commands

if TYPE_CHECKING:
    import pytest


def test_ctrl_c_ends_a_build_with_130(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(building, "build", interrupted)
    result = CliRunner().invoke(commands, ["build", "reports"])
    assert result.exit_code == 130
    assert "Traceback" not in result.output
    assert "interrupted" in result.output
