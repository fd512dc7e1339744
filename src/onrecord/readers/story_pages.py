"""Which saved file is which story of a list: by the file that the list names, the page's address, the file's name.

A page gives its address as canonical or to machines, in the comment of the program that saved it, or by where it
lies (`www.gazette.example/2024/dam.html`).
"""

from __future__ import annotations

import os
import re
from collections import defaultdict
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from onrecord.core.on_disk import is_file
from onrecord.readers.press_words import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from onrecord.readers.story_rows import Story


_HEAD = 65_536  # bytes of a page that hold its addresses
_PAGES = frozenset({".html", ".htm", ".xhtml", ".mhtml"})
_LINK = re.compile(rb"<link\b[^>]{0,500}>", re.IGNORECASE)
_META = re.compile(rb"<meta\b[^>]{0,1000}>", re.IGNORECASE)
_VALUE = re.compile(rb"(?:href|content)\s*=\s*[\"']?\s*(https?://[^\s\"'>]+)", re.IGNORECASE)
_SAVED = re.compile(
    rb"saved from url=\(\d+\)\s*(https?://\S+)|^\s*url:\s*(https?://\S+)", re.MULTILINE | re.IGNORECASE
)
_ARCHIVED = re.compile(r"^https?://web\.archive\.org/web/\d+\w*/(https?:/.*)$", re.IGNORECASE)
_NOT_LETTERS = re.compile(r"[\W_]+")
_LONG_ENOUGH = 12  # letters of a title by which a file may be known
_INDEX = re.compile(r"/(?:index|default)\.\w{2,5}$", re.IGNORECASE)


def files_of_stories(stories: Sequence[Story], folder: Path) -> dict[Path, Story]:
    """Return which file beneath a folder holds the text of which story; a file that may be two is none's."""
    files = sorted(file for file in _beneath(folder))
    found: dict[Path, Story] = {}
    for ways in (_named(stories, folder), _addressed(stories, files), _called(stories, files, folder)):
        for file, story in ways:
            found.setdefault(file, story)
    return found


def address_key(address: str) -> str:
    """Return an address as it is compared: without scheme, `www.`, anchor and what ends it.

    >>> address_key("https://www.gazette.example/dam/index.html#top"), address_key("http://gazette.example/dam/")
    ('gazette.example/dam', 'gazette.example/dam')
    """
    archived = _ARCHIVED.match(address.strip())
    try:
        parts = urlsplit(archived[1] if archived else address.strip())
        host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    except ValueError:
        return address.strip()
    path = _INDEX.sub("", unquote(parts.path)).rstrip("/")
    return f"{host}{path}{'?' if parts.query else ''}{parts.query}".casefold()


def addresses_in(head: bytes) -> Iterator[str]:
    """Yield the addresses that the head of a page gives as its own."""
    for saved in _SAVED.finditer(head[:8192]):
        yield (saved[1] or saved[2]).decode("utf-8", "replace")
    for tag in _LINK.findall(head):
        if b"canonical" in tag.lower() and (value := _VALUE.search(tag)):
            yield value[1].decode("utf-8", "replace")
    for tag in _META.findall(head):
        if b"og:url" in tag.lower() and (value := _VALUE.search(tag)):
            yield value[1].decode("utf-8", "replace")


def _beneath(folder: Path) -> Iterator[Path]:
    for top, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            if not name.startswith("."):
                yield Path(top) / name


def _named(stories: Sequence[Story], folder: Path) -> Iterator[tuple[Path, Story]]:
    """Yield the files that the list names, from its own folder, or by the ends of their paths."""
    for story in stories:
        for name in story.files:
            parts = PurePosixPath(unquote(name.removeprefix("file://")).replace("\\", "/")).parts
            for length in (len(parts), 3, 2, 1):
                file = folder.joinpath(*parts[-length:])
                if ".." not in parts and is_file(file):
                    yield file, story
                    break


def _addressed(stories: Sequence[Story], files: Iterable[Path]) -> Iterator[tuple[Path, Story]]:
    """Yield the pages that give the address of a story as their own."""
    known = {address_key(story.details.url): story for story in reversed(stories) if story.details.url}
    for file in files:
        if file.suffix.lower() in _PAGES:
            story = next((known[key] for key in map(address_key, addresses_in(_head(file))) if key in known), None)
            if story:
                yield file, story


def _head(file: Path) -> bytes:
    try:
        with file.open("rb") as handle:
            return handle.read(_HEAD)
    except OSError:
        return b""


def _called(stories: Sequence[Story], files: Iterable[Path], folder: Path) -> Iterator[tuple[Path, Story]]:
    """Yield the files whose path or name is the address or the title of one story alone."""
    names = _Names(stories)
    for file in files:
        candidates = names.of(file, folder)
        if len(candidates) == 1:
            yield file, candidates[0]


class _Names:
    """What the file of a story may be called: by its address, by the end of that, by its title."""

    def __init__(self, stories: Sequence[Story]) -> None:
        self._paths: dict[str, list[Story]] = defaultdict(list)
        self._ends: dict[str, list[Story]] = defaultdict(list)
        self._titles: dict[str, list[Story]] = defaultdict(list)
        for story in stories:
            key = address_key(story.details.url or "")
            if key:
                self._paths[_letters(key)].append(story)
                self._ends[_letters(PurePosixPath(key.partition("?")[0]).stem)].append(story)
            title = _letters(story.details.title or "")
            if len(title) >= _LONG_ENOUGH:
                self._titles[title].append(story)

    def of(self, file: Path, folder: Path) -> list[Story]:
        """Return the stories whose file it may be, by the surest name that any has."""
        whole = _letters(file.relative_to(folder).with_suffix("").as_posix().removeprefix("www."))
        name = _letters(file.stem)
        known = self._paths.get(whole) or self._paths.get(name) or self._ends.get(name) or self._titles.get(name)
        return known or [story for title, told in self._titles.items() if name.endswith(title) for story in told]


def _letters(words: str) -> str:
    return _NOT_LETTERS.sub("", plain(words))
