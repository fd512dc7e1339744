"""Sentences, tokens, syntax, names: a cleaned report becomes a `Document`.

Each passage is parsed by itself, so that no sentence runs over furniture or a paragraph's end. The text given to
the pipeline is the report's, with marks it cannot read replaced one for one by marks it can: offsets stay those
of the report.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from spacy.attrs import DEP, HEAD, IDX, IS_SPACE, LEMMA, LENGTH, POS, SENT_START, TAG

from onrecord.core.document import Document, Name, Sentence, Token
from onrecord.parse.attached import joined_in_headlines, rehung
from onrecord.parse.forgotten import forgetting
from onrecord.parse.headlines import HEADS, as_sentence, is_titled, spelling
from onrecord.parse.pipeline import DEFAULT_PIPELINE, common_words, pipeline

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.tokens import Doc

    from onrecord.core.report import Passage, Report

# Characters that go to the pipeline at once. Its memory grows with the length of a text, and no paragraph that
# anyone wrote is longer; a line of megabytes is cut.
MOST_AT_ONCE = 20_000

# One character for one character: the pipeline was trained on text with these marks, offsets must not move.
_LEGIBLE = str.maketrans(
    {
        "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u200b": " ", "\u00ad": " ", "\ufeff": " ",
        "\u201e": "\u201c", "\u201f": "\u201c", "\u2039": "\u2018", "\u203a": "\u2019",
        "\u00ab": "\u201c", "\u00bb": "\u201d", "\u2032": "\u2019", "\u2033": "\u201d",
        "\n": " ", "\r": " ", "\t": " ", "\u2028": " ", "\u2029": " ", "\x0b": " ", "\x0c": " ", "\x85": " ",
    }
)  # fmt: skip
# A rule of dashes, encoded data: no word is so long, and the tokenizer's time grows with the square of it.
_NO_WORD = re.compile(r"\S{400,}")
# Brackets as treebanks write them, which exports of parsed text keep. The mark stands at the outer end.
_WRITTEN_BRACKETS = (("-LRB-", "(    "), ("-RRB-", "    )"))
_DOUBLE_COMMA = re.compile(r",,(?=\S)")
_DOUBLE_APOSTROPHE = re.compile(r"''|’’")
_DOUBLE_GRAVE = re.compile(r"``|‘‘")


def legible(text: str) -> str:
    """Return the text as the pipeline should see it: same length, marks it knows.

    >>> legible(",,We agree,'' he said.")
    ' “We agree, ” he said.'
    """
    text = _NO_WORD.sub(lambda run: " " * len(run[0]), text)
    for written, bracket in _WRITTEN_BRACKETS:
        text = text.replace(written, bracket)
    text = _DOUBLE_COMMA.sub(" “", text)
    text = _DOUBLE_APOSTROPHE.sub(" ”", text)
    return _DOUBLE_GRAVE.sub(" “", text).translate(_LEGIBLE)


def parse(reports: Iterable[Report], *, pipeline_name: str = DEFAULT_PIPELINE) -> Iterator[Document]:
    """Yield the Document of each report, in order. A report without passages gives an empty Document."""
    nlp = pipeline(pipeline_name)
    for report in reports:
        passages = tuple(passage for passage in report.passages if passage.is_read)
        pieces = [
            piece for number, passage in enumerate(passages) for piece in _pieces(report.text, number, passage)
        ]
        texts = _texts(report.text, passages, pieces, common_words(nlp))
        with forgetting(nlp):
            document = _document(report, passages, pieces, nlp.pipe(texts, batch_size=64))
        yield document


def _texts(
    text: str, passages: tuple[Passage, ...], pieces: list[_Piece], common: frozenset[str]
) -> Iterator[str]:
    """Yield what the pipeline is to read of each piece: marks that it knows, headlines as sentences."""
    titled = {number for number, passage in enumerate(passages) if is_titled(text, passage)}
    spelled = spelling(text, passages) if titled else None
    for piece in pieces:
        words = legible(text[piece.start : piece.end])
        yield as_sentence(words, spelled, common) if spelled and piece.passage in titled else words


class _Piece(NamedTuple):
    """What goes to the pipeline at once: a passage, or a part of an overlong one."""

    passage: int
    start: int
    end: int


def _pieces(text: str, number: int, passage: Passage) -> Iterator[_Piece]:
    """Cut a passage longer than the pipeline should take at once, at white space where there is any."""
    start = passage.start
    while passage.end - start > MOST_AT_ONCE:
        cut = max(text.rfind(mark, start + 1, start + MOST_AT_ONCE) for mark in (" ", "\n"))
        end = cut if cut > start else start + MOST_AT_ONCE
        yield _Piece(number, start, end)
        start = end
    yield _Piece(number, start, passage.end)


def _document(
    report: Report, passages: tuple[Passage, ...], pieces: list[_Piece], docs: Iterable[Doc]
) -> Document:
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    names: list[Name] = []
    for piece, doc in zip(pieces, docs, strict=True):
        place = _add_tokens(report.text, piece.start, doc, tokens, len(sentences))
        _add_sentences(doc, place, piece.passage, tokens, sentences)
        names.extend(
            Name(place[entity.start], place[entity.end], entity.label_)
            for entity in doc.ents
            if place[entity.end] > place[entity.start]
        )
    rehung(tokens)
    joined_in_headlines(tokens, (one for one in sentences if passages[one.passage].kind in HEADS))
    return Document(report, passages, tuple(tokens), tuple(sentences), tuple(names))


def _add_tokens(text: str, base: int, doc: Doc, tokens: list[Token], sentence: int) -> list[int]:
    """Append the tokens of one parsed piece that begins at offset `base`, white space left out.

    Returns:
        For each spaCy token, and for the end, the index in `tokens` of the first one kept at or after it.
    """
    strings = doc.vocab.strings
    rows = doc.to_array([IDX, LENGTH, IS_SPACE, LEMMA, POS, TAG, DEP, HEAD, SENT_START]).astype("int64").tolist()
    unsigned = doc.to_array([LEMMA, POS, TAG, DEP]).tolist()
    place = [len(tokens)]
    for row in rows:
        place.append(place[-1] + (not row[2]))
    last = place[-1] - 1
    sentence -= 1
    for number, (row, names) in enumerate(zip(rows, unsigned, strict=True)):
        sentence += row[8] == 1 or number == 0
        if row[2]:
            continue
        start = base + row[0]
        tokens.append(
            Token(
                place[number], start, start + row[1], text[start : start + row[1]],
                strings[names[0]], strings[names[1]], strings[names[2]], strings[names[3]],
                min(place[number + row[7]], last), sentence,
            )
        )  # fmt: skip
    return place


def _add_sentences(
    doc: Doc, place: list[int], passage: int, tokens: list[Token], sentences: list[Sentence]
) -> None:
    """Append the sentences of one parsed piece; one of white space alone stays as an empty sentence."""
    for span in doc.sents:
        first, last = place[span.start], place[span.end]
        root = next((token.i for token in tokens[first:last] if token.head == token.i), first)
        sentences.append(Sentence(first, last, root, passage))
