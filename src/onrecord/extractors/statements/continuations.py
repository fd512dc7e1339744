"""Quotations without a cue: whose they are follows from the quotation or the sentence before them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.extractors.statements.led_in import is_lead, named_in_lead
from onrecord.extractors.statements.lexicon import word_set
from onrecord.extractors.statements.spoken import unattributed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from onrecord.core.document import Document
    from onrecord.extractors.statements.attributions import Attribution, TextSpan, TokenSpan
    from onrecord.extractors.statements.utterances import Utterance

_LEADING = frozenset({"ROOT", "conj", "advcl", "parataxis", "ccomp"})
_SAME = word_set("same_speaker")
_OPENING = ("“", '"', "„", "«")


def continued(
    document: Document, spoken: Iterable[tuple[Utterance, Attribution | None]], unspoken: list[Attribution]
) -> list[Attribution]:
    """Return the attributions of all quotations, in order; one that goes on is joined to the one before it.

    A quotation left open at the end of its paragraph goes on in the next. A closed one is over: the paragraph that
    follows it without a cue is another attribution with the same source. One of which neither the words beside it
    nor those before it tell whose it is, is left out where it is a part of a sentence: it may as well be a title,
    a slogan or a term.
    """
    told = sorted(_leading(document, unspoken), key=lambda found: found.content[0][0])
    speeches = _Speeches(document)
    place = 0
    for utterance, attribution in sorted(spoken, key=lambda pair: pair[0].quotation.start):
        if utterance.quotation.depth:
            if attribution:
                speeches.add(attribution)
            continue
        while place < len(told) and told[place].content[0][0] < utterance.quotation.start:
            place += 1
        speeches.take(utterance, attribution, told[place - 1] if place else None)
    return speeches.whole()


class _Speeches:
    """Quotations with those that go on joined to them, as far as a report is read."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._found: list[Attribution] = []
        self._pieces: list[list[TextSpan]] = []  # what each says: lists, since a speech may run long
        self._previous: tuple[Utterance, int] | None = None
        # Who is quoted under "On the harvest:", and behind which cue.
        self._listed: tuple[Attribution | None, TokenSpan | None] | None = None

    def add(self, found: Attribution) -> None:
        """Add one that stands for itself."""
        self._found.append(found)
        self._pieces.append(list(found.content))

    def take(self, utterance: Utterance, attribution: Attribution | None, last_told: Attribution | None) -> None:
        """Take in the next quotation: whose it is by words beside it, and who was last told to say something."""
        found = self._with_lead(utterance, attribution, last_told)
        before = self._going_on(utterance, last_told) if attribution is None else None
        if before and self._joins(*before, utterance, found):
            return
        if before:
            speaker = self._found[before[1]]
            found = found._replace(source=speaker.source, addressee=speaker.addressee)
        if found.source or _stands_alone(self._document, utterance):
            self.add(found)
            self._previous = (utterance, len(self._found) - 1)

    def whole(self) -> list[Attribution]:
        """Return all, each with everything that it says."""
        return [found._replace(content=tuple(said)) for found, said in zip(self._found, self._pieces, strict=True)]

    def _with_lead(
        self, utterance: Utterance, attribution: Attribution | None, last_told: Attribution | None
    ) -> Attribution:
        """Return a quotation with whom the line before it, or the words before that, tell of."""
        document = self._document
        found = attribution or _told_in_lead(document, utterance) or _told_on(document, utterance, last_told)
        if found.source or not (_stands_alone(document, utterance) and _led_in(document, utterance)):
            return found
        if self._listed is None or self._listed[0] is not last_told:
            self._listed = (last_told, _announced(document, utterance))
        return found._replace(source=self._listed[1])

    def _going_on(self, utterance: Utterance, last_told: Attribution | None) -> tuple[Utterance, int] | None:
        """Return the quotation that another one continues, with its number, or None."""
        if self._previous is None:
            return None
        last, number = self._previous
        goes_on = _goes_on(self._document, last, self._found[number], utterance, last_told)
        return self._previous if goes_on else None

    def _joins(self, last: Utterance, number: int, utterance: Utterance, found: Attribution) -> bool:
        """Join a quotation to the one that it continues, where that is not over; say whether it was."""
        if last.quotation.closed and utterance.quotation.passage != last.quotation.passage:
            return False
        self._pieces[number].extend(found.content)
        self._previous = (utterance, number)
        return True


