"""What the trained model and the rules find, put side by side: one candidate for each thing that either tells.

The model says where source, cue and content stand; syntax and lexicon say what kind of cue it is, whether it is
negated, to whom it was said. Which candidates hold is weighed afterwards (`arbitration`).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

from onrecord.core.entry import Act
from onrecord.extractors.statements.ascriptions import unpossessed
from onrecord.extractors.statements.attribution_head import ascriptions
from onrecord.extractors.statements.attributions import Attribution, has_no_object, is_negated, modal_of
from onrecord.extractors.statements.edges import cut_before, name_ended, name_in_cue, sum_begun
from onrecord.extractors.statements.findings import attributions
from onrecord.extractors.statements.known_better import is_better_known, is_feeling_voiced, length
from onrecord.extractors.statements.lexicon import Frame, form_of, word_set
from onrecord.extractors.statements.verbs import companions
from onrecord.extractors.statements.wholes import Wholes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from onrecord.core.document import Document
    from onrecord.encoder import Encoded
    from onrecord.extractors.statements.attribution_head import Ascription
    from onrecord.extractors.statements.attributions import TextSpan, TokenSpan
    from onrecord.extractors.statements.lexicon import Cue, Lexicon
    from onrecord.extractors.statements.quotations import Quotation

_LEAST = 0.05  # what the model believes less is not looked at
_SAME = 0.5  # from this share of common words on, two contents are one
_IF = word_set("conditions")
_BEFORE_SPEECH = (".", "!", "?", ":")
_QUOTE_ONLY = frozenset({Frame.QUOTE})
_NEAR = 12  # finds looked at to each side: enough for any prose, and no text can make it slow


class Candidate(NamedTuple):
    """Something that the model, the rules or both find told.

    Attributes:
        found: The attribution; its confidence is the model's, None where only the rules find it.
        agreed: The rules find what the model finds.
    """

    found: Attribution
    agreed: bool = False


def model_alone(document: Document, encoded: Encoded, marks: list[Quotation], words: Lexicon) -> list[Attribution]:
    """Return the attributions that the model by itself finds more likely than not, in its measure."""
    found = (_spans(document, one, marks) for one in ascriptions(encoded) if document.tokens)
    return in_order(_unaided(document, one, words) for one in found if one)


def in_order(found: Iterable[Attribution]) -> list[Attribution]:
    """Return attributions in the order of the text, what holds others before them."""
    return sorted(found, key=lambda one: (one.content[0][0], -one.content[-1][1], one.trigger))


def candidates(document: Document, encoded: Encoded, marks: list[Quotation], words: Lexicon) -> list[Candidate]:
    """Return what the model and the rules find; where they find the same, once, with the model's spans."""
    by_rules = attributions(document, marks, words)
    if not document.tokens:
        return [Candidate(one) for one in by_rules]
    near = Neighbours(by_rules)
    wholes = Wholes(document, marks)
    used: set[int] = set()
    result = []
    for ascribed in sorted(ascriptions(encoded, threshold=_LEAST), key=lambda one: -one.confidence):
        spans = _spans(document, ascribed, marks)
        if spans is None:
            continue
        twin = _twin(spans, near, used)
        if twin is None:
            result.append(Candidate(wholes.whole(_unaided(document, spans, words))))
            continue
        agreed = _agreed(document, spans, twin, near, words)
        result += [Candidate(wholes.whole(agreed[number]), agreed=True) for number in agreed if number not in used]
        used.update(agreed)
    result.extend(Candidate(one) for number, one in enumerate(by_rules) if number not in used)
    return result


def _agreed(
    document: Document, spans: Attribution, twin: int, near: Neighbours, words: Lexicon
) -> dict[int, Attribution]:
    """Return what both find, by its number among the rules' finds.

    That is the find which tells the same, and what the model takes for its end and is by rule a quotation of the
    same speaker that stands for itself.
    """
    known = near.found[twin]
    one = _with_rules(document, spans, known, words)
    behind: dict[int, Attribution] = {}
    for number in _run_into(document, one, known, near):
        other = near.found[number]
        one = cut_before(document.report.text, one, other.content[0][0])
        if other.source == known.source:
            behind[number] = other._replace(confidence=spans.confidence)
    return {twin: one, **behind}


