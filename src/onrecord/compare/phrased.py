"""What reports tell in much the same words, also where no entry was made of it ("independence in 1980").

Background goes from report to report: who rules since when, what is banned by whom, whose ally a state is. Few
such asides are entries, and of those the doer and the day are those of the sentence around them. So clauses are
laid beside one another: the stems that both have, weighed by how few sentences of the record have them, must be
several, weighty, and most of the shorter clause. By themselves names weigh nothing: they tell of whom, not what.
Beside two words they do, the more the fewer sentences have them: a second stage may fall anywhere, the one that
falls off an island is one. So does the day or the month that the words of both name, each in its own way.

The index holds each clause under all its stems and is asked for the weightiest only, of which one at least is
shared where enough is (prefix filtering: Chaudhuri, Ganti and Kaushik 2006).
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from onrecord.captions import is_caption
from onrecord.compare.desk import noted
from onrecord.compare.told import sources_of, stem, stems_listed
from onrecord.compare.wordlists import phrases, words
from onrecord.core.sentence import ends_in
from onrecord.core.when import Basis, in_order

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from onrecord.compare.comparison import View
    from onrecord.core.entry import TimeExpression
    from onrecord.core.report import Citation, Report
    from onrecord.core.when import When

LEAST_SHARED = 4  # stems that both clauses have
LEAST_DATED = 2  # the same where one of them is a year
LEAST_WEIGHT = 1.6  # of what is shared; a stem that one sentence alone has weighs 1
LEAST_WEIGHT_FEW = 2.9  # the same of the fewest without a number: four words may be a fixed phrase
LEAST_WEIGHT_DATED = 1.2  # the same with a year
LEAST_SHARE = 0.6  # of the weight of the shorter clause
LEAST_NAMED = 2  # stems that both clauses have beside a name, together as weighty as with a year
LEAST_WEIGHT_NAMES = 0.3  # of the names alone: whom every other sentence names tells nothing
LEAST_WEIGHT_NAMED = 2.5  # of the stems with the names
LEAST_SHARE_NAMED = 0.7  # of the weight of the shorter clause with its names; of three stems LEAST_SHARE is enough
COMMON = 40  # clauses: a stem that more of them have proposes nothing
_CUT = re.compile(
    r"[;:—–()“”\"]|,\s|(?<=\s)(?:and|but|that|which|who|after|as|while|when|although|though|because|since|before|if"
    r"|with|amid|despite)(?=\s)"
)
_YEAR = re.compile(r"1\d{3}|20\d{2}")
_WORD = re.compile(r"[^\W_]+(?:[-.,’'][^\W_]+)*")
_MONTH = len("2021-06")
_OWNER = re.compile(r"['’]s$")


class Clause(NamedTuple):
    """Some words of a sentence, with what they tell.

    Attributes:
        words: The words.
        source: The oldest report that prints them.
        stems: What they say, in bare stems.
        names: The stems of the names among them (until names are known, of all words with a capital), and the days
            and months that words in it name.
        numbers: The numbers and ordinals among them ("1980", "fifth").
        denied: They say that something is not so.
    """

    words: Citation
    source: str
    stems: frozenset[str]
    names: frozenset[str]
    numbers: frozenset[str]
    denied: bool


_Sentence = tuple[Clause, ...]
_Time = tuple["Citation", frozenset[str]]  # words that name a time, and its month and day
_Wholes = tuple[tuple[float, float], tuple[float, float]]  # what each of two clauses says weighs, and its names


def phrased(view: View) -> Iterator[tuple[Citation, ...]]:
    """Yield groups of clauses of several sources that tell one thing in much the same words, the likest first.

    The oldest report's stands first.
    """
    sources, names = sources_of(view), _names(view)
    sentences: list[_Sentence] = []
    for report, times in sorted(
        ((one.report, one.times) for one in view.contents()), key=lambda one: _age(one[0])
    ):
        said = noted(view, _said_in, report.id, report, times)
        source, own = sources.get(report.id, report.id), names & said.stems
        sentences += noted(view, _without_names, report.id, said.sentences, source, own)
    clauses = [clause for sentence in sentences for clause in sentence if len(clause.stems) >= LEAST_DATED]
    yield from _groups(clauses, _alike(clauses, Weights.of(sentences)))


def _age(report: Report) -> tuple[str, str]:
    return in_order(report.published), report.id


def _names(view: View) -> frozenset[str]:
    """Return the stems of all words that are part of a name."""
    named = " ".join(name for actor in view.everyone() for name in (actor.name, *actor.aliases))
    return frozenset(stem(word) for word in _WORD.findall(named.casefold()))


class _Said(NamedTuple):
    """The sentences of a report as their clauses, with the names in them; and all stems."""

    sentences: tuple[_Sentence, ...]
    stems: frozenset[str]


def _said_in(report: Report, times: Iterable[TimeExpression]) -> _Said:
    named = [(time.citation, _named(time.when)) for time in times if time.when and _names_it(time.citation)]
    sentences = tuple(_sentences(report, named))
    return _Said(sentences, frozenset[str]().union(*(one.stems for each in sentences for one in each)))


def _without_names(sentences: Sequence[_Sentence], source: str, names: frozenset[str]) -> tuple[_Sentence, ...]:
    """Return sentences as of the oldest report that prints them, and without names."""
    return tuple(tuple(_without_name(clause, source, names) for clause in sentence) for sentence in sentences)


def _without_name(clause: Clause, source: str, names: frozenset[str]) -> Clause:
    if source == clause.source and clause.stems.isdisjoint(clause.names):
        return clause  # many are: a copy of each would be held beside it
    said = clause.stems - (names & clause.names)
    return clause._replace(source=source, stems=said, names=clause.names - said)


def _names_it(cited: Citation) -> bool:
    """Say whether words name a time by a name or a number: "today" is whatever day a report tells of."""
    plain = _WORD.findall(cited.words.casefold())
    return any(word[0].isdigit() or word in words("words", "named_times") for word in plain)


def _named(when: When) -> frozenset[str]:
    """Return the month and the day that words name, where it is one."""
    if when.basis is Basis.PUBLISHED or when.span is None:
        return frozenset()
    first, last = (day.isoformat() for day in when.span)
    if first[:_MONTH] != last[:_MONTH]:
        return frozenset()
    return frozenset((first[:_MONTH], first)) if first == last else frozenset((first[:_MONTH],))


def _sentences(report: Report, times: Iterable[_Time]) -> Iterator[_Sentence]:
    """Yield the clauses of each sentence that is read, one alone and each with the next."""
    read = [(one.start, one.end) for one in report.passages if one.is_read]
    first = 0
    for last in (*ends_in(report), len(report.text)):
        text = report.text[first:last].rstrip()
        begins = first + len(text) - len(text.lstrip())
        if text.strip() and any(start <= begins < end for start, end in read) and not _is_empty(text):
            parts = tuple(_parts(report, first, first + len(text)))
            pairs = tuple((one[0], other[1]) for one, other in pairwise(parts))
            beside = [time for time in times if first <= time[0].start < last]
            yield tuple(_clause(report.cite(*span), beside) for span in (*parts, *pairs))
        first = last


def _is_empty(sentence: str) -> bool:
    """Say whether a sentence tells nothing of the dispute: a caption, or how its reporter came by it."""
    said = " ".join(sentence.casefold().split())
    return is_caption(sentence) or any(formula in said for formula in phrases("words", "formulas"))


def _parts(report: Report, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Yield where the clauses of a sentence begin and end."""
    text = report.text[first:last]
    cuts = [0, *(met.start() for met in _CUT.finditer(text)), len(text)]
    for start, end in pairwise(cuts):
        found = list(_WORD.finditer(text, start, end))
        if found:
            yield first + found[0].start(), first + found[-1].end()


