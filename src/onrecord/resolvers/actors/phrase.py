"""A noun phrase taken apart: its head, its party, whether it means one person, many, or an organ.

Third part of `actors`. It reads the phrase and the cast; it does not look back in the report.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING

from onrecord.core.document import printed
from onrecord.core.who import PARTIES, ActorKind
from onrecord.resolvers.actors.words import ABOUT, AWAY, BOUND, FORMER, INDEFINITE, roles
from onrecord.resolvers.directory.entries import By
from onrecord.resolvers.directory.files import listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from onrecord.core.document import Document, Token
    from onrecord.resolvers.actors.figures import Cast, Seen


_JOINING = listed("joining")
_AND = listed("and")
_BACKED = listed("backed")
_LANDS = listed("lands")
_PLAIN_PLURALS = listed("plain_plurals")
_OWNER_JOINTS = listed("owner_joints")
_NAME_JOINTS = listed("name_joints")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: tokens `first` up to but without `last`.

    Attributes:
        head: The token that the rest hangs on.
        noun: The head's dictionary form, with a word before it that makes one noun with it ("foreign ministry").
        owners: Names of states, bodies or persons that modify the head, nearest first.
        possessive: A pronoun that owns the head ("his counterpart"), or None.
        call: The words around the head that name an office, in lower case, parties and articles left out.
        definite: It means someone already known or known to be one ("the minister", not "a minister").
        plural: It means more than one.
        former: An office that is no longer held.
        others: Heads that are joined to the head by "and" or "or".
        joint: Two parties modify the head together ("NATO-Russia talks"), so that it is neither's alone.
    """

    first: int
    last: int
    head: Token
    owners: tuple[Seen, ...]
    possessive: Token | None
    call: tuple[str, ...]
    definite: bool
    plural: bool
    former: bool
    others: tuple[int, ...]
    joint: bool

    @property
    def noun(self) -> str:
        """The head's dictionary form in lower case, of "Republicans" too, which the parser takes for a name."""
        return (
            self.head.lemma.lower().removesuffix("s") if _is_capital_plural(self.head) else self.head.lemma.lower()
        )


def _is_capital_plural(head: Token) -> bool:
    """Say whether a noun with a capital means several people: "Foreign Ministers", "Republicans"."""
    noun = head.lemma.lower()
    return head.tag in ("NNP", "NNPS") and noun.endswith("s") and noun[:-1] in roles().people


def phrase_at(document: Document, cast: Cast, tokens: range) -> Phrase:
    """Take a row of tokens apart as a noun phrase."""
    head = _head(document, tokens)
    first, last = _core(document, tokens, head)
    below = _modifiers(document, head, first, last)
    owners, possessive, call = _parts(document, cast, head, below)
    early = {document.tokens[i].text.lower() for i in range(first, head.i)}
    owned = possessive is not None or any(document.tokens[seen.last - 1].dep == "poss" for seen in owners)
    determiner = next((document.tokens[i].text.lower() for i in below if document.tokens[i].dep == "det"), "")
    others = joined_heads(document, head.i, tokens)
    return Phrase(
        first, last, head, owners, possessive, call,
        definite=owned or (determiner not in INDEFINITE and not (early & INDEFINITE)),
        plural=head.tag in ("NNS", "NNPS") or _is_capital_plural(head) or head.text.lower() in _PLAIN_PLURALS,
        former=bool(early & FORMER), others=others, joint=_joint(document, cast, owners),
    )  # fmt: skip


def behind_of(document: Document, i: int) -> Iterator[Token]:
    """Yield the nouns behind the "of" of a word: whose it is, or what it is made of."""
    for token in document.dependents(i, "prep"):
        if token.text == "of":
            yield from document.dependents(token.i, "pobj")


def joined_heads(document: Document, i: int, tokens: range) -> tuple[int, ...]:
    """Return the heads among some tokens that are joined to token `i`, each to the one before: "A, B and C"."""
    found = [i]
    for head in found:
        found.extend(token.i for token in document.dependents(head, "conj") if token.i in tokens)
    return tuple(sorted(found[1:]))


def joined_persons(document: Document, cast: Cast, tokens: range) -> tuple[str, ...]:
    """Return the persons that a mention joins at its top ("Kovac and Serbian President Vucic"), if two or more.

    By the order of words: the parse often hangs the first of them on the second. A comma joins as well where "and"
    or "or" joins the last of them.
    """
    persons: list[str] = []
    joined = True
    words = [document.tokens[i] for i in tokens]
    joining = _JOINING | {","} if any(printed(words, _JOINING)) else _JOINING
    for token in takewhile(_may_go_on, words):
        if token.text.lower() in joining:
            joined = True
        elif joined and (person := _person_ending(cast, token.i)):
            if document.tokens[min(token.i + 1, len(document.tokens) - 1)].tag == "POS":
                break
            persons.append(person)
            joined = False
    distinct = tuple(dict.fromkeys(persons))
    return distinct if len(distinct) > 1 else ()


