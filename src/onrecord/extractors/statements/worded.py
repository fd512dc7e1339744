"""The act of a statement by all its words, where no cue tells it: learned from annotated reports of disputes.

A phrase or the grammar of the first clause says much of what words do, and not all: "they are stepping up
patrols" announces, "its goal is to divide us" accuses. A small network over the encoder's states of what is said,
of the verb of its first clause, of its cue and of the rest of its sentence, beside what the rules say, gives for
each act how likely a reader would name it (`data/attribution/worded.npz`, made by
`training/attribution/worded.py`). The act by rule gives way only to one that is clearly likelier; what a cue tells
stands, and so does what is denied or refused. What grammar tells ("we will close it" promises) is done as well.
"""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from onrecord.core.entry import Act
from onrecord.encoder.fitted import fitted_bytes
from onrecord.encoder.layers import linear, sigmoid
from onrecord.encoder.states import WIDTH
from onrecord.extractors.statements.acts import Coding, Ground
from onrecord.extractors.statements.findings import BY_RULES
from onrecord.extractors.statements.lexicon import default_root, word_set

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from onrecord.core.document import Document, Token
    from onrecord.encoder.layers import Floats, Weights
    from onrecord.encoder.states import States
    from onrecord.extractors.statements.attributions import Attribution

# Grounds that leave open what a statement does.
OPEN = frozenset({Ground.PLAIN, Ground.SILENT, Ground.PHRASE, Ground.GRAMMAR, Ground.COMMAND, Ground.UNKNOWN})
SLOTS = ("content", "first", "cue", "around")  # the parts of a statement whose states are read
_KEPT = frozenset({Act.DENY, Act.REFUSE})  # what is denied or refused is told beside them
_NEVER = _KEPT | {Act.ASSERT}  # what a phrase or the grammar tells ("let us ...") is not taken back
_MOST = 70  # words that are read
_CUES = frozenset({"VERB", "NOUN", "ADJ", "ADV", "AUX", "ADP"})
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
_CLOSING = "\"'”’ )"


class Model(NamedTuple):
    """The network as it ships.

    Attributes:
        weights: Those of its layers: `SLOT` for each of `SLOTS`, then `out`.
        signs: What each feature counts for each act.
        acts: Those that it tells, in the order of its answers.
        margin: By how much an act must be likelier than the one by rule.
    """

    weights: Weights
    signs: Mapping[str, Floats]
    acts: tuple[Act, ...]
    margin: float

    def chances(self, given: Mapping[str, float], seen: Floats) -> dict[Act, float]:
        """Return for each act how likely a reader would name it.

        Args:
            given: The features of a statement.
            seen: The states of its parts (`seen_in`).
        """
        inner = [linear(row, self.weights, slot) for row, slot in zip(seen, SLOTS, strict=True)]
        scores = linear(np.maximum(np.concatenate(inner), 0), self.weights, "out")
        for name, value in given.items():
            if name in self.signs:
                scores = scores + value * self.signs[name]
        return dict(zip(self.acts, sigmoid(scores).tolist(), strict=True))


@lru_cache(maxsize=1)
def shipped() -> Model:
    """Load the model that ships with the package, once."""
    stored = np.load(BytesIO(fitted_bytes("attribution/worded.npz", BY_RULES)))
    layers = [f"{name}.{part}" for name in (*SLOTS, "out") for part in ("weight", "bias")]
    signs = dict(zip(stored["names"].tolist(), stored["signs"].astype(np.float32), strict=True))
    return Model(
        {name: stored[name].astype(np.float32) for name in layers},
        signs,
        tuple(map(Act, stored["acts"].tolist())),
        float(stored["margin"]),
    )


def worded(
    document: Document, attribution: Attribution, coding: Coding, states: States, model: Model | None = None
) -> Coding:
    """Return the coding of a statement with the act that its words tell, if that is clearly likelier.

    Args:
        document: The document.
        attribution: What is said by whom.
        coding: What the rules make of it.
        states: What the encoder makes of the document.
        model: Another than the one that ships.
    """
    if coding.act is None or not _is_open(coding):
        return coding
    known = model or shipped()
    likely = known.chances(features(document, attribution, coding), seen_in(document, attribution, states))
    best = max(likely, key=lambda act: likely[act])
    if best in _NEVER or likely[best] - likely.get(coding.act, 0.0) <= known.margin:
        return coding
    stays = coding.also is best or (coding.ground is Ground.GRAMMAR and coding.also is None)
    also = coding.act if stays else coding.also
    return Coding(
        best, None, default_root(best), negated=False, also=also, ground=Ground.WORDS, likely=likely[best]
    )


def seen_in(document: Document, attribution: Attribution, states: States) -> Floats:
    """Return the encoder's states of the parts of a statement, in the order of `SLOTS` (a row each).

    That of several words is their mean; a part that is not there has zeros.
    """
    said = [n for piece in attribution.content for n in document.tokens_in(*piece)]
    around = document.sentences[document.tokens[said[0]].sentence] if said else None
    parts = (
        said,
        [_first_word(document, attribution, said)] if said else [],
        range(*attribution.cue) if attribution.cue else (),
        [n for n in range(around.first, around.last) if n not in said] if around else (),
    )
    rows = np.zeros((len(SLOTS), WIDTH), dtype=np.float32)
    for row, part in zip(rows, parts, strict=True):
        if part:
            row[:] = states.of([document.tokens[n] for n in part]).mean(0)
    return rows


def _first_word(document: Document, attribution: Attribution, said: list[int]) -> int:
    """Return the verb of the first clause of what is said, or else its first word."""
    subject = _first_subject(document, document.tokens_in(*attribution.content[0]))
    return said[0] if subject is None else subject.head


def _is_open(coding: Coding) -> bool:
    """Say whether the act of a statement rests on nothing that the words could not overrule."""
    return coding.ground in OPEN and coding.act not in _KEPT and not coding.negated


def features(document: Document, attribution: Attribution, coding: Coding) -> dict[str, float]:
    """Return what tells the act of a statement beside its states: rules, cue, modal verbs, first clause."""
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
