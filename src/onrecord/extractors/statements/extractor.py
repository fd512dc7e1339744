"""The extractor of statements and stances: who said or thought what, by syntax and lexicon.

Puts the parts together: quotations and their speakers (`spoken`), cues that are verbs (`verbs`) and others
(`nominals`), what is done by saying it (`acts`); then makes entries, each resting on citations.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from onrecord.core.entry import Act, Manner, Stance, Statement
from onrecord.core.identity import entry_id
from onrecord.core.problem import Outcome, Problem, ProblemKind
from onrecord.core.who import Mention
from onrecord.extractors.statements.acts import coded
from onrecord.extractors.statements.arbitration import weighed
from onrecord.extractors.statements.attributions import antecedent, named_phrase
from onrecord.extractors.statements.audiences import audience_of
from onrecord.extractors.statements.conditions import condition_in
from onrecord.extractors.statements.coordination import one_an_act
from onrecord.extractors.statements.denials import denial_of
from onrecord.extractors.statements.findings import LONGEST_SENTENCE
from onrecord.extractors.statements.lexicon import lexicon
from onrecord.extractors.statements.own_words import in_own_words
from onrecord.extractors.statements.past_whom import past_whom
from onrecord.extractors.statements.quotations import Marks, quotations
from onrecord.extractors.statements.runs_on import run_on
from onrecord.extractors.statements.speakers import rightly_sourced
from onrecord.extractors.statements.sureness import act_confidence
from onrecord.extractors.statements.worded import worded
from onrecord.extractors.titles import is_within, titles

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from onrecord.core.document import Document, Token
    from onrecord.core.entry import Entry
    from onrecord.core.report import Citation
    from onrecord.encoder import Encoded
    from onrecord.extractors.statements.acts import Coding
    from onrecord.extractors.statements.attributions import Attribution, TextSpan, TokenSpan
    from onrecord.extractors.statements.lexicon import Lexicon
    from onrecord.extractors.statements.quotations import Quotation

    SpanFinder = Callable[[Document, Encoded, list[Quotation], Lexicon], list[Attribution]]


_LITTLE = 20  # characters: "the book ..." beside its title


class Told(NamedTuple):
    """What is told to be said or thought: by whom, what is done by it, the number of its teller."""

    attribution: Attribution
    coding: Coding
    via: int | None


class Statements:
    """Takes statements and stances from a report.

    Args:
        spans: Finds who said or thought what; by the trained model and rules together unless another is given.
        name: Name and version, as every entry states it.
    """

    def __init__(self, spans: SpanFinder = weighed, name: str = "statements 2") -> None:
        self._spans = spans
        self._name = name

    @property
    def name(self) -> str:
        """Name and version, as every entry states it."""
        return self._name

    def extract(self, document: Document, encoded: Encoded) -> Outcome[Entry]:
        """Return the statements and stances of a document, in the order of the text."""
        if not document.tokens:
            return Outcome(())
        marks = quotations(document.report.text, document.passages)
        outermost = Marks(marks)
        made: dict[str, Statement | Stance] = {}
        ids: list[str] = []
        for told in self.told(document, encoded, marks):
            coding = worded(document, told.attribution, told.coding, encoded.states)
            via = ids[told.via] if told.via is not None else None
            attribution = past_whom(document, told.attribution, coding)
            entry = self._entry(document, attribution, coding, outermost, via)
            ids.append(entry.id)
            made.setdefault(entry.id, entry)
        return Outcome(tuple(made.values()), tuple(_unread(document)))

    def told(self, document: Document, encoded: Encoded, marks: list[Quotation]) -> list[Told]:
        """Return what is told to be said or thought, in the order of the text, with its act by rule."""
        named = titles(document)
        spans = self._spans(document, encoded, marks, lexicon())
        sourced = (
            one
            for one in rightly_sourced(document, in_own_words(document, spans, marks))
            if not _is_title(document, one, named)
        )
        found = run_on(document, one_an_act(document, sourced))
        reported = _reporters(document, found)
        nested = [(mark.start, mark.end) for mark in marks if mark.depth]
        inner = {number: _within(attribution, nested) for number, attribution in enumerate(found)}
        for number, via in enumerate(reported):
            if via is not None:
                inner[via].extend(found[number].content)
        return [
            Told(attribution, coded(document, attribution, inner[number]), reported[number])
            for number, attribution in enumerate(found)
        ]

    def _entry(
        self,
        document: Document,
        attribution: Attribution,
        coding: Coding,
        marks: Marks,
        via: str | None,
    ) -> Statement | Stance:
        content = tuple(document.report.cite(start, end) for start, end in attribution.content)
        speaker = _mention(document, attribution.source)
        addressee = _mention(document, audience_of(document, attribution, coding))
        cue = _cited(document, attribution.cue)
        condition = condition_in(document, attribution)
        manner = _manner(attribution, marks)
        said = _id(document, attribution, coding)
        if coding.attitude:
            return Stance(
                said,
                coding.attitude,
                manner,
                content,
                self.name,
                coding.negated,
                speaker,
                addressee,
                cue,
                condition,
                via,
                confidence=attribution.confidence,
            )
        denial = denial_of(document, attribution, coding)
        return Statement(
            said,
            coding.act or Act.ASSERT,
            manner,
            content,
            self.name,
            coding.plover,
            coding.negated,
            speaker,
            addressee,
            cue,
            condition,
            via,
            also=coding.also,
            confidence=attribution.confidence,
            act_confidence=act_confidence(attribution, coding),
            stated=denial.stated if denial else None,
            reads=denial.reads if denial else None,
        )


def _unread(document: Document) -> Iterator[Problem]:
    """Yield the sentences too long for their parse to mean anything: only quotations are taken from them."""
    for sentence in document.sentences:
        if sentence.last - sentence.first > LONGEST_SENTENCE:
            yield Problem(
                ProblemKind.TOO_LONG,
                f"a sentence of {sentence.last - sentence.first} words was read for quotations only",
                document.report.path,
                document.report.id,
                document.tokens[sentence.first].start,
                document.tokens[sentence.last - 1].end,
            )


def _is_title(document: Document, one: Attribution, named: tuple[TextSpan, ...]) -> bool:
    """Say whether someone is only found to have made or performed what has a title ("wrote the book "Stop"")."""
    if one.trigger >= 0 and _is_in_title(document.tokens[one.trigger], named):
        return True
    start, end = one.content[0][0], one.content[-1][1]
    within = [span for span in named if start <= span[0] and span[1] <= end]
    rest = end - start - sum(high - low for low, high in within)
    return bool(within) and rest < _LITTLE and not _has_clause_beside(document, (start, end), named)


def _is_in_title(token: Token, named: tuple[TextSpan, ...]) -> bool:
    return is_within(named, token.start, token.end)


def _has_clause_beside(document: Document, span: TextSpan, named: tuple[TextSpan, ...]) -> bool:
    """Say whether a finite verb stands among some words that is of no title."""
    inside = (document.tokens[n] for n in document.tokens_in(*span))
    return any(token.tag in ("VBD", "VBZ", "VBP", "MD") and not _is_in_title(token, named) for token in inside)


def _id(document: Document, attribution: Attribution, coding: Coding) -> str:
    kind = "stance" if coding.attitude else "statement"
    places = [place for piece in attribution.content for place in piece]
    where = document.tokens[attribution.cue[0]].start if attribution.cue else -1
    return entry_id(document.report.id, kind, where, *places)


def _mention(document: Document, span: TokenSpan | None) -> Mention | None:
    """Return the mention of those whom some words name; for "who", with the name that it stands for."""
    if span is None:
        return None
    name = None
    if span[1] - span[0] == 1:
        token = document.tokens[span[0]]
        meant = antecedent(document, token)
        name = document.cite(*named_phrase(document, meant.i)).words if meant is not token else None
    return Mention(document.cite(*span), name=name)


def _cited(document: Document, span: TokenSpan | None) -> Citation | None:
    return document.cite(*span) if span else None


def _manner(attribution: Attribution, marks: Marks) -> Manner:
    """Say whose words the content is in: the speaker's as a whole, the reporter's, or both."""
    if attribution.quoted:
        return Manner.DIRECT
    first = marks.first_in(attribution.content[0][0], attribution.content[-1][1])
    if first is None:
        return Manner.INDIRECT
    covered = sum(end - start for start, end in attribution.content)
    return Manner.DIRECT if first.end - first.start >= 0.9 * covered else Manner.MIXED


def _within(attribution: Attribution, nested: list[TextSpan]) -> list[TextSpan]:
    """Return which of the quotations in quotations its content holds: words of others, or held up as such."""
    low, high = attribution.content[0][0], attribution.content[-1][1]
    return nested[bisect_left(nested, (low, 0)) : bisect_left(nested, (high, 0))]


def _reporters(document: Document, found: list[Attribution]) -> list[int | None]:
    """For each attribution, the number of the innermost earlier one whose content tells of it."""
    result: list[int | None] = []
    open_ones: list[int] = []
    for number, attribution in enumerate(found):
        while open_ones and found[open_ones[-1]].content[-1][1] <= attribution.content[0][0]:
            open_ones.pop()
        holders = (n for n in reversed(open_ones[-6:]) if _tells_of(document, found[n], attribution))
        result.append(next(holders, None))
        open_ones.append(number)
    return result


def _tells_of(document: Document, outer: Attribution, inner: Attribution) -> bool:
    """Say whether the cue of one attribution stands in the content of another."""
    at = document.tokens[inner.trigger].start if inner.trigger >= 0 else inner.content[0][0]
    within = any(low <= at < high for low, high in outer.content)
    return within and outer.trigger != inner.trigger and inner.content[-1][1] <= outer.content[-1][1]