def _may_go_on(token: Token) -> bool:
    """Say whether a row of names may go on with a word: no preposition, no verb, no relative pronoun."""
    return token.pos not in ("ADP", "VERB", "AUX") and token.tag not in ("WP", "WDT", "IN")


def _person_ending(cast: Cast, i: int) -> str | None:
    """Return the person whose name ends with a token, or None."""
    seen = cast.at.get(i)
    return seen.actor if seen and seen.kind is ActorKind.PERSON and i == seen.last - 1 else None


def cut_off(document: Document, cast: Cast, tokens: range) -> Seen | None:
    """Return the name behind a mention that ends with a title: the parser took "Col." for a full stop."""
    words = document.tokens
    last = tokens.stop - 1
    last -= words[last].text == "." and last > tokens.start
    if not _is_title(words[last].text):
        return None
    after = next((token for token in words[last + 1 : last + 3] if token.text != "."), None)
    seen = _named_at(cast, after) if after else None
    return seen if seen and seen.kind is ActorKind.PERSON else None


def _is_title(word: str) -> bool:
    return word.lower().removesuffix(".") in roles().titles and word[:1].isupper()


def _named_at(cast: Cast, token: Token) -> Seen | None:
    """Return the name that stands at a token, or behind it where it is part of one itself."""
    places = (token.i, token.i + 1) if token.pos == "PROPN" else (token.i,)
    return next((cast.at[i] for i in places if i in cast.at), None)


def joint_owners(document: Document, cast: Cast, phrase: Phrase) -> tuple[str, ...]:
    """Return the states or bodies whose several are together: "U.S. and British jets", "the leaders of A and B".

    None where a mark joins them ("NATO-Russia talks").
    """
    if not all((phrase.joint, phrase.plural, phrase.owners)):
        return ()
    first = min(seen.first for seen in phrase.owners)
    end = phrase.head.i if first < phrase.head.i else len(document.tokens)
    found, between = _row_of_parties(document, cast, first, end)
    return tuple(found) if len(found) > 1 and not between.isdisjoint(_AND) else ()


def _row_of_parties(document: Document, cast: Cast, i: int, end: int) -> tuple[list[str], set[str]]:
    """Return the parties named in a row from a token on, each once, and the words and marks between them."""
    found: dict[str, None] = {}
    between: set[str] = set()
    while i < end:
        owner, word = _party_named(cast, i), document.tokens[i].text.lower()
        if owner:
            found[str(owner.actor)] = None
        elif found and word in _OWNER_JOINTS:
            between.add(word)
        else:
            break
        i = owner.last if owner else i + 1
    return list(found), between


def _party_named(cast: Cast, i: int) -> Seen | None:
    seen = cast.at.get(i)
    return seen if seen and seen.actor and seen.kind in PARTIES else None


def is_organ(phrase: Phrase) -> bool:
    """Say whether the noun stands for the party that owns it: "country" does for a state, never a body."""
    if phrase.noun in _LANDS and phrase.owners:
        return phrase.owners[0].kind is ActorKind.STATE and not phrase.plural and phrase.definite
    return phrase.noun in roles().organs or " ".join(phrase.call[-2:]) in roles().organs


def ends_a_name(document: Document, phrase: Phrase) -> bool:
    """Say whether a head ends a name of its own, that nobody is known by: "the Danube Health Organization"."""
    names = document.tokens[phrase.first : phrase.head.i + 1]
    if phrase.noun == "ministry":
        return False  # each state has a Foreign Ministry and a Ministry of Health
    return sum(token.pos == "PROPN" for token in names[-2:]) == 2


def _head(document: Document, tokens: range) -> Token:
    """Return the first token of the row whose own head stands outside it; of several, the first that is a noun."""
    found = None
    for i in tokens:
        token = document.tokens[i]
        if token.head == i or not tokens.start <= token.head < tokens.stop:
            if token.pos in ("NOUN", "PROPN", "PRON"):
                return token
            found = found or token
    return found or document.tokens[tokens.start]


