"""The words of a report that name matters of the catalogue: of an entry, and of the whole report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.core.proposition import Proposition, Sense, Sign
from onrecord.core.who import ActorKind
from onrecord.matters import about, spoken
from onrecord.resolvers.propositions.named import Anchor, lies_in, pieces

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from onrecord.core.document import Document
    from onrecord.core.entry import Entry
    from onrecord.matters import CatalogueMatter
    from onrecord.resolvers.actors.figures import Cast
    from onrecord.resolvers.propositions.begun import Begun


class Anchors:
    """Finds the words that name matters.

    Args:
        document: The report with its parse.
        cast: Who is named where.
    """

    def __init__(self, document: Document, cast: Cast) -> None:
        self._document = document
        self._cast = cast

    def of(
        self,
        entry: Entry,
        inside: frozenset[int],
        begun: Begun | None,
        matters: Iterable[CatalogueMatter] | None = None,
    ) -> Iterator[Anchor]:
        """Yield the words of each matter, of all by default.

        What lies within another's longer words is not meant by itself.

        "The nuclear deal" is about a deal; "the nuclear arms treaty" mentions what it is on.
        """
        anchors = list(self._found(entry, inside, begun, matters))
        heads = {anchor.token: anchor.matter.id for anchor in anchors}
        for anchor in anchors:
            if not any(lies_in(anchor, other) for other in anchors):
                yield anchor._replace(within=self._describes(anchor, heads))

    def anywhere(self, prevailing: str | None) -> Iterator[Proposition]:
        """Yield the matters that the report names, wherever that is; `prevailing` is the body of it."""
        for sentence in self._document.sentences:
            first, last = self._document.tokens[sentence.first], self._document.tokens[sentence.last - 1]
            text = self._document.report.text[first.start : last.end]
            body = self._names_body(range(sentence.first, sentence.last))
            said = spoken(text)
            for matter in about(said, names_body=body):
                if matter.needs_object:
                    continue
                for start, end in matter.spans(text, names_body=body):
                    words_of = self._document.report.cite(first.start + start, first.start + end)
                    of = prevailing if matter.needs_body else None
                    yield Proposition(matter.id, words_of, Sense.FACT, Sign.FOR, of)

    def _found(
        self, entry: Entry, inside: frozenset[int], begun: Begun | None, matters: Iterable[CatalogueMatter] | None
    ) -> Iterator[Anchor]:
        said = pieces(entry)
        if begun:
            said = (self._document.cite(begun.first, begun.last), *said)
            inside |= frozenset(range(begun.first, begun.last))
        whole = spoken(" ".join(piece.words for piece in said))
        body = self._names_body(inside)
        if matters is None:
            named = about(whole, names_body=body)
        else:
            named = (matter for matter in matters if matter.stands_in(whole, names_body=body))
        for matter in named:
            for piece in said:
                for start, end in matter.spans(piece.words, names_body=body):
                    tokens = [
                        i for i in self._document.tokens_in(piece.start + start, piece.start + end) if i in inside
                    ]
                    if tokens:
                        yield Anchor(matter, self._head(tokens), self._document.cite(tokens[0], tokens[-1] + 1))

    def _describes(self, anchor: Anchor, heads: dict[int, str]) -> bool:
        token = self._document.tokens[anchor.token]
        for _ in range(3):
            if token.dep not in ("compound", "amod", "nmod"):
                return False
            token = self._document.tokens[token.head]
            if heads.get(token.i, anchor.matter.id) != anchor.matter.id:
                return True
        return False

    def _head(self, tokens: list[int]) -> int:
        """Return the word of some that the others hang on."""
        there = set(tokens)
        return next((i for i in tokens if self._document.tokens[i].head not in there), tokens[-1])

    def _names_body(self, tokens: Iterable[int]) -> bool:
        """Say whether some words name an international body."""
        seen = (self._cast.at.get(i) for i in tokens)
        return any(one is not None and one.actor and one.kind is ActorKind.BODY for one in seen)
