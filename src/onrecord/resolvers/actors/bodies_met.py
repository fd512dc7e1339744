"""Organisations that a report names and the directory does not know.

Part of `actors`, for `cast`: those whose acronym the report explains, those that the parser took for
organisations, and those that it took for a product or a work though somebody is called their founder or spokesman
("LeakWatch founder Ana Ruiz").
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from onrecord.core.who import ActorKind
from onrecord.resolvers.actors.acronyms import introduced
from onrecord.resolvers.actors.common import is_common
from onrecord.resolvers.actors.figures import Seen
from onrecord.resolvers.actors.words import roles
from onrecord.resolvers.directory.entries import By, slug
from onrecord.resolvers.directory.files import listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from onrecord.core.document import Document, Name
    from onrecord.resolvers.directory.directory import Directory, Match

_OPEN_ENDS = listed("office_leads")  # "the Supreme Court of", where the parser cut whose it is
_MADE = frozenset({"PRODUCT", "WORK_OF_ART", "FAC", "EVENT"})  # what the parser takes an unheard name for


class Met(NamedTuple):
    """A place where an organisation is named, and its name."""

    seen: Seen
    name: str


def explained(document: Document, words: tuple[str, ...], directory: Directory) -> Iterator[Met]:
    """Yield acronyms that the report explains by a name which the directory does not have, and these names."""
    meant: dict[str, str] = {}
    taken: set[int] = set()
    for told in introduced(words):
        matches = [match for i in range(told.first, told.last) if (match := directory.match(words, i))]
        if matches and not _means_another(told.acronym, matches, directory):
            continue
        first, last = document.tokens[told.first], document.tokens[told.last - 1]
        meant[told.acronym] = " ".join(document.report.text[first.start : last.end].split())
        taken.update(range(told.first, told.last))
        yield _met(told.first, told.last, meant[told.acronym])
    for i, word in enumerate(words):
        if word in meant and i not in taken:
            yield _met(i, i + 1, meant[word])


def _means_another(acronym: str, matches: Sequence[Match], directory: Directory) -> bool:
    """Say whether the directory knows an acronym as of somebody whom the name explaining it does not name."""
    known = directory.named(acronym)
    return bool(known) and not any(way.actor in known for match in matches for way in match.ways)


def unheard(
    document: Document, words: Sequence[str], at: Mapping[int, Seen], directory: Directory
) -> Iterator[Met]:
    """Yield the organisations among the names that the parser found, where nobody else is marked yet."""
    for name in document.names:
        if any(token in at for token in range(name.first, name.last)) or not _is_body(document, name, words):
            continue
        first, last = _bounds(name, words)
        if not any(word[:1].isupper() for word in words[first:last]) or is_common(words[first:last], directory):
            continue
        printed = " ".join(token.text for token in document.tokens[first:last])
        if slug(printed):
            yield _met(first, last, printed)


def _bounds(name: Name, words: Sequence[str]) -> tuple[int, int]:
    """Return where a name begins and ends, without "the", a genitive, an "of" whose owner the parser cut."""
    first = name.first + (words[name.first].lower() == "the")
    last = name.last - (words[name.last - 1] in ("'s", "'"))
    while last > first and words[last - 1] in _OPEN_ENDS:
        last -= 1
    return first, last


def _is_body(document: Document, name: Name, words: Sequence[str]) -> bool:
    """Say whether a name is an organisation's: by the parser's label, or by who is called its founder or head."""
    if name.label == "ORG":
        return True
    if name.label not in _MADE or not words[name.first][:1].isupper():
        return False
    behind = document.tokens[name.last : name.last + 2]
    voice = len(behind) > 1 and behind[0].lemma.lower() in roles().voices and behind[0].tag == "NN"
    return voice and behind[1].pos == "PROPN"


def _met(first: int, last: int, name: str) -> Met:
    return Met(Seen(first, last, slug(name), By.NAME, ActorKind.ORGANISATION), name)
