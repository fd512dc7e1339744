"""What statements and stances have in common, asked by the same names of an event."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Self

    from onrecord.core.quantity import Quantity
    from onrecord.core.report import Citation
    from onrecord.core.who import Mention


class Spoken:
    """What statements and stances answer alike: a speaker's words or thoughts.

    What comparing, showing and exporting ask of every entry (`pieces`, `doers`, `whom`, `told_in`, `what`), an
    event answers by the same names.
    """

    __slots__ = ()

    content: tuple[Citation, ...]
    negated: bool
    speaker: Mention | None
    addressee: Mention | None
    cue: Citation | None
    condition: Citation | None
    via: str | None
    when_words: Citation | None
    quantities: tuple[Quantity, ...]

    @property
    def pieces(self) -> tuple[Citation, ...]:
        """The words that it rests on."""
        return self.content

    @property
    def doers(self) -> tuple[Mention, ...]:
        """Who said or thought it."""
        return (self.speaker,) if self.speaker else ()

    @property
    def whom(self) -> tuple[Mention, ...]:
        """To whom it was said."""
        return (self.addressee,) if self.addressee else ()

    @property
    def told_in(self) -> str | None:
        """Id of the entry that tells it; None where the reporter does."""
        return self.via

    def told_by_reporter(self) -> Self:
        """Return it as what the reporter tells, in no other's words."""
        return replace(self, via=None)  # type: ignore[type-var]

    def citations(self) -> Iterator[Citation]:
        """Yield every citation the entry rests on."""
        yield from self.content
        for mention in (*self.doers, *self.whom):
            yield mention.citation
        yield from filter(None, (self.cue, self.condition, self.when_words))
        for quantity in self.quantities:
            yield quantity.citation