def _leading(document: Document, found: Iterable[Attribution]) -> list[Attribution]:
    """Return what the main clauses of sentences tell that someone said."""
    return [
        each
        for each in found
        if each.source and not each.nominal and each.entry and each.entry.act and each.trigger >= 0
        if document.tokens[each.trigger].dep in _LEADING
    ]


def _goes_on(
    document: Document, last: Utterance, before: Attribution, utterance: Utterance, told: Attribution | None
) -> bool:
    """Say whether a quotation continues the one before it: near it, no other speaker between."""
    if utterance.quotation.passage - last.quotation.passage > 1 or _is_next_turn(document, utterance):
        return False
    if told is None or told.content[0][0] < last.quotation.end:
        return True
    end = document.passages[last.quotation.passage].end
    return told.content[0][0] < end and _same_speaker(document, before, told)


def _is_next_turn(document: Document, utterance: Utterance) -> bool:
    """Say whether a quotation is closed and the next opens right behind it: a question, and what is answered."""
    text, quotation = document.report.text, utterance.quotation
    passage = document.passages[quotation.passage]
    behind = text[quotation.end : passage.end].lstrip(" ")
    return quotation.closed and text[quotation.inner_end - 1] == "?" and behind[:1] in _OPENING


def _same_speaker(document: Document, before: Attribution, told: Attribution) -> bool:
    """Say whether two cues have the same speaker, or the second refers back with a pronoun."""
    if before.source is None or told.source is None:
        return False
    first, second = (document.cite(*found.source).words.lower() for found in (before, told) if found.source)
    return second in _SAME or second in first or first in second


def _told_on(document: Document, utterance: Utterance, told: Attribution | None) -> Attribution:
    """Return a quotation as the words of whoever was last said to say something, if that is not far off."""
    found = unattributed(utterance)
    near = document.passages[max(utterance.quotation.passage - 1, 0)].start
    return found._replace(source=told.source) if told and told.content[0][0] >= near else found


def _told_in_lead(document: Document, utterance: Utterance) -> Attribution | None:
    """Return a quotation that fills its paragraph as the words of whoever the line before it names."""
    if not (_stands_alone(document, utterance) and _led_in(document, utterance)):
        return None
    source = named_in_lead(document, document.passages[utterance.quotation.passage - 1])
    return unattributed(utterance)._replace(source=source) if source else None


def _led_in(document: Document, utterance: Utterance) -> bool:
    """Say whether the paragraph before a quotation is a short line that ends with a colon."""
    number = utterance.quotation.passage
    passage = document.passages[number - 1] if number else None
    return passage is not None and is_lead(document.report.text[passage.start : passage.end])


def _announced(document: Document, utterance: Utterance) -> TokenSpan | None:
    """Return the person of whom the paragraph before the line before a quotation tells: a subject or owner."""
    number = utterance.quotation.passage - 2
    if number < 0:
        return None
    passage = document.passages[number]
    tokens = document.tokens_in(passage.start, passage.end)
    for name in document.names_between(tokens.start, tokens.stop):
        token = document.tokens[name.last - 1]
        owner = token.tag == "POS"
        token = document.tokens[token.head] if owner else token
        if name.label == "PERSON":
            return name.first, name.last - owner
    return None


def _stands_alone(document: Document, utterance: Utterance) -> bool:
    """Say whether a quotation fills its paragraph, but for a few words."""
    passage = document.passages[utterance.quotation.passage]
    return utterance.quotation.end - utterance.quotation.start > 0.8 * (passage.end - passage.start)
