"""What words do by their grammar: we will ... promises, we will not ... refuses, he hopes they will ... asks."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from onrecord.core.entry import Act
from onrecord.extractors.agents import label_of
from onrecord.extractors.statements.attributions import is_negated, modal_of
from onrecord.extractors.statements.lexicon import form_of, word_set
from onrecord.grammar import is_none

if TYPE_CHECKING:
    from onrecord.core.document import Document, Token
    from onrecord.extractors.statements.attributions import TextSpan

_HARM = word_set("harm_verbs")
_FORCE = word_set("force_verbs")
_HEARTFELT = word_set("heartfelt_verbs")
_CONSENTING = word_set("consenting_verbs")
_ADVERSARIES = word_set("adversaries")
_RELATIVES = word_set("relatives")
_UNWILLED = word_set("unwilled_verbs")
_BACK = word_set("back_pronouns")
_OWN = word_set("owners")
_LEADING = word_set("leading_words")
_IDLE = word_set("idle_commands")
_LEADING_PARTS = frozenset({"PUNCT", "SPACE", "INTJ", "CCONJ"})
_BELOW = frozenset({"ccomp", "conj", "parataxis"})  # of a sentence, where a command may stand
_UNGIVEN = word_set("ungiven_verbs")
_SPEAKING = word_set("idle_speaking")
_WILL = word_set("will_modals")
_STATES = word_set("states")
_UNRESOLVED = word_set("unresolved")
_READY = word_set("ready")
_OTHER_PRONOUNS = word_set("other_pronouns")
_ANSWERING_PAST = word_set("answering_past")
_ANSWERING_WILL = word_set("answering_will")
_BESIDE_AN_ANSWER = frozenset({"nsubj", "neg", "mark", "punct", "advmod", "cc"})


def performed(
    document: Document, first: int, last: int, reported: tuple[TextSpan, ...], *, speaker: frozenset[str]
) -> Act | None:
    """Return the act of the first main clause among some tokens, by its subject, its modal verb and its verb.

    Args:
        document: The document.
        first: The first token.
        last: One past the last token.
        reported: Offsets of what the words report of others.
        speaker: The pronouns that stand for the speaker: "we"; in the reporter's words "they" as well.
    """
    tokens = document.tokens
    for n in range(first, last):
        subject = tokens[n]
        if subject.dep not in ("nsubj", "nsubjpass") or not first <= subject.head < last:
            continue
        if any(low <= subject.start < high for low, high in reported):
            continue
        verb = tokens[subject.head]
        if verb.pos in ("VERB", "AUX") and verb.dep not in ("advcl", "relcl", "acl"):
            speaks = subject.text.lower() in speaker or _is_ones_own(document, subject)
            return _act(document, subject, verb, speaks=speaks)
    return None


def is_command(document: Document, first: int, last: int) -> bool:
    """Say whether a sentence, or what of one stands among some tokens, tells someone to do something."""
    tokens = document.tokens
    n = next((k for k in range(first, last) if not _leads(tokens[k])), last)
    if n == last or _is_broken_off(document, n, first):
        return False
    told_not = tokens[n].text == "Do" and any(t.dep == "neg" for t in tokens[n + 1 : min(n + 2, last)])
    n += 2 * (told_not or (tokens[n].lemma == "do" and tokens[n].tag == "VB"))  # do not, don't
    return n < last and _is_imperative(document, n, first, told_not=told_not)


def _leads(token: Token) -> bool:
    """Say whether a word or mark may stand before a command."""
    return token.pos in _LEADING_PARTS or token.text.lower() in _LEADING


def _is_broken_off(document: Document, n: int, first: int) -> bool:
    """Say whether words are the rest of a sentence that was broken off."""
    token = document.tokens[n]
    return n == first and n != document.sentences[token.sentence].first and token.text[:1].islower()


def _is_imperative(document: Document, n: int, first: int, *, told_not: bool) -> bool:
    verb = document.tokens[n]
    if verb.tag != "VB" or verb.lemma in _IDLE:
        return False
    below = verb.dep in _BELOW and not first <= verb.head < n
    beside = document.dependents(n, "nsubj", "nsubjpass", "aux", "auxpass", "expl")
    return (below or verb.dep == "ROOT") and all(told_not and token.lemma == "do" for token in beside)


class _Clause(NamedTuple):
    """A clause, as the rules of what it does need it; `speaks`: its subject is the speaker, or his side."""

    document: Document
    subject: Token
    verb: Token
    speaks: bool
    modal: str
    negated: bool

    @property
    def of_state(self) -> bool:
        """Whether the speaker's state is the subject: "my country would not sign"."""
        return self.speaks and self.subject.lemma in _STATES and _is_ones_own(self.document, self.subject)

    @property
    def willed(self) -> bool:
        """Whether it tells what will be done; "would" tells so of who is spoken of."""
        back = self.modal == "would" and (self.subject.text.lower() in _BACK or self.of_state)
        return back or self.modal in _WILL

    @property
    def refuses(self) -> bool:
        """Whether a party says that it will not do so."""
        unwilling = self.willed or (self.modal == "can" and self.verb.lemma in _CONSENTING)
        own = self.speaks or _is_spoken_for(self.document, self.subject)
        return self.negated and unwilling and own


