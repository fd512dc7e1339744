"""What is said within what is said: "he told me", in somebody's words, is of a day before those words.

The report's own day, or the day of its news, is that of the outer speaker. Someone whom that speaker quotes as
having said something said it then or at any time before.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from onrecord.core.entry import Event, Stance, Statement
from onrecord.core.when import Basis, Precision, When

if TYPE_CHECKING:
    from collections.abc import Callable

    from onrecord.core.document import Document, Token
    from onrecord.core.entry import Entry
    from onrecord.core.report import Citation

_NOT_OWN = (Basis.PUBLISHED, Basis.NARRATIVE)
_QUOTES = frozenset("\"'“”‘’„«`")
_CLIMB = 12  # steps up the tree
_WIDEST = 50  # statements before an entry that may hold it


def dated_by_tellers(
    document: Document, entries: tuple[Entry, ...], is_past: Callable[[Token], bool | None]
) -> tuple[Entry, ...]:
    """Return the dated entries, those told within a statement and not dated by its words as that leaves them.

    Args:
        document: The report.
        entries: Its entries, each with its own When.
        is_past: Says whether a word is told as past; None for the perfect, which leaves that open.
    """
    said = _Said(entries)
    return tuple(_by_teller(document, said, entry, is_past) for entry in entries)


class _Piece(NamedTuple):
    """A piece of what a statement says, by its offsets."""

    start: int
    end: int
    teller: Statement


class _Said:
    """All that is said in a report, in the order of the text."""

    def __init__(self, entries: tuple[Entry, ...]) -> None:
        tellers = [entry for entry in entries if isinstance(entry, Statement)]
        pieces = [_Piece(piece.start, piece.end, teller) for teller in tellers for piece in teller.content]
        self._pieces = sorted(pieces, key=lambda piece: piece[:2])
        self._starts = [piece.start for piece in self._pieces]

    def closest_around(self, cue: Citation, told: str) -> _Piece | None:
        """Return the shortest piece of another statement in which the word that tells an entry stands.

        Args:
            cue: The word.
            told: The id of the entry, whose own content may be no more than that word ("they refused").
        """
        last = bisect_right(self._starts, cue.start)
        around = [piece for piece in self._pieces[max(0, last - _WIDEST) : last] if cue.end <= piece.end]
        around = [piece for piece in around if piece.teller.id != told]
        return min(around, key=lambda piece: piece.end - piece.start, default=None)


def _by_teller(document: Document, said: _Said, entry: Entry, is_past: Callable[[Token], bool | None]) -> Entry:
    """Return an entry, dated by the statement that tells it where one does and its own words do not."""
    if isinstance(entry, Event) or not entry.cue or not entry.when or entry.when.basis not in _NOT_OWN:
        return entry
    piece = said.closest_around(entry.cue, entry.id)
    past = _is_before(document, entry, piece, is_past) if piece else None
    if not piece or past is None or not _tells(document, entry, piece):
        return entry
    return _as_told(entry, piece.teller, past=past)


def _is_before(
    document: Document, entry: Statement | Stance, piece: _Piece, is_past: Callable[[Token], bool | None]
) -> bool | None:
    """Say whether an entry is told as past within a statement; None where the perfect leaves that open.

    Who "said that it had no plans" has none as it is said.
    """
    word = document.tokens[document.tokens_in(entry.cue.start, entry.cue.end)[-1]] if entry.cue else None
    past = is_past(word) if word else None
    if past and word and isinstance(entry, Stance) and word.tag != "VBN" and not _is_quoted(document, piece):
        return False
    return past


def _tells(document: Document, entry: Statement | Stance, piece: _Piece) -> bool:
    """Say whether a statement tells an entry that stands in a piece of it, and not also the time of that."""
    if entry.when_words and piece.start <= entry.when_words.start < piece.end:
        return False
    return _is_quoted(document, piece) or _is_content(document, entry, piece.teller)


def _is_quoted(document: Document, piece: _Piece) -> bool:
    """Say whether a piece of what is said opens with a quotation mark."""
    return opens_quotation(document.report.text, piece.start)


def opens_quotation(text: str, place: int) -> bool:
    """Say whether a quotation mark stands at a place, the Dutch one of two commas too."""
    return text[place] in _QUOTES or text.startswith(",,", place)


def _is_content(document: Document, entry: Statement | Stance, teller: Statement) -> bool:
    """Say whether an entry is told in the clause of what a statement says, not in one that stands beside it."""
    if not entry.cue or not teller.cue:
        return False
    saying = document.tokens_in(teller.cue.start, teller.cue.end)
    token = document.tokens[document.tokens_in(entry.cue.start, entry.cue.end)[-1]]
    for _ in range(_CLIMB):
        if token.head in saying:
            return token.dep not in ("conj", "advcl")
        if token.dep == "advcl" or token.head == token.i:
            return False
        token = document.tokens[token.head]
    return False


def _as_told(entry: Statement | Stance, teller: Statement, *, past: bool) -> Entry:
    """Return an entry at the time of the statement that tells it, or before it where it is told as past."""
    if not teller.when:
        return entry
    if not past:
        return replace(entry, when=replace(teller.when, basis=Basis.NARRATIVE), when_words=teller.when_words)
    when = When(None, teller.when.latest, Precision.INTERVAL, Basis.NARRATIVE)
    return replace(entry, when=when, when_words=teller.when_words)
