"""One line of the record in words: when, who, what, to whom, and by whose account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.core.counted import listed
from onrecord.core.entry import Event, Stated, Statement
from onrecord.core.line import Standing
from onrecord.core.when import Basis
from onrecord.core.who import is_unnamed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from onrecord.core.entry import Entry
    from onrecord.core.line import Line
    from onrecord.core.who import Mention

# Characters of an id that are shown: enough to name an entry in any record of a size that people read.
SHORT_ID = 8
Names = "Mapping[str, str]"


def short_id(entry: Entry) -> str:
    """Return the part of an id that is shown and that every command takes."""
    return entry.id[:SHORT_ID]


def who(mention: Mention | None, names: Mapping[str, str]) -> str:
    """Return whom a mention stands for: the name and party, or the words as printed with a question mark.

    People who stay unnamed are shown as the report calls them there: other "officials" are other people.
    """
    if mention is None:
        return "?"
    if mention.together:
        return listed([names.get(each, each) for each in mention.candidates])
    called = _called(mention, names)
    is_itself = mention.party == mention.actor and not mention.name  # no organ or person of it
    if mention.party and not is_itself:
        return f"{called} ({names.get(mention.party, mention.party)})"
    return called


def _called(mention: Mention, names: Mapping[str, str]) -> str:
    """Return the name of whom a mention stands for; that in the report for an organ, and for who has no other."""
    actor = mention.actor
    if mention.name and (actor is None or actor == mention.party or is_unnamed(actor)):
        return mention.name
    if actor:
        return names.get(actor, actor)
    likely = " or ".join(names.get(candidate, candidate) for candidate in mention.candidates[:3])
    words = f"“{' '.join(mention.citation.words.split())}”"
    return f"{words} ({likely}?)" if likely else words


def date(line: Line) -> str:
    """Return the date as EDTF; in brackets when only the reporting dates it; `?` where nothing tells."""
    when = line.entry.when
    if when is None:
        return "?"
    return f"[{when.edtf()}]" if when.basis is Basis.PUBLISHED else when.edtf()


def doing(entry: Entry) -> str:
    """Return what is done, in a word or two: `refuse`, `not promise`, `fear`, `ASSAULT, possible`.

    Where the words of a denial or refusal hold the no themselves, they are what is said, not what is denied:
    `deny, saying` stands before "there are no plans", `deny` before "that it has plans".
    """
    if isinstance(entry, Event):
        name = f"{entry.plover}/{entry.mode}" if entry.mode else str(entry.plover)
        return f"{name}, {entry.status}"
    word = str(entry.what)
    if isinstance(entry, Statement) and entry.also:
        word = f"{word}, {entry.also}"
    if isinstance(entry, Statement) and entry.stated is Stated.NEGATIVE:
        word = f"{word}, saying"
    return f"not {word}" if entry.negated else word


def words(entry: Entry) -> str:
    """Return the words that the entry rests on, pieces joined by an ellipsis, white space tidied."""
    return " … ".join(" ".join(piece.words.split()) for piece in entry.pieces)


def doers(entry: Entry, names: Mapping[str, str]) -> str:
    """Return who spoke or acted, with a question mark behind those who are rather wrong than right."""
    if isinstance(entry, Event):
        return _several(entry.sources, names, entry.doubts_sources) or "?"
    return who(entry.speaker, names)


def addressees(entry: Entry, names: Mapping[str, str]) -> str:
    """Return to whom, with a question mark behind as for `doers`, or an empty text."""
    if isinstance(entry, Event):
        return _several(entry.targets, names, entry.doubts_targets)
    return who(entry.addressee, names) if entry.addressee else ""


def _several(mentions: Sequence[Mention], names: Mapping[str, str], is_doubtful: bool) -> str:
    told = ", ".join(who(mention, names) for mention in mentions)
    return f"{told} (?)" if is_doubtful else told


def condition(entry: Entry) -> str:
    """Return the words that an act is made to depend on, or an empty text."""
    return " ".join(entry.condition.words.split()) if entry.condition else ""


def account(line: Line) -> str:
    """Return by whose account: the outlet, or the report's file where no outlet is known."""
    return line.report.outlet or line.report.path.rsplit("/", 1)[-1]


def mark(line: Line) -> str:
    """Return the mark of a hand correction, or an empty text."""
    return "" if line.standing is Standing.EXTRACTED else f"({line.standing} by hand)"