def _clause(cited: Citation, times: Iterable[_Time]) -> Clause:
    said = [_OWNER.sub("", word) for word in _WORD.findall(cited.words)]
    plain = [word.casefold() for word in said]
    own = frozenset(stem(plain[place]) for place in range(len(said)) if _says_something(said, place))
    names = frozenset(stem(word.casefold()) for word in said if _is_name(word))
    dated = names.union(*(days for words_of, days in times if words_of.begins_in(cited)))
    return Clause(cited, cited.report, own, dated, frozenset(filter(_counts, plain)), any(map(_denies, plain)))


def _is_name(word: str) -> bool:
    return word[0].isupper() and _is_no_grammar(word)


def _counts(word: str) -> bool:
    return word[0].isdigit() or word in words("words", "which_one")


def _denies(word: str) -> bool:
    return word in words("words", "denied") or word.endswith(("n't", "n’t"))


def _says_something(said: Sequence[str], place: int) -> bool:
    """Say whether a word is neither grammar nor, behind the first, a name."""
    word = said[place]
    is_name = place > 0 and word[0].isupper()
    return not is_name and _is_no_grammar(word)


def _is_no_grammar(word: str) -> bool:
    return len(word) > 1 and word.casefold() not in words("words", "common")


class Weights(NamedTuple):
    """How much words tell: 1 if one sentence has it, 0 if all have.

    Attributes:
        stems: Of what is said.
        names: Of names.
    """

    stems: Mapping[str, float]
    names: Mapping[str, float]

    @classmethod
    def of(cls, sentences: Sequence[_Sentence]) -> Weights:
        """Return the weights of the words of sentences."""
        stems = (frozenset[str]().union(*(clause.stems for clause in each)) for each in sentences)
        names = (frozenset[str]().union(*(clause.names for clause in each)) for each in sentences)
        return cls(_weights(stems, len(sentences)), _weights(names, len(sentences)))

    def whole(self, clause: Clause) -> tuple[float, float]:
        """Return the weight of what a clause says, and of its names."""
        return _weight(clause.stems, self.stems), _weight(clause.names, self.names)