def _act(document: Document, subject: Token, verb: Token, *, speaks: bool) -> Act | None:
    clause = _Clause(document, subject, verb, speaks, modal_of(document, verb.i), is_negated(document, verb.i))
    if any(rule(clause) for rule in _IDLE_CLAUSES):
        return None
    return next((act for rule in _ACTS if (act := rule(clause))), None)


def _is_unresolved(clause: _Clause) -> bool:
    """Would rather vote, would have voted."""
    return bool(clause.modal) and _is_no_resolve(clause.document, clause.verb)


def _is_ungiven(clause: _Clause) -> bool:
    """Will not rule it out, will not hesitate."""
    return clause.negated and clause.verb.lemma in _UNGIVEN


def _is_unwilled(clause: _Clause) -> bool:
    """Will not be surprised, will not know."""
    return clause.verb.lemma in _UNWILLED and clause.refuses


# What tells nothing of what will be done, whatever else does.
_IDLE_CLAUSES = (_is_unresolved, _is_ungiven, _is_unwilled)


def _sends_none(clause: _Clause) -> Act | None:
    """No troops will be sent."""
    none = is_none(clause.document, clause.subject.i)
    return Act.REFUSE if none and clause.modal in _WILL and clause.subject.dep == "nsubjpass" else None


def _answers(clause: _Clause) -> Act | None:
    """It had not; they would not; he would: an auxiliary stands for what was asked, or told before."""
    verb = clause.verb
    below = clause.document.dependents(verb.i)
    if clause.subject.pos != "PRON" or any(token.dep not in _BESIDE_AN_ANSWER for token in below):
        return None
    if verb.lemma in _ANSWERING_PAST:
        return Act.DENY if clause.negated else None
    willed = verb.lemma in _ANSWERING_WILL and (clause.speaks or clause.subject.text.lower() in _BACK)
    return (Act.REFUSE if clause.negated else Act.PROMISE) if willed else None


def _will_not(clause: _Clause) -> Act | None:
    """We will not sign; we will not attack."""
    if not clause.refuses:
        return None
    return Act.PROMISE if clause.verb.lemma in _HARM else Act.REFUSE


def _will(clause: _Clause) -> Act | None:
    """We will help; we will strike back."""
    own = clause.speaks and (clause.subject.pos == "PRON" or clause.of_state)
    if clause.negated or not own or not clause.willed or clause.verb.lemma in _UNWILLED:
        return None
    return Act.THREATEN if clause.verb.lemma in _FORCE else Act.PROMISE


def _hopes(clause: _Clause) -> Act | None:
    """We hope that they stop."""
    heartfelt = clause.subject.pos == "PRON" and form_of(clause.verb) in _HEARTFELT
    return Act.ASK if heartfelt and _is_for_others(clause.document, clause.verb.i) else None


def _wants(clause: _Clause) -> Act | None:
    """We want a treaty."""
    wants = clause.speaks and clause.verb.lemma == "want"
    return Act.DEMAND if wants and any(clause.document.dependents(clause.verb.i, "dobj")) else None


def _is_ready(clause: _Clause) -> Act | None:
    """We are ready to talk."""
    if not clause.speaks or clause.verb.lemma != "be":
        return None
    return _readiness(clause.document, clause.verb.i, negated=clause.negated)


# What a clause does by its grammar, the first that fits.
_ACTS = (_sends_none, _answers, _will_not, _will, _hopes, _wants, _is_ready)


def _is_no_resolve(document: Document, verb: Token) -> bool:
    """Say whether a modal verb tells of no resolve: would rather vote, would have voted, will be driven back."""
    beside = {t.text.lower() for t in document.dependents(verb.i, "advmod", "aux")}
    if beside & _UNRESOLVED or verb.lemma in _SPEAKING or verb.tag == "VBG":
        return True
    return document.carries(verb.i, _BACK, "nsubjpass")


def _is_ones_own(document: Document, subject: Token) -> bool:
    """Say whether a subject is the speaker's side ("our forces"), not who stands against it ("our opponents")."""
    return document.carries(subject.i, _OWN, "poss") and subject.lemma not in _ADVERSARIES | _RELATIVES


def _is_spoken_for(document: Document, subject: Token) -> bool:
    """Say whether others speak for the one named: a state or a body, not a person ("Smith can't win")."""
    return subject.pos == "PROPN" and label_of(document, subject.i) != "PERSON"


def _is_for_others(document: Document, verb: int) -> bool:
    """Say whether what is hoped for is for someone else to do."""
    for clause in document.dependents(verb, "ccomp"):
        if clause.tag in ("VBD", "VBN") or (clause.lemma in _UNWILLED and clause.tag in ("VBP", "VBZ")):
            continue  # wishes she had, hopes they are
        for subject in document.dependents(clause.i, "nsubj"):
            if subject.pos in ("PROPN", "NOUN") or subject.text.lower() in _OTHER_PRONOUNS:
                return True
    return False


def _readiness(document: Document, verb: int, *, negated: bool) -> Act | None:
    for adjective in document.dependents(verb, "acomp"):
        if adjective.lemma in _READY:
            for clause in document.dependents(adjective.i, "xcomp"):
                if clause.lemma in _UNWILLED:
                    return None
                if negated:
                    return Act.REFUSE
                return Act.THREATEN if clause.lemma in _FORCE else Act.OFFER
    return None
