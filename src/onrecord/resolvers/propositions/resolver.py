"""Propositions: what each entry is about and on which side of it. The last resolver: it needs to know who speaks.

The words of the catalogue name the matter; from there the way up to the head of what was said gives the sign
(`walk`, `sides`), the arguments of the same words whom it concerns (`whom`).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.core.entry import Act, Event, Manner, Stance, Statement, Status
from onrecord.core.proposition import DEED, Proposition, Sense, Sign
from onrecord.matters import catalogue, fields
from onrecord.resolvers.actors.cast import cast_of
from onrecord.resolvers.directory.directory import Directory
from onrecord.resolvers.propositions.alluded import Allusions, turned
from onrecord.resolvers.propositions.anchors import Anchors
from onrecord.resolvers.propositions.begun import begun_before
from onrecord.resolvers.propositions.conditions import is_conditional, is_open, is_tied
from onrecord.resolvers.propositions.deeds import Deeds
from onrecord.resolvers.propositions.grammar import is_turned, lemma
from onrecord.resolvers.propositions.lists import phrases, words
from onrecord.resolvers.propositions.named import Anchor, party_of, pieces
from onrecord.resolvers.propositions.parties import Parties
from onrecord.resolvers.propositions.sides import Told, side
from onrecord.resolvers.propositions.takers import Takers
from onrecord.resolvers.propositions.walk import Walker
from onrecord.resolvers.propositions.whom import Argument, Arguments, subjects

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.core.document import Document, Token
    from onrecord.core.entry import Entry
    from onrecord.core.extraction import Extraction
    from onrecord.core.report import Citation
    from onrecord.core.who import Actor
    from onrecord.matters import CatalogueMatter
    from onrecord.resolvers.actors.figures import Cast
    from onrecord.resolvers.propositions.begun import Begun
    from onrecord.resolvers.propositions.way import Walk

FIELDS = 2  # that an entry is told to be of at most: those of the words nearest to its head
_MOST = 4000  # tokens of what was said that are looked at
_DOING = phrases("doing_relations")  # relations of whoever does it
_EVENT = {
    Status.HAPPENED: (Sign.FOR, Sense.FACT),
    Status.ONGOING: (Sign.FOR, Sense.FACT),
    Status.DENIED: (Sign.AGAINST, Sense.FACT),
    Status.PLANNED: (Sign.FOR, Sense.WILL),
}


class Propositions:
    """Says what the entries of a report are about and on which side of it they stand.

    Args:
        directory: The actors known beforehand; by default those of the actor files alone.
    """

    name = "propositions 3"

    def __init__(self, directory: Directory | None = None) -> None:
        self._directory = directory

    def resolve(self, document: Document, extraction: Extraction) -> Extraction:
        """Return the extraction with the propositions of its entries, and the actors that they concern."""
        if not document.tokens or not extraction.entries:
            return extraction
        directory = self._directory or Directory.standard()
        reading = _Reading(document, directory)
        read = tuple(reading.read(entry) for entry in extraction.entries)
        entries = tuple(map(reading.with_field, reading.with_alluded(read)))
        return replace(extraction, entries=entries, actors=_with_those_named(extraction, entries, directory))


def _with_those_named(
    extraction: Extraction, entries: tuple[Entry, ...], directory: Directory
) -> tuple[Actor, ...]:
    known = {actor.id for actor in extraction.actors}
    named = dict.fromkeys(
        actor
        for entry in entries
        for one in entry.propositions
        for actor in (*one.object, one.body, one.doer)
        if actor and actor not in known and actor in directory.actors
    )
    return (*extraction.actors, *(directory.actors[actor] for actor in named))


class _Reading:
    """The propositions of one report."""

    def __init__(self, document: Document, directory: Directory) -> None:
        published = document.report.published
        self._document = document
        self._cast: Cast = cast_of(document, directory, published.earliest if published else None)
        self._parties = Parties(document, directory, self._cast, published.latest if published else None)
        self._anchors = Anchors(document, self._cast)
        self._takers = Takers(document, self._parties.at)
        self._begun: Begun | None = None  # where the words of the entry being read begin outside them

    def read(self, entry: Entry) -> Entry:
        """Return an entry with what it is about and on which side."""
        inside = self._inside(entry)
        self._begun = begun_before(self._document, entry, inside)
        found = self.of(entry, inside)
        if isinstance(entry, Event):
            return replace(entry, propositions=found)
        return replace(entry, propositions=found, deed=self.deed(entry, inside))

    def with_alluded(self, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
        """Return the entries, those whose words name no matter with what they allude to."""
        self._begun = None
        allusions = Allusions(self._document, entries, self._anchors.anywhere(self._parties.prevailing))
        alluding = sorted((one for one in entries if not one.propositions), key=lambda one: pieces(one)[-1].end)
        found: dict[str, Entry] = {}
        for entry in alluding:
            if made := tuple(self._alluded(entry, allusions)):
                found[entry.id] = replace(entry, propositions=made)
                allusions.take_in(found[entry.id])
        return tuple(found.get(entry.id, entry) for entry in entries)

    def with_field(self, entry: Entry) -> Entry:
        """Return an entry that nothing tells the matter of with those whose field its words are of.

        They take no side: "the column moved on the town" is told of a war, and names none.
        """
        if entry.propositions:
            return entry
        inside = self._inside(entry)
        found: dict[str, tuple[int, int, Proposition]] = {}
        for anchor in self._anchors.of(entry, inside, None, fields()):
            depth, made = self._of_field(entry, anchor, inside)
            if anchor.matter.id not in found or found[anchor.matter.id][:2] > (depth, anchor.token):
                found[anchor.matter.id] = depth, anchor.token, made
        nearest = [made for _, _, made in sorted(found.values(), key=lambda one: one[:2])]
        return replace(entry, propositions=tuple(nearest[:FIELDS]) or tuple(self._by_kind(entry, inside)))

    def _of_field(self, entry: Entry, anchor: Anchor, inside: frozenset[int]) -> tuple[int, Proposition]:
        """Return a matter whose field some words are of, and how far down they stand in the entry."""
        way, arguments = self._way(entry, anchor.token, inside)
        whom = self._parties.concerned(entry, anchor, arguments)
        body = self._parties.body(anchor.matter, arguments, inside)
        made = Proposition(anchor.matter.id, anchor.words, Sense.FIELD, None, body, whom, background=True)
        return way.depth + self._sentence(anchor, inside), made

    def _by_kind(self, entry: Entry, inside: frozenset[int]) -> Iterator[Proposition]:
        """Yield the matters whose field an event is of by what was done: "flew to the capital" is of talks."""
        if not isinstance(entry, Event):
            return
        kinds = {entry.plover.value, f"{entry.plover.value}.{entry.mode}"}
        token = next(iter(self._document.tokens_in(entry.trigger.start, entry.trigger.end)), None)
        for matter in fields():
            if token is not None and not kinds.isdisjoint(matter.kinds):
                yield self._of_field(entry, Anchor(matter, token, entry.trigger), inside)[1]

    def _alluded(self, entry: Entry, allusions: Allusions) -> Iterator[Proposition]:
        inside = self._inside(entry)
        if (found := allusions.find(entry, inside)) is None:
            return
        token, meant = found
        way, _ = self._way(entry, token.i, inside)
        sign, sense = self._side(entry, way, inside, token.start)
        if way.background or way.presupposed or sign is None or self._is_unsettled(entry, way):
            return
        words = self._document.cite(token.i, token.i + 1)
        tied = self._is_tied(entry, way, words)
        yield replace(meant, words=words, sense=sense, sign=turned(sign, meant), doer=None, conditional=tied)

    def deed(self, entry: Statement | Stance, inside: frozenset[int]) -> Proposition | None:
        """Return what was said shall be done or left, and which; None where no word names it."""
        deeds = Deeds(self._document, inside)
        token = deeds.found()
        if token is None:
            return None
        way, arguments = self._way(entry, token, inside)
        sign, sense = self._side(entry, way, inside, self._document.tokens[token].start)
        unsettled = self._is_unsettled(entry, way) or self._is_question(entry, inside)
        whom = tuple(dict.fromkeys(one.actor for one in arguments if one.relation not in _DOING))
        words = self._document.cite(*deeds.phrase(token))
        return Proposition(
            DEED,
            words,
            sense,
            None if unsettled else sign,
            object=whom,
            doer=_doer(arguments) or _own(entry, sense, way),
            conditional=self._is_tied(entry, way, words),
            open=unsettled,
            background=way.background or way.presupposed,
        )

    def of(self, entry: Entry, inside: frozenset[int]) -> tuple[Proposition, ...]:
        """Return what an entry is about, the main thing first."""
        found: dict[str, tuple[int, int, Proposition]] = {}
        for anchor in self._anchors.of(entry, inside, self._begun):
            depth, made = self._proposition(entry, anchor, inside)
            if anchor.matter.needs_object and not made.object:
                continue
            rank = (made.background, made.sign is None, depth)
            before = found.get(anchor.matter.id)
            if before is None or (before[2].background, before[2].sign is None, before[0]) > rank:
                found[anchor.matter.id] = (depth, anchor.token, made)
        ordered = sorted(found.values(), key=lambda one: (one[2].background, one[0], one[1]))
        if isinstance(entry, Event) and not ordered:
            return tuple(self._by_root(entry))
        return tuple(made for _, _, made in ordered)

    def _inside(self, entry: Entry) -> frozenset[int]:
        tokens = (i for piece in pieces(entry) for i in self._document.tokens_in(piece.start, piece.end))
        return frozenset(i for i, _ in zip(tokens, range(_MOST), strict=False))

    def _is_unsettled(self, entry: Entry, way: Walk) -> bool:
        """Say whether nothing is decided of what was said: of a deed it is."""
        return not isinstance(entry, Event) and (is_open(self._document, entry, way) or way.debated)

    def _is_tied(self, entry: Entry, way: Walk, words: Citation) -> bool:
        """Say whether what was said is tied to a condition: a deed is not."""
        return not isinstance(entry, Event) and is_conditional(self._document, entry, way, words)

    def _is_question(self, entry: Entry, inside: frozenset[int]) -> bool:
        """Say whether what was asked is a question: "asked how quickly they could be deployed"."""
        if entry.what is not Act.ASK:
            return False
        return self._document.tokens[min(inside)].text.lower() in words("asking")

    def _way(self, entry: Entry, token: int, inside: frozenset[int]) -> tuple[Walk, tuple[Argument, ...]]:
        """Return the way from a word up to the head of what was said, and the word's arguments."""
        own = None if isinstance(entry, Event) else party_of(entry.speaker)
        direct = not isinstance(entry, Event) and entry.manner is Manner.DIRECT
        begun = self._begun
        if begun and begun.first <= token < begun.last:
            inside |= frozenset(range(begun.first, begun.last))
        walker = Walker(self._document, inside, lambda one: self._is_self(one, entry, own), direct=direct)
        walker.subject_of = {begun.head: begun.verb} if begun else {}
        way = walker.walk(token)
        way.opaque |= self._is_question(entry, inside)
        return way, Arguments(self._document, self._cast, inside, lambda _: own, self._parties.of).of(token)

    def _proposition(self, entry: Entry, anchor: Anchor, inside: frozenset[int]) -> tuple[int, Proposition]:
        way, arguments = self._way(entry, anchor.token, inside)
        way.background = (way.background and not self._is_deed(entry, way)) or anchor.within
        sign, sense = self._side(entry, way, inside, anchor.words.start)
        whom = self._parties.concerned(entry, anchor, arguments)
        doer = next((one for one in subjects(arguments) if one not in whom), None)
        unsettled = self._is_unsettled(entry, way)
        made = Proposition(
            anchor.matter.id,
            anchor.words,
            sense,
            None if unsettled else sign,
            self._parties.body(anchor.matter, arguments, inside),
            whom,
            doer or _own(entry, sense, way),
            conditional=self._is_tied(entry, way, anchor.words),
            open=unsettled,
            background=way.background or way.presupposed,
        )
        taker = self._takers.of(anchor.token, inside) if isinstance(entry, Event) else None
        if taker:
            made = replace(made, sense=Sense.WILL, sign=way.sign, doer=taker, background=anchor.within)
        return way.depth + self._sentence(anchor, inside), made

    def _is_deed(self, entry: Entry, way: Walk) -> bool:
        """Say whether the clause that a matter stands in is that of the deed: "the isle, which it annexed"."""
        top = self._document.tokens[way.top].start
        return isinstance(entry, Event) and entry.trigger.start <= top < entry.trigger.end

    def _sentence(self, anchor: Anchor, inside: frozenset[int]) -> int:
        """Return how far down in what was said the sentence is: what comes first is what it is about."""
        first = self._document.tokens[min(inside)].sentence
        return 4 * (self._document.tokens[anchor.token].sentence - first)

    def _side(self, entry: Entry, way: Walk, inside: frozenset[int], at: int) -> tuple[Sign | None, Sense]:
        if isinstance(entry, Event):
            return self._done(entry, way, at)
        names = self._named_by(entry, way)
        governs = bool(names) and not all(lemma(self._document, token) in words("says") for token in names)
        tied = is_tied(self._document, entry, at)
        turns, alone = self._turns(names), self._is_one_sentence(inside)
        told = Told(entry.what, entry.negated, governs, turns, alone, tied)
        return side(told, way)

    def _turns(self, names: list[Token]) -> bool:
        """Say whether one of the words that tell an act turns what it governs, or is negated itself."""
        turning = words("turns") | words("turn_nouns") | words("attitudes_against")
        return any(
            lemma(self._document, token) in turning or is_turned(self._document, token, -1) for token in names
        )

    def _done(self, entry: Event, way: Walk, at: int) -> tuple[Sign | None, Sense]:
        """Return whether it is so; the event's own word is so as its status says, whatever is made of it above."""
        sign, sense = _EVENT.get(entry.status, (None, Sense.FACT))
        own = entry.trigger.start <= at < entry.trigger.end
        if sign and not way.positive and not own:
            sign = Sign.AGAINST if sign is Sign.FOR else Sign.FOR
        return sign, sense

    def _named_by(self, entry: Statement | Stance, way: Walk) -> list[Token]:
        """Return the words that tell an act: its cue, else what the words said hang on."""
        names = [self._document.tokens[i] for i in self._cue(entry)]
        above = self._document.tokens[self._document.tokens[way.top].head]
        if not names and above.i != way.top:
            names = [above, *(self._document.tokens[above.head] for _ in (0,) if above.pos == "ADP")]
        return [token for token in names if token.pos in ("VERB", "NOUN", "ADJ", "PROPN", "AUX")]

    def _cue(self, entry: Statement | Stance) -> range:
        return self._document.tokens_in(entry.cue.start, entry.cue.end) if entry.cue else range(0)

    def _is_one_sentence(self, inside: frozenset[int]) -> bool:
        return len({self._document.tokens[i].sentence for i in inside}) == 1

    def _is_self(self, token: Token, entry: Entry, own: str | None) -> bool:
        """Say whether a subject is the speaker, or whom he or she speaks for."""
        text = token.text.lower()
        if text in words("first_person"):
            return True
        seen = self._cast.at.get(token.i)
        if seen and seen.actor:
            speaker = None if isinstance(entry, Event) else entry.speaker
            return seen.actor in (own, speaker.actor if speaker else None)
        direct = not isinstance(entry, Event) and entry.manner is Manner.DIRECT
        return not direct and text in words("third_person")

    def _by_root(self, entry: Event) -> Iterator[Proposition]:
        """Yield what an event is about by what was done, where its words name no matter: "shelled the port"."""
        for matter in catalogue():
            if matter.root == entry.plover.value and not self._means_else(entry, matter):
                sign, sense = _EVENT.get(entry.status, (None, Sense.FACT))
                targets = (party_of(one) for one in entry.targets)
                whom = tuple(dict.fromkeys(who for who in targets if who and self._parties.is_party(who)))
                doer = next((who for one in entry.sources if (who := party_of(one))), None)
                yield Proposition(matter.id, entry.trigger, sense, sign, None, whom, doer)

    def _means_else(self, entry: Event, matter: CatalogueMatter) -> bool:
        """Say whether an event's word stands in a phrase that means something else: "strikes at the heart of"."""
        sentence = self._document.sentences[self._document.tokens[min(self._inside(entry))].sentence]
        first, last = self._document.tokens[sentence.first], self._document.tokens[sentence.last - 1]
        text = self._document.report.text[first.start : last.end]
        return matter.means_else(text, entry.trigger.start - first.start, entry.trigger.end - first.start)


def _doer(arguments: tuple[Argument, ...]) -> str | None:
    """Return who does it: "Putin's demand for a promise" has his demand, and no promise of his."""
    near = tuple(one for one in arguments if one.relation != "owner" or not one.away)
    return next(iter(subjects(near)), None)


def _own(entry: Entry, sense: Sense, way: Walk) -> str | None:
    """Return who speaks, where it is the speaker's own doing that is still to come."""
    if isinstance(entry, Event) or sense is not Sense.WILL or not way.own:
        return None
    return party_of(entry.speaker)
