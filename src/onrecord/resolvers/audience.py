"""Before whom a speaker goes on: what somebody says next is said to those whom he told, asked or met just before.

Of the annotated reports: where one statement tells whom it was said to, and the same speaker's next stands near
with nobody else's between, seven in ten of those next ones are said to the same. It is not so behind a demand, a
threat or praise, which name those they concern: there only what is said in the same sentence is said to them.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from onrecord.core.entry import Act, Statement
from onrecord.core.traits import Trait, acts_that
from onrecord.core.who import is_unnamed
from onrecord.words import Shelf

if TYPE_CHECKING:
    from onrecord.core.document import Document
    from onrecord.core.entry import Entry
    from onrecord.core.extraction import Extraction
    from onrecord.core.who import Mention

word_set = Shelf("acts/sets")

_NEAR = 600  # characters between the beginnings of two statements of one speech
_BACK = word_set("back_pronouns")
_CONCERNING = (
    acts_that(Trait.DIRECTING)
    | acts_that(Trait.BINDING)
    | {Act.ULTIMATUM, Act.PRAISE, Act.REFUSE, Act.THREATEN, Act.WARN, Act.PROPOSE}
)


class _Heard(NamedTuple):
    """Who heard whom last, in which statement."""

    speaker: str
    addressee: Mention
    told: Statement
    at: int


class AudienceResolver:
    """Carries those who are spoken to from one statement to the next of the same speaker."""

    name = "audience 1"

    def resolve(self, document: Document, extraction: Extraction) -> Extraction:
        """Return the extraction with the addressee of statements that go on before the same hearers."""
        heard: _Heard | None = None
        entries: list[Entry] = []
        for entry in extraction.entries:
            if not isinstance(entry, Statement) or entry.via:
                entries.append(entry)
                continue
            if entry.addressee is None and heard and _goes_on(document, heard, entry):
                entry = replace(entry, addressee=heard.addressee)  # noqa: PLW2901
            if entry.addressee and _is_oneself(entry.speaker, entry.addressee):
                entry = replace(entry, addressee=None)  # noqa: PLW2901
            heard = _heard(entry, heard)
            entries.append(entry)
        return replace(extraction, entries=tuple(entries))


def _heard(entry: Statement, before: _Heard | None) -> _Heard | None:
    """Return who hears whom behind a statement; nobody behind one of another speaker that tells no hearers."""
    speaker, at = _speaker(entry), entry.content[0].start
    if not speaker or entry.addressee is None:
        return None
    same = before is not None and before.addressee is entry.addressee
    return _Heard(speaker, entry.addressee, before.told if same and before else entry, at)


def _speaker(entry: Statement) -> str:
    """Return what tells one speaker from another: the actor, or the words where nobody is known."""
    mention = entry.speaker
    if mention is None:
        return ""
    words = mention.citation.words.casefold()
    another = mention.actor is not None and is_unnamed(mention.actor) and words not in _BACK
    return words if another else mention.actor or words


def _is_oneself(speaker: Mention | None, addressee: Mention) -> bool:
    """Say whether whoever speaks is told to speak to himself: the words name no hearer then."""
    return speaker is not None and speaker.actor is not None and speaker.actor == addressee.actor


def _goes_on(document: Document, heard: _Heard, entry: Statement) -> bool:
    if _speaker(entry) != heard.speaker or entry.content[0].start - heard.at > _NEAR:
        return False
    if entry.negated or _is_of_another_time(entry, heard.told):
        return False
    if heard.told.act not in _CONCERNING:
        return True
    return _sentence(document, entry) == _sentence(document, heard.told)


def _is_of_another_time(entry: Statement, told: Statement) -> bool:
    """Say whether a statement is told to have been made at another time: last year, or had been made before."""
    before = entry.cue is not None and entry.cue.words.casefold().startswith("had ")
    return before or (entry.when_words is not None and entry.when != told.when)


def _sentence(document: Document, entry: Statement) -> int:
    """Return the sentence in which it is told that something was said."""
    cited = entry.cue or entry.content[0]
    return document.tokens[document.tokens_in(cited.start, cited.end).start].sentence
