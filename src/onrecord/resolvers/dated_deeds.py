"""What of a deed, and of the times that its report gives, bears on when it was done (`redated`)."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING, NamedTuple

from onrecord.core.entry import Event
from onrecord.core.when import Basis
from onrecord.grammar import makes_perfect
from onrecord.resolvers.retold import SOURCES, TARGETS, tellings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from onrecord.core.document import Document, Token
    from onrecord.core.extraction import Extraction
    from onrecord.core.report import Citation
    from onrecord.core.when import When
    from onrecord.resolvers.retold import Telling

    Features = dict[str, float]

_MOST = 60  # times of one report that are held against a deed: a book names thousands
_FAR = 5  # sentences; what is further off is as far
_FEW = 3
_TOKENS = 5  # to a class of distance within a sentence
_CLIMB = 4  # steps up the parse from a noun to its verb
_VERBS = frozenset({"VERB", "AUX"})
# What a verb or an auxiliary must be for a tense; the first that fits says it.
_TENSES: dict[str, Callable[[Token], bool]] = {
    "modal": lambda word: word.tag == "MD",
    "pluperfect": lambda word: word.tag == "VBD" and makes_perfect((word,)),
    "perfect": lambda word: makes_perfect((word,)),
    "past": lambda word: word.tag == "VBD",
    "present": lambda word: word.tag in ("VBZ", "VBP"),
}
_LENGTHS = ((0, "day"), (9, "days"), (39, "month"), (369, "year"))  # days at most, and what that is called
_AGES = ((0, "now"), (1, "day"), (8, "week"), (40, "month"), (400, "year"))


class Dating(NamedTuple):
    """A time that words of the report give.

    Attributes:
        when: The time.
        words: The words.
        sentence, token: Where they stand.
        deed: The event that they date; None for a time that dates none.
    """

    when: When
    words: Citation
    sentence: int
    token: int
    deed: Telling | None


@dataclass(frozen=True)
class Told:
    """A report's deeds with the times that its words give.

    Attributes:
        document, published: The report.
        said: When each of its statements was made, by id.
        deeds: Its deeds.
        datings: The times that its words give, by their EDTF text.
    """

    document: Document
    published: When | None
    said: Mapping[str, When]
    deeds: Sequence[Telling]
    datings: Mapping[str, Sequence[Dating]]


def told_in(document: Document, extraction: Extraction) -> Told:
    """Return the deeds of an extraction with the times that the report's words give."""
    deeds = tellings(document, extraction)
    datings: dict[str, list[Dating]] = defaultdict(list)
    for one in _datings(document, extraction, {each.event.id: each for each in deeds}):
        datings[one.when.edtf()].append(one)
    said = {entry.id: entry.when for entry in extraction.entries if entry.when and not isinstance(entry, Event)}
    return Told(document, extraction.report.published, said, deeds, datings)


def _datings(document: Document, extraction: Extraction, deeds: Mapping[str, Telling]) -> Iterator[Dating]:
    given = [(entry.when, entry.when_words, deeds.get(entry.id)) for entry in extraction.entries]
    given += [(time.when, time.citation, None) for time in extraction.times if _is_closed(time.when)]
    for when, words, deed in given:
        inside = document.tokens_in(words.start, words.end) if words else range(0)
        if when and words and inside:
            token = document.tokens[inside.start]
            yield Dating(when, words, token.sentence, token.i, deed)


def _is_closed(when: When | None) -> bool:
    return when is not None and when.earliest is not None and when.latest is not None


class Near(NamedTuple):
    """A time that the report's words give, as it stands to a deed.

    Attributes:
        datings: Wherever words give it.
        nearest: Where they stand nearest, before the deed rather than behind.
        away: So many sentences off.
        closer: How many other times stand closer.
    """

    datings: Sequence[Dating]
    nearest: Dating
    away: int
    closer: int

    @property
    def when(self) -> When:
        """The time."""
        return self.datings[0].when


