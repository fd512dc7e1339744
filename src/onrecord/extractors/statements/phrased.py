"""What words do by a telling phrase, whoever reports them: "non-starter" refuses, "they must leave" demands.

The phrases are data (`data/acts/contents.toml`); the grammar around one says whether it is meant so.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from onrecord.core.entry import Act
from onrecord.extractors.statements.lexicon import phrases_of_content, word_set

if TYPE_CHECKING:
    from onrecord.core.document import Document, Token
    from onrecord.extractors.statements.attributions import TextSpan

_SELF = frozenset({"i", "we"})
_DENIABLE = frozenset({Act.PRAISE, Act.ACCUSE, Act.CRITICISE, Act.THREATEN, Act.WARN, Act.PROMISE})
_JUDGING = frozenset({Act.PRAISE, Act.CRITICISE})
_DIRECTING = frozenset({Act.DEMAND, Act.ASK})
_NOT = re.compile(r"\b(?:not|never|no|without)\b|n['’]t\b")
_IF = word_set("conditions")


def phrased(document: Document, first: int, last: int, reported: tuple[TextSpan, ...]) -> Act | None:
    """Return the act of the first telling phrase that is the speaker's own, outside any condition.

    Args:
        document: The document.
        first: The first token of the words.
        last: One past the last token.
        reported: Offsets of what the words report of others.
    """
    start = document.tokens[first].start
    text = document.report.text[start : document.tokens[last - 1].end].lower()
    for found in _phrases().finditer(text):
        at = start + found.start()
        if any(low <= at < high for low, high in reported) or _is_conditional(document, at, first, last):
            continue
        act = Act((found.lastgroup or "assert").rstrip("_0123456789"))
        if act in _DENIABLE and _NOT.search(text, max(found.start() - 14, 0), found.start()):
            continue
        if act in _JUDGING and _is_by_the_way(document, at):
            continue
        if act not in _DIRECTING or not _is_own_duty(document, at, act):
            return act
    return None


def _at(document: Document, offset: int) -> Token:
    return document.tokens[document.tokens_in(offset, offset + 1).start]


def _is_conditional(document: Document, at: int, first: int, last: int) -> bool:
    """Say whether the word at an offset stands in an "if" clause of its sentence."""
    token = _at(document, at)
    for _ in range(12):
        if token.dep == "advcl" and any(t.text.lower() in _IF for t in document.dependents(token.i, "mark")):
            return True
        if not first <= token.head < last or token.head == token.i:
            return False
        token = document.tokens[token.head]
    return False


def _is_by_the_way(document: Document, at: int) -> bool:
    """Say whether a word of judgement only describes the circumstances: "working in dangerous conditions"."""
    token = _at(document, at)
    noun = document.tokens[token.head]
    if token.dep != "amod" or noun.dep != "pobj":
        return False
    return document.tokens[noun.head].text.lower() not in ("of", "as")


def _is_own_duty(document: Document, at: int, act: Act) -> bool:
    """Say whether no one else is told to do what a word of duty names.

    The duty is the speaker's own ("we must"); or, for "should", no one's, or past ("they should have known").
    """
    token = _at(document, at)
    verb = token.head if token.dep == "aux" else token.i
    if act is Act.ASK and any(t.lemma == "have" for t in document.dependents(verb, "aux")):
        return True
    return any(
        t.text.lower() in _SELF or (act is Act.ASK and t.pos == "PRON" and t.text.lower() != "you")
        for t in document.dependents(verb, "nsubj")
    )


@lru_cache(maxsize=1)
def _phrases() -> re.Pattern[str]:
    groups = []
    for number, (act, phrases) in enumerate(phrases_of_content()):
        words = "|".join(re.escape(phrase).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for phrase in phrases)
        groups.append(rf"(?P<{act.value}_{number}>\b(?:{words})(?!\w))")
    return re.compile("|".join(groups))