def _with_rules(document: Document, spans: Attribution, known: Attribution, words: Lexicon) -> Attribution:
    """Return the model's spans with what the rules know of the same words."""
    source = spans.source or known.source
    if source and (unpossessed(document, source) == known.source or _is_last_joined(document, source, known)):
        source = known.source
    content = known.content if is_better_known(document, spans, known) else spans.content
    if not shared(spans, known):  # the model has what goes on behind what the rules have
        content = (*known.content[:-1], (known.content[-1][0], spans.content[0][1]), *spans.content[1:])
    content = tuple(sorted((*content, *_conditions(document, content, known))))
    if _are_apart(known.cue, spans.cue):
        return _unaided(document, spans._replace(source=source), words)  # another word tells it
    cue = known.cue if is_feeling_voiced(document, spans, known) else spans.cue
    return known._replace(content=content, source=source, cue=cue, confidence=spans.confidence)


def _are_apart(one: TokenSpan | None, other: TokenSpan | None) -> bool:
    """Say whether two cues are different words."""
    return one is not None and other is not None and (one[1] <= other[0] or other[1] <= one[0])


def _is_last_joined(document: Document, source: TokenSpan, known: Attribution) -> bool:
    """Say whether an act named by a noun is only the last one's: "ties with the West and Russia's concerns"."""
    own = known.source
    if not known.nominal or own is None or own[1] != unpossessed(document, source)[1] or own[0] <= source[0]:
        return False
    return document.tokens[own[0] - 1].pos == "CCONJ"


def _run_into(document: Document, one: Attribution, known: Attribution, near: Neighbours) -> list[int]:
    """Return which quotations, by rule statements of their own, content runs into behind its end by rule.

    They stand behind a full stop or a colon: what is quoted amid a sentence belongs to it.
    """
    low, high = one.content[-1]
    found = []
    for number in near.of(one):
        other = near.found[number]
        start = other.content[0][0]
        if other.quoted and other.trigger != known.trigger and max(low, known.content[-1][1]) < start < high:
            before = document.report.text[low:start].rstrip()
            found += [number] if before[-1:] in _BEFORE_SPEECH else []
    return found


def _conditions(document: Document, content: tuple[TextSpan, ...], known: Attribution) -> Iterator[TextSpan]:
    """Yield what the rules alone find said as that on which the rest depends ("provided that ...")."""
    for start, end in known.content[1:]:
        opening = document.tokens[document.tokens_in(start, end).start].text.lower()
        if opening in _IF and all(high <= start or end <= low for low, high in content):
            yield start, end


def _spans(document: Document, ascribed: Ascription, marks: list[Quotation]) -> Attribution | None:
    """Return what the model found, in tokens; None where it takes a name for the cue ("Omar Said, the envoy")."""
    text = document.report.text
    content = tuple(sum_begun(text, _with_marks(piece, marks)) for piece in ascribed.content)
    cue = _tokens(document, ascribed.cue)
    source = _tokens(document, ascribed.source) if ascribed.source else None
    if cue and source and (named := name_in_cue(document, source, cue)):
        if named == cue[1]:
            return None
        source, cue = (source[0], named), (named, cue[1])
    source = name_ended(document, source, cue) if source else None
    return Attribution(content, source, cue, None, None, confidence=ascribed.confidence)


def _tokens(document: Document, span: TextSpan) -> TokenSpan | None:
    inside = document.tokens_in(*span)
    return (inside.start, inside.stop) if inside else None


def _with_marks(piece: TextSpan, marks: list[Quotation]) -> TextSpan:
    """Return a piece of content with the quotation marks that stand at its edges."""
    start, end = piece
    place = bisect_right(marks, start, key=lambda mark: mark.start)
    last = bisect_right(marks, end, key=lambda mark: mark.start)
    for mark in marks[max(place - 2, 0) : place + 1] + marks[max(last - 2, 0) : last]:
        if mark.start < start <= mark.inner_start + 1:
            start = mark.start
        if mark.inner_end - 2 <= end < mark.end and start <= mark.start:
            end = mark.end
    return start, end


