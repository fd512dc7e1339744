"""Goldens: whole reports, and beside them the record that must come of each, for a person to read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.ingest import Ingest
from onrecord.readers import Source, find
from onrecord.record.plaintext import render_extraction
from onrecord.taking import read_and_clean

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from onrecord.dispute import Dispute

_ELSE = ".else.record"


def check_golden(reports: Path, golden: Path, *, dispute: Dispute | None = None, update: bool = False) -> None:
    """Hold what comes of each report of a folder against the `.record` files of another.

    Processors reckon with other roundings, and a deed that stands right at the edge is told on one and not on the
    other. What else may come of a report lies in a second file, `.else.record`: either holds.

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
        _write(golden, now)
    then = _records(golden)
    assert now.keys() == then.keys(), (
        f"{golden}: no record for, or no report of {sorted(now.keys() ^ then.keys())}"
    )
    for name, text in now.items():
        assert text in then[name], f"{name}: {_first_difference(then[name][0], text)}"


def _records(golden: Path) -> dict[str, list[str]]:
    """Return, by the name of each report, what may come of it: the record itself first."""
    found: dict[str, list[str]] = {}
    paths = golden.glob("*.record")
    for path in sorted(paths, key=lambda path: (path.name.endswith(_ELSE), path.name)):
        name = path.name.removesuffix(_ELSE).removesuffix(".record")
        found.setdefault(name, []).append(path.read_text(encoding="utf-8"))
    return found


def _write(golden: Path, now: Mapping[str, str]) -> None:
    """Write the records that are not as they were; what else might have come of those is gone with them."""
    golden.mkdir(parents=True, exist_ok=True)
    then = _records(golden)
    changed = [name for name in now.keys() | then.keys() if now.get(name) not in then.get(name, ())]
    for name in changed:
        for ending in (".record", _ELSE):
            (golden / f"{name}{ending}").unlink(missing_ok=True)
        if name in now:
            (golden / f"{name}.record").write_text(now[name], encoding="utf-8")


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
