"""Quotations without a cue: whose they are follows from the quotation or the sentence before them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.extract.spoken import unattributed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from onrecord.core.document import Document
    from onrecord.extract.attributions import Attribution
    from onrecord.extract.spoken import Utterance


def continued(
    document: Document, spoken: Iterable[tuple[Utterance, Attribution | None]], unspoken: list[Attribution]
) -> list[Attribution]:
    """Return the attributions of all quotations, in order; one that goes on is joined to the one before it."""
    told = sorted(
        (found for found in unspoken if found.source and not found.nominal and found.entry and found.entry.act),
        key=lambda found: found.content[0][0],
    )
    result: list[Attribution] = []
    previous: tuple[Utterance, int] | None = None
    place = 0
    for utterance, attribution in sorted(spoken, key=lambda pair: pair[0].quotation.start):
        if utterance.quotation.depth:
            if attribution:
                result.append(attribution)
            continue
        while place < len(told) and told[place].content[0][0] < utterance.quotation.start:
            place += 1
        last_told = told[place - 1] if place else None
        if attribution is None and previous and _goes_on(previous[0], utterance, last_told):
            before = result[previous[1]]
            result[previous[1]] = before._replace(content=(*before.content, *unattributed(utterance).content))
            previous = (utterance, previous[1])
            continue
        result.append(attribution or _told_on(document, utterance, last_told))
        previous = (utterance, len(result) - 1)
    return result


def _goes_on(before: Utterance, utterance: Utterance, told: Attribution | None) -> bool:
    """Say whether a quotation continues the one before it: near it, no other speaker between."""
    if utterance.quotation.passage - before.quotation.passage > 1:
        return False
    return not (told and told.content[0][0] > before.quotation.end)


def _told_on(document: Document, utterance: Utterance, told: Attribution | None) -> Attribution:
    """Return a quotation as the words of whoever was last said to say something, if that is not far off."""
    found = unattributed(utterance)
    near = document.passages[max(utterance.quotation.passage - 1, 0)].start
    return found._replace(source=told.source) if told and told.content[0][0] >= near else found
