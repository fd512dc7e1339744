"""What made a record, and what a build means to put into it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.core.who import Issue


@dataclass(frozen=True, slots=True)
class Ingredient:
    """A part of what shapes entries: a stage with the digest of its code, words and weights, or a library.

    Attributes:
        name: In words that a reader knows ("statements", "directory of actors", "spacy").
        state: Digest of a part, version of a library; different where the part may give other entries.
    """

    name: str
    state: str


@dataclass(frozen=True, slots=True)
class MadeBy:
    """What made the entries of a record: change any of it, and every report is worth reading again.

    Attributes:
        version: Version of onrecord.
        dispute: Text of the dispute file; empty where there was none.
        extractors: Name and version of each extractor and resolver, in order.
        pipeline: Name and version of the language pipeline.
        ingredients: All that shapes an entry, each with its digest or version.
    """

    version: str
    dispute: str = ""
    extractors: tuple[str, ...] = ()
    pipeline: str = ""
    ingredients: tuple[Ingredient, ...] = ()

    def changes_since(self, other: MadeBy) -> tuple[str, ...]:
        """Say in words what is not as it was in an earlier maker: "the dispute file", "spacy 3.8.2"."""
        told = []
        if self.dispute != other.dispute:
            told.append("the dispute file")
        if self.extractors != other.extractors:
            told.append("which extractors run")
        if self.pipeline != other.pipeline:
            told.append(f"the language pipeline ({self.pipeline})")
        before = {part.name: part.state for part in other.ingredients}
        changed = [part for part in self.ingredients if before.get(part.name) != part.state]
        return (*told, *(f"{part.name} {part.state}" if "." in part.state else part.name for part in changed))


@dataclass(frozen=True, slots=True)
class Plan:
    """A build about to begin.

    Attributes:
        made_by: What will make the entries.
        expected: Paths of the reports that are to come in; those that do not are told as missing.
        issues: What the dispute is about, from the dispute file.
    """

    made_by: MadeBy
    expected: tuple[str, ...] = ()
    issues: tuple[Issue, ...] = ()


@dataclass(frozen=True, slots=True)
class Build:
    """A build as the record remembers it; `finished` is None for one that was cut off or still runs."""

    number: int
    made_by: MadeBy
    started: str
    finished: str | None