class Neighbours:
    """Attributions by place, to ask which stand near another."""

    def __init__(self, found: Sequence[Attribution]) -> None:
        self.found = found
        self._order = sorted(range(len(found)), key=lambda number: found[number].content[0][0])
        self._starts = [found[number].content[0][0] for number in self._order]

    def of(self, one: Attribution) -> list[int]:
        """Return the numbers of those that begin nearest to an attribution, before it and inside it."""
        place = bisect_left(self._starts, one.content[0][0])
        last = bisect_left(self._starts, one.content[-1][1])
        return self._order[max(place - _NEAR, 0) : min(max(last, place), place + _NEAR) + 1]


def _twin(one: Attribution, near: Neighbours, used: set[int]) -> int | None:
    """Return the number of the attribution of the rules that tells the same, or None."""
    likely = [(_likeness(one, near.found[number]), -number) for number in near.of(one) if number not in used]
    likeness, number = max(likely, default=(0.0, 0))
    return -number if likeness >= _SAME else None


def shared(one: Attribution, other: Attribution) -> int:
    """Return how many characters of content two attributions have in common."""
    return sum(max(0, min(a[1], b[1]) - max(a[0], b[0])) for a in one.content for b in other.content)


def _likeness(one: Attribution, other: Attribution) -> float:
    common = shared(one, other)
    same_cue = one.cue is not None and one.cue[0] <= other.trigger < one.cue[1]
    touches = common or 0 <= one.content[0][0] - other.content[-1][1] <= 1
    return 2 * common / (length(one) + length(other)) + (_SAME if same_cue and touches else 0.0)


def _unaided(document: Document, spans: Attribution, words: Lexicon) -> Attribution:
    """Return what the model finds, with what the lexicon and the syntax say of its cue."""
    if spans.cue is None:
        return spans
    entry, trigger = _entry(document, spans.cue, words, quoted=_begins_with_a_mark(document, spans))
    negated = _is_denied(document, trigger, spans)
    if entry and entry.act is Act.OFFER and negated:
        entry = None  # who is not ready, or "offers no comment", offers nothing
    inside = document.tokens_in(*spans.content[-1])
    heads = (n for n in inside if document.tokens[n].head not in inside or document.tokens[n].head == n)
    return spans._replace(
        entry=entry, trigger=trigger, frame=Frame.CLAUSE, head=next(heads, -1),
        negated=negated, modal=modal_of(document, trigger),
        nominal=document.tokens[trigger].pos == "NOUN",
    )  # fmt: skip


def _is_denied(document: Document, trigger: int, spans: Attribution) -> bool:
    """Say whether a cue is negated, by itself, by its object, or by the verb over an adjective."""
    token = document.tokens[trigger]
    negated = is_negated(document, trigger) or has_no_object(document, trigger, spans.content)
    return negated or (token.pos == "ADJ" and is_negated(document, token.head))


def _begins_with_a_mark(document: Document, one: Attribution) -> bool:
    return not document.report.text[one.content[0][0]].isalnum()


def _entry(document: Document, cue: TokenSpan, words: Lexicon, *, quoted: bool) -> tuple[Cue | None, int]:
    """Return the entry of a cue in the lexicon, and the token that the cue hangs on.

    Verbs that only introduce a quotation ("began", "smiled") are cues of nothing else.
    """
    top = next((n for n in range(*cue) if not cue[0] <= document.tokens[n].head < cue[1]), cue[0])
    for n in (top, *range(*cue)):
        found = _entry_at(document, n, words, quoted=quoted)
        if found:
            return found, n
    return None, top


def _entry_at(document: Document, n: int, words: Lexicon, *, quoted: bool) -> Cue | None:
    """Return the entry of the lexicon that a word of a cue is, or None."""
    token = document.tokens[n]
    entries = words.verbs.get(form_of(token), ()) if token.pos in ("VERB", "AUX") else ()
    for entry in entries:
        if companions(document, n, entry) and (quoted or entry.frames != _QUOTE_ONLY):
            return entry
    named = {"NOUN": words.nouns, "ADJ": words.adjectives}.get(token.pos, {})
    return named.get(token.lemma.lower())
