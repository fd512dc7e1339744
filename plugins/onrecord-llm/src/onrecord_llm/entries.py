"""From a claim to an entry: its words are looked for in the sentence that it names."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from onrecord.core.entry import Act, Event, Manner, Root, Statement, Status
from onrecord.core.identity import entry_id
from onrecord.core.problem import ProblemKind
from onrecord.core.visible import one_line
from onrecord.core.who import Mention
from onrecord_llm.answers import Fault
from onrecord_llm.quoting import MARKS, found

if TYPE_CHECKING:
    from onrecord.core.document import Document
    from onrecord.core.entry import Entry
    from onrecord.core.report import Citation
    from onrecord_llm.answers import Claim
    from onrecord_llm.prompt import Stretch

# As the extractors of the library code acts.
ROOTS = {
    **dict.fromkeys((Act.ASK, Act.DEMAND, Act.PROPOSE), Root.REQUEST),
    **dict.fromkeys((Act.PROMISE, Act.OFFER, Act.AGREE), Root.AGREE),
    **dict.fromkeys((Act.THREATEN, Act.ULTIMATUM), Root.THREATEN),
    **dict.fromkeys((Act.ACCUSE, Act.CRITICISE, Act.PROTEST), Root.ACCUSE),
    Act.CONCEDE: Root.CONCEDE,
    Act.REFUSE: Root.REJECT,
    Act.PRAISE: Root.SUPPORT,
}
_VERBS = ("VERB", "AUX", "NOUN")
_SHOWN = 60


class Held(NamedTuple):
    """An entry whose words were found, and how sure the model says it is, from 0 to 100."""

    entry: Entry
    sure: float | None


class _NotThere(ValueError):
    """Words that do not stand in their sentence."""


def held(document: Document, stretch: Stretch, claim: Claim, by: str) -> Held | Fault:
    """Return the entry that a claim stands for, in the report's own words; a fault where they are not there."""
    start, end = stretch.sentences[claim.sentence - 1]
    try:
        words = _cited(document, start, end, claim.quotation)
        who = _mention(document, start, end, claim.who)
        whom = _mention(document, start, end, claim.whom)
    except _NotThere as error:
        why = f"'{one_line(str(error)[:_SHOWN])}' does not stand in sentence {claim.sentence}"
        return Fault(claim.given, why, ProblemKind.NOT_VERBATIM)
    key = (document.report.id, "by a language model")
    if claim.act:
        return Held(
            Statement(
                entry_id(*key, "statement", words.start, words.end),
                claim.act,
                _manner(document.report.text, words),
                (words,),
                by,
                plover=ROOTS.get(claim.act),
                speaker=who,
                addressee=whom,
            ),
            claim.sure,
        )
    return Held(
        Event(
            entry_id(*key, "event", words.start, words.end),
            claim.root or Root.CONSULT,
            claim.status or Status.HAPPENED,
            words,
            _trigger(document, words),
            by,
            sources=(who,) if who else (),
            targets=(whom,) if whom else (),
        ),
        claim.sure,
    )


def _cited(document: Document, start: int, end: int, words: str) -> Citation:
    place = found(document.report.text[start:end], words)
    if place is None:
        raise _NotThere(words)
    return document.report.cite(start + place[0], start + place[1])


def _mention(document: Document, start: int, end: int, words: str | None) -> Mention | None:
    return None if words is None else Mention(_cited(document, start, end, words))


def _manner(text: str, words: Citation) -> Manner:
    """Say whose words they are by the marks: around all of them, around some, around none."""
    around = text[words.start - 1 : words.start], text[words.end : words.end + 1]
    if all(mark and mark in MARKS for mark in around):
        return Manner.DIRECT
    return Manner.MIXED if any(mark in words.words for mark in '"“”„«»') else Manner.INDIRECT


def _trigger(document: Document, words: Citation) -> Citation:
    """Return the word on which all others of an event's words hang, rather a verb or noun than another."""
    inside = [document.tokens[i] for i in document.tokens_in(words.start, words.end)]
    whole = [token for token in inside if words.start <= token.start and token.end <= words.end]
    indices = {token.i for token in whole}
    heads = [token for token in whole if token.head == token.i or token.head not in indices]
    head = next((token for token in heads if token.pos in _VERBS), heads[0] if heads else None)
    return document.report.cite(head.start, head.end) if head else words
