"""The extractor of statements and stances: who said or thought what, by syntax and lexicon.

Puts the parts together: quotations and their speakers (`spoken`), cues that are verbs (`verbs`) and others
(`nominals`), what is done by saying it (`acts`); then makes entries, each resting on citations.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.core.entry import Act, Manner, Stance, Statement
from onrecord.core.identity import entry_id
from onrecord.core.problem import Outcome
from onrecord.core.who import Mention
from onrecord.extract.acts import coded
from onrecord.extract.attributions import antecedent, named_phrase
from onrecord.extract.conditions import condition_in
from onrecord.extract.coordination import one_an_act
from onrecord.extract.findings import attributions
from onrecord.extract.lexicon import lexicon
from onrecord.extract.quotations import quotations

if TYPE_CHECKING:
    from collections.abc import Callable

    from onrecord.core.document import Document
    from onrecord.core.entry import Entry
    from onrecord.core.report import Citation
    from onrecord.extract.acts import Coding
    from onrecord.extract.attributions import Attribution, TextSpan, TokenSpan
    from onrecord.extract.lexicon import Lexicon
    from onrecord.extract.quotations import Quotation

    SpanFinder = Callable[[Document, list[Quotation], Lexicon], list[Attribution]]


class Statements:
    """Takes statements and stances from a report.

    Args:
        spans: Finds who said or thought what; by rules alone unless another finder is given (see `trained`).
    """

    def __init__(self, spans: SpanFinder = attributions) -> None:
        self._spans = spans

    @property
    def name(self) -> str:
        """Name and version, as every entry states it."""
        return "statements 1"

    def extract(self, document: Document) -> Outcome[Entry]:
        """Return the statements and stances of a document, in the order of the text."""
        if not document.tokens:
            return Outcome(())
        marks = quotations(document.report.text, document.passages)
        found = list(one_an_act(document, self._spans(document, marks, lexicon())))
        made: dict[str, Statement | Stance] = {}
        reported = _reporters(found)
        ids: list[str] = []
        inner: dict[int, list[TextSpan]] = {}
        for number, via in enumerate(reported):
            if via is not None:
                inner.setdefault(via, []).extend(found[number].content)
        for number, attribution in enumerate(found):
            via = reported[number]
            coding = coded(document, attribution, inner.get(number, ()))
            entry = self._entry(document, attribution, coding, marks, ids[via] if via is not None else None)
            ids.append(entry.id)
            made.setdefault(entry.id, entry)
        return Outcome(tuple(made.values()))

    def _entry(
        self,
        document: Document,
        attribution: Attribution,
        coding: Coding,
        marks: list[Quotation],
        via: str | None,
    ) -> Statement | Stance:
        content = tuple(document.report.cite(start, end) for start, end in attribution.content)
        speaker = _mention(document, attribution.source)
        addressee = _mention(document, attribution.addressee)
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
            )
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
        )


def _id(document: Document, attribution: Attribution, coding: Coding) -> str:
    kind = "stance" if coding.attitude else "statement"
    places = [place for piece in attribution.content for place in piece]
    where = document.tokens[attribution.cue[0]].start if attribution.cue else -1
    return entry_id(document.report.id, kind, str(coding.act or coding.attitude), where, *places)


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


def _manner(attribution: Attribution, marks: list[Quotation]) -> Manner:
    """Say whose words the content is in: the speaker's as a whole, the reporter's, or both."""
    if attribution.quoted:
        return Manner.DIRECT
    low, high = attribution.content[0][0], attribution.content[-1][1]
    for quotation in marks:
        if quotation.start >= high:
            break
        if quotation.start >= low and not quotation.depth:
            covered = sum(end - start for start, end in attribution.content)
            return Manner.DIRECT if quotation.end - quotation.start >= 0.9 * covered else Manner.MIXED
    return Manner.INDIRECT


def _reporters(found: list[Attribution]) -> list[int | None]:
    """For each attribution, the number of the innermost earlier one whose content holds its cue."""
    result: list[int | None] = []
    open_ones: list[int] = []
    for number, attribution in enumerate(found):
        start, end = attribution.content[0][0], attribution.content[-1][1]
        while open_ones and found[open_ones[-1]].content[-1][1] <= start:
            open_ones.pop()
        result.append(
            next(
                (
                    n
                    for n in reversed(open_ones[-6:])
                    if found[n].content[-1][1] >= end and _holds(found[n], attribution)
                ),
                None,
            )
        )
        open_ones.append(number)
    return result


def _holds(outer: Attribution, inner: Attribution) -> bool:
    if outer.cue == inner.cue:
        return False
    return any(low <= inner.content[0][0] and inner.content[0][1] <= high for low, high in outer.content) and (
        inner.trigger < 0 or outer.trigger != inner.trigger
    )
