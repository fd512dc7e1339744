"""What the words beside a person's name say of him or her: "Carl Bildt, former Swedish prime minister".

Second part of `actors`: gives each person of the cast the nouns that describe them, the party of an official, and
the pronoun, where the words tell.
"""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from onrecord.core.who import ActorKind
from onrecord.resolvers.actors.words import AWAY, FORMER, SENT, roles
from onrecord.resolvers.directory.entries import By
from onrecord.resolvers.directory.files import listed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from onrecord.core.document import Document, Token
    from onrecord.resolvers.actors.figures import Cast, Figure, Seen

_OPENING = frozenset({",", "(", "-", "–", "—"})
# Words behind a comma that go on with something else than who the person is.
_LEADING_ON = frozenset(
    "of for to at in on with by from and but after before while as".split()  # noqa: SIM905
)
_LONGEST = 14
_FINITE = ("VBD", "VBZ", "VBP", "MD")
_SUFFERING = ("dobj", "pobj")  # roles of a name to whom something is done in its clause
_NO_PARTIES = (ActorKind.OUTLET, ActorKind.ORGANISATION)
_ELSEWHERE = FORMER | listed(
    "sent_to_bodies"
)  # "former NATO chief", "U.N. ambassador": not (any more) of that body
_OFFICE_LEADS = listed("office_leads")
_INSIDE_TITLE = listed("inside_title")
_TITLE_ENDS = listed("title_ends")
_OWNING_ARTICLES = listed("owning_articles")
_HOME_LEADS = listed("home_leads")
_BEFORE_OFFICE = listed("before_office")
_TITLE_JOINTS = listed("title_joints")
_THE_AND_OF = listed("the_and_of")


class Stretch(NamedTuple):
    """Tokens that describe a person, from `first` up to but without `last`."""

    first: int
    last: int


def describe(document: Document, cast: Cast) -> None:
    """Gather into the cast what the report says of its persons."""
    for seen in cast.seen:
        if seen.kind is not ActorKind.PERSON or seen.actor is None:
            continue
        figure = cast.figures[seen.actor]
        for stretch in (_before(document, cast, seen), _after(document, cast, seen)):
            if stretch:
                _tell(document, cast, figure, seen, stretch)
        if figure.party is None and not figure.known and figure.words & roles().official:
            figure.party = _of(document, cast, seen)


def _tell(document: Document, cast: Cast, figure: Figure, seen: Seen, stretch: Stretch) -> None:
    lemmas = [document.tokens[i].lemma.lower() for i in range(*stretch)]
    texts = [document.tokens[i].text.lower() for i in range(*stretch)]
    if figure.pronoun is None:
        figure.pronoun = _pronoun_in({*lemmas, *texts})
    if not _calls_somebody(lemmas, texts):
        return
    figure.words.update(lemmas)
    for i in range(*stretch):
        if i not in cast.at:
            cast.described.setdefault(i, figure.id)
    if not roles().official.isdisjoint(lemmas):
        gone = not _ELSEWHERE.isdisjoint(texts)
        figure.party = _party_told(document, cast, figure, seen, stretch, gone=gone)


def _party_told(
    document: Document, cast: Cast, figure: Figure, seen: Seen, stretch: Stretch, *, gone: bool
) -> str | None:
    """Return whose official somebody is behind an office; what the directory knows yields to a body alone."""
    if figure.known:
        return figure.party if gone else _body_in(document, cast, stretch) or figure.party
    return party_in(document, cast, stretch, seen) if figure.party is None else figure.party


def _pronoun_in(said: set[str]) -> str | None:
    """Return the pronoun that a title among some words tells."""
    kinds = (("she", roles().she_titles), ("he", roles().he_titles))
    return next((pronoun for pronoun, titles in kinds if said & titles), None)


def _calls_somebody(lemmas: Iterable[str], texts: Iterable[str]) -> bool:
    """Say whether words name an office, a calling or a title."""
    return any(map(roles().personal, lemmas)) or not roles().titles.isdisjoint(texts)


