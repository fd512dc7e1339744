"""What a verb takes as its content: a clause, an infinitive, an object, an object with what it is called.

The grammatical surroundings of one verb are asked for the frames that its reading in the lexicon allows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from onrecord.core.document import printed
from onrecord.core.entry import Act, Attitude
from onrecord.core.traits import Trait, acts_that
from onrecord.extractors.agents import agent_nouns, label_of
from onrecord.extractors.statements.attributions import trimmed, whole_phrase
from onrecord.extractors.statements.governing import Governing
from onrecord.extractors.statements.lexicon import Frame, word_set

if TYPE_CHECKING:
    from collections.abc import Callable

    from onrecord.core.document import Document, Token
    from onrecord.extractors.statements.attributions import TokenSpan
    from onrecord.extractors.statements.lexicon import Cue

_NEAR = (
    8  # words from a verb to the infinitive that the parse takes for its purpose: "refused in one breath to tell"
)
_EMPTY_OBJECTS = word_set("empty_objects")
_PERSONS = word_set("object_pronouns")
# Objects (as printed) that are not what is said, by the acts of which they are none.
_NOT_SAID = {
    **dict.fromkeys(_EMPTY_OBJECTS, (Act.ASSERT, Act.ANNOUNCE)),
    **dict.fromkeys(_PERSONS, (Act.DENY, Act.ASSERT, Act.REFUSE)),
}
_TO, _FROM, _AS, _THAT = word_set("to"), word_set("from"), word_set("as"), word_set("that")
_FEELING = word_set("feel_forms")
_REQUESTS = acts_that(Trait.DIRECTING)
_ASKED_LEADS = word_set.in_order("asked_leads")
_ANSWERERS = word_set("answering_pronouns")
_PARTIES = frozenset({"PERSON", "ORG", "GPE", "NORP"})
# What may hang on a verb that stands for a whole answer.
_SAYS_NO_MORE = frozenset({"nsubj", "aux", "neg", "advmod", "cc", "conj", "punct", "npadvmod"})


class Found(NamedTuple):
    """The content of a verb in one frame: its tokens, its head word, the head word of those addressed."""

    frame: Frame
    span: TokenSpan
    head: int
    addressee: int = -1
    pieces: tuple[TokenSpan, ...] = ()


class Match(NamedTuple):
    """A verb's entry in the lexicon that fits the place, with where the words that come with it stand."""

    entry: Cue
    last: int  # the last word of the cue
    preposition: int  # the last of them, where it is a preposition; else -1


