"""The act of a statement by all its words, where no cue tells it: learned from annotated reports of disputes.

A phrase or the grammar of the first clause says much of what words do, and not all: "they are stepping up patrols"
announces, "its goal is to divide us" accuses. For each act a logistic regression over what the rules say, the
words and the first clause gives how likely a reader would name it (`data/attribution/worded.json`, made by
`training/attribution/worded.py`). The act by rule gives way only to one that is clearly likelier; what a cue tells
stands, and so does what is denied or refused. What grammar tells ("we will close it" promises) is done as well.
"""

from __future__ import annotations

import json
from functools import lru_cache
from math import exp
from typing import TYPE_CHECKING, NamedTuple

from onrecord.core.entry import Act
from onrecord.encoder.fitted import fitted_bytes
from onrecord.extractors.statements.acts import Coding, Ground
from onrecord.extractors.statements.findings import BY_RULES
from onrecord.extractors.statements.lexicon import default_root, word_set

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from onrecord.core.document import Document, Token
    from onrecord.extractors.statements.attributions import Attribution

# Grounds that leave open what a statement does.
OPEN = frozenset({Ground.PLAIN, Ground.SILENT, Ground.PHRASE, Ground.GRAMMAR, Ground.COMMAND, Ground.UNKNOWN})
_KEPT = frozenset({Act.DENY, Act.REFUSE})  # what is denied or refused is told beside them
_NEVER = _KEPT | {Act.ASSERT}  # what a phrase or the grammar tells ("let us ...") is not taken back
_MOST = 70  # words that are read
_TELLING = frozenset({"VERB", "NOUN", "ADJ", "ADV", "AUX"})
_CUES = _TELLING | {"ADP"}
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj"})
_BESIDE = frozenset({"advcl", "relcl", "acl"})
_PERSONS = {
    "first": word_set("i_and_we"),
    "back": word_set("back_pronouns"),
    "you": frozenset({"you"}),
}
_WORDS_OF = {"has first": word_set("weighed_first"), "has you": word_set("weighed_you")}
_MODALS = {"would": "will", "'ll": "will", "’ll": "will", "wo": "will", "shall": "will", "ca": "can"}
_MODAL = word_set("weighed_modals")
_HAVING = word_set("weighed_having")
_SAID = ("w ", "verb ", "md ")
_CLOSING = "\"'”’ )"


class Model(NamedTuple):
    """The weights of each feature by act, and by how much an act must be likelier than the one by rule."""

    weights: Mapping[str, Mapping[str, float]]
    margin: float


@lru_cache(maxsize=1)
def shipped() -> Model:
    """Load the model that ships with the package, once."""
    content = json.loads(fitted_bytes("attribution/worded.json", BY_RULES))
    return Model(content["weights"], content["margin"])


def worded(document: Document, attribution: Attribution, coding: Coding, model: Model | None = None) -> Coding:
    """Return the coding of a statement with the act that its words tell, if that is clearly likelier."""
    if coding.act is None or not _is_open(coding):
        return coding
    known = model or shipped()
    given = features(document, attribution, coding)
    likely = chances(given, known)
    best = max(likely, key=lambda act: likely[act])
    if best in _NEVER or likely[best] - likely.get(coding.act, 0.0) <= known.margin:
        return coding
    if not _speak_for(best, given, known):
        return coding
    stays = coding.also is best or (coding.ground is Ground.GRAMMAR and coding.also is None)
    also = coding.act if stays else coding.also
    return Coding(
        best, None, default_root(best), negated=False, also=also, ground=Ground.WORDS, likely=likely[best]
    )


def _is_open(coding: Coding) -> bool:
    """Say whether the act of a statement rests on nothing that the words could not overrule."""
    return coding.ground in OPEN and coding.act not in _KEPT and not coding.negated


def _speak_for(act: Act, given: Mapping[str, float], model: Model) -> bool:
    """Say whether words said speak for an act, not the cue alone: "called it meaningful" does not criticise."""
    said = (model.weights.get(name, {}).get(act, 0.0) for name in given if name.startswith(_SAID))
    return sum(said) > 0


