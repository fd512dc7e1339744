"""A sidecar: a list of reports with what is known of them, as CSV or JSON Lines, a `path` in each row.

A CSV file with a column `path` is a sidecar whatever its name; so is a JSON Lines file whose first record has a
`path` and no text.
"""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from onrecord.core.bounded import TooLarge, bytes_of
from onrecord.core.problem import Problem, ProblemKind
from onrecord.core.when import Basis
from onrecord.core.written_date import day_comes_first
from onrecord.readers.encoding import decode
from onrecord.readers.jsonl import PAGE_KEYS, TEXT_KEYS, details_of
from onrecord.readers.source import Details, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST_BYTES = 100_000_000
_PATH_KEYS = ("path", "file", "filename")


class Sidecar:
    """The rows of a sidecar by the path they name; rows of the same path are taken together, the first first."""

    def __init__(self, file: Path, rows: dict[str, Details], problems: tuple[Problem, ...] = ()) -> None:
        self.file = file
        self.problems = problems
        self._rows = rows
        self._by_name: dict[str, str | None] = {}
        for path in rows:
            name = PurePosixPath(path).name
            self._by_name[name] = None if name in self._by_name else path

    def details(self, path: str, file: Path) -> Details | None:
        """Return what the sidecar says of a report: by the path as named, from the sidecar's folder, or by name.

        A bare name counts where one row alone has it.
        """
        mark = path[path.index("#") :] if path.startswith(f"{shown(file)}#") else ""
        for key in (path, _beneath(file, self.file.parent), shown(file.absolute())):
            if key is not None and (found := self._row(key + ("" if key == path else mark))):
                return found
        named = self._by_name.get(file.name + mark)
        return self._row(named) if named else None

    @property
    def paths(self) -> tuple[str, ...]:
        """The paths that it names."""
        return tuple(self._rows)

    def _row(self, key: str) -> Details | None:
        return self._rows.get(_tidy(key))


def is_sidecar(file: Path) -> bool:
    """Say whether a file is a sidecar."""
    try:
        with file.open("rb") as handle:
            first = handle.readline(1_000_000)
    except OSError:
        return False
    if file.suffix.lower() in {".csv", ".tsv"}:
        names = _header(decode(first).text)
        return any(key in names for key in _PATH_KEYS)
    if file.suffix.lower() in {".jsonl", ".ndjson"}:
        record = _json(first)
        return (
            record is not None and "path" in record and not any(key in record for key in (*TEXT_KEYS, *PAGE_KEYS))
        )
    return False


def read_sidecar(file: Path) -> Sidecar:
    """Return the sidecar that a file holds; rows that cannot be read become its problems."""
    rows: dict[str, Details] = {}
    problems: list[Problem] = []
    name = shown(file)
    try:
        text = decode(bytes_of(file, _MOST_BYTES)).text.lstrip("\ufeff")
    except TooLarge as error:
        return Sidecar(
            file, {}, (Problem(ProblemKind.TOO_BIG, f"the list of reports was left out: {error}.", name),)
        )
    except OSError as error:
        words = f"the list of reports cannot be read ({error.strerror}); it was left out."
        return Sidecar(file, {}, (Problem(ProblemKind.UNREADABLE, words, name),))
    records = list(_json_rows(text) if file.suffix.lower() in {".jsonl", ".ndjson"} else _csv_rows(text))
    day_first = day_comes_first(str(value) for _, record in records for value in record.values())
    for number, record in records:
        where = f"{name}#{number}"
        path = next((record[key] for key in _PATH_KEYS if isinstance(record.get(key), str)), None)
        if not isinstance(path, str) or not path.strip():
            problems.append(Problem(ProblemKind.MALFORMED, "this row names no path; it was left out.", where))
            continue
        details, faults = details_of(record, Basis.SIDECAR, day_first=day_first)
        problems.extend(Problem(ProblemKind.DOUBTFUL_DATE, fault, where) for fault in faults)
        key = _tidy(path)
        rows[key] = rows.get(key, Details()).over(details)
    return Sidecar(file, rows, tuple(problems))


def _csv_rows(text: str) -> Iterator[tuple[int, dict[str, object]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text.partition("\n")[0]))
    try:
        names = [name.strip().lower() for name in next(reader, [])]
        for row in reader:
            if any(cell.strip() for cell in row):
                yield reader.line_num, {name: cell.strip() for name, cell in zip(names, row, strict=False)}
    except csv.Error:
        yield reader.line_num, {}


def _json_rows(text: str) -> Iterator[tuple[int, dict[str, object]]]:
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield number, _json(line) or {}


def _json(line: str | bytes) -> dict[str, object] | None:
    try:
        record: object = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return {str(key): value for key, value in record.items()} if isinstance(record, dict) else None


def _header(line: str) -> list[str]:
    line = line.lstrip("\ufeff").strip()
    return [name.strip().strip('"').lower() for name in line.split(_delimiter(line))]


def _delimiter(header: str) -> str:
    return max((",", ";", "\t"), key=header.count)


def _beneath(file: Path, folder: Path) -> str | None:
    """Return the path of a file from a folder, or None where it lies elsewhere."""
    try:
        return shown(file.absolute().relative_to(folder.absolute()))
    except ValueError:
        return None


def _tidy(path: str) -> str:
    return str(PurePosixPath(path.strip().replace("\\", "/")))
