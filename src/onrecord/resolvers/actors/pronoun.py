"""The pronouns: he, she, it, they to the most fitting one named before.

Fifth part of `actors`. Candidates are scored by nearness, by standing as subject, by having spoken; gender and
number must agree. The best is the answer only where it is clearly ahead.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from onrecord.core.who import ActorKind
from onrecord.resolvers.actors.agreement import agrees, as_plural, decide, meant_together, plural_people
from onrecord.resolvers.actors.figures import Reading
from onrecord.resolvers.actors.words import HE, IT, SHE, THEY, roles
from onrecord.resolvers.directory.entries import By
from onrecord.resolvers.directory.files import listed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from onrecord.core.document import Document, Token
    from onrecord.resolvers.actors.figures import Cast
    from onrecord.resolvers.actors.reading import Reader
    from onrecord.resolvers.actors.speech import Speech

_REACH = 40  # how many names back an antecedent may stand
_SENTENCES = 8
_ALIKE = 2.2  # what standing as object counts for an object, more than a subject is worth
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_A = listed.in_order("one_of")
_PLACES = {"poss": -0.6, "pobj": -0.3, "compound": -0.3, "amod": -0.3, "nmod": -0.3}
_HARMING = listed("harming")
_SELF_ENDINGS = listed.in_order("self_endings")


class Referent(NamedTuple):
    """Someone whom the report has named or meant at a token."""

    token: int
    reading: Reading
    spoke: bool


class Pronouns:
    """Resolves the pronouns of one report, in the order of the text."""

    def __init__(self, document: Document, cast: Cast, reader: Reader, quoted: Speech) -> None:
        self.document = document
        self.cast = cast
        self.reader = reader
        self.meant: list[tuple[int, int]] = []
        self.referents: list[Referent] = []
        self.things: set[int] = set()  # the pronouns that stand for no actor
        self.called: dict[str, str] = {}  # whom the report has meant by "he" or "she", and nothing else tells
        self.quoted = quoted

    def remember(self, token: int, reading: Reading, *, spoke: bool) -> None:
        """Keep what a mention stood for, as an antecedent for what follows."""
        if reading.actor is not None or reading.plural:
            insort(self.meant, (token, len(self.referents)))
            self.referents.append(Referent(token, reading, spoke))

    def resolve(self, pronoun: Token, barred: frozenset[str] = frozenset()) -> Reading:
        """Return whom a third-person pronoun stands for: none of those `barred`."""
        word = pronoun.text.lower()
        above = self._above(pronoun)
        near = list(self._near(pronoun))
        scores, readings = self._weighed(pronoun, near, above, barred)
        rival = self._rival(pronoun, above)
        if rival is not None and rival >= max(scores.values(), default=rival):
            self.things.add(pronoun.i)
            return Reading(plural=word in THEY)
        chosen = decide(scores, readings, plural=word in THEY)
        several = self._two_persons(chosen, near, pronoun) if word in THEY and pronoun.tag != "PRP$" else None
        self._keep_called(chosen, word)
        return several or chosen

    def _weighed(
        self, pronoun: Token, near: list[Referent], above: frozenset[int], barred: frozenset[str]
    ) -> tuple[dict[str, float], dict[str, Reading]]:
        """Return how well each may be meant, and the reading of each."""
        scores: dict[str, float] = {}
        readings: dict[str, Reading] = {}
        word, on = pronoun.text.lower(), self._speaks_on(pronoun)
        others = self._not_meant(pronoun, near, barred)
        for referent in near:
            fits = agrees(word, self._as_called(self._with_gender(referent)))
            if fits is None or self._bound(referent.token, pronoun) or referent.reading.actor in others:
                continue
            key = referent.reading.actor or f"group {referent.token}"
            score = fits + self._score(referent, pronoun) + self._raised(referent, above, on)
            score += _ALIKE * self._is_harmed(referent.token, pronoun)
            scores[key] = max(score, scores[key]) + 0.3 if key in scores else score
            readings.setdefault(key, referent.reading)
        return scores, readings

    def _not_meant(self, pronoun: Token, near: list[Referent], barred: frozenset[str]) -> set[str | None]:
        """Return who cannot be meant: "the country withdrew from it" means neither it nor any other name of it."""
        speaker = self.quoted.speaker(pronoun.start)
        bound = {each.reading.actor for each in near if self._bound(each.token, pronoun)}
        return {*barred, *(bound - {None}), *((speaker.actor,) if speaker else ())}

    def _raised(self, referent: Referent, above: frozenset[int], on: str | None) -> float:
        """Return what it counts to be the subject of the verb above, or to be quoted right before."""
        if self.document.tokens[referent.token].head in above:
            return 0.8
        return 1.4 if on and referent.reading.actor == on else 0.0

    def _keep_called(self, chosen: Reading, word: str) -> None:
        """Keep whom the report has meant by "he" or "she", where nothing else tells."""
        person = chosen.kind is ActorKind.PERSON and not chosen.pronoun
        if chosen.actor and person and word in HE | SHE:
            self.called.setdefault(chosen.actor, "he" if word in HE else "she")

    def _as_called(self, reading: Reading) -> Reading:
        """Return a person's reading with the pronoun that the report has used before, where no name tells."""
        if reading.pronoun or reading.actor not in self.called:
            return reading
        return replace(reading, pronoun=self.called[reading.actor])

    def _two_persons(self, chosen: Reading, near: Sequence[Referent], pronoun: Token) -> Reading | None:
        """Return the persons of one clause whom "they" means together: "X met Y. They agreed"; None for others."""
        if chosen.plural or chosen.kind is None or chosen.together:
            return None
        clauses = self._persons_by_clause(referent for referent in near if referent.token < pronoun.i)
        beside = (
            persons
            for verb, persons in sorted(clauses.items(), reverse=True)
            if len(persons) > 1 and pronoun.sentence - self.document.tokens[verb].sentence <= 1
        )
        return meant_together(next(beside, None))

    def _persons_by_clause(self, referents: Iterable[Referent]) -> dict[int, dict[str, Reading]]:
        """Return the persons among some referents by the verb of their clause."""
        clauses: dict[int, dict[str, Reading]] = {}
        for referent in referents:
            if referent.reading.kind is ActorKind.PERSON and referent.reading.actor:
                verb = self._verb(self.document.tokens[referent.token])
                clauses.setdefault(verb, {})[referent.reading.actor] = referent.reading
        return clauses

    def _with_gender(self, referent: Referent) -> Reading:
        """Return one who stays unnamed ("an official ... He") as the person that the noun says he or she is."""
        reading = referent.reading
        noun = self.document.tokens[referent.token].lemma.lower()
        if reading.kind is not ActorKind.UNNAMED or reading.plural or not roles().personal(noun):
            return reading
        return replace(reading, kind=ActorKind.PERSON, pronoun=roles().pronoun_of(noun))

    def _rival(self, pronoun: Token, above: frozenset[int]) -> float | None:
        """Return how well another fits of whom or which the report makes no actor, or None.

        A thing fits "it" or "they" ("the report ... It found"), somebody just brought in "he" or "she" ("an
        officer came in. He said").
        """
        is_another = self._other_for(pronoun.text.lower())
        if is_another is None:
            return None
        alone = [Referent(token.i, Reading(), spoke=False) for token in self._subjects_near(pronoun)]
        found = [
            self._score(one, pronoun) + 0.8 * (self.document.tokens[one.token].head in above)
            for one in alone
            if is_another(self.document.tokens[one.token]) and not self._bound(one.token, pronoun)
        ]
        found += [
            _ALIKE + self._score(Referent(token.i, Reading(), spoke=False), pronoun)
            for token in self._things_done_to(pronoun)
            if (token.i in self.things or is_another(token)) and not self._bound(token.i, pronoun)
        ]
        return max(found, default=None)

    def _subjects_near(self, pronoun: Token) -> Iterator[Token]:
        """Yield the subjects of the sentence before a pronoun, and of its own before it."""
        for sentence in self.document.sentences[max(0, pronoun.sentence - 1) : pronoun.sentence + 1]:
            for token in self.document.dependents(sentence.root, *_SUBJECTS):
                if token.i < pronoun.i:
                    yield token

    def _things_done_to(self, pronoun: Token) -> Iterator[Token]:
        """Yield the objects shortly before a pronoun that is an object itself: "seized the ship. Mali shelled it".

        Who reads takes up again in the place in which it stood; whoever did the one thing seldom suffers the next.
        """
        if pronoun.dep not in ("dobj", "pobj", "nsubjpass") or pronoun.text.lower() in HE | SHE:
            return
        first = self.document.sentences[max(0, pronoun.sentence - 1)].first
        for token in self.document.tokens[first : pronoun.i]:
            if token.dep == "dobj" and self.document.tokens[token.head].pos == "VERB":
                yield token

    def _other_for(self, word: str) -> Callable[[Token], bool] | None:
        """Return what tells whether a noun means one who fits a pronoun, of whom the report makes no actor."""
        if word in IT:
            return lambda token: self._is_thing(token, "NN")
        if word in THEY:
            return lambda token: self._is_thing(token, "NNS")
        return self._is_somebody if word in HE | SHE else None

    def _is_thing(self, token: Token, tag: str) -> bool:
        """Say whether a noun means a thing, or several, of which the report makes no actor."""
        several = token.lemma.lower() in roles().several
        number = tag == "NNS" if several else token.tag == tag
        organ = token.lemma.lower() in roles().organs
        return number and not organ and (not self._is_known(token) or self._is_camp(token, tag))

    def _is_camp(self, token: Token, tag: str) -> bool:
        """Say whether a noun means people whom nobody names, as one: "shelled the camp"."""
        place = bisect_left(self.meant, (token.i, 0))
        if tag != "NN" or place == len(self.meant) or self.meant[place][0] != token.i:
            return False
        return self.referents[self.meant[place][1]].reading.kind is ActorKind.UNNAMED

    def _is_somebody(self, token: Token) -> bool:
        """Say whether a noun brings in a person whose name is not told ("an officer", "one diplomat")."""
        brought_in = any(each.text.lower() in _A for each in self.document.dependents(token.i, "det", "nummod"))
        person = roles().personal(token.lemma.lower()) and token.tag == "NN"
        return person and brought_in and not self._is_known(token) and token.i not in self.cast.described

    def _is_known(self, token: Token) -> bool:
        """Say whether a noun is part of a name, or a mention whose reading is kept."""
        place = bisect_left(self.meant, (token.i, 0))
        return token.i in self.cast.at or (place < len(self.meant) and self.meant[place][0] == token.i)

    def _speaks_on(self, pronoun: Token) -> str | None:
        """Return who is quoted right before a sentence that begins with the pronoun ("..." He also said)."""
        sentence = self.document.sentences[pronoun.sentence]
        if pronoun.dep not in _SUBJECTS or pronoun.head != sentence.root or not sentence.first:
            return None
        if self.quoted.around(self.document.tokens[sentence.first].start):
            return None
        last = self.quoted.speaker(self.document.tokens[sentence.first - 1].end - 2)
        return last.actor if last else None

    def _near(self, pronoun: Token) -> Iterator[Referent]:
        """Yield those named or meant shortly before, and the same sentence's subject ("In his speech, ...")."""
        earliest = pronoun.sentence - _SENTENCES
        at = self.cast.before(pronoun.i)
        for seen in self.cast.seen[max(0, at - _REACH) : at]:
            head = self._head(seen.first, seen.last)
            if head.sentence >= earliest and not (seen.how in (By.PEOPLE, By.PLACE) and not plural_people(head)):
                reading = self.reader.named(seen)
                yield Referent(head.i, as_plural(reading) if seen.how is By.PEOPLE else reading, spoke=False)
        low = bisect_left(self.meant, (pronoun.i, 0))
        for _, number in self.meant[max(0, low - _REACH) : low]:
            if self.document.tokens[self.referents[number].token].sentence >= earliest:
                yield self.referents[number]
        yield from self._after(pronoun, at)

    def _after(self, pronoun: Token, at: int) -> Iterator[Referent]:
        sentence = self.document.sentences[pronoun.sentence]
        for seen in self.cast.seen[at : at + 4]:
            head = self._head(seen.first, seen.last)
            if head.i >= sentence.last:
                return
            subject = (
                head.dep in _SUBJECTS and head.head == sentence.root and seen.how not in (By.PEOPLE, By.PLACE)
            )
            if subject and pronoun.head != sentence.root:
                yield Referent(head.i, self.reader.named(seen), spoke=False)

    def _head(self, first: int, last: int) -> Token:
        """Return the token of a name that the rest of it hangs on."""
        for i in range(last - 1, first - 1, -1):
            token = self.document.tokens[i]
            if not first <= token.head < last or token.head == i:
                return token
        return self.document.tokens[last - 1]

    def _score(self, referent: Referent, pronoun: Token) -> float:
        """Return how near at hand a referent is: in sentences back, as subject or speaker, outside quotations."""
        token = self.document.tokens[referent.token]
        if token.dep in ("conj", "appos"):  # "the prime minister, X, tried": X is its subject
            token = self.document.tokens[token.head]
        parts = (self._nearness, self._staleness, self._standing, self._voice, self._paragraph)
        return sum(part(referent, token, pronoun) for part in parts)

    def _nearness(self, _: Referent, token: Token, pronoun: Token) -> float:
        return -0.8 * self._far(token.sentence, pronoun.sentence) if token.i < pronoun.i else -1.6

    def _staleness(self, _: Referent, token: Token, pronoun: Token) -> float:
        """A thing is picked up at once, a person also later."""
        stale = pronoun.text.lower() in IT and self._far(token.sentence, pronoun.sentence) > 1
        return -1.5 if stale else 0.0

    def _standing(self, referent: Referent, token: Token, pronoun: Token) -> float:
        """Who spoke or is the subject is meant rather than others; so is an owner of it."""
        head = self.document.tokens[token.head]
        owner = token.dep == "poss" and head.dep in _SUBJECTS and not referent.spoke
        if owner and pronoun.text.lower() in HE | SHE:
            return 0.7  # "Kovac's government fell after he left"
        if referent.spoke or token.dep in _SUBJECTS:
            return 1.7 if head.dep == "ROOT" else 1.2
        return _PLACES.get(token.dep, 0.0)

    def _voice(self, referent: Referent, token: Token, pronoun: Token) -> float:
        if referent.spoke:
            return 1.0
        return -1.0 if self.quoted.around(token.start) and not self.quoted.around(pronoun.start) else 0.0

    def _paragraph(self, referent: Referent, token: Token, pronoun: Token) -> float:
        sentences = self.document.sentences
        if sentences[token.sentence].passage != sentences[pronoun.sentence].passage:
            return -0.2
        opens = not referent.spoke and pronoun.text.lower() in HE | SHE and self._opens(token)
        return 0.5 if opens else 0.0

    def _opens(self, token: Token) -> bool:
        """Say whether a name is the subject of the sentence that opens a paragraph: the rest tells of that one."""
        sentences = self.document.sentences
        number = token.sentence
        first = number == 0 or sentences[number - 1].passage != sentences[number].passage
        return first and token.dep in _SUBJECTS and token.head == sentences[number].root

    def _far(self, first: int, last: int) -> int:
        """Return how many sentences lie between two; those wholly within a quotation are passed over at once."""
        if last <= first:
            return last - first
        return last - first - (self._spoken[last] - self._spoken[first + 1])

    @cached_property
    def _spoken(self) -> list[int]:
        """For each sentence, how many of those before it stand wholly within direct speech."""
        counts = [0]
        for sentence in self.document.sentences:
            first, last = self.document.tokens[sentence.first], self.document.tokens[sentence.last - 1]
            around = self.quoted.around(first.start + 1)
            counts.append(counts[-1] + bool(around and last.end <= around[1] + 1))
        return counts

    def _above(self, pronoun: Token) -> frozenset[int]:
        """Return the verbs above the pronoun's clause: their subject is the likeliest ("X said that he")."""
        verbs = []
        token = self.document.tokens[pronoun.head]
        for _ in range(5):
            if token.head == token.i:
                break
            if token.dep in ("ccomp", "xcomp", "advcl"):
                verbs.append(token.head)
            token = self.document.tokens[token.head]
        return frozenset(verbs)

    def _bound(self, candidate: int, pronoun: Token) -> bool:
        """Say whether syntax forbids the pair: two parts of one verb cannot be one person ("Putin told him")."""
        token = self.document.tokens[candidate]
        if pronoun.tag == "PRP$":
            return token.i in self._harming(pronoun)
        if pronoun.text.lower().endswith(_SELF_ENDINGS) or pronoun.dep == "poss":
            return False
        return self._verb(token) == self._verb(pronoun) and token.sentence == pronoun.sentence

    def _harming(self, owner: Token) -> frozenset[int]:
        """Return who does harm to what a pronoun owns: that is another's ("shelled Benin and burned its port")."""
        thing = self.document.tokens[owner.head]
        verb = self.document.tokens[thing.head]
        if thing.dep != "dobj" or verb.lemma not in _HARMING or self._is_called_own(thing, owner):
            return frozenset()
        while verb.dep == "conj" and not any(self.document.dependents(verb.i, *_SUBJECTS)):
            verb = self.document.tokens[verb.head]
        return frozenset(each.i for each in self.document.dependents(verb.i, "nsubj"))

    def _is_called_own(self, thing: Token, owner: Token) -> bool:
        """Say whether a thing is called somebody's own, or is a person's, or his people."""
        noun = thing.lemma.lower()
        own = any(each.text.lower() == "own" for each in self.document.dependents(thing.i, "amod"))
        people = noun in roles().people | roles().across or roles().personal(noun)
        return own or people or owner.text.lower() in HE | SHE

    def _is_harmed(self, candidate: int, owner: Token) -> bool:
        """Say whether something is done to one, and then harm to what a pronoun owns."""
        token = self.document.tokens[candidate]
        near = owner.sentence - token.sentence <= 1 and token.i < owner.i
        return owner.tag == "PRP$" and near and token.dep == "dobj" and bool(self._harming(owner))

    def _verb(self, token: Token) -> int:
        head = self.document.tokens[token.head]
        steps = 0
        while head.pos in ("ADP", "NOUN", "PROPN") and head.head != head.i and steps < 4:
            head = self.document.tokens[head.head]
            steps += 1
        return head.i