def _core(document: Document, tokens: range, head: Token) -> tuple[int, int]:
    """Cut off clauses and whatever follows a comma: they tell of the head, they do not name it."""
    last = tokens.stop
    behind = document.past_bracket(head.i + 1)  # "the minister (a former judge) of Peru"
    goes_on = behind < tokens.stop and document.tokens[behind].text == "of"
    for i in range(behind if goes_on else head.i + 1, tokens.stop):
        token = document.tokens[i]
        if token.text in (",", "(", "–", "—", ";", ":") or token.dep == "relcl" or token.tag in ("WP", "WDT"):
            last = i
            break
    first = next(
        (i for i in tokens if document.tokens[i].pos not in ("PUNCT", "ADP", "CCONJ") or i == head.i), head.i
    )
    return min(first, head.i), max(last, head.i + 1)


def _modifiers(document: Document, head: Token, first: int, last: int) -> list[int]:
    """Return the tokens of the core that hang on the head, clauses and joined heads left out, in order."""
    found: list[int] = []
    pending = [head.i]
    while pending:
        for token in document.dependents(pending.pop()):
            if first <= token.i < last and token.dep not in ("conj", "cc", "relcl", "acl", "appos", "punct"):
                found.append(token.i)
                pending.append(token.i)
    return sorted(found)


def _parts(
    document: Document, cast: Cast, head: Token, below: list[int]
) -> tuple[tuple[Seen, ...], Token | None, tuple[str, ...]]:
    """Return the owners, a possessive pronoun, and the words of the office among a head's modifiers."""
    row = [document.tokens[i] for i in sorted([*below, head.i])]
    owners: list[Seen] = []
    call: list[str] = []
    for token in _not_led_away(row, head):
        seen = cast.at.get(token.i) if token is not head else None
        if seen is None and _is_of_office(token):
            call.append(token.lemma.lower() if token.tag == "NNS" else token.text.lower())
        elif seen is not None and _may_own(document, seen, token):
            owners.append(seen)
    return _nearest_first(owners, head), _possessive(cast, row), tuple(call)


def _possessive(cast: Cast, row: Sequence[Token]) -> Token | None:
    """Return the last pronoun that owns something in a phrase and is no part of a name, or None."""
    return next((token for token in reversed(row) if token.tag == "PRP$" and token.i not in cast.at), None)


def _not_led_away(row: Iterable[Token], head: Token) -> Iterator[Token]:
    """Yield the words of a phrase but for those behind a preposition that leads elsewhere: "envoy to Chad"."""
    noun = head.lemma.lower()
    afar = (ABOUT if noun in roles().people else AWAY) - BOUND.get(noun, frozenset())
    away = False
    for token in row:
        if token.pos == "ADP" and token.i > head.i:
            away = token.text.lower() in afar
        if not away:
            yield token


def _nearest_first(owners: Iterable[Seen], head: Token) -> tuple[Seen, ...]:
    """Return owners in the order of their nearness to the head, those before it first."""
    distinct = tuple(dict.fromkeys(owners))
    before = [seen for seen in distinct if seen.first < head.i]
    return (*reversed(before), *(seen for seen in distinct if seen.first > head.i))


def _may_own(document: Document, seen: Seen, token: Token) -> bool:
    """Say whether a name among a head's modifiers can own it; the land in which a place lies needs a genitive.

    Those whom somebody backs or arms are not his: "Iranian-backed rebels".
    """
    if document.tokens[document.tokens[seen.last - 1].head].text.lower() in _BACKED:
        return False
    return seen.how is not By.PLACE or seen.kind is not ActorKind.STATE or token.dep == "poss"


def _is_of_office(token: Token) -> bool:
    """Say whether a word among a head's modifiers is of the office's name."""
    return token.pos in ("NOUN", "PROPN", "ADJ", "ADP", "NUM") and token.text.lower() not in FORMER


def _joint(document: Document, cast: Cast, owners: tuple[Seen, ...]) -> bool:
    """Say whether an owner is joined to another name by a mark or by "and"."""
    for owner in owners:
        joined = [token.i for token in document.dependents(owner.last - 1, "conj")]
        others = (cast.at.get(i) for i in (*_beside(document, owner), *joined))
        if any(other and other.actor != owner.actor for other in others):
            return True
    return False


def _beside(document: Document, owner: Seen) -> Iterator[int]:
    """Yield the token behind a mark or "and" that stands right after a name, and the one before such a mark."""
    for mark, other in ((owner.last, owner.last + 1), (owner.first - 1, owner.first - 2)):
        if 0 <= mark < len(document.tokens) and document.tokens[mark].text in _NAME_JOINTS:
            yield other
