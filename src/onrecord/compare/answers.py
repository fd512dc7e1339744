"""Answers: a saying that denies what the saying before it claims ("denies this", "disputed that assessment").

What is denied has no words of its own there: it stands in the sentence before, or earlier in the same one, in
another's mouth. So it is looked for by place and by the words that stand for it.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from onrecord.compare.pairs import Pair, are_apart
from onrecord.compare.wordlists import phrases
from onrecord.core.entry import Act, Statement
from onrecord.matters import spoken, stands

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.compare.told import Told

CLAIMS = (Act.ASSERT, Act.ACCUSE, Act.ANNOUNCE, Act.WARN, Act.CRITICISE)
SHORT = 8  # words of an answer beyond which it says something of its own


def answered(told: Sequence[Told]) -> tuple[Pair, ...]:
    """Return the claims of a report with the answer behind each that denies it."""
    said = (one for one in told if isinstance(one.entry, Statement))
    return tuple(
        Pair("whether", claim, answer, "one says so, the other's answer denies it", "answer")
        for claim, answer in pairwise(said)
        if _is_right_behind(claim, answer)
        and claim.does(*CLAIMS)
        and _denies_it(answer)
        and are_apart(claim, answer)
    )


def _is_right_behind(claim: Told, answer: Told) -> bool:
    return 0 <= answer.sentence - claim.sentence <= 1


def _denies_it(told: Told) -> bool:
    """Say whether a saying denies something that only stands for what was said before."""
    entry = told.entry
    assert isinstance(entry, Statement)
    said = spoken(told.words.words.split(",")[0]).strip()  # "dispute that, saying the tests failed"
    if entry.negated or len(said.split()) > SHORT:
        return False
    if entry.act is Act.DENY:
        return any(_is_all(one, said) for one in phrases("answers", "what"))
    return any(stands(one, f" {said} ") for one in phrases("answers", "denies"))


def _is_all(phrase: str, said: str) -> bool:
    """Say whether words are a phrase and nothing else; `*` at its end stands for any ending."""
    return (
        said.startswith(phrase[:-1]) and " " not in said[len(phrase) - 1 :]
        if phrase[-1] == "*"
        else said == phrase
    )