def _body_in(document: Document, cast: Cast, stretch: Stretch) -> str | None:
    """Return the body for which a report says that somebody speaks, though the directory knows another office.

    "The U.N. envoy to Chad, ..." was a minister before; what the report calls her now goes before that.
    """
    first = next((cast.at[i] for i in range(*stretch) if i in cast.at), None)
    if first is None or first.kind is not ActorKind.BODY or away(document, stretch, first.first):
        return None
    return first.actor


def _of(document: Document, cast: Cast, seen: Seen) -> str | None:
    """Return the party right after a name and "of" or "from" ("the mediator Anna Lindqvist of the OSCE")."""
    if seen.last < len(document.tokens) and document.tokens[seen.last].text in _HOME_LEADS:
        return party_in(document, cast, Stretch(seen.last + 1, min(seen.last + 4, len(document.tokens))), seen)
    return None


def party_in(document: Document, cast: Cast, stretch: Stretch, own: Seen) -> str | None:
    """Return the party that the first name in a stretch gives, where it is no place that one is sent to."""
    for i in range(*stretch):
        seen = cast.at.get(i)
        if seen is None or seen is own or seen.first != i or not _tells_party(document, stretch, seen):
            continue
        if seen.kind is ActorKind.PERSON:
            return cast.figures[seen.actor].party if seen.actor in cast.figures else None
        return seen.actor
    return None


def _tells_party(document: Document, stretch: Stretch, seen: Seen) -> bool:
    """Say whether a name can tell somebody's party: no place that one is sent to, no paper, no firm."""
    if away(document, stretch, seen.first) or seen.how is By.PLACE:
        return False
    return seen.kind is ActorKind.PERSON or (seen.actor is not None and seen.kind not in _NO_PARTIES)


def away(document: Document, stretch: Stretch, name: int) -> bool:
    """Say whether a name stands after a word of place or purpose ("ambassador to NATO")."""
    for i in range(name - 1, max(stretch.first, name - 5) - 1, -1):
        token = document.tokens[i]
        if token.pos == "ADP":
            speaks = i > stretch.first and document.tokens[i - 1].lemma.lower().startswith("spokes")
            return token.text.lower() in AWAY and not (speaks and token.text.lower() == "for")
        if token.pos not in ("DET", "ADJ", "PROPN", "NOUN", "PUNCT", "CCONJ"):
            return False
    return False


def _before(document: Document, cast: Cast, seen: Seen) -> Stretch | None:
    """Return the words right before a name that may describe the person, whether or not a comma parts them."""
    tokens = document.tokens
    low = document.sentences[tokens[seen.first].sentence].first
    i = _before_titles(document, low, seen.first - 1)
    comma = i >= low and tokens[i].text == ","
    last = i + 1 - comma
    first = _start_of(document, cast, low, last)
    if first >= last or (comma and not _opens(document, first, last)):
        return None
    # Without a comma the office stands next to the name ("Russian President"), or ends a short title ("Lt. Gen.").
    near = [tokens[j].lemma.lower() for j in range(max(first, last - 3), last)]
    if not comma and not _calls_somebody(near, near):
        first = _office_of(document, first, last)
    return Stretch(first, last) if first < last else None


def _start_of(document: Document, cast: Cast, low: int, last: int) -> int:
    """Return where the row of words begins that may describe whoever is named behind it."""
    i = last - 1
    while i >= low and last - i <= _LONGEST and (_nominal(document.tokens[i], cast, i) or _sent(document, i)):
        i -= 1
    row = range(i + 1, last)
    return next((k for k in row if document.tokens[k].text.lower() not in _BEFORE_OFFICE), last)


def _before_titles(document: Document, low: int, i: int) -> int:
    """Return the comma before the titles of a name ("the foreign minister of Oman, Sheikh ..."), or `i`."""
    words = roles()
    j = i
    while j > low and document.tokens[j].text.lower() in words.titles | words.he_titles | words.she_titles:
        j -= 1
    return j if document.tokens[max(j, 0)].text == "," else i


def _sent(document: Document, i: int) -> bool:
    """Say whether a word tells where an envoy is sent: what stands before it is still his or her office."""
    return document.tokens[i].text.lower() == "to" and i > 0 and document.tokens[i - 1].lemma.lower() in SENT


