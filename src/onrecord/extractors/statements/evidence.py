"""What there is to go by in judging a find: who finds it, whose it is, what else is found at its place."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from onrecord.extractors.statements.joined import shared
from onrecord.extractors.statements.known_better import length

if TYPE_CHECKING:
    from onrecord.core.document import Document, Token
    from onrecord.extractors.statements.acts import Coding
    from onrecord.extractors.statements.attributions import Attribution
    from onrecord.extractors.statements.joined import Candidate, Neighbours

_MOSTLY = 0.9


class Naming(StrEnum):
    """By what a speaker is told."""

    NAME = "name"
    NOUN = "noun"
    PRONOUN = "pronoun"
    NONE = "none"


class Overlap(StrEnum):
    """How the words of a find lie to those of another."""

    APART = ""
    SAME = "same"
    INSIDE = "inside"
    AROUND = "around"
    ACROSS = "across"


@dataclass(frozen=True)
class Evidence:
    """A find with all that it is judged by. Not slotted: what it lies beside is worked out once.

    Attributes:
        document: The document.
        candidate: The find, and whether both find it.
        coding: What is done or thought by it.
        near: The model's finds, by place.
        within: Its content is a quotation inside a quotation.
    """

    document: Document
    candidate: Candidate
    coding: Coding
    near: Neighbours
    within: bool = False

    @property
    def found(self) -> Attribution:
        """The attribution that was found."""
        return self.candidate.found

    @property
    def by_rules_alone(self) -> bool:
        """The model does not find it."""
        return self.found.confidence is None

    @property
    def by_rules(self) -> bool:
        """The rules find it, alone or with the model."""
        return self.candidate.agreed or self.by_rules_alone

    @property
    def trigger(self) -> Token | None:
        """The token that the cue hangs on, or None."""
        return self.document.tokens[self.found.trigger] if self.found.trigger >= 0 else None

    @property
    def source(self) -> Naming:
        """By what the speaker is told."""
        if self.found.source is None:
            return Naming.NONE
        tokens = self.document.tokens[slice(*self.found.source)]
        if any(token.pos == "PROPN" for token in tokens):
            return Naming.NAME
        return Naming.PRONOUN if len(tokens) == 1 and tokens[0].pos == "PRON" else Naming.NOUN

    @cached_property
    def beside(self) -> tuple[Overlap, float]:
        """How it lies to the surest of the model's finds that are surer and share words with it, and how sure."""
        how, surest = Overlap.APART, 0.0
        one = self.found
        size = length(one)
        for number in self.near.of(one):
            other = self.near.found[number]
            sure = other.confidence or 0.0
            if other is one or sure <= max(one.confidence or 0.0, surest):
                continue
            if common := shared(one, other):
                how, surest = _lies(common, size, length(other)), sure
        return how, surest


def _lies(common: int, size: int, other: int) -> Overlap:
    if 4 * common >= size + other:
        return Overlap.SAME
    if common > _MOSTLY * size:
        return Overlap.INSIDE
    return Overlap.AROUND if common > _MOSTLY * other else Overlap.ACROSS
