"""What the sign asks of a parse: negation, modals, subjects, particles, what a clause is marked by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.core.document import printed
from onrecord.grammar import is_of_it
from onrecord.resolvers.propositions.lists import phrases, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.core.document import Document, Token

SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")
VERBAL = ("VERB", "AUX")
_NONE_OF = words("none_of")
_BARE_VERBS = words("bare_verbs")
_BETTER = words("better")
_TO, _FROM, _FOR, _AS = words("to"), words("from"), words("for"), words("as")


def lemma(document: Document, token: Token) -> str:
    """Return the lemma of a word in lower case, a verb's with its particle ("rule_out")."""
    found = token.lemma.lower()
    if token.pos in VERBAL or token.tag.startswith("VB"):
        for particle in document.dependents(token.i, "prt"):
            return f"{found}_{particle.lemma.lower()}"
    return found


def is_turned(document: Document, token: Token, path: int) -> bool:
    """Say whether a word is negated, by itself or by a subject that is nobody; said twice it counts once.

    A subject that is on the way to the word itself (`path`) counts for itself and not again here.
    """
    return any(
        is_no_longer(document, child) or (child.i != path and _denies(document, child))
        for child in document.dependents(token.i)
    )


def is_no_longer(document: Document, word: Token) -> bool:
    """Say whether a word is the "longer" of "no longer"."""
    if word.dep != "advmod" or word.text.lower() != "longer":
        return False
    return document.tokens[word.i - 1].text.lower() == "no"


def _denies(document: Document, child: Token) -> bool:
    """Say whether a word denies what it hangs on: "not", nobody as its subject, "under no circumstances"."""
    if child.dep in ("neg", "det", "preconj", "advmod"):
        return child.text.lower() in words("negatives")
    if child.dep in SUBJECTS:
        return is_nobody(document, child)
    return child.dep == "prep" and is_in_no_case(document, child)


def is_wished(document: Document, clause: Token) -> bool:
    """Say whether a clause of condition is what would be good: "it would be best if he resigned"."""
    above = document.tokens[clause.head]
    beside = document.dependents(above.i, "acomp", "attr") if above.lemma.lower() in words("copulas") else ()
    return any({one.lemma.lower(), one.text.lower()} & (words("good") | _BETTER) for one in beside)


def is_no_chance(document: Document, noun: Token) -> bool:
    """Say whether a noun denies the clause that hangs on it: "there is no way we will join"."""
    return noun.lemma.lower() in words("chances") and is_nobody(document, noun)


def is_in_no_case(document: Document, preposition: Token) -> bool:
    """Say whether a phrase denies all that it stands with: "under no circumstances", "on no account"."""
    behind = document.dependents(preposition.i, "pobj")
    return any(one.lemma.lower() in words("cases") and is_nobody(document, one) for one in behind)


def is_nobody(document: Document, token: Token) -> bool:
    """Say whether a noun phrase names nobody or nothing: "no state", "none of them"."""
    return document.carries(token.i, _NONE_OF, "det") or token.text.lower() in words("negative_subjects")


def subject(document: Document, token: Token) -> Token | None:
    """Return the subject of a verb; of one that shares it with the verb before or above it, that one's."""
    for _ in range(6):
        found = next(document.dependents(token.i, "nsubj", "nsubjpass"), None)
        if found is not None:
            return found
        if token.dep not in ("conj", "xcomp", "acl", "pcomp", "advcl") or token.head == token.i:
            return None
        token = document.tokens[token.head]
        if token.pos not in VERBAL:
            return None
    return None


def marks(document: Document, token: Token) -> frozenset[str]:
    """Return the words that mark a clause ("if", "unless", "because", "to")."""
    return frozenset(child.text.lower() for child in document.dependents(token.i, "mark", "advmod", "prep", "aux"))


def has_to(document: Document, clause: Token) -> bool:
    """Say whether a clause is marked by "to": what shall be, or be done."""
    return not _TO.isdisjoint(marks(document, clause))


def has_modal(document: Document, token: Token) -> bool:
    """Say whether a verb is said to have to be: "must", "should", "needs to", "has to"."""
    if any(child.lemma.lower() in words("modals") for child in document.dependents(token.i, "aux")):
        return True
    above = document.tokens[token.head]
    return token.dep == "xcomp" and above.lemma.lower() in words("has_to")


def will_be(document: Document, token: Token, *, told_of: bool) -> bool:
    """Say whether a verb stands in the future; in what is told of, "would" is one ("said that it would ...")."""
    return document.carries(token.i, words("future_told" if told_of else "future"), "aux")


def is_imperative(document: Document, token: Token) -> bool:
    """Say whether a verb commands: bare, at the head of its sentence, with no subject."""
    if token.tag != "VB" or token.dep not in ("ROOT", "ccomp", "conj"):
        return False
    aux = [child for child in document.dependents(token.i, "aux") if child.lemma.lower() != "do"]
    return not aux and subject(document, token) is None


