"""A report as parsed, in our own types: tokens, sentences, names. `parse` makes it, the extractors read it.

Token indices run over the whole document; offsets are those of the report's text.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from onrecord.core.report import Citation, Passage, Report


_LONGEST_BRACKET = 20  # tokens, within a phrase


class Token(NamedTuple):
    """A word or mark with its syntax. A tuple, since a report has thousands.

    Attributes:
        i: Index in the document.
        start, end: Offsets in the report's text.
        text: The word as the report prints it.
        lemma: Dictionary form, lower case except for names.
        pos: Universal part of speech (UD): NOUN, VERB, PROPN ...
        tag: Penn Treebank tag: VBD, NNS ...
        dep: Dependency label (ClearNLP style, as spaCy's English pipelines give it): nsubj, ccomp ...
        head: Index of the head; its own index for the root of a sentence.
        sentence: Index of its sentence.
    """

    i: int
    start: int
    end: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    sentence: int


class Name(NamedTuple):
    """A proper name that the language pipeline found; `label` is OntoNotes' (PERSON, GPE, ORG, NORP ...).

    Token indices run from `first` up to but without `last`.
    """

    first: int
    last: int
    label: str


class Sentence(NamedTuple):
    """A sentence: tokens `first` up to but without `last`, its root, and the passage it stands in."""

    first: int
    last: int
    root: int
    passage: int


def printed(tokens: Iterable[Token], words: Collection[str]) -> Iterator[Token]:
    """Yield those of some tokens that are one of some words, as the report prints them, in small letters."""
    return (token for token in tokens if token.text.lower() in words)


@dataclass(frozen=True)
class Document:
    """A report with its parse.

    Not slotted: the children of each token are worked out once, on first use.
    """

    report: Report
    passages: tuple[Passage, ...]
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    names: tuple[Name, ...]

    @cached_property
    def children(self) -> tuple[tuple[int, ...], ...]:
        """For each token, the indices of the tokens whose head it is, in order."""
        below: list[list[int]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head != token.i:
                below[token.head].append(token.i)
        return tuple(map(tuple, below))

    @cached_property
    def _starts(self) -> list[int]:
        return [token.start for token in self.tokens]

    @cached_property
    def _ends(self) -> list[int]:
        return [token.end for token in self.tokens]

    @cached_property
    def _name_starts(self) -> list[int]:
        return [name.first for name in self.names]

    def dependents(self, i: int, *labels: str) -> Iterator[Token]:
        """Yield the children of a token whose dependency label is one of `labels` (all, if none given)."""
        for child in self.children[i]:
            token = self.tokens[child]
            if not labels or token.dep in labels:
                yield token

    def has(self, i: int, *labels: str) -> bool:
        """Say whether anything hangs on a token by one of these labels."""
        return any(self.tokens[child].dep in labels for child in self.children[i])

    def carries(self, i: int, words: Collection[str], *labels: str) -> bool:
        """Say whether one of some words hangs on a token by one of these labels: "to" as its aux."""
        return any(token.text.lower() in words for token in self.dependents(i, *labels))

    def upwards(self, token: Token, most: int) -> Iterator[Token]:
        """Yield a token, the word it hangs on, and so on up to the root of its sentence or `most` words."""
        for _ in range(most):
            yield token
            if token.head == token.i:
                return
            token = self.tokens[token.head]

    def subtree(self, i: int) -> tuple[int, int]:
        """Return the first token and one past the last token of everything that hangs on a token."""
        low = high = i
        pending = [i]
        while pending:
            current = pending.pop()
            low, high = min(low, current), max(high, current)
            pending.extend(self.children[current])
        return low, high + 1

    def past_bracket(self, i: int) -> int:
        """Return the token behind the bracket that opens at token `i`, or `i` itself where there is none."""
        if i >= len(self.tokens) or self.tokens[i].text != "(":
            return i
        last = min(i + _LONGEST_BRACKET, self.sentences[self.tokens[i].sentence].last)
        return next((n + 1 for n in range(i, last) if self.tokens[n].text == ")"), i)

    def tokens_in(self, start: int, end: int) -> range:
        """Return the indices of the tokens that overlap the offsets `start` up to `end`."""
        return range(bisect_right(self._ends, start), bisect_left(self._starts, end))

    def names_between(self, first: int, last: int) -> tuple[Name, ...]:
        """Return the names that begin among the tokens `first` up to but without `last`."""
        return self.names[bisect_left(self._name_starts, first) : bisect_left(self._name_starts, last)]

    def sentence_tokens(self, sentence: Sentence) -> tuple[Token, ...]:
        """Return the tokens of a sentence."""
        return self.tokens[sentence.first : sentence.last]

    def cite(self, first: int, last: int) -> Citation:
        """Return the citation of tokens `first` up to but without `last`."""
        return self.report.cite(self.tokens[first].start, self.tokens[last - 1].end)
