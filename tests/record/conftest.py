"""Every test of the store runs on both stores: a path of a record stands on a server for a record of its own."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from onrecord.record import opening
from onrecord.record.address import Address, address_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from os import PathLike

    from onrecord.record.port import Place


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test on both stores, unless it is marked as one of files."""
    if "store" in metafunc.fixturenames:
        of_files = metafunc.definition.get_closest_marker("of_files") is not None
        metafunc.parametrize("store", ["file"] if of_files else ["file", "server"], indirect=True, scope="module")


@pytest.fixture(scope="module", autouse=True)
def store(request: pytest.FixtureRequest) -> Iterator[str]:
    """Which store holds the records of a test."""
    if request.param == "file":
        yield request.param
        return
    server = request.getfixturevalue("server")

    def place_of(given: str | PathLike[str] | Address) -> Place:
        if isinstance(given, Address):
            return given
        if str(given).startswith("postgresql://"):
            return address_of(str(given))
        name = "t" + sha256(str(Path(given).absolute()).encode("utf-8", "surrogateescape")).hexdigest()[:20]
        return address_of(server.address(name))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(opening, "place_of", place_of)
        yield request.param
