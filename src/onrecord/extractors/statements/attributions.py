"""An attribution: who is said to have said or thought what, as spans of a document; and the phrases it is made of.

The span finders (`spoken`, `verbs`, `nominals`) make attributions, `acts` says what was done by saying it,
`statements` makes entries of them. A trained span finder may stand in for the first: the hand-over is this type.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from onrecord.extractors.statements.lexicon import word_set
from onrecord.grammar import is_none

if TYPE_CHECKING:
    from collections.abc import Iterable

    from onrecord.core.document import Document, Token
    from onrecord.extractors.statements.lexicon import Cue, Frame

TokenSpan = tuple[int, int]
TextSpan = tuple[int, int]

_SUBJECTS = ("nsubj", "nsubjpass")
_LEFT_OUT = frozenset({"relcl", "acl", "parataxis", "advcl", "ccomp", "cc", "conj", "prep", "npadvmod"})
_ENDS_A_NAME = frozenset({"relcl", "acl", "parataxis", "advcl", "ccomp"})
_RELATIVE = frozenset({"WP", "WDT", "WP$"})
_AFFIRMING = word_set("affirming_nouns")
_BOUNDING = word_set("bounding_words")
_DAY_LEADS = word_set("day_leads")
_LEADING_CONJUNCTIONS = word_set("leading_conjunctions")
_NONE_OF = word_set("none_of")
_THAT = word_set("that")
_NOTHING = word_set("nothing")
_MEANWHILE = word_set("meanwhile")
_NEGATING_ADVERBS = word_set("negating_adverbs")


class Attribution(NamedTuple):
    """One thing that someone is said to have said or thought.

    Attributes:
        content: The words said, as offsets, piece by piece.
        source: The tokens that name who, or None.
        cue: The tokens that tell that it was said, or None.
        entry: The cue's entry in the lexicon; None for a quotation without a cue and for mere ascription.
        frame: The shape in which the cue takes its content.
        addressee: The tokens that name to whom.
        head: The token that governs the content (its verb or noun), or -1 for a quotation.
        trigger: The token that the cue hangs on; -1 where there is none.
        negated: The cue is negated.
        modal: The auxiliary that makes the cue unreal or future ("will", "would", "can"), or an empty text.
        quoted: The content is a quotation as a whole.
        nominal: The cue is a noun: that it took place is taken for granted.
        confidence: Probability that source and content are right, where a model found them; None by rules.
    """

    content: tuple[TextSpan, ...]
    source: TokenSpan | None
    cue: TokenSpan | None
    entry: Cue | None
    frame: Frame | None
    addressee: TokenSpan | None = None
    head: int = -1
    trigger: int = -1
    negated: bool = False
    modal: str = ""
    quoted: bool = False
    nominal: bool = False
    confidence: float | None = None

    def holds(self, token: Token) -> bool:
        """Say whether a word is one of those said."""
        return any(start <= token.start < end for start, end in self.content)


def named_phrase(document: Document, i: int) -> TokenSpan:
    """Return the tokens that name what token `i` heads, without the clauses that hang on it."""
    tokens = document.tokens
    low, high = i, i + 1
    for child in document.children[i]:
        token = tokens[child]
        if child < i:
            if token.dep not in _LEFT_OUT and token.dep != "punct":
                low = min(low, document.subtree(child)[0])
        elif token.dep in _ENDS_A_NAME:
            break
        elif token.dep not in ("punct", "cc"):
            high = max(high, _end_of_part(document, child))
    return _within_sentence(document, i, low, high)


def _end_of_part(document: Document, child: int) -> int:
    """Return where a part of a name ends: before any clause that hangs on the part."""
    token = document.tokens[child]
    if token.dep in ("appos", "conj", "pobj"):
        return named_phrase(document, child)[1]
    if token.dep == "prep":
        objects = [part for part in document.children[child] if document.tokens[part].dep == "pobj"]
        return named_phrase(document, objects[0])[1] if objects else child + 1
    return document.subtree(child)[1]


def _within_sentence(document: Document, i: int, low: int, high: int) -> TokenSpan:
    sentence = document.sentences[document.tokens[i].sentence]
    return max(low, sentence.first), min(high, sentence.last)


def head_of(document: Document, span: TokenSpan) -> Token:
    """Return the first word of a span that hangs on none of the others; the last word where there is none."""
    first, last = span
    tokens = document.tokens
    return next((tokens[n] for n in range(first, last) if not first <= tokens[n].head < last), tokens[last - 1])


def whole_phrase(document: Document, i: int, without: Iterable[int] = ()) -> TokenSpan:
    """Return the tokens of everything that hangs on token `i`, marks at the edges and `without` left out."""
    low, high = _within_sentence(document, i, *document.subtree(i))
    for other in without:
        start, end = document.subtree(other)
        if start <= low < end <= i:
            low = end
        elif i < start < high <= end:
            high = start
    return trimmed(document, low, high)


def trimmed(document: Document, low: int, high: int) -> TokenSpan:
    """Return a span without the commas, stops and conjunctions at its edges; never empty if it was not."""
    tokens = document.tokens
    while high - low > 1 and tokens[high - 1].text in _EDGE_MARKS:
        high -= 1
    while high - low > 1 and (
        tokens[low].text in _EDGE_MARKS or tokens[low].text.lower() in _LEADING_CONJUNCTIONS
    ):
        low += 1
    return low, high


_EDGE_MARKS = frozenset({",", ".", ";", ":", "-", "–", "—", "!", "…", "--"})


def past_dateline(document: Document, span: TokenSpan) -> TokenSpan:
    """Return a span that begins a paragraph without the place and agency before the dash ("GENEVA (AP) - ")."""
    low, high = span
    tokens = document.tokens
    passage = document.passages[document.sentences[tokens[low].sentence].passage]
    if tokens[low].start > passage.start + 60:
        return span
    first = document.tokens_in(passage.start, passage.start + 1).start
    for n in range(first + 1, min(first + 14, high)):
        if tokens[n].text in _DASHES and tokens[n - 1].end < tokens[n].start:
            named = all(t.pos in ("PROPN", "PUNCT", "NUM") or t.text.isupper() for t in tokens[first:n])
            return (max(low, n + 1), high) if named and n + 1 < high else span
    return span


def past_date(document: Document, span: TokenSpan) -> TokenSpan:
    """Return a span without the day it begins with: it tells when it was said ("said Friday the talks ...")."""
    low, high = span
    tokens = document.tokens
    n = low + (tokens[low].text.lower() in _DAY_LEADS)
    while n < high and tokens[n].text in _DAYS:
        n += 1
        nominal = n + 1 < high and tokens[n].pos in ("PROPN", "PRON", "DET", "NOUN", "ADJ")
        if nominal or tokens[n].text.lower() in _THAT:
            return n, high
    return span


def before_while(document: Document, head: int, span: TokenSpan) -> int:
    """Return where a span ends before what others did meanwhile (", while the other side said ...")."""
    low, high = span
    if head < 0:
        return high
    for clause in document.dependents(head, "advcl"):
        for mark in document.dependents(clause.i, "mark"):
            if mark.text.lower() in _MEANWHILE and low + 2 < mark.i < high:
                return mark.i - (document.tokens[mark.i - 1].text == ",")
    return high


_DAYS = frozenset(f"{day}{ending}" for day in word_set.in_order("days") for ending in ("", "s"))
_DASHES = frozenset({"-", "--", "–", "—"})


def offsets(document: Document, span: TokenSpan) -> TextSpan:
    """Return the offsets of a span of tokens."""
    return document.tokens[span[0]].start, document.tokens[span[1] - 1].end


# How a verb without a subject leans on another, whose subject is its own.
_LEANING = frozenset({"conj", "xcomp", "advcl", "dep", "parataxis", "ccomp", "amod", "pcomp"})


def subject_of(document: Document, verb: int) -> Token | None:
    """Return the head word of who does what a verb says: its own subject, or that of the verb it leans on."""
    for _ in range(8):
        own = _own_subject(document, verb)
        token = document.tokens[verb]
        if own or token.head == verb:
            return own
        if token.dep in ("acl", "relcl"):
            return _described(document, token)
        patient = _patient(document, token.head) if token.dep == "xcomp" else None
        if patient or token.dep not in _LEANING:
            return patient
        governor = _leaned_on(document, token)
        if governor.pos not in ("VERB", "AUX"):
            return _named_above(token, governor)
        verb = governor.i
    return None


def _described(document: Document, clause: Token) -> Token | None:
    """Return the noun that a clause describes: the ministers, of "ministers meeting in Oslo"."""
    noun = document.tokens[clause.head]
    return noun if noun.pos in ("NOUN", "PROPN", "PRON") else None


def _leaned_on(document: Document, token: Token) -> Token:
    """Return the word that a verb without a subject leans on, past a preposition and past an infinitive."""
    governor = document.tokens[token.head]
    if token.dep == "pcomp" or _is_main_again(document, token, governor):
        return document.tokens[governor.head]
    return governor


def _named_above(token: Token, noun: Token) -> Token | None:
    """Return the noun that an adverbial clause hangs on as its subject, or None."""
    return noun if noun.pos in ("NOUN", "PROPN") and token.dep == "advcl" else None


def _is_main_again(document: Document, token: Token, governor: Token) -> bool:
    """Say whether a participle behind a comma goes on with the main clause, past an infinitive.

    "The minister pressed Juba to sign, insisting ...": it is the minister who insists.
    """
    comma = token.i > governor.i and document.tokens[token.i - 1].text == ","
    bare = governor.tag == "VB" and governor.dep in ("xcomp", "ccomp", "advcl")
    return (
        token.dep == "advcl"
        and token.tag == "VBG"
        and comma
        and bare
        and _own_subject(document, governor.i) is None
    )


def _own_subject(document: Document, verb: int) -> Token | None:
    passive = None
    agent = None
    for child in document.children[verb]:
        token = document.tokens[child]
        if token.dep == "nsubj":
            return token
        if token.dep == "nsubjpass":
            passive = token
        if token.dep == "agent":
            agent = next(document.dependents(child, "pobj"), None)
    return agent or passive


def _patient(document: Document, verb: int) -> Token | None:
    """Return whom a verb puts under an obligation ("urged Iran to promise"): that one does what follows."""
    return next((t for t in document.dependents(verb, "dobj") if t.pos in ("PROPN", "PRON")), None)


def antecedent(document: Document, token: Token) -> Token:
    """Return the word that a relative pronoun stands for; the word itself where it is none."""
    if token.tag not in _RELATIVE:
        return token
    verb = document.tokens[token.head]
    for _ in range(4):
        head = document.tokens[verb.head]
        if verb.dep == "relcl" and head.pos in ("NOUN", "PROPN", "PRON"):
            return head
        if head.i == verb.i:
            return token
        verb = head
    return token


def is_passive(document: Document, verb: int) -> bool:
    """Say whether a verb is in the passive."""
    return any(document.tokens[child].dep in ("auxpass", "nsubjpass") for child in document.children[verb])


def is_negated(document: Document, verb: int) -> bool:
    """Say whether a verb is negated: by an adverb, or by a subject that is nobody."""
    for child in document.children[verb]:
        token = document.tokens[child]
        if token.dep == "neg" or (child < verb and token.text.lower() in _NEGATING_ADVERBS):
            return True
        if token.dep in _SUBJECTS and (token.text.lower() in _NOBODY or _is_of_none(document, token)):
            return True
    return False


def has_no_object(document: Document, verb: int, content: Iterable[TextSpan] = ()) -> bool:
    """Say whether the object of a verb is nothing, or none of its kind: "gave no indication".

    Where the object is itself what is said ("accepts no mediator") the content tells so.
    """
    return any(
        _is_nothing(document, thing) and not any(low <= thing.start < high for low, high in content)
        for thing in document.dependents(verb, "dobj")
    )


_NOBODY = word_set("nobody")


def _is_of_none(document: Document, subject: Token) -> bool:
    """Say whether a subject is none of its kind: "no member of the bloc"."""
    return document.carries(subject.i, _NONE_OF, "det", "preconj", "cc")


def _is_nothing(document: Document, thing: Token) -> bool:
    """Say whether an object is none of its kind, and that denies: not "left no doubt", "nothing less than"."""
    if thing.lemma in _AFFIRMING:
        return False
    if thing.text.lower() in _NOTHING:
        following = document.tokens[thing.i + 1 : thing.i + 2]
        return not any(token.lemma in _BOUNDING for token in following)
    return is_none(document, thing.i)


def is_under_denial(document: Document, i: int) -> bool:
    """Say whether what a word tells stands in a clause or noun phrase that someone denies."""
    for token in document.upwards(document.tokens[i], 4):
        if token.dep not in ("ccomp", "xcomp", "dobj", "acl", "pcomp", "conj"):
            return False
        if document.tokens[token.head].lemma == "deny":
            return not is_negated(document, token.head)
    return False


def modal_of(document: Document, verb: int) -> str:
    """Return the modal verb that goes with a verb, in lower case, or an empty text."""
    for child in document.children[verb]:
        token = document.tokens[child]
        if token.dep == "aux" and token.tag == "MD":
            return {"'ll": "will", "’ll": "will", "wo": "will", "ca": "can", "'d": "would", "’d": "would"}.get(
                token.text.lower(), token.lemma
            )
    return ""
