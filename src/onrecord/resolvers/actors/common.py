"""Whether what looks like a name is none: a common noun with a capital, or the end of an office's own name.

Part of `actors`, for `cast`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.core.who import ActorKind
from onrecord.resolvers.actors.words import roles
from onrecord.resolvers.directory.entries import By
from onrecord.resolvers.directory.files import listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from onrecord.core.document import Document, Name, Token
    from onrecord.resolvers.actors.figures import Seen
    from onrecord.resolvers.directory.directory import Directory, Match

_OFFICE_LEADS = listed("office_leads")
_PLACE_LEADS = listed("place_leads")
_PAPER_ENDS = listed("paper_ends")
_WITH_MANY = listed("with_many")


def is_common(name: Sequence[str], directory: Directory) -> bool:
    """Say whether a name is a common noun with a capital ("the Alliance", "the Foreign Ministry")."""
    *branch, word = (each.lower() for each in name)
    if branch and all(roles().personal(each) or each in roles().branches for each in (*branch, word)):
        return True  # "Supreme Leader" is an office, whoever holds it
    if not branch:
        return word in roles().organs or bool(directory.called(word))
    return word in roles().organs and all(each in roles().branches for each in branch)


def ends_an_office(words: Sequence[str], token: int, match: Match, directory: Directory) -> bool:
    """Say whether what may be a paper's name ends the name of an office: "the Ministry of Foreign Affairs"."""
    of = token > 1 and words[token - 1].lower() in _OFFICE_LEADS
    paper = all(directory.actors[way.actor].kind is ActorKind.OUTLET for way in match.ways)
    return of and paper and roles().tells(words[token - 2].lower())


def in_longer_name(
    document: Document, token: int, match: Match, at: Mapping[int, Seen], directory: Directory
) -> bool:
    """Say whether a word that names somebody is part of another's name ("Amnesty India", "Chad Oil")."""
    if _is_branch(document.tokens, token, at, directory) or _ends_a_body(document.tokens, token, at):
        return True
    return _opens_a_body(document, token, match, directory)


def ends_of(names: Iterable[Name], words: Sequence[str]) -> set[str]:
    """Return the first and last words of names."""
    return {words[i] for name in names for i in (name.first, name.last - 1)}


def is_persons(document: Document, token: int, match: Match, called: AbstractSet[str]) -> bool:
    """Say whether a town's name is that of somebody whom the report names in full: "Gao said", of Gao Feng.

    Args:
        called: The first and last words of the full names of persons in the report.
    """
    place = all(way.how is By.PLACE for way in match.ways)
    return place and not is_led(document, token) and match.words in called


def is_led(document: Document, token: int) -> bool:
    """Say whether a word stands behind "in", "near", "at": it is where something is or goes."""
    return token > 0 and document.tokens[token - 1].text.lower() in _PLACE_LEADS


def is_anothers(document: Document, token: int, match: Match) -> bool:
    """Say whether what many states have is not the U.N.'s: "Russia's National Security Council".

    Whoever owns it, or a word of its longer name, stands right before it.
    """
    if not token or match.words not in _WITH_MANY:
        return False
    before = document.tokens[token - 1]
    mark = before.tag == "POS" and token > 1
    word = document.tokens[token - 2] if mark else before
    beside = word.dep in ("compound", "amod", "poss", "nmod") and word.text[:1].isupper()
    return beside and word.head in range(token - 1, token + match.length)


def _is_branch(tokens: Sequence[Token], land: int, at: Mapping[int, Seen], directory: Directory) -> bool:
    """Say whether a land ends the name of a body: "Amnesty India" is a branch there, and speaks for itself."""
    if not land or not tokens[land].text[:1].isupper():
        return False
    body = at.get(land - 1)
    known = directory.actors.get(body.actor or "") if body else None
    return known is not None and known.kind is ActorKind.BODY and known.party != known.id


