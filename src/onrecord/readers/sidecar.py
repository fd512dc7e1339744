"""A sidecar: a list of reports with what is known of them, as CSV or JSON Lines, a `path` in each row.

A CSV file with a column `path` is a sidecar whatever its name; so is a JSON Lines file whose first record has a
`path` and no text. So is a list of stories by their addresses (`story_rows`), whose saved pages are looked for.
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
from onrecord.readers.story_pages import files_of_stories
from onrecord.readers.story_rows import is_story_list, stories_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.core.when import When
    from onrecord.readers.story_rows import Story

_MOST_BYTES = 100_000_000
_PATH_KEYS = ("path", "file", "filename")


class Sidecar:
    """The rows of a sidecar by the path they name; rows of the same path are taken together, the first first."""

    def __init__(
        self,
        file: Path,
        rows: dict[str, Details],
        problems: tuple[Problem, ...] = (),
        seen: dict[str, When] | None = None,
    ) -> None:
        self.file = file
        self.problems = problems
        self.files: tuple[Path, ...] = ()
        self._seen = seen or {}
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

    def seen(self, file: Path) -> When | None:
        """Return when a list says that it saw a file's story, which dates it if nothing else does."""
        return self._seen.get(_beneath(file, self.file.parent) or "")

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
        return any(key in names for key in _PATH_KEYS) or is_story_list(file)
    if file.suffix.lower() in {".jsonl", ".ndjson"}:
        record = _json(first)
        return (
            record is not None and "path" in record and not any(key in record for key in (*TEXT_KEYS, *PAGE_KEYS))
        )
    return is_story_list(file)


def read_sidecar(file: Path) -> Sidecar:
    """Return the sidecar that a file holds; rows that cannot be read become its problems."""
    if is_story_list(file):
        return _stories(file)
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
    return _of_rows(file, name, text)


def _of_rows(file: Path, name: str, text: str) -> Sidecar:
    """Return the sidecar that a text of rows is."""
    rows: dict[str, Details] = {}
    problems: list[Problem] = []
    records = list(_json_rows(text) if file.suffix.lower() in {".jsonl", ".ndjson"} else _csv_rows(text))
    day_first = day_comes_first(str(value) for _, record in records for value in record.values())
    for number, record in records:
        where = f"{name}#{number}"
        path = next((told for key in _PATH_KEYS if isinstance(told := record.get(key), str)), "")
        if not path.strip():
            problems.append(Problem(ProblemKind.MALFORMED, "this row names no path; it was left out.", where))
            continue
        details, faults = details_of(record, Basis.SIDECAR, day_first=day_first)
        problems.extend(Problem(ProblemKind.DOUBTFUL_DATE, fault, where) for fault in faults)
        key = _tidy(path)
        rows[key] = rows.get(key, Details()).over(details)
    return Sidecar(file, rows, tuple(problems))


def _stories(file: Path) -> Sidecar:
    """Return the sidecar of a list of stories: what it says of the files beside it that hold their text."""
    try:
        stories = stories_in(file)
    except (OSError, ValueError, RecursionError, csv.Error) as error:
        words = f"the list of stories cannot be read ({error}); it was left out."
        return Sidecar(file, {}, (Problem(ProblemKind.UNREADABLE, words, shown(file)),))
    found = files_of_stories(stories, file.parent)
    paths = {path: _tidy(shown(path.relative_to(file.parent))) for path in found}
    sidecar = Sidecar(
        file,
        {paths[path]: story.details for path, story in found.items()},
        tuple(_without_text(file, stories, {story.number for story in found.values()})),
        {paths[path]: story.seen for path, story in found.items() if story.seen},
    )
    sidecar.files = tuple(found)
    return sidecar


def _without_text(file: Path, stories: list[Story], found: set[int]) -> Iterator[Problem]:
    """Yield a problem for each story of which no text lies beside the list; one where there is none at all."""
    if not found:
        listed = f"it lists {len(stories)} stories and holds no text"
        words = f"{listed}, and no page of theirs lies beside it; save them there."
        yield Problem(ProblemKind.NO_TEXT, words, shown(file))
        return
    for story in stories:
        if story.number not in found:
            named = story.details.title or story.details.url or "no title"
            words = f"no text of this story ('{named[:80]}') lies beside the list; save its page there."
            yield Problem(ProblemKind.NO_TEXT, words, f"{shown(file)}#{story.number}")


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
