"""Words that begin before their quotation: "Joining the union, he said, 'is not on the agenda'".

Only the second half stands in the speaker's words, and what it is about in the first: the subject, before the
verb of saying. The parser hangs it on that verb, or on the quoted one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from onrecord.core.entry import Event, Manner
from onrecord.resolvers.propositions.grammar import SUBJECTS, VERBAL

if TYPE_CHECKING:
    from onrecord.core.document import Document
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
    start = min(inside)
    roots = [document.tokens[i] for i in sorted(inside) if document.tokens[i].head not in inside - {i}]
    verb = next((root for root in roots if root.pos in VERBAL), None)
    if verb is None or verb.sentence != document.tokens[start].sentence:
        return None
    own = list(document.dependents(verb.i, *SUBJECTS))
    if own and all(one.i in inside for one in own):
        return None
    opening = document.sentences[verb.sentence].first
    above = document.tokens[verb.head]
    hung = document.dependents(above.i, "advcl", "dep", "csubj") if verb.dep == "ccomp" and not own else ()
    for head in (*own, *hung):
        first, last = document.subtree(head.i)
        if first == opening and last <= start:
            return Begun(first, last, head.i, verb.i)
    return None
