"""Archives from other hands: read within bounds, whatever is in them."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest

from onrecord.export.back import CannotComeBack
from onrecord.export.back import archive as archives
from onrecord.export.back.archive import members, names_in

if TYPE_CHECKING:
    from pathlib import Path


def archived(held: dict[str, bytes]) -> bytes:
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in held.items():
            archive.writestr(name, content)
    return into.getvalue()


def test_what_lies_in_an_archive_and_in_one_inside_is_read_and_no_deeper(tmp_path: Path) -> None:
    deepest = archived({"c.json": b"3"})
    path = tmp_path / "a.zip"
    path.write_bytes(
        archived({"a.json": b"1", "b.zip": archived({"b.json": b"2", "c.zip": deepest}), "x.txt": b""})
    )
    assert list(members(path, ".json")) == [("a.json", b"1"), ("b.zip/b.json", b"2")]


def test_what_unpacks_to_more_than_anybody_means_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archives, "MOST_BYTES", 1 << 20)
    path = tmp_path / "bomb.zip"
    path.write_bytes(archived({"a.json": bytes(2 << 20)}))
    with pytest.raises(CannotComeBack, match="unpacks to more than"):
        names_in(path)
    path.write_bytes(archived({"b.zip": archived({"a.json": bytes(2 << 20)})}))
    with pytest.raises(CannotComeBack, match="unpacks to more than"):
        list(members(path, ".json"))


def test_what_is_no_archive_holds_nothing_and_a_broken_one_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(b"plain words")
    assert names_in(path) == []
    content = bytearray(archived({"a.json": b"{}" * 500}))
    content[45:60] = bytes(15)
    path.write_bytes(bytes(content))
    with pytest.raises(CannotComeBack, match="no sound archive"):
        list(members(path, ".json"))