def _office_of(document: Document, first: int, last: int) -> int:
    """Return where an office with what it is of begins, right before a name; `last`, where none does.

    "Deputy Secretary of the Danish Security Council Jens Holm": names alone stand between "of" and the person.
    """
    i = last - 1
    while i > first and (document.tokens[i].pos == "PROPN" or document.tokens[i].text.lower() in _THE_AND_OF):
        i -= 1
    if document.tokens[i].text.lower() not in _OFFICE_LEADS:
        i -= document.tokens[i].pos == "ADJ"
    office = document.tokens[i].text.lower() in _OFFICE_LEADS and i > first
    return first if office and document.tokens[i - 1].lemma.lower() in roles().official else last


def _opens(document: Document, first: int, last: int) -> bool:
    """Say whether words before a comma are one description: an office or calling with an article or a party."""
    words = roles()
    return any(
        words.personal(document.tokens[i].lemma.lower()) and document.tokens[i].tag in ("NN", "NNP")
        for i in range(first, last)
    )


def _nominal(token: Token, cast: Cast, i: int) -> bool:
    if token.pos in ("NOUN", "PROPN", "ADJ", "NUM"):
        seen = cast.at.get(i)
        return seen is None or seen.kind is not ActorKind.PERSON or token.dep in ("poss", "compound")
    if token.text.lower() in _INSIDE_TITLE:
        return True
    if token.text.lower() in _TITLE_ENDS:
        return False
    if token.text.lower() in _OWNING_ARTICLES:
        return token.pos in ("DET", "PRON")
    return token.tag in ("VBG", "VBN") and token.dep == "amod"


def _after(document: Document, cast: Cast, seen: Seen) -> Stretch | None:
    """Return the words after a name and a comma that describe the person."""
    tokens = document.tokens
    end = document.sentences[tokens[seen.first].sentence].last
    if seen.last >= end or tokens[seen.last].text not in _OPENING:
        return None
    first = _past_who(document, seen.last + 1, end)
    row = takewhile(_describes, tokens[first : min(end, first + _LONGEST + 7)])
    last = first + len(tuple(row))
    if first == last or _leads_on(tokens[first]) or not _opens(document, first, last):
        return None
    if _is_subject(document, seen, last):
        return None
    stop = next((i for i in range(first, last) if _is_another(document, cast, seen, i)), last)
    return Stretch(first, stop) if stop > first else None


def _leads_on(token: Token) -> bool:
    """Say whether a word goes on with the sentence, or is an age."""
    return token.text.isdigit() or token.text.lower() in _LEADING_ON


def _past_who(document: Document, first: int, end: int) -> int:
    """Return where a description begins, behind "who is"."""
    tokens = document.tokens
    who = first + 1 < end and tokens[first].text.lower() == "who" and tokens[first + 1].lemma == "be"
    return first + 2 if who else first


def _is_another(document: Document, cast: Cast, seen: Seen, i: int) -> bool:
    """Say whether another person is named at a place, who owns or describes nothing there."""
    other = cast.at.get(i, seen)
    named = other is not seen and other.kind is ActorKind.PERSON
    return named and document.tokens[i].dep not in ("poss", "compound")


def _is_subject(document: Document, seen: Seen, last: int) -> bool:
    """Say whether what follows a name does something itself: no comma closes it.

    "After talks with President Holm, the Danish foreign minister said": he is not the president. Nor is whoever
    tells of somebody: "Moscow asked what befell Holm, Lind's spokesman told reporters".
    """
    tokens = document.tokens
    opening = tokens[document.sentences[tokens[seen.first].sentence].first]
    opens = opening.pos in ("ADP", "SCONJ") or opening.tag == "VBG" or tokens[seen.last - 1].dep in _SUFFERING
    return (
        opening.i < seen.first and opens and last < len(tokens) and tokens[last].tag in ("VBD", "VBZ", "VBP", "MD")
    )


def _describes(token: Token) -> bool:
    if token.pos in ("NOUN", "PROPN", "ADJ", "NUM", "DET", "ADP", "PART", "ADV") or token.tag in (
        "PRP$",
        "POS",
        "HYPH",
    ):
        return True
    return token.text in _TITLE_JOINTS or token.dep == "amod"
