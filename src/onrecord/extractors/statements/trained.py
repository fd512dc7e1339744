"""Attributions with spans from the trained model, and what rules add to them.

The model says where source, cue and content stand; syntax and lexicon say what kind of cue it is, whether it is
negated, to whom it was said. How much of what only the rules find is kept beside it is the caller's choice.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from onrecord.core.entry import Act
from onrecord.extractors.statements.attribution_model import ascriptions
from onrecord.extractors.statements.attributions import Attribution, is_negated, modal_of
from onrecord.extractors.statements.findings import attributions
from onrecord.extractors.statements.lexicon import Frame, form_of
from onrecord.extractors.statements.verbs import companions

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from onrecord.core.document import Document
    from onrecord.extractors.statements.attribution_model import Ascription
    from onrecord.extractors.statements.attributions import TextSpan, TokenSpan
    from onrecord.extractors.statements.lexicon import Cue, Lexicon
    from onrecord.extractors.statements.quotations import Quotation

_SURE = 0.6  # from this confidence on, the model is believed about a cue that the lexicon does not know
_SAME = 0.5  # from this share of common words on, two contents are one


def model_alone(document: Document, marks: list[Quotation], words: Lexicon) -> list[Attribution]:
    """Return the attributions that the model finds, and no others."""
    found, _ = _joined(document, marks, words)
    return _in_order(found)


def model_and_quotations(document: Document, marks: list[Quotation], words: Lexicon) -> list[Attribution]:
    """Return the attributions that the model finds, and the quotations with a speaker that it overlooks."""
    found, left = _joined(document, marks, words)
    held = _Contents(found)
    return _in_order([*found, *(one for one in left if _is_quotation(one) and not held.hold(one))])


def model_and_acts(document: Document, marks: list[Quotation], words: Lexicon) -> list[Attribution]:
    """Return what is told of speech acts: the model's attributions where a known cue, quotation marks or much
    confidence stand behind them, and the rules' that report more than that something was said.
    """
    found, left = _joined(document, marks, words)
    held = _Contents(found)
    kept = [one for one in found if one.entry or (one.confidence or 0) >= _SURE or _has_marks(one, marks)]
    added = [one for one in left if _is_telling(one) or (_is_quotation(one) and not held.hold(one))]
    return _in_order([*kept, *added])


def model_and_all_rules(document: Document, marks: list[Quotation], words: Lexicon) -> list[Attribution]:
    """Return the attributions that the model or the rules find; the model's spans where both do."""
    found, left = _joined(document, marks, words)
    return _in_order([*found, *left])


def _is_quotation(one: Attribution) -> bool:
    return one.source is not None and (one.quoted or one.frame in (Frame.QUOTE, None))


def _is_telling(one: Attribution) -> bool:
    return one.entry is not None and one.entry.act not in (None, Act.ASSERT)


def _has_marks(one: Attribution, marks: list[Quotation]) -> bool:
    place = bisect_left(marks, one.content[0][0], key=lambda mark: mark.start)
    return place < len(marks) and marks[place].start < one.content[-1][1]


def _in_order(found: list[Attribution]) -> list[Attribution]:
    return sorted(found, key=lambda one: (one.content[0][0], -one.content[-1][1], one.trigger))


def _joined(
    document: Document, marks: list[Quotation], words: Lexicon
) -> tuple[list[Attribution], list[Attribution]]:
    """Return what the model finds, with what rules know of the same, and what rules alone find."""
    by_rules = attributions(document, marks, words)
    if not document.tokens:
        return [], by_rules
    near = _ByPassage(document, by_rules)
    used: set[int] = set()
    found = []
    for ascribed in ascriptions(document):
        spans = _spans(document, ascribed, marks)
        twin = near.twin(spans, used)
        if twin is None:
            found.append(_unaided(document, spans, words))
            continue
        used.add(twin)
        known = by_rules[twin]
        source = spans.source or known.source
        found.append(
            known._replace(content=spans.content, source=source, cue=spans.cue, confidence=spans.confidence)
        )
    return found, [one for number, one in enumerate(by_rules) if number not in used]


