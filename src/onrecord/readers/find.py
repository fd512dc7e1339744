"""Which reports the caller means: files, folders, lines of JSON Lines, standard input. Listing only."""

from __future__ import annotations

import os
import re
import stat
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.core.bounded import TooLarge, read_bounded
from onrecord.core.on_disk import is_file, is_folder, is_there
from onrecord.core.problem import OnRecordError, PathNotFound, Problem, ProblemKind
from onrecord.core.when import Basis, When
from onrecord.core.written_date import written_date
from onrecord.readers.formats import OPENING, READERS, reader_of
from onrecord.readers.html import Pages
from onrecord.readers.sidecar import Sidecar, is_sidecar, read_sidecar
from onrecord.readers.source import MOST_BYTES, Details, Source, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from onrecord.readers.reader import Reader

# What stands beside reports in a folder and is none: settings, records, and the parts of saved pages.
NOT_REPORTS = frozenset(
    {
        ".toml", ".ini", ".cfg", ".yaml", ".yml", ".py", ".record",
        ".db", ".db-wal", ".db-shm", ".db-journal", ".sqlite",
        ".bib", ".css", ".js", ".map", ".svg", ".ico", ".woff", ".woff2",
    }
)  # fmt: skip


_ADDRESS = re.compile(r"(?:https?|ftp|feed):/{1,2}\w|www\.[\w-]+\.\w", re.IGNORECASE)


class AddressGiven(OnRecordError):
    """An address stands where a file should: nothing is fetched."""

    def __init__(self, address: str) -> None:
        whole = re.sub(r":/(?!/)", "://", address)  # as a path it has lost a stroke
        super().__init__(
            f"{whole}: this is an address, and nothing is fetched from the net. "
            "Save the page, or a web archive of the site (WARC, WACZ), and name that file."
        )


class NotADate(OnRecordError):
    """A date that the caller gave cannot be read."""

    def __init__(self, words: str) -> None:
        super().__init__(f"'{words}' is not a date. Write it as YYYY-MM-DD.")


def find(
    paths: Iterable[str | os.PathLike[str]],
    *,
    sidecar: str | os.PathLike[str] | None = None,
    published: str | None = None,
    published_from: str | os.PathLike[str] | None = None,
    readers: Sequence[Reader] = READERS,
) -> Iterator[Source | Problem]:
    """Yield the reports that the paths name, in the order of the paths, each once; and what is wrong on the way.

    Args:
        paths: Files, folders, and `-` for standard input.
        sidecar: A list of reports with their details, beside those that the folders hold.
        published: The day on which reports appeared that carry no date.
        published_from: A list of paths and dates; it goes before every other date.
        readers: Asked in this order which files they take.

    Raises:
        PathNotFound: A path is not there.
        AddressGiven: A path is an address.
        NotADate: `published` is no calendar day.
    """
    named = [os.fspath(path) for path in paths]
    lists = [os.fspath(path) for path in (published_from, sidecar) if path is not None]
    _check(path for path in (*named, *lists) if path != "-")
    when = _day(published) if published else None
    return _Listing([read_sidecar(Path(path)) for path in lists], when, readers).all(named)


def _check(paths: Iterable[str]) -> None:
    """Refuse a path that is not there.

    Raises:
        PathNotFound: It is not there.
        AddressGiven: It is an address.
    """
    for path in paths:
        if not (path and is_there(Path(path))):  # no name is not this folder
            raise AddressGiven(path) if _ADDRESS.match(path) else PathNotFound(path or "''")


def _day(published: str) -> When:
    """Return the day that was given for reports without one.

    Raises:
        NotADate: It is no calendar day.
    """
    day = written_date(published)
    if day is None or day.doubtful:
        raise NotADate(published)
    return day.when(Basis.SIDECAR)