def nearest_times(one: Telling, told: Told) -> Iterator[Near]:
    """Yield the times of a report as they stand to a deed; of very many those that stand nearest."""
    nearest = {
        edtf: min(those, key=lambda dating: (abs(dating.sentence - one.sentence), dating.token))
        for edtf, those in told.datings.items()
    }
    away = {edtf: abs(dating.sentence - one.sentence) for edtf, dating in nearest.items()}
    distances = sorted(away.values())
    kept = set(sorted(away, key=lambda edtf: away[edtf])[:_MOST])
    for edtf, those in told.datings.items():
        if edtf in kept:
            yield Near(those, nearest[edtf], away[edtf], bisect_left(distances, away[edtf]))


@dataclass(frozen=True)
class Traits:
    """What of a deed and its telling bears on when it was done.

    Attributes:
        one: The deed.
        kind: "noun" or "verb", and "known" where the report takes it for known ("the attack").
        tense: The tense of its clause.
        own: What kind of time it has: dated by words, or how by the report's day.
    """

    one: Telling
    kind: str
    tense: str
    own: str

    @classmethod
    def of(cls, one: Telling, told: Told) -> Traits:
        """Return the traits of a deed."""
        kind = ("noun" if one.is_noun else "verb") + (" known" if one.is_known else "")
        return cls(one, kind, _tense(told.document, one.token), _form(one.event))

    def of_own(self, told: Told) -> Features:
        """Return what speaks for the deed's own time."""
        event, own = self.one.event, self.own
        features = {
            "own", f"own {own}", f"own {own} {self.kind}", f"own {own} {self.tense}", f"own {own} {event.status}",
            f"own {own} {event.plover}", f"own {own} {'claimed' if event.claim else 'told'}",
        }  # fmt: skip
        if self.one.sentence <= 1:
            features.add(f"own {own} opening")
        features.update(f"own {trait}" for trait in self._of_words(told))
        return dict.fromkeys(features, 1.0)

    def _of_words(self, told: Told) -> Iterator[str]:
        """Yield how the words that date the deed stand to it, where any do."""
        event = self.one.event
        if event.when is None or event.when_words is None:
            return
        inside = told.document.tokens_in(event.when_words.start, event.when_words.end)
        away = abs(told.document.tokens[inside[0]].sentence - self.one.sentence) if inside else _FEW
        yield f"words {min(away, _FEW)} off"
        yield f"words {_length(event.when)}"
        yield f"words {_age(event.when, told.published)} {self.tense}"

    def of_news(self, name: str, told: Told) -> Features:
        """Return what speaks for a time that the report's own day gives."""
        event = self.one.event
        features = {
            name, f"{name} {self.kind}", f"{name} {self.tense} {self.kind}", f"{name} {event.status}",
            f"{name} {event.plover}", f"{name} beside {self.own}",
            f"{name} {'claimed' if event.claim else 'told'}",
        }  # fmt: skip
        if self.one.sentence <= 1:
            features.add(f"{name} opening")
        features.update(f"{name} {trait}" for trait in self._of_words(told))
        return dict.fromkeys(features, 1.0)

    def of_other(self, near: Near, told: Told) -> Features:
        """Return what speaks for a time that other words of the report give."""
        those = near.datings
        features = dict.fromkeys((*self._of_time(near.when, told), *self._of_place(near, told)), 1.0)
        features |= dict.fromkeys(self._of_deeds(those), 1.0)
        features["other count"] = log(1 + len(those))
        same = [one for one in self._others(those) if one.event.plover is self.one.event.plover]
        features["other same root count"] = log(1 + len(same))
        return features

    def _of_time(self, when: When, told: Told) -> Iterator[str]:
        event = self.one.event
        age = _age(when, told.published)
        yield "other"
        yield f"other {event.status}"
        yield f"other {self.kind} beside {self.own}"
        yield f"other beside {self.own}"
        yield f"other {self.tense} {self.kind}"
        yield f"other {_length(when)}"
        yield f"other {age} {self.tense}"
        yield f"other {age} {event.status}"

    def _of_place(self, near: Near, told: Told) -> Iterator[str]:
        """Yield where the words stand that give a time."""
        here, away = self.one.sentence, min(near.away, _FAR)
        yield f"other {away} {'behind' if near.nearest.sentence > here else 'before'}"
        yield f"other {away} {self.kind}"
        sentences = told.document.sentences
        if any(sentences[one.sentence].passage == sentences[here].passage for one in near.datings):
            yield "other in the paragraph"
        beside = [one.token - self.one.token.i for one in near.datings if one.sentence == here]
        if beside:
            nearest = min(beside, key=abs)
            yield f"other beside {min(abs(nearest) // _TOKENS, _FAR)}"
            yield "other beside, before" if nearest < 0 else "other beside, behind"
        yield f"other {min(near.closer, _FEW)} closer"

    def _of_deeds(self, those: Sequence[Dating]) -> Iterator[str]:
        """Yield how the deeds that words date are like the one in question."""
        one, others = self.one, self._others(those)
        same = [each for each in others if each.event.plover is one.event.plover]
        if not any(dating.deed for dating in those):
            yield "other of no deed"
        if same:
            yield "other same root"
            yield f"other same root {self.kind}"
            nearest = min(abs(each.sentence - one.sentence) for each in same)
            yield f"other same root, {min(nearest, _FAR - 1)} off"
        yield from self._of_word(others)
        yield from self._of_parties(same)
        if any(each.event.status is one.event.status for each in same):
            yield "other same status"

    def _of_word(self, others: Sequence[Telling]) -> Iterator[str]:
        if any(each.lemma == self.one.lemma for each in others):
            yield "other same word"
            yield f"other same word {self.kind}"

    def _of_parties(self, same: Sequence[Telling]) -> Iterator[str]:
        """Yield which parties the deeds that words date have in common with the one in question."""
        one = self.one
        shared = [tuple(bool(each.keys[role] & one.keys[role]) for role in (SOURCES, TARGETS)) for each in same]
        if any(source for source, _ in shared):
            yield "other same source"
        if any(target for _, target in shared):
            yield "other same target"
        if (True, True) in shared:
            yield "other same parties"

    def _others(self, those: Sequence[Dating]) -> list[Telling]:
        return [dating.deed for dating in those if dating.deed and dating.deed is not self.one]


