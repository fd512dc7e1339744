"""Goldens: whole reports, and beside them the record that must come of each, for a person to read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.ingest import Ingest
from onrecord.readers import Source, find
from onrecord.record.plaintext import render_extraction
from onrecord.taking import read_and_clean

if TYPE_CHECKING:
    from pathlib import Path

    from onrecord.dispute import Dispute


def check_golden(reports: Path, golden: Path, *, dispute: Dispute | None = None, update: bool = False) -> None:
    """Hold what comes of each report of a folder against the `.record` files of another.

    Args:
        reports: The folder of reports.
        golden: Where their records lie, one a report, named after it.
        dispute: What runs, and for which parties.
        update: Write the records instead; read the difference afterwards.

    Raises:
        AssertionError: A record is not as it was; the message names the first line that differs.
    """
    now = rendered(reports, dispute)
    if update:
        golden.mkdir(parents=True, exist_ok=True)
        for path in golden.glob("*.record"):
            path.unlink()
        for name, text in now.items():
            (golden / f"{name}.record").write_text(text, encoding="utf-8")
    then = {
        path.name.removesuffix(".record"): path.read_text(encoding="utf-8") for path in golden.glob("*.record")
    }
    assert now.keys() == then.keys(), (
        f"{golden}: no record for, or no report of {sorted(now.keys() ^ then.keys())}"
    )
    for name, text in now.items():
        assert text == then[name], f"{name}: {_first_difference(then[name], text)}"


def rendered(reports: Path, dispute: Dispute | None = None) -> dict[str, str]:
    """Return the record of each report of a folder as text, by the report's place in it."""
    ingest = Ingest(dispute)
    found = {}
    for source in find([reports], readers=ingest.readers):
        assert isinstance(source, Source), source
        for report in read_and_clean(source, ingest.readers).items:
            name = source.path.removeprefix(f"{reports.as_posix()}/").replace("#", "-").replace("/", "-")
            found[name] = render_extraction(ingest.extract(report)).replace(reports.as_posix(), reports.name)
    return found


def _first_difference(then: str, now: str) -> str:
    before, after = then.splitlines(), now.splitlines()
    for number, (one, other) in enumerate(zip(before, after, strict=False), 1):
        if one != other:
            return f"line {number} was {one!r} and is {other!r}"
    return f"{len(before)} lines have become {len(after)}"
