"""The tray: where dropped files are copied to, beside the record, under names of ours.

What a file was called is kept as a remark, and leads nowhere: no name from outside names a place on the disk.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from secrets import token_hex
from threading import Lock
from typing import TYPE_CHECKING, TypedDict

from onrecord.core.problem import OnRecordError
from onrecord.core.visible import one_line
from onrecord.writing import written

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

REPORTS = "reports"
NAMES = "names.json"
LARGEST = 256_000_000  # bytes of one file
LONGEST_NAME = 40
_ENDING = re.compile(r"\.[a-z0-9]{1,6}")
_LETTERS = re.compile(r"[a-z0-9]+")


class NotTaken(OnRecordError):
    """A file that was dropped is not copied."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"“{one_line(name)[:100]}” was not taken: {why}.")


class Dropped(TypedDict):
    """A file in the tray: our name, what it was called, its size in bytes and the digest of its content."""

    name: str
    was: str
    size: int
    digest: str


class Tray:
    """The folder of dropped files.

    Args:
        folder: Where the record and the tray lie.
        never: Endings of files that are no reports (settings, tables of dates), with their dots.
    """

    def __init__(self, folder: Path, never: frozenset[str]) -> None:
        self.folder = folder
        self._never = never
        self._lock = Lock()

    @property
    def reports(self) -> Path:
        """The folder in which the copies lie."""
        return self.folder / REPORTS

    def files(self) -> list[Dropped]:
        """Return what was dropped, in that order."""
        try:
            found: list[Dropped] = json.loads((self.folder / NAMES).read_text(encoding="utf-8"))
        except FileNotFoundError:
            return []
        except (OSError, ValueError) as error:
            raise OnRecordError(f"{self.folder / NAMES}: the list of files cannot be read ({error}).") from error
        return found

    async def take(self, name: str, content: AsyncIterator[bytes]) -> Dropped:
        """Copy a file; one whose content is there already is not copied again.

        Args:
            name: What it was called.
            content: Its bytes, piece by piece.

        Raises:
            NotTaken: It is empty, too large, or of a kind that is no report.
        """
        ending = ending_of(name)
        if ending in self._never:
            raise NotTaken(name, f"files that end in {ending} are no reports")
        whole = hashlib.sha256()
        self.reports.mkdir(parents=True, exist_ok=True)
        place = self.folder / f".dropped-{token_hex(8)}"
        size = 0
        with written(place) as target:
            async for piece in content:
                size += len(piece)
                if size > LARGEST:
                    raise NotTaken(name, f"it has more than {LARGEST // 1_000_000} MB")
                whole.update(piece)
                target.write(piece)
        if not size:
            place.unlink()
            raise NotTaken(name, "it is empty, or a folder")
        return self._keep(place, name, ending, size, whole.hexdigest())

    def _keep(self, place: Path, name: str, ending: str, size: int, digest: str) -> Dropped:
        with self._lock:
            files = self.files()
            for one in files:
                if one["digest"] == digest:
                    place.unlink()
                    return one
            own = f"{len(files) + 1:04d}{slug_of(name)}{ending}"
            place.replace(self.reports / own)
            kept = Dropped(name=own, was=one_line(name)[:200], size=size, digest=digest)
            with written(self.folder / NAMES) as target:
                target.write(json.dumps([*files, kept], ensure_ascii=False, indent=1).encode("utf-8", "replace"))
            return kept


def ending_of(name: str) -> str:
    """Return a file's ending in small letters, if it is a plain one; `.txt` where there is none.

    >>> ending_of("Page.HTML"), ending_of("../../etc/passwd"), ending_of("a.b/c"), ending_of("x.t\\u0000t")
    ('.html', '.txt', '.txt', '.txt')
    """
    stem, dot, ending = name.lower().rpartition(".")
    found = f"{dot}{ending}"
    return found if stem and _ENDING.fullmatch(found) else ".txt"


def slug_of(name: str) -> str:
    """Return what can be kept of a name: plain letters and digits, after a hyphen; empty where there are none.

    >>> slug_of("C:\\\\Über das Ende (2).html"), slug_of("кремль.txt")
    ('-uber-das-ende-2', '')
    """
    last = re.split(r"[/\\\\]", name)[-1].rpartition(".")
    plain = unicodedata.normalize("NFKD", last[0] or last[2]).encode("ascii", "ignore").decode().lower()
    return "".join(f"-{part}" for part in _LETTERS.findall(plain))[:LONGEST_NAME].rstrip("-")
