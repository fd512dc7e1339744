"""Reading a parse for events: who can act, what a noun phrase counts, which words a mention has.

Phrases are (first, last) token indices, `last` excluded; a phrase is named by the index of its head where the
head is enough.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from onrecord.extractors.events.lexicon import lexicon, peoples, states, word_set

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from onrecord.core.document import Document, Token

PARTY_LABELS = frozenset(("GPE", "NORP", "ORG", "PERSON"))
PLACE_LABELS = frozenset(("GPE", "LOC", "FAC"))
DATE_LABELS = frozenset(("DATE", "TIME", "ORDINAL", "PERCENT"))
_PRONOUNS = word_set("acting_pronouns")
_COUNTED = word_set("counted")
_BEFORE = frozenset(
    ("det", "amod", "compound", "poss", "nummod", "quantmod", "nmod", "predet", "advmod", "npadvmod")
)
_LOOSELY_BEFORE = _BEFORE | {"nsubj", "punct", "conj", "dep", "appos", "intj", "pobj"}
_OF = word_set("of")
_GATHERINGS = word_set("gatherings")
_WHERE = word_set("where")
_SEVERAL = word_set("several")
_RELATIVE = word_set("relative")
_OWNING_PRONOUNS = ("PRP$", "WP$")
_NO_PARTY = DATE_LABELS | {"EVENT"}
_LOOSE = ("PUNCT", "CCONJ")
_LONGEST_PHRASE = 14
_MOST_CHILDREN = 64


class Reading:
    """A document read for events: its tokens, the names among them, and questions about phrases."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.tokens = document.tokens
        self.agents = lexicon().agents

    @cached_property
    def labels(self) -> dict[int, str]:
        """The label of the name that a token stands in, for those that stand in one."""
        known = peoples()
        found = {token.i: "NORP" for token in self.tokens if token.text in known}
        found.update(
            (i, name.label)
            for name in self.document.names
            for i in range(name.first, min(name.last, name.first + 20))
        )
        return found

    @cached_property
    def names(self) -> dict[int, tuple[int, int]]:
        """The first and last token of the name that a token stands in, for those of a party."""
        found = {i: (i, i + 1) for i, label in self.labels.items() if label in PARTY_LABELS}
        found.update(
            (i, (name.first, name.last))
            for name in self.document.names
            if name.label in PARTY_LABELS
            for i in range(name.first, min(name.last, name.first + 20))
        )
        return found

    def below(self, i: int, *labels: str) -> Iterator[Token]:
        """Yield the children of a token with one of these dependency labels, of very many the nearest."""
        children = self.document.children[i]
        if len(children) > _MOST_CHILDREN:
            middle = bisect_left(children, i)
            children = children[max(0, middle - _MOST_CHILDREN // 2) : middle + _MOST_CHILDREN // 2]
        for child in children:
            token = self.tokens[child]
            if not labels or token.dep in labels:
                yield token

    def carries(self, i: int, words: Collection[str], *labels: str) -> bool:
        """Say whether one of some words hangs on a token by one of these labels, as `Document.carries` does."""
        return any(token.text.lower() in words for token in self.below(i, *labels))

    def has(self, i: int, *labels: str) -> bool:
        """Say whether anything hangs on a token by one of these labels."""
        return any(True for _ in self.below(i, *labels))

    def leftmost(self, i: int) -> int:
        """Return the first token of what hangs on a token, as far as a phrase of sensible length goes."""
        low = i
        pending = [i]
        for current in pending:
            if len(pending) > _MOST_CHILDREN:
                break
            low = min(low, current)
            pending.extend(child.i for child in self.below(current) if child.i < current)
        return low

    def first(self, i: int, *labels: str) -> int | None:
        """Return the first child with one of these labels."""
        return next((token.i for token in self.below(i, *labels)), None)

    def content(self, i: int) -> int:
        """Return the noun that a counting phrase counts: soldiers, of "tens of thousands of soldiers"."""
        for _ in range(4):
            if self.tokens[i].lemma.lower() not in _COUNTED and self.tokens[i].pos != "NUM":
                break
            inner = next((self.first(prep.i, "pobj") for prep in self.below(i, "prep") if prep.lemma in _OF), None)
            if inner is None:
                break
            i = inner
        return i

    def coordinated(self, i: int) -> list[int]:
        """Return a head and those joined to it: Egypt, Sudan and Ethiopia."""
        found = [i]
        for head in found:
            if len(found) > 12:
                break
            found.extend(
                child.i
                for child in self.below(head, "conj", "appos")
                if child.pos in ("NOUN", "PROPN", "PRON", "NUM", "ADJ")
                if child.dep == "conj" or self._is_in_row(head, child)
            )
        return found

    def _is_in_row(self, head: int, child: Token) -> bool:
        """Say whether a name that the parse takes for another name of the first is the next: "A, B and C"."""
        named = self.labels.get(head) in PARTY_LABELS and self.labels.get(child.i) == self.labels.get(head)
        return named and any(True for _ in self.below(child.i, "cc"))

    def can_act(self, i: int) -> bool:
        """Say whether a phrase with this head names someone who can act: a state, a body, a person, troops."""
        token = self.tokens[self.content(i)]
        if self.labels.get(token.i) in PARTY_LABELS or token.lemma.lower() in self.agents:
            return True
        if token.pos == "PRON":
            return token.text.lower() in _PRONOUNS
        return token.pos == "PROPN" and self.labels.get(token.i) not in {
            "LOC",
            "FAC",
            "EVENT",
            "LAW",
            *DATE_LABELS,
        }

    def can_undergo(self, i: int) -> bool:
        """Say whether force can be used on what a phrase with this head names: a party, a place, a thing."""
        inner = self.content(i)
        token = self.tokens[inner]
        if self.labels.get(inner) in DATE_LABELS:
            return False
        lemma, words = token.lemma.lower(), lexicon()
        if (
            self.can_act(i)
            or self.labels.get(inner) in PLACE_LABELS
            or lemma in words.things
            or lemma in words.concrete
        ):
            return True
        return (
            lemma not in words.abstract
            and not lemma.endswith(words.endings)
            and token.pos in ("NOUN", "PROPN", "PRON")
        )

    def is_named(self, i: int) -> bool:
        """Say whether a phrase holds the name of a state, body, person or people, or is a pronoun."""
        first, last = self.phrase(i)
        return self.tokens[i].pos == "PRON" or any(
            self.labels.get(k) in PARTY_LABELS or self.tokens[k].pos == "PROPN" for k in range(first, last)
        )

    def phrase(self, i: int) -> tuple[int, int]:
        """Return the words of a mention: the head with what stands before it, and an "of" phrase behind it."""
        first, last = self._with_name(i, *self._hanging_together(i))
        while first < i and self.tokens[first].pos in _LOOSE:
            first += 1
        return first, last

    def _hanging_together(self, i: int) -> tuple[int, int]:
        """Return a head with what stands before it, of sensible length, and an "of" phrase right behind it."""
        first, last = i, i + 1
        for child in self.below(i):
            if child.i < i and child.dep in _BEFORE:
                low = self.leftmost(child.i)
                first = min(first, low) if i - low <= _LONGEST_PHRASE else first
            elif child.lemma in _OF and child.i == self.document.past_bracket(last):
                last = max(last, self._of_phrase(child.i))
        return first, last

    def _with_name(self, i: int, first: int, last: int) -> tuple[int, int]:
        """Return the words of a mention with all of the name that its head stands in, but for its apostrophe."""
        name = self.names.get(i)
        if name is None or name[1] - name[0] > _LONGEST_PHRASE:
            return first, last
        owning = self.tokens[name[1] - 1].tag == "POS"
        return min(first, name[0]), max(last, name[1] - owning)

    def _of_phrase(self, prep: int) -> int:
        inner = self.first(prep, "pobj")
        if inner is None or inner - prep > 8:
            return prep
        return self.phrase_end(inner)

    def phrase_end(self, i: int) -> int:
        """Return one past the last word of a short "of" phrase whose object has this head."""
        end = i + 1
        for _ in range(3):
            prep = next(
                (child for child in self.below(end - 1, "prep") if child.i == end and child.lemma in _OF), None
            )
            inner = self.first(prep.i, "pobj") if prep else None
            if inner is None:
                break
            end = inner + 1
        joined = [k for k in self.coordinated(end - 1) if end <= k < end + 6]
        return max((end, *(k + 1 for k in joined)))

    def is_noun(self, i: int) -> bool:
        """Say whether a word stands as a noun, as a gerund with an owner does: "whose killing by rebels"."""
        if self.tokens[i].pos in ("VERB", "ADJ"):
            return self.has(i, "poss")
        return True

    def names_in(self, phrase: tuple[int, int]) -> bool:
        """Say whether the name of a party stands in a phrase."""
        return any(k in self.names for k in range(*phrase))

    def parties_named(self, phrase: tuple[int, int]) -> int:
        """Return how many parties a phrase names at least: two in "Greek and Turkish ministers", "both sides"."""
        tokens = self.tokens[phrase[0] : phrase[1]]
        if any(token.text.lower() in _SEVERAL for token in tokens) and tokens[-1].tag in ("NNS", "NNPS"):
            return 2
        if tokens[-1].tag not in ("NNS", "NNPS") and all(token.pos != "CCONJ" for token in tokens):
            return 1
        return len({self.names[token.i] for token in tokens if token.i in self.names})

    def is_gathering(self, phrase: tuple[int, int]) -> bool:
        """Say whether a phrase names a body whose members meet: "the NATO-Russia Council", "the Assembly"."""
        head = self.tokens[phrase[1] - 1]
        return head.lemma.lower() in _GATHERINGS and phrase[1] - 1 in self.names

    def antecedent(self, i: int) -> int:
        """Return what a relative pronoun stands for, or the token itself."""
        token = self.tokens[i]
        if token.text.lower() not in _RELATIVE:
            return i
        current = token
        for _ in range(6):
            if current.dep == "relcl":
                return current.head
            if current.head == current.i:
                break
            current = self.tokens[current.head]
        before = (k for k in range(i - 1, max(i - 5, -1), -1) if self.tokens[k].pos in ("NOUN", "PROPN"))
        return next(before, i)

    def _has_apostrophe(self, token: Token) -> bool:
        """Say whether a plural is a possessor whose apostrophe was taken for a quotation mark."""
        following = self.tokens[token.i + 1].text if token.i + 1 < len(self.tokens) else ""
        return token.tag in ("NNS", "NNPS") and following in ("’", "'")

    def may_be_place(self, phrase: tuple[int, int]) -> bool:
        """Say whether a name before a noun may be where it was: "the Nairobi bombing", but not "US strikes"."""
        token = self.tokens[phrase[1] - 1]
        return (
            (self.labels.get(token.i) == "GPE" or token.text in self.scenes)
            and token.dep in ("compound", "amod")
            and not token.text.replace(".", "").isupper()
        )

    def is_scene(self, phrase: tuple[int, int]) -> bool:
        """Say whether a name is that of a town or region where, by the report, something was."""
        name = self.tokens[phrase[1] - 1].text
        return name in self.scenes and name not in states()

    @cached_property
    def scenes(self) -> frozenset[str]:
        """The names behind which or in which the report says that something was: "in Nice", "near Benghazi"."""
        return frozenset(
            token.text
            for token in self.tokens
            if token.pos == "PROPN" and self.tokens[token.head].text.lower() in _WHERE
        )

    def preposed(self, i: int, *, pronouns: bool = False) -> list[tuple[int, int]]:
        """Return the parties named before a noun: "US-Russian talks", "Moscow's invasion"."""
        low = self._start_of(i)
        owner = self._owner(i)
        if owner is not None and self.can_act(owner):
            return [self.phrase(k) for k in self.coordinated(owner)]
        found: list[tuple[int, int]] = []
        for k in filter(self._names_a_party, range(low, i)):
            first = found.pop()[0] if found and found[-1][1] == k else k
            found.append((first, k + 1))
        return found or (self._owning_pronouns(i) if pronouns else [])

    def _start_of(self, i: int) -> int:
        """Return where the words before a noun begin that can be of its phrase, however it is parsed."""
        before = (
            self.leftmost(child.i) for child in self.below(i) if child.i < i and child.dep in _LOOSELY_BEFORE
        )
        return min((max(first, i - _LONGEST_PHRASE) for first in before), default=i)

    def _owner(self, i: int) -> int | None:
        """Return who owns what a noun means, by a genitive that may be written like a plural."""
        owners = (child.i for child in self.below(i, "poss") if child.tag not in _OWNING_PRONOUNS)
        plurals = (child.i for child in self.below(i, "nmod") if self._has_apostrophe(child))
        return next(chain(owners, plurals), None)

    def _names_a_party(self, k: int) -> bool:
        """Say whether a word is of a party's name: no date, no event."""
        token, label = self.tokens[k], self.labels.get(k)
        named = label in PARTY_LABELS or (token.pos == "PROPN" and label not in _NO_PARTY)
        return named and token.text[0].isalnum()

    def _owning_pronouns(self, i: int) -> list[tuple[int, int]]:
        """Return the pronouns that own what a noun means, a relative one as what it stands for."""
        owning = [child for child in self.below(i, "poss") if child.tag in _OWNING_PRONOUNS]
        return [
            self.phrase(self.antecedent(child.i)) if child.tag == "WP$" else (child.i, child.i + 1)
            for child in owning
        ]