def _tense(document: Document, token: Token) -> str:
    """Return the tense of the clause in which a word stands."""
    for _ in range(_CLIMB):
        if token.pos in _VERBS or token.head == token.i:
            break
        token = document.tokens[token.head]
    itself = token._replace(lemma="")  # "had a plan" is in the past, not in the perfect
    forms = (*document.dependents(token.i, "aux", "auxpass"), itself)
    return next((tense for tense, tells in _TENSES.items() if any(map(tells, forms))), "bare")


def _form(event: Event) -> str:
    """Return what kind of time an event has: how it is known, and on which side it is open."""
    if event.when is None:
        return "undated"
    open_sides = ("" if event.when.earliest else " open before") + ("" if event.when.latest else " open behind")
    known = (
        "by words" if event.when_words else "by the news" if event.when.basis is Basis.PUBLISHED else "by others"
    )
    return known + open_sides


def _length(when: When) -> str:
    if when.earliest is None or when.latest is None:
        return "open"
    days = (when.latest - when.earliest).days
    return next((name for most, name in _LENGTHS if days <= most), "long")


def _age(when: When, published: When | None) -> str:
    """Return how long before the report a time was."""
    if published is None or published.latest is None or when.latest is None or when.earliest is None:
        return "of unknown age"
    if when.earliest > published.latest:
        return "to come"
    days = (published.latest - when.latest).days
    return next((name for most, name in _AGES if days <= most), "old")
