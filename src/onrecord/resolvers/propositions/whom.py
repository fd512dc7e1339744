"""Whom a matter concerns: those whom the arguments of the words that name it name, and no neighbour.

"Russia will not discuss Ukraine's membership" is about Ukraine, "Russia" being the subject of another verb; "the
attack on the port" concerns nobody whom the port's name does not name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from onrecord.core.who import PARTIES, ActorKind
from onrecord.resolvers.propositions.grammar import lemma
from onrecord.resolvers.propositions.lists import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from onrecord.core.document import Document, Token
    from onrecord.matters import CatalogueMatter
    from onrecord.resolvers.actors.figures import Cast

_UP = 3  # verbs above the words of a matter whose arguments may be its own ("seeks to obtain membership")
# The words hang on another that has their arguments ("impose sanctions on X"), or only share its subject.
_CARRIED = ("dobj", "nsubjpass", "attr", "pobj", "prep", "compound", "amod", "nmod", "poss", "oprd", "dative")
_SHARED = ("xcomp", "acl", "pcomp", "conj")
_OWNERS = ("poss", "amod", "compound", "nmod")
_ROLES = {"nsubj": "subj", "dobj": "obj", "nsubjpass": "obj"}
_DEEP = 12
_DOING_RELATIONS = words("doing_relations")


class Argument(NamedTuple):
    """Someone named as an argument: by what relation, who, at which token, and how many words away."""

    relation: str
    actor: str
    token: int
    away: int = 0


class Arguments:
    """Finds the arguments of the words that name a matter.

    Args:
        document: The report with its parse.
        cast: Who is named where.
        inside: The tokens of what was said.
        own: The actor that "we" and "our" stand for there; None where nobody is known.
        party: For whom a person speaks.
    """

    def __init__(
        self,
        document: Document,
        cast: Cast,
        inside: frozenset[int],
        own: Callable[[Token], str | None],
        party: Callable[[str], str | None],
    ) -> None:
        self._document = document
        self._cast = cast
        self._inside = inside
        self._own = own
        self._party = party

    def of(self, anchor: int) -> tuple[Argument, ...]:
        """Return the arguments, those of the words themselves before those of the verb that carries them."""
        found: list[Argument] = []
        token = self._document.tokens[anchor]
        found.extend(self._beside(token, -1))
        for away in range(1, _UP + 1):
            above = self._document.tokens[token.head]
            if above.i == token.i or above.i not in self._inside:
                break
            if token.dep in _CARRIED:
                found.extend(self._carried(above, token.i, away))
            elif token.dep in _SHARED:
                found.extend(one._replace(away=away) for one in self._subject(above))
            else:
                break
            token = above
        return tuple(dict.fromkeys(found))

    def _carried(self, above: Token, path: int, away: int) -> Iterator[Argument]:
        """Yield the arguments of a word that carries a matter; its subject has the matter, does or handles it.

        "Brazil seeks membership" is about Brazil's, "Brazil launched an attack" has its doer; in "Brazil discussed
        membership" Brazil is neither.
        """
        name = lemma(self._document, above)
        for one in self._beside(above, path):
            if one.relation != "subj" or name in words("receives") | words("copulas"):
                yield one._replace(away=away)
            elif name in words("does"):
                yield one._replace(relation="agent", away=away)

    def _subject(self, verb: Token) -> Iterator[Argument]:
        for child in self._document.dependents(verb.i, "nsubj"):
            yield from self._named("subj", child)

    def _beside(self, token: Token, path: int) -> Iterator[Argument]:
        """Yield those named beside a word; what the way came from is none of them."""
        for child in self._document.dependents(token.i):
            if child.i in self._inside and child.i != path:
                yield from self._as_argument(child, self._document.tokens[path].dep if path >= 0 else "")

    def _as_argument(self, child: Token, taken: str) -> Iterator[Argument]:
        """Yield those whom one word names as an argument; the relation of the way itself is taken."""
        if child.dep == "prep" or (child.dep == "dative" and child.pos == "ADP"):
            yield from self._behind(child)
        elif child.dep == "agent":
            yield from (one._replace(relation="subj") for one in self._behind(child))
        elif child.dep in _OWNERS:
            yield from self._named("owner", child)
        elif child.dep == "dative":
            yield from self._named("to", child)
        elif child.dep in _ROLES and child.dep != taken:
            yield from self._named(_ROLES[child.dep], child)

    def _behind(self, preposition: Token) -> Iterator[Argument]:
        """Yield who stands behind a preposition, and behind those within it ("in the east of X")."""
        relation = preposition.text.lower()
        for child in self._document.dependents(preposition.i, "pobj"):
            yield from self._named(relation, child)
        if relation not in words("circumstances"):
            for child in self._document.dependents(preposition.i, "prep"):
                yield from self._behind(child)

    def _named(self, relation: str, token: Token) -> Iterator[Argument]:
        """Yield whom a noun phrase names: its head, those joined to it, or the owner or place in it."""
        pending, seen = [token], 0
        while pending and seen < _DEEP:
            seen += 1
            head = pending.pop(0)
            met = False
            for i in self._heads(head):
                if actor := self._actor(i):
                    yield Argument(relation, actor, i)
                    met = True
            pending.extend(self._document.dependents(head.i, "conj"))
            if not met:
                for prep in self._document.dependents(head.i, "prep"):
                    if prep.text.lower() in words("whose_behind"):
                        pending.extend(self._document.dependents(prep.i, "pobj"))

    def _heads(self, head: Token) -> Iterator[int]:
        """Yield the tokens by which a phrase may be named: its head, else what describes or owns it."""
        if self._actor(head.i):
            yield head.i
            return
        for child in self._document.dependents(head.i, "poss", "amod", "compound", "nmod", "appos"):
            if self._actor(child.i):
                yield child.i
                return

    def _actor(self, i: int) -> str | None:
        if i not in self._inside:
            return None
        token = self._document.tokens[i]
        if token.text.lower() in words("first_person") and token.text != "US":
            return self._own(token)
        seen = self._cast.at.get(i)
        if seen is None or seen.actor is None:
            return None
        if seen.kind is ActorKind.PERSON:
            return self._party(seen.actor)
        return seen.actor if seen.kind in PARTIES else None


def states(
    arguments: tuple[Argument, ...], matter: CatalogueMatter, is_body: Callable[[str], bool]
) -> tuple[str, ...]:
    """Return whom a matter concerns: of the nearest those of the first relation in the matter's order."""
    known = [one for one in arguments if one.relation in matter.whom]
    if matter.needs_body:
        known = [one for one in known if not is_body(one.actor)]
    found = _nearest(known, matter)
    # "Guarantees to X on its entry into the alliance": of a state and a body the state is meant.
    return tuple(dict.fromkeys([one for one in found if not is_body(one)] or found))


def _nearest(known: list[Argument], matter: CatalogueMatter) -> list[str]:
    """Return those who are named nearest, and by the first of the relations that the matter looks for."""
    ranks = [(one.away, matter.whom.index(one.relation)) for one in known]
    return [one.actor for one, rank in zip(known, ranks, strict=True) if rank == min(ranks)]


def subjects(arguments: tuple[Argument, ...]) -> tuple[str, ...]:
    """Return those who are named as doing or owning it."""
    return tuple(dict.fromkeys(one.actor for one in arguments if one.relation in _DOING_RELATIONS))
