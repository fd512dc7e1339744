"""Words that begin before their quotation: "Joining the union, he said, 'is not on the agenda'".

Only the second half stands in the speaker's words, and what it is about in the first: the subject, before the
verb of saying. The parser hangs it on that verb, or on the quoted one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from onrecord.core.entry import Event, Manner
from onrecord.resolvers.propositions.grammar import SUBJECTS, VERBAL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.core.document import Document, Token
    from onrecord.core.entry import Entry


class Begun(NamedTuple):
    """A subject outside the words said: its tokens (`first` up to but without `last`), its head, its verb."""

    first: int
    last: int
    head: int
    verb: int


def begun_before(document: Document, entry: Entry, inside: frozenset[int]) -> Begun | None:
    """Return the subject that stands before words quoted in part; None where they have one, or none is found."""
    if isinstance(entry, Event) or entry.manner is Manner.INDIRECT or not inside:
        return None
    verb = _verb(document, inside)
    if verb is None:
        return None
    opening = document.sentences[verb.sentence].first
    for head in _subjects(document, verb, inside):
        first, last = document.subtree(head.i)
        if first == opening and last <= min(inside):
            return Begun(first, last, head.i, verb.i)
    return None


def _verb(document: Document, inside: frozenset[int]) -> Token | None:
    """Return the verb at the head of words quoted in part, if it stands in the sentence in which they begin."""
    known = (document.tokens[i] for i in sorted(inside))
    roots = (token for token in known if token.head == token.i or token.head not in inside)
    verb = next((root for root in roots if root.pos in VERBAL), None)
    return verb if verb and verb.sentence == document.tokens[min(inside)].sentence else None


def _subjects(document: Document, verb: Token, inside: frozenset[int]) -> Iterator[Token]:
    """Yield what may be the subject of a quoted verb, outside its words; nothing where it has one in them."""
    own = list(document.dependents(verb.i, *SUBJECTS))
    if own and all(one.i in inside for one in own):
        return
    yield from own
    if verb.dep == "ccomp" and not own:
        yield from document.dependents(verb.head, "advcl", "dep", "csubj")
