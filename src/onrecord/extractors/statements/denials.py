"""Of a denial or refusal: whether its words state the thing denied or hold the no, and what is denied, in words.

"Denied that it plans an attack" and "there are no plans of an attack" deny the same thing. Whoever reads the act
before the words takes the second for its opposite: "deny: there are no plans". Whether cue or content holds
the no is told by grammar: a cue of denying, a negated promise and a noun of refusal hold it themselves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from onrecord.core.entry import Act, Stated
from onrecord.extractors.statements.attributions import head_of, whole_phrase
from onrecord.extractors.statements.lexicon import Frame, word_set

if TYPE_CHECKING:
    from onrecord.core.document import Document, Token
    from onrecord.extractors.statements.acts import Coding
    from onrecord.extractors.statements.attributions import Attribution, TokenSpan

_NO = word_set("noes")
_NOT = word_set("nots")
_NONE = word_set("no")
_THAT = word_set("that")
_ONESELF = word_set("first_persons")
_TURNING = frozenset({Act.DENY, Act.REFUSE})
_SAYS = {Act.DENY: ("denies", "deny"), Act.REFUSE: ("refuses", "refuse")}
_AUXILIARIES = word_set("will_forms")
_BARE_VERBS = word_set("bare_verbs")


class Denial(NamedTuple):
    """How a denial or refusal is put: whether its content states the thing, and what is denied or refused."""

    stated: Stated
    reads: str


def denial_of(document: Document, attribution: Attribution, coding: Coding) -> Denial | None:
    """Return how a denial or refusal is put; None for every other act."""
    if coding.act not in _TURNING:
        return None
    says = f"does not {_SAYS[coding.act][1]}" if coding.negated else _SAYS[coding.act][0]
    if _cue_holds_the_no(document, attribution):
        return Denial(Stated.POSITIVE, f"{says}{_thing(document, attribution, coding.act)}")
    turned = _turned(document, attribution, coding.act)
    return Denial(Stated.NEGATIVE, f"{says}{turned or _said(document, attribution)}")


def _cue_holds_the_no(document: Document, attribution: Attribution) -> bool:
    """Say whether the no of a denial stands in its cue, and the content states what is denied."""
    entry = attribution.entry
    turning = entry is not None and entry.act in _TURNING
    if _is_in_own_words(attribution):
        return turning and not _noes(document, attribution)
    if turning or attribution.negated:
        return True  # refuses, will not promise
    return entry is None and attribution.frame is not Frame.CLAUSE and not _noes(document, attribution)


def _is_in_own_words(attribution: Attribution) -> bool:
    """Say whether the content is as the speaker put it: quoted, or told without a cue."""
    return attribution.quoted or attribution.frame is Frame.QUOTE or attribution.cue is None


def _noes(document: Document, attribution: Attribution) -> list[Token]:
    """Return the words of the content that say no."""
    return [
        document.tokens[n]
        for start, end in attribution.content
        for n in document.tokens_in(start, end)
        if document.tokens[n].text.lower() in _NO
    ]


def _thing(document: Document, attribution: Attribution, act: Act) -> str:
    """Return what is denied or refused, as it follows "denies" or "refuses"; nothing where it was told before."""
    if attribution.frame is Frame.ALONE:
        return ""
    words = _plain(document, attribution)
    first = document.tokens[document.tokens_in(*attribution.content[0]).start]
    head = document.tokens[attribution.head] if attribution.head >= 0 else first
    if first.tag == "TO":
        return f" {words}"
    if attribution.frame is Frame.CLAUSE:
        clause = words if first.text.lower() in _THAT else f"that {words}"
        return f" {clause}" if act is Act.DENY else f" to {_verb(document, attribution)} {clause}"
    if act is Act.REFUSE:
        return f" to {words}" if first.tag == "VB" and first.i == head.i else f": {words}"
    return f" {words}"


def _verb(document: Document, attribution: Attribution) -> str:
    """Return what whoever refuses a clause will not do: promise it, or accept it where the cue is the no."""
    entry = attribution.entry
    bare = entry and entry.act not in _TURNING and attribution.trigger >= 0
    return document.tokens[attribution.trigger].lemma if bare else "accept"


def _said(document: Document, attribution: Attribution) -> str:
    words = _plain(document, attribution)
    return f", saying: “{words[5:] if words.lower().startswith('that ') else words}”"


def _plain(document: Document, attribution: Attribution) -> str:
    """Return the words of the content, without the marks around a piece, white space tidied."""
    text = document.report.text
    pieces = (_bare(text[start:end]) for start, end in attribution.content)
    return " … ".join(pieces)


def _bare(words: str) -> str:
    """Return words without the marks around them; one that closes what opens inside stays."""
    bare = " ".join(words.split()).strip(_MARKS)
    left_open = {"“": "”", '"': '"', "«": "»"}
    for mark, closing in left_open.items():
        odd = bare.count(mark) % 2 if mark == closing else bare.count(mark) - bare.count(closing)
        bare = bare + closing if odd == 1 else bare
    return bare


_MARKS = "\"“”„«»‘' ,"


def _turned(document: Document, attribution: Attribution, act: Act) -> str:
    """Return what one clause with one plain no denies, without that no; empty where this cannot be told safely."""
    if len(attribution.content) != 1:
        return ""
    span = document.tokens_in(*attribution.content[0])
    inside = [document.tokens[n] for n in span]
    noes = _noes(document, attribution)
    if len(noes) != 1 or _is_of_oneself(inside):
        return ""
    top = head_of(document, (span.start, span.stop))
    if top.pos not in ("VERB", "AUX"):
        return ""
    if noes[0].text.lower() in _NOT and noes[0].head == top.i:
        return _without_not(document, (span.start, span.stop), noes[0], top, act)
    if noes[0].text.lower() in _NONE and document.tokens[noes[0].head].head == top.i:
        return _without_no(document, (span.start, span.stop), noes[0], top, act)
    return ""


def _is_of_oneself(inside: list[Token]) -> bool:
    """Say whether words are in the first person, or run over several sentences."""
    return inside[0].sentence != inside[-1].sentence or any(t.text.lower() in _ONESELF for t in inside)


def _without_not(document: Document, span: TokenSpan, no: Token, top: Token, act: Act) -> str:
    """Has not fired: denies that it has fired. Will not talk: refuses to talk."""
    if act is Act.REFUSE:
        willed = document.carries(top.i, _AUXILIARIES, "aux")
        bare = no.i < top.i
        return f" to {_joined(document, top.i, span[1])}" if willed and bare else ""
    low = span[0] + (document.tokens[span[0]].text.lower() in _THAT)
    return f" that {_joined(document, low, no.i)} {_joined(document, no.i + 1, span[1])}"


def _without_no(document: Document, span: TokenSpan, no: Token, top: Token, act: Act) -> str:
    """There are no plans to invade: denies plans to invade. No shell was fired: denies that any was."""
    thing = document.tokens[no.head]
    if thing.dep in ("nsubj", "nsubjpass"):
        rest = f"{_joined(document, no.i + 1, span[1])}"
        return "" if act is Act.REFUSE else f" that any {rest}"
    if top.lemma not in _BARE_VERBS or act is Act.REFUSE:
        return ""
    low, high = whole_phrase(document, thing.i)
    return f" {_joined(document, no.i + 1, min(max(high, thing.i + 1), span[1]))}" if low >= span[0] else ""


def _joined(document: Document, first: int, last: int) -> str:
    if first >= last:
        return ""
    text = document.report.text[document.tokens[first].start : document.tokens[last - 1].end]
    return _bare(text)
