"""Finds that stand in one another though neither tells of the other: each keeps what is its own.

"He called it helpful and welcomed the offer": what he welcomed is no part of what he called it. "She hopes that
they will. "Everyone has to go home."": where both are found, the quotation is not the first one's.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import takewhile
from typing import TYPE_CHECKING

from onrecord.extractors.statements.edges import clause_ended
from onrecord.extractors.statements.lexicon import Frame

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.core.document import Document, Token
    from onrecord.extractors.statements.attributions import Attribution, TextSpan, TokenSpan
    from onrecord.extractors.statements.quotations import Quotation

_OPEN_BRACKET = re.compile(r"(?<!\s)\s*[(\[][^()\[\]]{0,12}$")
_GAP = re.compile(r"\s*")
_LOOSE = " \t\n,;:–—-"
_NEAR = 6
_LEAST = 10  # characters that must remain


def parted(document: Document, found: list[Attribution], marks: Sequence[Quotation]) -> list[Attribution]:
    """Return attributions in the order of the text, each cut before what is told beside it and not by it."""
    found = _said_once(_within_marks(document, found, marks))
    tellers = _Tellers(document, found)
    found = [one for one in found if not tellers.hold(one)]
    result = list(found)
    for number, inner in enumerate(found):
        for other in range(max(number - _NEAR, 0), min(number + _NEAR, len(found))):
            if other != number:
                result[other] = _left_to(document, result[other], inner)
    return result


def _left_to(document: Document, outer: Attribution, inner: Attribution) -> Attribution:
    """Return what is left of an attribution beside another one: cut where that begins, without what that says."""
    at = _begins(document, inner)
    if outer.content[-1][0] < at < outer.content[-1][1] and _is_beside(document, outer, inner):
        return _cut(document, outer, at)
    if len(outer.content) > 1 and inner.cue and inner.trigger != outer.trigger:
        return _without(document, outer, inner, inner.cue)
    return outer


def _said_once(found: list[Attribution]) -> list[Attribution]:
    """Return attributions without those of nobody whose words another one has among its own."""
    pieces = {piece for one in found if len(one.content) > 1 for piece in one.content}
    return [one for one in found if one.source or one.cue or not pieces.issuperset(one.content)]


def _within_marks(document: Document, found: list[Attribution], marks: Sequence[Quotation]) -> list[Attribution]:
    """Return attributions without what lies beyond a quotation that they take the first or the last words of.

    A mark that was forgotten ends the words where it would have stood; who is quoted in the sentence before, as
    a whole, says nothing of the next one. A bracket that only opens ("(CNN") begins something else.
    """
    outer = [mark for mark in marks if not mark.depth]
    starts = [mark.start for mark in outer]
    text = document.report.text
    return [
        one._replace(
            content=tuple(_unbroken(text, _cut_to_marks(text, outer, starts, piece)) for piece in one.content)
        )
        for one in (_kept_inside(document, outer, starts, one) for one in found)
    ]


def _kept_inside(document: Document, outer: list[Quotation], starts: list[int], one: Attribution) -> Attribution:
    """Return an attribution whose cue is quoted without what stands behind the quotation."""
    mark = _around_cue(document, outer, starts, one)
    if mark is None:
        return one
    inside = tuple((start, min(end, mark.inner_end)) for start, end in one.content if start < mark.inner_end)
    return one._replace(content=inside) if inside else one


def _around_cue(
    document: Document, outer: list[Quotation], starts: list[int], one: Attribution
) -> Quotation | None:
    """Return the closed quotation in which the cue of what it does not quote as a whole stands, or None."""
    if one.quoted or not one.cue:
        return None
    at = document.tokens[one.cue[0]].start
    place = bisect_right(starts, at) - 1
    mark = outer[place] if place >= 0 else None
    return mark if mark and mark.closed and mark.start < at < mark.inner_end else None


def _unbroken(text: str, piece: TextSpan) -> TextSpan:
    start, end = piece
    broken = _OPEN_BRACKET.search(text[start:end])
    return (start, start + broken.start()) if broken and broken.start() >= _LEAST else piece


def _cut_to_marks(text: str, outer: list[Quotation], starts: list[int], piece: TextSpan) -> TextSpan:
    start, end = piece
    place = bisect_right(starts, start) - 1
    if place >= 0 and (after := _behind(text, outer[place], start)) and after + _LEAST <= end:
        start = after
    for mark in outer[max(place, 0) : bisect_right(starts, end)]:
        if not mark.closed and start < mark.start < end and mark.end < end:
            end = mark.end
    return start, end


def _behind(text: str, mark: Quotation, start: int) -> int:
    """Return where the text goes on behind a quotation that ends a sentence, for an offset inside it; else 0."""
    inside = mark.opened and mark.closed and mark.start < start < mark.inner_end
    if not inside or text[mark.inner_end - 1] not in ".!?…":
        return 0
    gap = _GAP.match(text, mark.end)
    return gap.end() if gap else 0


class _Tellers:
    """The words that tell who said it: those of source and cue, where they stand together."""

    def __init__(self, document: Document, found: list[Attribution]) -> None:
        self._tokens = document.tokens
        spans = []
        for one in found:
            if one.source and one.cue:
                first, last = sorted((one.source, one.cue))
                if last[0] - first[1] < 2:
                    spans.append((document.tokens[first[0]].start, document.tokens[last[1] - 1].end))
        spans.sort()
        self._starts = [start for start, _ in spans]
        self._ends = [end for _, end in spans]

    def hold(self, one: Attribution) -> bool:
        """Say whether all that someone is found to have said is that someone said something.

        An act that is a noun may be all there is of it: "made the demand"; so may a verb: "they refused".
        """
        if one.frame is Frame.ALONE:
            return False
        start, end = one.content[0][0], one.content[-1][1]
        if (
            one.nominal
            and one.cue
            and self._tokens[one.cue[0]].start <= start
            and end <= self._tokens[one.cue[1] - 1].end
        ):
            return False
        place = bisect_right(self._starts, start) - 1
        return place >= 0 and end <= self._ends[place]


def _without(document: Document, outer: Attribution, inner: Attribution, cue: TokenSpan) -> Attribution:
    """Return an attribution without the pieces that another one says, unless the first tells of the other.

    It tells of none in a sentence that is not its cue's and that it does not quote.
    """
    at = document.tokens[cue[0]]
    teller = next((piece for piece in outer.content if piece[0] <= at.start < piece[1]), None)
    if teller is None:
        own = tuple(piece for piece in outer.content if not _is_others(document, inner, cue, outer, piece))
    elif _is_told_apart(document, outer, at, teller):
        own = tuple(piece for piece in outer.content if piece != teller)
    else:
        return outer
    return outer._replace(content=own) if own else outer


def _is_others(
    document: Document, inner: Attribution, cue: TokenSpan, outer: Attribution, piece: TextSpan
) -> bool:
    return _covers(inner, piece) and _is_nearer(document, cue, outer, piece)


def _is_told_apart(document: Document, outer: Attribution, at: Token, piece: TextSpan) -> bool:
    """Say whether a piece is of another sentence than the cue that has it, and without a mark at its beginning."""
    apart = outer.cue is not None and document.tokens[outer.cue[0]].sentence != at.sentence
    return apart and document.report.text[piece[0]].isalnum()


def _covers(inner: Attribution, piece: TextSpan) -> bool:
    return any(start <= piece[0] and piece[1] <= end for start, end in inner.content)


def _is_nearer(document: Document, cue: TokenSpan, outer: Attribution, piece: TextSpan) -> bool:
    """Say whether a cue stands nearer to a piece of content than that of the attribution which has it."""
    if outer.cue is None:
        return True
    tokens = document.tokens_in(*piece)

    def away(span: TokenSpan) -> int:
        return max(tokens.start - span[1], span[0] - tokens.stop)

    return away(cue) < away(outer.cue)


def _begins(document: Document, one: Attribution) -> int:
    """Return the offset at which an attribution begins: with its cue or its content."""
    first = one.content[0][0]
    return min(first, document.tokens[one.cue[0]].start) if one.cue else first


def _is_beside(document: Document, outer: Attribution, inner: Attribution) -> bool:
    if inner.trigger >= 0 and inner.trigger != outer.trigger:
        return _is_joined(document, outer.trigger, inner.trigger)
    apart = inner.quoted and inner.trigger < 0 and inner.source == outer.source
    return apart and not outer.quoted and inner.content[0][0] > outer.content[-1][0]


def _is_joined(document: Document, outer: int, inner: int) -> bool:
    """Say whether a verb is joined to another: called it ... and welcomed ..."""
    row = takewhile(lambda token: token.dep == "conj", document.upwards(document.tokens[inner], 4))
    return any(token.head == outer for token in row)


def _cut(document: Document, one: Attribution, at: int) -> Attribution:
    start, _ = one.content[-1]
    words = document.report.text[start:at].rstrip(_LOOSE)
    for joining in (" and", " but"):
        words = words.removesuffix(joining)
    words = words.rstrip(_LOOSE)
    if len(words) < _LEAST:
        return one
    return one._replace(content=(*one.content[:-1], clause_ended(document, (start, start + len(words)))))
