"""The mentions of an entry: which there are, what they are read as, and whose the words in quotation marks are."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.core.entry import Event, Manner

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.core.entry import Entry, Stance, Statement
    from onrecord.core.who import Mention
    from onrecord.resolvers.actors.figures import Reading


def mentions_of(entry: Entry) -> Iterator[tuple[str, Mention]]:
    """Yield the mentions of an entry, each with its role: speaker, addressee, party, place."""
    if isinstance(entry, Event):
        for mention in (*entry.sources, *entry.targets):
            yield "party", mention
        if entry.place:
            yield "place", entry.place
        return
    if entry.speaker:
        yield "speaker", entry.speaker
    if entry.addressee:
        yield "addressee", entry.addressee


def quoted_in(entries: tuple[Entry, ...], *manners: Manner) -> list[tuple[int, int]]:
    """Return the stretches of speech that are given in one of these manners, in order."""
    return sorted(
        (piece.start, piece.end)
        for entry in entries
        if not isinstance(entry, Event) and entry.manner in manners
        for piece in entry.content
    )


def spoken_by(entries: tuple[Entry, ...]) -> dict[tuple[int, int], list[tuple[int, int]]]:
    """Return, for each mention of a speaker, the stretches of direct speech that are his or hers."""
    spoken: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for entry in entries:
        if isinstance(entry, Event) or entry.speaker is None or entry.manner is Manner.INDIRECT:
            continue
        said = entry.speaker.citation
        pieces = [(piece.start, piece.end) for piece in entry.content]
        spoken.setdefault((said.start, said.end), []).extend(pieces)
    return spoken


def filled(entry: Entry, readings: dict[tuple[int, int], Reading]) -> Entry:
    """Return an entry with its mentions as they were read, by where they stand."""

    def fill(mention: Mention | None) -> Mention | None:
        reading = readings.get((mention.citation.start, mention.citation.end)) if mention else None
        if mention is None or reading is None:
            return mention
        return replace(
            mention, actor=reading.actor, party=reading.party, candidates=reading.candidates, name=reading.name,
            sector=reading.sector, together=reading.together,
        )  # fmt: skip

    if isinstance(entry, Event):
        return replace(
            entry,
            sources=tuple(found for each in entry.sources if (found := fill(each))),
            targets=tuple(found for each in entry.targets if (found := fill(each))),
            place=fill(entry.place),
        )
    spoken: Statement | Stance = entry
    return replace(spoken, speaker=fill(spoken.speaker), addressee=fill(spoken.addressee))
