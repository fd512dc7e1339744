"""Tense, mood and negation of a verb, as far as they say whether its event took place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.core.document import printed
from onrecord.core.entry import Status
from onrecord.extractors.events.lexicon import status_words, word_set

if TYPE_CHECKING:
    from onrecord.core.document import Token
    from onrecord.extractors.events.syntax import Reading

ACTUAL = frozenset((Status.HAPPENED, Status.ONGOING))

_NEVER_PARTS = frozenset({"advmod", "cc", "preconj", "neg"})
_NEGATING_PARTS = frozenset({"nsubj", "nsubjpass", "dobj", "attr", "npadvmod"})
_MODALS = {
    **dict.fromkeys(word_set("planning_modals"), Status.PLANNED),
    **dict.fromkeys(word_set("possible_modals"), Status.POSSIBLE),
    **dict.fromkeys(word_set("demanding_modals"), Status.DEMANDED),
}
_NEVER = word_set("never")
_PARTLY = word_set("partly")
_NOBODY = word_set("nobody")
_DOUBT = word_set("doubting_adverbs")
_SEEMING = word_set("seeming")
_UNTIL = word_set("until")
_TENSELESS = word_set("tenseless")
_GOING_ON = word_set("going_on")
_CASES = word_set("cases")
_INVERTED = word_set("inverted")
_EACH = word_set("each")
_NO = word_set("no")
_NEITHER = word_set("neither")
_SHOULD = word_set("should")
_WHENEVER = word_set("whenever")


def mood(reading: Reading, verb: int) -> Status | None:
    """Return what a verb's own form says, or None for a form without tense, whose governor decides."""
    state = _form(reading, reading.tokens[verb])
    if is_negated(reading, verb):
        return Status.DENIED
    if state is not None and any(child.lemma.lower() in _DOUBT for child in reading.below(verb, "advmod")):
        return Status.POSSIBLE
    if state is Status.PLANNED and depends_on_condition(reading, verb):
        return Status.POSSIBLE
    return state


def _form(reading: Reading, token: Token) -> Status | None:
    auxiliaries = [child.text.lower() for child in reading.below(token.i, "aux", "auxpass")]
    modal = next((word for word in auxiliaries if word in _MODALS), None)
    if modal:
        return _of_modal(reading, token, modal, auxiliaries)
    if token.pos == "AUX" and token.text.lower() in _MODALS:
        return _MODALS[token.text.lower()]
    if "to" in auxiliaries:
        return _of_infinitive(reading, token, auxiliaries)
    return _of_participle(token, auxiliaries) if token.tag == "VBG" else _of_tense(token, auxiliaries)


def _of_infinitive(reading: Reading, token: Token, auxiliaries: list[str]) -> Status | None:
    """Return what an infinitive says: only "seems to have fired" tells what happened."""
    return Status.HAPPENED if "have" in auxiliaries and _seems(reading, token) else None


def _of_tense(token: Token, auxiliaries: list[str]) -> Status | None:
    """Return what a past, present or bare form says, without modal and "to"."""
    if token.tag in ("VBD", "VBN"):
        ongoing = "being" in auxiliaries and not {"was", "were"}.intersection(auxiliaries)
        return Status.ONGOING if ongoing else Status.HAPPENED
    if token.tag in ("VBZ", "VBP"):
        return Status.ONGOING
    if auxiliaries:  # a bare form under do, does, did
        return Status.HAPPENED if "did" in auxiliaries else Status.ONGOING
    return None


def _of_modal(reading: Reading, token: Token, word: str, auxiliaries: list[str]) -> Status:
    """Return what a modal says; "would" told of the past ("said it would") is a plan, not a supposition."""
    if "have" in auxiliaries:
        return Status.POSSIBLE
    if word == "would" and _is_told_of_the_past(reading, token):
        return Status.POSSIBLE if depends_on_condition(reading, token.i) else Status.PLANNED
    return _MODALS[word]


def _is_told_of_the_past(reading: Reading, token: Token) -> bool:
    """Say whether a verb stands in a clause behind one in the past: "said it would"."""
    head = reading.tokens[token.head]
    return token.dep == "ccomp" and token.i > head.i and head.tag in ("VBD", "VBN")


def _of_participle(token: Token, auxiliaries: list[str]) -> Status | None:
    if any(word in _GOING_ON for word in auxiliaries):
        return Status.ONGOING
    if "be" in auxiliaries:
        return Status.PLANNED
    if auxiliaries:
        return Status.HAPPENED
    if token.dep in ("acl", "advcl", "ROOT"):
        return Status.ONGOING
    return None


def _seems(reading: Reading, token: Token) -> bool:
    return token.dep == "xcomp" and reading.tokens[token.head].lemma in _SEEMING


def has_tense(reading: Reading, verb: int) -> bool:
    """Say whether a verb form carries tense or a modal of its own."""
    token = reading.tokens[verb]
    auxiliaries = [child.text.lower() for child in reading.below(verb, "aux", "auxpass")]
    if "to" in auxiliaries:
        return False
    if auxiliaries:
        return auxiliaries[0] not in _TENSELESS
    return token.tag in ("VBD", "VBZ", "VBP") or (token.tag == "VBN" and token.dep in ("ROOT", "conj", "ccomp"))


def is_negated(reading: Reading, verb: int) -> bool:
    """Say whether a verb is negated: by "not", "never", "nor", or by a subject or object with "no"."""
    said = (_negates(reading, verb, child) for child in reading.below(verb))
    told = next((each for each in said if each is not None), None)
    return _is_negated_with(reading, reading.tokens[verb]) if told is None else told