def is_prefixed(document: Document, token: Token) -> bool:
    """Say whether "non-" stands before a word: "non-membership"."""
    return document.report.text[max(0, token.start - 4) : token.start].lower() in phrases("non")


def is_kept_from(document: Document, verb: Token) -> bool:
    """Say whether a verb keeps someone from doing something: what is not to be is that."""
    leads = printed(document.dependents(verb.i, "prep"), _FROM)
    return any(document.has(lead.i, "pcomp") for lead in leads)


def is_purpose(document: Document, token: Token) -> bool:
    """Say whether a clause tells the end of an undoing: "the suspension of a member to protest the attack".

    A "refusal to talk" has no end in view: it is of the talks.
    """
    ends = token.dep in ("acl", "advcl") and has_to(document, token)
    return ends and document.tokens[token.head].lemma.lower() in words("turn_nouns") - words("refusals")


def called(document: Document, token: Token) -> Iterator[Token]:
    """Yield the words by which the verb above a word says what it is: "described the vote as fair".

    Of a verb that turns by itself ("denounced as illegal") none: it has said so already.
    """
    verb = document.tokens[token.head]
    if verb.i == token.i or token.dep not in ("dobj", "nsubj", "nsubjpass"):
        return
    if verb.lemma.lower() not in words("names") - words("turns"):
        return
    yield from document.dependents(verb.i, "oprd", "attr", "acomp", "ccomp")
    for child in printed(document.dependents(verb.i, "prep"), _AS):
        yield from document.dependents(child.i, "pobj", "amod", "pcomp")


def is_said_of_clause(document: Document, clause: Token, above: Token) -> Iterator[Token]:
    """Yield what "it is ..." says of the clause behind it: "it is vital that they join", "it was wrong to go"."""
    if clause.dep not in ("ccomp", "xcomp") or above.lemma.lower() not in words("copulas"):
        return
    if is_of_it(document, above):
        yield from document.dependents(above.i, "acomp", "attr")


def is_sent_home(document: Document, token: Token, verb: Token) -> bool:
    """Say whether people who are themselves the matter go away: "send the soldiers back"."""
    homeward = document.carries(verb.i, words("homeward"), "advmod", "prt", "prep")
    return homeward and token.lemma.lower() in words("people")


def judged_apart(document: Document, clause: Token, inside: frozenset[int]) -> Iterator[Token]:
    """Yield what "it is ..." says of a clause from which who speaks parts it: "it is absurd, he said, to go"."""
    if clause.dep != "advcl" or not has_to(document, clause) or clause.head in inside:
        return
    for beside in document.dependents(clause.head, "ccomp"):
        judged = beside.i in inside and beside.lemma.lower() in words("copulas")
        if judged and is_of_it(document, beside):
            yield from document.dependents(beside.i, "acomp", "attr")


def has_none_for(document: Document, verb: Token, path: int) -> bool:
    """Say whether a verb has nothing for what hangs on it: "to set no date for the vote"."""
    if path < 0 or verb.pos not in VERBAL or document.tokens[path].text.lower() not in _FOR:
        return False
    return any(is_nobody(document, child) for child in document.dependents(verb.i, "dobj"))


def is_restricted(document: Document, verb: Token) -> bool:
    """Say whether it is only how something is done that is negated: "nobody must negotiate under pressure"."""
    how = printed(document.dependents(verb.i, "prep"), words("restricts"))
    return any(not is_in_no_case(document, lead) for lead in how)


def is_done(document: Document, verb: Token) -> bool:
    """Say whether a verb tells that its subject does something, or did: "it was imposing sanctions"."""
    beside = {child.lemma.lower() for child in document.dependents(verb.i, "aux", "auxpass", "neg")}
    finite = verb.tag in ("VBD", "VBZ", "VBP") or bool(beside & _BARE_VERBS)
    return finite and not beside - _BARE_VERBS and lemma(document, verb) in words("does")


def is_whoever(document: Document, clause: Token, noun: Token) -> bool:
    """Say whether a clause picks out those of whom something is said to come: "firms that trade will be punished".

    It is a condition without "if"; "Egypt, which trades" is not, nor is what a name's clause tells along.
    """
    if noun.pos != "NOUN" or noun.dep not in SUBJECTS:
        return False
    behind = document.tokens[noun.i + 1 : clause.i]
    coming = will_be(document, document.tokens[noun.head], told_of=True)
    return coming and all(word.text != "," for word in behind)


def has_own_helper(document: Document, token: Token) -> bool:
    """Say whether a verb has a subject or auxiliary of its own, so that it shares none with the one before it."""
    return document.has(token.i, "aux", "nsubj", "neg", "auxpass")
