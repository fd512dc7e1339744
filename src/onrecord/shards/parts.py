"""A part and its mark: what a shard has taken from its reports, and the small file that says that it is whole.

The part has a line of JSON for each source, in the order in which one machine would read them: its number in that
order, and what came of it. The mark is written last. A shard that is killed leaves no mark, and so no part.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from onrecord.core.made import MadeBy
from onrecord.shards.faults import PartDamaged
from onrecord.shards.plain import plain, restored
from onrecord.shards.shard import Shard
from onrecord.taking import Taken
from onrecord.writing import written

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from onrecord.core.who import Issue
    from onrecord.jsonform import Json

MARK = ".mark"
PART = ".part"
_ILL_FORMED = (ValueError, KeyError, TypeError, AttributeError, RecursionError)


@dataclass(frozen=True, slots=True)
class Origin:
    """All that a part comes from: where it is the same, so is the part.

    Attributes:
        shard: Which of the reports are its.
        named: What the call names: paths, dates for undated reports.
        sources: Digest of its own sources, their files and what lists say of them (`prints.prints_of`).
        made_by: What made its entries.
        issues: What the dispute is about.
        expected: The paths of its reports.
    """

    shard: Shard
    named: tuple[str, ...]
    sources: str
    made_by: MadeBy
    issues: tuple[Issue, ...]
    expected: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """What says that a part is whole.

    Attributes:
        origin: What it comes from.
        reports: How many reports it holds.
        problems: How many problems, those within reports included.
        digest: SHA-256 of the part's bytes.
    """

    origin: Origin
    reports: int
    problems: int
    digest: str


def write_part(folder: Path, origin: Origin, takings: Iterable[tuple[int, Taken]]) -> Mark:
    """Write a part, then its mark; return the mark.

    Args:
        folder: Where parts lie.
        origin: What it comes from.
        takings: What came of each source, with its number in the order of one machine's build.

    Raises:
        CannotWrite: There is no right or no room to write there.
    """
    stem = origin.shard.name
    _clear(folder, stem)
    whole = hashlib.sha256()
    reports = problems = 0
    with written(folder / f"{stem}{PART}") as part:
        for number, taken in takings:
            line = json.dumps([number, plain(taken)], separators=(",", ":")).encode("ascii") + b"\n"
            whole.update(line)
            part.write(line)
            reports += taken.extraction is not None
            problems += len(taken.problems) + (len(taken.extraction.problems) if taken.extraction else 0)
    mark = Mark(origin, reports, problems, whole.hexdigest())
    with written(folder / f"{stem}{MARK}") as file:
        file.write(json.dumps(_form(mark), indent=1).encode("ascii"))
    return mark


def _clear(folder: Path, stem: str) -> None:
    """Take away the mark of what is to be written anew, and what a shard that was killed has left half written."""
    for old in (folder / f"{stem}{MARK}", *folder.glob(f".{stem}{PART}.*"), *folder.glob(f".{stem}{MARK}.*")):
        old.unlink(missing_ok=True)


def read_mark(path: Path) -> Mark:
    """Return the mark in a file.

    Raises:
        PartDamaged: It is none, or that of another onrecord.
    """
    try:
        form = json.loads(path.read_bytes())
        origin = {field.name: restored(form["origin"][field.name]) for field in fields(Origin)}
        mark = Mark(Origin(**origin), form["reports"], form["problems"], form["digest"])  # type: ignore[arg-type]
        if not isinstance(mark.origin.shard, Shard) or not isinstance(mark.origin.made_by, MadeBy):
            raise TypeError
    except _ILL_FORMED as error:
        raise PartDamaged(path, "its mark cannot be read by this version of onrecord") from error
    return mark


def part_of(mark: Path) -> Path:
    """Return where the part lies that a mark stands for."""
    return mark.with_suffix(PART)


def check_part(mark: Mark, path: Path) -> None:
    """See that a part is as its shard wrote it.

    Raises:
        PartDamaged: It is gone, cut off or changed.
    """
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError as error:
        raise PartDamaged(path, "its mark is there, and it is not") from error
    if digest != mark.digest:
        raise PartDamaged(path, "its bytes are not those that its mark tells of")


def read_part(path: Path) -> Iterator[tuple[int, Taken]]:
    """Yield what came of each source of a part, with its number.

    The file is opened anew for each line: of thousands of parts that are read side by side none stays open.

    Raises:
        PartDamaged: A line tells nothing that this version of onrecord knows.
    """
    at = 0
    while True:
        with path.open("rb") as part:
            part.seek(at)
            line = part.readline()
            at = part.tell()
        if not line:
            return
        try:
            number, form = json.loads(line)
            taken = restored(form)
        except _ILL_FORMED as error:
            raise PartDamaged(path, "it holds a line that cannot be read") from error
        if not isinstance(taken, Taken) or not isinstance(number, int):
            raise PartDamaged(path, "it holds a line that is not of a part")
        yield number, taken


def _form(mark: Mark) -> dict[str, Json]:
    origin: dict[str, Json] = {field.name: plain(getattr(mark.origin, field.name)) for field in fields(Origin)}
    return {"reports": mark.reports, "problems": mark.problems, "digest": mark.digest, "origin": origin}
