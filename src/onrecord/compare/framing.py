"""Framing: the words that outlets choose for one deed or party, how they let a party speak, and whom they quote.

Nothing is measured in one number: a finding names a thing and the words that each outlet has for it. Only the
outlet's own words count, none that stands in a direct quotation. Verbs of saying are weighed against all other
outlets' by log-odds with a prior (Monroe, Colaresi and Quinn 2008, "Fightin' Words"): a verb used once stands out
in nothing.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from pathlib import PurePath
from typing import TYPE_CHECKING

from onrecord.compare.called import called
from onrecord.compare.chosen import of_demands, of_matters
from onrecord.compare.desk import noted, texts
from onrecord.compare.gates import bounds, reality
from onrecord.compare.persons import of_persons
from onrecord.compare.regimes import regimes
from onrecord.compare.terms import NAME, Term, finding_of, made
from onrecord.compare.told import by_report, sifted, stem, stems_listed
from onrecord.compare.wordlists import peoples, words
from onrecord.core.entry import Event, Manner, Root, Statement
from onrecord.core.finding import Finding, FindingKind
from onrecord.core.names import Names, first_words
from onrecord.core.problem import Outcome
from onrecord.core.who import ActorKind
from onrecord.matters import by_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from onrecord.compare.comparison import View
    from onrecord.compare.told import Told
    from onrecord.core.report import Citation, Report
    from onrecord.core.who import Actor, Mention

SURE = 0.6  # probability of doer and target from which a deed is told from another
A_YEAR = 366  # days: of a time wider than that nothing is told
ONE_DEED = 31  # days apart that tellings of one kind of deed, of the same doer to the same, may lie
DEEDS = (Root.ASSAULT, Root.COERCE, Root.MOBILIZE, Root.SANCTION, Root.AID, Root.RETREAT, Root.PROTEST)
STANDS_OUT = 1.96  # of its deviation, from which a verb is one outlet's more than the others' (p < .05)
PRIOR = 10.0  # sayings that all outlets together are taken to have told of each party before
_SAME = 3  # letters in which a name and what is made of it begin alike
LEAST_SAYINGS = 3  # of a party that an outlet tells, below which nothing is said of how it quotes


_QUOTED = re.compile(r"“[^”]*”|\"[^\"\n]*\"|‘[^’]*’|,,[^”]*”|«[^»]*»")


class Framings:
    """What outlets call the same deeds and parties, how they let parties speak, whom they quote."""

    name = NAME
    kind = FindingKind.FRAMING

    def compare(self, view: View) -> Outcome[Finding]:
        """Return a finding for each thing that at least two outlets call by different words."""
        reports = tuple(texts(view))
        outlets = {report.id: report.outlet or PurePath(report.path).name for report in reports}
        actors = {actor.id: actor for actor in view.everyone()}
        of_accounts = tuple(_of_accounts(view, outlets, actors))
        shown = frozenset(entry for finding in of_accounts for entry in finding.entries())
        found = [
            *of_accounts,
            *of_matters(view, outlets),
            *of_demands(view, outlets, actors),
            *of_persons(view, outlets, actors),
            *_of_deeds(view, shown, outlets, actors),
            *_of_parties(view, outlets, actors),
            *_of_known_outlets(view, reports, actors),
        ]
        return Outcome(tuple(sorted(found, key=lambda finding: finding.id)))


def _own_words(told: Sequence[Told]) -> tuple[Told, ...]:
    """Return the tellings of a report that are none of what stands in a direct quotation."""
    quoted = frozenset(one.entry.id for one in told if _is_direct(one))
    return tuple(one for one in told if not (isinstance(one.entry, Event) and one.entry.claim in quoted))


def _of_known_outlets(view: View, reports: Iterable[Report], actors: Mapping[str, Actor]) -> Iterator[Finding]:
    """Yield how outlets let parties speak, and whom they quote: a report without an outlet shows nothing of it."""
    known = {report.id: report.outlet for report in reports if report.outlet}
    yield from _of_speech(view, known, actors)
    yield from _of_quoting(view, known, actors)


def _is_direct(told: Told) -> bool:
    return isinstance(told.entry, Statement) and told.entry.manner is not Manner.INDIRECT


def _of_deeds(
    view: View, shown: frozenset[str], outlets: Mapping[str, str], actors: Mapping[str, Actor]
) -> Iterator[Finding]:
    """Yield the deeds that several outlets tell, with the words by which each names them."""
    by_doer: dict[tuple[str, str], list[Told]] = defaultdict(list)
    for key, one in sifted(view, _told_deeds):
        if one.entry.id not in shown:
            by_doer[key].append(one)
    for (_, doer), deeds in sorted(by_doer.items()):
        for group in _one_deed(deeds):
            terms = [
                Term(outlets[one.report], one.entry.trigger, one.entry.id)
                for one in group
                if isinstance(one.entry, Event)
            ]
            yield from finding_of("deed", _concept(group, doer, actors), terms, ())


def _told_deeds(told: Sequence[Told]) -> tuple[tuple[tuple[str, str], Told], ...]:
    """Return the deeds that a report tells in its own words, by kind and doer."""
    return tuple(
        ((one.entry.plover.value, one.by[0]), one)
        for one in _own_words(told)
        if isinstance(one.entry, Event) and _is_told(one, one.entry)
    )


def _concept(group: Sequence[Told], doer: str, actors: Mapping[str, Actor]) -> str:
    """Return what a deed is, in plain words: the matter, to whom, by whom, when."""
    whom = next((one.whom[0] for one in group if one.whom), "")
    names = [_name(actors, who) for who in (whom, doer) if who]
    when = min((one.entry.when.edtf() for one in group if one.entry.when), default="")
    return f"{_matter(group)}: {', by '.join(names)}" + (f", {when[:7]}" if when[:4].isdigit() else "")


def _of_accounts(view: View, outlets: Mapping[str, str], actors: Mapping[str, Actor]) -> Iterator[Finding]:
    """Yield the deeds that accounts tell of, with what each outlet calls them."""
    for one in called(view, sifted(view, _own_words)):
        group = [each for each, _ in one.terms if isinstance(each.entry, Event) and each.entry.plover in DEEDS]
        terms = [
            Term(outlets[each.report], words_of, each.entry.id) for each, words_of in one.terms if each in group
        ]
        doer = next((each.by[0] for each in group if each.by), "")
        if terms:
            yield from finding_of("deed", _concept(group, doer, actors), terms, (one.account,))


def _is_told(told: Told, event: Event) -> bool:
    """Say whether a telling is of a deed that took place, of somebody sure, by a word that names it."""
    names = stem(event.trigger.words.casefold().split()[0]) not in stems_listed("framing", "empty")
    return event.plover in DEEDS and reality(told) == "real" and names and _is_sure(told, event)


def _is_sure(told: Told, event: Event) -> bool:
    """Say whether it is sure who did a deed, one party, and to whom, if anybody is named."""
    doer = 1.0 if event.source_confidence is None else event.source_confidence
    target = 1.0 if event.target_confidence is None or not told.whom else event.target_confidence
    himself = set(told.by) & set(told.whom)
    return len(told.by) == 1 and not himself and min(doer, target) >= SURE


def _one_deed(deeds: Sequence[Told]) -> Iterator[list[Told]]:
    """Yield groups of tellings of which each may be of the same deed as each other."""
    groups: list[list[Told]] = []
    begun: dict[tuple[str, int], list[int]] = defaultdict(list)  # groups by a mark and the time of their first
    for one in deeds:
        marks = _marks(one)
        met = {place for mark, time in marks for near in (time - 1, time, time + 1) for place in begun[mark, near]}
        home = next((at for at in sorted(met) if all(_may_be_one(one, other) for other in groups[at])), None)
        if home is not None:
            groups[home].append(one)
            continue
        for mark in marks:
            begun[mark].append(len(groups))
        groups.append([one])
    yield from groups


def _marks(told: Told) -> tuple[tuple[str, int], ...]:
    """Return what two tellings of one deed have in common: to whom, and a stretch of time, that or the next."""
    reach = bounds(told.entry.when)
    targets = told.whom or tuple(sorted(_targets(told)))
    return tuple((one, reach[0] // (A_YEAR + ONE_DEED)) for one in targets) if reach else ()


def _may_be_one(one: Told, other: Told) -> bool:
    """Say whether two deeds of one kind and doer may be one: to the same, near in time."""
    modes = {each.entry.mode for each in (one, other) if isinstance(each.entry, Event)} - {None}
    return len(modes) <= 1 and _are_near_in_time(one, other) and _are_to_the_same(one, other)


def _are_near_in_time(one: Told, other: Told) -> bool:
    first, second = bounds(one.entry.when), bounds(other.entry.when)
    if first is None or second is None:
        return False
    gap = max(first[0], second[0]) - min(first[1], second[1])
    return gap <= ONE_DEED and max(first[1] - first[0], second[1] - second[0]) <= A_YEAR


def _are_to_the_same(one: Told, other: Told) -> bool:
    if one.whom or other.whom:
        return not set(one.whom).isdisjoint(other.whom)
    return not _targets(one).isdisjoint(_targets(other))


def _targets(told: Told) -> frozenset[str]:
    """Return the words that name to whom or what a deed is done, where nobody known is named."""
    return frozenset(target.citation.words.casefold() for target in told.entry.whom)


def _matter(group: Iterable[Told]) -> str:
    """Return the matter that most tellings of a deed are about, in plain words; the kind of deed where none is."""
    deeds = [one.entry for one in group if isinstance(one.entry, Event)]
    met = Counter(each.matter for deed in deeds for each in deed.propositions if each.words.meets(deed.trigger))
    met = met or Counter(deed.propositions[0].matter for deed in deeds if deed.propositions)
    if met:
        return by_id()[max(met, key=lambda matter: (met[matter], matter))].plain
    return deeds[0].plover.value.lower()


def _of_parties(view: View, outlets: Mapping[str, str], actors: Mapping[str, Actor]) -> Iterator[Finding]:
    """Yield the parties that outlets call otherwise than by their name, with the words of each."""
    by_party: dict[str, list[Term]] = defaultdict(list)
    parties = {key: one for key, one in actors.items() if one.kind in (ActorKind.STATE, ActorKind.BODY)}
    for report, told in by_report(view).items():
        named = {key: parties[key] for key in noted(view, _actors_of, report, told) if key in parties}
        for who, words_of, entry in noted(view, _called_so, report, told, named):
            by_party[who].append(Term(outlets[report], words_of, entry))
    others = {alias: who for who in by_party for alias in _other_names(actors[who])}
    known = Names(others)
    for one in texts(view):
        own = known.beginning_with(noted(view, first_words, one.id, one.text))
        for words_of in noted(view, _named_in, one.id, one, own):
            by_party[others[words_of.words]].append(Term(outlets[one.id], words_of))
    for who, words_of in regimes(view, actors.values()):
        by_party[who].append(Term(outlets[words_of.report], words_of))
    for party, terms in sorted(by_party.items()):
        yield from finding_of("party", f"what {_name(actors, party)} is called", terms, (party,))


def _actors_of(told: Sequence[Told]) -> tuple[str, ...]:
    """Return the actors that the tellings of a report name, each once."""
    return tuple(
        dict.fromkeys(one.actor for each in told for one in (*each.entry.doers, *each.entry.whom) if one.actor)
    )


def _called_so(told: Sequence[Told], parties: Mapping[str, Actor]) -> tuple[tuple[str, Citation, str], ...]:
    """Return the parties that a report calls otherwise than by their name, with the words and the entry."""
    return tuple(
        (mention.actor, mention.citation, one.entry.id)
        for one in _own_words(told)
        for mention in (*one.entry.doers, *one.entry.whom)
        if mention.actor and mention.actor in parties and _is_name(mention, parties[mention.actor])
    )


def _other_names(actor: Actor) -> Iterator[str]:
    """Yield the names that stand for a party and are not its own: its capital, a palace."""
    for alias in actor.aliases:
        word = alias.removeprefix("the ")
        if word[:1].isupper() and " " not in word and _is_other_name(word.casefold(), actor):
            yield word


def _named_in(report: Report, names: frozenset[str]) -> tuple[Citation, ...]:
    """Return where a report names parties by other names in its own words, and not as a place ("in Lima")."""
    return tuple(_own_names_in(report, Names(names))) if names else ()


def _own_names_in(report: Report, names: Names) -> Iterator[Citation]:
    quoted = [met.span() for met in _QUOTED.finditer(report.text)]
    seen = set()
    for met in names.found_in(report.text):
        inside = any(start <= met.start < end for start, end in quoted)
        before = report.text[max(0, met.start - 20) : met.start].casefold().split()[-1:]
        if met.name not in seen and not inside and not set(before) & words("framing", "places"):
            seen.add(met.name)
            yield report.cite(met.start, met.end)


def _is_name(mention: Mention, actor: Actor) -> bool:
    """Say whether words name a party, and not by its plain name, by a pronoun or by some of its people."""
    said = mention.citation.words.casefold().removeprefix("the ").removesuffix("'s").removesuffix("’s").split()
    if mention.sector or len(said) > 3 or set(said) & words("framing", "plain"):
        return False
    alias = len(said) == 1 and said[0] in {alias.casefold() for alias in actor.aliases}
    return not words("framing", "nouns").isdisjoint(said) or (alias and _is_other_name(said[0], actor))


def _is_other_name(word: str, actor: Actor) -> bool:
    """Say whether a word that stands for a party is neither one of its organs nor made of its name."""
    return word not in words("framing", "organs") and not _is_of_name(word, actor)


def _is_of_name(word: str, actor: Actor) -> bool:
    """Say whether a word is the name itself or made of it ("Peruvian"), an adjective, an acronym, a people."""
    own = any(word[:_SAME] == name[:_SAME] for name in actor.name.casefold().split())
    initials = "".join(name[0] for name in actor.name.split()).casefold()
    return own or word.replace(".", "") == initials or not {word, word.removesuffix("s")}.isdisjoint(peoples())


def _of_speech(view: View, outlets: Mapping[str, str], actors: Mapping[str, Actor]) -> Iterator[Finding]:
    """Yield the parties whose saying one outlet tells by a verb that the others seldom have for it."""
    by_party: dict[str, list[Term]] = defaultdict(list)
    for report, told in by_report(view).items():
        if report in outlets:
            for party, term in noted(view, _verbs, report, told, outlets[report]):
                by_party[party].append(term)
    for party, terms in sorted(by_party.items()):
        marked = _standing_out(terms)
        chosen = [term for term in terms if (term.outlet, term.plain) in marked]
        why = tuple(f"{outlet}: {chosen_words(chosen, outlet, plain)}" for outlet, plain in sorted(marked))
        if chosen:
            yield made("speech", f"how {_name(actors, party)} is said to speak", chosen, why, (party,))


def _verbs(told: Sequence[Told], outlet: str) -> tuple[tuple[str, Term], ...]:
    """Return the verbs by which a report tells what parties say."""
    return tuple(
        (one.by[0], Term(outlet, one.entry.cue, one.entry.id))
        for one in told
        if isinstance(one.entry, Statement) and one.entry.cue and len(one.by) == 1
    )


def chosen_words(terms: Iterable[Term], outlet: str, plain: str) -> str:
    """Return a verb as an outlet prints it, with how often."""
    met = [term.words.words for term in terms if (term.outlet, term.plain) == (outlet, plain)]
    return f"“{met[0]}” {len(met)} times"


def _standing_out(terms: Sequence[Term]) -> frozenset[tuple[str, str]]:
    """Return the outlets with the words that they have more often than all others, by log-odds with a prior."""
    every = Counter(term.plain for term in terms)
    by_outlet: dict[str, Counter[str]] = defaultdict(Counter)
    for term in terms:
        by_outlet[term.outlet][term.plain] += 1
    found = set()
    for outlet, here in by_outlet.items() if len(every) > 1 and len(by_outlet) > 1 else ():
        there = every - here
        for word, count in here.items():
            if count > 1 and log_odds(here, there, every, word) >= STANDS_OUT:
                found.add((outlet, word))
    return frozenset(found)


def log_odds(here: Counter[str], there: Counter[str], every: Counter[str], word: str) -> float:
    """Return how much more one has a word than another, in deviations (Monroe et al. 2008, equations 15, 16, 22).

    >>> many, few = Counter(claim=12, say=8), Counter(claim=1, say=40)
    >>> log_odds(many, few, many + few, "claim") > 1.96 > log_odds(few, many, many + few, "claim")
    True
    """
    prior = PRIOR * every[word] / every.total()
    odds = [math.log((side[word] + prior) / (side.total() + PRIOR - side[word] - prior)) for side in (here, there)]
    return (odds[0] - odds[1]) / math.sqrt(1 / (here[word] + prior) + 1 / (there[word] + prior))


def _of_quoting(view: View, outlets: Mapping[str, str], actors: Mapping[str, Actor]) -> Iterator[Finding]:
    """Yield the parties whose own words one outlet prints and another does not, though it tells what they say."""
    said: dict[str, dict[str, list[Told]]] = defaultdict(lambda: defaultdict(list))
    for one in sifted(view, _sayings):
        if one.report in outlets:
            said[one.by[0]][outlets[one.report]].append(one)
    for party, by_outlet in sorted(said.items()):
        enough = {outlet: sayings for outlet, sayings in by_outlet.items() if len(sayings) >= LEAST_SAYINGS}
        direct = {outlet: list(filter(_is_direct, sayings)) for outlet, sayings in enough.items()}
        if any(direct.values()) and not all(direct.values()):
            shown = {outlet: direct[outlet] or sayings for outlet, sayings in enough.items()}
            terms = [Term(outlet, one.words, one.entry.id) for outlet in shown for one in shown[outlet]]
            told_so = ((outlet, len(direct[outlet]), len(enough[outlet])) for outlet in sorted(enough))
            why = tuple(f"{outlet}: {some} of {all_of} in its own words" for outlet, some, all_of in told_so)
            yield made("quoting", f"{_name(actors, party)} in its own words", terms, why, (party,))


def _sayings(told: Sequence[Told]) -> tuple[Told, ...]:
    """Return the sayings of one party each."""
    return tuple(one for one in told if isinstance(one.entry, Statement) and len(one.by) == 1)


def _name(actors: Mapping[str, Actor], who: str) -> str:
    return actors[who].name if who in actors else who
