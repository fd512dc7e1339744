"""A deed: what a finder of events hands to the extractor, which makes an entry of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from onrecord.core.entry import Root, Status
    from onrecord.extractors.events.parties import Parties


class Deed(NamedTuple):
    """Something done, as the words of one place tell it.

    Attributes:
        token: The word that names it.
        heads: The words that tell it together, `token` among them: verb, event noun, object.
        carrier: The verb that carries an event noun, or None.
        root: PLOVER root.
        mode: PLOVER mode, or None.
        status: Whether it took place.
        who: Who did it, to whom, where.
        confidence: Probability that it is told in the report and of this root; None where nothing reckons one.
        source_chance: How likely the foremost source of its place in the text is one; 0 without any.
        target_chance: The same of the foremost target.
    """

    token: int
    heads: frozenset[int]
    carrier: int | None
    root: Root
    mode: str | None
    status: Status
    who: Parties
    confidence: float | None = None
    source_chance: float | None = None
    target_chance: float | None = None
