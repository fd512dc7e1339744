"""What a speaker's own side will do: "said that Cairo would not sign" refuses, from an Egyptian minister's mouth.

The extractors see that somebody "will" or "would"; whether that is the speaker's own side is known only once the
speaker's party is. From anyone else's mouth the same words stay an assertion.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.core.entry import Act, Stated, Statement
from onrecord.words import Shelf

if TYPE_CHECKING:
    from onrecord.core.document import Document, Token
    from onrecord.core.entry import Entry
    from onrecord.core.extraction import Extraction
    from onrecord.resolvers.directory.directory import Directory

word_set = Shelf("acts/sets")

_WILL = word_set("willing_forms")
_UNSURE = word_set("unsure_beside")
_BESIDE = frozenset({"advcl", "relcl", "acl"})
_SIDE = word_set("own_side")


class OwnWill:
    """Says of statements that only tell what the speaker's own side will do what they do by it.

    Args:
        directory: The actors known beforehand.
    """

    name = "own-will 1"

    def __init__(self, directory: Directory) -> None:
        self._directory = directory

    def resolve(self, document: Document, extraction: Extraction) -> Extraction:
        """Return the extraction with the promises, threats and refusals that are told of one's own side."""
        entries = tuple(self._entry(document, entry) for entry in extraction.entries)
        return replace(extraction, entries=entries)

    def _entry(self, document: Document, entry: Entry) -> Entry:
        if not isinstance(entry, Statement) or entry.act is not Act.ASSERT or entry.negated:
            return entry
        party = entry.speaker.party if entry.speaker else None
        verb = self._verb(document, entry, party) if party else None
        act = _willed(document, verb) if verb else None
        if verb is None or act is None:
            return entry
        if act is not Act.REFUSE:
            return replace(entry, act=act)
        rest = " ".join(document.report.text[verb.end : entry.content[0].end].split()).strip(" ,.”\"’'")
        return replace(entry, act=act, stated=Stated.NEGATIVE, reads=f"refuses to {verb.lemma} {rest}".strip())

    def _verb(self, document: Document, entry: Statement, party: str) -> Token | None:
        """Return the verb of the first main clause of what is said, where its subject is the speaker's side."""
        inside = document.tokens_in(entry.content[0].start, entry.content[0].end)
        for i in inside:
            subject = document.tokens[i]
            if subject.dep not in ("nsubj", "nsubjpass") or subject.head not in inside:
                continue
            verb = document.tokens[subject.head]
            if verb.dep in _BESIDE:
                continue
            return verb if subject.dep == "nsubj" and self._is_own(document, subject, party) else None
        return None

    def _is_own(self, document: Document, subject: Token, party: str) -> bool:
        """Say whether a subject names the party, or its government or army."""
        first = min((token.i for token in document.dependents(subject.i, "compound")), default=subject.i)
        names = [document.report.text[document.tokens[first].start : subject.end]]
        if subject.lemma.lower() in _SIDE:
            names += [owner.text for owner in document.dependents(subject.i, "amod", "poss", "compound")]
        named = (actor for name in names for actor in self._directory.named(name))
        return any(self._directory.party_over(actor) == party for actor in named)


def _willed(document: Document, verb: Token) -> Act | None:
    """Return what it does to say that one will, or will not, do something."""
    beside = {token.text.lower() for token in document.dependents(verb.i, "aux", "advmod")}
    if not beside & _WILL or beside & _UNSURE or verb.lemma in word_set("unwilled_verbs"):
        return None
    negated = document.has(verb.i, "neg") or "never" in beside
    if negated:
        return Act.PROMISE if verb.lemma in word_set("harm_verbs") else Act.REFUSE
    return Act.THREATEN if verb.lemma in word_set("force_verbs") else Act.PROMISE
