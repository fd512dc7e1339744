"""What may be asked of a parse, once: for statements, events, times, actors, dates and propositions alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.words import Shelf

if TYPE_CHECKING:
    from collections.abc import Iterable

    from onrecord.core.document import Document, Token

_words = Shelf("grammar")
_NO = _words("no")
_TO = _words("to")
_HAVE = _words("perfect")
_IT = _words("it")
_WITHOUT = _words("without")


def is_none(document: Document, noun: int) -> bool:
    """Say whether a noun says that there is none of its kind: "no doubt"."""
    return document.carries(noun, _NO, "det")


def makes_condition(preposition: Token) -> bool:
    """Say whether a preposition makes what it leads to a condition, where nothing is to be without it."""
    return preposition.text.lower() in _WITHOUT


def is_to_infinitive(document: Document, verb: Token) -> bool:
    """Say whether a verb is an infinitive with its "to"."""
    return verb.tag == "VB" and document.carries(verb.i, _TO, "aux")


def is_perfect(document: Document, verb: int) -> bool:
    """Say whether a verb tells what is over: "has known", "should have known"."""
    return makes_perfect(document.dependents(verb, "aux"))


def makes_perfect(helpers: Iterable[Token]) -> bool:
    """Say whether one of the auxiliaries of a verb makes it tell what is over."""
    return any(helper.lemma in _HAVE for helper in helpers)


def is_pluperfect(document: Document, verb: int) -> bool:
    """Say whether a verb tells what was over by then: "had known"."""
    return makes_perfect(helper for helper in document.dependents(verb, "aux") if helper.tag == "VBD")


def is_of_it(document: Document, verb: Token) -> bool:
    """Say whether a verb says something of "it", which stands for what follows: "it is vital that they join"."""
    return document.carries(verb.i, _IT, "nsubj", "expl")
