"""The dispute file (TOML): sources, parties, issues, extra names, extractors in order.

A record keeps the text of the dispute file that it was built with, so that it states what made it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from onrecord.core.bounded import bytes_of
from onrecord.core.on_disk import is_file, is_folder
from onrecord.core.problem import OnRecordError, PathNotFound
from onrecord.core.settings import NotToml, toml_table
from onrecord.core.who import Actor, ActorKind, Issue, Office

if TYPE_CHECKING:
    from pathlib import Path

T = TypeVar("T")

FILE_NAME = "dispute.toml"
_MOST_BYTES = 10_000_000
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_NAME = re.compile(r"\w(?:[\w .,'-]{0,98}[\w'])?")
_TOP = {"name", "title", "sources", "readers", "extractors", "resolvers", "party", "issue", "actor"}
_ACTOR = {"id", "name", "kind", "party", "aliases", "code", "wikidata", "office"}
_OFFICE = {"title", "party", "since", "until"}


class DisputeFileFaulty(OnRecordError):
    """The dispute file cannot be used as it stands."""

    def __init__(self, path: str, where: str, what: str) -> None:
        super().__init__(f"{path}: {where}: {what}")


@dataclass(frozen=True, slots=True)
class Dispute:
    """What a record is to be about.

    Attributes:
        name: Short name in lower case with hyphens.
        title: As shown.
        sources: Files and folders of reports, as paths that can be opened from here.
        parties: Ids of the parties, in the order in which they are shown; empty: all that are met.
        issues: The issues, in the order in which they are shown.
        actors: Actors that the built-in directory does not know, or knows otherwise.
        readers: Names of readers to ask before ours, in order.
        extractors: Names of the extractors to run, in order; empty: ours.
        resolvers: Names of the resolvers to run, in order; empty: ours.
        text: The dispute file as it stands.
        folder: The folder of the dispute file, which its sources lie in; empty: it came from no file.
    """

    name: str
    title: str
    sources: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    issues: tuple[Issue, ...] = ()
    actors: tuple[Actor, ...] = ()
    readers: tuple[str, ...] = ()
    extractors: tuple[str, ...] = ()
    resolvers: tuple[str, ...] = ()
    text: str = ""
    folder: str = ""


def find_dispute(path: Path) -> Path | None:
    """Return the dispute file that a path is or, for a folder, holds; None where there is none."""
    if is_folder(path):
        path = path / FILE_NAME
    return path if is_file(path) and path.suffix == ".toml" else None


def load_dispute(path: Path) -> Dispute:
    """Read a dispute file.

    Raises:
        PathNotFound: There is no such file.
        DisputeFileFaulty: It is no TOML, or says something that cannot be.
    """
    try:
        text = bytes_of(path, _MOST_BYTES).decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    except FileNotFoundError:
        raise PathNotFound(path) from None
    except (OSError, ValueError) as error:
        raise DisputeFileFaulty(str(path), "the file", f"cannot be read ({error}).") from error
    return read_dispute(text, path)


def read_dispute(text: str, path: Path) -> Dispute:
    """Return what the text of a dispute file says; `path` is where it stands, for its sources and its complaints.

    Raises:
        DisputeFileFaulty: It is no TOML, or says something that cannot be.
    """
    try:
        table = toml_table(text)
    except NotToml as error:
        raise DisputeFileFaulty(str(path), "the file", f"is no valid TOML: {error}.") from error
    return _Reader(str(path), table).dispute(path, text)


class _Reader:
    """Turns the tables of one dispute file into our types; every complaint names the place."""

    def __init__(self, path: str, table: dict[str, object]) -> None:
        self.path = path
        self.table = table

    def dispute(self, path: Path, text: str) -> Dispute:
        self.only(self.table, _TOP, "the top of the file")
        name = self.name() or path.resolve().parent.name or "record"
        folder = path.parent
        return Dispute(
            name=name,
            title=self.take(self.table, "title", str, "the top of the file") or name,
            sources=tuple((folder / source).as_posix() for source in self.words(self.table, "sources", "the top")),
            parties=tuple(self.id_of(party, f"party {n}") for n, party in self.tables(self.table, "party", "")),
            issues=tuple(self.issue(issue, f"issue {n}") for n, issue in self.tables(self.table, "issue", "")),
            actors=tuple(self.actor(actor, f"actor {n}") for n, actor in self.tables(self.table, "actor", "")),
            readers=self.words(self.table, "readers", "the top of the file"),
            extractors=self.words(self.table, "extractors", "the top of the file"),
            resolvers=self.words(self.table, "resolvers", "the top of the file"),
            text=text,
            folder=folder.as_posix(),
        )

    def name(self) -> str | None:
        """The record is named so: a name that leads elsewhere, or is no file's, is none."""
        name = self.take(self.table, "name", str, "the top of the file")
        if name is not None and not _NAME.fullmatch(name):
            raise self.fault("name", "must be 1 to 100 letters, digits, blanks, hyphens, dots or underscores.")
        return name

    def issue(self, table: dict[str, object], where: str) -> Issue:
        self.only(table, {"id", "name", "words"}, where)
        key = self.id_of(table, where)
        words = self.words(table, "words", where)
        if not words:
            raise self.fault(where, f"issue '{key}' has no words = [...] by which entries could be told.")
        return Issue(key, self.take(table, "name", str, where) or key, words)

    def actor(self, table: dict[str, object], where: str) -> Actor:
        self.only(table, _ACTOR, where)
        key = self.id_of(table, where)
        kind = self.take(table, "kind", str, where) or "person"
        if kind not in set(ActorKind):
            raise self.fault(where, f"kind '{kind}' is none of: {', '.join(ActorKind)}.")
        name, aliases = self.take(table, "name", str, where) or key, self.words(table, "aliases", where)
        for words in (name, *aliases):
            if not any(map(str.isalnum, words)):  # a lone accent, say: no report can print that as a name
                raise self.fault(where, f"'{words}' has no letter or digit; write the name as reports print it.")
        return Actor(
            id=key,
            name=name,
            kind=ActorKind(kind),
            party=self.take(table, "party", str, where),
            aliases=aliases,
            code=self.take(table, "code", str, where),
            wikidata=self.take(table, "wikidata", str, where),
            offices=tuple(self.office(o, f"{where}, office {n}") for n, o in self.tables(table, "office", where)),
        )

    def office(self, table: dict[str, object], where: str) -> Office:
        self.only(table, _OFFICE, where)
        title, party = self.take(table, "title", str, where), self.take(table, "party", str, where)
        if not title or not party:
            raise self.fault(where, "an office needs a title and a party.")
        return Office(title, party, self.take(table, "since", date, where), self.take(table, "until", date, where))

    def fault(self, where: str, what: str) -> DisputeFileFaulty:
        return DisputeFileFaulty(self.path, where, what)

    def only(self, table: dict[str, object], known: set[str], where: str) -> None:
        for key in table:
            if key not in known:
                raise self.fault(where, f"'{key}' is not known there; known are: {', '.join(sorted(known))}.")

    def take(self, table: dict[str, object], key: str, kind: type[T], where: str) -> T | None:
        value = table.get(key)
        if value is not None and not isinstance(value, kind):
            raise self.fault(where, f"'{key}' must be a {kind.__name__}, not {value!r}.")
        return value

    def words(self, table: dict[str, object], key: str, where: str) -> tuple[str, ...]:
        value = table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
            raise self.fault(where, f"'{key}' must be a list of words in quotation marks.")
        return tuple(value)

    def tables(self, table: dict[str, object], key: str, where: str) -> list[tuple[int, dict[str, object]]]:
        value = table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise self.fault(where or "the file", f"write each {key} as its own [[{key}]] table.")
        return list(enumerate(value, start=1))

    def id_of(self, table: dict[str, object], where: str) -> str:
        key = self.take(table, "id", str, where)
        if not key or not _ID.fullmatch(key):
            raise self.fault(where, f"needs an id of small letters, digits and hyphens, not {key!r}.")
        return key
