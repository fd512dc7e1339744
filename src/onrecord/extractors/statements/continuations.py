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
_TOLD_OF = frozenset({"nsubj", "nsubjpass", "poss"})
_SAME = word_set("same_speaker")


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
    result: list[Attribution] = []
    pieces: list[list[TextSpan]] = []  # what each of them says; lists, since a speech may run over a whole report
    previous: tuple[Utterance, int] | None = None
    listed: tuple[Attribution | None, TokenSpan | None] | None = None  # who is quoted under "On the harvest:"
    place = 0
    for utterance, attribution in sorted(spoken, key=lambda pair: pair[0].quotation.start):
        if utterance.quotation.depth:
            if attribution:
                result.append(attribution)
                pieces.append(list(attribution.content))
            continue
        while place < len(told) and told[place].content[0][0] < utterance.quotation.start:
            place += 1
        last_told = told[place - 1] if place else None
        found = attribution or _told_in_lead(document, utterance) or _told_on(document, utterance, last_told)
        if not found.source and _stands_alone(document, utterance) and _led_in(document, utterance):
            if listed is None or listed[0] is not last_told:
                listed = (last_told, _announced(document, utterance))
            found = found._replace(source=listed[1])
        if attribution is None and previous:
            before = result[previous[1]]
            if _goes_on(document, previous[0], before, utterance, last_told):
                last = previous[0].quotation
                if utterance.quotation.passage == last.passage or not last.closed:
                    pieces[previous[1]].extend(found.content)
                    previous = (utterance, previous[1])
                    continue
                found = found._replace(source=before.source, addressee=before.addressee)
        if found.source or _stands_alone(document, utterance):
            result.append(found)
            pieces.append(list(found.content))
            previous = (utterance, len(result) - 1)
    return [found._replace(content=tuple(said)) for found, said in zip(result, pieces, strict=True)]


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
    if utterance.quotation.passage - last.quotation.passage > 1:
        return False
    if told is None or told.content[0][0] < last.quotation.end:
        return True
    end = document.passages[last.quotation.passage].end
    return told.content[0][0] < end and _same_speaker(document, before, told)


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
