"""Parts of speech quickly: the pipeline's attribute ruler, with its answers remembered.

The ruler tries some two hundred patterns at every word. But for patterns of several words, what it answers hangs
on the word's tag and dependency alone and, for the few words that a pattern names, on the word; so one answer
holds for all words of which these are the same.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

import numpy as np
from spacy.attrs import DEP, IS_SPACE, LEMMA, LOWER, MORPH, POS, TAG
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.tokens import Doc

from onrecord.parse.forgotten import WORDS_KEPT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.pipeline import AttributeRuler
    from spacy.tokens import Token
    from spacy.vocab import Vocab
    from thinc.types import Ints2d

    Pattern = list[dict[str, object]]

_RULER, _REMEMBERED = "attribute_ruler", "onrecord_remembered_ruler"
_LOOKED_AT = frozenset({"TAG", "DEP", "LOWER", "IS_SPACE"})
_ANSWERS: list[int | str] = [POS, MORPH, LEMMA]


def remember(nlp: Language) -> None:
    """Put the remembering ruler in the place of the ruler; leave a ruler alone that looks at more than it can."""
    if nlp.has_pipe(_RULER) and _can_be_remembered(_ruler_of(nlp)):
        nlp.add_pipe(_REMEMBERED, after=_RULER)
        nlp.disable_pipe(_RULER)


@Language.factory(_REMEMBERED)
def _remembered(nlp: Language, name: str) -> Remembered:  # noqa: ARG001 - spaCy calls it so
    return Remembered(_ruler_of(nlp), nlp.vocab)


def _ruler_of(nlp: Language) -> AttributeRuler:
    return cast("AttributeRuler", nlp.get_pipe(_RULER))


def _patterns(ruler: AttributeRuler) -> Iterator[Pattern]:
    for rule in ruler.patterns:
        yield from cast("list[Pattern]", rule["patterns"])


def _can_be_remembered(ruler: AttributeRuler) -> bool:
    """Say whether the patterns look at nothing but tag, dependency and the lower-case word, plainly named."""
    words = [token for pattern in _patterns(ruler) for token in pattern]
    named = [token["LOWER"] for token in words if isinstance(token.get("LOWER"), dict)]
    return all(token.keys() <= _LOOKED_AT for token in words) and all(
        isinstance(each, dict) and each.keys() <= {"IN", "REGEX"} for each in named
    )


class Remembered:
    """Gives the answers of a ruler, asking it only for what it was not asked before."""

    def __init__(self, ruler: AttributeRuler, vocab: Vocab) -> None:
        self._ruler = ruler
        self._strings = vocab.strings
        self._several = Matcher(vocab)
        self._words: set[str] = set()
        self._forms: list[re.Pattern[str]] = []
        for number, pattern in enumerate(_patterns(ruler)):
            if len(pattern) > 1:
                self._several.add(str(number), [pattern])
            for token in pattern:
                self._name(token.get("LOWER"))
        self._named: dict[int, int] = {}
        self._answers: dict[tuple[int, ...], tuple[int, ...]] = {}

    def _name(self, lower: object) -> None:
        if isinstance(lower, str):
            self._words.add(lower)
        elif isinstance(lower, dict):
            self._words.update(lower.get("IN", ()))
            if "REGEX" in lower:
                self._forms.append(re.compile(lower["REGEX"]))

    def __call__(self, doc: Doc) -> Doc:
        """Set part of speech, morphology and lemma as the ruler would."""
        rows = doc.to_array([LOWER, TAG, DEP, IS_SPACE]).tolist()
        if any(row[3] for row in rows) or self._several(doc):
            return self._ruler(doc)
        keys = [(self._key(row[0]), row[1], row[2]) for row in rows]
        for number, key in enumerate(keys):
            if key not in self._answers:
                self._answers[key] = self._asked(doc[number])
        if keys:
            known = np.array([self._answers[key] for key in keys], dtype=np.uint64)
            doc.from_array(_ANSWERS, cast("Ints2d", known))
        return doc

    def _asked(self, token: Token) -> tuple[int, ...]:
        """Return what the ruler answers for a word, asked for it alone: it is slow on all the others."""
        alone = Doc(token.vocab, [token.text], tags=[token.tag_], deps=[token.dep_], heads=[0])
        return tuple(self._ruler(alone).to_array(_ANSWERS).tolist()[0])

    def _key(self, lower: int) -> int:
        """Return the word where a pattern names it, else 0."""
        known = self._named.get(lower)
        if known is None:
            word = self._strings[lower]
            is_named = word in self._words or any(form.search(word) for form in self._forms)
            known = lower if is_named else 0
            if len(self._named) < WORDS_KEPT:
                self._named[lower] = known
        return known