def _weights(sentences: Iterable[frozenset[str]], count: int) -> dict[str, float]:
    met: Counter[str] = Counter()
    for own in sentences:
        met.update(own)
    total = count + 1
    return {one: math.log(total / count) / math.log(total) for one, count in met.items()}


def _alike(clauses: Sequence[Clause], weights: Weights) -> dict[tuple[int, int], float]:
    """Return the pairs of clauses that tell one thing, each with the weight of what both have."""
    index: dict[str, list[int]] = defaultdict(list)
    found: dict[tuple[int, int], float] = {}
    whole = [weights.whole(clause) for clause in clauses]
    for place, clause in enumerate(clauses):
        near = {other for one in _weightiest(clause, weights.stems) for other in index[one][:COMMON]}
        for other in near:
            if weight := _in_common(clauses[other], clause, weights, (whole[other], whole[place])):
                found[other, place] = weight
        for one in clause.stems:
            index[one].append(place)
    return found


def _weightiest(clause: Clause, weights: Mapping[str, float]) -> Iterator[str]:
    """Yield the stems without one of which two clauses do not have enough in common."""
    left = _weight(clause.stems, weights)
    need = LEAST_WEIGHT_DATED
    for one in sorted(clause.stems, key=lambda one: (-weights[one], one)):
        if left < need:
            return
        yield one
        left -= weights[one]


def _in_common(one: Clause, other: Clause, weights: Weights, whole: _Wholes) -> float:
    """Return the weight of what two clauses have in common; 0 where that is too little, or they differ.

    Args:
        one, other: The clauses.
        weights: Of the words.
        whole: What each of the two weighs.
    """
    if one.source == other.source or one.denied != other.denied or not _same_numbers(one, other):
        return 0.0
    shared = one.stems & other.stems
    if all(each[0].isdigit() for each in shared):
        return 0.0  # a date by itself tells nothing
    weight = _weight(shared, weights.stems)
    shorter = min(said for said, _ in whole)
    enough = max(LEAST_SHARE * shorter, _least(shared, one.numbers & other.numbers))
    return weight if weight >= enough else _with_names(one, other, weights, whole)


def _with_names(one: Clause, other: Clause, weights: Weights, whole: _Wholes) -> float:
    """Return the weight of what two clauses say in common about the same names; 0 where that is too little.

    An office tells of whom, as a name does.
    """
    shared = (one.stems & other.stems) - stems_listed("persons", "roles")
    said, named = _weight(shared, weights.stems), _weight(one.names & other.names, weights.names)
    if len(shared) < LEAST_NAMED or said < LEAST_WEIGHT_DATED or named < LEAST_WEIGHT_NAMES:
        return 0.0
    weight = said + named
    share = LEAST_SHARE_NAMED if len(shared) == LEAST_NAMED else LEAST_SHARE
    enough = max(share * min(map(sum, whole)), LEAST_WEIGHT_NAMED)
    return weight if weight >= enough else 0.0


def _least(shared: Collection[str], numbers: Collection[str]) -> float:
    """Return what the stems that two clauses share must weigh at least; "the first stage" tells which one."""
    if any(map(_YEAR.fullmatch, shared)):
        return LEAST_WEIGHT_DATED if len(shared) >= LEAST_DATED else math.inf
    if len(shared) < LEAST_SHARED:
        return math.inf
    return LEAST_WEIGHT_FEW if len(shared) == LEAST_SHARED and not numbers else LEAST_WEIGHT


def _weight(stems: Iterable[str], weights: Mapping[str, float]) -> float:
    return sum(weights[one] for one in sorted(stems))


def _same_numbers(one: Clause, other: Clause) -> bool:
    """Say whether one of two clauses has all the numbers of the other: the fourth test is not the fifth."""
    return one.numbers <= other.numbers or other.numbers <= one.numbers


def _groups(clauses: Sequence[Clause], alike: Mapping[tuple[int, int], float]) -> Iterator[tuple[Citation, ...]]:
    """Yield groups in which each clause is like each of another source, the likest first."""
    group: dict[int, list[int]] = {}
    for first, second in sorted(alike, key=lambda pair: (-alike[pair], pair)):
        one, other = group.get(first, [first]), group.get(second, [second])
        if one is not other and all(_go_together(clauses, alike, a, b) for a in one for b in other):
            together = sorted(one + other)
            group.update(dict.fromkeys(together, together))
    for members in {min(each): each for each in group.values()}.values():
        yield tuple(clauses[place].words for place in members)


def _go_together(clauses: Sequence[Clause], alike: Mapping[tuple[int, int], float], one: int, other: int) -> bool:
    return clauses[one].source != clauses[other].source and (min(one, other), max(one, other)) in alike
