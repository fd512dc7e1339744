"""An article of an export laid out: the lines that are its text, and what each of them is."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from onrecord.core.problem import Outcome, ProblemKind
from onrecord.core.report import Passage, PassageKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from onrecord.core.report import Report
    from onrecord.readers.source import Details, Source

_QUOTED = 160  # characters of a beginning that a problem quotes


class Piece(NamedTuple):
    """A stretch of an article: its words, what it is, and for furniture what kind ("outlet", "date", "author")."""

    words: str
    kind: PassageKind = PassageKind.PARAGRAPH
    why: str = ""


class Article(NamedTuple):
    """An article as an export holds it: its text, what each stretch of it is, and what is said of it."""

    text: str
    passages: tuple[Passage, ...]
    details: Details


def furniture(words: str, why: str) -> Piece:
    """Return a piece that is none of the article's prose."""
    return Piece(words, PassageKind.FURNITURE, why)


def laid_out(pieces: Iterable[Piece]) -> tuple[str, tuple[Passage, ...]]:
    """Return the text of pieces, one a line, and their passages; pieces without a letter are left out.

    >>> text, passages = laid_out([furniture("The Gazette", "outlet"), Piece("Talks began.")])
    >>> text, [(passage.start, passage.end, passage.why) for passage in passages]
    ('The Gazette\\nTalks began.', [(0, 11, 'outlet'), (12, 24, '')])
    """
    lines: list[str] = []
    passages: list[Passage] = []
    start = 0
    for words, kind, why in pieces:
        line = " ".join(words.split())
        if not line:
            continue
        passages.append(Passage(start, start + len(line), kind, why))
        lines.append(line)
        start += len(line) + 1
    return "\n".join(lines), tuple(passages)


def as_report(source: Source, article: Article, assumed: str = "") -> Outcome[Report]:
    """Return the report that an article is; one without prose is kept, and a problem says so."""
    problems = [source.problem(ProblemKind.ENCODING, f"{assumed}.")] if assumed else []
    if not any(passage.kind is PassageKind.PARAGRAPH for passage in article.passages):
        words = f"no text of the article was found in it; it begins: {beginning(article.text)}"
        problems.append(source.problem(ProblemKind.NO_TEXT, words))
    if not article.text.strip():
        return Outcome((), tuple(problems))
    return Outcome((source.report(article.text, article.details, article.passages),), tuple(problems))


def many(source: Source, number: int) -> Outcome[Report]:
    """Return the problem of an export that is read as one report: in a mail, or from standard input."""
    words = f"this is an export of {number} articles; save it as a file of its own, so that each of them is read."
    return source.nothing(ProblemKind.MALFORMED, words)


def beginning(text: str) -> str:
    """Return how a text begins, in quotation marks, for a problem to quote.

    >>> beginning("  Job   Number: 7\\n\\nDocuments (3)\\n")
    '"Job Number: 7 / Documents (3)"'
    """
    lines = (" ".join(line.split()) for line in text.lstrip("\ufeff").splitlines())
    quoted = " / ".join(line for line in lines if line)
    return f'"{quoted}"' if len(quoted) <= _QUOTED else f'"{quoted[:_QUOTED].rstrip()} ..."'