def _spans(document: Document, ascribed: Ascription, marks: list[Quotation]) -> Attribution:
    content = tuple(_with_marks(piece, marks) for piece in ascribed.content)
    source = _tokens(document, ascribed.source) if ascribed.source else None
    cue = _tokens(document, ascribed.cue)
    return Attribution(content, source, cue, None, None, confidence=ascribed.confidence)


def _tokens(document: Document, span: TextSpan) -> TokenSpan | None:
    inside = document.tokens_in(*span)
    return (inside.start, inside.stop) if inside else None


def _with_marks(piece: TextSpan, marks: list[Quotation]) -> TextSpan:
    """Return a piece of content with the quotation marks that stand at its edges."""
    start, end = piece
    place = bisect_right(marks, start, key=lambda mark: mark.start)
    for mark in marks[max(place - 2, 0) : place + 1]:
        if mark.start < start <= mark.inner_start + 1:
            start = mark.start
        if mark.inner_end - 2 <= end < mark.end and start <= mark.start:
            end = mark.end
    return start, end


class _ByPassage:
    """The attributions of the rules by the passage that they stand in."""

    def __init__(self, document: Document, found: Sequence[Attribution]) -> None:
        self._document = document
        self._found = found
        self._starts = [passage.start for passage in document.passages]
        self._passages: dict[int, list[int]] = {}
        for number, one in enumerate(found):
            self._passages.setdefault(self._passage(one), []).append(number)

    def _passage(self, one: Attribution) -> int:
        return bisect_right(self._starts, one.content[0][0])

    def twin(self, one: Attribution, used: set[int]) -> int | None:
        """Return the number of the attribution that tells the same, or None."""
        candidates = [
            (_likeness(one, self._found[number]), -number)
            for number in self._passages.get(self._passage(one), ())
            if number not in used
        ]
        likeness, number = max(candidates, default=(0.0, 0))
        return -number if likeness >= _SAME else None


def _likeness(one: Attribution, other: Attribution) -> float:
    shared = sum(max(0, min(a[1], b[1]) - max(a[0], b[0])) for a in one.content for b in other.content)
    size = sum(end - start for start, end in (*one.content, *other.content))
    same_cue = one.cue is not None and one.cue[0] <= other.trigger < one.cue[1]
    return 2 * shared / size + (_SAME if same_cue and shared else 0.0)


def _unaided(document: Document, spans: Attribution, words: Lexicon) -> Attribution:
    """Return what only the model finds, with what the lexicon and the syntax say of its cue."""
    if spans.cue is None:
        return spans
    entry, trigger = _entry(document, spans.cue, words)
    inside = document.tokens_in(*spans.content[-1])
    heads = (n for n in inside if document.tokens[n].head not in inside or document.tokens[n].head == n)
    return spans._replace(
        entry=entry, trigger=trigger, frame=Frame.CLAUSE, head=next(heads, -1),
        negated=is_negated(document, trigger), modal=modal_of(document, trigger),
        nominal=document.tokens[trigger].pos == "NOUN",
    )  # fmt: skip


def _entry(document: Document, cue: TokenSpan, words: Lexicon) -> tuple[Cue | None, int]:
    """Return the entry of a cue in the lexicon, and the token that the cue hangs on."""
    top = next((n for n in range(*cue) if not cue[0] <= document.tokens[n].head < cue[1]), cue[0])
    for n in (top, *range(*cue)):
        token = document.tokens[n]
        if token.pos in ("VERB", "AUX"):
            for entry in words.verbs.get(form_of(token), ()):
                if companions(document, n, entry):
                    return entry, n
        named = words.nouns if token.pos == "NOUN" else words.adjectives
        if (noun := named.get(token.lemma.lower())) and token.pos in ("NOUN", "ADJ"):
            return noun, n
    return None, top


class _Contents:
    """The contents of attributions, to ask what stands inside them."""

    def __init__(self, found: Iterable[Attribution]) -> None:
        pieces = sorted(piece for one in found for piece in one.content)
        self._starts = [start for start, _ in pieces]
        self._ends = [end for _, end in pieces]

    def hold(self, one: Attribution) -> bool:
        """Say whether the content of an attribution stands inside one of these contents, and is less than it."""
        start, end = one.content[0][0], one.content[-1][1]
        place = bisect_right(self._starts, start) - 1
        return place >= 0 and end <= self._ends[place] and end - start < self._ends[place] - self._starts[place]