def _ends_a_body(tokens: Sequence[Token], token: int, at: Mapping[int, Seen]) -> bool:
    """Say whether an organ's word ends the name of something else ("the Trades Union Congress")."""
    if tokens[token].text not in roles().assemblies or not token:
        return False
    before = tokens[token - 1]
    return before.i not in at and before.pos == "PROPN" and before.text[:1].isupper()


def _opens_a_body(document: Document, land: int, match: Match, directory: Directory) -> bool:
    """Say whether a land opens the name of a body that is not its own: "Chad Oil", "the Togo Relief Fund".

    The parser knows it for an organisation; a word for an organ of state, or for who holds an office, would make
    it the land's ("the Chad Defence Ministry").
    """
    if not _is_land(match, directory):
        return False
    behind = document.tokens[land + 1 : land + 2]
    if any(token.text in _PAPER_ENDS for token in behind):
        return True
    name = _organisation_from(document, land)
    rest = document.tokens[land + 1 : name.last] if name else ()
    return bool(rest) and all(
        token.pos == "PROPN" and token.text[:1].isupper() and not _is_official(token) for token in rest
    )


def _organisation_from(document: Document, land: int) -> Name | None:
    """Return the organisation that the parser sees from a token on, or from the "the" before it."""
    near = document.names_between(land - 1, land + 1)
    name = next((one for one in near if one.label == "ORG" and land < one.last - 1), None)
    opens = name and (name.first == land or document.tokens[name.first].text.lower() == "the")
    return name if opens else None


def _is_land(match: Match, directory: Directory) -> bool:
    """Say whether a word is the name of a land, written out: "the U.S. House" is of the land."""
    named = (directory.actors[way.actor].kind for way in match.ways if way.how == "name")
    return match.words.isalpha() and ActorKind.STATE in named


def _is_official(token: Token) -> bool:
    """Say whether a word names an organ of state, or people in the service of one."""
    words, noun = roles(), token.lemma.lower()
    return noun in words.organs | words.public or words.tells(noun) or token.text in words.assemblies


def is_titled(words: Sequence[str], token: int) -> bool:
    """Say whether a title or office stands right before a word ("Mr. Rau", "President Bush")."""
    before = words[token - 1] if token else ""
    return before.lower() in roles().titles or (before[:1].isupper() and before.lower() in roles().official)


def stands_alone(tokens: Sequence[Token], words: Sequence[str], token: int) -> bool:
    """Say whether a given name is used by itself, not as a part of another name."""
    beside = (words[i] for i in (token - 1, token + 1) if 0 <= i < len(words))
    alone = not any(word[:1].isupper() and len(word) > 1 for word in beside)
    return tokens[token].pos == "PROPN" and alone


def is_verb_of_headline(tokens: Sequence[Token], token: int, common: AbstractSet[str]) -> bool:
    """Say whether what might be a surname is a verb with a capital: "Soldier Said to Be Captured".

    Args:
        common: The words that the report has in small letters too.
    """
    behind = tokens[token + 1].text.lower() if token + 1 < len(tokens) else ""
    return tokens[token].text.lower() in common and behind == "to"


def is_mark(word: str) -> bool:
    """Say whether what ends a name is a mark of the genitive, or no letter or figure."""
    return word in ("'s", "'", "s") or not word[-1:].isalnum()


def is_personal(document: Document, words: Sequence[str], directory: Directory, first: int, last: int) -> bool:
    """Say whether the words beside a name make it a person's: a title or given name, a surname."""
    before = words[first - 1] if first else ""
    titled = before.lower() in roles().titles | roles().he_titles
    if titled or directory.pronoun_of(before) is not None:
        return True
    token, behind = document.tokens[first], document.tokens[last : last + 1]
    surname = token.dep == "compound" and any(each.pos == "PROPN" for each in behind)
    return surname and last - first == 1 and directory.pronoun_of(words[first]) is not None
