"""What a line that ends with a colon leads into: paragraphs that are somebody's words, with or without marks.

"The ministry said in a statement:", "And from the envoy:", "Ilir Hoxha, foreign minister:" stand as paragraphs by
themselves; what follows is a block quotation, a quotation between marks, or a list of demands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.core.entry import Act
from onrecord.extractors.statements.ascriptions import unpossessed
from onrecord.extractors.statements.attributions import Attribution, named_phrase, trimmed
from onrecord.extractors.statements.lexicon import Frame, word_set
from onrecord.extractors.statements.quotations import Marks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from onrecord.core.document import Document, Token
    from onrecord.core.report import Passage
    from onrecord.extractors.statements.attributions import TokenSpan
    from onrecord.extractors.statements.lexicon import Cue, Lexicon
    from onrecord.extractors.statements.quotations import Quotation

_LONGEST = 160  # characters of a line that leads in
_LONGEST_SAID = 1500  # characters of a paragraph without marks that is taken for a quotation
_MOST = 12  # points of a list
_NAMES = frozenset({"NOUN", "PROPN"})
_GIVERS = word_set("from")
_LISTED = frozenset({Act.DEMAND, Act.ASK, Act.PROPOSE, Act.OFFER})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def is_lead(text: str) -> bool:
    """Say whether a paragraph is a short line that ends with a colon.

    >>> is_lead("The ministry said:"), is_lead("The ministry said no.")
    (True, False)
    """
    return text.rstrip().endswith(":") and len(text) <= _LONGEST


def named_in_lead(document: Document, passage: Passage) -> TokenSpan | None:
    """Return whom a line that leads in names: of whom it tells, from whom it is, or who is all of the line."""
    tokens = document.tokens_in(passage.start, passage.end)
    subject = next(_subjects(document, tokens), None)
    if subject:
        return named_phrase(document, subject.i)
    given = [n for n in tokens if _is_given(document, document.tokens[n])]
    return named_phrase(document, given[-1]) if given else _named_alone(document, tokens)


def _named_alone(document: Document, tokens: range) -> TokenSpan | None:
    """Return the name that is all of a line, with what describes it: "Ilir Hoxha, foreign minister:"."""
    if len(tokens) < 2 or any(document.tokens[n].tag in _FINITE for n in tokens):
        return None
    top = next((document.tokens[n] for n in tokens if document.tokens[n].head == n), None)
    named = top is not None and top.pos == "PROPN"
    return trimmed(document, tokens.start, _before_comma(document, tokens)) if named else None


def _is_given(document: Document, token: Token) -> bool:
    """Say whether a word names from whom a line is: "From the ministry:"."""
    return token.dep == "pobj" and document.tokens[token.head].text.lower() in _GIVERS


def _before_comma(document: Document, tokens: range) -> int:
    """Return where the name ends that opens a line: before what describes it, and the colon."""
    return next((n for n in tokens if document.tokens[n].text in (",", ":", "(")), tokens.stop)


def _subjects(document: Document, tokens: range) -> Iterator[Token]:
    for n in tokens:
        token = document.tokens[n]
        main = document.tokens[token.head].dep == "ROOT"
        if main and token.dep in ("nsubj", "nsubjpass") and token.pos in _NAMES:
            yield token


def led_in(document: Document, marks: Sequence[Quotation], words: Lexicon) -> Iterator[Attribution]:
    """Yield what lines with a cue of saying lead into, where the paragraphs behind them have no marks."""
    outer = Marks(marks)
    for number, passage in enumerate(document.passages[:-1]):
        if not is_lead(document.report.text[passage.start : passage.end]):
            continue
        if cue := _cue(document, passage, words):
            yield from _spoken(document, number, cue, outer)
        elif listed := _listed(document, passage, words):
            yield from _points(document, number, listed, outer)


def _spoken(document: Document, number: int, cue: tuple[int, Cue], outer: Marks) -> Iterator[Attribution]:
    """Yield the paragraphs behind a line with a cue of saying as the words of whoever the line names."""
    trigger, entry = cue
    source = named_in_lead(document, document.passages[number])
    said = list(_said(document, number + 1, outer)) if source else []
    if source and said:
        yield Attribution(
            tuple((one.start, one.end) for one in said), source, (trigger, trigger + 1), entry, Frame.QUOTE,
            trigger=trigger, quoted=True,
        )  # fmt: skip


def _cue(document: Document, passage: Passage, words: Lexicon) -> tuple[int, Cue] | None:
    """Return the main verb of a line, if it is one of saying, with its entry."""
    for n in document.tokens_in(passage.start, passage.end):
        token = document.tokens[n]
        if token.dep == "ROOT" and token.pos == "VERB" and token.tag in _FINITE:
            found = _single(words, token)
            return (n, found) if found else None
    return None


def _listed(document: Document, passage: Passage, words: Lexicon) -> tuple[int, Cue] | None:
    """Return the noun of what a line says that it lists: "Togo's demands are:", "She named her conditions:"."""
    for n in document.tokens_in(passage.start, passage.end):
        token = document.tokens[n]
        entry = words.nouns.get(token.lemma.lower())
        main = document.tokens[token.head].dep == "ROOT" and token.dep in ("nsubj", "dobj", "attr")
        if entry and entry.act in _LISTED and token.tag == "NNS" and main:
            return n, entry
    return None


def _points(document: Document, number: int, listed: tuple[int, Cue], outer: Marks) -> Iterator[Attribution]:
    """Yield the points of the list behind a line as what its noun says, of whoever's it is."""
    noun, entry = listed
    said = list(_said(document, number + 1, outer))
    owner = next((t for t in document.dependents(noun, "poss") if t.pos in _NAMES), None)
    line = document.passages[number]
    subject = next(_subjects(document, document.tokens_in(line.start, line.end)), None)
    whose = subject if subject and subject.i != noun else owner
    if whose and len(said) > 1:
        source = unpossessed(document, named_phrase(document, whose.i))
        yield Attribution(
            tuple((one.start, one.end) for one in said), source, (noun, noun + 1), entry, Frame.OBJECT,
            trigger=noun, nominal=True,
        )  # fmt: skip


def _single(words: Lexicon, verb: Token) -> Cue | None:
    """Return the entry of a verb of saying that is a cue by itself, or None."""
    entries = words.verbs.get(verb.lemma.lower(), ())
    found = next((entry for entry in entries if entry.act and len(entry.words) == 1), None)
    return found if found and (verb.lemma in words.quoting or Frame.OBJECT in found.frames) else None


def _said(document: Document, number: int, outer: Marks) -> Iterator[Passage]:
    """Yield the paragraph behind a line that leads in, or the points of the list there; none between marks."""
    text = document.report.text
    for passage in document.passages[number : number + _MOST]:
        words = text[passage.start : passage.end].strip()
        listed = words[:1].islower()
        first = passage is document.passages[number]
        if not words or outer.near(passage.start, passage.end) or is_lead(words) or len(words) > _LONGEST_SAID:
            return
        if not (first or listed):
            return
        yield passage
        if not listed:
            return
