"""What falls short is never said to be well: it stops the call, or is told and read again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from onrecord import building, record
from onrecord.encoder import session
from onrecord.encoder.session import CannotLoad, Encoder
from onrecord.extractors.statements import Statements

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    (tmp_path / "reports").mkdir()
    words = "Egypt's foreign minister said on Monday that the talks had failed.\n"
    (tmp_path / "reports" / "a.txt").write_text(words, encoding="utf-8")
    return tmp_path / "reports"


def built(reports: Path) -> tuple[building.Built, int]:
    into = reports.parent / "r.db"
    done = building.build(reports, into=into, published="2024-03-04", workers=1)
    with record.open(into) as opened:
        return done, opened.count()


def test_weights_that_cannot_be_loaded_stop_the_call(reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    session.encoder.cache_clear()
    monkeypatch.setattr(session, "fitted_bytes", lambda file: b"no network" if file.endswith("onnx") else b"a")
    with pytest.raises(CannotLoad, match="cannot be loaded"):
        built(reports)
    assert not (reports.parent / "r.db").exists() or not list(record.open(reports.parent / "r.db").reports())
    monkeypatch.undo()
    session.encoder.cache_clear()
    assert built(reports)[1]


def test_weights_for_which_there_is_no_room_are_no_fault_of_theirs(monkeypatch: pytest.MonkeyPatch) -> None:
    import onnxruntime

    def no_room(*_: object, **__: object) -> None:
        raise MemoryError

    monkeypatch.setattr(onnxruntime, "InferenceSession", no_room)
    with pytest.raises(MemoryError):
        Encoder(b"", "a")


@pytest.mark.parametrize("error", [ValueError("x"), MemoryError(), SystemExit(3), RecursionError()], ids=repr)
def test_what_an_extractor_leaves_out_is_told_and_read_again(
    reports: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    def fail(*_: object) -> None:
        raise error

    whole, count = built(reports)
    assert count
    assert not whole.problems
    (reports.parent / "r.db").unlink()
    monkeypatch.setattr(Statements, "extract", fail)
    short, fewer = built(reports)
    assert fewer < count
    assert [str(one) for one in short.problems if "next build tries again" in one.words]
    monkeypatch.undo()
    again, now = built(reports)
    assert (again.remade, again.unchanged, now) == (1, 0, count)
    assert not again.problems
