"""What words do by a telling phrase, whoever reports them: "non-starter" refuses, "they must leave" demands.

The phrases are data (`data/acts/contents.toml`); the grammar around one says whether it is meant so: not
in an aside ("the skills they need to find work"), not of another's doing ("the mayor failed to rule it out").
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from onrecord.core.entry import Act
from onrecord.core.traits import Trait, acts_that
from onrecord.extractors.agents import label_of
from onrecord.extractors.statements.attributions import is_negated, is_passive, modal_of, subject_of
from onrecord.extractors.statements.lexicon import phrases_of_content, word_set
from onrecord.grammar import is_perfect

if TYPE_CHECKING:
    from onrecord.core.document import Document, Token
    from onrecord.extractors.statements.attributions import TextSpan

_SELF = word_set("i_and_we")
_SELF_OR_WHO = word_set("i_and_we", "who")
_YOU = word_set("you")
_OF = word_set("of")
_THERE = word_set("there")
_DENIABLE = acts_that(Trait.DENIABLE)
_JUDGING = acts_that(Trait.JUDGING)
_DIRECTING = acts_that(Trait.DIRECTING)
_NOT = re.compile(rf"\b(?:{'|'.join(word_set.in_order('denying_words'))})\b|n't\b")
_SUPPOSED = word_set("conditions", "open_questions")
_ASIDES = frozenset({"relcl", "acl", "advcl", "pcomp", "csubj"})
_BLAMING = acts_that(Trait.BLAMING)  # they do so in an aside, too
_PREDICATES = frozenset({"attr", "oprd", "acomp", "ROOT", "ccomp", "appos", "xcomp", "conj", "advcl"})
_PREDICATED = frozenset({"acomp", "oprd", "ccomp", "xcomp", "conj"})
_HAVING = word_set("having_verbs")
_NEEDING = word_set("needing_verbs")
_ASKING = word_set("requesting_verbs")
_POSSIBLE = word_set("possible_modals")
_IDLE = word_set("idle_duties")
_JUDGED_LEADS = word_set("judged_leads")
_NEEDING_VERBS = word_set("needing_verbs")
_GUESSING = word_set("guessing")
_INDEFINITE_ARTICLES = word_set("indefinite_articles")


def phrased(
    document: Document, first: int, last: int, reported: tuple[TextSpan, ...], speaker: frozenset[str]
) -> Act | None:
    """Return the act of the first telling phrase that is the speaker's own, outside any condition.

    Args:
        document: The document.
        first: The first token of the words.
        last: One past the last token.
        reported: Offsets of what the words report of others.
        speaker: The pronouns that stand for the speaker.
    """
    start = document.tokens[first].start
    text = document.report.text[start : document.tokens[last - 1].end].lower().replace("’", "'")
    for found in _phrases().finditer(text):
        at = start + found.start()
        token = document.tokens[document.tokens_in(at, at + 1).start]
        if any(low <= at < high for low, high in reported) or _is_in_a_name(token):
            continue
        act = Act((found.lastgroup or "assert").rstrip("_0123456789"))
        if act in _DENIABLE and _NOT.search(text, max(found.start() - 14, 0), found.start()):
            continue
        if not _is_aside(document, token, act, first, last) and _does(document, token, act, speaker):
            return act
    return None


def _does(document: Document, token: Token, act: Act, speaker: frozenset[str]) -> bool:
    """Say whether a phrase that begins with a token does its act here."""
    if _is_another_word(document, token):
        return False
    if act in _DIRECTING:
        return not _directs_nobody(document, token) and not _is_own_duty(document, token, act)
    if act in _JUDGING:
        judges = not _is_mere_chance(document, token, act) and not _is_by_the_way(document, token)
        return judges and not _is_anothers(document, token, speaker)
    if act in (Act.REFUSE, Act.DENY):
        undone = is_negated(document, token.i)  # "cannot rule it out"
        return not undone and not _is_anothers(document, token, speaker)
    return act is not Act.ACCUSE or _is_blame(document, token)


def _is_mere_chance(document: Document, token: Token, act: Act) -> bool:
    """Would be helpful."""
    return act is Act.PRAISE and modal_of(document, _verb_over(document, token).i) in _POSSIBLE


def _is_another_word(document: Document, token: Token) -> bool:
    """Say whether a word of judgement or request is another one here: to please, a welcome, thanks to the rain."""
    if token.lemma == "please":
        return token.pos != "INTJ"
    if token.text.lower() == "thanks":
        return any(t.text == "to" for t in document.tokens[token.i + 1 : token.i + 2])
    return token.lemma == "welcome" and token.pos == "NOUN"


def _directs_nobody(document: Document, token: Token) -> bool:
    """Say whether words of request or duty direct nobody: will have to pay, let us be clear."""
    if token.lemma in _ASKING and is_negated(document, token.i):
        return True
    return _is_mere_need(document, token) or _is_let_be(document, token) or _is_no_duty(document, token)


def _is_aside(document: Document, token: Token, act: Act, first: int, last: int) -> bool:
    """Say whether a word stands in an "if" clause of some tokens, or in a clause that only describes."""
    for word in document.upwards(token, 12):
        if document.carries(word.i, _SUPPOSED, "mark"):
            return True
        if not first <= word.head < last or word.head == word.i:
            return False
        if _is_unmeant(document, word, act) or _only_describes(document, word, act):
            return True
    return False


def _is_unmeant(document: Document, clause: Token, act: Act) -> bool:
    """Say whether a clause asks for what someone does not think right: does not believe that they should."""
    return act in _DIRECTING and clause.dep == "ccomp" and is_negated(document, clause.head)


def _only_describes(document: Document, clause: Token, act: Act) -> bool:
    """Say whether a clause is an aside; not so in "it is something that pleases us"."""
    return clause.dep in _ASIDES and act not in _BLAMING and document.tokens[clause.head].dep != "attr"


def _is_by_the_way(document: Document, token: Token) -> bool:
    """Say whether a word of judgement only describes what is spoken of: "working in dangerous conditions"."""
    if token.pos == "NOUN":
        return token.dep in ("compound", "nmod", "npadvmod")
    noun = document.tokens[token.head]
    if token.i > noun.i or noun.dep in _PREDICATES:
        return False
    governor = document.tokens[noun.head]
    if noun.dep == "dobj":
        return governor.lemma not in _HAVING
    return governor.text.lower() not in _JUDGED_LEADS


def _is_mere_need(document: Document, token: Token) -> bool:
    """Say whether words of duty tell what will have to be or is needed, and direct nobody: "will have to pay"."""
    if token.text.lower() in _NEEDING_VERBS and token.pos == "NOUN":
        return True
    if token.lemma not in _NEEDING:
        return False
    idle = any(t.lemma in _IDLE for t in document.dependents(token.i, "xcomp"))
    return idle or any(document.dependents(token.i, "aux")) or _is_guess(document, token)


def _is_guess(document: Document, token: Token) -> bool:
    return document.carries(token.i, _GUESSING, "advmod")


def _is_in_a_name(token: Token) -> bool:
    """Say whether a word is part of a name or title, not said of anything: the book "Sin"."""
    return token.pos == "PROPN" and token.text[:1].isupper() and not token.text.isupper()


def _is_no_duty(document: Document, token: Token) -> bool:
    """Say whether a modal verb supposes: should they come, it must be a mistake, it must have been lost."""
    if token.dep != "aux":
        return False
    verb = token.head
    if token.lemma == "should" and token.i < min((t.i for t in document.dependents(verb, "nsubj")), default=-1):
        return True
    if token.lemma != "must":
        return False
    said = document.dependents(verb, "attr")
    indefinite = any(document.carries(t.i, _INDEFINITE_ARTICLES, "det") for t in said)
    return indefinite or is_perfect(document, verb)


def _is_let_be(document: Document, token: Token) -> bool:
    """Say whether "let us" asks for nothing: "let's be clear", "let us see"."""
    following = document.tokens[token.i + 2 : token.i + 3]
    return token.lemma == "let" and any(t.lemma in _IDLE for t in following)


def _is_anothers(document: Document, token: Token, speaker: frozenset[str]) -> bool:
    """Say whether it is someone else who is told to refuse, deny or praise: "its critics reject it"."""
    if token.pos != "VERB" or is_passive(document, token.i):
        return False
    subject = subject_of(document, token.i)
    if subject is None or subject.text.lower() in speaker | _THERE:
        return False
    named = label_of(document, subject.i)
    return subject.pos in ("NOUN", "PRON") or named == "PERSON" or (not named)


def _is_blame(document: Document, token: Token) -> bool:
    """Say whether a word of guilt blames someone: not "we are responsible", "the council responsible for it"."""
    if token.lemma == "lie" and token.pos == "VERB":  # "the reason lies with", "it is lying near the mine"
        return all(t.text.lower() == "about" for t in document.dependents(token.i, "prep"))
    if _is_beside_blame(document, token):
        return False
    verb = _verb_over(document, token)
    if modal_of(document, verb.i) in _POSSIBLE or token.dep == "compound" or _is_of_data(document, token):
        return False
    return not document.carries(verb.i, _SELF_OR_WHO, "nsubj")


def _is_beside_blame(document: Document, token: Token) -> bool:
    """Statistics on violations; the council responsible for it."""
    if token.lemma == "violation":
        return token.dep not in _PREDICATES and not _has_of(document, token)
    return token.lemma == "responsible" and token.dep not in _PREDICATED


def _verb_over(document: Document, token: Token) -> Token:
    """Return the verb that a word hangs on, or is."""
    for _ in range(4):
        if token.pos in ("VERB", "AUX"):
            break
        token = document.tokens[token.head]
    return token


def _has_of(document: Document, token: Token) -> bool:
    return document.carries(token.i, _OF, "prep")


def _is_of_data(document: Document, token: Token) -> bool:
    """Say whether a breach is of data or a wall, and no one's guilt."""
    return token.lemma == "breach" and any(document.dependents(token.i, "compound"))


def _is_own_duty(document: Document, token: Token, act: Act) -> bool:
    """Say whether no one else is told to do what a word of duty names.

    The duty is the speaker's own ("we must"); or, for "should", no one's, or past ("they should have known").
    """
    verb = token.head if token.dep == "aux" else token.i
    if token.lemma in _ASKING and document.carries(verb, _SELF, "nsubj"):
        return False  # "we call on Norland": whoever asks is not who is asked
    if act is Act.ASK and is_perfect(document, verb):
        return True
    return any(_is_no_other(subject, act) for subject in document.dependents(verb, "nsubj"))


def _is_no_other(subject: Token, act: Act) -> bool:
    """Say whether a duty is the speaker's own; or, for what is only asked, that of nobody who is named."""
    word = subject.text.lower()
    return word in _SELF or (act is Act.ASK and subject.pos == "PRON" and word not in _YOU)


@lru_cache(maxsize=1)
def _phrases() -> re.Pattern[str]:
    groups = []
    for number, (act, phrases) in enumerate(phrases_of_content()):
        words = "|".join(re.escape(phrase).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for phrase in phrases)
        groups.append(rf"(?P<{act.value}_{number}>\b(?:{words})(?!\w))")
    return re.compile("|".join(groups))