class _Listing:
    """One walk over the paths: which files were met, and the sidecars that hold for them."""

    def __init__(self, sidecars: list[Sidecar], if_undated: When | None, readers: Sequence[Reader]) -> None:
        self._readers = readers
        self._sidecars = sidecars
        self._if_undated = if_undated
        self._met: set[tuple[int, int]] = set()

    def all(self, named: list[str]) -> Iterator[Source | Problem]:
        """Yield all sources of the paths. Sidecars among them hold for all of them."""
        beside = [path for path in named if path != "-" and is_file(Path(path)) and is_sidecar(Path(path))]
        self._sidecars.extend(read_sidecar(Path(path)) for path in beside)
        for sidecar in self._sidecars:
            yield from sidecar.problems
        for path in dict.fromkeys(named):
            if path == "-":
                yield self._standard_input()
            elif path not in beside:
                yield from self._named(Path(path))
            yield from self._pages_beside(Path(path))

    def _named(self, path: Path) -> Iterator[Source | Problem]:
        return self._folder(path) if is_folder(path) else self._file(path, [])

    def _pages_beside(self, path: Path) -> Iterator[Source | Problem]:
        """Yield the pages beside a list of stories that is named by itself."""
        for file in (file for one in self._sidecars if one.file == path for file in one.files):
            yield from self._file(file, [])

    def _standard_input(self) -> Source | Problem:
        try:
            content = read_bounded(sys.stdin.buffer, MOST_BYTES)
        except TooLarge as error:
            return Problem(ProblemKind.TOO_BIG, f"{error}; it was not read.", "-")
        return Source("-", "-", content=content, if_undated=self._if_undated)

    def _folder(self, top: Path) -> Iterator[Source | Problem]:
        """Yield the sources beneath a folder, sorted; on a stack of our own, since folders may lie deep."""
        pending: list[tuple[Path, list[Sidecar]]] = [(top, [])]
        while pending:
            path, above = pending.pop()
            if not is_folder(path):
                yield from self._file(path, above)
                continue
            try:
                inside = self._inside(path)
            except OSError as error:
                yield _unreadable(path, error.strerror or "it cannot be opened")
                continue
            own = [read_sidecar(entry) for entry in inside if is_file(entry) and is_sidecar(entry)]
            for sidecar in own:
                yield from sidecar.problems
                yield from _missing(sidecar)
            pending.extend((entry, [*own, *above]) for entry in reversed(_kept(inside, own)))

    def _inside(self, folder: Path) -> list[Path]:
        """Return what a folder holds, sorted; nothing the second time."""
        return [] if self._seen(folder.stat()) else sorted(folder.iterdir(), key=lambda entry: entry.name)

    def _file(self, file: Path, above: list[Sidecar]) -> Iterator[Source | Problem]:
        """Yield what a file holds."""
        try:
            status = file.stat()
        except OSError as error:
            link = "it is a link to nothing" if file.is_symlink() else error.strerror or "it cannot be opened"
            yield _unreadable(file, link)
            return
        if self._seen(status):
            return
        if not stat.S_ISREG(status.st_mode):
            yield _unreadable(file, "it is no plain file")
            return
        reader = reader_of(file.name, _opening(file), self._readers)
        source = Source(
            *(shown(file), os.fspath(file), reader.name),
            if_undated=self._if_undated,
            place=_place(file),
        )
        for found in reader.sources(source):
            yield found if isinstance(found, Problem) else _with_details(found, file, [*self._sidecars, *above])

    def _seen(self, status: os.stat_result) -> bool:
        key = (status.st_dev, status.st_ino)
        seen = key in self._met
        self._met.add(key)
        return seen


def _place(file: Path) -> str:
    """Return the name of a file and of the folder it lies in."""
    return f"{shown(Path(file.absolute().parent.name))}/{shown(Path(file.name))}"


def _opening(file: Path) -> bytes:
    """Return the first bytes of a file, none of one that cannot be opened: reading it says so."""
    try:
        with file.open("rb") as handle:
            return handle.read(OPENING)
    except OSError:
        return b""


def _with_details(source: Source, file: Path, sidecars: list[Sidecar]) -> Source:
    """Return a source with what the sidecars say of it, the first first, before what its container says."""
    details = Details()
    for sidecar in sidecars:
        details = details.over(sidecar.details(source.path, file) or Details())
    seen = next((when for sidecar in sidecars if (when := sidecar.seen(file))), None)
    return replace(source, details=details.over(source.details), if_undated=seen or source.if_undated)


def _missing(sidecar: Sidecar) -> Iterator[Problem]:
    """Yield a problem for each report that a folder's sidecar names and the folder does not hold."""
    for path in sidecar.paths:
        places = (sidecar.file.parent / path.partition("#")[0], Path(path))
        if not any(is_file(place) or is_folder(place) for place in places):
            words = f"it names the report '{path}', which is not there."
            yield Problem(ProblemKind.UNREADABLE, words, shown(sidecar.file))


def _may_be_report(entry: Path) -> bool:
    """Leave out hidden files, what stands beside reports, READMEs, and the parts of a saved page."""
    name = entry.name.lower()
    if name.startswith((".", "~$")) or name.endswith("~") or name.split(".")[0] in {"readme", "license"}:
        return False
    if is_folder(entry) and name.endswith(("_files", ".files")):
        page = entry.name[: -len("_files")]
        return not any(is_there(entry.parent / f"{page}{suffix}") for suffix in Pages.endings)
    return entry.suffix.lower() not in NOT_REPORTS


def _unreadable(path: Path, why: str) -> Problem:
    return Problem(ProblemKind.UNREADABLE, f"it was left out: {why[0].lower()}{why[1:]}.", shown(path))


def _kept(inside: list[Path], sidecars: list[Sidecar]) -> list[Path]:
    """Return what may be a report of what a folder holds."""
    lists = {sidecar.file for sidecar in sidecars}
    return [entry for entry in inside if entry not in lists and _may_be_report(entry)]