class Surroundings(Governing):
    """The grammatical surroundings of one verb."""

    def content(self, match: Match) -> Found | None:
        """Return the content in the first frame of the entry that fits."""
        if match.entry.words[-1] in _FROM:
            return self._clause(match)
        if self._is_mere_participle():
            return None
        if match.preposition >= 0:
            return self._of_preposition(match)
        looks: tuple[tuple[set[Frame], Callable[[Match], Found | None]], ...] = (
            ({Frame.OBJECT_AS}, self._object_as),
            (set(), self._clause),
            (set(), self._infinitive),
            ({Frame.GERUND}, self._gerund),
            ({Frame.CLAUSE}, self._around),
            ({Frame.OBJECT}, self._object),
            ({Frame.ALONE}, self._alone),
            ({Frame.CLAUSE, Frame.QUOTE}, self._rest),
        )
        frames = match.entry.frames
        return next((found for needed, look in looks if needed <= frames and (found := look(match))), None)

    def _is_mere_participle(self) -> bool:
        """Say whether a past participle only describes: "pledged delegates", "feels threatened"."""
        if any(t.text.lower() in _FEELING for t in self.parts.get("auxpass", ())):
            return True
        if self.token.tag != "VBN" or "aux" in self.parts or "auxpass" in self.parts:
            return False
        return self.token.dep in ("amod", "acomp", "oprd", "compound", "advcl", "attr") or (
            self.token.dep == "acl" and "agent" not in self.parts
        )

    def _clause(self, match: Match) -> Found | None:
        """Return the finite clause that a verb governs: said that they agree."""
        frames = match.entry.frames
        holders = range(self.i, max(match.last, self.i) + 1)
        clauses = [t for holder in holders for t in self.document.dependents(holder, "ccomp")]
        for clause in sorted(clauses, key=lambda t: t.i < self.i):
            if self._is_infinitive(clause) or self._parted(clause):
                continue
            frame = Frame.QUESTION if self._asks(clause) else Frame.CLAUSE
            if not frames.isdisjoint({frame, Frame.CLAUSE}):
                return Found(frame, self._clause_span(clause), clause.i, self._told(clause))
        return self._raised_clause() if Frame.CLAUSE in frames and self.passive else None

    def _raised_clause(self) -> Found | None:
        raised = (clause for clause in self.parts.get("xcomp", ()) if self._is_infinitive(clause))
        return next((self._raised(clause) for clause in raised), None)

    def _raised(self, clause: Token) -> Found | None:
        """Iran is said to have agreed: the subject belongs to the content."""
        subject = next(iter(self.parts.get("nsubjpass", ())), None)
        if subject is None:
            return None
        pieces = (whole_phrase(self.document, subject.i), whole_phrase(self.document, clause.i))
        return Found(Frame.CLAUSE, pieces[1], clause.i, pieces=pieces)

    def _infinitive(self, match: Match) -> Found | None:
        frames = match.entry.frames
        clause = next(iter(self._infinitives() or self._near_purposes(frames)), None)
        if clause is None or clause.i < self.i:
            return None
        told = self._put_to(clause)
        if told >= 0 and Frame.OBJECT_TO in frames:
            span = trimmed(self.document, whole_phrase(self.document, told)[0], self._infinitive_span(clause)[1])
            return Found(Frame.OBJECT_TO, span, clause.i, told)
        if Frame.OBJECT_TO in frames and self.passive:
            return self._raised(clause)
        return self._promised(clause, told) if Frame.TO in frames else None

    def _near_purposes(self, frames: frozenset[Frame]) -> list[Token]:
        """Return infinitives that the parse takes for a purpose: refused in the same breath to say when."""
        if Frame.TO not in frames or self.token.tag == "VBN" or "dobj" in self.parts:
            return []
        purposes = (t for t in self.parts.get("advcl", ()) if self._is_infinitive(t))
        return [t for t in purposes if 0 < self._to(t) - self.i < _NEAR]

    def _promised(self, clause: Token, told: int) -> Found | None:
        """Return what one says that one will do oneself: promised Norland to leave."""
        if told < 0:
            return Found(Frame.TO, self._infinitive_span(clause), clause.i, self._told(clause))
        named = self.document.tokens[told].pos in ("PROPN", "PRON")
        return Found(Frame.TO, self._infinitive_span(clause), clause.i, told) if named else None

    def _gerund(self, _: Match) -> Found | None:
        for clause in (*self.parts.get("xcomp", ()), *self.parts.get("ccomp", ())):
            if clause.tag == "VBG" and clause.i > self.i:
                return Found(Frame.GERUND, whole_phrase(self.document, clause.i), clause.i)
        return None

    def _object_as(self, _: Match) -> Found | None:
        """Called the meeting a success; described it as helpful; was called a success."""
        document = self.document
        patient = next(iter((*self.parts.get("dobj", ()), *self.parts.get("nsubjpass", ()))), None)
        predicate = self._predicate()
        if predicate is None:
            described = patient and any(t.i > patient.i for t in document.dependents(patient.i, "amod"))
            bare = patient if described else None
            return Found(Frame.OBJECT_AS, whole_phrase(document, bare.i), bare.i) if bare else self._small_clause()
        if patient is None:
            return None
        ends, starts = whole_phrase(document, predicate.i), whole_phrase(document, patient.i)
        if starts[1] <= ends[0] and patient.dep == "dobj":
            return Found(Frame.OBJECT_AS, (starts[0], ends[1]), predicate.i)
        return Found(Frame.OBJECT_AS, ends, predicate.i, pieces=(starts, ends))

    def _small_clause(self) -> Found | None:
        for clause in (*self.parts.get("ccomp", ()), *self.parts.get("xcomp", ())):
            subject = next(self.document.dependents(clause.i, "nsubj"), None)
            bare = not any(self.document.dependents(clause.i, "cop", "mark", "aux"))
            if subject and bare and (clause.tag[:2] != "VB"):
                return (
                    Found(Frame.OBJECT_AS, whole_phrase(self.document, clause.i), clause.i)
                    if clause.i > self.i
                    else None
                )
        return None

    def _object(self, match: Match) -> Found | None:
        if self.passive:
            # Those who were asked are not what was asked.
            return None if match.entry.act is Act.ASK else self._thing(match, ("nsubjpass",))
        if self.token.dep == "acl" and self.token.tag == "VBN":
            return self._described(match)
        return self._thing(match, ("dobj",) if match.last == self.i else ("dobj", "dative", "attr", "oprd"))

    def _described(self, match: Match) -> Found | None:
        """Measures announced by the minister: what the participle describes."""
        thing = self.token.head
        if match.entry.act is Act.PRAISE or self.document.tokens[thing].text.lower() in _EMPTY_OBJECTS:
            return None
        low, high = whole_phrase(self.document, thing, (self.i,))
        return Found(Frame.OBJECT, trimmed(self.document, low, min(high, self.i)), thing)

    def _thing(self, match: Match, labels: tuple[str, ...]) -> Found | None:
        """Return what hangs on the verb by one of these labels, where it can be what is said."""
        token = next((t for label in labels for t in self.parts.get(label, ())), None)
        if token is None or match.entry.act in _NOT_SAID.get(token.text.lower(), ()):
            return None
        low, high = whole_phrase(self.document, token.i)
        if token.dep == "dobj":
            high = self._with_examples(self._with_reason(high))
        span = trimmed(self.document, low, high)
        return Found(Frame.OBJECT, span, token.i, self._recipient(match.entry, token))

    def _recipient(self, entry: Cue, thing: Token) -> int:
        """Return the head word of those to whom something is given, or from whom it is asked; -1 for none."""
        for token in self.parts.get("dative", ()):
            return next((t.i for t in self.document.dependents(token.i, "pobj")), token.i)
        beside = self.parts.get("prep", ())
        if entry.act in _REQUESTS or entry.attitude is Attitude.WANT:
            within = self.document.dependents(thing.i, "prep")
            leads = [*printed(beside, _ASKED_LEADS), *printed(within, _FROM)]
        else:
            leads = [*printed(beside, _TO)]
        return self._named_behind(t for t in leads if t.i > self.i)

    def _of_preposition(self, match: Match) -> Found | None:
        """Return the content that a preposition of the cue leads to."""
        inside = next(self.document.dependents(match.preposition, "pobj", "pcomp", "ccomp"), None)
        frames = match.entry.frames
        if inside is None:
            return self._called_for() if Frame.OBJECT in frames else None
        looks: tuple[tuple[Frame, Callable[[Match, Token], Found | None]], ...] = (
            (Frame.OBJECT_TO, self._called_on),
            (Frame.OBJECT_AS, self._spoken_of_as),
            (Frame.OBJECT, self._led_to),
        )
        return next((found for frame, look in looks if frame in frames and (found := look(match, inside))), None)

    def _called_on(self, _: Match, inside: Token) -> Found | None:
        """Called on Iran to stop: what those called on are to do."""
        to_do = self._to_do(inside)
        if to_do is None:
            return None
        span = (whole_phrase(self.document, inside.i)[0], whole_phrase(self.document, to_do.i)[1])
        return Found(Frame.OBJECT_TO, span, to_do.i, inside.i)

    def _spoken_of_as(self, _: Match, inside: Token) -> Found | None:
        """Spoke of the talks as a success: both, since the second is said of the first."""
        low, high = whole_phrase(self.document, inside.i)
        high = self._with_examples(high)
        called = next((t for t in printed(self.parts.get("prep", ()), _AS) if t.i >= high), None)
        return called and Found(Frame.OBJECT_AS, (low, whole_phrase(self.document, called.i)[1]), called.i)

    def _led_to(self, match: Match, inside: Token) -> Found | None:
        """Called for talks; warned against leaving; but not "spoke of him": a person is not what is said."""
        if match.entry.act is Act.ASSERT and inside.text.lower() in _PERSONS:
            return None
        low, high = whole_phrase(self.document, inside.i)
        high = self._with_examples(high)
        to_do = self._to_do(inside)
        if to_do and to_do.i - high < 8:
            high = max(high, whole_phrase(self.document, to_do.i)[1])
        return Found(Frame.OBJECT, trimmed(self.document, low, high), inside.i)

    def _called_for(self) -> Found | None:
        """Restraint was called for: the subject is what the preposition leads to."""
        subject = next(iter(self.parts.get("nsubjpass", ())), None)
        return Found(Frame.OBJECT, whole_phrase(self.document, subject.i), subject.i) if subject else None

    def _to_do(self, inside: Token) -> Token | None:
        """Return the infinitive behind the object of a preposition: called on Iran to stop."""
        beside = (*self.parts.get("xcomp", ()), *self.parts.get("advcl", ()))
        clauses = (*beside, *self.document.dependents(inside.i, "relcl", "acl"))
        return next((t for t in clauses if t.i > inside.i and self._is_infinitive(t)), None)

    def _around(self, _: Match) -> Found | None:
        """The talks, he said, will resume: the clause that the verb is thrown into is its content."""
        document, i = self.document, self.i
        governor = document.tokens[self.token.head]
        if governor.i == i or not self._is_thrown_in():
            return None
        mine = document.subtree(i)
        low, high = document.subtree(governor.i)
        sentence = document.sentences[self.token.sentence]
        low, high = max(low, sentence.first), min(high, sentence.last)
        sides = [
            trimmed(document, *side) for side in ((low, mine[0]), (mine[1], high)) if has_words(document, side)
        ]
        return Found(Frame.CLAUSE, sides[0], governor.i, pieces=tuple(sides)) if sides else None

    def _alone(self, _: Match) -> Found | None:
        """They refused: the verb is all that is told of the answer; what it answers was told before.

        Only somebody refuses or agrees: "turnout declined" tells of no answer.
        """
        subject = next(iter(self.parts.get("nsubj", ())), None)
        finite = self.token.tag in ("VBD", "VBZ", "VBP") or "aux" in self.parts
        if subject is None or not finite or not _SAYS_NO_MORE.issuperset(self.parts):
            return None
        return Found(Frame.ALONE, (self.i, self.i + 1), self.i) if _is_somebody(self.document, subject) else None

    def _rest(self, _: Match) -> Found | None:
        """Take all that follows for the content, where the parse lost a clause right behind the verb."""
        tokens, i = self.document.tokens, self.i
        last = self.document.sentences[self.token.sentence].last
        if self.token.tag not in ("VBD", "VBZ", "VBP") or self.passive or i + 3 >= last:
            return None
        spoken = any(t.i < i for t in self.parts.get("nsubj", ()))
        finite = any(token.tag in ("VBD", "VBZ", "VBP", "MD") for token in tokens[i + 2 : min(last, i + 25)])
        if not (spoken and finite and _opens_a_clause(tokens[i + 1])):
            return None
        return Found(Frame.CLAUSE, trimmed(self.document, i + 1, last), i + 1)

    def _is_thrown_in(self) -> bool:
        if "nsubj" not in self.parts and "nsubjpass" not in self.parts:
            return False
        if self.token.dep == "parataxis":
            return True
        if self.token.dep == "ccomp":
            return self._stands_after_comma()
        return self.document.carries(self.i, _AS, "mark", "advmod")

    def _stands_after_comma(self) -> bool:
        low = self.document.subtree(self.i)[0]
        tokens = self.document.tokens
        return (tokens[low - 1].text if low else ",") in (",", "—", "–", "-") or tokens[low].text in (
            ",",
            "—",
            "–",
            "-",
        )


def _opens_a_clause(token: Token) -> bool:
    """Say whether a word can be the first of a clause: of its subject, or "that"."""
    return token.pos in ("DET", "PROPN", "NOUN", "PRON", "ADJ") or token.text.lower() in _THAT


def _is_somebody(document: Document, subject: Token) -> bool:
    """Say whether a subject is one who can answer: a name of a party, a pronoun for persons, a noun for them."""
    if subject.pos == "PROPN":
        return label_of(document, subject.i) in _PARTIES
    return subject.text.lower() in _ANSWERERS or subject.lemma.lower() in agent_nouns()


def has_words(document: Document, side: TokenSpan) -> bool:
    """Say whether a span holds more than marks."""
    return any(document.tokens[n].text[:1].isalnum() for n in range(*side))
