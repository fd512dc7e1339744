"""The words that name a matter, and what every reading of an entry asks of it: its words, and who speaks."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from onrecord.core.entry import Event

if TYPE_CHECKING:
    from onrecord.core.entry import Entry
    from onrecord.core.report import Citation
    from onrecord.core.who import Mention
    from onrecord.matters import CatalogueMatter


def pieces(entry: Entry) -> tuple[Citation, ...]:
    """Return the words of an entry, a citation a piece."""
    return (entry.words,) if isinstance(entry, Event) else entry.content


def text_of(entry: Entry) -> str:
    """Return the words of an entry as one text."""
    return " ".join(piece.words for piece in pieces(entry))


class Anchor(NamedTuple):
    """Words that name a matter: their head, where they stand, whether they only describe those of another."""

    matter: CatalogueMatter
    token: int
    words: Citation
    within: bool = False


def party_of(mention: Mention | None) -> str | None:
    """Return the party that a mention speaks for, else the actor itself."""
    return (mention.party or mention.actor) if mention else None


def lies_in(anchor: Anchor, other: Anchor) -> bool:
    """Say whether words lie within longer ones that name another matter."""
    one, whole = anchor.words, other.words
    longer = whole.end - whole.start > one.end - one.start
    return anchor.matter is not other.matter and longer and whole.start <= one.start and one.end <= whole.end
