"""Words that the pipeline keeps: so many, and no more, however many reports one process reads.

A pipeline remembers every word that it ever met, some 400 bytes each. Of the reports of a dispute the first few
thousand hold nearly all that come again; from then on what is new in a report is forgotten with it.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from threading import RLock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.language import Language

WORDS_KEPT = 20_000

# What one thread forgets, another that parses beside it may be looking at; a forked process, too.
_ONE_AT_A_TIME = RLock()
if hasattr(os, "register_at_fork"):
    os.register_at_fork(
        before=_ONE_AT_A_TIME.acquire,
        after_in_parent=_ONE_AT_A_TIME.release,
        after_in_child=_ONE_AT_A_TIME.release,
    )


@contextmanager
def forgetting(nlp: Language) -> Iterator[None]:
    """Let the pipeline forget at the end of the block which words it met there, once it knows enough of them.

    What it made in the block, a `Doc` above all, must not be looked at behind it. Threads wait for each other.
    """
    with _ONE_AT_A_TIME:
        if len(nlp.vocab) < WORDS_KEPT:
            yield
            return
        with nlp.memory_zone():
            yield
        _forget_lemmas(nlp)


def _forget_lemmas(nlp: Language) -> None:
    for _, part in nlp.pipeline:
        lemmas = getattr(part, "cache", None)
        if isinstance(lemmas, dict) and len(lemmas) > WORDS_KEPT:
            lemmas.clear()
