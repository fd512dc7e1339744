"""What is said within what is said: "he told me", in somebody's words, is of a day before those words.

The report's own day, or the day of its news, is that of the outer speaker. Someone whom that speaker quotes as
having said something said it then or at any time before.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.core.entry import Event, Stance, Statement
from onrecord.core.when import Basis, Precision, When

if TYPE_CHECKING:
    from collections.abc import Callable

    from onrecord.core.document import Document, Token
    from onrecord.core.entry import Entry

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
    pieces = sorted(
        (piece.start, piece.end, number)
        for number, entry in enumerate(entries)
        if isinstance(entry, Statement)
        for piece in entry.content
    )
    starts = [start for start, _, _ in pieces]
    dated: list[Entry] = []
    for entry in entries:
        if isinstance(entry, Event) or not entry.cue or not entry.when or entry.when.basis not in _NOT_OWN:
            dated.append(entry)
            continue
        last = bisect_right(starts, entry.cue.start)
        around = [piece for piece in pieces[max(0, last - _WIDEST) : last] if entry.cue.end <= piece[1]]
        closest = min(around, key=lambda piece: piece[1] - piece[0], default=None)
        teller = entries[closest[2]] if closest else None
        past = _is_before(document, entry, closest, is_past) if closest else None
        if (
            closest
            and isinstance(teller, Statement)
            and past is not None
            and _tells(document, teller, entry, closest)
        ):
            dated.append(_as_told(entry, teller, past=past))
        else:
            dated.append(entry)
    return tuple(dated)


def _is_before(
    document: Document,
    entry: Statement | Stance,
    piece: tuple[int, int, int],
    is_past: Callable[[Token], bool | None],
) -> bool | None:
    """Say whether an entry is told as past within a statement; None where the perfect leaves that open.

    Who "said that it had no plans" has none as it is said.
    """
    word = document.tokens[document.tokens_in(entry.cue.start, entry.cue.end)[-1]] if entry.cue else None
    past = is_past(word) if word else None
    if past and word and isinstance(entry, Stance) and word.tag != "VBN" and not _is_quoted(document, piece):
        return False
    return past


def _tells(document: Document, teller: Statement, entry: Statement | Stance, piece: tuple[int, int, int]) -> bool:
    """Say whether a statement tells an entry that stands in a piece of it, and not also the time of that."""
    if entry.when_words and piece[0] <= entry.when_words.start < piece[1]:
        return False
    return _is_quoted(document, piece) or _is_content(document, entry, teller)


def _is_quoted(document: Document, piece: tuple[int, int, int]) -> bool:
    """Say whether a piece of what is said opens with a quotation mark."""
    return opens_quotation(document.report.text, piece[0])


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