def chances(given: Mapping[str, float], model: Model) -> dict[Act, float]:
    """Return for each act how likely a reader would name it."""
    sums: dict[str, float] = {}
    for name, value in given.items():
        for act, weight in model.weights.get(name, {}).items():
            sums[act] = sums.get(act, 0.0) + weight * value
    return {Act(act): 1 / (1 + exp(-total)) for act, total in sums.items()}


def features(document: Document, attribution: Attribution, coding: Coding) -> dict[str, float]:
    """Return what the act of a statement is chosen by: what the rules say, cue, words, first clause."""
    words = [document.tokens[n] for piece in attribution.content for n in document.tokens_in(*piece)]
    names = {
        "bias",
        *_of_rules(attribution, coding),
        *_of_cue(document, attribution),
        *_of_words(words[:_MOST]),
        *_of_clause(document, attribution, coding),
    }
    text = document.report.text
    if any(text[start:end].rstrip(_CLOSING).endswith("?") for start, end in attribution.content):
        names.add("question")
    if any("!" in text[start:end] for start, end in attribution.content):
        names.add("exclaims")
    return dict.fromkeys(sorted(names), 1.0) | {"len": min(len(words), 80) / 40}


def _of_rules(attribution: Attribution, coding: Coding) -> Iterator[str]:
    yield f"rule {coding.act}"
    yield f"rule {coding.act} {coding.ground}"
    yield f"ground {coding.ground}"
    yield f"frame {attribution.frame or 'none'}"
    if coding.also:
        yield f"also {coding.also}"
    if attribution.quoted:
        yield "quoted"
    if attribution.nominal:
        yield "nominal"


def _of_cue(document: Document, attribution: Attribution) -> Iterator[str]:
    if attribution.cue is None:
        yield "no cue"
        return
    for token in document.tokens[slice(*attribution.cue)]:
        if token.pos in _CUES:
            yield f"cue {token.lemma.lower()}"


def _of_words(words: list[Token]) -> Iterator[str]:
    for token in words:
        lower = token.text.lower()
        if token.pos in _TELLING and token.text.isascii():
            yield f"w {token.lemma.lower()}"
        if token.tag == "MD":
            yield f"md {lower}"
        for name, members in _WORDS_OF.items():
            if lower in members:
                yield name


def _of_clause(document: Document, attribution: Attribution, coding: Coding) -> Iterator[str]:
    """Yield who does what in the first main clause, and when: "subj first will"."""
    inside = document.tokens_in(*attribution.content[0])
    subject = _first_subject(document, inside)
    if subject is None:
        yield "no clause"
        yield f"first tag {document.tokens[inside.start].tag}" if inside else "no words"
        return
    verb = document.tokens[subject.head]
    who, tense = _person(subject), _tense(document, verb)
    yield f"subj {who}"
    yield f"tense {tense}"
    yield f"subj {who} {tense}"
    yield f"rule {coding.act} subj {who} {tense}"
    yield f"verb {verb.lemma.lower()}"
    if document.has(verb.i, "neg"):
        yield "neg"
        yield f"neg {who}"


def _first_subject(document: Document, inside: range) -> Token | None:
    for n in inside:
        token = document.tokens[n]
        if token.dep in _SUBJECTS and token.head in inside and document.tokens[token.head].dep not in _BESIDE:
            return token
    return None


def _person(subject: Token) -> str:
    """Return what kind of subject it is."""
    lower = subject.text.lower()
    for name, members in _PERSONS.items():
        if lower in members:
            return name
    if subject.dep == "expl":
        return "expl"
    return {"PROPN": "name", "NOUN": "thing"}.get(subject.pos, "pron")


def _tense(document: Document, verb: Token) -> str:
    """Return the modal verb of a clause, or else when it is."""
    beside = [token.text.lower() for token in document.dependents(verb.i, "aux", "auxpass")]
    for word in (*beside, verb.text.lower()):
        if (modal := _MODALS.get(word, word)) in _MODAL:
            return modal
    if verb.tag == "VBG" and beside:
        return "prog"
    if verb.tag == "VBN" and _HAVING.intersection(beside):
        return "perf"
    return "past" if verb.tag in ("VBD", "VBN") else "pres"
