"""What is done by saying something: the act of an attribution, from its cue, its negation and its content.

The cue decides where it says more than that something was said ("warned", "promised"). Behind a cue that says no
more ("said", a bare quotation) the content decides: "there can be no question of it" refuses, "they must leave"
demands.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from onrecord.core.entry import Act
from onrecord.extract.attributions import is_negated, modal_of
from onrecord.extract.lexicon import Frame, default_root, phrases_of_content, word_set

if TYPE_CHECKING:
    from onrecord.core.document import Document
    from onrecord.core.entry import Attitude, Root
    from onrecord.extract.attributions import Attribution

_PLAIN = frozenset({Act.ASSERT, Act.ANNOUNCE})
_BINDING = frozenset({Act.PROMISE, Act.OFFER, Act.AGREE, Act.CONCEDE})
_UNWILLING = frozenset({"will", "would", "can", "could", "shall"})
_HARM = word_set("harm_verbs")
_FORCE = word_set("force_verbs")
_SELF = frozenset({"i", "we"})
_HEARTFELT = word_set("heartfelt_verbs")
_LONG = 60  # words: of a longer speech, what its first words do is what it does


class Coding(NamedTuple):
    """What was done by saying it, or thought; exactly one of act and attitude is given."""

    act: Act | None
    attitude: Attitude | None
    plover: Root | None
    negated: bool


def coded(document: Document, attribution: Attribution) -> Coding:
    """Return the act or attitude of an attribution."""
    entry = attribution.entry
    if entry and entry.attitude:
        return Coding(None, entry.attitude, None, attribution.negated)
    act = entry.act if entry and entry.act else Act.ASSERT
    negated = attribution.negated
    if act in _BINDING and negated and attribution.modal in _UNWILLING:
        return _of(Act.REFUSE, negated=False)
    if act is Act.ASK and attribution.frame is Frame.QUOTE:
        return _of(act, negated=negated)
    if act in _PLAIN and not negated and attribution.frame not in (Frame.OBJECT, Frame.QUESTION):
        act = act_of_content(document, attribution.content) or act
        return _of(act, negated=negated)
    return Coding(act, None, entry.plover if entry else default_root(act), negated)


def _of(act: Act, *, negated: bool) -> Coding:
    return Coding(act, None, default_root(act), negated)


def act_of_content(document: Document, content: tuple[tuple[int, int], ...]) -> Act | None:
    """Return the act that words do by themselves, whoever reports them; None where they only state."""
    for start, end in content:
        span = document.tokens_in(start, end)
        if not span:
            continue
        first, last = span.start, min(span.stop, span.start + _LONG)
        if act := _performed(document, first, last):
            return act
        text = document.report.text[start : document.tokens[last - 1].end]
        found = _phrases().search(text.lower())
        if found and found.lastgroup:
            act = Act(found.lastgroup.rstrip("_0123456789"))
            if act is not Act.DEMAND or not _about_oneself(document, first, last):
                return act
    return None


def _performed(document: Document, first: int, last: int) -> Act | None:
    """Return the act of the first verb with a will behind it: we will ..., we will not ..., she hopes they ..."""
    tokens = document.tokens
    for n in range(first, last):
        token = tokens[n]
        if token.dep not in ("nsubj", "nsubjpass") or not first <= token.head < last:
            continue
        verb = tokens[token.head]
        if verb.pos not in ("VERB", "AUX"):
            continue
        own = token.text.lower() in _SELF or token.pos == "PROPN"
        modal, negated = modal_of(document, verb.i), is_negated(document, verb.i)
        if modal in ("will", "shall", "can") and negated and own and verb.lemma != "be":
            return Act.PROMISE if verb.lemma in _HARM else Act.REFUSE
        if modal in ("will", "shall") and token.text.lower() in _SELF:
            return Act.THREATEN if verb.lemma in _FORCE else Act.PROMISE
        if verb.lemma in _HEARTFELT and token.pos == "PRON" and _of_others(document, verb.i):
            return Act.ASK
        if verb.lemma == "be" and token.text.lower() in _SELF:
            return _readiness(document, verb.i)
        return None
    return None


def _of_others(document: Document, verb: int) -> bool:
    """Say whether what is hoped for is for someone else to do."""
    for clause in document.dependents(verb, "ccomp"):
        for subject in document.dependents(clause.i, "nsubj"):
            if subject.pos in ("PROPN", "NOUN") or subject.text.lower() in ("you", "they"):
                return True
    return False


def _readiness(document: Document, verb: int) -> Act | None:
    for adjective in document.dependents(verb, "acomp"):
        if adjective.lemma in ("ready", "prepared", "willing"):
            for clause in document.dependents(adjective.i, "xcomp"):
                return Act.THREATEN if clause.lemma in _FORCE else Act.OFFER
    return None


def _about_oneself(document: Document, first: int, last: int) -> bool:
    """Say whether the duty that the words name is the speaker's own ("we must", "I have to")."""
    for n in range(first, last):
        if document.tokens[n].text.lower() in ("must", "have", "need"):
            verb = document.tokens[n].head if document.tokens[n].dep == "aux" else n
            return any(t.text.lower() in _SELF for t in document.dependents(verb, "nsubj"))
    return False


@lru_cache(maxsize=1)
def _phrases() -> re.Pattern[str]:
    groups = []
    for number, (act, phrases) in enumerate(phrases_of_content()):
        words = "|".join(re.escape(phrase).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for phrase in phrases)
        groups.append(rf"(?P<{act.value}_{number}>\b(?:{words})(?!\w))")
    return re.compile("|".join(groups))