def _negates(reading: Reading, verb: int, child: Token) -> bool | None:
    """Say whether what hangs on a verb negates it; None where it says nothing of that."""
    if child.i > verb and _is_of_a_part(reading, child):
        return None
    if child.dep == "neg" or (child.dep in _NEVER_PARTS and child.text.lower() in _NEVER):
        return True
    if child.dep in _NEGATING_PARTS and _is_none(reading, child):
        return child.dep != "npadvmod"
    return True if _has_neither(reading, child) or _is_no_longer(reading, child) else None


def _is_none(reading: Reading, child: Token) -> bool:
    """Say whether a subject or object is nobody, nothing, or none of its kind."""
    return child.text.lower() in _NOBODY or _has_no(reading, child)


def _has_neither(reading: Reading, child: Token) -> bool:
    """Neither side attacked."""
    return child.dep in ("nsubj", "nsubjpass") and reading.carries(child.i, _NEITHER)


def _is_no_longer(reading: Reading, child: Token) -> bool:
    return child.text.lower() == "longer" and child.dep in ("advmod", "npadvmod") and _has_no(reading, child)


def _is_negated_with(reading: Reading, token: Token) -> bool:
    """Say whether a verb is joined to a negated one, and negated with it: "did not shell or invade"."""
    if token.dep != "conj":
        return False
    between = {c.text.lower() for c in reading.below(token.head, "cc") if token.head < c.i < token.i}
    if "nor" in between:
        return True
    own = reading.has(token.i, "nsubj", "nsubjpass", "aux")
    return "or" in between and not own and is_negated(reading, token.head)


def _is_of_a_part(reading: Reading, negation: Token) -> bool:
    """Say whether "not" behind a verb negates only what follows: "had not such good talks"."""
    following = min(negation.i + 1, len(reading.tokens) - 1)
    return negation.text.lower() == "not" and reading.tokens[following].text.lower() in _PARTLY


def _has_no(reading: Reading, token: Token) -> bool:
    return reading.carries(token.i, _NO, "det", "neg", "advmod")


def is_supposed(reading: Reading, token: Token) -> bool:
    """Say whether a clause is a supposition or a question: "if X attacks", "should X attack", "will X attack?"."""
    return any(rule(reading, token) for rule in _SUPPOSING)


def _is_marked(reading: Reading, token: Token) -> bool:
    """If X attacks; should X attack."""
    if reading.carries(token.i, status_words().supposed, "mark", "advmod"):
        return True
    shoulds = printed(reading.below(token.i, "aux", "prep"), _SHOULD)
    return any(child.i == reading.leftmost(token.i) for child in shoulds)


def _is_behind_if(reading: Reading, token: Token) -> bool:
    head = reading.tokens[token.head]
    return token.dep == "pcomp" and head.text.lower() in status_words().supposed


def _is_in_case(reading: Reading, token: Token) -> bool:
    """Say whether a clause opens with "in case"."""
    return any(
        inner.lemma in _CASES and not reading.has(inner.i, "det")
        for prep in reading.below(token.i, "prep")
        if prep.i < token.i
        for inner in reading.below(prep.i, "pobj")
    )


def _is_inverted(reading: Reading, token: Token) -> bool:
    """Say whether "had", "were" or "should" stands before the subject: "had X attacked, ..."."""
    subject = next((child.i for child in reading.below(token.i, "nsubj", "nsubjpass")), None)
    return subject is not None and any(
        child.i < subject and child.text.lower() in _INVERTED for child in reading.below(token.i, "aux", "auxpass")
    )


def is_question(reading: Reading, token: Token) -> bool:
    """Say whether a clause asks: a sentence with a question mark, or what is quoted with one."""
    sentence = reading.document.sentences[token.sentence]
    if token.dep == "ccomp":
        end = min(reading.document.subtree(token.i)[1], sentence.last - 1)
        return token.i < token.head and reading.tokens[end].text == "?"
    ends = range(max(sentence.first, sentence.last - 2), sentence.last) if token.head == token.i else ()
    return any(reading.tokens[i].text == "?" for i in ends)


# The forms in which a clause only supposes.
_SUPPOSING = (_is_marked, _is_inverted, _is_in_case, _is_behind_if, is_question)


def depends_on_condition(reading: Reading, verb: int) -> bool:
    """Say whether a verb has a clause of condition: "it will respond if ..."."""
    supposed = status_words().supposed - _UNTIL
    return any(reading.carries(clause.i, supposed, "mark", "advmod") for clause in reading.below(verb, "advcl"))


def is_habit(reading: Reading, verb: int) -> bool:
    """Say whether a present tense tells a habit rather than an event: "usually attacks", "every year holds"."""
    token = reading.tokens[verb]
    if token.tag not in ("VBZ", "VBP"):
        return False
    if any(reading.carries(clause.i, _WHENEVER, "advmod", "mark") for clause in reading.below(verb, "advcl")):
        return True
    return any(_tells_habit(reading, child) for child in reading.below(verb, "advmod", "npadvmod"))


def _tells_habit(reading: Reading, child: Token) -> bool:
    """Say whether an adverb or a span of time says how often: "usually", "every year"."""
    each = child.dep == "npadvmod" and reading.carries(child.i, _EACH)
    return each or child.lemma.lower() in status_words().habit
