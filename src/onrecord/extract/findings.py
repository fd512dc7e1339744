"""All attributions of a document, found by syntax and lexicon, in the order of the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.extract.ascriptions import ASCRIBING, ascribed
from onrecord.extract.attributions import antecedent, named_phrase
from onrecord.extract.lexicon import word_set
from onrecord.extract.nominals import adjectival_attribution, light_noun, nominal_attribution
from onrecord.extract.realis import is_real
from onrecord.extract.spoken import attributed, bounds_of, unattributed, utterances
from onrecord.extract.verbs import verb_attribution

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.core.document import Document
    from onrecord.extract.attributions import Attribution
    from onrecord.extract.lexicon import Lexicon
    from onrecord.extract.quotations import Quotation
    from onrecord.extract.spoken import Utterance

_SPEECH_PARTNERS = word_set("speech_partners")


def attributions(document: Document, marks: list[Quotation], words: Lexicon) -> list[Attribution]:
    """Return who said or thought what in a document, in the order of the text."""
    spoken = _spoken(document, marks, words)
    used = {n for _, attribution in spoken if attribution and attribution.cue for n in range(*attribution.cue)}
    speech = [utterance for utterance, _ in spoken if not utterance.quotation.depth]
    unspoken = [found for found in _unspoken(document, words, used) if _is_sound(document, found, speech)]
    quoted = _continued(document, spoken, unspoken)
    return sorted(
        (_full_source(document, attribution) for attribution in (*quoted, *unspoken)),
        key=lambda found: (found.content[0][0], -found.content[-1][1], found.trigger),
    )


def _spoken(
    document: Document, marks: list[Quotation], words: Lexicon
) -> list[tuple[Utterance, Attribution | None]]:
    """Return each quotation that is speech, with its attribution where words beside it give one."""
    result = []
    by_passage: dict[int, list[Utterance]] = {}
    for utterance in utterances(document, marks, words):
        by_passage.setdefault(utterance.quotation.passage, []).append(utterance)
    for together in by_passage.values():
        outer = [u for u in together if u.quotation.depth == 0]
        for utterance in outer:
            bounds = bounds_of(document, utterance, _neighbours(outer, utterance), None)
            result.append((utterance, attributed(document, utterance, bounds, words)))
        result.extend(_nested(document, together, outer, words))
    return result


def _neighbours(others: list[Utterance], utterance: Utterance) -> list[Utterance]:
    place = others.index(utterance)
    return others[max(place - 1, 0) : place] + others[place + 1 : place + 2]


def _nested(
    document: Document, together: list[Utterance], outer: list[Utterance], words: Lexicon
) -> Iterator[tuple[Utterance, Attribution | None]]:
    """Yield the quotations inside quotations whose speaker is named there."""
    inner = [u for u in together if u.quotation.depth == 1]
    for utterance in inner:
        holder = next((o for o in outer if o.first <= utterance.first and utterance.last <= o.last), None)
        if holder:
            bounds = bounds_of(document, utterance, _neighbours(inner, utterance), holder)
            found = attributed(document, utterance, bounds, words)
            if found:
                yield utterance, found


def _unspoken(document: Document, words: Lexicon, used: set[int]) -> Iterator[Attribution]:
    """Yield the attributions of cues that introduce no quotation."""
    for token in document.tokens:
        if token.i in used:
            continue
        lemma = token.lemma.lower()
        found = None
        if token.pos == "VERB" and lemma in words.verbs:
            if not light_noun(document, token.i, words):
                found = verb_attribution(document, token.i, words)
        elif token.pos == "NOUN" and lemma in words.nouns:
            found = nominal_attribution(document, token.i, words.nouns[lemma])
        elif token.pos in ("ADJ", "VERB") and lemma in words.adjectives:
            found = adjectival_attribution(document, token.i, words.adjectives[lemma])
        if found is None and lemma in words.adjectives and token.pos != "ADJ":
            found = adjectival_attribution(document, token.i, words.adjectives[lemma])
        if found is None and (token.dep == "prep" or lemma == "accord") and token.text.lower() in ASCRIBING:
            found = ascribed(document, token.i)
        if found:
            yield found


def _is_sound(document: Document, attribution: Attribution, spoken: list[Utterance]) -> bool:
    """Say whether an attribution tells of something said or thought, and is not a quotation found already."""
    if not is_real(document, attribution):
        return False
    for utterance in spoken:
        if _same_words(document, attribution, utterance):
            return False
        if attribution.trigger >= 0 and utterance.first <= attribution.trigger < utterance.last:
            return _is_told_by_the_speaker(document, attribution)
    return True


def _is_told_by_the_speaker(document: Document, attribution: Attribution) -> bool:
    """Say whether words inside a quotation report another speaker: "I think" and "we demand" are its own."""
    if attribution.source is None:
        return False
    token = document.tokens[attribution.source[1] - 1]
    if token.text.lower() in _SPEECH_PARTNERS or (token.pos == "PRON" and attribution.nominal):
        return False
    return token.pos == "PROPN" or bool(attribution.entry and attribution.entry.act)


def _same_words(document: Document, attribution: Attribution, utterance: Utterance) -> bool:
    """Say whether the content is a quotation that the cue stands outside of."""
    start, end = utterance.quotation.start, utterance.quotation.end
    if attribution.trigger >= 0 and start <= document.tokens[attribution.trigger].start < end:
        return False
    low, high = attribution.content[0][0], attribution.content[-1][1]
    shared = min(high, end) - max(low, start)
    return shared > 0 and shared >= 0.5 * (high - low)


def _continued(
    document: Document, spoken: list[tuple[Utterance, Attribution | None]], unspoken: list[Attribution]
) -> list[Attribution]:
    """Give quotations without a cue the speaker that the paragraph, or the one before it, speaks of."""
    result: list[Attribution] = []
    told = sorted(
        (found for found in unspoken if found.source and not found.nominal and found.entry and found.entry.act),
        key=lambda found: found.content[0][0],
    )
    previous: tuple[Utterance, int] | None = None
    place = 0
    for utterance, attribution in sorted(spoken, key=lambda pair: pair[0].quotation.start):
        if utterance.quotation.depth:
            if attribution:
                result.append(attribution)
            continue
        if attribution:
            result.append(attribution)
            previous = (utterance, len(result) - 1)
            continue
        while place < len(told) and told[place].content[0][0] < utterance.quotation.start:
            place += 1
        last_told = told[place - 1] if place else None
        if previous and _goes_on(previous[0], utterance, last_told):
            before = result[previous[1]]
            result[previous[1]] = before._replace(content=(*before.content, *unattributed(utterance).content))
            previous = (utterance, previous[1])
            continue
        found = unattributed(utterance)
        if last_told and _near(document, last_told, utterance):
            found = found._replace(source=last_told.source)
        result.append(found)
        previous = (utterance, len(result) - 1)
    return result


def _goes_on(before: Utterance, utterance: Utterance, told: Attribution | None) -> bool:
    """Say whether a quotation continues the one before it: near it, no other speaker between."""
    if utterance.quotation.passage - before.quotation.passage > 1:
        return False
    return not (told and told.content[0][0] > before.quotation.end)


def _near(document: Document, told: Attribution, utterance: Utterance) -> bool:
    start = document.passages[max(utterance.quotation.passage - 1, 0)].start
    return told.content[0][0] >= start


def _full_source(document: Document, attribution: Attribution) -> Attribution:
    """Put the word that a relative pronoun stands for in its place."""
    if not attribution.source or attribution.source[1] - attribution.source[0] > 1:
        return attribution
    token = document.tokens[attribution.source[0]]
    full = antecedent(document, token)
    return attribution if full is token else attribution._replace(source=named_phrase(document, full.i))
